import pytest

from model.mentions import fits, is_pronoun, name_words


def test_a_pronoun_is_known_in_any_case() -> None:
    assert is_pronoun("She")
    assert not is_pronoun("Sheila")


def test_titles_and_articles_name_nobody() -> None:
    assert name_words("The mayor, Mrs Ana Ruiz") == {"Ana", "Ruiz"}
    assert name_words("An official") == frozenset()


@pytest.mark.parametrize(
    ("pronoun", "mention", "fitting"),
    [
        ("she", "Ana Ruiz, the mayor", True),
        ("she", "Mr Diaz", False),
        ("she", "the chairwoman", True),
        ("she", "the chairman", False),
        ("He", "Dame Ana Ruiz", False),
        ("he", "the policewoman", False),
        ("he", "Tom Diaz, whose wife is ill", True),
        ("he", "officials", False),
        ("he", "Mr Perkins", True),
        ("he", "his boss", True),
        ("they", "officials", True),
        ("it", "the company", True),
    ],
)
def test_a_pronoun_fits_or_not(pronoun: str, mention: str, fitting: bool) -> None:
    assert fits(pronoun, mention) is fitting
