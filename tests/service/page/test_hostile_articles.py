"""Articles that try something, and articles that merely are not plain English prose."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Read = Callable[..., None]
Drop = Callable[[str, str, bytes], None]

ATTACKS = (
    "<script>window.broken = 1</script> said officials.\n\n"
    "<img src=x onerror='window.broken = 1'> is reckless, said officials.\n\n"
    '"><svg onload="window.broken = 1"> is reckless.\n\n'
    "</style></title><iframe srcdoc='<script>parent.broken = 1</script>'> said officials."
)


def untouched(page: Page) -> bool:
    found: bool = page.evaluate(
        "!window.broken && "
        "!document.querySelector('main script, main img, main iframe, svg[onload]')"
    )
    return found


def test_markup_in_an_article_is_shown_not_run(page: Page, read: Read) -> None:
    read(ATTACKS)
    for index in range(page.locator("#reading .sentence").count()):
        page.hover(f"#reading .sentence[data-index='{index}']")
    assert untouched(page)
    assert "<script>window.broken = 1</script>" in page.inner_text("#reading .article")


def test_markup_of_a_dropped_page_is_not_run(page: Page, drop: Drop) -> None:
    body = "".join(f"<p>{line} {line} {line}</p>" for line in ATTACKS.split("\n\n"))
    drop("rain.html", "text/html", f"<html><body><article>{body}</article></body></html>".encode())
    page.wait_for_selector("#reading .sentence, #problem .problem")
    assert untouched(page)


@pytest.mark.parametrize("form", ["HTML", "SVG picture"])
def test_what_is_saved_runs_nothing_either(
    page: Page, read: Read, tmp_path: Path, form: str
) -> None:
    read(ATTACKS)
    page.click("#share")
    with page.expect_download() as download:
        page.click(f"[aria-label='Save {form}']")
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    other = page.context.browser.new_page() if page.context.browser else page
    other.goto(saved.as_uri())
    assert other.evaluate("window.broken") is None
    assert other.evaluate("document.querySelector('script, img, iframe, [onload]')") is None
    assert "&lt;script&gt;" in saved.read_text(encoding="utf-8")
    other.close()


def test_the_browser_itself_refuses_markup_made_of_text(page: Page, complaints: list[str]) -> None:
    refused = page.evaluate(
        "() => { try { document.createElement('p').innerHTML = '<b>'; return false } "
        "catch (error) { return error instanceof TypeError } }"
    )
    assert refused
    assert "TrustedHTML" in complaints.pop()


def test_right_to_left_paragraphs_run_right_to_left(page: Page, read: Read) -> None:
    read(
        "The council met on Tuesday to speak about the bridge.\n\n"
        "قال المسؤولون إن الجسر يمكن أن ينتظر. Officials said so.\n\n"
        "It is a reckless gamble, and everybody in the city knows it."
    )
    directions = page.eval_on_selector_all(
        "#reading .paragraph", "found => found.map(one => getComputedStyle(one).direction)"
    )
    assert directions == ["ltr", "rtl", "ltr"]
    note = page.locator("#reading .note").bounding_box()
    words = page.locator("#reading .sentence.claim").bounding_box()
    assert note is not None
    assert words is not None
    assert note["x"] >= words["x"] + words["width"]


def test_another_language_is_read_where_the_reader_insists(page: Page) -> None:
    page.fill(
        "#article-text", "اجتمع المجلس يوم الثلاثاء لمناقشة الجسر. قال المسؤولون إن الجسر ينتظر."
    )
    page.click("#article-form [type=submit]")
    expect(page.get_by_role("alert")).to_contain_text("This does not look like English")
    page.click("text=Read it as English")
    expect(page.locator("#reading .sentence").first).to_be_visible()
    expect(page.get_by_role("alert")).to_be_empty()


def test_marks_stand_where_they_belong_behind_signs_of_two_units(page: Page, read: Read) -> None:
    read("😀😀 It rained… 𝒜 Officials said 😀 it was a reckless \u200f rain.")
    assert page.locator("#reading .article .mark").all_inner_texts() == [
        "Officials",
        "said",
        "reckless",
    ]
