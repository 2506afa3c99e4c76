"""What a dump holds comes back: through parsers of three makers as one data set, and as a store that answers every named query alike."""

import gzip
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld

import kg
from kg.dumps import write
from kg.dumps.folder import write_folder
from kg.errors import InputError, StoreError, StoreMissing
from kg.queries import catalogue
from kg.store import SUMS, Dump, Snapshot, open_snapshot
from tests.queries.answers import answered, build, stated
from tests.running import kg as command

Quad = tuple[str, str, tuple[str, str, str], str]  # the object as what it is, its text, its datatype or language
STRING, LANG = "http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
# what a parser would rather have otherwise: a language is the same in capitals, and a number by its value
HOSTILE = ["a\x01b", '"]}\n<b>&amp;', "行一\r\n行二\\", "\u202e倒", "", " 3 ", "'''\"\"\"", "\\u0041", "𠮷", "{ } . #"]


class Held(Snapshot):
    """A snapshot over a store in memory."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store  # type: ignore[misc]


def literal(text: str, datatype: str, language: str = "") -> tuple[str, str, str]:
    return "literal", text, f"@{language.lower()}" if language else datatype


# ---------------------------------------------------------------------------------------------- the parsers


def by_oxigraph(content: bytes, form: ox.RdfFormat) -> set[Quad]:
    def thing(term: Any) -> tuple[str, str, str]:
        return literal(term.value, term.datatype.value, term.language or "") if isinstance(term, ox.Literal) else ("iri", term.value, "")

    return {
        (quad.subject.value, quad.predicate.value, thing(quad.object), "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value)
        for quad in ox.parse(content, format=form)
    }  # fmt: skip


def by_rdflib(content: bytes, form: str) -> set[Quad]:
    normal, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        data = rdflib.Dataset()
        data.parse(data=content.decode(), format=form)
    finally:
        rdflib.NORMALIZE_LITERALS = normal

    def thing(term: Any) -> tuple[str, str, str]:
        return (
            literal(str(term), str(term.datatype or STRING), term.language or "")
            if isinstance(term, rdflib.Literal)
            else ("iri", str(term), "")
        )

    default = str(data.default_graph.identifier)
    return {(str(s), str(p), thing(o), "" if graph is None or str(graph) == default else str(graph)) for s, p, o, graph in data.quads()}


def by_pyld(content: bytes, form: str) -> set[Quad]:
    if form == "json-ld":
        datasets = [jsonld.to_rdf(json.loads(content))]
    else:  # some lines at a time, for it holds each triple against all before it
        lines = content.splitlines(keepends=True)
        some = (b"".join(lines[at : at + 500]) for at in range(0, len(lines), 500))
        datasets = [jsonld.JsonLdProcessor.parse_nquads(part.decode()) for part in some]

    def thing(term: Any) -> tuple[str, str, str]:
        return ("iri", term["value"], "") if term["type"] == "IRI" else literal(term["value"], term["datatype"], term.get("language", ""))

    return {
        (triple["subject"]["value"], triple["predicate"]["value"], thing(triple["object"]), "" if name == "@default" else name)
        for dataset in datasets for name, triples in dataset.items() for triple in triples
    }  # fmt: skip


def by_raptor(content: bytes, form: str) -> set[Quad]:
    """Raptor, a library in C (Debian: raptor2-utils), which writes what it reads as N-Quads."""
    if shutil.which("rapper") is None:
        pytest.skip("没有 rapper，TriG 只由两种解析器读（apt-get install raptor2-utils）· no rapper: TriG is read by two parsers only")
    done = subprocess.run(["rapper", "-q", "-i", form, "-o", "nquads", "-", "urn:base"], input=content, capture_output=True, check=True)
    return by_oxigraph(done.stdout, ox.RdfFormat.N_QUADS)


PARSERS: dict[str, dict[str, Callable[[bytes], set[Quad]]]] = {
    "nquads": {
        "oxigraph": lambda content: by_oxigraph(content, ox.RdfFormat.N_QUADS), "rdflib": lambda content: by_rdflib(content, "nquads"),
        "pyld": lambda content: by_pyld(content, "nquads"),
    },
    "trig": {
        "oxigraph": lambda content: by_oxigraph(content, ox.RdfFormat.TRIG), "rdflib": lambda content: by_rdflib(content, "trig"),
        "raptor": lambda content: by_raptor(content, "trig"),
    },
    "jsonld": {
        "oxigraph": lambda content: by_oxigraph(content, ox.RdfFormat.JSON_LD), "rdflib": lambda content: by_rdflib(content, "json-ld"),
        "pyld": lambda content: by_pyld(content, "json-ld"),
    },
}  # fmt: skip
EACH = [(format, name) for format, parsers in PARSERS.items() for name in parsers]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A store of the documents that the named queries are asked about."""
    store = tmp_path_factory.mktemp("trips") / "store"
    build(store)
    with open_snapshot(store) as opened:
        yield opened


