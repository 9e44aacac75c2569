"""What goes over HTTP, as the OpenAPI document shows it.

Requests are checked against these models. Replies are written straight from a reading (see
`service.reply`), and the tests hold them against the models here.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from model.labels import LABELS, Label

ID_CHARACTERS = 512

_EXAMPLE_TEXT = (
    "Council Delays Bridge Vote\n\n"
    "The council voted 5-4 on Tuesday to delay the bridge. “We need to see the figures first,” "
    "Mayor Dana Ortiz said. It is a reckless gamble with the city's future."
)

Offsets = Literal["codepoint", "utf16"]
Id = Annotated[
    str | None,
    Field(max_length=ID_CHARACTERS, description="Comes back in the reply.", examples=["a-17"]),
]
Title = Annotated[
    str | None,
    Field(description="Read as context, not classified. Leave it out if `text` holds it."),
]
InsistedLanguage = Annotated[
    Literal["en"] | None,
    Field(description="Insist on reading the article as English, whatever it looks like."),
]
OffsetUnit = Annotated[
    Offsets,
    Field(description="What offsets count: Unicode code points, or UTF-16 units as JavaScript."),
]


class _Request(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class ArticleOptions(_Request):
    """What may be said of an article beside its text."""

    title: Title = None
    id: Id = None
    language: InsistedLanguage = None


class TextOptions(ArticleOptions):
    """The query of a `text/plain` or `text/html` request."""

    offsets: OffsetUnit = "codepoint"


class ArticleFields(ArticleOptions):
    """An article of a batch."""

    text: Annotated[str, Field(description="The article.", examples=[_EXAMPLE_TEXT])]


class ClassifyRequest(ArticleFields):
    """An article to classify."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": _EXAMPLE_TEXT, "id": "a-17"}]}
    )

    offsets: OffsetUnit = "codepoint"


class BatchRequest(_Request):
    """Articles to classify in one request."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "articles": [
                        {"id": "a-17", "text": _EXAMPLE_TEXT},
                        {"id": "a-18", "title": "Rain Expected", "text": "It will rain on Friday."},
                    ]
                }
            ]
        }
    )

    articles: list[ArticleFields]
    offsets: OffsetUnit = "codepoint"


class ActivateRequest(_Request):
    """A model of the registry, to be served from now on."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "framing", "version": "2"}]})

    name: str
    version: str


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextSpan(_Reply):
    """A piece of the text."""

    start: int
    end: int
    text: str


class ServedModel(_Reply):
    """Which model made a reply."""

    name: str
    version: str
    digest: Annotated[str, Field(description="SHA-256 of the model's manifest.")]


class Scores(_Reply):
    """Calibrated probabilities; they sum to 1."""

    neutral_report: float
    attributed_claim: float
    editorial_opinion: float


class Shares(_Reply):
    """Shares of the article; they sum to 1, or are all 0 where nothing is counted."""

    neutral_report: float
    attributed_claim: float
    editorial_opinion: float


class SentenceReply(_Reply):
    """One sentence and whose voice it is."""

    index: int
    paragraph: int
    heading: bool
    start: int
    end: int
    text: str
    label: Label
    scores: Scores
    confidence: Annotated[float, Field(description="The highest of the scores.")]
    uncertain: Annotated[bool, Field(description="Confidence is below the model's threshold.")]
    boilerplate: Annotated[
        bool, Field(description="Byline, credit or link line: labelled, not in the summary.")
    ]
    source: Annotated[TextSpan | None, Field(description="Who says it, here or near by.")]
    cues: Annotated[list[TextSpan], Field(description="Words that show the attribution.")]
    loaded: Annotated[list[TextSpan], Field(description="Words that carry the author's judgement.")]
    tokens: int
    truncated: Annotated[bool, Field(description="Longer than a window: its end was not read.")]


class SourceReply(_Reply):
    """A source and the indices of the sentences it speaks in."""

    text: str
    sentences: list[int]


class SummaryReply(_Reply):
    """What the sentences that are not boilerplate come to."""

    sentences: int
    boilerplate: int
    uncertain: int
    loaded_per_1000_words: float
    share: Annotated[Shares, Field(description="By sentence.")]
    share_by_length: Annotated[Shares, Field(description="By code point.")]
    sources: list[SourceReply]


class Usage(_Reply):
    """What reading the article took."""

    characters: int
    tokens: int
    windows: int


class ArticleReply(_Reply):
    """An article, sentence by sentence."""

    id: str | None
    language: Annotated[str, Field(description="ISO 639-1, as detected.", examples=["en"])]
    text: Annotated[
        str | None,
        Field(description="Only for text/html: the extracted article that the offsets refer to."),
    ] = None
    model: ServedModel
    sentences: list[SentenceReply]
    summary: SummaryReply
    usage: Usage


class ErrorReply(_Reply):
    """One wrong field."""

    pointer: Annotated[str, Field(description="JSON pointer as a URI fragment.")]
    detail: str


class ProblemReply(_Reply):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None
    errors: list[ErrorReply] | None = None


class FailedArticle(_Reply):
    """An article of a batch that could not be read."""

    id: str | None
    problem: ProblemReply


class BatchReply(_Reply):
    """Results in the order of the articles."""

    results: list[ArticleReply | FailedArticle]


class LabelReply(_Reply):
    """A label, and what it means."""

    label: Label
    voice: str
    definition: str


class LabelsReply(_Reply):
    """The labels, in the order of all scores."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "labels": [
                        {"label": label, "voice": label.voice, "definition": label.definition}
                        for label in LABELS
                    ]
                }
            ]
        }
    )

    labels: list[LabelReply]


class ModelCard(ServedModel):
    """A model, and how well it did."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "framing",
                    "version": "2",
                    "digest": "6a09e667…",
                    "metrics": {"test": {"macro_f1": 0.8}},
                }
            ]
        }
    )

    metrics: dict[str, Any]


class ModelsReply(_Reply):
    """The served model, and the others on disk."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "served": {
                        "name": "framing",
                        "version": "2",
                        "digest": "6a09e667…",
                        "metrics": {"test": {"macro_f1": 0.8}},
                    },
                    "active": {"name": "framing", "version": "2", "digest": "6a09e667…"},
                    "others": [{"name": "framing", "version": "1", "digest": "bb67ae85…"}],
                }
            ]
        }
    )

    served: ModelCard
    active: Annotated[
        ServedModel | None,
        Field(description="What the registry says is to be served; null: the service's own."),
    ]
    others: list[ServedModel]


class HealthReply(_Reply):
    """The service is as the probe asked."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "ready"}]})

    status: Literal["started", "live", "ready"]
