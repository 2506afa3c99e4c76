"""Items of Wikidata for provinces, from a file of another project that can be cited; nothing was looked up in Wikidata itself.

``ontology/links/wikidata.csv`` says which file names an item for a province. What a file says is a candidate, which a person confirms.
"""

from kg.links import Candidate, Entity, Reason
from kg.links.tables import by

PREFIX = "http://www.wikidata.org/entity/"


def candidates(entity: Entity) -> list[Candidate]:
    """The item that a file names for a province.

    >>> from kg.links import Label
    >>> [(c.iri, c.relation, c.score) for c in candidates(Entity("urn:a", "kg:Place", (Label("河南省", "zh"),), "410000"))]
    [('http://www.wikidata.org/entity/Q43684', 'skos:exactMatch', 0.6)]
    """
    reason = "有文件给这个省写的是 {}（{}），待人核实", "a file gives {} for this province ({}): to be confirmed"
    return [
        Candidate(
            PREFIX + row["item"], row["item"], 0.6, "skos:exactMatch", "semapv:BackgroundKnowledgeBasedMatching",
            (Reason("crosswalk", *(words.format(row["item"], row["sources"]) for words in reason)),),
        )
        for row in by("wikidata", "division").get(entity.code, ())
    ]  # fmt: skip


def covers(entity: Entity) -> bool:
    """Whether it is a province."""
    return len(entity.code) == 6 and entity.code.endswith("0000") and entity.code != "100000"
