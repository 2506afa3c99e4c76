"""Properties of things: what a query may demand, what is fetched for a thing, and what its preview shows."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from kg.gazetteer import COUNTRY, english_names, former, gazetteer
from kg.labels import expanded, letters
from kg.mappings import NAMESPACES, RELATIONS
from kg.reconciliation import TYPES, Condition, Entity, held
from kg.reconciliation.divisions import divisions, entry_of, level
from kg.reconciliation.divisions import entity as division
from kg.reconciliation.held import prologue
from kg.store import Snapshot
from kg.vocabulary import LINKS_GRAPH, PLACE


class Value(NamedTuple):
    """A value of a property: words, a whole number, a thing with its IRI, or what a thing of others goes by there, with its address."""

    text: str
    iri: str = ""
    number: int | None = None
    lang: str = ""
    url: str = ""


class Property(NamedTuple):
    """A property, the types that have it, and the path of SPARQL to its values; a path that ends in things leads to what has a name.

    ``counts`` is a pattern that is counted instead, ``?thing`` being the thing; ``links`` the namespace whose identifiers are the values: of things of
    others that are the same or close, "" of all that no namespace here has. Of divisions all but counts and links come from the gazetteer.
    """

    id: str
    zh: str
    en: str
    types: tuple[str, ...]
    path: str = ""
    things: bool = False
    counts: str = ""
    lang: str = ""
    links: str | None = None


_ALL = tuple(TYPES)
_CONCEPTS = ("kg:Metric", "kg:Programme")
_DESCRIBED = ("kg:Place", *_CONCEPTS, "schema:Person", "org:Organization")  # elsewhere, in general data
NAMES = ("label_zh", "label_en", "alias", "former", "code")  # what a query can be for as for a name
_SAME = tuple(expanded(relation) for relation in RELATIONS[:2])  # exact, close
_CLAIMED = {
    "kg:Place": "?of sdmx-d:refArea ?thing", "kg:Metric": "?of kg:metric ?thing", "kg:Programme": "?of kg:credits ?thing",
    "schema:Person": "?of prov:wasAttributedTo ?thing ; a schema:Claim",
    "org:Organization": "?m org:organization ?thing . ?of kg:inCapacity ?m ; a schema:Claim",
    "org:Post": "?m org:role ?thing . ?of kg:inCapacity ?m ; a schema:Claim",
}  # fmt: skip
PROPERTIES = {
    found.id: found
    for found in (
        Property("label_zh", "中文名", "name in Chinese", _ALL, "skos:prefLabel|schema:name", lang="zh"),
        Property("label_en", "英文名", "name in English", ("kg:Place", *_CONCEPTS), "skos:prefLabel", lang="en"),
        Property("alias", "别名", "further names", ("kg:Place", *_CONCEPTS), "skos:altLabel"),
        Property("former", "曾用名", "former names", ("kg:Place",)),
        Property("code", "区划代码", "division code", ("kg:Place",), "skos:notation"),
        Property("level", "层级", "level", ("kg:Place",)),
        Property("containedIn", "所在地区", "lies in", ("kg:Place",), "schema:containedInPlace+", True),
        Property("definition_zh", "中文定义", "definition in Chinese", _CONCEPTS, "skos:definition", lang="zh"),
        Property("definition_en", "英文定义", "definition in English", _CONCEPTS, "skos:definition", lang="en"),
        Property("broader", "上位概念", "broader concept", _CONCEPTS, "skos:broader", True),
        Property("unit", "常用单位", "usual unit", ("kg:Metric",), "kg:usualUnit"),
        Property("post", "职务", "post", ("schema:Person",), "^org:member/org:role", True),
        Property("body", "单位", "body", ("schema:Person",), "^org:member/org:organization", True),
        Property("document", "文献", "document", ("schema:Person",), "^prov:wasAttributedTo/prov:wasQuotedFrom", True),
        Property("place", "文献所在地区", "place of the document", ("schema:Person",), "^prov:wasAttributedTo/prov:wasQuotedFrom/kg:homePlace", True),
        Property("gbt2260", "GB/T 2260 旧代码", "former code in GB/T 2260", ("kg:Place",), links=NAMESPACES["gbt2260"]),
        Property("iso3166", "ISO 3166-2 代码", "ISO 3166-2 code", ("kg:Place",), links=NAMESPACES["iso3166-2-cn"]),
        Property("geonames", "GeoNames 编号", "GeoNames identifier", ("kg:Place",), links=NAMESPACES["geonames"]),
        Property("wikidata", "Wikidata 编号", "Wikidata identifier", _DESCRIBED, links=NAMESPACES["wikidata"]),
        Property("dbpedia", "DBpedia 名称", "DBpedia name", _DESCRIBED, links=NAMESPACES["dbpedia"]),
        Property("sdg", "可持续发展目标指标", "SDG indicator", ("kg:Metric",), links=NAMESPACES["sdg-indicator"]),
        Property("worldbank", "世界银行指标", "World Bank indicator", ("kg:Metric",), links=NAMESPACES["wb-indicator"]),
        Property("links", "其他链接", "other links", _ALL, links=""),
        Property("claims", "说法数", "claims", _ALL, counts="claims"),
    )
}  # fmt: skip


def of_type(type: str) -> list[Property]:
    """The properties that things of a type have; all of them where the type is none.

    >>> [p.id for p in of_type("org:Post")], len(of_type("")) == len(PROPERTIES)
    (['label_zh', 'links', 'claims'], True)
    """
    return [found for found in PROPERTIES.values() if not type or type in found.types]


def unstated(type: str) -> list[Property]:
    """The properties of a type whose values no triple of the thing itself holds: what others say of it, what is counted, what the gazetteer adds.

    >>> [p.id for p in unstated("schema:Person")], [p.id for p in unstated("kg:Place")]
    (['post', 'body', 'document', 'place', 'claims'], ['former', 'level', 'claims'])
    """
    return [found for found in of_type(type) if found.links is None and (not found.path or found.path.startswith("^"))]


def values(snapshot: Snapshot, thing: Entity, property: Property, lang: str) -> list[Value]:
    """The values a thing has for a property, in a fixed order; none where it has none."""
    if thing.type not in property.types:
        return []
    if property.counts:
        return [_counted(snapshot, thing)]
    if property.links is not None:
        return [Value(link.text, url=link.iri) for link in _linking(snapshot).get(thing.iri, ()) if link.namespace == property.links]
    entry = entry_of(thing.iri)
    if entry is not None:
        return list(_of_division(entry.code, property.id, lang))
    return _of_path(snapshot, thing, property, lang) if property.path else []


def _counted(snapshot: Snapshot, thing: Entity) -> Value:
    import pyoxigraph

    pattern = _CLAIMED[thing.type].replace("?thing", str(pyoxigraph.NamedNode(thing.iri)))
    [row] = snapshot.query(f"{prologue()}SELECT (COUNT(DISTINCT ?of) AS ?n) {{ {pattern} }}")
    return Value(row["n"].value, number=int(row["n"].value))


class _Link(NamedTuple):
    """A link that holds: who is linked, whether it is not to the same, to what, in which namespace, and what that goes by there."""

    thing: str
    loose: bool
    iri: str
    namespace: str
    text: str


@lru_cache(maxsize=2)
def _links(snapshot: Snapshot) -> tuple[_Link, ...]:
    """The links of all things, exact matches first; what else stands in their graph describes what is linked to, and is none."""
    found = set()
    for row in snapshot.query(
        f"{prologue()}SELECT ?thing ?relation ?value FROM <{LINKS_GRAPH}> {{ VALUES ?relation {{ {' '.join(RELATIONS)} }} ?thing ?relation ?value }}"
    ):
        relation, iri = row["relation"].value, row["value"].value
        into = next((p.links for p in PROPERTIES.values() if p.links and iri.startswith(p.links)), "") if relation in _SAME else ""
        text = iri.rstrip("/").rpartition("/")[2] if into else iri
        found.add(_Link(row["thing"].value, relation != _SAME[0], iri, into, text))
    return tuple(sorted(found))


@lru_cache(maxsize=2)
def _linking(snapshot: Snapshot) -> dict[str, tuple[_Link, ...]]:
    """The links of each thing."""
    found: dict[str, tuple[_Link, ...]] = {}
    for link in _links(snapshot):
        found[link.thing] = (*found.get(link.thing, ()), link)
    return found


@lru_cache(maxsize=2)
def _linked(snapshot: Snapshot) -> dict[str, tuple[_Link, ...]]:
    """The links to each thing, by its IRI and by the letters of what it goes by."""
    found: dict[str, tuple[_Link, ...]] = {}
    for link in _links(snapshot):
        for key in {link.iri, letters(link.text)}:
            found[key] = (*found.get(key, ()), link)
    return found


def _of_division(code: str, property: str, lang: str) -> Iterable[Value]:
    entry = gazetteer().by_code(code)
    assert entry is not None
    if property == "label_zh":
        yield Value(entry.name, lang="zh")
    elif property == "label_en":
        yield from (Value(name, lang="en") for name in english_names(code)[:1])
    elif property == "alias":
        yield from (Value(name, lang="zh") for name in (entry.short,) if name != entry.name)
        yield from (Value(name, lang="en") for name in english_names(code)[1:])
    elif property == "former":
        yield from (
            Value(name, lang="zh")
            for name in dict.fromkeys(f.name for f in former() if f.now == code and f.source not in ("code", "inferred"))
        )
    elif property == "code":
        yield Value(code)
    elif property == "level":
        yield Value(level(code, lang))
    elif property == "containedIn":
        yield from (Value(division(above.code).name(lang), PLACE + above.code) for above in gazetteer().ancestors(code))


def _of_path(snapshot: Snapshot, thing: Entity, property: Property, lang: str) -> list[Value]:
    import pyoxigraph

    node = pyoxigraph.NamedNode(thing.iri)
    if not property.things:
        rows = snapshot.query(f"{prologue()}SELECT DISTINCT ?value {{ {node} {property.path} ?value }}")
        found = {(row["value"].value, row["value"].language or "") for row in rows}
        return [Value(text, lang=spoken) for text, spoken in sorted(found) if not property.lang or spoken in ("", property.lang)]
    rows = snapshot.query(
        f"{prologue()}SELECT DISTINCT ?value ?name {{ {node} {property.path} ?value . ?value skos:prefLabel|schema:headline|schema:name ?name }}"
    )
    named: dict[str, str] = {}
    for iri, _, name in sorted((row["value"].value, row["name"].language != lang, row["name"].value) for row in rows):
        named.setdefault(iri, name)
    return [Value(name, iri) for iri, name in sorted(named.items())]


def meets(snapshot: Snapshot, thing: Entity, condition: Condition) -> bool | None:
    """Whether a thing has any, all or none of the values, by IRI, name or code; None where its type has no such property, or it has none that says. What is no
    property nothing has."""
    property = PROPERTIES.get(condition.property)
    if property is None:
        return False
    if thing.type not in property.types:
        return None
    has = [value for lang in ("zh", "en") for value in values(snapshot, thing, property, lang)]
    if not has and condition.quantifier != "none":
        return None
    fits = [_fits(wanted, has) for wanted in condition.values]
    return all(fits) if condition.quantifier == "all" else any(fits) != (condition.quantifier == "none")


def is_looked_up(condition: Condition) -> bool:
    """Whether things are found by a condition; counts, levels and what is not to be only narrow what others find.

    >>> is_looked_up(Condition("post", ("市长",))), is_looked_up(Condition("level", ("县级",))), is_looked_up(Condition("post", ("市长",), quantifier="none"))
    (True, False, False)
    """
    property = PROPERTIES.get(condition.property)
    return property is not None and condition.quantifier != "none" and bool(property.path or property.links is not None)


def having(snapshot: Snapshot, conditions: Sequence[Condition], type: str, most: int) -> list[str]:
    """The IRIs of things of a type that meet some conditions, those that meet more of them first, then by IRI, so many at most; all that are required."""
    known = [(condition, p) for condition in conditions if (p := PROPERTIES.get(condition.property)) is not None and type in p.types]
    if any(condition.required and condition.property not in {p.id for _, p in known} for condition in conditions):
        return []
    found = [(condition, p) for condition, p in known if is_looked_up(condition)]
    if not found:
        return []
    classes = ", ".join(("kg:Place", "schema:Place") if type == "kg:Place" else (type,))
    of_type = f"FILTER(EXISTS {{ ?thing a ?class FILTER(?class IN ({classes})) }})"  # a join would read all of the class
    needed = len(found) + 1  # weighs more than all that are not
    branches = " UNION ".join(
        f"{{ {_pattern(snapshot, condition.values, p, '?value')} {of_type} BIND({n} AS ?n) BIND({needed if condition.required else 1} AS ?weight) }}"
        for n, (condition, p) in enumerate(found)
    )
    rows = snapshot.query(
        f"{prologue()}SELECT ?thing (SUM(?weight) AS ?fit) {{ {{ SELECT DISTINCT ?thing ?n ?weight {{ {branches} }} }} }} "
        f"GROUP BY ?thing HAVING (SUM(?weight) >= {sum(condition.required for condition, _ in found) * needed}) ORDER BY DESC(?fit) ?thing LIMIT {most}"
    )
    return [row["thing"].value for row in rows]


def _pattern(snapshot: Snapshot, wanted: Iterable[Any], property: Property, variable: str) -> str:
    """The pattern of SPARQL of the things that have one of some values."""
    import pyoxigraph

    if property.links is not None:
        links = [link for one in wanted for key in (_words(one), letters(_words(one))) for link in _linked(snapshot).get(key, ())]
        things = sorted({link.thing for link in links if link.namespace == property.links})
        return f"VALUES ?thing {{ {' '.join(str(pyoxigraph.NamedNode(thing)) for thing in things)} }}"
    if property.things:
        terms = [str(pyoxigraph.NamedNode(iri)) for one in wanted for iri in _meant(snapshot, one)]
    else:
        terms = [str(pyoxigraph.Literal(_words(one), language=lang)) for one in wanted for lang in (None, "zh", "en")]
    return f"VALUES {variable} {{ {' '.join(terms)} }} ?thing {property.path} {variable} ."


def _words(wanted: Any) -> str:
    """What a value says, given as words, a number or an object with an ``id``."""
    if isinstance(wanted, dict):
        wanted = wanted.get("id") or ""
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return str(int(wanted)) if float(wanted).is_integer() else str(wanted)
    return str(wanted).strip()


def _meant(snapshot: Snapshot, wanted: Any) -> list[str]:
    """The things that a value means: by IRI, code or name."""
    words = _words(wanted)
    if (iri := expanded(words)) is not None:
        return [iri]
    titled = held.titled(snapshot, words)
    bearing = next((found for spelled in held.spellings(words) if (found := held.called(snapshot, spelled))), [])
    return sorted({*titled, *(PLACE + code for code, _ in divisions().called(words)), *(named.iri for named in bearing)})


def _fits(wanted: Any, has: Sequence[Value]) -> bool:
    words = _words(wanted)
    iri, key = expanded(words) or words, letters(held.in_short(words))
    if any((iri and iri in (value.iri, value.url)) or (key and key == letters(held.in_short(value.text))) for value in has):
        return True
    places = {value.iri for value in has if value.iri.startswith(PLACE)}
    codes = {PLACE + code for code, _ in divisions().called(words)} if places else set()
    return PLACE + COUNTRY.code in codes or not codes.isdisjoint(places)  # all lie in the country
