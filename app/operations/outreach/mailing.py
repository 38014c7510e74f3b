"""Letters, labels and envelopes: prepared and looked at, then drawn, written and recorded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.documents.page.fonts import missing_glyphs
from app.domain.community.addressing import written_name
from app.domain.community.contact import Contact
from app.domain.community.household import household_name
from app.domain.outreach import post
from app.domain.outreach.letter import OF_PETITION, EmptyField, LetterTemplate, empty_fields
from app.domain.outreach.outreach import OUTREACH, Audience, Outreach, OutreachLine, digest_of
from app.domain.outreach.reaching import Reached
from app.errors import AppError
from app.intake.mailing import mailing_texts
from app.messages import tr
from app.operations.community import households
from app.operations.outreach import label_sheets, letter_templates, outreach, senders
from app.operations.outreach.merging import Merge, merge_for
from app.operations.outreach.prepared_post import (
    Each,
    EnvelopeOrder,
    LabelOrder,
    LeftOver,
    LetterOrder,
    Piece,
    Post,
    TooLong,
    Unprintable,
    require_ready,
)
from app.progress import Progress
from app.store.exports import Export
from app.store.files import check_target, write_whole
from app.store.petitions import PetitionRecord
from app.store.store import Store

Blocks = Sequence[Sequence[str]]


def petition_of(store: Store, audience: Audience) -> PetitionRecord:
    """The petition whose organiser writes: the one that is meant, else the campaign's first."""
    if meant := audience.topic.petition or audience.petition:
        return store.petitions.of_id(meant)
    records = store.petitions.all()
    if not records:
        raise AppError("Post needs a sender: write a petition first, its organiser is the sender.")
    return records[0]


def _require_petition(store: Store, audience: Audience, template: LetterTemplate) -> None:
    """AppError where a letter names something of a petition and nobody said of which."""
    if audience.topic.petition or audience.petition or len(store.petitions.all()) < 2:
        return
    names = [name for text in template.texts.values() for name in text.fields]
    if named := next((name for name in names if name in OF_PETITION), ""):
        raise AppError(
            "The letter names {field}, and the campaign has several petitions: say which is meant.",
            lacks="petition",
            field=f"{{{named}}}",
        )


def prepare_letters(
    store: Store, audience: Audience, wanted: LetterOrder, *, now: datetime
) -> Post:
    """The letters as they would be; who is left out is in `reached`.

    AppError where nobody may be written to, or a text asked for is not given.
    """
    from app.documents.mailing import letters

    template = letter_templates.template(store, "letter", wanted.template)
    _require_petition(store, audience, template)
    record = petition_of(store, audience)
    merge = merge_for(store, record, audience.topic.purpose, template, wanted.values, now.date())
    reached = _ordered(outreach.reach(store, audience), wanted.order)
    works = _workplaces(store, reached.people, at_risk=audience.with_at_risk)
    list_ = _List(
        [_letter(one, merge, wanted.language, works.get(one.id, "")) for one in reached.people],
        reached,
    )
    if not wanted.unsigned:
        list_.leave_out("unsigned", _not_signed(list_.pieces, store.contacts.signers(record.id)))
    problems: Sequence[EmptyField] = empty_fields(
        (one.people[0], one.text, {**merge.values(one.letter.language), **one.letter.values})
        for one in list_.pieces
        if one.letter and one.text
    )
    if wanted.empty == "leave-out":
        list_.leave_out("empty", [one for problem in problems for one in problem.people])
    if wanted.empty != "refuse":
        problems = ()
    list_.require_glyphs(wanted.unprintable)
    list_.fit(letters.too_long, wanted.too_long)
    forms = merge.forms({one.letter.language for one in list_.pieces if one.letter})
    missed = sum(
        bool(wish) and one.letter.language != wish
        for one in list_.pieces
        if one.letter
        for wish in [wanted.language or one.people[0].language]
    )

    def part(pieces: Sequence[Piece], _first: int, progress: Progress) -> bytes:
        drawn = [one.letter for one in pieces if one.letter]
        return letters.letters_pdf(OUTREACH["letters"], forms, drawn, progress)

    return Post(
        "letters", template.text("en")[1].title, audience, list_.reached, list_.pieces, part,
        template.ref, forms, problems, list_.unfit, tr("a letter’s window"), list_.unprintable,
        list_.missing, list_.left, missed,
        said=digest_of([template.texts, wanted.values, wanted.language, record.id]),
    )  # fmt: skip


