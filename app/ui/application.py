"""The window's life: welcome, unlock, work, lock, welcome again in a fresh process."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.errors import AppError
from app.messages import tr
from app.paths import user_config_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.operations.campaign.campaigns import Campaign

T = TypeVar("T")

LINUX_PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libfontconfig1 libdbus-1-3 libxcb-cursor0 libxcb-icccm4 "
    "libxcb-keysyms1 libxcb-shape0 libxcb-xinerama0"
)
_LAST = "last.json"


def run(arguments: list[str]) -> int:
    """Opens the window on the campaign named in `arguments`, else the last one; exit status."""
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        sys.stderr.write(tr("Usage: roundrobin [CAMPAIGN], or roundrobin GROUP COMMAND …\n"))
        return 2
    if arguments and not Path(arguments[0]).is_dir():
        sys.stderr.write(
            tr(
                "There is no campaign in “{name}”, and no command of that name.\n",
                name=arguments[0],
            )
        )
        return 1
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        sys.stderr.write(missing_library_sentence(str(error)) + "\n")
        return 1
    application = QApplication(["roundrobin"])
    application.setApplicationName("Roundrobin")
    life = Life(application)
    life.begin(Path(arguments[0]).resolve() if arguments else last_folder())
    return application.exec()


def missing_library_sentence(problem: str) -> str:
    """What to install where Qt cannot be loaded."""
    missing = problem.split(":", maxsplit=1)[0]
    if sys.platform.startswith("linux"):
        return tr(
            "The window needs a system library that is missing ({missing}): install it, on Debian "
            "and Ubuntu with “sudo apt install {packages}”. Every command works without it: "
            "roundrobin --help.",
            missing=missing,
            packages=LINUX_PACKAGES,
        )
    return tr(
        "The window’s library cannot be loaded ({missing}): install PySide6-Essentials again.",
        missing=missing,
    )


def last_folder() -> Path | None:
    """The folder of the campaign that was open last, if it is still there."""
    try:
        text = (user_config_folder() / _LAST).read_text(encoding="utf-8")
        folder = Path(json.loads(text)["folder"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return folder if folder.is_dir() else None


def remember(folder: Path) -> None:
    """Keeps which campaign was open last: its folder, never its name."""
    target = user_config_folder()
    try:
        target.mkdir(parents=True, exist_ok=True)
        (target / _LAST).write_text(json.dumps({"folder": str(folder)}), encoding="utf-8")
    except OSError:
        return


def now() -> datetime:
    """The clock, read here once and passed in everywhere below."""
    return datetime.now().astimezone()


class Life:
    """Holds the one window there is."""

    def __init__(self, application: object, clock: Callable[[], datetime] = now) -> None:
        from PySide6.QtWidgets import QApplication

        from app.ui.theme import Theme

        assert isinstance(application, QApplication)  # noqa: S101  # for the types only
        self._application, self._clock = application, clock
        self.theme = Theme(application)
        self.theme.apply()
        self.window: QWidget | None = None

    def begin(self, folder: Path | None) -> None:
        """Shows the welcome window, asking to unlock `folder` where there is one."""
        from app.ui.welcome.window import WelcomeWindow

        welcome = WelcomeWindow(folder, self._make)
        welcome.opened.connect(self.open)
        welcome.made.connect(self._open_made)
        welcome.practice_wanted.connect(self._practise)
        self._show(welcome)

    def _show(self, window: QWidget) -> None:
        old, self.window = self.window, window
        window.show()
        if old is not None:
            old.close()
            old.deleteLater()

    def _make(self, folder: Path, passphrase: str, name: str) -> str:
        from app.operations.campaign import campaigns

        created = campaigns.create(folder, passphrase, name=name, now=self._clock())
        created.campaign.close()
        return created.recovery_code

    def _open_made(self, folder: Path, passphrase: str) -> None:
        from app.operations.campaign import campaigns
        from app.store.keys import Passphrase

        self.open(folder, campaigns.unlock(folder, Passphrase(passphrase)))

    def _practise(self, folder: Path) -> None:
        from app.operations.campaign import demo

        def build() -> demo.DemoReport:
            return demo.build(folder, now=self._clock())

        made = self._try(build)
        if made is not None:
            self._open_made(made.campaign, made.passphrase)

    def open(self, folder: Path, key: bytes) -> None:
        """Opens the campaign whose data key is in hand."""
        from app.operations.campaign import campaigns

        campaign = self._try(lambda: campaigns.open_with_key(folder, key, now=self._clock()))
        if campaign is not None:
            remember(folder)
            self.show_campaign(campaign)

    def show_campaign(self, campaign: Campaign) -> None:
        """Shows the main window of an unlocked campaign."""
        from app.ui.main_window import MainWindow
        from app.ui.session import Session

        session = Session(campaign, self._clock)
        self._show(MainWindow(session, self.theme, lambda: self._lock(campaign)))

    def _try(self, action: Callable[[], T]) -> T | None:
        """Does it; what it refuses is said in the welcome window."""
        from app.defects import record
        from app.ui.session import defect_sentence

        try:
            return action()
        except AppError as refusal:
            sentence = str(refusal)
        except Exception as error:  # noqa: BLE001  # the window's last net
            sentence = defect_sentence(record(error))
        banner = getattr(self.window, "banner", None)
        if banner is not None:
            banner.say(sentence)
        return None

    def _lock(self, campaign: Campaign) -> None:
        """Ends this process, whose memory held the data, and begins a fresh one."""
        if self.window is not None:
            self.window.hide()
        restart(campaign.folder)


def restart(folder: Path) -> None:
    """Replaces this process by one that shows the unlock window of `folder`."""
    program = [sys.executable]
    if not getattr(sys, "frozen", False):
        program.append(str(Path(__file__).resolve().parent.parent.parent / "main.py"))
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(program[0], [*program, str(folder)])  # noqa: S606  # our own program again
