"""Drafts of emails: checked, made as files or a table, never sent by this program (R67)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from app.domain.community.contact import Contact
from app.domain.outreach import merge
from app.domain.outreach.letter import OF_PETITION, LetterTemplate, LetterText, numbers
from app.domain.outreach.message import Message, one_line
from app.domain.outreach.outreach import Audience, Outreach, OutreachLine, digest_of
from app.domain.outreach.reaching import Reached
from app.domain.outreach.sender import Sender, is_address
from app.errors import AppError
from app.intake.email_texts import email_words
from app.intake.mailing import read_template
from app.messages import tr
from app.operations.campaign import leaving
from app.operations.outreach import letter_templates, outreach, senders
from app.operations.outreach.mailing import petition_of
from app.operations.outreach.merging import Merge, merge_for
from app.store.files import whole_folder, write_whole
from app.store.sealed import seal
from app.store.store import Store

Way = Literal["each", "blind-copy", "merge-csv"]

ASK_LIMIT = 5_000
TOLD = tr("the names and addresses")
"""What a plain table tells of people."""

COLUMNS = ("email", "name", "language", "subject", "text")


@dataclass(frozen=True)
class DraftWish:
    """What is to be written to whom: `template` names an email, or is a file of one's own.

    `asked` fills in what the template asks for; `language` is for everybody where it is given.
    With `leave_out` those for whom a message cannot be made are left out, else it is refused;
    one that speaks to signers goes to others only with `also_unsigned`.
    """

    audience: Audience
    template: str
    asked: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    leave_out: bool = False
    also_unsigned: bool = False


@dataclass(frozen=True)
class Drafts:
    """The messages before they are written; `same_address` get none of their own.

    `unready` are those left out because a message could not be made, each with its reason;
    `unsigned` those whom an email that thanks signers does not fit.
    """

    wish: DraftWish
    sender: Sender
    reached: Reached
    messages: tuple[Message, ...]
    same_address: tuple[Contact, ...] = ()
    unready: tuple[tuple[Contact, str], ...] = ()
    unsigned: tuple[Contact, ...] = ()


def template(store: Store, written: str) -> LetterTemplate:
    """The email of that name, or of one's own file; NotFoundError names those there are."""
    if written.endswith(".toml"):
        path = Path(written)
        text = read_template(path, path.stem, "email")
        return LetterTemplate(path.stem, {"en": text}, own=True)
    return letter_templates.template(store, "email", written)


def prepare(store: Store, wish: DraftWish, *, now: datetime) -> Drafts:
    """The messages, each checked; AppError says what stands in the way and of whom.

    The sender is kept, whoever gets one agreed to it, an address gets one once, every address
    is one, no name or subject holds a line end, and no field of the text is empty.
    """
    sender = senders.require(store)
    found = template(store, wish.template)
    for text in found.texts.values():
        _require_asked(text, wish)
    _require_petition(store, found, wish)
    reached = outreach.reach(store, wish.audience)
    shared = merge_of(store, wish, now)
    unsigned = () if wish.also_unsigned else _unsigned(store, found, wish, reached)
    others = {one.id for one in unsigned}
    messages: list[Message] = []
    same: list[Contact] = []
    unready: list[tuple[Contact, str]] = []
    seen: set[str] = set()
    for contact in reached.people:
        if contact.id in others:
            continue
        address = contact.email.strip()
        if address.casefold() in seen:
            same.append(contact)
            continue
        language, text = found.text(wish.language or contact.language)
        own = shared.fields(contact, language)
        values = {**shared.values(language), **sent_by(sender), **own}
        problem = _problem(contact, text, values)
        if problem:
            unready.append((contact, problem))
            continue
        seen.add(address.casefold())
        paragraphs = text.paragraphs_where(ink_only=shared.ink_only)
        text = replace(text, body="\n\n".join(paragraphs))
        messages.append(_message(contact, address, text, values, language, wish))
    if unready and not wish.leave_out:
        _refuse(unready)
    if not messages and unsigned:
        raise AppError(
            "This email speaks to those who signed, and nobody here is known to have: choose "
            "another email, or say that it goes to the others as well.",
            lacks="unsigned",
        )
    if not messages:
        raise AppError("No message can be made: see who is left out, and why.")
    return Drafts(wish, sender, reached, tuple(messages), tuple(same), tuple(unready), unsigned)


