"""Everything by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Read = Callable[..., None]


def focused(page: Page) -> str | None:
    found: str | None = page.evaluate("document.activeElement.dataset.index ?? null")
    return found


def press(page: Page, *keys: str) -> str | None:
    for key in keys:
        page.keyboard.press(key)
    return focused(page)


def test_an_article_is_read_without_a_mouse(page: Page) -> None:
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "example":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#reading h1")).to_be_focused()


def test_keys_go_from_sentence_to_sentence(page: Page, read: Read) -> None:
    read()
    assert press(page, "j") == "0"
    assert press(page, "j", "ArrowDown", "ArrowRight") == "3"
    assert press(page, "k", "ArrowUp") == "1"
    assert press(page, "End") == "6"
    assert press(page, "j") == "6"
    assert press(page, "Home") == "0"


def test_keys_jump_by_voice_and_to_the_source(page: Page, read: Read) -> None:
    read()
    assert press(page, "j", "j", "j") == "2"
    assert press(page, "v") == "5"
    assert press(page, "v") == "2"
    assert press(page, "s") == "2"
    expect(page.locator("#reading .mark.flash")).to_have_text("Officials")


def test_u_finds_the_uncertain(page: Page, read: Read) -> None:
    read(
        "It rained on Tuesday. Nobody was there to see it rain, or so it seemed to them…\n\nIt did."
    )
    assert press(page, "u") == "1"


def test_tab_leads_from_a_sentence_to_what_is_known_of_it(page: Page, read: Read) -> None:
    read()
    press(page, "j", "j", "j", "Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.detail'))")
    press(page, "Shift+Tab")
    assert focused(page) == "2"


def test_the_focus_can_be_seen(page: Page, read: Read) -> None:
    read()
    press(page, "j")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_escape_lets_go_of_the_sentence(page: Page, read: Read) -> None:
    read()
    assert press(page, "j", "Escape") is None
    expect(page.locator("#reading .detail")).to_contain_text("press j")


def test_the_strip_is_a_slider(page: Page, read: Read) -> None:
    read()
    strip = page.get_by_role("slider")
    strip.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(strip).to_be_focused()
    expect(strip).to_have_attribute("aria-valuetext", "Sentence 3 of 7, Claim")
    page.keyboard.press("End")
    expect(strip).to_have_attribute("aria-valuenow", "7")


def test_letters_typed_into_the_field_are_letters(page: Page, read: Read) -> None:
    read()
    page.go_back()
    page.fill("#article-text", "")
    page.click("#article-text")
    page.keyboard.type("jku?")
    expect(page.locator("#article-text")).to_have_value("jku?")


@pytest.mark.parametrize("way", ["?", "button"])
def test_the_keys_are_listed(page: Page, read: Read, way: str) -> None:
    read()
    if way == "?":
        page.keyboard.press("?")
    else:
        page.click("#show-keys")
    expect(page.locator("#keys-dialog")).to_contain_text("next uncertain sentence")
    page.keyboard.press("Escape")
    expect(page.locator("#keys-dialog")).to_be_hidden()
