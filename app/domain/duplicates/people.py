"""A name as it is compared: given name, family name and what stands between, in both scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain import korean
from app.domain.korean import Sounds

_LETTERS = re.compile(r"[a-z]+(?:['’][a-z]+)*")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_BREVES = str.maketrans({"ŏ": "eo", "ŭ": "eu", "Ŏ": "Eo", "Ŭ": "Eu", "ß": "ss", "ø": "o", "Ø": "O",
                         "ł": "l", "Ł": "L", "đ": "d", "æ": "ae", "œ": "oe"})  # fmt: skip
_MOST_SYLLABLES = 3


@dataclass(frozen=True)
class NameData:
    """What is known of names beforehand, as resources/duplicates/*.toml list it.

    `families` are Korean family names, in Hangul and Latin letters, with their share of
    Koreans; `long_families` those of two syllables. `english` are given names that only look
    Korean. `alike` are groups of names that one person goes by, `distinct` names that look like
    others. `generations` gives “junior” for “jr” and so on.
    """

    families: Mapping[str, float]
    long_families: Sequence[str]
    english: frozenset[str]
    alike: Sequence[Sequence[str]]
    distinct: frozenset[str]
    common: Mapping[str, float]
    titles: frozenset[str]
    generations: Mapping[str, str]
    particles: frozenset[str]

    @property
    def known(self) -> frozenset[str]:
        """Names that are names of their own, and no slip of the pen for another."""
        return self.english.union(*self.alike, self.distinct)


class Part(NamedTuple):
    """One name of a person: small Latin letters, Hangul, or both; whether it is Korean."""

    latin: str = ""
    hangul: str = ""
    korean: bool = False

    def __bool__(self) -> bool:
        return bool(self.latin or self.hangul)

    @property
    def sounds(self) -> Sounds | None:
        """The sounds of a Korean name; None for any other."""
        if self.hangul:
            return korean.of_hangul(self.hangul)
        return korean.of_latin(self.latin) if self.korean else None

    @property
    def letters(self) -> str:
        """Latin letters to compare with: as written, else the Revised Romanisation."""
        return self.latin or korean.revised(self.hangul)


NOTHING = Part()


class Name(NamedTuple):
    """Who signed: the parts that are compared, the family name told apart where it can be.

    `second` is the given and the family name where the name can be read in the other order
    too: “Jin Ha Kim” and “Kim Ha Jin” have family names at both ends. `generation` tells
    father and son apart who have one name.
    """

    given: Part = NOTHING
    family: Part = NOTHING
    middle: Part = NOTHING
    second: tuple[Part, Part] = (NOTHING, NOTHING)
    generation: str = ""


@dataclass
class NameReader:
    """Reads written names."""

    data: NameData

    def read(self, written: str) -> Name:
        """The parts of a name in any order and script; NFC and NFD are one (R91)."""
        if written.isascii():
            return self._latin(written.lower())
        text = unicodedata.normalize("NFC", written)
        runs = _HANGUL.findall(text)
        plain = unicodedata.normalize("NFD", text.translate(_BREVES))
        folded = "".join(one for one in plain if not unicodedata.combining(one))
        latin = self._latin(_HANGUL.sub(" ", unicodedata.normalize("NFC", folded)).lower())
        if not runs:
            return latin
        hangul = self._hangul(runs)
        if not latin.family and not latin.given:
            return hangul
        return Name(
            Part(latin.given.latin, hangul.given.hangul, korean=True),
            Part(latin.family.latin, hangul.family.hangul, korean=True),
            latin.middle,
        )

    def _hangul(self, runs: list[str]) -> Name:
        if len(runs) == 2 and len(runs[1]) == 1 < len(runs[0]) and runs[1] in self.data.families:
            runs = [runs[1], runs[0]]
        whole = "".join(runs)
        cut = 2 if whole[:2] in self.data.long_families and len(whole) > 2 else 1
        if len(whole) == 1:
            return Name(family=Part(hangul=whole, korean=True))
        return Name(Part("", whole[cut:], korean=True), Part("", whole[:cut], korean=True))

    def _latin(self, text: str) -> Name:
        written = _words(text)
        called = self.data.generations.get(written[-1], "") if len(written) > 2 else ""
        words = [
            word
            for word in (written[:-1] if called else written)
            if word.replace("-", "") not in self.data.titles
        ]
        if not words:
            return Name()
        head, comma, _ = text.partition(",")
        if comma and len(words) > 1:
            before = len(_words(head))
            words = words[before:] + words[:before]
        found = self._korean(words)
        if found:
            return found
        return self._plain(words)._replace(generation=called)

    def _plain(self, words: list[str]) -> Name:
        """A name that is not Korean."""
        words = self._joined([word.replace("-", "") for word in words])
        if len(words) == 1:
            return self._single(words[0])
        if words[0] in self.data.families and all(len(word) == 1 for word in words[1:]):
            words = [*words[1:], words[0]]  # "Lee S J"
        middle = Part("".join(words[1:-1])) if len(words) > 2 else NOTHING
        return Name(self._part(words[0]), self._part(words[-1]), middle)

    def _part(self, word: str) -> Part:
        return Part(word, korean=word in self.data.families)

    def _single(self, word: str) -> Name:
        if word in self.data.english or len(word) < 6:
            return Name(given=self._part(word))
        cuts = [cut for cut in range(2, 5) if word[:cut] in self.data.families]
        for cut in sorted(cuts, key=lambda cut: -self.data.families[word[:cut]]):
            if self._is_given(word[cut:]):
                return Name(Part(word[cut:], korean=True), Part(word[:cut], korean=True))
        return Name(given=self._part(word))

    def _joined(self, words: list[str]) -> list[str]:
        """Words like “van” and “de” belong to the name after them."""
        made: list[str] = []
        before = ""
        for word in words:
            if word in self.data.particles and word != words[-1] and (made or before):
                before += word
            else:
                made.append(before + word)
                before = ""
        return made

    def _korean(self, words: list[str]) -> Name | None:
        """A Korean name, whichever end its family name stands at; None where it is another."""
        ends = [words[0], words[-1]] if len(words) > 1 else []
        shares = [self.data.families.get(end, 0.0) for end in ends]
        if not any(shares):
            return None
        for syllables in ((2,), (1, 3)):
            read = [
                (self._given(words[1:] if at == 0 else words[:-1], syllables), ends[at])
                for at in sorted((0, 1), key=lambda at: -shares[at])
                if shares[at]
            ]
            good = [
                (Part(given, korean=True), Part(family, korean=True))
                for given, family in read
                if given
            ]
            if good:
                return Name(*good[0], second=good[1] if len(good) > 1 else (NOTHING, NOTHING))
        return None

    def _given(self, rest: list[str], syllables: Sequence[int]) -> str:
        """The words of a Korean given name as one, empty where they are none."""
        word = "".join(rest).replace("-", "")
        initials = all(len(one) == 1 for one in rest)
        if initials or len(rest) > _MOST_SYLLABLES or self.data.english.intersection(rest):
            return ""
        return word if self._is_given(word, syllables) else ""

    def _is_given(self, word: str, syllables: Sequence[int] = (2,)) -> bool:
        if word in self.data.english or len(word) < 2:
            return False
        sounds = korean.of_latin(word)
        return sounds is not None and len(sounds.vowels) in syllables


def _words(text: str) -> list[str]:
    """The words of a name; hyphens stay, so that they can be seen to join."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return text.split()
    found = []
    for word in (
        text.replace("‐", "-").replace("–", "-").replace(",", " ").replace(".", " ").split()
    ):
        letters = "-".join(
            "".join(_LETTERS.findall(piece)).replace("'", "").replace("’", "")
            for piece in word.split("-")
        ).strip("-")
        if letters:
            found.append(letters)
    return found
