"""One sentence taken apart: its times, quantities and clauses, and the names whose numbers are no quantities."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from kg.claims.criteria import may_pick_out, picks_out
from kg.claims.foundations import foundations
from kg.claims.goals import called_goals
from kg.cues import Cued
from kg.mentions.quantities import NUMERALS, Quantity, find_quantities
from kg.model import Skipped, Span
from kg.periods import Calendar, Time
from kg.sentences import Sentence

# each begins with a character, so that most of a sentence is passed over at once
_SEPARATOR = re.compile(
    r"，|,|；|;|。|！|？|!|\?|…|（|）|\(|\)|●|：(?:(?<![0-9]：)|(?![0-9]))|:(?:(?<![0-9]:)|(?![0-9]))|——|　　|“(?=[^”]{20,})"
)
_POINT = re.compile(r"(?<![^\n])[0-9]{1,3}\.")  # the number of a point, which begins a line
_ASIDE = re.compile(r"[（(](?:[^（）()0-9]{1,4}|[一-鿿](?:、[一-鿿]){2,5})[）)]")  # 新（改、扩）建, 县（市、区、旗）委
_TITLE = Cued(
    r"《[^》]{1,60}》|(?<=规划|计划|纲要|方案)[（(](?:19|20)[0-9]{2}[^（）()]{0,12}年[）)]|“[^”，。；]{0,16}[0-9０-９][^”，。；]{0,12}”|‘[^’，。]{0,12}’",
    cue="[《“‘（(]",
    reach=0,
)
_COUNTS = re.compile(f"[{NUMERALS}《“‘]")  # a sentence without one of these holds no number, nor a name with one
_CLASS = re.compile(
    r"的?(?:[一-鿿]{0,6}?)(?:项目|企业|人群|老人|老年人|县|乡镇|家庭|游客|村|儿童|机组|锅炉|大户|农户|主体|单位|规模|养殖场|社区|村民小组|自然村|隧道|桥梁|坡耕地|楼宇|园区|集群|基地|合作社|农场|商户|小区|水库|泵站|车辆|船舶|古树|商场|市场|工厂)"
)
# 1000万吨炼油厂等90个项目: how large it is says which one is meant
_ONE_OF_THEM = re.compile(r"[一-鿿]{1,8}等(?=[0-9])")
_GRANTED_TO = re.compile("[^，。；、]{0,6}的[^，。；]{2,10}?(?:给予|予以|实行|享受|按|奖|补)")  # 对吸纳10人以上就业的企业给予奖补
_ABOUT = "对向为给把将让由"  # 对300亩以上的种粮大户予以奖励


class Clauses:
    """The times, quantities and clauses of one sentence of a text; what is no quantity is in ``skipped``.

    ``said`` are the words of statements in it: their quotation marks hold no name, and part clauses. ``named`` is the year that 当年 is where the sentence names none,
    ``counted`` are the names of places that hold a number (31个省和新疆生产建设兵团), ``day`` the date of the heading it stands under.
    """

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        calendar: Calendar,
        said: Sequence[tuple[int, int]] = (),
        named: int | None = None,
        counted: Sequence[tuple[int, int]] = (),
        day: str | None = None,
    ) -> None:
        self.text, self.start, self.end, self.said = text, sentence.start, sentence.end, said
        self.times: list[Time] = calendar.find(text, sentence.start, sentence.end, named, day)
        self.skipped: list[Skipped] = []
        self.quantities: list[Quantity] = []
        self._counted = [(start, end) for start, end in counted if sentence.start <= start < end <= sentence.end]
        if not (self.times or self._counted or _COUNTS.search(text, sentence.start, sentence.end)):
            return
        names = [m.span() for m in _TITLE.finditer(text, sentence.start, sentence.end)]
        names = [(start, end) for start, end in names if (start + 1, end - 1) not in said]
        titles = [(start, end) for start, end in names if text[start] in "《（("]
        if titles:  # 《云岭县总体规划（2021—2035年）》 is of no time
            self.times = [t for t in self.times if not any(start < t.start < end for start, end in titles)]
        names += self._counted
        position = sentence.start
        holes = [(t.start, t.end, "date") for t in self.times]
        if names:
            holes = sorted(holes + [(start, end, "name") for start, end in names])
        for start, end, reason in [*holes, (sentence.end, sentence.end, "")]:
            if start > position:
                quantities, skipped = find_quantities(text, position, start)
                self.quantities += quantities
                self.skipped += skipped
            if end > start and any(c.isdigit() for c in text[start:end]) and start >= position:
                self.skipped.append(Skipped(Span.at(text, start, end), reason))
            position = max(position, end)
        if self.quantities:
            self._set_aside_classes()

    @cached_property
    def separators(self) -> list[tuple[int, int]]:
        """Where the marks between clauses stand."""
        marks = [m.span() for m in _SEPARATOR.finditer(self.text, self.start, self.end)]
        if point := _POINT.match(self.text, self.start, self.end):
            marks.insert(0, point.span())
        bracketed = any(self.text.find(mark, self.start, self.end) >= 0 for mark in "（(")
        asides = self._counted + ([m.span() for m in _ASIDE.finditer(self.text, self.start, self.end)] if bracketed else [])
        opened = [(start - (self.text[start - 1] in "“「"), start) for start, _ in self.said if not _SEPARATOR.match(self.text, start - 1)]
        if opened:
            marks = sorted({*marks, *opened})
        return [(start, end) for start, end in marks if not any(a <= start < b for a, b in asides)] if asides else marks

    @cached_property
    def foundations(self) -> list[tuple[int, int]]:
        """Where it says what something is added to."""
        return foundations(self.text, self.start, self.end)

    @cached_property
    def goals(self) -> int:
        """Where what stands before is called goals, -1 where nothing is."""
        return called_goals(self.text, self.start, self.end)

    @cached_property
    def _ends(self) -> list[int]:
        """Where clauses end."""
        return [*(start for start, _ in self.separators), self.end]

    @cached_property
    def _starts(self) -> list[int]:
        """Where clauses begin."""
        return [self.start, *(end for _, end in self.separators)]

    def set_against(self, number: int) -> Time | None:
        """The comparison right before a number that another one is set against: 比去年的98公里多22公里."""
        for time in self.times:
            if time.kind == "comparison" and self.text[time.end : number] == "的" and self.text[time.start] in "比较":
                return time
        return None

    def clause_start(self, position: int) -> int:
        """Where the clause that holds this position begins."""
        starts = self._starts
        return starts[bisect_right(starts, position, 1) - 1]

    def clause_end(self, position: int) -> int:
        """Where the clause that holds this position ends."""
        return self._ends[bisect_left(self._ends, position)]

    def _set_aside_classes(self) -> None:
        """亿元以上项目153个: the bound only defines the class that is counted."""
        kept: list[Quantity] = []
        for index, quantity in enumerate(self.quantities):
            if quantity.range_end:  # the lower end tells what the range is
                if kept and kept[-1].span == quantity.span:
                    kept.append(quantity)
                continue
            following = self.quantities[index + 1] if index + 1 < len(self.quantities) else None
            if self._defines(quantity, following, kept[-1] if kept else None):
                self.skipped.append(Skipped(quantity.span, "class"))
            else:
                kept.append(quantity)
        self.quantities = kept

    def _defines(self, quantity: Quantity, following: Quantity | None, before: Quantity | None) -> bool:
        """Whether a number only tells what is counted or meant: 亿元以上项目153个, 对300亩以上的大户, 1000万吨炼油厂等90个项目."""
        start, end = quantity.span.start, quantity.span.end
        counted = following is not None and following.unit_kind == "counter"
        if self.text.startswith("级", end):  # 建成10万吨级泊位4个
            return True
        if picks_out(self.text, quantity, before):
            return True
        if following and counted and quantity.unit_kind == "money" and may_pick_out(self.text, start, end):
            between = self.text[end : following.span.start]
            return len(between) <= 16 and not (_SEPARATOR.search(between) or _POINT.match(between))  # 投资超5亿元的茶业项目达2个
        if quantity.comparator not in (">=", "<="):
            meant = _ONE_OF_THEM.match(self.text, end) if counted and quantity.unit_kind == "measure" else None
            return bool(following and meant and meant.end() == following.span.start)
        if following and counted and following.span.start == end and quantity.unit_kind == "money":
            return True
        if _GRANTED_TO.match(self.text, end) and self.text[self.clause_start(start)] in "对凡给":
            return True
        noun = _CLASS.match(self.text, end)
        if noun is None:
            return False
        if (
            following
            and 0 <= following.span.start - noun.end() <= 12
            and not _SEPARATOR.search(self.text, noun.end(), following.span.start)
        ):
            return True
        if before and start - before.span.end <= 4 and before.unit_kind == "counter":
            return True
        return quantity.unit_kind in ("measure", "money") and self.text[start - 1] in _ABOUT
