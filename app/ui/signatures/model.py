"""The table of signatures: sorted and filtered in the store, read a page at a time by number."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.duplicates import levels
from app.domain.signature import Signature
from app.messages import tr
from app.store.store import Store
from app.ui import icons, theme
from app.ui.signatures.columns import COLUMNS, RIGHT, cell_text
from app.ui.widgets.looks import VALIDITY_LOOKS
from app.ui.widgets.signature_looks import AtRisk

Index = QModelIndex | QPersistentModelIndex
Page = tuple[list[Signature], dict[str, float]]
"""A hundred signatures, and how sure the likeliest open pair of each is, by id."""

PAGE = 100
_KEPT_PAGES = 20
_ROLES = Qt.ItemDataRole


def read_page(store: Store, numbers: Sequence[int]) -> Page:
    """What the table shows of the signatures with these numbers."""
    found = store.signatures.page(numbers)
    return found, store.signatures.likeness([one.id for one in found])


class SignatureModel(QAbstractTableModel):
    """Holds eight bytes a row and a few pages of signatures, however many there are."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._order: array[int] = array("q")
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self.names_hidden = False
        self.at_risk = AtRisk()
        self.whole_names: Callable[[], bool] = bool

    @property
    def order(self) -> array[int]:
        """The numbers of the signatures shown, in their order."""
        return self._order

    def show_order(self, order: array[int], first: Page | None = None) -> bool:
        """Shows the signatures with these numbers; whether they are others than before.

        `first` is the first page where it has been read. Where those shown begin the new order,
        the others are put behind them.
        """
        shown = len(self._order)
        if order == self._order:
            self.forget()
        elif 0 < shown < len(order) and order[:shown] == self._order:
            self.beginInsertRows(QModelIndex(), shown, len(order) - 1)
            self._order = order
            self._pages = OrderedDict(
                (page, kept) for page, kept in self._pages.items() if (page + 1) * PAGE <= shown
            )
            self.endInsertRows()
            return False
        else:
            self.beginResetModel()
            self._order = order
            self._pages.clear()
            if first is not None:
                self._pages[0] = first
            self.endResetModel()
            return True
        return False

    def forget(self) -> None:
        """Reads the rows anew that are in sight."""
        self._pages.clear()
        if self._order:
            last = self.index(len(self._order) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _page(self, row: int) -> tuple[Page, int]:
        page, at = divmod(row, PAGE)
        if page not in self._pages:
            numbers = self._order[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = read_page(self._store, numbers)
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        return self._pages[page], at

    def signature(self, row: int) -> Signature | None:
        """The signature in a row; None when it has gone since the table was read."""
        (found, _), at = self._page(row)
        return found[at] if at < len(found) else None

    def sureness(self, row: int) -> float:
        """How sure the likeliest open pair of a row's signature is; 0 without one."""
        (_, likely), _ = self._page(row)
        one = self.signature(row)
        return likely.get(one.id, 0.0) if one else 0.0

    def runs_of(self, numbers: set[int]) -> list[tuple[int, int]]:
        """The first and last row of each run of rows that hold signatures with these numbers."""
        rows = [row for row, number in enumerate(self._order) if number in numbers]
        if not rows:
            return []
        ends = [row for row, after in pairwise(rows) if after != row + 1]
        begins = [after for row, after in pairwise(rows) if after != row + 1]
        return list(zip([rows[0], *begins], [*ends, rows[-1]], strict=True))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's shape
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's shape
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802  # Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole
    ) -> Any:
        if role == _ROLES.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section].heading
        if role == _ROLES.AccessibleTextRole:
            return COLUMNS[section].heading or tr("Selected")
        return _alignment(section) if role == _ROLES.TextAlignmentRole else None

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        if role == _ROLES.TextAlignmentRole:
            return _alignment(index.column())
        key = COLUMNS[index.column()].key
        if role == _ROLES.DisplayRole:
            return self.text(index.row(), key)
        if role == _ROLES.DecorationRole:
            return self._icon(index.row(), key)
        if role == _ROLES.ForegroundRole:
            return self._colour(index.row(), key)
        return self.text(index.row(), key) or None if role == _ROLES.ToolTipRole else None

    def text(self, row: int, key: str) -> str | None:
        """What stands in a cell; None when its signature has gone."""
        if key == "entered":
            return f"{self._order[row]:,}"
        if key == "duplicate":
            sure = self.sureness(row)
            return levels.word(sure) if sure >= levels.POSSIBLE else ""
        one = self.signature(row)
        if one is None:
            return None
        whole = key == "name" and self.whole_names()
        return cell_text(one, key, hidden=self.hidden(one), whole_name=whole)

    def look(self, petition: str, *, names_hidden: bool) -> None:
        """Learns whose names are not to be seen."""
        self.names_hidden = names_hidden
        self.at_risk.look(self._store, petition)

    def hidden(self, one: Signature) -> str:
        """What stands in the place of a signature’s name; empty where it may be seen."""
        return self.at_risk.instead(one.id, hidden=self.names_hidden)

    def _icon(self, row: int, key: str) -> Any:
        if key == "duplicate" and self.text(row, key):
            return icons.icon("copy", "warn")
        one = self.signature(row) if key == "validity" else None
        if one is None:
            return None
        icon, colour, _ = VALIDITY_LOOKS[one.validity]
        return icons.icon(icon, colour)

    def _colour(self, row: int, key: str) -> Any:
        if key == "duplicate":
            return theme.colour("warn")
        if key in {"sheet", "row", "entered"}:
            return theme.colour("muted")
        one = self.signature(row) if key == "validity" else None
        return theme.colour("bad") if one and one.validity == "invalid" else None


def _alignment(at: int) -> Qt.AlignmentFlag:
    right = at < len(COLUMNS) and COLUMNS[at].key in RIGHT
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
