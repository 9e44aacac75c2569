"""How articles come in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Drop = Callable[[str, str, bytes], None]

TEXT = "It rained.\n\nOfficials said it rained. It was a reckless rain."
HTML = (
    '<!doctype html><html><head><meta charset="{charset}"><title>Rain</title></head><body><nav>'
    "Home</nav><article><h1>Rain in the café</h1><p>The council met on Tuesday evening in the town "
    "hall, and it rained. Officials said the bridge can wait until spring, when the water is low."
    "</p><p>It is a reckless gamble with the future of the whole city.</p></article></body></html>"
)


def voices(page: Page) -> list[str]:
    classes: list[str] = page.eval_on_selector_all(
        "#reading .sentence", "found => found.map(one => one.classList[1])"
    )
    return classes


def test_a_pasted_article_is_read_in_its_own_paragraphs(page: Page) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", TEXT)
    page.click("#article-text")
    page.keyboard.press("Control+v")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#reading .paragraph")).to_have_count(2)
    assert voices(page) == ["report", "claim", "opinion"]
    expect(page.locator("#reading .mark.cue")).to_have_text("said")
    expect(page.locator("#reading .mark.loaded").last).to_have_text("reckless")
    expect(page.locator("#reading .article .note")).to_have_text("Officials")


def test_a_paste_beside_the_field_lands_in_it(page: Page) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", TEXT)
    page.click("#intake-heading")
    page.keyboard.press("Control+v")
    expect(page.locator("#article-text")).to_have_value(TEXT)


def test_a_dropped_text_file_is_read(page: Page, drop: Drop) -> None:
    drop("rain.txt", "text/plain", TEXT.encode())
    expect(page.locator("#reading .sentence")).to_have_count(3)
    page.go_back()
    expect(page.locator("#article-text")).to_have_value(TEXT)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_a_dropped_page_is_read_in_its_own_encoding(page: Page, drop: Drop, charset: str) -> None:
    drop("rain.html", "text/html", HTML.format(charset=charset).encode(charset))
    expect(page.locator("#reading .article")).to_contain_text("Rain in the café")
    assert "Home" not in page.inner_text("#reading .article")
    assert voices(page)[-2:] == ["claim", "opinion"]


def test_dropped_words_are_read_but_not_those_dragged_about_the_page(page: Page) -> None:
    held = page.evaluate_handle(
        """text => {
            const held = new DataTransfer();
            held.setData("text/plain", text);
            return held;
        }""",
        TEXT,
    )
    page.dispatch_event("h1", "dragstart", {})
    page.dispatch_event("body", "drop", {"dataTransfer": held})
    page.dispatch_event("h1", "dragend", {})
    expect(page.locator("#intake")).to_be_visible()
    page.dispatch_event("body", "drop", {"dataTransfer": held})
    expect(page.locator("#reading .sentence")).to_have_count(3)


def test_an_opened_file_is_read(page: Page) -> None:
    with page.expect_file_chooser() as chooser:
        page.click("#choose-file")
    chooser.value.set_files({"name": "rain.txt", "mimeType": "text/plain", "buffer": TEXT.encode()})
    expect(page.locator("#reading .sentence")).to_have_count(3)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rain.pdf", b"%PDF-1.7", "This kind of file cannot be read here"),
        ("rain.txt", b"\0\1\2", "This is not a text file"),
        ("rain.txt", b" \n ", "There is nothing to read yet"),
        ("rain.txt", b"https://news.example/rain", "This is only a link"),
        ("rain.html", b"<html><body></body></html>", "No article was found in this"),
    ],
)
def test_what_is_no_article_is_refused_in_plain_words(
    page: Page, drop: Drop, name: str, content: bytes, said: str
) -> None:
    drop(name, "", content)
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


def test_the_example_is_served_with_the_page(page: Page) -> None:
    page.click("#example")
    expect(page.locator("#reading h1")).to_have_text("Council votes to close Quay Street to cars")


def test_back_leads_to_the_text_and_forward_to_the_reading(page: Page) -> None:
    page.fill("#article-text", TEXT)
    page.click("#article-form [type=submit]")
    expect(page.locator("#reading")).to_be_visible()
    page.go_back()
    expect(page.locator("#intake")).to_be_visible()
    expect(page.locator("#article-text")).to_have_value(TEXT)
    page.go_forward()
    expect(page.locator("#reading .sentence")).to_have_count(3)
