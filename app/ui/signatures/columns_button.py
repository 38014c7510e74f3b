"""The button that says which columns the table shows; they are remembered on this laptop."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from app.messages import tr
from app.operations.campaign import views
from app.ui.session import Session
from app.ui.signatures.columns import COLUMNS
from app.ui.widgets.basics import Button


class ColumnsButton(Button):
    """Sends `changed` with the keys of the columns wanted."""

    changed = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: list[str] = []
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._list)

    def look(self, *, online: bool) -> None:
        """Sends the columns kept, or the usual ones; where some came `online` also their id."""
        kept = views.kept_columns(self._session.store)
        self._usual = [c.key for c in COLUMNS if c.usual or (online and c.key == "external_id")]
        self._shown = kept or self._usual
        self.changed.emit(self._shown)

    def _list(self) -> None:
        self.menu().clear()
        for column in COLUMNS[1:]:
            action = self.menu().addAction(column.heading)
            action.setCheckable(True)
            action.setChecked(column.key in self._shown)
            action.triggered.connect(partial(self.show_column, column.key))
        self.menu().addSeparator()
        self.menu().addAction(tr("The usual columns"), partial(self._keep, []))

    def show_column(self, key: str, shown: bool) -> None:  # noqa: FBT001  # an action's slot
        """Shows or leaves out a column, and remembers it."""
        keys = {*self._shown, key} if shown else {*self._shown} - {key}
        self._keep([column.key for column in COLUMNS if column.key in keys])

    def _keep(self, keys: list[str]) -> None:
        self._session.run(lambda: views.keep_columns(self._session.store, keys))
        self._shown = keys or self._usual
        self.changed.emit(self._shown)
