"""Programmes: plans, projects, campaigns and policies with a name, from the vocabulary and by form, and which of them a number belongs to."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.cues import InClauses, InText
from kg.lexicon import terms
from kg.model import Concept, Role, Span
from kg.sentences import Layout

_SUFFIX = "计划|工程|行动|战略(?!布局)|政策|模式|活动|专项|试点|规划|改革|攻坚战|保卫战|攻坚行动|专项行动|提升行动|提速行动|三年行动|改造行动|线上招聘活动|发展战略|帮扶|改厕模式|组合拳|创建|攻势|工作法|平台"
_QUOTED = re.compile(
    rf"“(?!双跨|形象|政绩|面子)(?P<quoted>[^“”，。；]{{2,12}}(?:、[^“”，。；]{{2,12}})?)”(?:暨(?!的)[一-鿿]{{2,8}}?|(?:(?!的)[一-鿿]){{0,4}}?|(?:(?![的地为等])[一-鿿]){{5,10}}?(?=计划|行动|攻势|(?<![重大点])工程))(?:{_SUFFIX})(?:(?<=试点)(?:城市|地区|灌区|[市县区镇村])|计划|行动|(?:实施)?方案|规划|工程)?"
)
_QUOTED_WHOLE = re.compile(
    "“(?!(?:形象|政绩|面子|里子|头号|一号|首位|民心|德政|暖心|良心|豆腐渣|半拉子|烂尾|胡子|半截子|一把手)工程|[一二三四五六七八九十百0-9]{1,3}[大项](?![^“”]{0,8}(?:改革|整治)”))[^“”，。；、]{2,16}(?:计划|工程|行动|战略|改革|整治|攻势|攻坚)”(?![的地奖]|[一-鿿]{0,4}?(?:计划|工程|行动|战略))"
)
_BY_ITS_END = "攻坚战|攻势|保卫战|三年行动|专项行动|行动计划|提升工程|改造工程|惠民工程|建设工程|百日行动|提升行动|行动方案|试点工作"
_FORMED = re.compile(
    r"(?:实施|开展|推进|启动|打好|打赢|组织|发起|坚决打赢|坚决打好|深化|参与|制定|落实)(?:了|好)?"
    rf"(?P<formed>[^\W\d的了]{{2,16}}?(?:{_BY_ITS_END}|[^\W\d的了]{{2}}(?:计划(?!生育|经济|[内外总单中表])|会战)|[^\W\d的了](?:行动(?![力派者中上])|战略(?![布合目部定性支新储物伙资规])))(?:计划|实施方案)?)"
)
_LISTED = InClauses(
    r"(?:实施|开展|推进|启动|组织)(?:实施|开展|推进|启动|组织)*了?(?P<listed>[^\W\d的了]{2,10}(?:、[^\W\d的了]{2,10}){0,3}等(?:专项|[一-鿿]{2,8}(?=行动|计划))?(?:行动|工程|计划))",
    cue="等[一-鿿]{0,8}?(?:行动|工程|计划)",
)
_DOING = "（[0-9]{1,2}）|实施|启动|推进|推动|开展|落实|组织|打造|探索|创新|深化|推行|推出|建立|制定|出台|打出|加快|完成|开工|建成|新建|建设|抓好|做好|参与|全面|大力|深入|扎实|持续|全力|着力|稳步|提速|加大|统筹|重点|积极|谋划|涉及|包括|支持|布局|引进|随着|如|了|我们|面临|通过|确保|走进|走近|来到|力促|狠抓|力争|争取|做优|加强|促进|保障|今年|去年|年内|目前|当前|其中|同时|相继|陆续|新?一轮|(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?"
_NAMED = re.compile(
    r"(?:实施|实行|推行|推出|推广|建立|制定|出台|探索|创新|打出|深化|启动)(?:了|起)?(?P<named>“[^“”，。；]{3,14}”)(?!的[^，。；]{0,2}(?:政策|举措|措施|办法|战略)|体制|机制|制度)"
)
_HOW = ("有序", "深入", "纵深", "扎实", "稳步", "滚动", "加快", "全面", "持续", "有力", "强力")
_GOES_WELL = f"(?:建设|工作)?(?:{'|'.join(_HOW)}|成效|成果)(?:推进|实施|开展|落实|落地|完成|明显|显著|丰硕|突出)[，。；]"
_QUOTATION = re.compile(  # 实现“整村通”全覆盖, 把“兴茶富民”作为…; “双修双补”有序推进; “生态立市”
    f"“(?:(?:(?<=[，。；：\n\u3000]“)|(?<=^“))[^“”，。；、]{{3,10}}”(?={_GOES_WELL})|"
    "(?<=[现把将]“)[^“”。；]{3,14}”(?=全覆盖|确[立定]为|列为|作为)|[^“”，。；、]{2,4}[立强兴富活][省市县区镇州旗]”)"
)
_SO = "(?:推进|实施|开展|落实|落地|完成|收官|铺开|见效)"
_WELL = "|".join(  # each begins with a word: what is looked for in a whole text
    (
        *(how + _SO for how in (*_HOW, "平稳", "圆满", "顺利")),
        *(what + "(?:明显|显著|初显|突出|丰硕|良好|顺利)" for what in ("成效", "效果", "成果", "进展")),
        "有力有效|初见成效|加速推进|完成阶段性任务|迈出(?:了)?(?:坚实|实质性|重要|关键|新)*步伐",
        "取得了?(?:积极|明显|显著|阶段性|重大|重要|良好|新|实质性|突破性)*(?:成效|实效|进展|成果|突破)",
    )
)
WELL = f"(?:{_WELL})"
# 零基预算改革纵深推进，…; 生态补偿机制实施6年来，…; 深化劳动、人事、分配三项制度改革，…
_REFORM = InClauses(
    r"(?:(?<=[，。；：\n\u3000])|^)(?P<subject>(?![全各]|重[大点]|一大?批|随着|通过|围绕|持续|深化|推进|推动|实施|启动)(?:[^\W\d的了等将把]{3,16}?(?:改革|(?<!低碳)(?<!绿色)转型|整合|机制|行动|活动|试点|计划)|[^\W\d的了等将把]{2,8}?同城化|[^\W\d的了等]{3,16}?工程(?![^，。；]{0,4}完成)|[^\W\d的了等]{2,10}、[^\W\d的了等]{2,12}?(?:计划|行动)|[^\W\d的了]{2,12}(?:、[^\W\d的了]{2,12})+等(?:专项)?行动|“[^“”，。；]{2,12}”[一-鿿]{0,8}建设))"
    r"(?:(?=[^，。；、0-9]{0,4}" + WELL + r")|(?=(?:实施|推行|启动|建立)[^，。；]{0,5}(?:年来|以来)，))"
    r"|深化(?P<deepened>(?:[^\W\d的了]{2,12}(?:、[^\W\d的了]{2,12}){1,3}|国[资企有][^\W\d的了]{0,8})改革)(?=，)",
    cue=f"年来，|以来，|改革，|{_WELL}",
)
_PROJECT = re.compile(
    r"(?:实施|启动|推进|推动|开工|建成|新建|建设|完成)(?:实施|启动|推进|推动|开工|建成|新建|建设|完成)*[了好]?(?P<project>[^\W\d的了、，等和及]{4,14}?(?:工程|项目))(?=[，。、；：一二三四（0-9]|落地|建设|投产|开工|开始|竣工|提前|正式|主体|全面)"
)
_STANDING = re.compile(
    "(?:项目|工程)(?:[一二三四五]期)?(?=(?:全线|正式|主体|如期|顺利|全面|基本|提前|相继|陆续|全部|已|建设)*(?:建成|开工|竣工|投产|投用|投运|启动|通车|落地|完工|封顶|获批|(?:建设|施工)现场))"
)
_PILOT = InClauses(
    r"(?:深化|推进|开展|实施|启动|探索)(?:深化|推进|开展|实施|启动|探索)*(?:好|了)?(?P<pilot>[^\W\d的了、等]{4,16}(?:试点|综合示范))(?=，)",
    cue="试点，|综合示范，",
)
_REFORMED = InClauses(
    "(?:(?:通过|经过)(?:新?一轮)?(?P<by>(?!体制|机制|各项|全面|不断)[^\\W\\d的了、等将把]{3,14}改革)(?=，)|完成(?P<done>[^\\W\\d的了、等将把]{4,12}改革)(?=[。；]))",
    cue="改革",
)
_DEEDS = InText(
    "为民(?:拟?办)?[0-9十]{1,3}[件项大]实事|(?<![0-9一二三四五六七八九十])[0-9一二三四五六七八九十]{1,3}[件项大](?:惠民|为民|便民|利民)实事",
    cue="实事",
    reach=8,
)  # as many a year as government promises
_STARTED = InClauses(
    "(?:启动|开工)(?:了|实施|建设)?(?:[^，。；]{0,30}的)?(?P<started>[^，。；、“”的了\\s]{6,16}建设)(?=[，。；])", cue="建设[，。；]"
)
_AID = InClauses(
    "(?:(?<=[，。；、：的和高将把])|(?<![一-鿿]))(?P<aid>(?![^，。；]*?(?:财政|政府|人均|各[类级项]|低保|医保|医疗|保险|公共|对象|其中|相关)[^，。；]{0,8}标准)[^\\W\\d的了、将把提高]{2,10}(?:补助|补贴|津贴|救助))(?=金?标准)",
    cue="标准",
)
_COSTS = InClauses(
    "(?:(?<=[，。；：“\n\u3000])|^)(?P<costs>(?!全[市省县区州]|各|市直|县区|列入|集中|签约|外资|新开工|[一-鿿]大)[^，。；：、“”\\d\\s的了]{2,20}(?:工程|项目|水库|水厂|电站|大桥|隧道|公路|铁路|高速|机场|港|枢纽|停车场|产业园|园区|基地|中心|厂))(?:概算|估算|计划|预计)?总投资(?=[约近超达为]{0,2}[0-9])",
    cue="总投资[约近超达为]{0,2}[0-9]",
)
_ONCE_OPEN = InClauses(
    "(?:(?<=[，。；：“\n\u3000])|^)(?P<open>[^，。；“”\\d\\s的了、]{2,16}?(?:工程|项目|水库|水厂|电站|大桥|隧道|公路|铁路|高速|机场|港|枢纽|停车场|产业园|园区|基地|中心|平台))(?:建设)?(?:建成|投用|投产|投运|通车|开通|运营|完工)(?:投用|投产|使用|通车|投运|运营)?(?:以?后|以来)，",
    cue="后，|来，",
)
_THROUGH_WORK = InClauses(
    "(?:经过|通过)(?:连续)?(?:[0-9一二三四五六七八九十两]+[期轮年次](?:的)?)?(?P<through>(?!实施|推进|开展|[0-9一二三四五六七八九十两]+[期轮年次])[^，。；、\\W\\d的了]{3,12}工程)，",
    cue="工程，",
)
_MEANS = InClauses(
    "[将把以](?P<means>[^，。；“”的\\s]{3,16}(?:建设|改革|创建|整治))(?:作?为)[^，。；]{0,28}(?:抓手|突破口|切入点)",
    cue="抓手|突破口|切入点",
)
_INVESTED = re.compile(
    "投资[约超近达]?[0-9.]+[余多]?[万亿]元的(?P<invested>[^，。；、“”的\\s]{2,24}?(?:项目|(?:园区?|基地|中心|枢纽|工程|线|[^企工]厂|电?站)(?:（[^）]{1,6}）)?(?=正|加快|已|开工|建成|落户|签约|投产|落地|等|[，。；、])))"
)
_MEMBERS = InClauses(
    r"[，。；：](?P<members>[^，。；：、“”]{4,20}(?:、[^，。；：、“”]{4,20})+)等[0-9]*[个项]?[一-鿿]{0,4}?(?:项目|工程|任务|行动|试点)",
    cue="等[0-9]*[个项]?[一-鿿]{0,4}?(?:项目|工程|任务|行动|试点)",
    marks="，。；：",
)
_GENERIC = re.compile(
    "[本此这首上]次|[本首该]批|集中(?:开工|签约)|预计|将(?:实现|完成|建成)|重点|重大|一批|各类|各项|系列|基础设施|民生|所有|全部|部分|相关|这些|有关|本地|在建|新建|续建|省级|市级|国家级|投资|亿元|招商|配套|上述|[该此每两多]个?项目|该工程"
)
_COUNTED = re.compile("[该此]|(?![0-9]{2,3}[省国县]道)[0-9]|[一二三四五六七八九十百千两多数]+(?:余|多)?[个批项大]")
_KIND = re.compile("[^0-9]{0,3}(?:项目|工程)(?:建设)?|[^0-9]{0,5}项目建设")
_EXAMPLES = re.compile("等(?:[0-9]|[一-鿿]{0,6}(?:项目|工程)$)")
_AND_OTHERS = re.compile("等(?:项目|工程)$")
_CLASS = re.compile(
    "(?:这一|一[项系个]|各[项类]|年度|全年|月度|工作|投资|招商|实施|用地|供地|[三五]年|国家|重大|专项|系列|区域|发展|长远|有关|具体|自觉|统一|联合|集中|实际)+(?:行动|战略|计划|会战)"
)
_SO_MANY = re.compile("[0-9]+[余多]?[个次项场轮]")  # 开展安全整治专项行动43个
_CREATED = re.compile(
    r"(?:创建|建成|建设|获批|入选|确定为|列为|打造|通过)(?:了|为|成)?“?(?P<created>(?:全国|国家|国家级|全省|省|省级)[^\W\d的了，、]{2,20}?(?:示范区|示范市|示范县|示范城市|试点市|试点县|试点城市|试点灌区|均衡县|试验区|实验区|先行区|试点))"
)
_LED_BY_VERBS = re.compile("(?:(?:实施|开展|推进|启动|打好|打赢|深化|落实)[了好]?|新?一轮)+")
_LED_IN = re.compile(f"(?:{_DOING})*(?:[^的]*的)?")
_WORK = re.compile(r"(?P<what>[^“”]{3,}?)(?P<verb>改造|整治|搬迁|整改)")
_CLAUSE = re.compile("[，。；\n]")
_APART = r"(?:了|的|完成)?[0-9][0-9.]{0,7}万?余?[个条户处栋片](?:的)?"  # what stands between the verb and the noun of such work
_PROMISED = "民生实事"
POVERTY_ALLEVIATION = "/poverty-alleviation"
# what stands behind the name of a programme and makes it that of a body: 乡村振兴局, 大气污染防治攻坚办, 河长制办公室
_BODY = re.compile(
    "(?:[及和、与](?=[一-鿿]{2,8}(?:局|办公室|领导小组)))?(?:攻坚|攻坚战|行动|工作|开发|建设|推进|促进|协调|事务|服务|管理|治理|专项|统筹|综合){0,3}"
    "(?:局(?![面部势域限地])|办公室|办(?=主任|副主任|负责|有关|相关|工作人员|[，。、；）])|(?:领导|协调|工作|推进|指挥)小?组|指挥部|专班|委员会|工作队|基金会|促进会|研究院|研究会|学院|(?:促进|服务|事务|指导|发展|管理|建设)中心(?![城区镇村组])|集团|公司|处(?=[副处])|科(?=[副科])|司(?=[副司]))"
)
_EPITHETS = ("第一", "最大")  # 把脱贫攻坚作为第一民生工程
_ADJOINED = re.compile("(?:宜居|韧性|创新|人文|绿色|文明|美丽|活力)智慧城市$")  # what a city is to be
_QUOTED_ON = re.compile("[^“”，。；、]{1,3}”")
_BEHIND_QUOTATION = re.compile("(?<=”)[^“”]+$")
_TIMES = re.compile("(?:时期|期间|期?末)?的[0-9]")
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
def _work() -> tuple[InText, InText, re.Pattern[str]]:
    """Programmes that do something to something, told with the number between (改造的20个老旧小区 is 老旧小区改造); the verb before the first of a list
    (改造老旧小区20个、棚户区300户) and the further items of such a list."""
    parts = [m for spelling in _vocabulary()[2] if (m := _WORK.fullmatch(spelling))]
    nouns = "|".join(sorted({m["what"] for m in parts}, key=lambda noun: (-len(noun), noun)))
    verbs = "|".join(sorted({m["verb"] for m in parts}))
    return (
        InText(rf"(?P<verb>{verbs}){_APART}(?P<what>{nouns})", cue=verbs, reach=0),
        InText(rf"(?P<verb>{verbs})(?:{nouns})[0-9][^，。；]*?、", cue=verbs, reach=0),
        re.compile(rf"(?<=、)(?P<what>{nouns})(?=[0-9])"),
    )


def _clause_stop(text: str, at: int) -> int:
    """Where the clause ends that reaches ``at``."""
    stop = _CLAUSE.search(text, at)
    return stop.start() if stop else len(text)


def _worked_on(text: str) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """Where programmes stand that do something to something, by what it is done to."""
    known, (apart, first, further) = _vocabulary()[2], _work()
    for match in apart.finditer(text):
        if match["what"] + match["verb"] in known:
            yield *match.span("what"), known[match["what"] + match["verb"]]
    for head in first.finditer(text):
        for item in further.finditer(text, head.end() - 1, _clause_stop(text, head.end())):
            if item["what"] + head["verb"] in known:
                yield *item.span("what"), known[item["what"] + head["verb"]]


def find_programmes(text: str, layout: Layout) -> tuple[Role[Concept], ...]:
    """Every mention of a programme in order: those of the vocabulary with its IRI, others by their form as candidates.

    >>> text = "实施“燕归巢”计划，推进老旧小区改造。"
    >>> [(r.value.name, r.value.iri) for r in find_programmes(text, Layout(text))]
    [('“燕归巢”计划', None), ('老旧小区改造', 'https://w3id.org/whoclaims/programme/old-compounds')]
    """
    found: list[tuple[int, int, tuple[str, str] | None]] = []
    automaton, names, known = _vocabulary()
    for index, start, end in automaton.find_matches_as_indexes(text):  # type: ignore[attr-defined]
        if text[start - 1 : start] == "“" and _QUOTED_ON.match(text, end):
            continue  # “双减半” is not 双减
        longer = text.startswith("百千", start - 1)  # 百千万工程 is another than 千万工程
        found.append((start - 1, end, None) if longer else (start, end, known[names[index]]))
    found += _worked_on(text)
    found += [(*m.span(), None) for form in (_QUOTED, _QUOTED_WHOLE) for m in form.finditer(text)]
    found += [(*span, None) for m in _FORMED.finditer(text) if (span := _formed(text, *m.span("formed")))]
    found += [(*m.span("aid"), None) for m in _AID.finditer(text)]
    found += [(*m.span("listed"), None) for m in _LISTED.finditer(text)]
    found += [(*m.span("pilot"), None) for m in _PILOT.finditer(text)]
    found += [(*m.span(), (m.group(), known[_PROMISED][1])) for m in _DEEDS.finditer(text)]
    found += [(*m.span("created"), None) for m in _CREATED.finditer(text)]
    found += [(*m.span("named"), None) for m in _NAMED.finditer(text)]
    found += [(*m.span(), None) for m in _QUOTATION.finditer(text)]
    found += [(*m.span(m.lastgroup or 0), None) for form in (_REFORM, _REFORMED) for m in form.finditer(text)]
    found += [
        (*m.span(1), None)
        for form in (_INVESTED, _COSTS, _STARTED, _MEANS, _ONCE_OPEN, _THROUGH_WORK)
        for m in form.finditer(text)
        if _is_name(m[1])
    ]
    known_at = {start for start, _, _ in found}
    found += [
        (*m.span("project"), None)
        for m in _PROJECT.finditer(text)
        if not _GENERIC.search(m["project"]) and m.start("project") not in known_at
    ]
    found += [(*span, None) for m in _MEMBERS.finditer(text) for span in _members(text, *m.span("members"), 5)]
    found += [(*span, None) for m in _STANDING.finditer(text) for span in _standing(text, m.end())]
    found.sort(key=lambda f: (f[0], -f[1]))
    roles: list[Role[Concept]] = []
    last = -1
    for start, end, named in found:
        if (
            start < last
            or _BODY.match(text, end)
            or text[max(0, start - 2) : start] in _EPITHETS
            or _ADJOINED.search(text[max(0, start - 4) : end])
            or _is_compared(text, start, end, named)
            or (named is None and text.startswith(("一批", "一大批", "一系列"), start))
        ):
            continue
        # the whole of a quoted name, even where the vocabulary knows its beginning
        roles.append(Role(Concept(*named) if named else Concept(text[start:end], None), Span.at(text, start, end)))
        last = end
    return tuple(roles)


def _is_compared(text: str, start: int, end: int, named: tuple[str, str] | None) -> bool:
    """Whether the years of a plan are only what something is compared with: 是“十一五”的3倍, 由“十一五”末的…."""
    if named is None or "/five-year-" not in named[1]:
        return False
    before = text[start - 1 : start]
    return before in ("较", "比", "由") or (before == "是" and _TIMES.match(text, end) is not None)


def _formed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a name stands without the verbs before it (启动实施新一轮…行动), None where only its class is left."""
    led = _LED_BY_VERBS.match(text, start, end)
    start = led.end() if led else start
    class_of = _CLASS.match(text, start, end) or text.startswith(("各类", "各项", "多个", "系列"), start) or _SO_MANY.match(text, end)
    return (start, end) if end - start >= 5 and not class_of else None


