"""JSON written an element a line, so that a large view needs no large memory and two versions can be compared line by line."""

import json
from collections.abc import Iterable
from typing import IO, Any

from kg.exports.elements import storable


def dumped(value: Any) -> str:
    return storable(json.dumps(value, ensure_ascii=False, allow_nan=False))


def put(stream: IO[bytes], opening: str, elements: Iterable[str]) -> None:
    """Write the opening, then the elements, with a comma between two."""
    stream.write(opening.encode())
    for order, element in enumerate(elements):
        stream.write((",\n" if order else "\n").encode() + element.encode())
