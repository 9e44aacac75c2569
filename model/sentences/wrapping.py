"""Whether a text is hard-wrapped, and which of its line ends the wrapping made."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_NARROWEST, _WIDEST = 40, 100
_FEWEST_BREAKS = 2
# Of the lines that others follow, those too full for the next word; of these, the share whose
# next word is in lower case, as no paragraph begins.
_FILLED, _RUNNING = 0.5, 0.3
_FIRST_WORD = re.compile(r"\S+")


class Line(NamedTuple):
    """A line that is not blank, without white space around it."""

    start: int
    end: int
    indent: int
    after_blank: bool


def find_width(text: str, lines: Sequence[Line]) -> int | None:
    """The column at which a text is wrapped, or None where its lines are whole paragraphs."""
    followed = [
        (line, following) for line, following in pairwise(lines) if not following.after_blank
    ]
    if len(followed) < _FEWEST_BREAKS:
        return None
    lengths = sorted(line.end - line.start for line, _ in followed)
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 20 else lengths[-1]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    filled = [
        following for line, following in followed if not ends_early(text, line, following, width)
    ]
    running = sum(text[following.start].islower() for following in filled)
    if len(filled) < _FILLED * len(followed) or running < _RUNNING * len(filled):
        return None
    return width


def ends_early(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would still have had room on the line."""
    length = line.end - line.start
    if length >= width:
        return False
    word = _FIRST_WORD.match(text, following.start, following.end)
    return word is not None and length + 1 + len(word[0]) < width - 1
