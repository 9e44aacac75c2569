"""What says the same in another style: quotation marks, spelling, headlines, a byline, *said*."""

import re
from collections.abc import Iterator
from dataclasses import replace

from training.articles import GoldArticle
from training.metamorphic.variant import Variant, edit, in_turn, rewrite
from training.metamorphic.wording import read_words, swap_words

_STRAIGHT = str.maketrans("“”„«»‘’", '"""""\'\'')
_PHRASES: dict[str, list[str]] = read_words("phrases")
_american = swap_words(read_words("spellings"))
_LABOUR = re.compile(r"(?<!\w)(Labour)(?!\w)")  # the party keeps its name
_SAYS = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(said|says)\b(?! to\b)"
)


def straight_quotes(article: GoldArticle) -> Iterator[Variant]:
    """Curly quotation marks and apostrophes become straight ones."""
    yield from _edited(rewrite(article, lambda text: text.translate(_STRAIGHT)))


def american_spelling(article: GoldArticle) -> Iterator[Variant]:
    """British spelling becomes American."""

    def write(text: str) -> str:
        return "".join(
            part if part == "Labour" else _american(part) for part in _LABOUR.split(text)
        )

    yield from _edited(rewrite(article, write))


def upper_case_headline(article: GoldArticle) -> Iterator[Variant]:
    """The headline, inside the text or beside it, is shouted."""
    first = next((i for i, one in enumerate(article.sentences) if not one.boilerplate), None)
    shouted = {}
    if first is not None and article.sentences[first].text == article.title:
        shouted[first] = article.title.upper()
    title = article.title and article.title.upper()
    if title != article.title:
        variant = edit(article, shouted, shouted)
        yield replace(variant, article=replace(variant.article, title=title))


def added_byline(article: GoldArticle) -> Iterator[Variant]:
    """A byline stands in front. No sentence is edited, so all of them count."""
    first = article.sentences[0]
    byline = replace(
        first,
        text=in_turn(_PHRASES["bylines"], len(article.sentences)),
        label=None,
        boilerplate=True,
        source=None,
        cues=(),
        loaded=(),
    )
    moved = (replace(one, paragraph=one.paragraph + 1) for one in article.sentences)
    count = len(article.sentences)
    yield Variant(
        article=replace(article, sentences=(byline, *moved)),
        places=tuple(range(1, count + 1)),
        edited=frozenset(range(count)),
    )


def other_verb_of_saying(article: GoldArticle) -> Iterator[Variant]:
    """*Said* and *says* become another neutral verb, a different one from sentence to sentence."""
    texts: dict[int, str] = {}
    for index, sentence in enumerate(article.sentences):
        parts = _SAYS.split(sentence.text)  # every other part is a verb
        verbs = [in_turn(_PHRASES[verb], index) for verb in parts[1::2]]
        if verbs:
            texts[index] = "".join(map(str.__add__, parts[::2], [*verbs, ""]))
    if texts:
        yield edit(article, texts, texts)


def _edited(variant: Variant) -> Iterator[Variant]:
    if variant.edited:
        yield variant
