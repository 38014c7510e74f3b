"""What every test shares: a campaign to work in, and golden files that can be made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.operations.campaigns import Campaign
from tests.campaigns import open_copy


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew.")


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    """An empty encrypted campaign, unlocked."""
    with open_copy(tmp_path / "campaign") as opened:
        yield opened
