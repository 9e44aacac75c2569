"""The model of these tests: *said* makes a claim, *reckless* an opinion, *perhaps* doubt."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from model.labels import LABELS, Label
from model.prediction import FramingModel
from training.articles import GoldArticle, GoldSentence
from training.metamorphic.command import invariance
from training.metamorphic.measure import ArticleReader, Outcome, largest_gap, measure
from training.metamorphic.report import markdown
from training.metamorphic.suite import TRANSFORMATIONS
from training.metamorphic.variant import (
    Flip,
    Transformation,
    Variant,
    edit,
    sentence_by_sentence,
)

MakeArticle = Callable[..., GoldArticle]
REPORT, CLAIM, OPINION = Label


@pytest.fixture
def outcome_of(model: FramingModel) -> Callable[..., Outcome]:
    def run(article: GoldArticle, *texts: dict[int, str], flip: Flip | None = None) -> Outcome:
        def variants(article: GoldArticle) -> Iterator[Variant]:
            return (edit(article, one, one) for one in texts)

        return measure(ArticleReader(model), [article], Transformation("test", variants, flip))

    return run


def test_a_label_that_must_stay_and_flips_is_wrong(
    outcome_of: Callable[..., Outcome], make_article: MakeArticle
) -> None:
    article = make_article("Rain fell.", "It was wet.")
    outcome = outcome_of(article, {0: "Rain fell, she said."}, {1: "It was damp."})
    assert (outcome.pairs, outcome.failure_rate) == (2, 0.5)
    assert outcome.change is not None
    assert outcome.change > 0.4


def test_a_label_that_must_flip_and_stays_is_wrong(
    outcome_of: Callable[..., Outcome], make_article: MakeArticle
) -> None:
    article = make_article("Rain fell.", "It was wet.")
    to_claim = Flip(REPORT, frozenset({CLAIM}))
    flipped = outcome_of(article, {0: "Rain fell, she said."}, flip=to_claim)
    stayed = outcome_of(article, {0: "Rain fell, by all accounts."}, flip=to_claim)
    to_another = outcome_of(article, {0: "Reckless rain fell."}, flip=to_claim)
    assert [one.failure_rate for one in (flipped, stayed, to_another)] == [0, 1, 1]


def test_a_label_that_was_wrong_before_need_not_flip(
    outcome_of: Callable[..., Outcome], make_article: MakeArticle
) -> None:
    outcome = outcome_of(
        make_article("Reckless rain fell."),
        {0: "Rain fell."},
        flip=Flip(CLAIM, frozenset({REPORT})),
    )
    assert (outcome.pairs, outcome.failure_rate) == (0, None)


def test_uncertain_sentences_are_counted_apart(
    outcome_of: Callable[..., Outcome], make_article: MakeArticle
) -> None:
    article = make_article("Perhaps rain fell.", "It was wet.")
    outcome = outcome_of(article, {0: "Rain said so."}, {1: "It was damp."})
    assert (outcome.pairs, outcome.failure_rate) == (2, 0.5)
    assert (outcome.certain_pairs, outcome.certain_failure_rate) == (1, 0)


def test_sentences_around_an_edit_are_context(
    outcome_of: Callable[..., Outcome], make_article: MakeArticle
) -> None:
    outcome = outcome_of(make_article("Rain fell.", "It was wet.", "So it goes."), {0: "Rain."})
    assert (outcome.pairs, outcome.context_sentences, outcome.context_flip_rate) == (1, 2, 0)


def test_boilerplate_is_left_out(
    outcome_of: Callable[..., Outcome],
    make_article: MakeArticle,
    make_sentence: Callable[..., GoldSentence],
) -> None:
    article = make_article(make_sentence("By Ana Ruiz", None), "Rain fell.")
    outcome = outcome_of(article, {0: "She said", 1: "Rain."})
    assert (outcome.pairs, outcome.context_sentences) == (1, 0)


def test_an_article_that_cannot_be_told_otherwise_has_no_pairs(
    outcome_of: Callable[..., Outcome], make_article: MakeArticle
) -> None:
    outcome = outcome_of(make_article("Rain fell."))
    assert (outcome.pairs, outcome.failure_rate, outcome.gap) == (0, None, None)


def test_shares_are_those_of_the_same_sentences_under_each_group(
    model: FramingModel, make_article: MakeArticle
) -> None:
    article = make_article("Iran sent rain.", "It was wet.")

    def variants(article: GoldArticle) -> Iterator[Variant]:
        yield edit(article, {}, {0}, "Iran")
        yield edit(article, {0: "France said rain."}, {0}, "France")

    outcome = measure(ArticleReader(model), [article], Transformation("country", variants))
    assert outcome.pairs == 1  # a group in its own place is no pair
    assert outcome.shares["Iran"] == {REPORT: 1, CLAIM: 0, OPINION: 0}
    assert outcome.shares["France"] == {REPORT: 0, CLAIM: 1, OPINION: 0}
    assert outcome.group_sentences == 1
    assert outcome.gap is not None
    assert outcome.gap.size == 1


def test_the_largest_gap_names_both_groups() -> None:
    shares = {
        name: dict(zip(LABELS, row, strict=True))
        for name, row in {"A": (0.5, 0.3, 0.2), "B": (0.4, 0.3, 0.3), "C": (0.1, 0.3, 0.6)}.items()
    }
    gap = largest_gap(shares)
    assert gap is not None
    assert (gap.label, gap.most, gap.least) == (REPORT, "A", "C")
    assert gap.size == pytest.approx(0.4)
    assert largest_gap({"A": shares["A"]}) is None


def test_edits_of_neighbours_are_told_apart(make_article: MakeArticle) -> None:
    article = make_article(*(f"Rain fell {day} times." for day in range(7)))
    variants = sentence_by_sentence(lambda _, index: {index: "Rain."})(article)
    assert [sorted(one.edited) for one in variants] == [[0, 3, 6], [1, 4], [2, 5]]


def test_a_window_is_read_once(model: FramingModel, make_article: MakeArticle) -> None:
    reader = ArticleReader(model)
    article = make_article("Rain fell.")
    first, second = reader.probabilities([article, article])
    list(reader.probabilities([article]))
    assert (first == second).all()
    assert len(reader._seen) == 1


def test_the_command_prints_every_transformation(tmp_path: Path, articles_file: Path) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text(articles_file.read_text().split("\n")[0] + "\n")
    output, card = tmp_path / "outcomes.json", tmp_path / "card.md"
    result = CliRunner().invoke(
        invariance, [str(few), "--output", str(output), "--markdown", str(card)]
    )
    assert result.exit_code == 0, result.output
    outcomes = {one["name"]: one for one in json.loads(output.read_text())}
    assert list(outcomes) == [one.name for one in TRANSFORMATIONS]
    assert outcomes["byline added"]["pairs"] == 3
    assert outcomes["attribution added"]["must_flip"]
    assert all(f"| {name} |" in card.read_text() for name in outcomes)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"body": "Rain."}\n')
    result = CliRunner().invoke(invariance, [str(path)])
    assert result.exit_code == 1
    assert "framing invariance:" in result.output


def test_markdown_has_a_row_for_each_group_and_for_the_gap() -> None:
    shares = {"A": dict.fromkeys(LABELS, 0.5), "B": dict.fromkeys(LABELS, 0.25)}
    outcome = Outcome(
        name="party",
        must_flip=False,
        pairs=1200,
        failure_rate=0.01,
        certain_pairs=0,
        certain_failure_rate=None,
        change=0.02,
        context_sentences=0,
        context_flip_rate=None,
        group_sentences=40,
        shares=shares,
        gap=largest_gap(shares),
    )
    lines = markdown([outcome]).splitlines()
    assert "| party | stay | 1,200 | 1.0 % | - | 0.020 | - |" in lines
    assert "| party | B | 40 | 25.0 % | 25.0 % | 25.0 % |" in lines
    assert any("largest gap: A over B" in line for line in lines)
