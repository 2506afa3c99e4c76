"""The reference of the vocabulary, ``docs/ontology.md``, made from ``ontology/kg.ttl``, and of the claim table, ``docs/claim-table.md``, from its schema.

``make docs`` writes both. Examples are what the bundled documents say: of a class or an individual a triple that names it, of a property one that uses it.
"""

import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pyoxigraph as ox

from kg import claimtable
from kg.builds import build
from kg.resources import EXAMPLES, resource
from kg.store import Snapshot, open_snapshot
from kg.vocabulary import KG, PREFIXES

HERE = Path(__file__).parent
ONTOLOGY, TABLE = HERE / "ontology.md", HERE / "claim-table.md"
_KINDS = {
    "Class": ("类", "Classes"),
    "ObjectProperty": ("对象属性", "Object properties"),
    "DatatypeProperty": ("数据属性", "Datatype properties"),
    "AnnotationProperty": ("注释属性", "Annotation properties"),
    "Datatype": ("数据类型", "Datatypes"),
    "NamedIndividual": ("个体", "Individuals"),
}
_READ = re.compile("(/id/(?:version|run|text)/)[0-9a-f-]+")  # named after what reads a document: another at every change of the software
_DIGESTS = {f"{KG}{name}" for name in ("reader", "mappings")}  # of software and vocabularies: another at every change of them


