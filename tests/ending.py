"""A reading that ends its process over one document, as a machine without memory would."""

import os

from kg import contents
from kg.model import Metadata, Source

SIGN = "这里结束。"


def contents_of(source: Source, given: Metadata, base: str) -> contents.Contents:
    """As the true one, but for a document with the sign in it."""
    if SIGN in source.text:
        os._exit(1)
    return contents.contents_of(source, given, base)
