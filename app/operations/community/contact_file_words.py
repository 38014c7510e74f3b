"""What a file of contacts would do, said in words: in the window and on the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from app.domain.community.consent import CHANNELS, Channel
from app.domain.community.contact import KINDS, Contact
from app.domain.community.contact_columns import OWN
from app.domain.community.relationship import RELATIONSHIPS
from app.intake.cards.reading import CardFile
from app.intake.records.contact_lines import FLAGS, ContactLine
from app.intake.records.presets import preset
from app.intake.records.subject import CONTACTS
from app.intake.records.table import Table
from app.messages import tr, trn
from app.operations.community.contact_files import Proposal
from app.operations.community.contact_rows import Different


def words_of(flag: str) -> str:
    """What a flag says to people."""
    return FLAGS[flag]


def fields_words(one: Different) -> str:
    """In which fields a file says something else, in words."""
    return ", ".join(OWN[name].lower() for name in one.fields)


def ways(line: ContactLine) -> str:
    """By what a contact is known besides the name: other names, ways to reach them, tags."""
    contact = line.contact
    parts = [
        KINDS[contact.kind] if contact.kind != "person" else "",
        *(one.whole for one in line.affiliations if one.name not in contact.role),
        *(one.text for one in contact.names[1:]), contact.phone, contact.email,
        contact.address.postcode, *contact.tags,
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)


def difference(one: Different, *, updated: bool) -> str:
    """What happens to a contact of whom the file says something else."""
    fields = fields_words(one)
    if updated:
        return tr("What is empty here is filled; the file differs in: {fields}", fields=fields)
    return tr("Stays as it is here; the file differs in: {fields}", fields=fields)


def made_by(proposal: Proposal) -> str:
    """What made the file, in words."""
    found = proposal.found
    if isinstance(found, CardFile):
        return tr("vCard {versions}, {encoding}", versions=", ".join(found.versions),
                  encoding=found.encoding.upper())  # fmt: skip
    ref = proposal.mapping.preset if proposal.mapping else ""
    return preset(ref, CONTACTS).name


def remarks(proposal: Proposal) -> list[str]:
    """What else has to be known before anything is written, a sentence each."""
    said = [
        trn(
            "{number} agrees to: {channel}",
            "{number:,} agree to: {channel}",
            number,
            channel=CHANNELS[channel].lower(),
        )
        for channel, number in proposal.opt_ins.items()
    ]
    offered = offers(proposal)
    said += [
        tr("“{head}” seems to say who agrees to: {channel}; it is not taken until you say so",
           head=head, channel=CHANNELS[channel].lower())
        for head, channel in offered
    ]  # fmt: skip
    said += _organisations(proposal)
    offices = sum(line.contact.kind != "person" for line in proposal.new)
    if offices:
        said.append(
            trn("{number} organisation may be written to in its office until it objects",
                "{number:,} organisations may be written to in their office until they object",
                offices)
        )  # fmt: skip
    if len(proposal.new) > offices and not (proposal.opt_ins or offered):
        said.append(
            tr("No person of them agreed to be reached: no column says so")
            if offices
            else tr("Nobody of them agreed to be reached: no column says so")
        )
    if proposal.stopped:
        said.append(
            trn("{number} agreement is not taken: they withdrew, or are not to be contacted",
                "{number:,} agreements are not taken: they withdrew, or are not to be contacted",
                proposal.stopped)
        )  # fmt: skip
    if proposal.alike:
        said.append(
            trn("{number} has the name of somebody who is here: look for duplicates",
                "{number:,} have the name of somebody who is here: look for duplicates",
                proposal.alike)
        )  # fmt: skip
    if proposal.updated:
        said.append(
            trn("What is empty of {number} contact here is filled",
                "What is empty of {number:,} contacts here is filled", len(proposal.updated))
        )  # fmt: skip
    if proposal.left:
        said.append(tr("Not kept: {kinds}", kinds=_left_words(proposal.left)))
    said += [
        tr("“{head}” is read the other way round: “{mark}” for all but those of whom it says a "
           "plain yes", head=head, mark=OWN[target])
        for head, target in turned_round(proposal).items()
    ]  # fmt: skip
    if isinstance(proposal.found, Table) and proposal.mapping:
        found = proposal.found
        left = [
            f"“{head}”"
            for at, head in enumerate(found.heads)
            if not proposal.mapping.targets[at]
            and at not in proposal.mapping.offers
            and any(map(str.strip, found.column(at)))
        ]
        if left:
            said.append(tr("Columns left out: {heads}", heads=", ".join(left)))
    return said


def offers(proposal: Proposal) -> list[tuple[str, Channel]]:
    """The heads that seem to say who agreed, each with its channel; nothing of them is taken."""
    if isinstance(proposal.found, CardFile) or proposal.mapping is None:
        return []
    heads = proposal.found.heads
    return [
        (heads[at], channel)  # type: ignore[misc]  # of the contacts' own channels
        for at, channel in proposal.mapping.offers.items()
    ]


def turned_round(proposal: Proposal) -> dict[str, str]:
    """The heads that say the opposite of a mark, as “Not at risk”, each with that mark."""
    mapping = proposal.mapping
    if isinstance(proposal.found, CardFile) or mapping is None:
        return {}
    heads = proposal.found.heads
    return {heads[at]: mapping.targets[at] for at in mapping.turned(heads)}


def _organisations(proposal: Proposal) -> list[str]:
    """Which organisations people would be tied to, in sentences."""
    said = []
    kinds = Counter(one.kind for one in proposal.ties)
    if kinds:
        words = [
            tr("{kind}: {number:,}", kind=RELATIONSHIPS[kind].there.lower(), number=number)
            for kind, number in kinds.most_common()
        ]
        said.append(
            tr("Tied to organisations ({kinds}): {new:,} new, {known:,} "
               "known by exactly their names",
               kinds=", ".join(words), new=proposal.made, known=proposal.organisations)
        )  # fmt: skip
    if proposal.unsure:
        said.append(
            trn("{number} organisation stays words of a role: several here have its name, or it is "
                "none",
                "{number:,} organisations stay words of a role: several here have their names, or "
                "they are none", proposal.unsure)
        )  # fmt: skip
    return said


def _left_words(left: Mapping[str, int]) -> str:
    """What of the cards is not kept; of many fields of other programs the first two by name."""
    own = [words for words in left if words.startswith("X-")]
    kinds = [
        f"{words} ({number:,})"
        for words, number in left.items()
        if len(own) <= _FEW or words not in own
    ]
    if len(own) > _FEW:
        kinds.append(
            tr("{number:,} other fields ({first}, {second} and {more:,} more)", number=len(own),
               first=own[0], second=own[1], more=len(own) - 2)
        )  # fmt: skip
    return ", ".join(kinds)


_FEW = 5
"""So many fields of another program are each called by name."""


def called(line: ContactLine) -> str:
    """Whom a line is about; one who may be marked is not named, for the same name tells theirs."""
    return tr("A contact who may be marked") if "marked" in line.flags else shown(line.contact)


def shown(contact: Contact) -> str:
    """Whom a line of the preview is about; one at risk is not named."""
    return tr("A contact at risk") if contact.at_risk else contact.name
