"""The words around a number that may name what it measures."""

import re
from dataclasses import dataclass, replace

from kg.claims.context import Context
from kg.claims.verbs import ALSO_NOUN, is_verb_only
from kg.mentions import metrics
from kg.mentions.counted import thing_behind
from kg.mentions.owners import owned
from kg.mentions.quantities import Quantity
from kg.model import Span
from kg.periods import Time
from kg.values import set_by_slots

_INVESTED = re.compile(r"(?:完成|实现|达成|累计|已|共)*(?:总投资|投资|产值|营收|销售额|产量)[达超突破约近]*$")

_FOUNDED = re.compile("的?基础之?上")
_AREAS = re.compile("市县|县区|县市|省份|省市|地市|城市|乡镇|[省市县区镇乡村]")
_EXCEPTED = re.compile("[之以]?外$")
# 为300名老人提供上门服务, 对9个茶村落实帮扶措施: what is done for them is no part of what they are
_FOR_THEM = re.compile("(?:(?<![一-鿿])|(?<=[已再先也均都])|(?<=全年))[为对给向]$")
_DONE = re.compile(
    "(?:(?<=[一-鿿]{2})|(?<=^[村县镇乡]))(?:全面|全部|依法|及时|免费|统一|集中)?(?:提供|落实|实行|发放|开展|进行|结算|报销|给予|办理|减免|实施|配备|建立|解决|采取|送去|送上|兑现|垫付|追回|挽回|作出)"
)
_OWNING = ("拥有", "持有", "具有")
_TOGETHER = re.compile("[与同和跟](?:全[国省市州县区旗镇乡村]|[省市县]内外?)?的?$")
_JOINS = re.compile("(?<=..)(?:签约|对接|合作|联姻|结对|签署|签订|达成|建立|开展|展开|共建|共同).*$")  # 与17家煤矿合作
_SET_AGAINST = re.compile("(?:高于|低于|快于|慢于|好于|优于)(?:全[国省市州县区])?$")
_MEASURED = re.compile("[一-鿿]{0,6}(?:浓度|比例|比重|占比|率|量|额|值|数|度|面积|收入|支出|投资|价格)")
_SIGN = re.compile("[A-Za-z]")  # 细颗粒物（PM2.5）
_FEW = 16  # characters before brackets that may be a name
_LABEL = re.compile("(?:^|[、，；：。为])(?P<label>(?:(?!为)[一-鿿A-Za-z]){2,12})[（(]$")  # 鲜里脊（不高于27.5元/公斤）


@set_by_slots
@dataclass(frozen=True, slots=True)
class Words:
    """A number with the words before it and those behind it, ``name`` between the offsets ``start`` and ``end``."""

    quantity: Quantity
    phrase: metrics.Phrase
    start: int
    end: int
    name: str

    @property
    def counted(self) -> bool:
        """Whether what is measured or counted may stand behind the number."""
        quantity = self.quantity
        return quantity.unit_kind in ("counter", "measure", "duration") or (not quantity.unit and quantity.span.quote.endswith("万"))


