"""POST /v1/classify: what a reply says."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from service.schemas import ArticleReply

TEXT = {"Content-Type": "text/plain; charset=utf-8"}
HTML = {"Content-Type": "text/html"}
PAGE = """<html><head><title>Bridge must wait</title></head><body><nav>Home</nav><article>
<h1>The bridge</h1><p>The council met on Tuesday in the town hall and stayed until late.</p>
<p>Officials said &#128512; that the <b>bridge</b> can wait for another year or two.</p>
<p>It is a reckless gamble with what the town has left of its money and its patience.</p>
</article><script>alert(1)</script></body></html>"""


def test_every_sentence_gets_a_label(
    client: TestClient, article: str, labels_of_article: list[str]
) -> None:
    reply = client.post("/v1/classify", json={"text": article, "id": "a-1"}).json()
    assert reply["id"] == "a-1"
    assert reply["language"] == "en"
    assert [sentence["label"] for sentence in reply["sentences"]] == labels_of_article
    assert [sentence["index"] for sentence in reply["sentences"]] == list(range(6))
    assert [sentence["paragraph"] for sentence in reply["sentences"]] == [0, 1, 1, 1, 2, 2]
    assert [sentence["heading"] for sentence in reply["sentences"]] == [True] + [False] * 5


def test_a_sentence_says_all_the_contract_lists(client: TestClient, article: str) -> None:
    sentence = client.post("/v1/classify", json={"text": article}).json()["sentences"][2]
    assert list(sentence) == [
        "index", "paragraph", "heading", "start", "end", "text", "label", "scores", "confidence",
        "uncertain", "boilerplate", "source", "cues", "loaded", "tokens", "truncated",
    ]  # fmt: skip
    assert sentence["source"]["text"] == "Officials"
    assert [cue["text"] for cue in sentence["cues"]] == ["said"]
    assert sentence["confidence"] == max(sentence["scores"].values())


def test_scores_sum_to_one(client: TestClient, article: str) -> None:
    for sentence in client.post("/v1/classify", json={"text": article}).json()["sentences"]:
        assert sum(sentence["scores"].values()) == pytest.approx(1, abs=1e-9)


def test_the_summary_leaves_boilerplate_out(client: TestClient, article: str) -> None:
    summary = client.post("/v1/classify", json={"text": article}).json()["summary"]
    assert summary["sentences"] == 6
    assert summary["boilerplate"] == 1
    assert summary["uncertain"] == 1
    assert summary["share"]["attributed_claim"] == pytest.approx(1 / 5)
    assert sum(summary["share_by_length"].values()) == pytest.approx(1)
    assert summary["sources"] == [{"text": "Officials", "sentences": [2]}]


def test_plain_text_and_json_are_read_alike(client: TestClient, article: str) -> None:
    as_json = client.post("/v1/classify", json={"text": article, "title": "T", "id": "x"}).json()
    as_text = client.post(
        "/v1/classify?title=T&id=x", content=article.encode(), headers=TEXT
    ).json()
    assert as_text == as_json
    assert "text" not in as_text


def test_html_replies_the_article_that_offsets_refer_to(client: TestClient) -> None:
    reply = client.post("/v1/classify", content=PAGE.encode(), headers=HTML).json()
    assert "\n\n" in reply["text"]
    assert "alert" not in reply["text"]
    assert "Home" not in reply["text"]
    for sentence in reply["sentences"]:
        assert reply["text"][sentence["start"] : sentence["end"]] == sentence["text"]


def test_html_without_an_article_has_no_sentences(client: TestClient) -> None:
    reply = client.post("/v1/classify", content=b"<html></html>", headers=HTML).json()
    assert reply["text"] == ""
    assert reply["sentences"] == []


def test_the_query_is_for_text_and_the_body_for_json(client: TestClient) -> None:
    response = client.post("/v1/classify?offsets=utf16", json={"text": "a"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "#/query/offsets"
    unknown = client.post("/v1/classify?page=2", content=b"a", headers=TEXT)
    assert unknown.json()["errors"][0]["pointer"] == "#/query/page"


def test_utf16_offsets_fit_javascript_strings(client: TestClient) -> None:
    text = "😀 It rained. Officials said 😀 so. A reckless 😀 gamble."
    units = text.encode("utf-16-le")
    reply = client.post("/v1/classify", json={"text": text, "offsets": "utf16"}).json()
    spans = [span for one in reply["sentences"] for span in [one, *one["cues"], *one["loaded"]]]
    spans += [one["source"] for one in reply["sentences"] if one["source"]]
    assert len(spans) > 5
    for span in spans:
        assert units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le") == span["text"]


PIECES = ["Officials said", "“Yes.”", "😀", "reckless", ". ", "\n\n", "\x00", "\u2028"]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    | st.lists(st.sampled_from(PIECES)).map("".join)
)
def test_offsets_are_exact_for_every_text(client: TestClient, text: str) -> None:
    units = text.encode("utf-16-le")
    points, pairs = (
        client.post("/v1/classify", json={"text": text, "language": "en", "offsets": unit}).json()[
            "sentences"
        ]
        for unit in ("codepoint", "utf16")
    )
    end = 0
    for by_points, by_units in zip(points, pairs, strict=True):
        assert text[by_points["start"] : by_points["end"]] == by_points["text"]
        cut = units[2 * by_units["start"] : 2 * by_units["end"]]
        assert cut.decode("utf-16-le") == by_points["text"] == by_units["text"]
        assert not text[end : by_points["start"]].strip()
        end = by_points["end"]
    assert not text[end:].strip()


@pytest.mark.parametrize("offsets", ["codepoint", "utf16"])
def test_replies_fit_the_documented_schema(client: TestClient, article: str, offsets: str) -> None:
    body = {"text": article, "id": "x", "offsets": offsets}
    response = client.post("/v1/classify", json=body)
    parsed = ArticleReply.model_validate_json(response.content, strict=True)
    assert json.loads(parsed.model_dump_json(exclude_unset=True)) == response.json()
    page = client.post("/v1/classify", content=PAGE.encode(), headers=HTML)
    ArticleReply.model_validate_json(page.content, strict=True)


def test_gzip_bodies_are_read(client: TestClient, article: str) -> None:
    import gzip

    content = gzip.compress(article[:20].encode()) + gzip.compress(article[20:].encode())
    headers = TEXT | {"Content-Encoding": "gzip"}
    reply = client.post("/v1/classify", content=content, headers=headers).json()
    assert len(reply["sentences"]) == 6


def test_a_million_characters_and_ten_thousand_sentences(client: TestClient) -> None:
    text = ("Officials said that it rained " + "on the town " * 5 + "again. ") * 10_400
    text = text[:1_000_000]
    response = client.post("/v1/classify", json={"text": text})
    assert response.status_code == 200
    reply: Any = response.json()
    assert len(reply["sentences"]) > 10_000
    assert reply["usage"]["characters"] == 1_000_000


def test_a_sentence_of_5000_words_is_truncated_and_says_so(client: TestClient) -> None:
    reply = client.post("/v1/classify", json={"text": "word " * 5_000 + "end."}).json()
    assert [sentence["truncated"] for sentence in reply["sentences"]] == [True]
    assert reply["sentences"][0]["tokens"] == 5_002


def test_a_title_is_context_and_no_sentence(client: TestClient) -> None:
    plain, titled = (
        client.post("/v1/classify", json={"text": "It rained.", "title": title}).json()
        for title in (None, "Weather")
    )
    assert len(plain["sentences"]) == len(titled["sentences"]) == 1
    assert titled["usage"]["tokens"] > plain["usage"]["tokens"]
