"""Sentences that are already cut, put together as one text."""

from collections.abc import Sequence

from model.sentences.quotations import begin_quoted, find_quotations
from model.sentences.sentence import Sentence, Span, SplitText


def join_sentences(sentences: Sequence[str], paragraphs: Sequence[int] | None = None) -> SplitText:
    """Join sentences into a text whose split they are, with a blank line between paragraphs.

    Without `paragraphs` the text is a single one. Empty sentences keep their place.
    """
    numbers = paragraphs if paragraphs is not None else [0] * len(sentences)
    pieces: list[str] = []
    spans: list[Span] = []
    position = 0
    for index, sentence in enumerate(sentences):
        if index:
            gap = " " if numbers[index] == numbers[index - 1] else "\n\n"
            pieces.append(gap)
            position += len(gap)
        pieces.append(sentence)
        spans.append(Span(position, position + len(sentence)))
        position += len(sentence)
    text = "".join(pieces)
    quotations = find_quotations(text)
    quoted = begin_quoted((span.start for span in spans), quotations)
    return SplitText(
        text=text,
        sentences=tuple(
            Sentence(span.start, span.end, number, heading=False, quoted=inside)
            for span, number, inside in zip(spans, numbers, quoted, strict=True)
        ),
        quotations=tuple(quotations),
    )
