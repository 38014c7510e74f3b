"""What can be done with several contacts at once."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages import tr
from app.ui.widgets.basics import Card, button, label
from app.ui.widgets.flow import Flow


class _Doings(Protocol):
    def tag(self) -> None: ...
    def list_them(self) -> None: ...
    def invite(self) -> None: ...
    def merge(self) -> None: ...
    def write_letters(self) -> None: ...
    def call(self) -> None: ...
    def draft(self) -> None: ...
    def export(self) -> None: ...


class Several(Card):
    """How many are chosen, and the buttons for them; unseen for one alone."""

    def __init__(self, do: _Doings) -> None:
        super().__init__()
        self.words = label("", "title")
        self.merge = button(tr("Merge…"), "merge", on_click=do.merge)
        buttons = QWidget()
        buttons.setLayout(
            Flow(
                button(tr("Letters and labels…"), "mail", on_click=do.write_letters),
                button(tr("Call sheet…"), "phone", on_click=do.call),
                button(tr("Emails and texts…"), "send", on_click=do.draft),
                button(tr("Invite…"), "user-plus", on_click=do.invite),
                button(tr("Put in a list…"), "clipboard-list", on_click=do.list_them),
                button(tr("Tag…"), "tag", on_click=do.tag),
                button(tr("Export…"), "file-down", on_click=do.export),
                self.merge,
            )
        )
        hint = label(
            tr("Before each list it is said who may be reached, and who is left out and why."),
            "muted",
            wrap=True,
        )
        for part in (self.words, hint, buttons):
            self.body.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_number(self, number: int) -> None:
        """Says how many are chosen."""
        self.setVisible(number > 1)
        self.words.setText(tr("{number:,} chosen", number=number))
        self.merge.setVisible(number == 2)
