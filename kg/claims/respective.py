"""Values told respectively: 产值、税收分别达3亿元、1亿元, and lists that say the same without 分别."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.claims.clauses import Clauses
from kg.claims.context import Context, Named, concept
from kg.claims.naming import TASK, told_task
from kg.claims.parallels import parallel_subjects, places_by_form
from kg.mentions import metrics
from kg.mentions.quantities import Quantity
from kg.model import Claim, Role, Span

UNCLEAR = "分别所指不明 · unclear what is listed respectively"
_JOINED = re.compile(r"[、和及与，]{0,1}(?:约|近|超过?)?\s*")
_TURNS = re.compile(f"[、和及与](?:同比|又|则)?(?P<verb>(?P<up>{metrics.UP})|{metrics.DOWN})(?:了|约|近|超过?)?")  # 下降3%、上升5%和下降2%
_AGAIN = re.compile(f"、(?:同比|比上年|较上年)?(?:{metrics.UP}|{metrics.DOWN})(?:了)?")  # 分别达到3亿元和2亿元、增长7%和9%
_TO = re.compile("[^，；、0-9]{0,4}?[到至为]")
# one word for two
_BOTH = {"城乡": ("城镇", "农村"), "存贷款": ("存款", "贷款"), "存出栏": ("存栏", "出栏")}
_HEAD = re.compile("(?:增加值|总?产值|投资|产量|收入|支出|利润|销售额|零售额|进出口|出口|进口|价格)$")
_MEASURED = re.compile("(?:[量额值率数]|面积|单产|亩产|收入|支出|投资|里程)$")
_LONG = 24  # characters; few of several subjects are longer
_BETWEEN = re.compile("，(?:[与同和跟比较][^，。]{2,14}(?:相比|相较|比较|对比)?，)?")
_GOES_WELL = re.compile(
    "(?:从无到有|双双|[均都](?![衡市])|稳[步中]|持续|快速|大幅|显著|明显|不断|继续|逐[年步]|平稳|加速|实现|再?创|再上|迈上)"
)
_LIKENED = re.compile("[与同和跟][^，。]{2,16}(?:相比|相较|比较|对比)")
_AGAINST = re.compile(f"(?:{metrics.ABOVE}|{metrics.BELOW}|(?<![占同环对相])[比较])[^，；、]{{2,12}}[、和与]")


class Respective:
    """Finds what a 分别 distributes in one sentence, and the names of it."""

    def __init__(self, context: Context) -> None:
        self.context, self.clauses, self.text = context, context.clauses, context.text

    def group(self, index: int) -> list[Quantity]:
        """The values a 分别 before this number distributes, empty where there is none."""
        quantity = self.clauses.quantities[index]
        begin = self.clauses.clause_start(quantity.number_start)
        if index and self.clauses.quantities[index - 1].span.end > begin:
            return self._again(index, begin)
        marked = "分别" in self.text[begin : quantity.span.start]
        goes_on = not marked and index > 1 and (self._goes_on(index, begin) or self._answers(index, begin))
        joined = index + 1 < len(self.clauses.quantities) and self.text[quantity.span.end] in "、和与及"
        several = joined and any(mark in self.text[begin : quantity.span.start] for mark in "、和与")
        if not (marked or goes_on or several):
            return []
        group = [quantity]
        for following in self.clauses.quantities[index + 1 :]:
            between = self.text[group[-1].span.end : following.span.start]
            if following.unit_kind != quantity.unit_kind and following.unit_kind != "counter" and not _JOINED.fullmatch(between):
                break
            turns = (marked or goes_on) and following.unit == quantity.unit and _TURNS.fullmatch(between)
            if not (turns or _JOINED.fullmatch(between) or re.fullmatch(r"(?:提高|增加|上升|下降|降低|减少|增长|提升)(?:到|至)", between)):
                break
            if following.unit != quantity.unit and between.startswith("，"):
                break  # 分别增长5%和8%，3件实事完成
            if between in ("，", "") and not marked:
                break
            group.append(following)
        return group if len(group) > 1 and (marked or goes_on or self.listed(group)) else []

    def _again(self, index: int, begin: int) -> list[Quantity]:
        """The values that tell how what a 分别 distributes in this clause has grown: 分别达到3亿元和2亿元、增长7%和9%."""
        quantities = self.clauses.quantities
        if index < 2 or index + 1 >= len(quantities) or "分别" not in self.text[begin : quantities[index - 2].span.start]:
            return []
        one, other, here, then = quantities[index - 2 : index + 2]
        pairs = all(self.text[a.span.end : b.span.start] in ("、", "和") for a, b in ((one, other), (here, then)))
        again = pairs and here.unit == then.unit == "%" and _AGAIN.fullmatch(self.text, other.span.end, here.span.start)
        return [here, then] if again and one.span.start > begin else []

    def _answers(self, index: int, begin: int) -> bool:
        """Whether two values only tell how the two amounts right before have grown: 茶客3万人，收入2亿元，同比增长7%和9%."""
        quantities, made = self.clauses.quantities, self.context.made
        if index < 2 or index + 1 >= len(quantities) or len(made) < 2:
            return False
        (one, other), (here, then) = made[-2:], quantities[index : index + 2]
        told = (one.number, other.number) == (quantities[index - 2].span, quantities[index - 1].span) and _BETWEEN.fullmatch(
            self.text, other.number.end, begin
        )
        if not told or one.metric.value == other.metric.value or {one.measure, other.measure} != {"level"}:
            return False
        between = self.text[here.span.end : then.span.start]
        if not (between in ("、", "和") or _TURNS.fullmatch(between)) or self.text[begin - 1] != "，":
            return False
        units = (here.unit, then.unit)
        alike = units == ("%", "%") or (
            units[0] != units[1] and units == tuple("百分点" if c.unit == "%" else c.unit for c in (one, other))
        )
        phrase = metrics.before(self.text, begin, here.span.start, here.unit)
        return alike and bool(phrase.direction or self._changed(begin, here)) and not phrase.name

    def _changed(self, begin: int, quantity: Quantity) -> int:
        """The direction of a verb that stands alone before a number of things: 提升了6天."""
        verb = re.search(f"(?:(?P<up>{metrics.UP})|{metrics.DOWN})了?$", self.text[begin : quantity.span.start])
        return 0 if verb is None else 1 if verb["up"] else -1

    def _goes_on(self, index: int, begin: int) -> bool:
        """Whether the clause only tells how what the 分别 right before it distributes has grown: 分别达3亿元、1亿元，增长5%、6%."""
        quantities = self.clauses.quantities
        if index < 2 or index + 1 >= len(quantities) or "分别" not in self.text[self.clauses.start : begin]:
            return False
        one, other, here, then = quantities[index - 2 : index + 2]
        last = self.clauses.clause_start(one.number_start)
        pairs = all(self.text[a.span.end : b.span.start] in ("、", "和") for a, b in ((one, other), (here, then)))
        if not pairs or then.unit != here.unit or self.text.find("分别", last, one.span.start) < 0 or other.span.end != begin - 1:
            return False
        phrase = metrics.before(self.text, begin, here.span.start, here.unit)
        return bool(phrase.direction and not phrase.name)

    def names(self, group: Sequence[Quantity], told_apart: bool = False) -> list["Named | None"]:
        """The names of the values a 分别 distributes, in order, None for a value without one; ``told_apart`` are those of several places or times."""
        begin = self.clauses.clause_start(group[0].number_start)
        marker = self.text.find("分别", begin, group[0].span.start)
        again = marker >= 0 and any(marker < q.span.start < group[0].span.start for q in self.clauses.quantities)
        index = self.clauses.quantities.index(group[0])
        answered = marker < 0 and len(group) == 2 and not self._goes_on(index, begin) and self._answers(index, begin)
        subject = self._subject(begin, marker if marker >= 0 else group[0].span.start)
        subjects: list[tuple[str, Span | None]] = [] if answered else [*self._parallel(subject, group)]
        start = self.clauses.quantities[index - 1].span.end + 1 if again else marker + 2
        phrase = metrics.before(self.text, start if marker >= 0 else begin, group[0].span.start, group[0].unit)
        if answered:
            phrase = replace(phrase, name="", direction=phrase.direction or self._changed(begin, group[0]))
        if not phrase.direction:  # 产值、税收增速分别为5%、6%
            phrase = replace(phrase, direction=subject.direction, to=subject.to, yearly=subject.yearly, verb=subject.verb)
        unknown = len(phrase.name) >= 4 and places_by_form([name for name, _ in subjects])  # 东坪镇、西坪镇分别新建公路3公里、5公里
        done = told_apart and len(subjects) == 1 and len(phrase.name) > 2  # 2019年至2021年，县财政分别安排资金1亿元、2亿元、3亿元
        if unknown or done or (not subjects and told_apart and phrase.name):  # 淇县、浚县分别转移群众1.2万人和8000人
            subjects = [(phrase.name, Span.at(self.text, phrase.start, phrase.end))]
        if len(subjects) == 1 and len(group) > 2 and marker > begin and (items := self._items(marker, len(group))):
            subjects = [*items]
        if not subjects and marker == begin:
            subjects = [*self._of_clause_before(begin, group)]
        if not subjects:
            made = self.context.made
            part = phrase.name if phrase.part_of else ""  # 产值、税收分别达3亿元、1亿元，分别占全县的40%、50%
            told = made[-len(group) :] if len(made) >= len(group) else ()
            subjects = [(c.metric.value.name + part, c.metric.span) for c in told]
            unknown = unknown or any(UNCLEAR in c.doubts for c in told)
        if not subjects and told_apart and (last := self.context.last()):  # 上半年和前三季度分别增长3%和5%
            subjects = [(last.metric.value.name, last.metric.span)]
        both = (
            next((both for both in _BOTH if both in subjects[0][0]), "") if len(subjects) == 1 and len(group) == 2 and marker >= 0 else ""
        )
        if both:  # 城乡居民人均可支配收入分别增长6%、7%
            name, span = subjects[0]
            subjects = [(name.replace(both, kind), span) for kind in _BOTH[both]]
        if group[0].unit == "%" and (task := TASK.search(self.text, begin, group[0].span.start)):  # 分别完成年度任务的104%、120%
            share = phrase.name if phrase.part_of else ""  # 分别占年度计划的97%、96%
            subjects = [(f"{name.removesuffix(share)}{told_task(task)}完成率", span) for name, span in subjects]
        risen = any(_TO.match(self.text, quantity.span.end) for quantity in group[:-1])
        crossed = len(group) == 2 * len(subjects) and not unknown and (risen or len(subjects) > 1)
        against = _AGAINST.search(self.text, begin, group[0].span.start)  # 增速比淇县、浚县分别高2个、3个百分点
        named: list[Named | None] = []
        for position in range(len(group)):
            if not subjects:
                named.append(None)
                continue
            name, span = subjects[position % len(subjects)] if crossed or len(subjects) in (len(group), 1) else subjects[-1]
            own = self._turned(phrase, group, position)
            doubts = (
                ()
                if not answered
                and not against
                and ((len(subjects) == len(group) and not unknown) or crossed or (told_apart and len(subjects) == 1))
                else (UNCLEAR,)
            )
            origin = "" if span and span.start >= begin else "sentence"
            named.append(Named(Role(concept(name), span, origin), own, doubts))
        return named

    def _turned(self, phrase: metrics.Phrase, group: Sequence[Quantity], position: int) -> metrics.Phrase:
        """The phrase of a value with the verb that stands before it alone: 分别下降3%、上升5%和下降2%."""
        turn = _TURNS.fullmatch(self.text, group[position - 1].span.end, group[position].span.start) if position else None
        return replace(phrase, direction=1 if turn["up"] else -1, verb=turn["verb"]) if turn else phrase

    def _subject(self, begin: int, marker: int) -> metrics.Phrase:
        """The words before 分别 that name what the values are of, and how it changes: 产值、税收比上年, 上半年产值增速."""
        for time in (t for t in self.clauses.times if begin <= t.start and t.end <= marker):
            subject = metrics.before(self.text, self.context.past_names(begin, time.start), time.start).name
            if time.kind == "comparison" and subject:
                marker = time.start  # 产值、税收比上年分别增长5%、6%
                break
            if not subject:
                begin = time.end
        return metrics.before(self.text, self.context.past_names(begin, marker), marker)

    def _parallel(self, subject: metrics.Phrase, group: Sequence[Quantity]) -> list[tuple[str, Span]]:
        """The subjects that words name: A、B和C, with what the last one has in common with the others restored (城市居民、农村居民最低生活保障标准)."""
        words, share = subject.name.rstrip("均 、"), ""
        if subject.part_of and "占" in words[1:]:  # 茶厂、茶园仍占全县的20%、30%
            share = words[words.index("占") :]
            words = words.removesuffix(share).rstrip("仍均都约")
        alike = len({quantity.unit for quantity in group}) == 1
        found = parallel_subjects(self.text, subject.start, subject.start + len(words), alike, len(group)) if words else []
        return [(name + share, span) for name, span in found]

    def _items(self, marker: int, count: int) -> list[tuple[str, Span]]:
        """The subjects that commas part from the beginning of the sentence on, as many as the values: 茶业，果业和林业，渔业产值分别增长5%、6%、7%."""
        start = max(
            self.clauses.start, self.text.rfind("；", self.clauses.start, marker) + 1, self.text.rfind("：", self.clauses.start, marker) + 1
        )
        if any(start <= quantity.span.start < marker for quantity in self.clauses.quantities):
            return []
        if any(start <= time.start < marker and self.text[time.end] == "，" for time in self.clauses.times):
            return []  # 过去三年，全县，茶农收入分别增长3%、4%、5%
        subject = self._subject(self.clauses.clause_start(marker), marker)
        items = [*self.text[start : subject.start].rstrip("，").split("，"), subject.name]
        head = _HEAD.search(subject.name)
        if len(items) != count or head is None or not all(2 <= len(item) <= _LONG for item in items) or self.context.is_name(start):
            return []
        found = []
        for item in items:
            found.append((item if item.endswith(head.group()) else item + head.group(), Span.at(self.text, start, start + len(item))))
            start += len(item) + 1
        return found

    def _of_clause_before(self, begin: int, group: Sequence[Quantity]) -> list[tuple[str, Span]]:
        """The subjects of a clause without numbers right before 分别, as many as the values: 茶厂、茶园从无到有，分别达2个、3个."""
        start = self.clauses.clause_start(begin - 1)
        against = _LIKENED.fullmatch(self.text, start, begin - 1)
        if against and start > self.clauses.start:  # 茶园、茶厂，与去年相比，分别减少5%、6%
            begin, start = start, self.clauses.clause_start(start - 1)
        if any(start <= quantity.span.start < begin for quantity in self.clauses.quantities):
            return []
        done = _GOES_WELL.search(self.text, start, begin - 1)
        subject = self._subject(start, done.start() if done else begin - 1)
        subjects = self._parallel(subject, group)
        return subjects if (done or against) and len(subjects) == len(group) else []

    def listed(self, group: Sequence[Quantity]) -> bool:
        """Whether as many subjects stand before these values: 专项债券、再融资债券111.1亿元、44.7亿元."""
        begin = self.clauses.clause_start(group[0].number_start)
        marker = self.text.find("分别", begin, group[0].span.start)
        subject = self._subject(begin, marker if marker >= 0 else group[0].span.start)
        if marker < 0 and len({quantity.unit for quantity in group}) > 1 and not _MEASURED.search(subject.name):
            return False  # 青石、白水等4个、31公里公路
        return len(self._parallel(subject, group)) == len(group)


def shared_out(clauses: Clauses, quantity: Quantity) -> bool:
    """Whether a 分别 before a number may give it to something else than the metric before: 分别增长3.2%和下降1.5%."""
    begin, stop = clauses.clause_start(quantity.number_start), clauses.clause_end(quantity.span.end)
    if clauses.text.find("分别", begin, quantity.span.start) < 0:
        return False
    return any(q.unit == quantity.unit and q.span != quantity.span and begin <= q.span.start < stop for q in clauses.quantities)


def in_a_row(clauses: Clauses, index: int, earlier: Sequence[Claim]) -> bool:
    """Whether a number only goes on after the one before, where nothing tells which is which: 引进企业20家、30家."""
    if not index or not earlier:
        return False
    before, here = clauses.quantities[index - 1], clauses.quantities[index]
    joined = clauses.text[before.span.end : here.span.start] in ("、", "和", "与", "及")
    return joined and before.unit == here.unit and earlier[-1].number == before.span
