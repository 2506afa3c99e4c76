"""What speaks for a thing of a live source being the one looked for: codes, names, what it lies in, posts, units; each a reason with its share of the score."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.links import Candidate, Entity, Reason

PERSON = "schema:Person"
_LONGEST = 200  # characters of a label that are shown
# A name alone: a town has namesakes in other provinces; what a metric or programme is called says little of what it means.
_NAMED = {"kg:Place": 0.4, "org:Organization": 0.4}
_LEAST = 0.05
_CHINESE_KIND = re.compile(r"(?<=..)(?:省|市|县|区|自治区|自治州|自治县|地区|盟|旗)$")
_ENGLISH_KIND = re.compile(r" (?:province|city|county|district|prefecture|municipality)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A thing as a source describes it; ``like`` is how alike the source itself finds it, between 0 and 1."""

    iri: str
    label: str = ""
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    about: str = ""
    like: float | None = None


def candidates(entity: Entity, found: Iterable[Found], day: str = "", source: str = "") -> list[Candidate]:
    """What is found as candidates, best first, with the reasons for each; of people only those whose post agrees as well.

    ``day`` and ``source`` say when and at which address it was looked up.

    >>> from kg.links import Label
    >>> xun = Entity("urn:a", "kg:Place", (Label("浚县", "zh"),), "410621", (Entity("urn:b", "kg:Place", (Label("鹤壁市", "zh"),), "410600"),))
    >>> [(c.score, c.relation) for c in candidates(xun, [Found("urn:x", "浚县", codes=("410621",)), Found("urn:y", "浚县", within=("鹤壁市",)), Found("urn:z", "浚县")])]
    [(0.95, 'skos:exactMatch'), (0.8, 'skos:closeMatch'), (0.4, 'skos:closeMatch')]
    >>> candidates(xun, [Found("urn:x", "岚溪县")])
    []
    """
    merged = {thing.iri: thing for thing in found if is_iri(thing.iri)}
    judged = {iri: list(_reasons(entity, thing)) for iri, thing in merged.items()}
    made = [_candidate(entity, merged[iri], shares, _namesakes(shares, judged.values()), source, day) for iri, shares in judged.items()]
    return sorted((c for c in made if c is not None), key=lambda candidate: (-candidate.score, candidate.iri))


def _namesakes(shares: Sequence["_Share"], among: Iterable[Sequence["_Share"]]) -> int:
    """How many have nothing but a name to speak for them, and one that agrees at least as well."""
    alone = [other for other in among if {share.reason.basis for share in other} - {"kind"} == {"name"}]
    return sum(_named(other) >= _named(shares) for other in alone)


def _named(shares: Sequence["_Share"]) -> float:
    return max((share.holds for share in shares if share.reason.basis == "name"), default=0.0)


@dataclass(frozen=True, slots=True)
class _Share:
    """A reason, how well it holds (1: wholly) and whether it speaks against."""

    reason: Reason
    holds: float = 1.0
    against: bool = False


def _reasons(entity: Entity, thing: Found) -> Iterator[_Share]:
    ours = {plain(label.text): label.text for label in entity.labels if plain(label.text)}
    theirs = [plain(name) for name in (thing.label, *thing.names)]
    same = next((ours[name] for name in theirs if name in ours), None)
    if same is not None:
        yield _Share(Reason("name", f"名称同为“{shown(same)}”", f'the same name "{shown(same)}"'))
    elif thing.like is not None:
        percent = round(thing.like * 100)
        yield _Share(
            Reason(
                "name",
                f"名称“{shown(thing.label)}”，对方评 {percent} 分",
                f'called "{shown(thing.label)}", which the source scores {percent}',
            ),
            min(max(thing.like, 0.0), 0.99),
        )
    if entity.code and thing.codes and entity.kind != PERSON:
        if bare(entity.code) in map(bare, thing.codes):
            yield _Share(Reason("code", f"代码同为 {shown(entity.code)}", f"the same code {shown(entity.code)}"))
        else:
            other = shown(thing.codes[0])
            yield _Share(
                Reason("code", f"代码是 {other}，不是 {shown(entity.code)}", f"its code is {other}, not {shown(entity.code)}"), against=True
            )
    for rank, above in enumerate(entity.within):
        if {form for value in thing.within for form in (plain(value), bare(value))} & set(_spellings(above)):
            yield _Share(Reason("within", f"同在{shown(above.name)}", f"in {shown(above.name)} as well"), 1.0 if rank == 0 else 0.75)
            break
    yield from _posts(entity, thing)
    if entity.unit and entity.unit in thing.units:
        yield _Share(Reason("unit", f"单位同为{shown(entity.unit)}", f"the same unit {shown(entity.unit)}"))
    if shown(thing.about):
        yield _Share(Reason("kind", f"对方说明：{shown(thing.about)}", f"described as: {shown(thing.about)}"), 0.0)


