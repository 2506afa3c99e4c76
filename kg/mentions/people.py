"""The people of a text: who is named, in which post of which body, and every place the name stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.characters import pair_levels
from kg.cues import InText
from kg.mentions import posts
from kg.mentions.bodies import in_meant_body
from kg.mentions.introductions import Introduction
from kg.mentions.names import HONORIFIC, name_at, unlisted_name_at
from kg.mentions.titles import capacities, split, title_start
from kg.model import Capacity, Person, PersonRole, Role, Span
from kg.sentences import SALUTATION, Layout

_BUSINESS = re.compile(
    r"公司|集团(?!军)|企业|合作社|工厂|酒店|饭店|超市|农场|牧场|养殖场|加工厂|店$|厂$|门市|民宿|客栈|农家乐|景区|市场|牧业|农业科技|商行|餐厅|基地|银行|国网|车间|物业|商会|(?<!科学技术)(?<!青年志愿者)协会|支行|分行|[茶餐饭宾菜]馆|(?:园区|茶园|果园|采摘园|种植园|产业园)$"
)
_AUTHORITY = re.compile(r"局|厅|政府|(?<!管)委(?!员)|委员会|管委会|党工委|街道|(?:服务|管理|发展|事务)中心|[乡镇村]")
_PARTY_OF_COMPANY = re.compile(r"(?:党委|党组|党总支|党支部)$")
_OF_SCHOLARS = re.compile("(?:大学|学院|[农林]科院|科学院|研究[院所会]$|技术创新中心$)(?!.*医院)")
# nobody in an office is called so
_MANAGER = re.compile(
    r"经理|董事长|总裁|创始人|合伙人|厂长|场长|行长|店长|老板|经营者|理事长|农场主|首席[执技运]|CEO|主理人|运营|[营推]销|销售"
)
_EXPERT = re.compile(r"(?:教授|研究员|院士|专家|博士|讲师|学者|(?<!总)(?:农艺|畜牧|兽医)师|医师)$")
_MEDIA = InText(
    r"(?P<body>[一-鿿]{0,12}?)(?:(?:本报|本网|全媒体|见习|特约|通讯员|实习|融媒体|首席)*记者|(?:特约)?通讯员)[：:\s　]*",
    cue="本报|本网|全媒体|见习|特约|通讯员|实习|融媒体|首席|记者",
    reach=12,
)
_CORRESPONDENT = "通讯员"
_WHO = (
    "家长代表|业主代表|居民代表|村民代表|群众代表|职工代表|商户代表|市民代表|党员代表|学生代表|企业代表|农户代表|员工代表|市民|群众|农户|粮农|种植户|养殖户|脱贫户|贫困户|监测户|老人|大妈|大爷|大叔|大姐|店主|游客|工人|员工|职工|司机|学生|家长|退役军人|业主|户主|带头人|大户|老汉|社员|茶农|果农|菜农|牧民|渔民|移民|搬迁户|"
    "林农|药农|烟农|花农|瓜农|棉农|蚕农|蜂农|园主|传承人|匠人|手艺人|管护员|叉车工|机手|绣娘|摊贩|老乡|"
    "返乡青年|大学生|创业者|客商|经销商|商户|能手|社长|摊主|乘客|患者|家属|党员|老党员|村医|操作工|电工|焊工|钳工|专工|织工|环卫工|飞手|护林员|驾驶员"
)
_RESIDENT = InText(
    f"(?P<who>{_WHO}|村民(?!宿|房[屋立前后顶子产源内外间])|居民(?<!城乡居民|城镇居民|农村居民)|主人(?!翁)|岁的(?<=[0-9多]岁的))",
    cue=f"{_WHO}|村民|居民|主人|岁的",
    reach=0,
)
_LIVING = re.compile(
    r"(?:家住|住在|来自|从(?=[^，。；：“”\s]{2,24}(?:搬|迁|来|回|走)))(?P<where>[^，。；：“”\s]{2,24}?)(?:搬来|搬出来?|搬下来|搬迁来?|迁来|走出来?|回来|返乡)?的"
)
# how somebody is told by what they do or did: 返乡创业的周晓禾, 从事养殖20多年的周晓禾
_LIVELIHOOD = InText(
    "(?:返乡|回乡|创业|打工|务工|打拼|从事|闯荡|谋生|退休|退伍|下岗|毕业|在外)[^，。；：“”\n的]{0,14}的(?:青年|小伙子?|姑娘|年轻人|大学生|老人|村民)?",
    cue="返乡|回乡|创业|打工|务工|打拼|从事|闯荡|谋生|退休|退伍|下岗|毕业|在外",
    reach=0,
)
# what people of some age or skill are called behind their names: 周晓禾大妈
_HONOURED = InText(
    f"(?P<name>[一-鿿]{{3}})(?P<honour>{HONORIFIC})",
    cue="老人|老汉|大妈|大爷|大娘|大叔|大婶|大哥|大姐|大嫂|阿姨|奶奶|爷爷|师傅",
    reach=3,
)
_TRADES = "工员手农户"  # 叉车工周师傅
_NATIVE = re.compile("(?P<name>[一-鿿]{2,4}?)(?:是[一-鿿]{2,8}人|今年[0-9]{2}岁|，[0-9]{2}岁)[，。；]")  # 周晓禾是云岭人，
_LEADER = InText(
    r"(?P<name>[一-鿿]{2,4}?)(?<![协会院委国区府副联盟])(?P<post>总书记|副?(?:主席|总理)(?![团台令念事]))",
    cue="总书记|主席|总理",
    reach=4,
)
_POST_BEHIND = InText(
    r"(?P<post>(?:副)?(?:书记|主任|科长|处长|局长|厅长|站长|所长|队长|校长|院长|会长|秘书长|董事长|经理|总经理|教授|研究员|[市县区镇乡]长))"
    r"(?=[一-鿿]{0,6}?(?:说|表示|介绍|强调|指出|告诉|认为|坦言|对|向)|[，。])",
    cue="书记|主任|秘书长|董事长|经理|教授|研究员|科长|处长|局长|厅长|站长|所长|队长|校长|院长|会长|市长|县长|区长|镇长|乡长",
    reach=2,
)
_APPOSED = InText(
    r"(?:^|(?<=[。！？\n　\s]))(?P<name>[一-鿿]{2,4}?)(?:，|[（(]|(?:(?:现在?)?是|[现担出]?任|现担任)(?:一[名位])?)(?P<title>[一-鿿、]{2,24}(?:书记|主任|[局厅处科市县区镇乡院校会]长|董事长|经理|主席|专员))(?=[。，；）)])",
    cue="书记|主任|董事长|经理|主席|专员|局长|厅长|处长|科长|市长|县长|区长|镇长|乡长|院长|校长|会长",
    reach=30,
)
_QUOTED_AFTER = re.compile("[^。！？；：“”\n]{2,40}[，：]“[^”]{6,}[。！？，…]")
_SPACES = frozenset(" 　")
_HOW_HELD = re.compile("[（(](?:挂职|主持[一-鿿]{0,4}工作|兼|代|试用期|[正副][一-鿿]级)[）)]")  # 副县长（挂职）周晓禾
_ALONE = re.compile("[一-鿿]{2,4}(?=、)")
# who many are, and not the one who is named behind: 干部纪律, 院士专家顾问库
_CLASS = ("干部", "教师", "老师", "专家", "医生", "护士", "律师", "志愿者", "工作人员", "队员", "院士", "博士", "领导")
_OF_VILLAGE = re.compile("(?:[村镇乡庄](?:的)?[一-鿿]{0,2}|岁的[一-鿿]{0,12})$")  # …村种粮大户周晓禾, 69岁的林场退休职工周晓禾
_NATIONAL = ("总书记", "国家主席", "总理")  # they stand behind their names
_ALONE_WHO = (
    "村民",
    "居民",
    "代表",
    "市民",
    "种植户",
    "养殖户",
    "大户",
    "粮农",
    "果农",
    "菜农",
    "茶农",
    "林农",
    "园主",
    "岁的",
)  # no verb of speech is asked behind their names
_BYLINE = 60  # characters of the names behind 记者
_EVERYDAY = 22  # the same measure of what no given name is: 市民云服务
_WORD = 16  # twice the logarithm of how often two characters stand in words, where they are no name
_TITLE_WORDS = "[副总委部局处科室正长原]|[市县区镇乡省州]$"
_HEAD_LINE = re.compile(
    rf"^[—\-\s　]*(?P<title>[一-鿿、（）]{{2,30}}?)[\s　：:—─]+(?P<name>[一-鿿](?:[\s　]*[一-鿿·]){{1,5}}?)(?:[\s　]+{SALUTATION}[：，！])?[\s　*]*$"
)
# nothing but the head of a government and two or three characters: these are the name, however rare it is, even where no space parts them
_HEAD_OF_GOVERNMENT = re.compile(
    rf"^[—\-\s　*]*(?P<title>[一-鿿]{{0,16}}?(?:[省市县区州旗][ 　]*长))[\s　：:—─]*(?P<name>[一-鿿][\s　]*[一-鿿]{{1,2}})(?:[\s　]+{SALUTATION}[：，！])?[\s　*]*$"
)
_SPACED = re.compile("[省市县区州旗][ 　]+长")
_TRADE = re.compile("(?:(?:种粮|养殖|种植|种菜|种瓜)大户|[种养]殖户|[粮果菜茶林药烟花瓜棉蚕蜂]农)$")
_ORDINARY = frozenset(
    ["村民", "居民", "市民", "群众", "村民代表", "居民代表", "群众代表", "市民代表", "游客", "学生", "家长", "患者", "乘客"]
)


def find_people(text: str, layout: Layout, home: str | None = None) -> tuple[Person, ...]:
    """Every person named with a post, by a byline, as a resident, or as a speaker; ``home`` is the place the text is about.

    >>> text = "云岭县水利局局长周晓禾表示，水质达标。周晓禾说，还要改善。"
    >>> person, = find_people(text, Layout(text))
    >>> person.name, person.organisation.value, [p.value for p in person.posts], len(person.mentions)
    ('周晓禾', '云岭县水利局', ['局长'], 2)
    """
    found: dict[str, list[Introduction]] = {}
    for name, person in (
        *_heads(text, layout, home),
        *_titled(text, home),
        *_journalists(text, layout),
        *_leaders(text),
        *_before_posts(text),
        *_apposed(text, layout, home),
        *_residents(text),
        *_natives(text, layout),
    ):
        namesakes = found.setdefault(name, [])
        known = next((n for n in namesakes if not n.is_other(person)), None)
        if known is None:
            namesakes.append(person)
        else:
            known.add(person)
    people = [person for name, namesakes in found.items() for person in _people(text, name, namesakes)]
    return tuple(sorted(people, key=lambda p: p.mentions[0] if p.mentions else Span(0, 0, "")))


def _people(text: str, name: str, namesakes: list[Introduction]) -> Iterator[Person]:
    """The people of one name; where it stands alone it means who was introduced last."""
    mentions: list[list[Span]] = [[] for _ in namesakes]
    introduced = sorted((at, number) for number, found in enumerate(namesakes) for at in found.at)
    for span in _mentions(text, name):
        last = bisect_right(introduced, span.start, key=lambda found: found[0]) - 1
        mentions[introduced[max(0, last)][1]].append(span)
    for number, found in enumerate(namesakes):
        yield Person(name, found.role, tuple(found.capacities), found.organisation, found.place, tuple(mentions[number]), number)


def _mentions(text: str, name: str) -> tuple[Span, ...]:
    return tuple(Span.at(text, at, at + len(name)) for at in _everywhere(text, name)) or tuple(
        Span.at(text, *m.span()) for m in re.finditer(r"[\s　]*".join(map(re.escape, name)), text)
    )


def _everywhere(text: str, name: str) -> Iterator[int]:
    """Where a name stands, one occurrence behind the other."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _titled(text: str, home: str | None) -> Iterator[tuple[str, Introduction]]:
    """A title and a name behind it: 云岭县住建局局长周晓禾."""
    position = 0
    endings = posts.find_endings(text)
    for at, stop in endings.items():
        if at < position:
            continue
        held = _HOW_HELD.match(text, stop)
        apart = text[stop : stop + 1] in _SPACES
        begin = held.end() if held else stop + apart
        end = name_at(text, begin) or (None if apart or text.endswith((*_NATIONAL, *_CLASS), 0, begin) else _said_again(text, begin))
        if apart and end and _is_word(text[begin : begin + 2]) and not name_at(text, begin, spoken=True):
            continue  # 局长 安排部署
        if end is None and text[begin : begin + 1] == "的":  # 在…担任总经理助理的周晓禾
            begin += 1
            end = name_at(text, begin, spoken=True) or _said_again(text, begin)
        if end is None and begin == stop:
            end = unlisted_name_at(text, begin)
        if end is None or begin in endings or _is_thing(text, at, begin, end):
            continue
        end = _shortened(text, begin, end)
        name = text[begin:end]
        if any(name.endswith(word) for word in ("先生", "女士", "同志")):
            name = name[:-2]
        start = title_start(text, at, position)
        position = end
        titles = split(text, start, stop)
        for other in (name, *_joined(text, end)):  # 县领导周晓禾、闻人乐
            yield other, _official(text, titles, home, begin)


