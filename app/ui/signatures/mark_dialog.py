"""All signatures that match a condition marked at once, with a note that says why (R33)."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QWidget

from app.domain.signature import REASONS, Validity
from app.messages import tr, trn
from app.operations.counting import validity
from app.operations.counting.validity import Marked
from app.store.signature_query import SignatureQuery
from app.ui.session import Session
from app.ui.signatures import doing
from app.ui.widgets.basics import IconLabel, Segments, across, button, down, label
from app.ui.widgets.fields import Field, TextArea, combo
from app.ui.widgets.step_dialog import StepDialog

WAYS = [
    ("valid", tr("Valid")),
    ("invalid", tr("Invalid")),
    ("similar", tr("Similar")),
    ("unchecked", tr("Not checked")),
]


class MarkDialog(StepDialog):
    """Marks the signatures of `query`; says first how many that changes."""

    def __init__(
        self,
        session: Session,
        query: SignatureQuery,
        parent: QWidget,
        way: Validity = "valid",
        reason: str = "",
    ) -> None:
        super().__init__(parent, session, tr("Mark by condition"), 560, record=repr(query))
        self._query = query
        self._ref = session.store.petitions.of_id(query.petition).ref
        self._condition = doing.condition(session, query)
        self._build_words()
        self.way = Segments(WAYS, tr("Mark as"))
        self.way.chosen.connect(self._choose)
        self.reason = Field(tr("Reason"), combo(list(REASONS.items())))
        if reason:
            self.reason.editor.setCurrentIndex(list(REASONS).index(reason))  # type: ignore[union-attr]  # a combo
        self.reason.edited.connect(self._count)
        self.column.addLayout(down(label(tr("Mark as"), "strong"), across(self.way, None)))
        self.column.addWidget(self.reason)
        self.note = Field(
            tr("Note"), TextArea(), tr("Why, for whoever asks later. It is kept with the marking.")
        )
        self.note.edited.connect(self._name)
        self.column.addWidget(self.note)
        self._effect = label("", wrap=True)
        effect = across(IconLabel("info", "accent", 16), self._effect)
        effect.setStretch(1, 1)
        self.column.addLayout(effect)
        self.mark_button = button("", "check", kind="primary", on_click=self.mark)
        self.on_enter = self.mark_button
        self.add_foot(None, self.leave_button(), self.mark_button)
        self._choose(way)
        self.note.editor.setFocus()

    def _build_words(self) -> None:
        words = (
            tr("All signatures that match: {condition}.", condition=self._condition)
            if self._condition
            else tr("Filter the table first: marking many needs a condition.")
        )
        self.column.addWidget(label(words, "strong", wrap=True))

    def _choose(self, way: str) -> None:
        self._way = cast("Validity", way)
        self.way.choose(way)
        self.reason.setVisible(way == "invalid")
        self._count()

    @property
    def _reason(self) -> str:
        return str(self.reason.editor.currentData()) if self._way == "invalid" else ""  # type: ignore[union-attr]  # a combo

    def _count(self) -> None:
        """Says what would change, without changing it."""
        self._would = None
        if self._condition:
            self._would = self.session.run(
                lambda: validity.would_mark(
                    self.session.store, self._ref, self._query, self._way, self._reason
                )
            )
        self._effect.setText(_effect(self._would) if self._would else tr("Nothing would change."))
        self._name()

    def _name(self) -> None:
        number = self._would.number if self._would else 0
        self.mark_button.set_words(
            trn("Mark {number} signature", "Mark {number:,} signatures", number)
        )
        self.mark_button.setEnabled(bool(number and self.note.text.strip()))

    def mark(self) -> None:
        """Marks them in one step."""
        done = self.session.run(
            lambda: validity.mark_where(
                self.session.store,
                self._ref,
                self._query,
                self._way,
                self._reason,
                self.note.text,
                now=self.session.clock(),
            ),
            busy=trn("Marking {number} signature…", "Marking {number:,} signatures…",
                     self._would.number if self._would else 0),
        )  # fmt: skip
        if done:
            many = trn("{number} signature marked", "{number:,} signatures marked", done.number)
            self.session.said.emit(many)
            self.accept()


def _effect(would: Marked) -> str:
    words = dict(WAYS)
    parts = [
        tr("{number:,} become {validity}", number=number, validity=words[one].lower())
        for one, number in would.rows.items()
    ]
    if would.already:
        parts.append(tr("{number:,} are so already", number=would.already))
    said = f"{'; '.join(parts)}."
    if would.rows.keys() == {"valid", "similar"}:
        said += " " + tr("Those online or on no printed sheet count as similar here (R10, R24).")
    return said
