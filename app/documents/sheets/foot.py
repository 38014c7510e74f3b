"""The foot of a sheet: code, return, privacy; below the rows, clear of the petition (R110)."""

from __future__ import annotations

from collections.abc import Mapping

from app.documents.page import qr, tagging
from app.documents.page.fonts import BOLD, REGULAR, width
from app.documents.page.pdf import Pdf
from app.documents.page.style import FAINT, MARGIN, MUTED, RULE
from app.documents.page.tagging import Element, language
from app.documents.page.text import Line, Run, draw_lines, draw_text, line_code, plain
from app.documents.sheets.shape import SheetShape
from app.documents.words import day_values, filled, long_date, recipient
from app.domain.addressee import Kind
from app.domain.sheet import Box, PrintJob, SheetToPrint
from app.domain.sheet_code import printed
from app.domain.wording import printed_hash
from app.errors import AppError

LOWEST = 25.0
"""The lowest baseline: printers leave up to 8 mm white."""


def qr_box(shape: SheetShape) -> Box:
    """Where the QR code lies."""
    y, size = shape.slip + shape.foot.rule - 10, shape.foot.qr
    return (MARGIN, y - size, MARGIN + size, y)


class SheetFoot:
    """The foot of all sheets of one kind, and the operators for what differs between them."""

    def __init__(self, pdf: Pdf, job: PrintJob, shape: SheetShape, kind: Kind) -> None:
        self._pdf, self._job, self._shape, self._kind = pdf, job, shape, kind
        self._texts = job.texts[job.wording.language]
        self._own = job.second
        self._other: Mapping[str, str] = job.texts[self._own] if self._own else {}
        self._top = shape.slip + shape.foot.rule
        self._begin: dict[str, str] = {}
        room = shape.foot.returning[0] - self._code_x - 6
        last = place_of(job, job.sheets[-1], parted=False)
        self._parted = bool(job.sheets[-1].side) or width(last, BOLD, self._small) > room

    def draw(self, section: Element) -> None:
        """Draws what the feet share, and keeps a place in the tree for the rest."""
        pdf, shape, texts = self._pdf, self._shape, self._texts
        size, right = shape.foot.text.size, MARGIN + shape.text_width
        words = texts["do_not_cross"]
        while width(words, BOLD, size) > shape.text_width:
            size -= 0.5
        with pdf.inside(section.add("P")):
            draw_text(pdf.canvas, MARGIN, self._top + 9, words, size, bold=True)
        taken = width(words, BOLD, size) + width(self._other.get("do_not_cross", ""), REGULAR, size)
        if "do_not_cross" in self._other and taken < shape.text_width:
            with pdf.inside(section.add("P", language(self._own))):
                draw_text(pdf.canvas, right, self._top + 9, self._other["do_not_cross"],
                          size * 0.9, colour=MUTED, right=True)  # fmt: skip
        with pdf.decoration():
            pdf.canvas.setStrokeColor(FAINT)
            pdf.canvas.setLineWidth(0.8)
            pdf.canvas.line(MARGIN, self._top, right, self._top)
        if self._job.codes_on == "foot":
            self._draw_code_place(section)
        self._draw_return(section)
        self._draw_notice(section)

    def _draw_code_place(self, section: Element) -> None:
        pdf, foot = self._pdf, self._shape.foot
        x, size = self._code_x, self._small
        if self._job.draft:
            with pdf.decoration():
                pdf.canvas.setStrokeColor(RULE)
                left, bottom, *_ = qr_box(self._shape)
                pdf.canvas.rect(left, bottom, foot.qr, foot.qr)
            with pdf.inside(section.add("P")):
                draw_text(pdf.canvas, x, self._code_y, self._texts["draft"], foot.code.size,
                          bold=True, colour=MUTED)  # fmt: skip
        else:
            self._begin["code"] = pdf.tags.mark(section.add("P"))
            self._begin["place"] = pdf.tags.mark(section.add("P"))
            picture = section.add(
                "Figure", f"/Alt{tagging.VALUE}", tagging.placed(qr_box(self._shape))
            )
            self._begin["qr"] = pdf.tags.mark(picture)
        wording = filled(self._texts["wording"], {"hash": printed_hash(self._job.hash)})
        y = self._code_y - foot.code.leading - 12
        kind = self._texts[f"kind_{self._kind}"]
        if self._parted:
            values = {"kind": kind, "batch": str(self._job.batch)}
            kind = filled(self._texts["kind_and_batch"], values)
        for text in (kind, wording):
            with pdf.inside(section.add("P")):
                draw_text(pdf.canvas, x, y, text, size, colour=MUTED)
            y -= foot.text.leading

    @property
    def _small(self) -> float:
        return max(8.0, self._shape.foot.text.size * 0.93)

    @property
    def _code_x(self) -> float:
        return qr_box(self._shape)[2] + 10

    @property
    def _code_y(self) -> float:
        return self._top - 7 - self._shape.foot.code.size

    def _draw_return(self, section: Element) -> None:
        back, foot, canvas = self._job.wording.return_to, self._shape.foot, self._pdf.canvas
        (x, _), size = foot.returning, foot.text.size
        y = self._top - 7.4 - size
        if back.by:
            values = day_values(back.by)
            words = filled(self._texts["return_by"], values)
            with self._pdf.inside(section.add("P")):
                draw_text(canvas, x, y, words, size, bold=True)
            if "return_by" in self._other and size < 12:
                y -= foot.text.leading
                with self._pdf.inside(section.add("P", language(self._own))):
                    words = filled(self._other["return_by"], values)
                    draw_text(canvas, x, y, words, max(8.0, size * 0.88))
        else:
            with self._pdf.inside(section.add("P")):
                draw_text(canvas, x, y, self._texts["return_to"], size, bold=True)
        y -= foot.text.leading + 2
        lines = self._return_lines(y)
        with self._pdf.inside(section.add("P")):
            draw_lines(canvas, x, y, lines, self._small, self._small * 1.28)

    def _return_lines(self, top: float) -> list[Line]:
        """Name and address from the baseline `top` down; AppError when they have no room."""
        wording, foot = self._job.wording, self._shape.foot
        texts = (wording.organiser.name, *wording.return_to.address)
        size = self._small
        lines = [line for text in texts for line in plain(text, size, foot.returning[1])]
        below = foot.notice[0] == MARGIN  # the notice stands under the columns
        lowest = self._shape.slip + (foot.notice_top + 18 if below else LOWEST)
        room = int((top - lowest) / (size * 1.28)) + 1
        if len(lines) > room:
            raise AppError(
                "The organiser’s name and the return address take {number} lines on the sheet, "
                "which has room for {room}: shorten “return.address” or “organiser.name”.",
                number=len(lines),
                room=room,
            )
        return lines

    def _draw_notice(self, section: Element) -> None:
        """The privacy notice, in the largest type of which all of it fits (R62, R64, R65)."""
        foot, canvas = self._shape.foot, self._pdf.canvas
        (x, wide), top = foot.notice, self._shape.slip + foot.notice_top
        notices = notice_texts(self._job)
        if foot.text.size >= 12:  # large print says it in the language that binds
            notices = notices[:1]
        room = top - self._shape.slip - LOWEST + 1
        for size in foot.notice_sizes:
            texts = [(own, plain(text, size, wide)) for own, text in notices]
            if sum(len(lines) for _, lines in texts) * size * 1.28 <= room:
                break
        else:
            raise AppError(
                "The privacy notice has no room on the sheet: shorten “privacy.controller”, "
                "“privacy.contact”, “privacy.complaints” or “privacy.url”."
            )
        titles = (self._texts["details_title"], self._other.get("details_title", ""))
        title = " ".join(filter(None, titles[: len(notices)]))
        with self._pdf.inside(section.add("P")):
            draw_text(canvas, x, top, title, max(size, 7.6), bold=True)
        y = top - size * 1.4
        for own, lines in texts:
            with self._pdf.inside(section.add("P", language(own))):
                y = draw_lines(canvas, x, y, lines, size, size * 1.28)

    def page_code(self, sheet: SheetToPrint) -> str:
        """The operators that draw the code, its QR and the sheet's number."""
        code, foot, canvas = printed(sheet.code), self._shape.foot, self._pdf.canvas
        x, below = self._code_x, self._code_y - foot.code.leading
        said = line_code(canvas, x, self._code_y, [Run(code, BOLD)], foot.code.size)
        words = place_of(self._job, sheet, parted=self._parted)
        place = line_code(canvas, x, below, [Run(words, BOLD)], self._small)
        left, bottom, *_ = qr_box(self._shape)
        return (
            f".106 .122 .137 rg {self._begin['code']} {said} EMC "
            f"{self._begin['place']} {place} EMC "
            f"{self._begin['qr']} {qr.page_code(code, left, bottom, foot.qr)} EMC"
        )


