"""PySide6 6.12.0 on Python 3.11 loses a reference to None at each void call and aborts."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel


class Sender(QObject):
    sent = Signal(bool)


def test_void_calls_and_emits_lose_no_reference(qapp: Any) -> None:
    label, sender = QLabel(), Sender()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(10_000):
        label.setText("x")
        sender.sent.emit(True)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert abs(after[0] - before[0]) < 100
    assert abs(after[1] - before[1]) < 100
