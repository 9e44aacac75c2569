"""A browser before the running service. Every test also holds that the page kept to itself."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

ROOT = Path(__file__).parents[3]
ARTICLE = (
    "Council Delays Bridge\n\n"
    "The council met on Tuesday. Officials said the bridge can wait. It is a reckless gamble.\n\n"
    "The vote came late. Officials said it was a close one. No more is known of it."
)

PATIENCE_MILLISECONDS = 60_000  # of a machine that does other things as well
expect.set_options(timeout=PATIENCE_MILLISECONDS)

Read = Callable[..., None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.system)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None:
        pytest.skip("needs Chromium (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(served_folder: Path, wait_until_ready: Callable[[str, float], None]) -> Iterator[str]:
    command = "from service.commands.serve import serve; serve()"
    with subprocess.Popen(
        [sys.executable, "-c", command, "--port", "0", "--model", str(served_folder)],
        cwd=ROOT,
        env=os.environ | {"FRAMING_LOG_LEVEL": "error"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        wait_until_ready(address, 120)
        yield address
        process.terminate()


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("screenshots")


@pytest.fixture
def viewport() -> dict[str, int]:
    return {"width": 1280, "height": 800}


@pytest.fixture
def complaints() -> list[str]:
    """What the browser finds fault with."""
    return []


@pytest.fixture
def page(
    browser: Browser,
    address: str,
    viewport: dict[str, int],
    screenshots: Path,
    complaints: list[str],
    request: pytest.FixtureRequest,
) -> Iterator[Page]:
    context = browser.new_context(
        viewport=viewport, permissions=["clipboard-read", "clipboard-write"], locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MILLISECONDS)
    elsewhere: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if _is_fault(said) else None)
    page.on("request", lambda sent: elsewhere.append(sent.url) if _leaves(sent.url) else None)

    def _leaves(url: str) -> bool:
        return not url.startswith((address, "blob:", "data:"))

    page.goto(address)
    yield page
    page.screenshot(path=screenshots / f"{request.node.name.replace('/', '-')}.png")
    context.close()
    assert complaints == []
    assert elsewhere == []


def _is_fault(said: ConsoleMessage) -> bool:
    """A refused request is told by the browser too; everything else it says is a fault."""
    return said.type in ("error", "warning") and "Failed to load resource" not in said.text


@pytest.fixture
def read(page: Page) -> Read:
    """Have an article read by the page."""

    def run(text: str = ARTICLE) -> None:
        page.fill("#article-text", text)
        page.click("#article-form [type=submit]")
        page.wait_for_selector("main > :not(#intake) .sentence >> visible=true")

    return run


@pytest.fixture
def drop(page: Page) -> Callable[[str, str, bytes], None]:
    """Drop a file onto the page."""

    def run(name: str, media_type: str, content: bytes) -> None:
        held = page.evaluate_handle(
            """([name, type, bytes]) => {
                const held = new DataTransfer();
                held.items.add(new File([new Uint8Array(bytes)], name, { type }));
                return held;
            }""",
            [name, media_type, list(content)],
        )
        page.dispatch_event("body", "dragover", {"dataTransfer": held})
        assert page.is_visible("#drop-target")
        page.dispatch_event("body", "drop", {"dataTransfer": held})

    return run
