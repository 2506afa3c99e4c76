"""Numbers with their units, bounds and approximations, and the numbers that are none of these, with the reason."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.lexicon import terms
from kg.model import Comparator, Skipped, Span
from kg.numerals import ARABIC, CHINESE, PARTED, SCALE, chinese, decimal, plain, scaled
from kg.values import set_by_slots
from kg.vocabulary import UNIT

BEFORE: dict[str, Comparator] = {
    "约": "≈", "大约": "≈", "近": "≈", "将近": "≈", "接近": "≈", "大概": "≈", "上下": "≈", "逼近": "≈", "直逼": "≈", "几近": "≈",
    "超": ">", "超过": ">", "逾": ">", "突破": ">", "多于": ">", "大于": ">", "高达": "=", "跨越": ">", "迈上": ">", "跃上": ">", "登上": ">",
    "冲破": ">", "升破": ">", "涨破": ">", "站上": ">", "跨过": ">", "迈过": ">", "跌破": "<", "跌穿": "<",
    "不足": "<", "不到": "<", "少于": "<", "小于": "<", "低于": "<", "高于": ">", "不满": "<", "未满": "<", "未达": "<", "不及": "<",
    "不低于": ">=", "不少于": ">=", "至少": ">=", "不小于": ">=", "最少": ">=", "不得低于": ">=", "不得少于": ">=",
    "不超过": "<=", "不高于": "<=", "不多于": "<=", "不大于": "<=", "至多": "<=", "不超": "<=", "未超": "<=", "未超过": "<=", "没有超过": "<=",
    "不得超过": "<=", "不得高于": "<=", "未突破": "<=", "不突破": "<=", "没有突破": "<=", "上": ">=", "过": ">",
}  # fmt: skip
# 上百项, 约3个, 产值过5亿元; not 网上百项, 签约3个, 通过3项
_GUARDED = {
    "上": "(?<![以网线路地会市街村乡镇海山晚早马身手同陆岗桌车船跨新])上(?=[百千万亿])",
    "约": "(?<![签节预履违解集])约",
    "近": "(?<![附邻临亲])近",
    "过": "(?:(?<=[值入量额资润税利])|(?<![一-鿿]))过(?=[0-9.]{1,6}[十百千万亿]{0,2}元)",
}
AFTER: dict[str, Comparator] = {
    "余": ">", "多": ">", "有余": ">", "开外": ">", "以上": ">=", "及以上": ">=", "及以下": "<=", "左右": "≈", "上下": "≈", "以内": "<=", "之内": "<=", "以下": "<=",
    "之多": "=",
}  # fmt: skip

_MORE: dict[str, Comparator] = {"来": "≈"}  # 三百来万元; any other word is of more: 三百多万元
NO_UNIT: tuple[str, str | None, str] = ("", None, "")
_BEFORE = "|".join(_GUARDED.get(word, word) for word in sorted(BEFORE, key=len, reverse=True))
_AFTER = "(?!多[0-9])(?:" + "|".join(sorted(AFTER, key=len, reverse=True)) + ")"  # 比去年的98公里多22公里
_MILESTONE = "(?<=亿)(?=大关|台阶|门槛)"  # 突破千亿大关: of money
_MARKS = frozenset("".join(BEFORE) + "达有为了到")
NUMERALS = "0-9０-９零〇一二两三四五六七八九十百千万亿翻清归半"
_NUMERAL = re.compile(f"[{NUMERALS}]")  # no quantity is without one, and it begins with it or a few characters before: 不得超过了-5
_TO_NUMERAL = max(map(len, BEFORE)) + 2
_GAP = "[ \u00a0\u2002-\u200a\u202f\u3000]"  # as pages of the web set Chinese and figures apart: 投资 3.6 亿元
_DASH = "[-－~～—–至到]{1,2}"
_MINUS = ("-", "－", "−", "负", "零下")
_BELOW_ZERO = "零下|(?<=[为是到至达在拔温率速幅])负(?=[0-9])"  # 零下12.5℃, 海拔负2.3米; not 减负15亿元
_SIGN = f"(?<![0-9A-Za-z０-９%％）)/_.-])[-－−+＋]|{_BELOW_ZERO}"


@set_by_slots
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. ``span`` holds approximations and bounds that stand at it; ``end_of_range`` marks the upper end of a range
    (its lower end is the quantity before it, on the same span). ``unit`` is "" for a number without one."""

    span: Span
    value: Decimal
    unit: str
    unit_iri: str | None
    unit_kind: str
    comparator: Comparator
    number_start: int
    in_words: bool = False
    range_end: bool = False


