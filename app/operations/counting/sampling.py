"""Validity samples: drawn at random, checked against the paper or a register, and what they say."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import sampling
from app.domain.sampling import By, Estimate, Stratum
from app.domain.signature import Signature, Validity
from app.domain.validity import counted_as
from app.errors import AppError, NotFoundError
from app.intake.templates import body_of
from app.messages import tr, trn
from app.operations.counting import validity
from app.operations.paper.entry import require_reason
from app.operations.petition import councils
from app.store.judging import Verdict
from app.store.samples import Sample, SampleRow
from app.store.store import Store

_SEEDS = 2**31
_VALID = "valid"


@dataclass(frozen=True)
class Line:
    """One drawn row to check, and its signature; None when the row was taken out again.

    One `at_risk` is named only where that is asked.
    """

    row: SampleRow
    signature: Signature | None
    at_risk: bool = False


@dataclass(frozen=True)
class Judgement:
    """What a sample says: its strata as checked, the estimate once a row is, what it leaves out.

    `raw` is all signatures of the petition now, `invalid` and `similar` those known to be so;
    `unnamed` rows were counted on sheets without their names, so that none could be drawn;
    `later` signatures came in after the draw.
    """

    sample: Sample
    strata: tuple[Stratum, ...]
    drawn: int
    raw: int
    invalid: int
    similar: int
    unnamed: int
    later: int
    estimate: Estimate | None


def draw(
    store: Store,
    ref: str,
    *,
    size: int | None = None,
    margin: float | None = None,
    by: By = "collector",
    seed: int | None = None,
    now: datetime,
) -> Sample:
    """Draws a sample of `size` rows, or as many as the interval's `margin` needs.

    From all signatures that may count: not invalid, in the form the addressee takes, their paper
    not lost. The same `seed` draws the same rows. AppError when there are none, or too few to
    draw.
    """
    record = store.petitions.get(ref)
    members = store.samples.frame(record.id, by, paper_only=_paper_only(store, ref))
    if not members:
        if _paper_only(store, ref) and store.samples.frame_size(record.id, paper_only=False):
            raise AppError(
                "Only ink on a printed sheet counts for the addressee of “{ref}” ({name}), and no "
                "such signature is keyed: there is nothing to draw from.",
                ref=ref,
                name=body_of(record.wording).name,
            )
        raise AppError(
            "“{ref}” has no signature to draw from: key rows or bring in a file first.", ref=ref
        )
    wanted = (
        size if size is not None else sampling.size_for(margin or sampling.MARGIN, len(members))
    )
    if wanted < 1:
        raise AppError("A sample has at least one row.")
    strata: dict[str, list[int]] = {}
    for at, member in enumerate(members):
        strata.setdefault(member.stratum, []).append(at)
    seed = secrets.randbelow(_SEEDS) if seed is None else seed
    chosen = sampling.draw(strata, wanted, seed)
    picked = sorted(
        (members[at] for drawn in chosen.values() for at in drawn),
        key=lambda one: (one.sheet, one.row, one.id),
    )
    sample = store.samples.new(record.id, now, by, seed=seed, size=len(picked), of=len(members))
    label = tr("Draw sample {number} of {size} rows", number=sample.number, size=sample.size)
    with store.step(label):
        store.samples.add(sample, [(one, len(strata[one.stratum])) for one in picked])
    return sample


def drawable(store: Store, ref: str) -> int:
    """How many signatures a sample may be drawn from."""
    record = store.petitions.get(ref)
    return store.samples.frame_size(record.id, paper_only=_paper_only(store, ref))


def find(store: Store, ref: str, number: int | None = None) -> Sample:
    """The petition's sample with that number, or its latest; NotFoundError when there is none."""
    drawn = store.samples.of_petition(store.petitions.get(ref).id)
    if not drawn:
        raise NotFoundError(
            "No sample of “{ref}” has been drawn: draw one first.", lacks="sample", ref=ref
        )
    found = [one for one in drawn if number in {None, one.number}]
    if not found:
        raise NotFoundError(
            "“{ref}” has no sample {number}: its latest is {latest}.",
            ref=ref,
            number=number,
            latest=drawn[0].number,
        )
    return found[0]


def lines(store: Store, sample: Sample) -> list[Line]:
    """The rows of a sample in the order of the sheets, each with its signature."""
    numbers = store.samples.numbers(sample.id)
    known = {one.id: one for one in store.signatures.page(list(numbers.values()))}
    risky = store.contacts.signatures_at_risk(sample.petition)
    return [
        Line(row, known.get(row.signature), row.signature in risky)
        for row in store.samples.rows(sample.id)
    ]


