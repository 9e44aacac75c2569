"""Headers for browsers."""

from starlette.testclient import TestClient

from service.middleware.security_headers import CONTENT_SECURITY_POLICY


def test_no_reply_is_sniffed_or_kept(client: TestClient) -> None:
    for path in ("/v1/labels", "/nowhere", "/health/live"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_pages_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/docs").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]


def test_pages_are_alone_and_use_no_devices(client: TestClient) -> None:
    headers = client.get("/docs").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_only_the_documentation_may_write_style_attributes() -> None:
    assert "unsafe-inline" not in CONTENT_SECURITY_POLICY


def test_cross_origin_requests_are_not_invited(client: TestClient) -> None:
    response = client.get("/v1/labels", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response.headers
