"""One condition of a segment: what it is about, is or is not, and its values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from app.domain.community.consent import CHANNELS, PURPOSES
from app.domain.community.contact import KINDS, LANGUAGES
from app.domain.community.segment import EVER, FIELDS, FLAGS, HAS, Condition, Field
from app.domain.dates import day_first, parse_day_first
from app.messages import tr, trn
from app.store.store import Store
from app.ui.widgets.basics import button
from app.ui.widgets.fields import line

_IS: dict[Field, tuple[str, str]] = {
    "words": (tr("has"), tr("lacks")),
    "tag": (tr("is"), tr("is not")),
    "consent": (tr("yes, by"), tr("not by")),
    "signed": (tr("signed"), tr("did not sign")),
    "contacted": (tr("within"), tr("not within")),
    "added": (tr("since"), tr("before")),
    "has": (tr("has"), tr("has no")),
    "segment": (tr("is in"), tr("is not in")),
    **dict.fromkeys(FLAGS, (tr("yes"), tr("no"))),
}
"""How a condition is said to hold or not, where it is not “is” and “is not”."""

_TYPED: dict[Field, str] = {
    "words": tr("words of a name or address"),
    "district": tr("KT3, SW20 or KT"),
    "added": tr("day/month/year"),
}
"""Fields whose value is typed, with what is meant."""

_FIXED: dict[Field, list[tuple[str, str]]] = {
    "kind": [(str(key), words) for key, words in KINDS.items()],
    "language": list(LANGUAGES.items()),
    "has": list(HAS.items()),
}
"""Fields whose values are always the same."""

_DAYS = (7, 14, 30, 90, 180, 365)


class ConditionRow(QWidget):
    """One row of the builder; `changed` is sent at each change."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, store: Store, today: date, besides: str = "") -> None:
        super().__init__()
        self._store, self._today, self._besides = store, today, besides
        self.field, self.holds = QComboBox(), QComboBox()
        for key, (words, _, _) in FIELDS.items():
            self.field.addItem(words, key)
        self.choice, self.typed = QComboBox(), line()
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for box, letters in ((self.field, 14), (self.holds, 8), (self.choice, 6)):
            box.setMinimumContentsLength(letters)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.field.setAccessibleName(tr("What the condition is about"))
        self.holds.setAccessibleName(tr("Whether it holds"))
        self.choice.setAccessibleName(tr("Value"))
        self.typed.setAccessibleName(tr("Values, with commas between them"))
        self.typed.setMinimumWidth(80)
        gone = button("", "x", kind="link", on_click=lambda: self.removed.emit(self))
        gone.setAccessibleName(tr("Take this condition away"))
        gone.setToolTip(tr("Take this condition away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.field, self.holds):
            row.addWidget(part)
        row.addWidget(self.choice, 1)
        row.addWidget(self.typed, 1)
        row.addStretch(0)
        row.addWidget(gone)
        self.field.activated.connect(lambda _: self._choose_field())
        self.holds.activated.connect(lambda _: self.changed.emit())
        self.choice.activated.connect(lambda _: self.changed.emit())
        self.typed.textEdited.connect(lambda _: self.changed.emit())
        self._fit()

    def _choose_field(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Shows the words and the values of the field that is chosen."""
        field: Field = self.field.currentData()
        kept = max(self.holds.currentIndex(), 0)
        self.holds.clear()
        self.holds.addItems(_IS.get(field, (tr("is"), tr("is not"))))
        self.holds.setCurrentIndex(kept)
        self.choice.clear()
        for key, words in _choices(self._store, field, self._besides):
            self.choice.addItem(words, key)
        self.choice.setVisible(field not in FLAGS and field not in _TYPED)
        self.typed.setVisible(field in _TYPED)
        self.typed.setPlaceholderText(_TYPED.get(field, ""))
        self.typed.clear()

    def show_condition(self, one: Condition) -> None:
        """Shows a condition as people write it; without a value, the first there is."""
        self.field.setCurrentIndex(self.field.findData(one.field))
        self._fit()
        self.holds.setCurrentIndex(0 if one.holds else 1)
        text = ",".join(one.values)
        if one.field in _TYPED:
            shown = text if one.field != "added" else _shown_day(text)
            self.typed.setText(shown.replace(",", ", "))
        elif one.field not in FLAGS and (one.values or self.choice.findData("") >= 0):
            if self.choice.findData(text) < 0:
                self.choice.addItem(tr(" or ").join(one.values), text)
            self.choice.setCurrentIndex(self.choice.findData(text))

    @property
    def condition(self) -> Condition:
        """What the row says, as people write it."""
        field = cast("Field", self.field.currentData())
        holds = self.holds.currentIndex() == 0
        if field in FLAGS:
            return Condition(field, (), holds)
        if field in _TYPED:
            values = _typed_values(field, self.typed.text(), self._today)
        else:
            values = _split(str(self.choice.currentData() or ""))
        return Condition(field, values, holds)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _typed_values(field: Field, text: str, today: date) -> tuple[str, ...]:
    if field == "words":
        return (text,) if text.strip() else ()
    if field != "added":
        return _split(text)
    try:
        day = parse_day_first(text, today)
    except ValueError:
        return (text,)
    return (day.isoformat(),) if day else ()


def _shown_day(text: str) -> str:
    return day_first(date.fromisoformat(text))


def _choices(store: Store, field: Field, besides: str) -> Sequence[tuple[str, str]]:
    """Keys and words of the values that a field can have."""
    petitions = [(one.ref, one.wording.title) for one in store.petitions.all()]
    if field == "tag":
        return [(tag, f"{tag} ({number:,})") for tag, number in store.contacts.tags()]
    if field == "signed":
        return [("", tr("any petition")), *petitions]
    if field == "segment":
        return [(one.name, one.name) for one in store.segments.all() if one.id != besides]
    if field == "contacted":
        days = [(str(one), trn("{number} day", "{number} days", one)) for one in _DAYS]
        return [*days, (EVER, tr("ever"))]
    if field == "consent":
        about = [(f"news {ref}", tr("news of {ref}", ref=ref)) for ref, _ in petitions]
        about += [(key, words.lower()) for key, words in PURPOSES.items() if key != "news"]
        ways = [*CHANNELS.items(), ("any", tr("Any way"))]
        return [
            (f"{way} {what}", f"{words}: {said}") for what, said in about for way, words in ways
        ]
    return _FIXED.get(field, [])