@cache
def _units() -> dict[str, tuple[str, str, str]]:
    """Each spelling of a unit with its label, IRI and kind."""
    table = {}
    for term in terms("units"):
        if term.kind:
            for spelling in term.spellings:
                table[spelling] = (spelling if term.kind == "counter" else term.zh, term.iri, term.kind)
    return table


@cache
def _pattern() -> re.Pattern[str]:
    spellings = sorted(_units(), key=len, reverse=True)
    # the first character decides at once where no unit stands
    units = f"(?=[{''.join(sorted({re.escape(unit[0]) for unit in spellings}))}])(?:{'|'.join(map(re.escape, spellings))})"
    number = rf"(?:{PARTED}|{ARABIC})"
    return re.compile(
        rf"(?=[-－−+＋负{NUMERALS}{''.join(sorted({word[0] for word in BEFORE}))}])(?:(?P<before>{_BEFORE})[达有为了到]?)?"
        rf"(?:百分(?:之|(?<!个百分)(?=百(?:[，。；、）]|$)))(?P<percent>[0-9.]{{1,9}}|{CHINESE}(?:点{CHINESE})?)"
        rf"|(?P<fraction>{CHINESE}分之{CHINESE}(?:点[零〇一二三四五六七八九]{{1,4}})?|[0-9]{{1,2}}/[0-9]{{1,3}}(?![0-9/]))"
        rf"|(?P<clock>[0-9０-９]{{1,2}}[时点][0-9０-９]{{1,2}}分(?!之))"
        rf"|(?P<ratio>[0-9]{{1,9}}+(?:\.[0-9]{{1,6}}+)?(?:[:：∶][0-9]{{1,9}}(?:\.[0-9]{{1,6}})?){{1,4}})"
        rf"|(?P<tenths>[一二两三四五六七八九0-9](?:\.[0-9]|点[一二三四五六七八九])?成半?(?![为立功员就都果长本交品效群分人]))"
        rf"|(?P<fold>翻了?(?P<nearly>近|约|超过?)?[一两二三四123]?番)"
        rf"|(?P<half>(?<!绝对)(?<!完成)(?:一半|半数))(?={_AFTER}|的(?!时间|路|功劳|功夫|工夫)|[，。；、）]|$|人口|群众|居民|农户|农民|企业|乡镇|[一-鿿]{{2,6}}(?:脱贫|完成|建成))"
        rf"|(?P<most>(?<=[过大])半)(?=以上|以下|多|的|$|[，。；、）]|[一-鿿]{{2,6}}(?:脱贫|完成|建成))"
        rf"|(?P<lowsign>{_SIGN})?(?P<low>(?>{number}))(?P<lowscale>{SCALE})?(?P<lowunit>%|％|元|个|人|户|亩|公里|吨|公斤|米|℃)?{_DASH}(?P<highsign>{_SIGN})?(?P<high>{number})(?P<highmore>多|余)?(?P<highscale>{SCALE})?(?P<highunit>{units})(?P<highafter>{_AFTER})?"
        rf"|(?P<zero>(?:清零|归零|(?<=为)零)(?=[”’]?(?:[，。；、）]|$))|零(?=返贫|上访|事故|感染|增长|新增|死亡|发生|输入|的?突破))"
        rf"|(?P<sign>{_SIGN})?(?P<number>{number})(?:{_GAP}(?={SCALE}|[多余几]|(?![年月日]){units}))?(?P<more>多|余|几|来(?=[万亿]|{units}))?(?P<scale>{SCALE})?(?P<more2>多|余)?(?P<beyond>(?<=[千万][多余])[万亿])?(?:{_GAP}(?={units}))?(?P<unit>{_MILESTONE}|{units})?(?P<after>{_AFTER})?(?P<money>人民币)?"
        rf"|(?P<words>{CHINESE}(?:点[零〇一二三四五六七八九]{{1,4}}(?=[万亿]|{units}))?)(?P<wmore>多|余|几|来)?(?P<wscale>[万亿])?(?P<wmore2>多|余)?(?:(?P<wunit>{_MILESTONE}|{units})|(?<=[多余来][万亿])(?=[，。；）]|$))(?P<wafter>{_AFTER})?"
        rf")"
    )


