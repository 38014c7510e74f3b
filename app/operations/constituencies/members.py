"""The table of Members of Parliament: the campaign's own, dated, and put right by hand (R103)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from app.domain.member import Member
from app.errors import NotFoundError
from app.intake.members_file import MembersFileError, read_members
from app.intake.worker import apart
from app.messages import tr, trn
from app.operations.constituencies.postcodes import no_directory
from app.store.directory import Directory, open_directory
from app.store.store import Store

_KEY = "member "


def members(store: Store) -> dict[str, Member]:
    """The Members known, by constituency."""
    return {
        key.removeprefix(_KEY): _member(key.removeprefix(_KEY), text)
        for key, text in store.settings.starting(_KEY).items()
    }


def keep_members(store: Store, file: Path, folder: Path, *, dated: date) -> int:
    """Keeps the Members of a list as they were on the day `dated`, in one step; how many.

    Constituencies are told by code or name, which the directory in `folder` has to know.
    """
    lines = apart(read_members, file)
    found = []
    with open_directory(folder) as directory:
        if directory is None:
            raise no_directory()
        for one in lines:
            code = directory.constituency(one.constituency)
            if code is None:
                raise MembersFileError(
                    "{file}, line {line}, column “constituency”: the directory knows no “{name}”.",
                    file=file.name,
                    line=one.line,
                    name=one.constituency[:60],
                )
            found.append(Member(code, one.name, one.address, one.dear, dated))
    many = trn("{number} Member", "{number} Members", len(found))
    with store.step(tr("Keep the names of {many}", many=many)):
        for member in found:
            store.settings.put(_KEY + member.constituency, _text(member))
    return len(found)


def set_member(store: Store, member: Member, folder: Path) -> str:
    """Keeps one Member, or forgets the one there where the name is empty; gives the place's name.

    The constituency is told by code or name.
    """
    with open_directory(folder) as directory:
        if directory is None:
            raise no_directory()
        code, name = _known(directory, member.constituency)
    tidied = Member(code, " ".join(member.name.split()), member.address, member.dear, member.dated)
    with store.step(tr("Keep the Member for {name}", name=name)):
        if tidied.name:
            store.settings.put(_KEY + code, _text(tidied))
        else:
            store.settings.remove(_KEY + code)
    return name


def _known(directory: Directory, written: str) -> tuple[str, str]:
    code = directory.constituency(written)
    if code is None:
        raise NotFoundError(
            "The directory knows no constituency “{name}”: give its code or its name.",
            name=written[:60],
        )
    return code, directory.name(code)


def _text(member: Member) -> str:
    told = {
        "name": member.name,
        "address": list(member.address),
        "dear": member.dear,
        "dated": member.dated.isoformat() if member.dated else "",
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _member(code: str, text: str) -> Member:
    told = json.loads(text)
    dated = date.fromisoformat(told["dated"]) if told["dated"] else None
    return Member(code, told["name"], tuple(told["address"]), told["dear"], dated)
