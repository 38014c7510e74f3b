"""Signatures: all rows, to sort, filter, find, mark and copy."""

from __future__ import annotations

from array import array
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from app.domain.signature import Counts, Origin, Validity, add_counts
from app.messages import tr
from app.operations.counting import validity as rules
from app.store.signature_query import SignatureQuery
from app.ui.session import Session
from app.ui.signatures import doing
from app.ui.signatures.check_dialog import CheckDialog
from app.ui.signatures.columns import COLUMNS
from app.ui.signatures.columns_button import ColumnsButton
from app.ui.signatures.details import DetailsDialog
from app.ui.signatures.export_dialog import ExportDialog
from app.ui.signatures.filters import FilterLine
from app.ui.signatures.finder import LARGE, Answer, Finder, answers
from app.ui.signatures.foot import SelectionBar, Totals
from app.ui.signatures.mark_dialog import MarkDialog
from app.ui.signatures.menus import more, open_row_menu, order_tabs
from app.ui.signatures.model import PAGE, SignatureModel
from app.ui.signatures.table import SignatureTable
from app.ui.widgets.basics import Card, Empty, Segments, across, button, dressed
from app.ui.widgets.page import Page
from app.ui.widgets.typed_to_find import TypedToFind

_TABS = {
    "": tr("All"),
    "unchecked": tr("Not checked"),
    "duplicates": tr("Duplicates"),
    "invalid": tr("Invalid"),
}
_NONE = tr("Select the rows first: Space selects one, Ctrl+A all.")
_PAUSE = 120
"""Milliseconds without a key before what is typed is looked for."""


