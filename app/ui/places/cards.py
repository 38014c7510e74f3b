"""The cards of the page: the table, the chart, the map, and the postcodes to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.domain import postcode
from app.domain.places import By, Odd, PlaceCounts, Tally, squares
from app.intake.templates import places_texts
from app.messages import tr, trn
from app.ui.places.drawing import MapData, outside_words
from app.ui.places.views import BarChart, DotMap, bars_of
from app.ui.widgets.bars import Swatch
from app.ui.widgets.basics import Card, Segments, across, button, icon_text, label
from app.ui.widgets.tables import Cell, Column, Table

BYS: tuple[tuple[By, str], ...] = (
    ("constituency", tr("Constituency")),
    ("council", tr("Council")),
    ("district", tr("Postcode district")),
)

WHY = {
    "unknown": tr("Not in the directory"),
    "terminated": tr("No longer in use"),
    "malformed": tr("Not a postcode"),
}

HINT = tr(
    "A dot stands for all who signed in a square of 100 metres, never for a door. What is saved "
    "has no dot and no number for fewer than 5 people; this page shows all to you alone."
)

_PROBABLE = 4


class TableCard(Card):
    """The numbers of each area, of those in none, and of all."""

    def __init__(self, counts: PlaceCounts) -> None:
        super().__init__(tr("How many signed"))
        self.table = Table(
            tr("Signatures by area"),
            [
                Column(dict(BYS)[counts.by]),
                Column(tr("Valid"), 58, right=True),
                Column(tr("Similar"), 64, right=True),
                Column(tr("Not checked"), 94, right=True),
                Column(tr("Probable"), 76, right=True),
            ],
        )
        texts = places_texts()["table"]["apart"]
        lines = [(one.name, one.tally, "") for one in counts.areas]
        lines += [(texts[why], tally, "muted") for why, tally in counts.apart.items()]
        self.table.setRowCount(len(lines) + 1)
        for row, (name, tally, role) in enumerate(lines):
            self.table.fill(row, _cells(name, tally, role))
        self.table.fill(len(lines), _cells(tr("Total"), counts.total, "", strong=True))
        if counts.by != "constituency":
            self.table.leave_out(frozenset({_PROBABLE}))
        self.table.fit(12, 4)
        self.body.addWidget(self.table)
        if counts.by == "constituency" and counts.total.probable:
            words = tr(
                "Probable: within 50 metres of another constituency’s postcode, or the file itself "
                "is not sure."
            )
            self.body.addWidget(label(words, "hint", wrap=True))
        self.body.addStretch(1)


def _cells(name: str, tally: Tally, role: str, *, strong: bool = False) -> list[Cell]:
    numbers = (tally.valid, tally.similar, tally.unchecked, tally.probable)
    return [
        Cell(name, role=role, strong=strong),
        *(Cell(f"{number:,}", role=role, strong=strong) for number in numbers),
    ]


class ChartCard(Card):
    """The same areas, ranked."""

    def __init__(self, counts: PlaceCounts) -> None:
        super().__init__(tr("Ranked"))
        bars = bars_of([(one.name, one.tally.valid, one.tally.similar) for one in counts.areas])
        chart = BarChart()
        chart.show_bars(bars)
        self.body.addWidget(chart)
        if not bars:
            words = tr("No valid signature lies in a known area yet.")
            self.body.addWidget(label(words, "muted", wrap=True))
        elif any(bar.similar for bar in bars):
            self.body.addLayout(
                across(
                    Swatch("accent"),
                    label(tr("Valid"), "muted"),
                    8,
                    Swatch("middle"),
                    label(tr("Similar"), "muted"),
                    None,
                )
            )
        self.body.addStretch(1)


class MapCard(Card):
    """The dots, where most live or all of them."""

    def __init__(
        self,
        points: Sequence[tuple[int, int, int]],
        ground: Mapping[str, Sequence[tuple[int, int]]],
        *,
        whole: bool,
        chosen: Callable[[bool], None],
    ) -> None:
        super().__init__(tr("Map"))
        self._data, self._chosen = MapData(squares(points), ground), chosen
        if not points:
            words = tr("No signature has a postcode with a position yet.")
            self.body.addWidget(label(words, "muted", wrap=True))
            self.body.addStretch(1)
            return
        self.map = DotMap()
        views = Segments([("most", tr("Where most live")), ("all", tr("All"))], tr("Map shows"))
        views.choose("all" if whole else "most")
        views.chosen.connect(lambda key: self._choose(key == "all"))
        self._outside = label("", "hint", wrap=True)
        self.top.addWidget(views)
        self.body.addWidget(self.map, 1)
        self.body.addWidget(self._outside)
        self.body.addWidget(label(HINT, "hint", wrap=True))
        self._choose(whole)

    def _choose(self, whole: bool) -> None:  # noqa: FBT001  # a choice's slot
        self._chosen(whole)
        self.map.show_data(self._data, whole=whole)
        words = outside_words(self.map.outside())
        self._outside.setText(words)
        self._outside.setVisible(bool(words))


class OddCard(Card):
    """Postcodes that are unknown, out of use or none, with a way to their rows."""

    def __init__(
        self,
        odd: Sequence[Odd],
        placed: int,
        *,
        names_hidden: bool,
        look: Callable[[], None],
        put_right: Callable[[], None],
    ) -> None:
        super().__init__(tr("Postcodes to look at"))
        self._odd = odd
        self.table: Table | None = None
        right = button(tr("Put one right…"), "map-pin", on_click=put_right)
        if odd:
            words = tr("They count all the same: nobody is refused for a postcode.")
            self.body.addWidget(label(words, "muted", wrap=True))
            self.table = self._listed(names_hidden=names_hidden)
            self.table.doubleClicked.connect(lambda _: look())
            self.body.addWidget(self.table)
            show = button(tr("Show its rows"), "search", on_click=look)
            self.body.addLayout(across(show, right, None))
        else:
            self.body.addWidget(icon_text("circle-check", tr("Every postcode is known."), "good"))
            self.body.addLayout(across(right, None))
        if placed:
            words = trn(
                "{number} postcode was put right by hand.",
                "{number} postcodes were put right by hand.",
                placed,
            )
            self.body.addWidget(label(words, "hint"))
        self.body.addStretch(1)

    def _listed(self, *, names_hidden: bool) -> Table:
        made = Table(
            tr("Postcodes to look at"),
            [Column(tr("Postcode"), 110), Column(tr("Rows"), 60, right=True), Column(tr("Why"))],
        )
        made.setRowCount(len(self._odd))
        for row, one in enumerate(self._odd):
            written = postcode.district(one.postcode) or tr("hidden")
            icon = "circle-alert" if one.why == "malformed" else "circle-question-mark"
            made.fill(
                row,
                [
                    Cell(written if names_hidden else one.postcode),
                    Cell(f"{one.number:,}"),
                    Cell(WHY[one.why], icon, icon_role="warn"),
                ],
            )
        made.fit(9, 3)
        return made

    @property
    def chosen(self) -> str:
        """The postcode chosen in the list, or nothing."""
        rows = self.table.chosen_rows() if self.table else []
        return self._odd[rows[0]].postcode if rows else ""
