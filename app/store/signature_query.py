"""Which signatures are wanted, and in which order: as SQL and its values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from app.domain import names, sought
from app.domain.duplicates.levels import LIKELY, POSSIBLE
from app.domain.postcode import PostcodeKind, kind, normalise
from app.domain.signature import Origin, Validity

Sort = Literal[
    "entered", "sheet", "name", "hangul", "address", "postcode", "signed_on", "validity",
    "duplicate", "origin", "source", "external_id", "email", "phone", "opt_ins", "born", "age",
]  # fmt: skip

Likeness = Literal["", "any", "likely", "possible"]
"""Pairs of one person that nobody has settled: none asked for, each, by how sure they are."""

OPEN_PAIR = (
    "NOT EXISTS (SELECT 1 FROM duplicate_verdict AS settled "
    "WHERE settled.a = duplicate_pair.a AND settled.b = duplicate_pair.b) "
    "AND NOT EXISTS (SELECT 1 FROM signature AS judged WHERE judged.validity = 'invalid' "
    "AND judged.id IN (duplicate_pair.a, duplicate_pair.b))"
)
"""A row of `duplicate_pair` about which nobody has decided."""

_SURENESS = (
    "coalesce((SELECT max(probability) FROM duplicate_pair "
    f"WHERE duplicate_pair.{{side}} = signature.id AND {OPEN_PAIR}), 0)"
)

SORTS: dict[Sort, str] = {
    "entered": "signature.number",
    "sheet": "signature.sheet {way}, signature.row {way}, signature.petition",
    "name": "signature.name",
    "hangul": "signature.hangul = '', signature.hangul",
    "address": "signature.address",
    "postcode": "signature.postcode",
    "signed_on": "signature.signed_on {way}, signature.validity",
    "validity": "signature.validity {way}, signature.reason",
    "duplicate": f"max({_SURENESS.format(side='a')}, {_SURENESS.format(side='b')})",
    "origin": "signature.origin",
    "source": "signature.source",
    "external_id": "signature.external_id",
    "email": "signature.email",
    "phone": "signature.phone",
    "opt_ins": "signature.opt_ins",
    "born": "signature.born",
    "age": "signature.age",
}

_BY_INDEX: frozenset[Sort] = frozenset({"name", "address", "postcode", "signed_on", "validity"})
"""Sorts that an index of a petition's signatures has ready; that of sheets has no petition."""

LOST = "SELECT id FROM sheet WHERE petition = ? AND state = 'lost'"
"""The sheets of a petition (its id) whose paper is not there."""

_LAST = "\U0010ffff"
_NOTHING = '""'
_FOUND = "signature.number IN (SELECT rowid FROM signature_search WHERE signature_search MATCH ?)"


@dataclass(frozen=True)
class SignatureQuery:
    """Which signatures of a petition (its id) are wanted, and in which order.

    Empty conditions do not count. `text` searches names, addresses and postcodes, `name`,
    `hangul` and `address` by words; `postcode`, `sheet` (bare code) and `external_id` by their
    beginning; `source`, `email` and `phone` by any part. `signed_from` and `signed_to` are both
    included; `opt_in` is a key of CHANNELS, `marking` the id of a bulk marking. Without
    `with_lost` those on lost sheets are left out, as they are where the paper is handed in.
    """

    petition: str
    text: str = ""
    name: str = ""
    address: str = ""
    postcode: str = ""
    sheet: str = ""
    validity: Validity | None = None
    reason: str = ""
    with_lost: bool = True
    sort: Sort = "entered"
    descending: bool = False
    hangul: str = ""
    row: int | None = None
    signed_from: date | None = None
    signed_to: date | None = None
    duplicate: Likeness = ""
    origin: Origin | None = None
    source: str = ""
    external_id: str = ""
    email: str = ""
    phone: str = ""
    opt_in: str = ""
    age: int | None = None
    marking: str = ""


def _words(text: str, columns: str) -> str:
    """`text` as a search of the index: each word by its beginning, Hangul also by syllables."""
    parts = []
    for word in names.tidy(text.replace('"', " ")).split():
        hangul = _spelt(word)
        if hangul and "name" in columns:
            parts.append(f'({{name}}: "{word}"* OR {{hangul}}: {hangul})')
        else:
            parts.append(f'({{{columns}}}: "{word}"*)')
    return " AND ".join(parts) or _NOTHING


def _syllables(text: str) -> str:
    """Hangul as a search of its syllables, wherever they stand in a name."""
    found = [_spelt(word) for word in names.tidy(text).split()]
    return " AND ".join(f"({{hangul}}: {one})" for one in found) if all(found) else _NOTHING


def _spelt(word: str) -> str:
    """The Hangul of a word as it may be written (R90); empty where it has none."""
    found = " OR ".join(f'"{one}"' for one in sought.spellings(word))
    return f"({found})" if found else ""


def _searched(query: SignatureQuery) -> str:
    """The query's words as one search of the index; empty when it has none."""
    parts = [
        _words(text, columns)
        for text, columns in (
            (query.text, "name address postcode"),
            (query.name, "name"),
            (query.address, "address"),
        )
        if text.strip()
    ]
    if query.hangul.strip():
        parts.append(_syllables(query.hangul))
    return _NOTHING if _NOTHING in parts else " AND ".join(parts)


