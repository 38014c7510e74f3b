"""The foot of a sheet: code, return, privacy; below the rows, clear of the petition (R110)."""

from __future__ import annotations

from typing import Any

from app.documents import qr
from app.documents.fonts import BOLD, REGULAR, font
from app.documents.style import (
    FAINT,
    MARGIN,
    MUTED,
    PAGE_WIDTH,
    RULE,
    TEXT_WIDTH,
    Line,
    draw_lines,
    draw_text,
    plain,
)
from app.documents.words import day_values, filled, long_date, recipient
from app.domain.addressee import Kind
from app.domain.sheet import Box, PrintJob, SheetToPrint
from app.domain.sheet_code import printed
from app.domain.wording import printed_hash
from app.errors import AppError

RULE_Y = 119.0
QR_SIZE = 60.0
QR_BOX: Box = (MARGIN, RULE_Y - 10 - QR_SIZE, MARGIN + QR_SIZE, RULE_Y - 10)
CODE_X = QR_BOX[2] + 10
RETURN_X, RETURN_WIDTH, RETURN_LEADING = 218.0, 128.0, 10.2
LOWEST = 25.0
"""The lowest baseline: printers leave up to 8 mm white."""

NOTICE_X = 354.0
NOTICE_WIDTH = PAGE_WIDTH - MARGIN - NOTICE_X
CODE_Y, SHEET_Y = RULE_Y - 21, RULE_Y - 36


def draw(canvas: Any, job: PrintJob, kind: Kind) -> None:
    """Draws what the feet of all sheets of `kind` share."""
    texts = job.texts[job.wording.language]
    other = job.texts[job.languages[0]] if job.languages else {}
    draw_text(canvas, MARGIN, RULE_Y + 9, texts["do_not_cross"], 8.6, bold=True)
    if "do_not_cross" in other:
        x = MARGIN + TEXT_WIDTH
        draw_text(canvas, x, RULE_Y + 9, other["do_not_cross"], 7.8, colour=MUTED, right=True)
    canvas.setStrokeColor(FAINT)
    canvas.setLineWidth(0.8)
    canvas.line(MARGIN, RULE_Y, MARGIN + TEXT_WIDTH, RULE_Y)
    draw_text(canvas, CODE_X, RULE_Y - 48, texts[f"kind_{kind}"], 8, colour=MUTED)
    wording = filled(texts["wording"], {"hash": printed_hash(job.hash)})
    draw_text(canvas, CODE_X, RULE_Y - 59, wording, 8, colour=MUTED)
    _draw_return(canvas, job)
    _draw_notice(canvas, job)
    if job.draft:
        canvas.setStrokeColor(RULE)
        canvas.rect(QR_BOX[0], QR_BOX[1], QR_SIZE, QR_SIZE)
        draw_text(canvas, CODE_X, CODE_Y, texts["draft"], 14, bold=True, colour=MUTED)


def _draw_return(canvas: Any, job: PrintJob) -> None:
    texts = job.texts[job.wording.language]
    other = job.texts[job.languages[0]] if job.languages else {}
    back = job.wording.return_to
    y = RULE_Y - 16
    if back.by:
        values = day_values(back.by)
        draw_text(canvas, RETURN_X, y, filled(texts["return_by"], values), 8.8, bold=True)
        if "return_by" in other:
            y -= 11
            draw_text(canvas, RETURN_X, y, filled(other["return_by"], values), 7.6)
    else:
        draw_text(canvas, RETURN_X, y, texts["return_to"], 8.8, bold=True)
    y -= 13
    draw_lines(canvas, RETURN_X, y, _return_lines(job, y), 7.8, RETURN_LEADING)


def _return_lines(job: PrintJob, top: float) -> list[Line]:
    """Name and address from the baseline `top` down; AppError when they have no room."""
    texts = (job.wording.organiser.name, *job.wording.return_to.address)
    lines = [line for text in texts for line in plain(text, 7.8, RETURN_WIDTH)]
    room = int((top - LOWEST) / RETURN_LEADING) + 1
    if len(lines) > room:
        raise AppError(
            "The organiser’s name and the return address take {number} lines on the sheet, which "
            "has room for {room}: shorten “return.address” or “organiser.name”.",
            number=len(lines),
            room=room,
        )
    return lines


def _draw_notice(canvas: Any, job: PrintJob) -> None:
    """The privacy notice, in the largest type of which all of it fits (R62, R64, R65)."""
    texts = job.texts[job.wording.language]
    other = job.texts[job.languages[0]] if job.languages else {}
    privacy = job.wording.privacy
    values = {
        "controller": privacy.controller,
        "recipient": recipient(job.wording, job.addressee),
        "retention": long_date(privacy.retention),
        "contact": privacy.contact,
        "complaints": privacy.complaints,
        "url": privacy.url,
    } | day_values(privacy.retention)
    key = "details" if privacy.complaints == privacy.contact else "details_complaints"
    wanted = [filled(texts[key], values)]
    if privacy.url:
        wanted[0] += " " + filled(texts["details_more"], values)
    if "details" in other:
        wanted.append(filled(other["details"], values))
    title = " ".join(filter(None, (texts["details_title"], other.get("details_title", ""))))
    draw_text(canvas, NOTICE_X, RULE_Y - 14, title, 7.6, bold=True)
    for size in (6.8, 6.4, 6.0, 5.6, 5.2):
        lines = [line for text in wanted for line in plain(text, size, NOTICE_WIDTH)]
        if len(lines) * size * 1.28 <= RULE_Y - 22 - 24:
            break
    else:
        raise AppError(
            "The privacy notice has no room on the sheet: shorten “privacy.controller”, "
            "“privacy.contact”, “privacy.complaints” or “privacy.url”."
        )
    draw_lines(canvas, NOTICE_X, RULE_Y - 14 - size * 1.4, lines, size, size * 1.28)


class PageMarks:
    """Writes what differs from sheet to sheet, as ready page code."""

    def __init__(self, canvas: Any, job: PrintJob) -> None:
        self._job = job
        self._texts = job.texts[job.wording.language]
        self._bold = self._ascii_font(canvas, BOLD)
        self._regular = self._ascii_font(canvas, REGULAR)

    @staticmethod
    def _ascii_font(canvas: Any, name: str) -> str:
        """The font's name in this document; its first subset holds ASCII as it is."""
        one = font(name)
        one.splitString("0", canvas._doc)  # noqa: SLF001  # ReportLab has no public way
        found: str = one.getSubsetInternalName(0, canvas._doc)  # noqa: SLF001  # as above
        return found

    def page_code(self, sheet: SheetToPrint) -> str:
        """The operators that draw the code, its QR and the sheet's number."""
        code = printed(sheet.code)
        place = filled(
            self._texts["sheet_of"],
            {
                "number": str(sheet.number),
                "of": str(self._job.sheets[-1].number),
                "batch": str(self._job.batch),
            },
        )
        drawn = qr.page_code(code, QR_BOX[0], QR_BOX[1], QR_SIZE)
        return (
            f".106 .122 .137 rg BT {self._bold} 14 Tf {CODE_X:.2f} {CODE_Y:.2f} Td ({code}) Tj "
            f"{self._bold} 8 Tf 0 {SHEET_Y - CODE_Y:.2f} Td ({place}) Tj ET {drawn}"
        )
