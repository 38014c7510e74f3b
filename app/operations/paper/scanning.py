"""Bringing in scans: what was dropped in is read page by page, and each page is kept as it comes.

A page that was kept stays kept: after a crash, a full disk or a stop, the same files are
brought in again and go on where they ended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from app.domain.scan import PageRead, SheetSeen
from app.domain.sheet_code import printed
from app.errors import AppError
from app.intake.scans.asked import Book, PageTask
from app.messages import tr
from app.operations.campaign.campaigns import Campaign
from app.operations.paper.scan_outcomes import (
    Outcome,
    SheetOutcome,
    judged,
    known_already,
    outcome_of,
)
from app.progress import Progress, silent
from app.store.identity import new_id
from app.store.scans import ScanRecord
from app.store.store import Store
from app.store.vault import Vault

KEEPS, KEEP_UNTIL = "scans-kept", "scans-kept-until"
"""Settings: “no” keeps no pictures; a day on which pictures go, in place of the petition's own."""

SUFFIXES = {".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".heif"}
"""What is looked for in a folder that is brought in; a file that is named is always opened."""


@dataclass(frozen=True)
class Wanted:
    """One page of what was dropped in: its file's name, and the SHA-256 of that file.

    `known` ones need not be read again; without a `task` it cannot be, by its `problem`.
    """

    file: str
    page: int
    source: str
    task: PageTask | None
    problem: str = ""
    known: bool = False


@dataclass(frozen=True)
class Plan:
    """All pages of the files, in order, and what a reader of them has to know."""

    pages: tuple[Wanted, ...]
    book: Book

    @property
    def to_read(self) -> list[PageTask]:
        """The pages that have to be read."""
        return [one.task for one in self.pages if one.task and not one.known]


def book_of(store: Store) -> Book:
    """What a reader has to know of the campaign's sheets."""
    layouts, faces = store.layouts.by_code()
    return Book(frozenset(store.sheets.codes()), layouts, faces)


def plan(store: Store, vault: Vault, paths: Sequence[Path], progress: Progress = silent) -> Plan:
    """Which pages the files and folders have, and which of them are here already.

    A file that cannot be opened is a page of its own, with the reason: nothing is dropped.
    """
    from app.intake.scans.pages import count_pages

    files = list(_files(paths))
    pages: list[Wanted] = []
    for at, (path, number) in enumerate(zip(files, count_pages(files), strict=True)):
        progress(at, len(files))
        listed = _pages(path, number)
        here = store.scans.pages_of(listed[0].source)
        pages += [
            replace(one, known=one.page in here and _is_there(vault, here[one.page]))
            for one in listed
        ]
    return Plan(tuple(pages), book_of(store))


def _is_there(vault: Vault, picture: str) -> bool:
    """Whether a page has its picture; an empty one needs none."""
    return not picture or vault.opens(picture)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    if not paths:
        raise AppError("No file is named: give PDFs or pictures, or a folder with them.")
    for path in paths:
        if path.is_dir():
            found = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES)
            if not found:
                raise AppError("The folder “{folder}” holds no PDF and no picture.", folder=path)
            yield from found
        elif path.exists():
            yield path
        else:
            raise AppError("There is no file “{file}”.", file=path)


def _pages(path: Path, number: int | AppError) -> list[Wanted]:
    try:
        with path.open("rb") as file:
            source = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        source = hashlib.sha256(f"unread {path}".encode()).hexdigest()
    if isinstance(number, AppError):
        return [Wanted(path.name, 1, source, None, str(number))]
    return [Wanted(path.name, at, source, PageTask(path, at)) for at in range(1, number + 1)]


def read(planned: Plan, progress: Progress = silent) -> Iterator[tuple[Wanted, PageRead | None]]:
    """Every page of the plan, in order, read in other processes; None for what is known."""
    from app.intake.scans.pages import read_pages

    found = read_pages(planned.book, planned.to_read)
    try:
        for at, wanted in enumerate(planned.pages):
            progress(at, len(planned.pages))
            if wanted.known:
                yield wanted, None
            else:
                yield wanted, next(found) if wanted.task else _unopened(wanted)
    finally:
        found.close()
    progress(len(planned.pages), len(planned.pages))


def _unopened(wanted: Wanted) -> PageRead:
    return PageRead("", (0, 0), b"", problem="unreadable", sentence=wanted.problem)


def new_intake() -> str:
    """A name for one bringing-in, by which its pages are taken back together."""
    return new_id()


