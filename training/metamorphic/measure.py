"""Runs a model over articles and their variants, and counts labels that are not as they must be.

A pair is a sentence that an edit touched, before and after; one that belongs to boilerplate is
left out. Where labels must stay, a pair fails if its label flips. Where they must flip, only
sentences count whose label was right before, and a pair fails if it does not get a label that
it must get. Sentences whose own text is as before stand in another context; how many of those
flip is counted by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from model.batches import WindowTokens
from model.labels import LABELS, Label
from model.prediction import FramingModel, WindowLogits, own_logits
from model.probabilities import softmax
from training.articles import GoldArticle
from training.examples import split_of
from training.metamorphic.variant import Flip, Transformation

Floats = npt.NDArray[np.float32]
_CHUNK = 64  # articles whose windows share batches


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence before and after: probabilities, and whether it failed."""

    before: Floats
    after: Floats
    failed: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """The largest difference between two groups in the share of one label."""

    label: Label
    most: str
    least: str
    size: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a transformation did to a model's labels. Rates are None where nothing is counted.

    `certain` are the pairs whose label was not `uncertain` before. `change` is the mean share
    of probability that moved to another label. `shares` are those of each label among the
    `group_sentences` that were edited, which are the same for every group but for the names.
    """

    name: str
    must_flip: bool
    pairs: int
    failure_rate: float | None
    certain_pairs: int
    certain_failure_rate: float | None
    change: float | None
    context_sentences: int
    context_flip_rate: float | None
    group_sentences: int
    shares: Mapping[str, Mapping[Label, float]]
    gap: Gap | None


class ArticleReader:
    """A model that reads each window only once: variants share most of theirs."""

    def __init__(self, model: FramingModel) -> None:
        self._model = model
        self._seen: dict[bytes, WindowLogits] = {}

    @property
    def uncertain_below(self) -> float:
        """The confidence below which a label is `uncertain`."""
        return self._model.checkpoint.uncertain_below

    def probabilities(self, articles: Sequence[GoldArticle]) -> Iterator[Floats]:
        """Calibrated probabilities [sentences, 3] of articles, cut as their readers cut them."""
        for first in range(0, len(articles), _CHUNK):
            chunk = articles[first : first + _CHUNK]
            prepared = [self._model.prepare_split(split_of(one), one.title) for one in chunk]
            new = {
                key: window
                for one in prepared
                for window in one.window_tokens
                if (key := _key(window)) not in self._seen
            }
            self._seen |= zip(new, self._model.run(list(new.values())), strict=True)
            for one in prepared:
                logits = [self._seen[_key(window)] for window in one.window_tokens]
                labels, _, _ = own_logits(one, logits)
                yield softmax(labels / self._model.checkpoint.temperature)


def measure(
    reader: ArticleReader, articles: Sequence[GoldArticle], transformation: Transformation
) -> Outcome:
    """Count what a transformation does to the labels of articles."""
    before = list(reader.probabilities(articles))
    numbered = [
        (number, variant)
        for number, article in enumerate(articles)
        for variant in transformation.variants(article)
    ]
    afters = reader.probabilities([variant.article for _, variant in numbered])
    pairs: list[Pair] = []
    context: list[bool] = []
    labels_of_group: defaultdict[str, list[int]] = defaultdict(list)
    for (number, variant), after in zip(numbered, afters, strict=True):
        article, here = articles[number], before[number]
        placed = after[list(variant.places)]
        for index, sentence in enumerate(article.sentences):
            if sentence.boilerplate:
                continue
            same_text = variant.article.sentences[variant.places[index]].text == sentence.text
            if index in variant.edited:
                if variant.group is not None:
                    labels_of_group[variant.group].append(int(placed[index].argmax()))
                if variant.group is None or not same_text:
                    pairs += _pair(here[index], placed[index], transformation.flip)
            elif same_text and variant.article != article:
                context.append(bool(here[index].argmax() != placed[index].argmax()))
    certain = [pair for pair in pairs if pair.before.max() >= reader.uncertain_below]
    shares = {
        group: {label: labels.count(number) / len(labels) for number, label in enumerate(LABELS)}
        for group, labels in labels_of_group.items()
        if labels
    }
    return Outcome(
        name=transformation.name,
        must_flip=transformation.flip is not None,
        pairs=len(pairs),
        failure_rate=_mean([pair.failed for pair in pairs]),
        certain_pairs=len(certain),
        certain_failure_rate=_mean([pair.failed for pair in certain]),
        change=_mean([float(np.abs(pair.after - pair.before).sum()) / 2 for pair in pairs]),
        context_sentences=len(context),
        context_flip_rate=_mean(context),
        group_sentences=max(map(len, labels_of_group.values()), default=0),
        shares=shares,
        gap=largest_gap(shares),
    )


def largest_gap(shares: Mapping[str, Mapping[Label, float]]) -> Gap | None:
    """The two groups that differ most in the share of a label; None for fewer than two."""
    gaps: list[Gap] = []
    for label in LABELS:
        for two in combinations(shares, 2):
            least, most = sorted(two, key=lambda group: shares[group][label])
            gaps.append(Gap(label, most, least, shares[most][label] - shares[least][label]))
    return max(gaps, key=lambda gap: gap.size, default=None)


def _key(window: WindowTokens) -> bytes:
    arrays = (window.ids, window.quoted, window.sentence)
    return b"".join((window.sentences.to_bytes(4), *(one.tobytes() for one in arrays)))


def _pair(before: Floats, after: Floats, flip: Flip | None) -> Iterator[Pair]:
    old, new = LABELS[int(before.argmax())], LABELS[int(after.argmax())]
    if flip is None:
        yield Pair(before, after, failed=new is not old)
    elif old is flip.before:
        yield Pair(before, after, failed=new not in flip.after)


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
