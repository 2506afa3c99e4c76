"""The assembly of claims: sentence by sentence, number by number."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.claims.dating import Dating
from kg.claims.moods import is_target
from kg.claims.repetition import mark_repeats
from kg.claims.sections import REPORTS, Section, find_sections, section_at
from kg.mentions import metrics
from kg.mentions.quantities import Quantity, find_quantities
from kg.model import Claim, Comparator, Concept, Head, Kind, Measure, Place, Role, Skipped, Span, Speaker, Statement, Voice
from kg.periods import Calendar, Time
from kg.sentences import Layout, Sentence

PlaceOf = Callable[[int], Role[Place] | None]
ProgrammesOf = Callable[[int, int, int], tuple[Role[Concept], ...]]

_SEPARATOR = re.compile(r"[，,；;：:。！？!?…（）()●]|——|　　|“(?=[^”]{20,})")
_ASIDE = re.compile(r"[（(][^（）()0-9]{1,4}[）)]")  # 新（改、扩）建
_TITLE = re.compile(r"《[^》]{1,60}》|“[^”，。；]{0,16}[0-9０-９][^”，。；]{0,12}”|‘[^’，。]{0,12}’")
_DETAILS = re.compile(r"^(?:时间|来源|链接|发布时间|发布日期|发布人|责任编辑|编辑|作者|日期|电话|邮编|浏览次数|点击|字号|文号|索引号|信息来源|阅读)[：:]|https?://")
_JOINED = re.compile(r"[、和及与，]{0,1}(?:约|近|超过?)?\s*")
_ANECDOTE = re.compile(r"(?:他|她|我|俺|咱|自|各)家|全家|家有|两口子|夫妻|夫妇|老伴|儿子|女儿|一家|家里|一共|每斤|一斤|每亩地|打工")
_CLASS = re.compile(r"的?(?:[一-鿿]{0,6}?)(?:项目|企业|人群|老人|老年人|县|乡镇|家庭|游客|村|儿童|机组|锅炉|大户|农户|单位|规模)")
_TASK = re.compile(r"^(?:超额)?完成(?:了)?(?P<task>(?:年度|全年|省定|市定|年初)?[^，。]{0,4}?(?:目标任务|目标|任务|计划))$")
_LASTING = re.compile(r"天数|时间|时长|期限|寿命|工期|年限|周期|假期|时限|日数|时效")
_BARE = re.compile(r"(?:度|指数|系数|比|值|率|评分|得分|分数|排名数)$")
_TOWARDS = re.compile(r"^(?:扩大|增加|新增加|减少|压减|降低|削减|压缩|关闭|提高|拉动提高|净增|净减)(?=.{2,})")
_PREDICATE = re.compile(
    r"^(?:参与|参加|发展到|提高|提升|上升|下降|增加|减少|降低|出现|发生|实现|全部|均|已|都|受到|被|完成|通过|达到|进入|占|实施|用于|用来|支持|重点|投入|建成|建设了?|开工|投产|以上|同比|增长|比|较|获|荣获|列入|纳入|入选|正在|将|在|由|为|使|让|"
    r"惠及|带动|覆盖|奖励|补助|补贴|左右|居|位居|排名|创|是|有|全面|顺利|成功|如期|得到|获得|按期|继续|不断|进行|享受|顺利|专项|奖补)"
)
_MONEY_NOUN = re.compile(r"^(?:的)?[^，。；、]{0,6}?(?:资金|贷款|补助金?|补贴|债券|基金|产值|收入|税收|利润|投资|经费|红利|奖金|奖补|订单|融资)(?=$|[，。；、（]|用于|支持|扶持|帮助)")
_USED_FOR = re.compile(r"^(?:资金)?用于(?P<purpose>[^，。；、]{2,12})")
_VERB_ONLY = re.compile(
    r"^(?:(?:新|改|扩|续|在|拟|累计|组织|统筹|协调|率先|安排)*(?:建成|新建|改建|扩建|续建|建设|在建|引进|选派|动员|抽调|开通|调集|包括|造成|带动|成立|设立|发展|培育|新增|安置|培训|转移|下达|建立|完成|"
    r"实施|招引|来|签约|落地|开工|投产|竣工|创建|打造|组建|吸引|吸纳|派出|投入|覆盖|惠及|拥有|整治|改造|新改建|改扩建|关停|关闭|取缔|拆除|治理|修复|排查|化解|办理|受理|解决|举办|开展|争取|获批|获得|新认定|认定|"
    r"认证|入选|评选|命名|评定|推出|推进|谋划|储备|配备|配套|购置|更新|新购|投放|设置|划定|划分|来了|迎来|接待|走访|慰问|救助|资助|扶持|帮助|帮扶|支持|服务|发放|下发|出台|制定|修订|公布|发布|取得|实现|达成|"
    r"涉及|涵盖|辐射|联结|联系|进驻|入驻|落户|集聚|聚集|汇聚|形成|提供|创造|增加|减少|新登记|注册|登记|布局|布设|安装|架设|铺设|敷设|栽植|种植|养殖|存栏|出栏|销售|生产|加工|研发|授权|申请|查处|立案|侦破|"
    r"破获|抓获|打掉|清理|清退|清运|消除|销号|完善|优化|升级|提升|加固|疏浚|清淤|划转|整合|撤并|合并|精简|取消|下放|承接|调整|承担|承办|启动|启用|使用|投用|运营|开设|开办|开展了|进行|安排|兑现|减免|"
    r"筹集|募集|融资|贷款|授信|投资|支出|拨付|落实|调拨|调配|储存|储备|转运|运送|投送|输送|输出|外派|引育|评聘|招聘|招录|录用|聘请|聘用|培养|集中|组成|共有|还有|另有|现有|有|为|向|给|对|将|把|使|让|从|在)+)(?:了|过|起)?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The metric found for a number: its role, the phrase it stands in, and doubts about it."""

    metric: Role[Concept]
    phrase: metrics.Phrase
    doubts: tuple[str, ...] = ()


