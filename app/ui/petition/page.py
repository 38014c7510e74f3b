"""Petition: the wording with live findings, and the real page beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.domain.checks import Finding, stops_printing
from app.intake.templates import body_of
from app.messages import tr, trn
from app.operations.campaign import drafts
from app.operations.petition import councils, notices, petitions
from app.store.petitions import PetitionRecord
from app.ui.petition.companion import CompanionDialog
from app.ui.petition.council import CouncilDialog
from app.ui.petition.form import PetitionForm, texts_of
from app.ui.petition.preview import Preview
from app.ui.session import Session
from app.ui.widgets.basics import IconLabel, across, button, clear, down, label
from app.ui.widgets.fields import SEVERITY_ICONS
from app.ui.widgets.page import Page

PAUSE = 350
"""Milliseconds without typing before findings and preview are made anew."""


class PetitionPage(Page):
    """Fields at the left, the page at the right, findings on top."""

    TITLE = tr("Petition")
    TABLES = frozenset({"petition", "wording_version", "batch"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self._shown: PetitionRecord | None = None
        self._new = False
        self._build_buttons()
        self.form = PetitionForm(lambda: session.clock().date())
        self.preview = Preview()
        self._summary = QFrame()
        self._summary_body = QVBoxLayout(self._summary)
        self._summary_body.setContentsMargins(12, 10, 12, 10)
        self._summary_body.setSpacing(4)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        left = QWidget()
        left.setLayout(down(self._summary, area, spacing=10))
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(self.preview)
        splitter.setSizes([530, 470])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        self.body.addWidget(splitter, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._look)
        self.form.edited.connect(self._timer.start)
        self._untouched: set[str] = set()
        for key, field in self.form.fields.items():
            field.left.connect(partial(self._untouched.discard, key))
        self._restored = drafts.take(session.store, "wording")

    def _build_buttons(self) -> None:
        self.buttons.addWidget(button(tr("New petition"), "plus", on_click=self.begin))
        self.draft_button = button(
            tr("Draft for the Journal Office"), "download", on_click=self.save_draft
        )
        self.buttons.addWidget(self.draft_button)
        self.companion_button = button(tr("E-petition text"), "copy", on_click=self.show_companion)
        self.buttons.addWidget(self.companion_button)
        self.council_button = button(tr("Council’s rules"), "landmark", on_click=self.show_council)
        self.buttons.addWidget(self.council_button)
        self.print_button = button(
            tr("Print sheets"), "printer", on_click=lambda: self.go.emit("sheets")
        )
        self.buttons.addWidget(self.print_button)
        self.save_button = button(tr("Save"), "save", kind="primary", on_click=self.save)
        self.buttons.addWidget(self.save_button)

    def begin(self) -> None:
        """Empties the form for a new petition."""
        self._new = True
        self._shown = None
        self._untouched.update(self.form.fields)
        self.form.show_wording(None)
        self._look()
        self.form.fields["ref"].editor.setFocus()

    def reload(self) -> None:
        self.form.hide_names(hidden=self.session.names_hidden)
        record = self.session.petition
        if self._new and record is not None and not self._restored:
            return
        if record is None:
            self.begin()
        elif record != self._shown:
            self._new = False
            self._untouched.clear()
            self._shown = record
            self.form.show_wording(record.wording)
        if self._restored:
            self.form.set_texts(self._restored)
            self._restored = {}
        self._look()

    def _look(self) -> None:
        """Makes findings, preview and the line under the title anew."""
        wording = self.form.wording()
        findings = petitions.check_here(self.session.store, wording)
        self._show_line()
        to_the_commons = body_of(wording).note == "member"
        self.draft_button.set_words(
            tr("Draft for the Journal Office") if to_the_commons else tr("Draft")
        )
        self.council_button.setVisible(wording.addressee == councils.COUNCIL)
        self._show_summary(findings)
        self.print_button.setEnabled(self._shown is not None and not stops_printing(findings))
        for key, field in self.form.fields.items():
            found = next((one for one in findings if _field_of(one) == key), None)
            if found and (key not in self._untouched or field.text.strip()):
                field.show_found(found.severity, f"{found.message} {found.mend}", found.rule)
            else:
                field.show_found()
        self.preview.show_wording(wording, body_of(wording))

    def _show_line(self) -> None:
        record = self._shown
        if record is None:
            self.subtitle.setText(tr("A new petition, not saved yet."))
            return
        state = tr("printed and frozen") if record.frozen else tr("draft")
        text = tr("Version {version}, {state}.", version=record.version, state=state)
        out = self.session.store.sheets.out_of_version(record.version_id)
        if record.frozen:
            text += trn(
                " An edit makes version {next}; {number} sheet of this one is out.",
                " An edit makes version {next}; {number} sheets of this one are out.",
                out,
                next=record.version + 1,
            )
        if self._edited:
            text += tr(" Not saved yet.")
        self.subtitle.setText(text)

    def _show_summary(self, findings: list[Finding]) -> None:
        clear(self._summary_body)
        stops = sum(one.severity == "stops" for one in findings)
        others = len(findings) - stops
        role = "badbox" if stops else "warnbox" if others else "goodbox"
        self._summary.setProperty("role", role)
        self._summary.style().unpolish(self._summary)
        self._summary.style().polish(self._summary)
        icon, colour = ("circle-alert", "bad") if stops else ("circle-check", "good")
        if others and not stops:
            icon, colour = "triangle-alert", "warn"
        words = _summary_words(stops, others)
        self._summary_body.addLayout(across(IconLabel(icon, colour), label(words, "strong"), None))
        for finding in findings[:5]:
            self._summary_body.addWidget(self._link(finding))

    def _link(self, finding: Finding) -> QWidget:
        key = _field_of(finding)
        name = self.form.fields[key].editor.accessibleName() if key in self.form.fields else key
        name = name.replace(" (optional)", "")
        icon, role = SEVERITY_ICONS[finding.severity]
        link = button(f"{name}: {finding.message}", kind="link", on_click=lambda: self._jump(key))
        link.setToolTip(f"{finding.rule}: {finding.mend}")
        holder = QWidget()
        row = across(IconLabel(icon, role, 14), link, None, label(finding.rule, "rule-number"))
        holder.setLayout(row)
        return holder

    def _jump(self, key: str) -> None:
        if key in self.form.fields:
            field = self.form.fields[key]
            self._area.ensureWidgetVisible(field)
            field.editor.setFocus()

    @property
    def _edited(self) -> bool:
        saved = self._shown.wording if self._shown else None
        return saved is None or self.form.wording() != saved

    def save(self) -> None:
        """Saves the wording; a printed one stays and a new version begins."""
        store = self.session.store
        self._untouched.clear()
        wording = self.session.run(self.form.finished)
        if wording is None:
            return
        if self._shown is None:
            ref = self.session.run(
                lambda: petitions.add(store, wording, now=self.session.clock()),
                tr("Petition “{ref}” added", ref=wording.ref),
            )
            if ref:
                self._new = False
                self.session.choose_petition(ref)
            return
        shown = self._shown
        edited = self.session.run(lambda: petitions.edit(store, shown.ref, wording))
        if edited:
            self.session.said.emit(str(edited))

    def show_companion(self) -> None:
        """Shows the same request as an e-petition's text."""
        if self._shown is None:
            self.banner.say(tr("Save the petition first; then its e-petition text is proposed."))
            return
        CompanionDialog(self, self.session, self._shown.ref).exec()

    def save_help(self) -> None:
        """Saves the pages in other languages that help people to sign (R7)."""
        record = self._shown
        if record is None or not record.wording.translations:
            self.banner.say(tr("Write a translation and save it first; the help page shows it."))
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the help page"), f"{record.ref}-help.pdf", "PDF (*.pdf)"
        )
        if chosen:
            languages = list(record.wording.translations)
            self.session.run(
                lambda: notices.help_page(
                    self.session.store, record.ref, languages, Path(chosen), force=True
                ),
                tr("The help page is saved"),
            )

    def show_council(self) -> None:
        """Shows the rules of the council that the form names, to be confirmed and edited."""
        name = self.form.wording().recipient
        if not name:
            self.banner.say(tr("Write the council’s name first, in “Who is petitioned”."))
            return
        CouncilDialog(self, self.session, name).exec()
        self._look()

    def save_draft(self) -> None:
        """Saves the draft for the Journal Office as a PDF; nothing is sent (R19)."""
        record = self._shown
        if record is None:
            self.banner.say(tr("Save the petition first; then its draft can be written."))
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the draft"), f"{record.ref}-draft.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.session.run(
                lambda: notices.draft(
                    self.session.store,
                    record.ref,
                    Path(chosen),
                    force=True,
                    now=self.session.clock(),
                ),
                tr("The draft is saved: have it looked at before anyone signs"),
            )

    def leave(self) -> None:
        self._timer.stop()
        self.preview.drawer.stop()
        written = any(self.form.texts[key].strip() for key in ("ref", "title", "requests"))
        if written and self._edited:
            texts = self.form.texts
            if self._shown is not None:
                saved = texts_of(self._shown.wording)
                texts = {
                    key: text
                    for key, text in texts.items()
                    if text != saved.get(key, "" if key.startswith("translation.") else text)
                }
            drafts.keep(self.session.store, "wording", texts)


def _field_of(finding: Finding) -> str:
    if finding.field.startswith("translation."):
        return "translation.requests"
    return {"translations": "translation.requests", "language": "translation.requests"}.get(
        finding.field, finding.field
    )


def _summary_words(stops: int, others: int) -> str:
    if not stops and not others:
        return tr("Nothing found: the wording may be printed")
    parts = []
    if stops:
        parts.append(trn("{number} thing stops printing", "{number} things stop printing", stops))
    if others:
        parts.append(tr("{others} to look at", others=others))
    return ", ".join(parts)


make = PetitionPage
