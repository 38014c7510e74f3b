"""A page of a PDF as a picture, by the same renderer that tests look at pages with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PagePicture:
    """RGB pixels, row by row; `stride` bytes a row."""

    pixels: bytes
    width: int
    height: int
    stride: int


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document.get_page_size(at) for at in range(len(document))]
    finally:
        document.close()


def page_words(pdf: bytes, page: int = 0) -> str:
    """What stands on the page with index `page` of `pdf`, for who cannot see its picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        found = document[page].get_textpage().get_text_bounded()
        return "\n".join(line.strip() for line in found.splitlines() if line.strip())
    finally:
        document.close()


def render_page(pdf: bytes, width: int, page: int = 0) -> PagePicture:
    """The page with index `page` of `pdf`, `width` pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        shown = document[page]
        bitmap = shown.render(scale=width / shown.get_width(), rev_byteorder=True)
        rgb = bitmap.format == pypdfium2.raw.FPDFBitmap_BGR
        if not rgb:
            bitmap = shown.render(
                scale=width / shown.get_width(),
                rev_byteorder=True,
                force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR,
            )
        return PagePicture(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
    finally:
        document.close()
