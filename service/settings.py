"""What an operator may set, from the environment: `FRAMING_PORT=9000` and the like."""

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from model.backends import BackendName
from model.checkpoint import SHIPPED_WEIGHTS

LogLevel = Literal["debug", "info", "warning", "error"]

_ORIGIN = re.compile(r"https?://(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?")


class Settings(BaseSettings):
    """Settings of one service, read once and handed down.

    Raises pydantic's `ValidationError` where a variable holds no usable value.
    """

    model_config = SettingsConfigDict(env_prefix="FRAMING_", frozen=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    workers: int = Field(1, ge=1, le=64, description="Processes that serve.")
    log_level: LogLevel = Field("info", description="What is logged.")

    keys: Path | None = Field(
        None, description="File of the keys that clients need; unset: no key is asked for."
    )
    key_requests_per_minute: int = Field(
        600, ge=1, description="Requests a minute with a key that has no number of its own."
    )
    open_without_keys: bool = Field(
        False, description="Listen beyond loopback though there are no keys."
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Origins whose pages may call the service, with commas between."
    )

    model: Path = Field(SHIPPED_WEIGHTS, description="The model folder that is served.")
    models: Path | None = Field(
        None, description="Registry of models; what is active there goes before `model`."
    )
    backend: BackendName = Field(BackendName.ONNX, description="The engine that runs it.")
    threads: int | None = Field(
        None, ge=1, le=256, description="Threads a worker computes with; unset: its share of cores."
    )

    body_bytes: int = Field(8_000_000, ge=1, description="Bytes of a body, also inflated.")
    body_seconds: float = Field(30, gt=0, description="Seconds a client may take to send one.")
    header_bytes: int = Field(32_768, ge=1024, description="Bytes of a request's headers.")
    header_seconds: float = Field(10, gt=0, description="Seconds a client may take to send them.")
    text_characters: int = Field(1_000_000, ge=1, description="Characters of an article.")
    text_sentences: int = Field(50_000, ge=1, description="Sentences of an article.")
    batch_articles: int = Field(256, ge=1, description="Articles in a batch.")
    json_depth: int = Field(64, ge=2, le=512, description="Levels of nesting in a JSON body.")

    queue_tokens: int = Field(1_000_000, ge=1, description="Tokens that wait before 429 is said.")
    deadline_seconds: float = Field(120, gt=0, description="Seconds a request may take.")
    keep_alive_seconds: int = Field(5, ge=1, description="Seconds an idle connection is kept.")
    drain_seconds: float = Field(
        1, ge=0, description="Seconds between saying not ready and closing the listener."
    )
    shutdown_seconds: int = Field(
        30, ge=1, description="Seconds that requests in flight get after the listener closes."
    )

    @property
    def listens_on_loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @field_validator("cors_origins")
    @classmethod
    def _check_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(_ORIGIN.fullmatch(origin) for origin in value):
            raise ValueError("an origin is http or https, a host and perhaps a port, no more")
        return value
