"""What a worker answers of reconciliation, the same for both wire forms: candidates, suggestions, values of properties, a thing with all of them."""

import json
from collections.abc import Iterator
from typing import Any

from kg import reconciliation as room
from kg.reconciliation import Condition, Entity, Query, held
from kg.reconciliation.divisions import divisions
from kg.reconciliation.divisions import entity as division
from kg.reconciliation.matching import find, reconcile
from kg.reconciliation.properties import PROPERTIES, Value, of_type, values
from kg.store import Snapshot
from kg.web.frames import Job
from kg.web.output import Output

_PAGE = 10


def answered(snapshot: Snapshot, job: Job, output: Output) -> None:
    """Answer one job: what is asked stands in its text as JSON, and the answer is JSON."""
    asked = json.loads(job.text)
    answer = {"match": _match, "suggest": _suggest, "extend": _extend, "show": _show}[job.name](snapshot, asked, job.lang)
    output.head("application/json")
    output.write(json.dumps(answer, ensure_ascii=False).encode(errors="replace"))


def _match(snapshot: Snapshot, asked: Any, lang: str) -> list[Any]:
    told: dict[str, list[Any]] = {}  # a column often asks the same many times
    for query in asked:
        if (key := json.dumps(query, sort_keys=True)) not in told:
            told[key] = list(_candidates(snapshot, query, lang))
    return [told[json.dumps(query, sort_keys=True)] for query in asked]


def _candidates(snapshot: Snapshot, asked: Any, lang: str) -> Iterator[dict[str, Any]]:
    conditions = tuple(Condition(name, tuple(wanted), *more) for name, wanted, *more in asked["conditions"])
    for found in reconcile(snapshot, Query(asked["text"], tuple(asked["types"]), asked["limit"], conditions)):
        yield {**_told(found.entity, lang), "score": found.score, "match": found.match, "sort": found.sort, "met": found.met}


def _told(thing: Entity, lang: str) -> dict[str, Any]:
    return {
        "id": thing.iri,
        "type": thing.type,
        "name": thing.name(lang),
        "about": thing.about(lang),
        "lang": "en" if lang == "en" and thing.en else "zh",
    }


def _suggest(snapshot: Snapshot, asked: Any, lang: str) -> list[Any]:
    prefix, types, first = asked["prefix"], asked["types"], asked["cursor"]
    places = divisions().starting(prefix) if not types or "kg:Place" in types else []
    wanted = first + _PAGE
    things = [named for named in held.starting(snapshot, prefix, wanted) if not types or named.type in types]
    exact = [candidate.entity for candidate in reconcile(snapshot, Query(prefix, tuple(types), _PAGE)) if candidate.sort != "near"]
    found = [*exact, *(division(code) for code in places[:wanted])]
    found += [held.entity(snapshot, named.iri, named.type) for named in things[:wanted]]
    return [_told(thing, lang) for thing in {thing.iri: thing for thing in found}.values()][first:wanted]


def _extend(snapshot: Snapshot, asked: Any, lang: str) -> dict[str, Any]:
    rows: dict[str, dict[str, list[Any]]] = {}
    for iri in asked["ids"]:
        thing, rows[iri] = find(snapshot, iri), {}
        for name, most in asked["properties"]:
            found = values(snapshot, thing, PROPERTIES[name], lang) if thing else []
            rows[iri][name] = [_value(value) for value in found[: most or None]]
    return rows


def _value(value: Value) -> dict[str, Any]:
    return {"text": value.text, "iri": value.iri, "number": value.number, "lang": value.lang, "url": value.url}


def _show(snapshot: Snapshot, asked: Any, lang: str) -> dict[str, Any] | None:
    import pyoxigraph as ox

    thing = find(snapshot, asked["id"])
    if thing is None:
        return None
    told = [(p, values(snapshot, thing, p, lang)) for p in of_type(thing.type)]
    rows = [{"name": p.en if lang == "en" else p.zh, "values": [_value(value) for value in found]} for p, found in told if found]
    kind, held = room.TYPES[thing.type], bool(snapshot.query(f"ASK {{ {ox.NamedNode(thing.iri)} ?p ?o }}"))
    return {**_told(thing, lang), "kind": kind.en if lang == "en" else kind.zh, "rows": rows, "held": held}
