"""A refusal as a terminal reads it: the window's sentence, and the option or command to go on."""

from __future__ import annotations

from collections.abc import Mapping

from app.errors import AppError

WAYS: Mapping[str, str] = {
    "agreed-on": "--agreed-on DATE, or --map agreed_on=COLUMN",
    "asked": "--set FIELD=TEXT",
    "at-risk": "--with-at-risk",
    "caller": "--caller or --walker",
    "dates": "--dates {orders}",
    "empty": "--empty leave-out, --empty print",
    "event": "event list",
    "file-passphrase": "--file-passphrase-file FILE",
    "followed": "petition followed list",
    "force": "--force",
    "format": "--format",
    "holder": "--to NAME, --venue V",
    "label-sheet": "outreach label-sheet-set",
    "name-column": "--map name=COLUMN",
    "one-row": "signature set",
    "outreach": "outreach list",
    "own-list": "--own-list",
    "people": "--people {number}, or without --plain",
    "petition": "--petition REF",
    "place": "postcodes counts",
    "postcodes": "postcodes import FILE",
    "replace": "--replace",
    "reserved": "segment reserved",
    "row": "--row N",
    "sample": "signature sample",
    "sheet": "sheet list",
    "stopped": "--with-do-not-contact",
    "task": "task list",
    "template": "outreach template-set",
    "too-long": "--too-long leave-out",
    "unprintable": "--unprintable leave-out or print",
    "unready": "--leave-out",
    "unsigned": "--also-unsigned",
    "worksheet": "--sheet-name NAME",
}
"""The option or command for what a refusal `lacks`; the refusal's values may stand in it."""


def told(refusal: AppError) -> str:
    """The sentence, with the way on before its full stop."""
    sentence = str(refusal)
    if not refusal.lacks:
        return sentence
    way = WAYS[refusal.lacks].format(**refusal.values)
    return f"{sentence.removesuffix('.')} ({way})."
