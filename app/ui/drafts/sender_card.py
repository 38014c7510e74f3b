"""Who writes: asked for once, before the first draft, and changed where it is shown."""

from __future__ import annotations

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
        for field in self._fields:
            self.body.addWidget(field)
        self.body.addLayout(across(self.keep, None))

    def reload(self) -> None:
        """Shows the sender that is kept; the fields where a part is missing."""
        found = senders.known(self._session.store)
        whole = bool(found.name and found.email and found.postal)
        parts = (found.name, found.email, found.postal, found.phone)
        self.shown.setText(", ".join(part for part in parts if part))
        self._open(opened=not whole)
        if not any(field.editor.hasFocus() for field in self._fields):
            for field, text in zip(self._fields, parts, strict=True):
                field.set_text(text)

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
        self._session.run(
            lambda: senders.keep(
                self._session.store,
                name=self.name.text,
                email=self.email.text,
                postal=self.postal.text,
                phone=self.phone.text,
            ),
            tr("Sender kept"),
        )
