"""`/docs`: the OpenAPI document as a page that loads nothing from elsewhere.

The assets of Swagger UI come from the package `fastapi-offline`; of it nothing else is used.
"""

from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, HTMLResponse, Response

from service.middleware.security_headers import CONTENT_SECURITY_POLICY
from service.problems import NotFound

router = APIRouter(include_in_schema=False)

# Swagger UI writes style attributes.
_POLICY = CONTENT_SECURITY_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
_KEPT_A_DAY = {"Cache-Control": "public, max-age=86400"}
_ASSETS = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Framing: the HTTP interface</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" href="data:,">
</head>
<body>
<div id="document"><a href="openapi.json">openapi.json</a></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({
  url: "openapi.json", dom_id: "#document", deepLinking: true, validatorUrl: null
});
"""


@router.get("/docs")
async def page() -> HTMLResponse:
    """Show the interface, with a form to try each route."""
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})


@router.get("/docs/start.js")
async def start() -> Response:
    """Start Swagger UI; a script of its own, so that no inline script need be allowed."""
    return Response(_START, media_type="text/javascript", headers=_KEPT_A_DAY)


@router.get("/docs/{name}")
async def asset(name: str) -> FileResponse:
    """Hand out Swagger UI's script and style."""
    package = find_spec("fastapi_offline")
    if name not in _ASSETS or package is None or package.origin is None:
        raise NotFound("There is nothing at this path.")
    path = Path(package.origin).parent / "static" / name
    return FileResponse(path, media_type=_ASSETS[name], headers=_KEPT_A_DAY)
