"""How Korean names sound, from Hangul and from any usual spelling in Latin letters (R88 to R92).

A spelling is taken apart into sounds: consonants by class (g and k are one, j and ch, r and l),
vowels by the set of Hangul vowels that are written so. The classes alone are the skeleton, by
which spellings of one name are found; the sets then tell 순 (Soon, Sun) from 선 (Seon, Sun).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_FIRST, _LAST = 0xAC00, 0xD7A3
_FINALS, _VOWELS = 28, 21

_INITIAL_SOUNDS = "KKNTTRMPPSS-CCCKTPH"
_INITIAL_LETTERS = (
    *("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", ""),
    *("j", "jj", "ch", "k", "t", "p", "h"),
)
_VOWEL_LETTERS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
_FINAL_SOUNDS = "-KKKNNNTRRRRRRRRMPPTTGTTKTPT"
_FINAL_LETTERS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "l", "l", "l", "l", "l"),
    *("l", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)

_VOWEL_CLASS = "aeyqoeyqovwwyoxwiyoii"
"""Vowels that spellings mix up share a letter: ㅓ ㅗ ㅜ ㅡ are “o”, ㅕ ㅛ ㅠ ㅑ are “y”."""

_NARROW = frozenset("iyq")
"""Before these the South drops a first r or n: 리 and 이, 류 and 유, 녀 and 여 (R90)."""

_DROPPED = (2, 5, 11)
"""The places of ㄴ, ㄹ and the silent ㅇ among the letters that begin a syllable."""

_SPELT: dict[str, tuple[int, ...]] = {
    "yeo": (6,), "yeu": (6,), "yea": (7, 6), "you": (6, 17), "yoo": (17,), "yuh": (6,),
    "yoh": (12,), "yae": (3, 7), "yai": (3,), "yee": (20,), "yi": (20, 19), "ye": (7, 6),
    "ya": (2,),
    "yo": (12, 6), "yu": (17, 6), "wae": (10,), "wai": (10,), "wah": (9,), "weo": (14,),
    "woe": (11,), "woo": (13,), "wee": (16,), "wa": (9,), "we": (15, 10, 11), "wo": (14,),
    "wu": (13,), "wi": (16,), "eui": (19,), "ui": (19, 16), "eu": (18,), "eo": (4,),
    "ee": (20, 19), "ei": (5,), "eh": (5, 1), "ea": (1, 5), "ae": (1,), "ai": (1,), "ay": (1, 5),
    "ah": (0,), "ar": (0,), "oi": (11,), "oe": (11,), "oy": (11,), "oo": (13,), "oh": (8, 4),
    "ou": (4, 13), "oa": (9,), "uh": (4,), "ur": (4,), "ie": (20,), "e": (5, 1), "a": (0,),
    "o": (8, 4), "u": (13, 4, 18), "i": (20, 19),
}  # fmt: skip
"""Spellings of vowels, with the places of the Hangul vowels that are written so."""

_OPEN: dict[str, tuple[int, ...]] = {"u": (13, 18), "yu": (17,), "you": (17,), "ou": (13,)}
"""Vowels of a syllable that ends with them: “Su” is 수, while “Sung” may be 성 as well."""

_FINAL = frozenset("NMKGR")
"""Consonants that may end a syllable though a vowel follows: “Yuna” is 유나 or 윤아."""

_ONLY_AT_END = {"eh", "ah", "oh", "uh", "yuh", "yoh", "wah"}
_SOUNDS = {
    "tch": "C", "ch": "C", "jj": "C", "j": "C", "z": "C", "kk": "K", "gg": "K", "ck": "K", "k": "K",
    "g": "K", "tt": "T", "dd": "T", "t": "T", "d": "T", "pp": "P", "bb": "P", "ph": "P", "p": "P",
    "b": "P", "ss": "S", "sh": "S", "s": "S", "rh": "R", "ll": "R", "rr": "R", "l": "R", "r": "R",
    "mm": "M", "m": "M", "ng": "G", "nn": "N", "n": "N", "h": "H",
}  # fmt: skip


def _pattern() -> re.Pattern[str]:
    vowels = []
    for spelt in sorted(_SPELT, key=len, reverse=True):
        ahead = "(?![aeiouyw])" if spelt in _ONLY_AT_END else ""
        vowels.append(spelt + ("(?=k|$)" if spelt in {"ar", "ur"} else ahead))
    consonants = sorted(_SOUNDS, key=len, reverse=True)
    return re.compile(f"({'|'.join(vowels)})|({'|'.join(consonants)})")


_PIECE = _pattern()


@dataclass(frozen=True)
class Sounds:
    """A name's sounds: `skeleton` has one letter a sound, `vowels` a set of bits a vowel."""

    skeleton: str
    vowels: tuple[int, ...]

    def may_be(self, other: Sounds) -> bool:
        """Whether both can be spellings of one name: as many vowels, each of them possible."""
        return (
            self.skeleton == other.skeleton
            and len(self.vowels) == len(other.vowels)
            and all(one & two for one, two in zip(self.vowels, other.vowels, strict=True))
        )


