"""Letters to Members of Parliament with the number of their constituents who signed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.member import Member
from app.domain.places import Area
from app.errors import AppError, NotFoundError
from app.intake.templates import places_texts
from app.messages import tr
from app.operations.constituencies.members import members
from app.operations.constituencies.places import counts, found_places
from app.operations.constituencies.postcodes import Info
from app.operations.petition import councils
from app.progress import Progress, silent
from app.store.directory import open_directory
from app.store.exports import Export
from app.store.files import check_target, whole_folder, write_whole
from app.store.petitions import PetitionRecord
from app.store.store import Store

if TYPE_CHECKING:
    from app.documents.packs.member_letters import Letter, LetterFacts

CHANNEL = "member"
"""The opt-in by which a signatory agreed to be named to their Member."""


@dataclass(frozen=True)
class Letters:
    """Letters by file name, not yet written, and how many people they name in all."""

    record: PetitionRecord
    files: Mapping[str, bytes]
    whole: bytes
    people: int


def draw_letters(
    store: Store,
    ref: str,
    folder: Path,
    *,
    names: bool = True,
    constituencies: Sequence[str] = (),
    now: datetime,
    progress: Progress = silent,
) -> Letters:
    """A letter to the Member of each constituency, or of those named by code or name.

    Without `names` nobody is named, not even those who agreed.
    """
    from app.documents.packs.member_letters import letters_pdf

    record = store.petitions.get(ref)
    result = counts(store, ref, folder)
    areas = [one for one in result.counts.areas if one.tally.counted]
    if constituencies:
        areas = [_chosen(areas, one) for one in constituencies]
    if not areas or result.info is None:
        raise AppError("No valid signature of “{ref}” lies in a known constituency yet.", ref=ref)
    named = _named(store, ref, folder) if names else {}
    known = members(store)
    letters = [_letter(area, known, named) for area in areas]
    facts = _facts(store, record, result.info, now)
    files = {}
    for at, one in enumerate(letters):
        progress(at, len(letters) + 1)
        files[_file(one.area.name)] = letters_pdf(facts, [one])
    whole = letters_pdf(facts, letters)
    progress(len(letters) + 1, len(letters) + 1)
    return Letters(record, files, whole, sum(len(one.named) for one in letters))


def write_letters(
    store: Store, drawn: Letters, out: Path, *, force: bool = False, now: datetime
) -> list[Path]:
    """Writes drawn letters into one PDF, or into the new folder `out`, one each.

    A folder has to be new or empty. Where letters name people that is recorded.
    """
    if out.suffix.lower() == ".pdf":
        check_target(out, force=force)
        write_whole(out, drawn.whole, force=force)
        written = [out]
    else:
        with whole_folder(out) as making:
            for name, content in drawn.files.items():
                write_whole(making / name, content)
        written = [out / name for name in drawn.files]
    if drawn.people:
        export = Export(now, "member-letters", "none", drawn.people)
        with store.step(tr("Record a document with names"), inverse=()):
            store.exports.add(drawn.record.id, export)
    return written


def _chosen(areas: Sequence[Area], written: str) -> Area:
    wanted = written.strip().casefold()
    for one in areas:
        if wanted in {one.code.casefold(), one.name.casefold()}:
            return one
    raise NotFoundError(
        "Nobody in “{name}” is known to have signed: choose one that is counted.",
        lacks="place",
        name=written[:60],
    )


def _named(store: Store, ref: str, folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Name and postcode of those who agreed, by constituency."""
    found: dict[str, list[tuple[str, str]]] = {}
    with open_directory(folder) as directory:
        if directory is None:
            return found
        places = found_places(store, ref, directory)
    for written, name in store.places.agreed(store.petitions.get(ref).id, CHANNEL):
        if written in places:
            found.setdefault(places[written].constituency, []).append((name, written))
    return found


def _letter(
    area: Area, known: Mapping[str, Member], named: Mapping[str, list[tuple[str, str]]]
) -> Letter:
    from app.documents.packs.member_letters import Letter

    return Letter(area, known.get(area.code), named.get(area.code, []))


def _facts(store: Store, record: PetitionRecord, told: Info, now: datetime) -> LetterFacts:
    from app.documents.packs.member_letters import LetterFacts

    return LetterFacts(
        record.wording,
        councils.body(store, record.wording),
        places_texts()["letter"],
        now.date(),
        told.boundaries,
        told.files("constituency"),
        told.attributions,
    )


def _file(name: str) -> str:
    """A file's name of a constituency's, without what a system does not allow in it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] + ".pdf"
