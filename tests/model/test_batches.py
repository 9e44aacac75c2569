import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.batches import SpecialTokens, WindowTokens, plan_batches, stack

SPECIAL = SpecialTokens(begin=101, separate=102, pad=0)


def window(*sentences: int) -> WindowTokens:
    count = sum(sentences)
    sentence = np.repeat(np.arange(len(sentences)), sentences)
    return WindowTokens(
        ids=np.concatenate([[101], np.arange(1000, 1000 + count), [102]]),
        quoted=np.zeros(count + 2, dtype=np.int64),
        sentence=np.concatenate([[-1], sentence, [-1]]),
        token=np.concatenate([[-1], np.arange(count), [-1]]),
        sentences=len(sentences),
    )


def test_shorter_windows_are_padded_and_masked() -> None:
    batch = stack([window(2, 3), window(1)], SPECIAL)
    assert batch.input_ids[1].tolist() == [101, 1000, 102, 0, 0, 0, 0]
    assert batch.attention_mask[1].tolist() == [1, 1, 1, 0, 0, 0, 0]


def test_membership_leaves_out_special_tokens_and_padding() -> None:
    batch = stack([window(2, 3), window(1)], SPECIAL)
    assert batch.membership.shape == (2, 2, 7)
    assert batch.membership.sum(-1).tolist() == [[2, 3], [1, 0]]


@given(st.lists(st.integers(1, 400), max_size=60))
def test_every_window_is_in_one_batch_within_the_budget(lengths: list[int]) -> None:
    batches = plan_batches(lengths, budget=1000)
    assert sorted(number for batch in batches for number in batch) == list(range(len(lengths)))
    assert all(max(lengths[n] for n in batch) * len(batch) <= 1000 for batch in batches)


def test_batches_hold_windows_of_like_length() -> None:
    assert plan_batches([10, 300, 12, 290], budget=600) == [[1, 3], [2, 0]]
