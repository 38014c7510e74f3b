"""A postcode file to bring in, a postcode to put right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from app.messages import tr
from app.operations.constituencies import places
from app.ui.session import Session
from app.ui.widgets.basics import across, button, label
from app.ui.widgets.fields import Field, line
from app.ui.widgets.step_dialog import StepDialog


class DirectoryDialog(StepDialog):
    """Which file of postcodes is brought in, and what it does not say of itself."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, session, tr("Bring in postcodes"), 600)
        self.chosen = False
        self.column.addWidget(
            label(
                tr(
                    "NSPL or ONSPD from the ONS Open Geography Portal tell constituencies and "
                    "councils; Code-Point Open from the OS Data Hub adds positions. All three are "
                    "free. Download one elsewhere: this program never goes online. The file may "
                    "stay packed."
                ),
                "muted",
                wrap=True,
            )
        )
        self.file = Field(tr("File"), line(), tr("CSV, its zip, or a list: postcode, constituency"))
        choose = button(tr("Choose a file…"), "folder-open", on_click=self._choose)
        self.names = Field(
            tr("Names of areas (optional)"),
            line(),
            tr("A CSV of codes and names"),
        )
        choose_names = button(tr("Choose names…"), "folder-open", on_click=self._choose_names)
        self.boundaries = Field(tr("Boundaries (optional)"), line(width=180), tr("As 2024"))
        self.dated = Field(
            tr("Month of the file (optional)"),
            line(width=180),
            tr("As 2024-08"),
        )
        self.ireland = QCheckBox(tr("Northern Ireland too: I accept the separate terms"))
        self.column.addWidget(self.file)
        self.column.addLayout(across(choose, None))
        self.column.addWidget(self.names)
        self.column.addLayout(across(choose_names, None))
        self.column.addLayout(across(self.boundaries, self.dated, None, spacing=16))
        self.column.addWidget(self.ireland)
        self.take = button(tr("Bring it in"), "download", kind="primary", on_click=self._take)
        self.on_enter = self.take
        self.add_foot(None, self.leave_button(), self.take)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a file of postcodes"), "", "CSV, ZIP (*.csv *.zip *.gz)"
        )
        if chosen:
            self.file.set_text(chosen)

    def _choose_names(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose the names of areas"), "", "CSV (*.csv)"
        )
        if chosen:
            self.names.set_text(chosen)

    def _take(self) -> None:
        if not self.file.text.strip():
            self.file.show_found("stops", tr("Choose a file first."))
            return
        self.chosen = True
        self.accept()

    @property
    def paths(self) -> tuple[Path, list[Path]]:
        """The file, and the list of names if there is one."""
        names = self.names.text.strip()
        return Path(self.file.text.strip()), [Path(names)] if names else []


class PlaceDialog(StepDialog):
    """Puts right which constituency a postcode lies in (R100)."""

    def __init__(self, parent: QWidget, session: Session, folder: Path, postcode: str) -> None:
        super().__init__(parent, session, tr("Put a constituency right"), 480, record=postcode)
        self._folder = folder
        self.column.addWidget(
            label(
                tr(
                    "For a postcode on a boundary, or one that the directory does not know. It "
                    "holds for every signature with that postcode in this campaign."
                ),
                "muted",
                wrap=True,
            )
        )
        written = line(width=160)
        self.postcode = Field(tr("Postcode"), written)
        self.postcode.set_text(postcode)
        if session.names_hidden:
            written.setEchoMode(QLineEdit.EchoMode.Password)
        self.constituency = Field(tr("Constituency"), line(), tr("Its name or its code"))
        self.column.addWidget(self.postcode)
        self.column.addWidget(self.constituency)
        save = button(tr("Put it right"), "check", kind="primary", on_click=self.save)
        self.forget = button(tr("Let the directory tell it"), "undo-2", on_click=self.let)
        self.on_enter = save
        self.add_foot(self.forget, None, self.leave_button(), save)
        (self.constituency if postcode else self.postcode).editor.setFocus()

    def save(self) -> None:
        """Keeps the constituency for the postcode."""
        # Neither the label of the step nor this sentence names it: they stay in sight with F9.
        written, wanted = self.postcode.text, self.constituency.text
        store = self.session.store
        name = self.session.run(lambda: places.place(store, written, wanted, self._folder))
        if name:
            self.session.said.emit(tr("The postcode is in {name}", name=name))
            self.accept()

    def let(self) -> None:
        """Lets the directory tell it again."""
        written, store = self.postcode.text, self.session.store

        def unplace() -> bool:
            places.unplace(store, written)
            return True

        if self.session.run(unplace, tr("The directory tells it again")):
            self.accept()
