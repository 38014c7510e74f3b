"""Address books of every version, as telephones write them and as nobody should."""

from __future__ import annotations

import base64
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.tables.vcards import VERSIONS, Version, vcards
from app.domain.community.contact import Contact, Email, Phone, PostalAddress, WrittenName
from app.domain.community.name_parts import order_shown
from app.intake.cards import reading
from app.intake.cards.reading import CardFile, parse_cards, read_cards
from app.intake.records.table import RecordsError
from app.intake.worker import MEMORY, Limits
from app.operations.community.contacts import prepared


def cards(*lines: str, version: str = "3.0", encoding: str = "utf-8") -> CardFile:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    return parse_cards(Path("book.vcf"), data=text.encode(encoding))


def one(*lines: str, version: str = "3.0", encoding: str = "utf-8") -> Contact:
    found = cards(*lines, version=version, encoding=encoding)
    assert not found.refused
    return found.found[0].contact


def quoted(text: str, encoding: str = "utf-8") -> str:
    return "".join(f"={octet:02X}" for octet in text.encode(encoding))


LETTERS = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" ,;:\\\"'=\n^"), max_size=60
)
WORDS = st.text(
    st.one_of(
        st.characters(exclude_categories=("C", "Z"), include_characters=' ,;:\\"='),
        st.sampled_from("김철수박이ㄱ각é😀👩"),
    ),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
LINE = WORDS.filter(lambda text: text.strip(" ,") == text != "")


@st.composite
def written_names(draw: st.DrawFn) -> WrittenName:
    text = draw(WORDS.filter(bool))
    family = draw(st.sampled_from(["", *text.split()]))
    family = "" if family == text else family
    return WrittenName(text, family, order_shown(text, family), draw(WORDS))


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    names = draw(st.lists(written_names(), min_size=1, max_size=3, unique_by=lambda one: one.text))
    lines = draw(st.lists(LINE, max_size=4))
    notes = unicodedata.normalize("NFC", draw(LETTERS)).strip()
    return Contact(
        tuple(names),
        addresses=(PostalAddress(tuple(lines), "KT3 8PL", "home"),) if lines else (),
        phones=(Phone("020 7946 0101", "+442079460101", draw(st.sampled_from(["", "home"]))),),
        emails=(Email("joan@hart.example", "work"),),
        tags=tuple(dict.fromkeys(draw(st.lists(WORDS.filter(bool), max_size=3)))),
        notes="\n".join(notes.splitlines()),
        role=draw(WORDS),
        do_not_contact=draw(st.booleans()),
    )


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=30, deadline=None)
@given(contact=contacts())
def test_whatever_is_written_is_read_again(version: Version, contact: Contact) -> None:
    data = b"".join(vcards([contact], version))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.decode()  # no character is cut
    read = parse_cards(Path("book.vcf"), data=data).found[0].contact
    assert read.names == contact.names
    for field in ("addresses", "phones", "emails", "tags", "notes", "role", "do_not_contact"):
        assert getattr(read, field) == getattr(contact, field), field


@pytest.mark.parametrize("version", VERSIONS)
def test_names_typed_in_parts_come_in_whole(version: Version) -> None:
    whole = unicodedata.normalize("NFD", "김철수")
    assert len(whole) == 8
    assert one(f"FN:{whole}", version=version).name == "김철수"


def test_lines_folded_as_each_version_folds() -> None:
    assert one("FN:Joan", "NOTE:one t", " wo", version="3.0").notes == "one two"
    assert one("FN:Joan", "NOTE:one", " two", version="2.1").notes == "one two"
    said = "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:" + quoted("교회")
    assert one("FN:Joan", said[:-6] + "=", said[-6:], version="2.1").notes == "교회"
    assert one("FN:Joan", said[:-6], said[-6:], version="2.1").notes == "교회"  # forgot the break


