"""Whether a number is said to be reached or is yet to come."""

import re
from collections.abc import Sequence

from kg.cues import Cued
from kg.mentions.counted import FORECAST
from kg.model import Span
from kg.periods import Time

# what 将 is followed by where it speaks of the future; before a noun it is 把: 将资金用于
_DOES = (
    "采取|采用|坚持|动工|稳定|保持|控制|增|上升|下降|降|下达|发放|再|可|会|新|改|建|达|完成|实现|投|突破|超|提高|提升|实施|形成|有|带动|开|在|于|继续|全面|进一步|力争|跨入|引进|引入|惠及|启动|培育|培训|培养|落实|安排|筹集|筹措|筹建|招|吸引|吸纳|"
    "整治|治理|修|拆除|栽|种植|推广|推出|推动|推进|举办|设立|成立|创建|打造|组建|组织|选派|派出|转移|安置|搬迁|压减|减|关闭|关停|淘汰|覆盖|接待|支持|扶持|帮|资助|救助|补助|补贴|奖励|拨|撥|划拨|支出|配|购置|采购|安装|铺设|销售|生产|"
    "供应|提供|创造|解决|满足|节约|节省|办理|审批|出台|制定|发行|募集|扩|续建|更新|升级|翻|迎来|接收|录取|评选|认定|争取|陆续|分批|逐步|每年|全部|把|让|使|从|由|用[0-9一二三四五六七八九十]|累计|共|重点|依托|通过|努力|加快|大力|持续|与|面向"
)
_AHEAD = re.compile(
    r"(?=[力争计拟预目今明全年主重努将还要规有可能确到])(?:力争|争取(?=到(?=[0-9二十今明年月本])|在|实现|完成|达|年|建成|新|今年|用|全年)|(?<!年度)(?<![”’\"规五总按超该此])计划(?=再|投资|总投资|建设|新|到|于|在|今年|明年|用|[0-9一二两三四五六七八九十]{1,3}年|实施|完成|安排|开工|改造|造林|植树|搬迁|整治|治理|招|培|引|"
    r"修|[扩改增][建至到]|种|[将把从由让使]|投入|接待|组织|发放)|(?<![模虚草比])拟(?![定态合制稿])|"
    r"预期目标|目标(?:是|为|定|[上下]调|调[高低整]|设|[从由])|(?<!完成)(?:目标|(?:[今明]年|全年|年度|主要|重点)任务)：|努力实现|(?<![虎闯健中上少大儿即])将(?:"
    + _DOES
    + r")|还要再?(?=新|改|扩|建|修|实施|培育|引进|打造|种)|要(?:达到|实现|完成|确保|建成|新增)|"
    r"规划(?:建设(?!了)|新建|[改扩]建|改扩建|到|总投资)|预计(?:到|今年|明年|全年|年底|可|能|将|亩产)|有望|确保(?=[^，。]{0,20}(?:以上|达到|完成|实现|增长|控制))|预期(?=[^，。]{0,8}(?:增长|为))|到[^，。]{0,8}(?:争取|力争))"
)
# in a section that looks back, 预计 estimates what has been reached, and 要 is what somebody asked for
_MEANT = Cued(
    r"预计(?![^，。；0-9]{1,6}的$)|估计(?!值)|必须|务必|有信心|建议(?=[新增投建将把修改][^，。；]*$)|应(?:该|当)?(?=投[资入]|达到|完成|新?建|增加)|(?:需要?|准备|决定)(?=[新改扩修]?建|改造|投[资入]|招|增加|补充)|(?<![按照符合据到足])要求(?=[^的，。；、]*$)|打算(?=[^，。；]*$)|想(?=[再新改扩修建种办][^，。；]*$)|"
    r"(?<![需重主只首扼摘纪纲必不想索讨险简紧提机政概])(?<!每[年月天日户人])(?<!一般)要(?![求素点闻件道塞害紧约地职么是强诀领义目事花走交付等看]|用(?![0-9一二两三四五六七八九十]+[年个]))"
    r"(?=[^，。；]{0,16}(?:[新改扩修续]?[建修](?![议养复])|完成|完工|达|实现|新增|[改扩]|确保|投[资入]|引进|培[育训]|种|[让使把将]|控制|稳定|保持|超|突破|增|提[高升]|降|减|招|组织|带动|安置|解决|打造|创|办|接待|搬|拆|栽|发放|落实|覆盖|推[广进出]|实施|治理|力争|争取|到))",
    cue="预|估|必|务|需|准|决|打|想|应|要|有信心|建议",
    reach=0,
)
_USUALLY = re.compile("以[往前]|过去|[往当]年|原[来先]|曾|每[年月天日周]|一般|通常|平时")  # 以往的苗木要培育4年
# 计划修路120公里，目前已完成80公里，同比增长5%
_SINCE_THEN = re.compile("[，；][^，。；]{0,10}?(?:已(?!建成的)|截[至止]|(?<!项)目前|现已|实际(?![利使到增引吸]|外资)|最终|结果|至今|迄今)")
_COMING = ("从", "由", "的", "约")
_TASKED = ("务", "标", "数", "为", "是")
_TASK = re.compile(
    "(?:^|[，。；：])(?:(?!超|[低高优好快多少]于|[比较]|完成|实现|达[到成])[^，。；：]){0,16}?(?:(?:年度|全年|今年|目标)任务|目标)数?[为是]?$"
)  # 今年目标任务300户
_TASKS = re.compile("[0-9]+(?:[大项条件类]|个(?!百分))")  # 年度目标任务12项
_FROM = re.compile("(?<!目标)[从由](?:[目当][前]|现[在有]|原[来先])?的?约?$")  # 将从50米拓宽到60米: it is 50 as yet
_TO = re.compile("[0-9.]+[^，。；0-9]{0,12}?[到至为成]")
_OF_THEN = re.compile("(?:同期|全年|实际|完成)?的?(?:[约近超]|超过)?")
_DONE = re.compile(
    r"(?:完成|实现|达到|超额完成)[^，。]{0,6}(?:目标|计划|任务)[^，。]{0,4}(?:的)?$|目标任务的|计划的[0-9]|已(?:经)?(?![^，。]*(?:计划|拟|预计|将))[^，。]{0,12}$|实际(?![利使到增引吸]|外资)"
)


