"""What is uncertain about a claim: roles taken from where more than one thing could have been meant.

The conditions are those under which roles of annotated documents turned out wrong more often than elsewhere; how often claims without
a doubt are right is a figure of ``make gate`` (docs/quality.md).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.claims.averaging import OVER_SEVERAL_YEARS, WITHIN_YEARS
from kg.claims.context import concept
from kg.claims.criteria import EXPLAINS, MAY_PICK_OUT, explains, may_pick_out
from kg.claims.dating import OF_ONE_YEAR, UNRESOLVED, is_of_founding
from kg.claims.naming import NOT_LISTED
from kg.claims.sharing import BOUND_ALONE
from kg.claims.sites import OPENED, is_loan, is_site, unclear
from kg.claims.spoken import JOINED
from kg.cues import Cued
from kg.gazetteer import gazetteer
from kg.genres import REPORTS
from kg.mentions.attribution import SEVERAL_SPEAK
from kg.mentions.metrics import ABOVE, BELOW
from kg.model import Claim, Concept, Head, Place, Role, Span
from kg.sentences import Layout, Sentence

PLACE_INHERITED = "地点承自别处，文中不止一地 · place inherited, where the document names several"
PLACE_AMONG_SEVERAL = "同段另有地名 · another place stands in the paragraph"
PLACE_OF_ONE = "合计数，地点承自前句的一地 · a total, its place inherited from a sentence about one of several"
PLACE_UNKNOWN = "全村、全镇、全县所指不明 · which village, town or county is meant is not known"
PLACE_AMBIGUOUS = "同名之地不止一处 · several places bear this name"
PLACE_OF_ZONE = "说的或是开发区、新区本身 · may be said of a development zone by itself"
NO_PLACE = "无地点 · no place"
PERIOD_AHEAD = "所说时间在文献之后 · a time that had not come when the document was published"
NO_PERIOD = "无时间 · no period"
SUM_SINCE = "累计自何时不明 · a sum since nobody knows when"
PERIOD_OF_ONE = "时间或只属前面的数 · the time may be of the number before only"
MAYBE_TO_COME = "文无日期，所说之时是否已到不明 · undated, whether the time has come is not known"
PROGRAMME_INHERITED = "计划承自前文 · programme inherited from earlier text"
BY_A_PRINCIPLE = "依“……”原则而行，是否属其名未明 · done by a quoted principle, which may be the programme"
WITHIN_ANOTHER = "同句另有计划在前，或属其中 · may be part of another programme that its sentence begins with"
PROGRAMME_NEAR = "同句另有计划 · another programme stands in the sentence"
TARGET_ALONE = "目标未见其计划 · a target without the plan it belongs to"
OF_EACH = "数个之中各自的数，未必是总体的 · a figure of each of several, not of the whole"
NAME_OPEN = "指标名称以“等”结尾，所数之物未见 · the name ends in “等”, what is counted is not named"
NOMINAL_OR_REAL = "名义与实际增长并列，指标未分 · nominal and real growth side by side, which the metric does not tell apart"
SEVERAL_METRICS = "一个数说的不止一个指标 · one number said of several metrics"
ABLE = "说的是能力，未必已达到 · what can be, not what was"
UNHEARD = "有人说的，说话人未辨明 · somebody says it who was not made out"
PUBLISHED_BY = "或为公布者所说 · may be said by who published it"
NAME_BROKEN = "指标名称不完整 · the name is broken off"
NAME_POINTS_BACK = "指标名称以“这”“该”指前文 · the name points back by 这 or 该"
CAPACITY = "或为项目名称里的规模 · may be the size in the name of a project"
SHORT_NAME = "指标名称过短 · metric named in very few characters"

_OF_ITS_TIME = (OVER_SEVERAL_YEARS, WITHIN_YEARS, OF_ONE_YEAR, UNRESOLVED)
_CAME_FROM = re.compile("[由从][^，。；]*$")
# 临港开发区完成贸易额3亿元; 省级开发区 and 开发区建设 are none by themselves
_ZONE = re.compile(
    "(?:^|[，。；：　\n])[^，。；：、级各0-9\n]{0,8}?(?P<zone>开发区|高新区|经开区|示范区|(?<![城地市])新区|综保区)(?=完成|实现|新增|新建|建成|引进|累计|共|现有|工业|规[模上]|[^，。；、]{0,4}(?:总[产额]|产值|增加值|收入))[^，。；：]*$"
)
_ZONE_OPENS = re.compile(
    "[^，。；：、级各0-9\n]{2,8}(?P<zone>开发区|高新区|经开区|综保区)(?:完成|实现|新增|新建|建成|引进|累计)[^，。；]*[0-9]"
)
# 按照“以水定茶”原则，…
_PRINCIPLE = re.compile(
    "(?:按照?|坚持|遵循|秉持|践行|落实|贯彻|围绕)[^，。；“”]{0,6}“[^“”。；]{3,16}”的?(?:发展|工作|治理)?(?:原则|方针|思路|要求|理念)"
)
# 净增企业各, 下同）产值: words that were torn from others; 高标准农田是指每亩产量: a definition
_BROKEN_BEGINNING = re.compile(
    "(?:比|较)(?:[上去前往]年|同期|计划|年初|过去|以前|[0-9])|(?:最高峰?|最低|最多|最少|高峰期?|峰值)$|(?:上季度|上月|前一[日天月年]|前日|昨日)|(?:规模|限额|规上)以[上下]$|占(?![地用补道])|到(?![位港岸期站访货校户账])|[量率额](?![化子身先产入])|[^一-鿿A-Za-z0-9Ⅰ-Ⅻ“《（ⅰ-ⅻ]|(?:占|居)?全[国省市县区州]$|级(?![别数])|好全|抓的|打通[市城]区$|（类）|(?:[^，]{0,6}达到|(?:提高|增加|上升|达)到)[每人][人均户]$"
)
_BROKEN_WITHIN = re.compile(
    "是指|转为[盈亏]|扭亏|由[盈亏]|”指|指的是|力争达到|力争比|要达到|要比|目标是|[是着]我[国省市县区们]|包括成?|达到每人|提高到人均|[一两二三四]个台阶|排名全|达到(?:[^标]{2,10}(?:面积|投入|总[量额数]))$|[市省县]政府把"
)
_BROKEN_END = re.compile(
    "(?=[一与为于人从以分到前升县及各合和国对市形成把持提改整每由的盖省给让较过])"
    "(?:(?<=[一-鿿])为?每[日天年月]"
    "|各|(?<!应)对|(?<!收)[让给]|把|(?<![可难])以|于|和|及|与|的占比?|人均占|分别|[成整合改升]为|(?<!通)过|[到盖于]全[国省市县区州]|一批(?:总?投资|(?:年|主营)?(?:业务|销售)?收入|产值)"
    "|(?<![目空])前|提前|[由从](?:最[高低]|年初|[^，、]{0,4}初期)|由|较[^，、]{1,8}[末初]|(?<=[一-鿿])(?:国家|省|市|县)级|(?<!可)持续|分别新增|(?<!加[速快])形成(?:一批)?|[给]予)$"
)
_MEASURED = "收入|产值|增加值|总额|总值|产量|投资|支出|余额|利润|利税|税收|贷款|存款|率|面积|价格"
_SEVERAL_MEASURED = re.compile(f"(?:{_MEASURED})(?:、|和|与|及)[^、占]*(?:{_MEASURED})$")  # 茶叶产量和茶叶产值均增长8%
# 门卫老余头说，…; 据介绍 and 统计显示 are nobody's words
_HEARD = re.compile(
    "(?:(?<![来据比如俗之简统号所名职话再么])说|(?<![来所演宣])讲|(?:(?<!据)(?<!自我)介绍|表示|告诉[^，。；：“”]{1,12}|透露|坦言|认为|回应|否认|反映)说?|(?<![俗之简统号所名职])称|(?<![报应回])答)(?:道)?[，：]|处(?:了解到|获悉|得知)|(?:报出|算账|算起|晒出|道出|说出|谈起|聊起|说起|分享)[^，。；：“”]{0,12}：|(?<!依)据[^，。；：“”]{4,30}[长任记员授师][一-鿿]{2,3}，"
)
_FIRST_PERSON = re.compile("我们|[俺咱]|(?<![自忘敌])我(?![国省市县区州镇乡村校院所局厅委部公军党])")
_PUBLISHED = ("公布的", "发布的", "通报的")
_DATA = ("数据", "数字")
_DATA_OF = re.compile("(?:(?:[局委部办院厅会署]|中心|部门)(?:公布|发布|给出|通报)?的|^)(?:统计)?(?:数据|数字)$")  # 省统计局的数据是4200人
_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"))
_PAIRED = frozenset("（）“”《》")
_BACK = re.compile("[这该此](?=[家座个项条所位名处片块款批一])|该(?=[一-鿿])")
# 青石纸业年产5万吨纸浆项目, 新建2万千瓦发电机组: how large what is named is
_YEARLY_OUTPUT = re.compile("[年日][产加处][工理]?$")
_SIZED = re.compile(
    "级?(?:以[上下])?的?(?!以|左右|，)[^，。；、0-9“”（）]{0,16}?(?:项目(?!建设|资金)|生产线|装置|机组(?!装)|基地|扩能|技改)"
)
_UNLISTED = re.compile(
    "[一-鿿][^\\W城都县市地级个大小中各全本省]市|[一-鿿][^\\W县各个全本城郊省市强级困大小]县(?!级|域|城)"
)  # 松岗市进出口总额, and no list has 松岗市
_OPEN = re.compile("(?<![高中初平同均])等$")
_TOTALS = re.compile("共|累计|总计|合计|总数|截[至止]|[此这本]次|灾害|洪灾|事故|据统计|各[地县镇乡村]")
_TOGETHER = re.compile("[^，。；：“”]{0,2}?(?:均|都|共同|一致|一起|异口同声|先后|同时)")
_UP_TO = re.compile("^[到至](?=.*年)|前$")  # 到2025年, 2025年底前
_TWO_YEARS = re.compile("[0-9]年.*[0-9]年")
_OF_IT = re.compile("的[^，。；]{0,12}?[0-9][^。]*?[，；]")  # 2015年的茶园为3万亩，建成茶厂12座
_AND = re.compile("[和与、及][^，。；：“”]{0,16}$")
# 全村 where no village was named, 县教育局 where no county was
_LOCAL = Cued(
    "(?=[全本该我咱俺市县区镇乡])(?:(?:(?<![安健齐完])全|[本该]|[我咱俺]们?)(?P<level>[市县区旗镇乡村]|(?<=[本该我])省|街道|社区)(?![长委区民级政局域容场分])|"
    "(?<![一-鿿])(?P<body>[市县区镇乡])(?=委|政府|长[一-鿿]|[一-鿿]{1,6}局))",
    cue="全|本|该|我|咱|俺|" + "|".join(f"{level}(?<![一-鿿]{level})" for level in "市县区镇乡"),
    reach=0,
)
_LEVELS = {
    "市": "prefecture", "县": "county", "区": "county", "旗": "county", "镇": "town", "乡": "town", "街道": "town",
    "省": "province", "村": "village", "社区": "village",
}  # fmt: skip
_WIDER = ("country", "province", "prefecture", "county", "town", "village", "spot")
_COMPARED = re.compile(f"(?:{ABOVE}|{BELOW}|[占居超比较])$")
_RANKED = re.compile("第|前列|首|平均|之首|最|唯一")
_BY_ONE_WORD = re.compile("[、和与][一-鿿]{2,3}[两二三四五六]个?(?:[市区州旗]|县(?!级)|[镇乡])(?![级域])")  # 青石、白水两区新建水厂3座
_SMALL = ("prefecture", "county", "town", "village", "spot")
# amounts and shares change by the day; a count of what stands there does not
_DATED_UNITS = ("元", "%", "百分点", "‰", "", "亩", "公顷", "公斤", "斤", "吨", "千瓦时", "度")
_CLAUSE_END = re.compile("[，。；：]|年可[谓比能]")
_SHORT = 2
# 覆盖率达99%: of what, no word says; 城镇化率 and 就业率 say it themselves
_RATE_OF_WHAT = re.compile(
    "(?:按期|按时|最终|平均|综合|整体|总体|实际|首次|安全|抽检|检测)?(?:满意|办结|开工|覆盖|合格|达标|完成|化解|办复|交付|答复|解决|回复|落实|整改|使用|利用|入住|入驻|到位|发放|成活|成功|普及|执行|兑现|处理|处置|治理|参与|知晓|改造|响应|签约|履约|转化|投产|投用|竣工|验收|通过|优良|优秀|优质|回收|公开|破案|结案|审结|配备|服务|保障|管理|提速|公办|普惠|审批)率|满意度|占比|比重"
)
_NO_SIZE = ("%", "‰", "元", "", "个", "项", "倍")
_SHARED = ("%", "‰", "百分点", "元", "", "倍")
_ENDS = re.compile("[^一-鿿]|以[上下]|左右|的?(?:规模|能力|水平)")
# 2个县财政自给率不足20%: a figure of each, and what is counted has no name of its own
_SEVERAL = re.compile("[0-9一二两三四五六七八九十百余多几][余多]?[个家户名所项条座]$")
_TO_EACH = re.compile("每个?(?:村|社区|乡镇|镇|乡|县|校|园区)(?!年)[^，。；0-9]{0,8}$")  # 每个村配备1名技术员
_FOR_EACH = re.compile("每(?![年月日天季])[^，。；0-9]{0,4}(?P<one>1[^，。；0-9]{1,8})?$")  # 每生产1吨纸节水20吨
_BOUNDED = re.compile("[^，。；]{0,6}?(?:超过?|突破|不足|不到|低于|高于|少于|大于|小于|达到?)[约近]?[0-9]")
_RATE_NAMED = re.compile(
    "[一-鿿]{2,20}(?:率|占比|比例|指数|满意度|住院日)[达均为到都已超过]{0,3}$"
)  # 20个村厕所普及率达95%: no rate is counted


def doubted(
    claims: Sequence[Claim], layout: Layout, head: Head, places: Sequence[Role[Place]], programmes: Sequence[Role[Concept]]
) -> tuple[Claim, ...]:
    """The claims with what is doubtful about them; ``places`` and ``programmes`` are all mentions, in the order of the text."""
    judge = _Doubting(layout, head, places, programmes)
    return tuple(_with(claim, tuple(judge.doubts(claim))) for claim in claims)


def _with(claim: Claim, doubts: tuple[str, ...]) -> Claim:
    found = (*claim.doubts, *doubts)
    return replace(claim, doubts=found, confidence="doubtful") if found else claim


def _is_broken(name: str) -> bool:
    """Whether words that name a metric were torn from others, or define it."""
    return bool(
        _BROKEN_BEGINNING.match(name)
        or _BROKEN_WITHIN.search(name)
        or _BROKEN_END.search(name)
        or BOUND_ALONE.fullmatch(name)  # 超500亿元的18个: a bound on what
        or (not _PAIRED.isdisjoint(name) and any(name.count(opening) != name.count(closing) for opening, closing in _PAIRS))
    )


class _Doubting:
    """The doubts of one document's claims."""

    def __init__(self, layout: Layout, head: Head, places: Sequence[Role[Place]], programmes: Sequence[Role[Concept]]) -> None:
        self.layout = layout
        self._local = (-1, -1)
        self.block_starts = [block.start for block in layout.blocks]
        self.walks = head.genre not in REPORTS  # a report speaks of one place; a feature walks from place to place
        self.governs = head.genre == "government_work_report"  # its programmes run on; an analysis names one where it counts it
        self.published = head.published.value if head.published else None
        self.undated = head.published is None  # 今年 and 目前 are of nobody knows when
        self.home = head.home_place.value.name if head.home_place else None
        self.home_span = head.home_place.span if head.home_place else None
        self.given = bool(head.home_place and head.home_place.origin == "metadata")
        self.places = _Mentions([role for role in places if role.span and role.value.kind in _SMALL and role.value.name != self.home])
        # that a project was opened says nothing of what follows
        self.programmes = _Mentions(
            [
                role
                for role in programmes
                if role.span and not (self.governs and (OPENED.match(layout.text, role.span.end) or is_site(layout.text, role)))
                if not is_loan(layout.text, role)
            ]
        )

    def doubts(self, claim: Claim) -> Iterator[str]:
        """What is doubtful about this claim, a phenomenon each."""
        if claim.rule == "table":
            yield from self._of_cell(claim)
            return
        sentence = self.layout.sentences[self.layout.sentence_at(claim.number.start)]
        yield from self._of_place(claim, sentence)
        dated = (claim.unit in _DATED_UNITS or claim.unit.startswith("元/")) and claim.voice != "direct"
        if claim.kind == "actual" and claim.period and self._ahead(claim.period.value.end):
            yield PERIOD_AHEAD
        if claim.period is None and (self.undated or (dated and (self.walks or self._unheeded(claim)))):
            yield NO_PERIOD
        if self.undated and claim.kind == "actual" and claim.period and claim.period.span and _UP_TO.search(claim.period.span.quote):
            yield MAYBE_TO_COME
        if self._dates_another(claim):
            yield PERIOD_OF_ONE
        if self._summed_since(claim):
            yield SUM_SINCE
        yield from self._of_programme(claim, sentence)
        if claim.speaker and claim.speaker.span and not claim.speaker.origin and SEVERAL_SPEAK not in claim.doubts:
            at = claim.speaker.span
            if _TOGETHER.match(self.layout.text, at.end) and _AND.search(self.layout.text, max(0, at.start - 24), at.start):
                yield SEVERAL_SPEAK
        if self._of_each(claim):
            yield OF_EACH
        if claim.metric.value.name.endswith("等") and _OPEN.search(claim.metric.value.name):
            yield NAME_OPEN
        if _RATE_OF_WHAT.fullmatch(claim.metric.value.name):
            yield SHORT_NAME
        if not claim.metric.value.iri:
            yield from self._of_name(claim)
        if self._in_a_name(claim):
            yield CAPACITY
        elif claim.measure == "level" and claim.unit != "%" and may_pick_out(self.layout.text, claim.number.start, claim.number.end):
            yield MAY_PICK_OUT
        if explains(self.layout.text, sentence.start, claim.number.start):
            yield EXPLAINS
        if claim.kind == "actual" and self._able(claim):
            yield ABLE
        named = claim.metric.span
        published = named and not claim.speaker and self.layout.text.endswith(_PUBLISHED, 0, named.start)
        if published or (claim.metric.value.name.endswith(_DATA) and _DATA_OF.search(claim.metric.value.name)):
            yield PUBLISHED_BY
        if claim.measure == "growth" and self._nominal_and_real(sentence):
            yield NOMINAL_OR_REAL
        if claim.voice == "own" and self._heard(claim, sentence):
            yield UNHEARD

    def _unheeded(self, claim: Claim) -> bool:
        """Whether an undated number of a report is neither doubtful for its time nor what something came from: 由11.1亿元增加到32.1亿元."""
        number = claim.number.start
        return not (
            any(doubt in claim.doubts for doubt in _OF_ITS_TIME) or _CAME_FROM.search(self.layout.text, max(0, number - 40), number)
        )

    def _ahead(self, end: str | None) -> bool:
        """Whether a month or day lies after the month of publication."""
        return bool(end and len(end) >= 7 and self.published and len(self.published) >= 7 and end[:7] > self.published[:7])

    def _nominal_and_real(self, sentence: Sentence) -> bool:
        return all(self.layout.text.find(word, sentence.start, sentence.end) >= 0 for word in ("名义", "实际"))

    def _of_name(self, claim: Claim) -> Iterator[str]:
        """What is doubtful about the words that name a metric the vocabulary has not."""
        name = claim.metric.value.name
        if _is_broken(name):
            yield NAME_BROKEN
        if _SEVERAL_MEASURED.search(name):
            yield SEVERAL_METRICS
        if _BACK.match(name):
            yield NAME_POINTS_BACK
        if len(name) <= _SHORT and not _RATE_OF_WHAT.fullmatch(name):
            yield SHORT_NAME
        if (unlisted := _UNLISTED.match(name)) and concept(name[unlisted.end() :]).iri:
            yield NOT_LISTED

    def _dates_another(self, claim: Claim) -> bool:
        """Whether the time of a claim dates a number or a founding of an earlier clause: 由2017年的3万亩增加到2022年的5万亩，新增企业120家."""
        time = claim.period.span if claim.period else None
        if time is None or claim.metric.origin or time.end >= claim.number.start or "年" not in time.quote or _TWO_YEARS.search(time.quote):
            return False
        text, number = self.layout.text, claim.number.start
        return bool(_OF_IT.match(text, time.end, number)) or is_of_founding(text, time, number)

    def _summed_since(self, claim: Claim) -> bool:
        """Whether a sum of nobody knows how many years has the one year of its section: 累计完成投资600亿元."""
        period = claim.period
        if not (period and period.origin and period.value.start == period.value.end):
            return False
        number = claim.number.start
        at = self.layout.text.rfind("累计", max(0, number - 24), number)
        return at >= 0 and not _CLAUSE_END.search(self.layout.text, at, number)

    def _able(self, claim: Claim) -> bool:
        """Whether the clause says what something can bring in a year: 每年可发电7亿千瓦时."""
        text, number = self.layout.text, claim.number.start
        at = max(text.rfind(words, max(0, number - 24), number) for words in ("年可", "可年", "可每年"))
        return at >= 0 and not _CLAUSE_END.search(text, at, number)

    def _heard(self, claim: Claim, sentence: Sentence) -> bool:
        """Whether the sentence of a claim that is nobody's says before the number that somebody speaks, or whole sentences are quoted there."""
        text, number = self.layout.text, claim.number.start
        if _HEARD.search(text, sentence.start, number) or (self.walks and _FIRST_PERSON.search(text, sentence.start, number)):
            return True
        block = self.layout.blocks[sentence.block]
        opened = text.rfind("“", block.start, number)
        closed = text.find("”", max(opened, block.start), block.end) if opened >= 0 else -1
        return closed > number and text[closed - 1] in "。！？…"

    def _in_a_name(self, claim: Claim) -> bool:
        """Whether an amount behind its metric may tell how large something is that is named behind it."""
        named, text = claim.metric.span, self.layout.text
        if named is None or claim.metric.origin or claim.measure != "level" or claim.unit in _NO_SIZE or named.end > claim.number.start:
            return False
        at = claim.number.end
        yearly = _YEARLY_OUTPUT.search(claim.metric.value.name) and not _ENDS.match(text, at)
        return bool(yearly or _SIZED.match(text, at))

    def _of_each(self, claim: Claim) -> bool:
        """Whether a figure is told of each of several that are counted right before its name, or counts them by that name."""
        named, text = claim.metric.span, self.layout.text
        if named is None or claim.metric.origin:
            return False
        if (
            claim.measure == "level"
            and claim.unit not in _SHARED
            and _TO_EACH.search(text, max(0, claim.number.start - 14), claim.number.start)
        ):
            return True
        each = _FOR_EACH.search(text, max(0, claim.number.start - 14), claim.number.start)
        if each and (each["one"] or claim.value == 1):
            return True
        if claim.number.start >= named.end:
            return bool(_SEVERAL.search(text, max(0, named.start - 4), named.start))
        if claim.number.end != named.start:
            return False
        rate = claim.unit not in _SHARED and _RATE_NAMED.fullmatch(claim.metric.value.name)
        return bool(rate or _BOUNDED.match(text, named.end))

    def _of_cell(self, claim: Claim) -> Iterator[str]:
        """A figure in a table: row, column and caption name its roles, or nothing does."""
        if claim.place is None:
            yield NO_PLACE
        elif claim.place.origin == "document" and any(role.value.name != claim.place.value.name for role in self.places.roles):
            yield PLACE_INHERITED
        if claim.period is None:
            yield NO_PERIOD

    def _of_place(self, claim: Claim, sentence: Sentence) -> Iterator[str]:
        if claim.place is None:
            yield NO_PLACE
        elif self._elsewhere(claim, sentence):
            yield PLACE_UNKNOWN
        elif self._several_bear(claim.place.value):
            yield PLACE_AMBIGUOUS
        elif self._together(claim, sentence):
            yield PLACE_AMONG_SEVERAL
        elif self._of_zone(claim, sentence):
            yield PLACE_OF_ZONE
        elif not self.walks:
            return
        elif claim.place.origin not in ("", "paragraph"):
            if any(role.value.name != claim.place.value.name for role in self.places.roles) and self._guessed(claim, claim.place):
                yield PLACE_INHERITED
        elif claim.place.origin == "paragraph" and claim.place.value.name != self.home and self._totals(claim, sentence):
            yield PLACE_OF_ONE
        else:
            before = self._before(self.places, claim) if claim.place.origin else self._beside(self.places, claim, sentence)
            if any(role.value.name != claim.place.value.name for role in before):
                yield PLACE_AMONG_SEVERAL

    def _guessed(self, claim: Claim, place: Role[Place]) -> bool:
        """Whether little speaks for a place that a feature did not name nearby: home, where that is wider than a county or but one town of several; a scene
        nobody speaks in; the town or village that a scene or a title set; the city in a title."""
        kind = place.value.kind
        if place.origin == "metadata" or (place.span and place.span == self.home_span):
            return kind not in ("county", "zone")
        if place.value.name == self.home:
            return False
        if place.origin == "sentence":
            return kind in ("country", "province", "prefecture")
        return claim.speaker is None or kind in ("town", "village")

    def _of_zone(self, claim: Claim, sentence: Sentence) -> bool:
        """Whether the clause of a number is about a development zone, which is no place of a list: the number may be the zone's alone."""
        text, number = self.layout.text, claim.number.start
        begin = max(sentence.start - 1, number - 40, 0)
        said = _ZONE.search(text, begin, number) if text.find("区", begin, number) >= 0 else None
        at = claim.place.span if claim.place and not claim.place.origin else None
        if said is None and at is None and (opens := _ZONE_OPENS.match(text, sentence.start)):
            said = opens  # 临港经开区实现收入3亿元；引进项目9个
        return said is not None and not (at and at.end == said.end("zone"))  # 兰州新区 is listed

    def _together(self, claim: Claim, sentence: Sentence) -> bool:
        """Whether the sentence names several places by one word before the number, or side by side, none of which the claim was told apart for."""
        text, place = self.layout.text, claim.place
        if place and place.span and not place.origin and self._side_by_side(place.span):
            return "分别" not in text[sentence.start : claim.number.start]
        if place and place.origin and self.walks and self._row_before(sentence):
            return True
        said = _BY_ONE_WORD.search(text, sentence.start, claim.number.start)
        told = place and place.span and not place.origin and "分别" in text[sentence.start : claim.number.start]
        return said is not None and not (told or (place and place.span and not place.origin and place.span.start > said.end()))

    def _row_before(self, sentence: Sentence) -> bool:
        """Whether the sentence before, of the same paragraph, is about places side by side: 淇县、浚县同抓绿化。新建水厂3座."""
        index = self.layout.sentence_at(sentence.start) - 1
        before = self.layout.sentences[index] if index >= 0 else None
        if before is None or before.block != sentence.block:
            return False
        return any(role.span and self._side_by_side(role.span) for role in self.places.between(before.start, before.end))

    def _side_by_side(self, span: Span) -> bool:
        """Whether another place stands right before one, or home behind it: 淇县、浚县新建水厂3座."""
        text, home = self.layout.text, self.home
        if home and (
            text.endswith(tuple(home + mark for mark in "、和与及"), 0, span.start)
            or text.startswith(tuple(mark + home for mark in "、和与及"), span.end)
        ):
            return True
        before = self.places.between(span.start - 12, span.start)
        return any(role.span is not None and JOINED.fullmatch(self.layout.text, role.span.end, span.start) for role in before)

    def _several_bear(self, place: Place) -> bool:
        """Whether a place could be any of several of its name, and is not the one that was given."""
        given = self.given and place.name == self.home
        return place.code is None and not given and len(gazetteer().candidates(place.name)) > 1

    def _elsewhere(self, claim: Claim, sentence: Sentence) -> bool:
        """Whether the sentence says 全村, 全镇 or 全县 before the number and the claim has a place of another level."""
        text, place = self.layout.text, claim.place
        if claim.number.start <= self._first_local(sentence):
            return False
        said = [
            m
            for m in _LOCAL.finditer(text, sentence.start, claim.number.start)
            if not (_COMPARED.search(text, sentence.start, m.start()) or _RANKED.match(text, m.end()))
        ]
        if not said or place is None or (place.span and place.span.start > said[-1].start()):
            return False
        word = said[-1]["level"] or said[-1]["body"]
        kind, level = place.value.kind, _LEVELS[word]
        if kind == level or place.value.name.endswith(word):
            return False
        if level == "province":  # 我省, where no province was named
            return kind != "country"
        if _WIDER.index(kind) < _WIDER.index(level):
            return True
        return said[-1]["body"] is None and (level in ("town", "village") or (self.walks and place.origin not in ("", "paragraph")))

    def _first_local(self, sentence: Sentence) -> int:
        """Where a sentence may first say 全村 or 县教育局, its end where it nowhere does; looked for once for all its claims."""
        if self._local[0] != sentence.start:
            first = _LOCAL.earliest(self.layout.text, sentence.start, sentence.end)
            self._local = sentence.start, sentence.end if first is None else first
        return self._local[1]

    def _totals(self, claim: Claim, sentence: Sentence) -> bool:
        """Whether a sentence sums up, which may be for more than the place that an earlier one opens with."""
        return _TOTALS.search(self.layout.text, sentence.start, claim.number.start) is not None

    def _of_programme(self, claim: Claim, sentence: Sentence) -> Iterator[str]:
        credited = {role.value.name for role in claim.programmes}
        near = any(role.value.name not in credited for role in self._before(self.programmes, claim))
        if claim.programmes:
            origin = claim.programmes[0].origin
            if self.walks and not near and origin not in ("document", "paragraph"):
                yield PROGRAMME_INHERITED
            elif self._within_another(claim, sentence):
                yield WITHIN_ANOTHER
            elif origin == "paragraph" and self._beside_another(claim, sentence, credited):
                yield PROGRAMME_NEAR
            elif origin == "sentence" and (why := unclear(self.layout.text, claim.programmes[0])):
                yield why
        elif self.walks and self._by_a_principle(claim, sentence):
            yield BY_A_PRINCIPLE
        elif self.walks and claim.kind == "target":
            yield TARGET_ALONE
        elif self._beside(self.programmes, claim, sentence) and (self.walks or (self.governs and claim.kind == "actual")):
            yield PROGRAMME_NEAR

    def _beside_another(self, claim: Claim, sentence: Sentence, credited: set[str]) -> bool:
        """Whether the sentence of the claim names another programme before its number than the one that heads the paragraph."""
        return any(role.value.name not in credited for role in self._beside(self.programmes, claim, sentence))

    def _within_another(self, claim: Claim, sentence: Sentence) -> bool:
        """Whether another programme begins the sentence of the claim: “双修双补”有序推进，改造老旧小区12个."""
        opening = self.programmes.between(sentence.start, min(sentence.start + 2, claim.number.start + 1))
        if not opening:
            return False
        first = opening[0].value
        return not any(first == role.value or (first.iri and first.iri == role.value.iri) for role in claim.programmes)

    def _by_a_principle(self, claim: Claim, sentence: Sentence) -> bool:
        """Whether the sentence says before the number by which quoted principle it was done: 按照“以水定茶”原则，…."""
        return _PRINCIPLE.search(self.layout.text, sentence.start, claim.number.start) is not None

    def _beside(self, mentions: "_Mentions", claim: Claim, sentence: Sentence) -> Sequence[Role[Any]]:
        """The mentions in the sentence of the claim that stand before its number; those of earlier sentences hardly ever are what it is about."""
        return mentions.between(sentence.start, claim.number.start)

    def _before(self, mentions: "_Mentions", claim: Claim) -> Sequence[Role[Any]]:
        """The mentions in the paragraph of the claim that stand before its number."""
        block = self.layout.blocks[bisect_right(self.block_starts, claim.number.start) - 1]
        return mentions.between(block.start, claim.number.start)


class _Mentions:
    """Mentions in the order of the text, looked up by where they begin."""

    def __init__(self, roles: Sequence[Role[Any]]) -> None:
        self.roles = roles
        self._starts = [role.span.start if role.span else -1 for role in roles]

    def between(self, start: int, stop: int) -> Sequence[Role[Any]]:
        return self.roles[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]
