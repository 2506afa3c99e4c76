"""Which place a number is about: named before it, in its speaker's title, by its paragraph or the scene, else home."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from kg.claims.jurisdictions import governed
from kg.gazetteer import COUNTRY, Entry, gazetteer
from kg.mentions.datelines import is_dateline
from kg.mentions.metrics import ABOVE, BELOW
from kg.mentions.places import ABROAD
from kg.model import Person, Place, Role, Span, Speaker
from kg.sentences import Block, Layout, Sentence

_RANK_BEFORE = re.compile(
    rf"(?:{ABOVE}|{BELOW}|领跑|居|位列|列|占(?:同期|当年|当期|整个)?|超|比|较|达到|进入|跻身|挺进|走在|争创|创建|创成|获评|荣获|获|被|成为|率先在|在|是)$"
)
_RANK_AFTER = re.compile(
    r"(?:第|首|率先|前列|唯一|最|平均|排名|排位|一流|文明|卫生|百强|重点|示范|试点|先进|优秀|性|双拥|十大|各地|平均水平|水平|之首|前茅|领先|上下|各级|人大|范围|率|统一|工程|脱贫攻坚|节水)"
)
_JOINED = re.compile("[、和与及]|以及")
_COMPARED = re.compile(f"(?:{ABOVE}|{BELOW}|落后|比|较)$")
_OF = re.compile("(?:[是为达占]|达到|相当于|等于)$")
_MULTIPLE = re.compile("[^，。；0-9]{0,6}的[^，。；0-9]{0,3}[0-9.一二两三四五六七八九十百]+(?:多|余)?(?:倍|%|％|成|分之)")
_OPENING = re.compile("[。！？：]")
_LIES = re.compile("(?:位于|地处|坐落于|坐落在|落户)$")  # the subject is there
_HELD = re.compile("(?:成功|顺利|隆重)?(?:举行|举办|召开|开幕|揭幕|启幕|上演|开赛|落幕)")  # 越野赛在云岭县青石镇举行，来自10个省份
# 最大点雨量出现在柳河乡，为687毫米: it is there that so much was measured
_APPEARS = re.compile("(?:(?:出现|发生)[在于]|最[大高多低小强深快重]的?[是为])$")
_APPEARED = re.compile("[，（](?:出现|发生)[在于]")
_WORLD = re.compile(  # 全球招商, 全球灯塔工厂 are here
    "(?:全球|全世界|世界)(?=的?[一-鿿]{0,6}?(?:气温|温度|升温|海平面|降水量|人口|(?<!企业)产量|消费量|总需求|贸易[额量]|排放量?|经济增[速长]|市场规模|病例|森林面积))"
)
_WITHIN = re.compile("[一-鿿“](?<!年)")  # 占世界产量, 面向全球; 2022年全球 opens what it says
_LISTED = re.compile("(?:[一-鿿]{0,6}、){1,2}[一-鿿]{0,2}|[和与及]|以及")  # some of a list may bear names that no gazetteer has
_AMONG = re.compile("等[0-9一二三四五六七八九十两几多]+余?个")
_PARTNER = re.compile("的?(?:对口)?(?:帮扶|援建|援助|支援|支持|协作|结对)(?!政策)")
# 全国农村改革试验区, 全国文物普查: what bears the nation's name, or is its award
_NATIONAL = re.compile(
    "[^，。；：0-9]{0,20}?(?:示范|试点|试验|模范|先进|优秀|文明|百强|十大|典型|标兵|冠军|联赛|锦标赛|普查|名特优|荣誉|称号|表彰|奖|评比|考核|排名|大赛|大会|论坛|博览会|中心)"
)
_SUBJECT = re.compile(r"(?:^|[^一-鿿]|[年月日来前末底期])在?$")  # behind it a clause begins, dated or not
_FIRM = re.compile(
    "[^，。；：、的0-9在是与和]{2,14}?(?:公司|集团|商会|协会|银行)"
)  # 云岭青石茶业有限公司: the province is only in the name
# 省级财政每亩补贴50元，还每亩补贴保费10元
_GRANTED = re.compile(
    "(?P<payer>国家(?![级标重示规队])|中央(?:财政)?|[省市县区](?=里|级财政|财政|本级))(?=[^，。；]*(?:补|奖))(?=[^，。；]*每)[^，。；]*(?:[，、](?:还|并|再)[^，。；]*){0,2}$"
)
_PAYERS = {"国": "country", "中": "country", "省": "province", "市": "prefecture", "县": "county", "区": "county"}
_FOREIGN = re.compile("等|[、和与]")  # some of several
_LYING = re.compile("(?:位于|地处)[^，。；：、]{1,12}的$")  # 位于鹤壁北部的浚县
_LEADS = re.compile(r"(?:^|[^一-鿿])(?:走进|来到|走访|走到)?(?:位于|地处|坐落[在于]|在)?$")
_LIES_AT = re.compile("地处|位于|坐落|平均海拔|作为")
_EDITION = re.compile("(?:第[一二三四五六七八九十百0-9]+|首|本|上|历)届$")  # 第六届云岭茶博会: a place in the name of an event
_IS_OF = re.compile("(?:成为|来自|属于|这是|就是)$")
_FIGURE = re.compile("[0-9](?![0-9]*年)")
_OPENS, _BEFORE_NAME, _TITLE = 12, 24, 48  # characters
_CLAUSE = re.compile("[，；：。！？\n（）]")


class Placing:
    """Says which place each number of a document is about, from the places its text names.

    It is the smallest administrative place named before the number in its sentence, in its speaker's title, at the head of an earlier sentence of
    the paragraph, in the title its speaker was introduced with, else the home place, to which a report of one place returns with each sentence.
    A place in a comparison or rank (高于全省, 居全国第一) is none.
    """

    def __init__(
        self, mentions: Sequence[Role[Place]], layout: Layout, home: Role[Place] | None, people: Collection[Person] = (), walks: bool = True
    ) -> None:
        self.walks = walks  # a feature walks from place to place, a report speaks of one
        self.mentions, self.layout, self.text = mentions, layout, layout.text
        self.home = Role(home.value, home.span, home.origin or "document") if home else None
        self._local = not walks and home is not None and home.value.kind != "country"  # a report of one place
        named = (role.value.code for role in mentions if home and role.value.name == home.value.name and role.value.code)
        self._home_code = home and (home.value.code or next(named, None))
        self._starts = [_begin(role) for role in mentions]
        self._worlds = [m.start() for m in _WORLD.finditer(self.text) if not (m.start() and _WITHIN.match(self.text, m.start() - 1))]
        self._appearances = list(_APPEARED.finditer(self.text))
        self._abroad = [role for role in mentions if not self._local and role.value.kind == "spot" and ABROAD.fullmatch(role.value.name)]
        self._people = {person.speaker: person for person in people}
        self._openings: dict[int, Role[Place] | None] = {}
        self._scenes: list[Role[Place] | None] = [None]

    def place_of(self, start: int, speaker: Role[Speaker] | None) -> Role[Place] | None:
        """The place of the number at ``start``, said by ``speaker``; None where nothing says it.

        >>> from kg.mentions.places import find_places
        >>> layout = Layout("浚县建成水厂3座，新增绿地5公顷。")
        >>> placing = Placing(find_places(layout.text, layout, None), layout, None)
        >>> placing.place_of(6, None).value.name
        '浚县'
        """
        layout = self.layout
        index = layout.sentence_at(start)
        if index < 0:
            return self.home
        sentence = layout.sentences[index]
        found = (self._appeared(start) if self._appearances else None) or self._last(sentence.start, start)
        if self._worlds and self._of_world(found, sentence.start, start):
            return None
        if self._abroad and (abroad := self._from_abroad(found, sentence.start, start)):
            return abroad
        granted = self._granted(sentence.start, start)
        if granted and granted.span and not (found and found.span and found.span.start > granted.span.start):
            return granted
        opening = None if self._local else self._opening(index)
        there = opening is not None and opening.value.kind in ("town", "village")
        if found and there and speaker and self._in_title(found, speaker):
            found = None  # an expert of the province speaks of the village
        person = self._people.get(speaker.value) if speaker else None
        if found is not None:
            return (person and governed(found, person, self._title(person))) or found
        if speaker is not None and speaker.span is not None:
            block = layout.blocks[sentence.block]
            found = self._last(max(block.start, speaker.span.start - _BEFORE_NAME), speaker.span.end)
            if found is not None and found.value.kind != "country" and not (there and found.value.kind == "province"):
                return Role(found.value, found.span, "sentence")
        titled = self._of_title(person) if person else None
        if opening is not None:
            return titled if titled and self.home and opening.value == self.home.value else opening
        return titled or self._behind(sentence, start) or (self._scene(sentence.block) if self.walks else None) or self.home

    def _in_title(self, found: Role[Place], speaker: Role[Speaker]) -> bool:
        """Whether a place is the province in whose service a speaker is."""
        at, named = speaker.span, found.span
        return bool(at and named and found.value.kind == "province" and at.start - _BEFORE_NAME <= named.start < at.end)

    def _granted(self, start: int, stop: int) -> Role[Place] | None:
        """The place of the level of government that pays so much for each: 省级财政每亩补贴50元."""
        if self.text.find("每", start, stop) < 0:
            return None
        said = _GRANTED.search(self.text, start, stop)
        if said is None:
            return None
        kind = _PAYERS[said["payer"][0]]
        if kind == "country":
            entry: Entry | None = COUNTRY
        elif self.home and self.home.value.kind == kind:
            return Role(self.home.value, Span.at(self.text, *said.span()), "document")
        else:
            entry = next((e for e in gazetteer().ancestors(self._home_code or "") if e.level == kind), None)
        return Role(Place(entry.name, entry.code, kind), Span.at(self.text, *said.span()), "document") if entry else None

    def _behind(self, sentence: Sentence, start: int) -> Role[Place] | None:
        """The town or village that a sentence names behind its numbers as what it is about: 3亩茶园已成为石桥村的一景."""
        within = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, sentence.end)] if self.walks else ()
        named = next((r for r in within if r.value.kind in ("county", "town", "village") and not r.origin), None)
        if named is None or named.span is None:
            return None
        opens = _LIES_AT.match(self.text, sentence.start) and self.text[named.span.start - 1] == "，"
        return Role(named.value, named.span, "sentence") if opens or _IS_OF.search(self.text, start, named.span.start) else None

    def _appeared(self, start: int) -> Role[Place] | None:
        """The place behind a number where so much was measured: 最大点雨量687毫米，出现在柳河乡."""
        said = next((m for m in self._appearances if start < m.start()), None)
        index = bisect_left(self._starts, said.end()) if said and not _CLAUSE.search(self.text, start, said.start()) else len(self._starts)
        role = self.mentions[index] if index < len(self._starts) else None
        return Role(role.value, role.span) if said and role and role.span and role.span.start == said.end() else None

    def _of_world(self, found: Role[Place] | None, start: int, stop: int) -> bool:
        """Whether a number at ``stop`` is of the whole world, which is no place here: 全球气温上升1.2℃."""
        named = found.span.end if found and found.span else start
        return any(named <= at < stop for at in self._worlds)

    def _from_abroad(self, found: Role[Place] | None, start: int, stop: int) -> Role[Place] | None:
        """The country abroad with which the clause of a number at ``stop`` begins: 韩国茶园面积3万公顷."""
        named = found.span.end if found and found.span else start
        said = next((r for r in reversed(self._abroad) if r.span and named <= r.span.start < r.span.end <= stop), None)
        if said is None or said.span is None or _CLAUSE.search(self.text, said.span.end, stop) or _FOREIGN.match(self.text, said.span.end):
            return None
        return Role(said.value, said.span) if _SUBJECT.search(self.text, max(0, said.span.start - 2), said.span.start) else None

    def listed(self, start: int, stop: int, count: int) -> tuple[Role[Place], ...]:
        """The places of the one list between two offsets that has ``count`` members (淇县、浚县), () where none or another has."""
        runs: list[list[Role[Place]]] = []
        for role in self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]:
            if role.span is None or role.value.kind == "country":
                continue
            last = runs[-1][-1].span if runs else None
            if last and _JOINED.fullmatch(self.text, last.end, role.span.start):
                runs[-1].append(role)
            else:
                runs.append([role])
        lists = [run for run in runs if len(run) > 1]
        return tuple(lists[0]) if len(lists) == 1 and len(lists[0]) == count else ()

    def _opening(self, index: int) -> Role[Place] | None:
        """The place at the head of the nearest earlier sentence of the same paragraph that opens with one."""
        sentences, first = self.layout.sentences, index
        found = None
        while found is None and first > 0 and sentences[first - 1].block == sentences[index].block and first not in self._openings:
            first -= 1
            head = self._head(sentences[first])
            appears = head and head.span and _APPEARS.search(self.text, sentences[first].start, head.span.start)
            if head and head.span and head.value.kind == "country" and not _FIGURE.search(self.text, head.span.end, sentences[first].end):
                continue  # no figure of it, and the next is none either
            if head is not None and not appears and not _body(head, self.text):
                found = Role(head.value, head.span, "paragraph")
        return self._openings.setdefault(index, found or self._openings.get(first))

    def _head(self, sentence: Sentence) -> Role[Place] | None:
        """The place a sentence opens with, whole (云岭县东河镇石桥村); in a feature also the town or village another of its clauses opens with."""
        stop = sentence.start
        for index in range(bisect_left(self._starts, stop), len(self.mentions)):
            role = self.mentions[index]
            if (
                role.span is None
                or role.span.start >= sentence.end
                or (role.span.start >= sentence.start + _OPENS and role.span.start != stop)
            ):
                break
            stop = role.span.end
        head = self._last(sentence.start, stop) if stop > sentence.start else None
        if head is None and self.walks:
            scene = self._last(sentence.start, sentence.end)
            return scene if scene and scene.value.kind in ("town", "village") and self._opens_clause(scene) else None
        return head

    def _opens_clause(self, role: Role[Place]) -> bool:
        """Whether the name of a place begins its clause, whole and but for what leads there: 走进云岭县石桥村."""
        if role.span is None or role.origin:
            return False
        index = bisect_left(self._starts, role.span.start)
        start = self._whole(index)
        return _LEADS.search(self.text, max(0, start - 6), start) is not None

    def _whole(self, index: int) -> int:
        """Where the name begins that the place with this index ends: 马台乡唐家村 is one name."""
        whole = _begin(self.mentions[index])
        while index and (before := self.mentions[index - 1].span) and before.end == whole:
            whole, index = before.start, index - 1
        return whole

    def _title_span(self, person: Person) -> tuple[int, int] | None:
        """Where the title a person is introduced with stands, up to the last of the posts."""
        posts = [post.span for post in person.posts if post.span]
        if not posts:
            return None
        start = posts[0].start
        first = max(self.text.rfind(mark, max(0, start - 24), start) for mark in "，。；：“”\n") + 1
        return max(first, start - 24), posts[-1].end

    def _title(self, person: Person) -> Sequence[Role[Place]]:
        """The places that are named in the title a person is introduced with."""
        start, stop = self._title_span(person) or (0, 0)
        within = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, min(stop, start + _TITLE))]
        return [role for role in within if not role.origin]

    def _of_title(self, person: Person) -> Role[Place] | None:
        """The place in the title a person is introduced with: 云岭镇周家村党支部书记."""
        title = self._title_span(person)
        found = self._last(*title) if title else None
        return Role(found.value, found.span, "document") if found and found.value.kind in ("county", "town", "village") else None

    def _scene(self, block: int) -> Role[Place] | None:
        """Where a feature has gone: the place that the first sentence of an earlier paragraph sets, under the same heading."""
        for index in range(len(self._scenes) - 1, block):
            self._scenes.append(self._scene_after(index))
        return self._scenes[block]

    def _scene_after(self, index: int) -> Role[Place] | None:
        """The scene behind a paragraph, which its last sentence that begins with a place sets, or what its first sentence names."""
        block = self.layout.blocks[index]
        if block.heading:
            return None
        if head := self._last_head(block):
            return self._gone_to(head)
        opening = _OPENING.search(self.text, block.start, block.end)
        stop = opening.start() if opening else block.end
        within = self.mentions[bisect_left(self._starts, block.start) : bisect_right(self._starts, stop)]
        named = [r for r in within if r.value.kind != "spot"]
        here = [r for r in named if not r.origin and self._gone_to(r)]
        if not here or self._holds_home(named[-1].value):
            return None if named else self._scenes[index]
        # a place that opens its paragraph is its subject, and goes with it
        return self._gone_to(here[-1]) if _begin(here[-1]) > block.start else self._scenes[index]

    def _gone_to(self, role: Role[Place]) -> Role[Place] | None:
        """A place as a scene: a county, town or village, and none that home lies in."""
        small = role.value.kind in ("county", "town", "village")
        return Role(role.value, role.span, "document") if small and not self._holds_home(role.value) else None

    def _last_head(self, block: Block) -> Role[Place] | None:
        """The place with which the last of a paragraph's later sentences begins that begins with one."""
        first, last = self.layout.sentence_at(block.start), self.layout.sentence_at(block.end - 1)
        heads = (self._head(self.layout.sentences[index]) for index in range(last, first, -1))
        return next((head for head in heads if head and not self._meant(head)), None)

    def _meant(self, role: Role[Place]) -> bool:
        """Whether a place is only meant by a word: 全市, 该县."""
        index = bisect_left(self._starts, _begin(role))
        return bool(self.mentions[index].origin)

    def _nationwide(self, named: Span, stop: int) -> bool:
        """Whether a figure at ``stop`` is the whole country's: 全国建成3.2万个, but 入选全国试点，建成3个 is not."""
        far = self._local or _CLAUSE.search(self.text, named.end, stop)
        opens = not far or _SUBJECT.search(self.text, max(0, named.start - 2), named.start)
        return bool(opens) and not _NATIONAL.match(self.text, named.end, stop)

    def _holds_home(self, place: Place) -> bool:
        """Whether home lies in a place: a feature about a town that names its county has not gone elsewhere."""
        return bool(self._home_code and place.code and place.code != self._home_code and gazetteer().within(self._home_code, place.code))

    def _compared(self, index: int, start: int) -> bool:
        """Whether a place is compared with, alone or in a list: 低于淇县、浚县0.5个百分点, 是淇县的1.2倍."""
        text, span = self.text, self.mentions[index].span
        if span and _MULTIPLE.match(text, span.end) and _OF.search(text, max(start, span.start - 3), span.start):
            return True
        while span and not _COMPARED.search(text, max(start, span.start - 4), span.start):
            index -= 1
            before = self.mentions[index].span if index >= 0 else None
            if not (before and before.start >= start and _JOINED.fullmatch(text, before.end, span.start)):
                return False
            span = before
        return True

    def _lies(self, start: int, place: int, end: int) -> bool:
        """Whether what is spoken of, no place itself, is said to be, or to be held, at the place that is named from ``place`` to ``end``."""
        text = self.text
        if place > start and text[place - 1] in "在于" and _HELD.match(text, end):
            return True
        if not _LIES.search(text, start, place):
            return False
        before, clause = bisect_left(self._starts, place) - 1, max(text.rfind(mark, start, place) for mark in "，；：")
        return before < 0 or self._starts[before] < max(clause, start)

    def _right_behind(self, start: int, place: int, end: int, stop: int) -> bool:
        """Whether the number at ``stop`` is what the clause before says to be most at a place: 最大点雨量出现在柳河乡，为687毫米."""
        return len(_CLAUSE.findall(self.text, end, stop)) == 1 and _APPEARS.search(self.text, start, place) is not None

    def _before_list(self, index: int) -> int:
        """The index of the first place of the list that the place with this index ends: 东河镇石桥村、西山镇李家村."""
        while index and (here := self.mentions[index].span) and (before := self.mentions[index - 1].span):
            if before.end != here.start and not _LISTED.fullmatch(self.text, before.end, here.start):
                break
            index -= 1
        return index

    def _last(self, start: int, stop: int) -> Role[Place] | None:
        """The last administrative place named between two offsets that is what is spoken of; its smaller neighbour behind it if they are one name."""
        mentions, text = self.mentions, self.text
        index = bisect_right(self._starts, stop - 1) - 1
        while index >= 0 and self._starts[index] >= start:
            role = mentions[index]
            index -= 1
            if role.span is None or role.span.end > stop or role.value.kind == "spot" or is_dateline(text, role.span.end):
                continue
            if _AMONG.match(text, role.span.end):  # 淇县、浚县等3个县, 周家村等12个村: some of many, none by itself
                index = self._before_list(index + 1) - 1
                continue
            # 高于全省, 居全国第一: compared with, not spoken of
            if (role.value.kind in ("country", "province") or role.origin) and (
                _RANK_AFTER.match(text, role.span.end)
                or (role.span.quote != "我国" and _RANK_BEFORE.search(text, max(start, role.span.start - 6), role.span.start))
            ):
                continue
            if self._compared(index + 1, start) or (role.value.kind == "country" and not self._nationwide(role.span, stop)):
                continue
            whole = self._whole(index + 1)
            if (
                not self._lies(start, whole, role.span.end)
                and _aside(whole, role.span.end, stop, text)
                and not self._right_behind(start, whole, role.span.end, stop)
            ):
                continue
            if text[whole - 1 : whole] == "（" or _EDITION.search(text, max(start, whole - 6), whole):
                continue  # 中国（四川）自贸试验区
            if text[role.span.start - 1 : role.span.start] in ("至", "到", "往", "赴", "距", "离", "通", "占", "—", "与", "同", "-", "继"):
                continue  # 延伸至老城镇, 宜宾—钦州, 与浙江省合作: a destination, a partner
            if text[role.span.end : role.span.end + 1] in ("—", "-", "至"):
                continue
            if (
                (role.value.kind == "province" or self._holds_home(role.value))
                and role.value.name != role.span.quote
                and _FIRM.match(text, role.span.end)
            ):
                continue
            if _PARTNER.match(text, role.span.end):
                continue  # 借助云岭省的帮扶: who helps from elsewhere
            return Role(role.value, role.span, "")
        return None


def _aside(start: int, end: int, stop: int, text: str) -> bool:
    """Whether a place from ``start`` to ``end`` stands in the middle of an earlier clause: it is then an object or a partner, not what the number is about."""
    if not _CLAUSE.search(text, end, stop) or _LYING.search(text, max(0, start - 16), start):
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


def _body(role: Role[Place], text: str) -> bool:
    """Whether a place is only the one whose committee or government acts: 省委、省政府 says nothing of what follows."""
    return role.span is not None and role.span.quote in ("省", "市", "县") and text[role.span.end : role.span.end + 1] in ("委", "政")


def _begin(role: Role[Place]) -> int:
    return role.span.start if role.span else -1
