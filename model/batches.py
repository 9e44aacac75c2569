"""Windows to arrays: the tensors that every backend reads."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from model.tokens import Ints, TokenizedText
from model.windows import Window

BATCH_TOKENS = 512  # more at once falls out of the cache and gains nothing on a CPU


@dataclass(frozen=True, slots=True)
class SpecialTokens:
    """Ids of the tokens that begin a window, separate its parts and pad it."""

    begin: int
    separate: int
    pad: int


@dataclass(frozen=True, slots=True)
class WindowTokens:
    """One window as the encoder reads it: [begin] title [separate] sentences [separate].

    `sentence` is the number of a token's sentence, counted from the first that is read, or
    -1 for title and special tokens; `token` is its place among the tokens of the text, or -1.
    """

    ids: Ints
    quoted: Ints
    sentence: Ints
    token: Ints
    sentences: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays for B windows of at most T tokens and S sentences."""

    input_ids: Ints  # [B, T]
    attention_mask: Ints  # [B, T]
    quoted: Ints  # [B, T]
    membership: npt.NDArray[np.bool_]  # [B, S, T], token t belongs to sentence s

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays by the names that the network knows them by."""
        return {name: getattr(self, name) for name in INPUTS}


INPUTS = tuple(field.name for field in fields(Batch))


def window_tokens(
    text: TokenizedText, window: Window, special: SpecialTokens, budget: int
) -> WindowTokens:
    """Lay out one window; sentences longer than `budget` tokens are truncated to it."""
    chunks = []
    for index in range(window.begin, window.end):
        start, end = int(text.bounds[index]), int(text.bounds[index + 1])
        chunks.append(np.arange(start, min(end, start + budget)))
    token = np.concatenate(chunks) if chunks else np.zeros(0, dtype=np.int64)
    sentence = np.repeat(np.arange(len(chunks)), [len(chunk) for chunk in chunks])
    title = text.title
    head = [special.begin, *title, special.separate] if len(title) else [special.begin]
    outside = np.full(len(head), -1)
    return WindowTokens(
        ids=np.concatenate([head, text.ids[token], [special.separate]]),
        quoted=np.concatenate([np.zeros(len(head)), text.quoted[token], [0]]).astype(np.int64),
        sentence=np.concatenate([outside, sentence, [-1]]),
        token=np.concatenate([outside, token, [-1]]),
        sentences=len(chunks),
    )


def stack(windows: Sequence[WindowTokens], special: SpecialTokens) -> Batch:
    """Pad windows to the longest and stack them."""
    longest = max(len(window.ids) for window in windows)
    most = max(window.sentences for window in windows)
    shape = len(windows), longest
    input_ids = np.full(shape, special.pad, dtype=np.int64)
    attention_mask = np.zeros(shape, dtype=np.int64)
    quoted = np.zeros(shape, dtype=np.int64)
    sentence = np.full(shape, -1, dtype=np.int64)
    for row, window in enumerate(windows):
        length = len(window.ids)
        input_ids[row, :length] = window.ids
        attention_mask[row, :length] = 1
        quoted[row, :length] = window.quoted
        sentence[row, :length] = window.sentence
    membership = sentence[:, None, :] == np.arange(most)[None, :, None]
    return Batch(input_ids, attention_mask, quoted, membership)


def plan_batches(lengths: Sequence[int], budget: int = BATCH_TOKENS) -> list[list[int]]:
    """Group windows of like length into batches of at most `budget` tokens, padding included.

    Returns the windows' numbers, longest first. A window longer than the budget goes alone.
    """
    batches: list[list[int]] = []
    for number in sorted(range(len(lengths)), key=lambda number: -lengths[number]):
        if batches and lengths[batches[-1][0]] * (len(batches[-1]) + 1) <= budget:
            batches[-1].append(number)
        else:
            batches.append([number])
    return batches
