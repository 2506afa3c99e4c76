"""What a worker answers of one IRI: what a page shows of it, or its triples.

A page shows the words that a claim or statement stands in, what is said of the thing, what it is linked to in data of others, and the named queries
about it. Links are those of the store: a mapping that waits for a person is none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Any

from kg import reconciliation as room
from kg.labels import KINDS, claim_iri, expanded, shortened
from kg.mappings import RELATIONS, current, read
from kg.passages import Passage
from kg.publications.selecting import SELECTIONS
from kg.queries import Query, catalogue
from kg.reconciliation import properties
from kg.reconciliation.divisions import entry_of
from kg.reconciliation.matching import find, reconcile
from kg.store import Snapshot, decisions
from kg.tables.phrases import capacity
from kg.tables.plain import flat, printable
from kg.vocabulary import KG, LINKS_GRAPH, PREFIXES
from kg.web import problems
from kg.web.answering import chosen, counted, write_triples
from kg.web.fragments import is_address, known, linked, short, templates
from kg.web.frames import Job
from kg.web.negotiation import GRAPHS, HTML
from kg.web.output import Output
from kg.web.texts import CODES, TERMS, called, words

_READ = 2_000  # triples of a thing that are looked at
_SHOWN = 20  # values of a property that are shown
# the properties that a reader looks for first, in their order
_FIRST = (
    "skos:prefLabel", "schema:headline", "schema:name", "kg:metric", "sdmx-m:obsValue", "kg:countedIn", "sdmx-d:refArea", "kg:periodStart", "kg:periodEnd",
    "prov:wasAttributedTo", "kg:inCapacity", "prov:wasQuotedFrom",
)  # fmt: skip
_NAMES = "skos:prefLabel|schema:headline|schema:name|rdfs:label"


def thing(snapshot: Snapshot, job: Job, output: Output) -> None:
    """Answer what is known of the IRI that a job names; raises 404 where the store holds nothing of it."""
    import pyoxigraph as ox

    named = claim_iri(snapshot, job.name)
    try:
        node = ox.NamedNode(named or "")
    except ValueError:
        asked = shortened(flat(job.name))
        raise problems.no_iri(asked, _meant(snapshot, asked, job.lang)) from None
    if not snapshot.query(f"ASK {{ {node} ?p ?o }}"):
        raise problems.unknown_thing(node.value, listed=entry_of(node.value) is not None)
    if job.format != HTML.name:
        format = chosen(job, GRAPHS)
        output.head(format.content_type)
        triples = snapshot.query(f"CONSTRUCT {{ {node} ?p ?o }} WHERE {{ {node} ?p ?o }}")
        write_triples(counted(triples, output, ("个三元组", "triples")), format, output)
        return
    said = [(row["p"].value, row["o"]) for row in snapshot.query(f"SELECT ?p ?o {{ {node} ?p ?o }} LIMIT {_READ}")]
    passage, names = _passage(snapshot, node.value), _names(snapshot, {node.value}, job.lang)
    name = names.get(node.value) or (passage["quote"] if passage else _parts(snapshot, {node.value}, job.lang).get(node.value))
    classes = {value.value for predicate, value in said if predicate == PREFIXES["rdf"] + "type"}
    output.head(HTML.content_type, name=name or printable(short(node.value)), iri=node.value, selection=_selection(classes))
    output.write(_page(snapshot, node.value, said, passage, job.lang).encode())


def _meant(snapshot: Snapshot, name: str, lang: str) -> dict[str, str]:
    """What a name may mean, by IRI: what each is called, with what tells it from the others."""
    found = (candidate.entity for candidate in reconcile(snapshot, room.Query(name)))
    return {thing.iri: flat(f"{thing.name(lang)}（{thing.about(lang)}）" if thing.about(lang) else thing.name(lang)) for thing in found}


def _page(snapshot: Snapshot, iri: str, said: list[tuple[str, Any]], passage: Mapping[str, str] | None, lang: str) -> str:
    """The page but for its frame."""
    observed = next((value for predicate, value in said if predicate == KG + "observes"), None)
    if observed is not None:  # what a claim says stands at its observation
        said = said + [(row["p"].value, row["o"]) for row in snapshot.query(f"SELECT ?p ?o {{ {observed} ?p ?o FILTER(?p != rdf:type) }}")]
    classes = {value.value for predicate, value in said if predicate == PREFIXES["rdf"] + "type"}
    matches = _matches(snapshot, iri)
    targets = {target for _, target in matches}
    shown = [(p, o) for p, o in said if getattr(o, "value", "") not in targets and not p.endswith("Anchor")]
    return (
        templates()
        .get_template("facts.html")
        .render(
            t=words(lang),
            iri=printable(iri),
            kinds=sorted(_names(snapshot, classes, lang).values()),
            passage=passage,
            facts=[*facts(snapshot, shown, lang), *_unstated(snapshot, iri, lang)],
            matches=_told(snapshot, iri, matches, lang),
            queries=[(query.summary_en if lang == "en" else query.summary, query.name, name) for query, name in _about(classes)],
            thing=iri,
            lang=lang,
        )
    )


# ---------------------------------------------------------------------------------------------- what is said of it


def _passage(snapshot: Snapshot, iri: str) -> dict[str, str] | None:
    """The words a claim, a statement or a policy document stands in, with the sentence around them where the store keeps the text."""
    import pyoxigraph as ox

    found = snapshot.query(
        f"SELECT ?quote ?start ?end ?document {{ ?of oa:hasBody {ox.NamedNode(iri)} ; oa:hasTarget ?target . ?target oa:hasSelector ?at , ?words ; "
        "oa:hasSource/prov:wasDerivedFrom/^kg:current ?document . ?words oa:exact ?quote . ?at oa:start ?start ; oa:end ?end }"
    )
    row = min(found, key=lambda row: int(row["start"].value), default=None)
    if row is None:
        return None
    start, end = int(row["start"].value), int(row["end"].value)
    before, after = "", ""
    if snapshot.whole:
        version = next(version for version in snapshot.versions() if version.document == row["document"].value)
        before, _, after = Passage(snapshot.text(version), start, end).sentences
    return {"before": flat(before), "quote": flat(row["quote"].value), "after": flat(after), "at": f"[{start}–{end}]"}


def facts(snapshot: Snapshot, said: Iterable[tuple[str, Any]], lang: str) -> list[dict[str, Any]]:
    """What is said of a thing, property by property, a few values of each."""
    import pyoxigraph as ox

    of: dict[str, list[Any]] = {}
    for predicate, value in said:
        of.setdefault(predicate, []).append(value)
    for values in of.values():
        values.sort(key=lambda value: (getattr(value, "language", None) != lang, str(value)))
    held = {value.value for values in of.values() for value in values[:_SHOWN] if isinstance(value, ox.NamedNode)}
    things, names = known(snapshot, held).things, _parts(snapshot, held, lang) | _names(snapshot, {*held, *of}, lang)
    rows = []
    for predicate, values in of.items():
        cells = [_cell(value, things, names, lang, _codes().get(predicate, {})) for value in values[:_SHOWN]]
        rows.append(
            {
                "name": names.get(predicate) or printable(short(predicate)),
                "full": predicate,
                "values": cells,
                "more": len(values) - len(cells),
            }
        )
    return sorted(rows, key=lambda row: (_rank().get(row["full"], len(_FIRST)), row["full"]))


@cache
def _rank() -> dict[str, int]:
    return {expanded(name) or "": rank for rank, name in enumerate(_FIRST)}


@cache
def _codes() -> dict[str, dict[str, tuple[str, str]]]:
    return {expanded(name) or "": codes for name, codes in CODES.items()}


def _cell(value: Any, things: Set[str], names: Mapping[str, str], lang: str, codes: dict[str, tuple[str, str]]) -> dict[str, Any]:
    import pyoxigraph as ox

    if isinstance(value, ox.NamedNode):
        return linked(value.value, things, lang, names.get(value.value, ""))
    text = called(codes, value.value, lang)
    return {"text": flat(text), "full": printable(text), "href": text if is_address(text) else "", "out": True, "code": False}


def _names(snapshot: Snapshot, iris: Set[str], lang: str) -> dict[str, str]:
    """What things, classes and properties are called, those that have a name."""
    import pyoxigraph as ox

    terms = " ".join(str(ox.NamedNode(iri)) for iri in sorted(iris))
    rows = snapshot.query(f"SELECT ?thing ?name {{ VALUES ?thing {{ {terms} }} ?thing {_NAMES} ?name }}")
    found = {iri: pair[lang == "en"] for iri in iris if (pair := _terms().get(iri))}
    for iri, _, name in sorted((row["thing"].value, row["name"].language != lang, row["name"].value) for row in rows):
        found.setdefault(iri, flat(name))
    return found


def _parts(snapshot: Snapshot, iris: Set[str], lang: str) -> dict[str, str]:
    """What is shown of things that have no name: of a membership the post with its body, of an observation its value, of a claim or statement its words."""
    import pyoxigraph as ox

    terms = " ".join(str(ox.NamedNode(iri)) for iri in sorted(iris))
    rows = snapshot.query(
        f"SELECT ?thing ?words ?body ?post {{ VALUES ?thing {{ {terms} }} {{ ?thing ^oa:hasBody/oa:hasTarget/oa:hasSelector/oa:exact|kg:valueText ?words }} "
        "UNION { ?thing a org:Membership OPTIONAL { ?thing org:organization/skos:prefLabel ?body } OPTIONAL { ?thing org:role/skos:prefLabel ?post } } }"
    )
    found: dict[str, str] = {}
    for row in sorted(
        rows, key=lambda row: [(term.language != lang, term.value) if (term := row[n]) is not None else (False, "") for n in (1, 2, 3)]
    ):
        words, body, post = (flat(row[name].value) if row[name] is not None else "" for name in ("words", "body", "post"))
        if told := shortened(words) or capacity(body, post):
            found.setdefault(row["thing"].value, told)
    return found


def _unstated(snapshot: Snapshot, iri: str, lang: str) -> Iterator[dict[str, Any]]:
    """What is known of a thing that its own triples do not say, as :func:`facts` tells what they do."""
    thing = find(snapshot, iri)
    if thing is None:
        return
    for property in properties.unstated(thing.type):
        found = properties.values(snapshot, thing, property, lang)
        things = {value.iri for value in found if value.iri}
        cells = [linked(value.iri, things, lang, flat(value.text)) for value in found[:_SHOWN]]
        if cells:
            yield {
                "name": property.en if lang == "en" else property.zh,
                "full": property.id,
                "values": cells,
                "more": len(found) - len(cells),
            }


@cache
def _terms() -> dict[str, tuple[str, str]]:
    return {expanded(name) or "": pair for name, pair in TERMS.items()}


# ---------------------------------------------------------------------------------------------- where it leads


def _matches(snapshot: Snapshot, iri: str) -> list[tuple[str, str]]:
    """The links of a thing: relation and target; what else the graph of links says describes what others are linked to."""
    import pyoxigraph as ox

    found = snapshot.query(
        f"SELECT ?relation ?target {{ VALUES ?relation {{ {' '.join(RELATIONS)} }} GRAPH <{LINKS_GRAPH}> {{ {ox.NamedNode(iri)} ?relation ?target }} }}"
    )
    return sorted((row["relation"].value, row["target"].value) for row in found)[:_SHOWN]


def _told(snapshot: Snapshot, iri: str, matches: Sequence[tuple[str, str]], lang: str) -> list[dict[str, Any]]:
    """Links as a page shows them: the relation, the target by the name that the mapping gives it, and its data set."""
    if not matches:
        return []
    labels = {row.object_id: row.object_label for row in current(read(decisions(snapshot.root))) if row.subject_id == iri}
    relations = _names(snapshot, {relation for relation, _ in matches}, lang)
    return [
        {
            "relation": relations.get(relation) or printable(short(relation)),
            "target": linked(target, frozenset(), lang, flat(labels.get(target, ""))),
            "full": printable(target),
        }
        for relation, target in matches
    ]


def _selection(classes: Set[str]) -> str | None:
    """What an export selects the claims of a thing of these classes by."""
    kinds = {name: KINDS[parameter.kind] for name, parameter in SELECTIONS.items() if parameter.type == "iri"}
    return next((name for name, kind in kinds.items() if not classes.isdisjoint(map(expanded, kind.classes))), None)


def _about(classes: Set[str]) -> Iterator[tuple[Query, str]]:
    """The named queries that can be asked about a thing of these classes alone, and by which parameter: first those that need it."""
    able = [
        (parameter.optional, query.name, parameter.name)
        for query in catalogue().values()
        for parameter in query.parameters
        if query.group != "graphs" and parameter.type == "iri" and not classes.isdisjoint(map(expanded, KINDS[parameter.kind].classes))
        if all(other.optional or other is parameter for other in query.parameters)
    ]
    yield from ((catalogue()[name], parameter) for _, name, parameter in sorted(able))
