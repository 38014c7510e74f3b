"""The drawing, checked by a machine where import-linter cannot: Qt, SQL and ReportLab."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from app.cli.main import GROUPS
from app.cli.refusals import WAYS

APP = Path(__file__).parent.parent / "app"
ROOMS = {
    "PySide6": "ui",
    "shiboken6": "ui",
    "reportlab": "documents",
    "sqlcipher3": "store",
    "sqlite_utils": "store",
    "cv2": "intake",
    "numpy": "intake matching",
    "rapidfuzz": "matching",
    "pi_heif": "intake",
    "phonenumbers": "intake",
    "pyrage": "store",
    "sqlite3": "none",
    "socket": "none",
    "urllib": "none",
    "http": "none",
    "requests": "none",
}

SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]+")
NO_SENTENCES = {"last backup", "quince lapwing", "marlpit teasel", "ko en", "en ko"}
"""A key of the store, the practice passphrase, and pairs of languages."""

READ_ON_A_TERMINAL = APP / "ui" / "application.py"
"""What it says where no window can be opened."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda path: str(path.name))
def test_each_library_stays_in_its_room(path: Path) -> None:
    room = path.relative_to(APP).parts[0]
    strays = {name for name in imported(path) if room not in ROOMS.get(name, room).split()}
    assert not strays


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda path: str(path.name))
def test_files_stay_small_and_init_files_empty(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    if path.name == "__init__.py":
        assert not text
    elif not text.startswith('"""'):
        pytest.fail("a module says why it exists")


def strings(path: Path) -> Iterator[str]:
    """What a file's code says; no docstring and no comment."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.value


def commands() -> set[str]:
    """“sheet list” and every other, as they are typed."""

    def typed(words: str, one: click.Command) -> Iterator[str]:
        yield words
        if isinstance(one, click.Group):
            for name, inner in one.commands.items():
                yield from typed(f"{words} {name}", inner)

    return {
        found
        for group in GROUPS
        for found in typed(group, getattr(import_module(f"app.cli.{group}"), group))
        if " " in found
    }


def test_no_sentence_outside_the_command_line_names_an_option_or_a_command() -> None:
    """It is read in the window too: a refusal says what it `lacks`, `cli.refusals` says the way."""
    named = re.compile(rf"(?<![\w-])--[a-z]|“({'|'.join(commands())})\b")
    outside = set(APP.rglob("*.py")) - set((APP / "cli").iterdir()) - {READ_ON_A_TERMINAL}
    lines = re.compile(r'"\s*\n\s*f?"')
    some = [path for path in outside if named.search(lines.sub("", path.read_text("utf-8")))]
    assert [text for path in some for text in strings(path) if named.search(text)] == []


def test_all_that_a_refusal_lacks_has_a_way_that_there_is() -> None:
    lacking = re.compile(r'\blacks="([^"]+)"')
    assert set(WAYS) == {
        key for path in APP.rglob("*.py") for key in lacking.findall(path.read_text("utf-8"))
    }
    options = {text for path in (APP / "cli").glob("*.py") for text in strings(path)}
    known = commands()
    for way in WAYS.values():
        found = re.findall(r"--[a-z-]+", way)
        assert set(found) <= options
        assert found or any(way.startswith(one) for one in known), way


def unmarked(path: Path) -> Iterator[str]:
    """Sentences that stand neither in tr() nor in an AppError: nobody could translate them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    marked = {"tr", "trn"}
    seen: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            seen.add(node.value)
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if called in marked or called.endswith("Error"):
            seen.update(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in seen:
            yield from SENTENCE.findall(node.value)


@pytest.mark.parametrize(
    "path",
    sorted([*(APP / "ui").rglob("*.py"), *(APP / "operations").rglob("*.py")]),
    ids=lambda path: str(path.name),
)
def test_the_windows_sentences_are_marked_for_translation(path: Path) -> None:
    assert not set(unmarked(path)) - NO_SENTENCES


@pytest.mark.parametrize(
    "path", sorted((APP / "ui").rglob("*.py")), ids=lambda path: str(path.name)
)
def test_pages_never_import_each_other(path: Path) -> None:
    """The main window alone knows them; what two pages need lies in `widgets`."""
    pages = {folder.name for folder in (APP / "ui").iterdir() if (folder / "page.py").exists()} - {
        "widgets"
    }
    own = path.relative_to(APP / "ui").parts[0]
    rooms = re.findall(r"^\s*from app\.ui\.(\w+)\.", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert not (set(rooms) & pages) - {own}
