"""What a model says of labelled articles, beside what their readers said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from model.labels import LABELS
from model.prediction import FramingModel, own_logits
from model.probabilities import sigmoid, softmax
from model.tags import TAGS, Tag
from training.articles import GoldArticle
from training.examples import split_of, targets_of
from training.metrics import (
    binary_score,
    expected_calibration_error,
    label_scores,
    reliability,
)

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
SMALLEST_GROUP = 30


@dataclass(frozen=True, slots=True)
class Predictions:
    """Logits and gold of some articles, one entry a sentence (N) or a token (T).

    `gold` is -1 where a sentence has no label; `article` numbers the articles.
    """

    article: Ints  # [N]
    gold: Ints  # [N]
    sure: npt.NDArray[np.bool_]  # [N]
    labels: Floats  # [N, 3], logits
    boilerplate_gold: npt.NDArray[np.bool_]  # [N]
    boilerplate: Floats  # [N], logits
    tag_gold: Floats  # [T, 4]
    tag_known: npt.NDArray[np.bool_]  # [T, 4]
    tags: Floats  # [T, 4], logits

    @property
    def labelled(self) -> npt.NDArray[np.bool_]:
        """Which sentences carry a label."""
        return self.gold >= 0

    def of_tag(self, tag: Tag) -> tuple[Floats, Floats]:
        """Gold and logits of one tag, for the tokens of which it is known."""
        column = TAGS.index(tag)
        known = self.tag_known[:, column]
        return self.tag_gold[known, column], self.tags[known, column]


def predict(model: FramingModel, articles: Sequence[GoldArticle]) -> Predictions:
    """Run a model over labelled articles, each sentence as its readers cut it."""
    prepared = [model.prepare_split(split_of(article), article.title) for article in articles]
    logits = model.run_articles(prepared)
    outputs = [own_logits(one, own) for one, own in zip(prepared, logits, strict=True)]
    targets = [
        targets_of(article, one.tokens, one.split)
        for article, one in zip(articles, prepared, strict=True)
    ]
    sentences = [sentence for article in articles for sentence in article.sentences]
    return Predictions(
        article=np.repeat(np.arange(len(articles)), [len(a.sentences) for a in articles]),
        gold=np.array([-1 if s.label is None else LABELS.index(s.label) for s in sentences]),
        sure=np.array([s.sure for s in sentences], dtype=np.bool_),
        labels=np.concatenate([labels for labels, _, _ in outputs]),
        boilerplate_gold=np.array([s.boilerplate for s in sentences], dtype=np.bool_),
        boilerplate=np.concatenate([boilerplate for _, boilerplate, _ in outputs]),
        tag_gold=np.concatenate([target.tags for target in targets]),
        tag_known=np.concatenate([target.tag_weights > 0 for target in targets]),
        tags=np.concatenate([tags for _, _, tags in outputs]),
    )


def score(predictions: Predictions, model: FramingModel) -> dict[str, Any]:
    """Scores of quality, by the names used in `metrics.json`; intervals are 95 % bootstrap."""
    known = predictions.labelled
    gold = predictions.gold[known]
    probabilities = softmax(predictions.labels[known] / model.checkpoint.temperature)
    hits = probabilities.argmax(-1) == gold
    certain = probabilities.max(-1) >= model.checkpoint.uncertain_below
    sure = predictions.sure[known]
    seen = known | predictions.boilerplate_gold
    scores = label_scores(gold, probabilities.argmax(-1), predictions.article[known])
    scores |= {
        "accuracy_sure": _rate(hits[sure]),
        "accuracy_unsure": _rate(hits[~sure]),
        "expected_calibration_error": expected_calibration_error(gold, probabilities),
        "reliability": reliability(gold, probabilities),
        "share_certain": _rate(certain),
        "accuracy_certain": _rate(hits[certain]),
        "boilerplate_f1": binary_score(
            predictions.boilerplate_gold[seen],
            sigmoid(predictions.boilerplate[seen]) > model.checkpoint.boilerplate_above,
        ).f1,
    }
    for tag in (Tag.SOURCE, Tag.CUE, Tag.LOADED):
        gold_tags, logits = predictions.of_tag(tag)
        scores[f"{tag}_token_f1"] = binary_score(
            gold_tags, sigmoid(logits) > model.checkpoint.tag_above[tag]
        ).f1
    return scores


def score_groups(
    predictions: Predictions, groups: Sequence[str | None]
) -> dict[str, dict[str, Any]]:
    """Label scores of the articles of each group, the largest first.

    `groups` names that of each article. Groups of under `SMALLEST_GROUP` sentences count
    together, as `others`: alone they would say nothing.
    """
    names = np.array([group or "unknown" for group in groups])[predictions.article]
    known = predictions.labelled
    sizes = Counter(names[known].tolist())
    names[[sizes[name] < SMALLEST_GROUP for name in names]] = "others"
    guessed = predictions.labels.argmax(-1)
    members = {
        name: known & (names == name) for name, _ in Counter(names[known].tolist()).most_common()
    }
    return {
        name: label_scores(predictions.gold[part], guessed[part], predictions.article[part])
        for name, part in members.items()
    }


def each_sentence_alone(articles: Sequence[GoldArticle]) -> list[GoldArticle]:
    """Every labelled sentence as an article of its own: what a model says without context."""
    return [
        replace(article, title=None, sentences=(sentence,))
        for article in articles
        for sentence in article.sentences
        if sentence.label is not None
    ]


def _rate(hits: npt.NDArray[np.bool_]) -> float | None:
    return float(hits.mean()) if len(hits) else None