def _members(text: str, start: int, end: int, least: int) -> Iterator[tuple[int, int]]:
    """Where each of the projects of a list stands: …，推进云岭大桥、环城铁路等项目 names two."""
    position = start
    for member in text[start:end].split("、"):
        doing = _LED_IN.match(member)
        begin = position + (doing.end() if doing else 0)
        position += len(member) + 1
        others = _AND_OTHERS.search(member)
        stop = position - 1 - (len(others.group()) if others else 0)
        if stop - begin >= least and _is_name(text[begin:stop]):
            yield begin, stop


def _standing(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Where the projects stand of which the clause says that they were opened, unless they are examples of a class: …、…等12个工程建成."""
    start = _clause_start(text, end)
    return iter(()) if _EXAMPLES.search(text[start:end].removesuffix("等项目").removesuffix("等工程")) else _members(text, start, end, 4)


def _is_name(words: str) -> bool:
    """Whether the words before a project's noun name one: neither 重点项目 nor 城建项目 nor 12个水利项目 do."""
    return not (_GENERIC.search(words) or _EXAMPLES.search(words) or _COUNTED.match(words) or _KIND.fullmatch(words))


def _clause_start(text: str, at: int) -> int:
    """Where the clause begins that reaches ``at``."""
    return max(text.rfind(mark, max(0, at - 80), at) for mark in "，。；：！？\n\u3000”*") + 1


def document_programmes(mentions: Sequence[Role[Concept]]) -> tuple[Role[Concept], ...]:
    """The distinct programmes of a document, each where it is first named, under the longest of its names.

    >>> text = "乡村振兴有成。实施乡村振兴战略。"
    >>> [r.value.name for r in document_programmes(find_programmes(text, Layout(text)))]
    ['乡村振兴战略']
    """
    chosen: dict[str, Role[Concept]] = {}
    for role in mentions:
        key = role.value.iri or _BEHIND_QUOTATION.sub("", role.value.name)
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
