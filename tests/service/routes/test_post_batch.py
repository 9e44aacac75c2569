"""POST /v1/classify/batch: many articles, one reply."""

import json
from typing import Any

from starlette.testclient import TestClient

from service.schemas import BatchReply

NDJSON = {"Accept": "application/x-ndjson"}


def test_results_keep_the_order_of_the_articles(client: TestClient) -> None:
    articles = [
        {"id": f"a-{number}", "text": "Officials said it rained. " * (1 + 37 * number % 50)}
        for number in range(100)
    ]
    response = client.post("/v1/classify/batch", json={"articles": articles})
    results = response.json()["results"]
    assert [result["id"] for result in results] == [article["id"] for article in articles]
    assert [len(r["sentences"]) for r in results] == [1 + 37 * n % 50 for n in range(100)]
    BatchReply.model_validate_json(response.content, strict=True)


def test_an_article_reads_the_same_alone_and_in_a_batch(client: TestClient, article: str) -> None:
    alone = client.post("/v1/classify", json={"text": article, "offsets": "utf16"}).json()
    body = {"articles": [{"text": "It rained."}, {"text": article}], "offsets": "utf16"}
    assert client.post("/v1/classify/batch", json=body).json()["results"][1] == alone


def test_an_article_that_fails_leaves_the_others_alone(client: TestClient, german: str) -> None:
    articles = [
        {"text": "It rained.", "id": "first"},
        {"text": german, "id": "second"},
        {"text": "a" * 1_000_001, "id": "third"},
        {"text": german, "id": "fourth", "language": "en"},
    ]
    response = client.post("/v1/classify/batch", json={"articles": articles})
    results = response.json()["results"]
    assert [result["id"] for result in results] == ["first", "second", "third", "fourth"]
    assert [result.get("problem", {}).get("status") for result in results] == [None, 422, 413, None]
    assert results[1]["problem"]["instance"].endswith(response.headers["X-Request-ID"])
    BatchReply.model_validate_json(response.content, strict=True)


def test_lines_come_one_an_article(client: TestClient, german: str) -> None:
    articles = [{"text": "It rained.", "id": "x"}, {"text": german}, {"text": ""}]
    body = {"articles": articles}
    response = client.post("/v1/classify/batch", json=body, headers=NDJSON)
    assert response.headers["Content-Type"].startswith("application/x-ndjson")
    lines = [json.loads(line) for line in response.text.splitlines()]
    document = client.post("/v1/classify/batch", json=body).json()["results"]
    for line in lines + document:
        line.get("problem", {}).pop("instance", None)
    assert lines == document


def test_an_empty_batch_has_no_results(client: TestClient) -> None:
    assert client.post("/v1/classify/batch", json={"articles": []}).json() == {"results": []}
    lines = client.post("/v1/classify/batch", json={"articles": []}, headers=NDJSON)
    assert lines.content == b""


def test_wrong_fields_are_pointed_at(client: TestClient) -> None:
    body = {"articles": [{"text": "a"}, {"text": 1, "offsets": "utf16"}]}
    response = client.post("/v1/classify/batch", json=body)
    assert response.status_code == 422
    pointers = {error["pointer"] for error in response.json()["errors"]}
    assert pointers == {"#/articles/1/text", "#/articles/1/offsets"}


def test_only_json_is_a_batch(client: TestClient) -> None:
    headers = {"Content-Type": "text/plain"}
    assert client.post("/v1/classify/batch", content=b"a", headers=headers).status_code == 415


def test_an_engine_that_fails_costs_only_its_articles(client: TestClient, backend: Any) -> None:
    def fail(batch: Any) -> None:
        if batch.input_ids.shape[1] > 10:
            raise ValueError("a piece of the article")

    backend.before_run = fail
    articles = [{"text": "It rained."}, {"text": "It rained " * 20, "id": "long"}]
    for headers in (None, NDJSON):
        response = client.post("/v1/classify/batch", json={"articles": articles}, headers=headers)
        assert response.status_code == 200
        assert response.text.count('"status":500') >= 1
        assert "piece" not in response.text