def _require_petition(store: Store, found: LetterTemplate, wish: DraftWish) -> None:
    """Refuses an email that speaks of one petition where it may be any of several."""
    if wish.audience.topic.petition or wish.audience.petition or len(store.petitions.all()) < 2:
        return
    named = {name for text in found.texts.values() for name in text.fields}
    if of_one := [one for one in OF_PETITION if one in named]:
        raise AppError(
            "This email speaks of one petition ({fields}), and what it is about names none of the "
            "several: write it as news of a petition, or choose another email.",
            fields=", ".join(f"{{{one}}}" for one in of_one),
        )


def _unsigned(
    store: Store, found: LetterTemplate, wish: DraftWish, reached: Reached
) -> tuple[Contact, ...]:
    """Who is not known to have signed, offices too, where the email speaks to signers."""
    if not any(text.meant_for == "signers" for text in found.texts.values()):
        return ()
    petition = petition_of(store, wish.audience).id
    signed = store.contacts.signers(petition)
    return tuple(one for one in reached.people if one.id not in signed or one.kind != "person")


def _require_asked(text: LetterText, wish: DraftWish) -> None:
    keys = [(ask, key) for ask in text.asks for key in (ask.key, f"ko.{ask.key}")]
    for ask, key in keys:
        value = wish.asked.get(key, "")
        if len(value) > ASK_LIMIT:
            raise AppError("“{key}” has at most {most:,} characters.", key=ask.key, most=ASK_LIMIT)
        if "{" + ask.key + "}" in text.subject and not one_line(value):
            raise AppError("“{key}” stands in the subject: write it in one line.", key=ask.key)


def merge_of(store: Store, wish: DraftWish, now: datetime) -> Merge:
    """The fields that all share, those of letters too; who writes is the sender kept."""
    audience = wish.audience
    record = petition_of(store, audience)
    found = template(store, wish.template)
    return merge_for(
        store, record, audience.topic.purpose, found, wish.asked, now.date(),
        what=tr("This email"),
    )  # fmt: skip


def sent_by(sender: Sender) -> dict[str, str]:
    """The fields of who writes, as the sender is kept."""
    return {
        "sender": sender.name,
        "sender_address": sender.postal,
        "sender_email": sender.email,
    }


def _problem(contact: Contact, text: LetterText, values: Mapping[str, str]) -> str:
    """Why no message can be made for a contact; empty where it can."""
    if not is_address(contact.email.strip()):
        return tr("the address is no email address")
    if not all(one_line(one) for one in (values["name"], contact.name)):
        return tr("the name holds a line end")
    empty = [name for name in text.fields if not values.get(name, "").strip()]
    if empty:
        return tr("{fields} is empty", fields=", ".join(f"{{{name}}}" for name in empty))
    if not one_line(merge.fill(text.subject, values)):
        return tr("the subject holds a line end")
    return ""


class UnreadyError(AppError):
    """A message cannot be made for somebody, who may be left out."""


def _refuse(unready: Sequence[tuple[Contact, str]]) -> None:
    """Says who stands in the way, by number, and why."""
    by_reason: dict[str, list[Contact]] = {}
    for contact, reason in unready:
        by_reason.setdefault(reason, []).append(contact)
    raise UnreadyError(
        "No message can be made for {who}: mend the contacts, or leave them out.",
        lacks="unready",
        who="; ".join(
            tr("contact {numbers} ({reason})", numbers=numbers(some), reason=reason)
            for reason, some in by_reason.items()
        ),
    )


def _message(
    contact: Contact,
    address: str,
    text: LetterText,
    values: Mapping[str, str],
    language: str,
    wish: DraftWish,
) -> Message:
    words = email_words(language)
    begin = f"{values['salutation']}{words['comma']}"
    office = contact.kind != "person"
    whole = whole_text(begin, text, values, language, wish, office=office)
    subject = merge.fill(text.subject or text.title, values)
    return Message(contact.id, values["name"], address, subject, whole, language, office)


def whole_text(
    begin: str,
    text: LetterText,
    values: Mapping[str, str],
    language: str,
    wish: DraftWish,
    *,
    office: bool,
) -> str:
    """The text from the greeting to who writes and how one stops, which is always there."""
    words = email_words(language)
    about = merge.fill(words[f"about_{wish.audience.topic.purpose}"], values)
    values = {**values, "about": about, "email": values["sender_email"]}
    body = [merge.fill(one, values).strip() for one in text.paragraphs]
    closing = merge.fill(text.closing, values) or words["closing"]
    stop = merge.fill(words["stop_office" if office else "stop_person"], values)
    signed = f"{closing}\n{merge.fill(words['signed'], values)}"
    foot = ["-- ", stop, f"{values['sender']}, {values['sender_address']}"]
    parts = [begin, *body, signed, "\n".join(foot)]
    return "\n\n".join(parts) + "\n"


