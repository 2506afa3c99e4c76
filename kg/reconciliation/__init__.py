"""Which thing a name means: candidates with a score, the reasons for it, and whether one of them is surely meant.

The Reconciliation Service API (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/) asks this of people, posts, bodies,
places, programmes and metrics. Places are all those of the gazetteer down to towns and streets, by names and codes of today and before; the
others are those of the store.

A candidate is a ``match`` where its name, its code or what it lies in leave nothing else that could be meant, and nothing that is said of it speaks against it.
Of a person that says no more than that the store has one of that name: who the person is, a name alone does not tell.
"""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Sort = Literal[
    "code", "preferred", "label", "within", "short", "former", "spelling", "weak", "shared", "word", "became", "property", "near"
]

Quantifier = Literal["any", "all", "none"]

# How well a name of that sort fits. ``weak`` is a name without what it is that nobody needs to mean (鹤山 for 鹤山区), ``word`` a word that metrics or posts
# are called by and that means what they count or what somebody is (图书馆, 局长) where none was asked for, ``became`` a name that went into another,
# ``shared`` a name that a division bore too of which nothing is known since (清河区), ``spelling`` a misprint of a list that many took their names from (荷泽市), ``property`` no name at all: what is said of a thing fits.
SCORES: dict[Sort, int] = {
    "code": 100, "preferred": 100, "label": 98, "within": 97, "short": 96, "former": 92, "spelling": 90, "weak": 88, "shared": 85, "word": 80, "became": 75, "property": 70, "near": 60,
}  # fmt: skip
SURE = 88  # what fits less is never a match
AGAINST = 0.6  # of the score is left for each thing said that speaks against a candidate


class Type(NamedTuple):
    """A class of things that can be asked for, with what it is called."""

    id: str
    zh: str
    en: str


TYPES = {
    type.id: type
    for type in (
        Type("kg:Place", "地区", "place"),
        Type("kg:Metric", "指标", "metric"),
        Type("kg:Programme", "计划", "programme"),
        Type("schema:Person", "人物", "person"),
        Type("org:Organization", "单位", "body"),
        Type("org:Post", "职务", "post"),
    )
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that can be meant, as it is told to people: names and a line that tells it from its namesakes, in both languages."""

    iri: str
    type: str
    zh: str
    en: str = ""
    about_zh: str = ""
    about_en: str = ""

    def name(self, lang: str) -> str:
        """Its name in a language, in the other where it has none there.

        >>> Entity("urn:a", "kg:Place", "鹤壁市", "Hebi City").name("en"), Entity("urn:a", "kg:Place", "黎阳街道").name("en")
        ('Hebi City', '黎阳街道')
        """
        return (self.en or self.zh) if lang == "en" else (self.zh or self.en)

    def about(self, lang: str) -> str:
        """The line that tells it from its namesakes."""
        return (self.about_en or self.about_zh) if lang == "en" else self.about_zh


class Condition(NamedTuple):
    """What a thing must have: a property and values, of which any, all or none is to fit."""

    property: str
    values: tuple[Any, ...]
    required: bool = False
    quantifier: Quantifier = "any"


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: a name, of one of some types (any where none is given), with properties, or by these alone where the name is ""."""

    text: str
    types: tuple[str, ...] = ()
    limit: int = 10
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant, how well it fits (0 to 100), the sort of name that fits, and whether each condition does."""

    entity: Entity
    score: float
    sort: Sort
    met: dict[str, bool] = field(default_factory=dict)
    match: bool = False
