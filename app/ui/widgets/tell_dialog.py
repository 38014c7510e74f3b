"""Whom to tell: each once, by the best way they agreed to, in their language; and on which page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.community.consent import CHANNELS, Channel, Purpose
from app.domain.community.contact import LANGUAGES
from app.domain.outreach.reaching import LeftOut, Reached
from app.messages import tr, trn
from app.operations.outreach.outreach import left_out_words
from app.operations.outreach.spread import Group
from app.ui.session import Session
from app.ui.widgets.basics import across, button, icon_text, label
from app.ui.widgets.page import NO_VALUES, Errand
from app.ui.widgets.step_dialog import StepDialog

WAYS: Mapping[Channel, tuple[str, Errand, str]] = {
    "email": ("drafts", Errand("emails"), tr("Draft emails…")),
    "post": ("mailing", Errand("letters"), tr("Write letters…")),
    "phone": ("rounds", Errand("calls"), tr("Call sheet…")),
    "person": ("rounds", Errand("walks"), tr("Walk list…")),
    "text": ("drafts", Errand("texts"), tr("Numbers for texts…")),
}
"""The page on which people are reached by a channel, what is made there, and its button."""

Tell = Callable[[str, tuple[str, ...], Errand], object]
"""Is given a page, the contacts (ids) that it is to reach, and what for."""


class TellDialog(StepDialog):
    """Groups of people with the way to reach each, by the letter `template` that fits.

    `values` are what is known of that which it asks for.
    """

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        title: str,
        tell: Tell,
        *,
        template: str = "",
        purpose: Purpose = "news",
        values: Mapping[str, str] = NO_VALUES,
    ) -> None:
        super().__init__(parent, session, title, 620)
        self._tell, self._errand = tell, Errand("", template, purpose, values)
        self.ways: list[QWidget] = []
        self.place = QVBoxLayout()
        self.place.setSpacing(14)
        self.column.addLayout(self.place)
        self.add_foot(None, self.leave_button(tr("Close")))

    def show_groups(self, head: str, groups: Sequence[Group]) -> None:
        """Shows who is reached by which channel in which language."""
        self.place.addWidget(label(head, "group", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for at, group in enumerate(groups):
            language = LANGUAGES.get(group.language, group.language)
            grid.addWidget(label(f"{CHANNELS[group.channel]}, {language}"), at, 0)
            number = trn("{number} contact", "{number:,} contacts", len(group.people))
            grid.addWidget(label(number, "strong"), at, 1)
            page, errand, words = WAYS[group.channel]
            ids = tuple(one.id for one in group.people)
            made = button(words, on_click=partial(self._go, page, errand, ids))
            made.setAccessibleName(f"{words} {CHANNELS[group.channel]}, {language}: {number}")
            grid.addWidget(made, at, 2)
            self.ways.append(made)
        self.place.addLayout(grid)

    def offer_posters(self, venues: Sequence[str]) -> None:
        """Says into how many windows (contacts’ ids) a poster may go."""
        if not venues:
            return
        words = trn(
            "A poster may go into {number} window.", "A poster may go into {number} windows.",
            len(venues),
        )  # fmt: skip
        made = button(
            tr("Posters…"), on_click=partial(self._go, "outreach", Errand("posters"), tuple(venues))
        )
        self.place.addLayout(across(icon_text("image", words, "muted"), None, made))

    def say_left_out(self, left_out: Sequence[LeftOut]) -> None:
        """Says who was left out and why."""
        left = left_out_words(Reached((), left_out))
        if left:
            self.place.addWidget(label(tr("Left out: {left}.", left=left), "muted", wrap=True))

    def say_template(self) -> None:
        """Says which letter fits."""
        if self._errand.template:
            fits = tr("The letter that fits is “{name}”.", name=self._errand.template)
            self.place.addWidget(icon_text("file-text", fits, "muted"))

    def _go(self, page: str, errand: Errand, ids: tuple[str, ...]) -> None:
        self.accept()
        self._tell(page, ids, replace(self._errand, kind=errand.kind))
