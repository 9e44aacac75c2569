"""Whatever the service or the network does, the reader is told plainly and loses nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

Read = Callable[..., None]
CLASSIFY = "**/v1/classify*"
TEXT = "Officials said it rained. It was a reckless rain."


def start(page: Page) -> None:
    page.fill("#article-text", TEXT)
    page.click("#article-form [type=submit]")


def refuse(status: int, slug: str = "", **headers: str) -> Callable[[Route], None]:
    document = {
        "type": f"urn:framing:problem:{slug}",
        "title": "Title",
        "status": status,
        "detail": "What the service says.",
        "errors": [{"pointer": "#/text", "detail": "is odd"}],
    }

    def handler(route: Route) -> None:
        route.fulfill(
            status=status,
            body=json.dumps(document),
            headers={"Content-Type": "application/problem+json", "X-Request-ID": "r-17"} | headers,
        )

    return handler


@pytest.mark.parametrize(
    ("status", "slug", "said", "again"),
    [
        (400, "malformed-body", "The service could not read this", False),
        (413, "too-large", "This is too long", False),
        (422, "invalid-fields", "The service did not read this", False),
        (403, "forbidden", "The key is not good for this", True),
        (500, "internal-error", "The service failed", True),
        (503, "starting", "The service is still starting", True),
        (503, "draining", "The service is about to stop", True),
        (503, "deadline-missed", "The service is too busy", True),
    ],
)
def test_problems_are_said_in_plain_words(
    page: Page, status: int, slug: str, said: str, again: bool
) -> None:
    page.route(CLASSIFY, refuse(status, slug))
    start(page)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(said)
    expect(alert.get_by_role("button", name="Try again")).to_have_count(int(again))
    alert.locator("summary").click()
    for detail in ("What the service says.", "#/text: is odd", "Request r-17"):
        expect(alert).to_contain_text(detail)
    expect(page.locator("#article-text")).to_have_value(TEXT)


def test_a_busy_service_is_asked_again_when_it_said(page: Page) -> None:
    page.route(CLASSIFY, refuse(429, "queue-full", **{"Retry-After": "2"}))
    start(page)
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_disabled()
    expect(again).to_have_text("Try again in 2 s")
    page.unroute(CLASSIFY)
    expect(again).to_be_enabled()
    again.click()
    expect(page.locator("#reading .sentence")).to_have_count(2)
    expect(page.get_by_role("alert")).to_be_empty()


def test_a_dead_network_is_told_and_nothing_is_lost(page: Page, read: Read) -> None:
    read("It rained.")
    page.go_back()
    page.route(CLASSIFY, lambda route: route.abort("connectionrefused"))
    start(page)
    expect(page.get_by_role("alert")).to_contain_text("The service cannot be reached")
    expect(page.locator("#article-text")).to_have_value(TEXT)
    page.go_forward()
    expect(page.locator("#reading .sentence")).to_have_text("It rained.")


@pytest.mark.parametrize("body", ["<html>proxy</html>", '{"sentences": [', "[]", "{}"])
def test_a_reply_that_is_none_is_told(page: Page, body: str) -> None:
    page.route(CLASSIFY, lambda route: route.fulfill(status=200, body=body))
    start(page)
    expect(page.get_by_role("alert")).to_contain_text("The reply did not arrive whole")


def test_a_proxy_that_answers_in_the_place_of_the_service_is_told(page: Page) -> None:
    page.route(CLASSIFY, lambda route: route.fulfill(status=502, body="<html>"))
    start(page)
    expect(page.get_by_role("alert")).to_contain_text("The service does not answer")


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_a_slow_service_can_be_left(page: Page, way: str) -> None:
    page.route(CLASSIFY, lambda route: None)
    start(page)
    waiting = page.get_by_role("status").filter(has_text="Reading")
    expect(waiting).to_contain_text("Cancelling loses nothing")
    if way == "button":
        page.get_by_role("button", name="Cancel", exact=True).click()
    else:
        page.keyboard.press("Escape")
    expect(page.locator("#waiting")).to_be_empty()
    expect(page.get_by_role("alert")).to_be_empty()
    expect(page.locator("#article-text")).to_have_value(TEXT)


def test_a_newer_article_takes_the_place_of_one_that_is_waited_for(page: Page) -> None:
    page.route(CLASSIFY, lambda route: None, times=1)
    start(page)
    expect(page.locator("#waiting")).not_to_be_empty()
    page.fill("#article-text", "It rained.")
    page.click("#article-form [type=submit]")
    expect(page.locator("#reading .sentence")).to_have_text("It rained.")
    expect(page.locator("#waiting")).to_be_empty()


class Guard:
    """Lets in who has the key."""

    def __init__(self, key: str) -> None:
        self._key = key
        self.given: list[str | None] = []

    def __call__(self, route: Route) -> None:
        self.given.append(route.request.headers.get("authorization"))
        if self.given[-1] == f"Bearer {self._key}":
            route.continue_()
        else:
            refuse(401, "unauthorized", **{"WWW-Authenticate": "Bearer"})(route)


def enter(page: Page, key: str) -> None:
    expect(page.locator("#key-dialog")).to_be_visible()
    page.fill("#key", key)
    page.click("text=Use this key")


def test_a_key_is_asked_for_and_kept_in_the_tab_only(page: Page, read: Read) -> None:
    guard = Guard("right-key")
    page.route(CLASSIFY, guard)
    start(page)
    enter(page, "wrong-key")
    expect(page.locator("#key-dialog")).to_contain_text("was not accepted")
    enter(page, "right-key")
    expect(page.locator("#reading .sentence")).to_have_count(2)
    assert guard.given == [None, "Bearer wrong-key", "Bearer right-key"]
    stored: dict[str, Any] = page.evaluate(
        "({ tab: Object.values(sessionStorage), browser: localStorage.length, "
        "cookies: document.cookie })"
    )
    assert stored == {"tab": ["right-key"], "browser": 0, "cookies": ""}
    page.click("#forget-key")
    assert page.evaluate("sessionStorage.length") == 0


def test_who_has_no_key_is_told_and_loses_nothing(page: Page) -> None:
    page.route(CLASSIFY, Guard("right-key"))
    start(page)
    page.click("#key-dialog [data-close]")
    expect(page.get_by_role("alert")).to_contain_text("This service asks for a key")
    expect(page.locator("#article-text")).to_have_value(TEXT)
    page.get_by_role("button", name="Try again").click()
    enter(page, "not a key")
    expect(page.locator("#key-dialog")).to_contain_text("no spaces")
    enter(page, "right-key")
    expect(page.locator("#reading .sentence")).to_have_count(2)
