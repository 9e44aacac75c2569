"""Edits that change whose voice carries a sentence, so that its label must change."""

import re
from collections.abc import Mapping

from model.labels import Label
from training.articles import GoldArticle, GoldSentence
from training.metamorphic.variant import in_turn
from training.metamorphic.wording import capitalised, read_words

_PHRASES: dict[str, list[str]] = read_words("phrases")
_MARKS = re.compile(r"[“”\"«»]|(?<!\w)[‘']|[’'](?!\w)")
_OPENING = '“"‘'
_CLOSING = ("”", '"', "’")
_SELF = re.compile(r"\b(?:I|we|you|my|our|your|me|us|mine|ours|yours)\b|\b(?:I|we|you)['’]", re.I)
_STILL_A_CLAIM = re.compile(  # or about the source itself
    r"^(?:He|She|They|I|We)\b|\b(?:would|said|says?|saying|told|tells?|accord\w+|alleg\w+|reported\w*|claim\w*|believ\w+|"
    r"accus\w+|argu\w+|warn\w*|estimat\w+|study|survey|poll|report)\b",
    re.IGNORECASE,
)
_SUBJECT = r"(?:the|it|its|an?|there|this|these|no|[A-Z0-9£$€]\S*)"
_LOWER_FIRST = re.compile(
    r"(?:The|An?|It|Its|In|On|At|He|She|They|This|That|These|Those|There|For|After|Under|About|By|"
    r"His|Her|Their|Two|Three|Four|Five|Six|Seven|Some|Many|Most|No|All|Each|Both|Only|From|Since|"
    r"When|Until)\b"
)
_FEWEST_WORDS = 5


def without_attribution(article: GoldArticle, index: int) -> Mapping[int, str] | None:
    """Cut *…, she said* or *she said that …* off a claim in indirect speech."""
    claim = article.sentences[index]
    if claim.label is not Label.ATTRIBUTED_CLAIM or claim.source is None or len(claim.cues) != 1:
        return None
    source, cue = re.escape(claim.source.rstrip(",")), re.escape(claim.cues[0])
    for pattern in (
        rf"(?P<kept>.+), {source},? {cue}\.",
        rf"(?P<kept>.+), {cue} {source}\.",
        rf"{cue} {source}, (?P<kept>.+)",
        rf"{source},? {cue} that (?P<kept>.+)",
        rf"{source},? (?:said|says|added|adds) (?P<kept>{_SUBJECT} .+)",
    ):
        match = re.fullmatch(pattern, claim.text, re.IGNORECASE)
        if match:
            break
    else:
        return None
    kept = capitalised(match["kept"].rstrip(".")) + "."
    if _MARKS.search(kept) or _STILL_A_CLAIM.search(kept) or len(kept.split()) < _FEWEST_WORDS:
        return None
    return {index: kept}


def with_attribution(article: GoldArticle, index: int) -> Mapping[int, str] | None:
    """Put *…, officials said* behind a plain report."""
    report = article.sentences[index]
    if not _plain_report(report):
        return None
    return {index: f"{report.text[:-1]}, {in_turn(_PHRASES['attributions'], index)}."}


def with_judgement(article: GoldArticle, index: int) -> Mapping[int, str] | None:
    """Let the author judge what a plain report says."""
    report = article.sentences[index]
    if not _plain_report(report):
        return None
    if index % 2 and _LOWER_FIRST.match(report.text):
        opening = in_turn(_PHRASES["openings"], index)
        return {index: f"{opening}, {report.text[:1].lower()}{report.text[1:]}"}
    return {index: f"{report.text[:-1]}, {in_turn(_PHRASES['judgements'], index)}."}


def quotation_closed_sooner(article: GoldArticle, index: int) -> Mapping[int, str] | None:
    """Move a closing mark to before the last sentence of a quotation, which is then no one's."""
    last = article.sentences[index]
    if index == 0 or last.label is not Label.ATTRIBUTED_CLAIM or last.cues:
        return None
    opened, text = last.text[:1] in _OPENING, last.text[:-1].lstrip(_OPENING)
    closing = last.text[-1:]
    before = article.sentences[index - 1].text
    if (
        closing not in _CLOSING
        or _MARKS.search(text)
        or _SELF.search(text)
        or _STILL_A_CLAIM.search(text)
        or len(text.split()) < _FEWEST_WORDS
        or (not opened and before[-1:] not in ".!?")
    ):
        return None
    return {index: text} if opened else {index - 1: before + closing, index: text}


def quotation_opened_sooner(article: GoldArticle, index: int) -> Mapping[int, str] | None:
    """Move an opening mark to before the report in front of a quotation."""
    report = article.sentences[index]
    if index + 1 == len(article.sentences) or not _plain_report(report):
        return None
    after = article.sentences[index + 1]
    mark = after.text[:1]
    if not mark or mark not in _OPENING or after.paragraph != report.paragraph:
        return None
    return {index: mark + report.text, index + 1: after.text[1:]}


def _plain_report(sentence: GoldSentence) -> bool:
    return (
        sentence.label is Label.NEUTRAL_REPORT
        and sentence.sure
        and sentence.source is None
        and not sentence.cues
        and sentence.text.endswith(".")
        and not _MARKS.search(sentence.text)
        and not _SELF.search(sentence.text)
        and len(sentence.text.split()) >= _FEWEST_WORDS
    )
