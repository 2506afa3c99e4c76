"""Which of the places that a text names before a number are spoken of: not those compared with, passed, partners, parts of other names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from kg.claims import passing
from kg.gazetteer import gazetteer
from kg.mentions.datelines import is_dateline
from kg.mentions.metrics import ABOVE, BELOW
from kg.mentions.places import ZONE
from kg.model import Place, Role, Span
from kg.sentences import Layout

_RANK_BEFORE = re.compile(
    rf"(?:{ABOVE}|{BELOW}|领跑|居|位列|列|占(?:同期|当年|当期|整个)?|超|比|较|达到|进入|跻身|挺进|走在|争创|创建|创成|获评|荣获|获|被|成为|率先在|在|是)$"
)
_AT_LEAST = re.compile("至(?:少(?!林)|今)")
_IN_ALL = re.compile("(?<=[，；]在全[省市县区州镇乡])[0-9]")  # 以青石镇为重点，在全市12个镇推广
_RANK_AFTER = re.compile(
    r"(?:第|首|率先|前列|唯一|最|平均|排名|排位|一流|文明|卫生|百强|[三四五]星|重点|示范|试点|先进|优秀|性|双拥|十大|各地|平均水平|水平|之首|前茅|领先|上下|各级|人大|范围|率|统一|工程|脱贫攻坚|节水)"
)
_COMPARED = re.compile(f"(?:{ABOVE}|{BELOW}|落后|比|较)$")
_OF = re.compile("(?:[是为达占]|达到|相当于|等于)$")
_MULTIPLE = re.compile("[^，。；0-9]{0,6}的[^，。；0-9]{0,3}[0-9.一二两三四五六七八九十百]+(?:多|余)?(?:倍|%|％|成|分之)")
_LIES = re.compile("(?:位于|地处|坐落于|坐落在|落户)$")  # the subject is there
_HELD = re.compile("(?:成功|顺利|隆重)?(?:举行|举办|召开|开幕|揭幕|启幕|上演|开赛|落幕)")  # 越野赛在云岭县青石镇举行，来自10个省份
_LISTED = re.compile("(?:[一-鿿]{0,6}、){1,2}[一-鿿]{0,2}|[和与及，]|以及")  # some of a list may bear names that no gazetteer has
# 云岭茶业等26个项目, 云岭桃等十大产业: in the name of one of those that are counted
_EXAMPLES = re.compile("[^，。；：、0-9]{1,10}(?:、[^，。；：、0-9]{2,16})*等(?:[0-9一二两三四五六七八九十百几]+)[余多]?[个家项座条户所大]")
# 提升云岭古城、青石故居等景区品质，全年接待游客10万人次: sights that are examples
_SIGHTS = re.compile(
    "[^，。；：、0-9]{1,10}(?:、[^，。；：、0-9]{2,16})+等[一-鿿]{0,6}(?:(?P<sights>景[区点])|项目|工程|企业|基地|园区|品牌)[^，。；、]{0,10}，"
)
_WORKED_ON = re.compile("(?:提升|优化|打造|培育|建设|推进|推动|启动|开工|开通|实施|抓好|完成|改造|加快)[^，。；：]{0,12}$")
_PARTNER = re.compile("的?(?:对口)?(?:帮扶|援建|援助|支援|支持|协作|结对)(?!政策)")
# 全国农村改革试验区, 全国文物普查: what bears the nation's name, or is its award
_NATIONAL = re.compile(
    "[^，。；：0-9]{0,20}?(?:示范|试点|试验|模范|先进|优秀|文明|百强|十大|典型|标兵|冠军|联赛|锦标赛|普查|名特优|荣誉|称号|表彰|奖|评比|考核|排名|大赛|大会|论坛|[博展]览会|交易会|中心|集群|基地|园区|[重点大]项目|实验室|龙头企业|品牌)"
)
_FIRM = re.compile(
    "[^，。；：、的0-9在是与和]{2,14}?(?:公司|集团|商会|协会|银行|产业园|工业园|工业社区)"
)  # 云岭青石茶业有限公司: the province is only in the name
# 举办云岭冬季温泉旅游节，发放消费券1亿元; 入选云岭民企百强5家: a place in the name of an event or of a ranking
_NAMED_AFTER = re.compile(
    "(?:(?!实现|推进|加快)[^，。；：、0-9]){1,14}?(?:(?<![环季调时细情])节(?![能约水性奏点省气俭日])|[博展]览会|博会|交易会|洽谈会|对接会|订货会|论坛|峰会|大会|大赛|联赛|马拉松|(?<!赛事)活动(?!丰富))[^，。；：0-9]{0,20}(?:、[^，。；]{0,30})?，|[^，。；：、0-9]{0,8}(?:百|[0-9]+)强(?!县|区|镇|市)"
)
_LYING = re.compile("(?:(?:位于|地处)[^，。；：、]{1,12}|距[^，。；：、]{1,12}(?:公里|千米)[处外]?)的$")  # 位于鹤壁北部的浚县
_QUOTED = re.compile("“[^“”，。；：]{0,8}$")  # “云岭民营企业百强”达12家: a place in a name
_TO_END = re.compile("[^“”，。；：]{1,12}”")
_SOURCE = re.compile("(?:承接|引进|引入|招引|吸引|面向|对接|运往|销往|出口到?)(?:了|的)?$")  # 承接云岭企业300家: where they come from
_EDITION = re.compile("(?:第[一二三四五六七八九十百0-9]+|首|本|上|历)届$")  # 第六届云岭茶博会: a place in the name of an event
# 青石、云岭获评先进县；新建水厂3座: who won something is not what the next part of the sentence is about
_WON = re.compile(
    "(?:[、和与及][一-鿿]{2,4}?){0,4}(?:[0-9两二三四五六七八九十]个?[县市区镇乡村])?(?:均|都|全部|分别|先后|成功)?(?:获评|获批|荣获|荣膺|荣登|入选|入围|上榜|获得|被(?:评|列|认定|确定|命名|授予)|成为|跻身|创成|创建)"
)
_ZONE = re.compile(f"(?:{ZONE})$")
_ITEM = re.compile("[^（），。；、0-9]{0,8}[0-9]")  # 确诊291例（河南省270例，…）, but 中国（四川）自贸试验区
_HAPPENED = re.compile(r"“[0-9]{1,2}[·.．][0-9]{1,2}”")
_VERB = re.compile("[了着过]|支持|帮助|帮扶|指导|推动|参加|出席")
JOINED = re.compile("[、和与及]|以及")
# 最大点雨量出现在柳河乡，为687毫米: it is there that so much was measured
APPEARS = re.compile("(?:(?:出现|发生)[在于]|最[大高多低小强深快重]的?[是为])$")
SUBJECT = re.compile(r"(?:^|[^一-鿿]|[年月日来前末底期])在?$")  # behind it a clause begins, dated or not
CLAUSE = re.compile("[，；：。！？\n（）]")


class Spoken:
    """The places of a text in order; ``local`` is a report of one place, ``home_code`` the code of its home."""

    def __init__(self, mentions: Sequence[Role[Place]], layout: Layout, local: bool, home_code: str | None) -> None:
        self.mentions, self.text = mentions, layout.text
        self._local, self._home_code = local, home_code
        self.starts = [begin(role) for role in mentions]
        self._known: dict[tuple[int, int], bool] = {}  # what is beside what, for all the numbers of a sentence
        self._from: dict[tuple[int, int], int | None] = {}  # where people come from

    def _lies(self, start: int, place: int, end: int) -> bool:
        """Whether what is spoken of, no place itself, is said to be, or to be held, at the place that is named from ``place`` to ``end``."""
        text = self.text
        if place > start and text[place - 1] in "在于" and _HELD.match(text, end):
            return True
        if not _LIES.search(text, start, place):
            return False
        before, clause = bisect_left(self.starts, place) - 1, max(text.rfind(mark, start, place) for mark in "，；：")
        return before < 0 or self.starts[before] < max(clause, start)

    def _right_behind(self, start: int, place: int, end: int, stop: int) -> bool:
        """Whether the number at ``stop`` is what the clause before says to be most at a place: 最大点雨量出现在柳河乡，为687毫米."""
        return len(CLAUSE.findall(self.text, end, stop)) == 1 and APPEARS.search(self.text, start, place) is not None

    def _nationwide(self, named: Span, stop: int) -> bool:
        """Whether a figure at ``stop`` is the whole country's: 全国建成3.2万个, but 入选全国试点，建成3个 is not."""
        if named.end == stop:
            return True  # 入选全国35个试点城市
        far = self._local or CLAUSE.search(self.text, named.end, stop)
        opens = not far or SUBJECT.search(self.text, max(0, named.start - 2), named.start)
        return bool(opens) and not _NATIONAL.match(self.text, named.end, stop)

    def holds_home(self, place: Place) -> bool:
        """Whether home lies in a place: a feature about a town that names its county has not gone elsewhere."""
        return bool(self._home_code and place.code and place.code != self._home_code and gazetteer().within(self._home_code, place.code))

    def _is_elsewhere(self, place: Place) -> bool:
        """Whether a place lies outside home."""
        return bool(self._home_code and place.code and not gazetteer().within(place.code, self._home_code)) and not self.holds_home(place)

    def _is_sight(self, place: Span, start: int, stop: int) -> bool:
        """Whether a place is in the name of one of several that are examples; sights are where the report goes on about them, unless they are worked on."""
        found = _SIGHTS.match(self.text, place.end, stop)
        return bool(found and (found["sights"] is None or _WORKED_ON.search(self.text, max(start, place.start - 16), place.start)))

    def _is_predicate(self, whole: int, start: int) -> bool:
        """Whether a place that begins at ``whole`` only says what the one right before it is: 石桥村是云岭县首个…."""
        if not (whole - 1 > start and self.text[whole - 1] == "是"):
            return False
        before = self.mentions[bisect_left(self.starts, whole) - 1].span
        return before is not None and start <= before.start and before.end == whole - 1

    def _compared(self, index: int, start: int) -> bool:
        """Whether a place is compared with, alone or in a list: 低于淇县、浚县0.5个百分点, 是淇县的1.2倍."""
        text, span = self.text, self.mentions[index].span
        if span and _MULTIPLE.match(text, span.end) and _OF.search(text, max(start, span.start - 3), span.start):
            return True
        return any(_COMPARED.search(text, max(start, at - 4), at) for at in self._row(index, start))

    def _row(self, index: int, start: int) -> Iterator[int]:
        """Where the members of the list begin that the place with this index ends, the last one first: 青石县白水镇、黑水镇."""
        while index >= 0:
            at = self.whole(index)
            yield at
            index = bisect_left(self.starts, at) - 1
            before = self.mentions[index].span if index >= 0 else None
            if not (before and before.start >= start and JOINED.fullmatch(self.text, before.end, at)):
                return

    def ends_row(self, role: Role[Place]) -> bool:
        """Whether a place is the last of a list: 淇县、浚县."""
        return len([*islice(self._row(bisect_left(self.starts, begin(role)), 0), 2)]) > 1

    def passed(self, index: int) -> range:
        """The indexes of the places that the place with this index ends which are several, some of many, where a meeting is held or something happened."""
        if self._is_one_of_several(index) or self.ends_row(self.mentions[index]):
            return range(self._before_list(index), index + 1)
        return range(index, index + self._is_venue(index))

    def _is_one_of_several(self, index: int) -> bool:
        """Whether the place with this index ends a list of some of many, or of all that are counted by one word: 青石、白水两县."""
        span = self.mentions[index].span
        if span is None:
            return False
        if passing.AMONG.match(self.text, span.end):
            return True
        return bool(passing.ALL_OF_THEM.match(self.text, span.end)) and self.ends_row(self.mentions[index])

    def _is_venue(self, index: int) -> bool:
        """Whether the place with this index is only where a meeting is held, or in the name of what happened there."""
        text, span, whole = self.text, self.mentions[index].span, self.whole(index)
        return span is not None and (passing.is_venue(text, whole, span.end) or passing.is_of_disaster(text, whole, span.end))

    def _is_beside(self, index: int, start: int) -> bool:
        """Whether the place with this index is what a place lies in, borders on or is far from, or where a meeting is held."""
        if (index, start) not in self._known:
            self._known[index, start] = self._lies_beside(index, start)
        return self._known[index, start]

    def _lies_beside(self, index: int, start: int) -> bool:
        text, span = self.text, self.mentions[index].span
        if span is None:
            return False
        whole = self.whole(index)
        if passing.is_far(text, whole, span.end) or self._is_venue(index):
            return True
        if passing.LIES_IN.search(text, max(start, whole - 5), whole):
            earlier = [role for role in self.between(start, whole) if role.value.kind != "spot" and not role.origin]
            subject = bool(earlier) and not CLAUSE.search(text, begin(earlier[-1]), whole)
            code = self.mentions[index].value.code
            holds = any(role.value.code and code and gazetteer().within(role.value.code, code) for role in earlier)
            return subject or holds or self.holds_home(self.mentions[index].value)
        return any(
            passing.BESIDE.search(text, max(start, at - 8), at) or passing.borders(text, at, span.end) for at in self._row(index, start)
        )

    def _origins(self, index: int, start: int) -> int | None:
        """The index of the first of the places where people come from that the place with this index ends, None where it is no such place."""
        if (index, start) not in self._from:
            span, row = self.mentions[index].span, [*self._row(index, start)]
            comes = span is not None and any(passing.is_origin(self.text, at, span.end) for at in row)
            self._from[index, start] = bisect_left(self.starts, row[-1]) if comes else None
        return self._from[index, start]

    def _parts(self, index: int, start: int, stop: int) -> int | None:
        """The index of the first of the parts of a sum that end with the place with this index, where another number follows that has a name of its own:
        死亡5人，其中青石县3人，白水县2人，受伤20人; None where it is no such part."""
        span, text = self.mentions[index].span, self.text
        part = passing.PART.match(text, span.end, stop) if span else None
        if part is None or passing.SAME.match(text, part.end()):
            return None
        first = index
        while not passing.OF_WHICH.search(text, max(start, self.whole(first) - 4), self.whole(first)):
            at = self.whole(first)
            first = bisect_left(self.starts, at) - 1
            before = self.mentions[first].span if first >= 0 else None
            earlier = passing.PART.match(text, before.end, at) if before and before.start >= start else None
            if earlier is None or earlier.end() != at:
                return None
        return bisect_left(self.starts, self.whole(first)) if first < index or part["mark"] == "；" else None

    def _before_list(self, index: int) -> int:
        """The index of the first place of the list that the place with this index ends: 东河镇石桥村、西山镇李家村."""
        while index and (here := self.mentions[index].span) and (before := self.mentions[index - 1].span):
            if before.end != here.start and not _LISTED.fullmatch(self.text, before.end, here.start):
                break
            index -= 1
        return index

    def whole(self, index: int) -> int:
        """Where the name begins that the place with this index ends: 马台乡唐家村 is one name."""
        whole = begin(self.mentions[index])
        while index and (before := self.mentions[index - 1].span) and before.end == whole:
            whole, index = before.start, index - 1
        return whole

    def between(self, start: int, stop: int) -> Sequence[Role[Place]]:
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, stop)]

    def last(self, start: int, stop: int) -> Role[Place] | None:
        """The last administrative place named between two offsets that is what is spoken of; its smaller neighbour behind it if they are one name."""
        mentions, text = self.mentions, self.text
        index = bisect_right(self.starts, stop - 1) - 1
        while index >= 0 and self.starts[index] >= start:
            role = mentions[index]
            index -= 1
            if role.span is None or role.span.end > stop or role.value.kind == "spot" or is_dateline(text, role.span.end):
                continue
            average = text.startswith("平均", role.span.end) and passing.OF_AVERAGE.match(text, role.span.end, stop)
            if average and (average["bracket"] or not _RANK_BEFORE.search(text, max(start, role.span.start - 6), role.span.start)):
                return Role(role.value, role.span, "")  # 全国平均水平（5.4‰）
            if self._is_one_of_several(index + 1):  # 淇县、浚县等3个县, 周家村等12个村: some of many, none by itself
                index = self._before_list(index + 1) - 1
                continue
            if passing.in_closed_bracket(text, role.span.start, role.span.end, stop):
                continue
            if (parts := self._parts(index + 1, start, stop)) is not None:
                index = parts - 1
                continue
            if _EXAMPLES.match(text, role.span.end, stop) or (self._local and self._is_sight(role.span, start, stop)):
                continue
            if (
                self._local
                and self._is_elsewhere(role.value)
                and CLAUSE.search(text, role.span.end, stop)
                and not SUBJECT.search(text, max(start, role.span.start - 2), role.span.start)
            ):
                continue  # 建设山东龙大加工厂，引进企业15家: what is not at home and no subject of its clause
            whole = self.whole(index + 1)
            if self._is_beside(index + 1, start):
                continue
            # 高于全省, 居全国第一, 占河南全省: compared with, not spoken of
            if (role.value.kind in ("country", "province") or role.origin) and (
                _RANK_AFTER.match(text, role.span.end)
                or (
                    role.span.quote != "我国"
                    and not _IN_ALL.match(text, role.span.end)
                    and _RANK_BEFORE.search(text, max(start, whole - 6), whole)
                )
            ):
                continue
            if self._local and _ZONE.search(role.value.name) and CLAUSE.search(text, role.span.end, stop):
                return None  # a report of one place that names a zone of it does not stay there
            if self._compared(index + 1, start) or (role.value.kind == "country" and not self._nationwide(role.span, stop)):
                continue
            if (
                not self._lies(start, whole, role.span.end)
                and _aside(whole, role.span.end, stop, text)
                and not self._right_behind(start, whole, role.span.end, stop)
            ):
                continue
            bracketed = text[whole - 1 : whole] == "（" and not _ITEM.match(text, role.span.end)  # 中国（四川）自贸试验区
            if (bracketed and not passing.names_city(text, whole, role.span.end)) or _EDITION.search(text, max(start, whole - 6), whole):
                continue
            before = max(start, whole - 12)
            if _SOURCE.search(text, before, whole) or (_QUOTED.search(text, before, whole) and _TO_END.match(text, role.span.end, stop)):
                continue
            if text[role.span.start - 1 : role.span.start] in ("至", "到", "往", "赴", "距", "离", "通", "占", "—", "与", "同", "-", "继"):
                continue  # 延伸至老城镇, 宜宾—钦州, 与浙江省合作: a destination, a partner
            if self._is_predicate(whole, start):
                continue
            if text[role.span.end : role.span.end + 1] in ("—", "-", "至") and not _AT_LEAST.match(text, role.span.end):
                continue
            if (
                (role.value.kind == "province" or self.holds_home(role.value))
                and role.value.name != role.span.quote
                and _FIRM.match(text, role.span.end)
            ):
                continue
            if _HAPPENED.match(text, role.span.end):
                continue  # 云岭“7·20”特大暴雨: where something happened
            if self.holds_home(role.value) and role.value.name != role.span.quote and _NAMED_AFTER.match(text, role.span.end, stop):
                continue
            if text.find("，" if self._local else "；", role.span.end, stop) >= 0 and _WON.match(text, role.span.end):
                continue
            if role.value.kind == "country" and passing.is_whole(text, role.span.start, role.span.end, stop):
                continue
            if passing.is_founded(text, whole, role.span.end) and CLAUSE.search(text, role.span.end, stop):
                continue
            if (first := self._origins(index + 1, start)) is not None:
                index = first - 1
                continue
            if _PARTNER.match(text, role.span.end):
                continue  # 借助云岭省的帮扶: who helps from elsewhere
            return Role(role.value, role.span, "")
        return None


def _aside(start: int, end: int, stop: int, text: str) -> bool:
    """Whether a place from ``start`` to ``end`` stands in the middle of an earlier clause: it is then an object or a partner, not what the number is about."""
    if not CLAUSE.search(text, end, stop) or _LYING.search(text, max(0, start - 16), start) or _is_scene(start, end, text):
        return False
    last = start  # more than four characters before it in its clause, “ 在 and 于 at their ends not counted
    for position in range(start - 1, -1, -1):
        character = text[position]
        if character in "，；：。！？…—\n（）　":
            return False
        if character not in "“在于":
            last = position if last == start else last
            if last - position >= 4:
                return True
    return False


def _is_scene(start: int, end: int, text: str) -> bool:
    """Whether a place ends a clause that only says where: 在“茶叶之乡”云岭县青石镇，…."""
    if text[end : end + 1] != "，":
        return False
    clause = max(text.rfind(mark, max(0, start - 24), start) for mark in "，；：。！？…—\n　") + 1
    return clause > 0 and text.startswith(("在", "走进", "来到"), clause) and not _VERB.search(text, clause + 1, start)


def begin(role: Role[Place]) -> int:
    return role.span.start if role.span else -1
