from collections.abc import Callable, Iterable

from training.articles import GoldArticle
from training.metamorphic.style import (
    added_byline,
    american_spelling,
    other_verb_of_saying,
    straight_quotes,
    upper_case_headline,
)
from training.metamorphic.variant import Variant

MakeArticle = Callable[..., GoldArticle]


def only(variants: Iterable[Variant]) -> Variant:
    (variant,) = variants
    return variant


def texts(variant: Variant) -> list[str]:
    return [sentence.text for sentence in variant.article.sentences]


def test_curly_marks_become_straight(make_article: MakeArticle) -> None:
    variant = only(straight_quotes(make_article("“It’s ‘late’,” she said.", "Rain fell.")))
    assert texts(variant) == ["\"It's 'late',\" she said.", "Rain fell."]
    assert variant.edited == {0}


def test_spelling_becomes_american_and_labour_stays(make_article: MakeArticle) -> None:
    article = make_article("Labour organised per cent figures.", "Grey harbours of hard labour.")
    assert texts(only(american_spelling(article))) == [
        "Labour organized percent figures.",
        "Gray harbors of hard labor.",
    ]


def test_the_headline_is_shouted_in_the_text_and_beside_it(make_article: MakeArticle) -> None:
    variant = only(upper_case_headline(make_article("Rain falls", "It fell.", title="Rain falls")))
    assert texts(variant) == ["RAIN FALLS", "It fell."]
    assert variant.article.title == "RAIN FALLS"
    assert variant.edited == {0}
    assert list(upper_case_headline(make_article("It fell."))) == []


def test_a_byline_moves_every_sentence_and_counts_them_all(make_article: MakeArticle) -> None:
    variant = only(added_byline(make_article("Rain fell.", "It was wet.")))
    assert variant.article.sentences[0].boilerplate
    assert texts(variant)[1:] == ["Rain fell.", "It was wet."]
    assert [one.paragraph for one in variant.article.sentences] == [0, 1, 1]
    assert variant.places == (1, 2)
    assert variant.edited == {0, 1}


def test_a_verb_of_saying_becomes_another_neutral_one(make_article: MakeArticle) -> None:
    article = make_article("She said so, he said.", "He says so.", "It is said to be late.")
    variant = only(other_verb_of_saying(article))
    assert texts(variant) == [
        "She stated so, he stated.",
        "He notes so.",
        "It is said to be late.",
    ]
    assert variant.edited == {0, 1}
