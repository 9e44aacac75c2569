"""HTML to the article in it. Nothing is fetched."""

import logging
from dataclasses import dataclass

from service.problems import MalformedBody, TooLarge

_MOST_TAGS = 100_000  # pages of articles have some thousands; the time goes with their number


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """The main text of a page, a blank line between paragraphs, and the page's title."""

    text: str
    title: str | None


def extract_article(html: str) -> ExtractedArticle:
    """Find the main text of a page; it is empty where there is none.

    The title is None where the text holds it already. Raises `MalformedBody` where the
    page cannot be parsed, and `TooLarge` where it has too many tags.
    """
    if html.count("<") > _MOST_TAGS:
        raise TooLarge(f"The page has over {_MOST_TAGS:,} tags.")
    # Imported late: it costs a third of the cold start, and few requests are HTML.
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of empty pages
    try:
        document = bare_extraction(
            html,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False},
        )
    except Exception:  # whatever a parser raises at a hostile page
        raise MalformedBody("The body is not HTML that can be parsed.") from None
    if document is None or isinstance(document, dict):
        return ExtractedArticle("", None)
    text = "\n\n".join(
        line.strip() for line in _encodable(document.text or "").splitlines() if line.strip()
    )
    title = _encodable(document.title or "").strip()
    return ExtractedArticle(text, title if title and title not in text else None)


def _encodable(text: str) -> str:
    """Replace lone surrogates, which character references can bring in."""
    return text.encode("utf-8", "replace").decode("utf-8")
