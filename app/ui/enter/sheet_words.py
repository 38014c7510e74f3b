"""Which sheet is open, in words: its place in the batch, and whose hands it came from."""

from __future__ import annotations

from app.messages import tr
from app.operations.paper.custody import STATE_WORDS
from app.store.sheets import SheetRecord
from app.store.store import Store


def sheet_words(store: Store, sheet: SheetRecord, *, hidden: bool = False) -> str:
    """“Sheet 7 of 40, batch 3. Collector Grace Adeyemi, returned 21 November.”"""
    place = tr(
        "Sheet {position} of {of}, batch {batch}.",
        position=sheet.position,
        of=sheet.of,
        batch=sheet.batch,
    )
    people = store.holders.by_id()
    entries = [one for one in store.custody.of_sheet(sheet.id) if not one.correction]
    held = next((one.holder for one in reversed(entries) if one.holder.collector), None)
    came = next((one for one in reversed(entries) if one.state == "returned"), None)
    parts = []
    if held and not hidden:
        parts.append(tr("Collector {name}", name=people[held.collector].name))
    if came:
        parts.append(tr("returned {at.day} {at:%B}", at=came.at))
    elif not held:
        parts.append(tr("It is {state}", state=STATE_WORDS[sheet.state]))
    words = ", ".join(parts)
    return f"{place} {words[:1].upper()}{words[1:]}."
