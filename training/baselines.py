"""What a model must beat: the majority, a rule of cue words, TF-IDF with logistic regression."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from model.labels import LABELS, Label
from training.articles import GoldArticle
from training.metrics import label_scores

_CLAIM = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|according to|claim(?:s|ed)?|argue[sd]?|"
    r"add(?:s|ed)|wr(?:ite|ites|ote)|warn(?:s|ed)?|believe[sd]?|allege(?:s|d|dly)?|"
    r"reportedly|accuse[sd]?|insist(?:s|ed)?|admit(?:s|ted)?|estimate[sd]?|"
    r"den(?:y|ies|ied)|urge[sd]?|demand(?:s|ed)?|blame[sd]?|critici[sz]e[sd]?|"
    r"poll|survey|study found|tweeted|announced that)\b|^[\"“]|[\"”]$",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:should|must|ought|need to|I think|we need|of course|sadly|rightly|unfortunately|"
    r"clearly|obviously|surely|perhaps|seems?|reckless|shameful|absurd|radical|regime|"
    r"underscores?|shameless|terrible|great|best|worst|let us|will never)\b|\?$|!$",
    re.IGNORECASE,
)


def majority(train: Sequence[Label], texts: Sequence[str]) -> list[Label]:
    """Give every sentence the label most frequent in training."""
    return [Counter(train).most_common(1)[0][0]] * len(texts)


def cue_words(texts: Sequence[str]) -> list[Label]:
    """Claim where there is a word of saying or a quotation mark, opinion where a word judges."""
    return [
        Label.ATTRIBUTED_CLAIM
        if _CLAIM.search(text)
        else Label.EDITORIAL_OPINION
        if _OPINION.search(text)
        else Label.NEUTRAL_REPORT
        for text in texts
    ]


def tfidf(train_texts: Sequence[str], train: Sequence[Label], texts: Sequence[str]) -> list[Label]:
    """Logistic regression on word and character n-grams of single sentences."""
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=3, sublinear_tf=True),
    )
    classifier = make_pipeline(features, LogisticRegression(C=4, max_iter=1000))
    classifier.fit(train_texts, [str(label) for label in train])
    return [Label(label) for label in classifier.predict(texts)]


def score_baselines(
    train: Sequence[GoldArticle], test: Sequence[GoldArticle]
) -> dict[str, dict[str, Any]]:
    """Fit the baselines on some articles and score them on others, by their names."""
    texts, gold, article = _labelled(test)
    train_texts, train_gold, _ = _labelled(train)
    guesses = {
        "majority": majority(train_gold, texts),
        "cue words": cue_words(texts),
        "TF-IDF, logistic regression": tfidf(train_texts, train_gold, texts),
    }
    truth = _indices(gold)
    return {name: label_scores(truth, _indices(guess), article) for name, guess in guesses.items()}


def _labelled(
    articles: Sequence[GoldArticle],
) -> tuple[list[str], list[Label], npt.NDArray[np.int64]]:
    rows = [
        (sentence.text, sentence.label, number)
        for number, article in enumerate(articles)
        for sentence in article.sentences
        if sentence.label is not None
    ]
    return (
        [text for text, _, _ in rows],
        [label for _, label, _ in rows],
        np.array([number for _, _, number in rows]),
    )


def _indices(labels: Sequence[Label]) -> npt.NDArray[np.int64]:
    return np.array([LABELS.index(label) for label in labels])
