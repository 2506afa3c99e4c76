"""Time expressions of Chinese reporting, resolved against the document's date, never against today's.

Ends have the form YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601, as precise as the text). Plan periods follow the calendar of the
five-year plans: 十三五 is 2016 to 2020.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from kg.cues import Cued
from kg.dates import days_in_month, iso
from kg.model import Period
from kg.numerals import chinese, decimal

Reach = Literal["clause", "sentence", "topic"]

_GAP = "[ \u00a0]"  # as pages of the web set figures apart: 2022 年 3 月
_N = r"[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_YEAR = rf"(?:19|20)[0-9]{{2}}(?:{_GAP}(?=年))?|[一二]九[〇零一二三四五六七八九]{{2}}|二[〇零][〇零一二三四五六七八九]{{2}}"
_PLANS = {"一": 1953, "二": 1958, "三": 1966, "四": 1971, "五": 1976, "六": 1981, "七": 1986, "八": 1991, "九": 1996, "十": 2001}
_CONGRESS = {"十六": "2002-11", "十七": "2007-10", "十八": "2012-11", "十九": "2017-10", "二十": "2022-10"}
_RELATIVE = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "上年度": -1,
    "前年": -2,
    "大前年": -3,
    "明年": 1,
    "后年": 2,
}
_OF_ANOTHER = {
    "当年": 0,
    "同年": 0,
    "那年": 0,
    "那时": 0,
    "彼时": 0,
    "次年": 1,
    "翌年": 1,
    "第二年": 1,
}  # years from the one named before: 2019年启动，次年投产
_AFTER_NEXT = "(?<![成产工用营行])后年"  # not 投产后年产值
_NTH = "(?<=[，。；])第[二三四五]年(?![的里末])"
_MONTHS_ALONE = re.compile(
    "(?:截至|截止)?(?:[前首头]|第?[一二三四1234]季|[上下]半年|[1一][-—~至到]|[0-9一二三四五六七八九十]{1,2}月)"
)  # and no year
_OF_REPORT = re.compile(
    "的?[^，。；：“”]{0,12}政府工作报告》?中?(?:显示|指出|提出|披露|介绍|明确|称|说)(?!的)"
)  # 2023年云岭市政府工作报告显示，五年来…: the five years before it
_ANOTHER = re.compile("[当同次翌那]年|[那彼]时|第[二三四五]年")
_YEAR_OF_PLAN = re.compile("的?(?:第[一二三四五]年|(?:开局|起步|收官|关键)之?年)")
_SEASONS = {"春": ("03", "05"), "夏": ("06", "08"), "秋": ("09", "11"), "冬": ("12", "12"), "春节": ("01", "02")}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MULTIPLE = re.compile("的[^，。；]{0,4}?[0-9.一二两三四五六七八九十百数几]+[^，。；、0-9]{0,2}(?:倍|%|％|成|分之|、)")
# what a figure is compared with: “十三五”末, 2015年, 上年同期, 年初
_RUN = re.compile("，?(?:已经?)?连续([0-9]{1,2}|[二三四五六七八九十]{1,2})年(?!来)")
_DAY_ALONE = re.compile("[0-9]{1,2}")
# 2011年以来最好位次, 近十年来新高: among which years something is ranked, not when it came about
_RANKED = re.compile(
    "(?:以来)?的?(?:(?!建成|引进|新增|培育|栽植|完成|建设|打造|培植|投入|累计)[^，。；、：0-9]){0,12}?(?:首次|(?:最[高低好快大多少优佳强长小严早]|新[高低]|首位)"
    "(?:的?(?:水平|位次|名次|排名|成绩|增幅|增速|涨幅|纪录|记录|值|点|时期|月份|年份|一[年次]))?(?=[，。；、）\n])|最[高大强严]的?(?:洪|汛|暴雨|降雨|旱|寒潮|灾|疫情))"
)
_BASE = re.compile(
    rf"(?:“[一二三四五六七八九十]{{1,2}}五”(?:末|期间|时期)?|(?:{_YEAR})年(?:度)?(?:{_N})?月?[底末初]?|上年度?(?:同期|全年)?[底末]?|(?:大?[去前]|[次翌])年(?:同期|全年)?[底末]?|(?:上年|去年|今年)?(?:第?[一二三四]季度|[上下]半年|前[一二三两23]个?季度|前[0-9一二三四五六七八九十]{{1,2}}个?月)|(?:上年|去年|今年)?(?:(?:{_N})月?[-—~～至到])?(?:{_N})月份?[底末初]?|上月|上季度|年初|同期|往年|常年|[0-9一二三四五六七八九十]{{1,3}}年前)(?:同期|水平)?"
)
# 与2016年的洪灾相比, 与2015年的3万亩相比, 与上年基本持平
_LIKENED = re.compile(
    "(?P<base>[^，。；、0-9]{0,10}?)(?:的[约近超]?[0-9.]+[^，。；、0-9]{1,5})?(?:相比|相较|比较|作?对比|比(?=，)|(?:基本|大体|大致)?(?:持平|相当(?!于)|相同|一致))"
)
_CARRIED_OVER = re.compile("上年度?(?:结[转余]|滚存)")  # what was left is part of the sums of this year
_EXPECTED = ("预计", "预期", "力争", "争取", "确保", "有望")
_ERAS = {"改革开放": "1978-12", "新中国成立": "1949-10", "建国": "1949-10"}
_TENDAYS = {"上": ("01", "10"), "中": ("11", "20"), "下": ("21", "")}


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at ``start:end``. ``period`` is None where it names none that can be resolved (近年来).

    ``comparison`` marks the base of a comparison (比上年, 较2015年, 同比): it is no period of the claim. ``state`` marks a point
    up to which something holds (截至…, 目前, 年末). ``date`` marks a plain date, ``duration`` a stretch (5年来), ``task`` the
    year a task is set for (年度目标任务).
    """

    start: int
    end: int
    period: Period | None
    kind: Literal["date", "year", "span", "state", "duration", "plan", "comparison", "task", "vague"]


