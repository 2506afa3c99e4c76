"""Policy documents: plans, opinions, regulations and the like, by their titles in 《》 or where they are said to be issued, with issuer and date."""

import re

from kg.gazetteer import gazetteer
from kg.mentions.numbering import find_number
from kg.model import Head, PolicyDocument, Role, Span
from kg.periods import Calendar
from kg.sentences import Layout

_TITLE = re.compile(r"《(?P<title>[^《》]{4,80}(?:[〈<《][^《》]{2,60}[〉>》][^《》]{0,40})?)》")
_KIND = re.compile(
    r"(?:意见|方案|规划|规划纲要|纲要|条例|办法|通知|决定|计划|行动计划|细则|规定|规程|标准|指南|政策|措施|若干措施|公约|协定|协议|法|宪法|公告|通告|决议|目录|清单|白皮书|指引|导则|规则|准则|规范|举措|[0-9一二三四五六七八九十百]+条|批复|报告|宣言)(?:[（(][^（）()]{1,24}[）)])?$"
)
# without 《》, where it is said to be issued: 印发了云岭县河湖保护实施方案
_UNMARKED = re.compile(
    r"(?:出台|印发|制定|发布|颁布|公布|审议通过)(?:了|的|实施)?(?P<title>(?!贯彻|落实|加快|一?系列|相关|有关|配套)[^\W\d的了和与，、]{2,24}?(?:“[^”]{2,8}”)?[^\W\d的了和与，、]{0,12}?"
    r"(?:方案|规划纲要|办法|条例|意见|纲要|细则|行动计划))(?=[，。、；：]|显示|提出|明确)"
)
_TITLE_BEFORE = re.compile("《[^《》]{2,80}》(?:[（(〔][^（()）]{1,24}[）)〕])?(?:、|，|和|与|及|以及)?$")
_NO_POLICY = re.compile(r"(?:日报|晚报|时报|周报|杂志|新闻|政府工作报告)$")
_FROM_TITLE = re.compile(r"^(?P<issuers>(?:中共)?[一-鿿、\s]{3,30}?(?:委员会|委|政府|办公厅|办公室|局|厅|国务院|常委会|人大))关于")
_ISSUED = re.compile(
    r"(?:出台|印发|制定|发布|颁布|公布|下发|通过|审议通过|编制|实施|联合印发|批复|签署|推出|提出)(?:了|的|实施)?[^，。；]{0,6}$"
)
_ISSUER = re.compile(
    r"(?P<who>(?:中共中央|国务院|全国人大常委会|党中央|(?:中共)?[一-鿿]{0,12}?(?:省|市|县|区|州|自治区)?(?:委、[一-鿿]{0,10}?(?:省|市|县|区|州)?(?:人民)?政府|委办公厅|委|(?:人民)?政府(?:办公厅|办公室)?)|"
    r"[一-鿿]{2,20}?(?:部|局|厅|委员会|办公室)))(?:和|及|联合|先后|专门|近日|日前|最近|正式|首次|还|也|又|均|已|研究|共同|[于在]?(?:[0-9]{4}年|[去今当前]年)(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日|底|初)?)*(?=出台|印发|制定|发布|颁布|公布|下发|通过|审议|编制|批复|推出|提出|签署)"
)
_LEVEL = {"省": "province", "市": "prefecture", "县": "county", "区": "county", "州": "prefecture"}


def find_policy_documents(text: str, layout: Layout, head: Head) -> tuple[PolicyDocument, ...]:
    """The policy documents a text names, each where it is first named; 省政府 is that of the home place's province.

    >>> text = "去年9月10日，云岭市政府出台《关于支持茶业发展的指导意见》。他爱读《茶经》。"
    >>> found, = find_policy_documents(text, Layout(text), Head(published=Role("2020-12")))
    >>> found.title, [i.value for i in found.issuers], found.date.value
    ('关于支持茶业发展的指导意见', ['云岭市人民政府'], '2019-09-10')
    """
    calendar = Calendar(head.published.value if head.published else None)
    found: dict[str, PolicyDocument] = {}
    for match in sorted((*_TITLE.finditer(text), *_UNMARKED.finditer(text)), key=lambda m: m.start("title")):
        title = match["title"].strip()
        if title in found or _NO_POLICY.search(title) or not _KIND.search(title):
            continue
        begin = max(text.rfind(mark, 0, match.start()) for mark in "。！？\n") + 1
        number, stop = find_number(text, match.end("title")), _list_start(text, begin, match.start())
        found[title] = PolicyDocument(
            title,
            Span.at(text, *match.span("title")),
            _issuers(text, begin, stop, match, head) or ((number.issuer,) if number and number.issuer else ()),
            _date(text, begin, stop, calendar) or (number.year if number else None),
        )
    return tuple(found.values())


def _list_start(text: str, begin: int, at: int) -> int:
    """Where the titles begin that stand in a row with the one at ``at``: 出台《茶园保护办法》《茶业发展规划》和《茶山管理条例》."""
    while (before := _TITLE_BEFORE.search(text, begin, at)) is not None:
        at = before.start()
    return at


def _issuers(text: str, begin: int, stop: int, match: re.Match[str], head: Head) -> tuple[Role[str], ...]:
    """From the title itself (中共云岭县委、云岭县人民政府关于…), else from what stands before ``stop`` in its sentence."""
    within = _FROM_TITLE.match(match["title"])
    if within:
        start = match.start("title")
        parts = re.finditer(r"[^、\s]+", within["issuers"])
        return tuple(Role(p.group(), Span.at(text, start + p.start(), start + p.end())) for p in parts)
    if not _ISSUED.search(text, begin, stop):
        return ()
    last = None
    for issuer in _ISSUER.finditer(text, max(begin, stop - 40), stop):
        last = issuer
    if last is None:
        return ()
    start = last.start("who")
    return tuple(
        Role(_full(p.group(), head), Span.at(text, start + p.start(), start + p.end()), "" if len(p.group()) > 3 else "document")
        for p in re.finditer(r"[^、]+", last["who"])
    )


def _full(words: str, head: Head) -> str:
    """省政府 is 河南省人民政府 where the text is about Henan; 市委 is 中共鹤壁市委."""
    body = re.match(r"^(?P<place>[一-鿿]*?)(?P<level>[省市县区州])?(?P<what>委|政府)$", words)
    if body is None:
        return words
    place = body["place"] + (body["level"] or "")
    if not body["place"] and body["level"] and head.home_place:
        home = head.home_place.value
        level = _LEVEL[body["level"]]
        above: dict[str, str] = {e.level: e.name for e in gazetteer().ancestors(home.code)} if home.code else {}
        place = home.name if home.kind == level or home.name.endswith(body["level"]) else above.get(level, place)
    if body["what"] == "委":
        return words if words.startswith("中共") else f"中共{place}委"
    return f"{place}人民政府" if place and not place.endswith("人民") else words


def _date(text: str, begin: int, stop: int, calendar: Calendar) -> Role[str] | None:
    dated = [t for t in calendar.find(text, begin, stop) if t.period and t.kind in ("date", "year") and stop - t.end < 30]
    if not dated or dated[-1].period is None or dated[-1].period.start is None:
        return None
    return Role(dated[-1].period.start, Span.at(text, dated[-1].start, dated[-1].end))
