from textwrap import fill

from model.sentences import split_sentences
from model.sentences.paragraphs import find_paragraphs

PROSE = (
    "The river rose all night and by morning it stood in the cellars of Mill Street. "
    "Nobody had been warned. The mayor said that the siren, bought in 1998, had been sold. "
    "“We thought we would never need it,” she told a meeting in the school."
)


def paragraphs_of(text: str) -> list[str]:
    return [text[start:end] for start, end in find_paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs_of("One.\n\nTwo.\r\n \t\r\nThree.\u2029\nFour.") == [
        *("One.", "Two.", "Three.", "Four.")
    ]


def test_single_line_ends_part_paragraphs_where_lines_are_whole() -> None:
    assert paragraphs_of("Pool to close\nIt opened in 1961.\n\nIt shuts in April.") == [
        *("Pool to close", "It opened in 1961.", "It shuts in April.")
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = fill(PROSE, 72)
    assert paragraphs_of(f"{wrapped}\n\n{wrapped}") == [wrapped, wrapped]


def test_a_short_line_of_a_wrapped_text_ends_its_paragraph() -> None:
    wrapped = fill(PROSE, 72)
    assert paragraphs_of(f"{wrapped}\n{wrapped}") == [wrapped, wrapped]


def test_headlines_of_one_length_are_not_taken_for_wrapped_prose() -> None:
    lines = [
        "Council votes to close the old swimming pool on Mill Street",
        "Police seek witnesses after crash near the Farrow bridge",
        "Mayor says budget will be balanced by the end of the year",
    ]
    assert paragraphs_of("\n".join(lines)) == lines


def test_list_items_stand_alone_and_keep_their_indented_lines() -> None:
    text = "The report asks for:\n- a new pipe,\n  to be laid by 2034\n- a new pump"
    assert paragraphs_of(text) == [
        *("The report asks for:", "- a new pipe,\n  to be laid by 2034", "- a new pump")
    ]


def test_a_line_that_breaks_off_goes_on_in_the_next() -> None:
    assert paragraphs_of("He wrote to Mr.\nPell, and to the\nMayor too.") == [
        "He wrote to Mr.\nPell, and to the\nMayor too."
    ]


def test_sentences_name_the_paragraph_they_stand_in() -> None:
    split = split_sentences("Pool to close\n\nIt opened in 1961. It shuts now.\n\nGoodbye.")
    assert [sentence.paragraph for sentence in split.sentences] == [0, 1, 1, 2]


def test_a_dash_that_wrapping_put_first_is_no_bullet() -> None:
    aside = "\N{EM DASH} so people say, or at least \N{EM DASH}"
    text = fill(PROSE.replace("morning it", f"morning {aside} it"), 68)
    assert "\n\N{EM DASH} " in text
    assert paragraphs_of(text) == [text]
