"""Where paragraphs begin and end: blank lines, and single line ends that no wrapping made."""

import re

from model.sentences.abbreviations import NEVER_LAST
from model.sentences.sentence import Span
from model.sentences.wrapping import Line, ends_early, find_width

# From the first visible character of a line to the line's end.
_LINE = re.compile(r"\S[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ITEM = re.compile(r"[-*•▪◦‣●–—]\s|\(?(?:\d{1,3}|[A-Za-z])\)\s|\d{1,3}\.\s|[QA]:|>")
_FINAL = frozenset('.!?:…"”’»)')
# A line that ends with one of these was broken for want of room.
_NEVER_FINAL = re.compile(
    r"\b(?:a|an|and|as|at|by|from|her|his|is|its|my|of|off|or|our|than|the|their|to|was|were|with)\Z"
)


def find_paragraphs(text: str) -> list[Span]:
    """Find the paragraphs of a text, without white space around them, in order.

    A blank line always parts paragraphs. So does a single line end, unless wrapping made
    it: the text is hard-wrapped and the next word had no room, or the words run on.
    """
    lines = _find_lines(text)
    if not lines:
        return []
    width = find_width(text, lines)
    paragraphs: list[Span] = []
    first = previous = lines[0]
    for line in lines[1:]:
        if not _continues(text, first, previous, line, width):
            paragraphs.append(Span(first.start, previous.end))
            first = line
        previous = line
    paragraphs.append(Span(first.start, previous.end))
    return paragraphs


def _find_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    previous_end = 0
    for match in _LINE.finditer(text):
        start = match.start()
        gap = text[previous_end:start]
        previous_end = start + len(match[0].rstrip())
        if gap == "\n":
            lines.append(Line(start, previous_end, 0, False))
            continue
        breaks = _LINE_END.findall(gap)
        indent = len(gap) - 1 - max(map(gap.rfind, set(breaks))) if breaks else len(gap)
        lines.append(Line(start, previous_end, indent, len(breaks) > 1))
    return lines


def _continues(text: str, first: Line, previous: Line, line: Line, width: int | None) -> bool:
    """Whether a line goes on with the paragraph whose first and last lines are given."""
    if line.after_blank:
        return False
    wrapped = width is not None and not ends_early(text, previous, line, width)
    final = text[previous.end - 1] in _FINAL
    in_item = _ITEM.match(text, first.start, first.end) is not None
    if _ITEM.match(text, line.start, line.end):
        return wrapped and not final and not in_item  # a dash or a number that wrapping put there
    if wrapped or (in_item and line.indent > first.indent):
        return True
    if text[line.start].islower() and not final:
        return True
    ending = text[max(previous.start, previous.end - 20) : previous.end]
    if ending[-1] == ".":
        word = ending[:-1].rpartition(" ")[2]
        return word.lower() in NEVER_LAST or (len(word) == 1 and word.isupper())
    return _NEVER_FINAL.search(ending) is not None
