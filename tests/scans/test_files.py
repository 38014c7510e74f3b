"""Whatever is dropped in gives a page or a sentence: formats, bombs, damage, wrong names."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image

from app.domain.scan import PageRead
from app.errors import AppError
from app.intake import worker
from app.intake.scans.asked import PageTask
from app.intake.scans.pages import count_pages, read_pages
from tests.scans import here, world
from tests.scans.damage import World
from tests.scans.measure import book
from tests.scans.misbehave import misbehave, state

Array = Any


@pytest.fixture(scope="module")
def sheet() -> world.Printed:
    chance = World(4).chance
    return world.fill(world.printed_batch("portrait")[0], chance)


@pytest.fixture(scope="module")
def grey(sheet: world.Printed) -> Array:
    return cv2.resize(sheet.picture, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)


def read(*tasks: PageTask) -> list[PageRead]:
    return list(read_pages(book([("portrait", "foot")]), tasks, 1))


def read_one(path: Path, page: int = 1) -> PageRead:
    [found] = read(PageTask(path, page))
    return found


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each small file would take longer than all that is read."""
    here.read_here(monkeypatch)


def number_of(path: Path) -> int | str:
    [found] = count_pages([path])
    return str(found) if isinstance(found, AppError) else found


def assert_read(found: PageRead, sheet: world.Printed) -> None:
    [seen] = found.sheets
    assert seen.code == sheet.code.replace("-", "")
    assert [row.row for row in seen.rows if row.inked] == [
        row for row, state in sheet.rows.items() if state != "empty"
    ]


def _pillow(kind: str, **how: Any) -> Callable[[Array, Path], None]:
    def save(grey: Array, path: Path) -> None:
        Image.fromarray(grey).save(path, kind, **how)

    return save


def _colour(grey: Array, path: Path) -> None:
    Image.fromarray(grey).convert("RGB").save(path, "JPEG", quality=80)


def _cmyk(grey: Array, path: Path) -> None:
    Image.fromarray(grey).convert("CMYK").save(path, "JPEG", quality=80)


def _bilevel(grey: Array, path: Path) -> None:
    Image.fromarray(grey).convert("1", dither=Image.Dither.NONE).save(
        path, "TIFF", compression="group4"
    )


def _deep(grey: Array, path: Path) -> None:
    Image.fromarray(grey.astype(np.uint16) * 257).save(path, "TIFF")


def _clear(grey: Array, path: Path) -> None:
    image = Image.fromarray(grey).convert("LA")
    image.putalpha(Image.fromarray(255 - grey))
    image.save(path, "PNG")


def _animated(grey: Array, path: Path) -> None:
    first = Image.fromarray(grey)
    first.save(path, "PNG", save_all=True, append_images=[first.rotate(180)])


FORMATS = {
    "jpeg": _pillow("JPEG", quality=75),
    "jpeg-progressive": _pillow("JPEG", quality=75, progressive=True),
    "jpeg-colour": _colour,
    "jpeg-cmyk": _cmyk,
    "png": _pillow("PNG"),
    "png-clear": _clear,
    "png-animated": _animated,
    "tiff": _pillow("TIFF", compression="tiff_lzw"),
    "tiff-bilevel": _bilevel,
    "tiff-16-bits": _deep,
}


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_whatever_its_name_says(
    tmp_path: Path, sheet: world.Printed, grey: Array, name: str
) -> None:
    path = tmp_path / "scan.txt"
    FORMATS[name](grey, path)
    assert number_of(path) == 1
    assert_read(read_one(path), sheet)


def test_a_heic_picture_is_read(sheet: world.Printed) -> None:
    path = Path(__file__).parent.parent / "files" / "scans" / "sheet.heic"
    found = read_one(path)
    assert found.problem == "unknown-code"
    assert found.size == (827, 1169)


@pytest.mark.usefixtures("read_here")
def test_the_camera_s_turn_is_heeded_and_what_else_it_wrote_is_gone(
    tmp_path: Path, sheet: world.Printed, grey: Array
) -> None:
    image = Image.fromarray(np.ascontiguousarray(np.rot90(grey)))
    exif = image.getexif()
    exif[0x0112], exif[0x010F], exif[0x9286] = 6, "Canary Camera", b"Canary Street 12"
    path = tmp_path / "a.jpg"
    image.save(path, "JPEG", exif=exif)
    found = read_one(path)
    assert_read(found, sheet)
    assert found.size == (grey.shape[1], grey.shape[0])
    assert abs(found.sheets[0].rotation) < 1
    assert b"Canary" in path.read_bytes()
    assert b"Canary" not in found.content


def _pdf(path: Path, images: list[bytes], **page: Any) -> None:
    with pikepdf.new() as made:
        for content in images:
            with Image.open(io.BytesIO(content)) as image:
                wide, high = image.size
                space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
            picture = made.make_stream(
                content,
                Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=wide, Height=high,
                ColorSpace=pikepdf.Name(space), BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            )  # fmt: skip
            box = [0, 0, wide * 72 / 180, high * 72 / 180]
            made.add_blank_page(page_size=(box[2], box[3]))
            last = made.pages[-1]
            last.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
            last.Contents = made.make_stream(f"q {box[2]} 0 0 {box[3]} 0 0 cm /P Do Q".encode())
            for key, value in page.items():
                last[f"/{key}"] = value
        made.save(path)