def find_quantities(text: str, start: int, end: int) -> tuple[list[Quantity], list[Skipped]]:
    """The quantities between two offsets of a text, in order, and the numbers that are none, with the reason.

    Times and dates must have been cut out before: they are no quantities.

    >>> text = "引进书记240余名，覆盖率达33.3%、38%"
    >>> [(q.span.quote, str(q.value), q.unit, q.comparator) for q in find_quantities(text, 0, len(text))[0]]
    [('240余名', '240', '名', '>'), ('33.3%', '33.3', '%', '='), ('38%', '38', '%', '=')]
    >>> [(str(q.value), q.comparator, q.range_end) for q in find_quantities("增长4.5-5%", 0, 8)[0]]
    [('4.5', '>=', False), ('5', '<=', True)]
    """
    found: list[Quantity] = []
    skipped: list[Skipped] = []
    position = start
    search = _pattern().search
    while (numeral := _NUMERAL.search(text, position, end)) and (match := search(text, max(position, numeral.start() - _TO_NUMERAL), end)):
        position = max(match.end(), match.start() + 1)
        between = match["sign"] and found and found[-1].span.end == match.start()  # 5吨-8吨
        if between or (match["sign"] in ("+", "＋") and match["unit"] not in ("%", "％", "‰", "百分点")):  # 1个产业+1个园区
            position = match.start("number")
            continue
        if point := _point(text, match):
            skipped.append(Skipped(Span.at(text, match.start(), point), "ordinal"))
            position = point + 1
            continue
        if match["zero"] or match["most"]:  # no number is written
            begin = match.start() - bool(match["most"])  # 过半, 大半
            skipped.append(Skipped(Span.at(text, begin, match.end()), "zero" if match["zero"] else "words"))
            continue
        ranked = skipped and skipped[-1].reason == "ordinal" and text[skipped[-1].span.end : match.start()] in ("、", "和")  # 第1、3、5位
        reason = "date" if match["clock"] else "ordinal" if ranked else _no_quantity(text, match)
        if reason:
            if any(c.isdigit() for c in match.group()) or match["wunit"] == "倍":
                skipped.append(Skipped(Span.at(text, match.start(), match.end()), reason))
            elif match["wunit"] and text.endswith(_SOME, start, match.start()):  # 几百棵
                skipped.append(Skipped(Span.at(text, match.start() - 1, match.end()), "words"))
            continue
        found.extend(_read(text, match))
    return _share_units(text, found), skipped


@cache
def _abbreviated() -> re.Pattern[str]:
    """Metrics in Latin letters, right before their numbers: GDP5843亿元; 863 and G107 are names."""
    letters = sorted(s for term in terms("metrics") for s in term.spellings if re.fullmatch("[A-Z&]+", s))
    return re.compile(f"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, letters))})$")


_POINT = re.compile(r"(?<![^\n])[0-9]{1,3}\.$")  # the number of a point


def _point(text: str, match: re.Match[str]) -> int:
    """Where the stop is that parts the number of a point from what it counts, 0 where there is none: 8.6个专项 begins a paragraph with six of them."""
    if text[max(0, match.start() - 1) : match.start()] not in ("", "\n") or "." not in (match["number"] or ""):
        return 0
    counts = match["unit"] and not match["scale"] and _units()[match["unit"]][2] == "counter"
    return text.index(".", match.start()) if counts and not _POINTS_SHARED.match(text, match.end()) else 0


