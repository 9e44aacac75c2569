"""Persons of another origin or gender, on a text that is else the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from training.articles import GoldArticle
from training.metamorphic.variant import Variant, rewrite
from training.metamorphic.wording import Swap, as_written, read_words, swap_words

_GENDERS = ("women", "men")
_ORIGINS: dict[str, dict[str, list[str]]] = read_words("people")
_FIRST_NAMES = {
    name: (origin, gender)
    for origin, names in _ORIGINS.items()
    for gender in _GENDERS
    for name in names[gender]
}
_SURNAME = r"[A-ZÀ-Þ][a-zß-ÿ]+(?:[-’'][A-ZÀ-Þ][a-zß-ÿ]+)*"
_PERSON = re.compile(rf"\b({'|'.join(_FIRST_NAMES)})(?: [A-Z]\.)?((?: {_SURNAME})+)")
_PLACE = r"(?! (?:Street|Road|Lane|Avenue|County|Park|Bridge|Hospital|School)\b)"
_OF_MEN: dict[str, str] = read_words("genders")
_OF_WOMEN = {woman: man for man, woman in _OF_MEN.items()} | {
    "mrs": "mr",
    "miss": "mr",
    "mom": "dad",
}
_BEFORE_NOUN = re.compile(  # *her* stands for *his* before these, and for *him* elsewhere
    r" (?!(?:to|and|or|for|with|in|on|at|by|from|of|as|that|was|is|when|if|about|into|out|up|down|"
    r"over|after|before|because|but|who|a|an|the|not|he|she|they|it|we|I)\b)[\w“\"‘']"
)
_PRONOUN = re.compile(r"\b(?:his|him|hers|her)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom an article names in full."""

    first: str
    last: str
    origin: str
    gender: str


def find_people(article: GoldArticle) -> list[Person]:
    """Persons whose first name is in the list, in order of appearance, each once."""
    text = "\n".join(sentence.text for sentence in article.sentences)
    found = ((match[1], match[2].split()[-1]) for match in _PERSON.finditer(text))
    return [Person(first, last, *_FIRST_NAMES[first]) for first, last in dict.fromkeys(found)]


def swap_origins(article: GoldArticle) -> Iterator[Variant]:
    """Tell an article once for each origin, with names of that origin, of the same gender."""
    people = find_people(article)
    if not people:
        return
    marked = Swap((name + _PLACE, "\0") for one in people for name in (one.first, one.last))
    edited = rewrite(article, marked).edited
    for origin, names in _ORIGINS.items():
        rules: dict[str, str] = {}
        for number, person in enumerate(people):
            firsts, families = names[person.gender], names["families"]
            rules[person.first + _PLACE] = firsts[number % len(firsts)]
            rules[person.last + _PLACE] = families[number % len(families)]
        yield rewrite(article, Swap(rules.items()), origin, edited)


def swap_genders(article: GoldArticle) -> Iterator[Variant]:
    """Tell an article with its women as men and its men as women, names and pronouns too."""
    firsts: dict[str, str] = {}
    for number, person in enumerate(find_people(article)):
        others = _ORIGINS[person.origin][_GENDERS[1 - _GENDERS.index(person.gender)]]
        firsts[person.first] = others[number % len(others)]
    names, words = Swap(firsts.items()), swap_words(_OF_MEN | _OF_WOMEN)
    variant = rewrite(article, lambda text: words(_PRONOUN.sub(_other_pronoun, names(text))))
    if variant.edited:
        yield variant


def _other_pronoun(match: re.Match[str]) -> str:
    has_noun = bool(_BEFORE_NOUN.match(match.string, match.end()))
    match match[0].casefold():
        case "his":
            new = "her" if has_noun else "hers"
        case "him":
            new = "her"
        case "hers":
            new = "his"
        case _:
            new = "his" if has_noun else "him"
    return as_written(match[0], new)
