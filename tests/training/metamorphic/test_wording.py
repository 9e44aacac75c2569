import pytest

from training.metamorphic.wording import Swap, read_words, swap_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Dane spoke.", "An Irishman spoke."),
        ("a Dane’s boat", "an Irishman’s boat"),
        ("the Danes", "the Danes"),
        ("called ‘Dane’", "called ‘Irishman’"),
        ("a Great Dane", "a Great Irishman"),
        ("Non-Dane", "Non-Dane"),
    ],
)
def test_whole_words_are_swapped_with_their_article_and_possessive(
    text: str, expected: str
) -> None:
    assert Swap([("Dane", "Irishman")])(text) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("the BJP", "a BJP rally"),
        ("AfD", "an AfD rally"),
        ("US", "a US rally"),
        ("ANC", "an ANC rally"),
        ("hour-long", "an hour-long rally"),
        ("European", "a European rally"),
    ],
)
def test_the_article_is_the_one_that_is_spoken(new: str, expected: str) -> None:
    assert Swap([("Dal", new)])("a Dal rally") == expected


def test_a_possessive_follows_the_new_word() -> None:
    swap = Swap([("Iran", "the United States"), ("Wales", "Iran")])
    assert swap("near Iran's fleet, Wales' hills") == "near the United States' fleet, Iran's hills"


def test_a_sentence_still_begins_with_a_capital() -> None:
    swap = Swap([("Iran", "the United States")])
    assert swap("Iran agreed.") == "The United States agreed."
    assert swap("“Iran agreed.”") == "“The United States agreed.”"


def test_two_words_change_places_in_one_pass() -> None:
    assert Swap([("Iran", "Israel"), ("Israel", "Iran")])("Iran and Israel") == "Israel and Iran"


def test_words_in_any_case_keep_it() -> None:
    assert swap_words({"grey": "gray"})("Grey GREY grey") == "Gray GRAY gray"


def test_nothing_to_swap_leaves_a_text_as_it_is() -> None:
    assert Swap([])("iPhone sales fell.") == "iPhone sales fell."


def test_every_group_has_every_form_of_its_list() -> None:
    for name in ("parties", "countries", "outlets"):
        rows = [row for row in read_words(name) if row["group"]]
        assert len(rows) >= 8
        assert all(set(row) == set(rows[0]) for row in rows)
