"""Who speaks where a claim's own sentence does not say: gold, and how often a reading is right.

Gold is JSON Lines of `{"article_id": str, "split": "dev" | "test", "sentence": int,
"source_sentence": int | null, "source": str | null}`: the nearest mention that names or
describes the one who speaks, in its own place in the article; null where nobody is named
(*is said to*, *reportedly*). Rules may be made to fit `dev`, not `test`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from model.labels import Label
from model.mentions import is_pronoun, name_words
from model.prediction import FramingModel
from model.reading import LabelledSentence, Reading
from model.sentences import Span
from model.sources import choose_sources
from model.summary import summarise
from training.articles import ArticleFileError, GoldArticle, GoldSentence
from training.examples import find_words, split_of

SPLITS = ("dev", "test")


class Kind(StrEnum):
    """What a claim's own sentence says of its source."""

    ELSEWHERE = "elsewhere"
    PRONOUN = "pronoun"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class SpeakerGold:
    """Who speaks in one sentence of an article; both are None where nobody is named."""

    sentence: int
    source_sentence: int | None
    source: str | None


@dataclass(frozen=True, slots=True)
class SpeakerScore:
    """How often the source of one kind of claim is found.

    `exact` is the share found in the very mention, in its place; `speaker` the share found in
    any mention of the one who speaks.
    """

    claims: int
    exact: float
    speaker: float


