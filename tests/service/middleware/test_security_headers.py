"""Headers for browsers."""

from starlette.testclient import TestClient


def test_no_reply_is_sniffed_or_kept(client: TestClient) -> None:
    for path in ("/v1/labels", "/nowhere", "/health/live"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_pages_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/docs").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]


def test_cross_origin_requests_are_not_invited(client: TestClient) -> None:
    response = client.get("/v1/labels", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response.headers
