"""Articles of a few sentences, to be told another way."""

from collections.abc import Callable
from typing import Any

import pytest

from model.labels import Label
from training.articles import GoldArticle, GoldSentence


@pytest.fixture
def make_sentence() -> Callable[..., GoldSentence]:
    """Makes a sentence; a report unless told otherwise."""

    def make(text: str, label: Label | None = Label.NEUTRAL_REPORT, **given: Any) -> GoldSentence:
        fields = {
            "boilerplate": label is None,
            "source": None,
            "cues": (),
            "loaded": (),
            "sure": True,
            "paragraph": 0,
            "spans_known": True,
        }
        return GoldSentence(text=text, label=label, **(fields | given))

    return make


@pytest.fixture
def make_article(make_sentence: Callable[..., GoldSentence]) -> Callable[..., GoldArticle]:
    """Makes an article of sentences, or of texts that are reports."""

    def make(
        *sentences: str | GoldSentence, title: str | None = None, outlet: str | None = None
    ) -> GoldArticle:
        return GoldArticle(
            article_id="a",
            outlet=outlet,
            genre=None,
            title=title,
            sentences=tuple(
                make_sentence(one) if isinstance(one, str) else one for one in sentences
            ),
        )

    return make