def _escaped(text: str) -> str:
    """`text` for LIKE with a backslash, in which nothing stands for anything else."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


class Where:
    """The conditions of a query, as SQL and its values.

    The planner has no figures about a campaign, so it is told what to begin with: a unary plus
    takes an index out of its choice. Rows looked up in an index's order cost a page each.
    """

    def __init__(self, query: SignatureQuery) -> None:
        self._query = query
        self._parts: list[str] = []
        self._values: list[Any] = [query.petition]
        self.search = _searched(query)
        self._add_beginnings(query)
        self._add_parts(query)
        for column, value in (
            ("row", query.row),
            ("validity", query.validity),
            ("reason", query.reason or None),
            ("origin", query.origin),
            ("age", query.age),
            ("marking", query.marking or None),
        ):
            if value is not None:
                self._add(f"signature.{column} = ?", value)
        if query.signed_from:
            self._add("signature.signed_on >= ?", query.signed_from.isoformat())
        if query.signed_to:
            self._add("signature.signed_on <= ?", query.signed_to.isoformat())
        if query.opt_in:
            self._add("instr(' ' || signature.opt_ins || ' ', ?) > 0", f" {query.opt_in} ")
        self._add_duplicate(query)
        if not query.with_lost:
            self._add(
                f"(signature.sheet IS NULL OR signature.sheet NOT IN ({LOST}))", query.petition
            )

    def _add_beginnings(self, query: SignatureQuery) -> None:
        """As ranges, which the indexes can answer."""
        if query.postcode:
            written = query.postcode
            whole = kind(written) is not PostcodeKind.MALFORMED
            begins = normalise(written) if whole else " ".join(written.upper().split())
            self._add("signature.postcode BETWEEN ? AND ?", begins, begins + _LAST)
        if query.external_id:
            begins = query.external_id
            self._add("signature.external_id BETWEEN ? AND ?", begins, begins + _LAST)
        if query.sheet:
            self._add(
                "signature.sheet IN (SELECT id FROM sheet WHERE code BETWEEN ? AND ?)",
                query.sheet,
                query.sheet + _LAST,
            )

    def _add_parts(self, query: SignatureQuery) -> None:
        for column, text in (("source", query.source), ("email", query.email)):
            if text:
                self._add(f"signature.{column} LIKE ? ESCAPE '\\'", f"%{_escaped(text)}%")
        if query.phone:
            few = query.phone.replace(" ", "").replace("-", "").removeprefix("0")
            digits = sought.international(query.phone).removeprefix("44") or few
            self._add(
                "replace(replace(signature.phone, ' ', ''), '-', '') LIKE ? ESCAPE '\\'",
                f"%{_escaped(digits)}%",
            )

    def _add_duplicate(self, query: SignatureQuery) -> None:
        if not query.duplicate:
            return
        least = LIKELY if query.duplicate == "likely" else POSSIBLE
        most = LIKELY if query.duplicate == "possible" else 2.0
        sides = " UNION ".join(
            f"SELECT {side} FROM duplicate_pair WHERE petition = ? "
            f"AND probability >= ? AND probability < ? AND {OPEN_PAIR}"
            for side in ("a", "b")
        )
        self._add(f"signature.id IN ({sides})", *((query.petition, least, most) * 2))

    def _add(self, condition: str, *values: object) -> None:
        self._parts.append(condition)
        self._values.extend(values)

    @property
    def everybody(self) -> bool:
        """Whether all signatures of the petition match."""
        return not self._parts and not self.search

    @property
    def _petition(self) -> str:
        query = self._query
        if self.everybody:
            begins = query.sort in _BY_INDEX
        elif self.search or query.duplicate:
            begins = False
        else:
            days = query.signed_from or query.signed_to
            begins = bool(query.postcode or query.validity or query.reason or days)
        return f"{'' if begins else '+'}signature.petition = ?"

    @property
    def sorting(self) -> str:
        """What stands behind ORDER BY; what matches is found first and sorted then."""
        query = self._query
        way = "DESC" if query.descending else "ASC"
        by = f"{SORTS[query.sort].format(way=way)} {way}, signature.number {way}"
        return by if self.everybody else by.replace("signature.", "+signature.")

    @property
    def sql(self) -> str:
        """The conditions on `signature`, joined; their values are `values`."""
        parts = [self._petition, *self._parts]
        if self.search:
            parts.append(_FOUND)
        return " AND ".join(parts)

    @property
    def values(self) -> list[Any]:
        """The values of `sql`, in its order."""
        return [*self._values, *([self.search] if self.search else [])]

    @property
    def streamed(self) -> str:
        """FROM and WHERE by which the first rows come without all being found.

        The search's rows are taken one by one as the index gives them; `stream_values` are its
        values.
        """
        conditions = " AND ".join([self._petition, *self._parts])
        if not self.search:
            return f"FROM signature WHERE {conditions}"
        return (
            "FROM signature_search CROSS JOIN signature "
            "ON signature.number = signature_search.rowid "
            f"WHERE signature_search MATCH ? AND {conditions}"
        )

    @property
    def stream_values(self) -> list[Any]:
        """The values of `streamed`, in its order."""
        return [*([self.search] if self.search else []), *self._values]
