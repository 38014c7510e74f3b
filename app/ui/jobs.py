"""Long work on one other thread, with its progress and a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.progress import CancelledError, Progress

DRAWING = threading.Lock()
"""Held while a document is drawn: ReportLab's fonts and PDFium serve one thread at a time."""

_IN_HAND = 4
"""Parts of a job that may wait for the window at once: each may hold a picture."""


class Jobs(QObject):
    """Runs one job at a time; everything but the work itself happens on the window's thread."""

    started = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()
    _finished = Signal(object)
    _handed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None
        self._room = threading.Semaphore(_IN_HAND)
        self._finished.connect(self._finish)
        self._handed.connect(self._receive)

    @property
    def running(self) -> bool:
        """Whether a job is under way: it postpones the idle lock."""
        return self._thread is not None

    def start(
        self,
        label: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        *,
        draws: bool = True,
    ) -> None:
        """Runs `work`; then `done` or `failed`; neither when it was stopped.

        Work that draws no document leaves the others free to draw.
        """
        if self.running:
            return
        self._cancelled.clear()

        finish = done

        def run() -> None:
            try:
                with DRAWING if draws else nullcontext():
                    result = work(self._report)
            except CancelledError:
                self._finished.emit(lambda: None)
            except BaseException as error:  # noqa: BLE001  # carried to the window's thread
                failure = error
                self._finished.emit(lambda: failed(failure))
            else:
                self._finished.emit(lambda: finish(result))

        self._thread = threading.Thread(target=run, daemon=True)
        self.started.emit(label)
        self._thread.start()

    def _report(self, done: int, total: int) -> None:
        if self._cancelled.is_set():
            raise CancelledError
        self.progressed.emit(done, total)

    def hand_over(self, take: Callable[[], None]) -> None:
        """Called by the work: has the window's thread `take` a part of it, a few at a time.

        CancelledError where the job was stopped meanwhile.
        """
        while not self._room.acquire(timeout=0.05):
            if self._cancelled.is_set():
                raise CancelledError
        self._handed.emit(take)

    def _receive(self, take: Callable[[], None]) -> None:
        self._room.release()
        if not self._cancelled.is_set():
            take()

    def cancel(self) -> None:
        """Asks the job to stop at its next step; what it finishes all the same is dropped."""
        self._cancelled.set()

    def wait(self) -> None:
        """Stops the job and waits for its thread to end."""
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    def _finish(self, then: Callable[[], None]) -> None:
        if self._thread is not None:
            self._thread.join()
        self._thread = None
        self.ended.emit()
        if not self._cancelled.is_set():
            then()
