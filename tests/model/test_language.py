import pytest

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
