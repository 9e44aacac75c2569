"""An article told another way, and what must become of its labels."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from model.labels import Label
from training.articles import GoldArticle

_SPREAD = 3  # sentences from one edit to the next, so that each is read in its own context


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed article.

    `places[i]` is where sentence `i` of the original stands in it, and `edited` names the
    sentences that were changed, by their number in the original; the others have another
    context only. `group` is the party, country, outlet or origin that was put in.
    """

    article: GoldArticle
    places: tuple[int, ...]
    edited: frozenset[int]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Flip:
    """What the codebook asks of a label: from `before` to one of `after`."""

    before: Label
    after: frozenset[Label]


@dataclass(frozen=True, slots=True)
class Transformation:
    """A way to tell articles otherwise. Labels must stay as they are, or make the `flip`."""

    name: str
    variants: Callable[[GoldArticle], Iterable[Variant]]
    flip: Flip | None = None


def rewrite(
    article: GoldArticle,
    write: Callable[[str], str],
    group: str | None = None,
    edited: frozenset[int] | None = None,
) -> Variant:
    """Rewrite the title and each sentence; `edited` are those that changed unless given."""
    texts = [write(sentence.text) for sentence in article.sentences]
    changed = {
        index: text for index, text in enumerate(texts) if text != article.sentences[index].text
    }
    variant = edit(article, changed, changed if edited is None else edited, group)
    title = None if article.title is None else write(article.title)
    return replace(variant, article=replace(variant.article, title=title))


def edit(
    article: GoldArticle,
    texts: Mapping[int, str],
    edited: Iterable[int],
    group: str | None = None,
) -> Variant:
    """Give some sentences of an article another text."""
    sentences = tuple(
        replace(sentence, text=texts.get(index, sentence.text))
        for index, sentence in enumerate(article.sentences)
    )
    return Variant(
        article=replace(article, sentences=sentences),
        places=tuple(range(len(sentences))),
        edited=frozenset(edited),
        group=group,
    )


def sentence_by_sentence(
    write: Callable[[GoldArticle, int], Mapping[int, str] | None],
) -> Callable[[GoldArticle], Iterator[Variant]]:
    """Make edits that concern one sentence each.

    `write` gives the texts that change if a sentence is edited, or None where it cannot be.
    Edits that lie apart share a variant.
    """

    def variants(article: GoldArticle) -> Iterator[Variant]:
        edits = {
            index: texts
            for index in range(len(article.sentences))
            if (texts := write(article, index)) is not None
        }
        for first in range(_SPREAD):
            chosen = [index for index in edits if index % _SPREAD == first]
            if chosen:
                texts = {place: text for index in chosen for place, text in edits[index].items()}
                yield edit(article, texts, chosen)

    return variants


def in_turn(choices: Sequence[str], index: int) -> str:
    """One of some choices, another one for each sentence."""
    return choices[index % len(choices)]
