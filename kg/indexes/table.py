"""The claim table of a snapshot in one DuckDB file, beside what its IRIs are called in the graph, and SQL over it.

``claims`` has a row a claim, in the order of documents and of their text, with the columns of the Parquet parts; what the graph says of the
IRIs in it stands in the tables that its keys lead to. https://duckdb.org/docs/stable/
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from kg.answers import Table
from kg.indexes import rows
from kg.store import Snapshot, damaged
from kg.vocabulary import PREFIXES

_BATCH = 10_000
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,  # a query reads this file and no other
    "default_null_order": "nulls_first_on_asc_last_on_desc",  # as SPARQL orders what is unbound
    "memory_limit": "1GB",
    "lock_configuration": True,
}
# what is taken from the graph: predicates as tables of subject, object and language
_PREDICATES = {
    "labels": "skos:prefLabel", "schemes": "skos:inScheme", "codes": "skos:notation", "containers": "schema:containedInPlace",
    "broader": "skos:broader", "spelled": "skos:altLabel",
    "current": "kg:current", "headlines": "schema:headline", "dates": "schema:datePublished", "publishers": "schema:publisher",
    "homes": "kg:homePlace", "names": "schema:name", "members": "org:member", "roles": "org:role", "organisations": "org:organization",
}  # fmt: skip
_SAID = "SELECT ?subject ?object ?language { ?subject a kg:Statement ; prov:wasAttributedTo ?object ; prov:wasQuotedFrom ?language }"

TABLES = """
CREATE TABLE things AS  -- what has a label: metrics, programmes, units, places, publishers, schemes
SELECT row_number() OVER (ORDER BY iri)::INTEGER AS id, * FROM (
  SELECT subject AS iri, min(object) FILTER (language = 'zh') AS zh, min(object) FILTER (language = 'en') AS en
  FROM labels GROUP BY subject)
LEFT JOIN (SELECT subject AS iri, min(object) AS scheme FROM schemes GROUP BY ALL) USING (iri)
LEFT JOIN (SELECT subject AS iri, min(object) AS code FROM codes GROUP BY ALL) USING (iri)
ORDER BY iri;

CREATE TABLE vocabularies AS  -- the schemes that terms stand in: few, so that none of the things need be looked through for them
FROM things WHERE iri IN (SELECT scheme FROM things) ORDER BY id;

CREATE TABLE above AS  -- each place or programme and each above it, so many levels
WITH RECURSIVE directly AS (
  SELECT lower.id AS below, upper.id AS above
  FROM (FROM containers UNION FROM broader) JOIN things lower ON lower.iri = subject JOIN things upper ON upper.iri = object),
steps AS (
  SELECT below, above, 1 AS levels FROM directly
  UNION SELECT steps.below, directly.above, levels + 1 FROM steps JOIN directly ON directly.below = steps.above WHERE levels < 20)
SELECT below, above, min(levels) AS levels FROM steps GROUP BY ALL ORDER BY ALL;

CREATE TABLE spellings AS  -- what the terms of the vocabulary are called in any language
SELECT DISTINCT things.id AS thing, object AS spelling
FROM (FROM labels UNION FROM spelled) JOIN things ON iri = subject WHERE scheme IS NOT NULL ORDER BY ALL;

CREATE TABLE documents AS  -- each document, also one without claims
SELECT row_number() OVER (ORDER BY current.subject)::INTEGER AS id, current.subject AS document, headlines.object AS title,
  publisher.id AS publisher, dates.object AS date, home.id AS home
FROM current LEFT JOIN headlines USING (subject) LEFT JOIN dates USING (subject)
LEFT JOIN publishers USING (subject) LEFT JOIN things publisher ON publisher.iri = publishers.object
LEFT JOIN homes USING (subject) LEFT JOIN things home ON home.iri = homes.object
ORDER BY document;

CREATE TABLE statements AS
SELECT documents.id AS document, said.object AS source FROM said JOIN documents ON documents.document = said.language;

