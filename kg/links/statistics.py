"""The codes of the statistics bureau, down to towns and streets, as ``ontology/places`` has them.

A place of the gazetteer has its code as ``skos:notation`` and stands under it, so that it is its own candidate; what this is for is a place without
one, a town that only a document knows, which may be one that the bureau lists. The bureau's pages are no longer published, so that the candidates
are our own places.
"""

from kg.gazetteer import Entry, gazetteer
from kg.links import Candidate, Entity, Reason
from kg.vocabulary import PLACE


def candidates(entity: Entity) -> list[Candidate]:
    """The divisions that have the code of a place, or its name where it has no code.

    >>> from kg.links import Label
    >>> xun = Entity("urn:x", "kg:Place", (Label("浚县", "zh"),), "410621")
    >>> [(c.iri[-9:], c.score) for c in candidates(Entity("urn:a", "kg:Place", (Label("黎阳街道", "zh"),), within=(xun,)))]
    [('410621003', 0.9)]
    >>> candidates(Entity("urn:a", "kg:Place", (Label("松溪渡镇", "zh"),), within=(xun,)))
    []
    """
    entry = gazetteer().by_code(entity.code) if entity.code else None
    if entry is not None:
        reason = Reason(
            "code",
            f"国家统计局 2023 年版代码 {entry.code}，名为“{entry.name}”",
            f'code {entry.code} of the 2023 edition, called "{entry.name}"',
        )
        return [_candidate(entry, 1.0, reason)]
    above = [place.code for place in entity.within if place.code]
    named = {entry.code: entry for name in entity.called("zh") for entry in (*gazetteer().candidates(name), *gazetteer().towns(name))}
    inside = [entry for entry in named.values() if any(gazetteer().within(entry.code, code) for code in above)]
    return [_candidate(entry, *_named(entry, bool(inside), len(inside or named))) for entry in inside or named.values()]


def _candidate(entry: Entry, score: float, *reasons: Reason) -> Candidate:
    justification = "semapv:BackgroundKnowledgeBasedMatching" if reasons[0].basis == "code" else "semapv:CompositeMatching"
    return Candidate(
        PLACE + entry.code, entry.name, score, "skos:exactMatch" if score >= 0.9 else "skos:closeMatch", justification, reasons
    )


def _named(entry: Entry, inside: bool, among: int) -> tuple[float, Reason, Reason]:
    """What a name is worth: much where the place it lies in has one such, little where a country has a dozen."""
    name = Reason("name", f"名称同为“{entry.name}”", f'the same name "{entry.name}"')
    if inside:
        above = gazetteer().ancestors(entry.code)[0].name
        return (0.9 if among == 1 else 0.5), name, Reason("within", f"同在{above}", f"in {above}, as the place looked for")
    return (
        round(0.5 / among, 2), name,
        Reason("kind", f"全国有 {among} 个这个名称的区划", f"{among} division{'s' if among > 1 else ''} of the country {'have' if among > 1 else 'has'} that name"),
    )  # fmt: skip


def covers(entity: Entity) -> bool:
    """Whether it lies in a county: the bureau lists every town and street."""
    return any(len(place.code) == 6 for place in entity.within) or bool(entity.code)
