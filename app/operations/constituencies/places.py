"""Where the signatories of a petition live: counted by area, with what a person put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain import postcode
from app.domain.places import Apart, Area, By, Odd, Place, PlaceCounts, Tally
from app.domain.postcode import PostcodeKind
from app.domain.signature import Validity
from app.domain.validity import counted_as
from app.errors import AppError, NotFoundError
from app.intake.templates import places_texts
from app.messages import tr
from app.operations.constituencies.postcodes import Info, info, info_of, no_directory
from app.operations.counting.validity import rules
from app.progress import Progress, silent
from app.store.directory import Directory, open_directory
from app.store.files import check_target, write_whole
from app.store.store import Store

_OVERRIDE = "place "
"""Settings of the campaign: a postcode's constituency as a person put it right (R100)."""

_AT_ONCE = 5_000
"""Postcodes looked up between two chances to stop."""

_APART: Mapping[PostcodeKind, Apart] = {
    PostcodeKind.MALFORMED: "malformed",
    PostcodeKind.CROWN_DEPENDENCY: "outside",
    PostcodeKind.OVERSEAS: "outside",
    PostcodeKind.FORCES: "forces",
}


@dataclass(frozen=True)
class Result:
    """Counts, and the directory that told them (None where districts are counted without)."""

    counts: PlaceCounts
    info: Info | None


Rows = list[tuple[str, Validity, int]]
"""Each postcode as it stands, with what its signatures count as and how many there are."""


@dataclass(frozen=True)
class Survey:
    """Counts with what a map shows of them.

    `points` are easting, northing and valid and similar signatures of each known postcode;
    `ground` is where all postcodes lie of each district that signatories live in.
    """

    result: Result
    points: list[tuple[int, int, int]]
    ground: dict[str, list[tuple[int, int]]]


def counts(store: Store, ref: str, folder: Path, *, by: By = "constituency") -> Result:
    """How many of a petition's signatories live in each area; the directory lies in `folder`.

    Nobody is refused: postcodes that are unknown or out of use are listed, and counted (R94).
    """
    with open_directory(folder) as directory:
        told = _told(directory, folder, by)
        return _result(store, ref, directory, told, by)[0]


def survey(
    store: Store, ref: str, folder: Path, progress: Progress = silent, *, by: By = "constituency"
) -> Survey:
    """The counts, and the map of the same people; `progress` may stop it between its parts."""
    progress(0, 0)
    with open_directory(folder) as directory:
        told = _told(directory, folder, by)
        result, rows, places_ = _result(store, ref, directory, told, by, progress)
        ground: dict[str, list[tuple[int, int]]] = {}
        for one in sorted({postcode.district(written) for written in places_} - {""}):
            progress(0, 0)
            ground[one] = directory.positions(one) if directory else []
    found: dict[tuple[int, int], int] = {}
    for written, validity, number in rows:
        place_ = places_.get(written)
        if place_ and place_.easting and validity != "unchecked":
            key = place_.easting, place_.northing
            found[key] = found.get(key, 0) + number
    points = [(*key, number) for key, number in sorted(found.items())]
    return Survey(result, points, {one: seen for one, seen in ground.items() if seen})


def _told(directory: Directory | None, folder: Path, by: By) -> Info | None:
    """What the directory is made of; refused where it cannot tell what is asked."""
    if directory is None and by != "district":
        raise no_directory()
    told = info_of(directory, folder) if directory else None
    if by == "constituency" and told and not told.has_constituencies:
        raise AppError(
            "The directory has no constituencies, for Code-Point Open tells none (R95): bring "
            "in NSPL or ONSPD as well, or count by council."
        )
    return told


def _result(
    store: Store,
    ref: str,
    directory: Directory | None,
    told: Info | None,
    by: By,
    progress: Progress = silent,
) -> tuple[Result, Rows, dict[str, Place]]:
    rows = _rows(store, ref)
    places_ = _places(store, directory, {one[0] for one in rows}, progress)
    names = directory.names() if directory else {}
    found = _counted(rows, places_, by, known=told is not None)
    sheets = _sheets(store, ref)
    if sheets != Tally():
        found[1]["sheets"] = sheets
    areas = [Area(code, names.get(code, code), tally) for code, tally in found[0].items()]
    areas.sort(key=lambda one: (-one.tally.counted, -one.tally.unchecked, one.name))
    counted = PlaceCounts(by, tuple(areas), found[1], _odd(rows, places_, told))
    return Result(counted, told), rows, places_


def place(store: Store, written: str, constituency: str, folder: Path) -> str:
    """Puts right which constituency a postcode lies in (R100); gives the constituency's name."""
    if postcode.kind(written) is not PostcodeKind.UK:
        raise AppError("What was given is not a UK postcode, which is as KT3 4AA.")
    with open_directory(folder) as directory:
        if directory is None:
            raise no_directory()
        code = directory.constituency(constituency)
        if code is None:
            raise NotFoundError(
                "The directory knows no constituency “{name}”: give its code or its name.",
                name=constituency[:60],
            )
        name = directory.name(code)
    shown = postcode.normalise(written)
    with store.step(tr("Place a postcode in {name}", name=name)):
        store.settings.put(_OVERRIDE + shown, code)
    return name


def unplace(store: Store, written: str) -> None:
    """Takes back what a person put right for a postcode: the directory tells it again."""
    shown = postcode.normalise(written)
    if shown not in overrides(store):
        raise NotFoundError("Nobody has placed this postcode.")
    with store.step(tr("Let the directory place a postcode")):
        store.settings.remove(_OVERRIDE + shown)