def _is_word(pair: str) -> bool:
    return pair_levels().get(pair, 0) >= _WORD


def _is_thing(text: str, at: int, begin: int, end: int) -> bool:
    """Whether what stands behind the words of a post, which begin at ``at``, is what they are said of: 干部纪律, 执行长江流域规划, “省长信箱”."""
    pairs, name = pair_levels(), text[begin:end]
    if not pairs.keys() & {name[:2], name[-2:], text[begin - 1 : begin + 1]} or name_at(text, begin, spoken=True):
        return False
    if text[begin - 1 : begin + 1] in pairs and pairs[text[begin - 1 : begin + 1]] >= _EVERYDAY:
        return True
    if text[end : end + 1] == "”" and text.rfind("“", max(0, at - 12), at) >= 0:
        return True
    return text.endswith(_CLASS, at, begin) and max(pairs.get(name[:2], 0), pairs.get(name[-2:], 0)) >= _WORD


def _shortened(text: str, begin: int, end: int) -> int:
    """Where a name really ends that is said once with a third character and speaks without it: 周晓生在林区。周晓说，……"""
    short = text[begin : end - 1]
    words = text[begin:end]
    if end - begin != 3 or text.find(words, end) >= 0 or text.find(words, 0, begin) >= 0:
        return end
    return end - 1 if _speaks(text, short) else end


