"""From which source a file's rows are, where nobody says it: known by those of it that are here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.signature import Origin
from app.intake.records.dates import ORDERS
from app.intake.records.lines import Line, LineReader
from app.intake.records.mapping import ColumnMapping, open_dates
from app.intake.records.presets import preset
from app.intake.records.table import Table
from app.store.imports import Known
from app.store.store import Store

_LOOKED_AT = 2000
"""Rows of a file, spread over it, that are looked up."""

_PROBE = "\x1d"
"""Stands for the source in the keys that are looked up."""


@dataclass
class _Score:
    """How many rows are known under one source: all of them, and those with the same name."""

    hits: int = 0
    same: int = 0
    origins: Counter[Origin] = field(default_factory=Counter)


def with_source(
    store: Store, ref: str, table: Table, mapping: ColumnMapping, *, today: date
) -> ColumnMapping:
    """`mapping` with source and origin, as they were said; else as its rows are known here.

    That is the source of earlier imports under which most of them are known, by key and name,
    with its origin. Where none is known, they are the preset's.
    """
    if mapping.own or (mapping.source and mapping.origin_said):
        return mapping
    known = _known(store, ref, table, mapping, today)
    return replace(
        mapping,
        source=mapping.source or (known[0] if known else mapping.preset),
        origin=mapping.origin
        if mapping.origin_said
        else (known[1] if known else preset(mapping.preset).origin),
        known=known is not None,
    )


def _known(
    store: Store, ref: str, table: Table, mapping: ColumnMapping, today: date
) -> tuple[str, Origin] | None:
    here = store.imports.known(store.petitions.get(ref).id)
    sources = list(dict.fromkeys(one.source for one in here.values() if one.source))
    if mapping.source:
        sources = [one for one in sources if one == mapping.source]
    if not sources or "source" in mapping.targets:
        return None
    scores: dict[str, _Score] = defaultdict(_Score)
    orders = ORDERS if open_dates(table, mapping) else (mapping.dates,)
    for order in orders:
        probe = replace(mapping, source=_PROBE, dates=order)
        for line in _lines(table, probe, today):
            _count(line, here, sources, scores)
    source = max(
        (one for one in sources if one in scores and 2 * scores[one].same >= scores[one].hits),
        key=lambda one: (scores[one].same, scores[one].hits),
        default="",
    )
    return (source, scores[source].origins.most_common(1)[0][0]) if source else None


def _lines(table: Table, probe: ColumnMapping, today: date) -> Iterator[Line]:
    reader = LineReader(table, probe, today)
    for place in range(0, len(table.rows), max(1, len(table.rows) // _LOOKED_AT)):
        found = reader.read(table.rows[place], table.lines[place], place)
        if isinstance(found, Line) and found.entry.import_key.startswith(_PROBE):
            yield found


def _count(
    line: Line, here: Mapping[str, Known], sources: list[str], scores: dict[str, _Score]
) -> None:
    rest = line.entry.import_key.removeprefix(_PROBE)
    for source in sources:
        found = here.get(source + rest)
        if found:
            scores[source].hits += 1
            scores[source].same += found.name == line.entry.name
            scores[source].origins[found.origin] += 1
