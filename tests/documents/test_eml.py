"""A draft says after the way through a mail program's reader what was put into it."""

from __future__ import annotations

import email
import email.policy
import unicodedata
from email.message import EmailMessage

from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.drafts.eml import eml
from app.domain.names import tidy
from app.domain.outreach.message import one_line
from app.domain.outreach.sender import Sender, is_address

SENDER = Sender("New Malden Neighbours", "hello@neighbours.example", "7 Teasel Avenue")
HEADS = {"X-Unsent", "From", "To", "Bcc", "Subject", "MIME-Version", "Content-Type",
         "Content-Transfer-Encoding"}  # fmt: skip
WORDS = st.text(max_size=120).map(tidy).filter(lambda text: text and one_line(text))


def read(draft: bytes) -> EmailMessage:
    assert draft.isascii()
    assert max(map(len, draft.split(b"\r\n"))) < 200
    found = email.message_from_bytes(draft, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


@settings(max_examples=120)
@given(WORDS, WORDS, st.text(max_size=400))
def test_any_name_subject_and_text_come_through(name: str, subject: str, text: str) -> None:
    draft = eml(SENDER, subject, text, [(name, "min@kim.example")])
    found = read(draft)
    assert set(found.keys()) == HEADS - {"Bcc"}
    assert found["X-Unsent"] == "1"
    assert str(found["Subject"]) == subject
    [to] = found["To"].addresses
    assert to.addr_spec == "min@kim.example"
    # Of a name in several encoded words Python's reader keeps the folds as spaces.
    assert to.display_name.replace(" ", "") == name.replace(" ", "")
    if len(name.encode()) <= 36:
        assert to.display_name == name
    assert found["From"].addresses[0].addr_spec == SENDER.email
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    assert found.get_content().replace("\r\n", "\n").removesuffix("\n") == whole.removesuffix("\n")


def test_blind_copies_are_seen_by_nobody_else() -> None:
    blind = [f"person{at}@example.org" for at in range(300)]
    found = read(eml(SENDER, "소식", "안녕하십니까", [(SENDER.name, SENDER.email)], blind))
    assert [one.addr_spec for one in found["Bcc"].addresses] == blind
    assert [one.addr_spec for one in found["To"].addresses] == [SENDER.email]
    assert found.get_content().strip() == "안녕하십니까"


@settings(max_examples=80)
@given(st.text(max_size=30))
def test_what_would_begin_another_head_is_no_address(text: str) -> None:
    assert not is_address(f"a@b.example\r\nBcc: {text}@c.example")
    assert not is_address(f"{text}, a@b.example")
    if any(unicodedata.category(one) in {"Cc", "Zs"} for one in text):
        assert not is_address(f"{text}a@b.example")


def test_addresses() -> None:
    for good in ("a@b.example", "min.jun+news@kim.co.uk", "o'hara@x-y.example"):
        assert is_address(good), good
    for bad in ("", "a", "a@b", "a@b..c", ".a@b.example", "a b@c.example", "a@b.example>", "@b.c",
                "Kim <a@b.example>", "a@-b.example", "ä@b.example"):  # fmt: skip
        assert not is_address(bad), bad
