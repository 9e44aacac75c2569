"""What the model makes of an article: a voice for every sentence."""

from dataclasses import dataclass

from model.labels import Label
from model.sentences import Sentence, Span


@dataclass(frozen=True, slots=True)
class Article:
    """A text to classify; the title, if it is not part of the text, is read as context."""

    text: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence with what the model says of it.

    `scores` are calibrated probabilities in the order of `LABELS`. All spans are code
    points of the article's text. `source` may lie in another sentence; `tokens` counts the
    whole sentence, also where it was `truncated`.
    """

    sentence: Sentence
    label: Label
    scores: tuple[float, ...]
    uncertain: bool
    boilerplate: bool
    source: Span | None
    cues: tuple[Span, ...]
    loaded: tuple[Span, ...]
    tokens: int
    truncated: bool

    @property
    def confidence(self) -> float:
        """The highest of the scores."""
        return max(self.scores)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's text, its labelled sentences, and what reading it took."""

    text: str
    sentences: tuple[LabelledSentence, ...]
    tokens: int
    windows: int
