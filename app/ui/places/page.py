"""Where they come from: signatories by constituency, council and district, and on a map."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout

from app.documents.tables.places import told_lines
from app.domain.places import By, told_squares
from app.errors import AppError
from app.intake.templates import places_texts
from app.messages import tr, trn
from app.operations.constituencies import member_letters, places, postcodes
from app.operations.constituencies.places import Survey
from app.paths import user_data_folder
from app.store.petitions import PetitionRecord
from app.ui.places.cards import BYS, ChartCard, MapCard, OddCard, TableCard
from app.ui.places.dialogs import DirectoryDialog, PlaceDialog
from app.ui.places.drawing import Bar, MapData
from app.ui.places.letters_dialog import LettersDialog
from app.ui.places.picture import Picture, save_picture, too_few_words
from app.ui.session import Session
from app.ui.widgets.basics import Card, Empty, Segments, across, button, clear, label
from app.ui.widgets.page import Page

_TWO_COLUMNS = 900
"""Pixels of the page from which two cards stand side by side."""


_MANY = 20_000
"""Signatures that take longer to count than a window may stand still."""


class PlacesPage(Page):
    """A table, a ranked chart and a map of the same people; and the postcodes to look at."""

    TITLE = tr("Where they come from")
    BEHIND = "signatures"
    TABLES = frozenset({"signature", "sheet", "petition", "wording_version", "setting"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._folder = user_data_folder()
        self._survey: Survey | None = None
        self._cards: list[Card] = []
        self._columns = 0
        self.by: By = "constituency"
        self.file_button = button(tr("Postcode file…"), "download", on_click=self.bring)
        self.table_button = button(tr("Save table…"), "file-down", on_click=self.save_table)
        self.picture_button = button(tr("Save picture…"), "image", on_click=self.save_picture)
        self.letters_button = button(
            tr("Write letters…"), "send", kind="primary", on_click=self.write_letters
        )
        self._actions = (
            self.file_button, self.table_button, self.picture_button, self.letters_button,
        )  # fmt: skip
        # In a row of their own: beside the title a small window has no room for four.
        self.body.addLayout(across(*self._actions[:3], None, self.letters_button, spacing=8))
        self.content = QVBoxLayout()
        self.content.setSpacing(16)
        self.body.addLayout(self.content, 1)
        self.area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.whole = self._counting = False
        session.jobs.ended.connect(self._stopped)

    def reload(self) -> None:
        self._counting = False
        clear(self.content)
        self._cards = []
        self._survey = None
        record = self.session.petition
        told = self._told()
        shown = bool(record and told)
        for one in self._actions:
            one.setVisible(shown)
        self.subtitle.setText(record.wording.title if record else "")
        if record is None or told is None:
            self._show_empty()
            return
        if self.by == "constituency" and not told.has_constituencies:
            self.by = "council"
        self._count(record)

    def _count(self, record: PetitionRecord) -> None:
        """At once where few signed; else in the background, so that the window goes on."""
        by, folder, store = self.by, self._folder, self.session.store
        many = store.sheets.counts(record.id).raw > _MANY and not self.session.jobs.running
        if not many:
            try:
                self._show(places.survey(store, record.ref, folder, by=by))
            except AppError as refusal:
                self.banner.say(str(refusal))
            return
        self.content.addWidget(label(tr("Counting…"), "muted"))
        self.content.addStretch(1)

        def done(found: Survey) -> None:
            self._counting = False
            chosen = self.session.petition
            if chosen and (chosen.ref, self.by) == (record.ref, by):
                clear(self.content)
                self._show(found)

        self._counting = self.session.start(
            tr("Counting by area"),
            lambda reader, progress: places.survey(reader, record.ref, folder, progress, by=by),
            done,
            draws=False,
        )

    def _stopped(self) -> None:
        """What stands there after the count was stopped or failed; its result replaces it."""
        if not self._counting:
            return
        self._counting = False
        clear(self.content)
        again = button(tr("Count again"), "map-pin", on_click=self.reload)
        self.content.addWidget(
            Empty(
                "map-pin",
                (tr("The count by area is not finished."), tr("It can be begun again.")),
                again,
            ),
            1,
        )

    def _told(self) -> postcodes.Info | None:
        try:
            return postcodes.info(self._folder)
        except AppError as refusal:
            self.banner.say(str(refusal))
            return None

    def _show_empty(self) -> None:
        bring = button(
            tr("Bring in a postcode file…"), "download", kind="primary", on_click=self.bring
        )
        self.content.addWidget(
            Empty(
                "map-pin",
                (
                    tr("Here you see in which constituencies people signed."),
                    tr("It needs NSPL, a free file from the ONS Open Geography Portal."),
                ),
                bring,
            ),
            1,
        )

    def _show(self, found: Survey) -> None:
        self._survey, result = found, found.result
        bys = Segments(list(BYS), tr("Counted by"))
        bys.choose(self.by)
        bys.chosen.connect(self._choose)
        source = label(places.sentence_of(result), "muted")
        self.content.addLayout(across(bys, source, None, spacing=12))
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self.table = TableCard(result.counts)
        self.odd = OddCard(
            result.counts.odd,
            len(places.overrides(self.session.store)),
            names_hidden=self.session.names_hidden,
            look=self.look,
            put_right=self.put_right,
        )
        self.map = MapCard(found.points, found.ground, whole=self.whole, chosen=self._show_whole)
        self._cards = [self.table, ChartCard(result.counts), self.map, self.odd]
        self._columns = 0
        self._arrange()
        self.content.addLayout(self._grid)
        terms = [f"{line}." for line in (result.info.attributions if result.info else ())]
        self.content.addWidget(label(" ".join(terms), "hint", wrap=True))
        self.content.addStretch(1)

    def _arrange(self) -> None:
        """Two cards side by side where there is room, else all under each other."""
        columns = 2 if self.width() >= _TWO_COLUMNS else 1
        if columns == self._columns or not self._cards:
            return
        self._columns = columns
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
        self._grid.setColumnStretch(0, 6)
        self._grid.setColumnStretch(1, 5 if columns == 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._arrange()

    def _choose(self, key: str) -> None:
        self.by = cast("By", key)
        self.reload()

    def _show_whole(self, whole: bool) -> None:  # noqa: FBT001  # a choice's slot
        self.whole = whole

    def look(self) -> None:
        """Shows the signatures with the chosen postcode."""
        chosen = self.odd.chosen
        if chosen and self.session.names_hidden:
            self.banner.say(tr("The search would show the whole postcode: press F9 first."))
        elif chosen:
            self.look_for.emit(chosen)
        else:
            self.banner.say(tr("Choose a postcode in the list first."))

    def put_right(self) -> None:
        """Asks which constituency a postcode lies in."""
        PlaceDialog(self, self.session, self._folder, self.odd.chosen).exec()

    def bring(self) -> None:
        """Asks for a file of postcodes, and reads it in the background."""
        dialog = DirectoryDialog(self, self.session)
        dialog.exec()
        if dialog.chosen:
            file, names = dialog.paths
            self.bring_file(
                file,
                names,
                boundaries=dialog.boundaries.text,
                dated=dialog.dated.text.strip(),
                ireland=dialog.ireland.isChecked(),
            )

    def bring_file(
        self,
        file: Path,
        names: list[Path],
        *,
        boundaries: str = "",
        dated: str = "",
        ireland: bool = False,
    ) -> None:
        """Brings a file into the directory."""
        today = self.session.clock().date()

        def done(made: postcodes.Brought) -> None:
            self.reload()
            self.session.said.emit(
                tr("{kind}: {rows:,} postcodes", kind=made.source.kind, rows=made.source.rows)
            )

        self.session.start(
            tr("Reading postcodes"),
            lambda _store, _progress: postcodes.import_directory(
                self._folder,
                file,
                boundaries=boundaries,
                dated=dated,
                names=names,
                northern_ireland=ireland,
                today=today,
            ),
            done,
            draws=False,
        )

    def save_table(self) -> None:
        """Asks where the table goes, as CSV or XLSX."""
        found, record = self._survey, self.session.petition
        if found is None or record is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the table"), f"{record.ref}-{self.by}.xlsx", "XLSX, CSV (*.xlsx *.csv)"
        )
        if chosen:
            out = Path(chosen)
            self.session.run(
                lambda: places.write_table(found.result, out, force=True),
                tr("The table is saved to {name}", name=out.name),
            )

    def save_picture(self) -> None:
        """Asks where the picture goes, as PNG or SVG."""
        record = self.session.petition
        if self._survey is None or record is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the picture"), f"{record.ref}-{self.by}.png", "PNG, SVG (*.png *.svg)"
        )
        if chosen:
            out, picture = Path(chosen), self.picture()
            self.session.run(
                lambda: save_picture(picture, out),
                tr("The picture is saved to {name}", name=out.name),
            )

    def picture(self) -> Picture:
        """What a saved picture shows: nothing for fewer than 5 people."""
        found, record = self._survey, self.session.petition
        assert found is not None  # noqa: S101  # the button is hidden otherwise
        assert record is not None  # noqa: S101  # the same
        result, texts = found.result, places_texts()["table"]
        *lines, (_, _, total) = told_lines(result.counts, texts)
        areas = lines[: len(result.counts.areas)]
        bars = [Bar(name, told.valid, told.similar) for _, name, told in areas]
        bars = [bar for bar in bars if (bar.valid, bar.similar) != (0, 0)]
        dots, left = told_squares(found.points)
        notes = [texts["why"], *([too_few_words()] if left else []), places.sentence_of(result)]
        notes += [f"{line}." for line in (result.info.attributions if result.info else ())]
        by, day = dict(BYS)[self.by].lower(), self.session.clock()
        subtitle = tr("Valid signatures by {by}, {day:%d %B %Y}", by=by, day=day)
        if total.valid is not None:
            subtitle = tr(
                "{valid:,} valid signatures by {by}, {day:%d %B %Y}",
                valid=total.valid, by=by, day=day,
            )  # fmt: skip
        shown = MapData(dots, found.ground)
        return Picture(record.wording.title, subtitle, bars[:25], shown, notes, whole=self.whole)

    def write_letters(self) -> None:
        """Shows the Members, and saves a letter to each."""
        record = self.session.petition
        if record is None:
            return
        found = self.session.run(
            lambda: places.counts(self.session.store, record.ref, self._folder)
        )
        areas = [one for one in found.counts.areas if one.tally.counted] if found else []
        if areas:
            LettersDialog(self, self.session, self._folder, areas, self.write_letters_to).exec()
        elif found:
            self.banner.say(tr("No valid signature lies in a known constituency yet."))

    def write_letters_to(self, out: Path, names: bool) -> None:  # noqa: FBT001  # a call back
        """Draws the letters in the background and saves them to `out`."""
        record, now = self.session.petition, self.session.clock()
        if record is None:
            return

        def write(drawn: member_letters.Letters) -> None:
            written = self.session.run(
                lambda: member_letters.write_letters(
                    self.session.store, drawn, out, force=True, now=now
                )
            )
            if written:
                self.session.said.emit(
                    trn(
                        "{number} letter saved to {name}",
                        "{number} letters saved to {name}",
                        len(drawn.files),
                        name=out.name,
                    )
                )

        self.session.start(
            tr("Drawing the letters"),
            lambda store, progress: member_letters.draw_letters(
                store, record.ref, self._folder, names=names, now=now, progress=progress
            ),
            write,
        )


make = PlacesPage
