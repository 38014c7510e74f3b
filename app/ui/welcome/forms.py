"""The two forms of the first window: a new campaign, and a backup to restore."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.messages import tr
from app.store.keys import Secret, secret_from, strength_problem
from app.ui.widgets.basics import Button, Card, across, button
from app.ui.widgets.fields import Field, line, secret_line

_NEEDED = tr("This is needed.")


class _Form(QWidget):
    """A card of fields with a way back and a deed, at the top of its room."""

    def __init__(self, title: str, deed: Button, back: Callable[[], None]) -> None:
        super().__init__()
        self.card = Card(title)
        self.card.setMinimumWidth(480)
        self.card.body.setSpacing(14)
        self._deed = deed
        self._back = button(tr("Back"), kind="link", on_click=back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)

    def end(self, first: Field) -> None:
        """Closes the card with its buttons; the focus goes to `first`."""
        self.card.body.addLayout(across(self._back, None, self._deed))
        self.setFocusProxy(first.editor)

    def add_path(self, field: Field, browse: Callable[[], None]) -> None:
        """A field for a path with its dialog beside it."""
        choose = button(tr("Choose"), "folder-open", on_click=browse)
        choose.setAccessibleName(tr("Choose: {field}", field=field.editor.accessibleName()))
        row = across(field, choose)
        row.setAlignment(choose, Qt.AlignmentFlag.AlignBottom)
        self.card.body.addLayout(row)


def _complete(*fields: Field) -> bool:
    for field in fields:
        field.show_found("stops", "" if field.text.strip() else _NEEDED)
    return all(field.text.strip() for field in fields)


class NewForm(_Form):
    """Name, folder and passphrase of a campaign to make."""

    def __init__(self, make: Callable[[], None], back: Callable[[], None]) -> None:
        deed = button(tr("Make the campaign"), "check", kind="primary", on_click=make)
        super().__init__(tr("New campaign"), deed, back)
        self.name = Field(tr("Name"), line(), tr("What your group calls it. It is encrypted too."))
        self.folder = Field(tr("Folder"), line(), tr("A new folder on this computer or a disk."))
        hint = tr("Four or more unrelated words are easy to keep.")
        self.passphrase = Field(tr("Passphrase"), secret_line(), hint)
        self.again = Field(tr("Passphrase again"), secret_line())
        self.passphrase.left.connect(self._show_strength)
        self.card.body.addWidget(self.name)
        self.add_path(self.folder, self._browse)
        self.card.body.addWidget(self.passphrase)
        self.card.body.addWidget(self.again)
        self.end(self.name)

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Name the campaign’s folder"), "campaign")
        if chosen:
            self.folder.set_text(chosen)

    def _show_strength(self) -> None:
        text = self.passphrase.text
        self.passphrase.show_found("stops", strength_problem(text) if text else "")

    @property
    def texts(self) -> tuple[str, str, str]:
        """Folder, passphrase and name as they stand."""
        return self.folder.text.strip(), self.passphrase.text, self.name.text.strip()

    def asked(self) -> tuple[Path, str, str] | None:
        """Folder, passphrase and name; None when something is missing, which is then said."""
        complete = _complete(self.name, self.folder)
        self._show_strength()
        same = self.passphrase.text == self.again.text
        self.again.show_found("stops", "" if same else tr("The two passphrases differ."))
        if not (complete and same):
            return None
        folder, passphrase, name = self.texts
        return Path(folder), passphrase, name


class RestoreForm(_Form):
    """A backup, the folder it goes to and what opens it."""

    def __init__(self, restore: Callable[[], None], back: Callable[[], None]) -> None:
        deed = button(tr("Restore"), "upload", kind="primary", on_click=restore)
        super().__init__(tr("Restore a backup"), deed, back)
        self.file = Field(tr("Backup"), line(), tr("The file that “Back up” wrote."))
        self.folder = Field(
            tr("Folder"), line(), tr("A new folder; what is there now stays as it is.")
        )
        hint = tr("The passphrase of the day it was made works, and so does the recovery code.")
        self.secret = Field(tr("Passphrase or recovery code"), secret_line(), hint)
        self.add_path(self.file, self._browse_file)
        self.add_path(self.folder, self._browse_folder)
        self.card.body.addWidget(self.secret)
        self.end(self.file)

    def _browse_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose the backup"), "", "Backup (*.backup);;All (*)"
        )
        if chosen:
            self.file.set_text(chosen)

    def _browse_folder(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Name a new folder for it"), "campaign")
        if chosen:
            self.folder.set_text(chosen)

    def asked(self) -> tuple[Path, Path, Secret] | None:
        """File, folder and secret; None when something is missing, which is then said."""
        if not _complete(self.file, self.folder, self.secret):
            return None
        folder = Path(self.folder.text.strip())
        return Path(self.file.text.strip()), folder, secret_from(self.secret.text)
