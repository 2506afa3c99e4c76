"""``python -m tests.benchmarks.generated N FOLDER``: a store of N made-up claims, skewed like a corpus of work reports, through the product's own writing.

Shares and tails are those measured over 392 documents (70,769 claims of 343 government work reports and 48 other texts): 93 in 100 claims are said by
whoever delivers a report, four in five have a metric that no vocabulary defines, three in four of those stand once; one place in a thousand
has 5 in 100. People, places, programmes and figures are invented; the same N gives the same bytes.
"""

import os
import random
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from unittest.mock import patch
from zlib import crc32

from kg.contents import contents
from kg.lexicon import terms
from kg.model import (
    Capacity,
    Claim,
    Comparator,
    Concept,
    Document,
    Head,
    Measure,
    Metadata,
    Period,
    Person,
    Place,
    PolicyDocument,
    Reading,
    Repair,
    Role,
    Span,
    Speaker,
    Statement,
    Voice,
)  # fmt: skip
from kg.readers.text import source_of
from kg.store import write_file
from kg.versions import Version
from kg.vocabulary import PLACES_GRAPH, PREFIXES
from kg.writer import Change, Writer, writing
from tests.benchmarks.names import COUNTIES, Division, Repeated, divisions, falling, metric, person, programme, ranks

T = TypeVar("T")
_UNITS = ("个", "%", "元", "家", "人", "户", "亩", "项", "条", "公里", "件", "所", "吨", "平方米", "套", "名", "人次", "美元", "座", "场")
_UNIT_SHARES = (27, 15, 19, 11, 6, 5, 4, 3, 3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1)
_COMPARATORS: dict[Comparator, tuple[int, str]] = {
    "=": (82, ""),
    ">=": (9, "不少于"),
    ">": (5, "超过"),
    "≈": (3, "约"),
    "<=": (1, "不超过"),
}
_MEASURES: dict[Measure, tuple[int, str]] = {"level": (83, "达到"), "growth": (14, "增长"), "change": (3, "增加")}
_DOUBTS = ("两边都有名称", "指标承前", "名称笼统", "分别", "无地点", "名称很长")
_POSTS = ("市长", "副市长", "局长", "主任", "县长", "书记", "处长")
_BODIES = ("住建局", "教育局", "林业局", "发改委", "水务局", "卫健委", "统计局")


