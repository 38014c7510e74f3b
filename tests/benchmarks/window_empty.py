"""The baseline: an empty main window."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QApplication, QMainWindow

from tests.benchmarks.pairs import report, since_start


def main() -> None:
    """Seconds from the process's start to the first paint."""
    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    application.processEvents()
    report(since_start())


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    main()
