import json
from pathlib import Path

import pytest

from model import language
from model.language import LanguageDetector


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return LanguageDetector()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The council voted on Tuesday to close the bridge for repairs, its leader said."),
        ("de", "Der Stadtrat beschloss am Dienstag, die Brücke wegen Reparaturen zu sperren."),
        ("fr", "Le conseil municipal a voté mardi la fermeture du pont pour des réparations."),
        ("es", "El ayuntamiento votó el martes cerrar el puente para hacer reparaciones."),
        ("ru", "Городской совет во вторник решил закрыть мост на ремонт."),
        ("zh", "市议会周二投票决定关闭大桥进行维修。"),
    ],
)
def test_languages_are_told_apart(detector: LanguageDetector, language: str, text: str) -> None:
    assert detector.detect(text) == language


@pytest.mark.parametrize("text", ["", " \n", "12 34", "Zelensky visits Kyiv", "\ud800 \x00"])
def test_what_cannot_be_told_counts_as_english(detector: LanguageDetector, text: str) -> None:
    assert detector.detect(text) == "en"


def test_foreign_quotations_do_not_make_an_article_foreign(detector: LanguageDetector) -> None:
    text = "“Nous ne céderons pas,” the minister said in Paris on Monday, before the vote was held."
    assert detector.detect(text) == "en"


def test_a_text_that_is_half_foreign_is_left_to_the_trigrams(detector: LanguageDetector) -> None:
    german = (
        "Der Stadtrat beschloss am Dienstag, die Brücke wegen dringender Reparaturen zu sperren. "
        "Die Bürgermeisterin sagte, die Arbeiten würden mindestens sechs Monate dauern und rund "
        "vier Millionen Euro kosten, sehr zum Ärger der Anwohner und der Geschäftsleute."
    )
    english = (
        "The council said that the bridge has to be closed for what it called urgent repairs. "
    )
    assert detector.detect(english + german) == "de"


def test_what_is_plainly_english_needs_no_trigrams(monkeypatch: pytest.MonkeyPatch) -> None:
    detector = LanguageDetector()
    monkeypatch.setattr(detector, "_detector", None)
    assert detector.detect(Path("seeds/article.txt").read_text(encoding="utf-8")) == "en"


def test_words_and_trigrams_agree_on_every_article_of_the_corpus(
    detector: LanguageDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("training/data/test.jsonl").open(encoding="utf-8") as file:
        articles = [json.loads(line)["sentences"] for line in file]
    texts = [" ".join(sentence["text"] for sentence in sentences) for sentences in articles]
    by_words = [detector.detect(text) for text in texts]
    monkeypatch.setattr(language, "_PLAIN", 2)
    assert [detector.detect(text) for text in texts] == by_words
