"""Validity: what the addressee's rules find in signatures, and who is marked by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain import names
from app.domain.signature import ORIGINS, REASONS, TEXT_LIMIT, Signature, Validity
from app.domain.validity import Rules, counted_as, findings, rules_of
from app.errors import AppError
from app.intake.templates import body_of
from app.messages import tr, trn
from app.operations.counting.conditions import describe
from app.operations.paper.entry import require_reason
from app.operations.petition import councils
from app.progress import Progress, silent
from app.store.identity import new_id
from app.store.judging import Standing, Verdict
from app.store.markings import Marking
from app.store.signature_query import SignatureQuery
from app.store.store import Store

_STEP = 1000


@dataclass(frozen=True)
class Found:
    """A signature in which the rules find something: reason codes, gravest first."""

    signature: Signature
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """What the rules find among so many unchecked signatures."""

    looked_at: int
    found: tuple[Found, ...]

    @property
    def by_reason(self) -> dict[str, int]:
        """How many have which gravest reason, in the order of REASONS."""
        counts = dict.fromkeys(REASONS, 0)
        for one in self.found:
            counts[one.reasons[0]] += 1
        return {reason: number for reason, number in counts.items() if number}


@dataclass(frozen=True)
class Marked:
    """What a marking does: rows by their new validity, and how many were so already."""

    rows: dict[Validity, int] = field(default_factory=dict)
    already: int = 0

    @property
    def number(self) -> int:
        """Rows that are marked anew."""
        return sum(self.rows.values())


def rules(store: Store, ref: str) -> Rules:
    """The rules for signatures of the petition called `ref`, its council's profile included."""
    wording = store.petitions.get(ref).wording
    own = (
        councils.profile(store, wording.recipient)
        if wording.addressee == councils.COUNCIL
        else None
    )
    return rules_of(wording, body_of(wording), own.minimum_age if own else 0)


def check(store: Store, ref: str, *, progress: Progress = silent) -> Checked:
    """What the rules find in the signatures that nobody has checked; nothing is written."""
    record, asked = store.petitions.get(ref), rules(store, ref)
    query = SignatureQuery(record.id, validity="unchecked", sort="sheet")
    total, looked, found = store.signatures.totals(query).raw, 0, []
    for looked, one in enumerate(store.signatures.all(query), 1):
        if not looked % _STEP:
            progress(looked, total)
        reasons = findings(one, asked)
        if reasons:
            found.append(Found(one, tuple(reasons)))
    return Checked(looked, tuple(found))


def apply_rules(store: Store, ref: str, checked: Checked, *, now: datetime) -> int:
    """Marks what `check` found as invalid with its gravest reason, and gives how many.

    One that has been judged meanwhile stays as it is. One undoable step, kept as a marking for
    each reason with the rule as its condition.
    """
    record = store.petitions.get(ref)
    reason_of = {one.signature.id: one.reasons[0] for one in checked.found}
    grouped: dict[str, list[str]] = {}
    for key, reason in reason_of.items():
        grouped.setdefault(reason, []).append(key)
    judged: list[tuple[Standing, Verdict]] = []
    markings = []
    for reason, keys in grouped.items():
        open_ones = [
            one for one in store.judging.known(keys) if one.verdict.validity == "unchecked"
        ]
        if not open_ones:
            continue
        condition = tr("not checked, by rule: {reason}", reason=REASONS[reason])
        note = tr("Found by the rules of {name}", name=body_of(record.wording).name)
        marking = Marking(
            new_id(), record.id, now, "invalid", reason, condition, note, len(open_ones)
        )
        markings.append(marking)
        judged += [(one, Verdict("invalid", reason, marking.id)) for one in open_ones]
    if judged:
        many = trn("{number} signature", "{number:,} signatures", len(judged))
        with store.judge_signatures(tr("Mark {many} by the rules", many=many), judged):
            for marking in markings:
                store.markings.add(marking)
    return len(judged)


def would_mark(
    store: Store, ref: str, query: SignatureQuery, validity: Validity, reason: str = ""
) -> Marked:
    """What `mark_where` would do; AppError as there."""
    return _marked(*_judged(store, ref, query, validity, reason, None))


def mark_where(
    store: Store,
    ref: str,
    query: SignatureQuery,
    validity: Validity,
    reason: str,
    note: str,
    *,
    now: datetime,
) -> Marked:
    """Marks all signatures that match, in one undoable step that is recorded (R33).

    A condition and a note are needed. “Valid” makes those online or on no printed sheet similar
    where the addressee counts only ink (R10, R24). AppError when either lacks, or nothing matches.
    """
    note = names.tidy(note)
    if not note or len(note) > TEXT_LIMIT:
        raise AppError(
            "Marking many needs a note of 1 to {limit} characters that says why.", limit=TEXT_LIMIT
        )
    record, key = store.petitions.get(ref), new_id()
    judged, already = _judged(store, ref, query, validity, reason, key)
    if not judged:
        return _marked(judged, already)
    done = _marked(judged, already)
    kept = next(iter(done.rows)) if len(done.rows) == 1 else validity  # as the rows came to be
    marking = Marking(key, record.id, now, kept, reason, describe(query), note, len(judged))
    many = trn("{number} signature", "{number:,} signatures", len(judged))
    label = tr("Mark {many} {validity}", many=many, validity=validity)
    with store.judge_signatures(label, judged):
        store.markings.add(marking)
    return done


def _judged(
    store: Store,
    ref: str,
    query: SignatureQuery,
    validity: Validity,
    reason: str,
    marking: str | None,
) -> tuple[list[tuple[Standing, Verdict]], int]:
    """Each matching signature with its new verdict, and how many have it already."""
    require_reason(validity, reason, tr("Signatures"))
    if not describe(query):
        raise AppError(
            "Marking many needs a condition: name, postcode, source, date or another; single "
            "rows are marked one by one.",
            lacks="one-row",
        )
    standing = store.judging.matching(query)
    if not standing:
        raise AppError("No signature matches: nothing was marked.")
    asked = rules(store, ref)
    as_counted = {
        (origin, on_sheet): Verdict(
            counted_as(validity, origin, asked, on_sheet=on_sheet), reason, marking
        )
        for origin in ORIGINS
        for on_sheet in (True, False)
    }
    judged = [(one, as_counted[one.origin, one.on_sheet]) for one in standing]
    changed = [
        (one, verdict)
        for one, verdict in judged
        if (one.verdict.validity, one.verdict.reason) != (verdict.validity, verdict.reason)
    ]
    return changed, len(judged) - len(changed)


def _marked(judged: Sequence[tuple[Standing, Verdict]], already: int) -> Marked:
    rows: dict[Validity, int] = {}
    for _, verdict in judged:
        rows[verdict.validity] = rows.get(verdict.validity, 0) + 1
    return Marked(rows, already)