def file_of(drafts: Drafts, message: Message) -> bytes:
    """One message as a draft that a mail program opens."""
    from app.documents.drafts.eml import eml

    to = [(message.name, message.address)]
    return eml(drafts.sender, message.subject, message.text, to)


def write_each(store: Store, drafts: Drafts, folder: Path, *, now: datetime) -> Outreach:
    """Writes a draft to each into a new folder; files go by number, never by name."""
    require_same(store, drafts)
    wide = len(str(len(drafts.messages)))
    with outreach.recording(store, "drafts", len(drafts.messages)):
        made = note(store, drafts, now)
        with whole_folder(folder) as making:
            for place, one in enumerate(drafts.messages, 1):
                (making / f"{place:0{wide}}.eml").write_bytes(file_of(drafts, one))
    return made


def table(drafts: Drafts) -> bytes:
    """Every message as a line of a CSV for a mail program's own merge, its cells guarded."""
    from app.documents.tables.csv_file import csv_file

    lines = [
        {"email": one.address, "name": one.name, "language": one.language, "subject": one.subject,
         "text": one.text}
        for one in drafts.messages
    ]  # fmt: skip
    return csv_file(COLUMNS, lines)


@dataclass(frozen=True)
class MergeTable:
    """A table for somebody else's merge, sealed or plain, and how many people it names."""

    content: bytes
    people: int
    sealed: bool


def draw_table(drafts: Drafts, *, passphrase: str = "") -> MergeTable:
    """The messages as a table, sealed where there is a `passphrase`."""
    content = table(drafts)
    return MergeTable(
        seal(content, passphrase) if passphrase else content, len(drafts.messages), bool(passphrase)
    )


def write_table(
    store: Store,
    drafts: Drafts,
    made: MergeTable,
    out: Path,
    *,
    confirmed: int | None = None,
    force: bool = False,
    now: datetime,
) -> tuple[Outreach, Path]:
    """Writes the table; a plain one needs `confirmed`, the number of people in it."""
    path = leaving.ready(
        out, TOLD, made.people, sealed=made.sealed, confirmed=confirmed, force=force
    )
    require_same(store, drafts)
    with outreach.recording(store, "drafts", made.people):
        kept = note(store, drafts, now)
        write_whole(path, made.content, force=force)
    return kept, path


def note_opened(store: Store, drafts: Drafts, message: Message, *, now: datetime) -> Outreach:
    """Keeps that one message was handed to the mail program."""
    require_same(store, drafts)
    only = replace(drafts, messages=(message,))
    with outreach.recording(store, "drafts", 1):
        return note(store, only, now)


def write_one(
    store: Store, drafts: Drafts, message: Message, out: Path, *, force: bool = False, now: datetime
) -> tuple[Outreach, Path]:
    """Writes one message as a draft, where whoever writes wants it."""
    require_same(store, drafts)
    path = out if out.suffix else out.with_suffix(".eml")
    only = replace(drafts, messages=(message,))
    with outreach.recording(store, "drafts", 1):
        made = note(store, only, now)
        write_whole(path, file_of(drafts, message), force=force)
    return made, path


def require_same(store: Store, drafts: Drafts) -> None:
    """Refuses where somebody who would get a message may no longer be reached."""
    chosen = {one.contact for one in drafts.messages}
    people = [one for one in drafts.reached.people if one.id in chosen]
    outreach.require_same(store, drafts.wish.audience, replace(drafts.reached, people=people))


def note(store: Store, drafts: Drafts, now: datetime) -> Outreach:
    """Records the messages, inside the caller's step."""
    wish = drafts.wish
    segment = store.segments.named(wish.audience.segment) if wish.audience.segment else None
    found = template(store, wish.template)
    return outreach.note(
        store,
        Outreach(
            "drafts",
            found.text("en")[1].title,
            now,
            wish.audience.topic,
            segment.id if segment else "",
            found.ref,
            said=digest_of([found.texts, wish.asked, wish.language, wish.audience.petition]),
        ),
        [OutreachLine(one.contact, place) for place, one in enumerate(drafts.messages, 1)],
    )