class SignaturesPage(Page):
    """The table with its filter row in the head and totals in the foot."""

    TITLE = tr("Signatures")
    TABLES = frozenset(
        {"signature", "petition", "wording_version", "marking", "duplicate_pair",
         "duplicate_verdict", "contact", "contact_signature"}
    )  # fmt: skip
    TAB_AS_READ = False  # the filters stand in the table's head, which is no layout
    compare_wanted = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self.subtitle.hide()
        self._query = SignatureQuery("", sort="sheet")
        self._everything: dict[Origin, Counts] = {"paper": Counts(), "online": Counts()}
        self._again = False
        self.model = SignatureModel(session.store)
        self.finder = Finder(session.store.reader)
        self._build_buttons()
        self._build_tabs()
        self._build_table()
        self._connect()
        order_tabs(self)

    def _build_buttons(self) -> None:
        go = self.go.emit
        self.columns_button = dressed(ColumnsButton(self.session), tr("Columns"), "columns-3")
        self.more = more(self)
        self.tools = (
            button(tr("Import"), "upload", on_click=partial(go, "importing")),
            self.columns_button,
            button(tr("Find duplicates"), "copy", on_click=partial(go, "duplicates")),
            self.more,
        )
        for made in self.tools:
            self.buttons.addWidget(made)

    def _build_tabs(self) -> None:
        self.tabs = Segments(list(_TABS.items()), tr("Which rows"))
        self.tabs.chosen.connect(self._choose_tab)
        self.search = FilterLine()
        self.search.setPlaceholderText(tr("Find a name, address or postcode    Ctrl+F"))
        self.search.setAccessibleName(tr("Find in names, addresses and postcodes"))
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(330)
        self.search.setProperty("size", "search")
        row = across(self.tabs, None, self.search, spacing=16)
        row.setStretch(2, 2)
        self.body.addLayout(row)

    def _build_table(self) -> None:
        holder = QWidget()  # without it each part is a window of its own for a moment
        self._stack = QStackedLayout(holder)
        empty = Empty(
            "list-checks",
            (
                tr("Here are the rows that were keyed from sheets or brought in from files."),
                tr("Enter a sheet to begin, or import a file."),
            ),
            button(
                tr("Enter a sheet"),
                "keyboard",
                kind="primary",
                on_click=lambda: self.go.emit("enter"),
            ),
        )
        card = Card(margins=1)
        card.body.setSpacing(0)
        self.table = SignatureTable(self.session, self.model)
        self.table.head.show_sorted("sheet", Qt.SortOrder.AscendingOrder)
        self.filters = self.table.head.filters
        self.totals = Totals(self.clear_filter)
        self.selection = SelectionBar(
            self.mark,
            {
                "compare": self.compare,
                "apart": self.tell_apart,
                "clear": self.table.clearSelection,
            },
        )
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.selection)
        card.body.addWidget(self.totals)
        for widget in (empty, card):
            self._stack.addWidget(widget)
        self.body.addWidget(holder, 1)

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._filter)
        self.columns_button.changed.connect(self.table.show_columns)
        self.filters.changed.connect(self._timer.start)
        self.filters.down.connect(self.table.begin)
        self.search.down.connect(self.table.begin)
        self.search.textChanged.connect(lambda _: self._timer.start())
        self.table.head.sectionClicked.connect(self.sort)
        self.table.head.all_wanted.connect(self.table.select_all)
        self.table.selectionModel().selectionChanged.connect(self._show_selection)
        self.table.typed.connect(TypedToFind(self.table, self.search).take)
        self.table.opened.connect(self.open_row)
        self.table.copy_wanted.connect(self.copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(partial(open_row_menu, self))
        self.finder.found.connect(self._take)
        self.finder.failed.connect(self._fail)

    def reload(self) -> None:
        record = self.session.petition
        petition = record.id if record else ""
        if petition != self._query.petition:
            self._query = replace(self._query, petition=petition)
        self._everything = self.session.store.signatures.by_origin(petition)
        self.model.look(petition, names_hidden=self.session.names_hidden)
        self.filters.hide_names(self.search, hidden=self.session.names_hidden)
        keyed = self._total > 0
        self._stack.setCurrentIndex(1 if keyed else 0)
        self.tabs.setVisible(keyed)
        self.search.setVisible(keyed)
        for made in self.tools[1:]:
            made.setVisible(keyed)
        self.columns_button.look(online=self._everything["online"].raw > 0)
        self.model.forget()
        self._show(again=True)

    @property
    def _total(self) -> int:
        return sum(one.raw for one in self._everything.values())

    @property
    def query(self) -> SignatureQuery:
        """What the table shows."""
        return self._query

    def _show(self, *, again: bool = False) -> None:
        """Looks for what matches; `again` where the question is the same as before."""
        self._show_tabs()
        self._again = again
        if self._total > LARGE:
            if not again:
                self.totals.show_waiting(self._total)
            self.finder.ask(self._query, again=again)
        else:
            self.finder.drop()
            for answer in answers(self.session.store, self._query, again=True):
                self._take(answer)

    def _take(self, answer: Answer) -> None:
        if answer.order != self.model.order:
            self._replace(answer)
        else:
            self.model.forget()
        if answer.counts is not None:
            everybody = SignatureQuery(self._query.petition)
            asked = replace(self._query, sort=everybody.sort, descending=everybody.descending)
            self.totals.show_counts(answer.counts, self._total, filtered=asked != everybody)
        self._show_selection()

    def _replace(self, answer: Answer) -> None:
        """Shows other rows; where the question is the same, selection and place are kept."""
        runs = self.table.runs() if self._again else []
        everyone = bool(runs) and self.table.selected() == self.model.rowCount()
        chosen = {number for first, last in runs for number in self.model.order[first : last + 1]}
        place = self.table.verticalScrollBar().value() if self._again else 0
        if not self.model.show_order(answer.order, answer.first):
            return
        if everyone:
            self.table.selectAll()
        elif chosen:
            self.table.select_runs(self.model.runs_of(chosen))
        self.table.verticalScrollBar().setValue(place)

    def _fail(self, error: BaseException) -> None:
        def again() -> None:
            raise error

        self.session.run(again)

    def _show_tabs(self) -> None:
        counts = add_counts(self._everything.values())
        numbers = {
            "": counts.raw,
            "unchecked": counts.unchecked,
            "duplicates": self.session.store.signatures.doubtful(self._query.petition),
            "invalid": counts.invalid_total,
        }
        for key, words in _TABS.items():
            self.tabs.set_text(key, f"{words} {numbers[key]:,}")
        validity = self._query.validity or ""
        shown = "duplicates" if self._query.duplicate and not validity else validity
        self.tabs.choose(shown if shown in _TABS else "")

    def sort(self, column: int) -> None:
        if not column:
            return
        sort = COLUMNS[column].sort
        down = self._query.sort == sort and not self._query.descending
        self._query = replace(self._query, sort=sort, descending=down)
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.table.head.show_sorted(COLUMNS[column].key, order)
        self._show()

    def _choose_tab(self, key: str) -> None:
        self.filters.choose("validity", "" if key == "duplicates" else key)
        self.filters.choose("duplicate", "any" if key == "duplicates" else "")
        self._filter()

    def _filter(self) -> None:
        self._timer.stop()
        asked = replace(self.filters.apply(self._query), text=self.search.text().strip())
        self.search.setProperty("active", "true" if asked.text else "false")
        self.search.style().unpolish(self.search)
        self.search.style().polish(self.search)
        self.table.fit()
        if asked != self._query:
            self._query = asked
            self._show()

    def clear_filter(self) -> None:
        """Shows all rows again."""
        self.filters.clear()
        self.search.clear()
        self._filter()

    def begin_search(self) -> None:
        """Puts the cursor where words are typed that are to be found."""
        self.search.setFocus()
        self.search.selectAll()

    def find_words(self, text: str) -> None:
        """Shows the rows that hold the words of `text`."""
        self.filters.clear()
        self.search.setText(text)
        self._filter()

    def _show_selection(self) -> None:
        number = self.table.selected()
        if number and self.banner.text == _NONE:
            self.banner.hide()
        self.selection.show_selected(number)
        self.table.head.show_selected(number, self.model.rowCount())

    def _chosen(self) -> array[int]:
        """The numbers of the selected signatures."""
        found: array[int] = array("q")
        for first, last in self.table.runs():
            found.extend(self.model.order[first : last + 1])
        if not found:
            self.banner.say(_NONE)
        return found

    def _ids(self) -> list[str]:
        return self.session.store.signatures.ids(self._chosen())

    def mark(self, validity: Validity, reason: str = "") -> None:
        """Marks the selected rows; all that match, where they are many, by their condition."""
        chosen = self._chosen()
        if len(chosen) > PAGE and len(chosen) == self.model.rowCount():
            self.mark_by_condition(validity, reason)
        elif chosen:
            ids = self.session.store.signatures.ids(chosen)
            doing.mark(self.session, ids, validity, reason)

    def mark_invalid(self) -> None:
        """Asks for the reason by which the selected rows are invalid."""
        if self._chosen():
            self.selection.invalid.showMenu()

    def compare(self) -> None:
        """Asks for the selected rows side by side."""
        if ids := self._ids():
            self.compare_wanted.emit(ids)

    def tell_apart(self) -> None:
        """Says that the selected rows are not one person's."""
        if ids := self._ids():
            doing.tell_apart(self.session, ids)

    def _written(self) -> bool:
        """Whether there is a petition; where there is none, that is said."""
        if self.session.petition is None:
            self.banner.say(tr("There is no petition yet: write one first."))
        return self.session.petition is not None

    def mark_by_condition(self, validity: Validity = "valid", reason: str = "") -> None:
        """Opens the dialogue that marks all that match, with a note."""
        if not self._written():
            return
        self._filter()
        MarkDialog(self.session, self._query, self, validity, reason).exec()

    def export(self) -> None:
        """Opens the dialogue that writes all that match to a file."""
        if not self._written():
            return
        self._filter()
        ExportDialog(self.session, self._query, self).exec()

    def check_rules(self) -> None:
        """Looks for what the addressee's rules say against rows nobody has checked."""
        record = self.session.petition
        if record is not None:
            self.session.start(
                tr("Checking by the rules"),
                lambda store, progress: rules.check(store, record.ref, progress=progress),
                partial(self._show_found, record.ref),
                draws=False,
            )

    def _show_found(self, ref: str, checked: rules.Checked) -> None:
        """Asks only where the question is still in front of whoever asked it."""
        record = self.session.petition
        same = record is not None and record.ref == ref
        if same and self.isVisible() and QApplication.activeModalWidget() is None:
            CheckDialog(self, self.session, ref, checked).exec()
        else:
            found = tr("The rules found {number:,} rows: check them again to mark them",
                       number=len(checked.found))  # fmt: skip
            self.session.tell(found)

    def open_row(self, row: int) -> None:
        """Shows all that is known of the signature in a row."""
        one = self.model.signature(row)
        if one is not None:
            DetailsDialog(self, self.session, one, self.model.hidden).exec()

    def copy(self) -> None:
        """Puts the selected rows on the clipboard as text, and takes them off again soon."""
        rows = [row for first, last in self.table.runs() for row in range(first, last + 1)]
        if len(rows) > doing.MOST_COPIED:
            words = tr("At most {most:,} rows are copied at once: export the others.",
                       most=doing.MOST_COPIED)  # fmt: skip
            self.banner.say(words)
        elif self._chosen():
            shown = [c.key for at, c in enumerate(COLUMNS) if not self.table.isColumnHidden(at)]
            doing.copy(self.session, self.model, rows, shown[1:])

    def leave(self) -> None:
        self._timer.stop()
        self.finder.end()
        doing.forget_copied()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        super().hideEvent(event)
        self.model.at_risk.hide_again()
        if self.banner.text == _NONE:
            self.banner.hide()


make = SignaturesPage
