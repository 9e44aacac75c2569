"""What an article's labelled sentences come to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from model.labels import LABELS, Label
from model.reading import LabelledSentence, Reading

_PRONOUNS = frozenset(
    ["i", "we", "you", "he", "she", "it", "they", "who", "this", "that", "these", "those", "one"]
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source by its fullest name, and the indices of the sentences it speaks in."""

    text: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts and shares of an article; boilerplate is counted and then left out."""

    sentences: int
    boilerplate: int
    uncertain: int
    loaded_per_1000_words: float
    share: dict[Label, float]
    share_by_length: dict[Label, float]
    sources: tuple[SourceSummary, ...]


def summarise(reading: Reading) -> Summary:
    """Sum up a reading; every share is 0 where there is no sentence to count."""
    counted = [sentence for sentence in reading.sentences if not sentence.boilerplate]
    words = sum(
        len(_WORD.findall(reading.text, one.sentence.start, one.sentence.end)) for one in counted
    )
    loaded = sum(len(sentence.loaded) for sentence in counted)
    lengths = [one.sentence.end - one.sentence.start for one in counted]
    return Summary(
        sentences=len(reading.sentences),
        boilerplate=len(reading.sentences) - len(counted),
        uncertain=sum(sentence.uncertain for sentence in counted),
        loaded_per_1000_words=1000 * loaded / words if words else 0.0,
        share=_shares(counted, [1] * len(counted)),
        share_by_length=_shares(counted, lengths),
        sources=_sources(reading),
    )


def _shares(sentences: Sequence[LabelledSentence], weights: Sequence[int]) -> dict[Label, float]:
    total = sum(weights)
    sums = dict.fromkeys(LABELS, 0)
    for sentence, weight in zip(sentences, weights, strict=True):
        sums[sentence.label] += weight
    return {label: value / total if total else 0.0 for label, value in sums.items()}


def _sources(reading: Reading) -> tuple[SourceSummary, ...]:
    """Group the sources of claims: a pronoun goes with the name before it, a short name with
    the first longer one that holds it (*Yermak* with *Andriy Yermak, the chief of staff*)."""
    names: list[str] = []
    groups: list[list[int]] = []
    last: int | None = None
    for index, one in enumerate(reading.sentences):
        if one.source is None or one.boilerplate or one.label is not Label.ATTRIBUTED_CLAIM:
            continue
        mention = reading.text[one.source.start : one.source.end]
        if mention.lower() in _PRONOUNS and last is not None:
            place = last
        else:
            found = next((n for n, name in enumerate(names) if _same(name, mention)), None)
            if found is None:
                names.append(mention)
                groups.append([])
                found = len(names) - 1
            elif len(mention) > len(names[found]):
                names[found] = mention
            place = last = found
        groups[place].append(index)
    order = sorted(range(len(names)), key=lambda n: (-len(groups[n]), groups[n][0]))
    return tuple(SourceSummary(names[n], tuple(groups[n])) for n in order)


def _same(one: str, other: str) -> bool:
    """Whether two mentions name one source: alike, or one's capitalised words all in the other."""
    if one.casefold() == other.casefold():
        return True
    first, second = _names(one), _names(other)
    return bool(first and second) and (first <= second or second <= first)


def _names(mention: str) -> frozenset[str]:
    return frozenset(
        word for word in _WORD.findall(mention) if word[:1].isupper() and word.lower() != "the"
    )
