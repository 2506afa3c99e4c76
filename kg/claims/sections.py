"""What the parts of a document speak of: the year under review, the years of a plan, or what is yet to come.

Headings and the openings of paragraphs say it (一、2020年工作回顾; 过去的五年，…; 三、2021年重点工作).
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from kg.genres import DELIVERED, REPORTS
from kg.model import Head, Period, Role, Span
from kg.periods import Calendar, Time
from kg.sentences import SALUTATION, Block, Layout

_AHEAD = re.compile(
    r"(?:工作安排|重点工作|主要任务|工作的?任务|重点任务|工作打算|工作部署|工作重点|工作思路|总体要求|奋斗目标|发展目标|主要目标|预期目标|目标任务|下一步|今后|未来|展望|规划目标|工作建议|工作的建议|"
    r"远景目标|总体思路|指导思想|发展战略|工作要求)"
)
# in a document of another kind only what announces plans by itself: 三、下一步工作打算
_PLANS = re.compile("下一?步|工作(?:打算|计划|安排|部署|思路|目标)|目标任务|预期目标")
_BACK = re.compile(
    r"(?:回顾|总结|成就|成效|过去|以来|工作情况|运行情况|完成情况|主要工作(?!安排|任务|打算|部署|思路|目标|建议)|发展情况|执行情况|取得)"
)
_AHEAD_OPENING = re.compile(r"^.{0,20}(?:主要预期目标|主要目标|预期目标|发展目标|总体要求|工作目标)(?:是|为|：|:|建议)")
# what a part of a report is called; （一）实施创新驱动发展战略 and 取得新成效 are said of a policy in either part
_PART = re.compile(
    r"回顾|总结|工作(?:的?(?:安排|打算|部署|建议|思路|要求)|重点|情况)|任务的?(?:安排|打算|部署|建议|思路|要求)|下一步|重点(?:工作|任务)|主要(?:任务|目标)|目标任务|预期目标|奋斗目标|规划目标|总体要求|展望|执行情况|完成情况|"
    r"过去的?[一五]年|20[0-9]{2}年|今年|今后|未来|远景|十[一二三四五]五"
)
_SECTION_MARK = re.compile(r"^(?:\*{0,2}[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(?:部分|章)|#+\s)")
_OF_A_YEAR = re.compile(r"\**[一二三四五六七八九十]+、(?P<year>20[0-9]{2})年度?的?(?:政府|主要)?工作(?:情况)?\**$")
# behind what a plan of several years is to bring: 各位代表！今年是…
_THIS_YEAR = re.compile(f"(?:{SALUTATION}[！，：])?(?:今年|20[0-9]{{2}}年)(?:是|，)")
_OPENING_YEARS = re.compile(
    r"^(?:(?:[一二三四五六七八九十]+是|（[一二三四五六七八九十]+）|\d+[.、])\s*)?(?:刚刚)?(?:过去的?|这|[“\"]?十[一二三四]五)(?:的)?(?:五年|一年|时期|五”时期)|^(?:一年来|五年来|过去[一五]年)"
    r"|^—*这是[^。，；]{2,40}的五年|^.{0,4}[一二三四五六七八九十]{1,3}届人(?:大|民代表大会)第?一次会议以来"
)
_NOTES = re.compile("[#*　 ]*(?:附件?[：:]?)?[^，。；]{0,8}(?:名词解释|名词说明|名词注释|注释|有关说明|相关说明|用语说明)")
_PROMISES = re.compile("(?P<year>20[0-9]{2})年[^，。；]{0,6}(?:为民|民生)[^，。；]{0,8}实事[^，。；]{0,4}?(?P<done>完成情况)?$")
# 2022年全县茶业工作要点: a title of what is to be done
_OUTLINE = re.compile("(?P<year>20[0-9]{2})年[^，。；]{0,20}工作要点$")
# 报告明确，今年将继续办好“十件民生实事”。 before a list of them
_ANNOUNCED = re.compile("(?:今年|20[0-9]{2}年)，?[^，。；]{0,8}?(?:将|拟|计划|继续)[^。；]{0,30}(?:实事|民生项目)[^，。；]{0,10}[。：]$")
_PROMISED = re.compile("[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．是]|[^，。；：]{0,16}(?:具体为|分别是|分别为|包括|如下)：")
_TROUBLES = re.compile("清醒地?(?:看到|认识|意识)|(?:存在|面临)[^，。；]{0,10}(?:困难|矛盾|问题|挑战|短板|不足)")
_SALUTATION = re.compile(f"{SALUTATION}[！，：](?:刚刚过去的(?=20))?|刚刚过去的(?=20)")
# what a sentence within a paragraph without figures turns to, for the paragraphs behind: …圆满收官。过去五年，是…
_TURN = re.compile(
    '(?:刚刚)?过去的?(?:五年|一年)(?:，|是|里)|[五一]年来，|(?:20|19)[0-9]{2}年，?是|特别是(?:(?:20|19)[0-9]{2}年|去年)，|[“"]?十[一二三四]五[”"]?时期，?是'
)
_THIS_YEARS_WORK = re.compile("今年，?[^。；]{0,30}(?:重点|着重|主要|突出)[^。；]{0,8}(?:做好|抓好|工作|任务)")
_GOALS = re.compile("今年[^，。：；]{0,24}(?:预期|主要|发展|奋斗)目标(?:是|为)")
_WE_DID = re.compile("[^，。；]{2,10}(?:工作中|以来|来)?，我们(?!要|将|必须)")
_PLAN_AT_WORK = re.compile("(?<=[规计]划)|(?<=”)[^，。；：是]")  # 落实“十三五”重大举措: what is carried out, no years
_OPENS = 12  # characters before the time a paragraph opens with
_YEARS_BACK = re.compile("。[几五四三多一]年来，")  # 今年是…最后一年。几年来，…
_FIGURE = re.compile("[0-9](?![0-9]*[年月日届次])")


@dataclass(frozen=True, slots=True)
class Section:
    """From ``start`` on: whether it speaks of the future, and the period it is about, read at ``span``."""

    start: int
    ahead: bool
    period: Role[Period] | None


def find_sections(layout: Layout, head: Head, calendar: Calendar) -> tuple[Section, ...]:
    """The sections of a report, in order; of documents of other genres those that a heading says to be of plans.

    A paragraph that opens with a stretch of years (过去的五年) sets the period until another one does.
    """
    return _Parts(layout, calendar, head).all() if head.genre in REPORTS else _plans(layout, calendar, head)


class _Line(NamedTuple):
    """A block without the salutation it begins with: its words from ``start`` on, how they open, the times there, the heading right over it."""

    block: Block
    start: int
    words: str
    opening: str
    times: list[Time]
    over: Block | None


class _Parts:
    """Goes through the blocks of a report and notes where a part begins: by headings, by what opens a paragraph, by what turns within one."""

    def __init__(self, layout: Layout, calendar: Calendar, head: Head) -> None:
        self.layout, self.calendar, self.head = layout, calendar, head
        period = _reviewed(layout, calendar, head.genre)
        self.sections = [Section(0, False, period)] if period else []
        self.ahead = False  # the mood of the part that a heading began
        self.parted = False  # whether headings that say what they are have been seen
        self.stays: Section | None = None  # what goes on behind a paragraph that speaks of something else

    def all(self) -> tuple[Section, ...]:
        over = None
        for block in self.layout.blocks:
            self._block(block, over)
            over = block if block.heading else None
        return tuple(self.sections)

    def _block(self, block: Block, over: Block | None) -> None:
        layout = self.layout
        said = _SALUTATION.match(layout.text, block.start, block.end)
        start = said.end() if said else block.start
        words = layout.text[start : block.end]
        opening = words[:60]
        line = _Line(block, start, words, opening, self.calendar.find(layout.text, start, start + len(opening)), over)
        # aims go on behind a paragraph, what is told of a day or of years behind a heading
        if self.stays and (block.heading or self.stays.ahead):
            self.sections.append(replace(self.stays, start=block.start))
            self.stays = None
        before = self._plan
        for begins in (self._part, self._past, self._promised, self._troubled, self._noted, self._aims, self._year_begun, self._years):
            if begins(line):
                break
        if before and _several_years(before) and not block.heading and (turned := _to_this_year(layout, block, self.calendar, self.head)):
            self.sections.append(turned)
        if not self.ahead and not block.heading and (turned := _turn(layout, block, self.calendar, self.head)):
            self.sections.append(turned)

    @property
    def _plan(self) -> Section | None:
        """The part so far where it is of plans."""
        return self.sections[-1] if self.sections and self.sections[-1].ahead else None

    def _part(self, line: _Line) -> bool:
        """A heading that looks back or ahead, though not one within a part where headings call parts so; 二、2021年工作 is of that year."""
        of_a_year = _OF_A_YEAR.match(line.words)
        heads = line.block.heading or _SECTION_MARK.match(line.words)
        heading = heads and (_AHEAD.search(line.opening) or _BACK.search(line.opening))
        called = bool(_PART.search(line.opening))
        if not (of_a_year or (heading and (called or not self.parted))):
            return False
        self.parted = self.parted or called
        ahead = bool(_AHEAD.search(line.opening)) and not _BACK.search(line.opening[:25])
        if of_a_year:
            ahead = int(of_a_year["year"]) > self.calendar.reviewed
        layout, over = self.layout, line.over
        stated = _period(layout, line.times)
        if stated is None and over:
            stated = _period(layout, self.calendar.find(layout.text, over.start, over.end))
        self.ahead = ahead or (stated is not None and _is_ahead(stated.value, self.calendar, self.head))
        self.sections.append(Section(line.block.start, self.ahead, stated or _default(self.ahead, self.calendar, self.head)))
        return True

    def _past(self, line: _Line) -> bool:
        """A paragraph among plans that tells what was done in the year under review."""
        before = self._plan
        if not before or line.block.heading or self.head.genre not in DELIVERED:
            return False
        past = _reviewed_in(self.layout, line.words, line.times, line.start, self.calendar)
        if past:
            self.stays = before
            self.sections.append(Section(line.block.start, False, past))
        return past is not None

    def _promised(self, line: _Line) -> bool:
        """A heading over what is promised for a year."""
        promised = _PROMISES.search(line.words) if line.block.heading else None
        if promised:
            self.ahead = int(promised["year"]) > self.calendar.reviewed and not promised["done"]
            self.sections.append(Section(line.block.start, self.ahead, _period(self.layout, line.times)))
        return promised is not None

    def _troubled(self, line: _Line) -> bool:
        """A paragraph among plans on what is wanting."""
        before = self._plan if _TROUBLES.search(line.words[:80]) else None
        if before:
            self.stays = before
            self.sections.append(Section(line.block.start, False, _default(False, self.calendar, self.head)))
        return before is not None

    def _noted(self, line: _Line) -> bool:
        """A heading over notes: what names mean has no time."""
        notes = line.block.heading and _NOTES.match(line.words) is not None
        if notes:
            self.ahead = False
            self.sections.append(Section(line.block.start, False, None))
        return notes

    def _aims(self, line: _Line) -> bool:
        """A paragraph that opens with aims."""
        aims = _AHEAD_OPENING.match(line.words) is not None
        if aims:
            before = self._plan
            period = _period(self.layout, line.times) or (before.period if before else _default(True, self.calendar, self.head))
            self.sections.append(Section(line.block.start, True, period))
        return aims

    def _year_begun(self, line: _Line) -> bool:
        """Behind what a plan of several years is to bring, a paragraph on the year that has begun."""
        before = self._plan
        begun = None
        if before and _several_years(before) and _THIS_YEAR.match(line.words):
            begun = _begun(self.layout, line.times, self.calendar)
        if begun:
            self.sections.append(Section(line.block.start, True, begun))
        return begun is not None

    def _years(self, line: _Line) -> bool:
        """A paragraph that opens with a year or with a stretch of years, in a part that is not of plans."""
        if self.ahead or not (_OPENING_YEARS.match(line.words) or self._opens_with_time(line)):
            return False
        layout, calendar, head, times = self.layout, self.calendar, self.head, line.times
        opens = times[:1] if times and times[0].start - line.start <= _OPENS else []  # 这是…的五年。…，2016年…: that year opens nothing
        found = _period(layout, opens) or _duration(layout, line.words, line.start, calendar) or _period(layout, times[:1])
        if found and _of_whole_years(found.value) and not (_is_ahead(found.value, calendar, head) and _YEARS_BACK.search(line.words[:80])):
            found = _up_to_review(found, calendar)
            last = self.sections[-1] if self.sections else None
            alone = last and (_is_as_of(last) or (times and _is_one_of(last, layout, line.block, found)))
            self.stays = last if alone else None
            self.sections.append(Section(line.block.start, _is_ahead(found.value, calendar, head), found))
        return True

    def _opens_with_time(self, line: _Line) -> bool:
        text, first = self.layout.text, line.times[0] if line.times else None
        return bool(
            first
            and first.start - line.start <= 2
            and first.kind in ("duration", "plan", "year", "span")
            and not (first.kind == "plan" and text[line.start : first.start].isalpha() and _PLAN_AT_WORK.match(text, first.end))
            and not text.startswith("的", first.end)  # 2015年的茶园为3万亩 says nothing of what follows
            and not text.startswith("全年", first.start)  # of the year that its part is about
        )


def _to_this_year(layout: Layout, block: Block, calendar: Calendar, head: Head) -> Section | None:
    """Where a paragraph without figures turns from the aims of several years to the work of this one: …起好步。今年，我们要重点做好以下工作."""
    if _FIGURE.search(layout.text, block.start, block.end):
        return None
    sentences = layout.sentences[layout.sentence_at(block.start) : layout.sentence_at(block.end - 1) + 1]
    begun = next((sentence for sentence in sentences if _THIS_YEARS_WORK.match(layout.text, sentence.start)), None)
    return Section(begun.start, True, _default(True, calendar, head)) if begun else None


def _turn(layout: Layout, block: Block, calendar: Calendar, head: Head) -> Section | None:
    """Where a paragraph turns to other years or to the aims of the year with a sentence of its own, the last that does."""
    figures = _FIGURE.search(layout.text, block.start, block.end)
    sentences = layout.sentences[layout.sentence_at(block.start) + 1 : layout.sentence_at(block.end - 1) + 1]
    for sentence in reversed(sentences):
        if _GOALS.match(layout.text, sentence.start):
            return Section(sentence.start, True, _default(True, calendar, head))
        if not figures and _TURN.match(layout.text, sentence.start):
            line = layout.text[sentence.start : sentence.end]
            times = calendar.find(layout.text, sentence.start, min(sentence.end, sentence.start + 12))
            found = _duration(layout, line, sentence.start, calendar) or _period(layout, times)
            return Section(sentence.start, False, found) if found else None
    return None


def _of_whole_years(period: Period) -> bool:
    """Whether a stretch begins with a year: 2008年下半年以来 is what a paragraph tells of, not what those behind it do."""
    return period.start is None or len(period.start) == 4


def _is_one_of(section: Section, layout: Layout, block: Block, year: Role[Period]) -> bool:
    """Whether a paragraph has figures of one of the years that its part reviews, for which alone it stands: 五年来，…。2013年，生产总值1130亿元."""
    part, one = section.period.value.start if section.period else None, year.value.start
    within = part is not None and one is not None and one == year.value.end and part < one
    return (
        within
        and bool(_FIGURE.search(layout.text, block.start, block.end))
        and not layout.text.endswith(("：", ":"), block.start, block.end)
    )


def _reviewed_in(layout: Layout, line: str, times: list[Time], start: int, calendar: Calendar) -> Role[Period] | None:
    """The year under review, where a paragraph among plans opens with what was done in it: 今年工作中，我们坚持…."""
    opens = times and times[0].start - start <= 2 and times[0].kind == "year" and _WE_DID.match(line)
    found = _period(layout, times[:1]) if opens else None
    return found if found and found.value.start == found.value.end == str(calendar.reviewed) else None


def _is_as_of(section: Section) -> bool:
    """Whether a bulletin tells what there was up to a day: a year that one of its paragraphs is about does not go on."""
    return section.period is not None and section.period.value.start is None


def _up_to_review(period: Role[Period], calendar: Calendar) -> Role[Period]:
    """The years since one, up to the last that is reviewed: a report of spring has no figures of its own year yet."""
    value, day = period.value, calendar.published
    spring = day is not None and value.end == day and "01" <= day[5:7] <= "04"
    return replace(period, value=Period(value.start, str(calendar.reviewed))) if spring else period


def _begun(layout: Layout, times: list[Time], calendar: Calendar) -> Role[Period] | None:
    """The year that had just begun when the document appeared, where a paragraph opens with it."""
    found = _period(layout, times[:1])
    return found if found and calendar.has_just_begun(found.value) else None


def _several_years(section: Section) -> bool:
    period = section.period
    return period is not None and period.value.start != period.value.end


def _is_ahead(period: Period, calendar: Calendar, head: Head) -> bool:
    """Whether a part of a report speaks of what is yet to come: of the year that has just begun, or of the years of a plan that has.

    A government's report of which only the year is known was given as that year began.
    """
    of_its_year = head.genre in DELIVERED and period.start == period.end == calendar.published
    return of_its_year or calendar.has_just_begun(period) or calendar.is_to_come(period)


def _plans(layout: Layout, calendar: Calendar, head: Head) -> tuple[Section, ...]:
    """The parts that a numbered heading says to be of plans, and those behind them that are none; the whole of an outline of a year's work; what
    a government promises for a year, where that is announced."""
    sections: list[Section] = []
    outline = _OUTLINE.search(head.title.value) if head.title else None
    if outline and calendar.year:
        year = outline["year"]
        span = head.title.span if head.title else None
        sections.append(Section(0, int(year) > calendar.reviewed, Role(Period(year, year), span, "heading" if span else "metadata")))
    announced: Role[Period] | None = None
    for block in layout.blocks:
        if announced:
            if _PROMISED.match(layout.text, layout.text.rfind("\n", 0, block.start) + 1, block.end):
                sections.append(Section(block.start, True, announced))
                continue
            announced = None
            sections.append(Section(block.start, False, None))
        if block.heading and _SECTION_MARK.match(layout.text[block.start : block.start + 16]):
            ahead = bool(_PLANS.search(layout.text, block.start, block.end)) and not _BACK.search(layout.text, block.start, block.end)
            if ahead or (sections and sections[-1].ahead and not outline):
                sections.append(Section(block.start, ahead, None))
        elif found := _ANNOUNCED.search(layout.text, block.start, block.end):
            announced = _period(layout, calendar.find(layout.text, found.start(), found.end()))
    return tuple(sections)


def section_at(sections: tuple[Section, ...], position: int) -> Section | None:
    """The section a position stands in."""
    index = bisect_right(sections, position, key=_start) - 1
    return sections[index] if index >= 0 else None


_start = attrgetter("start")


def _period(layout: Layout, times: list[Time]) -> Role[Period] | None:
    for time in times:
        if time.period and time.kind in ("year", "plan", "duration", "span"):
            return Role(time.period, Span.at(layout.text, time.start, time.end), "heading")
    return None


def _duration(layout: Layout, line: str, start: int, calendar: Calendar) -> Role[Period] | None:
    opening = _OPENING_YEARS.match(line)
    if opening is None or calendar.year is None:
        return None
    years = 1 if "一年" in opening.group() else 5
    last = calendar.reviewed
    return Role(Period(str(last - years + 1), str(last)), Span.at(layout.text, start, start + opening.end()), "heading")


def _default(ahead: bool, calendar: Calendar, head: Head) -> Role[Period] | None:
    """The year a report plans for or reviews, as its date tells: from where the date stands, or from the metadata that state it."""
    if head.published is None or calendar.year is None:
        return None
    year = calendar.reviewed + 1 if ahead else calendar.reviewed
    dated = head.published.span
    return Role(Period(str(year), str(year)), dated, "document" if dated else "metadata")


def _reviewed(layout: Layout, calendar: Calendar, genre: str) -> Role[Period] | None:
    """The year a report reviews: the first whole year its opening names, else the one before its date; the day up to which a bulletin tells."""
    for block in layout.blocks[:12]:
        for time in calendar.find(layout.text, block.start, min(block.end, block.start + 200)):
            as_of = genre not in DELIVERED and time.kind == "state" and time.start == block.start
            if as_of and time.period and layout.text.startswith(("截至", "截止"), time.start):
                return Role(time.period, Span.at(layout.text, time.start, time.end), "document")
            if (
                time.kind == "year"
                and time.period
                and calendar.year
                and time.period.end
                and int(time.period.end[:4]) in (calendar.year, calendar.year - 1)
            ):
                return Role(time.period, Span.at(layout.text, time.start, time.end), "document")
    return None
