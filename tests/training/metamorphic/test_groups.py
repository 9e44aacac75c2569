from collections.abc import Callable, Iterable

from training.articles import GoldArticle
from training.metamorphic.groups import GroupSwap, read_entities, swap_outlets
from training.metamorphic.variant import Variant

MakeArticle = Callable[..., GoldArticle]

PARTIES = GroupSwap(read_entities("parties"))
COUNTRIES = GroupSwap(read_entities("countries"))


def told(variants: Iterable[Variant], group: str) -> list[str]:
    (variant,) = (one for one in variants if one.group == group)
    return [sentence.text for sentence in variant.article.sentences]


def test_a_party_stands_in_anothers_place_in_all_of_its_forms(make_article: MakeArticle) -> None:
    article = make_article(
        "The Republican Party met, and Republicans cheered.",
        "A Republican senator spoke for Republican voters.",
        "Sen. Amory (R-Ohio) is a Republican.",
    )
    assert told(PARTIES(article), "BJP (India)") == [
        "The BJP met, and BJP politicians cheered.",
        "A BJP senator spoke for BJP voters.",
        "Sen. Amory (BJP-Ohio) is a BJP politician.",
    ]
    assert told(PARTIES(article), "Republicans (US)") == [one.text for one in article.sentences]


def test_two_parties_change_places(make_article: MakeArticle) -> None:
    article = make_article("Republicans and Democrats met, but Republicans left.")
    assert told(PARTIES(article), "Democrats (US)") == [
        "Democrats and Republicans met, but Democrats left."
    ]


def test_labour_is_a_party_and_an_adjective(make_article: MakeArticle) -> None:
    article = make_article("Labour said so.", "The Labour leader and Labour won.")
    assert told(PARTIES(article), "Republicans (US)") == [
        "The Republican Party said so.",
        "The Republican leader and the Republican Party won.",
    ]


def test_a_country_goes_with_its_adjective_people_and_capital(make_article: MakeArticle) -> None:
    article = make_article(
        "US troops left the United States.",
        "Washington told Americans that an American ship was safe.",
        "Latin America is far.",
        title="America's choice",
    )
    (variant,) = (one for one in COUNTRIES(article) if one.group == "China")
    assert [one.text for one in variant.article.sentences] == [
        "Chinese troops left China.",
        "Beijing told Chinese people that a Chinese ship was safe.",
        "Latin America is far.",
    ]
    assert variant.article.title == "China's choice"
    assert variant.edited == {0, 1}


def test_every_group_edits_the_same_sentences(make_article: MakeArticle) -> None:
    article = make_article("Iran agreed.", "Rain fell.", "Israel did not, but Iran did.")
    variants = list(COUNTRIES(article))
    assert {variant.edited for variant in variants} == {frozenset({0, 2})}
    assert len(variants) == 10


def test_an_article_that_names_none_is_left_alone(make_article: MakeArticle) -> None:
    article = make_article("Rain fell.")
    assert [*PARTIES(article), *COUNTRIES(article), *swap_outlets(article)] == []


def test_an_articles_own_outlet_is_swapped_by_its_short_name_too(make_article: MakeArticle) -> None:
    article = make_article(
        "The Calloway Sun asked.", "She told the Sun so.", "A Sun rose.", outlet="The Calloway Sun"
    )
    assert told(swap_outlets(article), "BBC") == [
        "The BBC asked.",
        "She told the BBC so.",
        "A Sun rose.",
    ]