def test_a_semicolon_that_is_meant_parts_nothing() -> None:
    for version in VERSIONS:
        assert one("N:Hart\\; Moss;Joan;;;", version=version).names[0].family == "Hart; Moss"
    said = "N;ENCODING=QUOTED-PRINTABLE:Hart=3B Moss;Joan;;;"
    assert one(said, version="2.1").names[0].family == "Hart; Moss"


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16", "utf-16-le"])
def test_hangul_in_any_letters_is_found(encoding: str) -> None:
    found = cards("N:김;철수;;;", "FN:김철수", "NOTE:교회 합창단", encoding=encoding)
    assert found.found[0].contact.name == "김철수"
    assert found.found[0].flags == ()


def test_letters_that_the_card_says_wrongly_are_mended_and_said() -> None:
    raw = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8:" + "김철수".encode("cp949")
    found = parse_cards(Path("book.vcf"), data=raw + b"\r\nEND:VCARD\r\n")
    assert found.found[0].contact.name == "김철수"
    assert found.found[0].flags == ("other-letters",)
    said = parse_cards(Path("book.vcf"), encoding="cp1252", data=raw + b"\r\nEND:VCARD\r\n")
    assert said.found[0].contact.name == "±èÃ¶¼ö"
    assert said.encoding == "cp1252"


def test_letters_are_told_value_by_value_where_a_file_mixes_them() -> None:
    lines = [b"BEGIN:VCARD", b"VERSION:2.1", "FN:김철수".encode("cp949"), b"END:VCARD"]
    lines += [b"BEGIN:VCARD", b"VERSION:3.0", "FN:박민준".encode(), b"END:VCARD", b""]
    found = parse_cards(Path("book.vcf"), data=b"\r\n".join(lines))
    assert [one.contact.name for one in found.found] == ["김철수", "박민준"]


def test_who_has_no_name_is_known_by_organisation_or_email_or_refused() -> None:
    assert one("ORG:Grace Church;Choir", "TEL:020 7946 0101").name == "Grace Church, Choir"
    found = cards("EMAIL:joan@hart.example")
    assert (found.found[0].contact.name, found.found[0].flags) == (
        "joan@hart.example", ("no-name",),
    )  # fmt: skip
    refused = cards("TEL:020 7946 0101", "N:;;;;").refused[0]
    assert (refused.line, refused.reason) == (1, "says no name, no organisation and no email")


def test_two_thousand_lines_are_read_and_two_thousand_phones_are_refused() -> None:
    found = cards("FN:Joan Hart", *(f"X-LOG-{at}:seen" for at in range(2000)))
    assert found.found[0].contact.name == "Joan Hart"
    assert sum(found.left.values()) == 2000
    refused = cards("FN:Joan Hart", *(f"TEL:07700 {at:06}" for at in range(2000))).refused[0]
    assert refused.reason == "2,000 phones; the most is 20"
    long = cards("FN:Joan", *("NOTE:" + "a" * 9 for _ in range(2000))).found[0]
    assert (len(long.contact.notes), long.flags) == (9_999, ("long-notes",))
    assert cards("FN:Bob", "N:Smith;Robert").found[0].contact.names[0].family == ""


