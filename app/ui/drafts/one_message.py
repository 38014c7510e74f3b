"""One message handed to the mail program: as a link where that holds it, else as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.outreach.message import Message
from app.messages import tr
from app.operations.outreach import email_drafts
from app.operations.outreach.email_drafts import Drafts
from app.ui.drafts.mail_link import link_of
from app.ui.session import Session
from app.ui.widgets.basics import button, label
from app.ui.widgets.step_dialog import StepDialog

TOO_LONG = tr("This email is too long for the link that opens a mail program.")
UNOPENED = tr("No mail program on this computer opened the email, so nothing was noted.")


class FileDialog(StepDialog):
    """Says why a file is needed and what it is; `wanted` says that one is to be made."""

    def __init__(self, parent: QWidget, session: Session, why: str) -> None:
        super().__init__(parent, session, tr("Open as a file"), 480)
        self.wanted = False
        self.why = label(why, "strong", wrap=True)
        self.column.addWidget(self.why)
        self.column.addWidget(
            label(
                tr(
                    "As a draft in a file it can be opened. Another program reads only a plain "
                    "file, with the name and the address in it: choose where it lies, and delete "
                    "it once the email is sent."
                ),
                wrap=True,
            )
        )
        self.save = button(tr("Save and open…"), "save", kind="primary", on_click=self._choose)
        self.on_enter = self.save
        self.add_foot(None, self.leave_button(), self.save)
        self.save.setFocus()

    def _choose(self) -> None:
        self.wanted = True
        self.accept()


def hand_over(parent: QWidget, session: Session, drafts: Drafts, message: Message) -> None:
    """Opens the message in the mail program; notes it only where one took it."""
    store, link = session.store, link_of(message)
    taken = False

    def opened() -> bool:
        nonlocal taken
        email_drafts.require_same(store, drafts)
        taken = QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
        if taken:
            email_drafts.note_opened(store, drafts, message, now=session.clock())
        return True

    if link and session.run(opened) is None:
        return
    if taken:
        session.said.emit(tr("Handed to the mail program"))
        return
    asked = FileDialog(parent, session, UNOPENED if link else TOO_LONG)
    asked.exec()
    if asked.wanted:
        chosen, _ = QFileDialog.getSaveFileName(
            parent, tr("Save the draft"), "draft.eml", tr("Emails (*.eml)")
        )
        if chosen:
            save_one(session, drafts, message, Path(chosen))


def save_one(session: Session, drafts: Drafts, message: Message, out: Path) -> None:
    """Writes the message as a draft, and opens that."""
    store, now = session.store, session.clock()
    kept = session.run(
        lambda: email_drafts.write_one(store, drafts, message, out, force=True, now=now)
    )
    if kept is None:
        return
    _, path = kept
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        words = tr("{name} is opened: send the email, then delete the file", name=path.name)
    else:
        words = tr(
            "Saved to {name}: open it in a mail program, send it, then delete the file",
            name=path.name,
        )
    session.said.emit(words)