def prepare_labels(store: Store, audience: Audience, wanted: LabelOrder) -> Post:
    """The labels as they would be; AppError where nobody may be written to."""
    from app.documents.mailing import labels
    from app.domain.outreach.label_sheet import require_start

    sheet = label_sheets.sheet(store, wanted.sheet)
    require_start(sheet, wanted.start)
    audience, reached = _for(store, audience, wanted.follows, wanted.order)
    list_ = _List(_addressed(store, audience, reached, wanted.each, wanted.language), reached)
    list_.require_glyphs(wanted.unprintable)
    list_.fit(lambda blocks: labels.too_long(sheet, blocks, wanted.start), wanted.too_long)
    offset = label_sheets.offset(store)

    def part(some: Sequence[Piece], first: int, progress: Progress) -> bytes:
        place = (wanted.start - 1 + first) % sheet.number + 1
        return labels.labels_pdf(
            sheet, [one.block for one in some], OUTREACH["labels"], start=place, offset=offset,
            progress=progress,
        )  # fmt: skip

    title = tr("Labels {ref}", ref=sheet.ref)
    return Post(
        "labels", title, audience, list_.reached, list_.pieces, part, unfit=list_.unfit,
        place=tr("label {ref}", ref=sheet.ref), unprintable=list_.unprintable,
        missing=list_.missing, left_out=list_.left, follows=wanted.follows,
        a_page=sheet.number, first_page=sheet.number + 1 - wanted.start,
        sent_before=0 if wanted.follows else _sent_before(store, audience, list_.reached),
    )  # fmt: skip


def prepare_envelopes(store: Store, audience: Audience, wanted: EnvelopeOrder) -> Post:
    """The envelopes as they would be; AppError where nobody may be written to."""
    from app.documents.mailing import envelopes

    if wanted.size not in envelopes.SIZES:
        raise AppError(
            "There is no envelope “{size}”: choose one of {known}.",
            size=wanted.size, known=", ".join(envelopes.SIZES),
        )  # fmt: skip
    audience, reached = _for(store, audience, wanted.follows, wanted.order)
    list_ = _List(_addressed(store, audience, reached, wanted.each, wanted.language), reached)
    list_.require_glyphs(wanted.unprintable)
    list_.fit(lambda blocks: envelopes.too_long(wanted.size, blocks), wanted.too_long)
    sender: tuple[str, ...] = ()
    if wanted.with_sender:
        organiser = senders.sender_of(store, petition_of(store, audience).wording)
        words = mailing_texts("en")["envelope"]["return"]
        sender = (words, organiser.name, *organiser.address)

    def part(some: Sequence[Piece], _first: int, progress: Progress) -> bytes:
        blocks = [one.block for one in some]
        title = OUTREACH["envelopes"]
        return envelopes.envelopes_pdf(wanted.size, blocks, title, sender=sender, progress=progress)

    title = tr("Envelopes {size}", size=wanted.size)
    return Post(
        "envelopes", title, audience, list_.reached, list_.pieces, part, unfit=list_.unfit,
        place=tr("a {size} envelope", size=wanted.size), unprintable=list_.unprintable,
        missing=list_.missing, left_out=list_.left,
        follows=wanted.follows,
        sent_before=0 if wanted.follows else _sent_before(store, audience, list_.reached),
    )  # fmt: skip


def write(
    store: Store, made: Post, pdf: bytes, out: Path, *, force: bool = False, now: datetime
) -> Outreach | None:
    """Writes a drawn file and records it; None where it belongs to letters recorded before."""
    check_target(out, force=force)
    return _record(store, made, now, lambda: write_whole(out, pdf, force=force))


def note_print(store: Store, made: Post, *, now: datetime) -> Outreach | None:
    """Records what goes to a printer."""
    return _record(store, made, now, lambda: None)


def _record(store: Store, made: Post, now: datetime, do: Callable[[], None]) -> Outreach | None:
    """Records the post, inside a step that is undone where `do` refuses."""
    require_ready(made)
    outreach.require_same(store, made.audience, made.reached)
    if made.follows:
        label = tr("Record a document with names")
        with store.step(label, inverse=()):
            export = Export(now, f"outreach-{made.kind}", "none", made.people)
            store.exports.add(made.audience.topic.petition or None, export)
            do()
        return None
    with outreach.recording(store, made.kind, made.people):
        segment = store.segments.named(made.audience.segment) if made.audience.segment else None
        lines = [OutreachLine(one.id, place) for place, one in enumerate(made.reached.people, 1)]
        kept = outreach.note(
            store,
            Outreach(
                made.kind, made.title, now, made.audience.topic,
                segment=segment.id if segment else "", template=made.template, said=made.said,
            ),
            lines,
        )  # fmt: skip
        do()
    return kept


def _ordered(reached: Reached, order: post.Order) -> Reached:
    return replace(reached, people=post.in_order(reached.people, order))


def _for(
    store: Store, audience: Audience, follows: int, order: post.Order
) -> tuple[Audience, Reached]:
    """Whom labels or envelopes are for: the audience, or those of letters, in their order."""
    if not follows:
        return audience, _ordered(outreach.reach(store, audience), order)
    made = outreach.get(store, follows)
    if made.topic.channel != "post":
        raise AppError(
            "Outreach {number} did not go by post: give the number of letters.", number=follows
        )
    people = tuple(line.contact for line in store.outreach.lines(made.id))
    same = replace(audience, topic=made.topic, segment="", contacts=people)
    return same, outreach.reach(store, same)