CREATE TABLE sources AS  -- each speaker of a document, with posts and bodies by name
SELECT row_number() OVER (ORDER BY source)::INTEGER AS id, source, names.object AS name,
  CASE WHEN source IN (SELECT subject FROM unnamed) THEN 'unnamed source' ELSE 'person' END AS type, post, body
FROM (SELECT DISTINCT source FROM parts WHERE source IS NOT NULL UNION SELECT source FROM statements)
JOIN names ON names.subject = source
LEFT JOIN (
  SELECT m.object AS source, string_agg(DISTINCT l.object, '、' ORDER BY l.object) AS post
  FROM members m JOIN roles r USING (subject) JOIN labels l ON l.subject = r.object GROUP BY ALL) USING (source)
LEFT JOIN (
  SELECT m.object AS source, string_agg(DISTINCT l.object, '、' ORDER BY l.object) AS body
  FROM members m JOIN organisations o USING (subject) JOIN labels l ON l.subject = o.object GROUP BY ALL) USING (source)
ORDER BY source;

CREATE TABLE capacities AS  -- each speaker of a document and each post in a body that is held, or one of the two alone
SELECT DISTINCT sources.id AS source, post.id AS post, body.id AS body
FROM members m JOIN sources ON sources.source = m.object
LEFT JOIN roles r USING (subject) LEFT JOIN things post ON post.iri = r.object
LEFT JOIN organisations o USING (subject) LEFT JOIN things body ON body.iri = o.object ORDER BY ALL;

CREATE TABLE bodies AS  -- and each body spoken for
SELECT DISTINCT sources.id AS source, things.id AS body
FROM members m JOIN organisations o USING (subject) JOIN sources ON sources.source = m.object JOIN things ON iri = o.object ORDER BY ALL;

CREATE OR REPLACE TABLE statements AS
SELECT statements.document, sources.id AS source FROM statements JOIN sources USING (source) ORDER BY ALL;

CREATE TABLE claims AS
SELECT row_number() OVER (ORDER BY documents.id, p.start, p.claim)::INTEGER AS id, p.claim, documents.id AS document, sources.id AS source,
  p.voice, metric.id AS metric,
  CASE WHEN contains(p.value, '.') THEN rtrim(rtrim(p.value, '0'), '.') ELSE p.value END AS value, TRY_CAST(p.value AS DECIMAL(38, 18)) AS number, p.written, nullif(p.unit, '') AS unit, unit.id AS unit_thing,
  p.comparator AS bound, p.measure, p.base, p.kind, place.id AS place, p.period_start, p.period_end, p.quote, p.start, p."end", p.confidence
FROM parts p JOIN documents USING (document) LEFT JOIN sources USING (source) LEFT JOIN things metric ON metric.iri = p.metric_iri
LEFT JOIN things unit ON unit.iri = p.unit_iri LEFT JOIN things place ON place.iri = p.place_iri
ORDER BY id;

CREATE TABLE credits AS  -- each programme and claim, with what is counted of the claims
SELECT DISTINCT things.id AS programme, claims.id AS claim, metric, place, source, document
FROM (SELECT claim, unnest(programme_iris) AS iri FROM parts) JOIN claims USING (claim) JOIN things USING (iri) ORDER BY ALL;

CREATE MACRO label(thing, lang) AS CASE WHEN lang = 'en' THEN coalesce(thing.en, thing.zh) ELSE thing.zh END;
CREATE MACRO asked(thing, iris) AS iris IS NULL OR thing IN (SELECT t.id FROM things t WHERE t.iri IN (SELECT unnest(iris)));
CREATE MACRO asked_document(document, iris) AS iris IS NULL OR document IN (SELECT d.id FROM documents d WHERE d.document IN (SELECT unnest(iris)));
CREATE MACRO asked_source(source, iris) AS iris IS NULL OR source IN (SELECT s.id FROM sources s WHERE s.source IN (SELECT unnest(iris)));
CREATE MACRO lies_in(place, iris) AS iris IS NULL OR place IN (
  SELECT t.id FROM things t WHERE t.iri IN (SELECT unnest(iris))
  UNION ALL SELECT b.below FROM above b JOIN things t ON t.id = b.above WHERE t.iri IN (SELECT unnest(iris)));
