"""What a store holds, by name: its metrics, programmes, people, posts and bodies, and the places that no list has.

What is written in Chinese is looked up by the very words, whatever the width of digits, letters and brackets; the vocabularies also by their letters,
whatever the case, accents and marks.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from kg.characters import legible
from kg.labels import expanded, letters
from kg.reconciliation import TYPES, Entity, Sort
from kg.reconciliation.near import Names
from kg.repair.script import to_simplified
from kg.store import Snapshot
from kg.vocabulary import PREFIXES, VOCABULARY_GRAPH

_PLACE = "schema:Place"  # of a place the gazetteer lacks
_CLASSES = (*(name for name in TYPES if name != "kg:Place"), _PLACE)
_DOCUMENTS = 2  # that are named to tell a thing from its namesakes
_WIDE = str.maketrans("(),:", "（），：")
_KIND = re.compile("[省市县区旗]")
_ABOUT = """
  OPTIONAL { ?thing skos:definition ?zh FILTER(LANG(?zh) = "zh") }
  OPTIONAL { ?thing skos:definition ?en FILTER(LANG(?en) = "en") }"""


class Named(NamedTuple):
    """A thing that bears a name, and how."""

    iri: str
    type: str
    sort: Sort


def prologue() -> str:
    """The prefixes of the queries of this room."""
    used = ("kg", "skos", "schema", "org", "prov", "qb", "sdmx-d", "rdfs", "dcterms")
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used)


def _known(classes: Sequence[str]) -> dict[str, str]:
    """The type of each class, by its IRI."""
    return {expanded(name) or "": ("kg:Place" if name == _PLACE else name) for name in classes}


@lru_cache(maxsize=2)
def _vocabulary(snapshot: Snapshot) -> dict[str, list[Named]]:
    """The metrics and programmes of the vocabulary by the letters of each name."""
    rows = snapshot.query(
        f"{prologue()}SELECT ?thing ?class ?name ?preferred FROM <{VOCABULARY_GRAPH}> {{ VALUES ?class {{ kg:Metric kg:Programme }} ?thing a ?class "
        "{ ?thing skos:prefLabel ?name BIND(true AS ?preferred) } UNION { ?thing skos:altLabel ?name BIND(false AS ?preferred) } }"
    )
    types, found = _known(("kg:Metric", "kg:Programme")), defaultdict(list)
    for row in rows:
        sort: Sort = "preferred" if row["preferred"].value == "true" else "label"
        found[letters(row["name"].value)].append(Named(row["thing"].value, types[row["class"].value], sort))
    return dict(found)


@lru_cache(maxsize=2)
def _spellings(snapshot: Snapshot) -> tuple[list[str], Names]:
    """Every name of the vocabulary, of a person, a post and a body, in their order, and the same to be searched for what is near; what documents call
    metrics and programmes beside the vocabulary is too much for that, and found by its very words."""
    held = (("schema:Person", "schema:name"), ("org:Organization", "skos:prefLabel"), ("org:Post", "skos:prefLabel"))
    asked = [(name, label, "") for name, label in held]
    asked += [
        (name, label, f"FROM <{VOCABULARY_GRAPH}>")
        for name in ("kg:Metric", "kg:Programme")
        for label in ("skos:prefLabel", "skos:altLabel")
    ]
    found = (
        snapshot.query(f"{prologue()}SELECT DISTINCT ?name {graph} {{ ?thing a {name} ; {label} ?name }}") for name, label, graph in asked
    )
    names = sorted({row["name"].value for rows in found for row in rows})
    return names, Names(names)


def spellings(text: str) -> Iterator[str]:
    """A name as it is written and, for where nothing bears that, in simplified characters, and with a government in short or in full.

    >>> list(spellings("鶴壁市")), list(spellings("鹤壁市政府")), list(spellings("鹤壁市"))
    (['鶴壁市', '鹤壁市'], ['鹤壁市政府', '鹤壁市人民政府'], ['鹤壁市'])
    """
    spelled = dict.fromkeys((text, to_simplified(text)))
    yield from spelled
    for name in spelled:
        if "政府" in name:
            yield in_short(name) if "人民政府" in name else name.replace("政府", "人民政府")


def in_short(name: str) -> str:
    """A name with its government in short: 鹤壁市政府."""
    return name.replace("人民政府", "政府")


def called(snapshot: Snapshot, text: str) -> list[Named]:
    """What bears this name, once for each thing."""
    found: dict[str, Named] = {}
    words = text.strip()
    spelled = {words, legible(words), narrow := normalize("NFKC", words), narrow.translate(_WIDE)}
    for named in (*_exactly(snapshot, spelled), *_vocabulary(snapshot).get(letters(text), ())):
        found.setdefault(named.iri, named)
    return sorted(found.values())


def _exactly(snapshot: Snapshot, spelled: set[str]) -> Iterator[Named]:
    import pyoxigraph

    literals = " ".join(str(pyoxigraph.Literal(name, language=lang)) for name in sorted(spelled) for lang in (None, "zh", "en"))
    rows = snapshot.query(
        f"{prologue()}SELECT DISTINCT ?thing ?class {{ VALUES ?name {{ {literals} }} {{ ?thing schema:name ?name }} UNION {{ ?thing skos:prefLabel ?name }} "
        f"?thing a ?class FILTER(?class IN ({', '.join(_CLASSES)})) }}"
    )
    types = _known(_CLASSES)
    yield from (Named(row["thing"].value, types[row["class"].value], "preferred") for row in rows)


def titled(snapshot: Snapshot, title: str) -> list[str]:
    """The IRIs of the documents of that title."""
    import pyoxigraph

    return [row["it"].value for row in snapshot.query(f"{prologue()}SELECT ?it {{ ?it schema:headline {pyoxigraph.Literal(title)} }}")]


def told_of(snapshot: Snapshot, person: str) -> set[str]:
    """What tells a person from namesakes, each as a whole and by its letters: post, body, both, their place and office, the title and place of a document."""
    import pyoxigraph

    node = pyoxigraph.NamedNode(person)
    held = snapshot.query(
        f"{prologue()}SELECT DISTINCT ?body ?post {{ ?m org:member {node} OPTIONAL {{ ?m org:organization/skos:prefLabel ?body }} "
        "OPTIONAL { ?m org:role/skos:prefLabel ?post } }"
    )
    found: set[str] = set()
    for row in held:
        body, post = (row[name].value if row[name] is not None else "" for name in ("body", "post"))
        for name in {body, body.removeprefix("中共")}:  # 中共鹤壁市委：鹤壁市委书记
            parts = {name, *(part for at in _KIND.finditer(name) for part in (name[: at.end()], name[at.start() :], name[at.end() :]))}
            found |= {part + of for part in {"", *parts} for of in ("", post)}
    documents = snapshot.query(
        f"{prologue()}SELECT DISTINCT ?name {{ ?said prov:wasAttributedTo {node} ; prov:wasQuotedFrom ?of . "
        "?of schema:headline|(kg:homePlace/skos:prefLabel) ?name }"
    )
    return {letters(in_short(name)) for name in (*found, *(row["name"].value for row in documents))} - {""}


def near(snapshot: Snapshot, text: str) -> list[tuple[Named, float]]:
    """What is called nearly so, with how much of the name is the same."""
    found: dict[str, tuple[Named, float]] = {}
    for name, share in _spellings(snapshot)[1].like(text):
        for named in called(snapshot, name):
            found.setdefault(named.iri, (named, share))
    return list(found.values())


def starting(snapshot: Snapshot, prefix: str, most: int) -> list[Named]:
    """What has a name that begins so, shorter names first; of so many names at most."""
    start = letters(prefix)
    names = sorted(
        (name for name in _spellings(snapshot)[0] if start and letters(name).startswith(start)), key=lambda name: (len(name), name)
    )
    found = {named.iri: named for name in names[:most] for named in called(snapshot, name)}
    return list(found.values())


def type_of(snapshot: Snapshot, iri: str) -> str | None:
    """The type of a thing of the store, None where it is of none that can be asked for."""
    import pyoxigraph

    try:
        node = pyoxigraph.NamedNode(iri)
    except ValueError:
        return None
    types = _known(_CLASSES)
    found = [types[row["class"].value] for row in snapshot.query(f"SELECT ?class {{ {node} a ?class }}") if row["class"].value in types]
    return min(found, default=None)


def entity(snapshot: Snapshot, iri: str, type: str) -> Entity:
    """A thing of the store as it is told to people."""
    import pyoxigraph

    node = pyoxigraph.NamedNode(iri)
    rows = snapshot.query(f"{prologue()}SELECT ?name ?zh ?en {{ {node} schema:name|skos:prefLabel ?name BIND({node} AS ?thing) {_ABOUT} }}")
    names: dict[str, str] = {}
    zh = en = ""
    for row in rows:
        names.setdefault("en" if row["name"].language == "en" else "zh", row["name"].value)
        zh, en = (row[name].value if row[name] is not None else "" for name in ("zh", "en"))
    if type == "schema:Person":
        zh = en = _standing(snapshot, node)
    elif not zh and not en:
        zh, en = _standing_in(snapshot, node)
    return Entity(iri, type, names.get("zh", ""), names.get("en", ""), zh, en)


def _standing(snapshot: Snapshot, node: object) -> str:
    """What a person is, and in which document: 岚溪县住建局局长，《岚溪县：小区改造过半》."""
    held = snapshot.query(
        f"{prologue()}SELECT DISTINCT ?body ?post {{ ?m org:member {node} OPTIONAL {{ ?m org:organization/skos:prefLabel ?body }} "
        "OPTIONAL { ?m org:role/skos:prefLabel ?post } }"
    )
    posts = sorted("".join(row[name].value for name in ("body", "post") if row[name] is not None) for row in held)
    documents = snapshot.query(
        f"{prologue()}SELECT DISTINCT ?title {{ ?said prov:wasAttributedTo {node} ; prov:wasQuotedFrom/schema:headline ?title }}"
    )
    return "，".join([*filter(None, posts), *sorted(f"《{row['title'].value}》" for row in documents)])


def _standing_in(snapshot: Snapshot, node: object) -> tuple[str, str]:
    """The documents that tell of what no list has, the oldest first, so that its namesakes can be told apart: 《岚溪县：小区改造过半》2022-09-06."""
    rows = snapshot.query(
        f"{prologue()}SELECT DISTINCT ?title ?date {{ GRAPH ?version {{ ?said ?by {node} }} ?document kg:current ?version . "
        "OPTIONAL { ?document schema:headline ?headline } OPTIONAL { ?document dcterms:identifier ?name } "
        f"OPTIONAL {{ ?document schema:datePublished ?date }} BIND(COALESCE(?headline, ?name, STR(?document)) AS ?title) }} "
        f"ORDER BY ?date ?title ?document LIMIT {_DOCUMENTS + 1}"
    )
    told = [f"《{row['title'].value}》{row['date'].value if row['date'] is not None else ''}" for row in rows]
    more = len(told) > _DOCUMENTS
    return "、".join(told[:_DOCUMENTS]) + ("等" if more else ""), ", ".join(told[:_DOCUMENTS]) + (" and others" if more else "")
