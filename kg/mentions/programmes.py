"""Programmes: plans, projects, campaigns and policies with a name, from the vocabulary and by form, and which of them a number belongs to."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicon import terms
from kg.model import Concept, Role, Span
from kg.sentences import Layout

_SUFFIX = "计划|工程|行动|战略|政策|模式|活动|专项|试点|规划|改革|攻坚战|保卫战|攻坚行动|专项行动|提升行动|提速行动|三年行动|改造行动|线上招聘活动|发展战略|帮扶|改厕模式"
_QUOTED = re.compile(rf"“(?P<quoted>[^“”，。；]{{2,12}}(?:、[^“”，。；]{{2,12}})?)”(?:[一-鿿]{{0,4}}?)(?:{_SUFFIX})")
_FORMED = re.compile(
    r"(?:实施|开展|推进|启动|打好|打赢|开展了|组织|坚决打赢|坚决打好|深化|参与|制定|落实)(?:了)?(?P<formed>[^\W\d的了]{2,16}?(?:攻坚战|保卫战|三年行动|专项行动|行动计划|提升工程|改造工程|惠民工程|建设工程|百日行动|提升行动|行动方案|试点工作))"
)
_LISTED = re.compile(
    r"(?:实施|开展|推进|启动|组织)(?:了)?(?P<listed>[^\W\d的了]{2,10}(?:、[^\W\d的了]{2,10}){0,3}等(?:专项)?(?:行动|工程))"
)
_DOING = "实施|启动|推进|推动|开展|落实|组织|打造|探索|创新|深化|推行|推出|建立|制定|出台|打出|加快|完成|建设|抓好|参与|全面|大力|深入|扎实|持续|全力|着力|稳步|加大|统筹|重点|积极|谋划|涉及|包括|如|了|我们|面临|通过"
_NAMED = re.compile(r"(?:实施|实行|推行|推出|建立|制定|出台|探索|创新|打出|深化|启动)(?:了|起)?(?P<named>“[^“”，。；]{3,14}”)")
_PROJECT = re.compile(
    r"(?:实施|启动|推进|推动|开工|建成|新建|建设|完成)+(?:了)?(?P<project>[^\W\d的了、，等和及]{4,14}?(?:工程|项目))(?=[，。、；：一二三四（0-9]|落地|建设|投产|开工|竣工|提前|正式|主体|全面)"
)
_MEMBERS = re.compile(
    r"(?<=[，。；：])(?P<members>[^，。；：、“”]{4,20}(?:、[^，。；：、“”]{4,20})+)等[0-9]*[个项]?[一-鿿]{0,4}?(?:项目|工程|任务|行动|试点)"
)
_GENERIC = re.compile(
    "重点|重大|一批|各类|各项|系列|基础设施|民生|所有|全部|部分|相关|这些|有关|本地|在建|新建|续建|省级|市级|国家级|投资|亿元|招商|配套"
)
_CREATED = re.compile(
    r"(?:创建|建成|建设|获批|入选|确定为|列为|打造)(?:了|为|成)?(?P<created>(?:全国|国家|国家级|全省|省|省级)[^\W\d的了，、]{2,20}?(?:示范区|示范市|示范县|示范城市|试点市|试点县|试点城市|试验区|先行区|试点))"
)
_WORK = re.compile(r"(?P<what>[^“”]{3,}?)(?P<verb>改造|整治|搬迁|整改)")
_APART = r"(?:了|的|完成)?[0-9][0-9.]{0,7}万?余?[个条户处栋片](?:的)?"  # what stands between the verb and the noun of such work
POVERTY_ALLEVIATION = "/poverty-alleviation"
# what stands behind the name of a programme and makes it that of a body: 乡村振兴局, 大气污染防治攻坚办, 河长制办公室
_BODY = re.compile(
    "(?:[及和、与](?=[一-鿿]{2,8}(?:局|办公室|领导小组)))?(?:攻坚|攻坚战|行动|工作|开发|建设|推进|促进|协调|事务|服务|管理|治理|专项|统筹|综合){0,3}"
    "(?:局(?![面部势域限地])|办公室|办(?=主任|副主任|负责|有关|相关|工作人员|[，。、；）])|(?:领导|协调|工作|推进|指挥)小?组|指挥部|专班|委员会|工作队|基金会|促进会|研究院|研究会|学院|(?:促进|服务|事务|指导|发展|管理|建设)中心(?![城区镇村组])|集团|公司|处(?=[副处])|科(?=[副科])|司(?=[副司]))"
)
_SETS_OUT = re.compile(r"(?:规划)?(?:纲要|建议|草案)?[^。，；]{0,6}(?:显示|提出|明确|指出|确定|公布|发布|出台|印发|审议|获批)")


@cache
def _vocabulary() -> tuple[object, list[str], dict[str, tuple[str, str]]]:
    """The automaton, the spellings it knows, and for each its name and IRI."""
    import ahocorasick_rs

    known = {spelling: (spelling, term.iri) for term in terms("programmes") for spelling in term.spellings}
    # 改造老旧小区 is 老旧小区改造 with its verb first
    known = {m["verb"] + m["what"]: named for spelling, named in known.items() if (m := _WORK.fullmatch(spelling))} | known
    names = sorted(known)
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), names, known


@cache
def _work() -> re.Pattern[str]:
    """Programmes that do something to something, told with the number between: 改造的20个老旧小区 is 老旧小区改造."""
    parts = [m for spelling in _vocabulary()[2] if (m := _WORK.fullmatch(spelling))]
    nouns = "|".join(sorted({m["what"] for m in parts}, key=lambda noun: (-len(noun), noun)))
    verbs = "|".join(sorted({m["verb"] for m in parts}))
    return re.compile(rf"(?P<verb>{verbs}){_APART}(?P<what>{nouns})")


def find_programmes(text: str, layout: Layout) -> tuple[Role[Concept], ...]:
    """Every mention of a programme in order: those of the vocabulary with its IRI, others by their form as candidates.

    >>> text = "实施“燕归巢”计划，推进老旧小区改造。"
    >>> [(r.value.name, r.value.iri) for r in find_programmes(text, Layout(text))]
    [('“燕归巢”计划', None), ('老旧小区改造', 'https://w3id.org/whoclaims/programme/old-compounds')]
    """
    found: list[tuple[int, int, tuple[str, str] | None]] = []
    automaton, names, known = _vocabulary()
    for index, start, end in automaton.find_matches_as_indexes(text):  # type: ignore[attr-defined]
        found.append((start, end, known[names[index]]))
    found += [(*m.span("what"), known[m["what"] + m["verb"]]) for m in _work().finditer(text) if m["what"] + m["verb"] in known]
    found += [(*m.span(), None) for m in _QUOTED.finditer(text)]
    found += [(*m.span("formed"), None) for m in _FORMED.finditer(text)]
    found += [(*m.span("listed"), None) for m in _LISTED.finditer(text)]
    found += [(*m.span("created"), None) for m in _CREATED.finditer(text)]
    found += [(*m.span("named"), None) for m in _NAMED.finditer(text)]
    known_at = {start for start, _, _ in found}
    found += [
        (*m.span("project"), None)
        for m in _PROJECT.finditer(text)
        if not _GENERIC.search(m["project"]) and m.start("project") not in known_at
    ]
    found += [(*span, None) for m in _MEMBERS.finditer(text) for span in _members(m)]
    found.sort(key=lambda f: (f[0], -f[1]))
    roles: list[Role[Concept]] = []
    last = -1
    for start, end, named in found:
        if start < last or _BODY.match(text, end):
            continue
        # the whole of a quoted name, even where the vocabulary knows its beginning
        roles.append(Role(Concept(*named) if named else Concept(text[start:end], None), Span.at(text, start, end)))
        last = end
    return tuple(roles)


def _members(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where each of the projects of a list stands: …，推进云岭大桥、环城铁路等项目 names two."""
    position = match.start("members")
    for member in match["members"].split("、"):
        doing = re.match(f"(?:{_DOING})*(?:[^的]*的)?", member)
        begin = position + (doing.end() if doing else 0)
        position += len(member) + 1
        if position - 1 - begin >= 5 and not _GENERIC.search(member) and not match.string[begin].isdigit():
            yield begin, position - 1