_GOAL = re.compile(
    r"[0-9.]++[^，。；、]{0,3}?的?(?:年度|全年|既定|预期)?(?:目标|任务)(?:[，。；]|$)|[^，。；]{0,12}，(?:力争|争取|预计|计划|将)[^，。；]{0,16}(?:完成|完工|建成|投用|开工|通车|投产|竣工)(?![^，。；]{0,3}[0-9])"
    r"|[^，。；、]{0,8}?要[到等][^，。；]{1,12}才"  # 3座要到月底才能完工
    rf"|[^，。；、]{{0,8}}?{FORECAST}"  # 6个村预计明年6月通路
)


# 原定新建的12所只建成9所: what was planned, and what has come of it
_ONCE_PLANNED = re.compile(
    "(?:原(?<![比较按照超过于].)(?:先|来|本)?(?:计划|打算|定(?!向|点)|拟)|[最当]初计划|预(?<![比较按照超过于].)定)(?!的?(?:目标|任务|时间|工期))"
)
_CAME_OF_IT = re.compile("[0-9][^；。]*?(?:[只仅才已]|实际|结果|如今|最终|最后|目前|至今)")
_AS_PLANNED = re.compile("[0-9.]+[^，。；0-9]*(?:全部|均|都|已|如期|按[期时]|提前)[^，。；0-9]*(?:[，。；]|$)")

_ONCE = re.compile(
    "(?:^|[，。；：])(?:等?待|[等俟])(?![遇业候级于])[^，。；0-9]{2,16}(?:后|时|之后|以后|之时|了)，"
)  # 待全部建成后，年产值3亿元
_ALREADY = re.compile(
    "[0-9.]+[^，。；、0-9的]{1,6}?已经?(?:投[用产运]|投入[使运][用营]|建成|完[成工]|开工|竣工|通[车水过]|启[用动])(?:投[用产运]|使用|建设)?(?:[，。；）]|$)"
)  # 其中2座已投用
_BUDGETED = re.compile(
    "预算(?:草案|总?收入|总?支出)?(?:中|里)?(?:拟|共|将|计划)?安排(?![的了])(?![^，。；]{0,12}(?:已|实际))"
)  # 2024年预算安排教育支出12亿元
_ONCE_BUILT = re.compile(
    "(?:建成|投产|完工|投用|投运|达产|竣工|通车|运行)(?:投产|投用|运营|使用)?后[^。]{0,4}?(?:将|可|预计|能够|每年可|年)"
)
_ESTIMATED = re.compile("预计")
_YEAR_END = re.compile("年[底末]")
_INTENDED = re.compile(
    "(?:(?<![为在])确保(?!了)|(?<![能电水人财压动助])力[保促](?!了)|争取(?=引进|启动|开工|建设|实施|完工|培育|创建|培训|新|每|在))[^，。；]*$"
)  # in a section that looks back it was reached


