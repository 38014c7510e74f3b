"""Segments: saved searches and lists with how many they hold now, and the builder of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.community.segment import Segment
from app.messages import tr, trn
from app.operations.community import segments
from app.operations.community.segments import Counted
from app.store.store import Store
from app.ui.segments.builder import Builder
from app.ui.segments.built import Built
from app.ui.session import Session
from app.ui.widgets.asking import Asker
from app.ui.widgets.basics import Card, Empty, button
from app.ui.widgets.page import Page
from app.ui.widgets.tables import Cell, Column, Table


class SegmentsPage(Page):
    """The list at the left, one segment at the right."""

    TITLE = tr("Segments")
    BEHIND = "contacts"
    TABLES = frozenset(
        {"segment", "segment_member", "contact", "contact_tag", "consent_now", "contact_signature",
         "interaction", "task", "petition"}
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self._shown = ""
        self._new: Segment | None = None
        self._listed: list[Segment] = []
        self.list_button = button(tr("New list"), "plus", on_click=self.new_list)
        self.new_button = button(
            tr("New segment"), "list-filter", kind="primary", on_click=self.new_segment
        )
        for made in (self.list_button, self.new_button):
            self.buttons.addWidget(made)
        begin = button(tr("New segment"), "list-filter", kind="primary", on_click=self.new_segment)
        self.empty = Empty(
            "list-filter",
            (
                tr("A segment is a search over your contacts that is kept and counted anew."),
                tr(
                    "Say in plain conditions whom you want: a tag, a district, what they agreed to."
                ),
            ),
            begin,
        )
        self.counter = Asker(session.store)
        self.counter.answered.connect(self._show_counts)
        self._build()
        self.table.itemSelectionChanged.connect(self._choose)
        self.holds = (self,)

    def _build(self) -> None:
        self.table = Table(
            tr("Segments"), (Column(tr("Segment")), Column(tr("Contacts"), 92, right=True))
        )
        card = Card(margins=1)
        card.body.addWidget(self.table, 1)
        card.setMinimumWidth(200)
        self.builder = Builder(self.session)
        self.builder.kept.connect(self._kept)
        self.builder.wanted.connect(self.people_for)
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.builder)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setMinimumWidth(520)
        self.area.setWidget(inner)
        self.both = QWidget()
        row = QHBoxLayout(self.both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(card, 1)
        row.addWidget(self.area, 2)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.both, 1)

    def reload(self) -> None:
        self._listed = self.session.store.segments.all()
        nothing = not self._listed and self._new is None and not self.builder.unsaved
        self.empty.setVisible(nothing)
        self.both.setVisible(not nothing)
        self.list_button.setVisible(not nothing)
        self.new_button.setVisible(not nothing)
        self.subtitle.setText("")
        if nothing:
            return
        known = {one.id: one for one in self._listed}
        unsaved = self.builder.unsaved
        if self._new is None and self._shown not in known:
            if unsaved:
                self._new = replace(self.builder.segment, id="")
            else:
                self._shown = self._listed[0].id
        self._fill_table()
        today = self.session.clock().date()

        def count(reader: Store) -> Sequence[Counted]:
            return segments.listing(reader, today)

        self.counter.ask(count)
        if self._new is not None or unsaved:
            self.builder.stay(known[self._shown] if self._new is None else None)
        else:
            self.builder.show_segment(known[self._shown])

    def _fill_table(self) -> None:
        quiet = QSignalBlocker(self.table)
        self.table.setRowCount(len(self._listed))
        for row, one in enumerate(self._listed):
            icon = "clipboard-list" if one.static else "list-filter"
            self.table.fill(row, (Cell(one.name, icon), Cell("…", role="muted")))
        quiet.unblock()
        self._mark_shown()

    def _show_counts(self, counted: Sequence[Counted]) -> None:
        for row, one in enumerate(counted):
            if row < self.table.rowCount():
                self.table.put(row, 1, Cell(f"{one.number:,}"))
                item = self.table.item(row, 0)
                if item is not None:
                    item.setToolTip(one.words)
        self.subtitle.setText(
            trn("{number} segment", "{number:,} segments", len(counted)) if counted else ""
        )

    def _choose(self) -> None:
        rows = self.table.chosen_rows()
        if not rows:
            return
        if not self.builder.may_leave():
            QTimer.singleShot(0, self.table, self._mark_shown)  # Qt is still selecting
            return
        self.banner.hide()
        self._new, self._shown = None, self._listed[rows[0]].id
        self.builder.show_segment(self._listed[rows[0]])

    def _mark_shown(self) -> None:
        """Selects the segment that the builder shows."""
        quiet = QSignalBlocker(self.table)
        self.table.clearSelection()
        for row, one in enumerate(self._listed):
            if self._new is None and one.id == self._shown:
                self.table.selectRow(row)
        quiet.unblock()

    def new_segment(self) -> None:
        """Begins a saved search."""
        self._begin(Segment(""))

    def new_list(self) -> None:
        """Begins a list that is chosen one by one."""
        self._begin(Segment("", static=True))

    def _begin(self, segment: Segment) -> None:
        if not self.builder.may_leave():
            return
        self.banner.hide()
        self._new = segment
        self.reload()
        self.builder.show_segment(segment)
        self.builder.name.editor.setFocus()

    def held(self) -> str:
        """The segment that is half built; nothing where none is."""
        return self.builder.built.text if self.builder.unsaved else ""

    def hold(self, text: str) -> None:
        """Shows such a segment again; one that is gone meanwhile is a new one."""
        if not text:
            self._new = None
            self.builder.settle()
            self.reload()
            return
        built = Built.read(text)
        kept = next((one for one in self._listed if one.id == built.id), None)
        self._new = None if kept else Segment("", static=built.static)
        self._shown = kept.id if kept else self._shown
        self.builder.show_built(kept or Segment("", static=built.static), built)
        self.reload()

    def _kept(self, segment: str) -> None:
        self._new, self._shown = None, segment
        self.builder.settle()
        self.reload()

    def leave(self) -> None:
        self.counter.end()
        self.builder.counter.end()


make = SegmentsPage
