"""A reading as the reply that goes out, without a model to check each sentence."""

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

import numpy as np

from model.checkpoint import Checkpoint
from model.labels import LABELS
from model.reading import LabelledSentence, Reading
from model.sentences import Span
from model.summary import Summary, summarise
from service.schemas import Offsets

_LAST_OF_ONE_UNIT = 0xFFFF
_DIGITS = 6  # of a probability
_NAMES = tuple(label.value for label in LABELS)


def article_reply(
    reading: Reading,
    checkpoint: Checkpoint,
    *,
    article_id: str | None,
    language: str,
    offsets: Offsets = "codepoint",
    with_text: bool = False,
) -> dict[str, Any]:
    """Write a reading down as the contract's reply.

    `with_text` adds the article, for a client that did not send it as it was read.
    """
    text = reading.text
    offset = _utf16_offsets(text) if offsets == "utf16" else None

    def span(one: Span) -> dict[str, Any]:
        start, end = one
        words = text[start:end]
        if offset is not None:
            start, end = offset(start), offset(end)
        return {"start": start, "end": end, "text": words}

    reply: dict[str, Any] = {"id": article_id, "language": language}
    if with_text:
        reply["text"] = text
    reply["model"] = served_model(checkpoint)
    reply["sentences"] = [
        _sentence(index, one, span) for index, one in enumerate(reading.sentences)
    ]
    reply["summary"] = _summary(summarise(reading))
    reply["usage"] = {
        "characters": len(text),
        "tokens": reading.tokens,
        "windows": reading.windows,
    }
    return reply


def served_model(checkpoint: Checkpoint) -> dict[str, str]:
    """Name a model as every reply does."""
    return {
        "name": checkpoint.name,
        "version": checkpoint.version,
        "digest": checkpoint.digest,
    }


def _sentence(
    index: int, one: LabelledSentence, span: Callable[[Span], dict[str, Any]]
) -> dict[str, Any]:
    scores = _rounded(one.scores)
    place = one.sentence
    return {
        "index": index,
        "paragraph": place.paragraph,
        "heading": place.heading,
        **span(Span(place.start, place.end)),
        "label": one.label.value,
        "scores": dict(zip(_NAMES, scores, strict=True)),
        "confidence": max(scores),
        "uncertain": one.uncertain,
        "boilerplate": one.boilerplate,
        "source": span(one.source) if one.source is not None else None,
        "cues": [span(cue) for cue in one.cues],
        "loaded": [span(loaded) for loaded in one.loaded],
        "tokens": one.tokens,
        "truncated": one.truncated,
    }


def _rounded(scores: tuple[float, ...]) -> list[float]:
    """Probabilities in few digits; the highest takes up what rounding leaves of 1."""
    rounded = [round(score, _DIGITS) for score in scores]
    highest = rounded.index(max(rounded))
    rounded[highest] = round(rounded[highest] + 1 - sum(rounded), _DIGITS)
    return rounded


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "sentences": summary.sentences,
        "boilerplate": summary.boilerplate,
        "uncertain": summary.uncertain,
        "loaded_per_1000_words": round(summary.loaded_per_1000_words, 3),
        "share": {label.value: share for label, share in summary.share.items()},
        "share_by_length": {label.value: share for label, share in summary.share_by_length.items()},
        "sources": [
            {"text": source.text, "sentences": list(source.sentences)} for source in summary.sources
        ],
    }


def _utf16_offsets(text: str) -> Callable[[int], int] | None:
    """How code points of a text become UTF-16 units; None where they are the same."""
    if text.isascii():
        return None
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    pairs: list[int] = np.flatnonzero(points > _LAST_OF_ONE_UNIT).tolist()
    if not pairs:
        return None
    return lambda at: at + bisect_left(pairs, at)