def is_hangul(text: str) -> bool:
    """Whether `text` is Hangul syllables only."""
    return bool(text) and all(_FIRST <= ord(one) <= _LAST for one in text)


@lru_cache(maxsize=65536)
def of_hangul(text: str) -> Sounds:
    """The sounds of Hangul syllables; “이” and “리” give the same."""
    pieces: list[tuple[str, int]] = []
    for one in text:
        at = ord(one) - _FIRST
        initial, rest = divmod(at, _VOWELS * _FINALS)
        vowel, final = divmod(rest, _FINALS)
        pieces.append((_INITIAL_SOUNDS[initial], 0))
        pieces.append((_VOWEL_CLASS[vowel], 1 << vowel))
        pieces.append((_FINAL_SOUNDS[final], 0))
    return _sounds([piece for piece in pieces if piece[0] != "-"])


@lru_cache(maxsize=1024)
def alike(syllable: str) -> list[str]:
    """The syllables that one at the beginning of a name may be written as, itself first (R90)."""
    at = ord(syllable) - _FIRST
    first, rest = divmod(at, _VOWELS * _FINALS)
    others = [chr(_FIRST + one * _VOWELS * _FINALS + rest) for one in _DROPPED if one != first]
    same = of_hangul(syllable)
    return [syllable, *(one for one in others if first in _DROPPED and of_hangul(one) == same)]


@lru_cache(maxsize=65536)
def of_latin(text: str) -> Sounds | None:
    """The sounds of a spelling in small letters without accents; None where it is not Korean."""
    made = loosely(text)
    return made if made and made.vowels and _speakable(made.skeleton) else None


@lru_cache(maxsize=65536)
def loosely(text: str) -> Sounds | None:
    """The sounds of letters that need not make syllables, as when a key was missed."""
    pieces: list[tuple[str, int]] = []
    spelt: list[str] = []
    at = 0
    while at < len(text):
        found = _PIECE.match(text, at)
        if found is None:
            return None
        vowel, consonant = found.groups()
        if vowel:
            places = _SPELT[vowel]
            pieces.append((_VOWEL_CLASS[places[0]], sum(1 << place for place in places)))
        else:
            pieces.append((_SOUNDS[consonant], 0))
        spelt.append(found.group())
        at = found.end()
    for place, vowel in enumerate(spelt):
        if vowel in _OPEN and _is_open([sound for sound, _ in pieces[place + 1 : place + 3]]):
            mask = sum(1 << one for one in _OPEN[vowel])
            pieces[place] = (pieces[place][0], mask)
    return _sounds(pieces)


def _is_open(after: list[str]) -> bool:
    """Whether the syllable surely ends with its vowel, by the sounds that follow."""
    if not after or after[0].islower():
        return True
    return len(after) > 1 and after[1].islower() and after[0] not in _FINAL


def _speakable(skeleton: str) -> bool:
    """A syllable has at most one consonant before its vowel and one after."""
    return not re.search(r"[A-Z]{3}|^[A-Z]{2}|[A-Z]{2}$|[a-z]{3}|[SCH]$", skeleton)


def _sounds(pieces: list[tuple[str, int]]) -> Sounds:
    letters: list[str] = []
    for place, (sound, _) in enumerate(pieces):
        after = pieces[place + 1][0] if place + 1 < len(pieces) else ""
        if place == 0 and sound in "RN" and after:
            kept = "" if after in _NARROW else "N"
        elif sound == "G" and after.islower():
            kept = "NK"  # "Eungyeong" and "Young-ae": where the syllable ends is not written
        else:
            kept = sound
        if kept and (not letters or letters[-1] != kept or kept.islower()):
            letters.append(kept)
    return Sounds("".join(letters), tuple(mask for _, mask in pieces if mask))


@lru_cache(maxsize=65536)
def revised(text: str) -> str:
    """Hangul in the Revised Romanisation, syllable by syllable, as names are written."""
    made = []
    for one in text:
        initial, rest = divmod(ord(one) - _FIRST, _VOWELS * _FINALS)
        vowel, final = divmod(rest, _FINALS)
        made.append(_INITIAL_LETTERS[initial] + _VOWEL_LETTERS[vowel] + _FINAL_LETTERS[final])
    return "".join(made)
