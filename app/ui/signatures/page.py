"""Signatures: all rows that were keyed, to sort, filter, mark and copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar, cast

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QTableView,
    QWidget,
)

from app.domain.signature import REASONS, Counts, Validity
from app.messages import tr, trn
from app.operations import signatures
from app.store.signature_query import SignatureQuery
from app.ui.session import Session
from app.ui.signatures.model import COLUMNS, VALIDITY_LOOKS, SignatureModel
from app.ui.widgets.basics import Card, Empty, Segments, button, clear, icon_text, label
from app.ui.widgets.page import Page

CLIPBOARD_SECONDS = 10
"""How long copied rows stay on the clipboard."""


class SignaturesPage(Page):
    """The table with its filter row in the head and totals in the foot."""

    TITLE = tr("Signatures")
    TABLES = frozenset({"signature", "petition", "wording_version"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self._query = SignatureQuery("", sort="sheet")
        self.model = SignatureModel(session.store)
        self.copy_button = button(tr("Copy"), "copy", on_click=self.copy)
        self.buttons.addWidget(self.copy_button)
        self._build_tabs()
        self._build_table()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(200)
        self._timer.timeout.connect(self._filter)

    def _build_tabs(self) -> None:
        self.tabs = Segments(
            [("", tr("All")), ("unchecked", tr("Not checked")), ("invalid", tr("Invalid"))],
            tr("Which rows"),
        )
        self.tabs.chosen.connect(self._choose_validity)
        self.body.addWidget(self.tabs)

    def _build_table(self) -> None:
        self._stack = QStackedLayout()
        empty = Empty(
            "list-checks",
            (tr("Here are the rows that were keyed from sheets."), tr("Enter a sheet to begin.")),
            button(
                tr("Enter a sheet"),
                "keyboard",
                kind="primary",
                on_click=lambda: self.go.emit("enter"),
            ),
        )
        card = Card(margins=1)
        card.body.setSpacing(0)
        self.table = _Table(self.model)
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self.table.selectionModel().selectionChanged.connect(self._show_selection)
        self.filters = _Filters(self.table)
        self.filters.changed = self._filter_soon
        card.body.addWidget(self.filters)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._selection_bar())
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(14, 6, 14, 6)
        self._foot.setSpacing(16)
        card.body.addLayout(self._foot)
        for widget in (empty, card):
            self._stack.addWidget(widget)
        self.body.addLayout(self._stack, 1)

    def _selection_bar(self) -> QFrame:
        self.selection = QFrame()
        self.selection.setProperty("role", "tint")
        row = QHBoxLayout(self.selection)
        row.setContentsMargins(12, 8, 12, 8)
        self._selected = label("", "strong")
        row.addWidget(self._selected)
        for validity, shortcut in (("valid", "V"), ("similar", "S")):
            icon, _, word = VALIDITY_LOOKS[validity]
            made = button(
                tr("Mark {validity}", validity=word.lower()),
                icon,
                on_click=partial(self.mark, cast("Validity", validity)),
            )
            made.setToolTip(f"Ctrl+Shift+{shortcut}")
            made.setShortcut(QKeySequence(f"Ctrl+Shift+{shortcut}"))
            row.addWidget(made)
        invalid = button(tr("Mark invalid"), "circle-x")
        menu = QMenu(invalid)
        for code, words in REASONS.items():
            menu.addAction(words, partial(self.mark, "invalid", code))
        invalid.setMenu(menu)
        row.addWidget(invalid)
        row.addStretch(1)
        row.addWidget(
            button(tr("Clear selection"), kind="link", on_click=self.table.clearSelection)
        )
        self.selection.hide()
        return self.selection

    def reload(self) -> None:
        record = self.session.petition
        keyed = self.session.store.signatures.newest() if record else 0
        self._stack.setCurrentIndex(1 if keyed else 0)
        self.tabs.setVisible(bool(keyed))
        self.copy_button.setVisible(bool(keyed))
        if record is None:
            return
        chosen = {
            self.model.number(index.row()) for index in self.table.selectionModel().selectedRows()
        }
        place = self.table.verticalScrollBar().value()
        self.model.names_hidden = self.session.names_hidden
        self._query = replace(self._query, petition=record.id)
        self._show()
        for row in self.model.rows_of(chosen) if chosen else ():
            flags = (
                QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            )
            self.table.selectionModel().select(self.model.index(row, 0), flags)
        self.table.verticalScrollBar().setValue(place)

    def _show(self) -> None:
        self.model.show_query(self._query)
        store, petition = self.session.store, self._query.petition
        everything = store.signatures.totals(SignatureQuery(petition))
        for key, words, number in (
            ("", tr("All"), everything.raw),
            ("unchecked", tr("Not checked"), everything.unchecked),
            ("invalid", tr("Invalid"), everything.invalid_total),
        ):
            self.tabs.set_text(key, f"{words} {number:,}")
        self.tabs.choose(
            self._query.validity if self._query.validity in {"unchecked", "invalid"} else ""
        )
        self._show_totals(store.signatures.totals(self._query), everything.raw)
        self._show_selection()

    def _show_totals(self, found: Counts, total: int) -> None:
        clear(self._foot)
        self._foot.addWidget(
            label(tr("{raw:,} of {total:,} match", raw=found.raw, total=total), "strong")
        )
        if found.raw != total:
            self._foot.addWidget(
                button(tr("Clear the filter"), kind="link", on_click=self.clear_filter)
            )
        self._foot.addStretch(1)
        for validity, number in (
            ("valid", found.valid),
            ("similar", found.similar),
            ("invalid", found.invalid_total),
            ("unchecked", found.unchecked),
        ):
            icon, role, word = VALIDITY_LOOKS[validity]
            self._foot.addWidget(icon_text(icon, f"{word} {number:,}", role))

    def _sort(self, column: int) -> None:
        sort = COLUMNS[column].sort
        down = self._query.sort == sort and not self._query.descending
        self._query = replace(self._query, sort=sort, descending=down)
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, order)
        self._show()

    def _choose_validity(self, key: str) -> None:
        self.filters.choose_validity(key)
        self._filter()

    def _filter_soon(self) -> None:
        self._timer.start()

    def _filter(self) -> None:
        self._query = self.filters.apply(self._query)
        self._show()

    def clear_filter(self) -> None:
        """Shows all rows again."""
        self.filters.clear()
        self._filter()

    def find_words(self, text: str) -> None:
        """Shows the rows that hold the words of `text`."""
        self.filters.clear()
        self._query = replace(self.filters.apply(self._query), text=text)
        self._show()

    def _show_selection(self) -> None:
        number = len(self.table.selectionModel().selectedRows())
        self.selection.setVisible(number > 0)
        self._selected.setText(tr("{number:,} selected", number=number))

    def _chosen(self) -> list[int]:
        return [index.row() for index in self.table.selectionModel().selectedRows()]

    def mark(self, validity: Validity, reason: str = "") -> None:
        """Marks the selected rows."""
        found = [self.model.signature(row) for row in self._chosen()]
        ids = [one.id for one in found if one is not None]
        if ids:
            self.session.run(
                lambda: signatures.set_validity(self.session.store, ids, validity, reason),
                trn(
                    "{number} row marked {validity}",
                    "{number:,} rows marked {validity}",
                    len(ids),
                    validity=validity,
                ),
            )

    def leave(self) -> None:
        self._timer.stop()

    def copy(self) -> None:
        """Puts the selected rows on the clipboard as text, and takes them off again soon."""
        rows = self._chosen()
        columns = range(len(COLUMNS))
        lines = ["\t".join(column.heading for column in COLUMNS)]
        lines += [
            "\t".join(str(self.model.data(self.model.index(row, at)) or "") for at in columns)
            for row in rows
        ]
        if not rows:
            self.banner.say(tr("Select the rows to copy first."))
            return
        text = "\n".join(lines)
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text)
        self.session.said.emit(
            trn(
                "{number} row copied for {seconds} seconds",
                "{number:,} rows copied for {seconds} seconds",
                len(rows),
                seconds=CLIPBOARD_SECONDS,
            )
        )

        def forget() -> None:
            if clipboard.text() == text:
                clipboard.clear()

        QTimer.singleShot(CLIPBOARD_SECONDS * 1000, forget)


class _Table(QTableView):
    def __init__(self, model: SignatureModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(tr("Signatures"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        for at, column in enumerate(COLUMNS):
            self.setColumnWidth(at, column.width)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)


def _nothing() -> None:
    """Until the page listens."""


class _Filters(QWidget):
    """The filter row, each field above its own column."""

    FIELDS: ClassVar = {0: "sheet", 2: "name", 4: "address", 5: "postcode"}

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self._table = table
        self.changed: Callable[[], None] = _nothing
        self.setFixedHeight(40)
        self._lines: dict[int, QLineEdit] = {}
        hints = {0: tr("Code"), 2: tr("Name, any part"), 4: tr("Address"), 5: tr("KT3")}
        for column, field in self.FIELDS.items():
            made = QLineEdit(self)
            made.setProperty("size", "filter")
            made.setPlaceholderText(hints[column])
            made.setAccessibleName(tr("Filter by {field}", field=field))
            made.textChanged.connect(lambda _: self.changed())
            self._lines[column] = made
        self._validity = QComboBox(self)
        self._validity.setProperty("size", "filter")
        self._validity.setAccessibleName(tr("Filter by validity"))
        self._validity.addItem(tr("Any"), "")
        for validity, (_, _, word) in VALIDITY_LOOKS.items():
            self._validity.addItem(word, validity)
        for code, words in REASONS.items():
            self._validity.addItem(words, code)
        self._validity.activated.connect(lambda _: self.changed())
        table.horizontalHeader().sectionResized.connect(lambda *_: self._place())
        table.horizontalHeader().geometriesChanged.connect(self._place)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for column, widget in [*self._lines.items(), (7, self._validity)]:
            x = self._table.columnViewportPosition(column)
            widget.setGeometry(x + 3, 5, self._table.columnWidth(column) - 6, 30)

    def choose_validity(self, key: str) -> None:
        """Marks a validity without saying so."""
        self._validity.setCurrentIndex(max(0, self._validity.findData(key)))

    def clear(self) -> None:
        """Empties all fields without saying so."""
        for one in self._lines.values():
            one.blockSignals(True)  # noqa: FBT003  # Qt's shape
            one.clear()
            one.blockSignals(False)  # noqa: FBT003  # Qt's shape
        self.choose_validity("")

    def apply(self, query: SignatureQuery) -> SignatureQuery:
        """`query` with what stands in the fields; active fields get the accent's border."""
        texts = {self.FIELDS[at]: line.text().strip() for at, line in self._lines.items()}
        chosen = str(self._validity.currentData())
        for widget in (*self._lines.values(), self._validity):
            active = bool(widget.text() if isinstance(widget, QLineEdit) else chosen)
            widget.setProperty("active", "true" if active else "false")
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        reason = chosen if chosen in REASONS else ""
        validity = chosen if chosen and not reason else None
        return replace(
            query,
            text="",
            name=texts["name"],
            address=texts["address"],
            postcode=texts["postcode"].upper(),
            sheet=texts["sheet"].replace("-", "").upper(),
            validity=validity,  # type: ignore[arg-type]  # the box holds validities only
            reason=reason,
        )


make = SignaturesPage
