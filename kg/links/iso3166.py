"""ISO 3166-2, the codes of the provinces; the standard stops there.

ISO mints no IRIs. Those here are of the OMG's Languages, Countries and Codes (LCC), which states the standard in OWL; an individual there is the
code that denotes the province, hence ``closeMatch``.
"""

from kg.links import Candidate, Entity, Reason
from kg.links.tables import by

PREFIX = "https://www.omg.org/spec/LCC/Countries/Regions/ISO3166-2-SubdivisionCodes-CN/"


def candidates(entity: Entity) -> list[Candidate]:
    """The code of a province.

    >>> from kg.links import Label
    >>> [c.iri.rsplit("/", 1)[1] for c in candidates(Entity("urn:a", "kg:Place", (Label("河南省", "zh"),), "410000"))]
    ['CN-HA']
    >>> candidates(Entity("urn:a", "kg:Place", (Label("鹤壁市", "zh"),), "410600"))
    []
    """
    return [
        Candidate(
            PREFIX + row["code"], row["name"], 1.0, "skos:closeMatch", "semapv:BackgroundKnowledgeBasedMatching",
            (
                Reason("code", f"ISO 3166-2 以 {row['code']} 指代码为 {entity.code} 的省级单位", f"{row['code']} is what ISO 3166-2 calls the province with the code {entity.code}"),
                Reason("name", f"名为“{row['name']}”", f'called "{row["name"]}"'),
            ),
        )
        for row in by("iso3166", "division").get(entity.code, ())
    ]  # fmt: skip


def covers(entity: Entity) -> bool:
    """Whether it is a province."""
    return len(entity.code) == 6 and entity.code.endswith("0000") and entity.code != "100000"