_POINTS_SHARED = re.compile("[、和与][0-9.]+个百分点")  # 12.7个、12个百分点
_LETTERS = re.compile("(?<![A-Za-z0-9])[A-Z][A-Z&]{1,4}$")
_EXACT = Decimal("0.000001")  # 万分之一点七 is 0.017%, 三分之一 33.33%
_SOME = ("几", "数")
_SEVERAL_TENS = re.compile("几$|(?<![总人指户次个件倍基系])数$")  # 数十万只, 几十万人
_HOUR = re.compile("(?:凌晨|清晨|早[上晨]?|[上中下]午|傍晚|晚上?|夜里|深夜|午夜)$")
_SEVERAL = re.compile("[一二两三四五六七八九]{2}")
_RISES = re.compile("(?:增|升|降|减|涨|跌|回落|回升|提高|增长|增加|上升|下降|减少|扩大|提升|跃升)[至到]")
_EACH = re.compile("/(?P<unit>[一-鿿]{1,4})")
_PRICE = re.compile("每(公斤|斤|吨|头|只|度|千瓦时|亩|平方米|立方米|平米)$")
_ORDINAL = re.compile(r"(?:第|No\.?|编号|文号|电话|热线|国道|省道|县道|高速|[GSXgsx])$")
# 新建国道12公里, 受理热线电话3.2万个: so much of it
_NOT_NUMBERED = {"道": ("公里", "千米", "米"), "话": ("个", "次", "件"), "线": ("个", "次", "件")}
_LINE_AFTER = re.compile("[一-鿿]{0,10}?(?:热线|平台|专线)")  # 12345政务服务便民热线, 96333电梯应急平台
_NUMBERED = ("期", "号", "门")
# 全县辖6镇8乡, 5县（市、区）通过验收: divisions are counted without a measure word
_GOVERNS = re.compile("辖有?[^，。；：]{0,30}$")
_DIVISION = re.compile("(?:民族乡|街道|苏木|嘎查|[镇乡旗县市区盟州村])(?=[0-9，。；、和与及（]|$)")
_DIVISIONS = re.compile(
    "(?:[县市区]（[县市区、]{1,3}）|市（州）|区县|县区|县市区|市县|旗县区?)(?=(?:已|已经)?(?:全部|全面|[全均都]|顺利|成功|如期|先后|高质量)?(?:实现|通过|完成|脱贫|摘帽|退出|入选|获评?|纳入|受灾|建成))"
)
_BEGINS = re.compile("(?:[^一-鿿]|辖|其[中余他]|涉及|覆盖|全[省市州区])$")
_INSTITUTE = re.compile("(?:中船|中电|电科|航天|科工|重工|兵器|中核|船舶|军工|集团)第?$")  # 中船重工710所
# 3把关, 5道路: no unit but the beginning of a word
_WORDS_OF_UNITS = {"管": "理网道线辖委控护教廊", "把": "手关握控脉", "道": "路德理教地口", "顶": "层端部级尖峰"}
_NAME_AFTER = re.compile(
    r"[A-Za-z]|强(?=[企民、，和县市）”]|$|实现|营业|主营|名单|总[产收]|完成)|[·/](?=[0-9])|号|周年|级(?!以上)|届|版|后(?!备)|路(?!公里)|大道|弄|国道|式"
)


