"""Views as files for graph tools: one module a format, in the table below.

An exporter is a function ``write(view, stream)``: it takes a :class:`networkx.MultiDiGraph` whose nodes and edges carry plain values (text,
whole numbers, truth values; decimals as text), writes UTF-8 bytes, the same for the same view, and takes any character a document holds.
"""

import importlib
from collections.abc import Callable
from typing import IO, Any, NamedTuple

from kg.errors import UnknownName


class Export(NamedTuple):
    """A format: the module that writes it, the usual file ending, and what it is for."""

    module: str
    ending: str
    zh: str
    en: str


EXPORTS = {
    "graphml": Export("kg.exports.graphml", ".graphml", "GraphML：yEd、Gephi、networkx、igraph", "GraphML: yEd, Gephi, networkx, igraph"),
}


def exporter(format: str) -> Callable[[Any, IO[bytes]], None]:
    """The writer of a format.

    >>> exporter("grafml")
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 没有导出格式“grafml”。最接近的有：graphml。
    there is no export format "grafml". Nearest: graphml.
    """
    if format not in EXPORTS:
        raise UnknownName(f"没有导出格式“{format}”", f'there is no export format "{format}"', nearest=tuple(EXPORTS))
    writer: Callable[[Any, IO[bytes]], None] = importlib.import_module(EXPORTS[format].module).write
    return writer
