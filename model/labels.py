"""The three voices a sentence can speak in, in the one order used everywhere."""

from enum import StrEnum


class Label(StrEnum):
    """Whose voice carries the main assertion of a sentence.

    The order of the members is the order of every logit, probability and table.
    """

    NEUTRAL_REPORT = "neutral_report"
    ATTRIBUTED_CLAIM = "attributed_claim"
    EDITORIAL_OPINION = "editorial_opinion"

    @property
    def voice(self) -> str:
        """Who speaks: the newsroom, a source or the author."""
        return _VOICES[self]

    @property
    def definition(self) -> str:
        """One sentence that says what the label means."""
        return _DEFINITIONS[self]


LABELS: tuple[Label, ...] = tuple(Label)

_VOICES = {
    Label.NEUTRAL_REPORT: "the newsroom",
    Label.ATTRIBUTED_CLAIM: "a source",
    Label.EDITORIAL_OPINION: "the author",
}

_DEFINITIONS = {
    Label.NEUTRAL_REPORT: (
        "The newsroom states events, acts, numbers or background that could be checked; "
        "no source is needed and nothing is valued."
    ),
    Label.ATTRIBUTED_CLAIM: (
        "A named or unnamed source says, writes, believes, estimates, alleges, demands or finds it."
    ),
    Label.EDITORIAL_OPINION: (
        "The author judges, interprets, forecasts, advocates, mocks, "
        "or uses loaded words of their own."
    ),
}
