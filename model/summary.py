"""What an article's labelled sentences come to."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.labels import LABELS, Label
from model.mentions import is_pronoun, name_words
from model.reading import LabelledSentence, Reading

_WORD = re.compile(r"\w+")
_CANDIDATES = 8  # groups that are looked at for each word of a name


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
    """Group the sources of claims by who they are, the most quoted first."""
    groups = _SourceGroups()
    for index, one in enumerate(reading.sentences):
        if one.source and one.label is Label.ATTRIBUTED_CLAIM and not one.boilerplate:
            groups.add(reading.text[one.source.start : one.source.end], index)
    return groups.summary()


class _SourceGroups:
    """Mentions that name one source.

    A pronoun goes with the name before it, a short name with the first longer one that holds
    it (*Yermak* with *Andriy Yermak, the chief of staff*).
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._sentences: list[list[int]] = []
        self._by_mention: dict[str, int] = {}
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._last: int | None = None

    def add(self, mention: str, sentence: int) -> None:
        """Put a mention, and the sentence it speaks in, where it belongs."""
        if is_pronoun(mention) and self._last is not None:
            group = self._last
        else:
            group = self._last = self._group(mention)
        self._sentences[group].append(sentence)

    def summary(self) -> tuple[SourceSummary, ...]:
        """The groups, the most quoted first, in order of appearance where that is equal."""
        order = sorted(
            range(len(self._names)),
            key=lambda group: (-len(self._sentences[group]), self._sentences[group][0]),
        )
        return tuple(
            SourceSummary(self._names[group], tuple(self._sentences[group])) for group in order
        )

    def _group(self, mention: str) -> int:
        words = name_words(mention)
        group = self._by_mention.get(mention.casefold())
        if group is None:
            group = next((near for near in self._sharing(words) if self._same(near, words)), None)
        if group is None:
            group = len(self._names)
            self._names.append(mention)
            self._sentences.append([])
        elif len(mention) > len(self._names[group]):
            self._names[group] = mention
        self._by_mention[mention.casefold()] = group
        for word in words:
            if group not in self._by_word[word][-_CANDIDATES:]:
                self._by_word[word].append(group)
        return group

    def _sharing(self, words: frozenset[str]) -> Iterator[int]:
        """The latest groups that have one of some words in their name: few, so time is linear."""
        return (group for word in sorted(words) for group in self._by_word[word][-_CANDIDATES:])

    def _same(self, group: int, words: frozenset[str]) -> bool:
        known = name_words(self._names[group])
        return words <= known or known <= words
