"""What a token can belong to, beside its sentence."""

from enum import StrEnum


class Tag(StrEnum):
    """A role of a token; a token can have several. The order is that of the tag logits."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    LOADED = "loaded"


TAGS: tuple[Tag, ...] = tuple(Tag)
