"""Every page as it will be printed, one at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.documents.preview import page_sizes
from app.messages import tr
from app.operations.outreach import prepared_post
from app.operations.outreach.prepared_post import Post
from app.ui.widgets.basics import across, button, label
from app.ui.widgets.paper import Drawer, Paper

PAGE = {
    "letters": tr("Letter {number:,} of {all:,}"),
    "labels": tr("Sheet {number:,} of {all:,}"),
    "envelopes": tr("Envelope {number:,} of {all:,}"),
}


class PostPreview(QFrame):
    """The real pages; a letter on two pages shows both before the next."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self._post: Post | None = None
        self._wish = self._made = 0
        self.page, self._within, self._sheets = 0, 0, 1
        self.paper = Paper(tr("Preview of what will be printed"))
        self.drawer = Drawer(self)
        self.paper.turn_wanted.connect(self.turn)
        self.drawer.drawn.connect(self._show)
        self.drawer.refused.connect(self._refuse)
        self.place = label("", "muted")
        self.before = button(tr("Before"), "arrow-left", on_click=lambda: self.turn(-1))
        self.after = button(tr("Next"), "arrow-right", on_click=lambda: self.turn(1))
        self.words = label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.paper, 1)
        column.addLayout(across(self.before, None, self.place, None, self.after))
        self.show_post(None, "")

    def show_post(self, post: Post | None, words: str) -> None:
        """Shows a post from the page in sight on; nothing but `words` where there is none."""
        if self._post is None or post is None or self._post.kind != post.kind:
            self.paper.show_image(None)
        self._post = post
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.page = min(self.page, post.pages - 1) if post else 0
        self._within, self._sheets = 0, 1
        self._draw()

    def turn(self, by: int) -> None:
        """Shows the next page, or the one before."""
        if self._post is None:
            return
        self.paper.turn()
        within = self._within + by
        if 0 <= within < self._sheets:
            self._within = within
        elif 0 <= self.page + by < self._post.pages:
            self.page, self._within, self._sheets = self.page + by, 0, 1
        self._draw()
        self.turned.emit()

    def _draw(self) -> None:
        post, page = self._post, self.page
        self._say()
        if post is None:
            self.paper.show_image(None)
            return

        self._wish += 1
        wish = self._wish

        def make() -> bytes:
            pdf = prepared_post.draw_page(post, page)
            self._made = wish
            self._sheets = len(page_sizes(pdf))
            return pdf

        width = round(max(self.paper.width(), 500) * self.devicePixelRatioF())
        self.drawer.draw(make, width, self._within)

    def _say(self) -> None:
        post, place = self._post, ""
        if post is not None:
            place = PAGE[post.kind].format(number=self.page + 1, all=post.pages)
            if self._sheets > 1:
                place = tr("{place}, page {number} of {all}", place=place,
                           number=self._within + 1, all=self._sheets)  # fmt: skip
        self.place.setText(place)
        self.paper.show_place(place)
        last = post is None or self.page >= post.pages - 1
        self.before.setEnabled(post is not None and (self.page > 0 or self._within > 0))
        self.after.setEnabled(not last or self._within < self._sheets - 1)

    def _show(self, image: QImage) -> None:
        if self._post is not None and self._made == self._wish:  # else a newer one is under way
            self._say()
            self.paper.show_image(image)

    def _refuse(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.words.show()
        self.paper.show_image(None)
