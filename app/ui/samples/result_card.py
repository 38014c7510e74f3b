"""What the checked rows say: the number, its interval against the target, and what is left out."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.sampling import METHOD
from app.messages import tr
from app.operations.counting import sampling
from app.operations.counting.sampling import Judgement
from app.ui.samples.interval_bar import IntervalBar
from app.ui.widgets.basics import Card, across, down, label, rule
from app.ui.widgets.tables import Column, Table

_COLUMNS = (
    Column(tr("Part"), 0),
    Column(tr("Signatures"), 84, right=True, spare=300),
    Column(tr("Checked"), 72, right=True),
    Column(tr("Valid"), 56, right=True),
)
_MOST = 6
_ORIGINS = {"paper": tr("Paper"), "online": tr("Online")}


class ResultCard(Card):
    """The estimate in a figure, a bar, words, and its parts."""

    def __init__(self) -> None:
        super().__init__(tr("Estimate"))
        self.number, self.of = label("", "number"), label("", "muted", wrap=True)
        self.bar = IntervalBar()
        self.words = label("", wrap=True)
        self.method = label(tr("{method}.", method=METHOD), "hint", wrap=True)
        self.parts = Table(tr("Parts of the sample"), _COLUMNS)
        self.parts.setFocusPolicy(self.parts.focusPolicy().NoFocus)
        head = across(self.number, self.of, spacing=12)
        head.setStretch(1, 1)
        inner = QWidget()
        held = down(head, self.bar, self.words, rule(), self.parts, self.method, None)
        held.setContentsMargins(0, 0, 8, 0)
        inner.setLayout(held)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setProperty("role", "desk")
        self.body.addWidget(area, 1)
        self.setMinimumWidth(320)

    def show_judgement(self, said: Judgement) -> None:
        """Shows what a sample says; a dash before a row is checked."""
        found = said.estimate
        self.number.setText(f"{found.adjusted.middle:,.0f}" if found else "–")
        self.of.setText(
            tr("valid without duplicates, of {raw:,} raw", raw=said.raw)
            if found
            else tr("nothing is checked yet")
        )
        self.bar.setVisible(found is not None)
        if found:
            self.bar.show_range(found.adjusted, found.size, found.target)
        words = [one for one in sampling.in_words(said) if not one.startswith(METHOD)]
        self.words.setText("\n".join(words))
        self.parts.setRowCount(len(said.strata))
        for row, one in enumerate(said.strata):
            figures = [f"{one.size:,}", f"{one.checked:,}", f"{one.good:,}"]
            name = _ORIGINS.get(one.name, one.name) if said.sample.by == "origin" else one.name
            self.parts.fill(row, [name or tr("The others"), *figures])
        self.parts.fit(_MOST)
