"""Sentences to windows: what the encoder reads at once.

A window is a run of whole consecutive sentences that it classifies, with a sentence or two
of context repeated on either side. Windows of one article are of about equal length, and
are cut at the ends of paragraphs where one is near.
"""

from dataclasses import dataclass

import numpy as np

from model.tokens import Ints

CONTEXT_SENTENCES = 2
_NEAR = 3  # sentences that a cut may move to meet the end of a paragraph


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences `first` to `last` are classified; `begin` to `end` are read (ends excluded)."""

    first: int
    last: int
    begin: int
    end: int


def pack_windows(lengths: Ints, paragraphs: Ints, budget: int) -> list[Window]:
    """Pack sentences of `lengths` tokens into windows of at most `budget` tokens.

    Context takes at most a quarter of a window. A sentence longer than a window stands
    alone in one, and is truncated when that is read.
    """
    count = len(lengths)
    # A sentence of control characters alone has no tokens, but takes its place all the same.
    ends = np.concatenate([[0], np.cumsum(np.clip(lengths, 1, budget))])
    if ends[-1] <= budget:
        return [Window(0, count, 0, count)] if count else []
    windows = []
    first = 0
    while first < count:
        last = _cut(ends, paragraphs, first, budget - budget // 4)
        windows.append(Window(first, last, *_widen(ends, first, last, budget)))
        first = last
    return windows


def _cut(ends: Ints, paragraphs: Ints, first: int, core: int) -> int:
    """Choose where the window that starts at `first` ends, so that those left are about even."""
    farthest = max(first + 1, int(np.searchsorted(ends, ends[first] + core, side="right")) - 1)
    if farthest == len(paragraphs):
        return farthest
    left = int(ends[-1] - ends[first])
    goal = ends[first] + left / -(-left // core)
    even = int(np.searchsorted(ends, goal))
    even -= bool(goal - ends[even - 1] < ends[even] - goal)
    even = min(farthest, max(first + 1, even))
    near = range(max(first + 1, even - _NEAR), min(farthest, even + _NEAR) + 1)
    paragraph_ends = [cut for cut in near if paragraphs[cut] != paragraphs[cut - 1]]
    return min(paragraph_ends, key=lambda cut: abs(cut - even), default=even)


def _widen(ends: Ints, first: int, last: int, budget: int) -> tuple[int, int]:
    """Add whole sentences of context, at most an eighth of the budget on either side."""
    begin, end = first, last
    limit = budget // 8
    while begin > max(0, first - CONTEXT_SENTENCES) and ends[first] - ends[begin - 1] <= limit:
        begin -= 1
    while (
        end < min(len(ends) - 1, last + CONTEXT_SENTENCES) and ends[end + 1] - ends[last] <= limit
    ):
        end += 1
    if ends[end] - ends[begin] > budget:  # the window is one long sentence
        return first, last
    return begin, end