def _joined(text: str, end: int) -> Iterator[str]:
    """The names listed with 、 behind a name, which share its title."""
    while text[end : end + 1] == "、":
        start = end + 1
        alone = _ALONE.match(text, start)  # between two marks even a surname that is a word begins a name
        found = alone.end() if alone and name_at(alone.group(), 0) == len(alone.group()) else name_at(text, start)
        if found is None or text[found - 1] in "村镇乡县市区省州" or posts.endings().search(text, start, found + 6):
            return
        yield text[start:found]
        end = found


def _official(text: str, titles: list[posts.Title], home: str | None, at: int) -> Introduction:
    """Who holds the posts of a title, and stands at ``at``: each post in its body, and the last of them is spoken for."""
    held = [in_meant_body(text, capacity) for capacity in capacities(text, titles, home)]
    role: PersonRole = "official"
    headed = titles[-1].post.endswith(("院长", "主任", "所长", "秘书长", "会长"))
    if any(_EXPERT.search(title.post) for title in titles) or (headed and _OF_SCHOLARS.search(titles[-1].body or "")):
        role = "expert"
    elif all(_in_business(title.post, capacity.body.value if capacity.body else "") for title, capacity in zip(titles, held, strict=True)):
        role = "business"
    return Introduction(role, [at], [c for c in held if c.post or c.body], held[-1].body)


