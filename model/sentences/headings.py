"""Which paragraphs are headlines, standfirsts and section headings."""

import re
from collections.abc import Sequence

from model.sentences.sentence import Span

_LONGEST_AT_TOP, _LONGEST_LATER = 220, 80
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_FINAL = re.compile(r"[.!?…:;,](?:[ \xa0]?[\"'”’»)\]*_]|</\w{1,8}>)*\Z")
_QUESTION = re.compile(r"[A-Z“‘\"'][^.!?\n]{1,120}[!?][\"'”’»]?\Z")
_SENTENCE_WITHIN = re.compile(r"(?:[a-z]{3}|\d)[.!?][\"”’)]?\s+[\"“‘(<]?[A-Z]")
_LETTER = re.compile(r"[^\W\d_]")
_ITEM = re.compile(r"[-*•▪◦‣●–—]\s|\(?(?:\d{1,3}|[A-Za-z])[.)]\s|[QA]:")
_NO_HEADING = re.compile(
    r"[a-z|@#(\[>]|<(?!h[1-6]\b)|https?://|www\.|\d{1,2}[.:]\d{2}(?!\w*\d)"
    r"|(?:By|BY|By:|Par|Von|Authors?|Written by|Reporting by|Editing by|From our|Images?|Photos?|"
    r"Photograph|Picture|Credits?|Caption|Updated|Last updated|Published|Posted|Share|Read more|"
    r"READ MORE|Related|RELATED|Subscribe|Advertisement|ADVERTISEMENT|FOR IMMEDIATE RELEASE|ENDS|"
    r"File photo|Source:|Follow|Copyright|Comments|©|&copy;)(?!\w)"
    r"|[^\n]{1,60} by (?:[A-Z][\w.’'-]*\s?){2,4}\Z"
    rf"|[^\n]{{0,40}}\b(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})\Z"
    r"|[A-Z]{2,}(?: [A-Z]{2,})*, [A-Z][a-z]+\Z"
    r"|[^\n]{0,200}(?: [>»|] |\((?:right|left|above|below|pictured|cent(?:re|er))\))"
)
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*\s){1,2}[^\W\d_a-z][\w’'-]*\Z")


def find_headings(text: str, paragraphs: Sequence[Span]) -> list[bool]:
    """Tell for each paragraph whether it is a heading.

    Headings are lines without a final mark: at the top of the text, before its first
    sentence, a headline and its standfirst; later, short lines before a running paragraph.
    Lines in capitals may be numbered or have a final mark, and a headline may ask.
    """
    headings: list[bool] = []
    last_running = _last_running(text, paragraphs)
    at_top = True
    for index, (start, end) in enumerate(paragraphs):
        longest = _LONGEST_AT_TOP if at_top else _LONGEST_LATER
        if index >= last_running or end - start > longest:
            headings.append(False)
            at_top = False
            continue
        line = text[start:end]
        byline = at_top and index > 0 and _NAME.match(line) is not None
        asks = index == 0 and paragraphs[1].start - end > 1 and _QUESTION.match(line) is not None
        heading = asks or (not byline and _is_heading(line, at_top=at_top))
        headings.append(heading)
        at_top = at_top and (heading or byline)
    return headings


def _last_running(text: str, paragraphs: Sequence[Span]) -> int:
    """The index of the last paragraph that ends like a sentence, or -1."""
    for index in range(len(paragraphs) - 1, -1, -1):
        start, end = paragraphs[index]
        if _FINAL.search(text[max(start, end - 16) : end]):
            return index
    return -1


def _is_heading(line: str, *, at_top: bool) -> bool:
    if _NO_HEADING.match(line) or not _LETTER.search(line):
        return False
    if line.isupper() and " " in line:
        return line[-1] not in ":;,"
    if not at_top and _SENTENCE_WITHIN.search(line):
        return False
    return _ITEM.match(line) is None and _FINAL.search(line[-16:]) is None
