"""From what people call a thing to its IRI: an IRI, a prefixed name, a code or a label in either language.

A preferred label goes before a spelling. People are nodes of one document each, so a name means every person who bears it; elsewhere a label
of several things is answered with them, and one that nobody bears with the nearest there are.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache
from typing import Any, NamedTuple, Protocol
from unicodedata import normalize

from kg.characters import is_hanzi, legible
from kg.errors import AmbiguousName, UnknownName, UsageError
from kg.misspelling import nearest
from kg.repair.script import to_simplified
from kg.vocabulary import PLACE, PLACES_GRAPH, PREFIXES, VOCABULARY_GRAPH

_IRI = re.compile(r"<?([A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+)>?")
_PROVINCE = re.compile(rf"{re.escape(PLACE)}\d\d0000")  # 河南 is the province, though 河南蒙古族自治县 is called so too
_KIND_OF_PLACE = re.compile(
    r"[ \-]+(?:(?:autonomous |special administrative )?(?:province|municipality|region|prefecture|league|city|county|banner|district|area)"
    r"|sheng|shi|xian|qu|qi)$",
    re.IGNORECASE,
)
_DIGITS = re.compile("[0-9a-f]{20}")
_CLAIM = re.compile("[0-9a-f]{20}|.*/claim/.*")  # 0f3a…, https://w3id.org/whoclaims/id/claim/0f3a…
_CANDIDATES = 12
_SHOWN = 60  # characters of a name in a message


class Queryable(Protocol):
    """What answers SPARQL: a snapshot of the store."""

    def query(self, text: str, prefixes: dict[str, str] = ...) -> Any:
        """The engine's result of a query over the union of all current graphs, or over those it names, with prefixes it need not declare."""


def letters(name: str) -> str:
    """A name without case, accents, spaces, marks and the width of its characters.

    >>> letters("Xi'an") == letters("xian"), letters("Ürümqi"), letters("森林覆盖率"), letters("４１０６００")
    (True, 'urumqi', '森林覆盖率', '410600')
    """
    return "".join(filter(str.isalnum, normalize("NFKD", name).casefold()))


def shortened(name: str) -> str:
    """A name as a message gives it.

    >>> shortened("清溪"), len(shortened("清溪" * 100))
    ('清溪', 60)
    """
    return name if len(name) <= _SHOWN else name[: _SHOWN - 1] + "…"


def _stem(name: str) -> str:
    """The letters of a place's name in English without what it is: Beijing City, Beijing Municipality."""
    return letters(_KIND_OF_PLACE.sub("", name))


class Kind(NamedTuple):
    """What a class of things is called: the classes it spans, where its names stand, whether a name means all who bear it, and what names that
    mean the same have in common, one way after the other."""

    zh: str
    en: str
    classes: tuple[str, ...]
    preferred: tuple[str, ...] = ("skos:prefLabel",)
    further: tuple[str, ...] = ("skos:altLabel", "skos:notation")
    shared: bool = False
    alike: tuple[Callable[[str], str], ...] = (letters,)


_DOCUMENT = Kind(
    "文献",
    "document",
    ("schema:NewsArticle", "schema:Report", "schema:CreativeWork"),
    ("schema:headline", "dcterms:identifier"),
    ("schema:url", "kg:current/kg:path"),
    alike=(str.casefold,),
)
_KIND_OF_POST = "skos:prefLabel/^skos:prefLabel/skos:prefLabel"  # a post is called in English as its kind in the vocabulary is
KINDS = {
    "kg:Metric": Kind("指标", "metric", ("kg:Metric",)),
    "kg:Programme": Kind("计划", "programme", ("kg:Programme",)),
    "kg:Place": Kind("地区", "place", ("kg:Place", "schema:Place"), alike=(letters, _stem)),
    "schema:Person": Kind("人物", "person", ("schema:Person", "kg:UnnamedSource"), ("schema:name",), (), shared=True),
    "org:Organization": Kind("单位", "body", ("org:Organization",), shared=True),
    "org:Post": Kind("职务", "post", ("org:Post",), ("skos:prefLabel",), (_KIND_OF_POST,), shared=True),
    "kg:UnnamedSource": Kind("未具名来源", "unnamed source", ("kg:UnnamedSource",), ("schema:name",), (), shared=True),
    "schema:CreativeWork": _DOCUMENT,
    "schema:Claim": Kind("说法", "claim", ("schema:Claim",), (), ()),
    "kg:Voice": Kind("口吻", "voice", ("kg:Voice",), ("rdfs:label",), ("skos:notation",)),
    "skos:Concept": Kind("词", "term", ("kg:Metric", "kg:Programme", "kg:Unit", "skos:Concept", "kg:Place"), shared=True),
    "schema:Thing": Kind(
        "东西", "thing", ("kg:Metric", "kg:Programme", "kg:Unit", "skos:Concept", "kg:Place", "schema:Place", "schema:Person", "org:Organization"),
        ("skos:prefLabel", "schema:name"), shared=True,
    ),
    "skos:ConceptScheme": Kind("词表", "vocabulary", ("skos:ConceptScheme",)),
}  # fmt: skip