@cache
def _pattern() -> Cued:
    relative = "|".join(
        [
            *sorted(_RELATIVE.keys() - {"后年"}, key=len, reverse=True),
            _AFTER_NEXT,
            "[当同次翌]年",
            "(?<!刹)那年(?!代)|[那彼]时(?!间|代)",
            _NTH,
        ]
    )
    ago = "[0-9一二三四五六七八九十]{1,3}年前"
    year = rf"(?:(?:{_YEAR})年(?:度)?|{relative})"
    month = rf"(?:(?<=年){_GAP})?(?:{_N}){_GAP}?月份?"
    day = rf"(?:(?<=月){_GAP})?(?:{_N}){_GAP}?[日号]"
    tail = r"(?:[0-9]{1,2}时(?:[0-9]{1,2}分)?)?"
    within = rf"(?:{day}{tail}|[上中下]旬|[底末初])?"  # a month
    alone = (
        r"(?<![0-9月年、—~～.-])(?:3[01]|[12]?[0-9])(?:日(?![内均龄元游间报照历常供产])|号(?=[0-9]{1,2}时))"  # of the month that was named
    )
    point = rf"(?:{year}(?:{month}{within}|年?[底末初])?|{month}{within}|{alone}{tail})"
    before = r"(?:[之以]前|前(?![0-9０-９一二三四五六七八九十两几半后来往进列景沿提瞻期夕端身置述段线]|[建竣投出参退入][^，。；]{0,8}的))"  # 2025年底前; not 2022年前三季度
    part = r"(?:[一1][-—~～至到][二三四234]季度|第?[一二三四1234]季度|[上下]半年|[前首](?:[一二三两23])(?:个)?季度?|(?<!提)前[一二三四五六七八九十0-9]{1,2}个?月|[一1][-—~至到][一二三四五六七八九十0-9]{1,3}月份?|全年(?!的?目标|任务)|春[天季]|春节|夏[天季]|(?<!春)秋[天季](?:学期)?|冬[天季])"
    plan = r"[“\"‘]?[一二三四五六七八九十]{1,2}五[”\"’]?(?:规划|计划|时期|期间)*(?:以来|末|初|期末|时期末|前[一二三四]年)?(?!年|个|元|人|户|家|条|千|百|万|名|届|次|运会|全运|分钟|小时|园|公里|亩|项|大|件|类|里|天|米|(?<=五)[）)、．.])"
    # the first character decides cheaply where no time can begin, the cue whether one is near
    first = r"(?=[比较恢与同和跟对相分是为截到至自从由这目当如现眼迄首翌达改新建0-9０-９一两二三四五六七八九十今去上前大明后次本那彼“\"‘党过刚近最未全第下春夏秋冬年日历往常多长连])"
    return Cued(
        rf"{first}(?:(?P<compare>(?:相比(?:于|之)?|相较(?:于|之)?|对比|恢复[到至]|比|较之?|与|同|和|跟|相当于|(?:分别)?是|为|达到?)(?={year}|{month}|{part}|“[一二三四五六七八九十]{{1,2}}五|上年|大?[去前]年|年初|同期|上[月季]|[常往]年|以往|上届|{ago}))"
        rf"|(?P<ended>截至|截止到?|截至到|(?<![高加升降少长展大减增跌宽短])[到至]|自|从)?(?P<now>(?<![项题科曲剧])目前|当前|如今|(?<![出呈涌体])现在|眼下|迄今|至今(?!年)|(?<![比较按实发出呈体兑展再重涌动对将把以升活用化托合造])现(?:[任存辖](?!在)|(?=[有已])))(?:为止)?"
        rf"|(?P<until>截至|截止到?|(?<![高加升降少长展大减增跌宽短])[到至])(?:{_GAP})?(?P<untilpoint>“?[一二三四五六七八九十]{{1,2}}五”?(?:末|期末|时期末|规划期末)|{year}?{part}(?:末|底)?|{point})(?:年底|年末)?(?P<untilthen>时|为止|{before})?"
        rf"|(?P<since>自|从)?(?P<sincepoint>{point})(?P<sincemark>(?:(?:入[汛春夏秋冬伏]|开[春学年]|建[市县区省国]|成立|设立|开通|启动|实施|改革|换届|开展|推行|施行|开工|投产|挂牌|出台|印发|组建|创建|启用)[一-鿿]{{0,16}}?)?以来|(?<=今年)来(?=，|全)|至今(?!年)|起|开始|之后|以后)"
        rf"|(?P<from>自|从|由)?(?P<a>{point})(?:到|至|-|—|——|~|～|－)(?P<b>{point})"
        r"|(?<![0-9月年、])(?P<day1>[12]?[0-9])、(?P<day2>(?:3[01]|[12]?[0-9])日)(?![内均龄元游间报照历常供产])"
        rf"|(?P<from2>(?:{_YEAR}))[-—~～－至](?P<to2>(?:{_YEAR}))年(?:期间|间)?"
        rf"|(?P<plan>{plan})"
        r"|(?P<era>改革开放|新中国成立|(?<![一-鿿])建国)以来"
        r"|(?P<nextyear>今明两年)"
        r"|(?:上|20|二十)世纪(?P<decade>[1-9]0|[一二三四五六七八九]十)年代"
        r"|(?P<congress>党的)?(?P<number>十六|十七|十八|十九|二十)大以来"
        rf"|(?P<yearpart>{year})?(?P<part>{part})(?P<partend>末|底)?"
        rf"|(?<![0-9])(?P<agon>[0-9]{{1,2}}|[一二两三四五六七八九]|[二三四五六七八九]?十)年(?:以)?前(?=，|的?[约近超不]{{0,2}}[0-9]|的[约近超不])"
        rf"|(?<![数几])(?P<past>(?:过去|刚刚过去|近|最近)?(?:的)?(?P<pastn>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})(?:多)?年(?:多)?(?:来|间|以来|里(?=，|[新累建完投改])|中(?=，|[新累建完投改](?![学心式])))|(?:(?<![一-鿿])这|(?<=以来的)这?)(?P<then>[2-9]|十|[二两三四五六七八九]|十[一二三四五])年(?=，|[里间中]，)|近(?P<nearn>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})年(?=，|[^来间以内前后的，]))"
        rf"|(?<![划拟将争取要用来后首第过近续了约])(?P<alln>[2-9]|[两二三四五六七八九十])年(?=累计|年均|平均(?=[增提递下])|总计|共[投完新建]|净[增减]|新增(?!长)|新建|新改建|改造|接待|引进|实施|投入|培训|转移就业)"
        r"|(?:已经?)?连续(?P<run>[0-9]{1,2}|[二三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)年(?![来前内间])"
        r"|(?<![^，。；：\n　])(?P<allyears>[2-9]|[两二三四五六七八九十])年(?=[一-鿿]{2})(?!义务|一贯)(?![来间内前后级期制计规行以的多左时之为一过度底初末大])"
        r"|(?<![一-鿿0-9])(?P<within>年内)(?=[一-鿿])"
        r"|(?<![^，。；：\n　])(?P<atlast>年末)(?=[一-鿿])"
        rf"|(?P<lastyears>(?:过去|刚刚过去的?|本届政府)(?:的)?(?:这)?(?P<lastn>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})年)"
        rf"|(?P<futureyears>(?:今后|未来)(?:的)?(?P<futuren>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})年|(?P<later>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})年后)"
        rf"|(?P<thepast>过去(?:的)?一年|一年来|刚刚过去的一年)"
        rf"|(?P<yeartask>年度目标任务|全年目标任务|年度任务|全年任务)"
        rf"|(?P<yearend>(?<![今去前明后上次翌同当每半全本跨])(?:到|至)年[底末](?:时|{before})?|(?<![0-9今去前明后上次翌同当每半全本跨年])年[底末]{before}|(?<![^，。；：\n　])年底(?=[^，。；0-9]{{0,14}}?(?:将|达|突破|新建|建成|完成|完工|实现|竣工|通车|投产|投用)))"
        rf"|(?P<point>{point}|(?:19|20)[0-9]{{2}}(?=[、和及与](?:19|20)[0-9]{{2}}年))(?P<limit>{before})?"
        rf"|(?P<vague>近年来|近些年|多年来|长期以来|近期|日前|近日|最近|历年(?=来)|往年|(?<!正)常年))",
        cue="年|月|季|五|今|近|春|夏|秋|冬|那时|彼时|以来|同期|以往|上届|目前|当前|现[在有已任存辖]|眼下|日前|"
        + "|".join(f"{digit}[日号]" for digit in range(10)),
        reach=9,
    )


