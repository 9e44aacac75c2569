"""A reading is taken along as HTML, JSON, picture or print."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from service.schemas import ArticleReply, BatchReply

Read = Callable[..., None]
TEXT = "Rain 😀 & Sun\n\nOfficials said 😀 it rained. It was a reckless <rain>."


def clipboard(page: Page, kind: str) -> str:
    """What a paste would bring; to ask the clipboard itself would apply the page's policy to it."""
    page.evaluate(
        """kind => document.addEventListener("paste", (event) => {
            window.pasted = event.clipboardData.getData(kind);
        }, { capture: true, once: true })""",
        kind,
    )
    page.keyboard.press("Control+v")
    found: str = page.evaluate("window.pasted")
    return found


def copy(page: Page, name: str) -> None:
    page.click("#share")
    page.click(f"[aria-label='Copy {name}']")
    expect(page.locator("#share-outcome")).to_have_text(f"{name} copied.")


def save(page: Page, name: str, folder: Path) -> bytes:
    page.click("#share")
    with page.expect_download() as download:
        page.click(f"[aria-label='Save {name}']")
    download.value.save_as(folder / "saved")
    return (folder / "saved").read_bytes()


def test_html_is_copied_with_its_lines_and_as_plain_text(page: Page, read: Read) -> None:
    read(TEXT)
    copy(page, "HTML")
    rich = clipboard(page, "text/html")
    assert "wavy" in rich
    assert "&lt;rain&gt;" in rich
    assert "<b>" not in rich
    assert "[opinion] It was a reckless <rain>." in clipboard(page, "text/plain")


def test_json_is_the_reply_of_the_service_with_the_article(page: Page, read: Read) -> None:
    read(TEXT)
    copy(page, "JSON")
    reply = ArticleReply.model_validate(json.loads(clipboard(page, "text/plain")))
    assert reply.text == TEXT
    for sentence in reply.sentences:
        spans = [sentence, sentence.source, *sentence.cues, *sentence.loaded]
        for span in filter(None, spans):
            assert TEXT[span.start : span.end] == span.text  # code points, as by default


def test_two_readings_are_shaped_like_the_reply_to_a_batch(page: Page, tmp_path: Path) -> None:
    page.click("#two-examples")
    expect(page.locator("#comparison")).to_be_visible()
    reply = BatchReply.model_validate_json(save(page, "JSON", tmp_path))
    assert len(reply.results) == 2


def test_the_picture_is_well_formed_and_needs_nothing(
    page: Page, read: Read, tmp_path: Path
) -> None:
    read(TEXT)
    picture = save(page, "SVG picture", tmp_path)
    tree = ElementTree.fromstring(picture)
    words = " ".join(tree.itertext())
    assert "Rain 😀 & Sun" in words
    assert "Officials" in words
    assert "left or right" in words
    assert b"http" not in picture.replace(b"http://www.w3.org/2000/svg", b"")
    assert b"<image" not in picture


def test_the_picture_comes_as_png_too(page: Page, read: Read, tmp_path: Path) -> None:
    read(TEXT)
    assert save(page, "PNG picture", tmp_path).startswith(b"\x89PNG")
    page.click("#share-dialog [data-close]")
    copy(page, "PNG picture")
    kinds = page.evaluate("async () => (await navigator.clipboard.read())[0].types")
    assert kinds == ["image/png"]


@pytest.mark.parametrize("name", ["HTML", "JSON", "SVG picture"])
def test_text_is_copied_where_the_page_came_over_plain_http(
    page: Page, read: Read, name: str
) -> None:
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })"
    )
    page.reload()
    read(TEXT)
    copy(page, name)
    page.click("#share-dialog [data-close]")
    page.click("#new-article")
    page.focus("#article-text")
    for _ in range(20):  # the system's clipboard may take a moment to hold what was copied
        page.keyboard.press("Control+v")
        if page.input_value("#article-text"):
            break
        page.wait_for_timeout(100)
    assert "Rain 😀" in page.input_value("#article-text")


def test_a_picture_that_cannot_be_copied_can_be_saved(page: Page, read: Read) -> None:
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })"
    )
    page.reload()
    read(TEXT)
    page.click("#share")
    page.click("[aria-label='Copy PNG picture']")
    expect(page.locator("#share-outcome")).to_contain_text("Save it instead")


def test_print_leaves_out_what_is_pressed_and_keeps_the_lines(page: Page, read: Read) -> None:
    read(TEXT)
    page.keyboard.press("j")
    page.emulate_media(media="print")
    for gone in (".masthead", "#reading .spine", "#reading .detail"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("#reading .summary")).to_be_visible()
    line = "one => getComputedStyle(one).textDecorationStyle"
    assert page.eval_on_selector("#reading .sentence.opinion", line) == "wavy"
    visible = "one => getComputedStyle(one).contentVisibility"
    assert page.eval_on_selector("#reading .paragraph", visible) == "visible"


def test_colours_off_the_page_are_those_on_it(page: Page) -> None:
    differing = page.evaluate(
        """async () => {
            const { COLOURS, INK, PAPER, QUIET, RULE } = await import("/page/script/palette.js");
            const named = { ...COLOURS, ink: INK, paper: PAPER, quiet: QUIET, rule: RULE };
            const style = getComputedStyle(document.documentElement);
            return Object.entries(named).filter(
                ([name, colour]) => style.getPropertyValue(`--${name}`).trim() !== colour);
        }"""
    )
    assert differing == []
