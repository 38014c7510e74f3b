"""The question whether people at risk are named: asked anew for each document."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox

from app.messages import tr


class AtRiskBox(QCheckBox):
    """Unticked at first, and again once it was out of sight.

    Nothing is looked up when it goes out of sight, for then the campaign may be closed already:
    `toggled` is sent when it is seen again.
    """

    def __init__(self) -> None:
        super().__init__(tr("Also people at risk, by name"))
        self._dropped = False

    def ask_anew(self) -> None:
        """Takes the tick away: the next document is another question."""
        self.setChecked(False)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        super().hideEvent(event)
        if self.isChecked() and not event.spontaneous():
            quiet = QSignalBlocker(self)
            self.setChecked(False)
            quiet.unblock()
            self._dropped = True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        if self._dropped:
            self._dropped = False
            self.toggled.emit(False)  # noqa: FBT003  # Qt's shape
