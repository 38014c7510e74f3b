"""The menus of the Signatures page: what has no button of its own, and what a row offers."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.signature import REASONS
from app.messages import tr
from app.ui.signatures.columns import COLUMNS
from app.ui.signatures.doing import show_at_risk
from app.ui.widgets.basics import Button, button

if TYPE_CHECKING:
    from app.ui.signatures.page import SignaturesPage


def more(page: SignaturesPage) -> Button:
    """The button of the other doings, with the keyboard's way to sort."""
    made = button(tr("More"))
    menu = QMenu(made)
    made.setMenu(menu)
    go = page.go.emit
    for words, do in (
        (tr("Export…"), page.export),
        (tr("Mark by condition…"), partial(page.mark_by_condition, "valid")),
        (tr("Check by the rules…"), page.check_rules),
        (tr("Validity sample"), partial(go, "samples")),
        (tr("Where they come from"), partial(go, "places")),
        (tr("Copy the selected rows"), page.copy),
    ):
        menu.addAction(words, do)
    sorting = menu.addMenu(tr("Sort by"))
    sorting.setToolTip(tr("The same column again turns the order round."))
    sorting.setToolTipsVisible(True)  # Qt's shape
    for at, column in enumerate(COLUMNS):
        if column.heading:
            sorting.addAction(column.heading, partial(page.sort, at))
    return made


def open_row_menu(page: SignaturesPage, at: QPoint) -> None:
    """What can be done with the row under `at`, and with those selected."""
    menu = QMenu(page.table)
    menu.addAction(tr("Open"), lambda: page.open_row(page.table.currentIndex().row()))
    one = page.model.signature(page.table.currentIndex().row())
    if one is not None and page.model.hidden(one) and not page.model.names_hidden:
        menu.addAction(tr("Show who is at risk"), partial(show_at_risk, page.model, one.id))
    menu.addAction(tr("Mark valid"), partial(page.mark, "valid"))
    menu.addAction(tr("Mark similar"), partial(page.mark, "similar"))
    reasons = menu.addMenu(tr("Mark invalid"))
    for code, words in REASONS.items():
        reasons.addAction(words, partial(page.mark, "invalid", code))
    menu.addAction(tr("Copy"), page.copy)
    menu.exec(page.table.viewport().mapToGlobal(at))
    menu.deleteLater()


def order_tabs(page: SignaturesPage) -> None:
    """Has Tab follow the eye: tabs, search, filters, rows, and what is done with them."""
    table = page.table
    fields = page.filters.fields
    chain: list[QWidget] = [
        *page.tools, *page.tabs.choices, page.search, table.head.all_box,
        *(fields[column.key] for column in COLUMNS if column.key in fields),
        table, *page.selection.findChildren(Button),
    ]  # fmt: skip
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)
