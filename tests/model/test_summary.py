import time

import pytest

from model.labels import Label
from model.reading import LabelledSentence, Reading
from model.sentences import Sentence, Span
from model.summary import summarise

REPORT, CLAIM, OPINION = Label


def reading(*rows: tuple[str, Label, dict[str, object]]) -> Reading:
    text = " ".join(row[0] for row in rows)
    sentences, position = [], 0
    for words, label, given in rows:
        source = given.get("source")
        loaded = given.get("loaded", [])
        assert isinstance(loaded, list)
        spans = tuple(
            Span(text.index(w, position), text.index(w, position) + len(w)) for w in loaded
        )
        start = text.index(str(source), position) if source else 0
        sentences.append(
            LabelledSentence(
                sentence=Sentence(position, position + len(words), 0, False, False),
                label=label,
                scores=(0.2, 0.3, 0.5),
                uncertain=bool(given.get("uncertain")),
                boilerplate=bool(given.get("boilerplate")),
                source=Span(start, start + len(str(source))) if source else None,
                cues=(),
                loaded=spans,
                tokens=5,
                truncated=False,
            )
        )
        position += len(words) + 1
    return Reading(text, tuple(sentences), tokens=20, windows=1)


def test_an_empty_article_has_no_shares() -> None:
    summary = summarise(Reading("", (), 0, 0))
    assert summary.share == dict.fromkeys(Label, 0.0)
    assert summary.loaded_per_1000_words == 0


def test_boilerplate_is_counted_and_left_out() -> None:
    summary = summarise(
        reading(("Rain fell.", REPORT, {}), ("By A. Writer", CLAIM, {"boilerplate": True}))
    )
    assert (summary.sentences, summary.boilerplate) == (2, 1)
    assert summary.share == {REPORT: 1.0, CLAIM: 0.0, OPINION: 0.0}


def test_shares_count_sentences_or_their_length() -> None:
    summary = summarise(reading(("Rain.", REPORT, {}), ("A shameful vote", OPINION, {})))
    assert summary.share[OPINION] == 0.5
    assert summary.share_by_length[OPINION] == 0.75


def test_loaded_words_are_counted_by_the_thousand_words() -> None:
    summary = summarise(reading(("A shameful vote was held", OPINION, {"loaded": ["shameful"]})))
    assert summary.loaded_per_1000_words == pytest.approx(200)


def test_one_speaker_under_several_names_is_one_source() -> None:
    summary = summarise(
        reading(
            ("Ana Ruiz, the mayor, said no.", CLAIM, {"source": "Ana Ruiz, the mayor"}),
            ("Critics disagreed.", CLAIM, {"source": "Critics"}),
            ("Ruiz added a word.", CLAIM, {"source": "Ruiz"}),
            ("She laughed, she said.", CLAIM, {"source": "she"}),
        )
    )
    assert [(one.text, one.sentences) for one in summary.sources] == [
        ("Ana Ruiz, the mayor", (0, 2, 3)),
        ("Critics", (1,)),
    ]


def test_unnamed_sources_are_not_one_source() -> None:
    summary = summarise(
        reading(
            ("A woman said no.", CLAIM, {"source": "A woman"}),
            ("A man said yes.", CLAIM, {"source": "A man"}),
        )
    )
    assert [one.text for one in summary.sources] == ["A woman", "A man"]


def test_many_sources_are_grouped_in_linear_time() -> None:
    count = 10_000
    article = reading(*[(f"Mr N{n} spoke.", CLAIM, {"source": f"Mr N{n}"}) for n in range(count)])
    start = time.process_time()
    assert len(summarise(article).sources) == count
    assert time.process_time() - start < 5  # comparing each with each takes minutes
