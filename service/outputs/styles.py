"""How the three voices look: by colour, and by shape where there is none."""

from typing import NamedTuple

from model.labels import Label


class VoiceStyle(NamedTuple):
    """The style of a label on a terminal and on a page."""

    terminal: str
    css: str


STYLES = {
    Label.NEUTRAL_REPORT: VoiceStyle("default", "color:#1f2933"),
    Label.ATTRIBUTED_CLAIM: VoiceStyle("italic cyan", "color:#0b5c8a;font-style:italic"),
    Label.EDITORIAL_OPINION: VoiceStyle("bold magenta", "color:#9b1c5a;font-weight:700"),
}
UNCERTAIN_MARK = "?"
BOILERPLATE = VoiceStyle("dim", "color:#7b8794")


def visible(text: str) -> str:
    """A text without characters that would steer a terminal; white space becomes spaces."""
    return "".join(
        " " if one.isspace() else one if one.isprintable() or ord(one) in _JOINERS else "\ufffd"
        for one in text
    )


_JOINERS = frozenset((0x200C, 0x200D))  # invisible, but part of words and emoji
