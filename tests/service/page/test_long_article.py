"""An article of 5,000 sentences stays smooth."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Read = Callable[..., None]

SENTENCES = 5_000
PARAGRAPH = (
    "The council met on Tuesday. Officials said it can wait. It is a reckless gamble. So it is."
)
ARTICLE = "\n\n".join([PARAGRAPH] * (SENTENCES // 4))
STEPS = 40
STEP_MILLISECONDS = 50  # a tenth of a second is what feels immediate


def test_a_long_article_is_shown_whole_and_steps_are_immediate(page: Page, read: Read) -> None:
    read(ARTICLE)
    expect(page.locator("#reading .sentence")).to_have_count(SENTENCES)
    step = page.evaluate(
        """async (steps) => {
            const frame = () => new Promise(requestAnimationFrame);
            const spent = [];
            for (let step = 0; step < steps; step += 1) {
                await frame();
                const began = performance.now();
                const key = new KeyboardEvent("keydown", { key: "j", bubbles: true });
                document.activeElement.dispatchEvent(key);
                document.body.getBoundingClientRect();
                spent.push(performance.now() - began);
            }
            return spent.sort((one, other) => one - other)[steps / 2];
        }""",
        STEPS,
    )
    assert step < STEP_MILLISECONDS
    page.keyboard.press("End")
    expect(page.locator("#reading .sentence").last).to_be_in_viewport()
    expect(page.locator("#reading .sentence").last).to_be_focused()


def test_what_is_far_away_is_not_laid_out(page: Page, read: Read) -> None:
    read(ARTICLE)
    skipped = """found => found.filter(one => !one.firstChild.checkVisibility(
        { contentVisibilityAuto: true })).length"""
    assert page.eval_on_selector_all("#reading .paragraph", skipped) > 1_000


def test_long_lists_are_shown_when_asked_for(page: Page, read: Read) -> None:
    names = [f"Source{letter}" for letter in "ABCDEFGHIJKL"]
    reply = {
        "text": ". ".join(names),
        "language": "en",
        "model": {"name": "m", "version": "1", "digest": "d"},
        "sentences": [],
        "summary": {
            "sentences": 12, "boilerplate": 0, "uncertain": 0, "loaded_per_1000_words": 0,
            "share": {"neutral_report": 0, "attributed_claim": 1, "editorial_opinion": 0},
            "share_by_length": {"neutral_report": 0, "attributed_claim": 1, "editorial_opinion": 0},
            "sources": [{"text": name, "sentences": [at]} for at, name in enumerate(names)],
        },
    }  # fmt: skip
    for index, name in enumerate(names):
        reply["sentences"].append({  # type: ignore[attr-defined]
            "index": index, "paragraph": 0, "heading": False, "start": 9 * index,
            "end": 9 * index + 7, "text": name, "label": "attributed_claim", "uncertain": False,
            "scores": {"neutral_report": 0, "attributed_claim": 1, "editorial_opinion": 0},
            "boilerplate": False, "source": None, "cues": [], "loaded": [], "truncated": False,
        })  # fmt: skip
    page.route("**/v1/classify", lambda route: route.fulfill(json=reply))
    read("Whatever it is.")
    expect(page.locator("#reading ul.sources li")).to_have_count(8)
    page.click("text=Show all 12 sources")
    expect(page.locator("#reading ul.sources li")).to_have_count(12)
    assert page.evaluate("document.activeElement.textContent") == "SourceI"
