"""A translation on the sheet: smaller, behind a rule, and labelled as binding nobody (R7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.documents.page.fonts import BOLD
from app.documents.page.pdf import Pdf
from app.documents.page.style import MARGIN, MUTED, RULE, Style
from app.documents.page.tagging import Element, language
from app.documents.page.text import Line, Run, begins_at_right, draw_line, plain, width_of
from app.documents.sheets.shape import SheetShape
from app.documents.words import filled, language_name, sentence
from app.domain.addressee import Kind
from app.domain.sheet import PrintJob
from app.domain.wording import Translation

INDENT = 11.0


def paragraphs(job: PrintJob, one: str, kind: Kind = "full") -> list[str]:
    """The translated text, with the phrases of its language where there are any."""
    return translated(job.wording.translations[one], job.texts[one], job.addressee.form, kind)


def translated(
    one: Translation, texts: Mapping[str, str], form: str, kind: Kind = "full"
) -> list[str]:
    """A translation's paragraphs, for an addressee's `form` of words."""
    values = {
        "petitioners": sentence(one.petitioners),
        "declares": sentence(one.declares),
        "requests": sentence(one.requests),
    }
    opening = texts.get(f"opening_{form}", "{petitioners}. {declares}.")
    request = texts.get(f"request_{form}", "{requests}.")
    wanted = [request] if kind == "prayer" else [opening, request]
    return [filled(template, values) for template in wanted]


@dataclass(frozen=True)
class TranslationBlock:
    """The lines of one translation on a sheet; `height` in points."""

    language: str
    label: Line
    note: Line
    paragraphs: tuple[tuple[Line, ...], ...]
    style: Style
    width: float

    @staticmethod
    def of(job: PrintJob, one: str, kind: Kind, shape: SheetShape) -> TranslationBlock:
        """The block of the language `one` for sheets of `kind`."""
        texts, style = job.texts[job.wording.language], shape.translation
        values = {"language": language_name(one, texts)}
        room = shape.text_width - INDENT
        return TranslationBlock(
            one,
            [Run(filled(texts["translation_label"], values) + " ", BOLD)],
            [Run(job.texts[one].get("translation_note", ""))],
            tuple(tuple(plain(text, style.size, room)) for text in paragraphs(job, one, kind)),
            style,
            room,
        )

    @property
    def height(self) -> float:
        """In points, from the top of the rule to its end."""
        lines = sum(len(paragraph) for paragraph in self.paragraphs)
        return 12 + lines * self.style.leading + (len(self.paragraphs) - 1) * 2

    def draw(self, pdf: Pdf, y: float, parent: Element) -> None:
        """Draws the block with its top at `y`."""
        canvas, style = pdf.canvas, self.style
        with pdf.decoration():
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(1.6)
            canvas.line(MARGIN + 1.2, y, MARGIN + 1.2, y - self.height)
        baseline, left, small = y - 8, MARGIN + INDENT, style.size * 0.9
        with pdf.inside(parent.add("P")):
            draw_line(canvas, left, baseline, self.label, small, MUTED)
        section = parent.add("Sect", language(self.language))
        if self.note[0].text:
            with pdf.inside(section.add("P")):
                after = left + width_of(self.label, small) + 6
                draw_line(canvas, after, baseline, self.note, small, MUTED)
        baseline -= style.leading + 0.5
        for paragraph in self.paragraphs:
            from_right = begins_at_right("".join(run.text for line in paragraph for run in line))
            with pdf.inside(section.add("P")):
                for line in paragraph:
                    x = left + self.width - width_of(line, style.size) if from_right else left
                    draw_line(canvas, x, baseline, line, style.size, from_right=from_right)
                    baseline -= style.leading
            baseline -= 2
