"""Records as one JSON document with the command line's keys; text as it is, nothing guarded."""

from __future__ import annotations

import json
from collections.abc import Sequence

from app.documents.tables.cells import Records


def json_file(ref: str, columns: Sequence[str], records: Records) -> bytes:
    """`{"petition": ref, "signatures": [...]}` with a signature on each line, in UTF-8."""
    lines = ",\n".join(
        json.dumps({column: record[column] for column in columns}, ensure_ascii=False)
        for record in records
    )
    named = json.dumps(ref, ensure_ascii=False)
    return f'{{"petition": {named}, "signatures": [\n{lines}\n]}}\n'.encode()
