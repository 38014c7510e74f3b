"""What a reader finds in a PDF: its text and where it stands, its pictures, its catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

DPI = 150
_QR: Any = zxingcpp.BarcodeFormat.QRCode  # its stubs want a set of them


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF, closed afterwards."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def dump(pdf: bytes) -> str:
    """Every line of text with its left, bottom and right in points, page by page."""
    found: list[str] = []
    with opened(pdf) as document:
        for number, page in enumerate(document, 1):
            found.append(f"page {number}")
            text = page.get_textpage()
            for at in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(at)
                words = text.get_text_bounded(left, bottom, right, top).strip()
                if words:
                    found.append(f"{left:6.0f} {bottom:4.0f} {right:4.0f}  {words}")
    return "\n".join(found) + "\n"


def words(pdf: bytes) -> str:
    """All text with single spaces, as a person would copy it."""
    with opened(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def pictures(pdf: bytes, dpi: int = DPI) -> Iterator[Image.Image]:
    """The pages as a scanner would see them."""
    with opened(pdf) as document:
        for page in document:
            yield page.render(scale=dpi / 72, grayscale=True).to_pil()


def codes(picture: Image.Image) -> list[str]:
    """What the QR codes of a picture say."""
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=_QR)]
