"""What is printed for people to read: help pages, the draft of the wording, window posters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from app.errors import AppError
from app.intake.picture import read_picture
from app.intake.templates import PACK_LANGUAGES, body_of, pack_texts, sheet_texts
from app.operations.petition.documents import pack_facts
from app.store.files import check_target, write_whole
from app.store.store import Store


def help_page(
    store: Store, ref: str, languages: Sequence[str], out: Path, *, force: bool = False
) -> None:
    """Writes the help page in one or two languages that the petition is translated to (R7)."""
    from app.documents.help_page import help_page_pdf

    record = store.petitions.get(ref)
    known = list(record.wording.translations)
    for language in languages:
        if language not in known:
            raise AppError(
                "“{ref}” has no translation “{language}”: it has {known}.",
                ref=ref,
                language=language,
                known=", ".join(known) or "none",
            )
    check_target(out, force=force)
    pdf = help_page_pdf(
        record.wording,
        body_of(record.wording),
        languages,
        record.hash,
        {one: sheet_texts(one) for one in ("en", *languages)},
        {one: pack_texts(one if one in PACK_LANGUAGES else "en") for one in languages},
    )
    write_whole(out, pdf, force=force)


def draft(
    store: Store,
    ref: str,
    out: Path,
    *,
    language: str = "en",
    force: bool = False,
    now: datetime,
) -> None:
    """Writes the wording alone, to send before collecting (R19)."""
    from app.documents.packs.letters import draft_pdf

    check_target(out, force=force)
    facts = pack_facts(store, store.petitions.get(ref), now.date(), language)
    write_whole(out, draft_pdf(facts), force=force)


def poster(
    store: Store,
    ref: str,
    out: Path,
    *,
    hand_in: date,
    language: str = "en",
    picture: Path | None = None,
    picture_words: str = "",
    force: bool = False,
    now: datetime,
) -> None:
    """Writes the window poster with the result, with up to two translations.

    A `picture` (PNG or JPEG) needs words for those who do not see it.
    """
    from app.documents.packs import pack
    from app.documents.packs.poster import PosterPicture, result

    check_target(out, force=force)
    if bool(picture) != bool(picture_words.strip()):
        raise AppError(
            "A picture on a poster needs words for people who do not see it, and words need a "
            "picture: give both, or neither."
        )
    facts = pack_facts(store, store.petitions.get(ref), now.date(), language)
    shown = PosterPicture(read_picture(picture), picture_words.strip()) if picture else None
    part = pack.Part("poster", facts.texts["poster"]["title"], result(facts, hand_in, shown))
    write_whole(out, pack.one_pdf(facts, part), force=force)
