"""Text in, sentences out."""

from model.sentences.boundaries import find_sentences
from model.sentences.headings import find_headings
from model.sentences.paragraphs import find_paragraphs
from model.sentences.prose import cut_pieces, is_prose
from model.sentences.quotations import begin_quoted, find_quotations
from model.sentences.sentence import Sentence, SplitText


def split_sentences(text: str) -> SplitText:
    """Cut an English news text into sentences, in linear time.

    Every visible character stands in exactly one sentence; offsets count code points. Any
    string can be cut, so there is no error to raise. Long texts that are no prose, with a
    mark or a line end in every sixteen characters, are cut into pieces of 2,000 characters.
    """
    if not is_prose(text):
        pieces = (Sentence(*piece, 0, heading=False, quoted=False) for piece in cut_pieces(text))
        return SplitText(text, tuple(pieces), ())
    paragraphs = find_paragraphs(text)
    headings = find_headings(text, paragraphs)
    quotations = find_quotations(text, paragraphs)
    opened = frozenset(quotation.start for quotation in quotations)
    spans: list[tuple[int, int, int, bool]] = []
    for number, (paragraph, heading) in enumerate(zip(paragraphs, headings, strict=True)):
        for start, end in find_sentences(text, paragraph, opened=opened, headline=heading):
            spans.append((start, end, number, heading))
    quoted = begin_quoted((span[0] for span in spans), quotations)
    return SplitText(
        text,
        tuple(Sentence(*span, inside) for span, inside in zip(spans, quoted, strict=True)),
        tuple(quotations),
    )
