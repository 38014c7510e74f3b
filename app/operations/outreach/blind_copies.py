"""One draft for many who do not see each other: one for people and one for offices, by language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.domain.community.contact import LANGUAGES
from app.domain.outreach import merge
from app.domain.outreach.letter import OF_EACH
from app.domain.outreach.message import Message
from app.domain.outreach.outreach import Outreach
from app.errors import AppError
from app.intake.email_texts import email_words
from app.messages import tr, trn
from app.operations.outreach import email_drafts, outreach
from app.operations.outreach.email_drafts import Drafts
from app.store.files import whole_folder
from app.store.store import Store


@dataclass(frozen=True)
class BlindDraft:
    """The `message` that those at the `addresses` get; its `file` says who they are."""

    file: str
    message: Message
    addresses: tuple[str, ...]

    @property
    def words(self) -> str:
        """“5 people, in Korean”."""
        number = len(self.addresses)
        who = (
            trn("{number} office", "{number:,} offices", number)
            if self.message.office
            else trn("{number} person", "{number:,} people", number)
        )
        return tr("{who}, in {language}", who=who, language=LANGUAGES[self.message.language])


def draw(store: Store, drafts: Drafts, *, now: datetime) -> list[BlindDraft]:
    """A draft for each language, people who agreed and offices apart: the foots are true of all.

    AppError where the text names each person.
    """
    wish, sender = drafts.wish, drafts.sender
    template = email_drafts.template(store, wish.template)
    shared = email_drafts.merge_of(store, wish, now)
    alike: dict[tuple[bool, str], list[str]] = {}
    for one in drafts.messages:
        alike.setdefault((one.office, one.language), []).append(one.address)
    made = []
    for (office, language), addresses in sorted(alike.items()):
        text = template.texts[language]
        paragraphs = text.paragraphs_where(ink_only=shared.ink_only)
        text = replace(text, body="\n\n".join(paragraphs))
        named = [one for one in merge.fields_in(f"{text.subject} {text.body}") if one in OF_EACH]
        if named:
            raise AppError(
                "One message with blind copies is the same for everybody, and this one names "
                "{field}: make one each, or choose another.",
                field=f"{{{named[0]}}}",
            )
        values = {**shared.values(language), **email_drafts.sent_by(sender)}
        words = email_words(language)
        begin = f"{words['all']}{words['comma']}"
        whole = email_drafts.whole_text(begin, text, values, language, wish, office=office)
        subject = merge.fill(text.subject or text.title, values)
        message = Message("", sender.name, sender.email, subject, whole, language, office)
        file = f"{'offices' if office else 'people'}-{language}.eml"
        made.append(BlindDraft(file, message, tuple(addresses)))
    return made


def write(
    store: Store, drafts: Drafts, made: Sequence[BlindDraft], folder: Path, *, now: datetime
) -> Outreach:
    """Writes the drafts to the sender, with everybody as a blind copy, into a new folder."""
    from app.documents.drafts.eml import eml

    email_drafts.require_same(store, drafts)
    with outreach.recording(store, "drafts", len(drafts.messages)):
        kept = email_drafts.note(store, drafts, now)
        with whole_folder(folder) as making:
            for one in made:
                to = [(one.message.name, one.message.address)]
                content = eml(
                    drafts.sender, one.message.subject, one.message.text, to, one.addresses
                )
                (making / one.file).write_bytes(content)
    return kept


def words(made: Sequence[BlindDraft]) -> str:
    """Which drafts there are and for how many."""
    return "; ".join(one.words for one in made)