def overrides(store: Store) -> dict[str, str]:
    """Codes of constituencies that people gave, by postcode."""
    return {
        key.removeprefix(_OVERRIDE): code
        for key, code in store.settings.starting(_OVERRIDE).items()
    }


def found_places(store: Store, ref: str, directory: Directory) -> dict[str, Place]:
    """Where each postcode of a petition lies, with what people put right."""
    return _places(store, directory, {one[0] for one in _rows(store, ref)})


def _rows(store: Store, ref: str) -> Rows:
    own = rules(store, ref)
    return [
        (written, counted_as(validity, origin, own), number)
        for written, validity, origin, number in store.places.by_postcode(
            store.petitions.get(ref).id
        )
    ]


def _places(
    store: Store, directory: Directory | None, written: set[str], progress: Progress = silent
) -> dict[str, Place]:
    found: dict[str, Place] = {}
    ordered = sorted(written)
    for at in range(0, len(ordered) if directory else 0, _AT_ONCE):
        progress(at, len(ordered))
        found |= directory.find_all(ordered[at : at + _AT_ONCE]) if directory else {}
    placed = overrides(store)
    if placed:
        for one in written:
            code = placed.get(postcode.normalise(one))
            if code:
                old = found.get(one, Place(one, "", "", 0, 0))
                found[one] = Place(
                    one, code, old.council, old.easting, old.northing, terminated=old.terminated
                )
    return found


def _counted(
    rows: Rows, places: Mapping[str, Place], by: By, *, known: bool
) -> tuple[dict[str, Tally], dict[Apart, Tally]]:
    areas: dict[str, Tally] = {}
    apart: dict[Apart, Tally] = {}
    for written, validity, number in rows:
        place_ = places.get(written)
        code = _code(written, place_, by)
        if code:
            probable = by == "constituency" and place_ is not None and place_.probable
            areas[code] = areas.get(code, Tally()).plus(validity, number, probable=probable)
            continue
        kind = postcode.kind(written)
        why: Apart = _APART.get(kind, "unknown" if place_ is None and known else "not-told")
        if not written.strip():
            why = "no-postcode"
        apart[why] = apart.get(why, Tally()).plus(validity, number)
    return areas, apart


def _code(written: str, place_: Place | None, by: By) -> str:
    if by == "district":
        return postcode.district(written)
    if place_ is None:
        return ""
    return place_.constituency if by == "constituency" else place_.council


def _odd(rows: Rows, places: Mapping[str, Place], told: Info | None) -> tuple[Odd, ...]:
    """Postcodes to look at, by themselves; without a directory only those that can be none."""
    numbers: dict[str, int] = {}
    for written, _, number in rows:
        numbers[written] = numbers.get(written, 0) + number
    found = []
    for written, number in sorted(numbers.items()):
        kind, place_ = postcode.kind(written), places.get(written)
        if kind is PostcodeKind.MALFORMED and written.strip():
            found.append(Odd(written, number, "malformed"))
        elif kind is PostcodeKind.UK and told and place_ is None:
            found.append(Odd(written, number, "unknown"))
        elif place_ is not None and place_.terminated:
            found.append(Odd(written, number, "terminated"))
    return tuple(found)


def _sheets(store: Store, ref: str) -> Tally:
    """Sheets counted without names: nobody knows where those people live."""
    record = store.petitions.get(ref)
    found = Tally()
    for sheet in store.sheets.of_petition(record.id):
        if sheet.count and not sheet.keyed and sheet.state != "lost":
            found = found.plus("valid", sheet.count.in_form).plus("similar", sheet.count.similar)
    return found


def for_pack(store: Store, ref: str, folder: Path | None) -> tuple[dict[str, int], str]:
    """Valid signatures by constituency for a pack, "" where none is known, and what it rests on.

    Nothing where no directory tells constituencies: a pack does without.
    """
    told = info(folder) if folder else None
    if folder is None or told is None or not told.has_constituencies:
        return {}, ""
    result = counts(store, ref, folder)
    numbers = {one.name: one.tally.valid for one in result.counts.areas if one.tally.valid}
    rest = sum(one.valid for one in result.counts.apart.values())
    if not numbers:
        return {}, ""
    terms = " ".join(f"{line}." for line in told.attributions)
    return numbers | ({"": rest} if rest else {}), f"{sentence_of(result)} {terms}"


def sentence_of(result: Result) -> str:
    """What stands with every result: by which boundaries, files and dates it was told (R99)."""
    by, info = result.counts.by, result.info
    if info is None or by == "district":
        return tr("Districts are told by the postcodes themselves.")
    files = info.files(by)
    if by == "council":
        return tr("Councils told by {files}.", files=files)
    if info.boundaries:
        return tr(
            "Constituencies of {boundaries}, told by {files}.",
            boundaries=info.boundaries,
            files=files,
        )
    return tr("Constituencies told by {files}.", files=files)


def write_table(result: Result, out: Path, *, force: bool = False) -> None:
    """Saves counts as CSV or XLSX, by the name's ending; small numbers are not told."""
    from app.documents.tables.places import csv_table, workbook

    make = {".csv": csv_table, ".xlsx": workbook}.get(out.suffix.lower())
    if make is None:
        raise AppError("“{file}” has to end in .csv or .xlsx.", file=out.name)
    check_target(out, force=force)
    texts = places_texts()["table"]
    terms = result.info.attributions if result.info else ()
    notes = [texts["why"], sentence_of(result), *(f"{line}." for line in terms)]
    write_whole(out, make(result.counts, texts, notes), force=force)
