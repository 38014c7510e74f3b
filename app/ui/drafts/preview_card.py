"""Every message as it will stand in the mail program, one after the other."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from app.domain.outreach.message import Message
from app.messages import tr
from app.ui.widgets.basics import Card, button, label
from app.ui.widgets.telling import tell


class PreviewCard(Card):
    """One message, and the way to the next."""

    def __init__(self) -> None:
        super().__init__(tr("Preview"))
        self.messages: tuple[Message, ...] = ()
        self._at = 0
        self._hidden = False
        self.place = label("", "muted")
        self.before = button(tr("Before"), "arrow-left", kind="small",
                             on_click=lambda: self.turn(-1))  # fmt: skip
        self.after = button(tr("Next"), "arrow-right", kind="small", on_click=lambda: self.turn(1))
        self.before.setAccessibleName(tr("Message before"))
        self.after.setAccessibleName(tr("Next message"))
        for widget in (self.before, self.place, self.after):
            self.top.addWidget(widget)
        self.to, self.subject = label("", wrap=True), label("", "strong", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Text of the message"))
        self.body.addWidget(self.to)
        self.body.addWidget(self.subject)
        self.body.addWidget(self.text, 1)

    @property
    def message(self) -> Message | None:
        """The message that is shown."""
        return self.messages[self._at] if self.messages else None

    def show_messages(self, messages: tuple[Message, ...], *, hidden: bool) -> None:
        """Shows the first of these, or stays at the place where it was."""
        self.messages, self._hidden = messages, hidden
        self._at = min(self._at, max(len(messages) - 1, 0))
        self._show()

    def say(self, sentence: str) -> None:
        """Shows why there is no message."""
        self.messages = ()
        self._show()
        self.text.setPlainText(sentence)

    def turn(self, by: int) -> None:
        """Shows another message."""
        self._at = min(max(self._at + by, 0), max(len(self.messages) - 1, 0))
        self._show()
        said = (self.place, self.to, self.subject)
        tell(self, "\n".join([*(one.text() for one in said), self.text.toPlainText()]))

    def _show(self) -> None:
        number = len(self.messages)
        self.place.setText(
            tr("{place} of {number}", place=self._at + 1, number=number) if number else ""
        )
        self.before.setVisible(number > 1)
        self.after.setVisible(number > 1)
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < number - 1)
        one = self.message
        for part in (self.to, self.subject):
            part.setVisible(one is not None)
        if one is None:
            for place in (self.to, self.subject, self.text):
                place.clear()
            return
        self.to.setText(
            tr("To: names are hidden") if self._hidden
            else tr("To: {name}, {address}", name=one.name, address=one.address)
        )  # fmt: skip
        self.subject.setText(one.subject)
        self.text.setPlainText(tr("Names are hidden") if self._hidden else one.text)
