"""The errors of a model as a page to read: the surest first, each in its context."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np

from model.labels import LABELS
from model.probabilities import softmax
from training.articles import GoldArticle
from training.evaluation import Predictions

_CONTEXT = 2  # sentences shown before and after
_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Errors, the surest first</title>
<style>
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 Georgia, serif }
h2 { font: 600 0.9rem/1.4 system-ui, sans-serif; margin: 2.2rem 0 0.3rem }
.said { font: 0.85rem/1.4 system-ui, sans-serif; color: #52606d }
.context { color: #7b8794 }
</style>
</head>
<body>
"""


def write_error_page(
    articles: Sequence[GoldArticle], predictions: Predictions, temperature: float, path: Path
) -> None:
    """Write every sentence of `articles` that a model labels unlike its readers."""
    probabilities = softmax(predictions.labels / temperature)
    guessed, confidence = probabilities.argmax(-1), probabilities.max(-1)
    wrong = np.flatnonzero(predictions.labelled & (guessed != predictions.gold))
    starts = np.searchsorted(predictions.article, np.arange(len(articles)))
    lines = [_HEAD, f"<p>{len(wrong)} of {int(predictions.labelled.sum())} sentences.</p>\n"]
    for index in wrong[np.argsort(-confidence[wrong])]:
        article = articles[predictions.article[index]]
        place = int(index - starts[predictions.article[index]])
        doubt = "" if predictions.sure[index] else ", unsure"
        lines += [
            f"<h2>{escape(article.article_id)}, sentence {place}</h2>\n",
            f'<p class="said">model: {LABELS[guessed[index]]} ({confidence[index]:.2f}) · '
            f"reader: {LABELS[predictions.gold[index]]}{doubt}</p>\n",
            f"<p>{_in_context(article, place)}</p>\n",
        ]
    path.write_text("".join([*lines, "</body>\n</html>\n"]), encoding="utf-8")


def _in_context(article: GoldArticle, place: int) -> str:
    texts = [escape(sentence.text) for sentence in article.sentences]
    before = " ".join(texts[max(0, place - _CONTEXT) : place])
    after = " ".join(texts[place + 1 : place + 1 + _CONTEXT])
    return (
        f'<span class="context">{before}</span> {texts[place]} <span class="context">{after}</span>'
    )
