"""Envelopes: the address where Royal Mail's machines look for it, and whom it goes back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.documents.mailing.fitting import (
    BlockWriter,
    Fitted,
    first_baseline,
    fit_lines,
    fitted_or_refused,
    paragraphs,
)
from app.documents.page.pdf import Pdf
from app.documents.page.style import MM, MUTED
from app.documents.page.tagging import END
from app.documents.page.text import Run, draw_line, plain
from app.domain.sheet import Box
from app.progress import Progress, silent

SIZES: Mapping[str, tuple[float, float]] = {"C5": (229.0, 162.0), "DL": (220.0, 110.0)}
"""Width and height in millimetres (ISO 269)."""

ABOVE, BELOW, BESIDE = 40.0, 18.0, 15.0
"""Millimetres that stay free for the stamp, for the bars of the sorting machine, and beside."""

_FROM_LEFT = 0.44
"""Where the address begins, in widths of the envelope: right of its middle it would crowd."""

MOST = 14.0


def address_box(size: str) -> Box:
    """Where the address may stand: points from the envelope's lower left."""
    wide, high = SIZES[size]
    return (_FROM_LEFT * wide * MM, BELOW * MM, (wide - BESIDE) * MM, (high - ABOVE) * MM)


def envelopes_pdf(
    size: str,
    blocks: Sequence[Sequence[str]],
    title: str,
    *,
    sender: Sequence[str] = (),
    progress: Progress = silent,
) -> bytes:
    """An envelope for each block of lines; `sender`, where given, stands small at the upper left.

    AppError where a block does not go on: `too_long` says so before.
    """
    wide, high = SIZES[size]
    pdf = Pdf(title, size=(wide * MM, high * MM))
    writer = BlockWriter(pdf)
    left, bottom, _, top = address_box(size)
    recorded = _return_code(pdf, sender, high) if sender else ""
    template = paragraphs(2 if sender else 1)
    mark = 1 if sender else 0
    for number, lines in enumerate(blocks):
        progress(number, len(blocks))
        pdf.tags.stamp(pdf.tags.root, template)
        fitted = fitted_or_refused(_fit(size, lines), number + 1)
        code = writer.code(fitted, left, first_baseline(fitted, bottom, top))
        pdf.code(f"{recorded}\n.106 .122 .137 rg /P<</MCID {mark}>>BDC {code} {END}")
        pdf.end_page()
    return pdf.bytes()


def too_long(size: str, blocks: Sequence[Sequence[str]]) -> list[int]:
    """Which of the blocks, from 0, do not go on an envelope in the smallest type."""
    return [at for at, lines in enumerate(blocks) if _fit(size, lines) is None]


def _fit(size: str, lines: Sequence[str]) -> Fitted | None:
    left, bottom, right, top = address_box(size)
    return fit_lines(lines, right - left, top - bottom, MOST)


def _return_code(pdf: Pdf, sender: Sequence[str], high: float) -> str:
    """The sender's lines as page code, the first mark of every envelope."""
    canvas = pdf.canvas
    kept, canvas._code = canvas._code, []  # noqa: SLF001  # ReportLab has no public way
    y = (high - 12) * MM
    for at, text in enumerate(sender):
        for line in plain(text, 8, 75 * MM):
            colour = MUTED if at == 0 else "#1B1F23"
            draw_line(canvas, 12 * MM, y, [Run(run.text) for run in line], 8, colour)
            y -= 10
    code, canvas._code = canvas._code, kept  # noqa: SLF001  # as above
    return "\n".join(["/P<</MCID 0>>BDC", *code, END])
