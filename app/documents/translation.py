"""A translation on the sheet: smaller, behind a rule, and labelled as binding nobody (R7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.fonts import BOLD
from app.documents.style import (
    MARGIN,
    MUTED,
    RULE,
    TEXT_WIDTH,
    Line,
    Run,
    draw_line,
    draw_lines,
    plain,
)
from app.documents.words import filled, language_name, sentence
from app.domain.addressee import Kind
from app.domain.sheet import PrintJob
from app.domain.wording import Translation

SIZE, LEADING, INDENT = 8.2, 11.8, 11.0


def paragraphs(job: PrintJob, language: str, kind: Kind = "full") -> list[str]:
    """The translated text, with the phrases of its language where there are any."""
    return translated(
        job.wording.translations[language], job.texts[language], job.addressee.form, kind
    )


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
    """The lines of one translation; `height` in points."""

    label: Line
    paragraphs: tuple[tuple[Line, ...], ...]

    @staticmethod
    def of(job: PrintJob, language: str, kind: Kind) -> TranslationBlock:
        """The block of `language` for sheets of `kind`."""
        texts = job.texts[job.wording.language]
        values = {"language": language_name(language, texts)}
        label = [Run(filled(texts["translation_label"], values), BOLD)]
        note = job.texts[language].get("translation_note", "")
        if note:
            label = [Run(label[0].text + "  ", BOLD), Run(note)]
        room = TEXT_WIDTH - INDENT
        return TranslationBlock(
            label,
            tuple(tuple(plain(text, SIZE, room)) for text in paragraphs(job, language, kind)),
        )

    @property
    def height(self) -> float:
        """In points, from the top of the rule to its end."""
        lines = sum(len(paragraph) for paragraph in self.paragraphs)
        return 12 + lines * LEADING + (len(self.paragraphs) - 1) * 2

    def draw(self, canvas: Any, y: float) -> None:
        """Draws the block with its top at `y`."""
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(1.6)
        canvas.line(MARGIN + 1.2, y, MARGIN + 1.2, y - self.height)
        baseline = y - 8
        draw_line(canvas, MARGIN + INDENT, baseline, self.label, 7.4, MUTED)
        baseline -= LEADING + 0.5
        for paragraph in self.paragraphs:
            baseline = draw_lines(canvas, MARGIN + INDENT, baseline, paragraph, SIZE, LEADING) - 2
