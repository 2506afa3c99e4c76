"""When what a number states holds: the time in its clause or sentence, the topic of its passage, or the period of its section."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.claims.sections import Section
from kg.claims.spoken import CLAUSE
from kg.model import Measure, Period, Role, Span
from kg.periods import Time, year_of
from kg.sentences import Block

# what is there at a moment, against what happens over a stretch of time
_FLOW = re.compile(
    r"产量|出栏|总产|增加值|产值|收入|支出|投资|销售|新增|进出口|产出|经费|生产总值|GDP|利润|税收|接待|成交额|交易额|零售总?额|吞吐量|产业(?:结构|比例)|第[一二三]产业|天数(?![率占])|经济总量"
)
_STATE = re.compile(r"率$|水平$|指数$|强度$|比重|比例|存栏|余额|保有量|总量|人口$|景区|里程|面积$|拥有|占比|绿地|总数|密度")
_REACHED = re.compile(
    r"达(?!标|成)|突破|超(?:过|(?=[0-9]))|接近|逾(?=[0-9])|(?:提高|提升|增加|上升|下降|减少|扩大|缩小|发展|增长|壮大)[到至为]|降[到至]|增[到至]|升[到至]|(?:调整|优化)[到为]|是[^，。；期]{2,12}的[0-9.]+倍"
)
# how many there are at last, and what comes together over the years: 名牌产品达到123个; 投入达500亿元
_COUNTED = re.compile(r"(?:达到?|突破|超过?|接近|逾|到|至)[约近超]*\s*[0-9.,]+[余多]?[万亿]{0,2}[余多]?(?!以[上下内])[一-鿿㎡]")
_SUMMED = re.compile(r"累计|新增|净增|投资|投入|支出|资金|外资|引进|发放|转移|培训|争取|减免|减税|招引|连续|年均|每年|共[0-9]|总计|完成")
_CHANGED = re.compile(r"[由从][^，。；]*[0-9][^，。；]*[到至为成][^，。；]{0,4}[0-9]")
# 一季度，……。工业投资增长8.5%: a rate told without a time is of the time that the figures before it are of
_STATISTIC = re.compile(r"[同环]比|[比较][上去]年|(?:增长|下降|上升|回落|提高)(?:了)?[约近超]?[0-9.]+(?:[%％]|个百分点)")
_HELD = re.compile("(?:举行|举办|召开|开展|启动|组织|印发|下发|出台|发布)了?$")
_HELD_EVENT = re.compile("[^，。；0-9]{2,18}?(?:活动|仪式|[大会年]会|会议|推介会|招聘会|方案|要点|清单)[^，。；0-9]{0,6}[，。；]")
_GREW_YEARLY = re.compile(r"[^，。；]{0,12}，(?:五年)?年均(?:分别)?(?:增长|提高|递增|增幅)")
_NOW = ("目前", "当前", "如今", "现在", "眼下", "现有", "现已")
_UNTOLD = ("近年", "近些年", "多年", "长期", "近期", "日前", "近日", "最近", "历年", "往年", "常年")  # vague whatever the date
_EVENT = re.compile(r"[^。]{0,24}?(?:遭遇|发生|出现|爆发|遭受|经历|迎来|袭击)[^。]{0,16}?(?:灾|雨|洪|震|疫情|台风|事故|寒潮|雪|旱)")
_DAMAGE = re.compile(
    r"受灾|倒塌|坍塌|损坏|损毁|受损|损失|中断|断电|停运|停电|停产|受到影响|水毁|被淹|减产|绝收|洪水|洪峰|洪量|降雨|降水|死亡|遇难|失踪|受伤|失联|地质灾害|决口|被困|灾害|震|确诊|病例"
)
_BEGUN = re.compile(
    "[^，。；]{0,8}?(?:投入使用|启用|投用|开业|成立|开工|动工|启动|投产|运营|实施|揭牌|入驻)[^，。；]{0,6}，(?:[^。；]*，)?(?:现|目前)?已"
)
# 2019年3月开工，概算投资12亿元; 始建于1996年，全长320米: what something is, whenever it was begun
_FOUNDED = re.compile(
    "[^，。；、0-9]{0,10}?(?:开工|动工|奠基|立项|成立|创办|开业|投产|投用|建成|落成|启动(?:建设)?|开通|通车|运行|上线|投入使用|投入运营)(?:建设|投产|投用|使用|运营)?(?:的[^，。；、0-9]{1,8})?，"
)
_FOUNDED_IN = re.compile("(?:建|成立|创办|创建|建成|开业|开工|动工|投用|投产|落成)于$")
_OF_ITS_OWN = re.compile(
    "^(?:概算|估算|计划|规划|设计)?总?投资额?$|概算|占地|库容|全长|产能|能力|规模|装机|设计|规划|建筑面积|总面积|床位|座位"
)
_SO_FAR = re.compile("[^0-9]{0,8}累计")
_COUNT = re.compile("[0-9][^。]*，")
_OF_A_YEAR = re.compile("同比|环比|[比较高低快慢于超]过?[上去]年|上年同期")
UNRESOLVED = "说了时间，却无从推算是何时 · a time is told that nothing lets resolve"
OF_ONE_YEAR = "与上年相比，承前的时段却有多年 · compared with the year before, where the period has several"
_ONGOING = ("以来", "至今", "起", "开始", "以后", "之后")  # up to the day of the document
_THROUGH = re.compile("[0-9年][到至—~～－-]")
_SETS_TIME = re.compile("(?:^|[^一-鿿]|[到至于在从自由]|提出|明确|要求|确定|规划|全[省市县区]|即|力争|确保|争取|预计|计划|展望|面向|要)$")
_AT_IT = re.compile("[“　]*(?:(?:会展|展会|展览会?|博览会|交易会|赛事|比赛|活动)(?:上|中|期间|当天)|其间|期间|当[天日])，")
_VERB_ALONE = re.compile("[^，。；：0-9]{0,16}[说称道示绍出调为露言诉析忆][，：]?“?")  # between when something was told and what was
_TOLD = re.compile("获悉|了解到|得知|(?:发布|公布|通报)[^，。；]{0,8}(?:数据|消息|公报|报告|情况)")
_SEASONS = ("春", "夏", "秋", "冬")
_RATES = ("率", "比重", "占比", "强度", "指数")
_TOTALS = ("总量", "总数")
_STOCKS = ("余额", "存款", "存栏", "保有量", "里程", "常住人口", "户籍人口", "总人口")  # there at the end, whatever is said of it
_ITEM_REACHED = re.compile("、(?:达到?|总数达?)$")  # 新增景区6家、达到9家
_OF_A_TERM = re.compile("上一?个?五年|上[一届]?届")  # 是上一个五年的2.7倍: of these five years
_AT_LAST = ("余额", "总数", "总量", "保有量")
_CAME_TO_BE = re.compile(
    "(?=[升发增扩累降])(?:(?:增|扩|升|降)至|(?:增加|发展|增长|扩大)到|累计(?:建成|建立|建设|设立|创建|培育|发展|获批|获评|认定|入选|拥有|推进)(?!投))"
)
_THERE = re.compile("(?:已|现|拥)有")
_PERCENT = re.compile("[0-9.]+[%％]")
_AVERAGED = re.compile("年?平?均(?=[增提递下])")
_IN_A_ROW = re.compile("(?:已经?)?连续")
_SO_MANY_YEARS = re.compile("[0-9两二三四五六七八九十]+年")
_BESIDE = 8  # characters beside the date of a heading
_END_OF_YEAR = re.compile(r"年?[底末]$")


def outlasts(period: Period, base: str) -> bool:
    """Whether a period is longer than what is compared with: 五年来…，粮食产量比上年增长3% is not of the five years.

    >>> outlasts(Period("2018", "2022"), "比上年"), outlasts(Period("2018", "2022"), "比2015年"), outlasts(Period("2022", "2022"), "比上年")
    (True, False, False)
    """
    years = int(period.end[:4]) - int(period.start[:4]) if period.start and period.end else 0
    return years > 1 and _OF_A_YEAR.search(base) is not None


def before_change(period: Role[Period], stock: bool = False) -> Role[Period] | None:
    """When it was what it came from, for a change within ``period``: the year before the years under review, the first of those it went through;
    what is there, a ``stock``, at the end of that year.

    >>> review = Role(Period("2016", "2020"), Span(0, 7, "“十三五”时期"))
    >>> before_change(review).value, before_change(Role(Period("2020", "2020"), None)) is None
    (Period(start='2015', end='2015'), True)
    """
    start, end = period.value.start, period.value.end
    words = period.span.quote if period.span else ""
    if not start or start == end or words.endswith(_ONGOING):
        return None  # 去年由4260元提高到5040元 does not say when it was 4260
    if not end or len(start) != 4 or len(end) != 4:
        return period  # two days in which it rose hold both
    year = start if _THROUGH.search(words) else str(int(start) - 1)
    return replace(period, value=Period(None if stock else year, year))


def is_of_founding(text: str, time: Time | Span, number: int) -> bool:
    """Whether a time only says when that was begun or built of which the number at ``number`` is told.

    >>> text = "水库2019年3月开工，总投资3亿元。"
    >>> is_of_founding(text, Span.at(text, 2, 9), 15)
    True
    """
    if text.find("，", time.end, number) < 0:
        return False
    return bool(_FOUNDED.match(text, time.end, number) or _FOUNDED_IN.search(text, max(0, time.start - 3), time.start))


class Dating:
    """Assigns periods while the sentences of a document go by, in order.

    ``running`` genres (reports, statistical analyses) keep the time a passage opens with until the next one; in the others
    a time reaches to the end of its sentence; a state (截至8月8日), a time yet to come and one that opens a speaker's words reach
    to the end of the paragraph, and any that opens a sentence to the sentences behind it that tell of rates. What is damaged without a date
    was damaged by the disaster the document opens with.
    """

    def __init__(self, text: str, running: bool, year: int | None) -> None:
        self.text = text
        self.year = year
        self.running = running
        self.topic: Time | None = None
        self.before: Time | None = None
        self.block = -1
        self.statement: tuple[int, int] | None = None
        self.event: Time | None = None
        self.reported: Time | None = None
        self.heading: Time | None = None

    def enter(self, block: int, statement: tuple[int, int] | None) -> None:
        """A sentence begins in this block, within the words of this statement."""
        if block != self.block or statement != self.statement:
            self.topic = None
        if block != self.block:
            self.before = self.reported = None
        self.block, self.statement = block, statement

    def head(self, block: Block, times: Sequence[Time]) -> None:
        """A heading that is a date dates what stands under it, up to the next: 2020年1月20日 年廿六."""
        if (
            not self.running
            and len(times) == 1
            and times[0].kind == "date"
            and (block.end - block.start) - (times[0].end - times[0].start) <= _BESIDE
        ):
            self.heading = times[0]

    @property
    def day(self) -> str | None:
        """The date of the heading over a sentence."""
        period = self.heading.period if self.heading else None
        return period.end if period and len(period.end or "") == 10 else None

    @property
    def year_before(self) -> int | None:
        """The year that the paragraph named last; 全年 names none."""
        return year_of(self.before) if self.before and self.text[self.before.start : self.before.end] != "全年" else None

    def _dates(self, time: Time, start: int) -> bool:
        """Whether a time of the sentence from ``start`` says when it holds: neither what it came from (由7月下降2%转为增长3%) nor years in a row."""
        came_from = time.start > start and self.text[time.start - 1] in "由从"
        return time.period is not None and time.kind != "comparison" and not came_from and not _IN_A_ROW.match(self.text, time.start)

    def leave(self, start: int, times: list[Time]) -> None:
        """A sentence ends: what of its times reaches on."""
        dated = [time for time in times if self._dates(time, start)]
        self.before = dated[-1] if dated else self.before
        for time in times:
            if time.kind == "comparison" or self._of_telling(time, time.end + 40):
                continue
            opening = time.start - start <= 12
            if self.event is None and time.kind in ("span", "date") and time.period and _EVENT.match(self.text, time.end, time.end + 60):
                self.event = time
            if opening and time.period and time.kind in ("year", "span", "duration", "date"):
                parted = self.text.startswith("，", time.end)
                month = time.kind == "date" and len(time.period.end or "") == 7
                years = time.kind == "duration" and _SO_MANY_YEARS.match(self.text, time.start)
                passing = self.running and not (years or month)  # 党的十八大以来 in a report of a year
                self.reported = time if parted and not passing else self.reported
            if (
                (time.kind == "state" and time.period and self.text.startswith(("截至", "截止"), time.start))
                or (
                    self.running
                    and opening
                    and time.period
                    and time.kind in ("year", "span", "duration")
                    and self.text.startswith("，", time.end)
                )
                or (opening and time.period and (self.statement or self._later(time)) and self.text.startswith("，", time.end))
            ):
                self.topic = time

    def period(
        self, number: int, since: int, times: list[Time], section: Section | None, metric: str, measure: Measure, phrase: str
    ) -> Role[Period] | None:
        """The period of the number at ``number``, from the times of its sentence from ``since`` on; ``phrase`` is its clause."""
        near = [
            t
            for t in times
            if t.kind not in ("comparison", "task")
            and since <= t.start
            and t.end <= number
            and self._reaches(t, since, number)
            and not self._of_telling(t, number)
            and not (_OF_ITS_OWN.search(metric) and is_of_founding(self.text, t, number))
        ]
        near = [t for t in near if t is near[0] or not self._names_an_event(t)]
        if near and near[-1].kind == "year" and near[-1].period is None:  # 当年 of which year
            if any(time.period for time in near):
                return None
            near = []
        if section:
            near = [self._within(time, section) for time in self._of_year(near, section)]
        if section and section.ahead:  # 五年累计投资12亿元 is of the years to come
            near = [t for t in near if not (t.kind == "duration" and _SO_MANY_YEARS.fullmatch(self.text, t.start, t.end))]
        task = next((t for t in times if t.kind == "task" and t.start < number and number - t.end < 40), None)
        if task and not near and section is None:
            return Role(task.period, Span.at(self.text, task.start, task.end)) if task.period else None
        if near:
            time = near[-1]
            if section and section.period and section.period.value.start is None and self.text.startswith(("现", *_NOW), time.start):
                return section.period  # a bulletin that tells up to a day has that day for its present
            if time.kind == "vague" or time.period is None:
                if self._needs_date(time):
                    return None  # 2012年成立，今年新增80户: no earlier one
                dated = [t for t in near if t.period and number - t.end < 30]
                if not dated:
                    return (
                        None
                        if not (section and time.period is None and time.kind != "vague")
                        else self._of_section(section, metric, measure, phrase, number)
                    )
                time = dated[-1]
            return self._at(time, metric, measure, "" if number - time.end < 30 else "sentence", phrase, number)
        if self.before and self._goes_on(self.before, since):
            return self._at(self.before, metric, measure, "paragraph", phrase, number)
        if self.topic is None and self.event and (_DAMAGE.search(phrase) or _DAMAGE.search(metric)):
            return Role(self.event.period, Span.at(self.text, self.event.start, self.event.end), "document") if self.event.period else None
        if self.topic is not None and not self._outlives(self.topic, section):
            return self._at(self.topic, metric, measure, "paragraph", phrase, number)
        of_month = self.reported is not None and self.reported.kind == "date" and self.running
        if self.reported is not None and not (of_month and section) and _STATISTIC.search(self.text, since, self._sentence_end(number)):
            return self._at(self.reported, metric, measure, "paragraph", phrase, number)
        if self.heading is not None and self.heading.period and self.day:
            return Role(self.heading.period, Span.at(self.text, self.heading.start, self.heading.end), "heading")
        return self._of_section(section, metric, measure, phrase, number) if section else None

    def _sentence_end(self, number: int) -> int:
        end = self.text.find("。", number)
        return end if end >= 0 else len(self.text)

    def _of_year(self, times: list[Time], section: Section) -> list[Time]:
        """The times of a part of a report without those that only mean its year: 春季 and 全年, which overrules a month before it where the
        part is about one year (7月回升，全年下降0.8%), and is the last one where it reviews several."""
        last = section.period.value.end if section.period and not section.ahead else None
        year = section.period and section.period.value.start == section.period.value.end
        kept: list[Time] = []
        for time in times:
            words = self.text[time.start : time.end]
            if words == "全年" and not year and last and len(last) == 4 and not kept:
                kept.append(replace(time, period=Period(last, last), kind="year"))
            elif words == "全年":
                kept = [t for t in kept if not (year and t.period and max(len(t.period.start or ""), len(t.period.end or "")) > 4)]
            elif time.period or words[0] not in _SEASONS:
                kept.append(time)
        return kept

    def _within(self, time: Time, section: Section) -> Time:
        """A day or month without its year, in a part of a report about the year before the report's: it is of that year; 上年 is the one before it."""
        role, period = section.period, time.period
        last = role.value.end if role and role.value.start == role.value.end and not section.ahead else None
        if not (last and period and len(last) == 4):
            return time
        if self.text.startswith("上年", time.start) and not self.text.endswith(("超过", "超", "高于", "低于"), 0, time.start):
            year = str(int(last) - 1)
            return replace(time, period=Period(period.start and year + period.start[4:], period.end and year + period.end[4:]))
        told = time.kind == "date" and period.start and period.end and "年" not in self.text[time.start : time.end]
        if not (told and (period.end or "")[:4] == str(int(last) + 1)):
            return time
        return replace(time, period=Period(last + (period.start or "")[4:], last + (period.end or "")[4:]))

    def _goes_on(self, before: Time, since: int) -> bool:
        """Whether a sentence goes on about the time before it: its parts (其中…), its sum (2018年以来，… 。累计建成…), its events (会展上，…)."""
        if self.text.startswith(("其中", "同期，"), since):
            return True
        if not self.running and before.kind == "state" and self.text.startswith(_NOW, before.start):
            return self.text.find("已", since, since + 30) >= 0
        if before.kind in ("span", "duration") and not _IN_A_ROW.match(self.text, before.start):
            return self.text.startswith(("累计", "共计", "总共", "与此同时"), since)
        return before.kind in ("date", "year") and bool(_AT_IT.match(self.text, since))

    def _of_telling(self, time: Time, number: int) -> bool:
        """Whether a time is the day on which what stands at ``number`` was told: 周晓禾6月20日在发布会上表示，全县新建12座水厂."""
        words = self.statement
        if words and time.period and time.end <= words[0] <= number and _VERB_ALONE.fullmatch(self.text, time.end, words[0]):
            return "一" <= self.text[time.start - 1 : time.start] <= "鿿"  # 周晓禾2022年3月表示，……
        if time.kind != "date" or not time.period or len(time.period.end or "") < 10:
            return False
        return bool((words and time.end <= words[0] <= number) or _TOLD.search(self.text, time.end, number))

    def _names_an_event(self, time: Time) -> bool:
        """Whether a year is part of the name of what took place: 2月23日，全县举行2021年重点项目开工活动."""
        return (
            time.kind == "year"
            and _HELD.search(self.text, max(0, time.start - 4), time.start) is not None
            and _HELD_EVENT.match(self.text, time.end) is not None
        )

    def _needs_date(self, time: Time) -> bool:
        """Whether a time is told from the date of a document that has none: 目前, 五年来."""
        words = self.text[time.start : time.end]
        return self.year is None and not words.startswith(_UNTOLD)

    def _later(self, time: Time) -> bool:
        """Whether a time lies after the document: 五年后，… sets the scene for all that follows in its paragraph."""
        end = time.period.end if time.period else None
        return bool(end and self.year and int(end[:4]) > self.year)

    def _reaches(self, time: Time, since: int, number: int) -> bool:
        """目前 speaks for its part of the sentence, up to the semicolon, as does a time to come in a later part; other times for all that follows.

        What has come of a thing that was begun then is of now: 去年10月投入使用，已入住98户.
        """
        if time.kind in ("date", "year") and self.text.find("已", time.end, number) > 0 and _BEGUN.match(self.text, time.end, number):
            return False
        if time.kind == "duration" and (_AVERAGED.match(self.text, time.end) or _IN_A_ROW.match(self.text, time.start)):
            # 两年平均增长6%，投资增长8%; 连续三年增产，总产12万吨
            return not CLAUSE.search(self.text, time.end, number)
        if (
            self._later(time)
            and not _SETS_TIME.search(self.text, max(0, time.start - 2), time.start)
            and CLAUSE.search(self.text, time.end, number)
        ):
            return False  # 成为2028年申报项目，建成景区3个
        part = self.text.startswith(_NOW, time.start) or (self._later(time) and self.text.find("；", since, time.start) >= 0)
        if self.text.find("；另", time.end, number) >= 0:  # 一方面，近10年来…；另一方面，…
            return False
        return not part or "；" not in self.text[time.end : number]

    def _at(self, time: Time, metric: str, measure: Measure, origin: str, phrase: str, number: int) -> Role[Period] | None:
        period = time.period
        if period is None:
            return None
        words = self.text[time.start : time.end]
        if time.kind == "date" and len(period.end or "") == 10 and period.start == period.end and self._so_far(time, phrase, number):
            period = Period(None, period.end)  # 7月8日新增3例，累计报告120例
        elif (
            (time.kind == "state" or (time.kind == "plan" and period.start is None))
            and period.end
            and len(period.end) == 4
            and _END_OF_YEAR.search(words)
            and not words.startswith(("到", "至", "截"))
        ):
            # 2014年末 dates what is there; what was produced, and what grew over the year, is the year's
            flow = bool(_FLOW.search(metric)) or measure == "growth"
            period = Period(period.end, period.end) if flow else period
        elif origin == "paragraph" or (not words.endswith(_ONGOING) and (self.running or _CHANGED.search(phrase))):
            period = self._reached(period, metric, measure, phrase, number)
        return Role(period, Span.at(self.text, time.start, time.end), origin)

    @staticmethod
    def _outlives(topic: Time, section: Section | None) -> bool:
        """Whether a state within a part of a report (截至1月24日) is of a day after what the part is about: it dates its own sentence alone."""
        last = section.period.value.end if section and section.period else None
        end = topic.period.end if topic.period else None
        return bool(topic.kind == "state" and last and end and end[:4] > last[:4])

    def _so_far(self, time: Time, phrase: str, number: int) -> bool:
        """Whether a number sums up to the day for which one before it was told."""
        return _SO_FAR.match(phrase) is not None and _COUNT.search(self.text, time.end, number) is not None

    def _of_section(self, section: Section, metric: str, measure: Measure, phrase: str, number: int) -> Role[Period] | None:
        role = section.period
        if role is None:
            return None
        return Role(self._reached(role.value, metric, measure, phrase, number), role.span, role.origin)

    def _reached(self, period: Period, metric: str, measure: Measure, phrase: str, number: int) -> Period:
        """What was reached after five years, or grew year by year, is the last year's, not the five years'."""
        if measure == "level" and period.start and period.start == period.end and len(period.start) == 4:
            came = _CAME_TO_BE.search(phrase) and not (metric.endswith(_RATES) or _PERCENT.match(self.text, number))
            there = came or metric.endswith(_AT_LAST)
            return Period(None, period.end) if there and not (_FLOW.search(metric) or "倍" in phrase) else period
        several = period.start and period.end and len(period.end) == 4 and period.start[:4] != period.end
        if measure != "level" or not several:
            return period
        if _SUMMED.search(phrase) and not (
            metric.endswith(_RATES + _TOTALS) or _ITEM_REACHED.search(self.text, max(0, number - 8), number)
        ):
            return period
        if _OF_A_TERM.search(phrase):
            return period
        if _THERE.search(phrase) and not _FLOW.search(metric):
            return Period(None, period.end)
        reached = _REACHED.search(phrase)
        if _FLOW.search(metric):
            return Period(period.end, period.end) if reached or _GREW_YEARLY.match(self.text, number) else period
        if metric.endswith(_STOCKS) and not phrase.startswith("新"):
            return Period(None, period.end)
        return Period(None, period.end) if reached and (_STATE.search(metric) or _COUNTED.search(phrase)) else period
