"""Letters by mail merge: what is the same in all of them is broken into lines once.

A letter is the texts of its form, with the fields of one person in some of them. How
many lines each text takes says where everything stands: letters of one shape share
their places and their tags, and only what differs is put into page code for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from app.documents.mailing.fitting import (
    BlockWriter,
    Fitted,
    first_baseline,
    fit_lines,
    fitted_or_refused,
    paragraphs,
)
from app.documents.page.blocks import Block, pages
from app.documents.page.pdf import Pdf
from app.documents.page.style import FOOT, GRID, LETTER, MM, NOTE, PAGE_HEIGHT, PAGE_WIDTH, Style
from app.documents.page.tagging import ARTIFACT, END, Template
from app.documents.page.text import Run, begins_at_right, break_lines, show_code
from app.documents.words import filled
from app.domain.outreach import merge
from app.domain.outreach.letter import OF_EACH
from app.domain.sheet import Box
from app.progress import Progress, silent

LEFT, RIGHT = 22 * MM, PAGE_WIDTH - 25 * MM
WIDE = RIGHT - LEFT
WINDOW: Box = (LEFT, PAGE_HEIGHT - 81 * MM, 100 * MM, PAGE_HEIGHT - 57 * MM)
"""Where the address stands: seen through the window of a DL envelope (35 × 90 mm, 20 mm from the
left, 18 mm from the bottom) of an A4 page folded in three, however it slides in there."""

SENDER = (132 * MM, PAGE_HEIGHT - 22 * MM)
TOP = PAGE_HEIGHT - 103 * MM
"""Below the first fold, which is at 99 mm."""

TOP_LATER, BOTTOM, FOOT_TOP = PAGE_HEIGHT - 25 * MM, 37 * MM, 30 * MM
_FOLDS = (PAGE_HEIGHT - 99 * MM, PAGE_HEIGHT - 198 * MM)


@dataclass(frozen=True)
class LetterForm:
    """What all letters in one language share; its texts name fields.

    `values` are the fields that are the same in all; a letter has those of its own. `stop` says
    to a person how to hear no more, `stop_office` to whom we write in their office.
    """

    language: str
    values: Mapping[str, str]
    sender: tuple[str, ...]
    day: str
    subject: str
    paragraphs: tuple[str, ...]
    closing: str
    signed: str
    stop: str
    stop_office: str
    comma: str
    page: str


@dataclass(frozen=True)
class Letter:
    """One letter: its language, the address, the fields, and whether it goes to an office."""

    language: str
    address: tuple[str, ...]
    values: Mapping[str, str]
    office: bool = False


class _Text(NamedTuple):
    """A text of the form; `shown` is its page code by line where it is the same for all."""

    text: str
    style: Style
    after: float
    keep: bool
    strong: bool
    shown: tuple[str, ...] | None


class _Piece(NamedTuple):
    """Where lines `first` up to `last` of text `at` begin: page code before and after them."""

    at: int
    first: int
    last: int
    before: str
    after: str


class _Page(NamedTuple):
    """A page of a shape: its tags, and ready code between the pieces that differ."""

    template: Template
    parts: tuple[str | _Piece, ...]


class _Shape(NamedTuple):
    pages: tuple[_Page, ...]


def letters_pdf(
    title: str,
    forms: Mapping[str, LetterForm],
    letters: Sequence[Letter],
    progress: Progress = silent,
) -> bytes:
    """The letters in their order, each on pages of its own; AppError where none is wanted."""
    usual = letters[0].language if letters else "en"
    pdf = Pdf(title, usual)
    writers = {key: _Writer(pdf, form) for key, form in forms.items()}
    for number, letter in enumerate(letters):
        if number % 50 == 0:
            progress(number, len(letters))
        writers[letter.language].write(letter)
    return pdf.bytes()


class _Writer:
    """Writes the letters of one form on a document."""

    def __init__(self, pdf: Pdf, form: LetterForm) -> None:
        self._pdf, self._form = pdf, form
        self._blocks = BlockWriter(pdf)
        self._shapes: dict[tuple[int, ...], _Shape] = {}
        pdf.canvas.language = form.language
        self._texts = tuple(self._prepared(form))
        self._sender = self._sender_code()
        self._stops = {
            office: self._stop_code(text)
            for office, text in ((False, form.stop), (True, form.stop_office))
        }

    def _prepared(self, form: LetterForm) -> Iterator[_Text]:
        subject = [(form.subject, 2 * GRID, True)] if form.subject else []
        body = [(text, 2 * GRID, False) for text in form.paragraphs]
        body[-1] = (body[-1][0], 3 * GRID, False)
        texts = [
            (form.day, 3 * GRID, False), ("{salutation}" + form.comma, 2 * GRID, False), *subject,
            *body, (form.closing, 8 * GRID, False), (form.signed, 0, False),
        ]  # fmt: skip
        for at, (text, after, strong) in enumerate(texts):
            keep = at < len(texts) - len(body) - 2 or at >= len(texts) - 3
            yield self._text(text, LETTER, after, keep=keep, strong=strong)

    def _text(
        self, text: str, style: Style, after: float, *, keep: bool, strong: bool = False
    ) -> _Text:
        made = _Text(text, style, after, keep, strong, None)
        if any(name in OF_EACH for name in merge.fields_in(text)):
            return made
        return made._replace(shown=self._lines(made, self._form.values))

    def _lines(self, one: _Text, values: Mapping[str, str]) -> tuple[str, ...]:
        """A text's lines as page code, its fields filled in."""
        text = merge.fill(one.text, values)
        font = one.style.strong if one.strong else one.style.font
        lines = break_lines([Run(text, font)], one.style.size, WIDE)
        from_right = begins_at_right(text)
        return tuple(
            show_code(self._pdf.canvas, line, one.style.size, from_right=from_right)
            for line in lines
        )

    def _sender_code(self) -> str:
        x, y = SENDER
        code = []
        for at, line in enumerate(self._form.sender):
            style = NOTE if at else replace(LETTER, size=10.5)
            run = Run(line, LETTER.strong if not at else NOTE.font)
            for part in break_lines([run], style.size, RIGHT - x):
                shown = show_code(self._pdf.canvas, part, style.size)
                code.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")
                y -= 12.0
        return " ".join(code)

    def _stop_code(self, text: str) -> str:
        """At the foot of the last page, under a thin rule."""
        code, y = [], FOOT_TOP - 11
        for line in break_lines([Run(text, NOTE.font)], NOTE.size, WIDE):
            shown = show_code(self._pdf.canvas, line, NOTE.size)
            code.append(f"BT 1 0 0 1 {LEFT:.2f} {y:.2f} Tm {shown} ET")
            y -= 11.5
        return " ".join(code)

    def write(self, letter: Letter) -> None:
        """Writes one letter."""
        pdf, values = self._pdf, {**self._form.values, **letter.values}
        pdf.canvas.language = self._form.language
        shown = [one.shown or self._lines(one, values) for one in self._texts]
        key = tuple(map(len, shown))
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = self._shape(shown)
        last = len(shape.pages) - 1
        for number, page in enumerate(shape.pages):
            pdf.tags.stamp(pdf.tags.root, page.template)
            code = [self._opening(letter)] if number == 0 else [_INK]
            for part in page.parts:
                if isinstance(part, str):
                    code.append(part)
                else:
                    lines = " T* ".join(shown[part.at][part.first : part.last])
                    code.append(f"{part.before}{lines}{part.after}")
            if number == last:
                mark = len(page.template.owners) - 1
                code.append(f"{_GREY} /P<</MCID {mark}>>BDC {self._stops[letter.office]} {END}")
            pdf.code("\n".join(code))
            pdf.end_page()

    def _opening(self, letter: Letter) -> str:
        """The sender and the address, the first two marks of a letter."""
        left, bottom, _, top = WINDOW
        fitted = fitted_or_refused(_in_window(letter.address), self._pdf.pages + 1)
        address = self._blocks.code(fitted, left, first_baseline(fitted, bottom, top))
        return f"{_INK} /P<</MCID 0>>BDC {self._sender} {END}\n/P<</MCID 1>>BDC {address} {END}"

    def _shape(self, shown: Sequence[Sequence[str]]) -> _Shape:
        """Where the texts of a letter stand that have that many lines each."""
        head = Block((TOP_LATER - TOP,), _no_drawing, together=1, keep=True)
        blocks = [head] + [
            Block((one.style.leading,) * len(lines), _no_drawing, after=one.after, keep=one.keep)
            for one, lines in zip(self._texts, shown, strict=True)
        ]
        order = {id(block): at - 1 for at, block in enumerate(blocks)}
        placed = pages(blocks, TOP_LATER - BOTTOM)
        made = []
        for number, page in enumerate(placed):
            pieces_ = [
                (order[id(block)], first, last, down)
                for block, first, last, down in page
                if block is not head
            ]
            made.append(self._page(pieces_, shown, number, len(placed)))
        return _Shape(tuple(made))

    def _page(
        self,
        placed: Sequence[tuple[int, int, int, float]],
        shown: Sequence[Sequence[str]],
        number: int,
        of: int,
    ) -> _Page:
        marks = 0 if number else 2
        parts: list[str | _Piece] = []
        for at, first, last, down in placed:
            style = self._texts[at].style
            y = TOP_LATER - down - style.drop
            before = (
                f"/P<</MCID {marks}>>BDC BT 1 0 0 1 {LEFT:.2f} {y:.2f} Tm {style.leading:g} TL "
            )
            piece = _Piece(at, first, last, before, f" ET {END}")
            if self._texts[at].shown:
                parts.append(f"{before}{' T* '.join(shown[at][first:last])} ET {END}")
            else:
                parts.append(piece)
            marks += 1
        parts.append(self._decoration(number, of))
        return _Page(
            paragraphs(marks + (number == of - 1), self._form.language),
            tuple(_joined(parts)),
        )

    def _decoration(self, number: int, of: int) -> str:
        """Marks where to fold, the page's number where there are several, the rule at the foot."""
        code = [ARTIFACT, ".62 .65 .68 RG .5 w"]
        if number == 0:
            code += [f"{4 * MM:.2f} {y:.2f} m {8 * MM:.2f} {y:.2f} l S" for y in _FOLDS]
        if number == of - 1:
            code.append(f"{LEFT:.2f} {FOOT_TOP:.2f} m {RIGHT:.2f} {FOOT_TOP:.2f} l S")
        if of > 1:
            words = filled(self._form.page, {"number": str(number + 1), "pages": str(of)})
            shown = show_code(self._pdf.canvas, [Run(words, FOOT.font)], FOOT.size)
            code.append(f"BT 1 0 0 1 {LEFT:.2f} {FOOT_TOP + 6:.2f} Tm {shown} ET")
        return " ".join([*code, END])


_INK, _GREY = ".106 .122 .137 rg", ".337 .376 .42 rg"


def _in_window(address: Sequence[str]) -> Fitted | None:
    left, bottom, right, top = WINDOW
    return fit_lines(address, right - left, top - bottom, LETTER.size)


def too_long(blocks: Sequence[Sequence[str]]) -> list[int]:
    """Which addresses, from 0, do not go into the window in the smallest type."""
    return [at for at, lines in enumerate(blocks) if _in_window(lines) is None]


def _no_drawing(_pdf: Pdf, _y: float, _first: int, _last: int) -> None:
    """Blocks here only say how high they are."""


def _joined(parts: Iterable[str | _Piece]) -> Iterator[str | _Piece]:
    """Neighbouring code that is the same for all as one."""
    for fixed, run in groupby(parts, lambda part: isinstance(part, str)):
        if fixed:
            yield "\n".join(str(part) for part in run)
        else:
            yield from run
