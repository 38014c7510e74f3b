"""What is kept of scans: their pictures, until which day, and those whose day is past."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox

from app.domain.dates import day_first, parse_day_first
from app.messages import tr, trn
from app.operations.paper import scan_tray
from app.operations.paper.scanning import KEEP_UNTIL, KEEPS
from app.ui.session import Session
from app.ui.widgets.basics import Card, across, button, label
from app.ui.widgets.fields import Field, line


class ScansKeptCard(Card):
    """Whether pictures of scans are kept, how long, and the button that destroys old ones."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Scans"))
        self._session = session
        self._kept = label("", "strong", wrap=True)
        words = tr(
            "A picture shows names and signatures: it is encrypted by itself, and is destroyed on "
            "its day. What was read from it, which rows hold ink, stays."
        )
        self.keeps = QCheckBox(tr("Keep the pictures of scans"))
        self.keeps.toggled.connect(lambda _: self.save())
        self.until = Field(
            tr("Until (optional)"),
            line("30/6/2027", width=150),
            tr("Without a day: as long as the petition promises its signers."),
        )
        self.until.editor.returnPressed.connect(self.save)  # type: ignore[union-attr]  # a line
        self.until.left.connect(self.save)
        self.destroy_button = button("", "ban", on_click=self.destroy_old)
        for part in (self._kept, label(words, "muted", wrap=True), self.keeps, self.until):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addLayout(across(None, self.destroy_button))

    @property
    def _today(self) -> date:
        return self._session.clock().date()

    def reload(self) -> None:
        """Shows what is kept now."""
        store = self._session.store
        kept = store.scans.kept()
        last = max((one.keep_until for one in kept if one.keep_until), default=None)
        words = trn("{number} picture is kept", "{number} pictures are kept", len(kept))
        until = tr(", the last until {day:%d %B %Y}", day=last) if last else ""
        self._kept.setText(f"{words}{until}.")
        self.keeps.blockSignals(True)  # noqa: FBT003  # Qt's shape
        self.keeps.setChecked(store.settings.get(KEEPS) != "no")
        self.keeps.blockSignals(False)  # noqa: FBT003  # the same
        own = store.settings.get(KEEP_UNTIL)
        self.until.set_text(day_first(date.fromisoformat(own)) if own else "")
        old = len(scan_tray.expired(store, self._today))
        self.destroy_button.setEnabled(old > 0)
        self.destroy_button.set_words(
            trn("Destroy {number} picture past its day", "Destroy {number} pictures past their day",
                old)
            if old
            else tr("No picture is past its day")
        )  # fmt: skip

    def save(self) -> None:
        """Keeps what was chosen, where it differs."""
        settings = self._session.store.settings
        try:
            until = parse_day_first(self.until.text, self._today)
        except ValueError:
            self.until.show_found("stops", tr("Not a date like 30/6/2027."))
            return
        self.until.show_found()
        keeps = self.keeps.isChecked()
        before = (settings.get(KEEPS) != "no", settings.get(KEEP_UNTIL))
        if before != (keeps, until.isoformat() if until else ""):
            self._session.run(
                lambda: scan_tray.set_keeping(
                    self._session.store, keeps=keeps, until=until, today=self._today
                ),
                tr("What is kept of scans is changed"),
            )

    def destroy_old(self) -> None:
        """Destroys the pictures whose day is past; the button said how many."""
        self._session.run(
            lambda: scan_tray.expire(self._session.campaign, today=self._today),
            tr("The pictures are destroyed"),
        )
        self.reload()
