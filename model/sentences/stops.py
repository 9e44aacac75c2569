"""Whether a final mark ends its sentence: the word before it and the word after decide."""

import re
from typing import NamedTuple

from model.sentences.abbreviations import (
    ABBREVIATIONS,
    BEFORE_NUMBERS,
    COMPANIES,
    EXCLAIMING_NAMES,
    GO_ON,
    MAY_BE_LAST,
    MONTHS,
    NEVER_LAST,
    STARTERS,
    USUALLY_LAST,
    WEEKDAYS,
)
from model.sentences.attribution import attribution_follows

_QUOTES = frozenset("\"'”’»«“›;")
_SYMBOLS = frozenset("$€£¥@#•▪◦‣●☎")
_LAST_WORD = re.compile(r"[^\s\"'“‘„«‹»>(\[{—–/-][^\s>—–/(\[-]*\Z")
_ACRONYM = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}|[^\W\d_a-z]")
# What begins a sentence, a list's item or a time stamp, and goes on after its full stop.
_MARKER = re.compile(
    r"[\"'“‘(]?(?:[A-Z]?\d{1,3}(?:\.\d{1,3})*|\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m|[A-Za-z]"
    r"|[ivxl]{2,5}|[IVXL]{2,5})\Z"
)
_LOWER_START = re.compile(
    r"https?://|www\.|[a-z]{1,6}[A-Z]|(?:al|el|de|van|von|bin|da|di|du|le|la)[ -][A-Z]"
)
_LOWER_CASE_STYLE = re.compile(r"(?:@?[\w.]+:\s)?[\"“‘(]?[a-z]")
_LABEL = re.compile(r"(?:Image|Photo|Photograph|Picture|Credit|Caption|Source|[QA])s?:")
_FIGURE_IN_BRACKETS = re.compile(r"\(\d")
_FIRST_OF_ITS_NAME = re.compile(
    r"\b(?:War|Elizabeth|Charles|James|Title|Phase|Part|Division|Class|Type|Category|Book)\s+I\Z"
)


class Stop(NamedTuple):
    """A final mark between two sentences, or between two words of one.

    Offsets count code points of `text`. `before` is the sentence up to the mark, as much of
    it as matters; `word` is the word after the mark, or one character that belongs to none.
    """

    text: str
    sentence: int
    at: int
    before: str
    mark: str
    closing: str
    following: int
    word_at: int
    word: str
    limit: int
    headline: bool

    @property
    def quoted(self) -> bool:
        """Whether a quotation mark closes after the mark."""
        return not _QUOTES.isdisjoint(self.closing)

    @property
    def last_word(self) -> str:
        """The word before the mark, without what opens before it; empty where there is none."""
        found = _LAST_WORD.search(self.before.rstrip())
        return found[0].rstrip("\"'”’)") if found else ""

    @property
    def starter_follows(self) -> bool:
        """Whether the next word, capitalised as it is, hardly goes on with a name."""
        if self.headline:
            return False
        if _LABEL.match(self.text, self.word_at, self.limit):
            return True
        initial = self.text.startswith(".", self.word_at + 1)
        shouted = initial if len(self.word) == 1 else self.word.isupper()
        return self.word.lower() in STARTERS and not shouted


def plainly_ends(before: str, first: str) -> bool:
    """Whether a full stop stands between an everyday word and a capital: most do.

    A shortcut for `ends_sentence`, which says the same of them and takes longer.
    """
    word = before.rpartition(" ")[2]
    return (
        first.isupper()
        and word.isalpha()
        and (len(word) > 1 or word.islower())
        and len(word) < len(before)
        and word.lower() not in ABBREVIATIONS
    )


def ends_sentence(stop: Stop) -> bool:
    """Whether a sentence ends at a final mark."""
    first = stop.word[0]
    if not first.isalnum() and first not in _SYMBOLS and ord(first) < 0x2190:
        return False
    if _FIGURE_IN_BRACKETS.match(stop.text, stop.following, stop.limit):
        return False
    if first.islower() and not _begins_in_lower_case(stop):
        return False
    if "?" in stop.mark or "!" in stop.mark:
        return _ends_with_exclamation(stop)
    if len(stop.mark) > 1 or stop.mark == "…":
        return _ends_with_ellipsis(stop)
    return _ends_with_full_stop(stop)


def _begins_in_lower_case(stop: Stop) -> bool:
    """Whether a sentence can begin with the word after the mark, though in lower case."""
    if _LOWER_START.match(stop.text, stop.word_at, stop.limit):
        return True
    if stop.following < stop.word_at:
        return stop.text[stop.word_at - 1] in ".…"
    return _in_lower_case(stop)


def _in_lower_case(stop: Stop) -> bool:
    """Whether the writer begins sentences in lower case, as in tweets."""
    if stop.closing or stop.mark[-1] == "…" or stop.mark.endswith(".."):
        return False
    quotation = stop.text.rfind("“", max(stop.sentence, stop.at - 200), stop.at)
    begins = quotation if quotation > 1 and stop.text[quotation - 2] == ":" else stop.sentence
    return _LOWER_CASE_STYLE.match(stop.text, begins) is not None


def _ends_with_exclamation(stop: Stop) -> bool:
    if stop.before[-1:] in ("(", "[") and stop.closing:
        return False
    if stop.quoted:
        return not _attributed(stop, whole=stop.word == "I")
    if stop.word.lower() in COMPANIES:
        return False
    return stop.last_word.lower() not in EXCLAIMING_NAMES or stop.starter_follows


def _ends_with_ellipsis(stop: Stop) -> bool:
    if stop.before[-1:] in ("(", "["):
        return False
    if stop.quoted and _attributed(stop, whole=False):
        return False
    return stop.last_word != stop.word


def _ends_with_full_stop(stop: Stop) -> bool:
    if stop.quoted and _attributed(stop, whole=True):
        return False
    if stop.at - stop.sentence == len(stop.before) and _MARKER.match(stop.before):
        return False
    last_word, following = stop.last_word, stop.word.lower()
    last = last_word.lower()
    if last in NEVER_LAST and (len(last) > 1 or last_word.islower()):
        return last == "st" and stop.starter_follows
    if _number_follows(stop, last_word):
        return False
    if stop.quoted or (last == "i" and _FIRST_OF_ITS_NAME.search(stop.before)):
        return True
    acronym = _ACRONYM.fullmatch(last_word)
    if last in USUALLY_LAST or (acronym and last_word.islower()):
        return following not in GO_ON
    if last in MAY_BE_LAST or acronym:
        opens_quotation = stop.text[stop.word_at - 1] in '"“' and len(last) > 1
        return stop.starter_follows or opens_quotation
    return True


def _number_follows(stop: Stop, last_word: str) -> bool:
    """Whether the word before the mark belongs to a number or a date after it."""
    last, following = last_word.lower(), stop.word.lower()
    if following[0].isdigit():
        return last in BEFORE_NUMBERS or (last in WEEKDAYS and last_word[0].isupper())
    if following not in MONTHS:
        return False
    abbreviated = last in WEEKDAYS and last_word[0].isupper()
    return abbreviated or last in ("b", "d", "m") or (last.isdigit() and len(last) < 3)


def _attributed(stop: Stop, *, whole: bool) -> bool:
    """Whether the words after a quotation say whose it was."""
    if stop.word != "I" and stop.word.lower() in STARTERS:
        return False
    return attribution_follows(stop.text, stop.following, stop.limit, whole=whole)
