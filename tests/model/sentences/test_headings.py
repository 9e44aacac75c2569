import pytest

from model.sentences import split_sentences

BODY = "The council voted on Monday to close the pool. It opened in 1961."


def headings_of(text: str) -> list[str]:
    split = split_sentences(text)
    return [text[one.start : one.end] for one in split.sentences if one.heading]


def test_a_headline_and_its_standfirst() -> None:
    standfirst = (
        "After 60 years of chlorine, the town can no longer pay for the heating of its pool"
    )
    assert headings_of(f"Council votes to close pool\n\n{standfirst}\n\n{BODY}") == [
        *("Council votes to close pool", standfirst)
    ]


def test_a_section_heading() -> None:
    assert headings_of(f"{BODY}\n\nWhat comes next\n\n{BODY}") == ["What comes next"]


@pytest.mark.parametrize("line", ["WORK AND BENEFITS", "2. THE BELL", "WHAT HAPPENS NEXT?"])
def test_lines_in_capitals(line: str) -> None:
    assert headings_of(f"{BODY}\n\n{line}\n\n{BODY}") == [line]


def test_a_headline_may_ask() -> None:
    assert headings_of(f"Is the pool really finished?\n\n{BODY}") == [
        "Is the pool really finished?"
    ]


def test_an_abbreviation_does_not_end_a_headline() -> None:
    assert headings_of(f"U.S. To Close Embassy\n\n{BODY}") == ["U.S. To Close Embassy"]


@pytest.mark.parametrize(
    "line",
    [
        "By Ilka Voren and Tom J. Haskett",
        "Honoria Platt",
        "Interview by Dan O'Rourke",
        "Tuesday, March 4, 2008",
        "Lindmark, 1 March 2035",
        "10.15am",
        "Photo: L. Ostrov",
        "(AP Photo/Joe Doe)",
        "Dr. Moe (right) with a patient",
        "- a new pipe",
        "1. A new pipe",
        "https://news.example/pool",
        "Read more",
        "ADVERTISEMENT",
        "★★★☆☆",
        "Home > News > Local",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert headings_of(f"Pool to close\n\n{line}\n\n{BODY}") == ["Pool to close"]


def test_a_line_with_a_sentence_in_it_is_no_section_heading() -> None:
    assert headings_of(f"{BODY}\n\nIt opened in 1961. More soon\n\n{BODY}") == []


def test_a_text_without_running_paragraphs_has_no_headings() -> None:
    assert headings_of("apples\n\npears") == []