class Page:
    """A text that grows, and the spans of what was put there."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> Span:
        start, self._length = self._length, self._length + len(text)
        self._parts.append(text)
        return Span(start, self._length, text)

    def joined(self, *spans: Span) -> Span:
        """The span from the first to the last of several that follow each other."""
        return Span(spans[0].start, spans[-1].end, "".join(span.quote for span in spans))

    @property
    def text(self) -> str:
        return "".join(self._parts)


class Generator:
    """Makes readings one after the other, each a work report of 60 to 300 claims or, one in nine, a feature of 7 to 150."""

    def __init__(self) -> None:
        self.draw = random.Random(20201209)
        self.places = divisions()
        self.prefectures = [place for place in self.places if place.code.endswith("00") and place.above]
        self.homes = ranks(self.draw, falling(len(self.prefectures), 0.7))
        self.metrics = Repeated(self.draw, metric, 0.76, 1580)
        self.programmes = Repeated(self.draw, programme, 0.65, 80)
        self.defined = {name: [(term.zh, term.iri) for term in terms(name)] for name in ("metrics", "programmes")}

    def readings(self, claims: int) -> Iterator[Reading]:
        """Readings that hold exactly so many claims in all."""
        number = 0
        while claims > 0:
            report = self.draw.random() < 8 / 9
            least, most, usual = (60, 300, 190) if report else (7, 150, 80)
            count = min(claims, int(self.draw.triangular(least, most, usual)))
            yield Made(self, number, count, report).reading()
            number, claims = number + 1, claims - count

    def concept(self, name: str) -> Concept:
        """A metric or programme: those of the vocabulary fall off by a factor of e every 17 ranks, as measured."""
        if self.draw.random() < (0.19 if name == "metrics" else 0.3):
            known = self.defined[name]
            return Concept(*known[int(self.draw.expovariate(1 / 17)) % len(known)])
        return Concept((self.metrics if name == "metrics" else self.programmes).next())

    def chosen(self, shares: "dict[T, tuple[int, str]]") -> "T":
        return self.draw.choices(list(shares), [share for share, _ in shares.values()])[0]


class Made:
    """One document: its head, its people, and as many claims as asked for."""

    def __init__(self, generator: Generator, number: int, count: int, report: bool) -> None:
        self.generator, self.draw, self.page = generator, generator.draw, Page()
        self.number, self.count, self.is_report = number, count, report
        self.home_rank = next(generator.homes)
        self.home = generator.prefectures[self.home_rank]
        self.year = min(2026, max(1994, 2026 - int(self.draw.expovariate(1 / 5))))
        self.claims: list[Claim] = []
        self.statements: list[Statement] = []

    def reading(self) -> Reading:
        head = self._head()
        people = self._people(head)
        policies = self._policies()
        for _ in range(self.count):
            self._claim(head, people)
        received = self.page.text.encode()
        damage = self._damage() if self.number % 40 == 39 else ()
        given = Metadata(id=f"generated-{self.number}")
        source = source_of(f"generated-{self.number}.txt", received)
        document = Document(source, source.text, source.offsets, damage, given)
        places = {claim.place.value: claim.place for claim in self.claims if claim.place}
        programmes = {role.value: role for claim in self.claims for role in claim.programmes}
        return Reading(
            document, head, tuple(people), tuple(self.statements), tuple(self.claims), tuple(programmes.values()), tuple(places.values()), policies
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------ the head

    def _head(self) -> Head:
        """Title, date and publisher; in a report also who delivers it, unless none is named (one in twenty)."""
        add, draw = self.page.add, self.draw
        city = add(self.home.name)
        title = self.page.joined(city, add("政府工作报告" if self.is_report else f"见闻之{self.number}"))
        add("\n")
        month = f"{self.year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        self.dated = add(f"{self.year}年")
        add("发布\n")
        paper = add(f"{self.home.name}人民政府" if draw.random() < 0.6 else f"{self.home.name}日报")
        add("\n")
        self.speaker = None
        if self.is_report and draw.random() < 0.95:
            add("市长")
            name = add(person(draw))
            self.speaker = Role(Speaker(name.quote), name, "head")
            add("\n")
        self.inherited = {year: add(f"{year}年") for year in (self.year - 1, self.year)}
        add("\n")
        return Head(
            title=Role(title.quote, title), publisher=Role(paper.quote, paper) if draw.random() < 0.89 else None,
            published=Role(month, self.dated), home_place=Role(Place(self.home.name, self.home.code, "prefecture"), city), speaker=self.speaker,
            genre="government_work_report" if self.is_report else "newspaper_report",
            inferred=("published",) if self.number % 12 == 11 else (), evidence=(self.dated,) if self.number % 12 == 11 else (),
        )  # fmt: skip

    def _people(self, head: Head) -> list[Person]:
        people = []
        if head.speaker and head.speaker.span:
            body = Role(f"{self.home.name}人民政府", head.speaker.span, "head")
            people.append(Person(head.speaker.value.name, "official", (Capacity(Role("市长", head.speaker.span, "head"), body),), body))
        for _ in range(0 if self.is_report else 4):
            body, post = self.page.add(f"{self.home.name}{self.draw.choice(_BODIES)}"), self.page.add(self.draw.choice(_POSTS))
            name = self.page.add(person(self.draw))
            self.page.add("；")
            if all(known.name != name.quote for known in people):
                held = Capacity(Role(post.quote, post), Role(body.quote, body))
                people.append(Person(name.quote, "official", (held,), held.body, mentions=(name,)))
        return people

    def _policies(self) -> tuple[PolicyDocument, ...]:
        found = []
        for order in range(self.draw.randrange(6)):
            self.page.add("《")
            title = self.page.add(f"{programme(1000 * self.home_rank + order)}方案")
            self.page.add("》")
            found.append(PolicyDocument(title.quote, title, (Role(f"{self.home.name}人民政府", title),), Role(str(self.year), self.dated)))
        return tuple(found)

    def _damage(self) -> tuple[Repair, ...]:
        last = self.claims[-1].quote
        return (Repair(last.start, last.start + 1, "?", "misaligned", "damaged"),)

    # ------------------------------------------------------------------------------------------ claims

    def _claim(self, head: Head, people: list[Person]) -> None:
        draw, add = self.draw, self.page.add
        if self.claims and draw.random() < 0.005:
            return self._repeat()
        voice, speaker = self._voice(people)
        place = self._place(head)
        programmes = (self._programme(),) if draw.random() < 0.12 else ()
        comparator, measure = self.generator.chosen(_COMPARATORS), self.generator.chosen(_MEASURES)
        target = draw.random() < 0.36
        concept = self.generator.concept("metrics")
        named = add(concept.name)
        middle = add(_MEASURES[measure][1] + _COMPARATORS[comparator][1])
        end = self.year if target or draw.random() < 0.05 else self.year - 1
        value, unit = self._figure(concept.name, place.value.name if place else "", end, measure)
        number = add(f"{value}{unit}")
        add("。\n" if draw.random() < 0.3 else "，")
        quote = self.page.joined(named, middle, number)
        statement = None
        if speaker and voice != "report":
            statement = len(self.statements)
            self.statements.append(Statement(quote, speaker, "direct" if voice == "direct" else "indirect"))
        doubts = (draw.choice(_DOUBTS),) if draw.random() < 0.073 else ()
        base = Role("比上年", named, "sentence") if measure == "growth" and draw.random() < 0.17 else None
        period = Period(None if draw.random() < 0.03 else str(end), str(end))
        self.claims.append(
            Claim(
                number, quote, value, unit, comparator, measure, "target" if target else "actual",
                Role(concept, named, "sentence" if draw.random() < 0.09 else ""), voice, base, place,
                Role(period, self.inherited[end], "heading") if draw.random() < 0.985 else None, programmes, speaker, statement,
                confidence="doubtful" if doubts else "sure", doubts=doubts, rule="generated",
            )
        )  # fmt: skip

    def _programme(self) -> Role[Concept]:
        concept = self.generator.concept("programmes")
        span = self.page.add(concept.name)
        self.page.add("以来，")
        return Role(concept, span, "sentence" if self.draw.random() < 0.6 else "")

    def _voice(self, people: list[Person]) -> tuple[Voice, Role[Speaker] | None]:
        """In a report whoever delivers it; in a feature a quarter of the claims stand in statements, one in six of an unnamed source."""
        if self.is_report:
            return ("report", self.speaker) if self.speaker else ("own", None)
        if self.draw.random() >= 0.25:
            return "own", None
        unnamed = self.draw.random() < 1 / 6
        said = self.page.add("有关负责人" if unnamed else self.draw.choice(people).name)
        self.page.add("说：")
        return ("direct" if self.draw.random() < 0.6 else "indirect"), Role(Speaker(said.quote, unnamed), said)

    def _place(self, head: Head) -> Role[Place] | None:
        chance = self.draw.random()
        if chance < 0.016:
            return None
        if chance < 0.82 and head.home_place:
            return Role(head.home_place.value, head.home_place.span, "head")
        county = self.generator.places[self.generator.places.index(self.home) + 1 + self.draw.randrange(COUNTIES)]
        return Role(Place(county.name, county.code, "county"), self.page.add(county.name))

    def _figure(self, concept: str, place: str, year: int, measure: Measure) -> tuple[Decimal, str]:
        """What a metric came to there and then; one teller in eight has another number."""
        seed = crc32(concept.encode())
        unit = random.Random(seed).choices(_UNITS, _UNIT_SHARES)[0]
        told = crc32(f"{concept} {place} {year} {measure}".encode()) + (self.draw.randint(1, 9) if self.draw.random() < 1 / 8 else 0)
        if measure == "growth" or unit == "%":
            return Decimal(told % 900 + 1).scaleb(-1), "%"
        return Decimal(told % (10**9 if unit == "元" else 10 ** (2 + seed % 4)) + 1), unit

    def _repeat(self) -> None:
        """An earlier claim of the document, told again in the same words."""
        order = self.draw.randrange(len(self.claims))
        first = self.claims[order]
        start = first.number.start - first.quote.start
        quote = self.page.add(first.quote.quote)
        self.page.add("。\n")
        number = Span(quote.start + start, quote.end, first.number.quote)
        named = Span(quote.start, quote.start + len(first.metric.value.name), first.metric.value.name)
        self.claims.append(
            Claim(
                number, quote, first.value, first.unit, first.comparator, first.measure, first.kind, Role(first.metric.value, named), "own",
                place=first.place, period=first.period, repeats=order if first.repeats is None else first.repeats, rule="generated",
            )
        )  # fmt: skip


def described(places: Iterable[Division]) -> "Iterator[Any]":
    """The invented divisions as quads of the graph of places."""
    import pyoxigraph as ox

    graph = ox.NamedNode(PLACES_GRAPH)

    def quad(code: str, predicate: str, value: Any) -> Any:
        prefix, _, local = predicate.partition(":")
        return ox.Quad(ox.NamedNode(PREFIXES["place"] + code), ox.NamedNode(PREFIXES[prefix] + local), value, graph)

    for place in places:
        yield quad(place.code, "rdf:type", ox.NamedNode(PREFIXES["kg"] + "Place"))
        yield quad(place.code, "skos:prefLabel", ox.Literal(place.name, language="zh"))
        yield quad(place.code, "skos:notation", ox.Literal(place.code))
        if place.above:
            yield quad(place.code, "schema:containedInPlace", ox.NamedNode(PREFIXES["place"] + place.above))


def store(claims: int, folder: Path) -> None:
    """A store of so many claims, as ``kg build`` makes it, but loaded in one go: a document at a time, the database rewrites itself over and over."""
    import pyoxigraph as ox

    generator = Generator()
    made: list[Change] = []

    def written(writer: Writer) -> Iterator[Any]:
        yield from described(generator.places)
        for reading in generator.readings(claims):
            found, source = contents(reading), reading.document.source
            for name, content in found.files:
                write_file(writer.root / name, content)
            made.append((None, Version(found.document, found.graph, (source.name,), source.file_digest, writer.reader)))
            yield from ox.parse(found.quads, format=ox.RdfFormat.N_QUADS)

    with patch("kg.store.os.fsync"), writing(folder) as writer:  # what a crash would take can be made again
        writer.store.bulk_extend(written(writer))
        writer._move(*made)
        writer.store.optimize()


@contextmanager
def at_hand(claims: int) -> Iterator[Path]:
    """The store that ``KG_BENCH_STORE`` names, or one of so many claims that goes again."""
    if named := os.environ.get("KG_BENCH_STORE"):
        yield Path(named)
        return
    with TemporaryDirectory() as folder:
        store(claims, Path(folder) / "store")
        yield Path(folder) / "store"


if __name__ == "__main__":
    store(int(sys.argv[1]), Path(sys.argv[2]))
