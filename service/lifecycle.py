"""From starting to stopped: whether the service takes work, and who does it."""

import asyncio
import gc
import logging
from enum import Enum, auto
from typing import TypeVar

from model.checkpoint import Checkpoint, CheckpointError
from model.prediction import FramingModel
from model.registry import Registry
from service.activation import Activation
from service.active import active_checkpoint
from service.admission import Admission
from service.loading import load_model
from service.problems import Draining, ModelRefused, Starting, Unavailable
from service.reader import Detector, Reader
from service.scheduler import Scheduler
from service.settings import Settings

logger = logging.getLogger("framing.lifecycle")

Given = TypeVar("Given")


class Phase(Enum):
    """Where a service is in its life."""

    STARTING = auto()
    READY = auto()
    DRAINING = auto()
    FAILED = auto()


class Lifecycle:
    """Loads the model, and stands between the routes and the reader."""

    def __init__(self, settings: Settings) -> None:
        self.phase = Phase.STARTING
        self._settings = settings
        self._reader: Reader | None = None
        self._activation: Activation | None = None
        self._following: asyncio.Task[None] | None = None

    @property
    def started(self) -> bool:
        """Whether the model is loaded and warm."""
        return self._reader is not None

    @property
    def live(self) -> bool:
        """Whether the service computes, or may yet begin to."""
        return self.phase is not Phase.FAILED and (self._reader is None or self._reader.alive)

    async def start(
        self, model: FramingModel | None, detector: Detector | None, checkpoint: Checkpoint | None
    ) -> None:
        """Load what is not given, and take work from then on.

        A model that is not given is loaded from its `checkpoint`, or as the settings say.
        What cannot be loaded is logged, and the phase says so; nothing is raised.
        """
        try:
            loaded_model, loaded_detector = await asyncio.gather(
                _ready(model)
                if model
                else asyncio.to_thread(_load_model, checkpoint, self._settings),
                _ready(detector) if detector else asyncio.to_thread(_load_detector),
            )
            scheduler = Scheduler(Admission(self._settings.queue_tokens))
            reader = Reader(loaded_model, loaded_detector, scheduler, self._settings)
        except Exception as error:
            reason = str(error) if isinstance(error, CheckpointError) else type(error).__name__
            logger.error("the model cannot be served", extra={"reason": reason})
            self.phase = Phase.FAILED
            return
        self._reader = reader
        if self._settings.models is not None:
            registry = Registry(self._settings.models)
            self._activation = Activation(registry, reader, self._settings)
            self._following = asyncio.create_task(self._activation.follow())
        if model is None:
            gc.freeze()  # what is loaded now stays: the collector need not look at it again
        if self.phase is Phase.STARTING:
            self.phase = Phase.READY
            logger.info("ready", extra={"model": loaded_model.checkpoint.version})

    def reader(self) -> Reader:
        """The reader to give work to; raises `Starting`, `Draining` or `Unavailable`."""
        if self.phase is Phase.DRAINING:
            raise Draining("The service is about to stop and takes no new work.", retry_after=5)
        if self.phase is Phase.FAILED:
            raise Unavailable("The model could not be loaded; the log says why.", retry_after=60)
        if self._reader is None:
            raise Starting("The model is being loaded.")
        return self._reader

    def activation(self) -> Activation:
        """Who changes the model; raises what `reader` does, and `ModelRefused`."""
        self.reader()
        if self._activation is None:
            raise ModelRefused(
                "This service was started without a registry of models: set FRAMING_MODELS."
            )
        return self._activation

    def drain(self) -> None:
        """Take no more work; what is in flight goes on."""
        self.phase = Phase.DRAINING

    def stop(self) -> None:
        """Drop what is left."""
        self.drain()
        if self._following is not None:
            self._following.cancel()
        if self._reader is not None:
            self._reader.close()


async def _ready(given: Given) -> Given:
    return given


def _load_model(checkpoint: Checkpoint | None, settings: Settings) -> FramingModel:
    return load_model(checkpoint or active_checkpoint(settings), settings)


def _load_detector() -> Detector:
    from model.language import LanguageDetector  # costs memory, and tests bring their own

    return LanguageDetector()