def _in_business(post: str, body: str) -> bool:
    """Whether a post is of a company: a manager's, or in a body that is one, whichever authority is in its name.

    >>> [_in_business(*held) for held in (("部长", "云岭林业局公司生产部"), ("主任", "青石渔业公司服务中心"), ("主任", "云岭市场监管局"), ("项目负责人", ""), ("总经理", "供电局"))]
    [True, True, False, True, True]
    """
    words = _PARTY_OF_COMPANY.sub("", body) or post
    company = max((found.end() for found in _BUSINESS.finditer(words)), default=-1)
    office = max((found.end() for found in _AUTHORITY.finditer(words) if company < 0 or not found.group().endswith("中心")), default=-1)
    return bool(_MANAGER.search(post)) or company > office or (not body and office < 0 and post.endswith("负责人"))


def _heads(text: str, layout: Layout, home: str | None) -> Iterator[tuple[str, Introduction]]:
    """A line of its own near the beginning that holds title and name: 云岭县人民政府县长　周晓禾."""
    for block in layout.blocks[:14]:
        if block.end - block.start > 44:
            continue
        line = text[block.start : block.end]
        of_government = _HEAD_OF_GOVERNMENT.match(line)
        match = of_government or _HEAD_LINE.match(line)
        if match is None:
            continue
        ending = None
        for found in posts.endings().finditer(match["title"]):
            ending = found
        name = re.sub(r"[\s　]", "", match["name"])
        spaced = _SPACED.fullmatch(match["title"])
        if not spaced and (ending is None or ending.end() != len(match["title"])):
            continue
        if not 2 <= len(name) <= 6:
            continue
        if not of_government and name_at(name, 0) != len(name):
            continue
        start = block.start + match.start("title")
        titles = [_spaced(start, match["title"])] if spaced else split(text, start, start + len(match["title"]))
        yield name, _official(text, titles, home, block.start + match.start("name"))


