from model.labels import Label
from model.sentences import Sentence, Span
from model.sources import choose_sources, whole_phrases

REPORT, CLAIM, OPINION = Label
TEXT = "Rain fell. " * 200  # where only the places count


def sentences(*paragraphs: int, quoted: frozenset[int] = frozenset()) -> list[Sentence]:
    return [
        Sentence(100 * index, 100 * index + 99, paragraph, False, index in quoted)
        for index, paragraph in enumerate(paragraphs)
    ]


def at(sentence: int, offset: int = 0) -> Span:
    return Span(100 * sentence + offset, 100 * sentence + offset + 5)


def test_the_source_closest_to_a_cue_is_taken() -> None:
    chosen = choose_sources(
        TEXT, sentences(0), [CLAIM], [[at(0, 0), at(0, 50)]], [[at(0, 56)]], [False]
    )
    assert chosen == [at(0, 50)]


def test_a_running_quotation_looks_back() -> None:
    split = sentences(0, 1, 1, quoted=frozenset({1}))
    chosen = choose_sources(
        TEXT, split, [CLAIM] * 3, [[at(0)], [], [at(2)]], [[], [], []], [False] * 3
    )
    assert chosen[1] == at(0)


def test_a_claim_that_opens_a_paragraph_looks_ahead_inside_it() -> None:
    split = sentences(0, 1, 1)
    chosen = choose_sources(
        TEXT, split, [CLAIM] * 3, [[at(0)], [], [at(2)]], [[], [], []], [False] * 3
    )
    assert chosen[1] == at(2)


def test_a_source_far_away_is_not_the_one_who_speaks() -> None:
    labels = [CLAIM, *[REPORT] * 9, CLAIM]
    chosen = choose_sources(
        TEXT, sentences(*range(11)), labels, [[at(0)], *[[]] * 10], [[]] * 11, [False] * 11
    )
    assert chosen[-1] is None


def test_reports_have_a_source_only_beside_a_cue() -> None:
    split = sentences(0, 0)
    chosen = choose_sources(
        TEXT, split, [REPORT, OPINION], [[at(0)], [at(1)]], [[], [at(1, 10)]], [False] * 2
    )
    assert chosen == [None, at(1)]


def test_a_byline_lends_its_name_to_no_claim() -> None:
    split = sentences(0, 1)
    chosen = choose_sources(TEXT, split, [CLAIM, CLAIM], [[], [at(1)]], [[], []], [False, True])
    assert chosen == [None, None]


def test_a_source_has_its_article() -> None:
    text = "An official said so, the mayor too."
    assert whole_phrases(text, [[Span(3, 11)], [Span(25, 30)]]) == [[Span(0, 11)], [Span(21, 30)]]


def test_an_article_alone_is_no_source() -> None:
    assert whole_phrases("the US", [[Span(0, 3)]]) == [[]]


def test_a_who_that_begins_a_clause_is_no_part_of_a_source() -> None:
    text = "Ana Ruiz, who heads it, said so."
    assert whole_phrases(text, [[Span(0, 13)]]) == [[Span(0, 8)]]


def choose(*texts: str, sources: dict[int, str]) -> list[str | None]:
    """The words chosen for claims that stand in one paragraph."""
    text = " ".join(texts)
    starts = [sum(len(one) + 1 for one in texts[:index]) for index in range(len(texts))]
    split = [
        Sentence(start, start + len(one), 0, False, False)
        for start, one in zip(starts, texts, strict=True)
    ]
    spans = [
        [Span(at := text.index(sources[index], start), at + len(sources[index]))]
        if index in sources
        else []
        for index, start in enumerate(starts)
    ]
    count = len(texts)
    chosen = choose_sources(text, split, [CLAIM] * count, spans, [[]] * count, [False] * count)
    return [text[one.start : one.end] if one else None for one in chosen]


def test_a_pronoun_lends_whom_it_stands_for() -> None:
    assert choose(
        "Ana Ruiz agreed.",
        "“It will do,” she said.",
        "“It must.”",
        sources={0: "Ana Ruiz", 1: "she"},
    ) == ["Ana Ruiz", "she", "Ana Ruiz"]


def test_a_pronoun_stands_for_nobody_whom_it_does_not_fit() -> None:
    assert (
        choose(
            "Ana Ruiz agreed.",
            "Her critics did not.",
            "Mr Diaz was silent.",
            "“It will do,” she said.",
            "“It must.”",
            sources={0: "Ana Ruiz", 1: "critics", 2: "Mr Diaz", 3: "she"},
        )[4]
        == "Ana Ruiz"
    )


def test_a_pronoun_that_stands_for_nobody_near_lends_itself() -> None:
    assert choose("“It will do,” she said.", "“It must.”", sources={0: "she"}) == ["she", "she"]


def test_a_claim_that_nobody_makes_has_no_source() -> None:
    sources = {0: "Ana Ruiz"}
    assert choose("Ana Ruiz agreed.", "He is said to be ill.", sources=sources)[1] is None
    assert choose("Ana Ruiz agreed.", "He reportedly fell ill.", sources=sources)[1] is None


def test_what_a_quotation_says_of_nobody_is_said_by_its_speaker() -> None:
    chosen = choose("Ana Ruiz agreed.", "“He is said to be ill.”", sources={0: "Ana Ruiz"})
    assert chosen[1] == "Ana Ruiz"


def test_a_report_with_a_cue_lends_its_source() -> None:
    split = sentences(0, 0)
    chosen = choose_sources(
        TEXT, split, [REPORT, CLAIM], [[at(0)], []], [[at(0, 10)], []], [False] * 2
    )
    assert chosen == [at(0), at(0)]