@pytest.fixture(scope="module")
def dumps(snapshot: Snapshot) -> dict[str, bytes]:
    return {format: dumped(snapshot, format) for format in PARSERS}


def dumped(snapshot: Snapshot, format: str) -> bytes:
    stream = io.BytesIO()
    write(snapshot, format, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def told(snapshot: Snapshot) -> Callable[[str], str]:
    """What the store itself answers a named query, asked once."""
    return cache(lambda name: answered(snapshot, name, stated(name)[0]))


def held(snapshot: Snapshot) -> set[Quad]:
    return by_oxigraph(ox.serialize(snapshot.store, format=ox.RdfFormat.N_QUADS) or b"", ox.RdfFormat.N_QUADS)


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
@pytest.mark.parametrize(("format", "parser"), EACH)
def test_three_parsers_read_one_data_set(format: str, parser: str, snapshot: Snapshot, dumps: dict[str, bytes]) -> None:
    expected = held(snapshot)
    assert not any(
        value.startswith("_:") for quad in expected for value in (quad[0], quad[2][1])
    )  # no blank nodes, so that quads can be compared
    assert PARSERS[format][parser](dumps[format]) == expected


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
@pytest.mark.parametrize(("format", "parser"), EACH)
def test_three_parsers_read_hostile_words_alike(format: str, parser: str) -> None:
    store = ox.Store()
    words = [
        text for text in HOSTILE if not (parser == "pyld" and format == "nquads" and "\x01" in text)
    ]  # pyld 3.3 leaves \\uXXXX as it is written
    for order, text in enumerate(words):
        node = ox.NamedNode(f"https://example.org/{order}?a=1&b=%22#char=1,2")
        for value in (ox.Literal(text), ox.Literal(text, language="zh"), ox.Literal(text, datatype=ox.NamedNode("urn:type"))):
            store.add(ox.Quad(node, ox.NamedNode("https://schema.org/headline"), value, ox.NamedNode("https://example.org/图")))
    snapshot = Held(store)
    assert PARSERS[format][parser](dumped(snapshot, format)) == held(snapshot)


# ---------------------------------------------------------------------------------------------- a store again


@pytest.fixture(scope="module", params=["folder", ".nq", ".nq.gz", ".trig", ".jsonld"])
def rebuilt(
    request: pytest.FixtureRequest, snapshot: Snapshot, dumps: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Snapshot]:
    path: Path = tmp_path_factory.mktemp("rebuilt") / f"dump{request.param}"
    if request.param == "folder":
        write_folder(snapshot, path)
    else:
        content = dumps[{"nq": "nquads", "trig": "trig", "jsonld": "jsonld"}[request.param.split(".")[1]]]
        path.write_bytes(gzip.compress(content) if request.param.endswith(".gz") else content)
    with open_snapshot(path) as opened:
        yield opened


def test_a_store_from_a_dump_holds_the_same(rebuilt: Snapshot, snapshot: Snapshot) -> None:
    assert isinstance(rebuilt, Dump)
    assert held(rebuilt) == held(snapshot) and rebuilt.versions() == snapshot.versions()


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_store_from_a_dump_answers_every_named_query_alike(name: str, rebuilt: Snapshot, told: Callable[[str], str]) -> None:
    parameters, rows = stated(name)
    assert answered(rebuilt, name, parameters) == told(name) == rows


def test_the_dump_of_a_dump_is_the_dump(rebuilt: Snapshot, dumps: dict[str, bytes]) -> None:
    assert dumped(rebuilt, "nquads") == dumps["nquads"]


def test_a_dump_is_asked_by_every_way_in(snapshot: Snapshot, tmp_path: Path) -> None:
    write_folder(snapshot, tmp_path / "dump")
    asked = ("ask", "who-claimed", "--metric", "老旧小区改造", "--format", "csv", "--store")
    told = command(*asked, str(tmp_path / "dump"))
    assert told.returncode == 0 and told.stdout == command(*asked, str(snapshot.root)).stdout
    with kg.open_graph(tmp_path / "dump") as graph, kg.open_graph(snapshot.root) as whole:
        assert graph.claims().rows == whole.claims().rows and len(graph.claims()) > 10
        assert list(graph.to_networkx().edges) == list(whole.to_networkx().edges)
        assert list(graph.describe()) == list(whole.describe())


def test_what_a_dump_does_not_hold_is_told(snapshot: Snapshot, tmp_path: Path) -> None:
    write_folder(snapshot, tmp_path)
    with kg.open_graph(tmp_path) as graph:
        document = graph.document(graph.claims(limit=1).column("document")[0])
        for want in (lambda: document.text, lambda: document.received, lambda: graph.publish("schemaorg", tmp_path / "claims.jsonld")):
            with pytest.raises(StoreError, match="holds RDF alone"):
                want()
    for words in (["index"], ["serve", "--port", "0"], ["verify"], ["info"], ["export", "claims"]):
        done = command(*words, "--store", str(tmp_path))
        assert done.returncode == 3 and "dump" in done.stderr, words
    assert command("build", str(tmp_path / "description.ttl"), "--store", str(tmp_path)).returncode == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SHA256SUMS", "description.ttl", "whoclaims.nq.gz", "whoclaims.ttl.gz"]


def test_what_is_no_dump_or_a_changed_one_is_refused(snapshot: Snapshot, tmp_path: Path) -> None:
    write_folder(snapshot, tmp_path / "dump")
    packed = tmp_path / "dump" / "whoclaims.nq.gz"
    packed.write_bytes(gzip.compress(gzip.decompress(packed.read_bytes()).replace("12个".encode(), "13个".encode())))
    with pytest.raises(InputError, match=f"is not what {SUMS} says"):
        _ = open_snapshot(tmp_path / "dump").store
    for name, content in (
        ("a.ttl", b""), ("b.nq", b"<urn:a> nonsense"), ("c.nq.gz", b"no gzip"), ("d.jsonld", b"["), ("e.txt", b""), ("f.nq.gz", gzip.compress(b"x")[:-4]),
        ("g.jsonld", b'{"@context": "https://example.org/context", "a": "b"}'),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError):
            _ = open_snapshot(tmp_path / name).store
    for name, content in (("others.nq", b"<urn:a> <urn:b> <urn:c> <urn:d> .\n"), ("empty.nq", b""), ("empty.trig", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError, match="holds no store of Whoclaims"):
            _ = open_snapshot(tmp_path / name).store
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / SUMS).write_text("00  ../a.nq\n00  missing.nq\n\n", encoding="utf-8")
    with pytest.raises(InputError, match="no dump with named graphs in this folder"):
        _ = open_snapshot(tmp_path / "none").store
    with pytest.raises(StoreMissing):
        open_snapshot(tmp_path / "nothing")
