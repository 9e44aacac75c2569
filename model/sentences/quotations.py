"""Where quotations begin and end, over sentences and paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence

from model.sentences.sentence import Span

# A mark opens what its partner closes. German „…“ closes with the mark that opens in English.
_CLOSING = {"“": "”", "«": "»", "„": "“", "‘": "’", '"': '"', "``": "''"}
_MARK = re.compile(r"``|''|[“”«»„\"]|(?<![^\W_])‘(?=\S)|’(?![^\W_])")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LONGEST = 5_000


def find_quotations(text: str, paragraphs: Sequence[Span] | None = None) -> list[Span]:
    """Find the outermost quotations of a text, marks included, in order.

    A quotation may run over sentences. It runs on into the next paragraph only where that
    paragraph begins with an opening mark, as printers have it; a quotation never closed
    ends with its paragraph. Without `paragraphs`, blank lines part them. Runs in linear time.
    """
    quotations: list[Span] = []
    opened_at, opened_by, ends_at = -1, "", 0
    for start, end in _between_blank_lines(text) if paragraphs is None else paragraphs:
        if opened_by and text.startswith(opened_by, start):
            start += len(opened_by)
        elif opened_by:
            quotations.append(Span(opened_at, min(ends_at, opened_at + _LONGEST)))
            opened_by = ""
        ends_at = end
        for found in _MARK.finditer(text, start, end):
            mark = found[0]
            if opened_by and found.start() - opened_at > _LONGEST:
                quotations.append(Span(opened_at, opened_at + _LONGEST))
                opened_by = ""
            if not opened_by:
                if _opens(text, found):
                    opened_at, opened_by = found.start(), mark
            elif mark == _CLOSING[opened_by] and not (mark == '"' and _reopens(text, found)):
                quotations.append(Span(opened_at, found.end()))
                opened_by = ""
    if opened_by:
        quotations.append(Span(opened_at, min(len(text), opened_at + _LONGEST)))
    return quotations


def begin_quoted(starts: Iterable[int], quotations: Iterable[Span]) -> Iterator[bool]:
    """Tell for offsets in order whether each lies inside a quotation that began before it."""
    following = iter(quotations)
    quotation = next(following, None)
    for start in starts:
        while quotation is not None and quotation.end <= start:
            quotation = next(following, None)
        yield quotation is not None and quotation.start < start


def _between_blank_lines(text: str) -> Iterator[Span]:
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield Span(start, blank.start())
        start = blank.end()
    yield Span(start, len(text))


def _opens(text: str, found: re.Match[str]) -> bool:
    mark, start, end = found[0], found.start(), found.end()
    following = text[end : end + 2] if mark == "«" else text[end : end + 1]
    if mark not in _CLOSING or not following.strip():
        return False
    return mark != '"' or start == 0 or not text[start - 1].isalnum()


def _reopens(text: str, found: re.Match[str]) -> bool:
    """A straight mark after white space and before a word opens again: a running quotation."""
    before, after = text[found.start() - 1], text[found.end() : found.end() + 1]
    return before.isspace() and after.isalnum()