class _Sentence:
    """One sentence at work: its times, quantities and separators."""

    def __init__(self, text: str, sentence: Sentence, calendar: Calendar) -> None:
        self.text, self.start, self.end = text, sentence.start, sentence.end
        self.times: list[Time] = calendar.find(text, sentence.start, sentence.end)
        asides = [m.span() for m in _ASIDE.finditer(text, sentence.start, sentence.end)]
        self.separators = [m.span() for m in _SEPARATOR.finditer(text, sentence.start, sentence.end) if not any(a <= m.start() < b for a, b in asides)]
        self._ends = [e for _, e in self.separators]
        self._starts = [s for s, _ in self.separators]
        names = [m.span() for m in _TITLE.finditer(text, sentence.start, sentence.end)]
        self.skipped: list[Skipped] = []
        self.quantities: list[Quantity] = []
        position = sentence.start
        holes = sorted([(t.start, t.end, "date") for t in self.times] + [(s, e, "name") for s, e in names])
        for start, end, reason in [*holes, (sentence.end, sentence.end, "")]:
            if start > position:
                quantities, skipped = find_quantities(text, position, start)
                self.quantities += quantities
                self.skipped += skipped
            if end > start and any(c.isdigit() for c in text[start:end]) and start >= position:
                self.skipped.append(Skipped(Span.at(text, start, end), reason))
            position = max(position, end)

    def clause_start(self, position: int) -> int:
        index = bisect_right(self._ends, position) - 1
        return self._ends[index] if index >= 0 else self.start

    def clause_end(self, position: int) -> int:
        index = bisect_right(self._starts, position - 1)
        return self._starts[index] if index < len(self._starts) else self.end