def take_in(
    campaign: Campaign,
    wanted: Wanted,
    page: PageRead | None,
    *,
    intake: str,
    back: bool = True,
    now: datetime,
) -> Outcome:
    """Keeps one page that was read; with `back` its sheets are back, as their paper is here."""
    store = campaign.store
    twin = store.scans.same_picture(page.digest) if page else None
    if page is None or twin is not None:
        known = twin or store.scans.page_of(wanted.source, wanted.page)
        content = page.content if page else b""
        again = bool(content) and _put_back(campaign, known, content, intake)
        return known_already(store, wanted.file, wanted.page, known, kept_again=again)
    lasting = store.settings.get(KEEPS) != "no"
    useless = bool(page.sheets) and all(
        judged(campaign, one).flag == "worse" for one in page.sheets
    )
    keeps = bool(page.content) and page.problem != "blank" and not useless
    key = new_id()
    if keeps:
        campaign.vault.put(key, page.content, lasting=lasting)
    try:
        with store.step(tr("Bring in scans"), group=intake):
            number = store.scans.make_way(wanted.source, wanted.page)
            store.scans.add(
                key,
                page,
                file=wanted.file,
                page=wanted.page,
                source=wanted.source,
                now=now,
                keep_until=_keep_until(store, page),
                kept=keeps and lasting,
                state="tray" if page.problem not in {"", "blank"} else "taken",
                number=number,
            )
            found = [_add(campaign, key, seen) for seen in page.sheets]
            placed = [one for one in found if one.seen.place]
            returned = _bring_back(store, placed, now) if back else set()
    except BaseException:
        campaign.vault.remove(key)
        raise
    return outcome_of(
        store.scans.of_id(key), [replace(one, returned=one.seen.code in returned) for one in found]
    )


def _add(campaign: Campaign, scan: str, seen: SheetSeen) -> SheetOutcome:
    """Keeps one sheet of a page; two of one code on a page are compared with each other too."""
    found = judged(campaign, seen)
    sheet = campaign.store.sheets.get(seen.code)
    campaign.store.scans.add_sheet(scan, sheet.id, seen, found.flag, replaces=found.replaces)
    return found


def _put_back(campaign: Campaign, known: ScanRecord, content: bytes, intake: str) -> bool:
    """Keeps the picture of a page again that is shown or waits, and has none any more."""
    store = campaign.store
    shown = known.state == "tray" or any(one.current for one in store.scans.sheets_on(known.id))
    if not shown or campaign.vault.opens(known.id):
        return False
    lasting = store.settings.get(KEEPS) != "no"
    campaign.vault.put(known.id, content, lasting=lasting)
    if lasting:
        with store.step(tr("Bring in scans"), group=intake):
            store.scans.keep_again(known.id)
    return True


def _bring_back(store: Store, found: Sequence[SheetOutcome], now: datetime) -> set[str]:
    """Sheets that were out are back; gives their codes."""
    records = [store.sheets.get(one.seen.code) for one in found]
    out = [record for record in records if record.state in {"printed", "issued"}]
    store.sheets.set_state(out, "returned", now)
    return {record.code for record in out}


def _keep_until(store: Store, page: PageRead) -> date | None:
    """The day on which a picture goes: the campaign's own, else the latest of its petitions."""
    own = store.settings.get(KEEP_UNTIL)
    if own:
        return date.fromisoformat(own)
    if page.sheets:
        records = [
            store.petitions.of_id(store.sheets.get(one.code).petition) for one in page.sheets
        ]
    else:
        records = store.petitions.all()
    return max((one.wording.privacy.retention for one in records), default=None)


def pair_fronts(campaign: Campaign, *, intake: str, now: datetime) -> dict[int, Outcome]:
    """Fronts without a code, known by the coded back that follows them in the same file.

    Gives what became of them by the number of their page; it looks at all that wait, so that
    a bringing-in that ended too early is made good by the next.
    """
    found = {}
    for record, code in campaign.store.scans.fronts():
        taken = assign(campaign, record.number, code, intake=intake, now=now, sure=True)
        if taken:
            found[record.number] = taken
    return found


def assign(
    campaign: Campaign,
    number: int,
    code: str,
    *,
    intake: str = "",
    sure: bool = False,
    now: datetime,
) -> Outcome | None:
    """A page of the tray is that sheet, by its typed code; its rows are looked for by its marks.

    With `sure` only where they are found. None where they are not.
    """
    from app.intake.scans.pages import read_kept

    store = campaign.store
    record = store.scans.get(number)
    if record.state != "tray":
        raise AppError("Page {number} does not wait in the tray.", number=number)
    sheet = store.sheets.get(code)
    content = campaign.vault.get(record.id)
    if not content:
        if sure:
            return None
        raise AppError("No picture of page {number} is kept: scan the page again.", number=number)
    seen = read_kept(book_of(store), content, sheet.code)
    if sure and not seen.place:
        return None
    with store.step(
        tr("Page {number} is {code}", number=number, code=printed(sheet.code)), group=intake
    ):
        found = _add(campaign, record.id, seen)
        store.scans.set_state(record.id, "taken")
        returned = _bring_back(store, [found], now)
    return outcome_of(store.scans.get(number), [replace(found, returned=bool(returned))])


def bring_in(
    campaign: Campaign,
    paths: Sequence[Path],
    *,
    back: bool = True,
    now: datetime,
    progress: Progress = silent,
) -> list[Outcome]:
    """Brings in all pages of files and folders; every page has an outcome, in the files' order."""
    planned = plan(campaign.store, campaign.vault, paths)
    intake = new_intake()
    outcomes = [
        take_in(campaign, wanted, page, intake=intake, back=back, now=now)
        for wanted, page in read(planned, progress)
    ]
    paired = pair_fronts(campaign, intake=intake, now=now)
    return [paired.get(one.number, one) for one in outcomes]
