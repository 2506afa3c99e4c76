"""Every format read back, by networkx where it can, else by a parser made for the test: the nodes and edges that a file holds."""

import csv
import io
import json
import re
import zipfile
from typing import Any, NamedTuple
from xml.etree import ElementTree

import networkx as nx

SVG = "{http://www.w3.org/2000/svg}"


class Read(NamedTuple):
    """What a file holds: how many nodes and edges, the labels of its nodes, and for each edge a text that should tell what it rests on."""

    nodes: int
    edges: int
    labels: set[str]
    evidence: list[str]


def from_networkx(graph: Any, label: str = "label") -> Read:
    facts = [str(data) for _, _, data in graph.edges(data=True)]
    return Read(graph.number_of_nodes(), graph.number_of_edges(), {str(data.get(label)) for _, data in graph.nodes(data=True)}, facts)


def graphml(content: bytes) -> Read:
    return from_networkx(nx.read_graphml(io.BytesIO(content)))


def gexf(content: bytes) -> Read:
    return from_networkx(nx.read_gexf(io.BytesIO(content), version="1.3"))


def cyjs(content: bytes) -> Read:
    return from_networkx(nx.cytoscape_graph(json.loads(content)))


def jgf(content: bytes) -> Read:
    graph = json.loads(content)["graph"]
    labels = {node["label"] for node in graph["nodes"].values()}
    return Read(len(graph["nodes"]), len(graph["edges"]), labels, [str(edge["metadata"]) for edge in graph["edges"]])


def tables(content: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline=""), strict=True)) for name in archive.namelist()
        }


def delimited(content: bytes) -> Read:
    read = tables(content)
    rows = read["edges.csv"]
    return Read(len(read["nodes.csv"]), len(rows), {row["label"] for row in read["nodes.csv"]}, [str(row) for row in rows])


def neo4j(content: bytes) -> Read:
    read = tables(content)
    rows = read["relationships.csv"]
    assert {row[":START_ID"] for row in rows} | {row[":END_ID"] for row in rows} <= {row["iri:ID"] for row in read["nodes.csv"]}
    assert all(re.fullmatch(r"\w+", row[":TYPE"]) for row in rows) and all(re.fullmatch(r"\w+", row[":LABEL"]) for row in read["nodes.csv"])
    return Read(len(read["nodes.csv"]), len(rows), {row["label:string"] for row in read["nodes.csv"]}, [str(row) for row in rows])


STRING = r'"((?:[^"\\]|\\["\\])*)"'
ATTRIBUTES = rf"\[(?:\w+=(?:{STRING}|\w+)(?:, )?)+\]"
DOT_NODE = re.compile(rf"  {STRING} {ATTRIBUTES};")
DOT_EDGE = re.compile(rf"  {STRING} -> {STRING} {ATTRIBUTES};")


def dot(content: bytes) -> Read:
    lines = content.decode().split("\n")
    assert lines[0] == "digraph view {" and lines[-2:] == ["}", ""]
    assert all(re.fullmatch(rf"  (graph|node|edge) {ATTRIBUTES};", line) for line in lines[1:4])
    body = lines[4:-2]
    nodes = [line for line in body if DOT_NODE.fullmatch(line)]
    edges = [line for line in body if DOT_EDGE.fullmatch(line)]
    assert len(nodes) + len(edges) == len(body)
    labels = {re.search(rf"\[label={STRING}", line)[1].replace('\\"', '"').replace("\\\\", "\\") for line in nodes}  # type: ignore[index]
    return Read(len(nodes), len(edges), labels, [line.replace('\\"', '"').replace("\\\\", "\\") for line in edges])


MERMAID = re.compile(
    r'  n\d+(?:\[|\(\[|\{\{|\{|\[\[)"((?:[^"#;]|#\d+;)*)"(?:\]|\]\)|\}\}|\}|\]\])|  n\d+ (?:-->|---)\|"((?:[^"#;]|#\d+;|<br/>)*)"\| n\d+'
)


def plain(text: str) -> str:
    return re.sub(r"#(\d+);", lambda mark: chr(int(mark[1])), text)


def mermaid(content: bytes) -> Read:
    lines = content.decode().split("\n")
    assert lines[0] == "flowchart LR" and lines[-1] == ""
    found = [MERMAID.fullmatch(line) for line in lines[1:-1]]
    assert all(found)
    nodes = {plain(match[1]) for match in found if match and match[1] is not None}
    edges = [plain(match[2]) for match in found if match and match[2] is not None]
    return Read(len(found) - len(edges), len(edges), nodes, edges)


def svg(content: bytes) -> Read:
    """Boxes, and the edges that the curves stand for."""
    root = ElementTree.fromstring(content)
    boxes = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    curves = [title.text or "" for path in root.iter(f"{SVG}path") if (title := path.find(f"{SVG}title")) is not None]
    labels = {(group.findtext(f"{SVG}title") or "").split("\n")[0].partition("：")[2] for group in boxes}
    counts = [int(re.search(r"×(\d+)$", text.split("\n")[0])[1]) for text in curves]  # type: ignore[index]
    return Read(len(boxes), sum(counts), labels, [line for text in curves for line in (text.split("\n")[1:] or [text])])


READERS = {
    "graphml": graphml, "gexf": gexf, "cyjs": cyjs, "jgf": jgf, "csv": delimited, "neo4j": neo4j, "dot": dot, "mermaid": mermaid, "svg": svg,
}  # fmt: skip
