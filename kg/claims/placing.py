"""Which place a number is about: named before it, in its speaker's title, by its paragraph or the scene, else home."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from kg.claims.jurisdictions import governed
from kg.claims.passing import names_city
from kg.claims.spoken import APPEARS, CLAUSE, JOINED, SUBJECT, Spoken, begin
from kg.cues import InText
from kg.gazetteer import COUNTRY, Entry, gazetteer
from kg.mentions.places import ABROAD
from kg.model import Person, Place, Role, Span, Speaker
from kg.sentences import Block, Layout, Sentence

_OPENING = re.compile("[。！？：]")
_APPEARED = InText("[，（](?:出现|发生)[在于]", cue="出现|发生", reach=1)
_WORLD = InText(  # 全球招商, 全球灯塔工厂 are here
    "(?:全球|全世界|世界)(?=的?[一-鿿]{0,6}?(?:气温|温度|升温|海平面|降水量|人口|(?<!企业)产量|消费量|总需求|贸易[额量]|排放量?|经济增[速长]|市场规模|病例|森林面积))",
    cue="球|世界",
    reach=1,
)
_WITHIN = re.compile("[一-鿿“](?<!年)")  # 占世界产量, 面向全球; 2022年全球 opens what it says
# 省级财政每亩补贴50元，还每亩补贴保费10元
_GRANTED = re.compile(
    "(?P<payer>国家(?![级标重示规队])|中央(?:财政)?|[省市县区](?=里|级财政|财政|本级))(?=[^，。；]*(?:补|奖))(?=[^，。；]*每)[^，。；]*(?:[，、](?:还|并|再)[^，。；]*){0,2}$"
)
_PAYERS = {"国": "country", "中": "country", "省": "province", "市": "prefecture", "县": "county", "区": "county"}
_FOREIGN = re.compile("等|[、和与]")  # some of several
_LEADS = re.compile(r"(?:^|[^一-鿿]|(?:公里|千米)[处外]?的)(?:走进|来到|走访|走到)?(?:位于|地处|坐落[在于]|在)?$")
# 走上几里，便到了石桥村: where a scene is come to
_COME_TO = re.compile("(?:走进|走到|来到|到了|去到|抵达|到达|踏[进入]|步入|走入|赶到|行至|驱车[来前]?[到至往])$")
_LIES_AT = re.compile("地处|位于|坐落|平均海拔|作为")
_HERE_IS = re.compile("[　 “]*(?:这里|这儿|此处|此地)(?:就?是|位于|地处)(?:位于|地处)?")
_SUBJECT_PERSON = re.compile("(?:[^一-鿿]|就|由)$")
# 百强区（市、县）由3个增至5个: those of the city, not of the county named before
_MINISTRY = re.compile(
    "(?<=[，。；：、“\n　])(?:国务院|商务部|农业农村部|财政部|教育部|科技部|工业和信息化部|工信部|公安部|民政部|人力资源社会保障部|人社部|自然资源部|生态环境部|住房城乡建设部|住建部|交通运输部|水利部|文化和旅游部|国家卫生健康委|国家发展改革委|国家发改委|应急管理部|国家税务总局|市场监管总局|国家林草局|国家能源局|国家医保局|中央财政)"
    "(?:会同|等[^，。；]{0,8}(?:部门|部委)|联合|[和、与][^，。；]{2,12}?)?[^，。；]{0,10}?(?=连续|累计|共同|已|先后|组织|开展|实施|启动|安排|投入|下达|推进|支持|培训)"
)
# 水利部先后组织专家来县里指导，…; 中央财政安排奖补资金，全县…
_HERE = re.compile("[全我本][省市县区州乡镇村们]|[省市县区乡镇村]里|来[省市县区乡镇村]|当地|这里|此地")
_COUNTED = re.compile(
    "(?:县市区|区市县|县（市、区）|区（市、县）|市县|区县|县区)(?:数量|个数)?(?:由|从|达到?|增至|增加到|已?有)?(?:[0-9]+个(?:增[至加]到?|扩大到|减少到))?$"
)
_IS_OF = re.compile("(?:成为|来自|属于|这是|就是)$")
_EXAMPLES = re.compile("[^，。；：、0-9]{0,10}(?:、[^，。；：、0-9]{2,16})*等")
_FIGURE = re.compile("[0-9](?![0-9]*年)")
_OPENS, _BEFORE_NAME, _TITLE = 12, 24, 48  # characters


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
        self._home_code = (home.value.code or next(named, None)) if home else None
        self.spoken = Spoken(mentions, layout, self._local, self._home_code)
        self._worlds = [m.start() for m in _WORLD.finditer(self.text) if not (m.start() and _WITHIN.match(self.text, m.start() - 1))]
        self._appearances = list(_APPEARED.finditer(self.text))
        self._abroad = [
            role for role in mentions if not self._local and role.value.kind == "spot" and ABROAD.bare.fullmatch(role.value.name)
        ]
        self._people = {person.speaker: person for person in people}
        self._named = sorted(((m.start, p) for p in people for m in p.mentions), key=lambda named: named[0])
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
        found = (self._appeared(start) if self._appearances else None) or self.spoken.last(sentence.start, start)
        if found and self.home and (self._counts_counties(found, sentence.start, start) or self._is_example(found, start)):
            return self.home
        if (
            self.walks
            and (nation := self._national(sentence.start, start))
            and not (found and found.span and nation.span and found.span.start > nation.span.start)
        ):
            return nation
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
        if speaker is None and self.walks and (acting := self._of_subject(sentence.start, start, found)):
            return acting
        if found is not None:
            return (person and governed(found, person, self._title(person))) or found
        if speaker is not None and speaker.span is not None:
            block = layout.blocks[sentence.block]
            found = self.spoken.last(max(block.start, speaker.span.start - _BEFORE_NAME), speaker.span.end)
            if found is not None and found.value.kind != "country" and not (there and found.value.kind == "province"):
                return Role(found.value, found.span, "sentence")
        titled = self._of_title(person) if person else None
        if opening is not None:
            return titled if titled and self.home and opening.value == self.home.value else opening
        if titled or not self.walks:
            return titled or self.home
        return self._behind(sentence, start) or self._revealed(sentence.block) or self._scene(sentence.block) or self.home

    def _national(self, start: int, stop: int) -> Role[Place] | None:
        """The country, where a ministry is what does what is told before a number at ``stop``: 商务部会同财政部开展示范，支持1200个县."""
        said = _MINISTRY.search(self.text, start, stop)
        if said is None or _HERE.search(self.text, said.end(), stop):
            return None
        if any(role.value.kind != "country" for role in self.spoken.between(said.end(), stop)):
            return None
        return Role(Place(COUNTRY.name, COUNTRY.code, "country"), Span.at(self.text, *said.span()), "document")

    def _counts_counties(self, found: Role[Place], start: int, stop: int) -> bool:
        """Whether a number at ``stop`` counts counties, and the place before it is one of them: 云岭县撤县设区，百强区（市、县）达5个."""
        wider = self.home is not None and self.home.value.kind in ("country", "province", "prefecture")
        if not wider or found.value.kind not in ("county", "town", "village"):
            return False
        return _COUNTED.search(self.text, start, stop) is not None

    def _is_example(self, found: Role[Place], stop: int) -> bool:
        """Whether a place is one of some of those that a number at ``stop`` counts: 东河镇、西河镇等8个."""
        return found.span is not None and found.value.kind != "country" and _EXAMPLES.fullmatch(self.text, found.span.end, stop) is not None

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
        within = self.spoken.between(start, sentence.end)
        named = next((r for r in within if r.value.kind in ("county", "town", "village") and not r.origin), None)
        if named is None or named.span is None:
            return None
        opens = _LIES_AT.match(self.text, sentence.start) and self.text[named.span.start - 1] == "，"
        return Role(named.value, named.span, "sentence") if opens or _IS_OF.search(self.text, start, named.span.start) else None

    def _revealed(self, block: int) -> Role[Place] | None:
        """Where a scene plays that names no place and that the next paragraph says the place of: 这里是云岭县青石景区."""
        blocks = self.layout.blocks[block : block + 2]
        said = _HERE_IS.match(self.text, blocks[-1].start, blocks[-1].end) if len(blocks) > 1 else None
        if said is None or any(m.value.kind != "spot" for m in self.spoken.between(blocks[0].start, blocks[0].end)):
            return None
        end, found = said.end(), None
        for role in self.spoken.between(end, blocks[1].end):
            if role.span and role.span.start == end and role.value.kind != "spot":
                found, end = Role(role.value, role.span, "document"), role.span.end
        return found

    def _appeared(self, start: int) -> Role[Place] | None:
        """The place behind a number where so much was measured: 最大点雨量687毫米，出现在柳河乡."""
        said = next((m for m in self._appearances if start < m.start()), None)
        index = (
            bisect_left(self.spoken.starts, said.end())
            if said and not CLAUSE.search(self.text, start, said.start())
            else len(self.spoken.starts)
        )
        role = self.mentions[index] if index < len(self.spoken.starts) else None
        return Role(role.value, role.span) if said and role and role.span and role.span.start == said.end() else None

    def _of_world(self, found: Role[Place] | None, start: int, stop: int) -> bool:
        """Whether a number at ``stop`` is of the whole world, which is no place here: 全球气温上升1.2℃."""
        named = found.span.end if found and found.span else start
        return any(named <= at < stop for at in self._worlds)

    def _from_abroad(self, found: Role[Place] | None, start: int, stop: int) -> Role[Place] | None:
        """The country abroad with which the clause of a number at ``stop`` begins: 韩国茶园面积3万公顷."""
        named = found.span.end if found and found.span else start
        said = next((r for r in reversed(self._abroad) if r.span and named <= r.span.start < r.span.end <= stop), None)
        if said is None or said.span is None or CLAUSE.search(self.text, said.span.end, stop) or _FOREIGN.match(self.text, said.span.end):
            return None
        return Role(said.value, said.span) if SUBJECT.search(self.text, max(0, said.span.start - 2), said.span.start) else None

    def listed(self, start: int, stop: int, count: int) -> tuple[Role[Place], ...]:
        """The places of the one list between two offsets that has ``count`` members (淇县、浚县), () where none or another has."""
        runs: list[list[Role[Place]]] = []
        for role in self.spoken.between(start, stop):
            if role.span is None or role.value.kind == "country":
                continue
            last = runs[-1][-1].span if runs else None
            if last and JOINED.fullmatch(self.text, last.end, role.span.start):
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
            if head is not None and self.spoken.ends_row(head):
                continue  # 淇县、浚县获评先进县: none of them by itself
            head = self._returning(head, sentences[first]) if head else None
            appears = head and head.span and APPEARS.search(self.text, sentences[first].start, head.span.start)
            if head and head.span and head.value.kind == "country" and not _FIGURE.search(self.text, head.span.end, sentences[first].end):
                continue  # no figure of it, and the next is none either
            if head is not None and not appears and not _body(head, self.text):
                found = Role(head.value, head.span, "paragraph")
        return self._openings.setdefault(index, found or self._openings.get(first))

    def _returning(self, head: Role[Place], sentence: Sentence) -> Role[Place]:
        """What a sentence that opens with a place ends with, where its last clause is about all that this lies in: 云岭县通车，全市县县通高速."""
        stop = head.span.end if head.span else sentence.start
        wider = next((r for r in reversed(self.spoken.between(stop, sentence.end)) if r.origin and r.value.code), None)
        inner, outer = head.value.code, wider.value.code if wider else None
        if wider is None or wider.span is None or not (inner and outer) or inner == outer or wider.value.kind == "country":
            return head
        opens = self.text[wider.span.start - 1] in "，；"
        return wider if opens and gazetteer().within(inner, outer) else head

    def _head(self, sentence: Sentence) -> Role[Place] | None:
        """The place a sentence opens with, whole (云岭县东河镇石桥村); in a feature also the town or village another of its clauses opens with."""
        stop = sentence.start
        for index in range(bisect_left(self.spoken.starts, stop), len(self.mentions)):
            role = self.mentions[index]
            if (
                role.span is None
                or role.span.start >= sentence.end
                or (
                    role.span.start >= sentence.start + _OPENS
                    and role.span.start != stop
                    and not names_city(self.text, role.span.start, role.span.end)
                )
            ):
                break
            stop = role.span.end
        if self.walks and (reached := self._come_to(sentence)):
            return reached
        head = self.spoken.last(sentence.start, stop) if stop > sentence.start else None
        if head is None and self.walks:
            scene = self.spoken.last(sentence.start, sentence.end)
            if scene and scene.value.kind in ("town", "village") and self._opens_clause(scene):
                return scene
            # a county that a sentence without figures comes to: 作为行洪必经之地，云岭县直面洪水
            first = next((role for role in self.spoken.between(sentence.start, sentence.end) if role.value.kind != "spot"), None)
            county = first is not None and first.value.kind == "county" and not first.origin and self.text[begin(first) - 1] == "，"
            return first if county and not _FIGURE.search(self.text, sentence.start, sentence.end) else None
        return head

    def _come_to(self, sentence: Sentence) -> Role[Place] | None:
        """The last county, town or village that a sentence comes to from another."""
        for index in range(bisect_left(self.spoken.starts, sentence.end) - 1, bisect_left(self.spoken.starts, sentence.start), -1):
            role, start = self.mentions[index], self.spoken.whole(index)
            if role.value.kind in ("county", "town", "village") and _COME_TO.search(self.text, max(sentence.start, start - 4), start):
                return role
        return None

    def _opens_clause(self, role: Role[Place]) -> bool:
        """Whether the name of a place begins its clause, whole and but for what leads there: 走进云岭县石桥村."""
        if role.span is None or role.origin:
            return False
        index = bisect_left(self.spoken.starts, role.span.start)
        start = self.spoken.whole(index)
        return _LEADS.search(self.text, max(0, start - 6), start) is not None

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
        within = self.spoken.between(start, min(stop, start + _TITLE))
        return [role for role in within if not role.origin]

    def _of_subject(self, start: int, stop: int, found: Role[Place] | None) -> Role[Place] | None:
        """The place in the title of the person who is the last subject before a number, no place being named behind: 周晓禾调解纠纷68起."""
        start = max(start, found.span.end if found and found.span else start)
        index = bisect_left(self._named, stop, key=lambda named: named[0]) - 1
        if index < 0 or self._named[index][0] < start:
            return None
        at, person = self._named[index]
        return self._of_title(person) if _SUBJECT_PERSON.search(self.text, max(start, at - 2), at) else None

    def _of_title(self, person: Person) -> Role[Place] | None:
        """The place in the title a person is introduced with: 云岭镇周家村党支部书记."""
        title = self._title_span(person)
        found = self.spoken.last(*title) if title else None
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
        first = bisect_left(self.spoken.starts, block.start)
        within = range(first, bisect_right(self.spoken.starts, stop))
        passed = {index for at in within for index in self.spoken.passed(at)}
        named = [self.mentions[index] for index in within if index not in passed and self.mentions[index].value.kind != "spot"]
        here = [r for r in named if not r.origin and self._gone_to(r)]
        if not here or self.spoken.holds_home(named[-1].value):
            return None if named else self._scenes[index]
        # a place that opens its paragraph is its subject, and goes with it
        return self._gone_to(here[-1]) if begin(here[-1]) > block.start else self._scenes[index]

    def _gone_to(self, role: Role[Place]) -> Role[Place] | None:
        """A place as a scene: a county, town or village, and none that home lies in."""
        small = role.value.kind in ("county", "town", "village")
        return Role(role.value, role.span, "document") if small and not self.spoken.holds_home(role.value) else None

    def _last_head(self, block: Block) -> Role[Place] | None:
        """The place with which the last of a paragraph's later sentences begins that begins with one."""
        first, last = self.layout.sentence_at(block.start), self.layout.sentence_at(block.end - 1)
        heads = (self._head(self.layout.sentences[index]) for index in range(last, first, -1))
        return next((head for head in heads if head and not self._meant(head)), None)

    def _meant(self, role: Role[Place]) -> bool:
        """Whether a place is only meant by a word: 全市, 该县."""
        index = bisect_left(self.spoken.starts, begin(role))
        return bool(self.mentions[index].origin)


def _body(role: Role[Place], text: str) -> bool:
    """Whether a place is only the one whose committee or government acts: 省委、省政府 says nothing of what follows."""
    return role.span is not None and role.span.quote in ("省", "市", "县") and text[role.span.end : role.span.end + 1] in ("委", "政")
