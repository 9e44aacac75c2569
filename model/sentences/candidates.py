"""The places of a paragraph at which a sentence may end, as one pattern.

Each place is found by one of five groups, which `re.Match.lastgroup` names: `gap` for a
final mark with what closes after it, `closed` and `opening` for an HTML tag that breaks
the line, `label` for white space before a bullet or a picture credit, `date` for a dateline
that stands alone. What an alternative has read it never reads again, so that a search takes
linear time.
"""

import re

INLINE_TAG = r"(?:b|i|em|strong|a|span|q|font)\b"
_BLOCK_TAG = r"(?:p|div|h[1-6]|li|ul|ol|tr|td|th|table|blockquote)\b"
_MARK = r"[.!?…‼⁇⁈⁉]"
_EMOJI = r"[\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d\U0001f000-\U0001faff]"
_DATE = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December)\s\d{1,2},\s\d{4}"
)

CANDIDATE = re.compile(
    rf"""
    (?P<stop>{_MARK}++(?:[ \xa0]{_MARK}++(?!\w))*+|[。！？]++)
    (?P<closing>(?:
        [.!?…"'”’»«“›)\]}}*_]
        |[ \xa0\u202f](?:[»”]|(?:"|'')(?=\s))
        |\s?\[(?:\d[\d\s,–-]{{0,12}}|[a-z ]{{3,30}}needed|\.{{3}}|…)\]
        |\s?\((?:\.{{3}}|…)\)
        |&(?:quot|rdquo|rsquo|nbsp|\#\d{{2,4}});
        |</{INLINE_TAG}>
        |\s?[:;]-?[)(](?=\s|\Z)
        |\s?{_EMOJI}
    )*+)
    (?P<gap>\s*+)
    |(?P<closed><br\b[^<>]{{0,20}}>|</{_BLOCK_TAG}>)
    |(?P<opening><{_BLOCK_TAG}[^<>]{{0,200}}>)
    |(?P<label>\s++(?=[•▪◦‣●]\s|(?:(?:Photo\s)?Credit|Image|Photo|Photograph|Picture)s?:\s)
        (?<!Photo\s))
    |(?P<date>(?<!\S){_DATE}(?=\s*\Z|\s+[A-Z]))
    """,
    re.VERBOSE,
)
