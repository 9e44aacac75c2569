import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.windows import CONTEXT_SENTENCES, Window, pack_windows

BUDGET = 100
lengths = st.lists(st.integers(0, 150), max_size=80).map(
    lambda values: np.array(values, dtype=np.int64)
)


def one_paragraph(lengths: np.ndarray) -> np.ndarray:
    return np.zeros(len(lengths), dtype=np.int64)


def read_tokens(lengths: np.ndarray, window: Window) -> int:
    return int(np.clip(lengths[window.begin : window.end], 1, BUDGET).sum())


def test_no_sentences_make_no_windows() -> None:
    assert pack_windows(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), BUDGET) == []


def test_what_fits_is_read_at_once() -> None:
    sizes = np.array([30, 30, 40])
    assert pack_windows(sizes, one_paragraph(sizes), BUDGET) == [Window(0, 3, 0, 3)]


def test_windows_repeat_sentences_around_a_cut() -> None:
    sizes = np.full(40, 6)
    first, second = pack_windows(sizes, one_paragraph(sizes), BUDGET)[:2]
    assert first.end == first.last + CONTEXT_SENTENCES
    assert second.begin == second.first - CONTEXT_SENTENCES


def test_cuts_move_to_the_end_of_a_paragraph_nearby() -> None:
    sizes = np.full(20, 10)
    paragraphs = np.repeat([0, 1], [6, 14])
    assert pack_windows(sizes, paragraphs, BUDGET)[0].last == 6


@given(st.integers(11, 400))
def test_no_window_is_left_with_a_stump(count: int) -> None:
    sizes = np.full(count, 10)
    windows = pack_windows(sizes, one_paragraph(sizes), BUDGET)
    counts = [window.last - window.first for window in windows]
    assert min(counts) >= max(counts) / 2


@given(lengths)
def test_every_sentence_belongs_to_one_window(lengths: np.ndarray) -> None:
    windows = pack_windows(lengths, one_paragraph(lengths), BUDGET)
    owned = [index for window in windows for index in range(window.first, window.last)]
    assert owned == list(range(len(lengths)))


@given(lengths)
def test_no_window_exceeds_the_budget(lengths: np.ndarray) -> None:
    for window in pack_windows(lengths, one_paragraph(lengths), BUDGET):
        assert read_tokens(lengths, window) <= BUDGET


@given(lengths)
def test_context_takes_at_most_a_quarter(lengths: np.ndarray) -> None:
    for window in pack_windows(lengths, one_paragraph(lengths), BUDGET):
        own = int(np.clip(lengths[window.first : window.last], 1, BUDGET).sum())
        assert read_tokens(lengths, window) - own <= BUDGET // 4
