"""Who says it: the source of every claim, in its sentence or near it."""

import re
from collections.abc import Sequence

from model.labels import Label
from model.mentions import fits, is_pronoun
from model.sentences import Sentence, Span

_ARTICLE = re.compile(r"(?i:the|an?)")
_BEFORE = re.compile(r"\b(?i:the|an?) $")
_RELATIVE = re.compile(r",? who$")
_BY_NOBODY = re.compile(
    r"\b(?:is|are|was|were|be|been)(?: \w+)? (?:said|thought|believed|understood|reported|"
    r"alleged|rumou?red|considered|feared)(?: not)? to\b|\b(?:reportedly|allegedly|supposedly)\b",
    re.IGNORECASE,
)
_OPENING = '"“‘«'
_REACH = 6  # sentences; a source farther away is no longer the one who speaks


def whole_phrases(text: str, sources: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Widen tagged sources to the article in front of them, and drop those of no other word.

    A *who* at their end, of a clause that is not part of them, is cut off.
    """
    return [
        [
            Span(before.start() if before else span.start, relative.start() if relative else end)
            for span in spans
            if not _ARTICLE.fullmatch(text, span.start, span.end)
            for end in [span.end]
            for before in [_BEFORE.search(text, max(0, span.start - 5), span.start)]
            for relative in [_RELATIVE.search(text, span.start + 1, end)]
        ]
        for spans in sources
    ]


def choose_sources(
    text: str,
    sentences: Sequence[Sentence],
    labels: Sequence[Label],
    sources: Sequence[Sequence[Span]],
    cues: Sequence[Sequence[Span]],
    boilerplate: Sequence[bool],
) -> list[Span | None]:
    """Give every claim its source, and reports and opinions the source of a side clause.

    Boilerplate has no source, and lends none: a byline names no one who speaks.

    In its own sentence the source closest to a cue is taken. A claim without one takes the
    nearest: a claim inside a running quotation or in the middle of a paragraph looks back
    first, one that opens a paragraph looks ahead inside it first. Where it finds a pronoun, it
    takes the one whom the pronoun stands for. A claim that nobody is said to make (*is thought
    to*, *reportedly*) has no source.
    """
    own = [
        None if skipped else _closest(spans, near)
        for spans, near, skipped in zip(sources, cues, boilerplate, strict=True)
    ]
    lent = [
        source if near or label is Label.ATTRIBUTED_CLAIM else None
        for source, near, label in zip(own, cues, labels, strict=True)
    ]
    chosen: list[Span | None] = []
    for index, label in enumerate(labels):
        claimed = label is Label.ATTRIBUTED_CLAIM and not boilerplate[index]
        if lent[index] is not None or not claimed or _by_nobody(text, sentences[index]):
            chosen.append(lent[index])
        else:
            place = _nearest(index, sentences, lent)
            chosen.append(None if place is None else _named(text, place, lent))
    return chosen


def _by_nobody(text: str, sentence: Sentence) -> bool:
    inside = sentence.quoted or text[sentence.start] in _OPENING
    return not inside and bool(_BY_NOBODY.search(text, sentence.start, sentence.end))


def _closest(sources: Sequence[Span], cues: Sequence[Span]) -> Span | None:
    def distance(source: Span) -> int:
        gaps = (max(cue.start - source.end, source.start - cue.end, 0) for cue in cues)
        return min(gaps, default=0)

    return min(sources, key=distance, default=None)


def _nearest(index: int, sentences: Sequence[Sentence], lent: Sequence[Span | None]) -> int | None:
    """The sentence whose source a claim without one takes."""
    here = sentences[index]
    back = range(index - 1, max(-1, index - 1 - _REACH), -1)
    ahead = range(index + 1, min(len(sentences), index + 1 + _REACH))

    def first(places: range, inside: bool) -> int | None:
        for place in places:
            if inside and sentences[place].paragraph != here.paragraph:
                return None
            if lent[place] is not None:
                return place
        return None

    orders = (
        [(back, False), (ahead, False)]
        if here.quoted
        else [(back, True), (ahead, True), (back, False), (ahead, False)]
    )
    found = (first(places, inside) for places, inside in orders)
    return next((place for place in found if place is not None), None)


def _named(text: str, place: int, lent: Sequence[Span | None]) -> Span | None:
    """The source of a sentence or, if it is a pronoun, the nearest before it that fits."""
    source = lent[place]
    if source is None or not is_pronoun(pronoun := text[source.start : source.end]):
        return source
    earlier = reversed(lent[max(0, place - _REACH) : place])
    mentions = ((one, text[one.start : one.end]) for one in earlier if one is not None)
    return next(
        (one for one, words in mentions if not is_pronoun(words) and fits(pronoun, words)), source
    )