@pytest.mark.usefixtures("read_here")
def test_a_scanned_pdf_is_read_from_its_own_pictures(
    tmp_path: Path, sheet: world.Printed, grey: Array
) -> None:
    jpeg = World(1).jpeg(grey, 75)
    path = tmp_path / "scan.pdf"
    _pdf(path, [jpeg, World(1).jpeg(np.ascontiguousarray(np.rot90(grey)), 75)], Rotate=90)
    assert number_of(path) == 2
    first, second = read(PageTask(path, 1), PageTask(path, 2))
    assert_read(first, sheet)
    assert_read(second, sheet)
    assert first.size == (grey.shape[1], grey.shape[0])
    alone = tmp_path / "same.jpg"
    alone.write_bytes(jpeg)
    assert read_one(alone).digest == first.digest


def test_a_pdf_that_was_drawn_is_rendered(tmp_path: Path) -> None:
    from tests.documents.batches import batch

    path = tmp_path / "drawn.pdf"
    path.write_bytes(batch(2, seed=world.seed_of("portrait", "foot")).pdf)
    first, second = read(PageTask(path, 1), PageTask(path, 2))
    assert [one.sheets[0].inked for one in (first, second)] == [(), ()]
    assert first.sheets[0].code != second.sheets[0].code


def _bomb_png(path: Path) -> None:
    side = 40_000
    raw = zlib.compress(b"\0" * (side // 8 + 1) * side, 9)

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", raw) + chunk(b"IEND", b"")
    )


def _large_pdf(path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(14_400, 14_400))
        made.pages[0].Contents = made.make_stream(b"1 0 0 RG 0 0 m 14400 14400 l S")
        made.save(path)


def _locked_pdf(path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


def _cut(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _jpeg_start(path: Path) -> None:
    whole = io.BytesIO()
    image = Image.effect_noise((900, 1200), 60)
    exif = image.getexif()
    exif[0x010F] = "\xff\xd9 a mark in the preview"
    image.save(whole, "JPEG", exif=exif)
    path.write_bytes(whole.getvalue()[:-4000])


def _png_start(path: Path) -> None:
    whole = io.BytesIO()
    Image.effect_noise((900, 1200), 60).save(whole, "PNG")
    path.write_bytes(whole.getvalue()[:4000])


def _pdf_start(path: Path) -> None:
    from tests.documents.batches import batch

    path.write_bytes(batch(1).pdf[:900])


BAD = {
    "1.6 gigapixels": (_bomb_png, "40000 by 40000 pixels"),
    "nothing": (_cut(b""), "is empty"),
    "a text": (_cut(b"Name,Address\nKim,1 Road\n"), "no PDF, JPEG, PNG, TIFF or HEIC"),
    "a locked PDF": (_locked_pdf, "locked with a password"),
    "the start of a PDF": (_pdf_start, "damaged or cut short"),
    "the start of a JPEG": (_jpeg_start, "damaged or cut short"),
    "the start of a PNG": (_png_start, "damaged or cut short"),
    "a GIF": (_cut(b"GIF89a" + bytes(40)), "no PDF, JPEG, PNG, TIFF or HEIC"),
    "only a JPEG's head": (_cut(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40)), "damaged"),
}


HEAVY = {"1.6 gigapixels", "the start of a PDF"}
"""What is read apart, as the program does: what would take much, and what may break a library."""


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name not in HEAVY:
        here.read_here(monkeypatch)
    make, words = BAD[name]
    path = tmp_path / "scan.jpg"
    make(path)
    found = number_of(path)
    sentence = found if isinstance(found, str) else read_one(path).sentence
    assert words in sentence
    assert sentence.endswith(".")


def test_a_huge_page_is_drawn_small_and_the_pages_beside_it_are_read(
    tmp_path: Path, sheet: world.Printed, grey: Array
) -> None:
    huge, good = tmp_path / "huge.pdf", tmp_path / "good.jpg"
    _large_pdf(huge)
    good.write_bytes(World(1).jpeg(grey, 75))
    first, second = read(PageTask(huge, 1), PageTask(good, 1))
    assert first.problem in {"blank", "no-code"}
    assert max(first.size) <= 3600
    assert_read(second, sheet)


def test_a_reader_that_hangs_or_eats_memory_is_ended_and_the_next_page_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "SECONDS", 5.0)
    monkeypatch.setattr(worker, "MEMORY", 400_000_000)
    tasks = ["good", "hang", "eat", "die", "good"]
    found = list(worker.spread(state, ("x",), misbehave, tasks, 2))
    assert [one if isinstance(one, str) else type(one).__name__ for one in found] == [
        "x good", "TooMuchError", "TooMuchError", "TooMuchError", "x good",
    ]  # fmt: skip


def test_a_refusal_and_a_defect_are_told_apart_and_carry_no_words() -> None:
    refused, failed = worker.spread(state, ("",), misbehave, ["refuse", "fail"], 1)
    assert str(refused) == "It cannot be done: page 7."
    assert "Canary" not in str(failed)
    assert "reference" in str(failed)
