"""Counts segments on a thread of its own where contacts are many: typing must not wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.store.community.contact_query import ContactQuery
from app.store.store import Store

LARGE = 5_000
"""With more contacts segments are counted on another thread."""


class Counter(QObject):
    """Answers the last question asked; an answer to an earlier one is dropped."""

    answered = Signal(object)
    failed = Signal(object)
    _came = Signal(int, object)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._number = 0
        self._threads: list[threading.Thread] = []
        self._came.connect(self._receive)

    def ask(self, work: Callable[[Store], object]) -> None:
        """Does `work` with a store that only reads; at once where contacts are few."""
        self._number += 1
        if self._store.contacts.count(ContactQuery()) <= LARGE:
            self._receive(self._number, work(self._store))
            return
        self._threads = [one for one in self._threads if one.is_alive()]
        thread = threading.Thread(target=self._run, args=(self._number, work), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _run(self, number: int, work: Callable[[Store], object]) -> None:
        try:
            reader = self._store.reader()
            try:
                answer = work(reader)
            finally:
                reader.close()
        except Exception as error:  # noqa: BLE001  # carried to the window's thread
            self._came.emit(number, error)
        else:
            self._came.emit(number, answer)

    def _receive(self, number: int, answer: object) -> None:
        if number == self._number:
            (self.failed if isinstance(answer, BaseException) else self.answered).emit(answer)

    def end(self) -> None:
        """Waits for the threads to end; nothing reads the campaign afterwards."""
        self._number += 1
        for one in self._threads:
            one.join()
