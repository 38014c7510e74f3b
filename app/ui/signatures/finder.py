"""Finds what matches while somebody types: the first rows at once, the whole behind them."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.domain.signature import Counts, Origin
from app.store.signature_query import SignatureQuery
from app.store.store import Store
from app.ui.signatures.model import PAGE, Page, read_page

LARGE = 5_000
"""A petition with more signatures is searched on a thread of its own."""


@dataclass(frozen=True)
class Answer:
    """The numbers found; counts only come with the whole, and `first` with the first page."""

    query: SignatureQuery
    order: array[int]
    first: Page | None = None
    counts: Mapping[Origin, Counts] | None = None


def answers(store: Store, query: SignatureQuery, *, again: bool) -> Iterator[Answer]:
    """The first rows where the whole will take a while (not when asked `again`), and the whole."""
    if not again:
        first = store.signatures.first(query, PAGE)
        yield Answer(query, first, read_page(store, first))
    yield Answer(query, store.signatures.order(query), counts=store.signatures.counted(query))


class Finder(QObject):
    """Answers the last question asked; what is still on the way for an earlier one is dropped."""

    found = Signal(object)
    failed = Signal(object)
    _came = Signal(int, object)

    def __init__(self, open_reader: Callable[[], Store]) -> None:
        super().__init__()
        self._open_reader = open_reader
        self._reader: Store | None = None
        self._asked = threading.Condition()
        self._question: tuple[int, SignatureQuery, bool] | None = None
        self._number = 0
        self._thread: threading.Thread | None = None
        self._ended = False
        self._came.connect(self._receive)

    def ask(self, query: SignatureQuery, *, again: bool = False) -> None:
        """Looks for `query` on the finder's thread; with `again` only the whole is told."""
        with self._asked:
            self._number += 1
            self._question = (self._number, query, again)
            self._interrupt()
            self._asked.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def drop(self) -> None:
        """Forgets the question asked last."""
        with self._asked:
            self._number += 1
            self._question = None
            self._interrupt()

    def end(self) -> None:
        """Waits for the thread to end; nothing reads the campaign afterwards."""
        with self._asked:
            self._ended = True
            self._interrupt()
            self._asked.notify()
        if self._thread is not None:
            self._thread.join()

    def _interrupt(self) -> None:
        if self._reader is not None:
            self._reader.interrupt()

    def _run(self) -> None:
        try:
            reader = self._open_reader()
        except Exception as error:  # noqa: BLE001  # carried to the window's thread
            self._came.emit(self._number, error)
            return
        self._reader = reader
        try:
            while not self._ended:
                with self._asked:
                    while self._question is None and not self._ended:
                        self._asked.wait()
                    question, self._question = self._question, None
                if question is not None and not self._ended:
                    self._answer(reader, *question)
        finally:
            self._reader = None
            reader.close()

    def _answer(self, reader: Store, number: int, query: SignatureQuery, again: bool) -> None:  # noqa: FBT001  # as it was asked
        try:
            for answer in answers(reader, query, again=again):
                if number != self._number:
                    return
                self._came.emit(number, answer)
        except Exception as error:  # noqa: BLE001  # carried to the window's thread
            if number == self._number and not self._ended:
                self._came.emit(number, error)

    def _receive(self, number: int, answer: object) -> None:
        if number == self._number and not self._ended:
            (self.found if isinstance(answer, Answer) else self.failed).emit(answer)
