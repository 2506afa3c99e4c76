"""Views as files for graph tools: one module a format, in the table below.

An exporter is a function ``write(view, stream)``: it takes a :class:`networkx.MultiDiGraph` whose nodes and edges carry plain values (text,
whole numbers, truth values; decimals as text), writes bytes, the same for the same view, and takes any character a document holds. What is
None is left out. ``view.graph`` may hold ``title``, a sentence on what is shown, and ``lang``, the language of a drawing's own words.
"""

import importlib
from collections.abc import Callable
from typing import IO, Any, NamedTuple

from kg.errors import UnknownName


class Export(NamedTuple):
    """A format: the module that writes it, the usual file ending, its media type, what it is and what opens it.

    ``limited`` formats refuse a view that is too large for them, before they write anything.
    """

    module: str
    ending: str
    media: str
    zh: str
    en: str
    limited: bool = False


EXPORTS = {
    "graphml": Export(
        "graphml", ".graphml", "application/graphml+xml",
        "GraphML：yEd、Gephi、Cytoscape、networkx、igraph 都能打开", "GraphML: opens in yEd, Gephi, Cytoscape, networkx, igraph",
    ),
    "gexf": Export(
        "gexf", ".gexf", "application/gexf+xml",
        "GEXF 1.3，说法带时间区间：Gephi 的时间轴", "GEXF 1.3 with a time interval for each claim: the timeline of Gephi",
    ),
    "cyjs": Export(
        "cytoscape", ".cyjs", "application/json",
        "Cytoscape JSON：Cytoscape、cytoscape.js、网页", "Cytoscape JSON: Cytoscape, cytoscape.js, web pages",
    ),
    "jgf": Export(
        "jgf", ".json", "application/vnd.jgf+json",
        "JSON Graph Format 2：自己的程序", "JSON Graph Format 2: programs of your own",
    ),
    "csv": Export(
        "delimited", ".zip", "application/zip",
        "nodes.csv 和 edges.csv，装在一个 ZIP 里：表格软件、pandas、R、Gephi", "nodes.csv and edges.csv in one ZIP: spreadsheets, pandas, R, Gephi",
    ),
    "neo4j": Export(
        "neo4j", ".zip", "application/zip",
        "neo4j-admin 导入用的 CSV，装在一个 ZIP 里：Neo4j", "CSV for neo4j-admin import, in one ZIP: Neo4j",
    ),
    "dot": Export(
        "dot", ".dot", "text/vnd.graphviz",
        "DOT：Graphviz 排版", "DOT: layout by Graphviz",
    ),
    "mermaid": Export(
        "mermaid", ".mmd", "text/vnd.mermaid",
        "Mermaid 流程图，只用于小图：Markdown、wiki", "Mermaid flowchart, for small views: Markdown, wikis", True,
    ),
    "svg": Export(
        "svg", ".svg", "image/svg+xml",
        "SVG 图，鼠标停在线上见原文：浏览器、Inkscape、文章", "SVG drawing, quotes under the pointer: browsers, Inkscape, articles", True,
    ),
    "png": Export(
        "png", ".png", "image/png",
        "PNG 图：幻灯片、文档；需 resvg-py 和一种中文字体", "PNG drawing: slides, documents; needs resvg-py and a Chinese font", True,
    ),
}  # fmt: skip


def exporter(format: str) -> Callable[[Any, IO[bytes]], None]:
    """The writer of a format.

    >>> exporter("grafml")
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 没有导出格式“grafml”。可用：graphml、gexf、cyjs、jgf、csv、neo4j、dot、mermaid、svg、png。
    there is no export format "grafml". There are: graphml, gexf, cyjs, jgf, csv, neo4j, dot, mermaid, svg, png.
    """
    if format not in EXPORTS:
        raise UnknownName(f"没有导出格式“{format}”", f'there is no export format "{format}"', known=tuple(EXPORTS))
    writer: Callable[[Any, IO[bytes]], None] = importlib.import_module(f"kg.exports.{EXPORTS[format].module}").write
    return writer