_LIST = re.compile("[、;；/／|｜+＋&＆]")
_COUNTRY = {"中国": "全国", "我国": "全国"}
_DEFINING = (VOCABULARY_GRAPH, PLACES_GRAPH)
# the named query that lists the things of a kind
LISTINGS = {
    "kg:Metric": "metrics", "kg:Place": "places", "kg:Programme": "programmes", "schema:Person": "speakers", "schema:CreativeWork": "documents",
    "skos:Concept": "terms", "schema:Thing": "links", "schema:Claim": "who-claimed", "org:Post": "speakers", "org:Organization": "speakers", "kg:UnnamedSource": "speakers",
}  # fmt: skip


def claim_iri(snapshot: Queryable, text: str) -> str | None:
    """The IRI of a claim, given as ``expanded`` takes it or by the 20 digits at its end; None for anything else."""
    if not _DIGITS.fullmatch(text.strip()):
        return expanded(text.strip())
    some = next((row["claim"].value for row in snapshot.query(f"{_prologue()}SELECT ?claim {{ ?claim a schema:Claim }} LIMIT 1")), None)
    return some and some[: some.rindex("/") + 1] + text.strip()


def means_claim(text: str) -> bool:
    """Whether ``text`` has the form of an identifier of a claim, be there such a claim or not.

    >>> means_claim("0f3a52c4d1b7e6980a1c"), means_claim("https://w3id.org/whoclaims/id/claim/7"), means_claim("云溪县公报")
    (True, True, False)
    """
    return bool(_CLAIM.fullmatch(text.strip()))


def kind_called(snapshot: Queryable, name: str, kinds: Iterable[str]) -> str | None:
    """The first of some kinds of which something is called exactly so; None where nothing is.

    >>> import kg
    >>> kind_called(kg.open_examples().snapshot, "鹤壁市", ("kg:Metric", "kg:Place"))
    'kg:Place'
    """
    return next((kind for kind in kinds if _bearers(snapshot, KINDS[kind], KINDS[kind].preferred, {name})), None)


# 《云溪兴学》, “云溪兴学”: one pair, the second of which closes what the first opens
_ENCLOSED = re.compile("|".join(f"{a}([^{a}{b}]+){b}" for a, b in ("《》", "〈〉", "“”", "‘’", "「」", "『』", "【】", '""', "''")))


def unenclosed(name: str) -> str:
    """A name or a phrase without the marks that enclose all of it.

    >>> unenclosed("《云溪兴学》"), unenclosed("《关于“云溪兴学”的通知》"), unenclosed("《云溪兴学”"), unenclosed("《兴学》和《助学》")
    ('云溪兴学', '关于“云溪兴学”的通知', '《云溪兴学”', '《兴学》和《助学》')
    """
    match = _ENCLOSED.fullmatch(name.strip())
    return (match[match.lastindex or 0] if match else name).strip()


