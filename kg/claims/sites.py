"""Sites, loans and programmes told apart: what a clause says was opened, lists among others, or lends, is no programme of what follows."""

import re

from kg.model import Concept, Role, Span

ONE_SITE = "或只是一处工程、一项荣誉，后文未必属之 · may be one site or honour, which what follows need not belong to"
ONE_OF_SEVERAL = "并列几个计划，属于哪个未明 · several programmes side by side, which one is not said"

OPENED = re.compile(
    "(?:等[^，。；]{0,8}?)?(?:项目|工程)?(?:[一二三]期)?(?:全线|正式|主体|如期|顺利|全面|基本|提前|相继|陆续|全部|已|建设)*(?:建成|开工|竣工|投产|投用|投运|通车|通水|通航|落地|完工|封顶)"
)
# what the name of a programme ends with, where that of a site ends with the site: 青石电站, 白水大桥二期
_PROGRAMME = re.compile("“|(?:计划|行动|战略|政策|模式|专项|规划|改革|攻坚战|保卫战|方案|机制|组合拳|试点工作|创建)$")
_OTHERS = re.compile("(?:[^，。；：]{0,40}、[^，。；：]{2,40}?)?等[^，。；：0-9]{0,10}?(?:项目|工程|任务|行动|试点)")
_ONE_SITE = re.compile("(?:建设|项目|试点|基地|(?:示范|试验|实验|先行)区|示范[市县]|城市)$")
_BESIDE = re.compile("(?:(?:行动|计划|工程|战略|政策|改革|”)[、和与]|”)$")
_NEXT = re.compile("(?:[一-鿿]{0,6}?(?:项目|工程))?(?:建设)?[、和与及][^，。；：]{4,40}?(?:项目|工程|建设)")


_AID = re.compile("(?:补助|补贴|津贴|救助)$")
_WORKS = re.compile("(?!.*(?:重点|重大|民生|水利|城建|新改建|承包))[^0-9和]{4,}工程$")
_CARRIED_OUT = re.compile("(?:实施|启动)[^，。；0-9]{0,4}$")
_PROJECTS = ("个", "项", "件", "处", "座")
_AS_POLICY = re.compile("等?[一-鿿]{0,2}(?:政策|机制|制度|工程|行动|试点|改革)")


def is_loan(text: str, role: Role[Concept]) -> bool:
    """Whether a mention is a kind of loan of which there is so much: 新增小额担保贷款300万元, not 落实小额担保贷款政策."""
    return bool(role.span and role.value.name.endswith("贷款") and not _AS_POLICY.match(text, role.span.end))


def counts(text: str, role: Role[Concept], metric: Span | None, unit: str | None) -> bool:
    """Whether a number counts what a mention names as a kind of project, so that none of them is a programme: 建设沼气工程109处, not 实施清洁取暖工程22个,
    石桥山绿化工程43万亩 or 高龄补助标准提高20元.

    >>> from kg.mentions.programmes import find_programmes
    >>> from kg.sentences import Layout
    >>> text = "建设大型沼气工程109处，实施清洁能源取暖工程22个。"
    >>> roles = find_programmes(text, Layout(text))
    >>> [(role.value.name, counts(text, role, role.span, unit)) for role, unit in zip(roles, ("处", "个"))]
    [('大型沼气工程', True), ('清洁能源取暖工程', False)]
    """
    name, span = role.value.name, role.span
    if role.value.iri or name[0] == "“" or not (span and metric) or span.end <= metric.start or metric.end <= span.start:
        return False
    if _AID.search(name) or text.startswith(("总投资", "投资"), span.end):
        return False
    return not (_WORKS.match(name) and (unit not in _PROJECTS or _CARRIED_OUT.search(text, max(0, span.start - 8), span.start)))


def is_site(text: str, role: Role[Concept]) -> bool:
    """Whether a mention names a site that was opened, or one that stands in a list of such: no programme that what follows belongs to.

    >>> from kg.mentions.programmes import find_programmes
    >>> from kg.sentences import Layout
    >>> text = "今年，推进青石河电站、白水河大桥等项目，实施“燕归巢”计划，引进人才240名。"
    >>> [(role.value.name, is_site(text, role)) for role in find_programmes(text, Layout(text))]
    [('青石河电站', True), ('白水河大桥', True), ('“燕归巢”计划', False)]
    """
    span = role.span
    if span is None or role.value.iri or _PROGRAMME.search(role.value.name):
        return False
    return bool(OPENED.match(text, span.end)) or is_listed(text, span)


def is_listed(text: str, span: Span) -> bool:
    """Whether a project stands beside others: 青石河电站、白水河大桥等项目."""
    return bool(_OTHERS.match(text, span.end) or _NEXT.match(text, span.end) or text.endswith(("、", "和", "以及"), 0, span.start))


def unclear(text: str, role: Role[Concept]) -> str:
    """Why a programme that a clause ahead names may not be that of what follows, "" where nothing speaks against it: it may be one site or
    honour (启动青石水源地建设, 获批省级试验区), or one of several (“甲”行动和“乙”计划)."""
    name, span = role.value.name, role.span
    if role.value.iri is None and name[0] != "“" and _ONE_SITE.search(name):
        return ONE_SITE
    return ONE_OF_SEVERAL if span and _BESIDE.search(text, max(0, span.start - 6), span.start) else ""
