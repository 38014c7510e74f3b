"""What all pages share: title, words under it, actions, a banner for what was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.community.consent import Purpose
from app.messages import tr
from app.ui.widgets.basics import IconLabel, across, button, down, label
from app.ui.widgets.half_typed import HalfTyped
from app.ui.widgets.telling import tell

if TYPE_CHECKING:
    from app.ui.session import Session


BACK = {
    "signatures": tr("Back to signatures"),
    "contacts": tr("Back to contacts"),
    "outreach": tr("Back to outreach"),
}


NO_VALUES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Errand:
    """What people are taken to another page for; what is empty is left as it stands there.

    `kind` is what is made of several things there, `template` the letter or email, `values` what
    is known of that which it asks for.
    """

    kind: Literal["", "letters", "calls", "walks", "posters", "emails", "texts"] = ""
    template: str = ""
    purpose: Purpose | Literal[""] = ""
    values: Mapping[str, str] = field(default_factory=lambda: NO_VALUES)


NO_ERRAND = Errand()


class Page(QWidget):
    """A page of the window: `reload` shows what the store says now.

    One that lies BEHIND another has the way back there. What is half typed in the parts that it
    `holds` outlives a lock.
    """

    TITLE: ClassVar[str]
    BEHIND: ClassVar[str] = ""
    TAB_AS_READ: ClassVar[bool] = True
    """Whether Tab goes through the page as it lies; else in an order of its own."""
    TABLES: ClassVar[frozenset[str]] = frozenset(
        {"setting", "petition", "wording_version", "batch", "sheet", "signature"}
    )

    def __init__(self, session: Session, *, scrolls: bool = True) -> None:
        super().__init__()
        self.session = session
        self.errand = NO_ERRAND
        self.holds: Sequence[QWidget] = ()
        self._typing: HalfTyped | None = None
        self.setObjectName("page")
        self.setAccessibleName(self.TITLE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        self.subtitle = label("", "muted", wrap=True)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        if self.BEHIND:
            self.buttons.addWidget(
                button(
                    BACK[self.BEHIND],
                    "arrow-left",
                    kind="link",
                    on_click=lambda: self.go.emit(self.BEHIND),
                )
            )
        top = across(label(self.TITLE, "title"), None, self.buttons, spacing=16)
        outer.addLayout(down(top, self.subtitle, spacing=2))
        self.banner = Banner()
        outer.addWidget(self.banner)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        if scrolls:
            inner = QWidget()
            inner.setObjectName("page")
            self.body.setContentsMargins(0, 0, 8, 0)
            inner.setLayout(self.body)
            self.area = QScrollArea()
            self.area.setWidgetResizable(True)
            self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it can be reached
            self.area.setWidget(inner)
            outer.addWidget(self.area, 1)
        else:
            outer.addLayout(self.body, 1)

    go = Signal(str)
    look_for = Signal(str)
    people_for = Signal(str, tuple)
    """A page's key, and the ids of the contacts that it is to take."""
    errand_for = Signal(str, tuple, object)
    """The same, with the Errand for which it takes them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Escape that means nothing to what has the focus goes back."""
        if event.key() == Qt.Key.Key_Escape and self.BEHIND:
            self.go.emit(self.BEHIND)
            return
        super().keyPressEvent(event)

    def reload(self) -> None:
        """Shows what the store says now."""
        raise NotImplementedError

    def take_people(self, contacts: tuple[str, ...]) -> None:
        """Works with contacts (ids) chosen on another page, for `errand`, where it lists people."""

    def show_first(self) -> None:
        """Shows the page for the first time, with what was half typed when the window locked."""
        self.reload()
        if self.holds:
            name = f"page {type(self).__name__}"
            self._typing = HalfTyped(self.session.store, name, *self.holds)
            self._typing.put_back()

    def leave(self) -> None:
        """Ends what is under way, before the window locks."""

    def keep_half_typed(self) -> None:
        """Keeps what is half typed, before the window locks."""
        if self._typing is not None:
            self._typing.keep(self.session.clock().date())


class Banner(QFrame):
    """One sentence on top of the page: what was refused, and the mend."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._text = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(IconLabel("circle-alert", "bad", 18))
        row.addWidget(self._text, 1)
        close = button(tr("Close"), kind="link", on_click=self.hide)
        close.setAccessibleName(tr("Close this message"))
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, or nothing."""
        return "" if self.isHidden() else self._text.text()

    def say(self, sentence: str) -> None:
        """Shows `sentence` until it is closed or the next step succeeds."""
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        tell(self, sentence, urgent=True)