def record(
    store: Store,
    ref: str,
    number: int | None,
    places: Sequence[int],
    outcome: Validity,
    reason: str = "",
    *,
    now: datetime,
) -> Sample:
    """Keeps what was found at `places` of a sample, and marks those signatures so.

    `outcome` is valid, invalid with its reason, or unchecked, which takes it back. One step.
    """
    if outcome == "similar":
        raise AppError("A sampled row is valid, invalid with its reason, or unchecked.")
    require_reason(outcome, reason, tr("Sample"))
    sample = find(store, ref, number)
    by_place = {line.row.place: line for line in lines(store, sample)}
    chosen = [by_place[place] for place in places if place in by_place]
    unknown = [place for place in places if place not in by_place]
    if unknown:
        raise NotFoundError(
            "Sample {number} has the places 1 to {most}, not {place}.",
            number=sample.number,
            most=sample.size,
            place=unknown[0],
        )
    standing = store.judging.known([line.row.signature for line in chosen])
    said = {"valid": _VALID, "unchecked": ""}.get(outcome, reason)
    label = trn(
        "Check row {places} of sample {sample}",
        "Check {number} rows of sample {sample}",
        len(chosen),
        places=chosen[0].row.place if chosen else 0,
        sample=sample.number,
    )
    asked = validity.rules(store, ref)
    judged = [
        (one, Verdict(counted_as(outcome, one.origin, asked, on_sheet=one.on_sheet), reason))
        for one in standing
    ]
    with store.judge_signatures(label, judged):
        store.samples.set_outcome([line.row.id for line in chosen], said, now)
    return sample


def judge(
    store: Store, ref: str, number: int | None = None, *, target: int | None = None
) -> Judgement:
    """What the checked rows of a sample say of all, against `target` or the petition's own."""
    petition, sample = store.petitions.get(ref), find(store, ref, number)
    rows, paper_only = store.samples.rows(sample.id), _paper_only(store, ref)
    strata = _strata(rows)
    surplus = sampling.surplus_of(store.samples.open_pairs(petition.id, paper_only=paper_only))
    surplus += store.samples.twice_since(petition.id, sample.drawn_at)
    counts = store.sheets.counts(petition.id)
    keyed = store.signatures.by_origin(petition.id).values()
    named = sum(one.raw for one in keyed) - store.samples.on_lost_sheets(petition.id)
    body = councils.body(store, petition.wording)
    wanted = target if target is not None else (petition.wording.target or body.minimum)
    return Judgement(
        sample=sample,
        strata=strata,
        drawn=len(rows),
        raw=counts.raw,
        invalid=counts.invalid_total,
        similar=counts.similar,
        unnamed=counts.raw - named,
        later=store.samples.later(sample, paper_only=paper_only),
        estimate=sampling.estimate(strata, surplus, wanted),
    )


def _strata(rows: Sequence[SampleRow]) -> tuple[Stratum, ...]:
    grouped: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        grouped.setdefault((row.stratum, row.stratum_size), []).append(row.outcome)
    return tuple(
        Stratum(
            name,
            size,
            sum(outcome != "" for outcome in outcomes),
            outcomes.count(_VALID),
            sum(outcome in sampling.DUPLICATES for outcome in outcomes),
        )
        for (name, size), outcomes in grouped.items()
    )


def _paper_only(store: Store, ref: str) -> bool:
    return validity.rules(store, ref).online == "similar"


def in_words(said: Judgement) -> list[str]:
    """What a sample says, a sentence each, as window and command line show it."""
    found = said.estimate
    if found is None:
        return [
            tr(
                "Sample {number}: none of its {drawn} rows is checked yet.",
                number=said.sample.number,
                drawn=said.drawn,
            )
        ]
    words = []
    if found.checked < said.drawn:
        words.append(
            tr(
                "Provisional: {checked:,} of {drawn:,} rows are checked.",
                checked=found.checked,
                drawn=said.drawn,
            )
        )
    words += [
        tr(
            "{share:.1%} of {size:,} signatures are valid, between {low:.1%} and {high:.1%} "
            "(95 % interval).",
            share=found.share.middle,
            low=found.share.low,
            high=found.share.high,
            size=found.size,
        ),
        tr(
            "Raw {raw:,}, valid about {valid:,.0f}, without duplicates about {adjusted:,.0f}, "
            "between {low:,.0f} and {high:,.0f}.",
            raw=said.raw,
            valid=found.valid.middle,
            adjusted=found.adjusted.middle,
            low=found.adjusted.low,
            high=found.adjusted.high,
        ),
        *_target_words(found),
        *_left_out(said),
        f"{sampling.METHOD}.",
    ]
    return words


def _target_words(found: Estimate) -> list[str]:
    if not found.target:
        return [tr("At least {safe:,} are valid, with 95\xa0% certainty.", safe=found.safe)]
    if found.more == 0:
        return [
            tr(
                "Safely over the target of {target:,}: at least {safe:,} are valid, with 95\xa0% "
                "certainty.",
                target=found.target,
                safe=found.safe,
            )
        ]
    if found.more is None:
        return [
            tr(
                "The target of {target:,} is out of reach with signatures like these.",
                target=found.target,
            )
        ]
    return [
        tr(
            "{more:,} more like these are needed to be safely over {target:,}: only {safe:,} are "
            "certain (95 %).",
            more=found.more,
            target=found.target,
            safe=found.safe,
        )
    ]


def _left_out(said: Judgement) -> list[str]:
    words = []
    if said.unnamed:
        words.append(
            trn(
                "{number} row counted without its name is not in it.",
                "{number:,} rows counted without their names are not in it.",
                said.unnamed,
            )
        )
    if said.later:
        words.append(
            trn(
                "{number} signature came in after the draw and is not in it.",
                "{number:,} signatures came in after the draw and are not in it.",
                said.later,
            )
        )
    return words
