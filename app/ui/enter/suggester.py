"""Reads postcodes from the scan on another thread: what it says is grey until a key takes it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from queue import SimpleQueue

from PySide6.QtCore import QObject, Signal

from app.defects import record
from app.operations.paper.scan_pictures import SheetPictures, suggest_postcode

_Wish = tuple[SheetPictures, int, int]


class Suggester(QObject):
    """The postcodes read from one sheet, row by row; of several sheets the last one asked for."""

    found = Signal(int)
    _read = Signal(int, int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.by_row: dict[int, str] = {}
        self._sheet = 0
        self._wishes: SimpleQueue[_Wish | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._read.connect(self._keep)

    def begin(self, pictures: object, rows: Sequence[int]) -> None:
        """Reads these rows of a sheet, in their order; nothing where it was not scanned."""
        self._sheet += 1
        self.by_row = {}
        if not isinstance(pictures, SheetPictures) or not rows:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()
        for row in rows:
            self._wishes.put((pictures, self._sheet, row))

    def stop(self) -> None:
        """Ends the thread, once the row under way is read."""
        self._sheet += 1
        if self._thread is not None:
            self._wishes.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while wish := self._wishes.get():
            pictures, sheet, row = wish
            if sheet != self._sheet:
                continue
            try:
                text = suggest_postcode(pictures, row)
            except Exception as error:  # noqa: BLE001  # a thread has no other net
                record(error)
                continue
            if text:
                self._read.emit(sheet, row, text)

    def _keep(self, sheet: int, row: int, text: str) -> None:
        if sheet == self._sheet:
            self.by_row[row] = text
            self.found.emit(row)
