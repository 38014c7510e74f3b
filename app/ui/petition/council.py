"""One council's rules for petitions: what its organiser confirmed, and what is still in doubt."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from app.domain.addressee import Threshold
from app.domain.council import CouncilProfile
from app.domain.names import tidy
from app.messages import tr
from app.operations.petition import councils
from app.ui.session import Session
from app.ui.widgets.basics import button, label
from app.ui.widgets.fields import Field, TextArea, line
from app.ui.widgets.step_dialog import StepDialog

LINES = ("handing_in", "exclusions", "unconfirmed")
NUMBERS = ("minimum", "minimum_age")


class CouncilDialog(StepDialog):
    """The fields of a profile; what is kept stands for the shipped one in this campaign."""

    def __init__(self, parent: QWidget, session: Session, name: str) -> None:
        title = tr("Rules of {name}", name=name)
        super().__init__(parent, session, title, record=name)
        self._kept = councils.profile(session.store, name) or _empty(name)
        self.resize(620, 720)
        self.fields = {
            "who_may_sign": Field(tr("Who may sign"), TextArea()),
            "minimum": Field(tr("Least number of signatures"), line(), tr("0 where there is none")),
            "minimum_age": Field(tr("Least age"), line(), tr("0 where there is none")),
            "thresholds": Field(
                tr("What happens at which number"),
                TextArea(),
                tr("One a line, with a colon: 500: debated by the council"),
            ),
            "handing_in": Field(tr("Handing in"), TextArea(), tr("One step a line")),
            "exclusions": Field(tr("What is not taken (optional)"), TextArea(), tr("One a line")),
            "unconfirmed": Field(
                tr("Still to be confirmed (optional)"),
                TextArea(),
                tr("One a line: take out what the council has confirmed to you"),
            ),
            "address": Field(tr("Address"), line(), tr("Parts separated by commas.")),
            "contact": Field(tr("Contact (optional)"), line()),
            "as_of": Field(tr("As of"), line(), tr("The day or year on which this was right")),
        }
        self.both = QCheckBox(tr("One person may sign online and on paper"))
        self._fill()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        for field in self.fields.values():
            column.addWidget(field)
        column.addWidget(self.both)
        for source in self._kept.sources:
            words = tr("{rule}: {source}, {as_of}", **vars(source))
            column.addWidget(label(words, "muted", wrap=True))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setProperty("role", "desk")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it can be reached
        self.column.addWidget(area, 1)
        self.on_enter = button(tr("Keep these rules"), "save", kind="primary", on_click=self.keep)
        self.add_foot(None, self.leave_button(), self.on_enter)

    def _fill(self) -> None:
        kept = self._kept
        for key in ("who_may_sign", "contact", "as_of", *NUMBERS):
            self.fields[key].set_text(str(getattr(kept, key)))
        for key in LINES:
            self.fields[key].set_text("\n".join(getattr(kept, key)))
        self.fields["address"].set_text(", ".join(kept.address))
        self.fields["thresholds"].set_text(
            "\n".join(f"{one.number}: {one.what}" for one in kept.thresholds)
        )
        self.both.setChecked(kept.online_and_paper)

    def _lines(self, key: str) -> tuple[str, ...]:
        return tuple(tidy(text) for text in self.fields[key].text.split("\n") if text.strip())

    def _thresholds(self) -> tuple[Threshold, ...] | None:
        found = []
        for text in self._lines("thresholds"):
            number, colon, what = text.partition(":")
            if not (colon and what.strip() and number.replace(",", "").strip().isdecimal()):
                return None
            rule = next(
                (one.rule for one in self._kept.thresholds if one.what == tidy(what)), "R54"
            )
            found.append(Threshold(int(number.replace(",", "")), tidy(what), rule))
        return tuple(found)

    def _wrong(self) -> bool:
        """Says under a field what cannot be kept; whether there is such a field."""
        wrong = False
        for key in NUMBERS:
            good = self.fields[key].text.strip().isdecimal()
            mend = "" if good else tr("Write a whole number, 0 or more.")
            self.fields[key].show_found("" if good else "stops", mend)
            wrong = wrong or not good
        good = self._thresholds() is not None
        mend = "" if good else tr("Write a number, a colon and what happens, one a line.")
        self.fields["thresholds"].show_found("" if good else "stops", mend)
        return wrong or not good

    def profile(self) -> CouncilProfile:
        """What the fields say; numbers have to be right."""
        return CouncilProfile(
            name=self._kept.name,
            address=tuple(
                tidy(part) for part in self.fields["address"].text.split(",") if part.strip()
            ),
            contact=tidy(self.fields["contact"].text),
            as_of=tidy(self.fields["as_of"].text),
            who_may_sign=tidy(self.fields["who_may_sign"].text),
            minimum=int(self.fields["minimum"].text),
            minimum_age=int(self.fields["minimum_age"].text),
            online_and_paper=self.both.isChecked(),
            thresholds=self._thresholds() or (),
            handing_in=self._lines("handing_in"),
            exclusions=self._lines("exclusions"),
            unconfirmed=self._lines("unconfirmed"),
            sources=self._kept.sources,
        )

    def keep(self) -> None:
        """Keeps the rules in the campaign, in one step."""
        if self._wrong():
            return
        done = tr("The rules of {name} are kept", name=self._kept.name)
        made = self.profile()
        if self.session.run(lambda: councils.keep_profile(self.session.store, made), done):
            self.accept()


def _empty(name: str) -> CouncilProfile:
    """A profile to be filled: no figure is known."""
    return CouncilProfile(
        name=name,
        address=(),
        contact="",
        as_of="",
        who_may_sign="",
        minimum=0,
        minimum_age=0,
        online_and_paper=False,
        thresholds=(),
        handing_in=(),
        exclusions=(),
        unconfirmed=(tr("Ask the council for its petition scheme."),),
        sources=(),
    )
