"""Enter: count a sheet without names, key its rows, or key a sample of them again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.domain.scan import RowInk
from app.domain.sheet_code import printed
from app.messages import tr, trn
from app.operations.campaign import drafts
from app.operations.paper import sheets
from app.operations.paper.scan_pictures import ink_of, open_pictures
from app.operations.paper.sheets import SheetSum
from app.store.sheets import SheetRecord
from app.ui.enter.count_panel import CountPanel, proposal
from app.ui.enter.key_panel import KeyPanel
from app.ui.enter.objection import ObjectionDialog
from app.ui.enter.second_pass import SecondPass
from app.ui.enter.sheet_words import sheet_words
from app.ui.enter.speed import Speed
from app.ui.session import Session
from app.ui.widgets.basics import Empty, Segments, across, button, label
from app.ui.widgets.fields import line
from app.ui.widgets.opt_in_dialog import OptInDialog
from app.ui.widgets.page import Page
from app.ui.widgets.pictures import SheetPictures
from app.ui.widgets.veiled import shows_whole

_EMPTY, _KEY, _COUNT, _SECOND = range(4)


class EnterPage(Page):
    """One sheet at a time, by its code."""

    TITLE = tr("Enter")
    TAB_AS_READ = False  # a row is keyed from its postcode on
    TABLES = frozenset(
        {"sheet", "signature", "second_keying", "scan", "scan_sheet", "contact",
         "contact_signature", "duplicate_pair", "duplicate_verdict"}
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._sheet: SheetSum | None = None
        session.names_hidden_changed.connect(self._hide_whole)
        self._pictures: SheetPictures | None = None
        self._ink: Mapping[int, RowInk] = {}
        self._warned = self._piling = False
        self._build_top()
        self.keying = KeyPanel(session)
        self.form = self.keying.form
        self.count_panel = CountPanel()
        self.counting = self.count_panel.form
        self.second = SecondPass(session, self._open_pictures)
        self.stack = QStackedWidget()
        self.begin_button = button("", "keyboard", kind="primary", on_click=self.begin)
        self._empty = Empty("keyboard", ("", ""), self.begin_button)
        for page in (self._empty, self.keying, self.count_panel, self.second):
            self.stack.addWidget(page)
        self.body.addWidget(self.stack, 1)
        self._connect()
        self._restore()

    def _build_top(self) -> None:
        self.speed = Speed()
        self.code = line(tr("Sheet code, for example NM7K-3QA8-7"), width=300)
        self.code.setAccessibleName(tr("Sheet code"))
        self.code.setMinimumWidth(240)
        ways = [("count", tr("Count")), ("key", tr("Key")), ("second", tr("Second pass"))]
        self.way = Segments(ways, tr("How to enter"))
        self.way.choose("key")
        self.finish_button = button(tr("Finish the sheet"), "check", on_click=self.finish)
        self.finish_button.setAutoDefault(True)  # Enter after the last row's Enter
        for part in (self.speed, self.code, self.way, self.finish_button):
            self.buttons.addWidget(part)
        self._code_shown = label("", "strong")
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)  # noqa: S101  # for the types only
        under = across(self._code_shown, self.subtitle, spacing=12)
        under.setStretch(1, 1)
        outer.insertLayout(1, under)

    def _connect(self) -> None:
        self.code.returnPressed.connect(lambda: self.open_sheet(self.code.text()))
        self.way.chosen.connect(lambda _: self._show_way())
        self.keying.kept.connect(lambda: self.speed.note(self.session.clock()))
        self.keying.ended.connect(self.finish_button.setFocus)
        self.keying.left.connect(self._leave_pile)
        self.keying.objected.connect(self.object_to_sheet)
        self.count_panel.saved.connect(self.save_count)

    def _open_pictures(self, code: str) -> SheetPictures | None:
        """The scanned sheet's pictures; None where there is no scan."""
        return self.session.run(lambda: open_pictures(self.session.campaign, code))

    def _ink_of(self, code: str) -> Mapping[int, RowInk]:
        """What is seen in the sheet's rows, also where its picture is not kept."""
        if self._pictures:
            return self._pictures.rows
        return self.session.run(lambda: ink_of(self.session.campaign, code)) or {}

    @property
    def _whole(self) -> SheetPictures | None:
        """What may be shown of the whole sheet: nothing where names are hidden or at risk."""
        shown = self.keying.pictures
        return shown if shows_whole(shown) and not self.session.names_hidden else None

    def _hide_whole(self, hidden: bool) -> None:  # noqa: FBT001  # a signal's slot
        if hidden:
            self.keying.card.close_whole()

    def _waiting(self) -> list[SheetRecord]:
        record = self.session.petition
        return sheets.to_enter(self.session.store, record.ref) if record else []

    def _show_waiting(self) -> None:
        number = len(self._waiting())
        how = tr("Count a sheet without typing a name, or key its rows.")
        if number:
            what = trn(
                "{number} sheet is back and waits. Or type a code from a sheet’s foot.",
                "{number} sheets are back and wait. Or type a code from a sheet’s foot.",
                number,
            )
            words = trn("Enter the sheet that waits", "Enter {number} sheets that wait", number)
        else:
            what, words = tr("Type the code from a sheet’s foot."), tr("Open the sheet")
        self._empty.say((what, how))
        self.begin_button.set_words(words)

    def begin(self) -> None:
        """Opens the typed sheet, else the first of those that wait, and then one after another."""
        waiting = self._waiting()
        self._piling = bool(waiting) and not self.code.text().strip()
        self.open_sheet(waiting[0].code if self._piling else self.code.text())

    def _go_on(self) -> None:
        """The next sheet that waits, where one after another is entered."""
        waiting = self._waiting() if self._piling else []
        if waiting:
            self.open_sheet(waiting[0].code)
        self._piling = bool(waiting)

    def keep_in_touch(self) -> None:
        """Takes the slip of the row that is keyed, or whichever is typed there."""
        code = self._sheet.sheet.code if self._sheet else ""
        OptInDialog(self.session, self, code, self.form.row if code else 1).exec()

    def focus_code(self) -> None:
        """Puts the cursor where the next sheet's code is typed."""
        if self._sheet is not None:
            self.close_sheet()
        self.code.setFocus()
        self.code.selectAll()

    def reload(self) -> None:
        if self._sheet is not None:
            self._sheet = sheets.show(self.session.store, self._sheet.sheet.code)
        self._show_top()
        if self.way.choice == "second":
            self.second.reload()
        elif self._sheet is None:
            self._show_waiting()
            self.stack.setCurrentIndex(_EMPTY)
        elif self.way.choice == "key":
            self.keying.refresh()
        else:
            self.keying.refresh()
            self.count_panel.show_pictures(self._whole)

    def _show_top(self) -> None:
        sheet = self._sheet.sheet if self._sheet and self.way.choice != "second" else None
        self.code.setVisible(sheet is None and self.way.choice != "second")
        self.finish_button.setVisible(sheet is not None)
        self._code_shown.setText(printed(sheet.code) if sheet else "")
        self._code_shown.setVisible(sheet is not None)
        self.subtitle.setText(
            sheet_words(self.session.store, sheet, hidden=self.session.names_hidden)
            if sheet
            else tr("Nobody can sign for another: enter only what stands on the paper.")
        )

    def open_sheet(self, code: str) -> None:
        """Opens the sheet with that code at its first row that is not keyed."""
        if not code.strip() or not self.keying.save_row():
            self.code.setFocus()
            return
        found = self.session.run(lambda: sheets.show(self.session.store, code))
        if found is None:
            self.code.setFocus()
            self.code.selectAll()
            return
        self._sheet, self._warned = found, False
        self.code.setText(printed(found.sheet.code))
        self._pictures = self._open_pictures(found.sheet.code)
        self._ink = self._ink_of(found.sheet.code)
        if self.way.choice == "second":
            self.way.choose("key")
        self.keying.open(found, self._pictures)
        self._show_way()

    def close_sheet(self) -> None:
        """Keeps the row and leaves the sheet; the next one's code can be typed."""
        if not self.keying.save_row():
            return
        self._sheet = self._pictures = None
        self._ink = {}
        self.keying.leave()
        self.code.clear()
        self.reload()
        self.code.setFocus()

    def _leave_pile(self) -> None:
        self._piling = False
        self.close_sheet()

    def finish(self) -> None:
        """Leaves the sheet; rows that hold ink and are not keyed are said once before."""
        if self._sheet is None or not self.keying.save_row():
            return
        missing = self.keying.states.to_key if self._pictures and self.way.choice == "key" else []
        if missing and not self._warned:
            self._warned = True
            self.keying.go_to(missing[0])
            rows = ", ".join(map(str, missing))
            self.session.refused.emit(
                tr(
                    "Ink stands in rows that are not keyed: {rows}. Finish again to leave them.",
                    rows=rows,
                )
            )
            return
        code = printed(self._sheet.sheet.code)
        self.close_sheet()
        self._go_on()
        self.session.said.emit(tr("{code} is finished", code=code))

    def _show_way(self) -> None:
        self._show_top()
        if self.way.choice == "second":
            self.second.reload()
            self.stack.setCurrentIndex(_SECOND)
            self.second.start()
        elif self._sheet is None:
            self.stack.setCurrentIndex(_EMPTY)
            self.code.setFocus()
        elif self.way.choice == "count":
            self.count_panel.show_sheet(self._sheet, self._ink, self._whole)
            self.stack.setCurrentIndex(_COUNT)
            self.count_panel.start()
        else:
            self.keying.refresh()
            self.stack.setCurrentIndex(_KEY)
            self.keying.card.start()

    def save_count(self) -> None:
        """Keeps the count of the sheet; where it agrees, the next code can be typed."""
        if self._sheet is None:
            return
        code, counted = self._sheet.sheet.code, self.counting.count
        done = self.session.run(
            lambda: sheets.count(self.session.store, code, counted, now=self.session.clock()),
            trn(
                "{code}: {number} row counted",
                "{code}: {number} rows counted",
                counted.total,
                code=printed(code),
            ),
        )
        if done is not None:
            self._sheet = done
            self.count_panel.show_difference(done.difference)
            if not done.difference:
                self.close_sheet()
                self._go_on()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        super().hideEvent(event)
        if not event.spontaneous():
            self.keying.hide_again()
            self.second.hide_again()

    def object_to_sheet(self) -> None:
        """Asks what is wrong with the whole sheet."""
        if self._sheet is None:
            return
        seen = proposal(self._ink).total
        filled = max(seen, len(self.keying.states.keyed)) or self._sheet.sheet.rows
        ObjectionDialog(self, self.session, self._sheet, filled).exec()

    def leave(self) -> None:
        if self._sheet is not None and not self.form.is_blank and self._half_typed:
            validity, reason = self.form.verdicts.verdict
            drafts.keep(
                self.session.store,
                "row",
                {
                    **self.form.texts,
                    "code": self._sheet.sheet.code,
                    "row": str(self.form.row),
                    "validity": validity,
                    "reason": reason,
                },
            )
        self.keying.leave()
        self.second.leave()

    @property
    def _half_typed(self) -> bool:
        return self.form.row not in self.keying.states.keyed

    def _restore(self) -> None:
        draft = drafts.take(self.session.store, "row")
        if not draft:
            return
        self.open_sheet(draft["code"])
        if self._sheet is None:
            return
        self.keying.show_row(int(draft["row"]))
        for key, field in self.form.fields.items():
            field.set_text(draft.get(key, ""))
        verdict = draft.get("validity", "valid"), draft.get("reason", "")
        self.form.verdicts.choose(*verdict)  # type: ignore[arg-type]  # kept by leave()
        self.form.show_notes()


make = EnterPage
