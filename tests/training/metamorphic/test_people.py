from collections.abc import Callable

import pytest

from training.articles import GoldArticle
from training.metamorphic.people import find_people, swap_genders, swap_origins

MakeArticle = Callable[..., GoldArticle]


def test_people_are_found_by_their_first_names(make_article: MakeArticle) -> None:
    article = make_article("Mayor Dana J. Ortiz met Rohit Bansal’s aunt on Brook Street.")
    people = [(one.first, one.last, one.gender, one.origin) for one in find_people(article)]
    assert people == [
        ("Dana", "Ortiz", "women", "English"),
        ("Rohit", "Bansal", "men", "Indian"),
    ]


def test_a_person_has_one_new_name_throughout(make_article: MakeArticle) -> None:
    article = make_article(
        "Carol Pruitt spoke.", "Ms. Pruitt’s house is in Pruitt Street.", "Rain fell."
    )
    (variant,) = (one for one in swap_origins(article) if one.group == "Arabic")
    assert [one.text for one in variant.article.sentences] == [
        "Fatima Haddad spoke.",
        "Ms. Haddad’s house is in Pruitt Street.",
        "Rain fell.",
    ]
    assert variant.edited == {0, 1}


def test_every_origin_is_told_with_the_same_gender(make_article: MakeArticle) -> None:
    firsts = [
        one.article.sentences[0].text.split()[0]
        for one in swap_origins(make_article("Andriy Yermak spoke."))
    ]
    assert firsts == ["James", "José", "Arjun", "Chinedu", "Ahmed", "Wei", "Andriy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He lost his hat, and it was his.", "She lost her hat, and it was hers."),
        ("She saw him; he saw her.", "He saw her; she saw him."),
        ("Her brother told her to wait.", "His sister told him to wait."),
        ("The chairman’s wife hurt herself.", "The chairwoman’s husband hurt himself."),
        ("Mrs Ruiz is a spokeswoman.", "Mr Ruiz is a spokesman."),
        ("Paul Ardwright sold HIS ship.", "Emily Ardwright sold HER ship."),
    ],
)
def test_genders_change_places(make_article: MakeArticle, text: str, expected: str) -> None:
    (variant,) = swap_genders(make_article(text))
    assert variant.article.sentences[0].text == expected


def test_nobody_is_swapped_where_nobody_is(make_article: MakeArticle) -> None:
    article = make_article("Rain fell on the thermal plant.")
    assert [*swap_genders(article), *swap_origins(article)] == []