def read_speakers(
    path: Path, articles: Iterable[GoldArticle], split: str
) -> dict[str, list[SpeakerGold]]:
    """Read one split of the gold of some articles, by article; that of others is left out.

    Raises `ArticleFileError` where a line says something else, or names a sentence or a
    source that its article does not have.
    """
    texts = {one.article_id: [sentence.text for sentence in one.sentences] for one in articles}
    gold: defaultdict[str, list[SpeakerGold]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                if row["split"] not in SPLITS:
                    raise ValueError(f"`split` is none of {', '.join(SPLITS)}")
                one = SpeakerGold(row["sentence"], row["source_sentence"], row["source"])
                if (article_id := row["article_id"]) in texts:
                    _check(one, texts[article_id])
                    if row["split"] == split:
                        gold[article_id].append(one)
            except (ValueError, KeyError, TypeError) as error:
                raise ArticleFileError(f"{path}:{number}: unreadable: {error!r}") from error
    return dict(gold)


def _check(gold: SpeakerGold, sentences: Sequence[str]) -> None:
    for index in (gold.sentence, gold.source_sentence):
        if index is not None and not 0 <= index < len(sentences):
            raise ValueError(f"its article has no sentence {index}")
    if (gold.source_sentence is None) != (gold.source is None):
        raise ValueError("`source_sentence` and `source` are null together")
    if gold.source_sentence is None or gold.source is None:
        return
    if find_words(gold.source, sentences[gold.source_sentence]) is None:
        raise ValueError(f"sentence {gold.source_sentence} holds no {gold.source!r}")


def read_as_served(model: FramingModel, articles: Sequence[GoldArticle]) -> list[Reading]:
    """Read articles as a reply does, each sentence as its readers cut it."""
    prepared = [model.prepare_split(split_of(article), article.title) for article in articles]
    logits = model.run_articles(prepared)
    return [model.read(one, own) for one, own in zip(prepared, logits, strict=True)]


def read_as_labelled(article: GoldArticle) -> Reading:
    """Read an article with its readers' labels, sources and cues, so that only the rule errs."""
    split = split_of(article)
    labels = [one.label or Label.NEUTRAL_REPORT for one in article.sentences]
    boilerplate = [one.boilerplate for one in article.sentences]
    cues = [
        _spans(one.cues, one, place.start)
        for one, place in zip(article.sentences, split.sentences, strict=True)
    ]
    sources = [
        _spans([one.source] if one.source else [], one, place.start)
        for one, place in zip(article.sentences, split.sentences, strict=True)
    ]
    chosen = choose_sources(split.text, split.sentences, labels, sources, cues, boilerplate)
    return Reading(
        text=split.text,
        sentences=tuple(
            LabelledSentence(
                sentence=place,
                label=label,
                scores=tuple(float(label is one) for one in Label),
                uncertain=False,
                boilerplate=skipped,
                source=source,
                cues=tuple(own_cues),
                loaded=(),
                tokens=0,
                truncated=False,
            )
            for place, label, skipped, source, own_cues in zip(
                split.sentences, labels, boilerplate, chosen, cues, strict=True
            )
        ),
        tokens=0,
        windows=0,
    )


def _spans(words: Sequence[str], sentence: GoldSentence, start: int) -> list[Span]:
    places = (find_words(one, sentence.text) for one in words)
    return [Span(start + place[0], start + place[1]) for place in places if place is not None]


def score_speakers(
    articles: Sequence[GoldArticle],
    readings: Sequence[Reading],
    gold: Mapping[str, Sequence[SpeakerGold]],
) -> dict[Kind, SpeakerScore]:
    """Score the sources of readings.

    A pronoun counts as its speaker where the summary lists the sentence under who it is.
    """
    hits: defaultdict[Kind, list[tuple[bool, bool]]] = defaultdict(list)
    for article, reading in zip(articles, readings, strict=True):
        groups = {
            number: source.text
            for source in summarise(reading).sources
            for number in source.sentences
        }
        for one in gold.get(article.article_id, ()):
            kind = _kind(article.sentences[one.sentence], one)
            exact, speaker = _hits(reading, reading.sentences[one.sentence].source, one)
            if kind is Kind.PRONOUN and one.source is not None:
                speaker = _same_speaker(groups.get(one.sentence, ""), one.source)
            hits[kind].append((exact, speaker))
    return _scores(hits)


def score_nearest(
    articles: Sequence[GoldArticle],
    readings: Sequence[Reading],
    gold: Mapping[str, Sequence[SpeakerGold]],
) -> dict[Kind, SpeakerScore]:
    """Score the rule 'the nearest source that an earlier sentence of the reading has'."""
    hits: defaultdict[Kind, list[tuple[bool, bool]]] = defaultdict(list)
    for article, reading in zip(articles, readings, strict=True):
        for one in gold.get(article.article_id, ()):
            kind = _kind(article.sentences[one.sentence], one)
            hits[kind].append(_hits(reading, _nearest_earlier(reading, one.sentence), one))
    return _scores(hits)


def _scores(hits: Mapping[Kind, Sequence[tuple[bool, bool]]]) -> dict[Kind, SpeakerScore]:
    return {
        kind: SpeakerScore(
            claims=len(found),
            exact=sum(exact for exact, _ in found) / len(found),
            speaker=sum(speaker for _, speaker in found) / len(found),
        )
        for kind, found in hits.items()
    }


def _kind(sentence: GoldSentence, gold: SpeakerGold) -> Kind:
    if gold.source is None:
        return Kind.NOBODY
    named = sentence.source and find_words(sentence.source, sentence.text)
    return Kind.PRONOUN if named else Kind.ELSEWHERE


def _nearest_earlier(reading: Reading, sentence: int) -> Span | None:
    earlier = reversed(reading.sentences[:sentence])
    own = (
        one.source
        for one in earlier
        if one.source is not None and one.sentence.start <= one.source.start < one.sentence.end
    )
    return next(own, None)


def _hits(reading: Reading, source: Span | None, gold: SpeakerGold) -> tuple[bool, bool]:
    """Whether a source is the very mention, and whether it is the same speaker."""
    if source is None or gold.source is None or gold.source_sentence is None:
        found = source is None and gold.source is None
        return found, found
    text = reading.text[source.start : source.end]
    place = reading.sentences[gold.source_sentence].sentence
    here = place.start <= source.start < place.end
    return here and text.rstrip(",") == gold.source, _same_speaker(text, gold.source)


def _same_speaker(mention: str, other: str) -> bool:
    """Whether two mentions share a name or, where one has none, one is part of the other."""
    names, others = name_words(mention), name_words(other)
    if names and others:
        return bool(names & others)
    short, long = sorted((mention.casefold(), other.casefold()), key=len)
    return not is_pronoun(short) and short != "" and find_words(short, long) is not None
