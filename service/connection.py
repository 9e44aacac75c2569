"""Work that stops when the client has gone."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request

from service.problems import ClientGone

Result = TypeVar("Result")


async def read_body(request: Request) -> bytes:
    """The whole body; raises `ClientGone` where the client leaves before its end."""
    try:
        return await request.body()
    except ClientDisconnect:
        raise ClientGone("The client closed the connection.") from None


async def while_connected(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """Do some work for a request whose body is read; raises `ClientGone` if its client leaves."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientGone("The client closed the connection.")
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
