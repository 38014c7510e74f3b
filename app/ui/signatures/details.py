"""All that is known of one signature: its fields, its row's picture, how it came and counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.duplicates import levels
from app.domain.duplicates.reasons import unnamed
from app.domain.sheet_code import printed
from app.domain.signature import CHANNELS, REASONS, Signature
from app.messages import tr
from app.operations.paper.scan_pictures import open_pictures
from app.ui.session import Session
from app.ui.signatures.columns import ORIGIN_WORDS
from app.ui.widgets.basics import down, icon_text, label, rule
from app.ui.widgets.looks import VALIDITY_LOOKS
from app.ui.widgets.row_picture import RowPicture
from app.ui.widgets.step_dialog import StepDialog

_WIDTH = 620


class DetailsDialog(StepDialog):
    """One signature, to be read; text can be marked and copied."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        one: Signature,
        hidden: Callable[[Signature], str],
    ) -> None:
        super().__init__(parent, session, tr("Signature"), _WIDTH)
        self._hidden = hidden
        self.column.addWidget(label(hidden(one) or one.name or "—", "group"))
        if not hidden(one):
            self._add_picture(one)
        lines = [(words, text) for words, text in _known(one, hidden=bool(hidden(one))) if text]
        lines += self._judged(one)
        self._add_lines(lines)
        if not hidden(one):
            self._add_doubles(one)
        close = self.leave_button(tr("Close"))
        self.on_enter = close
        self.add_foot(None, close)
        close.setFocus()

    def _add_picture(self, one: Signature) -> None:
        if not one.sheet or one.row is None:
            return
        pictures = self.session.run(lambda: open_pictures(self.session.campaign, one.sheet))
        if pictures is None or not pictures.has(one.row):
            return
        picture = RowPicture(beside=0)
        picture.show_row(pictures, one.row)
        picture.setFixedHeight(picture.height_at(_WIDTH - 40))
        self.column.addWidget(picture)

    def _judged(self, one: Signature) -> list[tuple[str, str]]:
        marking = self.session.store.markings.get(one.marking) if one.marking else None
        if marking is None:
            return []
        at = marking.at.astimezone()
        words = tr(
            "With {rows:,} others on {day}: {condition}",
            rows=max(marking.rows - 1, 0),
            day=f"{at:%d %b %Y}",
            condition=tr("Hidden") if self.session.names_hidden else marking.condition,
        )
        note = tr("Hidden") if self.session.names_hidden and marking.note else marking.note
        return [(tr("Marked in bulk"), words), (tr("Note"), note)]

    def _add_lines(self, lines: list[tuple[str, str]]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for at, (words, text) in enumerate(lines):
            grid.addWidget(label(words, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            said = label(text, wrap=True)
            said.setAccessibleName(f"{words}: {text}")
            said.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            grid.addWidget(said, at, 1)
        self.column.addLayout(grid)

    def _add_doubles(self, one: Signature) -> None:
        doubles = self.session.store.signatures.doubles(one.id)
        if not doubles:
            return
        self.column.addWidget(rule())
        self.column.addWidget(label(tr("May be the same person as"), "group"))
        for other, sure, reasons in doubles[:5]:
            words = tr(
                "{word}, {sure:.0%}: {name}, {place}",
                word=levels.word(sure),
                sure=sure,
                name=self._hidden(other) or other.name or "—",
                place=_place(other),
            )
            told = unnamed(reasons) if self._hidden(other) else reasons
            why = label("; ".join(told), "hint", wrap=True)
            why.setIndent(24)
            self.column.addLayout(down(icon_text("copy", words, "warn"), why, spacing=2))


def _place(one: Signature) -> str:
    """Where a signature stands: its sheet and row, or its source and the source's id."""
    if one.sheet:
        return tr("{code}, row {row}", code=printed(one.sheet), row=one.row or "—")
    return " ".join(filter(None, (one.source, one.external_id))) or ORIGIN_WORDS[one.origin]


def _known(one: Signature, *, hidden: bool) -> list[tuple[str, str]]:
    """Each field with its words; those of a person only where names are shown."""
    agreed = ", ".join(CHANNELS.get(key, key) for key in one.opt_ins)
    validity = VALIDITY_LOOKS[one.validity][2]
    reason = REASONS.get(one.reason, "")
    personal = (
        (tr("Address"), one.address),
        (tr("Postcode"), one.postcode),
        (tr("Email"), one.email),
        (tr("Phone"), one.phone),
        (tr("Date of birth"), f"{one.born:%d %b %Y}" if one.born else ""),
        (tr("Age"), "" if one.age is None else str(one.age)),
        (tr("Id at the source"), one.external_id),
    )
    return [
        *(() if hidden else personal),
        (tr("Signed"), f"{one.signed_on:%d %b %Y}" if one.signed_on else tr("No day is known")),
        (tr("Came"), ORIGIN_WORDS[one.origin]),
        (tr("Sheet"), _place(one) if one.sheet else ""),
        (tr("Source"), one.source),
        (tr("Agreed to"), agreed or tr("Nothing")),
        (tr("Validity"), f"{validity}: {reason}" if reason else validity),
    ]
