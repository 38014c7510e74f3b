"""Where things lie on printed sheets: kept once for all sheets that are alike, for their scans."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from app.domain.sheet import Face, RowBox
from app.store.driver import Database


def _to_text(faces: tuple[Face, ...]) -> str:
    return json.dumps([asdict(face) for face in faces], separators=(",", ":"))


def _from_text(text: str) -> tuple[Face, ...]:
    return tuple(_face(one) for one in json.loads(text))


def _face(one: dict[str, Any]) -> Face:
    rows = tuple(
        RowBox(
            row["row"], tuple(row["box"]), {key: tuple(box) for key, box in row["cells"].items()}
        )
        for row in one["rows"]
    )
    return Face(
        size=tuple(one["size"]),
        qr=tuple(one["qr"]) if one["qr"] else None,
        marks=tuple(map(tuple, one["marks"])),
        rows=rows,
        rules=tuple(map(tuple, one["rules"])),
        text=tuple(map(tuple, one["text"])),
        labels=tuple(map(tuple, one.get("labels", ()))),
    )


class Layouts:
    """The layouts of the campaign's sheets; the sides of a sheet, front first."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, layouts: Iterable[tuple[Face, ...]]) -> list[str | None]:
        """The ids of `layouts`, kept where they are new; None for one without a side."""
        found: list[str | None] = []
        last: tuple[tuple[Face, ...], str] | None = None
        for faces in layouts:
            if not faces:
                found.append(None)
                continue
            if last is None or last[0] != faces:
                text = _to_text(faces)
                last = (faces, hashlib.sha256(text.encode()).hexdigest())
                self._db.execute(
                    "INSERT INTO page_layout VALUES (?, ?) ON CONFLICT DO NOTHING", (last[1], text)
                )
            found.append(last[1])
        return found

    def by_code(self) -> tuple[dict[str, str], dict[str, tuple[Face, ...]]]:
        """The layout's id of each sheet (bare code) that has one, and the layouts by id."""
        codes = self._db.execute("SELECT code, layout FROM sheet WHERE layout IS NOT NULL")
        kept = self._db.execute("SELECT id, layout FROM page_layout")
        return dict(codes.fetchall()), {key: _from_text(text) for key, text in kept}

    def of_sheet(self, code: str) -> tuple[Face, ...]:
        """The sides of the sheet with that bare code; empty where they are not known."""
        row = self._db.execute(
            "SELECT page_layout.layout FROM sheet JOIN page_layout ON page_layout.id = "
            "sheet.layout WHERE sheet.code = ?",
            (code,),
        ).fetchone()
        return _from_text(row[0]) if row else ()
