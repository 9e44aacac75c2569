"""One model for another, while articles are being read."""

import asyncio
import logging
import weakref
from math import inf

from model.checkpoint import Checkpoint, CheckpointError
from model.prediction import FramingModel
from model.registry import Activations, Registry, RegistryError
from service.active import checkpoint_after
from service.loading import load_model
from service.memory import return_memory
from service.reader import Reader
from service.settings import Settings

logger = logging.getLogger("framing.activation")

_POLL_SECONDS = 1.0
_RETRY_SECONDS = 30.0  # after a model that could not be served


class Activation:
    """Moves a registry's pointer, and keeps a reader to the model that it names.

    The next model is loaded and warmed beside the present one, which finishes the articles
    that it has begun. Where the next one cannot be served, all stays as it was.
    """

    def __init__(self, registry: Registry, reader: Reader, settings: Settings) -> None:
        self._registry = registry
        self._reader = reader
        self._settings = settings
        self._turn = asyncio.Lock()
        self._former: weakref.ref[FramingModel] | None = None

    async def activate(self, name: str, version: str) -> Checkpoint:
        """Serve a model of the registry, in this worker at once; raises `CheckpointError`."""
        async with self._turn:
            model = await asyncio.to_thread(self._registry.find, name, version)
            before = await asyncio.to_thread(self._registry.activations)
            after = before if before[-1:] == (model,) else (*before, model)
            return await self._move(before, after)

    async def roll_back(self) -> Checkpoint:
        """Serve what was served before the latest activation; raises `CheckpointError`."""
        async with self._turn:
            before = await asyncio.to_thread(self._registry.activations)
            if not before:
                raise RegistryError("there is no activation to roll back")
            return await self._move(before, before[:-1])

    async def follow(self) -> None:
        """Serve what the pointer names, whoever moves it, until cancelled.

        What cannot be served is logged, and tried again later. The memory of a former model is
        returned once its last article is read.
        """
        clock = asyncio.get_running_loop().time
        seen: object = None
        retry_at = 0.0  # so that the first look compares, whatever it sees
        while True:
            try:
                stamp = await asyncio.to_thread(self._registry.stamp)
                if stamp != seen or clock() >= retry_at:
                    seen, retry_at = stamp, clock() + _RETRY_SECONDS
                    await self._catch_up()
                    retry_at = inf
                await self._forget_former()
            except Exception as error:
                reason = str(error) if isinstance(error, CheckpointError) else type(error).__name__
                logger.error("the active model cannot be served", extra={"reason": reason})
            await asyncio.sleep(_POLL_SECONDS)

    async def _move(self, before: Activations, after: Activations) -> Checkpoint:
        model = await self._loaded(after)
        await asyncio.to_thread(self._registry.replace, before, after)
        self._serve(model)
        return model.checkpoint

    async def _catch_up(self) -> None:
        async with self._turn:
            self._serve(await self._loaded(await asyncio.to_thread(self._registry.activations)))

    async def _forget_former(self) -> None:
        if self._former is not None and self._former() is None:
            self._former = None
            await asyncio.to_thread(return_memory)

    async def _loaded(self, activations: Activations) -> FramingModel:
        """The model that some activations leave active: the present one, if it is that."""
        present = self._reader.model
        if activations and activations[-1].digest == present.checkpoint.digest:
            return present
        if not activations and present.checkpoint.folder == self._settings.model:
            return present
        try:
            checkpoint = await asyncio.to_thread(checkpoint_after, activations, self._settings)
            return await asyncio.to_thread(load_model, checkpoint, self._settings)
        except CheckpointError as error:  # said to clients, whom the machine's paths do not concern
            raise CheckpointError(str(error).replace(f"{self._registry.folder}/", "")) from error

    def _serve(self, model: FramingModel) -> None:
        if model is self._reader.model:
            return
        self._former = weakref.ref(self._reader.model)
        self._reader.model = model
        served = model.checkpoint
        logger.info(
            "another model is served",
            extra={"model": served.name, "version": served.version, "digest": served.digest},
        )
