"""QUDT, a vocabulary of units; which of ours are its units was decided by reading both (``ontology/links/make_qudt.py``).

A measure word counts, and what it counts belongs to the metric: it is narrower than QUDT's number. There is no unit for 亩, and none for 万 and 亿, which
are part of a number.
"""

from kg.links import Candidate, Entity, Reason
from kg.links.tables import by
from kg.vocabulary import PREFIXES, UNIT

_COUNTER = "counter"
_SAID = {
    "exact": ("是同一个单位", "the same unit"),
    "close": ("相近而不相同", "close, not the same"),
    "broad": ("对方不说数的是什么", "theirs does not say what is counted"),
}


def candidates(entity: Entity) -> list[Candidate]:
    """The unit of QUDT that a unit of ours is.

    >>> from kg.links import Label
    >>> hectare, mu = (Entity(UNIT + name, "kg:Unit", (Label(zh, "zh"),), unit="measure") for name, zh in (("hectare", "公顷"), ("mu", "亩")))
    >>> [(c.iri, c.relation) for c in candidates(hectare)], candidates(mu)
    ([('http://qudt.org/vocab/unit/HA', 'skos:exactMatch')], [])
    """
    found = []
    local = entity.iri.removeprefix(UNIT)
    for kind, relation, score in (("exact", "skos:exactMatch", 0.98), ("close", "skos:closeMatch", 0.9), ("broad", "skos:broadMatch", 0.9)):
        for row in by("qudt", "ours").get(f"{kind}:{local}", ()):
            reasons = (
                Reason("crosswalk", f"读过两边的定义，{_SAID[kind][0]}", f"both definitions were read: {_SAID[kind][1]}"),
                Reason("definition", f"QUDT 的换算系数 {row['factor']}，量纲 {row['dimension']}", f"QUDT gives the factor {row['factor']} and the dimension {row['dimension']}"),
            )  # fmt: skip
            found.append(
                Candidate(PREFIXES["qudt-unit"] + row["unit"], row["label"], score, relation, "semapv:ManualMappingCuration", reasons)
            )
    if entity.unit == _COUNTER and not found:
        reason = Reason(
            "kind", "是量词，只表示个数；数的是什么由指标说明", "a measure word, which counts; what it counts belongs to the metric"
        )
        found.append(Candidate(PREFIXES["qudt-unit"] + "NUM", "Number", 0.9, "skos:broadMatch", "semapv:LogicalReasoning", (reason,)))
    return found
