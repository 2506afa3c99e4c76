"""GeoNames, its populated places: a town is not the county that is governed from it, hence ``closeMatch`` at most.

The extract (``ontology/links/geonames.csv``) has no administrative area below the province, so that a namesake in the same province is told from the
place itself by how far it lies from the seat of the prefecture.
"""

from collections.abc import Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt

from kg.gazetteer import Entry, english_names, gazetteer
from kg.links import Candidate, Entity, Reason
from kg.links.tables import by

PREFIX = "https://sws.geonames.org/"
# Kilometres from the seat of a prefecture within which its counties lie: the farthest in Henan, 淮滨县, is 132 away. Where prefectures are larger than
# that, as in the north-west, counties stay without a candidate rather than get a namesake's.
_NEAR = 140

Place = Mapping[str, str]


def candidates(entity: Entity) -> list[Candidate]:
    """The populated places that bear the name of a prefecture or county and lie where it does; provinces and towns have none.

    >>> from kg.links import Label
    >>> [(c.iri, c.label, c.score) for c in candidates(Entity("urn:a", "kg:Place", (Label("浚县", "zh"),), "410621"))]
    [('https://sws.geonames.org/1787874/', 'Xun Xian', 0.9)]
    >>> candidates(Entity("urn:a", "kg:Place", (Label("岚溪县", "zh"),)))
    []
    """
    entry = gazetteer().by_code(entity.code)
    if entry is None or not covers(entity):
        return []
    seat = _seat(entry.code[:4] + "00") if entry.level == "county" else None
    found = {}
    for kind in _KINDS:
        for place in _named(entry, kind):
            distance = _kilometres(place, seat) if seat else None
            if place["geonameid"] not in found and (distance is None or distance <= _NEAR):
                found[place["geonameid"]] = (place, kind, distance)
    best = min((_KINDS.index(kind) for _, kind, _ in found.values()), default=0)
    rivals = sum(_KINDS.index(kind) == best for _, kind, _ in found.values())
    nearest = _nearest([distance for _, kind, distance in found.values() if _KINDS.index(kind) == best])
    return [
        _candidate(entry, *told, rivals if _KINDS.index(told[1]) == best else 0, nearest is not None and told[2] == nearest)
        for told in found.values()
    ]


def _nearest(distances: list[int | None]) -> int | None:
    """The distance of the one that lies by far nearest, less than half as far as the next; None where none does.

    >>> _nearest([138, 16]), _nearest([20, 30]), _nearest([20])
    (16, None, None)
    """
    known = sorted(distance for distance in distances if distance is not None)
    return known[0] if len(known) > 1 and len(known) == len(distances) and 2 * known[0] < known[1] else None


def covers(entity: Entity) -> bool:
    """Whether it is a prefecture or a county: places of those names are what the extract was made of."""
    entry = gazetteer().by_code(entity.code)
    return entry is not None and entry.level in ("prefecture", "county")


_KINDS = ("whole", "stem", "latin")
_SCORES = {"whole": 0.9, "stem": 0.85, "latin": 0.75}


def _named(entry: Entry, kind: str) -> list[Place]:
    """The places of the province that bear a name: the whole Chinese one, the one without its kind, or one in Latin letters."""
    names = {"whole": (entry.name,), "stem": (entry.short,), "latin": tuple(map(_folded, english_names(entry.code)))}[kind]
    table = _latin() if kind == "latin" else by("geonames", "names")
    return [place for name in dict.fromkeys(names) for place in table.get(name, ()) if place["province"] == entry.code[:2]]


@cache
def _latin() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for name, places in by("geonames", "names").items():
        if name.isascii():
            found[_folded(name)] = (*found.get(_folded(name), ()), *places)
    return found


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


@cache
def _seat(code: str) -> Place | None:
    """The populated place of a prefecture: the largest that bears its name in the province."""
    entry = gazetteer().by_code(code)
    named = [place for kind in ("whole", "stem") for place in _named(entry, kind)] if entry else []
    return max(named, key=lambda place: (int(place["population"]), -int(place["geonameid"])), default=None)


def _kilometres(one: Place, other: Place) -> int:
    """How far two places are apart, on a sphere of 6,371 km (haversine).

    >>> _kilometres({"latitude": "34.757", "longitude": "113.648"}, {"latitude": "35.732", "longitude": "114.286"})  # Zhengzhou and Hebi
    123
    """
    a, b, c, d = (radians(float(place[name])) for place in (one, other) for name in ("latitude", "longitude"))
    return round(2 * 6371 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))


def _candidate(entry: Entry, place: Place, kind: str, distance: int | None, rivals: int, nearest: bool) -> Candidate:
    """One place, with what speaks for it; ``rivals`` is how many are named so well as it, 0 where others are better; ``nearest`` whether it lies by
    far nearest of them."""
    names = [name for name in place["names"].split(";") if name in (entry.name, entry.short) or name.isascii()]
    said = "、".join(names)
    how = {"whole": ("全名相同", "the whole name"), "stem": ("专名相同", "the proper name"), "latin": ("拼写相同", "the spelling")}[kind]
    province = gazetteer().ancestors(entry.code)[-1].name
    reasons = [
        Reason("name", f"{how[0]}：{said}", f"{how[1]} is the same: {', '.join(names)}"),
        Reason("within", f"同在{province}", f"in {province} too"),
    ]
    if distance is not None:
        prefecture = gazetteer().by_code(entry.code[:4] + "00")
        above = prefecture.name if prefecture else ""
        reasons.append(Reason("within", f"距{above}驻地 {distance} 公里", f"{distance} km from the seat of {above}"))
    if rivals > 1:
        reasons.append(Reason("kind", f"同名的居民地有 {rivals} 个", f"{rivals} populated places are named so"))
    score = _SCORES[kind]
    if rivals > 1 and nearest:
        reasons.append(Reason("within", "其中此处近得多", "of which this is by far the nearest"))
        score -= 0.1
    elif rivals != 1:
        score = min(score, 0.6)
    elif distance is None and entry.level == "county":
        score -= 0.1  # nothing but the province says where it lies
    return Candidate(
        f"{PREFIX}{place['geonameid']}/", place["name"], round(score, 2), "skos:closeMatch", "semapv:CompositeMatching", tuple(reasons)
    )
