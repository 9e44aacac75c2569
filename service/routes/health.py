"""The three probes."""

from fastapi import APIRouter

from service.openapi import problems
from service.problems import Starting, Unavailable
from service.routes.dependencies import ReadyReader, ServiceLifecycle
from service.schemas import HealthReply

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/started", summary="Has the model been loaded?", responses=problems(503))
async def started(lifecycle: ServiceLifecycle) -> HealthReply:
    """Say once and for all that the service has come up."""
    if not lifecycle.started:
        raise Starting("The model is being loaded.")
    return HealthReply(status="started")


@router.get("/live", summary="Is the process sound?", responses=problems(503))
async def live(lifecycle: ServiceLifecycle) -> HealthReply:
    """Say whether the process can still do its work; if not, it should be replaced."""
    if not lifecycle.live:
        raise Unavailable("The service can no longer compute.")
    return HealthReply(status="live")


@router.get("/ready", summary="Does it take work?", responses=problems(503))
async def ready(reader: ReadyReader) -> HealthReply:
    """Say whether requests should be sent here now."""
    return HealthReply(status="ready")
