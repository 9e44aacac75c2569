"""Files that are one article each: text and HTML."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from service.inputs.article import InputArticle, InputError
from service.inputs.kind import InputKind, looks_like_page

STANDARD_INPUT = "-"
_PROBED = 8192
_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip or office file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"PAR1": "a Parquet file (its name should end in .parquet, or say --input-format parquet)",
}


def read_whole(name: str, file: BinaryIO, kind: InputKind | None) -> Iterator[InputArticle]:
    """Read a file as one article; raises `InputError` where it is empty, binary or not UTF-8."""
    content = file.read()
    text = decode(content)
    if not text.strip():
        raise InputError("is empty")
    is_html = kind is InputKind.HTML or (kind is None and looks_like_page(text))
    title = None
    if is_html:
        text, title = _extracted(text)
    yield InputArticle(name, text, title, len(content), is_html)


def decode(content: bytes) -> str:
    """Decode a file's bytes; raises `InputError` where they are not text in UTF-8."""
    for signature, description in _SIGNATURES.items():
        if content.startswith(signature):
            raise InputError(f"is {description}, not text")
    if b"\0" in content[:_PROBED]:
        raise InputError("is a binary file, not text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8 (byte {error.start} does not fit); "
            "convert it first, for instance with iconv"
        ) from None


def describe(error: OSError, path: Path) -> str:
    """Why a file cannot be opened, in words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return f"is a folder; name its files, for instance {path / '*.txt'}"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    return f"cannot be read ({error.strerror or type(error).__name__})"


def _extracted(html: str) -> tuple[str, str | None]:
    from service.extraction import extract_article
    from service.problems import Problem

    try:
        page = extract_article(html)
    except Problem as problem:
        raise InputError(problem.detail) from None
    if not page.text:
        raise InputError("holds no article that could be found in its HTML")
    return page.text, page.title
