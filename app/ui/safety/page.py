"""Safety: losses of data, lock, back up, restore, passphrase, recovery code, check."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from app.messages import tr
from app.operations.campaign import campaigns
from app.store.check import CheckResult
from app.store.keys import Passphrase, secret_from
from app.ui.safety.losses import LossesCard
from app.ui.safety.scans import ScansKeptCard
from app.ui.session import Session
from app.ui.widgets.basics import Card, across, button, clear, icon_text, label
from app.ui.widgets.fields import Field, secret_line
from app.ui.widgets.page import Page


class SafetyPage(Page):
    """What keeps the campaign's people safe, each with its button."""

    TITLE = tr("Safety")
    TABLES = frozenset({"setting", "sheet", "export", "petition", "scan"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.subtitle.setText(
            tr("The campaign is encrypted, always. The program never uses the network.")
        )
        self.losses = LossesCard(self, session)
        self.body.addWidget(self.losses)
        self.scans = ScansKeptCard(session)
        grid = QGridLayout()
        grid.setSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        cards = (
            self._backup_card(), self._lock_card(), self._passphrase_card(), self._code_card(),
            self._check_card(), self._restore_card(), self.scans,
        )  # fmt: skip
        for at, card in enumerate(cards):
            grid.addWidget(card, at // 2, at % 2)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    @staticmethod
    def _card(title: str, words: str, *buttons: QWidget) -> Card:
        card = Card(title)
        card.body.addWidget(label(words, "muted", wrap=True))
        card.body.addStretch(1)
        card.body.addLayout(across(None, *buttons))
        return card

    def _backup_card(self) -> Card:
        self._backed_up = label("", "strong")
        back_up = button(tr("Back up"), "save", kind="primary", on_click=self.back_up)
        card = self._card(
            tr("Backup"),
            tr(
                "One encrypted file with the whole campaign. Keep it on a disk that stays "
                "elsewhere; it opens with today’s passphrase or the recovery code."
            ),
            back_up,
        )
        card.body.insertWidget(0, self._backed_up)
        return card

    def _lock_card(self) -> Card:
        lock = button(tr("Lock now"), "lock", on_click=self.session.lock_wanted.emit)
        return self._card(
            tr("Lock"),
            tr(
                "Locking ends the program’s process, so that no name stays in memory; what is half "
                "typed is kept, and undo begins anew. After five idle minutes it locks itself."
            ),
            lock,
        )

    def _passphrase_card(self) -> Card:
        change = button(tr("Change the passphrase"), "key-round", on_click=self.change_passphrase)
        return self._card(
            tr("Passphrase"),
            tr(
                "A person who copied this folder and knows an old passphrase can still "
                "open that copy."
            ),
            change,
        )

    def _code_card(self) -> Card:
        renew = button(tr("Make a new recovery code"), "key-round", on_click=self.renew_code)
        return self._card(
            tr("Recovery code"),
            tr(
                "Nine groups of letters and digits that open the campaign when the passphrase is "
                "lost. Keep them on paper. A new code replaces the old one."
            ),
            renew,
        )

    def _check_card(self) -> Card:
        run = button(tr("Check the campaign"), "shield-check", on_click=self.check)
        card = self._card(
            tr("Check"),
            tr("Reads every page of the campaign and compares counts, rows and custody."),
            run,
        )
        self._results = QVBoxLayout()
        card.body.insertLayout(1, self._results)
        return card

    def _restore_card(self) -> Card:
        restore = button(tr("Restore a backup"), "upload", on_click=self.restore)
        return self._card(
            tr("Restore"),
            tr(
                "Makes a campaign again from a backup, in a new folder beside this one. "
                "This campaign stays as it is."
            ),
            restore,
        )

    def reload(self) -> None:
        self.losses.reload()
        self.scans.reload()
        last = self.session.last_backup
        self._backed_up.setText(
            tr("Last backup: {at}", at=last[:16].replace("T", " at "))
            if last
            else tr("Never backed up")
        )

    def back_up(self) -> None:
        """Asks where the backup goes, and writes it."""
        name = f"{self.session.clock():%Y-%m-%d}.backup"
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the backup"), name, "Backup (*.backup)"
        )
        if chosen:
            self.back_up_to(Path(chosen))

    def back_up_to(self, out: Path) -> None:
        """Writes the backup to `out`."""
        campaign = self.session.campaign

        def note(_: None) -> None:
            campaigns.note_backup(campaign, self.session.clock())
            self.session.said.emit(tr("Backed up"))
            self.reload()

        self.session.start(
            tr("Backing up"),
            lambda _, progress: campaigns.write_backup(
                campaign, out, force=True, progress=progress
            ),
            note,
        )

    def check(self) -> None:
        """Checks the campaign and shows each result."""
        self.session.start(
            tr("Checking the campaign"),
            lambda _, progress: campaigns.check(self.session.campaign, progress),
            self._show_results,
        )

    def _show_results(self, results: list[CheckResult]) -> None:
        clear(self._results)
        self.session.said.emit(tr("Checked"))
        for result in results:
            icon, role = ("circle-check", "good") if result.ok else ("circle-x", "bad")
            words = (
                result.name.capitalize()
                if result.ok
                else f"{result.name.capitalize()}: {result.detail}"
            )
            self._results.addWidget(icon_text(icon, words, role))

    def change_passphrase(self) -> None:
        """Asks for the old and the new passphrase."""
        asked = _ask(
            self,
            tr("Change the passphrase"),
            (tr("Passphrase now"), tr("New passphrase"), tr("New passphrase again")),
        )
        if asked:
            self.apply_passphrase(*asked)

    def apply_passphrase(self, old: str, new: str, again: str) -> None:
        """Changes the passphrase when the new one was typed twice alike."""
        if new != again:
            self.banner.say(tr("The two new passphrases differ: type them again."))
            return
        folder = self.session.folder
        self.session.run(
            lambda: campaigns.change_passphrase(folder, Passphrase(old), new),
            tr("The passphrase is changed"),
        )

    def renew_code(self) -> None:
        """Asks for the passphrase, then shows the new code once."""
        asked = _ask(self, tr("Make a new recovery code"), (tr("Passphrase"),))
        if not asked:
            return
        code = self.session.run(
            lambda: campaigns.new_recovery_code(self.session.folder, Passphrase(asked[0])),
            tr("The recovery code is new"),
        )
        if code:
            show_code(self, code)

    def restore(self) -> None:
        """Asks for the backup, a folder and its secret, and restores."""
        file, _ = QFileDialog.getOpenFileName(
            self, tr("Choose the backup"), "", "Backup (*.backup);;All (*)"
        )
        if not file:
            return
        folder, _ = QFileDialog.getSaveFileName(self, tr("Name the folder to restore to"))
        asked = (
            _ask(self, tr("Restore a backup"), (tr("Its passphrase or recovery code"),))
            if folder
            else None
        )
        if asked:
            self.session.run(
                lambda: campaigns.restore(Path(file), Path(folder), secret_from(asked[0])),
                tr("Restored to {name}", name=Path(folder).name),
            )


def _ask(parent: QWidget, title: str, names: tuple[str, ...]) -> list[str] | None:
    """Asks for secrets; None when the person changed their mind."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(380)
    column = QVBoxLayout(dialog)
    column.setSpacing(12)
    fields = [Field(name, secret_line()) for name in names]
    for field in fields:
        column.addWidget(field)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    accept = buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setProperty("kind", "primary")
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return [field.text for field in fields]


def show_code(parent: QWidget, code: str) -> None:
    """Shows a recovery code, this once."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(tr("Recovery code"))
    column = QVBoxLayout(dialog)
    column.setSpacing(12)
    column.addWidget(
        label(tr("Write it down and keep it on paper. It is shown this once."), wrap=True)
    )
    shown = label(code.replace("-", " - "), "code", wrap=True)
    shown.setTextInteractionFlags(shown.textInteractionFlags().TextSelectableByKeyboard)
    column.addWidget(shown)
    column.addLayout(
        across(None, button(tr("I have written it down"), kind="primary", on_click=dialog.accept))
    )
    dialog.exec()


make = SafetyPage