class Assembly:
    """Walks through a document and makes its claims. One instance reads one document."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        head: Head,
        statements: Sequence[Statement],
        places: Sequence[Role[Place]],
        place_of: PlaceOf,
        programmes_of: ProgrammesOf,
    ) -> None:
        self.text, self.layout, self.head = text, layout, head
        self.statements = statements
        self.place_of, self.programmes_of = place_of, programmes_of
        self.calendar = Calendar(head.published.value if head.published else None)
        self.sections = find_sections(layout, head, self.calendar)
        self.dating = Dating(text, head.genre in REPORTS, self.calendar.year)
        self.place_starts = {role.span.start: role.span.end for role in places if role.span}
        self.claims: list[Claim] = []
        self.skipped: list[Skipped] = []
        self._words = [(s.words.start, s.words.end) for s in statements]
        self._word_starts = [s for s, _ in self._words]

    def run(self) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
        for sentence in self.layout.sentences:
            self._sentence(sentence)
        return tuple(mark_repeats(self.claims)), tuple(self.skipped)

    # ------------------------------------------------------------------------------------------ one sentence

    def _sentence(self, sentence: Sentence) -> None:
        block = self.layout.blocks[sentence.block]
        work = _Sentence(self.text, sentence, self.calendar)
        statement = self._statement_at(sentence.start + 1)
        if statement is None:
            statement = self._statement_at(sentence.end - 2)
        self.dating.enter(sentence.block, self._words[statement] if statement is not None else None)
        self.skipped += work.skipped
        line = self.text[block.start : block.end]
        if block.heading or _DETAILS.match(line):
            reason = "heading" if block.heading else "details"
            self.skipped += [Skipped(q.span, reason) for q in work.quantities if not q.range_end]
        else:
            self._set_aside_classes(work)
            self._quantities(work)
        self.dating.leave(sentence.start, work.times)

    def _set_aside_classes(self, work: _Sentence) -> None:
        """亿元以上项目153个: the bound only defines the class that is counted."""
        kept: list[Quantity] = []
        for index, quantity in enumerate(work.quantities):
            following = work.quantities[index + 1] if index + 1 < len(work.quantities) else None
            noun = _CLASS.match(self.text, quantity.span.end)
            counted = noun and (
                (following is not None and following.span.start - noun.end() <= 12 and not _SEPARATOR.search(self.text, noun.end(), following.span.start))
                or (kept and quantity.span.start - kept[-1].span.end <= 4 and kept[-1].unit_kind == "counter")
            )
            if counted and quantity.comparator in (">=", "<="):
                self.skipped.append(Skipped(quantity.span, "class"))
            else:
                kept.append(quantity)
        work.quantities = kept

    def _quantities(self, work: _Sentence) -> None:
        first = len(self.claims)
        index = 0
        while index < len(work.quantities):
            group = self._respective(work, index)
            if group:
                self._group(work, index, group, first)
                index += len(group)
            else:
                self._single(work, index, first)
                index += 1

    # ------------------------------------------------------------------------------------------ 分别

    def _respective(self, work: _Sentence, index: int) -> list[Quantity]:
        """The values a 分别 before this number distributes, empty where there is none."""
        quantity = work.quantities[index]
        begin = work.clause_start(quantity.number_start)
        if index and work.quantities[index - 1].span.end > begin:
            return []
        if "分别" not in self.text[begin : quantity.span.start]:
            return []
        group = [quantity]
        for following in work.quantities[index + 1 :]:
            between = self.text[group[-1].span.end : following.span.start]
            if following.unit_kind != quantity.unit_kind and following.unit_kind != "counter" and not _JOINED.fullmatch(between):
                break
            if not _JOINED.fullmatch(between) and not re.fullmatch(r"(?:提高|增加|上升|下降|降低|减少|增长|提升)(?:到|至)", between):
                break
            group.append(following)
        return group if len(group) > 1 else []

    def _group(self, work: _Sentence, index: int, group: list[Quantity], first: int) -> None:
        begin = work.clause_start(group[0].number_start)
        marker = self.text.index("分别", begin)
        subjects = self._subjects(work, begin, marker)
        phrase = metrics.before(self.text, marker + 2, group[0].span.start, group[0].unit == "倍")
        if not subjects:
            earlier = self.claims[first:][-len(group) :] if len(self.claims) - first >= len(group) else []
            subjects = [(c.metric.value.name, c.metric.span) for c in earlier]
        crossed = len(group) == 2 * len(subjects)
        last_bound: Comparator = group[-1].comparator
        for position, quantity in enumerate(group):
            subject = subjects[position % len(subjects)] if len(subjects) in (len(group), 1) or crossed else (subjects[-1] if subjects else None)
            bound = last_bound if quantity.comparator == "=" and last_bound in (">=", "<=") else quantity.comparator
            if subject is None:
                self._single(work, index + position, first)
                continue
            name, span = subject
            doubts = () if len(subjects) == len(group) or crossed else ("分别",)
            named = Named(Role(Concept(name, metrics.metric_iri(name)), span, "" if span and span.start >= begin else "sentence"), phrase, doubts)
            self._claim(work, replace(quantity, comparator=bound), named, quantity.span)

    def _subjects(self, work: _Sentence, begin: int, marker: int) -> list[tuple[str, Span | None]]:
        """The subjects before 分别: A、B和C, with what the last one has in common with the others restored (城市居民、农村居民最低生活保障标准)."""
        before = metrics.before(self.text, self._past_places(begin, marker), marker)
        start, words = before.start, before.name.rstrip("均 、")
        if not words:
            return []
        parts: list[tuple[int, int]] = []
        position = start
        for match in re.finditer(r"、|以及|和(?!平|谐)|及|与", self.text[start : start + len(words)]):
            parts.append((position, start + match.start()))
            position = start + match.end()
        parts.append((position, start + len(words)))
        names = [self.text[a:b] for a, b in parts]
        shared = next((names[-1][names[-1].rindex(names[0][-k:]) + k :] for k in (3, 2) if len(names[0]) > k and names[0][-k:] in names[-1]), "")
        result: list[tuple[str, Span | None]] = []
        for name, (a, b) in zip(names, parts, strict=True):
            full = name + shared if shared and not name.endswith(shared) else name
            result.append((full, Span.at(self.text, a, b) if b > a else None))
        return result

    # ------------------------------------------------------------------------------------------ one number

    def _single(self, work: _Sentence, index: int, first: int) -> None:
        quantity = work.quantities[index]
        if quantity.range_end and self.claims and self.claims[-1].number == quantity.span:
            self.claims.append(replace(self.claims[-1], value=quantity.value, comparator=quantity.comparator))
            return
        reason = self._unfit(work, quantity)
        if reason:
            self.skipped.append(Skipped(quantity.span, reason))
            return
        named = self._name(work, index, first)
        if named is None:
            self.skipped.append(Skipped(quantity.span, "no metric"))
            return
        ratio = not quantity.unit and quantity.span.quote.strip("0123456789.") in (":", "：", "∶")
        if not quantity.unit and not ratio and not (_BARE.search(named.metric.value.name) and not named.metric.origin):
            self.skipped.append(Skipped(quantity.span, "no unit"))
            return
        if quantity.unit_kind == "duration" and not _LASTING.search(named.metric.value.name):
            self.skipped.append(Skipped(quantity.span, "duration"))
            return
        self._claim(work, quantity, named, self._quote(work, quantity, named))

    def _unfit(self, work: _Sentence, quantity: Quantity) -> str:
        """Why a number is no claim whatever it measures, "" where it may be one."""
        start = quantity.span.start
        clause = self.text[work.clause_start(quantity.number_start) : work.clause_end(quantity.span.end)]
        if _ANECDOTE.search(clause) and quantity.unit_kind != "ratio":
            return "anecdote"
        tail = self.text[quantity.span.end : quantity.span.end + 8]
        if re.match(r"级(?!以上的)|强(?:县|市|企业|镇|村)?(?=$|[，。、；])|周年|式|日游|分钟(?:生活|健身|服务)?圈", tail):
            return "name"
        if re.match(r"(?:方面|层面|维度|环节)", tail):
            return "list"
        if re.match(r"(?:年来|多年来|倍速|点钟)", tail):
            return "duration"
        return ""

    def _past_places(self, start: int, stop: int) -> int:
        """Where the words begin when the places (and adverbs) they start with are passed over."""
        while True:
            begin, _ = metrics.lead(self.text, start, stop)
            end = self.place_starts.get(begin)
            if end is None or end > stop:
                return start
            start = end + (1 if self.text[end : end + 1] in "的市县区省" and end + 1 < stop else 0)

    def _name(self, work: _Sentence, index: int, first: int) -> Named | None:
        quantity = work.quantities[index]
        left = work.clause_start(quantity.number_start)
        previous = next((q for q in reversed(work.quantities[:index]) if q.unit_kind != "duration"), None)
        if previous and left < previous.span.end <= quantity.span.start:
            left = previous.span.end
        last = self._last(first)
        if last and last.metric.span and left < last.metric.span.end <= quantity.span.start:
            left = last.metric.span.end
        stop = quantity.span.start
        listed = self.text.rfind("、", left, stop)
        if previous and left == previous.span.end and left < listed < stop - 2:
            left = listed + 1  # 投资30亿元的甲项目、投资5亿元: what stands before the 、 belongs to the number before
        whole = (left, stop)
        for time in reversed(work.times):
            if time.kind != "comparison" and left <= time.start and time.end <= stop:
                if not self.text[time.end : stop].strip("的约近超过 ") and time.start > left:
                    stop = time.start  # 提高到2022年的14151元: the verb stands before the year
                    continue
                left = time.end
                break
        left = self._past_places(left, stop)
        multiple = quantity.unit == "倍"
        phrase = metrics.before(self.text, left, stop, multiple)
        if not phrase.name and left > whole[0] and not phrase.base:
            # 通车里程目前已达4307公里: the time stands between the metric and its verb
            time = next((t for t in reversed(work.times) if t.end == left or whole[0] < t.start and t.end <= left), None)
            if time is not None and time.start > whole[0]:
                earlier = metrics.before(self.text, self._past_places(whole[0], time.start), time.start, multiple)
                phrase = replace(phrase, name=earlier.name, start=earlier.start, end=earlier.end)
        begin = self._past_places(phrase.start, phrase.end) if phrase.end > phrase.start else phrase.start
        if begin > phrase.start and not phrase.part_of:
            begin, name = metrics.lead(self.text, begin, phrase.end)
            phrase = replace(phrase, name=name, start=begin)
        right = work.clause_end(quantity.span.end)
        right_from = quantity.span.end
        following = index + 1
        while following < len(work.quantities) and work.quantities[following].span.start < right:
            gap = self.text[right_from : work.quantities[following].span.start]
            if gap.strip("的"):
                right = work.quantities[following].span.start
                break
            if not phrase.name:  # 18130户54156名建档立卡贫困人口: both count what follows
                right_from = work.quantities[following].span.end
                following += 1
            else:
                right = right_from
                break
        after_start, after_end, after_name = metrics.after(self.text, right_from, right) if right > right_from else (right_from, right_from, "")
        return self._choose(quantity, phrase, (after_start, after_end, after_name), first)

    def _choose(self, quantity: Quantity, phrase: metrics.Phrase, following: tuple[int, int, str], first: int) -> Named | None:
        """Which of the words before and after a number name what it measures, or which earlier claim does."""
        start, end, name = following
        if len(name) == 1 and name in "村县乡镇人户":
            name += metrics.event(self.text[end : end + 24].split("，")[0])
        if metrics.risen(phrase.name) or (phrase.direction and phrase.to and not phrase.name):
            return self._elided(quantity, phrase, first)
        noun_follows = bool(name) and len(name) >= 2 and not _PREDICATE.match(self.text[start:end])
        verb_before = bool(phrase.name) and bool(_VERB_ONLY.match(phrase.name))
        counted = quantity.unit_kind in ("counter", "measure", "duration")
        spans = (phrase.start, phrase.end)
        if phrase.name and quantity.unit_kind == "money":
            purpose = _USED_FOR.match(self.text[start : start + 24])
            if purpose and verb_before:
                return self._named(purpose["purpose"] + phrase.name, spans, phrase)
            noun = _MONEY_NOUN.match(self.text[start : start + 24])
            if noun and verb_before:
                return self._named(phrase.name + noun.group().removeprefix("的"), (start, start + noun.end()), phrase)
        if name and (not phrase.name or (verb_before and noun_follows and counted)):
            if not phrase.name and phrase.direction and quantity.unit_kind == "ratio":
                return self._elided(quantity, phrase, first)
            return self._named(name, (start, end), phrase)
        if phrase.name and not (verb_before and quantity.unit_kind in ("ratio",)):
            if counted and noun_follows and self.text[quantity.span.end : start] in ("", "的") and len(phrase.name) > 4 and quantity.unit_kind == "counter" and not phrase.direction:
                return self._named(name, (start, end), phrase, ("两边都有名称",))
            if phrase.part_of and phrase.name.startswith("占"):
                return self._composed(phrase, first)
            task = _TASK.match(phrase.name)
            last = self._last(first)
            if task and last and quantity.unit == "%":
                composed = f"{last.metric.value.name}{task['task']}完成率"
                return Named(Role(Concept(composed, metrics.metric_iri(composed)), Span.at(self.text, *spans)), phrase)
            if re.fullmatch(r"增速|增幅|降幅|涨幅|占比|比重|总量|增长率|年均增速|总额|增长速度", phrase.name):
                return self._composed(phrase, first)
            return self._named(phrase.name, spans, phrase)
        return self._elided(quantity, phrase, first)

    def _named(self, name: str, span: tuple[int, int], phrase: metrics.Phrase, doubts: tuple[str, ...] = ()) -> Named | None:
        name = name.strip("　 、的“”" if name.count("“") != name.count("”") else "　 、的")
        if not name or span[1] <= span[0]:
            return None
        if len(name) > 24:
            doubts = (*doubts, "名称很长")
        if name in metrics.GENERIC:
            doubts = (*doubts, "名称笼统")
        return Named(Role(Concept(name, metrics.metric_iri(name)), Span.at(self.text, *span)), phrase, doubts)

    def _last(self, first: int) -> Claim | None:
        """The claim an elided metric may come from: the one before in the sentence."""
        return self.claims[-1] if len(self.claims) > first else None

    def _composed(self, phrase: metrics.Phrase, first: int) -> Named | None:
        """占种植业产值的33.9%, 增速: the metric before, then these words."""
        last = self._last(first)
        if last is None:
            return self._named(phrase.name, (phrase.start, phrase.end), phrase, ("主语省略",))
        name = last.metric.value.name
        name = f"{name.removesuffix(phrase.name)}{phrase.name}" if not name.endswith("比重") else name
        return Named(Role(Concept(name, metrics.metric_iri(name)), last.metric.span, "sentence"), phrase)

    def _elided(self, quantity: Quantity, phrase: metrics.Phrase, first: int) -> Named | None:
        """比上年增长13.1%, 达到9家: the metric of the claim before."""
        last = self._last(first)
        if last is None:
            return None
        doubts = () if quantity.unit_kind == "ratio" else ("指标承前",)
        return Named(Role(last.metric.value, last.metric.span, "sentence"), phrase, doubts)

    def _quote(self, work: _Sentence, quantity: Quantity, named: Named) -> Span:
        """The shortest phrase that holds the metric and the number where they stand in one clause, else the number with its verb."""
        start, end = quantity.span.start, quantity.span.end
        left = work.clause_start(quantity.number_start)
        metric = named.metric.span
        if metric and not named.metric.origin and left <= metric.start and metric.end <= work.clause_end(quantity.span.end):
            if not any(q.span.start >= metric.end and q.span.end <= start for q in work.quantities):
                start, end = min(start, metric.start), max(end, metric.end)
        elif named.phrase.base_at and named.phrase.base_at[0] >= left:
            start = min(start, named.phrase.base_at[0])
        return Span.at(self.text, start, end)

    # ------------------------------------------------------------------------------------------ the claim

    def _claim(self, work: _Sentence, quantity: Quantity, named: Named, quote: Span) -> None:
        phrase = named.phrase
        number = quantity.number_start
        section = section_at(self.sections, number)
        measure, value, unit = self._measure(work, quantity, named)
        statement = self._statement_at(number)
        base = self._base_of(work, phrase, quantity, measure)
        times = [*work.times, self.dating.topic] if self.dating.topic else work.times
        ahead = is_target(self.text, work.start, number, bool(section and section.ahead), times, self.calendar.year)
        kind: Kind = "target" if ahead else "actual"
        clause = self.text[work.clause_start(number) : work.clause_end(quantity.span.end)]
        period = self.dating.period(number, self._since(work, quantity, phrase), work.times, section, named.metric.value.name, measure, clause)
        place = self.place_of(number)
        voice, speaker = self._voice(statement)
        doubts = list(named.doubts)
        if place is None:
            doubts.append("无地点")
        programmes = self.programmes_of(quote.start, quantity.span.end, work.clause_start(number))
        claim = Claim(
            number=Span.at(self.text, quantity.span.start, quantity.span.end),
            quote=quote, value=value, unit=unit, comparator=quantity.comparator, measure=measure, kind=kind, metric=named.metric, voice=voice,
            base=base, place=place, period=period, programmes=programmes, speaker=speaker, statement=statement,
            confidence="doubtful" if doubts else "sure", doubts=tuple(doubts), rule=self._rule(named),
        )  # fmt: skip
        self.claims.append(claim)

    def _since(self, work: _Sentence, quantity: Quantity, phrase: metrics.Phrase) -> int:
        """From where on times speak of this number: 由2005年的5:1缩小到2.6:1 dates the first number only."""
        risen = phrase.to and phrase.direction and not phrase.name or metrics.risen(phrase.name)
        earlier = [q for q in work.quantities if q.span.end <= quantity.span.start]
        return earlier[-1].span.end if risen and earlier and re.search("由|从", self.text[work.start : earlier[-1].span.start]) else work.start

    def _rule(self, named: Named) -> str:
        origin = named.metric.origin
        if origin:
            return "elided"
        span = named.metric.span
        return "named-after" if span and span.start >= named.phrase.end and span.start != named.phrase.start else "named-before"

    def _measure(self, work: _Sentence, quantity: Quantity, named: Named) -> tuple[Measure, Decimal, str]:
        phrase = named.phrase
        value, unit = quantity.value, quantity.unit
        if unit == "番" or quantity.span.quote.endswith("番"):
            return "growth", value, "%"
        if unit == "元" and re.search(r"每人每月|人均每月|月人均|每月", self.text[work.clause_start(quantity.number_start) : quantity.span.start]):
            unit = "元/月"
        if phrase.multiple:
            return "level", value, unit
        if phrase.direction and not phrase.to:
            sign = phrase.direction
            if unit in ("%", "倍", "‰"):
                return "growth", value * sign, unit
            if phrase.verb != "新增" or phrase.base:
                return "change", value * sign, unit
        if not phrase.direction and unit not in ("%", "倍") and named.metric.span and not named.metric.origin:
            towards = _TOWARDS.match(named.metric.value.name)
            if towards:
                return "change", -value if re.match("减少|压减|降低|削减|压缩|关闭|净减", towards.group()) else value, unit
        if unit in ("百分点", "千分点") and not phrase.to:
            return "change", value * (phrase.direction or 1), unit
        return "level", value, unit

    def _base_of(self, work: _Sentence, phrase: metrics.Phrase, quantity: Quantity, measure: Measure) -> Role[str] | None:
        """What a change, growth or multiple is compared with."""
        if phrase.base and phrase.base_at:
            span = Span.at(self.text, *phrase.base_at)
            return Role(phrase.base, span)
        if measure == "level":
            return None
        left = work.clause_start(quantity.number_start)
        for time in reversed(work.times):
            if time.kind == "comparison" and left <= time.start < quantity.span.start:
                return Role(self.text[time.start : time.end], Span.at(self.text, time.start, time.end))
        words = self.text[left : quantity.span.start]
        yearly = re.search(r"同比|环比", words)
        if yearly:
            return Role(yearly.group(), Span.at(self.text, left + yearly.start(), left + yearly.end()))
        standing = re.search(r"[与同](?P<x>[^，。]{2,14})相比，", self.text[work.start : quantity.span.start])
        if standing:
            return Role(standing.group()[:-1], Span.at(self.text, work.start + standing.start(), work.start + standing.end() - 1), "sentence")
        return self._since_first(phrase)

    def _since_first(self, phrase: metrics.Phrase) -> Role[str] | None:
        """由2020年的11858元提高到2022年的14151元，增长19.3%: the growth is since the first of the two."""
        if phrase.name or len(self.claims) < 2:
            return None
        first, then = self.claims[-2:]
        periods = first.period, then.period
        if first.metric.value != then.metric.value or not all(r and r.value.start and not r.origin for r in periods) or first.measure != "level":
            return None
        anchor = first.period.span if first.period else None
        year = first.period.value.start[:4] if first.period and first.period.value.start else ""
        return Role(f"比{year}年", anchor, "sentence") if then.number.start > first.number.start and then.metric.origin else None

    def _statement_at(self, position: int) -> int | None:
        index = bisect_right(self._word_starts, position) - 1
        return index if index >= 0 and position < self._words[index][1] else None

    def _voice(self, statement: int | None) -> tuple[Voice, Role[Speaker] | None]:
        if statement is not None:
            said = self.statements[statement]
            return said.kind, said.speaker
        if self.head.speaker is not None:
            return "report", replace(self.head.speaker, origin=self.head.speaker.origin or "head")
        return "own", None


def find_claims(
    text: str,
    layout: Layout,
    head: Head,
    statements: Sequence[Statement],
    places: Sequence[Role[Place]],
    place_of: PlaceOf,
    programmes_of: ProgrammesOf,
) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """The claims of a document in order, and the numbers that became none, with the reason.

    >>> text = "云岭县建成48个专业合作社，覆盖率达到100%。"
    >>> claims, _ = find_claims(text, Layout(text), Head(), (), (), lambda at: None, lambda a, b, c: ())
    >>> [(c.metric.value.name, str(c.value), c.unit) for c in claims]
    [('专业合作社', '48', '个'), ('覆盖率', '100', '%')]
    """
    return Assembly(text, layout, head, statements, places, place_of, programmes_of).run()