def _spaced(start: int, title: str) -> posts.Title:
    """A post written with a space for looks: 省　长."""
    return posts.Title(re.sub(r"[\s　]", "", title), start, start + len(title), None, start, start)


def _journalists(text: str, layout: Layout) -> Iterator[tuple[str, Introduction]]:
    """Bylines: 本报记者　甲乙丙　丁戊, (记者 甲乙), photographers before 摄."""
    for match in _MEDIA.finditer(text):
        body = match["body"]
        organisation = (
            Role(body, Span.at(text, match.start("body"), match.end("body")))
            if len(body) > 2 and re.search("报|社|网|台|媒体", body)
            else None
        )
        for name in _names(text, match.end(), min(len(text), match.end() + _BYLINE)):
            post = Role(_CORRESPONDENT if _CORRESPONDENT in match.group() else "记者", None, "document")
            yield name, Introduction("journalist", [match.end()], [Capacity(post, organisation)], organisation)


def _names(text: str, start: int, stop: int) -> list[str]:
    """Names in a row, apart by spaces or 、; a name of two characters may be spaced (李 纵)."""
    line = text[start:stop].split("\n")[0]
    tokens = re.findall(r"[一-鿿·]+", re.split(r"[，。）)：“摄]|记者|通讯员|报道", line)[0])
    names: list[str] = []
    pending = ""
    for token in tokens:
        if len(token) == 1:
            pending += token
            if len(pending) == 2:
                names.append(pending)
                pending = ""
        elif 2 <= len(token) <= 4 and name_at(token, 0) == len(token):
            names.append(token)
        else:
            break
    return [n for n in names if name_at(n, 0) == len(n)]


def _leaders(text: str) -> Iterator[tuple[str, Introduction]]:
    """A name before its post, as the national leaders are named: 某某总书记."""
    for match in _LEADER.finditer(text):
        for start in range(match.start("name"), match.end("name") - 1):
            if name_at(text[start : match.end("name")], 0) == match.end("name") - start:
                post = Role(match["post"], Span.at(text, match.start("post"), match.end("post")))
                yield text[start : match.end("name")], Introduction("official", [start], [Capacity(post, None)])
                break


def _before_posts(text: str) -> Iterator[tuple[str, Introduction]]:
    """A name between its body and its post, as in speech: 云岭县农业局办公室周晓禾主任说."""
    for match in _POST_BEHIND.finditer(text):
        if name_at(text, match.end("post"), spoken=True):
            continue  # 云岭县长周晓禾说
        for start in (match.start("post") - 3, match.start("post") - 2):
            name = text[max(start, 0) : match.start("post")]
            start_of_title = title_start(text, start) if start > 0 else 0
            body = text[start_of_title:start]
            opens = start_of_title == start and (start <= 0 or text[start - 1] in "，。；：“”\n　")
            if name_at(f"{name}，", 0) != len(name) or re.search(_TITLE_WORDS, name) or not (opens or posts.is_body(body)):
                continue
            title = posts.Title(match["post"], *match.span("post"), body or None, start_of_title, start)
            yield name, _official(text, [title], None, start)
            break


def _apposed(text: str, layout: Layout, home: str | None) -> Iterator[tuple[str, Introduction]]:
    """A name that opens its sentence and the title behind it: 周晓禾，云岭县县长。周晓禾是云岭县县长。周晓禾（云岭县县长）："""
    for match in _APPOSED.finditer(text):
        start, at = match.start("title"), match.start("name")
        titles = split(text, start, match.end("title"))
        if name_at(match["name"], 0) == len(match["name"]) and titles[-1].post != match["title"] and titles[0].body:
            yield match["name"], _official(text, titles, home, at)


