"""The whole store in every format: all of it, readable by two parsers, the same bytes twice, whatever the documents hold."""

import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib

from kg.builds import build
from kg.dumps import DUMPS, write
from kg.resources import EXAMPLES, resource
from kg.store import Snapshot, open_snapshot
from kg.vocabulary import KG, PREFIXES

FORMATS = {
    "nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD, "turtle": ox.RdfFormat.TURTLE,
    "rdfxml": ox.RdfFormat.RDF_XML,
}  # fmt: skip
RDFLIB = {"nquads": "nquads", "trig": "trig", "jsonld": "json-ld", "turtle": "turtle", "rdfxml": "xml"}
HOSTILE = ["a\x01b\ufffe", '"]}\n<b>&amp;', "行一\r\n行二\\", "\u202e倒", "", " 3 "]


class Held(Snapshot):
    """A snapshot over a store in memory."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store  # type: ignore[misc]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    target: Path = tmp_path_factory.mktemp("dumps") / "store"
    build([str(EXAMPLES / "lanxi-news.jsonl")], target)
    with open_snapshot(target) as opened:
        yield opened


@pytest.fixture(scope="module")
def hostile() -> Snapshot:
    store = ox.Store()
    for name in ("urn:g", "urn:h", None):
        graph = ox.NamedNode(name) if name else ox.DefaultGraph()
        for text in HOSTILE:
            for value in (ox.Literal(text), ox.Literal(text, language="zh"), ox.Literal(text, datatype=ox.NamedNode("urn:type"))):
                store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode(KG + "quote"), value, graph))
        for predicate, value in (
            ("kg:metric", ox.Literal("是字不是物")), ("oa:start", ox.NamedNode("urn:b")), ("oa:start", ox.Literal(3)), ("oa:end", ox.Literal("3")),
            ("rdf:type", ox.NamedNode("urn:a#b/c")), ("schema:name", ox.Literal(True)),
        ):  # fmt: skip
            prefix, local = predicate.split(":")
            store.add(
                ox.Quad(
                    ox.NamedNode("https://example.org/?a=1&b=<>".replace("<>", "")), ox.NamedNode(PREFIXES[prefix] + local), value, graph
                )
            )
    return Held(store)


@pytest.fixture(scope="module")
def whole(snapshot: Snapshot) -> Callable[[str], bytes]:
    """The dump of the store in a format, written once."""
    return cache(lambda format: dumped(snapshot, format))


def dumped(snapshot: Snapshot, format: str) -> bytes:
    stream = io.BytesIO()
    write(snapshot, format, stream)
    return stream.getvalue()


def expected(snapshot: Snapshot, format: str) -> Counter[str]:
    clean = (lambda text: text.replace("\\u0001", "\ufffd").replace("\\uFFFE", "\ufffd")) if format == "rdfxml" else str
    if DUMPS[format].graphs:
        return Counter(str(quad) for quad in snapshot.store)
    return Counter({clean(str(quad.triple)) for quad in snapshot.store})


def parsed(content: bytes, format: str) -> Counter[str]:
    return Counter(str(quad if DUMPS[format].graphs else quad.triple) for quad in ox.parse(content, format=FORMATS[format]))


def test_every_format_is_tried() -> None:
    assert set(FORMATS) == set(RDFLIB) == set(DUMPS)


@pytest.mark.parametrize("format", DUMPS)
def test_every_dump_holds_the_whole_store_and_nothing_twice(format: str, snapshot: Snapshot, whole: Callable[[str], bytes]) -> None:
    assert parsed(whole(format), format) == expected(snapshot, format)


@pytest.mark.parametrize("format", DUMPS)
def test_hostile_text_comes_back_as_it_was(format: str, hostile: Snapshot) -> None:
    assert parsed(dumped(hostile, format), format) == expected(hostile, format)


@pytest.mark.parametrize("format", DUMPS)
def test_the_same_store_gives_the_same_bytes(format: str, snapshot: Snapshot, whole: Callable[[str], bytes]) -> None:
    assert dumped(snapshot, format) == whole(format)


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
@pytest.mark.parametrize("format", DUMPS)
def test_rdflib_reads_as_much(format: str, snapshot: Snapshot, whole: Callable[[str], bytes]) -> None:
    content = whole(format)
    if DUMPS[format].graphs:
        dataset = rdflib.Dataset()
        dataset.parse(data=content.decode(), format=RDFLIB[format])
        assert sum(1 for _ in dataset.quads()) == len(snapshot.store)
    else:
        assert len(rdflib.Graph().parse(data=content, format=RDFLIB[format])) == sum(expected(snapshot, format).values())


def test_rdf_xml_is_well_formed_whatever_the_text(hostile: Snapshot) -> None:
    assert ElementTree.fromstring(dumped(hostile, "rdfxml")).tag.endswith("RDF")


def test_jsonld_is_written_for_people_too(whole: Callable[[str], bytes]) -> None:
    document: Any = json.loads(whole("jsonld"))
    claims = [node for graph in document["@graph"] for node in graph["@graph"] if node.get("@type") == "schema:Claim"]
    assert claims and all(claim["kg:voice"].startswith("kg:") and isinstance(claim["prov:wasQuotedFrom"], str) for claim in claims)


def test_the_context_knows_the_prefixes_and_every_property_that_holds_things() -> None:
    context = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert PREFIXES.items() <= context.items()
    things = ox.NamedNode(PREFIXES["owl"] + "ObjectProperty")
    for triple in ox.parse(path=str(resource("ontology/kg.ttl")), format=ox.RdfFormat.TURTLE):
        if triple.object == things and triple.subject.value.startswith(KG):
            assert context["kg:" + triple.subject.value.removeprefix(KG)]["@type"] == "@id"
