"""Items of Wikidata for provinces, from files of other projects that can be cited; nothing was looked up in Wikidata itself.

``ontology/links/wikidata.csv`` says which files name an item for a province. Two that don't take from each other make it the same; one alone makes it
a candidate, which a person confirms.
"""

from kg.links import Candidate, Entity, Reason
from kg.links.tables import by

PREFIX = "http://www.wikidata.org/entity/"


def candidates(entity: Entity) -> list[Candidate]:
    """The item that files name for a province.

    >>> from kg.links import Label
    >>> henan, beijing = (Entity("urn:a", "kg:Place", (Label(name, "zh"),), code) for name, code in (("河南省", "410000"), ("北京市", "110000")))
    >>> [(c.iri, c.relation, c.score) for place in (henan, beijing) for c in candidates(place)]
    [('http://www.wikidata.org/entity/Q43684', 'skos:exactMatch', 0.9), ('http://www.wikidata.org/entity/Q956', 'skos:closeMatch', 0.6)]
    """
    found = []
    for row in by("wikidata", "division").get(entity.code, ()):
        files = row["sources"].split(";")
        sure = len(files) > 1
        reasons = (
            Reason(
                "crosswalk",
                f"{len(files)} 个互不相干的文件给这个省写的是 {row['item']}" if sure else f"只有一个文件给这个省写的是 {row['item']}，待人核实",
                f"{len(files)} independent files give {row['item']} for this province" if sure else f"one file alone gives {row['item']} for this province: to be confirmed",
            ),
        )  # fmt: skip
        relation = "skos:exactMatch" if sure else "skos:closeMatch"
        found.append(
            Candidate(PREFIX + row["item"], row["item"], 0.9 if sure else 0.6, relation, "semapv:BackgroundKnowledgeBasedMatching", reasons)
        )
    return found


def covers(entity: Entity) -> bool:
    """Whether it is a province."""
    return len(entity.code) == 6 and entity.code.endswith("0000") and entity.code != "100000"