def _heard(text: str, start: int, stop: int) -> int | None:
    """Where the name ends that stands at ``stop``, if the words of who is called so from ``start`` on stand right before, or close the sentence."""
    end = name_at(text, stop)
    return end if end is not None and (text[start - 1 : start] == "”" or _QUOTED_AFTER.match(text, end)) else None


def _heard_elsewhere(text: str, start: int) -> int | None:
    """Where the name of somebody ends who speaks in another sentence."""
    end = name_at(text, start)
    return end if end is not None and _speaks(text, text[start:end]) else None


def _said_again(text: str, start: int) -> int | None:
    """Where a name ends that no known word follows: the text says it again, one of two characters more than once."""
    if text[start : start + 1] in "和与及":
        return None
    for length in (3, 2):
        name = text[start : start + length]
        word = pair_levels().get(name[:2], 0) >= _WORD
        if not word and name_at(f"{name}，", 0) == length and text.count(name) > 4 - length:
            return start + length
    return None


def _natives(text: str, layout: Layout) -> Iterator[tuple[str, Introduction]]:
    """Who opens a paragraph and is told by where they come from, or by their age."""
    for block in layout.blocks:
        match = _NATIVE.match(text, block.start, block.end)
        if match and name_at(match["name"], 0) == len(match["name"]) and pair_levels().get(match["name"][:2], 0) < _WORD:
            yield match["name"], Introduction("resident", [match.start()])


def _speaks(text: str, name: str) -> bool:
    """Whether a name stands before a verb of speech somewhere, and is no part of a longer one there."""
    return any(name_at(text, at, spoken=True) == at + len(name) for at in _everywhere(text, name))


def _is_common(text: str, who: str, start: int, end: int) -> bool:
    """Whether what stands behind words for people is a common word and no name: 打消村民顾虑."""
    level = pair_levels().get(text[end - 2 : end], 0)
    if level >= _EVERYDAY and who not in ("村民", "居民"):
        return True
    return end - start == 2 and level >= _WORD and not name_at(text, start, spoken=True)


def _residents(text: str) -> Iterator[tuple[str, Introduction]]:
    """村民某某, 家住…的某某."""
    for match in _RESIDENT.finditer(text):
        alone = match["who"].endswith(_ALONE_WHO) or bool(_OF_VILLAGE.search(text, max(0, match.start() - 14), match.start()))
        end = (
            (name_at(text, match.end()) if alone else _heard_elsewhere(text, match.end()))
            or _heard(text, *match.span())
            or (_said_again(text, match.end()) if alone else None)
        )
        if match["who"] == "岁的" and text[match.end() : match.end() + 2] in pair_levels():
            continue  # 69岁的林场职工
        if end is not None and not _is_common(text, match["who"], match.end(), end):
            post = Role(match["who"], Span.at(text, match.start(), match.end()))
            trade = _TRADE.search(text, max(0, match.start() - 2), match.end())
            if trade:
                post = Role(trade.group(), Span.at(text, *trade.span()))
            held = [Capacity(post, None)] if trade or post.value in ("村民", "居民") else []
            for name in (text[match.end() : end], *_joined(text, end)):
                yield name, Introduction("resident", [match.end()], held, ordinary=post.value in _ORDINARY)
    for match in _HONOURED.finditer(text):
        name = match["name"]
        edges = name[:2], text[match.start() - 1 : match.start() + 1]
        word = any(map(_is_word, edges)) or pair_levels().get(name[1:], 0) >= _EVERYDAY
        if name_at(text, match.start()) == match.start() + 3 and name[1] not in _TRADES and not word:
            yield name, Introduction("resident", [match.start()])
    for match in _LIVELIHOOD.finditer(text):
        end = _heard_elsewhere(text, match.end())
        if end is not None:
            yield text[match.end() : end], Introduction("resident", [match.end()])
    for match in _LIVING.finditer(text):
        end = name_at(text, match.end(), spoken=True)
        if end is not None:
            where = Role(match["where"], Span.at(text, match.start("where"), match.end("where")))
            yield text[match.end() : end], Introduction("resident", [match.end()], place=where)
