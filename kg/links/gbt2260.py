"""GB/T 2260, the codes of the divisions of China from province to county, by edition (:mod:`kg.editions`).

A code or name may change, and a code may pass to another division: 410307 was 洛龙区 and is 偃师区, which was 410381.
"""

from collections.abc import Callable, Iterator
from functools import cache

from kg.editions import Listed, editions
from kg.gazetteer import Entry, around, former, gazetteer
from kg.links import Candidate, Entity, Reason


def _stem(listed: Listed) -> str:
    """The name without what kind of unit it is: 密云 of 密云县 and 密云区."""
    return Entry(listed.code, listed.name, "county").short


@cache
def _by(field: str) -> dict[str, tuple[Listed, ...]]:
    found: dict[str, tuple[Listed, ...]] = {}
    for listed in editions():
        key = _stem(listed) if field == "stem" else getattr(listed, field)
        found[key] = (*found.get(key, ()), listed)
    return found


def candidates(entity: Entity) -> list[Candidate]:
    """The divisions of other editions that may be this one; zones, towns and streets have none.

    >>> from kg.links import Label
    >>> moved = candidates(Entity("urn:a", "kg:Place", (Label("公主岭市", "zh"),), "220184"))
    >>> [(c.iri.rsplit("/", 2)[1:], c.relation, c.score) for c in moved]
    [(['2014-12', '220381'], 'skos:exactMatch', 0.9)]
    >>> candidates(Entity("urn:a", "kg:Place", (Label("岚溪县", "zh"),)))
    []
    """
    current = gazetteer().by_code(entity.code)
    return list(_found(current)) if current is not None and covers(entity) else []


def covers(entity: Entity) -> bool:
    """Whether it is a province, prefecture or county: the standard has no other."""
    entry = gazetteer().by_code(entity.code)
    return entry is not None and entry.level in ("province", "prefecture", "county")


def _found(current: Entry) -> Iterator[Candidate]:
    same = [listed for listed in _by("code").get(current.code, ()) if listed.name == current.name or not _passed_on(current)]
    for listed in same:
        if listed.name == current.name:
            yield _candidate(listed, 1.0, "skos:exactMatch", _same_code(listed), _same_name(listed))
        elif _is_merged(listed, current):
            yield _candidate(listed, 0.8, "skos:closeMatch", _same_code(listed), _remade(listed))
        else:
            yield _candidate(listed, 0.9, "skos:exactMatch", _same_code(listed), _renamed(listed))
    elsewhere = [
        listed
        for listed in _by("name").get(current.name, ())
        if _is_gone(listed) and listed.code[:2] == current.code[:2] and not any(_is_beside(listed, own) for own in same)
    ]
    if elsewhere and len({listed.code for listed in elsewhere}) == 1:
        for listed in elsewhere:
            score, relation = (0.6, "skos:closeMatch") if _is_merged(listed, current) else (0.9, "skos:exactMatch")
            yield _candidate(listed, score, relation, _same_name(listed), _moved(listed))
    if same or elsewhere:
        return
    alike = [
        listed
        for listed in _by("stem").get(Entry(current.code, current.name, "county").short, ())
        if _is_gone(listed) and listed.code[:2] == current.code[:2]
    ]
    for listed in alike:
        near = _is_near(listed, current)
        yield _candidate(listed, 0.8 if near and len(alike) == 1 else 0.6, "skos:closeMatch", _same_stem(listed), _within(listed, near))
    if not alike:
        yield from _became(current)


def _became(current: Entry) -> Iterator[Candidate]:
    """What is known to have become it by another name, and has another code: 滦县 is 滦州市, and 大同县 went into 云州区."""
    for old in former():
        if old.now == current.code and old.source in _BECAME:
            score, relation, told = _BECAME[old.source]
            for listed in _by("name").get(old.name, ()):
                if listed.code == old.code and _is_gone(listed):
                    yield _candidate(listed, score, relation, told(listed), _within(listed, _is_near(listed, current)))


