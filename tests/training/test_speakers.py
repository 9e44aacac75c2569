import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from model.labels import Label
from training.articles import ArticleFileError, GoldArticle, GoldSentence, read_articles
from training.speakers import (
    Kind,
    SpeakerGold,
    read_as_labelled,
    read_speakers,
    score_nearest,
    score_speakers,
)
from training.speakers_command import speakers

DATA = Path("training/data")
CORPUS = [DATA / f"{name}.jsonl" for name in ("train", "dev", "test")]


def sentence(
    text: str, label: Label, source: str | None = None, cues: tuple[str, ...] = ()
) -> GoldSentence:
    return GoldSentence(
        text=text,
        label=label,
        boilerplate=False,
        source=source,
        cues=cues,
        loaded=(),
        sure=True,
        paragraph=0,
        spans_known=True,
    )


REPORT, CLAIM, _ = Label
ARTICLE = GoldArticle(
    "bridge",
    None,
    None,
    None,
    (
        sentence("Repairs would be quick, Ana Ruiz said.", CLAIM, "Ana Ruiz", ("said",)),
        sentence("Some critics accused her of haste.", CLAIM, "Some critics", ("accused",)),
        sentence("“A year,” she said.", CLAIM, "she", ("said",)),
        sentence("“Not a day more.”", CLAIM),
        sentence("The steel is said to be rusty.", CLAIM),
    ),
)
GOLD = {
    "bridge": [
        SpeakerGold(2, 0, "Ana Ruiz"),
        SpeakerGold(3, 0, "Ana Ruiz"),
        SpeakerGold(4, None, None),
    ]
}


def test_a_running_quotation_belongs_to_whom_the_pronoun_stands_for() -> None:
    scores = score_speakers([ARTICLE], [read_as_labelled(ARTICLE)], GOLD)
    assert (scores[Kind.ELSEWHERE].exact, scores[Kind.ELSEWHERE].speaker) == (1, 1)
    assert scores[Kind.NOBODY].exact == 1


def test_the_nearest_earlier_source_is_scored_beside() -> None:
    scores = score_nearest([ARTICLE], [read_as_labelled(ARTICLE)], GOLD)
    assert scores[Kind.ELSEWHERE].speaker == 0  # a pronoun is nobody
    assert scores[Kind.PRONOUN].speaker == 0  # some critics
    assert scores[Kind.NOBODY].exact == 0


def test_another_mention_of_the_speaker_is_right_and_not_exact() -> None:
    gold = {"bridge": [SpeakerGold(3, 0, "Ruiz")]}
    scores = score_speakers([ARTICLE], [read_as_labelled(ARTICLE)], gold)
    assert (scores[Kind.ELSEWHERE].exact, scores[Kind.ELSEWHERE].speaker) == (0, 1)


def test_the_corpus_names_who_speaks_in_300_sentences() -> None:
    articles = [article for path in CORPUS for article in read_articles(path)]
    counts = [
        sum(map(len, read_speakers(DATA / "sources.jsonl", articles, split).values()))
        for split in ("dev", "test")
    ]
    assert min(counts) > 100
    assert sum(counts) > 300


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"source": "Bob"}, "sentence 0 holds no 'Bob'"),
        ({"sentence": 9}, "its article has no sentence 9"),
        ({"source_sentence": None}, "null together"),
        ({"split": "train"}, "`split` is none of dev, test"),
        ({"sentence": "two"}, "unreadable"),
    ],
)
def test_gold_that_its_article_does_not_hold_is_named(
    tmp_path: Path, change: dict[str, object], problem: str
) -> None:
    row = {
        "article_id": "bridge",
        "split": "dev",
        "sentence": 2,
        "source_sentence": 0,
        "source": "Ana Ruiz",
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row) + "\n" + json.dumps(row | change) + "\n")
    with pytest.raises(ArticleFileError, match=rf"gold\.jsonl:2: .*{problem}"):
        read_speakers(path, [ARTICLE], "dev")


def test_the_command_scores_the_reply(tmp_path: Path) -> None:
    output = tmp_path / "scores.json"
    gold = str(DATA / "sources.jsonl")
    arguments = [str(DATA / "dev.jsonl"), "--gold", gold, "--output", str(output)]
    result = CliRunner().invoke(speakers, arguments)
    assert result.exit_code == 0, result.output
    scores = json.loads(output.read_text())
    assert set(scores) == {"dev", "test"}
    assert scores["dev"]["the reply"]["elsewhere"]["claims"] > 5


def test_gold_of_other_articles_is_said_so(tmp_path: Path, articles_file: Path) -> None:
    result = CliRunner().invoke(
        speakers, [str(articles_file), "--gold", str(DATA / "sources.jsonl")]
    )
    assert result.exit_code == 1
    assert "says nothing of the articles" in result.output
