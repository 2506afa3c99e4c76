"""Metrics and the indicators of others: pairs that were decided by reading both definitions.

Nothing here is ``exactMatch``: an indicator of a country is not the metric of a city, whose statistics differ in coverage and in the year they begin.
"""

from collections.abc import Mapping

from kg.links import Candidate, Entity, Reason
from kg.links.tables import by
from kg.vocabulary import METRIC

_SCORES = {"close": 0.9, "broad": 0.85, "narrow": 0.85, "related": 0.8}
_SAID = {
    "close": ("含义相近；口径和统计范围不同", "close in meaning; scope and method differ"),
    "broad": ("对方较宽，包含本指标", "theirs is broader and contains this metric"),
    "narrow": ("对方较窄，是本指标的一部分", "theirs is narrower, a part of this metric"),
    "related": ("有关，但量的不是同一样东西", "related, but what is measured is not the same"),
}


def indicators(entity: Entity, table: str, prefix: str) -> list[Candidate]:
    """The indicators of a table that a metric was paired with.

    >>> from kg.links import Label
    >>> forest = Entity(METRIC + "forest-cover", "kg:Metric", (Label("森林覆盖率", "zh"), Label("forest cover", "en")), unit="%")
    >>> [(c.iri, c.relation, c.score) for c in indicators(forest, "worldbank", "urn:wb:")]
    [('urn:wb:AG.LND.FRST.ZS', 'skos:closeMatch', 0.9)]
    >>> indicators(Entity("urn:a", "kg:Metric", (Label("清溪入城公里数", "zh"),), unit="公里"), "worldbank", "urn:wb:")
    []
    """
    paired = by(table, "metric").get(entity.iri.removeprefix(METRIC), ()) if entity.iri.startswith(METRIC) else ()
    return [_paired(row, prefix) for row in paired]


def _paired(row: Mapping[str, str], prefix: str) -> Candidate:
    relation = row["relation"]
    reasons = (Reason("crosswalk", f"读过两边的定义：{_SAID[relation][0]}", f"both definitions were read: {_SAID[relation][1]}"),)
    return Candidate(prefix + row["code"], row["name"], _SCORES[relation], f"skos:{relation}Match", "semapv:ManualMappingCuration", reasons)
