"""The served model, and the others on disk."""

import asyncio
import json
from pathlib import Path

from fastapi import APIRouter

from model.checkpoint import CONFIG, MANIFEST, Checkpoint, file_digest
from service.keys import Scope
from service.openapi import problems
from service.reply import served_model
from service.routes.dependencies import ReadyReader, requires
from service.schemas import ModelCard, ModelsReply, ServedModel

router = APIRouter(tags=["about"])

_MOST_FOLDERS = 100


@router.get(
    "/v1/models",
    summary="The served model, its metrics, and the others on disk",
    dependencies=[requires(Scope.CLASSIFY)],
    responses=problems(503),
)
async def models(reader: ReadyReader) -> ModelsReply:
    """Show which model answers, how well it did on its test articles, and what else is there.

    The others are the model folders beside the served one.
    """
    served = reader.model.checkpoint
    others = await asyncio.to_thread(_others, served)
    return ModelsReply(
        served=ModelCard(**served_model(served), metrics=served.metrics),
        others=others,
    )


def _others(served: Checkpoint) -> list[ServedModel]:
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
