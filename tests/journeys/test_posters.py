"""The window poster: with a picture, in two languages; a bad picture leaves nothing behind."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from tests.documents.pdfs import words
from tests.documents.structure import faults, tree
from tests.journeys.command_line import CommandLine
from tests.journeys.test_addressees import PETITIONS


def test_a_poster_with_a_picture(cli: CommandLine, tmp_path: Path) -> None:
    cli.done("petition", "new", "--file", PETITIONS / "secretary-of-state-right.toml")
    picture, out = tmp_path / "group.jpg", tmp_path / "poster.pdf"
    made = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(made, "JPEG")
    picture.write_bytes(made.getvalue())
    arguments = ("document", "poster", "asylum", "--out", out, "--hand-in", "2026-12-07")
    assert "give both" in cli.refused(*arguments, "--picture", picture)
    cli.done(*arguments, "--picture", picture, "--picture-words", "The choir of New Malden")
    pdf = out.read_bytes()
    assert faults(pdf) == []
    [figure] = [node for node in tree(pdf).walk() if node.role == "Figure"]
    assert figure.alternative == "The choir of New Malden"
    assert "북한을 탈출한 난민에게 보호를" in words(pdf)

    picture.write_bytes(b"not a picture at all")
    said = cli.refused(*arguments, "--force", "--picture", picture, "--picture-words", "x")
    assert "group.jpg is not a PNG or JPEG" in said
    assert out.read_bytes() == pdf, "nothing is overwritten by what was refused"
