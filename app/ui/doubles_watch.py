"""Looks for doubles by itself once signatures came in, on a thread that nobody waits for."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Signal

from app.defects import record
from app.operations.counting import duplicates
from app.operations.counting.duplicates import Found
from app.progress import CancelledError
from app.store.store import Store
from app.ui.session import Session

LOOK_AFTER = 3_000
"""Milliseconds without a further change before a search begins."""


class DoublesWatch(QObject):
    """One search at a time, of the petition in sight; its pairs are kept as they are found."""

    _done = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._thread: threading.Thread | None = None
        self._ended = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER)
        self._timer.timeout.connect(self.look)
        self._done.connect(self._keep)
        session.changed.connect(self._changed)
        session.petition_changed.connect(self._timer.start)

    def _changed(self, tables: frozenset[str]) -> None:
        if "signature" in tables:
            self._timer.start()

    def look(self) -> None:
        """Searches where enough came in since the last search; waits for work that is asked for."""
        chosen = self._session.petition
        if chosen is None or self._ended or not duplicates.is_due(self._session.store, chosen.ref):
            return
        if self._thread is not None or self._session.jobs.running:
            self._timer.start()
            return
        reader = self._session.store.reader()
        self._thread = threading.Thread(target=self._search, args=(reader, chosen.ref), daemon=True)
        self._thread.start()

    def _search(self, reader: Store, ref: str) -> None:
        found: Found | None = None
        try:
            found = duplicates.find(reader, ref, self._progress)
        except CancelledError:
            pass
        except Exception as error:  # noqa: BLE001  # a thread has no other net
            record(error)
        finally:
            reader.close()
        self._done.emit(ref, found)

    def _progress(self, done: int, total: int) -> None:  # noqa: ARG002  # nobody watches
        if self._ended:
            raise CancelledError

    def _keep(self, ref: str, found: Found | None) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if found is None or self._ended:
            return
        try:
            duplicates.keep(self._session.store, ref, found)
        except Exception as error:  # noqa: BLE001  # nobody asked for it: nobody is told
            record(error)
        self._timer.start()

    def end(self) -> None:
        """Waits for the search to stop; nothing reads the campaign afterwards."""
        self._ended = True
        self._timer.stop()
        if self._thread is not None:
            self._thread.join()
