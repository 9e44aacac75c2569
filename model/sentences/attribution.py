"""The verb of saying that goes on with a sentence after its quotation."""

import re

_VERBS = """
    ask asked asks say said says tell told tells add added adds write wrote writes reply
    replied replies answer answered answers shout shouted shouts yelled cried exclaimed
    tweeted posted note noted notes continued continues quipped joked jokes recalled recalls
    explained explains declared declares insisted insists warned warns wondered wonders
    demanded demands repeated concluded concludes responded responds remarked commented
    argued argues claimed claims announced chanted whispered muttered screamed snapped
    inquired pleaded begged called observed stated testified sang thought laughed
"""
_VERB = rf"(?:{'|'.join(_VERBS.split())})"
_NAME = r"(?:[^\W\d_a-z][\w.’'-]*|of|de|del|der|van|von|bin|al|el|la|the)"
_SPEAKER = rf"(?:{_NAME},?\s+){{1,6}}(?:also\s+|then\s+|later\s+|once\s+)?{_VERB}\b"
# What the verb announces comes next: it begins a sentence of its own.
_ANNOUNCES = r"(?!\s*[,:]?\s*[\"'“‘„«]|\s*:|\s+that\b)"
_ATTRIBUTION = re.compile(_SPEAKER + _ANNOUNCES)
_WHOLE_ATTRIBUTION = re.compile(rf"{_SPEAKER}{_ANNOUNCES}(?=[.;]|,\s+[a-z]|\s*\Z)")


def attribution_follows(text: str, at: int, limit: int, *, whole: bool) -> bool:
    """Whether a name and its verb of saying stand at an offset: *Judge Oyelaran asked*.

    With `whole`, only where the verb ends the sentence or its clause.
    """
    pattern = _WHOLE_ATTRIBUTION if whole else _ATTRIBUTION
    return pattern.match(text, at, min(limit, at + 160)) is not None
