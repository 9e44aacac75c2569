from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from model import tokens as tokens_module
from model.sentences import join_sentences, split_sentences
from model.tokens import TITLE_TOKENS, load_tokenizer, tokenize

WEIGHTS = Path("model/weights")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(WEIGHTS)


def test_tokens_are_dealt_out_to_their_sentences(tokenizer: Tokenizer) -> None:
    split = join_sentences(["Rain fell.", "“It will stop,” she said."])
    tokens = tokenize(tokenizer, split)
    words = [split.text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert words[: tokens.bounds[1]] == ["Rain", "fell", "."]
    assert words[tokens.bounds[1] :] == ["“", "It", "will", "stop", ",", "”", "she", "said", "."]


def test_tokens_inside_a_quotation_are_marked(tokenizer: Tokenizer) -> None:
    split = join_sentences(["“It will stop,” she said."])
    tokens = tokenize(tokenizer, split)
    quoted = [
        split.text[s:e]
        for s, e, q in zip(tokens.starts, tokens.ends, tokens.quoted, strict=True)
        if q
    ]
    assert quoted == ["“", "It", "will", "stop", ",", "”"]


def test_special_tokens_in_a_text_are_plain_text(tokenizer: Tokenizer) -> None:
    tokens = tokenize(tokenizer, join_sentences(["Write [SEP] here."]))
    assert tokenizer.token_to_id("[SEP]") not in tokens.ids


@pytest.mark.parametrize("characters", [1, 40, 300])
def test_a_very_long_text_has_the_tokens_it_would_have_at_once(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch, characters: int
) -> None:
    text = Path("seeds/article.txt").read_text(encoding="utf-8")
    split = split_sentences(text + "No space.Between “these” two。这是。\n\n" + "x" * 5000 + "\n")
    at_once = tokenize(tokenizer, split)
    monkeypatch.setattr(tokens_module, "PIECE_CHARACTERS", characters)
    piecewise = tokenize(tokenizer, split)
    for field in ("ids", "starts", "ends", "quoted", "bounds"):
        assert np.array_equal(getattr(at_once, field), getattr(piecewise, field)), field


def test_a_long_title_is_cut(tokenizer: Tokenizer) -> None:
    tokens = tokenize(tokenizer, join_sentences(["Rain."]), "word " * 500)
    assert len(tokens.title) == TITLE_TOKENS
    assert tokens.title_cost == TITLE_TOKENS + 1


def test_no_title_costs_nothing(tokenizer: Tokenizer) -> None:
    assert tokenize(tokenizer, join_sentences(["Rain."])).title_cost == 0


@settings(deadline=None)
@given(text=st.text())
def test_tokens_lie_in_the_text_and_in_order(tokenizer: Tokenizer, text: str) -> None:
    tokens = tokenize(tokenizer, split_sentences(text))
    assert tokens.bounds[0] == 0
    assert tokens.bounds[-1] <= len(tokens.ids)
    assert all(0 <= s <= e <= len(text) for s, e in zip(tokens.starts, tokens.ends, strict=True))
