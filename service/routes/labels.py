"""The labels and what they mean."""

from fastapi import APIRouter

from model.labels import LABELS
from service.schemas import LabelReply, LabelsReply

router = APIRouter(tags=["about"])


@router.get("/v1/labels", summary="The labels, their order and their definition")
async def labels() -> LabelsReply:
    """List the labels in the order of all scores."""
    return LabelsReply(
        labels=[
            LabelReply(label=label, voice=label.voice, definition=label.definition)
            for label in LABELS
        ]
    )
