"""Text to sentences, as news writes them."""

from model.sentences.join import join_sentences
from model.sentences.quotations import find_quotations
from model.sentences.sentence import Sentence, Span, SplitText
from model.sentences.split import split_sentences

__all__ = ["Sentence", "Span", "SplitText", "find_quotations", "join_sentences", "split_sentences"]