@contextmanager
def examples() -> Iterator[Snapshot]:
    """A store of the bundled documents, beside them as in a checkout: the graph says how a path leads from one to the other."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(EXAMPLES, Path(name) / "kg" / "examples")
        build(sorted(str(path) for path in (Path(name) / "kg" / "examples").iterdir() if path.is_file()), Path(name) / "store")
        with open_snapshot(Path(name) / "store") as snapshot:
            yield snapshot


def ontology(snapshot: Snapshot) -> str:
    """The reference of the vocabulary: every term with its labels, definition, what it is of, and an example."""
    stated: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    with resource("ontology/kg.ttl").open("rb") as file:
        for quad in ox.parse(file, format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(KG):
                stated[quad.subject.value][_short(quad.predicate.value)].append(quad.object)
    groups: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(stated):
        kinds = {_short(o.value).removeprefix("owl:") for o in stated[iri]["rdf:type"] if isinstance(o, ox.NamedNode)}
        if kind := next((kind for kind in _KINDS if kind in kinds), None):
            groups[kind].append(iri)
    lines = [
        "# 词汇 · The vocabulary\n\n由 `make docs` 据 `ontology/kg.ttl` 写成；约束在 `ontology/shapes.ttl`，怎样合用见 [store.md](store.md)。例子取自随附的示例。\n"
        "Written by `make docs` from `ontology/kg.ttl`; constraints are in `ontology/shapes.ttl`, and [store.md](store.md) shows how the terms go together. Examples are from the bundled documents.\n\n"
        f"命名空间 · namespace `{KG}`，前缀 · prefix `kg:`。许可 · licence: [Apache-2.0](../LICENSE)。\n"
    ]
    for kind, (zh, en) in _KINDS.items():
        if groups[kind]:
            lines.append(f"\n## {zh} · {en}\n\n| 词 · term | 意思 · meaning | 属于 · of | 例 · example |\n| --- | --- | --- | --- |\n")
            lines += [_row(iri, stated, kind, snapshot) for iri in groups[kind]]
    return "".join(lines)


def _row(iri: str, terms: dict[str, dict[str, list[Any]]], kind: str, snapshot: Snapshot) -> str:
    stated = terms[iri]
    labels = {lang: "；".join(o.value for o in stated["rdfs:label"] if o.language == lang) for lang in ("zh", "en")}
    meant = "<br>".join(_cell(o.value) for lang in ("zh", "en") for o in stated["skos:definition"] if o.language == lang)
    of = [f"`{_short(o.value)}`" for name in ("rdfs:subClassOf", "rdfs:domain") for o in stated[name] if isinstance(o, ox.NamedNode)]
    ranges = [f"→ `{_short(o.value)}`" for o in stated["rdfs:range"] if isinstance(o, ox.NamedNode)]
    kinds = [
        f"`{_short(o.value)}`"
        for o in stated["rdf:type"]
        if kind == "NamedIndividual" and isinstance(o, ox.NamedNode) and o.value.startswith(KG)
    ]
    return f"| **`{_short(iri)}`**<br>{labels['zh']} · {labels['en']} | {meant} | {' '.join(of + ranges + kinds)} | {_example(iri, kind, terms, snapshot)} |\n"


def _example(iri: str, kind: str, stated: dict[str, dict[str, list[Any]]], snapshot: Snapshot) -> str:
    """A triple of the examples with the term, or with an individual of the class; says so where they have no use for it."""
    if kind.endswith("Property"):
        patterns = [f"?s <{iri}> ?o BIND(<{iri}> AS ?p)"]
    else:
        members = sorted(name for name, told in stated.items() if any(getattr(o, "value", "") == iri for o in told["rdf:type"]))
        patterns = [f"?s ?p <{name}> BIND(<{name}> AS ?o)" for name in (iri, *members)]
    for pattern in patterns:
        rows = snapshot.query(
            f"SELECT ?s ?p ?o {{ {pattern} FILTER(!STRSTARTS(STR(?s), '{KG}') && !STRSTARTS(STR(?p), '{PREFIXES['rdfs']}')) }}"
        )
        if found := min((" ".join(f"`{word}`" for word in _triple(row["s"], row["p"], row["o"])) for row in rows), default=""):
            return found
    return "示例里没有 · none in the examples"


def _triple(s: Any, p: Any, o: Any) -> tuple[str, str, str]:
    return _term(s), _term(p), '"…"' if p.value in _DIGESTS else _term(o)


def _term(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return _short(term.value)
    words = term.value if len(term.value) <= 40 else term.value[:39] + "…"
    return _cell(f'"{words}"' + (f"@{term.language}" if term.language else ""))


def _short(iri: str) -> str:
    found = sorted(((len(space), name, space) for name, space in PREFIXES.items() if iri.startswith(space)), reverse=True)
    base = "https://w3id.org/whoclaims/id/"
    iri = _READ.sub(r"\1…", iri)
    return f"{found[0][1]}:{iri[found[0][0] :]}" if found else f"<…/{iri.removeprefix(base)}>" if iri.startswith(base) else f"<{iri}>"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("`", "'")


def table(snapshot: Snapshot) -> str:
    """The data dictionary of the claim table: every column with its type, meaning and an example."""
    [part] = [path for path in snapshot.claim_parts() if "岚溪县：小区改造过半" in pyarrow.parquet.read_table(path)["title"].to_pylist()]
    rows = pyarrow.parquet.read_table(part).to_pylist()
    row = max(rows, key=lambda row: (sum(value not in (None, []) for value in row.values()), row["claim"]))
    lines = (_column(field, row) for field in claimtable.schema())
    return (
        "# 说法表 · The claim table\n\n由 `make docs` 据 `kg/claimtable.py` 写成。库里 `claims/` 下每篇文献一个 Parquet，一行一条说法；`kg export claims --format csvw` 的同名列意思相同；`kg ask` 的表里 `bound` 就是这里的 `comparator`，`date` 是 `published`。`kg extract` 读的是一篇文献自己的话：它的 `metric`、`programmes`、`place` 照原文的叫法，`statement`、`repeats` 是文中的编号。例子是示例里的一条，人和县都是虚构的。\n"
        "Written by `make docs` from `kg/claimtable.py`. Below `claims/` in a store each document has a Parquet file, a row a claim; columns of the same name mean the same in `kg export claims --format csvw`; tables of "
        "`kg ask` call `comparator` `bound` and `published` `date`. `kg extract` tells a document in its own words: its `metric`, `programmes` and `place` are as the text calls them, `statement` and `repeats` are numbers within it. The example is a claim of the\n"
        "bundled documents, whose people and county are invented.\n\n```python\nimport duckdb\n\nduckdb.sql(\"SELECT speaker, metric, number FROM 'kg-store/claims/*.parquet' ORDER BY number DESC LIMIT 5\")\n```\n\n"
        "| 列 · column | 类型 · type | 意思 · meaning | 例 · example |\n| --- | --- | --- | --- |\n" + "".join(lines)
    )  # fmt: skip


def _column(field: Any, row: dict[str, Any]) -> str:
    value = row[field.name]
    shown = "；".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"| `{field.name}` | {field.type} | {'<br>'.join(claimtable.MEANINGS[field.name])} | {_cell(shown)} |\n"


def documents() -> Iterator[tuple[Path, str]]:
    """Each document with what stands in it."""
    with examples() as snapshot:
        yield ONTOLOGY, ontology(snapshot)
        yield TABLE, table(snapshot)


if __name__ == "__main__":
    for path, text in documents():
        path.write_text(text, encoding="utf-8")
