"""Statements: what a speaker says, between quotation marks or after a verb of speech.

A quotation with nobody beside it is a name, a slogan or a title, and no statement; 据介绍 names no speaker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.mentions.attribution import NEAR, REPORTED, Attribution, Attributor
from kg.mentions.interviews import find_turns
from kg.mentions.names import name_at
from kg.mentions.speech import ACCORDING, ADVERBIALS, OPENS, SPEECH, is_body_that_speaks, no_person
from kg.mentions.unnamed import is_somebody
from kg.model import Person, Role, Span, Speaker, Statement
from kg.sentences import Layout

_BESIDE = re.compile(f"(?:副?(?:[县市区镇乡局处科站所村院校]长|书记|主任|经理|教授|老师|医生))?{ADVERBIALS}")
_AND_SAYS = re.compile("(?![的等])[^，。；：“”]{2,16}，(?:并|还|又)?")  # 周晓禾否认了这一说法，称全县新建水厂3座
_ENDS = re.compile("[。！？!?]")
_FULL_STOP = re.compile("[。！？!?]+")
_BUT = re.compile("而|但|不过|然而|可")
_CARRIED_ON = re.compile("(?:其中，|我们?(?![国省市县区])|俺们?|咱们?|(?:同时|此外|另外|下一步)，(?:还|也)(?:将|要|会))")
# what carries reported speech on behind its like
_OUR_PLACE = re.compile("(?:[^，。：；“”]{0,14}，)?[^，。：；“”]{0,10}我(?P<level>[省市县区州镇乡村])")
_MUST = re.compile(
    "(?:[^，。：；“”]{0,14}，)?(?:[一-鿿、]{0,8}[^需还重主必]要(?!求|素|点|道|害)|[一二三四五六七八]?要(?!求|素|点|道|害)|必须|务必)"
)
_ORDERS, _DEMANDS = ("强调", "要求", "指出"), ("提出", "表示")
_ITEMS = "一二三四五六七八九十"
_ITEM = re.compile(f"(?<=[，。：；！])(?P<number>[{_ITEMS}])(?P<kind>是|要)")
_LISTED = re.compile(f"(?:第|[（(])?(?P<number>[{_ITEMS}])(?:[是、，]|[）)])")
_HE = re.compile("[^，。：；“”]{0,4}?(?P<he>[他她])(?![们的])")
_HIMSELF = re.compile("(?<![^，。！？\n　])(?P<he>[他她])(?![们的])")
_SHORTLY = re.compile("[^，。；“”]*|[^，。；“”]{2,14}，[^，。；“”]*")  # who said it, or a few words before: 提及过去，周晓禾…
_BEHIND, _AT_EVENT = 60, 100  # characters behind a quotation that may say whose it is; more where they begin with where it was said
_QUOTES = {"“": "”", "「": "」"}
_OUTSPOKEN = re.compile("(?:(?<![常俗话传听据])说|表示|坦言|介绍说?|感慨|感叹|告诉记者|[笑答叹喊说慨享]道)$")
_FROM_TO = re.compile("从“[^”]{1,8}”到“[^”]{1,8}”，")  # before who saw it happen
_SHOWS = re.compile(
    "(?P<who>(?:一位|一名)?(?:导游|讲解员|解说员|店员|游客|村民|居民|市民|业主|店主|农户|司机|老人))(?![们们代会委宿])[^，。：；“”]{0,4}(?:语气|脸上|言语|满脸|满心|自豪|高兴|感慨|笑)"
)
# how somebody looks or feels who is about to be quoted
_FEELS = re.compile(
    "脸上|笑|感慨|感叹|高兴|激动|自豪|欣慰|喜出望外|喜上眉梢|合不拢嘴|大拇指|摆手|点头|摇头|打开了?话匣|难掩|乐开了?花|心里乐|满[脸眼心]"
)
_WRITTEN = re.compile("(?:[写印刻挂贴题标]着|标语|横幅|口号|歌词|民谣|顺口溜)[^，。：；“”]{0,4}$")  # 门上写着：“水好了。”
_TALKING_OF = ("说起", "谈到")
_DONE_TO = "让给对向把被请使与跟"
_ASKED = re.compile("(?:记者|主持人|有人|网友)[^，。：“”]{0,8}?问道?[：，]$")  # 有记者问：“……？”
_HIS_WORDS = re.compile("的(?:这?[一几两]?[句番席])?(?:感慨|感叹|感受|感言|话|讲述|回忆|心声|回答|疑问|介绍)")
_MARK = re.compile("[“”「」]")
_SENTENCE_ENDS = "。！？；"
RETOLD = "转述他人的话 · what somebody else is reported to say"
GOES_ON = "引语接前，未再说谁在说 · a quotation behind another, without a speaker of its own"


# with no mark behind the verb, 表示全县新建水厂3座, 建议各村清渠3遍, and not where somebody thanks or agrees
_STRAIGHT = re.compile(
    "(?<=表示|指出|透露|坦言|认为)(?!了|过|的|感[谢激]|谢意|欢迎|祝贺|同意|满意|支持|赞|愿意|认可|理解|肯定|热烈|衷心|诚挚|崇高|敬意|慰问|高度|亲切|一定)[一-鿿0-9]"
    "|(?<=建议|呼吁)(?![的书性了和与等信]|采[用纳]|[被为])[一-鿿0-9]"
    "|(?<=[^自号戏尊简统通誉职俗被]称)(?!为|之|作|其|赞)[一-鿿0-9]"
)


# 县里通报的新修公路14公里: what a body or a person told is what is spoken of
_TOLD = re.compile(
    "(?<![，。；：“”\n])(?P<verb>通报|公布|公示|披露|宣布|上报|提到|介绍|[说讲])(?:过)?的(?:(?:数据|数字|数|情况)[是为])?(?P<words>[^，。；：！？“”0-9\n有是为达共占]{0,14}[0-9][^，。；：！？“”\n]*)"
)
_THERE = re.compile("(?:[省市县区镇乡村]|街道)[里上]|官方|政府")


@dataclass(frozen=True, slots=True)
class _Quote:
    """The words between two marks: ``start`` and ``end`` leave the marks out."""

    start: int
    end: int


def find_statements(text: str, layout: Layout, people: Sequence[Person]) -> tuple[Statement, ...]:
    """Every statement in order: direct ones between quotation marks, indirect ones after a verb of speech.

    >>> text = "“水质达标。”周晓禾说，还要新建3座水厂。"
    >>> from kg.mentions.people import find_people
    >>> [(s.kind, s.words.quote, s.speaker.value.name) for s in find_statements(text, Layout(text), find_people(text, Layout(text)))]
    [('direct', '水质达标。', '周晓禾'), ('indirect', '还要新建3座水厂。', '周晓禾')]
    """
    return _Reader(text, layout, people).read()


def people_named(text: str, people: Sequence[Person], statements: Sequence[Statement]) -> set[Span]:
    """Everywhere a person stands by name: those with a post, and those who only speak."""
    speakers = {s.speaker.value.name for s in statements if not s.speaker.value.unnamed} - {person.name for person in people}
    spans = {span for person in people for span in person.mentions}
    return spans | {Span.at(text, *match.span()) for name in speakers for match in re.finditer(re.escape(name), text)}


class _Reader:
    def __init__(self, text: str, layout: Layout, people: Sequence[Person]) -> None:
        self.text, self.layout = text, layout
        self.quotes = [self._quotes(block.start, block.end) for block in layout.blocks]
        self.who = Attributor(text, layout, people, [(quote.start, quote.end) for quotes in self.quotes for quote in quotes])

    def read(self) -> tuple[Statement, ...]:
        statements: list[Statement] = []
        named = {start: (end, who) for start, end, who in self.who.names}
        turns = {turn.end: turn for turn in find_turns(self.text, self.layout, named)}
        for block, quotes in zip(self.layout.blocks, self.quotes, strict=True):
            turn = turns.get(block.end)
            listed = self._listed(block.start, statements)
            if turn:
                statements.append(Statement(Span.at(self.text, turn.start, turn.end), Role(turn.speaker, turn.at), "direct"))
            elif listed:
                statements.append(replace(listed, words=Span.at(self.text, block.start, block.end)))
            else:
                self._block(block.start, block.end, quotes, statements)
        return tuple(replace(s, retold=tuple(self._retold(s))) for s in sorted(statements, key=lambda s: s.words))

    def _listed(self, start: int, statements: Sequence[Statement]) -> Statement | None:
        """The statement before a paragraph that is the next item of the list which it announces at its end: ……几个方面：\\n一是……\\n二是……"""
        line = self.text.rfind("\n", 0, start) + 1
        said = statements[-1] if statements else None
        item = _LISTED.match(self.text, line)
        if said is None or item is None or said.kind != "indirect" or self.text[said.words.end : line].strip():
            return None
        before = _LISTED.match(self.text, self.text.rfind("\n", 0, said.words.start) + 1)
        goes_on = before is not None and before.end() == said.words.start
        if not goes_on and self.text[said.words.end - 1] != "：":
            return None
        return said if _ITEMS.find(item["number"]) == (_ITEMS.find(before["number"]) + 1 if before and goes_on else 0) else None

    def _quotes(self, start: int, end: int) -> list[_Quote]:
        quotes = []
        opened: int | None = None
        closing = ""
        for mark in _MARK.finditer(self.text, start, end):
            position, character = mark.start(), mark.group()
            if character in _QUOTES:
                opened, closing = position + 1, _QUOTES[character]
            elif opened is not None and character == closing:
                if position > opened:
                    quotes.append(_Quote(opened, position))
                opened = None
        return quotes

    def _block(self, start: int, end: int, quotes: list[_Quote], statements: list[Statement]) -> None:
        previous_end, before_this = start, len(statements)
        said: Attribution | None = None
        silent: list[_Quote] = []
        inside = [(q.start - 1, q.end + 1) for q in quotes]
        quotes = [quote for quote in quotes if not self.who.in_name(quote.start)]
        for index, quote in enumerate(quotes):
            if _ASKED.search(self.text, max(start, quote.start - 24), quote.start - 1):
                previous_end, said = quote.end + 1, None
                continue
            before = self._before(quote, previous_end, start)
            after = self._after(quote, end, quotes[index + 1].start - 1 if index + 1 < len(quotes) else end)
            attribution = before if before is not None and (after is None or self._introduces(before, after)) else after
            attribution = (
                attribution or self._goes_on_alone(quote, start, end, statements) or self._goes_on_behind(quote, quotes[:index], said)
            )
            said = attribution if attribution is not None and self._is_speech(quote, attribution) else None
            if said is not None:
                statements.append(self._statement(quote.start, quote.end, said, "direct"))
                self.who.before.hear(said.at.start, said.speaker)
            elif attribution is None:
                silent.append(quote)
            previous_end = quote.end + 1
        spoken = [(s.words.start, s.words.end) for s in statements[before_this:]]
        verbs = list(SPEECH.finditer(self.text, start, end))
        if self.text.find("据", start, end) >= 0:
            verbs = sorted([*verbs, *ACCORDING.finditer(self.text, start, end)], key=lambda verb: verb.end())
        for match in verbs:
            if any(a <= match.start() < b for a, b in inside) or match["after"]:
                continue
            self._indirect(match, start, end, spoken, statements)
        statements[before_this:before_this] = self._told(start, end, spoken, inside)
        for quote in silent:
            found = self._goes_on_reported(quote, statements[before_this:]) or self._closes(quote, start, end)
            if found is not None and self._is_speech(quote, found):
                statements.append(self._statement(quote.start, quote.end, found, "direct"))

    def _told(self, start: int, end: int, said: Sequence[tuple[int, int]], inside: Sequence[tuple[int, int]]) -> Iterator[Statement]:
        """The figures that are what somebody told of, where nothing else is said there: 县里通报的新修公路14公里."""
        for match in _TOLD.finditer(self.text, start, end):
            if any(a < match.end() and match.start() < b for a, b in (*said, *inside)):
                continue
            verb = match.start("verb")
            begin = max(self.who.clause(start, verb), self.text.rfind("，", start, verb) + 1)
            who = self._who_told(begin, verb)
            if who is not None:
                told = replace(who, verb=Span.at(self.text, *match.span("verb")))
                yield self._statement(*match.span("words"), told, "indirect")

    def _who_told(self, begin: int, verb: int) -> Attribution | None:
        """The body that is all that stands before a verb, or the person right before it."""
        named = self.who.named(begin, verb)[-1:]
        if named and _BESIDE.fullmatch(self.text, named[0][1], verb):
            return self.who.told(named[0][2], named[0][0], named[0][1])
        opened = OPENS.match(self.text, begin, verb)
        start = opened.end() if opened else begin
        if _THERE.fullmatch(self.text, start, verb) or is_body_that_speaks(self.text[start:verb]):
            return self.who.told(Speaker(self.text[start:verb], True), start, verb)
        return None

    def _goes_on_reported(self, quote: _Quote, statements: Sequence[Statement]) -> Attribution | None:
        """A quotation of whole sentences right behind what somebody is reported to say is theirs too: 周晓禾介绍，……。“……。”"""
        if self.text[quote.end - 1] not in "。！？…":
            return None
        for said in statements:
            reported = said.kind == "indirect" and said.words.end < quote.start and self.text[said.words.end - 1] in "。！？"
            if reported and said.speaker.span and not self.text[said.words.end : quote.start - 1].strip():
                return Attribution(said.speaker.value, said.speaker.span, "sentence", None, (*said.doubts, GOES_ON))
        return None

    def _closes(self, quote: _Quote, start: int, end: int) -> Attribution | None:
        """A quotation that closes its paragraph is of the one person the sentence before it is about: 周晓禾喜出望外。“……。”

        So is one inside a paragraph, where that sentence says how they look or feel.
        """
        whole = self.text[quote.end - 1] in "。！？…" or (
            self.text[quote.end + 1 : end] == "。" and "，" in self.text[quote.start : quote.end]
        )
        if not whole or self.text[quote.start - 2] != "。":
            return None
        stop = quote.start - 2
        begin = max((self.text.rfind(mark, start, stop) for mark in _SENTENCE_ENDS), default=-1) + 1 or start
        inside = self.who.named(begin, stop)
        if len({who for _, _, who in inside}) != 1 or inside[0][2] in self.who.leaders or _MARK.search(self.text, begin, stop):
            return None
        at, after, who = inside[0]
        if (
            self.text[after : after + 1] in ("的", "和", "、", "等", "与")
            or self.text[at - 1] in _DONE_TO
            or any(verb["verb"] not in _TALKING_OF for verb in SPEECH.finditer(self.text, begin, stop))
            or (self.text[quote.end + 1 : end].strip("。 　") and not _FEELS.search(self.text, after, stop))
        ):
            return None
        return Attribution(who, Span.at(self.text, at, after), "sentence", None, (GOES_ON,))

    def _goes_on_alone(self, quote: _Quote, start: int, end: int, statements: Sequence[Statement]) -> Attribution | None:
        """A quotation that is a paragraph by itself is of who spoke at the end of the paragraph before."""
        if self.text[start : quote.start - 1].strip() or self.text[quote.end + 1 : end].strip() or self.text[quote.end - 1] not in "。！…":
            return None
        said = statements[-1] if statements else None
        between = self.text[said.words.end : start] if said else ""
        if said is None or said.speaker.span is None or len(between) > NEAR or len(between.split()) > 1:
            return None
        return Attribution(said.speaker.value, said.speaker.span, "paragraph", None)

    def _goes_on_behind(self, quote: _Quote, before: Sequence[_Quote], said: Attribution | None) -> Attribution | None:
        """A quotation right behind another, or behind the verb that closed what its speaker said: “……。”“……。”, ”周晓禾说。“……。”"""
        if said is None or not before:
            return None
        between = self.text[before[-1].end + 1 : quote.start - 1].strip()
        if between in ("", "，", "；"):
            doubts = () if between else (GOES_ON,)
        elif said.verb is None and before[-1].end < said.at.start and between.endswith("，") and "。" not in between:
            doubts = ()  # ”讲解员满脸自豪，“……
        elif said.verb and before[-1].end < said.verb.start and self.text[said.verb.end : quote.start - 1].strip() in ("。", "：", "，"):
            doubts = ()
        else:
            return None
        return replace(said, origin=said.origin or "sentence", doubts=(*said.doubts, *doubts))

    def _introduces(self, before: Attribution, after: Attribution) -> bool:
        """Whether a quotation is of who stands before it though somebody is named behind it too.

        甲说，“……。”乙表示，…… : a verb before its mark introduces it, and who is named behind it says what follows; so does a colon
        behind the verb: 甲停下脚步，“……。”乙说：“……。”
        """
        return before.verb is not None or (after.verb is not None and self.text[after.verb.end : after.verb.end + 2] in ("：“", ":“"))

    def _is_speech(self, quote: _Quote, attribution: Attribution) -> bool:
        words = self.text[quote.start : quote.end]
        if words[-1] not in "。！？，…；" and "一" <= self.text[quote.end + 1 : quote.end + 2] <= "鿿":
            return False  # 说，“公司+农户”模式带动……: a name in what is reported
        return len(words) >= 12 or (words[-1] in "。！？，…" and len(words) >= 4) or (attribution.verb is not None and len(words) >= 6)

    def _after(self, quote: _Quote, end: int, stop: int) -> Attribution | None:
        """”云岭县长周晓禾说。"""
        turned = _FROM_TO.match(self.text, quote.end + 1, end)
        begin = turned.end() if turned else quote.end + 1
        if self.text[quote.end - 1] not in "。！？，…；!?,":
            return None
        reach = begin + (_AT_EVENT if self.text.startswith("在", begin) else _BEHIND)
        match = SPEECH.search(self.text, begin, min(end, stop, reach))
        stop_beside = self.who.boundary(begin, min(end, reach))
        if match is None or match.start() > stop_beside or self.text[match.start() - 1] == "的":  # 周晓禾的感慨
            return self._beside(quote.start, begin, stop_beside)
        if match.start() == begin and match["verb"] in _TALKING_OF:  # ”说起许知远，周晓禾竖起大拇指。
            topic = self.text.find("，", begin, stop_beside)
            return self._beside(quote.start, topic + 1, stop_beside) if topic >= 0 else None
        comma = self.text.rfind("，", begin, match.start())
        if comma >= 0 and not self.who.speaker(begin, match.start()):
            return None
        return self.who.of_verb(begin, match)

    def _beside(self, opened: int, begin: int, stop: int) -> Attribution | None:
        """”云岭水务公司经理周晓禾颇有感触。: the sentence behind a quotation opens with who said it, and has no verb of speech.

        他 is nobody's pronoun there where the sentence before the quotation, which ``opened`` behind a comma, has told of somebody unknown.
        """
        name = next(iter(self.who.named(begin, stop)), None)
        pronoun = _HE.match(self.text, begin, stop) if self.text[opened - 2] != "，" else None
        if pronoun and (name is None or pronoun.end() <= name[0]):
            return self.who.himself(*pronoun.span("he"))
        somebody = _SHOWS.match(self.text, begin, stop) if name is None else None
        if somebody:
            return self.who.told(Speaker(somebody["who"], True), *somebody.span("who"))
        if (
            name is None
            or not _SHORTLY.fullmatch(self.text, begin, name[0])
            or self.text[name[0] - 1] in _DONE_TO
            or (self.text[name[1] : name[1] + 1] in ("的", "和", "、", "等") and not _HIS_WORDS.match(self.text, name[1]))
        ):
            return None
        return self.who.told(name[2], name[0], name[1])

    def _before(self, quote: _Quote, floor: int, start: int) -> Attribution | None:
        """周晓禾说：“…”, or a name and a colon."""
        mark = quote.start - 1
        if mark <= start or not (self.text[mark - 1] in "：:，," or self._outspoken(quote)):
            return None
        if _WRITTEN.search(self.text, max(start, mark - 12), mark - 1):
            return None
        begin = self.who.clause(floor, mark - 1)
        if begin == floor and floor > start and self.text[floor - 1] in "”」" and self.text[floor : floor + 1] not in "。，":
            begin = floor
        verbs = list(SPEECH.finditer(self.text, begin, mark))
        if verbs and (self.text[mark - 1] in "：:" or verbs[-1].end() >= mark - 2):
            found = self.who.of_verb(begin, verbs[-1])
            if found is not None:
                return found
        if self.text[mark - 1] in "，,":
            return self._subject(start, mark - 1, quote) or self._reporting(begin, verbs, quote)
        if self.text[mark - 1] in "：:":
            speaker = self.who.speaker(begin, mark - 1)
            if speaker is None and name_at(self.text[begin : mark - 1], 0) == mark - 1 - begin:
                speaker = self.who.told(Speaker(self.text[begin : mark - 1]), begin, mark - 1)  # 周晓禾：“…”
            if speaker is not None:
                return replace(speaker, verb=Span.at(self.text, *verbs[-1].span("verb")) if verbs else None)
            if _FEELS.search(self.text, max(begin, self.text.rfind("，", begin, mark)), mark):
                return self._subject(start, mark - 1, quote)  # 她抹了把汗，咧嘴笑：“……。”
        return None

    def _reporting(self, begin: int, verbs: Sequence[re.Match[str]], quote: _Quote) -> Attribution | None:
        """周晓禾说，一亩收入6万元，“……。” : whole sentences that close what somebody is reported to say."""
        if not verbs or self.text[quote.end - 1] not in "。！？…" or not REPORTED.match(self.text, verbs[-1].end()):
            return None
        return self.who.of_verb(begin, verbs[-1])

    def _outspoken(self, quote: _Quote) -> bool:
        """说“……。” : no mark between the verb and the words, which make whole sentences or all that follows."""
        verb = _OUTSPOKEN.search(self.text, max(0, quote.start - 5), quote.start - 1)
        ends = self.text[quote.end - 1] in "。！？…" or (
            quote.end - quote.start >= 12 and self.text[quote.end + 1 : quote.end + 2] in "。！？\n"
        )
        return verb is not None and ends

    def _subject(self, start: int, stop: int, quote: _Quote) -> Attribution | None:
        """周晓禾看到商机，开起民宿，“开业以来…。”: a sentence about one person that closes with what they say in full sentences."""
        begin = max((self.text.rfind(mark, start, stop) for mark in "。！？"), default=-1) + 1 or start
        if self.text[quote.end - 1] not in "。！？…" and self.text[quote.end + 1 : quote.end + 2] != "，":
            return None
        inside = self.who.named(begin, stop)
        pronoun = _HIMSELF.search(self.text, begin, stop) if not inside else None
        if pronoun:
            return self.who.himself(*pronoun.span("he"))
        clause = self.text.rfind("，", begin, stop) + 1
        closing = [found for found in inside if found[0] >= clause > 0]  # 提起过去，周晓禾连连摆手，“……。”
        if len({n for _, _, n in closing}) == 1 and not re.search("[在与和同为让给对向把被]", self.text[clause : closing[0][0]]):
            inside = closing
        elif len({n for _, _, n in inside}) != 1 or "，" in self.text[begin : inside[0][0]]:
            return None
        at, end, name = inside[0]
        if name in self.who.leaders:
            return None
        if self.text[end : end + 1] in ("的", "和", "、", "等", "与"):
            return None
        return self.who.told(name, at, end)

    def _retold(self, statement: Statement) -> Iterator[Span]:
        """What the words of a statement report of somebody else, each to the end of its sentence: 周晓禾说，许知远讲已建3座."""
        words = statement.words
        for match in SPEECH.finditer(self.text, words.start, words.end):
            begin = max(self.who.clause(words.start, match.start()), self.text.rfind("，", words.start, match.start()) + 1)
            named = [(end, who.name) for _, end, who in self.who.named(begin, match.start())[-1:]]
            alone = None if named else name_at(self.text, begin, spoken=True)
            if alone:
                named = [(alone, self.text[begin:alone])]
            beside = not no_person(match) and any(
                name != statement.speaker.value.name and _BESIDE.fullmatch(self.text, end, match.start()) for end, name in named
            )
            if beside or self.who.source(begin, match) or is_somebody(self.text[begin : match.start("verb")]):
                stop = _ENDS.search(self.text, match.end(), words.end)
                yield Span.at(self.text, match.end(), stop.end() if stop else words.end)

    def _indirect(self, match: re.Match[str], start: int, end: int, said: list[tuple[int, int]], statements: list[Statement]) -> None:
        reported = REPORTED.match(self.text, match.end())
        straight = reported is None and _STRAIGHT.match(self.text, match.end())
        if not (reported or straight):
            return
        begin = self.who.clause(start, match.start())
        within = said[-1] if said and said[-1][0] <= match.start() < said[-1][1] else None
        own = max(begin, self.text.rfind("，", within[0], match.start()) + 1) if within else begin
        attribution = self.who.of_verb(own, match)
        if attribution is None or (straight and not self._may_go_straight(own, attribution.at, match.start("verb"))):
            return
        if within and self._opens_report(own, within, statements):
            statements.pop()
            said.pop()
            attribution = replace(attribution, doubts=(*attribution.doubts, RETOLD))
        elif within:
            cut = self._contradicts(attribution, begin, within[0])
            if cut is None or statements[-1].words.start != within[0] or statements[-1].speaker.value == attribution.speaker:
                return
            statements[-1] = replace(statements[-1], words=Span.at(self.text, within[0], cut))
            said[-1] = (within[0], cut)
        first = reported.end() if reported else match.end()
        stop = next((m.end() for m in re.finditer(r"[。！？!?]", self.text[first:end])), None)
        last = end if (reported and reported["colon"]) or stop is None else self._goes_on(attribution, first, first + stop, end)
        for quote_start, _ in said:
            if first < quote_start < last:
                last = min(last, quote_start - 1 - (self.text[quote_start - 2] == "，"))
        if last - first >= 4:
            statements.append(self._statement(first, last, attribution, "indirect"))
            said.append((first, last))
            self.who.before.hear(attribution.at.start, attribution.speaker)

    def _may_go_straight(self, begin: int, who: Span, verb: int) -> bool:
        """Whether words may stand right behind a verb: its speaker stands beside it, or alone as the subject of the clause before."""
        if _BESIDE.fullmatch(self.text, who.end, verb):
            return True
        alone = len(self.who.named(begin, verb)) == 1 and self.text[who.start - 1] not in _DONE_TO
        return alone and _AND_SAYS.fullmatch(self.text, who.end, verb) is not None

    def _opens_report(self, own: int, within: tuple[int, int], statements: Sequence[Statement]) -> bool:
        """Whether what a paper reports opens with who said it: 据《云岭日报》报道，周晓禾称，……"""
        last = statements[-1]
        return own <= within[0] == last.words.start and last.verb is not None and last.verb.quote.startswith("报道")

    def _contradicts(self, attribution: Attribution, begin: int, since: int) -> int | None:
        """Where the words reported from ``since`` on end because somebody else is heard: 甲说，……；乙说，……, 甲说，……，而乙说，……"""
        if begin > since and begin <= attribution.at.start:
            return begin - (self.text[begin - 1] == "；")
        comma = self.text.rfind("，", since, attribution.at.start)
        return comma if comma > since and _BUT.match(self.text, comma + 1, attribution.at.start) else None

    def _goes_on(self, said: Attribution, first: int, stop: int, end: int) -> int:
        """Where reported speech that began at ``first`` ends: behind the sentences that carry it on.

        They do in the speaker's own person or with 同时，还; as 要 does behind 要 and behind what is stressed or demanded, 我县 behind 我县, and the
        second item of a list behind the first. Leaders are quoted by who speaks on with 要.
        """
        verb = said.verb.quote if said.verb else ""
        stressed = verb in _ORDERS and said.speaker not in self.who.leaders
        must = stressed or (verb in (*_ORDERS, *_DEMANDS) and _MUST.match(self.text, first, stop))
        place = _OUR_PLACE.match(self.text, first, stop)
        while stop < end:
            ours = place and _OUR_PLACE.match(self.text, stop, end)
            carried = _CARRIED_ON.match(self.text, stop, end) or (must and _MUST.match(self.text, stop, end))
            if not (carried or (ours and place and ours["level"] == place["level"])):
                further = self._next_item(first, stop, end)
                if further is None:
                    return stop
                stop = further
            following = _FULL_STOP.search(self.text, stop, end)
            stop = following.end() if following else end
        return stop

    def _next_item(self, first: int, stop: int, end: int) -> int | None:
        """Where the next item begins of a list whose last item so far stands between ``first`` and ``stop``: 一是……。二是……"""
        items = list(_ITEM.finditer(self.text, first, stop))
        if items:
            number = _ITEMS.find(items[-1]["number"]) + 1
            mark = f"{_ITEMS[number : number + 1]}{items[-1]['kind']}"
        elif self.text.find("一方面", first, stop) >= 0:
            mark = "另一方面"
        else:
            return None
        found = self.text.find(mark, stop, end) if len(mark) > 1 else -1
        between = found >= 0 and (
            self.text[found - 1] not in "。！？；" or _MARK.search(self.text, stop, found) or SPEECH.search(self.text, stop, found)
        )
        return None if found < 0 or between else found

    def _statement(self, start: int, end: int, attribution: Attribution, kind: str) -> Statement:
        speaker = Role(attribution.speaker, attribution.at, attribution.origin)
        return Statement(
            Span.at(self.text, start, end), speaker, "direct" if kind == "direct" else "indirect", attribution.verb, attribution.doubts
        )
