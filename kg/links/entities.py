"""The things of a store that may be linked, as targets take them: labels, code, what they lie in, unit, definitions, posts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownName
from kg.links import Entity, Label

if TYPE_CHECKING:
    from kg.store import Snapshot

# what in a graph makes a thing one that is claimed something of or by
_USED = {
    "kg:Place": "?observation sdmx-d:refArea ?thing",
    "kg:Metric": "?observation kg:metric ?thing",
    "kg:Unit": "?observation sdmx-a:unitMeasure ?thing",
    "kg:Programme": "?observation kg:credits ?thing",
    "schema:Person": "?thing a schema:Person",
    "org:Organization": "?thing a org:Organization",
    "org:Post": "?thing a org:Post",
}
_CLASSES = {"kg:Place": ("kg:Place", "schema:Place")}
_FINDING = {"kg:Unit": "skos:Concept"}  # a unit is found among the concepts
_LABELS = ("skos:prefLabel", "schema:name", "skos:altLabel")
_FACTS = {
    "code": "skos:notation", "within": "schema:containedInPlace", "unit": "kg:usualUnit", "kind": "kg:unitKind", "definition": "skos:definition",
    "post": "^org:member/org:role/skos:prefLabel",
}  # fmt: skip


def entities(
    snapshot: "Snapshot", kinds: Sequence[str], named: Iterable[str] = (), within: str | None = None, every: bool = False
) -> list[Entity]:
    """The things of some kinds: those named (IRI, code or label), else all that something is claimed of or by, or with ``every`` all there are.

    Of places only those in the one that ``within`` names. Raises UnknownName where nothing of these kinds is called so.

    >>> import kg
    >>> snapshot = kg.open_examples().snapshot
    >>> [(e.name, e.code, [place.name for place in e.within]) for e in entities(snapshot, ["kg:Place"], ["鹤壁市"])]
    [('鹤壁市', '410600', ['河南省'])]
    >>> len(entities(snapshot, ["kg:Place"])) < len(entities(snapshot, ["kg:Place"], every=True))
    True
    """
    names = list(named)
    found: dict[str, str] = {}
    if names:
        for name in names:
            found.update(_found(snapshot, kinds, name))
    else:
        for kind in kinds:
            found.update(dict.fromkeys(_all(snapshot, kind, every), kind))
    told = dict(described(snapshot, found))
    if within is not None:
        from kg.labels import find

        outer = {place.value for place in find(snapshot, "kg:Place", within)}
        told = {iri: e for iri, e in told.items() if iri in outer or any(place.iri in outer for place in e.within)}
    return [told[iri] for iri in sorted(told, key=lambda iri: (kinds.index(found[iri]), told[iri].code, iri))]


def _found(snapshot: "Snapshot", kinds: Sequence[str], name: str) -> dict[str, str]:
    """The things of these kinds that a name means."""
    from kg.labels import find

    missed: UnknownName | None = None
    for kind in kinds:
        try:
            things = {term.value for term in find(snapshot, _FINDING.get(kind, kind), name)}
        except UnknownName as error:
            missed = missed or error
            continue
        if kept := things & set(_all(snapshot, kind, True)):
            return dict.fromkeys(sorted(kept), kind)
    raise missed or UnknownName(f"没有叫“{name}”的", f'nothing is called "{name}"')


def _prologue() -> str:
    from kg.vocabulary import PREFIXES

    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("kg", "skos", "schema", "org", "sdmx-d", "sdmx-a"))


def _all(snapshot: "Snapshot", kind: str, every: bool) -> list[str]:
    classes = " ".join(_CLASSES.get(kind, (kind,)))
    pattern = f"VALUES ?class {{ {classes} }} ?thing a ?class" + ("" if every else f" FILTER(EXISTS {{ {_USED[kind]} }})")
    return sorted({row["thing"].value for row in snapshot.query(f"{_prologue()}SELECT DISTINCT ?thing {{ {pattern} }}")})


def described(snapshot: "Snapshot", kinds: dict[str, str]) -> Iterator[tuple[str, Entity]]:
    """What a store says of things, by IRI, with the places that places lie in; ``kinds`` has the class of each."""
    facts = _facts(snapshot, kinds)
    around, more = dict(facts), {place for stated in facts.values() for place, _ in stated.get("within", ())}
    while more := more - around.keys():
        outer = _facts(snapshot, more)
        around |= {iri: outer.get(iri, {}) for iri in more}
        more = {place for stated in outer.values() for place, _ in stated.get("within", ())}
    for iri, kind in kinds.items():
        yield iri, _entity(iri, kind, around, facts.get(iri, {}))


Facts = dict[str, list[tuple[str, str]]]


def _facts(snapshot: "Snapshot", iris: Iterable[str]) -> dict[str, Facts]:
    """What is stated of things: value and language, by what it is; labels in the order of what they are."""
    import pyoxigraph

    listed = " ".join(str(pyoxigraph.NamedNode(iri)) for iri in sorted(iris))
    if not listed:
        return {}
    paths = {**{label: label for label in _LABELS}, **_FACTS}
    found: dict[str, Facts] = {}
    for name, path in paths.items():
        rows: Any = snapshot.query(f"{_prologue()}SELECT DISTINCT ?thing ?value {{ VALUES ?thing {{ {listed} }} ?thing {path} ?value }}")
        for row in rows:
            told = (row["value"].value, getattr(row["value"], "language", None) or "")
            found.setdefault(row["thing"].value, {}).setdefault(name, []).append(told)
    return {iri: {name: sorted(values) for name, values in facts.items()} for iri, facts in found.items()}


def _entity(iri: str, kind: str, around: dict[str, Facts], facts: Facts, outer: bool = False) -> Entity:
    chinese_first = sorted(
        ((_LABELS.index(name), lang != "zh", text, lang) for name in _LABELS for text, lang in facts.get(name, ())),
        key=lambda label: (label[1], label[0], label[2]),
    )
    within: list[Entity] = []
    inner = facts
    while not outer and (above := inner.get("within")) and all(place.iri != above[0][0] for place in within):
        inner = around.get(above[0][0], {})
        within.append(_entity(above[0][0], "kg:Place", around, inner, outer=True))

    def first(name: str) -> str:
        return next((text for text, _ in facts.get(name, ())), "")

    return Entity(
        iri, kind, tuple(Label(text, lang) for _, _, text, lang in chinese_first), first("code"), tuple(within),
        first("unit") or first("kind"), tuple(Label(*told) for told in facts.get("definition", ())), tuple(Label(*told) for told in facts.get("post", ())),
    )  # fmt: skip
