"""Token tags to spans of whole words."""

import numpy as np
import numpy.typing as npt

from model.sentences import Span
from model.tokens import Ints, TokenizedText

Floats = npt.NDArray[np.float32]
_EDGES = " \t\r\n\u00a0\"“”«»„'‘’.,;:!?()[]—–-"


def word_starts(text: str, tokens: TokenizedText) -> Ints:
    """The number of each token that begins a word, rather than going on with one."""
    gap = tokens.starts[1:] > tokens.ends[:-1]
    joint = np.flatnonzero(~gap)
    inside = [
        text[tokens.ends[i] - 1].isalnum() and text[tokens.starts[i + 1]].isalnum() for i in joint
    ]
    begins = np.ones(len(tokens.starts), dtype=np.bool_)
    begins[joint + 1] = ~np.array(inside, dtype=np.bool_)
    return np.flatnonzero(begins)


def tagged_spans(
    text: str, tokens: TokenizedText, words: Ints, probabilities: Floats, above: float
) -> list[list[Span]]:
    """Find the runs of words whose probability is above a threshold, for each sentence.

    `probabilities` has one entry a token; `words` are the text's `word_starts`. The pieces of
    a word count together, as their mean.
    Quotation marks and punctuation at the edges of a run are cut off.
    """
    spans: list[list[Span]] = [[] for _ in range(len(tokens.bounds) - 1)]
    chosen = np.flatnonzero(_by_word(words, probabilities) > above)
    if not len(chosen):
        return spans
    sentence = np.searchsorted(tokens.bounds, chosen, side="right") - 1
    breaks = np.flatnonzero((np.diff(chosen) > 1) | (np.diff(sentence) > 0)) + 1
    first = np.concatenate([[0], breaks])
    last = np.concatenate([breaks, [len(chosen)]]) - 1
    starts, ends = tokens.starts[chosen[first]], tokens.ends[chosen[last]]
    runs = zip(starts.tolist(), ends.tolist(), sentence[first].tolist(), strict=True)
    for start, end, home in runs:
        span = _trimmed(text, start, end)
        if span.start < span.end and home < len(spans):
            spans[home].append(span)
    return spans


def _by_word(words: Ints, probabilities: Floats) -> Floats:
    if not len(probabilities):
        return probabilities
    counts = np.diff(np.append(words, len(probabilities)))
    means = np.add.reduceat(probabilities, words) / counts
    return np.repeat(means, counts).astype(np.float32)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    kept = words.strip(_EDGES)
    start += len(words) - len(words.lstrip(_EDGES))
    return Span(start, start + len(kept))
