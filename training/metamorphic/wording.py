"""Swap words in a text: whole words, their case and possessives, and the article before them."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_WORDS = Path(__file__).with_name("words")
_AN = re.compile(r"(?!uni|use|one\b|eu)[aeiou]|hono|hour|heir", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z](?=[A-Z.])")  # BJP, U.S.: read letter by letter
_AN_LETTERS = frozenset("AEFHILMNORSX")
_BEFORE_CHOICES = 2  # groups of the pattern: the article, the word
_APOSTROPHES = ("'", "’")
_OPENING = "\"'“‘("


def read_words(name: str) -> Any:
    """Read one of the package's lists of words."""
    return json.loads((_WORDS / f"{name}.json").read_text(encoding="utf-8"))


class Swap:
    """Puts words in place of what patterns find, all in one pass, the longest pattern first.

    With `any_case` the patterns fit in any case, and the new word takes it. A word's possessive
    and the *a* or *an* before it follow suit.
    """

    def __init__(self, rules: Iterable[tuple[str, str]], any_case: bool = False) -> None:
        ordered = sorted(rules, key=lambda rule: len(rule[0]), reverse=True)
        self._new = [new for _, new in ordered]
        choices = "|".join(f"({pattern})" for pattern, _ in ordered) or "(?!)"
        self._any_case = any_case
        self._pattern = re.compile(
            rf"(?<![\w-])(?:(?P<article>[Aa]n?) )?(?P<word>{choices})(?!\w)"
            r"(?P<possessive>['’](?:s(?!\w))?(?!\w))?",
            re.IGNORECASE if any_case else 0,
        )

    def __call__(self, text: str) -> str:
        """A text with its words swapped; it begins with a capital if it did."""
        new = self._pattern.sub(self._put, text)
        return capitalised(new) if capitalised(text) == text else new

    def count(self, text: str) -> int:
        """How many words of a text would be swapped."""
        return len(self._pattern.findall(text))

    def _put(self, match: re.Match[str]) -> str:
        article, mark = match["article"], match["possessive"]
        found = match.groups()[_BEFORE_CHOICES : _BEFORE_CHOICES + len(self._new)]
        new = next(one for one, text in zip(self._new, found, strict=True) if text is not None)
        if self._any_case:
            new = as_written(match["word"], new)
        if mark in _APOSTROPHES:  # a possessive of a word in s, or the end of a quotation
            was_possessive = match["word"].endswith("s") and not new.endswith("s")
            new += f"{mark}s" if was_possessive else mark
        elif mark:
            new += mark[0] if new.endswith("s") else mark
        if article:
            new = new.removeprefix("the ")
            new = f"{_article(article, new)} {new}"
        return new


def swap_words(words: Mapping[str, str]) -> Swap:
    """A swap of plain words, in any case."""
    return Swap(((re.escape(old), new) for old, new in words.items()), any_case=True)


def as_written(old: str, new: str) -> str:
    """A word in the case of another."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def capitalised(text: str) -> str:
    """A text whose first letter is a capital, behind an opening mark too."""
    start = 1 if text[:1] and text[0] in _OPENING else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def _article(old: str, word: str) -> str:
    vowel = word[0] in _AN_LETTERS if _LETTERS.match(word) else bool(_AN.match(word))
    return as_written(old[0], "an" if vowel else "a")
