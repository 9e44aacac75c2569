"""Labelled articles to training targets: one example an article, arrays all the way."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from model.labels import LABELS
from model.sentences import SplitText, join_sentences
from model.tags import TAGS, Tag
from model.tokens import TokenizedText, tokenize
from training.articles import ArticleFileError, GoldArticle, GoldSentence
from training.soft_labels import SoftLabels

Floats = npt.NDArray[np.float32]
UNSURE_WEIGHT = 0.7
_READ_TAGS = [TAGS.index(tag) for tag in (Tag.SOURCE, Tag.CUE, Tag.LOADED)]


@dataclass(frozen=True, slots=True)
class Example:
    """A tokenized article of S sentences and T tokens with its targets; weight 0 means unknown."""

    text: TokenizedText
    labels: Floats  # [S, 3], probabilities
    label_weights: Floats  # [S]
    boilerplate: Floats  # [S]
    boilerplate_weights: Floats  # [S]
    tags: Floats  # [T, 4]
    tag_weights: Floats  # [T, 4]


def example_from_article(tokenizer: Tokenizer, article: GoldArticle) -> Example:
    """An article with its targets."""
    split = split_of(article)
    return targets_of(article, tokenize(tokenizer, split, article.title), split)


def split_of(article: GoldArticle) -> SplitText:
    """The text of an article, cut as its readers cut it."""
    return join_sentences(
        [sentence.text for sentence in article.sentences],
        [sentence.paragraph for sentence in article.sentences],
    )


def targets_of(article: GoldArticle, text: TokenizedText, split: SplitText) -> Example:
    """Targets of an article: labels, boilerplate, and the source, cue and loaded tokens."""
    sentences = article.sentences
    known = np.array([sentence.label is not None for sentence in sentences], dtype=np.bool_)
    sure = np.array([1.0 if sentence.sure else UNSURE_WEIGHT for sentence in sentences])
    boilerplate = np.array([sentence.boilerplate for sentence in sentences], dtype=np.bool_)
    tags, tag_weights = _empty_tags(text)
    for index, sentence in enumerate(sentences):
        if sentence.spans_known:
            tag_weights[text.bounds[index] : text.bounds[index + 1], _READ_TAGS] = 1
            _mark_sentence(tags, text, split, index, sentence)
    return Example(
        text=text,
        labels=np.array(
            [[float(sentence.label == label) for label in LABELS] for sentence in sentences],
            dtype=np.float32,
        ),
        label_weights=(known * sure).astype(np.float32),
        boilerplate=boilerplate.astype(np.float32),
        boilerplate_weights=(known | boilerplate).astype(np.float32),
        tags=tags,
        tag_weights=tag_weights,
    )


def example_from_attributions(
    tokenizer: Tokenizer, split: SplitText, attributions: Iterable[dict[str, list[list[int]]]]
) -> Example:
    """Targets of a text with marked attributions: source, cue and content tokens, no labels."""
    text = tokenize(tokenizer, split)
    count = len(split.sentences)
    tags, tag_weights = _empty_tags(text)
    for tag in (Tag.SOURCE, Tag.CUE, Tag.CONTENT):
        tag_weights[:, TAGS.index(tag)] = 1
    for attribution in attributions:
        for tag in (Tag.SOURCE, Tag.CUE, Tag.CONTENT):
            for start, end in attribution[str(tag)]:
                _mark(tags, text, tag, start, end)
    return Example(
        text=text,
        labels=np.zeros((count, len(LABELS)), dtype=np.float32),
        label_weights=np.zeros(count, dtype=np.float32),
        boilerplate=np.zeros(count, dtype=np.float32),
        boilerplate_weights=np.zeros(count, dtype=np.float32),
        tags=tags,
        tag_weights=tag_weights,
    )


def add_soft_labels(example: Example, soft: SoftLabels, share: float) -> Example:
    """Mix a teacher's probabilities into the targets of an article.

    Where a reader labelled as well, the teacher has a `share` of the target; elsewhere all of
    it (Hinton et al., 2015). Raises `ArticleFileError` where the two have not the same number
    of sentences.
    """
    if len(soft.labels) != len(example.labels):
        raise ArticleFileError(
            f"{soft.article_id}: {len(example.labels)} sentences, "
            f"but {len(soft.labels)} soft labels"
        )
    read = example.label_weights > 0
    seen = example.boilerplate_weights > 0
    of_labels = np.where(read, share, 1).astype(np.float32)[:, None]
    of_boilerplate = np.where(seen, share, 1).astype(np.float32)
    return replace(
        example,
        labels=of_labels * soft.labels + (1 - of_labels) * example.labels,
        label_weights=np.where(seen, example.label_weights, 1 - soft.boilerplate),
        boilerplate=of_boilerplate * soft.boilerplate + (1 - of_boilerplate) * example.boilerplate,
        boilerplate_weights=np.ones_like(example.boilerplate_weights),
    )


def _empty_tags(text: TokenizedText) -> tuple[Floats, Floats]:
    shape = (len(text.ids), len(TAGS))
    return np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)


def _mark_sentence(
    tags: Floats, text: TokenizedText, split: SplitText, index: int, sentence: GoldSentence
) -> None:
    start = split.sentences[index].start
    cues = [place for cue in sentence.cues if (place := find_words(cue, sentence.text)) is not None]
    for place in cues:
        _mark(tags, text, Tag.CUE, start + place[0], start + place[1])
    near = cues[0][0] if cues else 0
    if sentence.source and (place := find_words(sentence.source, sentence.text, near)) is not None:
        _mark(tags, text, Tag.SOURCE, start + place[0], start + place[1])
    for words in sentence.loaded:
        if (place := find_words(words, sentence.text)) is not None:
            _mark(tags, text, Tag.LOADED, start + place[0], start + place[1])


def find_words(words: str, sentence: str, near: int = 0) -> tuple[int, int] | None:
    """Find whole words in a sentence: the occurrence closest to `near`."""
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    places: Sequence[tuple[int, int]] = [match.span() for match in re.finditer(pattern, sentence)]
    return min(places, key=lambda place: abs(place[0] - near), default=None)


def _mark(tags: Floats, text: TokenizedText, tag: Tag, start: int, end: int) -> None:
    first, last = np.searchsorted(text.ends, start, side="right"), np.searchsorted(text.starts, end)
    tags[first:last, TAGS.index(tag)] = 1
