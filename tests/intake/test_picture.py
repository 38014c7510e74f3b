"""Pictures from outside: a good one is made small, a bad one is one sentence, a bomb is ended."""

from __future__ import annotations

import io
import os
import struct
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from app.errors import AppError
from app.intake import worker
from app.intake.picture import PictureError, read_picture
from app.intake.worker import TooMuchError, apart


def picture(mode: str = "RGBA", kind: str = "PNG", size: tuple[int, int] = (3000, 1500)) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, "teal").save(target, kind)
    return target.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of one colour that unfolds to `width` times `height` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\0" * (1 + (width + 7) // 8)
    pack = zlib.compressobj(9)
    data = b"".join(pack.compress(row * 100) for _ in range(height // 100)) + pack.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG")])
def test_a_picture_is_made_small(tmp_path: Path, mode: str, kind: str) -> None:
    path = tmp_path / "group.img"
    path.write_bytes(picture(mode, kind))
    with Image.open(io.BytesIO(read_picture(path))) as made:
        assert (made.format, made.mode, made.size) == ("PNG", "RGB", (1200, 600))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not a PNG or JPEG"),
        (b"%PDF-1.7 not a picture", "is not a PNG or JPEG"),
        (picture()[:-400], "is damaged or cut short"),
        (bomb(40_000, 40_000), "is not a PNG or JPEG"),
        (bomb(12_000, 2000), "a side has at most"),
    ],
)
def test_what_is_no_picture_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "group.png"
    path.write_bytes(content)
    with pytest.raises(PictureError) as refused:
        read_picture(path)
    assert said in str(refused.value)
    assert "group.png" in str(refused.value)


def sleep_long() -> None:
    time.sleep(60)


def eat() -> int:
    return len(bytearray(1_500_000_000).replace(b"\0", b"\1"))


def leave() -> None:
    os._exit(3)


def refuse() -> None:
    raise PictureError("{file} is refused.", file="x")


def fail() -> None:
    raise ValueError("Lee Soon-ja")


@pytest.mark.parametrize("bad", [sleep_long, eat, leave])
def test_a_reader_that_takes_too_much_is_ended(
    bad: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "SECONDS", 3.0)
    with pytest.raises(TooMuchError):
        apart(bad)  # type: ignore[arg-type]  # a function without arguments


def test_a_refusal_comes_through_and_a_failure_says_only_its_kind() -> None:
    with pytest.raises(AppError, match="x is refused"):
        apart(refuse)
    with pytest.raises(RuntimeError) as failed:
        apart(fail)
    assert str(failed.value) == "ValueError"
