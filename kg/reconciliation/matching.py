"""From a query to its candidates: who bears the name, what fits the conditions, and whether one of them is surely meant."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.characters import is_hanzi
from kg.labels import expanded, letters
from kg.reconciliation import AGAINST, SCORES, SURE, TYPES, Candidate, Entity, Query, Sort, held
from kg.reconciliation.divisions import divisions, entry_of
from kg.reconciliation.divisions import entity as division
from kg.reconciliation.properties import NAMES, having, is_looked_up, meets
from kg.store import Snapshot
from kg.vocabulary import PLACE, PREFIXES

_FEW = 3
_UNSURE: tuple[Sort, ...] = ("word", "became")
_PLACING = {"containedIn", "code"}  # what tells a division from one that is gone
_TOLD = re.compile(r"(?P<name>[^（()）【】，,]+)(?:[（(【](?P<within>[^（()）【】]+)[)）】]|[，,](?P<behind>[^（()）【】]+))\s*")
_MOST = 200  # candidates of one name that are looked at: 城关镇 is the name of more towns than anybody reads


def reconcile(snapshot: Snapshot, query: Query) -> list[Candidate]:
    """The candidates of a query, the best first; of equal ones those of a higher level, then by IRI.

    >>> import kg
    >>> snapshot = kg.open_examples().snapshot
    >>> [(c.entity.zh, c.score, c.match) for c in reconcile(snapshot, Query("鹤壁", ("kg:Place",)))][0]
    ('鹤壁市', 96, True)
    >>> [(c.entity.about_zh, c.match) for c in reconcile(snapshot, Query("朝阳区", limit=2))]
    [('北京市，县级 110105', False), ('吉林省长春市，县级 220104', False)]
    >>> from kg.reconciliation import Condition
    >>> [c.match for c in reconcile(snapshot, Query("朝阳区", conditions=(Condition("containedIn", ("吉林",)),), limit=1))]
    [True]
    >>> [(c.entity.zh, c.match) for c in reconcile(snapshot, Query("", conditions=(Condition("geonames", ("1787874",)),)))]
    [('浚县', False)]
    """
    candidates = [_weighed(snapshot, thing, score, sort, query) for thing, score, sort in _found(snapshot, query)[:_MOST]]
    kept = [c for c in candidates if not any(not c.met.get(need.property, False) for need in query.conditions if need.required)]
    sure = _meant(kept)
    told = [Candidate(c.entity, c.score, c.sort, c.met, c.entity.iri == sure) for c in kept]
    return sorted(told, key=lambda c: (not c.match, -c.score, _rank(c.entity), c.entity.iri))[: query.limit]


def find(snapshot: Snapshot, iri: str) -> Entity | None:
    """The thing of an IRI, None where there is none that can be asked for.

    >>> import kg
    >>> find(kg.open_examples().snapshot, "https://w3id.org/whoclaims/place/410621").about_en, find(kg.open_examples().snapshot, "urn:a")
    ('Hebi City, Henan Province, county 410621', None)
    """
    iri = expanded(iri.strip()) or iri
    if (entry := entry_of(iri)) is not None:
        return division(entry.code)
    found = held.type_of(snapshot, iri)
    return held.entity(snapshot, iri, found) if found else None


def _found(snapshot: Snapshot, query: Query) -> list[tuple[Entity, float, Sort]]:
    """What a name may mean, as it is written or else nearly so; without a name what fits its conditions."""
    if not query.text:
        return [*_fitting(snapshot, query)]
    for text in held.spellings(query.text):
        query = replace(query, text=text)
        if found := [*_named(snapshot, query)] or [*_told_apart(snapshot, query)]:
            return found
    return [*_near(snapshot, query)]


def _wants(query: Query, type: str) -> bool:
    return not query.types or type in query.types


def _named(snapshot: Snapshot, query: Query) -> Iterator[tuple[Entity, float, Sort]]:
    """What the text names exactly: by IRI, code, name, or a name with what it lies in."""
    if (iri := expanded(query.text.strip())) and (thing := find(snapshot, iri)):
        if _wants(query, thing.type):
            yield thing, SCORES["code"], "code"
        return
    if _wants(query, "kg:Place"):
        for code, sort in divisions().called(query.text)[:_MOST]:
            yield division(code), SCORES[sort], sort
    for named in held.called(snapshot, query.text)[:_MOST]:
        if _wants(query, named.type):
            of: Sort = "word" if not query.types and _is_word(named, query.text) else named.sort
            yield held.entity(snapshot, named.iri, named.type), SCORES[of], of


def _is_word(named: held.Named, text: str) -> bool:
    """Whether a post or metric bears a word rather than a term: few characters, or what only documents call it (道路, 小区, 投入)."""
    if named.type == "kg:Metric":
        name = letters(text)
        return not named.iri.startswith(PREFIXES["metric"]) or (len(name) <= _FEW and all(map(is_hanzi, name)))
    return named.type == "org:Post"


def _fitting(snapshot: Snapshot, query: Query) -> Iterator[tuple[Entity, float, Sort]]:
    """What meets all conditions that are required or, where none is, any; a name or code among them is looked up as one.

    Of what is found by properties no more is looked at than is told, unless there are conditions that only narrow it.
    """
    needed = [condition for condition in query.conditions if condition.required]
    named = [condition for condition in needed or query.conditions if condition.property in NAMES and condition.quantifier != "none"]
    names = [str(value) for condition in named for value in condition.values]
    met: set[str] = set()
    for thing, score, sort in (told for name in names for told in _named(snapshot, replace(query, text=name))):
        if thing.iri not in met:
            met.add(thing.iri)
            yield thing, score, sort
    if needed and names:
        return
    most = query.limit if all(map(is_looked_up, query.conditions)) else _MOST
    for iri in (iri for type in query.types or TYPES for iri in having(snapshot, query.conditions, type, most)):
        if iri not in met and (found := find(snapshot, iri)):
            yield found, SCORES["property"], "property"


def _told_apart(snapshot: Snapshot, query: Query) -> Iterator[tuple[Entity, float, Sort]]:
    """People told with what they are or who wrote of them, in brackets or after a comma: 周晓禾（松溪县教育局）, 郭浩，鹤壁市市长."""
    match = _TOLD.fullmatch(query.text)
    if match is None or not _wants(query, "schema:Person"):
        return
    said = letters(held.in_short(match["within"] or match["behind"]))
    for named in held.called(snapshot, match["name"]):
        if named.type == "schema:Person" and said in held.told_of(snapshot, named.iri):
            yield held.entity(snapshot, named.iri, named.type), SCORES["within"], "within"


def _near(snapshot: Snapshot, query: Query) -> Iterator[tuple[Entity, float, Sort]]:
    """What is called nearly so, by how many characters the names share; one character stands in too many names to be like any."""
    if len(letters(query.text)) < 2:
        return
    met = set()
    if _wants(query, "kg:Place"):
        for order, (code, share) in enumerate(divisions().near(query.text)):
            if code not in met:
                met.add(code)
                yield division(code), round(SCORES["near"] * share - order / 10, 1), "near"
    for order, (named, share) in enumerate(held.near(snapshot, query.text)):
        if _wants(query, named.type):
            yield held.entity(snapshot, named.iri, named.type), round(SCORES["near"] * share - order / 10, 1), "near"


def _weighed(snapshot: Snapshot, thing: Entity, score: float, sort: Sort, query: Query) -> Candidate:
    met: dict[str, bool] = {}
    for condition in query.conditions:
        if (fits := meets(snapshot, thing, condition)) is not None:
            met[condition.property] = fits and met.get(condition.property, True)
            score *= 1 if fits else AGAINST
    return Candidate(thing, round(score, 1), sort, met)


def _meant(candidates: list[Candidate]) -> str | None:
    """The IRI of the one that is surely meant, None where nothing is, or several may be.

    A mere word may mean what it says, and a name that went into another another division of that name: both leave nothing sure. A name that a division bore too that is gone is sure with the place. Only the short name of a province or prefecture goes before that of a district: 海南 is the province, not 海南区, while 鹤山 may be 鹤山市 or 鹤山区.
    """
    fit = [c for c in candidates if c.score >= (SCORES[c.sort] if c.sort in (*_UNSURE, "shared") else SURE)]
    if len(fit) > 1 and any(c.met for c in fit):  # what is said of it tells them apart
        most = max(sum(c.met.values()) for c in fit)
        fit = [c for c in fit if sum(c.met.values()) == most]
    if len(fit) > 1:
        strong = [c for c in fit if c.sort != "weak"]
        high = [c for c in strong if c.entity.iri.startswith(PLACE) and c.entity.iri.endswith("00")]
        fit = strong if len(strong) == len(high) == 1 else fit
    if len(fit) != 1 or fit[0].sort in _UNSURE or (fit[0].sort == "shared" and not _PLACING & fit[0].met.keys()):
        return None
    return fit[0].entity.iri


def _rank(thing: Entity) -> tuple[int, ...]:
    """The order of what fits equally well: by type, of places the higher level first."""
    code = thing.iri.removeprefix(PLACE) if thing.iri.startswith(PLACE) else ""
    return list(TYPES).index(thing.type), len(code), not code.endswith("0000"), not code.endswith("00")
