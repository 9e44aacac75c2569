import numpy as np

from model.sentences import Span
from model.spans import tagged_spans, word_starts
from model.tokens import TokenizedText

TEXT = "Mayor Ana Ruiz said no. Rain fell"
WORDS = ["Mayor", "Ana", "Ru", "iz", "said", "no", ".", "Rain", "fell"]


def tokens() -> TokenizedText:
    starts, position = [], 0
    for word in WORDS:
        position = TEXT.index(word, position)
        starts.append(position)
        position += len(word)
    begin = np.array(starts)
    return TokenizedText(
        ids=np.arange(len(WORDS)),
        starts=begin,
        ends=begin + [len(word) for word in WORDS],
        quoted=np.zeros(len(WORDS), dtype=np.bool_),
        bounds=np.array([0, 7, 9]),
        title=np.zeros(0, dtype=np.int64),
    )


def words_above(*probabilities: float) -> list[list[str]]:
    found = tagged_spans(
        TEXT, tokens(), word_starts(TEXT, tokens()), np.array(probabilities, dtype=np.float32), 0.5
    )
    return [[TEXT[start:end] for start, end in sentence] for sentence in found]


def test_a_run_of_tagged_words_is_one_span() -> None:
    assert words_above(0.9, 0.9, 0.9, 0.9, 0, 0, 0, 0, 0) == [["Mayor Ana Ruiz"], []]


def test_the_pieces_of_a_word_stand_or_fall_together() -> None:
    assert words_above(0, 0, 0.9, 0.3, 0, 0, 0, 0, 0) == [["Ruiz"], []]
    assert words_above(0, 0, 0.6, 0.1, 0, 0, 0, 0, 0) == [[], []]


def test_a_span_ends_with_its_sentence() -> None:
    assert words_above(0, 0, 0, 0, 0, 0.9, 0.9, 0.9, 0) == [["no"], ["Rain"]]


def test_nothing_tagged_is_nothing_found() -> None:
    assert tagged_spans(
        TEXT, tokens(), word_starts(TEXT, tokens()), np.zeros(9, dtype=np.float32), 0.5
    ) == [[], []]


def test_spans_are_code_points_of_the_text() -> None:
    found = tagged_spans(
        TEXT, tokens(), word_starts(TEXT, tokens()), np.eye(9, dtype=np.float32)[4], 0.5
    )
    assert found == [[Span(15, 19)], []]
