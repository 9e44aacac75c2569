"""What a reading shows, and how one gets about in it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Read = Callable[..., None]


def current(page: Page) -> int | None:
    found = page.locator("#reading .sentence.current")
    return int(found.get_attribute("data-index") or -1) if found.count() else None


def look(page: Page, selector: str, *names: str) -> tuple[str, ...]:
    found: list[str] = page.eval_on_selector(
        selector, "(one, names) => names.map(name => getComputedStyle(one)[name])", list(names)
    )
    return tuple(found)


def test_voices_differ_in_colour_and_in_line(page: Page, read: Read) -> None:
    read()
    looks = [
        look(page, f"#reading .sentence.{voice}", "textDecorationStyle", "textDecorationColor")
        for voice in ("report", "claim", "opinion")
    ]
    assert len({style for style, _ in looks}) == len({colour for _, colour in looks}) == 3


def test_the_uncertain_are_marked_and_the_rest_is_not(page: Page, read: Read) -> None:
    read(
        "It rained on Tuesday. Nobody was there to see it rain, or so it seemed to them…\n\nIt did."
    )
    doubtful = page.locator("#reading .sentence.uncertain")
    expect(doubtful).to_have_count(1)
    sign = "one => getComputedStyle(one, '::after').content"
    assert "?" in doubtful.evaluate(sign)
    assert page.locator("#reading .sentence").last.evaluate(sign) == "none"
    assert "uncertain" in (doubtful.get_attribute("aria-label") or "")


def test_pointing_shows_the_probabilities_and_leaving_those_of_the_chosen(
    page: Page, read: Read
) -> None:
    read()
    page.click("#reading .sentence[data-index='1']")
    detail = page.locator("#reading .detail")
    expect(detail).to_contain_text("Report · the newsroom")
    page.hover("#reading .sentence[data-index='3']")
    expect(detail).to_contain_text("Opinion · the author")
    expect(detail.locator(".scores dd")).to_have_count(3)
    expect(detail.locator(".words")).to_contain_text("reckless")
    page.mouse.move(640, 5)
    expect(detail).to_contain_text("Sentence 2 of 7")


def test_a_source_in_the_margin_leads_to_where_it_is_named(page: Page, read: Read) -> None:
    read()
    page.locator("#reading .note").last.click()
    assert current(page) == 5
    expect(page.locator("#reading .mark.flash")).to_have_text("Officials")


def test_the_summary_leads_to_its_sentences_one_after_the_other(page: Page, read: Read) -> None:
    read()
    visited = []
    for name in ("Claim: next sentence",) * 3 + ("Officials", "reckless", "Opinion: next sentence"):
        page.locator("#reading .summary").get_by_role("button", name=name).click()
        visited.append(current(page))
    assert visited == [2, 5, 2, 5, 3, 3]


def test_the_summary_says_what_is_not_predicted(page: Page, read: Read) -> None:
    read()
    expect(page.locator("#reading .not-predicted")).to_contain_text("leans left or right")
    expect(page.locator("#reading .summary")).to_contain_text("in 1,000 words")


def test_a_click_on_the_strip_scrolls_there(page: Page, read: Read) -> None:
    read("\n\n".join(["It rained on Tuesday."] * 80 + ["It was a reckless rain."]))
    strip = page.locator("#reading .spine")
    box = strip.bounding_box()
    assert box is not None
    strip.click(position={"x": 5, "y": box["height"] - 2})
    assert current(page) == 80
    expect(page.locator("#reading .sentence.opinion")).to_be_in_viewport()
