"""Who writes: asked for once, before the first draft, and changed where it is shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker

from app.messages import tr
from app.operations.outreach import senders
from app.ui.session import Session
from app.ui.widgets.basics import Card, across, button, label
from app.ui.widgets.fields import Field, line


class SenderCard(Card):
    """The sender in one line, or the fields to keep it."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Who writes"))
        self._session = session
        self.shown = label("", wrap=True)
        self.change = button(tr("Change"), "pencil", kind="link", on_click=self.open)
        self.top.addWidget(self.change)
        self.name = Field(tr("The group’s name"), line())
        self.email = Field(tr("Email for answers"), line())
        self.postal = Field(tr("Postal address in one line"), line())
        self.phone = Field(tr("Telephone for answers, if there is one"), line())
        self.keep = button(tr("Keep the sender"), "save", on_click=self.save)
        self.body.addWidget(self.shown)
        self._fields = (self.name, self.email, self.postal, self.phone)
        self._filled: tuple[str, ...] = ("",) * len(self._fields)
        for field in self._fields:
            self.body.addWidget(field)
            field.edited.connect(self._show_typed)
        self.body.addLayout(across(self.keep, None))

    def reload(self) -> None:
        """Shows the sender that is kept; the fields where a part is missing."""
        found = senders.known(self._session.store)
        whole = bool(found.name and found.email and found.postal)
        parts = (found.name, found.email, found.postal, found.phone)
        self.shown.setText(", ".join(part for part in parts if part))
        if self._is_typed:
            return
        self._filled = parts
        for field, text in zip(self._fields, parts, strict=True):
            with QSignalBlocker(field):
                field.set_text(text)
        self._open(opened=not whole)

    @property
    def _is_typed(self) -> bool:
        """Whether something stands in the fields that is not kept yet."""
        return tuple(field.text for field in self._fields) != self._filled

    def _show_typed(self) -> None:
        if self._is_typed and self.keep.isHidden():
            self._open(opened=True)

    def open(self) -> None:
        """Shows the fields."""
        self._open(opened=True)
        self.name.editor.setFocus()

    def _open(self, *, opened: bool) -> None:
        for field in self._fields:
            field.setVisible(opened)
        self.keep.setVisible(opened)
        self.shown.setVisible(not opened)
        self.change.setVisible(not opened)

    def save(self) -> None:
        """Keeps what stands in the fields."""
        self.keep.setFocus()
        kept = self._session.run(
            lambda: senders.keep(
                self._session.store,
                name=self.name.text,
                email=self.email.text,
                postal=self.postal.text,
                phone=self.phone.text,
            ),
            tr("Sender kept"),
        )
        if kept is not None:
            self._filled = tuple(field.text for field in self._fields)
            self.reload()
