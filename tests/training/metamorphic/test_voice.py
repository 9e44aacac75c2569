from collections.abc import Callable

import pytest

from model.labels import Label
from training.articles import GoldArticle, GoldSentence
from training.metamorphic.voice import (
    quotation_closed_sooner,
    quotation_opened_sooner,
    with_attribution,
    with_judgement,
    without_attribution,
)

MakeArticle = Callable[..., GoldArticle]
MakeSentence = Callable[..., GoldSentence]
REPORT, CLAIM, OPINION = Label


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        (
            "Two of the boats sank off the cape, the coastguard said.",
            "the coastguard",
            "said",
            "Two of the boats sank off the cape.",
        ),
        (
            "Two boats sank off the cape, according to Ana Ruiz.",
            "Ana Ruiz",
            "according to",
            "Two boats sank off the cape.",
        ),
        (
            "According to Ana Ruiz, two boats sank off the cape.",
            "Ana Ruiz",
            "According to",
            "Two boats sank off the cape.",
        ),
        (
            "Ana Ruiz, the mayor, warned that two boats sank off the cape.",
            "Ana Ruiz, the mayor",
            "warned",
            "Two boats sank off the cape.",
        ),
        (
            "Police said the boat sank off the cape.",
            "Police",
            "said",
            "The boat sank off the cape.",
        ),
    ],
)
def test_an_attribution_is_cut_off_a_claim(
    make_article: MakeArticle,
    make_sentence: MakeSentence,
    text: str,
    source: str,
    cue: str,
    expected: str,
) -> None:
    claim = make_sentence(text, CLAIM, source=source, cues=(cue,))
    assert without_attribution(make_article(claim), 0) == {0: expected}


@pytest.mark.parametrize(
    "text",
    [
        "“Two of the boats sank off the cape,” police said.",  # would leave a quotation
        "Two more boats would sink off the cape, police said.",  # still reported speech
        "Two boats allegedly sank off the cape, police said.",
        "It sank, police said.",  # too little left to tell
        "He had seen two boats off the cape, police said.",
        "In town, police said so to two men.",
    ],
)
def test_a_claim_that_would_stay_one_is_left_alone(
    make_article: MakeArticle, make_sentence: MakeSentence, text: str
) -> None:
    claim = make_sentence(text, CLAIM, source="police", cues=("said",))
    assert without_attribution(make_article(claim), 0) is None


def test_a_claim_whose_source_stands_elsewhere_keeps_its_words(
    make_article: MakeArticle, make_sentence: MakeSentence
) -> None:
    claim = make_sentence("Two boats sank off the cape, it was said.", CLAIM, cues=("said",))
    assert without_attribution(make_article(claim), 0) is None


def test_a_plain_report_gets_an_attribution(make_article: MakeArticle) -> None:
    article = make_article("Two boats sank off the cape.")
    assert with_attribution(article, 0) == {0: "Two boats sank off the cape, officials said."}


def test_a_plain_report_gets_a_judgement_before_or_behind_it(make_article: MakeArticle) -> None:
    article = make_article("Two boats sank off the cape.", "The crews went down with them.")
    assert with_judgement(article, 0) == {0: "Two boats sank off the cape, and that is a disgrace."}
    assert with_judgement(article, 1) == {1: "Disgracefully, the crews went down with them."}


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("We saw two boats off the cape.", {}),
        ("Two boats “sank” off the cape.", {}),
        ("Did two boats sink off the cape?", {}),
        ("Two boats sank off the cape.", {"sure": False}),
        ("Two boats sank off the cape.", {"label": OPINION}),
        ("Police asked for two boats there.", {"source": "Police", "cues": ("asked",)}),
        ("Boats sank.", {}),
    ],
)
def test_what_is_no_plain_report_is_left_alone(
    make_article: MakeArticle, make_sentence: MakeSentence, text: str, given: dict[str, object]
) -> None:
    article = make_article(make_sentence(text, **given), "“It was late,” she said.")
    assert with_attribution(article, 0) is None
    assert with_judgement(article, 0) is None
    assert quotation_opened_sooner(article, 0) is None


def test_a_quotation_of_its_own_loses_its_marks(
    make_article: MakeArticle, make_sentence: MakeSentence
) -> None:
    article = make_article(
        make_sentence("“It is late,” she said.", CLAIM, source="she", cues=("said",)),
        make_sentence("“The boats were not meant to sail.”", CLAIM),
    )
    assert quotation_closed_sooner(article, 1) == {1: "The boats were not meant to sail."}
    assert quotation_closed_sooner(article, 0) is None


def test_a_running_quotation_is_closed_a_sentence_sooner(
    make_article: MakeArticle, make_sentence: MakeSentence
) -> None:
    article = make_article(
        make_sentence("“It is late.", CLAIM),
        make_sentence("The boats were not meant to sail.”", CLAIM),
    )
    assert quotation_closed_sooner(article, 1) == {
        0: "“It is late.”",
        1: "The boats were not meant to sail.",
    }


@pytest.mark.parametrize("text", ["I did not mean to sail.”", "They say that two boats sank.”"])
def test_a_quotation_that_would_still_be_a_sources_stays_one(
    make_article: MakeArticle, make_sentence: MakeSentence, text: str
) -> None:
    article = make_article(make_sentence("“It is late.", CLAIM), make_sentence(text, CLAIM))
    assert quotation_closed_sooner(article, 1) is None


def test_a_quotation_takes_the_report_before_it_in(
    make_article: MakeArticle, make_sentence: MakeSentence
) -> None:
    quotation = make_sentence("“It was late,” she said.", CLAIM)
    article = make_article("Two boats sank off the cape.", quotation)
    assert quotation_opened_sooner(article, 0) == {
        0: "“Two boats sank off the cape.",
        1: "It was late,” she said.",
    }
    assert quotation_opened_sooner(article, 1) is None


def test_a_quotation_in_the_next_paragraph_is_no_part_of_this_one(
    make_article: MakeArticle, make_sentence: MakeSentence
) -> None:
    quotation = make_sentence("“It was late,” she said.", CLAIM, paragraph=1)
    article = make_article("Two boats sank off the cape.", quotation)
    assert quotation_opened_sooner(article, 0) is None
