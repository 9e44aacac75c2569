"""Parties, countries and outlets in each other's place, on a text that is else the same."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from training.articles import GoldArticle
from training.metamorphic.variant import Variant, rewrite
from training.metamorphic.wording import Swap, read_words

_NO_NOUN = (  # what may follow a noun; an adjective is followed by another word
    "who|whom|which|that|in|from|and|or|but|on|with|for|of|to|at|by|as|than|when|if|not|never|"
    "is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should|says?|"
    "said|wants?|wanted|won|lost|called|voted|took|made|holds?|held|hopes?|hoped|fears?|told"
)
_BEFORE_NOUN = rf"(?= (?!(?:{_NO_NOUN})\b)\w)"
_NOT_BEFORE_NOUN = rf"(?! (?!(?:{_NO_NOUN})\b)\w)"
_NO_CONTINENT = r"(?<!Latin )(?<!North )(?<!South )(?<!Central )"
_AROUND = {  # where a form may stand; a noun may stand anywhere
    "adjective": ("", _BEFORE_NOUN),
    "capital": ("", r"(?! [A-Z])"),
    "letter": (r"(?<=\()", r"(?=[)-])"),
}
_NOUNS = ("party", "name", "short")


@dataclass(frozen=True, slots=True)
class Entity:
    """A party, country or outlet: its names by form, the one to write first.

    One without a `group` is only ever replaced.
    """

    group: str | None
    forms: Mapping[str, Sequence[str]]

    def written(self, form: str) -> str:
        """The name to write in a form; its noun where it has no such form."""
        if form in self.forms:
            return self.forms[form][0]
        noun = next(self.forms[one][0] for one in _NOUNS if one in self.forms)
        return noun if form in _NOUNS else noun.removeprefix("the ")

    def rules(self, other: "Entity") -> list[tuple[str, str]]:
        """Put another in the place of this one."""
        return [
            (self._pattern(form, name), other.written(form))
            for form, names in self.forms.items()
            for name in names
        ]

    def _pattern(self, form: str, name: str) -> str:
        before, after = _AROUND.get(form, ("", ""))
        plain = name.removeprefix("the ")
        if form in _NOUNS:
            before = r"[Tt]he " if form == "short" else rf"{_NO_CONTINENT}(?:[Tt]he )?"
            after = _NOT_BEFORE_NOUN if plain in self.forms.get("adjective", ()) else ""
        return f"{before}{re.escape(plain)}{after}"


class GroupSwap:
    """Tells an article once for each group, with that group in place of whom it is about.

    The entity that an article names most gives its place; where the article names the newcomer
    as well, the two change places.
    """

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities

    def __call__(self, article: GoldArticle) -> Iterator[Variant]:
        """One variant a group, the group that was there included."""
        text = "\n".join(sentence.text for sentence in article.sentences)
        counts = [Swap(one.rules(one)).count(text) for one in self._entities]
        if not any(counts):
            return
        subject = self._entities[counts.index(max(counts))]
        mark = Swap((pattern, "\0") for pattern, _ in subject.rules(subject))
        edited = rewrite(article, mark).edited
        for entity in self._entities:
            if entity.group is None:
                continue
            exchange = Swap([*subject.rules(entity), *entity.rules(subject)])
            yield rewrite(article, str if entity is subject else exchange, entity.group, edited)


def read_entities(name: str) -> tuple[Entity, ...]:
    """Read a list of parties, countries or outlets."""
    return tuple(
        Entity(row["group"], {form: names for form, names in row.items() if form != "group"})
        for row in read_words(name)
    )


def swap_outlets(article: GoldArticle) -> Iterator[Variant]:
    """Tell an article once for each outlet, in place of its own or of one that it names."""
    entities = read_entities("outlets")
    if article.outlet:
        plain = article.outlet.removeprefix("The ")
        short = plain.split()[-1]
        own = Entity(None, {"name": (f"the {plain}",), "short": (f"the {short}",)})
        entities = (*entities, own)
    return GroupSwap(entities)(article)
