"""Which passages hold a phrase, of one character or more: an FTS5 index over character bigrams in one SQLite file.

Chinese is written without spaces and most of its words have two characters, so a text is indexed as each two neighbours in it (云溪, 溪县) and its
last character alone; a phrase of two or more is a row of neighbours, one character is how a pair begins. Passages are numbered in the order of
documents and their text, so that the first of an answer are found without the rest. https://www.sqlite.org/fts5.html
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from kg.answers import Table
from kg.indexes import CLAIMS, rows
from kg.store import Snapshot

# statements and policy documents; the passages of claims stand in the claim table
_OTHERS = """SELECT ?document ?start ?end ?thing ?quote ?speaker {{ ?thing a {} .
  ?anchor oa:hasBody ?thing ; oa:hasTarget ?target . ?target oa:hasSelector ?selector , ?position ; oa:hasSource/prov:wasDerivedFrom/^kg:current ?document .
  ?selector oa:exact ?quote . ?position oa:start ?start ; oa:end ?end . OPTIONAL {{ ?thing prov:wasAttributedTo/schema:name ?speaker }} }}"""
_CLASSES = {"statement": "kg:Statement", "policy document": "schema:Legislation"}
_PASSAGES = """
SELECT DISTINCT documents.id, p.start, p."end", what, thing, speaker, confidence, quote FROM (
  SELECT document, start, "end", 'claim' AS what, claim AS thing, sources.name AS speaker, confidence, quote FROM claims LEFT JOIN sources ON sources.id = claims.source
  UNION ALL SELECT documents.id, start, "end", what, thing, speaker, NULL, quote FROM others JOIN documents USING (document)) p
JOIN documents ON documents.id = p.document ORDER BY ALL"""
_DOCUMENTS = """
SELECT documents.id, document, title, zh, date FROM documents LEFT JOIN things ON things.id = publisher ORDER BY documents.id"""

TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE origin (digest TEXT);
CREATE TABLE documents (id INTEGER PRIMARY KEY, document TEXT, title TEXT, publisher TEXT, date TEXT, first INTEGER, last INTEGER);
CREATE TABLE passages (id INTEGER PRIMARY KEY, document INTEGER, start INTEGER, "end" INTEGER, what TEXT, thing TEXT, speaker TEXT, confidence TEXT, quote TEXT);
CREATE VIRTUAL TABLE words USING fts5(pairs, content = '', tokenize = 'ascii', prefix = '1', columnsize = 0);
"""
_FINISH = """
UPDATE documents SET first = found.first, last = found.last
  FROM (SELECT document, min(id) AS first, max(id) AS last FROM passages GROUP BY document) found WHERE found.document = documents.id;
CREATE UNIQUE INDEX by_document ON documents (document);
INSERT INTO words (words) VALUES ('optimize');
"""
_BATCH = 10_000
# ASCII separates the words of an index, so in it its characters stand elsewhere, in a plane that no text uses
_SHIFTED = {code: 0xF0000 + code for code in range(128)}


def bigrams(text: str) -> str:
    """A text as the index holds it; a 0 ends each, and is what an empty phrase looks for.

    >>> bigrams("云溪县")
    '云溪 溪县 县 0'
    """
    shifted = text.translate(_SHIFTED)
    return " ".join([*(shifted[place : place + 2] for place in range(len(shifted))), "0"])


def phrase(text: str) -> str:
    """The FTS5 query for a phrase.

    >>> phrase("云溪县"), phrase("云"), phrase("")
    ('"云溪 溪县"', '"云" *', '"0"')
    """
    shifted = text.translate(_SHIFTED)
    if len(shifted) == 1:
        return f'"{shifted}" *'
    return f'"{" ".join(shifted[place : place + 2] for place in range(len(shifted) - 1)) or 0}"'


def make(snapshot: Snapshot, path: Path, origin: str) -> None:
    """Make the file from the claim table beside it and what the graph says of statements and policy documents; ``origin`` is what it says it was
    made from."""
    import duckdb

    with (
        duckdb.connect(str(path.with_name(CLAIMS)), read_only=True) as claims,
        closing(sqlite3.connect(path, isolation_level=None)) as file,
    ):
        claims.register("others", _others(snapshot))
        file.executescript(TABLES)
        file.execute("INSERT INTO origin VALUES (?)", (origin,))
        file.execute("BEGIN")
        file.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, NULL, NULL)", claims.execute(_DOCUMENTS).fetchall())
        found = claims.execute(_PASSAGES)
        first = 1
        while batch := found.fetchmany(_BATCH):
            numbered = list(enumerate(batch, first))
            file.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", ((number, *row) for number, row in numbered))
            file.executemany("INSERT INTO words (rowid, pairs) VALUES (?, ?)", ((number, bigrams(row[-1])) for number, row in numbered))
            first += len(batch)
        file.execute("COMMIT")
        file.executescript(_FINISH)


def _others(snapshot: Snapshot) -> Any:
    import pyarrow as pa

    columns: dict[str, list[Any]] = {name: [] for name in ("document", "start", "end", "what", "thing", "speaker", "quote")}
    for what, kind in _CLASSES.items():
        for row in snapshot.query(_OTHERS.format(kind)):
            for name, column in columns.items():
                term = row[name] if name != "what" else None
                column.append(what if name == "what" else None if term is None else term.value)
    numbers = ("start", "end")
    arrays = {name: pa.array(column, pa.string()).cast(pa.int64() if name in numbers else pa.string()) for name, column in columns.items()}
    return pa.table(arrays)


class Index:
    """An open file."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        database.create_function("phrase", 1, phrase, deterministic=True)

    @classmethod
    def open(cls, path: Path) -> "Index":
        """The file of that path, for reading."""
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False))

    def ask(self, sql: str, values: Mapping[str, Any], limit: int | None = None) -> Table:
        """The rows of a query. ``values`` are bound to its parameters by name: they never become text of it."""
        bound = {name: json.dumps(value) if isinstance(value, list) else value for name, value in values.items()}
        with closing(self.database.execute(sql, bound)) as found:
            return rows.table([column[0] for column in found.description], found.fetchall() if limit is None else found.fetchmany(limit))

    def origin(self) -> str | None:
        """What the file says it was made from; None where it says nothing."""
        try:
            return str(self.ask("SELECT digest FROM origin", {}).rows[0][0])
        except sqlite3.OperationalError:
            return None

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
