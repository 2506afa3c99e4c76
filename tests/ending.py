"""A reading that ends its process over one document, as a machine without memory would."""

import os
from typing import Any

from kg.builds import _read
from kg.model import Metadata, Source

SIGN = "这里结束。"


def read(source: Source, told: Metadata, given: Metadata, base: str) -> Any:
    """As the true one, but for a document with the sign in it."""
    if SIGN in source.text:
        os._exit(1)
    return _read(source, told, given, base)
