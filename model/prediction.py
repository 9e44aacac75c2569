"""Articles to readings: split, tokenize, pack, run, and put together again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from model.backends import Backend, BackendName, open_backend
from model.batches import WindowTokens, plan_batches, stack, window_tokens
from model.checkpoint import SHIPPED_WEIGHTS, Checkpoint, open_checkpoint
from model.cores import available_cores
from model.labels import LABELS, Label
from model.probabilities import sigmoid, softmax
from model.reading import Article, LabelledSentence, Reading
from model.sentences import SplitText, split_sentences
from model.sources import choose_sources, whole_phrases
from model.spans import tagged_spans, word_starts
from model.tags import TAGS, Tag
from model.tokens import TokenizedText, load_tokenizer, tokenize
from model.windows import Window, pack_windows

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article cut into windows that wait to be run."""

    split: SplitText
    tokens: TokenizedText
    windows: tuple[Window, ...]
    window_tokens: tuple[WindowTokens, ...]


@dataclass(frozen=True, slots=True)
class WindowLogits:
    """Logits of the S sentences and T tokens that one window reads, context included."""

    labels: Floats  # [S, 3]
    boilerplate: Floats  # [S]
    tags: Floats  # [T, 4]


class FramingModel:
    """A checkpoint, ready to read articles. Safe to use from several threads."""

    def __init__(self, checkpoint: Checkpoint, tokenizer: Tokenizer, backend: Backend) -> None:
        self.checkpoint = checkpoint
        self._tokenizer = tokenizer
        self._backend = backend

    @classmethod
    def load(
        cls,
        folder: Path = SHIPPED_WEIGHTS,
        backend: BackendName = BackendName.ONNX,
        threads: int | None = None,
    ) -> "FramingModel":
        """Load a model folder, on all cores that this process may use unless told otherwise.

        Raises `CheckpointError` where the folder cannot be served.
        """
        return cls.of(open_checkpoint(folder, backend.weights), backend, threads)

    @classmethod
    def of(
        cls, checkpoint: Checkpoint, backend: BackendName, threads: int | None = None
    ) -> "FramingModel":
        """Load a model folder that has been checked; raises `CheckpointError` all the same."""
        engine = open_backend(backend, checkpoint, threads or available_cores())
        return cls(checkpoint, load_tokenizer(checkpoint.folder), engine)

    def classify(self, articles: Sequence[Article]) -> list[Reading]:
        """Read some articles; their windows share batches."""
        prepared = [self.prepare(article) for article in articles]
        logits = self.run_articles(prepared)
        return [self.read(article, own) for article, own in zip(prepared, logits, strict=True)]

    def prepare(self, article: Article) -> PreparedArticle:
        """Split, tokenize and pack an article."""
        return self.prepare_split(split_sentences(article.text), article.title)

    def prepare_split(self, split: SplitText, title: str | None = None) -> PreparedArticle:
        """Tokenize and pack a text whose sentences are known already."""
        tokens = tokenize(self._tokenizer, split, title)
        budget = self._budget(tokens)
        paragraphs = np.array([s.paragraph for s in split.sentences], dtype=np.int64)
        windows = pack_windows(np.diff(tokens.bounds), paragraphs, budget)
        special = self.checkpoint.special
        return PreparedArticle(
            split=split,
            tokens=tokens,
            windows=tuple(windows),
            window_tokens=tuple(window_tokens(tokens, w, special, budget) for w in windows),
        )

    def run_articles(self, articles: Sequence[PreparedArticle]) -> list[list[WindowLogits]]:
        """Compute the logits of the windows of each article; all of them share batches."""
        windows = [window for article in articles for window in article.window_tokens]
        logits = iter(self.run(windows))
        return [[next(logits) for _ in article.windows] for article in articles]

    def run(self, windows: Sequence[WindowTokens]) -> list[WindowLogits]:
        """Compute the logits of windows, of one article or of many, in the order given."""
        results: dict[int, WindowLogits] = {}
        for numbers in plan_batches([len(window.ids) for window in windows]):
            logits = self._backend.run(
                stack([windows[number] for number in numbers], self.checkpoint.special)
            )
            for row, number in enumerate(numbers):
                window = windows[number]
                results[number] = WindowLogits(
                    labels=logits.labels[row, : window.sentences],
                    boilerplate=logits.boilerplate[row, : window.sentences],
                    tags=logits.tags[row, : len(window.ids)],
                )
        return [results[number] for number in range(len(windows))]

    def read(self, article: PreparedArticle, logits: Sequence[WindowLogits]) -> Reading:
        """Put the logits of an article's windows together and label its sentences."""
        labels, boilerplate, tags = own_logits(article, logits)
        scores = softmax(labels / self.checkpoint.temperature)
        best = [LABELS[index] for index in scores.argmax(-1)]
        is_boilerplate = sigmoid(boilerplate) > self.checkpoint.boilerplate_above
        words = word_starts(article.split.text, article.tokens)
        spans = {
            tag: tagged_spans(
                article.split.text,
                article.tokens,
                words,
                sigmoid(tags[:, column]),
                self.checkpoint.tag_above[tag],
            )
            for column, tag in enumerate(TAGS)
            if tag is not Tag.CONTENT
        }
        sources = choose_sources(
            article.split.text,
            article.split.sentences,
            best,
            whole_phrases(article.split.text, spans[Tag.SOURCE]),
            spans[Tag.CUE],
            is_boilerplate.tolist(),
        )
        lengths = np.diff(article.tokens.bounds).tolist()
        budget = self._budget(article.tokens)
        sentences = tuple(
            LabelledSentence(
                sentence=sentence,
                label=label,
                scores=tuple(row),
                uncertain=max(row) < self.checkpoint.uncertain_below,
                boilerplate=blank,
                source=source,
                cues=tuple(cues),
                loaded=tuple(loaded) if label is Label.EDITORIAL_OPINION else (),
                tokens=length,
                truncated=length > budget,
            )
            for sentence, label, row, blank, source, cues, loaded, length in zip(
                article.split.sentences,
                best,
                scores.tolist(),
                is_boilerplate.tolist(),
                sources,
                spans[Tag.CUE],
                spans[Tag.LOADED],
                lengths,
                strict=True,
            )
        )
        return Reading(
            text=article.split.text,
            sentences=sentences,
            tokens=sum(len(window.ids) for window in article.window_tokens),
            windows=len(article.windows),
        )

    def _budget(self, tokens: TokenizedText) -> int:
        """Tokens that a window has for sentences, beside title and special tokens."""
        return self.checkpoint.window_tokens - 2 - tokens.title_cost


def own_logits(
    article: PreparedArticle, logits: Sequence[WindowLogits]
) -> tuple[Floats, Floats, Floats]:
    """Logits of every sentence and token of an article, each from the window that owns it."""
    count = len(article.split.sentences)
    labels = np.zeros((count, len(LABELS)), dtype=np.float32)
    boilerplate = np.zeros(count, dtype=np.float32)
    tags = np.full((len(article.tokens.ids), len(TAGS)), -np.inf, dtype=np.float32)
    parts = zip(article.windows, article.window_tokens, logits, strict=True)
    for window, tokens, values in parts:
        own = slice(window.first - window.begin, window.last - window.begin)
        labels[window.first : window.last] = values.labels[own]
        boilerplate[window.first : window.last] = values.boilerplate[own]
        inside = (tokens.sentence >= own.start) & (tokens.sentence < own.stop)
        tags[tokens.token[inside]] = values.tags[inside]
    return labels, boilerplate, tags
