"""The pages as they will be printed, with the two ways on: to the printer, or into a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QWidget

from app.documents.preview import page_sizes
from app.messages import tr
from app.ui.session import Session
from app.ui.widgets.basics import Segments, across, button, label
from app.ui.widgets.paper import Drawer, Paper
from app.ui.widgets.step_dialog import StepDialog

Way = Literal["print", "save"]

_WIDTH, _HEIGHT = 640, 860


class PrintDialog(StepDialog):
    """Shows the real pages; `way` is what was chosen, None when neither.

    With `redraw` they can be had in English or in Korean: `language` is which, first that of
    the `pdf`. Pages that are `named` have people on them, and are covered while names are hidden.
    """

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        title: str,
        pdf: bytes,
        notes: tuple[str, ...] = (),
        *,
        redraw: Callable[[str], bytes] | None = None,
        language: str = "en",
        named: bool = True,
    ) -> None:
        super().__init__(parent, session, title, 480)
        self.resize(_WIDTH, _HEIGHT)
        self.way: Way | None = None
        self.pdf, self._page, self._pages = pdf, 0, len(page_sizes(pdf))
        self._named = named
        self.paper = Paper(tr("Preview of the pages"))
        self.drawer = Drawer(self)
        self.drawer.drawn.connect(self._show)
        self.paper.turn_wanted.connect(self.turn)
        self._place = label("", "muted")
        self._back = button(tr("Page before"), on_click=lambda: self.turn(-1))
        self._on = button(tr("Next page"), on_click=lambda: self.turn(1))
        save = button(tr("Save as PDF"), "save", on_click=lambda: self._choose("save"))
        go_on = button(
            tr("Print at 100 %"), "printer", kind="primary", on_click=lambda: self._choose("print")
        )
        for note in notes:
            self.column.addWidget(label(note, "muted", wrap=True))
        self.language = language
        if redraw:
            languages = Segments(
                [("en", tr("English")), ("ko", tr("Korean"))], tr("Language of the pages")
            )
            languages.choose(language)
            languages.chosen.connect(lambda language: self._draw_in(language, redraw))
            self.column.addLayout(across(languages, None))
        frame = QFrame()
        frame.setProperty("role", "paper")
        frame.setLayout(across(self.paper))
        self.column.addWidget(frame, 1)
        self.add_foot(self._back, self._place, self._on, None, save, go_on)
        self.hide_names(session.names_hidden)
        self.paper.setFocus()

    def turn(self, by: int) -> None:
        """Shows another page."""
        self._page = min(max(self._page + by, 0), self._pages - 1)
        self.paper.turn()
        self._draw()

    def _draw(self) -> None:
        place = tr("Page {number} of {pages}", number=self._page + 1, pages=self._pages)
        self._place.setText(place)
        self.paper.show_place(place)
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page < self._pages - 1)
        width = round(max(self.paper.width(), 600) * self.devicePixelRatioF())
        self.drawer.draw(lambda: self.pdf, width, self._page)

    def _show(self, image: QImage) -> None:
        if not self._covered:  # else names were hidden while it was drawn
            self.paper.show_image(image)

    def _draw_in(self, language: str, redraw: Callable[[str], bytes]) -> None:
        self.language, self.pdf = language, redraw(language)
        self._page, self._pages = 0, len(page_sizes(self.pdf))
        self._draw()

    def _choose(self, way: Way) -> None:
        self.way = way
        self.accept()

    def _typed(self) -> list[str]:
        """Nothing is filled in here that a key could lose."""
        return []

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001  # a signal's slot
        super().hide_names(hidden and self._named)
        if self._covered:
            self.paper.show_image(None)
        else:
            self._draw()

    def done(self, result: int) -> None:
        """Ends the dialogue once the page under way is drawn."""
        self.drawer.stop()
        super().done(result)
