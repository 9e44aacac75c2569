"""Mentions of a source: which are pronouns, which words name someone, what a pronoun fits."""

import re

_PRONOUNS = frozenset(
    ("i", "we", "you", "he", "she", "it", "they", "who", "this", "that", "these", "those", "one")
)
_NO_NAME = re.compile(  # may stand capitalised before a name, or in place of one
    "an?|the|one|two|three|four|five|some|many|most|several|all|another|other|both|no|his|her|"
    "their|its|our|my|your|this|that|these|those|mrs?|ms|dr|sir",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_NO_HE = re.compile(
    r"\b(?:mrs|ms|miss|madam|lady|dame|baroness|queen|princess|sister|mother|mum|mom|wife|widow|"
    r"daughter|aunt|auntie|granddaughter|grandmother|niece|girl|\w*wom[ae]n)\b",
    re.IGNORECASE,
)
_NO_SHE = re.compile(
    r"\b(?:mr|sir|lord|king|prince|brother|father|dad|husband|widower|son|uncle|grandson|"
    r"grandfather|nephew|boy|(?!\w*wom[ae]n\b)\w*m[ae]n)\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"[^\Ws]s$")


def is_pronoun(mention: str) -> bool:
    """Whether a mention stands for someone who is named elsewhere."""
    return mention.casefold() in _PRONOUNS


def name_words(mention: str) -> frozenset[str]:
    """The capitalised words of a mention, titles left out: none in *an official*."""
    return frozenset(
        word
        for word in _WORD.findall(mention)
        if word[:1].isupper() and not _NO_NAME.fullmatch(word)
    )


def fits(pronoun: str, mention: str) -> bool:
    """Whether a pronoun may stand for a mention, as far as its words tell.

    *She* is not *Mr Diaz*, *he* is not *Dame Ana Diaz*, and neither is *officials*.
    """
    unfit = {"he": _NO_HE, "she": _NO_SHE}.get(pronoun.casefold())
    head = mention.partition(",")[0]
    if unfit is None:
        return True
    return not unfit.search(head) and (bool(name_words(head)) or not _MANY.search(head))