def _no_quantity(text: str, match: re.Match[str]) -> str:
    """Why a number states no quantity, "" where it may."""
    start, end = match.span()
    digit = start
    if match["before"]:
        digit = next((i for i in range(start, end) if text[i] not in _MARKS), start)
    numbered = _ORDINAL.search(text, max(0, digit - 3), digit)
    if numbered and match["unit"] not in _NOT_NUMBERED.get(text[digit - 1], ()):
        return "ordinal"
    if text[digit - 1 : digit] == "每" and match["number"] and match["unit"] and match["number"] != "1":
        return "class"  # 每50公斤117元: so much of it has the price
    digit += len(match["sign"] or "")
    glued = digit and text[digit - 1].isascii() and (text[digit - 1].isalnum() or text[digit - 1] in "./_-#") and match["number"]
    if glued and not _POINT.search(text, max(0, digit - 5), digit):
        exact = (match["unit"] or "").endswith(("%", "％", "‰", "元")) and (match["scale"] or "." in match["number"])
        letters = _LETTERS if exact else _abbreviated()  # PMI50.2% states what PMI is
        measured = match["sign"] or ((match["unit"] or match["scale"]) and letters.search(text, max(0, digit - 12), digit))
        if not measured:
            return "name"
    if text[end : end + 1] in _WORDS_OF_UNITS.get(match["unit"] or "", ()) and text[end : end + 1]:
        return "name"
    if match["unit"] == "点" and _HOUR.search(text, max(0, digit - 2), digit):
        return "date"
    if match["high"] and match["highunit"] in _NUMBERED and match["highmore"] is None:
        return "ordinal"  # 7—10期项目
    if match["number"]:
        if match["unit"] is None and match["scale"] is None:
            if _NAME_AFTER.match(text, end) or (len(match["number"]) in (3, 5, 8, 11) and _LINE_AFTER.match(text, end)):
                return "name"
            return ""
        if match["unit"] in ("千伏", "伏", "kV") and re.match("[一-鿿]", text[end : end + 1]):
            return "name"  # 10千伏供电线路
        if match["unit"] in _NUMBERED and match["more"] is None:
            return "ordinal"
        if match["unit"] == "所" and _INSTITUTE.search(text, max(0, digit - 4), digit):
            return "name"
        if match["unit"] in ("岁", "周岁") and (match["after"] or text[end : end + 1] in "的至到-—及老"):
            return "age"  # 60岁以上老年人, 3岁以下婴幼儿
    if match["ratio"] and not _shares(match["ratio"]) and not re.fullmatch(r"[\d.]+[:：∶]1(?:\.0)?", match["ratio"]):
        return "ratio"  # a time of day, a scale: no single value
    if match["words"]:
        return _words_are_no_quantity(text, match)
    return ""


def _shares(ratio: str) -> list[Decimal]:
    """The parts of a whole that a ratio states in per cent, [] where they do not add up to one: 12.7:53.2:34.1."""
    parts = [decimal(part) or Decimal(0) for part in re.split("[:：∶]", ratio)]
    return parts if abs(sum(parts, Decimal(0)) - 100) <= Decimal("0.2") else []


_FIGURATIVE = re.compile("[一-鿿]{0,2}(?:战线|主线|底线|红线|防线|战场|腿|路径)")  # 疫情防控、经济发展两条战线
_TALENT = re.compile("才(?![能可会得刚仅是有])")
_NEARLY = re.compile("[强弱](?=[，。；、）的]|$)")
_NO_MULTIPLE = re.compile("[半体速]|的?(?:努力|信心|热情|精力|干劲|警惕|勇气)")  # 一倍半, 四倍体, 十倍的努力


# 十三场雨, 七十八个县, 五六十位老人; what has ten or fewer is told, not counted, and some words come with articles, terms, times and places
_DOZENS = re.compile("[二三四五六七八九]?十[一二三四五六七八九]|[二三四五六七八九]十|[一二三四五六七八九]{2}十")
_OF_NAMES = frozenset("条次项节届期级号年天日月点分时度方里面口岁集章回字部道卷层路线步尺寸斤两角")
_NO_COUNT = re.compile("[^一-鿿，。；、（）]|月|小时|季度|年头|年来|字|方面|五年|[十百千]|世纪|工作日|节气|生肖|时辰|头$")
_RANKED = ("前", "第", "居", "列", "“", "第约")


