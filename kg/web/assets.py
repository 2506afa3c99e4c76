"""Files that pages need: read once when the server starts, so that no request reaches the file system.

``static/vendored.json`` says of each file of others where it comes from, which version it is, its digest and its licence.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from kg.web import problems
from kg.web.responses import not_modified, unchanged

FOLDER = Path(__file__).parent / "static"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".LICENSE": "text/plain"}


class Asset(NamedTuple):
    """A file as it is sent."""

    content: bytes
    media: str
    tag: str


def assets() -> dict[str, Asset]:
    """Every file by its name."""
    found = {}
    for path in sorted(FOLDER.iterdir()):
        if path.suffix in _TYPES:
            content = path.read_bytes()
            found[path.name] = Asset(content, _TYPES[path.suffix], f'"{hashlib.sha256(content).hexdigest()[:32]}"')
    return found


async def asset(request: Request) -> Response:
    """Send a file."""
    found: dict[str, Asset] = request.app.state.assets
    known = found.get(request.path_params["name"])
    if known is None:
        raise problems.not_found()
    headers = {"etag": known.tag, "cache-control": "public, max-age=3600"}
    return not_modified(headers) if unchanged(request, known.tag) else Response(known.content, media_type=known.media, headers=headers)