def find(snapshot: Queryable, kind: str, text: str) -> list[Any]:
    """The IRIs that ``text`` means among the things of a kind (``kg:Metric``), as terms of the engine; a name in traditional
    characters that nothing bears is looked for in simplified ones.

    Raises UnknownName with the nearest labels, AmbiguousName with the candidates.
    """
    import pyoxigraph

    stripped = _COUNTRY.get(text.strip(), legible(text.strip()))
    iri = claim_iri(snapshot, stripped) if kind == "schema:Claim" else expanded(stripped)
    if iri is not None:
        try:
            return [_thing(snapshot, kind, pyoxigraph.NamedNode(iri))]
        except ValueError:
            raise UsageError(
                f"“{text}”不是 IRI", f'"{text}" is no IRI', next_zh="给出完整的 IRI 或名称", next_en="give a full IRI or a label"
            ) from None
    if found := _called(snapshot, kind, {stripped}):
        return found
    thing, known = KINDS[kind], names(snapshot, kind)
    bare = unenclosed(stripped)
    if bare != stripped and (found := _called(snapshot, kind, {bare})):
        return found
    for spelled in dict.fromkeys((stripped, bare, to_simplified(bare))):  # 鶴壁市
        for same in thing.alike:
            if (meant := same(spelled)) and (found := _called(snapshot, kind, {name for name in known if same(name) == meant})):
                return found
        if kind == "kg:Place" and (found := _told_with_its_place(snapshot, spelled, known)):
            return found
    raise UnknownName(
        f"没有{thing.zh}叫“{shortened(bare)}”",
        f'no {thing.en} is called "{shortened(bare)}"',
        nearest=nearest(to_simplified(stripped), known, names(snapshot, kind, _DEFINING)),
        known=sorted(known) if len(known) <= _CANDIDATES and kind not in LISTINGS else (),
        listing=LISTINGS.get(kind, ""),
    )


def _thing(snapshot: Queryable, kind: str, iri: Any) -> Any:
    """The thing of that IRI, where the store holds it and it is of that kind; raises UnknownName otherwise."""
    classes = {row["class"].value for row in snapshot.query(f"SELECT DISTINCT ?class {{ {iri} a ?class }}")}
    thing, listing = KINDS[kind], LISTINGS.get(kind, "")
    if not classes.isdisjoint(map(expanded, thing.classes)):
        return iri
    if not classes and not snapshot.query(f"ASK {{ {iri} ?p ?o }}"):
        raise UnknownName(f"库里没有 {iri}", f"{iri} is not in this store", listing=listing)
    other = next((k for name, k in KINDS.items() if name != kind and not classes.isdisjoint(map(expanded, k.classes))), None)
    zh, en = (f"，是{other.zh}", f" but a {other.en}") if other else ("", "")
    raise UnknownName(f"{iri} 不是{thing.zh}{zh}", f"{iri} is no {thing.en}{en}", listing=listing)


def _called(snapshot: Queryable, kind: str, spelled: Set[str]) -> list[Any]:
    """The IRIs of what is called exactly so, in one of these spellings; raises AmbiguousName where several things are."""
    import pyoxigraph

    thing = KINDS[kind]
    for predicates in (thing.preferred, thing.further):
        found = _bearers(snapshot, thing, predicates, spelled)
        if len(provinces := [iri for iri in found if _PROVINCE.fullmatch(iri)]) == 1:
            found = provinces
        # a place the gazetteer lacks is one of its document, as a person is
        if len(found) == 1 or (found and (thing.shared or (kind == "kg:Place" and not _coded(snapshot, found)))):
            return [pyoxigraph.NamedNode(iri) for iri in sorted(found)]
        if found:
            raise _ambiguous(snapshot, thing, min(spelled), found)
    return []


def _ambiguous(snapshot: Queryable, thing: Kind, name: str, found: list[str]) -> AmbiguousName:
    return AmbiguousName(
        f"有 {len(found)} 个{thing.zh}叫“{name}”",
        f'{len(found)} {thing.en}s are called "{name}"',
        candidates=_described(snapshot, found, "zh" if any(map(is_hanzi, name)) else "en"),
    )


def _told_with_its_place(snapshot: Queryable, text: str, known: Set[str]) -> list[Any]:
    """The place told with those it lies in, from the outermost or from the innermost: 河南省郑州市, 河南郑州, "Zhengzhou, Henan"."""
    import pyoxigraph

    kind = KINDS["kg:Place"]
    spelled: dict[str, set[str]] = {}
    for name in known:
        for same in kind.alike:
            spelled.setdefault(same(name), set()).add(name)

    def bearers(name: str) -> list[str]:
        alike = set().union(*(spelled.get(same(name), ()) for same in kind.alike))
        return sorted({iri for predicates in (kind.preferred, kind.further) for iri in _bearers(snapshot, kind, predicates, alike)})

    @cache
    def meant(name: str) -> set[str]:
        return set(bearers(name)) or {iri for outer, inner in divided(name) for iri in _lying_in(snapshot, bearers(inner), outer, meant)}

    found = sorted(meant(text)) if len(text) <= _SHOWN else []
    if len(found) > 1:
        raise _ambiguous(snapshot, kind, text, found)
    return [pyoxigraph.NamedNode(iri) for iri in found]