def _words_are_no_quantity(text: str, match: re.Match[str]) -> str:
    """Chinese numerals count only where they state a quantity: 两万多名, 百亿斤, 十大类, 两条路, not 一口水塘, 三大攻坚战."""
    words, unit = match["words"], match["wunit"]
    if match["wmore"] == "几" or match["wmore2"] == "几" or words.endswith("几"):
        return "words"
    if unit == "人" and _TALENT.match(text, match.end()):
        return "name"  # 百万人才工程
    if unit == "倍":  # 增长近两倍, 是前年的三倍多; a hundredfold effort is none
        partly = text.endswith(("几", "数", "点", "第"), 0, match.start("words"))
        return "words" if partly or words[0] in "百千万" or _NO_MULTIPLE.match(text, match.end()) else ""
    big = any(c in "百千万亿" for c in words) or bool(match["wscale"])
    if text.endswith(("第", "十", "·", "“", "‘"), 0, match.start("words")):
        return "ordinal"
    if "点" in words:  # 五百三十四点一二公里
        return "" if match["wscale"] or (unit and _units()[unit][2] in ("measure", "money")) else "words"
    if big:
        if _SEVERAL_TENS.search(text, max(0, match.start("words") - 2), match.start("words")):
            return "words"
        value = chinese(words)
        if value is None or unit in ("年", "天", "方", "里", "分", "口", "面", "点", "部", "P"):
            return "words"
        if all(c in "百千万亿" for c in words) and unit not in ("个", "家", "户", "人", "名") and not _qualified(match):
            return "name"  # 百亿斤粮食产能基地, 万吨制水流程
        # a scale alone needs something that counts (百亿斤, 不足百个); 万人空巷, 千家万户 are idioms
        if (
            len(words) == 1
            and not match["wscale"]
            and unit in ("家", "户", "人", "项", "种", "条", "级", "位", "件", "名", "里", "片", "面")
        ):
            return "" if _qualified(match) else "words"
        return ""
    if unit and _DOZENS.fullmatch(words) and (_units()[unit][2] == "counter" or unit in ("公里", "亩", "吨")) and unit not in _OF_NAMES:
        return "words" if _NO_COUNT.match(text, match.end()) or text.endswith(_RANKED, 0, match.start()) else ""
    if unit == "大类" and len(words) <= 2:
        return ""
    if words in ("两", "俩") and unit in ("条", "座", "项", "所", "处", "栋", "家") and not _FIGURATIVE.match(text, match.end()):
        return ""
    return "words"


def _qualified(match: re.Match[str]) -> bool:
    """Whether something says that a scale is meant as a number: 上百, 万余, 百个以上."""
    return any(match[name] for name in ("before", "wafter", "wmore", "wmore2"))


def _read(text: str, match: re.Match[str]) -> list[Quantity]:
    """What one match states: one quantity, or two for a range."""
    start, end = match.span()
    before: Comparator = BEFORE.get(match["before"] or "", "=")
    if match["percent"] or match["fraction"] or match["half"] or match["tenths"] or match["ratio"] or match["fold"]:
        return _special(text, match, before)
    if match["low"]:
        low, high = decimal(match["low"]), decimal(match["high"])
        scale = match["highscale"] or ""
        unit_label, unit_iri, unit_kind = _units()[match["highunit"]]
        low, high = _signed(low, match["lowsign"]), _signed(high, match["highsign"])
        if low is None or high is None or low >= high * (1 if match["lowscale"] in (None, scale) else 10**8):
            return []
        span = Span.at(text, start, end)
        first = scaled(low, match["lowscale"] or scale)
        return [
            Quantity(span, first, unit_label, unit_iri, unit_kind, ">=", match.start("low")),
            Quantity(span, scaled(high, scale), unit_label, unit_iri, unit_kind, "<=", match.start("high"), range_end=True),
        ]
    words = bool(match["words"])
    if words and "点" not in match["words"] and (several := _SEVERAL.search(match["words"])):
        return _several(text, match, several.start())
    number = _spoken(match["words"]) if words else _signed(decimal(match["number"]), match["sign"])
    if number is None:
        return []
    scale = match["wscale" if words else "scale"] or ""
    beyond = match["beyond"] or ""  # 3万多亿元
    more = (match["wmore"] or match["wmore2"]) if words else (match["more"] or match["more2"])
    after = match["wafter" if words else "after"] or ""
    unit = match["wunit" if words else "unit"]
    if unit == "":
        unit = "元"
    if not (unit or scale or words or more) and _counts_divisions(text, start, end):
        unit = "个"
    label, iri, kind = _units()[unit] if unit else NO_UNIT
    if kind == "counter":
        label = unit or ""
    each = _EACH.match(text, end) if unit else None
    per = next((each["unit"][:length] for length in (4, 3, 2, 1) if each["unit"][:length] in _units()), "") if each else ""
    if per:  # 600元/头, 按2元/斤收购
        label, iri, end = f"{label}/{per}", None, end + 1 + len(per)
    elif unit == "元" and _PRICE.search(text, max(0, start - 4), start):  # 每公斤20元
        label, iri = f"元/{_PRICE.findall(text[max(0, start - 4) : start])[0]}", None
    comparator: Comparator = AFTER.get(after) or (_MORE.get(more, ">") if more else before)
    if before != "=" and comparator == "=":
        comparator = before
    return [
        Quantity(
            Span.at(text, start, end),
            scaled(scaled(number, scale), beyond),
            label,
            iri,
            kind,
            comparator,
            match.start("words" if words else "number"),
            words,
        )
    ]