def is_target(
    text: str, start: int, number: int, ahead: bool, times: Sequence[Time], published: str | None, reviewed: bool = False
) -> bool:
    """Whether the number at ``number`` in the sentence from ``start`` is yet to come; ``ahead`` is the mood of its section, ``reviewed``
    whether the section looks back: what it estimates (预计全年…) has been reached, only its count is not in yet. ``times`` are those that may speak of it.

    >>> is_target("到2025年力争达到80公里", 0, 11, False, [], "2020"), is_target("完成年度目标任务的120.96%", 0, 9, False, [], "2020")
    (True, False)
    """
    words = text[start:number]
    near = [t for t in times if t.start < number and t.kind != "comparison"]
    end = near[-1].period.end if near and near[-1].period else None
    later = bool(end and published and _is_later(near[-1], end, published, text))
    past = bool(end and published and end[: len(published)] < published[: len(end)])
    if past and near[-1].end > start and text[number - 1] in "的约近超过" and _OF_THEN.fullmatch(text, near[-1].end, number):
        return False  # 将超过去年的98公里
    if end and published and end[:4] == published[:4] and "预算" in words and (budgeted := _BUDGETED.search(words)):
        return not _SINCE_THEN.search(words, budgeted.end())
    if _ALREADY.match(text, number):
        return False
    if words.endswith(_COMING) and _FROM.search(words[-6:]) and _TO.match(text, number):
        return False
    if ahead or later or _GOAL.match(text, number) or (words.endswith(_TASKED) and _TASK.search(words) and not _TASKS.match(text, number)):
        return True
    if _DONE.search(words[-24:]):
        return False
    if ("原" in words or "预定" in words or "初计划" in words) and (planned := _ONCE_PLANNED.search(words)):
        return not (_CAME_OF_IT.search(words, planned.end()) or _AS_PLANNED.match(text, number))
    over = past and near[-1].kind in ("span", "year") and text.find("预计", near[-1].end, near[-1].end + 5) >= 0  # 1—10月，预计新建12座
    if (reviewed or over) and _ESTIMATED.search(words):
        words = _ESTIMATED.split(words)[-1]
    aims = [match.end() for match in _AHEAD.finditer(words)]
    if "后" in words:
        aims += [match.end() for match in _ONCE_BUILT.finditer(words)]
    if ("待" in words or "等" in words or "俟" in words) and (awaited := _ONCE.search(words)):
        aims.append(awaited.end())
    if not reviewed:
        if "确保" in words or "争取" in words or "力保" in words or "力促" in words:
            aims += [match.end() for match in _INTENDED.finditer(words)]
        aims += [
            match.end()
            for match in _MEANT.finditer(words)
            if not (_USUALLY.search(words, 0, match.start()) or (past and match.group() == "估计"))
        ]
    aimed = max(aims, default=-1)
    return aimed >= 0 and not (
        (past and near[-1].start - start > aimed and text[near[-1].start - 1] in "，；") or _SINCE_THEN.search(words, aimed)
    )


AFTER_TARGET = "前句说的是目标，此句或亦然 · the sentence before is of a target, this one may be too"
_GOES_ON = re.compile(
    "其中|(?:同时|另外|并|还)?，?(?:新[建增改]|改造|改建|扩建|修建|培育|引进|实施|带动|完善|建设|整治|治理|培训|发放|安置)(?!了)"
)
_HAPPENED = re.compile(
    "已(?!建成的)|(?<!项)目前|了(?![解结])|截[至止]|以来|[去上前]年|昨|实际(?![利使到增引吸]|外资)|现有|累计|据|此前|最终|其实|[0-9]年|[说称]|表示|介绍"
)
_SO_FAR = re.compile(
    "已|以来|截[至止]|目前|元旦|春节|假期|春运|寒假|首[日周月]|开年|年初|起，|[一二三123]月|(?:开工|启动|签约|举行)(?:了|仪式)"
)
_OF_A_WHOLE_YEAR = re.compile(
    "产量|总产|增加值|产值|收入|支出|投资|新增|新建|改造|建成|建设|培育|引进|生产总值|GDP|利润|税收|零售总?额|培训|转移|接待"
)


def goes_on(text: str, since: int, number: int) -> bool | None:
    """Whether the number at ``number`` of a sentence behind one of targets is a target too: True where its sentence only goes on (其中…,
    新建…), False where it tells what has happened, None where nothing says it.

    >>> [goes_on(text, 0, text.index("5")) for text in ("新建学校5所", "目前已建5所", "全县有学校5所")]
    [True, False, None]
    """
    if _HAPPENED.search(text, since, number):
        return False
    return True if _GOES_ON.match(text, since) else None


def is_of_a_year_begun(text: str, time: Span, number: int, metric: str, growth: bool) -> bool:
    """Whether what is told of a year that has just begun, its time at ``time``, can only be what is meant to be: 2024年，全县生产总值增长4.5%.

    >>> text = "2024年，全县新建水厂3座，已建成1座"
    >>> [is_of_a_year_begun(text, Span.at(text, 0, 5), number, "新建水厂", False) for number in (12, 17)]
    [True, False]
    """
    if not (growth or _OF_A_WHOLE_YEAR.search(metric)) or not text.startswith(("，", "全", "我", "要", "新", "本"), time.end):
        return False
    return not _SO_FAR.search(text, time.end, number)


def _is_later(time: Time, end: str, published: str, text: str) -> bool:
    """Whether a time lies ahead of the document: in a later year, or up to a later month. The end of a year is its last month."""
    if time.kind != "state":
        return end[:4] > published[:4]
    if len(end) == 4 and _YEAR_END.search(text, time.start, time.end):
        end += "-12"
    shared = min(len(end), len(published))
    return end[:shared] > published[:shared]