def divided(name: str) -> Iterator[tuple[str, str]]:
    """A name divided in two, the outer place first: at its marks, brackets and spaces in either order, and without any between all characters.
    A list names several places and none with another.

    >>> list(divided("Hebi, Henan")), list(divided("河南鹤壁"))
    ([('Hebi', 'Henan'), ('Henan', 'Hebi')], [('河', '南鹤壁'), ('河南', '鹤壁'), ('河南鹤', '壁')])
    >>> list(divided("鹤壁（河南）")), list(divided("鹤壁、淇县"))
    ([('鹤壁', '河南'), ('河南', '鹤壁')], [])
    """
    if _LIST.search(name):
        return
    name = name.strip("（）()【】[] ")
    marks = [*re.finditer(r"\s*[,，·（）()【】\[\]\s]\s*", name)]
    for mark in marks:
        first, second = name[: mark.start()], name[mark.end() :]
        yield from ((first, second), (second, first))
    if not marks:
        yield from ((name[:i], name[i:]) for i in range(1, len(name)))


def _lying_in(snapshot: Queryable, places: list[str], outer: str, meant: Callable[[str], Set[str]]) -> list[str]:
    """Which of some places lie in one that ``outer`` may mean."""
    import pyoxigraph

    if not places or not (around := meant(outer)):
        return []
    inner, outside = (" ".join(str(pyoxigraph.NamedNode(iri)) for iri in sorted(iris)) for iris in (places, around))
    query = f"{_prologue()}SELECT DISTINCT ?in {{ VALUES ?in {{ {inner} }} VALUES ?out {{ {outside} }} ?in schema:containedInPlace+ ?out }}"
    return [row["in"].value for row in snapshot.query(query)]


def expanded(text: str) -> str | None:
    """An IRI, given whole or with a prefix of the vocabulary; None for anything else.

    >>> expanded("place:410600"), expanded("<urn:a:b>"), expanded("鹤壁市"), expanded("计划：甲")
    ('https://w3id.org/whoclaims/place/410600', 'urn:a:b', None, None)
    """
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//") and _IRI.fullmatch(text):
        return PREFIXES[prefix] + local
    match = _IRI.fullmatch(text)
    return match[1] if match else None


def _literals(text: str) -> str:
    import pyoxigraph

    return " ".join(str(pyoxigraph.Literal(text, language=language)) for language in (None, "zh", "en"))


def _prologue() -> str:
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("kg", "skos", "schema", "org", "rdfs", "dcterms"))


def _bearers(snapshot: Queryable, thing: Kind, predicates: tuple[str, ...], spelled: Set[str]) -> list[str]:
    """Which things bear one of these names exactly. Codes have a datatype of their own and are compared by their characters."""
    if not predicates or not spelled:
        return []
    literals = " ".join(_literals(name) for name in sorted(spelled))
    parts = [f"{{ VALUES ?name {{ {literals} }} ?thing {predicate} ?name }}" for predicate in predicates if predicate != "skos:notation"]
    if "skos:notation" in predicates:
        codes = filter(re.compile(r"[0-9A-Za-z.\-]{1,20}").fullmatch, sorted(spelled))
        parts += [f'{{ ?thing skos:notation ?code FILTER(STR(?code) = "{code}") }}' for code in codes]
    if not parts:
        return []
    query = (
        f"{_prologue()}SELECT DISTINCT ?thing {{ {' UNION '.join(parts)} "
        f"FILTER(EXISTS {{ ?thing a ?class FILTER(?class IN ({', '.join(thing.classes)})) }}) }}"  # a join would read all of the class
    )
    return sorted(row["thing"].value for row in snapshot.query(query))


def _coded(snapshot: Queryable, found: list[str]) -> bool:
    """Whether any of these places stands in the gazetteer."""
    import pyoxigraph

    things = " ".join(str(pyoxigraph.NamedNode(iri)) for iri in found)
    return bool(snapshot.query(f"{_prologue()}ASK {{ VALUES ?thing {{ {things} }} ?thing skos:notation ?code }}"))


