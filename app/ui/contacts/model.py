"""The list of contacts: filtered in the store, read a page at a time by number."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.community.contact import Contact
from app.store.store import Store
from app.ui.widgets.contact_looks import called, marks_of

Index = QModelIndex | QPersistentModelIndex

PAGE = 100
_KEPT_PAGES = 20
_ROLES = Qt.ItemDataRole


class ContactModel(QAbstractListModel):
    """Holds eight bytes a row and a few pages of contacts, however many there are."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._order: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Contact]] = OrderedDict()
        self.names_hidden = False
        self.shown: set[str] = set()

    @property
    def order(self) -> array[int]:
        """The numbers of the contacts shown, in their order."""
        return self._order

    def show_order(self, order: array[int]) -> bool:
        """Shows the contacts with these numbers; whether they are others than before."""
        if order == self._order:
            self.forget()
            return False
        self.beginResetModel()
        self._order = order
        self._pages.clear()
        self.endResetModel()
        return True

    def forget(self) -> None:
        """Reads the rows anew that are in sight."""
        self._pages.clear()
        if self._order:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, 0))

    def contact(self, row: int) -> Contact | None:
        """The contact in a row; None when it has gone since the list was read."""
        if not 0 <= row < len(self._order):
            return None
        page = row // PAGE
        if page not in self._pages:
            numbers = self._order[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = self._store.contacts.by_numbers(numbers)
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        return self._pages[page].get(self._order[row])

    def runs_of(self, numbers: set[int]) -> list[tuple[int, int]]:
        """The first and last row of each run of rows that hold contacts with these numbers."""
        runs: list[tuple[int, int]] = []
        for row, number in enumerate(self._order) if numbers else ():
            if number not in numbers:
                continue
            if runs and runs[-1][1] == row - 1:
                runs[-1] = (runs[-1][0], row)
            else:
                runs.append((row, row))
        return runs

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's shape
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        if role not in {_ROLES.DisplayRole, _ROLES.AccessibleTextRole}:
            return None
        one = self.contact(index.row())
        if one is None:
            return None
        name = called(one, self.shown, hidden=self.names_hidden)
        if role == _ROLES.DisplayRole:
            return name
        return ", ".join([name, *(words for _, _, words in marks_of(one))])
