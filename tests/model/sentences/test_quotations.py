import pytest

from model.sentences import find_quotations, join_sentences, split_sentences


def quotations_of(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotations(text)]


def quoted_in(text: str) -> list[str]:
    split = split_sentences(text)
    return [text[one.start : one.end] for one in split.sentences if one.quoted]


@pytest.mark.parametrize(
    "quotation",
    ["“No. Never.”", '"No. Never."', "„Nein. Nie.“", "« Non. Jamais. »", "‘No. Never.’", "``No.''"],
)
def test_quotations_in_every_kind_of_marks(quotation: str) -> None:
    assert quotations_of(f"He stood up. {quotation} He left.") == [quotation]


def test_the_outermost_quotation_counts() -> None:
    assert quotations_of("“They say ‘come back’ and ‘wait’,” she said.") == [
        "“They say ‘come back’ and ‘wait’,”"
    ]


def test_a_quotation_resumes_after_its_verb_of_saying() -> None:
    assert quotations_of('"We lost," she said. "We waited."') == ['"We lost,"', '"We waited."']


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_quotation_runs_on_where_the_next_paragraph_opens_anew(gap: str) -> None:
    text = f"“We had a plan.{gap}“It was in the basement. It was wet.{gap}“That was it,” he said."
    assert quotations_of(text) == [text.removesuffix(" he said.")]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_quotation_never_closed_ends_with_its_paragraph(gap: str) -> None:
    split = split_sentences(f"“We had a plan. It failed.{gap}The bridge is shut. It stays so.")
    assert [tuple(quotation) for quotation in split.quotations] == [(0, 26)]


def test_sentences_that_begin_inside_a_quotation_are_quoted() -> None:
    assert quoted_in("“We waited. Nobody came. Why?” she asked. “I know why.” He left.") == [
        *("Nobody came.", "Why?” she asked.")
    ]


def test_a_paragraph_of_a_running_quotation_is_quoted_from_its_mark_on() -> None:
    assert quoted_in("“We had a plan.\n\n“It was wet,” he said. He left.") == [
        "“It was wet,” he said."
    ]


def test_joined_sentences_are_quoted_like_split_ones() -> None:
    sentences = ["“We waited.", "Nobody came,” she said.", "He left."]
    split = split_sentences(" ".join(sentences))
    assert join_sentences(sentences) == split


def test_joined_sentences_keep_their_paragraphs() -> None:
    split = join_sentences(["One.", "Two.", "", "Three."], [0, 0, 1, 1])
    assert split.text == "One. Two.\n\n Three."
    assert [split.text[one.start : one.end] for one in split.sentences] == [
        *("One.", "Two.", "", "Three.")
    ]
    assert [one.paragraph for one in split.sentences] == [0, 0, 1, 1]


def test_a_quotation_ends_after_five_thousand_characters() -> None:
    (quotation,) = find_quotations("“" + "word " * 2_000)
    assert quotation.end - quotation.start == 5_000
