"""Two articles side by side."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

Read = Callable[..., None]


def names(page: Page, section: str) -> list[list[str]]:
    columns = page.get_by_role("region", name=section, exact=True).locator(".columns > div")
    return [column.get_by_role("button").all_inner_texts() for column in columns.all()]


def test_a_second_article_is_set_beside_the_first(page: Page, read: Read) -> None:
    read("Officials said it rained. It rained.")
    page.click("#compare")
    expect(page.get_by_role("heading", name="The second article")).to_be_visible()
    read("It was a reckless rain. Officials said so.")
    expect(page.locator("#comparison article")).to_have_count(2)
    figures = page.locator("#comparison .figures tbody tr").all_inner_texts()
    assert [row.split() for row in figures[:3]] == [
        ["Report", "50%", "0%"],
        ["Claim", "50%", "50%"],
        ["Opinion", "0%", "50%"],
    ]
    assert names(page, "Sources") == [[], ["Officials"], []]
    assert names(page, "Loaded words") == [[], [], ["reckless"]]


def test_differences_lead_into_the_article_that_has_them(page: Page, read: Read) -> None:
    read("Officials said it rained. It rained.")
    page.click("#compare")
    read("It was a reckless rain.")
    page.get_by_role("region", name="Loaded words").get_by_role("button").click()
    assert page.evaluate("document.activeElement.closest('section section').ariaLabel") == (
        "It was a reckless rain."
    )
    expect(page.locator("#comparison .detail")).to_contain_text("Opinion")


def test_leaving_a_comparison_leads_back_to_the_first(page: Page, read: Read) -> None:
    read("It rained.")
    page.click("#compare")
    page.click("#leave-comparing")
    expect(page.locator("#reading .sentence")).to_have_text("It rained.")
    page.click("#new-article")
    read("It snowed.")
    expect(page.locator("#reading .sentence")).to_have_text("It snowed.")


def test_two_examples_are_served_with_the_page(page: Page) -> None:
    page.click("#two-examples")
    expect(page.locator("#comparison article")).to_have_count(2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Andriy Yermak", "Yermak", True),
        ("Andriy Yermak, the chief of staff", "Mr Yermak", True),
        ("Andriy Yermak", "Olena Yermak", False),
        ("The officials", "officials", True),
        ("officials", "the ministry", False),
        ("The mayor", "Mayor Marsh", False),
    ],
)
def test_sources_are_the_same_by_their_names(page: Page, one: str, other: str, same: bool) -> None:
    found: dict[str, Any] = page.evaluate(
        """async ([one, other]) => {
            const { sourceDifferences } = await import("/page/script/differences.js");
            const reading = (text) => ({ summary: { sources: [{ text }] } });
            return sourceDifferences(reading(one), reading(other));
        }""",
        [one, other],
    )
    assert bool(found["both"]) is same
