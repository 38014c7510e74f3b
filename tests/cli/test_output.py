"""What is said can be read wherever it goes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.paths import RESOURCES
from tests.campaigns import NOW, PASSPHRASE, commons_wording, open_copy


def test_any_name_can_be_listed_on_a_narrow_console_and_to_a_reader_who_leaves(
    tmp_path: Path,
) -> None:
    with open_copy(tmp_path / "campaign") as campaign, campaign.store.step("Add"):
        campaign.store.petitions.add(commons_wording(title="Żółć 뉴몰든"), "0" * 64, NOW)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    command = [sys.executable, str(RESOURCES.parent / "main.py"), "petition", "list",
               str(tmp_path / "campaign"), "--passphrase-file", str(secret)]  # fmt: skip
    narrow = os.environ | {"PYTHONIOENCODING": "cp1252"}
    said = subprocess.run(command, capture_output=True, env=narrow, check=False)
    assert (said.returncode, said.stderr) == (0, b"")
    assert "Żółć 뉴몰든" in said.stdout.decode("utf-8")

    reading, writing = os.pipe()
    os.close(reading)
    left = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert b"defect" not in left.stderr
    assert b"Traceback" not in left.stderr
