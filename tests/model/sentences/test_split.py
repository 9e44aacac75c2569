"""What holds for every text, and what holds for all the texts split by hand."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.sentences import SplitText, split_sentences

DATA = Path(__file__).parents[2] / "data" / "sentences"


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def sentences_of(text: str) -> list[str]:
    return [text[one.start : one.end] for one in split_sentences(text).sentences]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["name"]) for case in read("cases.jsonl")]
)
def test_habits_of_news(case: dict[str, Any]) -> None:
    assert sentences_of(case["text"]) == case["sentences"]


def ends_of(text: str, sentences: list[str]) -> Iterator[int]:
    end = 0
    for sentence in sentences:
        end = text.index(sentence, end) + len(sentence)
        yield end


def test_boundaries_set_by_hand_are_found() -> None:
    found = invented = missed = 0
    for one in read("gold.jsonl"):
        text = one["text"]
        last = {len(text.rstrip())}
        gold = set(ends_of(text, one["sentences"])) - last
        ours = {sentence.end for sentence in split_sentences(text).sentences} - last
        found += len(gold & ours)
        invented += len(ours - gold)
        missed += len(gold - ours)
    assert 2 * found / (2 * found + invented + missed) > 0.995


MARKS = [
    *".!?…\"'“”‘’„«»()[]<>*_-–—•:;,&@#$ \n\t\r\0\x85\u2028\u200f\ufeff\ud800。😀",
    *("A", "b", "I", "1", "The", "said", "Mr.", "U.S.", "a.m.", "...", ". . .", "``", "''"),
    *("\n\n", "<p>", "</p>", "<br>", "&nbsp;", "https://", "Image: ", "Q: ", "- ", "1. ", "[1]"),
    *("Monday, May 1, 2000", "Headline\n\n", "asked", "« "),
]
texts = st.text(st.characters(codec=None)) | st.lists(st.sampled_from(MARKS)).map("".join)


def assert_covered(split: SplitText) -> None:
    end = paragraph = 0
    for sentence in split.sentences:
        cut = split.text[sentence.start : sentence.end]
        assert cut
        assert cut == cut.strip()
        assert sentence.start >= end
        assert not split.text[end : sentence.start].strip()
        assert sentence.paragraph >= paragraph
        end, paragraph = sentence.end, sentence.paragraph
    assert not split.text[end:].strip()


@given(texts)
def test_sentences_cover_any_text_in_order_without_white_space_around_them(text: str) -> None:
    split = split_sentences(text)
    assert split.text == text
    assert_covered(split)


@given(texts)
def test_quotations_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for quotation in split_sentences(text).quotations:
        assert end <= quotation.start < quotation.end <= len(text)
        end = quotation.end


@given(texts)
def test_paragraphs_are_counted_without_a_gap(text: str) -> None:
    numbers = [sentence.paragraph for sentence in split_sentences(text).sentences]
    assert sorted(set(numbers)) == list(range(len(set(numbers))))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\r\n\u2028"])
def test_a_text_without_visible_characters_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == SplitText(text, (), ())


def test_offsets_count_code_points() -> None:
    assert sentences_of("🎉🎉 Won! \ud800\0 They won.") == ["🎉🎉 Won!", "\ud800\0 They won."]


@pytest.mark.parametrize("unit", [*MARKS, ". ", "A. ", "\r.A", "a\n", "The word x. ", "St. The x"])
def test_a_megabyte_of_anything_takes_no_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.process_time()
    split_sentences(text)
    assert time.process_time() - began < 4  # under one here; a machine may be slow or busy


def test_a_long_text_that_is_no_prose_is_cut_into_pieces() -> None:
    split = split_sentences("1. a\n" * 40_000)
    assert_covered(split)
    assert max(sentence.end - sentence.start for sentence in split.sentences) <= 2_000


def test_news_is_read_at_half_a_million_characters_a_second_at_least() -> None:
    article = "\n\n".join(one["text"] for one in read("gold.jsonl"))
    began = time.process_time()
    split_sentences(article)
    assert len(article) / (time.process_time() - began) > 500_000