def _passed_on(current: Entry) -> bool:
    """Whether it has its code from another division: the editions list it nearby under one of its own, by name or proper name."""
    named = _by("stem").get(Entry(current.code, current.name, "county").short, ())
    return current.level == "county" and any(
        listed.code != current.code and not listed.code.endswith("00") and _is_near(listed, current) for listed in named
    )


def _is_merged(listed: Listed, current: Entry) -> bool:
    """Whether it went into that division, or that has parts of others too: 邢台县 and 桥西区 into 信都区; the city 毕节市 is no prefecture."""
    return any(old.source == "merged" and (old.name, old.code, old.now) == (listed.name, listed.code, current.code) for old in former())


def _is_beside(listed: Listed, other: Listed) -> bool:
    """Whether an edition lists both, which are two divisions then."""
    return listed.first <= other.last and other.first <= listed.last


def _is_near(listed: Listed, current: Entry) -> bool:
    """Whether both are of one prefecture or municipality."""
    return around(listed.code) == around(current.code)


def _is_gone(listed: Listed) -> bool:
    """Whether no division of today has that code: what does is another one."""
    return gazetteer().by_code(listed.code) is None


def _candidate(listed: Listed, score: float, relation: str, *reasons: Reason) -> Candidate:
    justification = "semapv:BackgroundKnowledgeBasedMatching" if reasons[0].basis == "code" else "semapv:CompositeMatching"
    return Candidate(listed.iri, listed.name, score, relation, justification, reasons, listed.last)


def _span(listed: Listed) -> tuple[str, str]:
    if listed.first == listed.last:
        return f"{listed.last} 版", f"the edition of {listed.last}"
    return f"{listed.first} 至 {listed.last} 各版", f"the editions of {listed.first} to {listed.last}"


def _same_code(listed: Listed) -> Reason:
    zh, en = _span(listed)
    return Reason(
        "code",
        f"{zh}里代码同为 {listed.code}",
        f"{en} have the same code {listed.code}" if "editions" in en else f"{en} has the same code {listed.code}",
    )


def _same_name(listed: Listed) -> Reason:
    return Reason("name", f"名称同为“{listed.name}”", f'the same name "{listed.name}"')


def _renamed(listed: Listed) -> Reason:
    return Reason("name", f"当时名为“{listed.name}”，后来改名", f'called "{listed.name}" then, renamed since')


def _remade(listed: Listed) -> Reason:
    return Reason(
        "name",
        f"当时名为“{listed.name}”，后来与别的区划合并",
        f'called "{listed.name}" then, merged with others since',
    )


def _inferred(listed: Listed) -> Reason:
    return Reason(
        "name",
        f"当时名为“{listed.name}”，同一地级单位里只有它没了去向，推断后来改设",
        f'called "{listed.name}" then, the only one of its prefecture that is gone without a trace, inferred to have become it',
    )


def _moved(listed: Listed) -> Reason:
    zh, en = _span(listed)
    return Reason(
        "within",
        f"在同一省，{zh}里代码为 {listed.code}，今已不用",
        f"in the same province, with the code {listed.code} in {en}, which nothing has today",
    )


def _same_stem(listed: Listed) -> Reason:
    return Reason("name", f"专名相同，当时为“{listed.name}”", f'the same proper name, "{listed.name}" then')


def _within(listed: Listed, near: bool) -> Reason:
    zh, en = _span(listed)
    where_zh, where_en = ("同一地级单位或直辖市", "the same prefecture or municipality") if near else ("同一省", "the same province")
    return Reason(
        "within",
        f"在{where_zh}，{zh}里代码为 {listed.code}，今已不用",
        f"in {where_en}, with the code {listed.code} in {en}, which nothing has today",
    )


_BECAME: dict[str, tuple[float, str, Callable[[Listed], Reason]]] = {  # by the source of a former name
    "rename": (0.9, "skos:exactMatch", _renamed),
    "status": (0.8, "skos:closeMatch", _renamed),
    "merged": (0.8, "skos:closeMatch", _remade),
    "inferred": (0.6, "skos:closeMatch", _inferred),
}