def _counts_divisions(text: str, start: int, end: int) -> bool:
    """Whether a number counts the towns or counties of a place: 辖6镇8乡, but not 淇县、浚县2县 or 102省道."""
    if _DIVISIONS.match(text, end) and (start == 0 or _BEGINS.search(text, max(0, start - 2), start)):
        return True
    return bool(_DIVISION.match(text, end) and _GOVERNS.search(text, max(0, start - 34), start))


def _several(text: str, match: re.Match[str], at: int) -> list[Quantity]:
    """两三百万人, 三四十户: from the lower of two neighbouring digits to the upper."""
    words, scale = match["words"], match["wscale"] or ""
    ends = chinese(words[: at + 1] + words[at + 2 :]), chinese(words[:at] + words[at + 1 :])
    low, high = (None if end is None else scaled(end, scale) for end in ends)
    if low is None or high is None or low >= high or match["wmore"] or match["wmore2"]:
        return []
    label, iri, kind = _units()[match["wunit"] or "元"]
    span = Span.at(text, *match.span())
    unit = match["wunit"] if kind == "counter" else label, iri, kind
    start = match.start("words")
    return [Quantity(span, low, *unit, ">=", start, True), Quantity(span, high, *unit, "<=", start + at + 1, True, range_end=True)]


def _signed(number: Decimal | None, sign: str | None) -> Decimal | None:
    return -number if number is not None and sign in _MINUS else number