class Around:
    """Finds the words around the numbers of one sentence."""

    def __init__(self, context: Context) -> None:
        self.context, self.clauses, self.text = context, context.clauses, context.text

    def words(self, index: int) -> Words:
        """The words around the number with this index."""
        before = self._before(index)
        if before.name and self._places_worked_in(before):
            before = replace(before, name="")
        named = bool(before.name) and not (is_verb_only(before.name) and not ALSO_NOUN.search(before.name))
        return Words(self.clauses.quantities[index], before, *self._after(index, named))

    def _before(self, index: int) -> metrics.Phrase:
        """The phrase before a number, without what belongs to the number before it, times, and names of places and people."""
        quantity = self.clauses.quantities[index]
        if label := self._label(quantity):
            return label
        begin = self._from_where(index)
        left, stop = self._past_times(begin, quantity.span.start)
        left = self.context.past_names(left, stop)
        phrase = metrics.before(self.text, left, stop, quantity.unit)
        share = phrase.part_of and phrase.name.startswith("占")
        if (not phrase.name or share) and left > begin and not (phrase.base and phrase.direction):
            # 通车里程目前已达4307公里: the time stands between the metric and its verb
            times = [self._stretch(t) for t in reversed(self.clauses.times)]
            stop = next((start for start, end in times if end == left or (begin < start and end <= left)), begin)
            if stop > begin:
                earlier = metrics.before(self.text, self.context.past_names(begin, stop), stop, quantity.unit)
                phrase = replace(
                    phrase, name=earlier.name + phrase.name * share, start=earlier.start, end=phrase.end if share else earlier.end
                )
        if self.text[begin - 1] in "）)" and (whole := self._past_brackets(begin, phrase, quantity.span)):
            phrase = whole
        standard = next((t for t in self.clauses.times if t.kind == "comparison" and (t.start, t.end) == (phrase.start, phrase.end)), None)
        if standard:  # 较上年-3.1%
            base = self.text[standard.start : standard.end]
            phrase = replace(phrase, name="", start=phrase.end, base=base, base_at=(standard.start, standard.end))
        named = self.context.past_names(phrase.start, phrase.end) if phrase.end > phrase.start else phrase.start
        if named > phrase.start and not phrase.part_of:
            start, name = metrics.lead(self.text, named, phrase.end)
            phrase = replace(phrase, name=name, start=start)
        return phrase

    def _past_brackets(self, begin: int, phrase: metrics.Phrase, number: Span) -> metrics.Phrase | None:
        """The words before brackets with those behind them: 细颗粒物（PM2.5）平均浓度, 茶农（含茶工）共计."""
        opened = max(self.text.rfind(mark, self.clauses.start, begin) for mark in "（(")
        behind = phrase.name and self.text.startswith(phrase.name, begin) and _MEASURED.fullmatch(phrase.name)
        if opened <= self.clauses.start or not (behind or not phrase.name) or phrase.base or self.text[begin] in "从由":
            return None
        if begin == number.start and "一" <= self.text[number.end : number.end + 1] <= "鿿":
            return None  # 青石河（上游）、白水河（下游）6条河流
        start = self.clauses.clause_start(opened)
        if any(start <= q.span.start < begin for q in self.clauses.quantities):
            return None
        ahead = metrics.before(self.text, self.context.past_names(start, opened), opened)
        if not 2 <= len(ahead.name) <= _FEW or ahead.direction or ahead.part_of:
            return None
        inside = self.text[opened:begin]
        return replace(
            phrase, name=ahead.name + (inside if _SIGN.search(inside) else "") + phrase.name, start=ahead.start, end=max(phrase.end, opened)
        )

    def _places_worked_in(self, phrase: metrics.Phrase) -> bool:
        """Whether words are a verb and the places where it is done, so that what it is done to stands behind: 推进山城区、淇滨区100万亩农田建设."""
        begin = self.context.first_name(phrase.start + 1, phrase.end)
        if begin is None or not is_verb_only(self.text[phrase.start : begin]):
            return False
        return self.context.past_names(begin, phrase.end) == phrase.end

    def _label(self, quantity: Quantity) -> metrics.Phrase | None:
        """What stands before the brackets that hold a number and nothing else."""
        start, end = quantity.span.start, quantity.span.end
        if self.text[start - 1 : start] not in ("（", "(") or self.text[end : end + 1] not in ("）", ")"):
            return None
        label = _LABEL.search(self.text, self.clauses.start, start)
        if label is None or self.context.first_name(*label.span("label")) is not None:  # 出现在东坪镇（41.2℃）
            return None
        return metrics.Phrase(label["label"], *label.span("label"))

    def _from_where(self, index: int) -> int:
        """Where the words begin that may name a number: behind the number before it, the metric before it, or the mark before it."""
        quantity = self.clauses.quantities[index]
        left = self.clauses.clause_start(quantity.number_start)
        previous = next(
            (q for q in reversed(self.clauses.quantities[:index]) if q.unit_kind != "duration" or q.unit == quantity.unit), None
        )
        if previous and left < previous.span.end <= quantity.span.start:
            left = previous.span.end
            left = next((end for start, end in self.clauses.foundations if start < left < end <= quantity.span.start), left)
            if against := self.clauses.set_against(previous.number_start):
                return against.start
        last = self.context.last()
        if last and last.metric.span and left < last.metric.span.end <= quantity.span.start:
            theirs = last.metric.span.start == last.number.end and owned(self.text, last.metric.span.end, quantity.span.start)
            left = last.metric.span.start if theirs else last.metric.span.end  # 35个村集体经济收入均超过10万元
        listed = self.text.rfind("、", left, quantity.span.start)
        if previous and left == previous.span.end and left < listed == quantity.span.start - 1 and self._names_behind(quantity):
            return listed + 1  # 库容260万立方米的青石湖、500余株老树
        if (
            previous
            and left == previous.span.end
            and left < listed < quantity.span.start - 2
            and self.text.count("（", left, listed) == self.text.count("）", left, listed)
        ):
            left = listed + 1  # 投资30亿元的甲项目、投资5亿元: what stands before the 、 belongs to the number before
        return left

    def _names_behind(self, quantity: Quantity) -> bool:
        """Whether what is measured may stand behind a number."""
        end = quantity.span.end
        return quantity.unit_kind in ("counter", "measure") and "一" <= self.text[end : end + 1] <= "鿿"

    def _past_times(self, left: int, stop: int) -> tuple[int, int]:
        """Two offsets without the time between them that stands at either end."""
        against = self.clauses.set_against(stop)
        if against and left <= against.start:
            stop = against.start  # 粮食产量比去年的98万吨多2万吨
        for time in reversed(self.clauses.times):
            if _SET_AGAINST.search(self.text, max(left, time.start - 4), time.start) and not any(
                map(str.isdigit, self.text[time.start : time.end])
            ):
                continue  # 高于上年1.6个百分点
            if time.kind not in ("comparison", "task") and left <= time.start and time.end <= stop:
                if not self.text[time.end : stop].strip("的约近超过 ") and time.start > left:
                    stop = time.start  # 提高到2022年的14151元: the verb stands before the year
                    continue
                return min(self._stretch(time)[1], stop), stop
        return left, stop

    def _stretch(self, time: Time) -> tuple[int, int]:
        """Where a time stands, with the foundation that it alone names: 在2020年的基础上翻一番."""
        for start, end in self.clauses.foundations:
            if start < time.start < end and _FOUNDED.fullmatch(self.text, time.end, end):
                return start, end
        return time.start, time.end

    def _after(self, index: int, named: bool) -> tuple[int, int, str]:
        """The words behind a number and where they stand; ``named`` is whether words before it name it."""
        quantities = self.clauses.quantities
        begin = quantities[index].span.end
        if self.text.startswith("人口", begin - 1):  # 25万人口: its unit begins the word
            begin -= 1
        elif self.text.endswith("用户", 0, begin):  # 3万用户停电
            begin -= 2
        right = self.clauses.clause_end(begin)
        following = index + 1
        while following < len(quantities) and quantities[following].range_end:
            following += 1  # 3至5个: one number on one span
        while following < len(quantities) and quantities[following].span.start < right:
            beyond = quantities[following].span.start
            if self.text[begin:beyond].strip("的"):
                invested = _INVESTED.search(self.text, begin, beyond)  # 90个重点项目完成投资117.5亿元
                right = invested.start() if invested else beyond
                break
            if named:
                right = begin
                break
            begin = quantities[following].span.end  # 18130户54156名建档立卡贫困人口: both count what follows
            following += 1
        if right <= begin:
            return begin, begin, ""
        start, end, name = thing_behind(self.text, begin, right)
        name = self._counted(name, start, quantities[index].span.start)
        start = self.text.find(name, start, end) if name and name in self.text[start:end] else start
        return start, start + len(name) if self.text.startswith(name, start) else end, name

    def _counted(self, name: str, start: int, number: int) -> str:
        """What is counted, of a name from ``start`` on behind the number at ``number``: without their own names, whose it is and what is done with it."""
        if "的" in name and self.context.is_name(start):  # 150名青石县白水村的村民
            past = self.context.past_names(start, start + len(name))
            name = name[past - start :] if self.text[past - 1] == "的" and start + len(name) - past > 1 else name
        areas = _AREAS.match(name)
        if areas and self.context.is_name(start + areas.end()):  # 4个市县甲市、乙县
            name = areas.group()
        if name.endswith("外") and self.text.startswith("除", self.clauses.clause_start(number)):  # 除异地安置的7个村外
            name = _EXCEPTED.sub("", name)
        if _FOR_THEM.search(self.text, self.clauses.start, number) and (done := _DONE.search(name)):  # 为300名老人提供上门服务
            name = name[: done.start()]
        if self.text.endswith(_OWNING, self.clauses.start, number):  # 拥有1500多项专利的企业
            name = name.partition("的")[0]
        return _JOINS.sub("", name) if _TOGETHER.search(self.text, self.clauses.start, number) else name
