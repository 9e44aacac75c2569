"""Settings come from the environment, once."""

import pytest
from pydantic import ValidationError

from service.settings import Settings


def test_the_service_listens_on_loopback_unless_told_otherwise() -> None:
    assert Settings().host == "127.0.0.1"


def test_limits_are_those_of_the_contract() -> None:
    settings = Settings()
    assert settings.body_bytes == 8_000_000
    assert settings.text_characters == 1_000_000
    assert settings.text_sentences == 50_000
    assert settings.batch_articles == 256
    assert settings.json_depth == 64


def test_the_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_PORT", "9000")
    monkeypatch.setenv("FRAMING_QUEUE_TOKENS", "5")
    assert (Settings().port, Settings().queue_tokens) == (9000, 5)


@pytest.mark.parametrize("name", ["PORT", "WORKERS", "BODY_BYTES", "DEADLINE_SECONDS", "LOG_LEVEL"])
def test_unusable_values_are_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"FRAMING_{name}", "-1")
    with pytest.raises(ValidationError):
        Settings()


def test_origins_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().cors_origins == ()
    monkeypatch.setenv("FRAMING_CORS_ORIGINS", "https://a.example, http://localhost:3000")
    assert Settings().cors_origins == ("https://a.example", "http://localhost:3000")


@pytest.mark.parametrize(
    "origin", ["*", "null", "a.example", "https://a.example/", "https://a.example/x", "ftp://a"]
)
def test_what_is_no_origin_is_refused(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("FRAMING_CORS_ORIGINS", f"https://a.example,{origin}")
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("", False), ("10.0.0.1", False), ("a.example", False),
    ],
)  # fmt: skip
def test_what_only_this_machine_reaches_is_loopback(host: str, loopback: bool) -> None:
    assert Settings(host=host).listens_on_loopback == loopback


def test_they_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1


def test_each_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())
