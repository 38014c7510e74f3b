"""The real window, offscreen; where Qt's system libraries are missing, a loud skip."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.operations.campaign import demo_community
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording, open_copy
from tests.conftest import NO_SKIP

os.environ["QT_QPA_PLATFORM"] = "offscreen"

Drive = Callable[[Any], object]
"""What a person does in a dialogue."""

try:
    from PySide6 import QtCore, QtSvg, QtWidgets  # noqa: F401  # whether they load
except ImportError as problem:
    MISSING = str(problem)
    if NO_SKIP:
        raise
else:
    MISSING = ""

collect_ignore_glob = ["test_window*.py"] if MISSING else []


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Says loudly that the window was not tested."""
    if MISSING:
        terminalreporter.section("THE WINDOW IS NOT TESTED", sep="!")
        terminalreporter.line(f"Qt cannot be loaded here: {MISSING}")


@pytest.fixture
def life(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The application's life with a clock that stands still and settings of its own."""
    from app.ui import doubles_watch
    from app.ui.application import Life

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    # What a test does not ask for does not run beside it.
    monkeypatch.setattr(doubles_watch, "LOOK_AFTER", 24 * 3600 * 1000)
    made = Life(qapp, lambda: NOW)
    yield made
    if made.window is not None:
        # A window that is only closed lives on, and each later theme is applied to it again.
        made.window.close()
        made.window.deleteLater()
        QtWidgets.QApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete)


@pytest.fixture
def window(life: Any, tmp_path: Path) -> Any:
    """The main window over an empty campaign."""
    life.show_campaign(open_copy(tmp_path / "campaign"))
    return life.window


@pytest.fixture
def community(window: Any, qtbot: Any) -> Any:
    """The window over the practice contacts."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    store = window.session.store
    ref = petitions.add(store, commons_wording(), now=NOW)
    demo_community.fill(store, ref, now=NOW)
    window.session.choose_petition(ref)
    return window


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where every file dialogue says that a file goes."""
    from PySide6.QtWidgets import QFileDialog

    out = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    return out


@pytest.fixture
def codes(window: Any, qtbot: Any, tmp_path: Path) -> list[str]:
    """The bare codes of a batch of six, with the Sheets page in front."""
    from app.domain.sheet import Order
    from app.operations.paper import printing
    from app.operations.petition import petitions

    store = window.session.store
    ref = petitions.add(store, commons_wording(), now=NOW)
    printing.print_batch(store, ref, Order(6), out=tmp_path / "sheets.pdf", now=NOW)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("sheets")
    return [one.code for one in store.sheets.of_petition(window.session.petition.id)]


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Callable[[Drive], None]:
    """Says what a person does in the next dialogue."""
    from app.ui.widgets.step_dialog import StepDialog

    def use(act: Drive) -> None:
        def run(dialog: Any) -> int:
            dialog.show()
            act(dialog)
            dialog.close()
            return 0

        monkeypatch.setattr(StepDialog, "exec", run)

    return use


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What a screen reader is given to say, and whether at once; it hears nothing offscreen."""
    from types import SimpleNamespace

    from PySide6.QtGui import QAccessible

    from app.ui.widgets import telling

    heard: list[tuple[str, bool]] = []
    politeness = QAccessible.AnnouncementPoliteness

    def hear(event: Any) -> None:
        heard.append((event.message(), event.politeness() == politeness.Assertive))

    reader = SimpleNamespace(AnnouncementPoliteness=politeness, updateAccessibility=hear)
    monkeypatch.setattr(telling, "QAccessible", reader)
    return heard


@pytest.fixture
def scans() -> dict[str, Any]:
    """The pictures by bare code; a sheet that is not in it has no scan."""
    return {}


@pytest.fixture
def entering(
    life: Any,
    tmp_path: Path,
    scans: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
) -> Callable[..., Any]:
    """Prints two sheets, gives the first one's pictures, and shows the Enter page."""
    from app.domain.sheet import Order
    from app.operations.paper import printing
    from app.operations.petition import petitions
    from app.ui.enter.page import EnterPage

    monkeypatch.setattr(EnterPage, "_open_pictures", lambda _, code: scans.get(code))

    def begin(pictures: Any = None, rows: int = 12) -> Any:
        campaign = open_copy(tmp_path / "campaign")
        ref = petitions.add(campaign.store, commons_wording(), now=NOW)
        printing.print_batch(
            campaign.store, ref, Order(2, rows=rows, kind="full"), out=tmp_path / "s.pdf", now=NOW
        )
        life.show_campaign(campaign)
        window = life.window
        window.show_page("enter")
        window.activateWindow()
        qtbot.waitUntil(lambda: QtWidgets.QApplication.activeWindow() is window)
        window.codes = [one.code for one in campaign.store.sheets.of_petition(
            window.session.petition.id
        )]  # fmt: skip
        if pictures is not None:
            scans[window.codes[0]] = pictures
        window.page("enter").open_sheet(window.codes[0])
        return window

    return begin
