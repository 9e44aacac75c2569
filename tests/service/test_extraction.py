"""HTML to text."""

import time

import pytest

from service.extraction import extract_article
from service.problems import TooLarge

PARAGRAPH = "The council met on Tuesday in the town hall and stayed there until late at night. "


def page(body: str, title: str = "Bridge must wait") -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def test_paragraphs_keep_a_blank_line_between_them() -> None:
    html = page("<article>" + f"<p>{PARAGRAPH}</p>" * 1 + f"<p>Then {PARAGRAPH}</p></article>")
    first, second = extract_article(html).text.split("\n\n")
    assert first == PARAGRAPH.strip()
    assert second == "Then " + PARAGRAPH.strip()


def test_the_title_is_context_where_the_text_lacks_it() -> None:
    body = f"<article><p>{PARAGRAPH}</p><p>Again {PARAGRAPH}</p></article>"
    assert extract_article(page(body)).title == "Bridge must wait"
    assert extract_article(page(body, title=PARAGRAPH.strip())).title is None


ODD_PAGES = ["", " ", "no tags", "<", "<html>", "<p>&#xD800;</p>" * 20, "\x00<p>a</p>", "{}"]
HOSTILE = ["<div>", "<p>", "<b>bold", "<table><tr><td>", "&lt;", "<a href='x'>", "<!--", '<p a="']


@pytest.mark.parametrize("html", ODD_PAGES)
def test_anything_can_be_asked_for(html: str) -> None:
    extracted = extract_article(html)
    extracted.text.encode("utf-8")


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_pages_take_little_time(piece: str, caplog: pytest.LogCaptureFixture) -> None:
    began = time.perf_counter()
    extract_article(page(piece * (100_000 // len(piece))))
    assert time.perf_counter() - began < 10
    assert not caplog.records


def test_a_page_of_nothing_but_tags_is_refused_at_once() -> None:
    with pytest.raises(TooLarge):
        extract_article("<p>" * 100_001)
