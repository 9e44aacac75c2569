"""An article as a file holds it."""

from dataclasses import dataclass


class InputError(Exception):
    """An input that cannot be read; the message says why, in words for its owner."""


@dataclass(frozen=True, slots=True)
class InputArticle:
    """An article of a file, or what is wrong with it.

    `id` is the article's own or says where it stands; `size` is what it takes in its file, in
    bytes.
    """

    id: str
    text: str
    title: str | None
    size: int
    is_html: bool = False
    error: str | None = None
