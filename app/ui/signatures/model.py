"""The table of signatures: sorted and filtered in the store, read a page at a time by number."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain import names
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, Signature
from app.messages import tr
from app.store.signature_query import SignatureQuery, Sort
from app.store.store import Store
from app.ui import icons

Index = QModelIndex | QPersistentModelIndex

PAGE = 100
_KEPT_PAGES = 20


class Column(NamedTuple):
    """A column of the table, what it sorts by, and its width in pixels."""

    key: str
    heading: str
    sort: Sort
    width: int


COLUMNS = (
    Column("sheet", tr("Sheet"), "sheet", 118),
    Column("row", tr("Row"), "sheet", 52),
    Column("name", tr("Name"), "name", 170),
    Column("hangul", tr("Hangul"), "name", 84),
    Column("address", tr("Address"), "address", 210),
    Column("postcode", tr("Postcode"), "postcode", 92),
    Column("signed_on", tr("Signed"), "signed_on", 104),
    Column("validity", tr("Validity"), "validity", 150),
)

VALIDITY_LOOKS = {
    "valid": ("circle-check", "good", tr("Valid")),
    "similar": ("equal-approximately", "accent", tr("Similar")),
    "invalid": ("circle-x", "bad", tr("Invalid")),
    "unchecked": ("circle-dashed", "muted", tr("Not checked")),
}
"""Icon, its colour and the word of each validity."""


class SignatureModel(QAbstractTableModel):
    """Holds eight bytes a row and a few pages of signatures, however many there are."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._order: array[int] = array("q")
        self._pages: OrderedDict[int, list[Signature]] = OrderedDict()
        self.names_hidden = False

    def show_query(self, query: SignatureQuery) -> None:
        """Shows what matches `query`."""
        self.beginResetModel()
        self._order = self._store.signatures.order(query)
        self._pages.clear()
        self.endResetModel()

    def signature(self, row: int) -> Signature | None:
        """The signature in a row; None when it has gone since the table was read."""
        page, at = divmod(row, PAGE)
        if page not in self._pages:
            numbers = self._order[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = self._store.signatures.page(numbers)
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        found = self._pages[page]
        return found[at] if at < len(found) else None

    def number(self, row: int) -> int:
        """The number of the signature in a row: it stays when the table is read anew."""
        return self._order[row]

    def rows_of(self, numbers: set[int]) -> list[int]:
        """The rows that hold the signatures with these numbers now."""
        return [row for row, number in enumerate(self._order) if number in numbers]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's shape
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's shape
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802  # Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        roles = Qt.ItemDataRole
        if role not in {roles.DisplayRole, roles.DecorationRole, roles.TextAlignmentRole}:
            return None
        column = COLUMNS[index.column()]
        if role == roles.TextAlignmentRole:
            return _alignment(column)
        signature = self.signature(index.row())
        if signature is None:
            return None
        if role == roles.DecorationRole:
            icon, colour, _ = VALIDITY_LOOKS[signature.validity]
            return icons.icon(icon, colour) if column.key == "validity" else None
        return self._text(signature, column.key)

    def _text(self, one: Signature, key: str) -> str:
        if key in {"name", "hangul", "address", "postcode"} and self.names_hidden:
            return tr("Hidden") if key == "name" else ""
        hangul = names.hangul(one.name)
        texts = {
            "sheet": printed(one.sheet) if one.sheet else "",
            "row": str(one.row or ""),
            "name": names.tidy(one.name.replace(hangul, "")) or one.name,
            "hangul": hangul,
            "address": one.address,
            "postcode": one.postcode,
            "signed_on": f"{one.signed_on:%d %b %Y}" if one.signed_on else "",
            "validity": REASONS.get(one.reason, VALIDITY_LOOKS[one.validity][2]),
        }
        return texts[key]


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.key == "row" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
