"""What the splitter hands on: a text cut into sentences, and its quotations."""

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text.

    `text[start:end]` is the sentence, without white space around it. `paragraph` counts
    from zero. `heading` marks headlines, standfirsts and section headings. `quoted` says
    that the sentence begins inside a quotation that an earlier sentence opened.
    """

    start: int
    end: int
    paragraph: int
    heading: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class SplitText:
    """A text with its sentences, in order and without overlap, and its quotations."""

    text: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...]
