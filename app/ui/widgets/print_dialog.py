"""The pages as they will be printed, with the two ways on: to the printer, or into a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from app.documents.preview import page_sizes
from app.messages import tr
from app.ui.widgets.basics import Segments, across, button, label
from app.ui.widgets.paper import Drawer, Paper

Way = Literal["print", "save"]


class PrintDialog(QDialog):
    """Shows the real pages; `way` is what was chosen, None when neither.

    With `redraw` they can be had in English or in Korean: `language` is which, first that of
    the `pdf`.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        pdf: bytes,
        notes: tuple[str, ...] = (),
        *,
        redraw: Callable[[str], bytes] | None = None,
        language: str = "en",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(640, 860)
        self.way: Way | None = None
        self.pdf, self._page, self._pages = pdf, 0, len(page_sizes(pdf))
        self.paper = Paper(tr("Preview of the pages"))
        self.drawer = Drawer(self)
        self.drawer.drawn.connect(self.paper.show_image)
        self._place = label("", "muted")
        self._back = button(tr("Page before"), on_click=lambda: self.turn(-1))
        self._on = button(tr("Next page"), on_click=lambda: self.turn(1))
        save = button(tr("Save as PDF"), "save", on_click=lambda: self._choose("save"))
        go_on = button(
            tr("Print at 100 %"), "printer", kind="primary", on_click=lambda: self._choose("print")
        )
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for note in notes:
            column.addWidget(label(note, "muted", wrap=True))
        self.language = language
        if redraw:
            languages = Segments(
                [("en", tr("English")), ("ko", tr("Korean"))], tr("Language of the pages")
            )
            languages.choose(language)
            languages.chosen.connect(lambda language: self._draw_in(language, redraw))
            column.addLayout(across(languages, None))
        frame = QFrame()
        frame.setProperty("role", "paper")
        frame.setLayout(across(self.paper))
        column.addWidget(frame, 1)
        column.addLayout(across(self._back, self._place, self._on, None, save, go_on))
        self.turn(0)

    def turn(self, by: int) -> None:
        """Shows another page."""
        self._page = min(max(self._page + by, 0), self._pages - 1)
        values = {"number": self._page + 1, "pages": self._pages}
        self._place.setText(tr("Page {number} of {pages}", **values))
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page < self._pages - 1)
        width = round(max(self.paper.width(), 600) * self.devicePixelRatioF())
        self.drawer.draw(lambda: self.pdf, width, self._page)

    def _draw_in(self, language: str, redraw: Callable[[str], bytes]) -> None:
        self.language, self.pdf = language, redraw(language)
        self._page, self._pages = 0, len(page_sizes(self.pdf))
        self.turn(0)

    def _choose(self, way: Way) -> None:
        self.way = way
        self.accept()

    def done(self, result: int) -> None:
        """Ends the dialogue once the page under way is drawn."""
        self.drawer.stop()
        super().done(result)
