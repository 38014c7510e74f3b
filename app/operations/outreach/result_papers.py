"""What became of a petition, for signers who left no email: posters, and letters by post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.domain.community.followed import Followed
from app.domain.outreach.outreach import Audience
from app.domain.outreach.reaching import LeftOut, Reached
from app.errors import AppError
from app.intake.templates import result_texts
from app.operations.outreach import mailing, outreach, senders
from app.operations.outreach.merging import recipient_in
from app.operations.outreach.prepared_post import LetterOrder, Post
from app.operations.paper.holders import require_name
from app.store.files import check_target, write_whole
from app.store.store import Store

if TYPE_CHECKING:
    from app.documents.packs.result_poster import ResultFacts

Languages = Literal["en", "ko", "both"]
LANGUAGES: tuple[Languages, ...] = ("en", "ko", "both")
MOST_VENUES = 100


def draw_posters(
    store: Store,
    ref: str,
    language: Languages = "both",
    venues: Sequence[str] = (),
    *,
    today: date,
) -> bytes:
    """A poster in each language, for each venue where some are named; it names nobody."""
    from app.documents.packs.result_poster import result_posters

    if language not in LANGUAGES:
        raise AppError(
            "There are no posters in “{language}”: choose one of {known}.",
            language=language,
            known=", ".join(LANGUAGES),
        )
    if len(venues) > MOST_VENUES:
        raise AppError("At most {most} venues at a time.", most=MOST_VENUES)
    shown = ("en", "ko") if language == "both" else (language,)
    named = [require_name("venue", one) for one in venues]
    return result_posters(_facts(store, ref, today), shown, named)


def _facts(store: Store, ref: str, today: date) -> ResultFacts:
    from app.documents.packs.result_poster import ResultFacts

    record = store.petitions.get(ref)
    return ResultFacts(
        senders.signed(store, record.wording),
        {one: recipient_in(record.wording, one) for one in ("en", "ko")},
        store.sheets.counts(record.id),
        store.followed.of_petition(record.id),
        {one: result_texts(one) for one in ("en", "ko")},
        today,
    )


def write_posters(
    store: Store,
    ref: str,
    out: Path,
    *,
    language: Languages = "both",
    venues: Sequence[str] = (),
    force: bool = False,
    today: date,
) -> int:
    """Writes the posters; gives how many pages."""
    check_target(out, force=force)
    write_whole(out, draw_posters(store, ref, language, venues, today=today), force=force)
    return max(1, len(venues)) * (2 if language == "both" else 1)


def known_of(store: Store, ref: str, today: date, step: Followed | None = None) -> dict[str, str]:
    """What letters and emails ask for and the record of what followed knows, in each language.

    With a `step` also what is new: that it came, on which day, what it said, what is ahead.
    """
    from app.documents.packs.result_poster import standing, told_of
    from app.documents.words import long_date

    facts = _facts(store, ref, today)
    known = _followed(facts)
    if step is None:
        return known
    ahead = [one for one in standing(facts) if one.on_day > today and one.id != step.id]
    for language in facts.texts:
        begin = "" if language == "en" else f"{language}."
        known[f"{begin}news"] = told_of(facts, step, language)
        known[f"{begin}day"] = long_date(step.on_day, language)
        known[f"{begin}next"] = " ".join(told_of(facts, one, language) for one in ahead)
    known["reply"] = " ".join(step.note.split()) if step.step == "reply" else ""
    return {key: text for key, text in known.items() if text}


def _followed(facts: ResultFacts) -> dict[str, str]:
    from app.documents.packs.result_poster import told

    return {"followed": " ".join(told(facts, "en")), "followed_ko": " ".join(told(facts, "ko"))}


def without_email(store: Store, audience: Audience) -> tuple[Audience, list[LeftOut]]:
    """The people of an audience who have no email, and who else is in it.

    AppError where everybody has one.
    """
    found = store.contacts.of_ids(outreach.chosen(store, audience))
    standing = [one for one in found.values() if not one.merged_into]
    left = [
        LeftOut(one, "has-email" if one.kind == "person" else "office")
        for one in standing
        if one.kind != "person" or one.emails
    ]
    without = tuple(one.id for one in standing if one.kind == "person" and not one.emails)
    if not without:
        raise AppError("Everybody there has an email address: nobody is to get a letter instead.")
    return replace(audience, segment="", contacts=without), left


def prepare_letters(
    store: Store, ref: str, audience: Audience, *, language: str = "", now: datetime
) -> Post:
    """Letters with the result to those of an audience who agreed to post and have no email."""
    facts = _facts(store, ref, now.date())
    values = {**_followed(facts), "count": f"{facts.counts.valid:,}"}
    wanted = LetterOrder("result", language, "postcode", values)
    without, left = without_email(store, audience)
    post = mailing.prepare_letters(store, without, wanted, now=now)
    reached = Reached(post.reached.people, [*post.reached.left_out, *left])
    return replace(post, reached=reached)
