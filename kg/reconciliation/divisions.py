"""The divisions of China by every name and code they have and had, and by what they lie in."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg.editions import Listed, editions
from kg.gazetteer import COUNTRY, Entry, around, english_names, former, gazetteer
from kg.labels import divided, letters
from kg.reconciliation import Entity, Sort
from kg.reconciliation.near import Names
from kg.resources import resource
from kg.vocabulary import PLACE

_LONGEST = 30  # characters of a name that is taken apart
_LEVELS = {
    "country": ("国家", "country"), "province": ("省级", "province"), "prefecture": ("地级", "prefecture"), "county": ("县级", "county"),
    "zone": ("开发区", "development zone"), "town": ("乡级", "town"),
}  # fmt: skip
_KIND = re.compile(r" (?:Province|Municipality|Prefecture|City|County|District|Banner|Region)$")
_DISTRICTS = ("区", "旗")
_CUSTOMARY = {"150000": "内蒙"}


def entry_of(iri: str) -> Entry | None:
    """The division of that IRI, None where it is none.

    >>> entry_of("https://w3id.org/whoclaims/place/410600").name, entry_of("urn:a")
    ('鹤壁市', None)
    """
    return gazetteer().by_code(iri.removeprefix(PLACE)) if iri.startswith(PLACE) else None


def entity(code: str) -> Entity:
    """A division as it is told to people."""
    entry = gazetteer().by_code(code)
    assert entry is not None
    above = gazetteer().ancestors(code)
    zh, en = _LEVELS[entry.level]
    english = [(english_names(e.code) or (e.name,))[0] for e in above]
    return Entity(
        PLACE + code, "kg:Place", entry.name, (english_names(code) or ("",))[0],
        "，".join(filter(None, ("".join(e.name for e in reversed(above)), f"{zh} {code}"))),
        ", ".join((*english, f"{en} {code}")),
    )  # fmt: skip


def _misspelled() -> list[tuple[str, str]]:
    """What editions of GB/T 2260 misprint, by its code then (荷泽市): no former name, and in use all the same."""
    with resource("ontology/links/gbt2260-errata.csv").open(encoding="utf-8", newline="") as file:
        return [(row["code"], row["name"]) for row in csv.DictReader(file)]


def _gone() -> Iterator[Listed]:
    """What editions list and nothing is known of since: it is no former name, and nothing in its prefecture bears it."""
    followed = {(old.name, old.code) for old in former()}
    borne = {(entry.name, around(entry.code)) for entry in gazetteer().entries}
    return (old for old in editions() if (old.name, old.code) not in followed and (old.name, around(old.code)) not in borne)


def level(code: str, lang: str) -> str:
    """The level of a division, in words."""
    entry = gazetteer().by_code(code)
    return _LEVELS[entry.level][lang == "en"] if entry else ""


class Divisions:
    """Look-ups by name.

    >>> [(code, sort) for code, sort in divisions().called("襄樊市")], divisions().called("410600")
    ([('420600', 'former')], [('410600', 'code')])
    >>> divisions().called("河南鹤壁"), divisions().called("Qibin District, Hebi"), divisions().called("云岭县")
    ([('410600', 'within')], [('410611', 'within')], [])
    >>> divisions().called("鹤壁（河南）"), divisions().called("４１０６００"), divisions().called("内蒙"), divisions().called("新疆自治区")
    ([('410600', 'within')], [('410600', 'code')], [('150000', 'short')], [('650000', 'short')])
    >>> sorted(gazetteer().by_code(code).name for code, _ in divisions().called("朝阳"))
    ['朝阳区', '朝阳区', '朝阳县', '朝阳市']
    >>> divisions().called("清河区"), divisions().called("铁岭清河区")
    ([('211204', 'shared')], [('211204', 'within')])
    """

    def __init__(self) -> None:
        self._named: dict[str, dict[str, Sort]] = defaultdict(dict)
        names: set[str] = set()
        for entry in (COUNTRY, *gazetteer().entries):
            for name, sort in _names(entry):
                self._named[letters(name)].setdefault(entry.code, sort)
                names.add(name)
        self._near = Names(names)
        shorts: list[tuple[str, str, Sort]] = []
        for old in former():
            now = gazetteer().by_code(old.now)
            if now is not None:
                was: Sort = "became" if old.source in ("merged", "inferred") else "former"
                for name in filter(None, (old.code, old.name)):
                    self._named[letters(name)].setdefault(old.now, was)
                shorts.append((letters(Entry("", old.name, now.level).short), old.now, was))
        for code, wrong in _misspelled():
            now_coded = code if gazetteer().by_code(code) else min(self._named[code])
            shorts += [(letters(name), now_coded, "spelling") for name in (wrong, Entry("", wrong, "county").short)]
        free = {name for name, _, _ in shorts if name not in self._named}  # 株洲 is the city, though 株洲县 was called so too
        for name, code, sort in shorts:
            if name in free:
                self._named[name].setdefault(code, sort)
        for gone in _gone():
            for name in (letters(gone.name), letters(Entry("", gone.name, "county").short)):
                if len(codes := self._named.get(name, {})) == 1:  # of several none is sure anyway
                    [(code, sort)] = codes.items()
                    codes[code] = sort if sort == "became" or code.endswith("00") else "shared"

    def called(self, text: str) -> list[tuple[str, Sort]]:
        """The codes of what may be meant, each with how it is called so."""
        found = self._exactly(text)
        if not found and len(text) <= _LONGEST:
            found = self._told_with_its_place(text)
        return sorted(found.items())

    def near(self, text: str) -> Iterator[tuple[str, float]]:
        """The codes of what is called nearly so, with how much of the name is the same; of the towns none, which are too many and too alike."""
        for name, share in self._near.like(text):
            for code in self._named[letters(name)]:
                yield code, share

    def starting(self, prefix: str) -> list[str]:
        """The codes of what has a name that begins so, the higher levels first."""
        start = letters(prefix)
        if not start:
            return []
        found = {code for name, codes in self._named.items() if name.startswith(start) for code in codes}
        return sorted(found, key=lambda code: (not code.endswith("0000"), not code.endswith("00"), code))

    def _exactly(self, text: str) -> dict[str, Sort]:
        key = letters(text)
        found = dict(self._named.get(key, {}))
        if len(key) in (6, 9) and key.isdigit() and gazetteer().by_code(key):
            return {key: "code"}
        for town in gazetteer().towns(text.strip()):
            found.setdefault(town.code, "preferred")
        return found

    def _told_with_its_place(self, text: str) -> dict[str, Sort]:
        """What is told with the place it lies in, from the outermost or the innermost: 河南省鹤壁市, 河南鹤壁, Hebi, Henan."""

        @cache
        def meant(name: str) -> dict[str, Sort]:
            return self._exactly(name) or {
                code: "became" if sort == "became" else "within"
                for outer, inner in divided(name)
                for code, sort in (self._exactly(inner) or (meant(inner) if len(inner) > 3 else {})).items()
                if any(code != above and gazetteer().within(code, above) for above in meant(outer))
            }

        return meant(text)


def _names(entry: Entry) -> Iterator[tuple[str, Sort]]:
    """Every name of a division today. The name without what it is, of a district or one that leaves out a people, is ``weak``."""
    yield entry.name, "preferred"
    peoples = "自治" in entry.name and entry.level != "province"
    weak = peoples or entry.level == "zone" or (entry.level == "county" and entry.name.endswith(_DISTRICTS))
    if entry.short != entry.name:
        yield entry.short, "weak" if weak else "short"
    if "自治" in entry.name and entry.level in ("province", "prefecture"):  # 新疆自治区, 恩施州
        yield from ((entry.short + kind, "short") for kind in ("自治区", "自治州", "州") if entry.name.endswith(kind))
    if entry.code in _CUSTOMARY:
        yield _CUSTOMARY[entry.code], "short"
    for name in english_names(entry.code):
        bare = not _KIND.search(name) and entry.level != "country"
        yield name, ("weak" if weak else "short") if bare else "label"
    if entry.level == "country":
        yield "中国", "label"


@cache
def divisions() -> Divisions:
    """The look-ups, made at the first call."""
    return Divisions()
