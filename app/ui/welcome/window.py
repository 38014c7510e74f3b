"""The first window: unlock, new, open, practice. It knows no campaign's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.defects import record
from app.errors import AppError
from app.messages import tr
from app.operations.campaign import campaigns
from app.store.keys import Passphrase, RecoveryCode
from app.ui.session import defect_sentence
from app.ui.theme import grown
from app.ui.welcome.forms import NewForm, RestoreForm
from app.ui.widgets.basics import Card, IconLabel, across, button, down, label
from app.ui.widgets.fields import Field, secret_line
from app.ui.widgets.page import Banner

PROMISES = (
    ("lock", tr("Encrypted on this computer"), tr("Without the passphrase nobody reads a name.")),
    ("ban", tr("Never on the network"), tr("Nothing is sent, nothing is fetched.")),
    ("undo-2", tr("Every step can be undone"), tr("Rows are marked with a reason, not deleted.")),
)


class WelcomeWindow(QWidget):
    """Asks for a campaign; `opened` gives its folder and data key, `practice_wanted` a folder."""

    opened = Signal(Path, bytes)
    made = Signal(Path, str, str)
    practice_wanted = Signal(Path)

    def __init__(self, folder: Path | None, make: Callable[[Path, str, str], str]) -> None:
        super().__init__()
        self._folder, self._make = folder, make
        self._by_code = False
        self.setWindowTitle("Roundrobin")
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(1280, 800)
        self.setMinimumSize(900, 620)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(_side(), 3)
        self.banner = Banner()
        self.steps = QStackedWidget()
        self.steps.setMaximumWidth(grown(480))
        self.new_form = NewForm(self.make_new, self.begin)
        self.restore_form = RestoreForm(self.restore, self.begin)
        self._start, self._code_card = self._build_start(), self._build_code()
        for step in (self._start, self.new_form, self._code_card, self.restore_form):
            self.steps.addWidget(step)
        middle = QVBoxLayout()
        middle.setContentsMargins(24, 24, 24, 24)
        middle.addStretch(1)
        middle.addLayout(across(None, down(self.banner, self.steps, spacing=12), None))
        middle.addStretch(1)
        right = QWidget()
        right.setObjectName("page")
        right.setLayout(middle)
        row.addWidget(right, 5)

    def _build_start(self) -> QWidget:
        made = QWidget()
        made.setMinimumWidth(480)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        self.unlock_card = self._build_unlock()
        self.unlock_card.setVisible(self._folder is not None)
        column.addWidget(self.unlock_card)
        card = Card(margins=2)
        card.body.setSpacing(0)
        for at, (icon, words, hint, shortcut, do) in enumerate(self._choices()):
            if at:
                rule = QFrame()
                rule.setProperty("role", "rule")
                card.body.addWidget(rule)
            card.body.addWidget(_choice(icon, words, hint, shortcut, do))
        column.addWidget(card)
        return made

    def _choices(self) -> tuple[tuple[str, str, str, str, Callable[[], None]], ...]:
        """Icon, words, hint, shortcut and deed of each way in."""
        code = tr("With its passphrase or the recovery code")
        return (
            (
                "plus",
                tr("New campaign"),
                tr("Ready to print in three minutes"),
                "Ctrl+N",
                self.begin_new,
            ),
            (
                "folder-open",
                tr("Open another campaign"),
                tr("From its folder"),
                "Ctrl+O",
                self.choose_folder,
            ),
            ("upload", tr("Restore a backup"), code, "Ctrl+R", self.begin_restore),
            ("graduation-cap", tr("Practice campaign"), tr("Invented people"), "", self.practise),
        )

    def _build_unlock(self) -> Card:
        card = Card()
        card.body.setSpacing(10)
        card.body.setContentsMargins(8, 8, 8, 8)
        card.body.addWidget(label(tr("Unlock your campaign"), "brand"))
        card.body.addWidget(label(tr("Its name shows when it is unlocked."), "muted"))
        editor = secret_line()
        editor.setProperty("size", "unlock")
        self.secret = Field(
            tr("Passphrase"), editor, tr("The words you chose. Capital letters matter.")
        )
        editor.returnPressed.connect(self.unlock)
        card.body.addWidget(self.secret)
        show = QCheckBox(tr("Show what is typed"))
        show.toggled.connect(lambda _: _toggle_echo(editor))
        card.body.addWidget(show)
        unlock = button(tr("Unlock"), "lock", kind="primary", on_click=self.unlock)
        unlock.setProperty("size", "tall")
        unlock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._other_way = button(
            tr("Use the recovery code"), "key-round", kind="link", on_click=self._swap
        )
        card.body.addLayout(across(unlock, self._other_way, spacing=16))
        return card

    def _build_code(self) -> QWidget:
        card = Card(tr("Your recovery code"))
        card.setMinimumWidth(480)
        card.body.setSpacing(14)
        words = tr(
            "It opens the campaign when the passphrase is lost. Write it down and keep it on "
            "paper, away from this computer. It is shown this once."
        )
        card.body.addWidget(label(words, wrap=True))
        self.code = label("", "code", wrap=True)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.code.setAccessibleName(tr("Recovery code"))
        card.body.addWidget(self.code)
        go_on = button(tr("I have written it down"), "check", kind="primary", on_click=self._go_on)
        card.body.addLayout(across(None, go_on))
        return card

    def _swap(self) -> None:
        self._by_code = not self._by_code
        self.secret.editor.clear()
        name = tr("Recovery code") if self._by_code else tr("Passphrase")
        self.secret.editor.setAccessibleName(name)
        self.secret.rename(name)
        self._other_way.set_words(
            tr("Use the passphrase") if self._by_code else tr("Use the recovery code")
        )

    def offer(self, folder: Path) -> None:
        """Asks for the secret of the campaign in `folder`."""
        self._folder = folder
        self.begin()
        self.unlock_card.show()
        self.secret.editor.setFocus()

    def unlock(self) -> None:
        """Tries the secret; what is wrong is said under the field."""
        if self._folder is None:
            return
        text = self.secret.text
        secret = RecoveryCode(text) if self._by_code else Passphrase(text)
        try:
            key = campaigns.unlock(self._folder, secret)
        except AppError as refusal:
            self.secret.show_found("stops", str(refusal))
            self.secret.editor.setFocus()
            return
        self.secret.show_found()
        self.opened.emit(self._folder, key)

    def choose_folder(self) -> None:
        """Asks for a campaign's folder."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Open a campaign’s folder"))
        if chosen and self._try(lambda: campaigns.require_campaign(Path(chosen))):
            self.offer(Path(chosen))

    def begin_restore(self) -> None:
        """Shows the form for a backup."""
        self._show(self.restore_form)

    def practise(self) -> None:
        """Asks where the practice campaign goes."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Name a folder for the practice campaign"), "practice"
        )
        if chosen:
            self.practice_wanted.emit(Path(chosen))

    def begin_new(self) -> None:
        """Shows the form for a new campaign."""
        self._show(self.new_form)

    def begin(self) -> None:
        """Shows the ways in."""
        self._show(self._start)

    def _show(self, step: QWidget) -> None:
        self.banner.hide()
        self.steps.setCurrentWidget(step)
        step.setFocus()

    def make_new(self) -> None:
        """Makes the campaign and shows its recovery code."""
        asked = self.new_form.asked()
        if not asked:
            return
        code: list[str] = []
        if self._try(lambda: code.append(self._make(*asked))):
            self.code.setText(code[0].replace("-", " - "))
            self._folder = asked[0]
            self._show(self._code_card)

    def restore(self) -> None:
        """Restores the backup into its new folder and opens that."""
        asked = self.restore_form.asked()
        if not asked:
            return
        file, folder, secret = asked
        if self._try(lambda: campaigns.restore(file, folder, secret)):
            self._try(lambda: self.opened.emit(folder, campaigns.unlock(folder, secret)))

    def _go_on(self) -> None:
        self.code.clear()
        _, passphrase, name = self.new_form.texts
        self.made.emit(self._folder, passphrase, name)

    def _try(self, action: Callable[[], object]) -> bool:
        """Does it; what it refuses is said on top."""
        try:
            action()
        except AppError as refusal:
            self.banner.say(str(refusal))
            return False
        except Exception as error:  # noqa: BLE001  # the window's last net
            self.banner.say(defect_sentence(record(error)))
            return False
        self.banner.hide()
        return True


def _toggle_echo(editor: QLineEdit) -> None:
    modes = QLineEdit.EchoMode
    hidden = editor.echoMode() == modes.Password
    editor.setEchoMode(modes.Normal if hidden else modes.Password)


def _side() -> QWidget:
    made = QWidget()
    made.setObjectName("welcome-side")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(made)
    column.setContentsMargins(56, 48, 40, 40)
    column.addLayout(
        across(IconLabel("mark", "accent", 40), label("Roundrobin", "brand"), None, spacing=12)
    )
    column.addStretch(2)
    column.addWidget(label(tr("Paper petitions,\ncounted honestly."), "hero"))
    column.addSpacing(8)
    words = tr(
        "Write it in the form its addressee requires, print numbered sheets, get every one back."
    )
    column.addWidget(label(words, "muted", wrap=True))
    column.addSpacing(24)
    for icon, title, hint in PROMISES:
        text = down(label(title, "strong"), label(hint, "muted"), spacing=1)
        column.addLayout(across(IconLabel(icon, "accent", 20), text, None, spacing=14))
        column.addSpacing(10)
    column.addStretch(3)
    return made


def _choice(icon: str, words: str, hint: str, shortcut: str, do: Callable[[], None]) -> QPushButton:
    made = QPushButton()
    made.setProperty("kind", "row")
    made.setAccessibleName(words)
    made.setAccessibleDescription(hint)
    made.setIconSize(QSize(18, 18))
    made.clicked.connect(lambda _=False: do())
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    text = down(label(words, "strong"), label(hint, "muted"), spacing=1)
    row = across(
        IconLabel(icon, "accent", 20), text, None, label(shortcut, "muted"),
        IconLabel("chevron-right", "muted", 16), spacing=14,
    )  # fmt: skip
    row.setContentsMargins(18, 8, 14, 8)
    made.setLayout(row)
    return made
