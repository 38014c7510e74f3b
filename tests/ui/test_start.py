"""Starting where Qt cannot be loaded, or with wrong arguments: a sentence, not a traceback."""

from __future__ import annotations

import subprocess
import sys

from app.paths import RESOURCES

WALL = (
    "import sys\n"
    "class Wall:\n"
    "    def find_spec(self, name, path=None, target=None):\n"
    "        if name == 'PySide6.QtWidgets':\n"
    "            raise ImportError('libEGL.so.1: cannot open shared object file')\n"
    "sys.meta_path.insert(0, Wall())\n"
    "sys.argv = ['main.py']\n"
    "import main\n"
    "sys.exit(main.main())\n"
)


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=RESOURCES.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_system_library_is_named_with_its_package() -> None:
    said = start("-c", WALL)
    assert said.returncode == 1
    assert "libEGL.so.1" in said.stderr
    assert "apt install libegl1" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_folder_that_is_not_there_is_named() -> None:
    said = start("main.py", "petitoin")
    assert (said.returncode, said.stdout) == (1, "")
    assert "petitoin" in said.stderr