CREATE MACRO until(day) AS day || substr('0000-12-31', length(day) + 1);
"""


def make(snapshot: Snapshot, path: Path, origin: str) -> None:
    """Make the file from the parts of the claim table and the graph of a snapshot; ``origin`` is what it says it was made from."""
    import duckdb

    with duckdb.connect(str(path), config={"memory_limit": "4GB"}) as database:
        _fill(database, snapshot)
        database.execute("CREATE TABLE origin AS SELECT $origin AS digest", {"origin": origin})


def held(snapshot: Snapshot) -> "Index":
    """What would stand in the file, in memory for as long as it is open."""
    import duckdb

    database = duckdb.connect(config={"memory_limit": "4GB"})
    _fill(database, snapshot)
    for name, value in _SETTINGS.items():
        if name != "memory_limit":
            database.execute(f"SET {name} = '{value}'")
    return Index(database)


def _fill(database: Any, snapshot: Snapshot) -> None:
    import duckdb

    from kg.claimtable import schema

    database.register("empty", schema().empty_table())
    parts = [str(part) for part in snapshot.claim_parts()]
    try:
        database.execute(
            "CREATE TEMP TABLE parts AS FROM " + ("read_parquet($parts)" if parts else "empty"), {"parts": parts} if parts else None
        )
    except duckdb.Error as error:
        raise damaged(snapshot.root, "claims", error) from error
    for name, predicate in _PREDICATES.items():
        _load(database, name, _stated(snapshot, predicate))
    _load(database, "unnamed", _stated(snapshot, "rdf:type", "kg:UnnamedSource"))
    _load(database, "said", ((r[0].value, r[1].value, r[2].value) for r in snapshot.query(_SAID)))
    database.execute(TABLES)


def _stated(snapshot: Snapshot, predicate: str, value: str | None = None) -> Iterator[tuple[str, str, str | None]]:
    for quad in snapshot.store.quads_for_pattern(None, _node(predicate), None if value is None else _node(value)):
        yield quad.subject.value, quad.object.value, getattr(quad.object, "language", None)  # type: ignore[union-attr]


def _node(name: str) -> Any:
    import pyoxigraph

    prefix, _, local = name.partition(":")
    return pyoxigraph.NamedNode(PREFIXES[prefix] + local)


def _load(database: Any, name: str, stated: Iterator[tuple[str, str, str | None]]) -> None:
    import pyarrow as pa

    database.execute(f"CREATE TEMP TABLE {name} (subject VARCHAR, object VARCHAR, language VARCHAR)")
    while batch := list(islice(stated, _BATCH)):
        columns = [pa.array(column, pa.string()) for column in zip(*batch, strict=True)]
        database.register("batch", pa.table(columns, names=["subject", "object", "language"]))
        database.execute(f"INSERT INTO {name} FROM batch")
        database.unregister("batch")


class Index:
    """An open file, or what is held in memory."""

    def __init__(self, database: Any) -> None:
        self.database = database

    @classmethod
    def open(cls, path: Path) -> "Index":
        """The file of that path, for reading."""
        import duckdb

        return cls(duckdb.connect(str(path), read_only=True, config=_SETTINGS))

    def ask(self, sql: str, values: Mapping[str, Any], limit: int | None = None) -> Table:
        """The rows of a query. ``values`` are bound to its parameters by name: they never become text of it."""
        with self.database.cursor() as cursor:
            found = cursor.sql(sql, params=dict(values))
            content = (found if limit is None else found.limit(limit)).to_arrow_table()
            return Table(tuple(content.column_names), rows.Rows(content))

    def origin(self) -> str | None:
        """What the file says it was made from; None where it says nothing."""
        import duckdb

        try:
            return str(self.ask("SELECT digest FROM origin", {}).rows[0][0])
        except duckdb.CatalogException:
            return None

    def columns(self, sql: str, values: Mapping[str, Any]) -> dict[str, list[Any]]:
        """The columns of what :meth:`ask` answers, as text and whole numbers."""
        with self.database.cursor() as cursor:
            return rows.columns(cursor.sql(sql, params=dict(values)).to_arrow_table())

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
