"""Asks the campaign on another thread where contacts are many: the window must not wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.store.community.contact_query import ContactQuery
from app.store.store import Store

LARGE = 1_000
"""With more contacts questions are answered on another thread."""

_AGAIN = 0.02
"""Seconds until what is to end is interrupted once more: it may have been between two reads."""


T = TypeVar("T")


def tried(work: Callable[[Store], T], store: Store) -> T | AppError:
    """What `work` gives, or what stands in its way: usual while somebody still chooses."""
    try:
        return work(store)
    except AppError as refusal:
        return refusal


class Asker(QObject):
    """Answers the last question asked; an answer to an earlier one is dropped."""

    answered = Signal(object)
    failed = Signal(object)
    _came = Signal(int, object, bool)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._number = 0
        self._threads: list[threading.Thread] = []
        self._readers: list[Store] = []
        self._reading = threading.Lock()
        self._came.connect(self._receive)
        self.waiting = False

    def ask(self, work: Callable[[Store], object]) -> None:
        """Does `work` with a store that only reads; at once where contacts are few."""
        self.drop()
        if self._store.contacts.count(ContactQuery()) <= LARGE:
            self._receive(self._number, work(self._store), failed=False)
            return
        self.waiting = True
        self._threads = [one for one in self._threads if one.is_alive()]
        thread = threading.Thread(target=self._run, args=(self._number, work), daemon=True)
        self._threads.append(thread)
        thread.start()

    def drop(self) -> None:
        """Forgets the question that is not answered yet."""
        self._number += 1
        self.waiting = False
        self._interrupt()

    def _run(self, number: int, work: Callable[[Store], object]) -> None:
        try:
            reader = self._store.reader()
            self._readers.append(reader)
            try:
                answer = work(reader)
            finally:
                with self._reading:
                    self._readers.remove(reader)
                reader.close()
        except Exception as error:  # noqa: BLE001  # carried to the window's thread
            self._came.emit(number, error, True)  # noqa: FBT003  # a signal takes no names
        else:
            self._came.emit(number, answer, False)  # noqa: FBT003  # as above

    def _interrupt(self) -> None:
        """Stops what is read for earlier questions: nobody waits for it any more."""
        with self._reading:
            for reader in self._readers:
                reader.interrupt()

    def _receive(self, number: int, answer: object, failed: bool) -> None:  # noqa: FBT001  # a slot
        if number == self._number:
            self.waiting = False
            (self.failed if failed else self.answered).emit(answer)

    def end(self) -> None:
        """Has the threads end; nothing reads the campaign afterwards."""
        self._number += 1
        for one in self._threads:
            while one.is_alive():
                self._interrupt()
                one.join(_AGAIN)
