"""What is only supposed, asked, denied or rumoured: 如果投资5亿元，将新增就业300人; 是不是500套; 不是500套，是300套; 网传新建水厂3座，县水利局否认."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.claims.context import concept
from kg.cues import Cued
from kg.mentions.speech import UNSAID
from kg.model import Concept, Role, Span

_NOT_ADDED = "(?!说|加上|算上|[，。；、”])"
# every branch begins with a character of its own, so that most of a text is passed over at once
_IF = re.compile(
    "|".join(
        f"{word}{_NOT_ADDED}" for word in ("如果", "假[如若设使]", "倘[若使]", "要(?<![主只需重必就不还都]要)是", "若是", "万一", "一旦")
    )
    + "|除非|否则"
    "|若(?<![一-鿿]若)(?!干|羌|尔盖|加上|算上)|倘(?<![一-鿿]倘)|只(?<![一-鿿]只)要(?![约近0-9])"
    "|如(?<![一-鿿]如)(?:遇|按照?|能|再|不(?!断|久)|无(?!锡|为)|需|有(?!的|些)|发生|出现)"
)
_THEN = re.compile("[就将会要可能应须便则]|那么|估计|至少")
_FACT = re.compile("(?<!项)目前|截至|累计|已|去年|今年|今天|据统计|其中")
# who does not say it has not said it: 没有说去年新增3万人; a second negation counts as one
_UNSAID = rf"{UNSAID}(?:说(?![明法服话教客])|称(?![职为重心得赞])|表示(?!异议|反对|不满|意见|满意)|承认|透露|宣布|声称|宣称|提[及到]|认为|披露|证实|确认)过?"
_NOT_SAID = re.compile(f"(?=[不从并拒未没]){_UNSAID}[，：]$")
_BEFORE_CLAUSE = 12  # characters
_REACHES = (
    "投入|投资|完成(?:投资)?|建成|新?建设?|达到?|新增|增[加长]|减少|实现|突破|[得收拿]到|获得?|引进|发生|出现|兑现|支付|发放|流失|损失|拖欠"
)
_DENIED = re.compile(
    "(?=[不从否并拒无未没而辟驳])"
    f"(?:{_UNSAID}|"
    r"否认|辟谣|驳斥|并非|从未|不会出现|不(?<!是不)再?是[^，。；0-9]{0,8}$|而非[^，。；0-9]{0,8}$|没有?(?:任何|哪)?一[个家户人名所座处项起例条村县镇乡]|无一[个家户人名例]|"
    rf"(?:没有?|并未|未[能曾]|不曾)(?:{_REACHES})[了过]?$|未(?:投入|新建|发生|出现|实现|[收得]到|获得?)[了过]?$|不存在$|"
    "(?:没有?|并未|未)(?:新增|发现|发生|出现|裁员|减少|拖欠)(?:[^，。；、的0-9]{0,8})$|不存在[^，。；、的0-9]{0,8}$)"
)
_CORRECTS = re.compile("，?(?:而|实际|应该?|其实|只)?[是为]")  # 并非3万人，而是2万人
_DENIES = re.compile("(?:并非|并不|绝非|绝不|从不|不)(?:是)?$")
# what is asked, or is open, is not stated; why something came about is a fact: 为何增长30%？
_WHETHER = re.compile("(?<![查验定询断核检看])(?:是不是|是否|有没有|能不能|会不会|能否|会否|究竟有无)(?:真的|[^，。；！？、的0-9])*$")
_ASKS = re.compile("[^，。；！？\n0-9]{0,16}吗[”’]?[？?]")
_RUMOUR = Cued(
    "网[上络]?上?[流误疯盛热]?传(?![播统输媒授销单承递达导感染])|(?:传[言闻]|谣[言传]|有(?:消息|说法)|有人)[^，。；0-9]{0,4}[说称]|(?:坊间|[盛疯讹谣据]传|(?<!数)据说|听说(?!读))",
    cue="[传谣坊说称]",
    reach=8,
)
_SETTLED = re.compile("；|经[核查调]|[核证]实|实际|事实|其实|回应|表示|通报|辟谣|否认|澄清|介绍")
_REFUTED = Cued(
    "不属实|不实(?=[，。；！”\n]|$)|失实|事实不符|(?:系|是|为|属)[^，。；0-9]{0,4}(?:谣[言传]|(?:虚假|不实|假)(?:信息|消息|说法|言论))|并非(?:如此|事实)|子虚乌有|(?:毫无|没有)(?:任何)?[根依]据|"
    "否认(?<!不否认)(?<!可否认)(?=[，。；！\n了这该此]|上述|$)|辟谣(?=[，。；！\n说称]|$)",
    cue="[不失谣虚假并子根依否辟](?=[属实符言传假信消说非虚据认谣])",
    reach=5,
)
_REPORTS = re.compile("质疑|[说称](?![明号])|(?<!宣)传(?![统播承])|爆料|消息|发[帖文]")
_WHAT_IS_SAID = re.compile("说法|消息|传[言闻]|信息|报道|数[字据]|一说|[该此这]|上述")
_ANOTHER = re.compile("有人|网[友传]|传[言闻][说称]|质疑|有[^，。；]{0,4}[说称]|[0-9\n]")
_FAR = 40  # characters between a number and what refutes it
_CLAUSE_END = re.compile("[，；。！？\n]")


def conditions(text: str) -> list[tuple[int, int]]:
    """Where the clauses stand that suppose something.

    >>> conditions("如果投资5亿元，将新增就业300人")
    [(0, 7)]
    """
    found = []
    for match in _IF.finditer(text):
        mark = _CLAUSE_END.search(text, match.end() + (match.group() == "否则"))  # 否则，将损失3亿元
        found.append((match.start(), mark.start() if mark else len(text)))
    return found


def is_supposed(text: str, since: int, number: int, found: list[tuple[int, int]]) -> bool:
    """Whether the number at ``number`` stands in a condition of its sentence, which begins at ``since``, or in what follows from it.

    >>> text = "如果投资5亿元，将新增就业300人；目前已投资2亿元"
    >>> [is_supposed(text, 0, number, conditions(text)) for number in (4, 13, 25)]
    [True, True, False]
    """
    end = next((end for start, end in reversed(found) if since <= start < number), None)
    if end is None:
        return False
    said = text[end:number]
    return number < end or bool("；" not in said and not _FACT.search(said) and _THEN.search(said))


def is_denied(text: str, start: int, number: int) -> bool:
    """Whether the clause from ``start`` denies the number at ``number``.

    >>> is_denied("安置的不是500套", 0, 5), is_denied("而是300套", 0, 2)
    (True, False)
    >>> is_denied("县长没有说，去年新增3万人", 6, 10)
    True
    """
    return bool(_DENIED.search(text, start, number) or _NOT_SAID.search(text, max(0, start - _BEFORE_CLAUSE), start))


def corrects(text: str, end: int, start: int) -> bool:
    """Whether what begins at ``start`` stands in the place of what was denied up to ``end``.

    >>> corrects("不是3万人，而是2万人", 5, 8), corrects("不是3万人，新建3座", 5, 8)
    (True, False)
    """
    return bool(_CORRECTS.fullmatch(text, end, start))


def undenied(text: str, metric: Role[Concept], number: int) -> Role[Concept] | None:
    """The metric of a number at ``number`` that is denied, without the word that denies it; None where it is not named before the number.

    >>> role = Role(concept("新增就业并非"), Span(0, 6, "新增就业并非"))
    >>> undenied("新增就业并非3万人", role, 6).value.name
    '新增就业'
    """
    if metric.span is None or metric.span.end > number:
        return None
    name = _DENIES.sub("", metric.value.name)
    if name == metric.value.name:
        return replace(metric, origin=metric.origin or "sentence")
    end = metric.span.start + len(_DENIES.sub("", metric.span.quote))
    return Role(concept(name), Span.at(text, metric.span.start, end), "sentence") if len(name) > 1 else None


def is_asked(text: str, start: int, number: int, end: int) -> bool:
    """Whether the clause from ``start`` asks, or leaves open, if there is what the number from ``number`` to ``end`` says.

    >>> is_asked("是否新增3万人，尚无定论", 0, 4, 7), is_asked("真有3万人吗？", 0, 2, 5), is_asked("为何新增3万人？", 0, 4, 7)
    (True, True, False)
    """
    return bool(_WHETHER.search(text, start, number) or _ASKS.match(text, end))


def rumours(text: str) -> list[tuple[int, int]]:
    """Where a text says that what follows is only rumoured.

    >>> rumours("网传全县新建水厂3座"), rumours("查处网络谣言3起")
    ([(0, 2)], [])
    """
    return [match.span() for match in _RUMOUR.finditer(text)]


def is_rumoured(text: str, since: int, number: int, found: Sequence[tuple[int, int]]) -> bool:
    """Whether the number at ``number`` is of a rumour told behind ``since``, and nothing settles it before.

    >>> text = "网传新建水厂12座，经核实为9座"
    >>> [is_rumoured(text, 0, number, rumours(text)) for number in (6, 13)]
    [True, False]
    """
    index = bisect_left(found, (number, 0)) - 1
    return index >= 0 and found[index][0] >= since and not _SETTLED.search(text, found[index][1], number)


def refutations(text: str) -> list[int]:
    """Where something said before is refuted.

    >>> refutations("有网友称新建水厂3座，该说法不实。作风不实问题")
    [14]
    """
    return [match.start() for match in _REFUTED.finditer(text)]


def is_refuted(text: str, since: int, end: int, found: Sequence[int]) -> bool:
    """Whether what a number that ends at ``end`` says is refuted behind it; its sentence begins at ``since``.

    >>> text = "有网友称，新建水厂3座。经核实，该消息不实。"
    >>> is_refuted(text, 0, 11, refutations(text))
    True
    """
    index = bisect_left(found, end)
    if index == len(found) or found[index] - end > _FAR:
        return False
    between = text[end : found[index]]
    if _ANOTHER.search(between) or sum(between.count(mark) for mark in "。！？") > 1:
        return False
    return bool(_REPORTS.search(text, since, end) or _WHAT_IS_SAID.search(between) or text.startswith("否认", found[index]))
