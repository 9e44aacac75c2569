"""Where sentences begin and end within a paragraph."""

import re
from collections.abc import Iterator, Set

from model.sentences.candidates import CANDIDATE, INLINE_TAG
from model.sentences.sentence import Span
from model.sentences.stops import Stop, ends_sentence, plainly_ends

_OPENING = re.compile(
    rf"(?:[\"'“‘„‹»›(\[{{*_¿¡]|«[ \xa0\u202f]?|&(?:quot|ldquo|lsquo);|<{INLINE_TAG}[^<>]{{0,200}}>"
    r"|(?:…|\.{3})(?=\w))*+"
)
_LOOK_BACK = 40
_VISIBLE = re.compile(r"\S")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_DATE_GOES_ON = re.compile(
    r"(?:,|\b(?:on|of|since|until|till|last|this|by|from|for|and|late|early))\Z"
)
# A word, a figure or "p.m." before a full stop that lacks its space, but no name or address.
_RUN_ON_BEFORE = re.compile(
    r"[\"'“‘„«(]*(?:[^\s./@:_=]*[a-z]{2}[”’\"')\]]?|[$€£]?\d[\d.,]*%?|[ap]\.m)\Z"
)
_RUN_ON_AFTER = re.compile(r"[\"“‘„«(]*(?:[A-Z][a-z’']+(?![\w/@_=]|\.\w)|[IA]\s)")


def find_sentences(
    text: str, paragraph: Span, *, opened: Set[int], headline: bool
) -> Iterator[Span]:
    """Yield the sentences of a paragraph, without white space around them, in order.

    `opened` holds the offsets of the marks that open a quotation. In a headline abbreviations
    never end a sentence. Runs in linear time.
    """
    sentence, limit = paragraph
    for candidate in CANDIDATE.finditer(text, sentence, limit):
        cuts: tuple[int, ...]
        match candidate.lastgroup:
            case "gap":
                cuts = _around_stop(text, sentence, limit, candidate, opened, headline)
            case "date":
                cuts = _around_date(text, sentence, candidate)
            case "label":
                cuts = _before_label(text, paragraph.start, candidate)
            case "opening":
                cuts = (candidate.start(),)
            case _:
                cuts = (candidate.end(),)
        for cut in cuts:
            if sentence < cut < limit:
                yield Span(sentence, sentence + len(text[sentence:cut].rstrip()))
                found = _VISIBLE.search(text, cut, limit)
                sentence = found.start() if found else limit
    if sentence < limit:
        yield Span(sentence, limit)


def _before_label(text: str, start: int, candidate: re.Match[str]) -> tuple[int, ...]:
    """A bullet within a line begins an item only after another, or after a mark."""
    label = text[candidate.end()]
    listed = label == text[start] or text[candidate.start() - 1] in ".!?:;,"
    return (candidate.start(),) if label.isalpha() or listed else ()


def _around_date(text: str, sentence: int, candidate: re.Match[str]) -> tuple[int, ...]:
    """A dateline between a headline and the first sentence has neither mark nor line end."""
    before = text[max(sentence, candidate.start() - 12) : candidate.start()].rstrip()
    return () if _DATE_GOES_ON.search(before) else (candidate.start(), candidate.end())


def _around_stop(
    text: str, sentence: int, limit: int, candidate: re.Match[str], opened: Set[int], headline: bool
) -> tuple[int, ...]:
    mark, closing, gap = candidate.group("stop", "closing", "gap")
    at, end, following = candidate.start(), candidate.end("closing"), candidate.end()
    if following == limit:
        return ()
    before = text[max(sentence, at - _LOOK_BACK) : at]
    if mark == "." and gap and not closing and plainly_ends(before, text[following]):
        return (end,)
    if not gap and not closing.endswith("nbsp;"):
        if mark[-1] in "。！？":
            return (end,)
        if closing and end - 1 in opened:
            closing, end, following = closing[:-1], end - 1, following - 1
        if not _runs_on(text, before, end, limit):
            return ()
    opening = _OPENING.match(text, following, limit)
    word_at = opening.end() if opening else following
    if word_at == limit:
        return ()
    word = _WORD.match(text, word_at, limit)
    stop = Stop(
        text=text,
        sentence=sentence,
        at=at,
        before=before,
        mark=mark,
        closing=closing,
        following=following,
        word_at=word_at,
        word=word[0] if word else text[word_at],
        limit=limit,
        headline=headline,
    )
    return (end,) if ends_sentence(stop) else ()


def _runs_on(text: str, before: str, end: int, limit: int) -> bool:
    """Whether the space between two sentences is missing."""
    if not _RUN_ON_AFTER.match(text, end, limit):
        return False
    words = re.split(r"[\s—–]", before)
    return _RUN_ON_BEFORE.match(words[-1]) is not None
