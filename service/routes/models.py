"""The served model, the others on disk, and one for another."""

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from model.checkpoint import CONFIG, MANIFEST, Checkpoint, CheckpointError, file_digest
from model.registry import Registry, RegistryError
from service.body import check_fields, parse_json
from service.connection import read_body
from service.keys import Scope
from service.media_type import JSON, media_type
from service.openapi import body, problems
from service.problems import ModelRefused, Unavailable
from service.reply import served_model
from service.routes.dependencies import AdminActivation, ReadyReader, ServiceSettings, requires
from service.schemas import ActivateRequest, ModelCard, ModelsReply, ServedModel

router = APIRouter(tags=["models"])

_MOST_FOLDERS = 100


@router.get(
    "/v1/models",
    summary="The served model, its metrics, and the others on disk",
    dependencies=[requires(Scope.CLASSIFY)],
    responses=problems(503),
)
async def models(reader: ReadyReader, settings: ServiceSettings) -> ModelsReply:
    """Show which model answers, how well it did on its test articles, and what else is there.

    With a registry the others are its models, which can be activated, and `active` is what all
    workers serve or are about to. Without one they are the model folders beside the served one.
    """
    served = reader.model.checkpoint
    card = ModelCard(**served_model(served), metrics=served.metrics)
    if settings.models is None:
        others = await asyncio.to_thread(_neighbours, served)
        return ModelsReply(served=card, active=None, others=others)
    try:
        registered, active = await asyncio.to_thread(_registered, Registry(settings.models))
    except RegistryError:
        raise Unavailable("The registry of models cannot be read.") from None
    others = [model for model in registered if model.digest != served.digest]
    return ModelsReply(served=card, active=active, others=others)


@router.post(
    "/v1/models/activate",
    summary="Serve another model of the registry",
    responses=problems(400, 403, 408, 409, 413, 415, 422, 503),
    openapi_extra=body({JSON: ActivateRequest}),
)
async def activate(
    request: Request, activation: AdminActivation, settings: ServiceSettings
) -> ModelCard:
    """Swap the served model; no request fails for it.

    The model is checked, loaded and warmed while the present one goes on. The reply comes when
    this worker serves it; other workers follow within seconds. A model that is not there or not
    sound is refused with what is wrong, and nothing changes.
    """
    media_type(request.headers, JSON)
    content = await read_body(request)
    fields = check_fields(ActivateRequest, parse_json(content, settings.json_depth))
    return await _changed(activation.activate(fields.name, fields.version))


@router.post(
    "/v1/models/rollback",
    summary="Serve what was served before",
    responses=problems(403, 409, 503),
)
async def roll_back(activation: AdminActivation) -> ModelCard:
    """Take the latest activation back, as smoothly as it was made.

    Before the first activation the service's own model was served.
    """
    return await _changed(activation.roll_back())


async def _changed(change: Coroutine[Any, Any, Checkpoint]) -> ModelCard:
    try:
        served = await change
    except CheckpointError as error:
        raise ModelRefused(f"Nothing has changed: {error}.") from None
    return ModelCard(**served_model(served), metrics=served.metrics)


def _registered(registry: Registry) -> tuple[list[ServedModel], ServedModel | None]:
    models = [ServedModel(**asdict(model)) for model in registry.models()]
    activations = registry.activations()
    return models, ServedModel(**asdict(activations[-1])) if activations else None


def _neighbours(served: Checkpoint) -> list[ServedModel]:
    here = served.folder.resolve()
    manifests = sorted(here.parent.glob(f"*/{MANIFEST}"))[:_MOST_FOLDERS]
    listed = (_listed(manifest.parent) for manifest in manifests if manifest.parent != here)
    return [model for model in listed if model is not None]


def _listed(folder: Path) -> ServedModel | None:
    """A model by what its folder says of it; its weights are checked when it is loaded."""
    try:
        serving = json.loads((folder / CONFIG).read_bytes())["serving"]
        digest = file_digest(folder / MANIFEST)
        return ServedModel(name=serving["name"], version=serving["version"], digest=digest)
    except (OSError, ValueError, KeyError, TypeError):
        return None
