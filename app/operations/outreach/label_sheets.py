"""Label sheets: those that are shipped and the group's own; and how far this printer is off."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from app.documents.mailing.labels import Offset, crosshairs
from app.domain.names import tidy
from app.domain.outreach.label_sheet import LIMIT, LabelSheet, require_sums
from app.errors import AppError, NotFoundError
from app.intake import mailing as shipped
from app.messages import tr
from app.store.files import check_target, write_whole
from app.store.store import Store

USUAL = "L7160"
_KEY, _OFFSET = "labels.", "label-offset"


def sheets(store: Store) -> dict[str, LabelSheet]:
    """Every label sheet by its number or name: the shipped ones, then the group's own."""
    own = {
        one.ref: one
        for one in (
            shipped.sheet_from_table(json.loads(text), key.removeprefix(_KEY), key)
            for key, text in store.settings.starting(_KEY).items()
        )
    }
    return {**shipped.label_sheets(), **own}


def is_own(sheet: LabelSheet) -> bool:
    """Whether the group wrote the sheet's measures itself."""
    return sheet.ref not in shipped.label_sheets()


def sheet(store: Store, ref: str) -> LabelSheet:
    """The label sheet of that number or name; NotFoundError names those there are."""
    known = sheets(store)
    by_name = {one.casefold(): one for one in known}
    found = by_name.get(ref.strip().casefold())
    if found is None:
        raise NotFoundError(
            "There is no label sheet “{ref}”: choose one of {known}, or keep the measures of your "
            "own.",
            lacks="label-sheet", ref=ref, known=", ".join(known),
        )  # fmt: skip
    return known[found]


def keep_sheet(store: Store, made: LabelSheet) -> LabelSheet:
    """Keeps the measures of the group's own label sheet; AppError where they do not add up."""
    name = tidy(made.ref)
    if not re.fullmatch(r"[\w .-]{1,40}", name):
        raise AppError("A label sheet’s name has up to 40 letters, digits, spaces and dashes.")
    if name in shipped.label_sheets():
        raise AppError(
            "{ref} is the maker’s: give the sheet with your own measures another name.", ref=name
        )
    require_sums(made)
    values = {key: value for key, value in asdict(made).items() if key != "ref"}
    with store.step(tr("Keep the label sheet {ref}", ref=name)):
        store.settings.put(_KEY + name, json.dumps(values))
    return sheet(store, name)


def remove_sheet(store: Store, ref: str) -> None:
    """Forgets the group's own label sheet."""
    found = sheet(store, ref)
    if not is_own(found):
        raise AppError("{ref} is shipped with the program: it stays.", ref=found.ref)
    with store.step(tr("Remove the label sheet {ref}", ref=found.ref)):
        store.settings.remove(_KEY + found.ref)


def offset(store: Store) -> Offset:
    """How far pages are moved to come right on this laptop's printer."""
    kept = store.local.get(_OFFSET)
    return Offset(*map(float, kept.split())) if kept else Offset()


def keep_offset(store: Store, right: float, down: float) -> Offset:
    """Keeps, on this laptop alone, how far pages are moved: millimetres to the right and down."""
    if not max(abs(right), abs(down)) <= LIMIT:
        raise AppError(
            "An offset is between -{most:g} and {most:g} mm: more than that is another paper or a "
            "scaled page.",
            most=LIMIT,
        )
    store.local.put(_OFFSET, f"{right:g} {down:g}")
    return Offset(right, down)


def trial_page(store: Store, ref: str) -> bytes:
    """The page on which a printer is tested for a label sheet."""
    return crosshairs(sheet(store, ref), shipped.mailing_texts("en")["test"], offset(store))


def write_trial_page(store: Store, ref: str, out: Path, *, force: bool = False) -> None:
    """Writes that page."""
    check_target(out, force=force)
    write_whole(out, trial_page(store, ref), force=force)
