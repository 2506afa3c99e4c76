"""Which programme a number is credited to: named in its clause, by a clause that sets the frame, at the end of its sentence, or as the topic of its paragraph."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from kg.claims.sites import OPENED, is_listed, is_loan, is_site
from kg.mentions.programmes import WELL
from kg.model import Concept, Role, Span
from kg.sentences import Layout

_REACH = 4  # clauses behind its own that a frame reaches in a report
_TITLE = 50  # characters of a sentence that is the title of its paragraph
_IS_DONE = re.compile(
    "^(?:顺利|圆满|全面|如期|全部|基本)*(?:完成|办好|办成|兑现)|(?:完成|建成|通水|通车|投用|投产|开工|竣工)[^，。；]{0,4}。"
)
_OPENS = re.compile(f"实施|开展|启动|推进|打好|打赢|{WELL}")
_UNDER = 3  # sentences that one of few words heads
_CAMPAIGN = re.compile("(?:攻势|攻坚战|保卫战|会战|战役|同城化)”?$")  # such a heading holds beside what it consists of
_UNDER_ITEM = 8  # sentences that the head of an item heads
_ITEM_OF = re.compile("[一二三四五六七八九十]{1,2}是")  # 二是实施兴茶工程。…
_ANNEX = 28  # characters of the heading of a list
_OF_A_YEAR = re.compile("20[0-9]{2}年")
_IN_ITEMS = re.compile("[^。；：]{0,12}[：。](?:一是|1[.．、]|（[1一]）)")
_NOTES = re.compile("说明|解释|注释|名词")
_SLOGAN = 16  # characters of a sentence that only says how well things go: 创新动能加速积蓄
_DIGIT = re.compile(r"[0-9０-９]")
_COUNTS = re.compile(r"[0-9０-９](?![0-9０-９]*[年期轮])")
_FRAME = re.compile(
    r"(?:实施|开展|推进|启动|发起|完成|经过|围绕|确立|推出|打出|强化|打好|打赢|深化|抓好|落实|聚焦|加快|推动|全面|提高|完善|依托|结合|作为|通过|建设|加强|做好|着力|坚持|开展了)[^，。；]{0,18}$"
)
_THANKS_TO = re.compile("[^，。；]{0,8}(?:支持|帮扶|帮助|推动|带动|助力|引领)下，")  # 在粤桂协作资金支持下，…
_CLOSING = re.compile("打赢|打好|完成|取得")
_SAID = re.compile(
    "(?:该|此|这[一个项])(?P<kind>项目|工程|计划|行动|战略|模式|政策|改革|活动)|(?<=[，。；：“　])(?P<work>项目|工程)(?=(?:全部|全面)?(?:建成|投产|达产|投用|竣工|完工|实施)(?:投产|投用|达产)?后|[已将]?(?:全部|全面)?(?:建成|投产|达产|总投资|投用|投运|竣工|完工|占地|规划|计划))"
)
# 春茶行动启动。…。活动期间，…
_DURING = re.compile("(?P<kind>活动|行动|整治|攻坚|会战|工程)(?:期间|[启开实][动展施]以来|中)，")
_BEFORE = ("", *"，。；：“　\n在该")
_TOPIC_ALONE = re.compile("(?<!”)，[^，。；0-9]{2,12}(?:是|在于|要(?![素求件]))[^，。；0-9]{0,6}[。，]")  # 乡村振兴，产业是关键。
_SERVED = re.compile("(?:助力|护航|(?<![一-鿿])服务(?!业)(?:保障)?)[^，。；]{0,4}$")  # 助力“兴茶年”活动开展: what somebody else does
_GIVEN_TO = re.compile("(?:注入|提供|贡献|增添)")  # 为茶乡振兴注入力量
_BESIDES = ("与此同时", "此外", "另外", "除此之外")  # what follows is none of it
_TAKES_UP = re.compile("这一[^，。；]{0,4}(?:部署|决策|战略|工程|行动|举措|政策|计划|改革|要求|任务|活动)")
_DONE = re.compile("(?:实施|开展|推行|启动)了?$")
_EXAMPLE = re.compile("(?:项目|工程|行动|活动|计划)?(?:、[^，。；]*)?(?:等(?:一批)?|(?<!等)、)")
_ITEM = re.compile("[0-9０-９][^，。；、0-9]{1,8}、")
_SAME = re.compile(
    "(?:(?:已|基本|实际|新|主体)*(?:开工|建成|竣工|完工|交付|分配|入住|完成|投用|惠及|受益|覆盖|安置|投入|涉及|[约近超]过?))*(?:[^，、]?|(?:惠及|受益|带动)[^，、]{1,5}|总?投资(?:规模|额)?|(?:示范|先进|达标)[^，、]{1,3})"
)
# 零基预算改革纵深推进，…，…: the first clause is the heading of what follows
_WENT_WELL = re.compile("[^，。；0-9]{0,6}?" + WELL + "[^，。；0-9]{0,8}，")
_BROUGHT = re.compile("，(?:集中|现场|共)?(?:签约|签订|达成|成交)")  # 开展“茶商行”活动，签约项目12个
_ISSUED = re.compile("(?:出台|印发|发布|制定)了?$")
_CLASS = re.compile("(?:示范[区市县镇乡村]|示范城市|试点[市县镇村]|试点城市|先行区|试验区|均衡县)$")
_HOW_MANY = re.compile("[0-9０-９]+[余多]?[个家]")
_MANY_OF = re.compile("[0-9０-９][余多]?[个家]$")
_ONLY_WHICH = re.compile(
    "(?:(?<=双一流)”?|(?<=双一流”))(?:建设)?(?:高校|大学|院校|学科|毕业生)|(?<=湾区)(?!建设|战略|发展|协同|[，。；、”])|”?(?:沿线|沿途|共建)(?:各?国家?|地区)|”?国家(?=[和、及进出市投]|对|的)"
)  # 对“一带一路”国家出口, “双一流”高校: which they are
_MEASURES = re.compile(
    "[^，。；、]{0,6}、[^，。；]*等[^，。；0-9]{0,8}(?:措施|政策|办法|资金|补贴)"
)  # 援企稳岗、转岗培训等措施: one of several
_BARE = re.compile("“[^“”]*(?<!计划)(?<!工程)(?<!行动)(?<!战略)(?<!农村路)”")  # 推出“积分保”: what it is the name does not say
_QUOTED = re.compile("“(?P<name>[^”]+)”")
_CLAUSE_END = re.compile("[，。；：！？]")


class Crediting:
    """Says which of the programmes a text mentions a number belongs to, none where nothing says so.

    Where ``topical``, the first sentence of a paragraph may set the programme for the paragraph; where ``titled``, so may its title, which is
    short and has no number.

    >>> from kg.mentions.programmes import find_programmes
    >>> layout = Layout("实施“燕归巢”计划，引进人才240名，占比三成。")
    >>> crediting = Crediting(find_programmes(layout.text, layout), layout)
    >>> [(role.value.name, role.origin) for role in crediting.programmes_of(14, 18, 10)]
    [('“燕归巢”计划', 'sentence')]
    """

    def __init__(self, mentions: Sequence[Role[Concept]], layout: Layout, topical: bool = True, titled: bool = True) -> None:
        self.layout, self.text, self.topical, self.titled = layout, layout.text, topical, titled
        self.mentions = [role for role in mentions if role.span and not _is_time(role)]
        self._starts = [_start(role) for role in self.mentions]
        self._named: dict[int, list[Role[Concept]]] = {}
        self._heads: dict[int, tuple[Role[Concept], ...]] = {}

    def programmes_of(self, start: int, end: int, clause: int) -> tuple[Role[Concept], ...]:
        """The programme of the number between ``start`` and ``end``.

        It is named in the clause of the number (from ``clause`` on), in a clause before it that only sets the frame (实施“…”计划，引进…240名),
        or closes the sentence (…，打赢了脱贫攻坚战).
        """
        if not self.mentions:
            return ()
        text, index = self.text, self.layout.sentence_at(start)
        if index < 0:
            return ()
        sentence = self.layout.sentences[index]
        named = self._named_in(index)
        stop = _clause_end(text, end, sentence.end)
        own = [r for r in named if clause <= _start(r) < stop and not self._of_another(r, start, end)]
        if own:
            return (Role(own[-1].value, own[-1].span),)
        segment = max(text.rfind("；", sentence.start, start), sentence.start - 1) + 1
        framed = self._framed([r for r in named if _start(r) < start], sentence.start, segment, start)
        if framed:
            return framed
        built = self._built(sentence.start, clause, stop) if self.topical else ()
        if built:
            return built
        closing = [r for r in named if _start(r) >= end and _CLOSING.search(text[max(end, _start(r) - 8) : _start(r)])]
        if closing and self.topical:
            return (Role(closing[0].value, closing[0].span, "sentence"),)
        if named:
            return self._promised(start) or (self._campaign(index) if self.titled else ())
        said = self._said(index, start) or self._during(index, start)
        if said or text.startswith(_BESIDES, sentence.start):
            return said or self._promised(start)
        topic = self._topic(index, clause, stop) if self.topical else ()
        return topic or self._promised(start) or (self._head(index) if self.titled else ())

    def _named_in(self, index: int) -> list[Role[Concept]]:
        """The programmes that a sentence names as such, looked for once for all its numbers."""
        if index not in self._named:
            sentence = self.layout.sentences[index]
            mentions = self._between(sentence.start, sentence.end)
            self._named[index] = [role for role in mentions if not (self._is_counted(role) or is_loan(self.text, role))]
        return self._named[index]

    def _head(self, index: int) -> tuple[Role[Concept], ...]:
        """The programme that heads a sentence, looked for once for all its numbers."""
        if index not in self._heads:
            self._heads[index] = self._headed(index) or self._under(index)
        return self._heads[index]

    def _framed(self, ahead: Sequence[Role[Concept]], floor: int, segment: int, start: int) -> tuple[Role[Concept], ...]:
        """The last programme ahead in the sentence that sets the frame, though behind a semicolon only the one whose measures are listed."""
        text = self.text
        setting = [r for r in ahead if _start(r) >= segment and not (self._is_event(r) or self._stands_alone(r) or self._is_issued(r))]
        for role in reversed(setting):
            if role.span and self._is_frame(role.span, floor) and (self.topical or self._reaches(role.span, floor, start)):
                return (Role(role.value, role.span, "sentence"),)
        if self.topical and len(ahead) == 1 and not setting and not text.startswith(_BESIDES, segment):
            span = ahead[0].span  # 实施“…”计划，引进…；建立…；出台…
            if span and "，" in text[span.end : segment] and _DONE.search(text, floor, span.start):
                return (Role(ahead[0].value, span, "paragraph"),)
        return ()

    def _is_event(self, role: Role[Concept]) -> bool:
        """Whether a mention is an event (开展…活动) that does what it does, as a site: the results behind it are not its own, unless it goes well."""
        event = role.value.name.rstrip("”").endswith("活动")
        return event and not (role.span and (_WENT_WELL.match(self.text, role.span.end) or _BROUGHT.match(self.text, role.span.end)))

    def _is_issued(self, role: Role[Concept]) -> bool:
        """Whether a mention is a paper that was issued (出台“兴茶十条”): what stands behind it was not done by it, for all that a report says."""
        return not self.topical and bool(role.span and _ISSUED.search(self.text, max(0, role.span.start - 8), role.span.start))

    def _stands_alone(self, role: Role[Concept]) -> bool:
        """Whether a mention is a site that credits nothing behind its clause; a feature may be about the one that was opened."""
        return is_site(self.text, role) and not (self.topical and role.span and not is_listed(self.text, role.span))

    def _reaches(self, span: Span, floor: int, start: int) -> bool:
        """Whether a frame of a report reaches a number: not far; one that is the subject of its clause just the next, and where other clauses are before it, none."""
        text, reach = self.text, 1 if _BARE.fullmatch(span.quote) else _REACH
        if not _WENT_WELL.match(text, span.end):
            if span.start == floor:
                reach = 1
            elif _CLAUSE_END.match(text, span.start - 1):
                reach = 0
        return text.count("，", span.end, start) <= reach and not OPENED.match(text, span.end)

    def _of_another(self, role: Role[Concept], start: int, end: int) -> bool:
        """Whether a mention is another item's of a list: 棚户区改造47.63万户、背街小巷改造5667条, not 棚户区改造开工3套、建成2套."""
        if role.span is None:
            return False
        if role.span.start >= end:
            return "、" in self.text[end : role.span.start]
        if _EXAMPLE.fullmatch(self.text, role.span.end, start):
            return True  # 东河大桥、青石水厂等12个项目
        item = _ITEM.search(self.text, role.span.end, start) if role.span.end < start else None
        listed = item and "分别" not in self.text[role.span.start : start]
        if not listed:
            return False
        begin = self.text.rindex("、", role.span.end, start) + 1
        digit = _DIGIT.search(self.text, begin, end)
        return not _SAME.fullmatch(self.text, begin, digit.start() if digit else start)

    def _is_counted(self, role: Role[Concept]) -> bool:
        """Whether a mention is a class of places, of which there may be so many: 创建国家级示范区2个, 3个先行区, “一带一路”沿线国家."""
        span = role.span
        if span and (_ONLY_WHICH.match(self.text, span.end) or _MEASURES.match(self.text, span.end)):
            return True
        if span is None or not _CLASS.search(role.value.name):
            return False
        return bool(_HOW_MANY.match(self.text, span.end) or _MANY_OF.search(self.text, max(0, span.start - 4), span.start))

    def _between(self, start: int, stop: int) -> Sequence[Role[Concept]]:
        """The mentions that begin between two offsets."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]

    def _topic(self, index: int, clause: int, stop: int) -> tuple[Role[Concept], ...]:
        """The programme the paragraph opens with, or one named shortly before whose words the clause takes up."""
        sentences = self.layout.sentences
        block = sentences[index].block
        first = self.layout.sentence_at(self.layout.blocks[block].start)
        if first < index:
            opening = self._between(sentences[first].start, sentences[first].end)
            stated = _DIGIT.search(self.text, sentences[first].start, sentences[first].end)
            frame = opening and opening[0].span and self._is_frame(opening[0].span, sentences[first].start) and first == index - 1
            so_far = self._between(sentences[first].start, sentences[index].start)
            if opening and len({r.value.iri or r.value.name for r in so_far}) == 1 and (stated or frame):
                return (Role(opening[0].value, opening[0].span, "paragraph"),)
        words = self.text[clause:stop]
        for role in reversed(self._between(self.layout.blocks[max(0, block - 2)].start, sentences[index].start)):
            quoted = _QUOTED.match(role.value.name)
            if any(_takes_up(words, name) for name in (quoted["name"] if quoted else role.value.name).split("、")):
                return (Role(role.value, role.span, "paragraph"),)
        return ()

    def _built(self, floor: int, clause: int, stop: int) -> tuple[Role[Concept], ...]:
        """The programme X建设 of a feature whose X the sentence names before the number's clause ends: 高标准农田完工后，…亩产…."""
        for noun, concept in self._builds.items():
            at = self.text.rfind(noun, floor, stop)
            if at >= 0:
                return (Role(concept, Span.at(self.text, at, at + len(noun)), "" if at >= clause else "sentence"),)
        return ()

    @cached_property
    def _builds(self) -> dict[str, Concept]:
        """What the programmes that build something build."""
        names = {role.value.name.removesuffix("建设"): role.value for role in self.mentions if role.value.name.endswith("建设")}
        return {noun: concept for noun, concept in names.items() if len(noun) >= 4 and "“" not in noun}

    def _said(self, index: int, start: int) -> tuple[Role[Concept], ...]:
        """The programme of the paragraph that the sentence calls 该项目 or 这一计划 before the number."""
        sentence = self.layout.sentences[index]
        named = self._between(self.layout.blocks[sentence.block].start, start)
        said = next(reversed(list(_SAID.finditer(self.text, sentence.start, start))), None) if named else None
        if said:
            kind = said["kind"] or said["work"]
            for role in reversed(named):
                if _start(role) < said.start() and kind in role.value.name[-4:]:
                    return (Role(role.value, role.span, "paragraph"),)
        return ()

    @cached_property
    def _courses(self) -> list[re.Match[str]]:
        """Where the text says that something came about in the course of something, in order."""
        return [m for m in _DURING.finditer(self.text) if self.text[m.start() - 1 : m.start()] in _BEFORE]

    def _during(self, index: int, start: int) -> tuple[Role[Concept], ...]:
        """The campaign told of shortly before, of which a sentence says 活动期间 or 整治期间 before the number."""
        sentence = self.layout.sentences[index]
        at = bisect_left(self._courses, start, key=re.Match.start) - 1
        if at < 0 or self._courses[at].start() < sentence.start:
            return ()
        during = self._courses[at]
        floor = self.layout.blocks[max(0, sentence.block - 2)].start
        for role in reversed(self._between(floor, sentence.start)):
            if during["kind"] in role.value.name or (during["kind"] == "活动" and role.value.name.rstrip("”").endswith("行动")):
                return (Role(role.value, role.span, "paragraph"),)
        return ()

    def _headed(self, index: int) -> tuple[Role[Concept], ...]:
        """The programme the paragraph is headed with, where no other is named between: its first sentence, in a report its heading, names one."""
        sentences, block = self.layout.sentences, self.layout.sentences[index].block
        first = self.layout.sentence_at(self.layout.blocks[block].start)
        if _TAKES_UP.search(self.text, sentences[first].start, sentences[first].end) and first > 0:
            first = self.layout.sentence_at(self.layout.blocks[sentences[first - 1].block].start)
        title = self._title(first) if first < index and not self._is_item_before(first, index) else None
        if title is None and not self.topical and first > 0 and self.layout.blocks[sentences[first - 1].block].heading:
            first -= 1
            title = self._title(first)
        if title is None and not self.topical and first + 1 < index and self._is_slogan(first):
            first += 1
            title = self._strategy(first)
        if title is None:
            return ()
        if not _CAMPAIGN.search(title.value.name) and any(
            not _is_same(role, title) for role in self._between(sentences[first].end, sentences[index].start)
        ):
            return ()
        return (Role(title.value, title.span, "paragraph"),)

    def _campaign(self, index: int) -> tuple[Role[Concept], ...]:
        """The campaign that heads the paragraph of a sentence, for what no measure named within it reaches."""
        head = self._head(index)
        return head if head and _CAMPAIGN.search(head[0].value.name) else ()

    def _is_item_before(self, first: int, index: int) -> bool:
        """Whether a sentence begins the first item of its paragraph (一是…), and the sentence with ``index`` belongs to a later one."""
        sentences = self.layout.sentences
        start = self.layout.blocks[sentences[first].block].start  # behind the mark
        return self.text.startswith("是", start - 1) and any(_ITEM_OF.match(self.text, s.start) for s in sentences[first + 1 : index + 1])

    def _under(self, index: int) -> tuple[Role[Concept], ...]:
        """The programme that the last sentence of few words names, which heads those behind it in its paragraph: 旧城改造扎实推进。新建…."""
        sentences = self.layout.sentences
        block, before = self.layout.blocks[sentences[index].block], index - 1
        while before >= max(0, index - _UNDER_ITEM) and sentences[before].start >= block.start:
            start, end = sentences[before].start, sentences[before].end
            item = _ITEM_OF.match(self.text, start)
            if before < index - _UNDER and not item:
                before -= 1
                continue
            if end - start <= _SLOGAN + 4 and "，" not in self.text[start:end]:
                title = self._title(before, 0)
                if title is None or _CLASS.search(title.value.name) or _BARE.fullmatch(title.value.name):
                    return ()
                if not item and _start(title) > start and not (before == index - 1 and _OPENS.search(self.text, start, end)):
                    return ()  # 深化农村危房改造。 is one of several measures; what is begun heads the next sentence
                return () if _IS_DONE.search(self.text[start:end]) else (Role(title.value, title.span, "paragraph"),)
            if any(role.span and self._is_frame(role.span, start) for role in self._between(start, end)):
                return ()
            if item:
                return ()
            before -= 1
        return ()

    @cached_property
    def _annexes(self) -> list[tuple[int, Role[Concept] | None]]:
        """Where a heading, or a sentence, begins the list of what government promises to do in a year, and where it ends, in order."""
        found: list[tuple[int, Role[Concept] | None]] = []
        for block in self.layout.blocks:
            if block.end - block.start <= _ANNEX and (block.heading or self.text[block.end - 1] == "："):
                named = [role for role in self._between(block.start, block.end) if "实事" in role.value.name]
                if named and _OF_A_YEAR.search(self.text, block.start, block.end):
                    found.append((block.start, named[0]))
                elif found and _NOTES.search(self.text, block.start, block.end):
                    found.append((block.start, None))
            for role in self._between(block.start, block.end):
                if role.span and "实事" in role.value.name and (items := _IN_ITEMS.match(self.text, role.span.end, block.end)):
                    found += [(items.end() - 1, role), (block.end, found[-1][1] if found else None)]
        return found

    def _promised(self, start: int) -> tuple[Role[Concept], ...]:
        """The promises of the year, for what stands in their list."""
        index = bisect_left(self._annexes, start, key=lambda annex: annex[0]) - 1
        role = self._annexes[index][1] if index >= 0 else None
        return (Role(role.value, role.span, "document"),) if role else ()

    def _is_slogan(self, index: int) -> bool:
        """Whether a sentence is a clause of few words that counts and names nothing: 创新动能加速积蓄."""
        start, end = self.layout.sentences[index].start, self.layout.sentences[index].end
        return (
            end - start <= _SLOGAN
            and "，" not in self.text[start:end]
            and not _DIGIT.search(self.text, start, end)
            and not self._between(start, end)
        )

    def _strategy(self, index: int) -> Role[Concept] | None:
        """The strategy the first clause of a sentence sets for what follows; an action or a project there is one measure of several."""
        title = self._title(index, _TITLE)
        start = self.layout.sentences[index].start
        if title is None or title.span is None or not title.value.name.endswith("战略"):
            return None
        return None if _CLAUSE_END.search(self.text, start, title.span.start) else title

    def _title(self, index: int, clauses: int = 2) -> Role[Concept] | None:
        """The one programme a sentence without a number names, in no more than so many clauses behind the first."""
        sentence = self.layout.sentences[index]
        named = self._between(sentence.start, sentence.end)
        if not named or sentence.end - sentence.start > _TITLE or self.text.count("，", sentence.start, sentence.end) > clauses:
            return None
        title = named[0]
        if any(not _is_same(role, title) for role in named):
            return None
        span = title.span
        if span is None or _DIGIT.search(self.text, sentence.start, span.start) or _DIGIT.search(self.text, span.end, sentence.end):
            return None
        return title if self._is_frame(span, sentence.start) else None

    def _is_frame(self, span: Span, floor: int) -> bool:
        """Whether the clause of a mention states no number of its own: it sets the frame for those that follow."""
        text = self.text
        begin = max(text.rfind(mark, floor, span.start) for mark in "，；。：") + 1
        stop = _clause_end(text, span.end, min(len(text), span.end + 40))
        begin = max(begin, floor)
        counts = _COUNTS.search(_QUOTED.sub("", text[begin : span.start])) or _COUNTS.search(_QUOTED.sub("", text[span.end : stop]))
        led = _FRAME.search(text[begin : span.start]) or span.start - begin <= 2 or _THANKS_TO.match(text, span.end)
        served = _SERVED.search(text, begin, span.start) or _GIVEN_TO.match(text, span.end)
        return not counts and bool(led) and not served and not (span.start == begin and _TOPIC_ALONE.match(text, span.end))


def _is_same(role: Role[Concept], title: Role[Concept]) -> bool:
    """Whether a mention is the programme of a title again, by more or fewer words."""
    return role.value.name in title.value.name or title.value.name in role.value.name


def _takes_up(words: str, name: str) -> bool:
    """Whether a clause takes up the words of a name: at least two pairs of characters, and a third of all."""
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    taken = sum(pair in words for pair in pairs)
    return taken >= 2 and 3 * taken >= len(pairs)


def _start(role: Role[Concept]) -> int:
    return role.span.start if role.span else -1


def _clause_end(text: str, end: int, stop: int) -> int:
    match = _CLAUSE_END.search(text, end, stop)
    return match.start() if match else stop


def _is_time(role: Role[Concept]) -> bool:
    """“十三五”时期 is a time, no programme of a number."""
    return role.value.iri is not None and "/five-year-" in role.value.iri and "规划" not in role.value.name