def document_programmes(mentions: Sequence[Role[Concept]]) -> tuple[Role[Concept], ...]:
    """The distinct programmes of a document, each where it is first named, under the longest of its names.

    >>> text = "乡村振兴有成。实施乡村振兴战略。"
    >>> [r.value.name for r in document_programmes(find_programmes(text, Layout(text)))]
    ['乡村振兴战略']
    """
    chosen: dict[str, Role[Concept]] = {}
    for role in mentions:
        key = role.value.iri or role.value.name
        known = chosen.get(key)
        if known is None or len(role.value.name) > len(known.value.name):
            chosen[key] = role
    return tuple(sorted(chosen.values(), key=lambda r: r.span.start if r.span else 0))


def reported_plan(mentions: Sequence[Role[Concept]], text: str) -> Role[Concept] | None:
    """The five-year plan a document reports on: the one it says has been published or sets something out, None where there is none.

    >>> text = "云岭省“十二五”规划纲要提出：新建学校3所。"
    >>> reported_plan(find_programmes(text, Layout(text)), text).value.name
    '“十二五”规划'
    """
    for role in mentions:
        if role.span and role.value.iri and "/five-year-" in role.value.iri and _SETS_OUT.match(text, role.span.end):
            return role
    return None


def plan_end(plan: Concept) -> str:
    """The last year of a five-year plan: 2015 of the twelfth.

    >>> plan_end(Concept("“十二五”规划", "https://w3id.org/whoclaims/programme/five-year-12"))
    '2015'
    """
    return str(1955 + 5 * int((plan.iri or "").rpartition("-")[2]))
