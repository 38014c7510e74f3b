"""Which email, in which language, with what in the fields that it asks for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.outreach.letter import LetterTemplate
from app.messages import tr
from app.operations.outreach import letter_templates
from app.ui.session import Session
from app.ui.widgets.asked_fields import AskedFields
from app.ui.widgets.basics import across, button
from app.ui.widgets.fields import Field, combo
from app.ui.widgets.page import NO_VALUES
from app.ui.widgets.template_dialog import TemplateDialog

USUAL = "news"
"""The email that is shown first."""


class EmailForm(QWidget):
    """`changed` says that something else is to be written."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.template = combo([])
        self.language = combo(
            [("", tr("Each in their own")), ("en", tr("English")), ("ko", tr("Korean"))]
        )
        self.also_unsigned = QCheckBox(tr("Also who is not known to have signed"))
        self.asking = AskedFields(12)
        self.asked = self.asking.fields
        edit = button(tr("Look and edit…"), "pencil", kind="link", on_click=self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Field(tr("Email"), self.template))
        column.addLayout(across(edit, None))
        column.addWidget(Field(tr("Language"), self.language))
        column.addWidget(self.also_unsigned)
        column.addWidget(self.asking)
        self.asking.changed.connect(self.changed)
        self.template.activated.connect(lambda _: self._choose())
        self.language.activated.connect(lambda _: self.changed.emit())
        self.also_unsigned.toggled.connect(lambda _: self.changed.emit())

    def reload(self) -> None:
        """Lists the emails there are, keeping the choice."""
        chosen = self.template.currentData()
        self.template.clear()
        for ref, one in letter_templates.templates(self._session.store, "email").items():
            title = one.text("en")[1].title
            self.template.addItem(tr("{title} (own)", title=title) if one.own else title, ref)
        found = self.template.findData(chosen)
        self.template.setCurrentIndex(found if found >= 0 else self.template.findData(USUAL))
        self._show_asks()

    def choose(self, ref: str, values: Mapping[str, str] = NO_VALUES) -> None:
        """Chooses an email by its name, where there is one, and fills in what is known for it."""
        at = self.template.findData(ref)
        if at >= 0:
            self.template.setCurrentIndex(at)
            self._show_asks()
            self.asking.fill(values)
            self.changed.emit()

    def _choose(self) -> None:
        self._show_asks()
        self.changed.emit()

    @property
    def _found(self) -> LetterTemplate:
        return letter_templates.template(self._session.store, "email", self.template.currentData())

    def _show_asks(self) -> None:
        """A field for each thing that the email asks for, in every language that it has."""
        texts = self._found.texts.values()
        self.also_unsigned.setVisible(any(text.meant_for == "signers" for text in texts))
        self.asking.show_asked(self._found)

    @property
    def values(self) -> Mapping[str, str]:
        """What is typed for each thing that the email asks for."""
        return self.asking.values

    def edit(self) -> None:
        """Shows the email's text, to be written anew in its place or beside it."""
        dialog = TemplateDialog(self._session, "email", self.template.currentData(), self)
        dialog.exec()
        if dialog.kept:
            self.choose(dialog.kept)
