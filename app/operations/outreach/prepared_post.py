"""Post that is prepared: for whom each piece is, drawn whole or in part, and said in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.documents.page import unprinted
from app.domain.community.contact import Contact
from app.domain.outreach import merge, post
from app.domain.outreach.letter import EmptyField, LetterText, numbers
from app.domain.outreach.outreach import Audience, OutreachKind
from app.domain.outreach.post import Order
from app.domain.outreach.reaching import Reached
from app.errors import AppError
from app.intake.countries import is_odd
from app.messages import tr, trn
from app.operations.outreach import label_sheets
from app.progress import Progress, silent

if TYPE_CHECKING:
    from app.documents.mailing.letters import Letter, LetterForm

Each = Literal["household", "person"]
Empty = Literal["refuse", "leave-out", "print"]
TooLong = Literal["refuse", "leave-out"]
Unprintable = Literal["refuse", "leave-out", "print"]
LeftOver = Literal["empty", "too-long", "unprintable", "unsigned"]


class Piece(NamedTuple):
    """One letter, label or envelope: for whom, what stands on it, and the letter where it is one.

    `text` is the template in the letter's language.
    """

    people: tuple[Contact, ...]
    block: tuple[str, ...]
    letter: Letter | None = None
    text: LetterText | None = None


@dataclass(frozen=True)
class Post:
    """Letters, labels or envelopes that are ready to be drawn.

    `reached` are those on them, in their order; `problems` are fields that are empty for some,
    `unfit` those whose address does not fit into its `place`, `unprintable` those in whose name or
    address is one of the characters `missing` from all fonts; `left_out` says who is on none for
    such a reason, or because they are not known to have signed.
    `follows` is the number of the letters for which labels or envelopes are made, `sent_before` of
    letters that went to the same people where they are made for none. `part` draws
    some of the pieces, the first of them with that index; `forms` are what letters share. A page
    holds `a_page` pieces, the first one `first_page`. `said` is a digest of what letters say.
    """

    kind: OutreachKind
    title: str
    audience: Audience
    reached: Reached
    pieces: Sequence[Piece]
    part: Callable[[Sequence[Piece], int, Progress], bytes]
    template: str = ""
    forms: Mapping[str, LetterForm] = field(default_factory=dict)
    problems: Sequence[EmptyField] = ()
    unfit: Sequence[Contact] = ()
    place: str = ""
    unprintable: Sequence[Contact] = ()
    missing: str = ""
    left_out: Mapping[LeftOver, Sequence[Contact]] = field(default_factory=dict)
    other_language: int = 0
    follows: int = 0
    a_page: int = 1
    first_page: int = 1
    sent_before: int = 0
    said: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are, where a letter takes one."""
        return 1 + max(0, -(-(len(self.pieces) - self.first_page) // self.a_page))

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of drawing it."""
        return not (self.unfit or self.unprintable or self.problems)

    @property
    def people(self) -> int:
        """How many contacts it is for."""
        return len(self.reached.people)


@dataclass(frozen=True)
class LetterOrder:
    """Which letter, in which language (each their own where none is said), in which order.

    `values` are the fields that are asked for; `empty` says what becomes of people for whom a
    field is empty, `too_long` of those whose address does not fit, `unprintable` of those whose
    name or address no font can print; `unsigned` asks for a letter to
    signers for others too.
    """

    template: str
    language: str = ""
    order: Order = "postcode"
    values: Mapping[str, str] = field(default_factory=dict)
    empty: Empty = "refuse"
    too_long: TooLong = "refuse"
    unsigned: bool = False
    unprintable: Unprintable = "refuse"


@dataclass(frozen=True)
class LabelOrder:
    """Which label sheet, from which label on, for whom each; `follows` is a number of letters."""

    sheet: str = label_sheets.USUAL
    start: int = 1
    each: Each = "household"
    order: Order = "postcode"
    follows: int = 0
    language: str = "en"
    too_long: TooLong = "refuse"
    unprintable: Unprintable = "refuse"


@dataclass(frozen=True)
class EnvelopeOrder:
    """Which size of envelope, for whom each, and whether the sender stands on it."""

    size: str = "DL"
    each: Each = "household"
    order: Order = "postcode"
    follows: int = 0
    language: str = "en"
    with_sender: bool = True
    too_long: TooLong = "refuse"
    unprintable: Unprintable = "refuse"


def require_ready(made: Post) -> None:
    """AppError that says what stands in the way and for whom, by number, before it is drawn."""
    if made.unfit:
        raise AppError(
            "The address does not fit on {place}, even in the smallest type, for contact "
            "{numbers}: choose a larger one, shorten the address, or leave them out.",
            lacks="too-long",
            place=made.place, numbers=numbers(made.unfit),
        )  # fmt: skip
    if made.unprintable:
        raise AppError(
            "No font of the program can print {characters} in the name or address of contact "
            "{numbers}: write it with other characters, or say that they are left out or printed "
            "all the same, with “\ufffd” in its place.",
            lacks="unprintable",
            characters=unprinted.codes(made.missing), numbers=numbers(made.unprintable),
        )  # fmt: skip
    if not made.problems:
        return
    first = made.problems[0]
    raise AppError(
        "The letter names {field}, which is empty for {many} ({numbers}): fill it in, or say "
        "that they are left out or printed all the same.",
        lacks="empty",
        field=f"{{{first.name}}}",
        many=trn("{number} contact", "{number:,} contacts", len(first.people)),
        numbers=numbers(first.people),
    )


def draw(made: Post, progress: Progress = silent) -> bytes:
    """The whole file, not yet written."""
    require_ready(made)
    return made.part(made.pieces, 0, progress)


def draw_page(made: Post, page: int) -> bytes:
    """One page of labels, one letter or one envelope, from 0, exactly as it will be printed."""
    first = made.first_page + (page - 1) * made.a_page if page else 0
    number = made.a_page if page else made.first_page
    return made.part(made.pieces[first : first + number], first, silent)


def summary(made: Post) -> str:
    """What was prepared, in one sentence."""
    words = {
        "letters": trn("{number} letter", "{number:,} letters", len(made.pieces)),
        "labels": trn("{number} label", "{number:,} labels", len(made.pieces)),
        "envelopes": trn("{number} envelope", "{number:,} envelopes", len(made.pieces)),
    }[made.kind]
    people = trn("{number} contact", "{number:,} contacts", made.people)
    return tr("{words} for {people}.", words=words, people=people)


def remarks(made: Post) -> list[str]:
    """What is worth knowing before it is printed."""
    said = []
    for reason, people in made.left_out.items():
        shown = numbers(people)
        said.append({
            "empty": tr("Left out because a field is empty: contact {numbers}.", numbers=shown),
            "too-long": tr("Left out because the address does not fit: contact {numbers}.",
                           numbers=shown),
            "unprintable": tr(
                "Left out because no font of the program can print the name or address: contact "
                "{numbers}.",
                numbers=shown,
            ),
            "unsigned": tr(
                "This letter speaks to signers. Left out, not known to have signed: contact "
                "{numbers}.",
                numbers=shown,
            ),
        }[reason])  # fmt: skip
    first = [one.people[0] for one in made.pieces]
    odd = [one for one in first if is_odd(one.address)]
    if odd:
        said.append(
            tr("The postcode is no UK one, and the address is laid out as one abroad: contact "
               "{numbers}.", numbers=numbers(odd))
        )  # fmt: skip
    bare = [one for one in first if post.is_bare(one.address)]
    if bare:
        said.append(
            tr("The address has neither a town nor a postcode, and may not be found: contact "
               "{numbers}.", numbers=numbers(bare))
        )  # fmt: skip
    if made.sent_before:
        said.append(
            tr("The letters of outreach {number} went to these very people: made for those "
               "letters, it is not logged a second time.", number=made.sent_before)
        )  # fmt: skip
    if made.other_language:
        said.append(
            trn(
                "{number} contact gets the letter in another language than they prefer: it has no "
                "text in theirs.",
                "{number:,} contacts get the letter in another language than they prefer: it has "
                "no text in theirs.",
                made.other_language,
            )
        )
    return said


def as_text(made: Post, number: int) -> str:
    """Letter `number`, from 1, as text."""
    if not 1 <= number <= len(made.pieces):
        raise AppError(
            "There is no letter {number}: there are {all}.", number=number, all=len(made.pieces)
        )
    one = made.pieces[number - 1]
    if one.letter is None or one.text is None:
        return "\n".join(one.block)
    form = made.forms[one.letter.language]
    values = {**form.values, **one.letter.values}
    texts = (form.subject, *form.paragraphs, form.closing)
    *parts, closing = [merge.fill(part, values) for part in texts if part]
    salutation = f"{values['salutation']}{form.comma}"
    stop = form.stop_office if one.letter.office else form.stop
    address = "\n".join(one.block)
    return "\n\n".join([address, form.day, salutation, *parts, closing, form.signed, stop])
