"""How a worker answers: the kinds of job, each from snapshot to bytes."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, TypeVar

from kg import queries, syntax, tables, templates
from kg import sparql as refusals
from kg.answers import Answer, Graph, Table
from kg.descriptions import SHOWN
from kg.store import Snapshot
from kg.vocabulary import PREFIXES
from kg.web import negotiation, problems
from kg.web.frames import Job
from kg.web.negotiation import GRAPHS, HTML, RESULTS, TABLES, Format
from kg.web.output import Output, Xml

T = TypeVar("T")
_TEXT = {"json", "jsonl", "csv", "tsv", "md"}


def chosen(job: Job, offered: Sequence[Format]) -> Format:
    """The format a job asks for, by name or by ``Accept``; raises 406 with those there are."""
    found = negotiation.by_name(job.format, offered) if job.format else negotiation.choose(job.accept, offered)
    if found is None:
        raise problems.not_acceptable(offered)
    return found


# ---------------------------------------------------------------------------------------------- SPARQL


def sparql(snapshot: Snapshot, job: Job, output: Output) -> None:
    """Answer free SPARQL as the engine serialises it."""
    import pyoxigraph as ox

    text = templates.each(job.text)
    refusals.refuse(text)
    try:
        result: Any = snapshot.store.query(text, prefixes=PREFIXES, **_dataset(job))
    except SyntaxError:
        raise syntax.refused(job.text) from None
    if isinstance(result, ox.QueryTriples):
        format = chosen(job, GRAPHS)
        output.head(format.content_type)
        write_triples(counted(result, output, ("个三元组", "triples")), format, output)
        return
    format = chosen(job, RESULTS)
    output.head(format.content_type)
    if not isinstance(result, ox.QueryBoolean):
        output.count_rows(format.name)
    with _bytes(format, output) as stream:
        result.serialize(stream, format=getattr(ox.QueryResultsFormat, format.name.upper()))


@contextmanager
def _bytes(format: Format, output: Any) -> Iterator[Any]:
    """Where the engine writes a format: XML through what keeps it well-formed."""
    xml = Xml(output) if "xml" in format.name else None
    yield xml or output
    if xml:
        xml.end()


def _dataset(job: Job) -> dict[str, Any]:
    """The graphs a query is over: those of the request, else those of the query, else the union of all (SPARQL 1.1 Protocol, 2.1.4)."""
    import pyoxigraph as ox

    if not job.default_graphs and not job.named_graphs:
        return {"use_default_graph_as_union": not refusals.names_dataset(job.text)}
    try:
        return {
            "default_graph": [ox.NamedNode(iri) for iri in job.default_graphs],
            "named_graphs": [ox.NamedNode(iri) for iri in job.named_graphs],
        }
    except ValueError:
        raise problems.bad_request("图的名称不是 IRI", "the name of a graph is no IRI", "给出完整的 IRI", "give a full IRI") from None


def counted(things: Iterable[T], output: Output, called: tuple[str, str]) -> Iterator[T]:
    """What there is, up to as many as an answer may have."""
    for order, thing in enumerate(things):
        if order >= output.limits.rows:
            output.refuse(problems.too_large(*called, output.limits.rows))
        yield thing


def write_triples(triples: Iterable[Any], format: Format, output: Any, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write triples in a format."""
    import pyoxigraph as ox

    names = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML", "trig": "TRIG", "nquads": "N_QUADS"}
    with _bytes(format, output) as stream:
        ox.serialize(triples, stream, format=getattr(ox.RdfFormat, names[format.name]), prefixes=dict(prefixes))


# ---------------------------------------------------------------------------------------------- named queries


def named(snapshot: Snapshot, job: Job, output: Output) -> None:
    """Answer a page of a named query; the head says how many rows it has and whether more follow."""
    offered = GRAPHS if queries.named(job.name).view == "graph" else TABLES
    format = HTML if job.format == HTML.name else chosen(job, offered)
    found, more = _page(snapshot, job)
    if isinstance(found, Graph):
        output.head(format.content_type, rows=len(found), more=more)
        if format is HTML:
            from kg.web.fragments import graph_html

            output.write(graph_html(found).encode())
        else:
            write_triples(found.triples, format, output)
        return
    output.head(format.content_type, rows=len(found), more=more)
    output.write(_written(snapshot, found, format, job.lang))


def _page(snapshot: Snapshot, job: Job) -> tuple[Answer, bool]:
    """The page that a job asks for, and whether more follow."""
    asked, end = (snapshot, job.name, job.parameters), job.offset + job.limit
    if queries.many(*asked, job.lang):
        listed = queries.listed(*asked, job.limit, job.offset, job.lang)
        return listed, len(listed) >= job.limit and queries.more_than(*asked, end, job.lang)
    found, page = queries.whole(*asked, end + 1, job.lang), slice(job.offset, end)
    return Graph(found.triples[page]) if isinstance(found, Graph) else Table(found.columns, found.rows[page]), len(found) > end


def _written(snapshot: Snapshot, table: Table, format: Format, lang: str) -> bytes:
    if format is HTML:
        from kg.web.fragments import table_html

        return table_html(snapshot, table, lang).encode()
    language: tables.Language = "en" if lang == "en" else "zh"
    if format.name in _TEXT:
        text = io.StringIO()
        tables.write(table, format.name, text, language)
        return text.getvalue().encode()
    content = io.BytesIO()
    tables.write(table, format.name, content, language)
    return content.getvalue()


# ---------------------------------------------------------------------------------------------- claims as files


class _Begun:
    """An output whose head goes out before its first bytes, so that what has none can still be a problem."""

    def __init__(self, output: Output, media: str) -> None:
        self.output, self.media, self.begun = output, media, False

    def begin(self) -> None:
        """Send the head, once."""
        if not self.begun:
            self.begun = True
            self.output.head(self.media)

    def write(self, content: bytes) -> int:
        """Take bytes of the answer."""
        self.begin()
        return self.output.write(content)

    def flush(self) -> None:
        """Frames go out when they are full and at the end."""


def claims(snapshot: Snapshot, job: Job, output: Output) -> None:
    """Write claims in a format of :mod:`kg.publications`, as they are read; where all were left out and nothing is written, why. A browser is told
    that there are none: an empty file says nothing to a reader."""
    from kg.publications import PUBLICATIONS, Settings, publisher
    from kg.publications.reading import claims as told
    from kg.publications.selecting import selection

    write, selected = publisher(job.name), selection(snapshot, job.parameters, job.lang)
    stream: Any = _Begun(output, PUBLICATIONS[job.name].media)
    found = counted(told(snapshot, selected), output, ("条说法", "claims"))
    if negotiation.prefers_html(job.accept):
        if not (first := [*islice(found, 1)]):
            raise problems.no_claims()
        found = chain(first, found)
    written = write(found, stream, Settings(lang=job.lang))
    if written.left_out and not stream.begun:
        raise problems.left_out(written.left_out)
    stream.begin()


# ---------------------------------------------------------------------------------------------- the service itself


def described(snapshot: Snapshot, job: Job, output: Output) -> None:
    """What the service is and holds, as RDF; where the job names the document that says so, what it holds alone."""
    from kg.web.description import document, triples

    format = chosen(job, GRAPHS)
    output.head(format.content_type)
    told = document(snapshot, job.address, job.parameters, job.name) if job.name else triples(snapshot, job.address, job.parameters)
    write_triples(told, format, output, SHOWN)
