"""The assembly of claims: sentence by sentence, number by number."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.claims.changes import left_behind, times_of
from kg.claims.clauses import Clauses
from kg.claims.comparing import base_of, bound_of, measure_of
from kg.claims.context import Context, Named
from kg.claims.dating import Dating
from kg.claims.elision import CARRIED_OVER
from kg.claims.naming import Naming
from kg.claims.placing import Placing
from kg.claims.repetition import mark_repeats
from kg.claims.respective import UNCLEAR, Respective, in_a_row, shared_out
from kg.claims.sites import counts
from kg.claims.suppositions import (
    conditions,
    corrects,
    is_asked,
    is_denied,
    is_refuted,
    is_rumoured,
    is_supposed,
    refutations,
    rumours,
    undenied,
)
from kg.claims.timing import Case, Timing
from kg.claims.unfit import unfit
from kg.genres import REPORTS
from kg.mentions.programmes import POVERTY_ALLEVIATION, plan_end, reported_plan
from kg.mentions.quantities import Quantity, in_people
from kg.mentions.quotations import RETOLD
from kg.model import Claim, Concept, Head, Kind, Period, Place, Role, Skipped, Span, Speaker, Statement, Voice
from kg.periods import Calendar, Time, parts_of
from kg.sentences import Layout, Sentence

ProgrammesOf = Callable[[int, int, int], tuple[Role[Concept], ...]]

_HEADS = re.compile("[^，0-9]{4,20}。")  # what heads those behind: 改革纵深推进。
_DETAILS = re.compile(
    r"(?:时间|来源|链接|发布时间|发布日期|发布人|责任编辑|编辑|作者|日期|电话|邮编|浏览次数|点击|字号|文号|索引号|信息来源|阅读)[：:]|https?://"
)
_PEOPLE = re.compile(
    "[一-鿿]{0,8}?(?:人口|群众|居民|农民工?|职工|老人|老年人|学生|师生|学子|考生|婴幼儿|儿童|青少年|妇女|患者|劳动力|毕业生|移民|党员|干部|志愿者|游客|旅客)"
)
_GOING_ON = re.compile(r"惠及|受益|总?投资|完成投资|带动|覆盖|让|使")
_LEFT_POVERTY = re.compile(
    r"贫困[^，。；]{0,6}(?:脱贫|摘帽|出列|退出|甩掉)|(?:出列|摘帽|退出)[^，。；]{0,4}贫困|贫困帽|脱贫摘帽|贫困(?:群众|户|人口)[^，。；]{0,4}(?:就业率|覆盖率)"
)
# what all that a report tells of has brought, no clause ahead of it alone: 实施“兴茶”工程，…，粮食产量3万吨
_OF_THE_WHOLE = frozenset(("gdp", "budget-revenue", "grain-output", "grain-area", "grain-capacity", "pigs-slaughtered", "meat-output"))
# 生产总值同比（下同）增长8%
_AS_BELOW = re.compile("(?P<base>同比|[比较][上去]年(?:同期)?)[，（(]下同")


class Assembly:
    """Walks through a document and makes its claims. One instance reads one document."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        head: Head,
        statements: Sequence[Statement],
        names: Sequence[Span],
        placing: Placing,
        programmes_of: ProgrammesOf,
        programmes: Sequence[Role[Concept]] = (),
        residents: Collection[str] = (),
    ) -> None:
        self.residents = residents
        self.text, self.layout, self.head = text, layout, head
        self.statements = statements
        self.placing, self.programmes_of = placing, programmes_of
        self.plan = None if head.genre in REPORTS else reported_plan(programmes, text)
        self.poverty = next((role for role in programmes if (role.value.iri or "").endswith(POVERTY_ALLEVIATION)), None)
        self.calendar = Calendar(head.published.value if head.published else None)
        self.same_base = _AS_BELOW.search(text) if "下同" in text else None
        self.conditions, self.rumours, self.refutations = conditions(text), rumours(text), refutations(text)
        self.dating = Dating(text, head.genre in REPORTS, self.calendar.year)
        self.name_ends = {span.start: span.end for span in names}
        self.counted_names = [(span.start, span.end) for span in names if any(map(str.isdigit, span.quote))]
        delivered = head.speaker and replace(head.speaker, origin=head.speaker.origin or "head")
        self.unquoted: tuple[Voice, Role[Speaker] | None] = ("report", delivered) if delivered else ("own", None)
        self.claims: list[Claim] = []
        self.timing = Timing(text, layout, head, self.calendar, self.dating, self.claims, self._statement_at)
        self.denied: tuple[Quantity, Named] | None = None  # the last number that was denied
        self.skipped: list[Skipped] = []
        self._words = [(s.words.start, s.words.end) for s in statements]
        self._word_starts = [s for s, _ in self._words]

    def run(self) -> tuple[Sequence[Claim], Sequence[Skipped]]:
        for sentence in self.layout.sentences:
            self._sentence(sentence)
        return self.claims, self.skipped

    def _sentence(self, sentence: Sentence) -> None:
        block = self.layout.blocks[sentence.block]
        statement = self._statement_at(sentence.start + 1)
        if statement is None:
            statement = self._statement_at(sentence.end - 2)
        self.dating.enter(sentence.block, self._words[statement] if statement is not None else None)
        clauses = Clauses(
            self.text, sentence, self.calendar, self._said_in(sentence), self.dating.year_before, self.counted_names, self.dating.day
        )
        self.skipped += clauses.skipped
        running = self.dating.topic and self.dating.running
        if running and not clauses.quantities and _HEADS.fullmatch(self.text, sentence.start, sentence.end):
            self.dating.topic = None
        if clauses.quantities:
            if block.heading or _DETAILS.match(self.text, block.start, block.end):
                reason = "heading" if block.heading else "details"
                self.skipped += [Skipped(q.span, reason) for q in clauses.quantities if not q.range_end]
            else:
                self._quantities(clauses)
        if block.heading:
            self.dating.head(block, clauses.times)
        self.dating.leave(sentence.start, clauses.times)

    def _quantities(self, clauses: Clauses) -> None:
        context = Context(clauses, self.name_ends, self.claims)
        naming, respective = Naming(context), Respective(context)
        index = 0
        while index < len(clauses.quantities):
            group = respective.group(index)
            if not group:
                self._single(clauses, naming, index)
                index += 1
                continue
            places, periods = self._each(clauses, group, respective)
            told_apart = bool(places or periods)
            for member, (quantity, named) in enumerate(zip(group, respective.names(group, told_apart), strict=True)):
                if named is None and told_apart:
                    self.skipped.append(Skipped(quantity.span, "no metric"))
                elif named is None:
                    self._single(clauses, naming, index)
                else:
                    last = group[-1]  # a bound may stand on the last value only
                    shared = quantity.comparator == "=" and (last.comparator in (">=", "<=") or last.span.quote.endswith(("左右", "上下")))
                    self._claim(
                        clauses,
                        replace(quantity, comparator=last.comparator) if shared else quantity,
                        named,
                        quantity.span,
                        places[member] if places else None,
                        periods[member] if periods else None,
                    )
                index += 1

    def _each(
        self, clauses: Clauses, group: Sequence[Quantity], respective: Respective
    ) -> tuple[tuple[Role[Place], ...], tuple[Role[Period], ...]]:
        """The place or the time of each value that 分别 distributes: 淇县、浚县分别新建3所、5所; 2021年、2022年，全县分别新增3人、5人."""
        stop = clauses.clause_start(group[0].number_start)
        marker = self.text.find("分别", stop, group[0].span.start)
        stop = marker if marker >= 0 else group[0].span.start
        places = self.placing.listed(clauses.start, stop, len(group))
        times = [t for t in clauses.times if t.end <= stop and t.period and t.kind in ("date", "year", "span", "state")]
        if len(times) == 1 and not places and marker >= 0 and not respective.listed(group):
            return places, self._through(times[0], len(group))
        joined = all(self.text[a.end : b.start] in ("、", "，", "和", "与", "及") for a, b in pairwise(times))
        dated = (
            tuple(Role(t.period, Span.at(self.text, t.start, t.end)) for t in times if t.period)
            if len(times) == len(group) and joined
            else ()
        )
        return places, dated

    def _through(self, time: Time, count: int) -> tuple[Role[Period], ...]:
        """The years or months that a stretch goes through, where they are so many: 2021年至2023年分别新建3所、4所、5所."""
        parts = parts_of(time.period) if time.period else []
        span = Span.at(self.text, time.start, time.end)
        return tuple(Role(Period(part, part), span) for part in parts) if len(parts) == count else ()

    def _single(self, clauses: Clauses, naming: Naming, index: int) -> None:
        quantity = clauses.quantities[index]
        if quantity.range_end and self.claims and self.claims[-1].number == quantity.span:
            last = self.claims[-1]
            if last.value < 0 < quantity.value and last.measure != "level":  # 下降5%至8%: from -8% to -5%
                self.claims[-1] = replace(last, comparator="<=")
                quantity = replace(quantity, value=-quantity.value, comparator=">=")
            self.claims.append(replace(last, value=quantity.value, comparator=quantity.comparator))
            return
        named = naming.name(index) or self._corrected(quantity)
        if (
            named
            and not quantity.unit
            and (
                named.metric.value.name.endswith(("人口", "人数", "男性", "女性"))
                or (quantity.span.quote.endswith("万") and self._counts_people(quantity, named))
            )
        ):
            quantity = in_people(quantity)
        reason = unfit(clauses, quantity, named, self.claims, self.residents)
        if named and named.metric.origin and shared_out(clauses, quantity):
            named = replace(named, doubts=tuple(dict.fromkeys((*named.doubts, UNCLEAR))))
        if named is None or reason:
            self.skipped.append(Skipped(quantity.span, reason or "no metric"))
        elif named.metric.origin and in_a_row(clauses, index, self.claims):
            last = self.claims[-1]
            self.claims[-1] = replace(last, doubts=tuple(dict.fromkeys((*last.doubts, UNCLEAR))))
            phrase = named.phrase
            if last.measure != "level" and not phrase.direction:  # 增长2%和3%
                phrase = replace(phrase, direction=1 if last.value > 0 else -1)
            named = replace(named, phrase=phrase, doubts=tuple(dict.fromkeys((*named.doubts, UNCLEAR))))
            self._claim(clauses, quantity, named, self._quote(clauses, quantity, named))
        else:
            self._claim(clauses, quantity, named, self._quote(clauses, quantity, named))

    def _corrected(self, quantity: Quantity) -> Named | None:
        """并非3万人，而是2万人: the metric of what was denied right before."""
        if self.denied is None:
            return None
        denied, named = self.denied
        if denied.unit != quantity.unit or not corrects(self.text, denied.span.end, quantity.span.start):
            return None
        metric = undenied(self.text, named.metric, denied.number_start)
        return None if metric is None else replace(named, metric=metric, doubts=tuple(dict.fromkeys((*named.doubts, CARRIED_OVER))))

    def _counts_people(self, quantity: Quantity, named: Named) -> bool:
        """Whether people stand right behind a number whose unit is left out: 22.4万贫困人口."""
        return bool(named.metric.span and named.metric.span.start == quantity.span.end and _PEOPLE.match(named.metric.value.name))

    def _unstated(self, clauses: Clauses, quantity: Quantity) -> str:
        """Why what a number says is not stated as a fact or an aim, "" where it is."""
        number, end = quantity.number_start, quantity.span.end
        clause = clauses.clause_start(number)
        if is_denied(self.text, clause, number):
            return "denied"
        if is_asked(self.text, clause, number, end):
            return "question"
        if self.refutations and is_refuted(self.text, clauses.start, end, self.refutations):
            return "denied"
        if self.rumours and is_rumoured(self.text, self._since(clauses, number), number, self.rumours):
            return "rumour"
        return "hypothesis" if self.conditions and is_supposed(self.text, clauses.start, number, self.conditions) else ""

    def _since(self, clauses: Clauses, number: int) -> int:
        """Where what is said of a number in its sentence begins: with its speaker's words, or with the sentence."""
        statement = self._statement_at(number)
        return clauses.start if statement is None else max(clauses.start, self._words[statement][0])

    def _quote(self, clauses: Clauses, quantity: Quantity, named: Named) -> Span:
        """The shortest phrase that holds the metric and the number where they stand in one clause, else the number with its verb."""
        start, end = quantity.span.start, quantity.span.end
        left = clauses.clause_start(quantity.number_start)
        metric = named.metric.span
        if metric and not named.metric.origin and left <= metric.start and metric.end <= clauses.clause_end(quantity.span.end):
            if metric.end >= start or not any(q.span.start >= metric.end and q.span.end <= start for q in clauses.quantities):
                start, end = min(start, metric.start), max(end, metric.end)
        elif named.phrase.base_at and named.phrase.base_at[0] >= left:
            start = min(start, named.phrase.base_at[0])
        return Span.at(self.text, start, end)

    def _claim(
        self,
        clauses: Clauses,
        quantity: Quantity,
        named: Named,
        quote: Span,
        place: Role[Place] | None = None,
        period: Role[Period] | None = None,
    ) -> None:
        phrase = named.phrase
        number = quantity.number_start
        if reason := self._unstated(clauses, quantity):
            self.denied = (quantity, named) if reason == "denied" else None
            self.skipped.append(Skipped(quantity.span, reason))
            return
        measure, value, unit = measure_of(clauses, quantity, named)
        statement = self._statement_at(number)
        against = clauses.set_against(number)  # a number of another time
        base = None if against else base_of(clauses, named, quantity, measure, self.claims)
        if base is None and measure == "growth" and not against:
            base = self._base_of_all(number)
        left = left_behind(clauses, quantity)
        clause = self.text[clauses.clause_start(number) : clauses.clause_end(quantity.span.end)]
        case = Case(clauses, number, left, clause, times_of(clauses, number), measure, named, base, against)
        kind, period, doubts = self.timing.of(case, period)
        place = place or self.placing.place_of(number, self.statements[statement].speaker if statement is not None else None)
        voice, speaker = self._voice(statement)
        own = self.programmes_of(quote.start, quantity.span.end, clauses.clause_start(number))
        whole = self.head.genre in REPORTS and (named.metric.value.iri or "").rpartition("/")[2] in _OF_THE_WHOLE
        own = tuple(r for r in own if not (counts(self.text, r, named.metric.span, unit) or (whole and r.origin)))
        programmes = self._planned(kind, period) or own or self._carried(clauses, number)
        if not programmes or programmes[0].origin == "paragraph":
            programmes = self._out_of_poverty(named.metric.value.name + clause) or programmes
        claim = Claim(
            number=quantity.span,
            quote=quote, value=value, unit=unit, comparator=bound_of(self.text, quantity, phrase), measure=measure, kind=kind, metric=named.metric, voice=voice,
            base=base, place=place, period=period, programmes=programmes, speaker=speaker, statement=statement,
            doubts=(*doubts, *self._doubts_of(statement, number)), rule=self._rule(named),
        )  # fmt: skip
        self._date_what_was_met(claim, clauses)
        self.claims.append(claim)

    def _base_of_all(self, number: int) -> Role[str] | None:
        """同比 or another base, where a growth before this one is told to be so, as all below: 生产总值同比（下同）增长8%."""
        said = self.same_base
        return Role(said["base"], Span.at(self.text, *said.span("base")), "document") if said and said.end() < number else None

    def _date_what_was_met(self, claim: Claim, clauses: Clauses) -> None:
        """What met the target of a year was reached in that year: 新建水厂3座，完成率100%."""
        last, period = (self.claims[-1] if self.claims else None), claim.period
        met = claim.metric.value.name.endswith("完成率")
        if last and period and period.span and met and last.period is None and last.number.start > clauses.start:
            self.claims[-1] = replace(last, period=replace(period, origin="sentence"))

    def _planned(self, kind: Kind, period: Role[Period] | None) -> tuple[Role[Concept], ...]:
        """What is to be reached by the end of the plan a document reports on is that plan's."""
        if self.plan and kind == "target" and period and (period.value.end or "")[:4] == plan_end(self.plan.value):
            return (replace(self.plan, origin="document"),)
        return ()

    def _out_of_poverty(self, words: str) -> tuple[Role[Concept], ...]:
        """People, villages and counties that left poverty are what 脱贫攻坚 counts, where the document speaks of it."""
        return (replace(self.poverty, origin="document"),) if self.poverty and _LEFT_POVERTY.search(words) else ()

    def _carried(self, clauses: Clauses, number: int) -> tuple[Role[Concept], ...]:
        """The programme of the number before, where this one goes on about it: …工程355处，惠及15.6万人."""
        last = self.claims[-1] if self.claims else None
        if last is None or last.number.start < clauses.start or "；" in self.text[last.number.end : number]:
            return ()
        if self.head.genre in REPORTS and not _GOING_ON.match(self.text, clauses.clause_start(number)):
            return ()
        return tuple(replace(role, origin=role.origin or "sentence") for role in last.programmes)

    def _rule(self, named: Named) -> str:
        origin = named.metric.origin
        if origin:
            return "elided"
        span = named.metric.span
        return "named-after" if span and span.start >= named.phrase.end and span.start != named.phrase.start else "named-before"

    def _statement_at(self, position: int) -> int | None:
        if not self._words:
            return None
        index = bisect_right(self._word_starts, position) - 1
        return index if index >= 0 and position < self._words[index][1] else None

    def _said_in(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The words of the statements that begin in a sentence."""
        if not self._words:
            return []
        return self._words[bisect_left(self._word_starts, sentence.start) : bisect_left(self._word_starts, sentence.end)]

    def _doubts_of(self, statement: int | None, number: int) -> tuple[str, ...]:
        """What is doubtful about who says the number at ``number``."""
        if statement is None:
            return ()
        said = self.statements[statement]
        return (*said.doubts, RETOLD) if any(words.start <= number < words.end for words in said.retold) else said.doubts

    def _voice(self, statement: int | None) -> tuple[Voice, Role[Speaker] | None]:
        if statement is not None:
            said = self.statements[statement]
            return said.kind, said.speaker
        return self.unquoted


def find_claims(
    text: str,
    layout: Layout,
    head: Head,
    statements: Sequence[Statement],
    names: Sequence[Span],
    placing: Placing,
    programmes_of: ProgrammesOf,
    programmes: Sequence[Role[Concept]] = (),
    residents: Collection[str] = (),
    of_tables: Sequence[Claim] = (),
    skipped_in_tables: Sequence[Skipped] = (),
) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """The claims of a document in order, and the numbers that became none, with the reason; ``names`` are where places and people are named,
    ``residents`` the names of those who hold no post: what one of them earns is an anecdote. The claims ``of_tables`` are already made.

    >>> text = "云岭县建成48个专业合作社，覆盖率达到100%。"
    >>> claims, _ = find_claims(text, Layout(text), Head(), (), (), Placing((), Layout(text), None), lambda a, b, c: ())
    >>> [(c.metric.value.name, str(c.value), c.unit) for c in claims]
    [('专业合作社', '48', '个'), ('覆盖率', '100', '%')]
    """
    claims, skipped = Assembly(text, layout, head, statements, names, placing, programmes_of, programmes, residents).run()
    if of_tables or skipped_in_tables:
        claims = sorted([*claims, *of_tables], key=lambda claim: claim.number.start)
        skipped = sorted([*skipped, *skipped_in_tables], key=lambda number: number.span.start)
    return tuple(mark_repeats(list(claims))), tuple(skipped)
