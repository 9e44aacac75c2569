"""What kind of file it is, by its name."""

from enum import StrEnum
from pathlib import PurePath


class InputKind(StrEnum):
    """The kinds of file that articles are read from."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


_SUFFIXES = {
    ".html": InputKind.HTML,
    ".htm": InputKind.HTML,
    ".xhtml": InputKind.HTML,
    ".jsonl": InputKind.JSONL,
    ".ndjson": InputKind.JSONL,
    ".csv": InputKind.CSV,
    ".tsv": InputKind.CSV,
    ".parquet": InputKind.PARQUET,
}
_PAGE_STARTS = ("<!doctype html", "<html", "<?xml")


def kind_by_name(name: str) -> InputKind:
    """The kind that a file's name tells; text where it tells none."""
    return _SUFFIXES.get(PurePath(name).suffix.lower(), InputKind.TEXT)


def looks_like_page(text: str) -> bool:
    """Whether a text that came without a name is HTML."""
    return text[:200].lstrip().lower().startswith(_PAGE_STARTS)
