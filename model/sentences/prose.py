"""Texts that are no prose: long, and dense with marks and line ends."""

import re

from model.sentences.sentence import Span

_LONG = 100_000
_DENSEST = 1 / 16
# What the splitter stops at: quotation marks one by one, other marks and line ends by the run.
_STOP = re.compile(
    r"[“”«»„‘’\"`:<•▪◦‣●]|[.!?…‼⁇⁈⁉]++|[。！？]++|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]++"
)
# Up to 2,000 characters, to the last white space where there is any.
_PIECE = re.compile(r"\S(?:[\s\S]{0,1998}\S)?(?!\S)|\S{1,2000}")


def is_prose(text: str) -> bool:
    """Whether a text is worth a look at each of its marks.

    Prose has a mark or a line end in some forty characters. A long text with one in fewer
    than sixteen is a table, a log or an attack, and would take longest of all.
    """
    if len(text) < _LONG:
        return True
    return len(_STOP.findall(text)) < len(text) * _DENSEST


def cut_pieces(text: str) -> list[Span]:
    """Cut what is no prose into pieces, each without white space around it, in order."""
    return [Span(*piece.span()) for piece in _PIECE.finditer(text)]
