"""Habits beyond the named cases, found in other texts while the rules were written."""

import pytest

from model.sentences import Span
from model.sentences.boundaries import find_sentences


def sentences_of(paragraph: str, *, headline: bool = False) -> list[str]:
    spans = find_sentences(
        paragraph, Span(0, len(paragraph)), opened=frozenset(), headline=headline
    )
    return [paragraph[start:end] for start, end in spans]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Over 900 rescued off the coast", "Monday, May 18, 2015", "On Friday, boats sank."],
        ["A bust of the general.", "Image: Huebi."],
        ["The rally in Washington D.C.", "Image: United States Navy."],
        ["A crowd at the gate", "Photo: Anna Brun"],
        ["He was wounded. [1] [2]", "He left.[3]", "He died."],
        ["The war ended after World War I.", "Clinton said so."],
        ["“Yes,” he said. ”", "By noon they had gone."],
        ["Read it here.", "https://news.example/a?b=C.d"],
        ["It is done.", "al-Shabaab fighters left."],
        ["Trust the 5.6.", "Don't ask."],
        ["She asked.", "He replied, “I came.”"],
        ["“I know that.”", "He added, “I always did.”"],
        ["不行。", "他走了。"],
    ],
)
def test_sentences_end(sentences: list[str]) -> None:
    assert sentences_of(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "They met on Tuesday, March 4, 2008 In Memoriam.",
        "Paul I. Palmer and Matthew J. Smith wrote it.",
        "The award for Viva Maria! (1965) was hers.",
        "It struck at 6 p.m. (2200 GMT) on Monday.",
        "Follow him at facebook.com/Warner.Todd.Huston today.",
        "“Is it ransom?” O'Donnell asked.",
        "“We lost.” Smith said.",
        "Matilda (b. March 2009) and Ralph (b. 2015) came.",
        "The hon. Member (!) was heard.",
    ],
)
def test_a_sentence_goes_on(sentence: str) -> None:
    assert sentences_of(sentence) == [sentence]


def test_a_missing_space_is_no_missing_end() -> None:
    assert sentences_of("It is over.He left at 3 p.m.Nobody saw. It cost $2.50.They paid.") == [
        *("It is over.", "He left at 3 p.m.", "Nobody saw.", "It cost $2.50.", "They paid.")
    ]


def test_a_mark_that_opens_a_quotation_is_not_taken_for_one_that_closes() -> None:
    text = 'They went home."We lost."'
    spans = find_sentences(text, Span(0, len(text)), opened=frozenset({15}), headline=False)
    assert list(spans) == [(0, 15), (15, 25)]


def test_bullets_within_a_line_part_items_but_not_words() -> None:
    assert sentences_of("• apples • pears") == ["• apples", "• pears"]
    assert sentences_of("July 11 • Statements") == ["July 11 • Statements"]


def test_abbreviations_do_not_end_a_headline() -> None:
    assert sentences_of("U.S. To Leave", headline=True) == ["U.S. To Leave"]
    assert sentences_of("They left the U.S. To be sure.") == ["They left the U.S.", "To be sure."]
