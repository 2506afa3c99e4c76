"""Metrics and the indicators of others: pairs that were decided by reading both definitions, and a search by words for the rest.

Nothing here is ``exactMatch``: an indicator of a country is not the metric of a city, whose statistics differ in coverage and in the year they begin.
"""

import re
from collections.abc import Iterator, Mapping

from kg.links import Candidate, Entity, Reason
from kg.links.tables import by, rows
from kg.vocabulary import METRIC

_SCORES = {"close": 0.9, "broad": 0.85, "narrow": 0.85, "related": 0.8}
_SAID = {
    "close": ("含义相近；口径和统计范围不同", "close in meaning; scope and method differ"),
    "broad": ("对方较宽，包含本指标", "theirs is broader and contains this metric"),
    "narrow": ("对方较窄，是本指标的一部分", "theirs is narrower, a part of this metric"),
    "related": ("有关，但量的不是同一样东西", "related, but what is measured is not the same"),
}
_STOP = frozenset(
    ["of", "the", "and", "in", "for", "by", "to", "a", "an", "at", "on", "per", "total", "share", "rate", "number", "with", "new"]
)
_SHARES = 0.6  # of the words of both names, from which on names are alike enough to be shown: "urban population" and "Urban population (% of total…)"


def indicators(entity: Entity, table: str, prefix: str) -> list[Candidate]:
    """The indicators of a table that a metric was paired with, else those that are called alike and given in a like unit.

    >>> from kg.links import Label
    >>> forest = Entity(METRIC + "forest-cover", "kg:Metric", (Label("森林覆盖率", "zh"), Label("forest cover", "en")), unit="%")
    >>> [(c.iri, c.relation, c.score) for c in indicators(forest, "worldbank", "urn:wb:")]
    [('urn:wb:AG.LND.FRST.ZS', 'skos:closeMatch', 0.9)]
    >>> indicators(Entity("urn:a", "kg:Metric", (Label("清溪入城公里数", "zh"),), unit="公里"), "worldbank", "urn:wb:")
    []
    """
    paired = by(table, "metric").get(entity.iri.removeprefix(METRIC), ()) if entity.iri.startswith(METRIC) else ()
    if paired:
        return [_paired(row, prefix) for row in paired]
    return list(_alike(entity, table, prefix))


def _paired(row: Mapping[str, str], prefix: str) -> Candidate:
    relation = row["relation"]
    reasons = (Reason("crosswalk", f"读过两边的定义：{_SAID[relation][0]}", f"both definitions were read: {_SAID[relation][1]}"),)
    return Candidate(prefix + row["code"], row["name"], _SCORES[relation], f"skos:{relation}Match", "semapv:ManualMappingCuration", reasons)


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", re.sub(r"\([^)]*\)", "", name.lower()))) - _STOP


def _is_share(name: str) -> bool:
    return "%" in name or "proportion" in name.lower()


def _alike(entity: Entity, table: str, prefix: str) -> Iterator[Candidate]:
    """Indicators whose names share most words with one of ours, both shares or neither; never more than a hint."""
    seen = set()
    for row in rows(table):
        if row["code"] in seen or _is_share(row["name"]) != (entity.unit == "%"):
            continue
        for name in entity.called("en"):
            ours, theirs = _words(name), _words(row["name"])
            share = len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
            if share >= _SHARES:
                seen.add(row["code"])
                reasons = (
                    Reason("name", f"英文名称相近：“{name}”与“{row['name']}”", f'names alike: "{name}" and "{row["name"]}"'),
                    Reason(
                        "unit",
                        "同为比率" if entity.unit == "%" else "同不是比率",
                        "both are shares" if entity.unit == "%" else "neither is a share",
                    ),
                )
                score = round(share / 2, 2)
                yield Candidate(
                    prefix + row["code"], row["name"], score, "skos:relatedMatch", "semapv:LexicalSimilarityThresholdMatching", reasons
                )
                break