def _posts(entity: Entity, thing: Found) -> Iterator[_Share]:
    """A post that agrees; that one ends with the other (县长, 岚溪县县长) is half of it: every county has a head."""
    ours = [post.text for post in entity.posts if plain(post.text)]
    for post in ours:
        if plain(post) in [plain(other) for other in thing.posts]:
            yield _Share(Reason("post", f"职务同为“{shown(post)}”", f'the same post "{shown(post)}"'))
            return
    for post in ours:
        for other in filter(plain, thing.posts):
            if plain(other).endswith(plain(post)) or plain(post).endswith(plain(other)):
                yield _Share(
                    Reason("post", f"职务“{shown(other)}”与“{shown(post)}”相近", f'the post "{shown(other)}" is like "{shown(post)}"'), 0.5
                )
                return


def _candidate(entity: Entity, thing: Found, shares: Sequence[_Share], alone: int, source: str, day: str) -> Candidate | None:
    held = {share.reason.basis: share.holds for share in shares if not share.against}
    named, against = held.get("name", 0.0), any(share.against for share in shares)
    if not (named or "code" in held) or (entity.kind == PERSON and "post" not in held):
        return None
    relation, justification = "skos:closeMatch", "semapv:CompositeMatching"
    if "code" in held and named == 1:
        score, relation = 0.95, "skos:exactMatch"
    elif "code" in held:
        score, justification = 0.85, "semapv:BackgroundKnowledgeBasedMatching"
    elif against:
        score = 0.2 * named
    elif "post" in held:
        score = (0.8 if held["post"] == 1 else 0.5) * named
    elif "within" in held:
        score = (0.8 if named == 1 else 0.5) * held["within"] * named
    elif "unit" in held:
        score, relation = 0.5 * named, "skos:relatedMatch"
    else:
        score = _NAMED.get(entity.kind, 0.3) * named / max(alone, 1)
        relation = "skos:closeMatch" if entity.kind in _NAMED else "skos:relatedMatch"
        justification = "semapv:LexicalMatching" if named == 1 else "semapv:LexicalSimilarityThresholdMatching"
    label = (
        shown(thing.label)
        or next((shown(name) for name in thing.names if shown(name)), "")
        or shown(re.split(r"[/#]", thing.iri.rstrip("/"))[-1])
        or thing.iri
    )
    return Candidate(
        thing.iri, label, round(max(score, _LEAST), 2), relation, justification, tuple(share.reason for share in shares), source, day
    )


def plain(text: str) -> str:
    """A name as names are compared: without spaces at its ends, of one width and case.

    >>> plain(" Ｘｕｎ County "), plain("浚县")
    ('xun county', '浚县')
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def bare(code: str) -> str:
    """A code as codes are compared: without spaces, and of a division without what stands for "the whole of it".

    Wikidata writes 410600 as "41 06" (https://www.wikidata.org/wiki/Property_talk:P442).

    >>> bare("41 06"), bare("410600"), bare("41 06 21 003"), bare("100000"), bare("CN-HA")
    ('4106', '4106', '410621003', '10', 'CN-HA')
    """
    digits = code.replace(" ", "")
    return re.sub(r"^(\d\d)(?:0000|(\d\d)00)$", r"\1\2", digits) if re.fullmatch(r"\d{6}", digits) else digits


def spaced(code: str) -> str:
    """A division's code as Wikidata writes it; other codes as they are.

    >>> spaced("410621"), spaced("410600"), spaced("410621003"), spaced("CN-HA")
    ('41 06 21', '41 06', '41 06 21 003', 'CN-HA')
    """
    short = bare(code)
    return " ".join(filter(None, (short[:2], short[2:4], short[4:6], short[6:9], short[9:]))) if short.isdecimal() else code


def _spellings(place: Entity) -> Iterator[str]:
    """What may stand for a place: IRI, code, names, also without the kind of unit they end with."""
    yield from (plain(place.iri), bare(place.code) or place.iri)
    for label in place.labels:
        name = plain(label.text)
        yield from (name, _CHINESE_KIND.sub("", name), _ENGLISH_KIND.sub("", name))


def shown(text: str) -> str:
    """What others wrote as it may be shown and stored: printable, on one line, not endless.

    >>> shown("岚溪\\x1b[31m县\\n") , len(shown("县" * 999))
    ('岚溪 [31m县', 200)
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST]


def is_iri(text: str) -> bool:
    """Whether others' name for a thing is an address on the web that can stand in a mapping."""
    import pyoxigraph

    try:
        pyoxigraph.NamedNode(text)
    except ValueError:
        return False
    return bool(re.match(r"(?:https?://[^/\s]|urn:.)", text))
