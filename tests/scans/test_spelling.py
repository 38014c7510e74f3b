"""What the model sees is spelt by the grammar of postcodes; it is the model that it says it is."""

from __future__ import annotations

import hashlib
import tomllib

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.domain.postcode import PostcodeKind, kind
from app.domain.postcode_grammar import CHARACTERS, following
from app.domain.scan import Picture
from app.intake.scans.postcode_reader import SURE_ENOUGH, PostcodeReader
from app.intake.scans.spelling import likeliest
from app.paths import RESOURCES

MODELS = RESOURCES / "models"
READER = PostcodeReader()


@settings(deadline=None, max_examples=40)
@given(
    arrays.arrays(
        np.float32, st.tuples(st.integers(1, 30), st.just(37)),
        elements=st.floats(0, 1, width=32), fill=st.just(0.0),
    )
)  # fmt: skip
def test_whatever_is_seen_is_spelt_as_a_postcode(steps: np.ndarray) -> None:
    code, sure = likeliest(steps)
    assert 0 <= sure <= 1
    assert not code if sure == 0 else kind(code) is not PostcodeKind.MALFORMED


@st.composite
def postcode_(draw: st.DrawFn) -> str:
    code = ""
    while after := following(code):
        code += draw(st.sampled_from(after))
    return code


@settings(deadline=None, max_examples=40)
@given(postcode_())
def test_what_is_clearly_seen_is_spelt(code: str) -> None:
    found, sure = likeliest(seen(" ".join(code)))
    assert found == code
    assert sure > 0.99


def test_a_character_that_stays_is_spelt_once_and_a_gap_makes_it_two() -> None:
    for text, code in (("KKKTT3344QQQAA", "KT34QA"), ("KT3 3 4QA", "KT334QA")):
        found, sure = likeliest(seen(text))
        assert found == code
        assert sure > 0.99


def seen(text: str) -> np.ndarray:
    """What a recogniser says that is sure of a character, or a gap, at each step."""
    return np.eye(37, dtype=np.float32)[[f" {CHARACTERS}".index(one) for one in text]]


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 400), st.integers(1, 120), st.integers(0, 2**32 - 1))
def test_no_picture_breaks_the_reader(wide: int, high: int, seed: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (high, wide, 3), np.uint8)
    postcode, sure = READER.read(Picture(wide, high, noise.tobytes()))
    assert sure < SURE_ENOUGH
    assert not postcode or kind(postcode) is not PostcodeKind.MALFORMED


def test_the_model_is_the_one_that_its_notice_names() -> None:
    digest = hashlib.sha256((MODELS / "postcode-reader.onnx").read_bytes()).hexdigest()
    assert digest in (MODELS / "NOTICE").read_text("utf-8")
    assert digest in (MODELS / "MODEL_LICENSES.md").read_text("utf-8")
    assert "Apache License" in (MODELS / "LICENSE").read_text("utf-8")


def test_the_classes_are_those_of_the_models_own_dictionary() -> None:
    content = (MODELS / "postcode-reader.onnx").read_bytes()
    at = content.rindex(b"\n\tcharacter\x12") + 12
    size = 0
    for place in range(5):
        size |= (content[at + place] & 127) << 7 * place
        if content[at + place] < 128:
            break
    start = at + place + 1
    names = ["", *content[start : start + size].decode("utf-8").split("\n"), " "]
    table = tomllib.loads((MODELS / "postcode-reader.toml").read_text("utf-8"))
    assert [at for at, name in enumerate(names) if not name.strip()] == table["blank"]
    assert {
        one: [at for at, name in enumerate(names) if name.upper() == one] for one in CHARACTERS
    } == table["characters"]