def place_of(job: PrintJob, sheet: SheetToPrint, *, parted: bool = True) -> str:
    """“Sheet 3 of 40, batch 1”; `parted` leaves the batch out; a side says which it is."""
    texts = job.texts[job.wording.language]
    values = {
        "number": str(sheet.number),
        "of": str(job.sheets[-1].number),
        "batch": str(job.batch),
    }
    if sheet.side:
        return filled(texts["side_of"], values | {"side": texts[f"side_{sheet.side}"]})
    return filled(texts["sheet_of_all" if parted else "sheet_of"], values)


def qr_words(job: PrintJob, sheet: SheetToPrint) -> str:
    """What stands for the QR code where it is not seen, as a PDF string."""
    texts = job.texts[job.wording.language]
    return tagging.pdf_text(filled(texts["qr_alternative"], {"code": printed(sheet.code)}))


def notice_texts(job: PrintJob, key: str = "details") -> list[tuple[str, str]]:
    """The privacy notice, in the binding language and in the first translation's."""
    texts, privacy = job.texts[job.wording.language], job.wording.privacy
    values = {
        "controller": privacy.controller,
        "recipient": recipient(job.wording, job.addressee),
        "retention": long_date(privacy.retention),
        "contact": privacy.contact,
        "complaints": privacy.complaints,
        "url": privacy.url,
    } | day_values(privacy.retention)
    own = key
    if key == "details" and privacy.complaints != privacy.contact:
        own = "details_complaints"
    wanted = filled(texts[own], values)
    if privacy.url:
        wanted += " " + filled(texts["details_more"], values)
    other = job.texts[job.second] if job.second else {}
    found = [("", wanted)]
    if key in other:
        found.append((job.second, filled(other[key], values)))
    return found
