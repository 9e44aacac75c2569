"""The parts of the OpenAPI document that FastAPI cannot know by itself."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from service import schemas
from service.media_type import JSON, NDJSON
from service.problems import PROBLEM_JSON, TYPE_PREFIX, Problem

Responses = dict[int | str, dict[str, Any]]

_REFERENCE = "#/components/schemas/"
_ALWAYS = (408, 413, 415, 431, 500)  # each request may be too slow, too large or too odd
_WITH_KEYS = (401, 403, 429)
_EXAMPLE_INSTANCE = "urn:framing:request:0b7c2c5e"


def reply(model: type[BaseModel], *, lines: bool = False) -> Responses:
    """Document a reply that is written without its model; `lines` adds NDJSON."""
    schema = {"$ref": _REFERENCE + model.__name__}
    content: dict[str, Any] = {JSON: {"schema": schema, "example": _EXAMPLES[model]}}
    if lines:
        content[NDJSON] = {"schema": {"type": "string", "description": "A result on each line."}}
    return {200: {"description": "What was found.", "content": content}}


def problems(*statuses: int) -> Responses:
    """Document the problems that a route can reply with."""
    return {status: _problem(status) for status in statuses}


def body(contents: dict[str, type[BaseModel] | str]) -> dict[str, Any]:
    """Document a request body: a model for JSON, an example for text."""
    return {
        "requestBody": {
            "required": True,
            "content": {
                name: {"schema": {"type": "string"}, "example": content}
                if isinstance(content, str)
                else {"schema": {"$ref": _REFERENCE + content.__name__}}
                for name, content in contents.items()
            },
        }
    }


def openapi_document(app: FastAPI) -> dict[str, Any]:
    """The whole document: what FastAPI makes of the routes, with our schemas and problems."""
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    _, definitions = models_json_schema(
        [
            (schemas.ClassifyRequest, "validation"),
            (schemas.BatchRequest, "validation"),
            (schemas.ActivateRequest, "validation"),
            (schemas.ArticleReply, "serialization"),
            (schemas.BatchReply, "serialization"),
            (schemas.ProblemReply, "serialization"),
        ],
        ref_template=_REFERENCE + "{model}",
    )
    components = document.setdefault("components", {}).setdefault("schemas", {})
    components |= definitions["$defs"]
    components.pop("HTTPValidationError", None)
    components.pop("ValidationError", None)
    for path in document["paths"].values():
        for operation in path.values():
            responses = operation["responses"]
            if PROBLEM_JSON not in responses.get("422", {}).get("content", {PROBLEM_JSON: 0}):
                del responses["422"]
            statuses = (*_ALWAYS, *_WITH_KEYS) if "security" in operation else _ALWAYS
            responses |= {str(status): _problem(status) for status in statuses}
            _name_headers(responses)
    return document


def _name_headers(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        headers = response.setdefault("headers", {})
        headers["X-Request-ID"] = {"schema": {"type": "string"}}
        if status in ("429", "503"):
            headers["Retry-After"] = {"schema": {"type": "integer"}, "description": "Seconds."}
        if status in ("401", "403"):
            headers["WWW-Authenticate"] = {"schema": {"type": "string"}}


def _problem(status: int) -> dict[str, Any]:
    kinds = [kind for kind in _kinds(Problem) if kind.status == status]
    return {
        "description": ", or ".join(dict.fromkeys(kind.title for kind in kinds)) + ".",
        "content": {
            PROBLEM_JSON: {
                "schema": {"$ref": _REFERENCE + "ProblemReply"},
                "examples": {kind.slug: _example(kind) for kind in kinds},
            }
        },
    }


def _example(kind: type[Problem]) -> dict[str, Any]:
    detail = (kind.__doc__ or kind.title).splitlines()[0].partition(";")[0].rstrip(".") + "."
    document = {
        "type": TYPE_PREFIX + kind.slug,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": _EXAMPLE_INSTANCE,
    }
    return {"summary": kind.title, "value": document}


def _kinds(kind: type[Problem]) -> list[type[Problem]]:
    own = [] if kind.__name__.startswith("_") else [kind]
    return [*own, *(below for child in kind.__subclasses__() for below in _kinds(child))]


_EXAMPLE_REPLY: dict[str, Any] = {
    "id": "a-17",
    "language": "en",
    "model": {"name": "framing", "version": "1", "digest": "6a09e667…"},
    "sentences": [
        {
            "index": 0,
            "paragraph": 0,
            "heading": False,
            "start": 0,
            "end": 45,
            "text": "“We need to see the figures,” the mayor said.",
            "label": "attributed_claim",
            "scores": {
                "neutral_report": 0.03,
                "attributed_claim": 0.95,
                "editorial_opinion": 0.02,
            },
            "confidence": 0.95,
            "uncertain": False,
            "boilerplate": False,
            "source": {"start": 30, "end": 39, "text": "the mayor"},
            "cues": [{"start": 40, "end": 44, "text": "said"}],
            "loaded": [],
            "tokens": 13,
            "truncated": False,
        }
    ],
    "summary": {
        "sentences": 1,
        "boilerplate": 0,
        "uncertain": 0,
        "loaded_per_1000_words": 0.0,
        "share": {"neutral_report": 0.0, "attributed_claim": 1.0, "editorial_opinion": 0.0},
        "share_by_length": {
            "neutral_report": 0.0,
            "attributed_claim": 1.0,
            "editorial_opinion": 0.0,
        },
        "sources": [{"text": "the mayor", "sentences": [0]}],
    },
    "usage": {"characters": 45, "tokens": 15, "windows": 1},
}
_EXAMPLES: dict[type[BaseModel], dict[str, Any]] = {
    schemas.ArticleReply: _EXAMPLE_REPLY,
    schemas.BatchReply: {"results": [_EXAMPLE_REPLY]},
}
