"""Records as one JSON document with the command line's keys; text as it is, nothing guarded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from app.documents.tables.cells import Records


def json_file(
    said: Mapping[str, str], listed: str, columns: Sequence[str], records: Records
) -> bytes:
    """`{"petition": ref, "signatures": [...]}` with a record on each line, in UTF-8.

    `said` are the first keys, and `listed` is the name of the list.
    """
    lines = ",\n".join(
        json.dumps({column: record[column] for column in columns}, ensure_ascii=False)
        for record in records
    )
    head = "".join(
        f"{json.dumps(key)}: {json.dumps(text, ensure_ascii=False)}, " for key, text in said.items()
    )
    return f'{{{head}"{listed}": [\n{lines}\n]}}\n'.encode()
