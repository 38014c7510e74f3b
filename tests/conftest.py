"""What every test shares: a campaign to work in, and golden files that can be made anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.operations.campaign.campaigns import Campaign
from tests.campaigns import open_copy
from tests.shared_data import ABSENT

NO_SKIP = bool(os.environ.get("ROUNDROBIN_NO_SKIP"))
"""Set by `.ci/run`: there each test has to run."""

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")
# How long an example takes is the machine's business: no test fails for that.

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped, a skip is a failure; but not for files that are not ours."""
    report = yield
    if NO_SKIP and report.skipped and ABSENT not in str(report.longrepr):
        report.outcome = "failed"
    return report


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the reviewed file of that name; --update-golden writes it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    """An empty encrypted campaign, unlocked."""
    with open_copy(tmp_path / "campaign") as opened:
        yield opened
