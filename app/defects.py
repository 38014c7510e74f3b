"""Records a defect (anything that is not an AppError) without what a person typed.

An exception's message may quote a name, so only types, files, lines and function
names are kept, under a reference that the person can quote.
"""

from __future__ import annotations

import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

from app.paths import user_config_folder

LOG_NAME = "defects.log"
_LARGEST_LOG = 256_000


def record(error: BaseException) -> str:
    """Adds the defect to the log and gives its reference, for example “D4F1C92AB”."""
    reference = f"D{secrets.token_hex(4).upper()}"
    lines = [f"{reference} {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"]
    shown: BaseException | None = error
    while shown is not None:
        lines.append(f"  {type(shown).__module__}.{type(shown).__qualname__}")
        lines += [
            f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(shown.__traceback__)
        ]
        shown = shown.__cause__ or shown.__context__
    _append("\n".join(lines) + "\n")
    return reference


def _append(text: str) -> None:
    """Writes to the log; a disk that is full or read-only must not hide the defect itself."""
    path = user_config_folder() / LOG_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST_LOG:
            path.replace(path.with_suffix(".old"))
        with path.open("a", encoding="utf-8") as log:
            log.write(text)
    except OSError:
        return