class Known(NamedTuple):
    """What a time may be counted from: the ``end`` of the last date before it, the last ``year`` named, and the year of the work ``report`` cited."""

    end: str | None
    year: int | None
    report: int | None = None


class Calendar:
    """Resolves time expressions against the day a document was published.

    >>> calendar = Calendar("2020-12-09")
    >>> text = "2016年至今，目前已建成；“十三五”以来；去年9月10日"
    >>> [(t.period.start, t.period.end) for t in calendar.find(text, 0, len(text)) if t.period]
    [('2016', '2020-12-09'), (None, '2020-12-09'), ('2016', '2020-12-09'), ('2019-09-10', '2019-09-10')]
    """

    def __init__(self, published: str | None) -> None:
        self.published = published
        self.year = int(published[:4]) if published else None

    @property
    def reviewed(self) -> int:
        """The last year that was over, or nearly over, when the document appeared."""
        year = self.year or 0
        return year if self.published and len(self.published) >= 7 and int(self.published[5:7]) >= 7 else year - 1

    def is_to_come(self, period: Period) -> bool:
        """Whether a stretch of years had just begun, or not yet, when the document appeared."""
        start = period.start
        return bool(start and period.end and len(start) == len(period.end) == 4 and period.end > start > str(self.reviewed))

    def has_just_begun(self, period: Period) -> bool:
        """Whether a period is the year of the document, in whose first quarter it appeared: nobody knows yet what came of it.

        >>> [Calendar(day).has_just_begun(Period("2024", "2024")) for day in ("2024-01-15", "2024-05-02", "2024")]
        [True, False, False]
        """
        published = self.published or ""
        return period.start == period.end == published[:4] and published[4:7] in ("-01", "-02", "-03")

    def is_over(self, period: Period) -> bool:
        """Whether a period ended in a year before the document's.

        >>> Calendar("2023-05-04").is_over(Period("2022", "2022")), Calendar("2023-05-04").is_over(Period("2023", "2023"))
        (True, False)
        """
        return bool(period.end and self.published and period.end[:4] < self.published[:4])

    def come_about(self, period: Period, words: str) -> Period:
        """The period of something that came about: months that were not over in the year of the document are those of the year before.

        >>> [Calendar(day).come_about(Period("2024-01", "2024-09"), "前三季度").end for day in ("2024-01-15", "2024-10-15")]
        ['2023-09', '2024-09']
        >>> Calendar("2024-01-15").come_about(Period("2024-01", "2024-09"), "今年前三季度").end
        '2024-09'
        """
        published, end = self.published or "", period.end or ""
        ahead = len(published) >= 7 and len(end) == 7 and end[:4] == published[:4] and int(published[5:7]) < int(end[5:7]) - 1
        if not ahead or not _MONTHS_ALONE.match(words):
            return period
        year = str(int(end[:4]) - 1)
        return Period(period.start and year + period.start[4:], year + end[4:])

    def find(self, text: str, start: int, end: int, named: int | None = None, day: str | None = None) -> list[Time]:
        """The time expressions between two offsets, in order. Month and year missing from a date are those before it, else of ``day``, else the document's;
        当年 and 次年 are counted from the year named before them, which is ``named`` where none is between the offsets.

        >>> text = "2019年启动，次年投产"
        >>> [time.period.end for time in Calendar("2023-05-04").find(text, 0, len(text))]
        ['2019', '2020']
        """
        times: list[Time] = []
        known = Known(day, named)
        search = _pattern().search
        position = start
        while match := search(text, position, end):
            position = max(match.end(), position + 1)
            time = self._time(text, match, known)
            if time is not None:
                position = max(position, time.end)
                times.append(time)
                dated = time.period is not None and time.kind in ("date", "year", "span")
                year = year_of(time)
                report = year if year and _OF_REPORT.match(text, time.end, end) else known.report
                known = Known(time.period.end if time.period and dated else known.end, year or known.year, report)
        return times

    def _time(self, text: str, match: re.Match[str], known: Known) -> Time | None:
        start, end = match.span()
        group = match.lastgroup or ""
        if match["point"] and _CARRIED_OVER.match(text, start):
            return None
        if match["compare"]:
            return self._comparison(text, start, end)
        if match["now"]:
            return Time(start, end, Period(None, self.published) if self.published else None, "state")
        if match["untilpoint"]:
            return self._until(match, known)
        if (match["past"] or match["sincepoint"]) and _RANKED.match(text, end, end + 20):
            return None
        if match["sincepoint"]:
            begin = self._point(match["sincepoint"], known)
            if begin and (run := _RUN.match(text, end)) and (count := _count(run[1])):  # 2010年以来连续5年
                return Time(start, run.end(), Period(begin[0][:4], str(int(begin[0][:4]) + count - 1)), "span")
            return Time(start, end, self._since(begin[0], match["sincepoint"]), "span") if begin else Time(start, end, None, "vague")
        if match["a"]:
            first = self._point(match["a"], known)
            then = self._point(match["b"], Known(first[0], known.year) if first else known)
            return Time(start, end, _stretch(first[0], then[1]) if first and then else None, "span")
        if match["day1"]:  # 18、19日
            both = self._day(match["day1"], known), self._day(match["day2"], known)
            return Time(start, end, _stretch(both[0][0], both[1][1]) if both[0] and both[1] else None, "span")
        if match["from2"]:
            return Time(start, end, _stretch(_year(match["from2"]), _year(match["to2"])), "span")
        if match["plan"]:
            if _YEAR_OF_PLAN.match(text, end):
                return None  # 2020年是“十三五”收官之年: of that year
            period = self._plan(match["plan"])
            return Time(start, end, period, "plan") if period else None
        if match["number"]:
            return Time(start, end, Period(_CONGRESS[match["number"]], self.published), "span")
        if match["era"]:
            return Time(start, end, Period(_ERAS[match["era"]], self.published), "span")
        if match["nextyear"]:
            return Time(start, end, Period(str(self.year), str(self.year + 1)) if self.year else None, "span")
        if match["decade"]:
            decade = 1900 + (_count(match["decade"]) or 0)
            return Time(start, end, Period(str(decade), str(decade + 9)), "span")
        if match["part"]:
            expected = match["part"] == "全年" and text.endswith(_EXPECTED, 0, start)  # of the year that runs
            if expected and self.year and not match["yearpart"] and not known.end:
                return Time(start, end, Period(str(self.year), str(self.year)), "span")
            if match["part"] == "全年" and not match["yearpart"] and not known.end and known.year and self.year and known.year < self.year:
                return Time(start, end, Period(str(known.year), str(known.year)), "span")
            if not match["yearpart"] and not known.end and (match["part"] == "全年" or match["part"][0] in _SEASONS):
                return Time(start, end, None, "vague")
            period = self._part(match["yearpart"], match["part"], known)
            if match["partend"]:
                return Time(start, end, period and Period(None, period.end), "state")
            return Time(start, end, period, "span")
        if match["yearend"]:
            year = known.end[:4] if known.end else self.published and self.published[:4]
            return Time(start, end, Period(None, year) if year else None, "state")
        if match["point"]:
            point = self._point(match["point"], known, bool(match["limit"]))
            ending = re.search("[底末]$", match["point"])
            if point is None:
                return Time(start, end, None, "year" if _ANOTHER.match(match["point"]) else "date")
            if ending or match["limit"]:
                return Time(start, end, Period(None, point[1]), "state")
            if text.startswith("同期", end):  # 去年同期为30万吨: which months of it is said elsewhere
                return Time(start, end + 2, None, "year")
            return Time(start, end, Period(*point), "year" if len(point[0]) == 4 else "date")
        if group in ("vague",) or match["vague"]:
            return Time(start, end, None, "vague")
        return self._relative(match, known)

    def _relative(self, match: re.Match[str], known: Known) -> Time | None:
        """过去五年, 5年来, 一年来, 今后五年, 五年后, 五年累计, 年度目标任务."""
        start, end = match.span()
        ahead = bool(known.end and self.year and int(known.end[:4]) > self.year)
        last = int(known.end[:4]) if known.end and ahead else known.year
        if (several := match["alln"] or match["allyears"]) and last:  # 2022年产值达3亿元，五年累计12亿元: up to the year named
            return Time(start, end, Period(str(last - (_count(several) or 1) + 1), str(last)), "duration")
        if match["run"] and (known.end or self.year is None):
            return None
        if self.year is None:
            return Time(start, end, None, "vague")
        if match["run"]:  # the years that were over
            return Time(start, end, Period(str(self.year - (_count(match["run"]) or 1)), str(self.year - 1)), "duration")
        if match["atlast"]:
            named = known.year if known.year and known.year < (self.year or 0) else self.reviewed
            year = known.end[:4] if known.end else str(named)
            return Time(start, end, Period(None, year), "state")
        if match["within"]:
            return Time(start, end, Period(str(self.year), str(self.year)), "year")
        if match["thepast"]:
            return Time(start, end, self._past(1), "duration")
        if match["yeartask"]:
            return Time(start, end, Period(str(self.year), str(self.year)), "task")
        if match["past"] or match["lastyears"] or several:
            count = _count(match["pastn"] or match["then"] or match["nearn"] or match["lastn"] or several)
            if count and count > 1 and known.report and not match[0].startswith(("近", "最近")):
                return Time(start, end, Period(str(known.report - count), str(known.report - 1)), "duration")
            return Time(start, end, self._past(count) if count else None, "duration")
        if match["agon"]:
            count = _count(match["agon"])
            return Time(start, end, Period(str(self.year - count), str(self.year - count)) if count else None, "year")
        if match["later"]:
            # 五年后 speaks of the end of the plan the document looks at: five years on from the year before it
            count = _count(match["later"])
            return Time(start, end, Period(None, str(self.year - 1 + count)) if count else None, "state")
        count = _count(match["futuren"])
        return Time(start, end, Period(str(self.year), str(self.year + count - 1)) if count else None, "span")

    def _since(self, begin: str, words: str) -> Period | None:
        """From a day up to the document. A day without a year that lies after it is the year before's; with one, what begins then has no end yet."""
        period = _stretch(begin, self.published)
        if period is None and not self._stated_year(words):
            return _stretch(f"{int(begin[:4]) - 1}{begin[4:]}", self.published)
        return period or Period(begin, None)

    def _past(self, count: int) -> Period:
        """N years up to the document: from the year N years before it where it appeared in the course of a year, else whole years, as reports
        of spring have them.

        >>> [Calendar(day)._past(5) for day in ("2023-08-23", "2023-01-12")]
        [Period(start='2018', end='2023-08-23'), Period(start='2018', end='2022')]
        """
        if count > 1 and "06" <= (self.published or "")[5:7] <= "10":
            return Period(str((self.year or 0) - count), self.published)
        return Period(str(self.reviewed - count + 1), str(self.reviewed))

    def _comparison(self, text: str, start: int, end: int) -> Time | None:
        """比上年, 较2015年, 与2015年相比, 是上年的, 恢复到2019年的: the point after the mark is a base, no period."""
        match = _BASE.match(text, end)
        if match is None:
            return None
        mark = text[start:end]
        if mark in ("与", "同", "和", "跟"):
            likened = _LIKENED.match(text, match.end())
            return Time(start, likened.end("base"), None, "comparison") if likened else None
        if mark.endswith(("是", "为", "达", "达到")) and not _MULTIPLE.match(text, match.end(), end + 40):
            return None  # 调整为2020年的9.8∶51.2∶39 compares with nothing
        return Time(start, match.end(), None, "comparison")

    def _until(self, match: re.Match[str], known: Known) -> Time | None:
        start, end = match.span()
        words = match["untilpoint"]
        plan = re.match(r"“?([一二三四五六七八九十]{1,2})五”?", words)
        if plan and "五" in words[:4] and not words[0].isdigit():
            period = self._plan(words)
            return Time(start, end, Period(None, period.end) if period else None, "state")
        part = re.search(r"季度|半年|全年|前.*月", words)
        if part:
            year = re.match(rf"(?:{_YEAR})年|{'|'.join(_RELATIVE)}|{_ANOTHER.pattern}", words)
            inner = self._part(year.group() if year else None, words[year.end() :] if year else words, known)
            return Time(start, end, Period(None, inner.end) if inner else None, "state")
        point = self._point(words, known)
        return Time(start, end, Period(None, point[1]) if point else None, "state")

    def _plan(self, words: str) -> Period | None:
        """“十三五”时期 is 2016 to 2020; 以来 ends with the document; 末 is the last year."""
        name = re.search(r"([一二三四五六七八九十]{1,2})五", words)
        if name is None:
            return None
        ordinal = name.group(1)
        if ordinal.startswith("十") and len(ordinal) == 2:
            first = 2001 + 5 * _ones(ordinal[1])
        elif ordinal == "十" and (words[0] in '“"' or re.search("[规计时期末]", words)):
            first = 2001  # 两横十五纵 has fifteen of them
        elif "“" in words and ordinal in _PLANS:
            first = _PLANS[ordinal]
        else:
            return None
        last = first + 4
        if re.search(r"(?:以来)$", words):
            if self.year is not None and self.year <= last:
                return Period(str(first), self.published)
            return Period(str(first), self.published or str(last))
        early = re.search(r"前([一二三四])年$", words)
        if early:
            return Period(str(first), str(first + _ones(early.group(1)) - 1))
        if re.search("末$", words):
            return Period(None, str(last))
        if re.search("初$", words):
            return Period(str(first), str(first))
        return Period(str(first), str(last))

    def _part(self, year_words: str | None, part: str, known: Known) -> Period | None:
        """今年一季度, 上半年, 前三季度, 1-11月, 全年."""
        year = self._year(year_words, known) if year_words else int(known.end[:4]) if known.end else self.year
        if year is None:
            return None
        if part == "全年":
            year = year if year_words or known.end else self.reviewed
            return Period(str(year), str(year))
        through = re.match(r"[一1][-—~～至到]([二三四234])季度", part)
        if through:
            return Period(f"{year}-01", f"{year}-{3 * _QUARTERS[through.group(1)]:02}")
        quarter = re.match(r"第?([一二三四1234])季度", part)
        if quarter:
            n = _QUARTERS[quarter.group(1)]
            return Period(f"{year}-{3 * n - 2:02}", f"{year}-{3 * n:02}")
        quarters = re.match(r"[前首]([一二三两23])个?季", part)
        if quarters:
            n = {"两": 2}.get(quarters.group(1)) or _QUARTERS[quarters.group(1)]
            return Period(f"{year}-01", f"{year}-{3 * n:02}")
        months = re.match(r"(?:前|[一1][-—~至到])([一二三四五六七八九十0-9]{1,3})个?月", part)
        if months:
            last_month = _count(months.group(1))
            return Period(f"{year}-01", f"{year}-{last_month:02}") if last_month and last_month <= 12 else None
        if part == "上半年":
            return Period(f"{year}-01", f"{year}-06")
        if part == "下半年":
            return Period(f"{year}-07", f"{year}-12")
        first, last = _SEASONS[part] if part == "春节" else _SEASONS[part[0]]
        return Period(f"{year}-{first}", f"{year}-{last}")

    def _year(self, words: str, known: Known) -> int | None:
        absolute = _year(words)
        if absolute:
            return int(absolute)
        if another := _ANOTHER.match(words):
            after = _OF_ANOTHER.get(another.group())
            return None if known.year is None or after is None else known.year + after
        if words.startswith("上年") and known.year is not None:
            return known.year - 1  # 2022年由上年的40万吨提高到45万吨: of the year named before, 去年 is the document's
        shift = next((n for word, n in _RELATIVE.items() if words.startswith(word)), None)
        return None if shift is None or self.year is None else self.year + shift

    def _day(self, words: str, known: Known) -> tuple[str, str] | None:
        """A day of the month that was named last, else of the one in which the document appeared, or the one before."""
        alone, before = _DAY_ALONE.match(words), known.end or self.published
        if alone is None or before is None or len(before) < 7:
            return None
        day, year, month = int(alone[0]), int(before[:4]), int(before[5:7])
        date = iso(year, month, day)
        if not known.end and len(before) == 10 and (date is None or date > before):
            date = iso(year, month - 1, day) if month > 1 else iso(year - 1, 12, day)
        return (date, date) if date else None

    @staticmethod
    def _stated_year(words: str) -> re.Match[str] | None:
        return re.match(rf"(?:{_YEAR})(?:年(?:度)?|$)|{'|'.join(sorted(_RELATIVE, key=len, reverse=True))}|{_ANOTHER.pattern}", words)

    def _point(self, words: str, known: Known, ahead: bool = False) -> tuple[str, str] | None:
        """Both ends of a year, month, third of a month or day, at its own precision; ``ahead`` says that it may be still to come."""
        words = re.sub(_GAP, "", words)
        year_words = self._stated_year(words)
        year = self._year(year_words.group(), known) if year_words else None
        if year_words and year is None and _ANOTHER.match(words):
            return None
        rest = words[year_words.end() :] if year_words else words
        month_words = re.match(rf"({_N})月份?", rest)
        if month_words is None:
            return self._day(rest, known) if not year_words else (str(year), str(year)) if year else None
        month = _count(month_words.group(1))
        if month is None or not 1 <= month <= 12:
            return None
        if year is None:
            year = int(known.end[:4]) if known.end else self.year
            if year is None:
                return None
            # a month still to come at the date of the document is last year's, unless the document speaks of the future
            if not ahead and not known.end and self.published and len(self.published) >= 7 and month > int(self.published[5:7]) + 1:
                year -= 1
        rest = rest[month_words.end() :]
        day_words = re.match(rf"({_N})[日号]", rest)
        if day_words:
            day = _count(day_words.group(1))
            date = iso(year, month, day) if day else None
            return (date, date) if date else None
        third = re.match("([上中下])旬", rest)
        if third:
            first, last = _TENDAYS[third.group(1)]
            return f"{year}-{month:02}-{first}", f"{year}-{month:02}-{last or days_in_month(year, month)}"
        return (f"{year}-{month:02}",) * 2