def _sent_before(store: Store, audience: Audience, reached: Reached) -> int:
    """The number of the newest letters that went out to the very same people; 0 where none did.

    Those of them who may no longer be reached do not make it another list.
    """
    people = {one.id for one in reached.people}
    left = {one.contact.id for one in reached.left_out}
    sizes = store.outreach.sizes()
    for one in store.outreach.all():
        if one.kind != "letters" or not one.confirmed_at or one.topic != audience.topic:
            continue
        if len(people) <= sizes.get(one.id, 0) <= len(people) + len(left):
            whose = {line.contact for line in store.outreach.lines(one.id)}
            if people <= whose <= people | left:
                return one.number
    return 0


def _workplaces(store: Store, people: Sequence[Contact], *, at_risk: bool) -> dict[str, str]:
    """Of those who work where their post goes, the name of the organisation, by contact's id.

    One `at_risk` is named only where that is asked for, and one that is to be left alone never; nor
    is a person, who may have become one or been related before that was checked.
    """
    homes = {one.id: one.home for one in people if one.home}
    ties = [one for one in store.relationships.of_kind("works-at") if one.contact in homes]
    known = store.contacts.of_ids([one.other for one in ties])
    named = {
        key: one
        for key, one in known.items()
        if one.kind != "person" and not (one.do_not_contact or one.deceased)
        and (at_risk or not one.at_risk)
    }  # fmt: skip
    return {
        one.contact: written_name(named[one.other], "en").text
        for one in ties
        if one.other in named and named[one.other].home == homes[one.contact]
    }


def _letter(one: Contact, merge: Merge, wanted: str, organisation: str) -> Piece:
    from app.documents.mailing.letters import Letter

    language, text = merge.template.text(wanted or one.language or "en")
    block = post.block(written_name(one, "en").text, one.address, organisation)
    letter = Letter(language, block, merge.fields(one, language), office=one.kind != "person")
    return Piece((one,), block, letter, text)


def _addressed(
    store: Store, audience: Audience, reached: Reached, each: Each, language: str
) -> list[Piece]:
    """A piece for each household, or for each person.

    Names stand in Latin letters unless Korean is asked for: what lies on a doormat is read by
    others too.
    """
    if each == "person":
        works = _workplaces(store, reached.people, at_risk=audience.with_at_risk)
        return [
            Piece((one,), post.block(household_name([one], language=language), one.address,
                                     works.get(one.id, "")))
            for one in reached.people
        ]  # fmt: skip
    return [
        Piece(
            tuple(people),
            post.block(
                households.name_of(store, people, language, with_at_risk=True), people[0].address
            ),
        )
        for people in post.households(reached.people)
    ]  # those at risk are here only where they were asked for


def _not_signed(pieces: Sequence[Piece], signers: Collection[str]) -> list[Contact]:
    """Those who get a letter to signers and are not known to have signed; an office never did."""
    return [
        one
        for piece in pieces
        for one in piece.people
        if piece.text
        and piece.text.meant_for == "signers"
        and (one.id not in signers or one.kind != "person")
    ]


class _List:
    """Pieces and those on them; who is left out of both, and why, is kept in `left`."""

    def __init__(self, pieces: Sequence[Piece], reached: Reached) -> None:
        self.pieces, self.reached = pieces, reached
        self.left: dict[LeftOver, Sequence[Contact]] = {}
        self.unfit: Sequence[Contact] = ()
        self.unprintable: Sequence[Contact] = ()
        self.missing = ""

    def leave_out(self, reason: LeftOver, people: Sequence[Contact]) -> None:
        """Takes people off; AppError where nobody is left."""
        if not people:
            return
        gone = {one.id: one for one in (*self.left.get(reason, ()), *people)}
        self.left[reason] = list(gone.values())
        self.pieces = [one for one in self.pieces if one.people[0].id not in gone]
        kept = [one for one in self.reached.people if one.id not in gone]
        self.reached = replace(self.reached, people=kept)
        if not self.pieces:
            raise AppError(
                {
                    "empty": "A field of this letter is empty for everybody: nobody is left.",
                    "unprintable": "No font of the program can print the name or address of any "
                    "of them: write them with other characters.",
                    "too-long": "The address of none of them fits: choose a larger one.",
                    "unsigned": "This letter speaks to signers, and nobody on the list is known to "
                    "have signed: choose another letter, or ask for the others too.",
                }[reason]
            )

    def require_glyphs(self, wanted: Unprintable) -> None:
        """Finds in whose name or address no font has a character, and does what is wanted."""
        found = {}
        for at, one in enumerate(self.pieces):
            own = one.letter.values.values() if one.letter else ()
            if missing := missing_glyphs("".join((*one.block, *own))):
                found[at] = missing
        people = [one for at in found for one in self.pieces[at].people]
        if wanted == "refuse":
            self.unprintable = people
            self.missing = "".join(dict.fromkeys("".join(found.values())))
        elif wanted == "leave-out":
            self.leave_out("unprintable", people)

    def fit(self, too_long: Callable[[Blocks], Sequence[int]], wanted: TooLong) -> None:
        """Finds whose address does not go on, and takes them off where that is wanted.

        What follows moves up, and may come where there is less room: it is looked at again.
        """
        while bad := too_long([one.block for one in self.pieces]):
            people = [one for at in bad for one in self.pieces[at].people]
            if wanted == "refuse":
                self.unfit = people
                return
            self.leave_out("too-long", people)
