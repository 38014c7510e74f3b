"""Makes a call sheet or a walk list: whom, who has it, what is said, and the real pages."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QFrame,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.documents.preview import page_sizes
from app.domain import names
from app.domain.outreach.rounds import LEAST_ROWS, MOST_ROWS, RoundKind, require_length
from app.domain.outreach.walking import WAYS, Way
from app.errors import AppError
from app.messages import tr, trn
from app.operations.outreach import rounds
from app.operations.outreach.rounds import Wish
from app.operations.paper.holders import NAME_LIMIT, is_new
from app.ui import printer
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.audience import AudiencePanel
from app.ui.widgets.basics import Segments, across, button, down, label
from app.ui.widgets.fields import Field, TextArea, combo, line
from app.ui.widgets.page import Errand
from app.ui.widgets.paper import Drawer, Paper
from app.ui.widgets.telling import tell
from app.ui.widgets.when import DayField

_WAIT = 350
"""Milliseconds of quiet before the pages are drawn anew."""

LANGUAGES = [("en", tr("English")), ("ko", tr("Korean"))]


class MakePanel(QWidget):
    """The form at the left, the pages as they will be at the right."""

    made = Signal(int)
    _counted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.kind = Segments([("calls", tr("Call sheet")), ("walks", tr("Walk list"))], tr("List"))
        self.audiences: dict[RoundKind, AudiencePanel] = {
            "calls": AudiencePanel(session, "phone", caller=self._caller),
            "walks": AudiencePanel(session, "person", caller=self._caller),
        }
        self._looked_for = ""
        self._build()
        self._drawer = Drawer(self)
        self._page, self._pages = 0, 1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)  # Qt's shape
        self._timer.setInterval(_WAIT)
        self._connect()

    def _build(self) -> None:
        self.caller = Field(tr("Who calls"), line())
        self.until = DayField(
            tr("Back by (optional)"), self._session.clock().date(),
            tr("Until then nobody else gets these people"), coming=True,
        )  # fmt: skip
        self.language = Segments(LANGUAGES, tr("Printed in"))
        self.rows = combo([(str(one), str(one)) for one in range(LEAST_ROWS, MOST_ROWS + 1)])
        self.rows.setCurrentText("8")
        self.rows.setAccessibleName(tr("Lines on a page"))
        self.way = Field(tr("Way"), combo(list(WAYS.items())))
        self.script = Field(
            tr("What to say (optional)"), TextArea(),
            tr("In place of the usual words; {caller}, {group}, {petition} and {count} are "
               "filled in"),
        )  # fmt: skip
        self.print = button(tr("Print…"), "printer", on_click=self.ask_printer)
        self.save = button(tr("Save the list…"), "save", kind="primary", on_click=self.ask_file)
        columns = across(self._form(), self._pages_frame(), spacing=16)
        columns.setStretch(1, 1)
        self.setLayout(columns)

    def _form(self) -> QScrollArea:
        form = QWidget()
        form.setObjectName("page")
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        column.addWidget(self.kind)
        for panel in self.audiences.values():
            column.addWidget(panel)
        for field in (self.caller, self.until, self.way):
            column.addWidget(field)
        pair = across(
            down(label(tr("Printed in"), "strong"), self.language, spacing=4),
            down(label(tr("Lines on a page"), "strong"), self.rows, spacing=4),
            None,
            spacing=24,
        )
        column.addLayout(pair)
        column.addWidget(self.script)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it can be reached
        area.setWidget(form)
        area.setFixedWidth(grown(390))
        return area

    def _pages_frame(self) -> QVBoxLayout:
        self.paper = Paper(tr("Preview of the list"))
        self.refusal = label("", "muted", wrap=True)
        self.refusal.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.place = label("", "muted")
        self.before = button(tr("Page before"), on_click=lambda: self._turn(-1))
        self.after = button(tr("Next page"), on_click=lambda: self._turn(1))
        frame = QFrame()
        frame.setProperty("role", "paper")
        self.sheet = QStackedWidget()
        self.sheet.addWidget(self.paper)
        self.sheet.addWidget(self.refusal)
        frame.setLayout(across(self.sheet))
        right = down(
            frame,
            across(self.before, self.place, self.after, None),
            across(None, self.print, self.save),
            spacing=12,
        )
        right.setStretch(0, 1)
        return right

    def _connect(self) -> None:
        self._drawer.drawn.connect(self._show)
        self.paper.turn_wanted.connect(self._turn)
        self._drawer.refused.connect(self._refuse)
        self._counted.connect(self._count)
        self._timer.timeout.connect(self._draw)
        self.kind.chosen.connect(lambda _: self.reload())
        self.language.chosen.connect(lambda _: self._later())
        self.rows.activated.connect(lambda _: self._later())
        for field in (self.caller, self.until, self.script, self.way):
            field.edited.connect(self._later)
        for panel in self.audiences.values():
            panel.changed.connect(self._later)

    def _caller(self) -> str:
        return names.tidy(self.caller.text)

    def _caller_id(self) -> str:
        """Who the caller is: what is reserved for them does not stand in their way."""
        return self._session.store.holders.known("collector", self._caller())

    @property
    def wish(self) -> Wish:
        """The list that the form asks for."""
        kind = cast("RoundKind", self.kind.choice)
        way = self.way.editor.currentData()  # type: ignore[union-attr]  # the combo box of it
        return Wish(
            kind,
            self.audiences[kind].audience,
            self.until.day,
            self.language.choice,
            int(self.rows.currentText()),
            cast("Way", way),
            self.script.text.strip(),
        )

    @property
    def typed(self) -> tuple[QWidget, ...]:
        """The fields of the form; whom it is for is chosen anew."""
        return (self.kind, self.caller, self.until, self.way, self.language, self.rows, self.script)

    def take_people(self, contacts: tuple[str, ...], errand: Errand) -> None:
        """Takes contacts chosen elsewhere, for either list."""
        for panel in self.audiences.values():
            panel.show_contacts(contacts, errand.purpose)
        if errand.kind in self.audiences:
            self.choose_kind(errand.kind)

    def choose_kind(self, kind: RoundKind) -> None:
        """Begins a list of that kind."""
        self.kind.choose(kind)
        self.reload()
        self.caller.editor.setFocus()

    def reload(self) -> None:
        """Shows the segments and volunteers there are now."""
        self.audiences[cast("RoundKind", self.kind.choice)].reload()
        self._looked_for = self._caller_id()
        hidden = self._session.names_hidden
        known = [] if hidden else self._session.store.holders.all("collector")
        completer = QCompleter([one.name for one in known], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        modes, editor = QLineEdit.EchoMode, cast("QLineEdit", self.caller.editor)
        editor.setCompleter(completer)
        editor.setEchoMode(modes.Password if hidden else modes.Normal)
        self._choose_kind()
        if hidden:
            self._draw()

    def _choose_kind(self) -> None:
        calls = self.kind.choice == "calls"
        for kind, panel in self.audiences.items():
            panel.setVisible(kind == self.kind.choice)
        self.caller.rename(tr("Who calls") if calls else tr("Who visits"))
        self.way.setVisible(not calls)
        self._later()

    def _later(self) -> None:
        self._timer.start()

    def _tell_caller(self) -> None:
        """Says where the volunteer is a new one, who may be meant, and whom they reach."""
        new = "" if self._session.names_hidden else is_new(
            self._session.store, "collector", self.caller.text[:NAME_LIMIT]
        )  # fmt: skip
        self.caller.set_hint(new)
        if self._caller_id() != self._looked_for:
            self._looked_for = self._caller_id()
            for panel in self.audiences.values():
                panel.look()

    def _draw(self) -> None:
        """Draws the list as it would be now, on the drawer's thread, from a store of its own."""
        self._tell_caller()
        if self._session.names_hidden:
            self._refuse(tr("Names are hidden"))
            return
        panel = self.audiences[cast("RoundKind", self.kind.choice)]
        if panel.asking:  # it says when it is answered
            self._refuse(tr("Looking who can be reached…"))
            return
        store = self._session.store
        try:
            wish = self.wish
            require_length(len(panel.found.people) if panel.found else 0)
        except AppError as refusal:
            self._refuse(str(refusal))
            return
        if not wish.audience.caller.strip():
            wish = replace(wish, audience=replace(wish.audience, caller="…"))

        def pages() -> bytes:
            with closing(store.reader()) as reader:
                pdf = rounds.draw(reader, rounds.prepare(reader, wish))
            self._counted.emit(len(page_sizes(pdf)))
            return pdf

        width = round(max(self.paper.width(), 500) * self.devicePixelRatioF())
        self._drawer.draw(pages, width, self._page)

    def _count(self, pages: int) -> None:
        self._pages = pages
        if self._page >= pages:
            self._page = 0
            self._later()
        self._tell_place()

    def _tell_place(self) -> None:
        place = tr("Page {number} of {pages}", number=self._page + 1, pages=self._pages)
        self.place.setText(place)
        self.paper.show_place(place)
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page < self._pages - 1)

    def _turn(self, by: int) -> None:
        self._page = min(max(self._page + by, 0), self._pages - 1)
        self.paper.turn()
        self._draw()

    def _show(self, image: object) -> None:
        if self._session.names_hidden:  # it was under way when they were
            return
        self.paper.show_image(image)  # type: ignore[arg-type]  # the drawer's picture
        self.sheet.setCurrentWidget(self.paper)
        self._allow(ready=True)

    def _refuse(self, sentence: str) -> None:
        if self.isVisible() and sentence != self.refusal.text():
            tell(self, sentence)
        self.refusal.setText(sentence)
        self.paper.show_image(None)
        self.sheet.setCurrentWidget(self.refusal)
        self._allow(ready=False)

    def _allow(self, *, ready: bool) -> None:
        self.save.setEnabled(ready)
        self.print.setEnabled(ready)
        for one in (self.before, self.place, self.after):
            one.setVisible(ready)

    def _prepared(self) -> rounds.Prepared | None:
        """The list as the form asks for it; None where it cannot be."""
        if not self.until.check():
            self.until.editor.setFocus()
            return None
        prepared = self._session.run(lambda: rounds.prepare(self._session.store, self.wish))
        if prepared is None:
            self.caller.editor.setFocus()
        return prepared

    def ask_printer(self) -> None:
        """Asks for a printer, makes the list and prints it."""
        prepared, session = self._prepared(), self._session
        if prepared is None:
            return
        pdf = session.run(lambda: rounds.draw(session.store, prepared))
        device = printer.choose(self, pdf) if pdf else None
        if device is None:
            return
        kept = session.run(lambda: rounds.keep(session.store, prepared, now=session.clock()))
        if kept is not None:
            printer.send(session, kept[1], device)
            self._done(kept[0].number)

    def ask_file(self) -> None:
        """Asks where the list goes, and makes it."""
        prepared = self._prepared()
        if prepared is None:
            return
        wish = prepared.wish
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the list"), f"{wish.kind}.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.save_to(prepared, Path(chosen))

    def save_to(self, prepared: rounds.Prepared, out: Path) -> None:
        """Writes the list that was prepared, and reserves its people."""
        kept = self._session.run(
            lambda: rounds.write(
                self._session.store, prepared, out, force=True, now=self._session.clock()
            )
        )
        if kept is not None:
            people = trn("{number} person", "{number:,} people", len(prepared.reached.people))
            self._session.said.emit(
                tr("List {number} made, with {people}", number=kept.number, people=people)
            )
            self._done(kept.number)

    def _done(self, number: int) -> None:
        for panel in self.audiences.values():
            panel.at_risk.ask_anew()
        self.made.emit(number)

    def stop(self) -> None:
        """Ends drawing and asking."""
        self._timer.stop()
        for panel in self.audiences.values():
            panel.asker.end()
        self._drawer.stop()
