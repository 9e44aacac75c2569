"""Who says it: the source of every claim, in its sentence or near it."""

import re
from collections.abc import Sequence

from model.labels import Label
from model.sentences import Sentence, Span

_ARTICLE = re.compile(r"(?i:the|an?)")
_BEFORE = re.compile(r"\b(?i:the|an?) $")
_REACH = 6  # sentences; a source farther away is no longer the one who speaks


def whole_phrases(text: str, sources: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Widen tagged sources to the article in front of them, and drop those of no other word."""
    return [
        [
            Span(match.start() if match else span.start, span.end)
            for span in spans
            if not _ARTICLE.fullmatch(text, span.start, span.end)
            for match in [_BEFORE.search(text, max(0, span.start - 5), span.start)]
        ]
        for spans in sources
    ]


def choose_sources(
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
    first, one that opens a paragraph looks ahead inside it first.
    """
    own = [
        None if skipped else _closest(spans, near)
        for spans, near, skipped in zip(sources, cues, boilerplate, strict=True)
    ]
    chosen: list[Span | None] = []
    for index, label in enumerate(labels):
        if own[index] is not None and (cues[index] or label is Label.ATTRIBUTED_CLAIM):
            chosen.append(own[index])
        elif label is Label.ATTRIBUTED_CLAIM and not boilerplate[index]:
            chosen.append(_nearest(index, sentences, labels, own))
        else:
            chosen.append(None)
    return chosen


def _closest(sources: Sequence[Span], cues: Sequence[Span]) -> Span | None:
    def distance(source: Span) -> int:
        gaps = (max(cue.start - source.end, source.start - cue.end, 0) for cue in cues)
        return min(gaps, default=0)

    return min(sources, key=distance, default=None)


def _nearest(
    index: int,
    sentences: Sequence[Sentence],
    labels: Sequence[Label],
    own: Sequence[Span | None],
) -> Span | None:
    here = sentences[index]
    back = range(index - 1, max(-1, index - 1 - _REACH), -1)
    ahead = range(index + 1, min(len(sentences), index + 1 + _REACH))

    def first(places: range, inside: bool) -> Span | None:
        for place in places:
            if inside and sentences[place].paragraph != here.paragraph:
                return None
            if own[place] is not None and labels[place] is Label.ATTRIBUTED_CLAIM:
                return own[place]
        return None

    if here.quoted:
        return first(back, inside=False) or first(ahead, inside=False)
    return (
        first(back, inside=True)
        or first(ahead, inside=True)
        or first(back, inside=False)
        or first(ahead, inside=False)
    )
