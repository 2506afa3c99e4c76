"""Indicators of the World Bank (World Development Indicators), by the address of their page."""

from kg.links import Candidate, Entity
from kg.links.indicators import indicators

PREFIX = "https://data.worldbank.org/indicator/"


def candidates(entity: Entity) -> list[Candidate]:
    """The indicators a metric was paired with.

    >>> from kg.links import Label
    >>> from kg.vocabulary import METRIC
    >>> [c.iri for c in candidates(Entity(METRIC + "gdp", "kg:Metric", (Label("地区生产总值", "zh"),), unit="元"))]
    ['https://data.worldbank.org/indicator/NY.GDP.MKTP.CN']
    >>> candidates(Entity(METRIC + "lanes-renovated", "kg:Metric", (Label("背街小巷改造", "zh"), Label("back streets renovated", "en")), unit="条"))
    []
    """
    return indicators(entity, "worldbank", PREFIX)


def covers(entity: Entity) -> bool:
    """Never: the table holds the indicators that metrics were paired with, not all there are."""
    return False
