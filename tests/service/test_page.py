"""The reader's page, as the service hands it out."""

import re
import tomllib
from pathlib import Path

import pytest
from starlette.testclient import TestClient

FOLDER = Path("service/page")
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file())


def test_the_page_is_at_the_root(client: TestClient) -> None:
    reply = client.get("/")
    assert reply.status_code == 200
    assert reply.headers["Content-Type"].startswith("text/html")
    assert client.head("/").status_code == 200


def test_everything_the_page_names_is_there(client: TestClient) -> None:
    named = set(re.findall(r'(?:src|href)="(page/[^"]+)"', client.get("/").text))
    assert {Path(name).suffix for name in named} == {".css", ".js", ".svg"}
    for script in FOLDER.glob("script/*.js"):
        imported = re.findall(r'from "\./([\w.]+)"', script.read_text(encoding="utf-8"))
        named |= {f"page/script/{name}" for name in imported}
    for name in named:
        assert client.get(f"/{name}").status_code == 200, name


def test_no_file_of_the_page_is_left_unused() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    for path in FILES:
        assert path.name == "index.html" or path.name in text or path.stem in ("report", "comment")


def test_the_page_runs_and_styles_nothing_inline(client: TestClient) -> None:
    reply = client.get("/")
    policy = reply.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\bstyle=|\bon\w+=", reply.text)


def test_the_page_asks_nothing_of_anybody_else() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://\w|url\((?!#)", text), path


def test_a_browser_that_has_a_file_is_not_sent_it_again(client: TestClient) -> None:
    first = client.get("/page/script/main.js")
    again = client.get("/page/script/main.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/page/", "/page/script", "/page/nothing.js", "/page/..%2froutes%2fpage.py", "/page/%00"],
)
def test_what_is_no_part_of_the_page_is_not_handed_out(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post("/").status_code == 405


def test_every_file_of_the_page_is_packaged() -> None:
    settings = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    globs = settings["tool"]["setuptools"]["package-data"]["service"]
    packaged = {path for glob in globs for path in Path("service").glob(glob)}
    assert set(FILES) <= packaged
