"""The indicators of the UN's Sustainable Development Goals, by their address in the API of the UN Statistics Division."""

from kg.links import Candidate, Entity
from kg.links.indicators import indicators

PREFIX = "https://unstats.un.org/SDGAPI/v1/sdg/Indicator/"


def candidates(entity: Entity) -> list[Candidate]:
    """The indicators a metric was paired with.

    >>> from kg.links import Label
    >>> from kg.vocabulary import METRIC
    >>> [(c.iri.rsplit("/", 1)[1], c.label) for c in candidates(Entity(METRIC + "maternal-mortality", "kg:Metric", (Label("孕产妇死亡率", "zh"),)))]
    [('3.1.1', 'Maternal mortality ratio')]
    >>> candidates(Entity(METRIC + "gold-medals", "kg:Metric", (Label("金牌", "zh"), Label("gold medals", "en"))))
    []
    """
    return indicators(entity, "sdg", PREFIX)


def covers(entity: Entity) -> bool:
    """Never: the table holds the indicators that metrics were paired with, not all there are."""
    return False
