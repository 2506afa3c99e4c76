"""What each format holds: the quote of every claim by its IRI, read by the library that its community uses."""

import json
from collections.abc import Callable, Mapping


def schemaorg(content: bytes) -> Mapping[str, str]:
    return {node["@id"]: node["text"] for node in json.loads(content)["@graph"] if node["@type"] == "Claim"}


READERS: Mapping[str, Callable[[bytes], Mapping[str, str]]] = {"schemaorg": schemaorg}