def year_of(time: Time) -> int | None:
    """The one year that a time is in, None where it is in several."""
    period = time.period if time.kind != "comparison" else None
    if period is None or not period.end or (period.start and period.start[:4] != period.end[:4]):
        return None
    return int(period.end[:4])


def parts_of(period: Period) -> list[str]:
    """The years that a period goes through, or its months where it begins and ends with one.

    >>> parts_of(Period("2021", "2023")), parts_of(Period("2023-01", "2023-03"))
    (['2021', '2022', '2023'], ['2023-01', '2023-02', '2023-03'])
    """
    start, end = period.start or "", period.end or ""
    if len(start) == len(end) == 4:
        return [str(year) for year in range(int(start), int(end) + 1)]
    if len(start) == len(end) == 7 and start[:4] == end[:4]:
        return [f"{start[:4]}-{month:02}" for month in range(int(start[5:]), int(end[5:]) + 1)]
    return []


def _stretch(start: str | None, end: str | None) -> Period | None:
    """Two ends in their order; None where the first lies after the last, at the precision both have."""
    if start and end and start[: len(end)] > end[: len(start)]:
        return None
    return Period(start, end)


def _ones(character: str) -> int:
    return "零一二三四五六七八九".index(character)


def _year(words: str) -> str | None:
    match = re.match(_YEAR, words)
    if match is None:
        return None
    digits = match.group().strip(" \u00a0")
    return digits if digits.isdigit() and digits.isascii() else str(chinese(digits))


def _count(words: str | None) -> int | None:
    value = None if words is None else decimal(words) or chinese(words)
    return None if value is None else int(value)
