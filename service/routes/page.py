"""`GET /`: the page that articles are read on, from files of this package and nowhere else."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service.problems import NotFound

router = APIRouter(include_in_schema=False)

_FOLDER = Path(__file__).parents[1] / "page"
_INDEX = "index.html"
_MEDIA_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    # The browser itself refuses to make markup of a string, so no article can bring in a script.
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


@dataclass(frozen=True, slots=True)
class _PageFile:
    content: bytes
    media_type: str
    tag: str


def _page_files() -> dict[str, _PageFile]:
    """Every file of the page by its path: what is not in here cannot be asked for."""
    files = {}
    for path in sorted(_FOLDER.rglob("*")):
        if path.suffix in _MEDIA_TYPES:
            content = path.read_bytes()
            files[path.relative_to(_FOLDER).as_posix()] = _PageFile(
                content, _MEDIA_TYPES[path.suffix], f'"{sha256(content).hexdigest()[:32]}"'
            )
    return files


_FILES = _page_files()


@router.api_route("/", methods=["GET", "HEAD"])
async def index(request: Request) -> Response:
    """Show the page."""
    return _reply(request, _FILES[_INDEX])


@router.api_route("/page/{name:path}", methods=["GET", "HEAD"])
async def part(request: Request, name: str) -> Response:
    """Hand out a script, a style or an example of the page."""
    if name not in _FILES or name == _INDEX:
        raise NotFound("There is nothing at this path.")
    return _reply(request, _FILES[name])


def _reply(request: Request, file: _PageFile) -> Response:
    """The file, or word that the browser has it already.

    It is asked for anew each time, lest parts of two versions meet.
    """
    headers = {"Cache-Control": "no-cache", "ETag": file.tag, "Content-Security-Policy": _POLICY}
    if request.headers.get("If-None-Match") == file.tag:
        return Response(status_code=304, headers=headers)
    return Response(file.content, headers=headers, media_type=file.media_type)