def test_a_photograph_of_twenty_megabytes_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "book.vcf"
    photo = base64.b64encode(bytes(1_000_000)) * 15
    with path.open("wb") as file:
        for name in (b"Joan Hart", b"Ada Moss"):
            file.write(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" + name + b"\r\n")
            file.write(b"PHOTO;ENCODING=b;TYPE=JPEG:" + photo + b"\r\nTEL:020 7946 0101\r\n")
            file.write(b"END:VCARD\r\n")
    assert path.stat().st_size > 40_000_000
    found = read_cards(path)
    assert [one.contact.phone for one in found.found] == ["020 7946 0101"] * 2
    assert found.left == {"pictures and sounds": 2}


@pytest.mark.parametrize("fold", ["\r\n ", "\r\n"])
def test_a_picture_of_2_1_ends_where_its_letters_end(fold: str) -> None:
    picture = fold.join(["PHOTO;JPEG;BASE64:", "AAAA", "BBBB=", ""])
    found = cards("FN:Joan", picture, "TEL:020 7946 0101", version="2.1").found[0].contact
    assert found.phone == "020 7946 0101"


def test_a_card_that_is_cut_off_says_where_and_leaves_the_others() -> None:
    text = "BEGIN:VCARD\nFN:Joan\nBEGIN:VCARD\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nFN:Ivo\n"
    found = parse_cards(Path("book.vcf"), data=text.encode())
    assert [one.contact.name for one in found.found] == ["Ada"]
    assert [(one.line, "never ends" in one.reason) for one in found.refused] == [
        (1, True), (6, True),
    ]  # fmt: skip


def test_a_card_inside_another_is_left_out_and_said() -> None:
    inside = ["BEGIN:VCARD", "FN:Secretary", "BEGIN:VCARD", "END:VCARD", "END:VCARD"]
    found = cards("FN:Joan", "AGENT:", *inside, "TEL:020 7946 0101", version="2.1")
    assert [one.contact.phone for one in found.found] == ["020 7946 0101"]
    assert found.left == {"cards inside another card": 2}


def test_a_line_that_is_no_field_is_named() -> None:
    refused = cards("FN:Joan", "and so on").refused[0]
    assert (refused.line, "line 4" in refused.reason) == (1, True)


def test_what_is_no_address_book_is_refused(tmp_path: Path) -> None:
    for data in (b"", b"Name,Email\nJoan,joan@hart.example\n", b"\x89PNG\r\n" + bytes(500)):
        with pytest.raises(RecordsError, match="holds no card"):
            parse_cards(Path("book.vcf"), data=data)
    with pytest.raises(RecordsError, match="cannot be read"):
        read_cards(tmp_path / "nowhere.vcf")


def test_a_reader_that_takes_too_much_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.vcf"
    path.write_bytes(b"BEGIN:VCARD\nFN:Joan\nEND:VCARD\n" * 60_000)
    monkeypatch.setattr(reading, "_LIMITS", Limits(MEMORY, 0.3))
    with pytest.raises(RecordsError, match="more memory or time than an address book may"):
        read_cards(path)


PIECES = st.sampled_from([
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"VERSION:2.1\n", b"VERSION:4.0\n", b"N:", b"FN:",
    b"N;CHARSET=x-none;ENCODING=QUOTED-PRINTABLE:=E", b"=\r\n", b"=B1=E8", b";", b",", b"\\", b":",
    b"\r\n", b"\n ", b"TEL;PREF=9999999999:tel:", b"ADR:;;;", b"item1.", b'"', b"EMAIL:@", b"^n",
    b"PHOTO;ENCODING=b:AAAA", b"NOTE;ENCODING=BASE64:====", b"AGENT:\n", b"\xff\xfe", b"\x00",
    "김철수".encode(), "김철수".encode("cp949"), b"X-ROUNDROBIN-ID:1", b"X-ROUNDROBIN-NAME:a;b;c",
    b"CATEGORIES:a,b", b"KIND:group", b"UID:1", b"SORT-STRING:", b"LANG:ko", b"\xe2\x80\xa8",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.one_of(PIECES, st.binary(max_size=5)), max_size=40))
def test_nothing_that_is_put_together_breaks_the_reader(pieces: list[bytes]) -> None:
    data = b"BEGIN:VCARD\r\n" + b"".join(pieces)
    try:
        found = parse_cards(Path("book.vcf"), data=data)
    except RecordsError:
        return
    assert all(prepared(one.contact).names for one in found.found)


def test_a_family_name_is_taken_from_how_it_is_sorted() -> None:
    assert one('FN;SORT-AS="Kim,Chul-soo":Kim Chul-soo', version="4.0").names[0].family == "Kim"
    assert one("FN:Joan Hart", "SORT-STRING:Hart").names[0].family == "Hart"


def test_preferred_ways_stand_first_and_faxes_are_not_called() -> None:
    found = cards(
        "FN:Joan", "TEL;TYPE=fax:020 7946 0109", "TEL;TYPE=home:020 7946 0101",
        "TEL;TYPE=cell;PREF=1:07700 900101", version="4.0",
    )  # fmt: skip
    assert [one.label for one in found.found[0].contact.phones] == ["mobile", "home"]
    assert found.left == {"fax and pager numbers": 1}
