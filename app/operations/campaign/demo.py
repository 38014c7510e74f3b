"""The practice campaign: invented people, two petitions, sheets and packs to look at."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from app.domain.practice import collecting_days, people_from_table, rows
from app.domain.sheet import Order, SheetCount
from app.domain.signature import RowEntry
from app.domain.wording import Return, Wording
from app.errors import AppError
from app.intake.wording_file import read_wording
from app.messages import tr
from app.operations.campaign import campaigns, demo_community, demo_doings
from app.operations.paper import custody, printing, sheets
from app.operations.petition import documents, notices, petitions
from app.paths import RESOURCES
from app.store.files import whole_folder
from app.store.keys import DEFAULT, KeyPolicy
from app.store.store import Store

PASSPHRASE = "quince lapwing marlpit teasel"  # noqa: S105  # see below
"""Printed and known to everybody: a practice campaign holds nobody's data."""

PRACTICE = RESOURCES / "practice"
MARKER, CAMPAIGN = ".roundrobin-demo", "practice"
_SHEET_ROWS = 10


@dataclass(frozen=True)
class DemoReport:
    """What the demo made: the campaign's folder, its passphrase and the PDFs."""

    campaign: Path
    passphrase: str
    signatures: int
    files: tuple[Path, ...]


def build(
    folder: Path,
    *,
    signatures: int = 240,
    seed: int = 1,
    now: datetime,
    policy: KeyPolicy = DEFAULT,
) -> DemoReport:
    """Builds the practice campaign and its PDFs in `folder`; replaces only what it made itself."""
    if not 10 <= signatures <= 1_000_000:
        raise AppError(
            "The demo makes 10 to 1,000,000 signatures, not {number}.", number=signatures
        )
    _require_own(folder)
    files: list[Path] = []
    with whole_folder(folder, replaces=True) as making:
        (making / MARKER).touch()
        created = campaigns.create(
            making / CAMPAIGN, PASSPHRASE, name=tr("Practice campaign"), now=now, policy=policy
        )
        with created.campaign as campaign:
            share = signatures * 3 // 4
            for name, number, own_seed in (
                ("commons", share, seed),
                ("home-secretary", signatures - share, seed + 1),
            ):
                files += _petition(campaign.store, making, name, number, own_seed, now)
            first = campaign.store.petitions.all()[0]
            demo_community.fill(campaign.store, first.ref, now=now)
            demo_doings.fill(campaign.store, first.ref, now=now)
    made = tuple(folder / file.name for file in files)
    return DemoReport(folder / CAMPAIGN, PASSPHRASE, signatures, made)


def _require_own(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise AppError(
            "“{folder}” holds files that the demo did not make: choose another folder.",
            folder=folder,
        )


def _wording(name: str, today: date) -> Wording:
    wording = read_wording(PRACTICE / f"{name}.toml")
    closes = today + timedelta(days=25)
    return replace(
        wording,
        opens=today - timedelta(weeks=9),
        closes=closes,
        return_to=Return(wording.return_to.address, closes),
        privacy=replace(wording.privacy, retention=today + timedelta(days=220)),
    )


def _petition(
    store: Store, folder: Path, name: str, number: int, seed: int, now: datetime
) -> list[Path]:
    wording = _wording(name, now.date())
    ref = petitions.add(store, wording, now=now)
    opened = now - timedelta(weeks=8)
    people = people_from_table(tomllib.loads((PRACTICE / "people.toml").read_text("utf-8")))
    days = collecting_days(now.date(), weeks=8)
    entries = list(rows(people, number, _SHEET_ROWS, days, seed))
    counted = number >= 100
    full = -(-number // _SHEET_ROWS)
    out = folder / f"{name}-sheets.pdf"
    codes = _print(store, ref, full + 8, out, opened)
    by_sheet = [entries[at : at + _SHEET_ROWS] for at in range(0, number, _SHEET_ROWS)]
    keyed = by_sheet[:-2] if counted else by_sheet
    _key(store, codes, keyed, now)
    for code, part in zip(codes[len(keyed) :], by_sheet[len(keyed) :], strict=False):
        sheets.count(store, code, _count(part), now=now)
    custody.spoil(store, codes[-1:], now=now)
    help_page = folder / f"{name}-help-ko.pdf"
    notices.help_page(store, ref, ["ko"], help_page)
    drawn = documents.draw_pack(store, ref, now=now)
    made = documents.write_pack(store, drawn, folder / f"{name}-pack", now=now)
    flat = [path.rename(folder / f"{name}-{path.name}") for path in made if path.suffix == ".pdf"]
    shutil.rmtree(folder / f"{name}-pack")
    return [out, help_page, *flat]


def _print(store: Store, ref: str, number: int, out: Path, now: datetime) -> list[str]:
    """Prints so many sheets, in batches as large as may be; the first batch's file is kept."""
    codes: list[str] = []
    while number > 0:
        part = min(number, printing.MOST_SHEETS)
        path = out if not codes else out.with_name(f"{out.stem}-{len(codes)}.pdf")
        printed = printing.print_batch(store, ref, Order(part, _SHEET_ROWS), out=path, now=now)
        codes += printed.codes
        number -= part
    return codes


def _key(
    store: Store, codes: Sequence[str], by_sheet: Sequence[Sequence[RowEntry]], now: datetime
) -> None:
    if len(by_sheet) <= 100:
        for code, entries in zip(codes, by_sheet, strict=False):
            sheets.key(store, code, entries, now=now)
        return
    records = [store.sheets.get(code) for code in codes[: len(by_sheet)]]
    total = sum(len(entries) for entries in by_sheet)
    with store.bulk_signatures(tr("Key {total} rows", total=total), total):
        store.signatures.add_many(
            records[0].petition,
            (
                (record.id, entry)
                for record, entries in zip(records, by_sheet, strict=True)
                for entry in entries
            ),
        )
        store.sheets.set_state(records, "keyed", now)


def _count(entries: Sequence[RowEntry]) -> SheetCount:
    invalid: dict[str, int] = {}
    for entry in entries:
        if entry.validity == "invalid":
            invalid[entry.reason] = invalid.get(entry.reason, 0) + 1
    similar = sum(entry.validity == "similar" for entry in entries)
    return SheetCount(len(entries) - similar - sum(invalid.values()), similar, invalid)
