from model.labels import Label
from model.sentences import Sentence, Span
from model.sources import choose_sources, whole_phrases

REPORT, CLAIM, OPINION = Label


def sentences(*paragraphs: int, quoted: frozenset[int] = frozenset()) -> list[Sentence]:
    return [
        Sentence(100 * index, 100 * index + 99, paragraph, False, index in quoted)
        for index, paragraph in enumerate(paragraphs)
    ]


def at(sentence: int, offset: int = 0) -> Span:
    return Span(100 * sentence + offset, 100 * sentence + offset + 5)


def test_the_source_closest_to_a_cue_is_taken() -> None:
    chosen = choose_sources(sentences(0), [CLAIM], [[at(0, 0), at(0, 50)]], [[at(0, 56)]], [False])
    assert chosen == [at(0, 50)]


def test_a_running_quotation_looks_back() -> None:
    split = sentences(0, 1, 1, quoted=frozenset({1}))
    chosen = choose_sources(split, [CLAIM] * 3, [[at(0)], [], [at(2)]], [[], [], []], [False] * 3)
    assert chosen[1] == at(0)


def test_a_claim_that_opens_a_paragraph_looks_ahead_inside_it() -> None:
    split = sentences(0, 1, 1)
    chosen = choose_sources(split, [CLAIM] * 3, [[at(0)], [], [at(2)]], [[], [], []], [False] * 3)
    assert chosen[1] == at(2)


def test_a_source_far_away_is_not_the_one_who_speaks() -> None:
    labels = [CLAIM, *[REPORT] * 9, CLAIM]
    chosen = choose_sources(
        sentences(*range(11)), labels, [[at(0)], *[[]] * 10], [[]] * 11, [False] * 11
    )
    assert chosen[-1] is None


def test_reports_have_a_source_only_beside_a_cue() -> None:
    split = sentences(0, 0)
    chosen = choose_sources(
        split, [REPORT, OPINION], [[at(0)], [at(1)]], [[], [at(1, 10)]], [False] * 2
    )
    assert chosen == [None, at(1)]


def test_a_byline_lends_its_name_to_no_claim() -> None:
    split = sentences(0, 1)
    chosen = choose_sources(split, [CLAIM, CLAIM], [[], [at(1)]], [[], []], [False, True])
    assert chosen == [None, None]


def test_a_source_has_its_article() -> None:
    text = "An official said so, the mayor too."
    assert whole_phrases(text, [[Span(3, 11)], [Span(25, 30)]]) == [[Span(0, 11)], [Span(21, 30)]]


def test_an_article_alone_is_no_source() -> None:
    assert whole_phrases("the US", [[Span(0, 3)]]) == [[]]
