"""Axe finds nothing to complain of, by day and by night, on a desk and on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

Read = Callable[..., None]


def reading(page: Page, read: Read) -> None:
    read()
    page.keyboard.press("j")


def comparison(page: Page, read: Read) -> None:
    page.click("#two-examples")
    page.click("#comparison .sentence >> nth=3")


def share(page: Page, read: Read) -> None:
    read()
    page.click("#share")


def keys(page: Page, read: Read) -> None:
    read()
    page.keyboard.press("?")


def key(page: Page, read: Read) -> None:
    page.route("**/v1/classify", lambda route: route.fulfill(status=401))
    page.fill("#article-text", "It rained.")
    page.click("#article-form [type=submit]")
    expect(page.locator("#key-dialog")).to_be_visible()


def problem(page: Page, read: Read) -> None:
    page.route(
        "**/v1/classify", lambda route: route.fulfill(status=429, headers={"Retry-After": "60"})
    )
    page.fill("#article-text", "It rained.")
    page.click("#article-form [type=submit]")
    page.click("text=What the service said")


def waiting(page: Page, read: Read) -> None:
    page.route("**/v1/classify", lambda route: None)
    page.fill("#article-text", "It rained.")
    page.click("#article-form [type=submit]")
    expect(page.locator("#waiting")).to_contain_text("Reading")


def intake(page: Page, read: Read) -> None:
    expect(page.locator("#intake")).to_be_visible()


STATES = [intake, waiting, problem, key, reading, share, keys, comparison]

SIZES = [{"width": 1280, "height": 800}, {"width": 360, "height": 740}]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("viewport", SIZES, ids=lambda size: str(size["width"]))
def test_axe_finds_nothing(
    page: Page, read: Read, state: Callable[[Page, Read], None], screenshots: Path
) -> None:
    page.emulate_media(reduced_motion="reduce")
    state(page, read)
    width = page.viewport_size["width"] if page.viewport_size else 0
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.screenshot(path=screenshots / f"{state.__name__}-{scheme}-{width}.png")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 600, 900, 1280, 1920])
def test_nothing_is_wider_than_the_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.click("#two-examples")
    for view in ("comparison", "intake"):
        expect(page.locator(f"#{view}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.click("#home")
