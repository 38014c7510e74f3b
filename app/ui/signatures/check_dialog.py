"""What the addressee's rules find among rows nobody has checked, before it is marked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.signature import REASONS
from app.messages import tr, trn
from app.operations.counting import validity
from app.operations.counting.validity import Checked
from app.ui.session import Session
from app.ui.widgets.basics import button, label
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.tables import Column, Table


class CheckDialog(StepDialog):
    """Each reason with its number, and the one step that marks them."""

    def __init__(self, parent: QWidget, session: Session, ref: str, checked: Checked) -> None:
        super().__init__(parent, session, tr("Check by the rules"), 480)
        self._ref, self._checked = ref, checked
        number = len(checked.found)
        words = tr(
            "Of {looked:,} rows that nobody has checked, the addressee’s rules find a reason "
            "against {number:,}.",
            looked=checked.looked_at,
            number=number,
        )
        self.column.addWidget(label(words, wrap=True))
        if number:
            table = Table(tr("Reasons"), (Column(tr("Reason")), Column(tr("Rows"), 90, right=True)))
            reasons = checked.by_reason
            table.setRowCount(len(reasons))
            for row, (code, rows) in enumerate(reasons.items()):
                table.fill(row, (REASONS[code], f"{rows:,}"))
            table.fit(8)
            self.column.addWidget(table)
        hint = tr("The others stay not checked: only a person marks a row valid.")
        self.column.addWidget(label(hint, "hint", wrap=True))
        verb = trn("Mark {number} row invalid", "Mark {number:,} rows invalid", number)
        apply = button(verb, "circle-x", kind="primary", on_click=self._apply)
        apply.setVisible(bool(number))
        self.on_enter = apply if number else None
        self.add_foot(None, self.leave_button("" if number else tr("Close")), apply)

    def _apply(self) -> None:
        session = self.session
        done = session.run(
            lambda: validity.apply_rules(
                session.store, self._ref, self._checked, now=session.clock()
            ),
            trn(
                "{number} row marked by the rules",
                "{number:,} rows marked by the rules",
                len(self._checked.found),
            ),
            busy=tr("Marking by the rules…"),
        )
        if done is not None:
            self.accept()