def below(snapshot: Queryable, places: Iterable[Any]) -> list[Any]:
    """The places that lie in some others and of which something is claimed."""
    above = " ".join(map(str, places))
    query = (
        f"{_prologue()}PREFIX sdmx-d: <{PREFIXES['sdmx-d']}>\nSELECT DISTINCT ?place {{ VALUES ?above {{ {above} }} "
        "?place schema:containedInPlace+ ?above FILTER(EXISTS { ?observation sdmx-d:refArea ?place }) }"
    )
    return sorted((row["place"] for row in snapshot.query(query)), key=str)


def called(snapshot: Queryable, iri: str, lang: str = "zh") -> str | None:
    """What the thing of that IRI is called, in the language asked for where it has a name in it; None where it has none.

    >>> import kg
    >>> snapshot = kg.open_examples().snapshot
    >>> called(snapshot, "https://w3id.org/whoclaims/place/410600"), called(snapshot, "urn:a")
    ('鹤壁市', None)
    """
    import pyoxigraph

    query = f"{_prologue()}SELECT ?name {{ {pyoxigraph.NamedNode(iri)} skos:prefLabel|schema:headline|schema:name ?name }}"
    found = sorted((row["name"].language != lang, row["name"].value) for row in snapshot.query(query))
    return found[0][1] if found else None


def homes(snapshot: Queryable, documents: Iterable[str], lang: str = "zh") -> dict[str, str]:
    """The place that each of these documents is of, by name, or its publisher where that is not known.

    >>> import kg
    >>> news = "https://w3id.org/whoclaims/id/document/lanxi-2022-09-06"
    >>> homes(kg.open_examples().snapshot, [news, "urn:a"]) == {news: "岚溪县"}
    True
    """
    import pyoxigraph

    things = " ".join(str(pyoxigraph.NamedNode(iri)) for iri in documents)
    query = (
        f"{_prologue()}SELECT ?thing ?name ?further {{ VALUES ?thing {{ {things} }} "
        "{ ?thing kg:homePlace ?of BIND(0 AS ?further) } UNION { ?thing schema:publisher ?of BIND(1 AS ?further) } ?of skos:prefLabel ?name }"
    )
    found: dict[str, tuple[str, bool, str]] = {}
    for row in snapshot.query(query):
        told = (row["further"].value, row["name"].language != lang, row["name"].value)
        found[row["thing"].value] = min(found.get(row["thing"].value, told), told)
    return {iri: name for iri, (_, _, name) in found.items()}


def names(snapshot: Queryable, kind: str, graphs: Iterable[str] = ()) -> set[str]:
    """What the things of a kind are called, in some graphs or in all; claims have no names."""
    thing = KINDS[kind]
    if not thing.preferred:
        return set()
    codes = kind == "kg:Voice"  # direct, own: words that are printed; others are digits
    paths = "|".join((*thing.preferred, *(p for p in thing.further if codes or p != "skos:notation")))
    dataset = " ".join(f"FROM <{graph}>" for graph in graphs)
    query = (
        f"{_prologue()}SELECT DISTINCT ?name {dataset} {{ VALUES ?class {{ {' '.join(thing.classes)} }} ?thing a ?class ; {paths} ?name }}"
    )
    return {row["name"].value for row in snapshot.query(query)}


def _described(snapshot: Queryable, found: list[str], lang: str) -> list[tuple[str, str]]:
    """Candidates with what tells them apart: the place one lies in, the date one was published."""
    import pyoxigraph

    things = " ".join(str(pyoxigraph.NamedNode(iri)) for iri in found[:_CANDIDATES])
    query = f"{_prologue()}SELECT ?thing ?in {{ VALUES ?thing {{ {things} }} ?thing schema:containedInPlace|schema:datePublished ?in }}"
    within = {row["thing"].value: row["in"].value for row in snapshot.query(query)}
    described = []
    for iri in found[:_CANDIDATES]:
        label, where = called(snapshot, iri, lang) or "", within.get(iri, "")
        if where:
            where = called(snapshot, where, lang) or where if "/" in where else where
            label += f"（{where}）" if lang == "zh" else f" ({where})"
        described.append((iri, label))
    return described