def _special(text: str, match: re.Match[str], before: Comparator) -> list[Quantity]:
    """百分之三点五, 三分之一, 1/6, 一半, 八成, 5:1, 翻一番."""
    start, end = match.span()
    if match["ratio"] and _shares(match["ratio"]):
        at = match.start("ratio")
        return [
            Quantity(
                Span.at(text, at + m.start(), at + m.end()),
                plain(Decimal(m.group())),
                "",
                None,
                "ratio",
                before,
                at + m.start(),
            )
            for m in re.finditer(r"[\d.]+", match["ratio"])
        ]
    after = re.compile(_AFTER).match(text, end)
    comparator = AFTER[after.group()] if after else before
    end = after.end() if after else end
    if (match["fraction"] or match["tenths"]) and _NEARLY.match(text, end):  # 四分之一强
        comparator, end = ">" if text[end] == "强" else "<", end + 1
    unit, kind = "%", "ratio"
    value: Decimal | None = None
    if match["percent"]:
        value = _spoken(match["percent"])
    elif match["fraction"]:
        if "分之" in match["fraction"]:
            below, above = match["fraction"].split("分之")
            parts = _spoken(above), chinese(below)
        else:
            above, below = match["fraction"].split("/")
            parts = decimal(above), decimal(below)
        if parts[0] is not None and parts[1]:
            value = parts[0] * 100 / parts[1]
            value = value if value == value.quantize(_EXACT) else value.quantize(Decimal("0.01"))
    elif match["half"]:
        value = Decimal(50)
    elif match["tenths"]:
        spoken = _spoken(match["tenths"].split("成")[0])
        value = None if spoken is None else spoken * 10 + (5 if match["tenths"].endswith("半") else 0)  # 一成半
    elif match["ratio"]:
        left, right = re.split("[:：∶]", match["ratio"])
        divisor = decimal(right)
        dividend = decimal(left)
        if divisor and dividend is not None:
            value, unit, kind = dividend / divisor, "", ""
    else:
        times = {"两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4}.get(match["fold"][-2], 1)
        value = Decimal(2**times * 100 - 100)
        comparator = BEFORE.get(match["nearly"] or "", comparator)
    if value is None:
        return []
    return [Quantity(Span.at(text, start, end), plain(value), unit, UNIT + "percent" if unit else None, kind, comparator, start)]


def _spoken(words: str) -> Decimal | None:
    """三点五, 3.5, 八."""
    if words[0].isdigit() and words[0].isascii():
        return decimal(words) or decimal(words.replace("点", "."))
    whole, _, part = words.partition("点")
    value = chinese(whole)
    if value is None or not part:
        return value
    digits = [chinese(c) for c in part]
    return value + Decimal("0." + "".join(str(d) for d in digits)) if None not in digits else None


def in_people(quantity: Quantity) -> Quantity:
    """A number of people whose unit the text leaves out: 常住人口3.3万."""
    label, iri, kind = _units()["人"]
    return replace(quantity, unit=label, unit_iri=iri, unit_kind=kind)


_PEOPLE_AND_MONEY = re.compile("(?P<counted>人次|[人户])[数次]?(?:、|和|及|与)[^，。；：、0-9]{1,10}(?:分别|各)[^，。；0-9]{0,6}$")


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """A number at a 、 before one with a unit has that unit: 12.7个、12个百分点, 5、6月 are cut out before. One that answers to a count of people
    before an amount of money has theirs: 旅游人次、收入分别达到9300万、870亿元."""
    if len(found) < 2:
        return found
    shared, scale = list(found), ""
    for i in range(len(shared) - 2, -1, -1):
        here, then = shared[i], shared[i + 1]
        scale = own["scale"] if (own := _SCALED.search(then.span.quote)) else scale
        elided = here.unit == "个" and then.unit in ("百分点", "千分点")
        joined = then.number_start - here.span.end == 1 and text[here.span.end] in "、和及与"
        joined = joined or bool(_RISES.fullmatch(text, here.span.end, then.number_start))  # 由2.3亿增至3.5亿元
        if (not here.unit or elided) and then.unit and joined and not here.in_words:
            people = _PEOPLE_AND_MONEY.search(text, max(0, here.span.start - 40), here.span.start) if then.unit == "元" else None
            counted = (people["counted"], *_units()[people["counted"]][1:]) if people else (then.unit, then.unit_iri, then.unit_kind)
            shared[i] = replace(here, value=_of_scale(here, then, scale), unit=counted[0], unit_iri=counted[1], unit_kind=counted[2])
        else:
            scale = ""
        if joined and then.unit == "元" and here.unit.startswith("元/"):  # 每公斤20元跌到12元
            shared[i + 1] = replace(then, unit=here.unit, unit_iri=here.unit_iri)
    return shared


_SCALED = re.compile(f"[0-9０-９](?P<scale>{SCALE})")
_ORDER = 30  # how many times as much as the next a number may be that shares its scale: 8000、1.2万吨 are not both of 万


def _of_scale(here: Quantity, then: Quantity, scale: str) -> Decimal:
    """The value of a number before others, whose scale it shares: 分别为153.7、151.9和862.4万吨."""
    if not scale or then.unit_kind == "ratio" or _SCALED.search(here.span.quote):
        return here.value
    value = scaled(here.value, scale)
    return value if value < then.value * _ORDER else here.value
