"""Federated questions: files that join this graph with Wikidata and DBpedia, run by the engine of others; never by ours."""

import csv
import io
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import kg
from kg import queries, sparql, templates
from kg.errors import QueryRefused
from kg.resources import resource
from tests.links import servers
from tests.running import ask_main
from tests.serving import serving

FILES = sorted(resource("queries/federated").glob("*.rq"))
PROGRAM = str(Path(sysconfig.get_path("scripts")) / "oxigraph")
HEBI = ox.NamedNode("https://w3id.org/whoclaims/place/410600")
MADE_UP = {
    "wikidata-population": ox.NamedNode("http://www.wikidata.org/entity/Q900000010"),
    "dbpedia-abstracts": ox.NamedNode("http://dbpedia.org/resource/Lanxi_County_of_Nowhere"),
}


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def service(path: Path) -> str:
    return next(line.removeprefix("#+ service: ") for line in text(path).splitlines() if line.startswith("#+ service: "))


def directed(path: Path, url: str) -> str:
    """The query as a person would fill it: about an item that was made up, at a server on the loopback."""
    filled = templates.with_values(text(path), {"item": [MADE_UP[path.stem]]})
    assert filled.count(f"SERVICE <{service(path)}>") == 1
    return filled.replace(f"SERVICE <{service(path)}>", f"SERVICE <{url}>")


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.oxigraph(tmp_path_factory.mktemp("others")) as url:
        yield url


@pytest.fixture(scope="module")
def dumped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump of the examples, and the links a person decided on."""
    file = tmp_path_factory.mktemp("dump") / "graph.nq"
    links = "".join(
        f"{HEBI} <http://www.w3.org/2004/02/skos/core#closeMatch> {item} <https://w3id.org/whoclaims/graph/links> .\n"
        for item in MADE_UP.values()
    )
    with file.open("wb") as stream:
        kg.open_examples().snapshot.store.dump(stream, ox.RdfFormat.N_QUADS)
        stream.write(links.encode())
    return file


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_says_what_it_is_asks_where_it_says_and_about_named_things_alone(path: Path) -> None:
    query = queries.parse(path.stem, text(path))
    assert query.summary
    assert query.summary_en
    assert "federated" in query.tags
    assert path.stem not in queries.catalogue()
    pieces = [token.text for token in sparql.tokens(text(path)) if token.kind not in ("space", "comment")]
    inside = pieces[pieces.index("SERVICE") :]
    assert inside[1:6] == [f"<{service(path)}>", "{", "VALUES", "?item", "{"], "it would fetch everything there is"
    assert inside[6] != "UNDEF"
    assert "LIMIT" in pieces


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_neither_the_command_nor_the_server_runs_them(path: Path, tmp_path: Path) -> None:
    with servers.failing() as server:
        asked = directed(path, server.url)
        with pytest.raises(QueryRefused, match="SERVICE is refused"):
            queries.ask(kg.open_examples().snapshot, asked)
        assert ask_main("build", *map(str, [resource("kg") / "examples/lanxi-report.md"]), "--store", str(tmp_path / "s"), "-q")[0] == 0
        with serving(tmp_path / "s") as ours:
            reply = ours.sparql(asked)
            assert (reply.status, "SERVICE" in reply.text) == (400, True)
        assert server.asked == []


def test_they_join_ours_with_what_others_say(others: str, dumped: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    subprocess.run([PROGRAM, "load", "-l", store, "-f", str(dumped)], check=True, capture_output=True)

    def run(path: Path) -> list[dict[str, str]]:
        (tmp_path / "q.rq").write_text(directed(path, others), encoding="utf-8")
        command = [
            PROGRAM,
            "query",
            "-l",
            store,
            "--union-default-graph",
            "--query-file",
            str(tmp_path / "q.rq"),
            "--results-format",
            "csv",
        ]
        done = subprocess.run(command, check=True, capture_output=True)
        return list(csv.DictReader(io.StringIO(done.stdout.decode())))

    found = {path.stem: run(path) for path in FILES}
    assert set(found) == set(MADE_UP)
    people = found["wikidata-population"]
    assert people
    assert {row["population"] for row in people} == {"1565973"}, "of the rank that holds"
    assert {row["population_at"] for row in people} == {"2020-11-01T00:00:00Z"}
    assert {row["place"] for row in people} == {"鹤壁市"}
    assert all(row["quote"] and int(row["start"]) < int(row["end"]) for row in people)
    (place,) = found["dbpedia-abstracts"]
    assert (place["place"], place["population"], place["abstract"]) == ("鹤壁市", "312000", "一个虚构的县。")
    assert int(place["claims"]) > 10


def test_the_engine_sends_what_stands_in_service_as_it_is(others: str, dumped: Path) -> None:
    store = ox.Store()
    store.load(path=str(dumped))
    with servers.failing() as between:
        between.behind = others
        for path in FILES:
            rows: Any = store.query(directed(path, between.url), use_default_graph_as_union=True)
            assert len(list(rows)) > 0
        from urllib.parse import unquote_plus

        for path, (_, _, _, body) in zip(FILES, between.asked, strict=True):
            assert str(MADE_UP[path.stem]) in unquote_plus(body)
