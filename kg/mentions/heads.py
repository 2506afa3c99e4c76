"""What a document says of itself: title, publisher, date, the place it is about, who delivers it.

What was given from outside goes first, then what the file itself states, then the text: breadcrumb, byline, dateline, details
at the end, the head of a delivered report. A date nobody states is inferred as precisely as the text allows, with its anchors.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.dates import iso
from kg.gazetteer import COUNTRY, gazetteer
from kg.genres import DELIVERED
from kg.mentions.datelines import Opening
from kg.mentions.interviews import is_question
from kg.mentions.names import name_at
from kg.mentions.places import find_places, home_place
from kg.mentions.posts import is_body
from kg.mentions.settlements import LEVEL_OF
from kg.mentions.years import latest_time
from kg.model import Document, Head, Place, Role, Span, Speaker
from kg.numerals import chinese, decimal
from kg.sentences import SALUTATION, Block, Layout

_DAY = r"(?P<y>(?:19|20)\d{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2})\s*[年\-./] ?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2}) ?[月\-./] ?(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})(?: ?日)?"
_DATE = re.compile(_DAY)
_DETAIL = re.compile(r"(?P<key>时间|发布时间|发布日期|日期|来源|信息来源|发布人|来　源|稿源|出处)\s*[：:]\s*(?P<value>[^\s|｜　]{2,30})")
_BREADCRUMB = re.compile(r"(?:>>|>|»|›|/|-|—){1,2}\s*(?P<paper>[一-鿿]{2,8}(?:日报|晚报|时报|报|网|周刊|在线|新闻社))(?=\s*(?:>|»|›|/|$))")
_DATELINE = re.compile(
    r"(?P<paper>本报|新华社|中新社|中新网|[一-鿿]{2,6}(?:日报|网|社))(?:记者)?[一-鿿]{2,6}?(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日(?:电|讯|消息)"
)
_PAPER = r"(?P<paper>[一-鿿]{1,10}(?:[报報]|[网網]|社|台|客户端|发布|融媒体中心))"
_PAPER_AND_DAY = re.compile(rf"[\s（(《]*{_PAPER}》?[\s　]*{_DAY}")
# 本报记者 林一帆 通讯员 沈小舟 2024年5月16日: a line of nothing but who wrote it and when
_BYLINE_AND_DAY = re.compile(
    rf"[\s（(]*(?:《?{_PAPER}》?|本[报网台社刊])?[\s　]*(?:全媒体|见习|特约|实习|首席|融媒体)*(?:记者|通讯员|作者|撰稿|文)[\s　：:/]*[一-鿿·\s　、/：:]{{2,40}}?{_DAY}[\s）)\d:：]*"
)
# 云岭日报　2018年11月22日　星期四　第3版: the head of a page of a paper
_MASTHEAD = re.compile(
    rf"(?:《?{_PAPER}》?[\s　]*)?{_DAY}(?:[\s　]*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:[\s　]*第?[A-Z]?\d{{1,3}}版.{{0,10}})?"
)
# 云岭市统计局　国家统计局云岭调查队: a line of nothing but bodies, under the title of what they publish
_BODY = r"[一-鿿]{2,18}?(?:统计局|调查总?队|人民政府|委员会|办公[厅室]|[局厅])"
_SIGNED = re.compile(rf"(?P<body>{_BODY})(?:[\s　、]+{_BODY}){{0,3}}")
# 云岭县防汛抗旱指挥部, a line above the day that closes the text
_SIGNATURE = re.compile(r"[\s　（(]*(?P<body>[一-鿿]{4,30})(?:[\s　、]+[一-鿿]{4,30}){0,3}[\s　）)]*")
_SIGNATURE_DAY = re.compile(rf"[\s　]*{_DAY}[\s　]*(?:印发)?[\s　]*")
_REPORT_TITLE = re.compile(
    r"(?P<body>(?P<place>[一-鿿]{2,12}?(?:省|市|县|区|州|自治区|旗|盟))?(?:(?:人民)?政府|(?P<court>(?:[中高]级)?人民(?:法院|检察院))))工作报告"
)
# 云溪县2022年国民经济和社会发展统计公报, 云溪县：荒山变果园 : a place that no list has, such as a county of the past
_TITLED = re.compile(r"(?:关于)?(?![全各本该我某])(?P<place>[一-鿿]{2,5}?[市县旗])(?=[：:]|(?:19|20)\d\d年)")
_MEETING = re.compile(
    r"在(?P<place>[一-鿿]{2,14}?(?:省|市|县|区|州|自治区|旗))(?:第[一二三四五六七八九十\d]+届)?(?:人民代表大会|人大|[一-鿿]{0,6}届)"
)
_COUNTRY = ("全国", "中国", "我国")
# 2022年全国教育事业发展统计公报, 中华人民共和国…公报: of the country
_NATIONAL = re.compile(
    "(?:[0-9]{4}年度?|[0-9]{1,2}月份?|[上下]半年)*(?P<country>中华人民共和国|全国|中国(?![一-鿿]{0,10}[省市县区州]))[^，。！？“”]*(?:公报|报告|白皮书)$"
)
_OFFICE = r"[一-鿿]{0,16}?(?:人民政府|政府)?(?:代理?)?(?:省[ 　]*长|市[ 　]*长|县[ 　]*长|区[ 　]*长|州长|主席|总理|盟长|旗长|专员|法院(?:代理?|(?:常务)?副)?院长|(?<![一-鿿])(?:代理?|(?:常务)?副)?院长|(?<=检察院)副检察长|检察长|(?:财政|发展和?改革)[一-鿿]{0,6}?(?:[局厅]长|主任))"
_DOTTED = "[一-鿿]{1,8}(?:[·•][一-鿿]{1,8}){1,3}"  # 阿依丁·赛里克
_DELIVERED = re.compile(
    rf"{_OFFICE}[\s　：:]*(?P<name>{_DOTTED}|[一-鿿](?:[\s　]*[一-鿿]){{1,6}})(?:[\s　]+{SALUTATION}[：，！])?[\s*]*(?:$|（|\()"
)
_DOTTED_NAME = re.compile(_DOTTED)
_SALUTATION = re.compile(f"{SALUTATION}[：！]$")
_NAMELESS = re.compile(rf"[\s　*]*(?P<office>{_OFFICE})[\s　*]*")  # a line with nothing but the post of who delivers the report
# the caption of a picture: 1月18日上午，省长周晓禾在云岭省第十届人民代表大会…会议上作政府工作报告
_CAPTION = re.compile(
    r"(?:(?P<m>\d{1,2})月(?P<d>\d{1,2})日[上下]?午?，)?(?:[一-鿿]{0,8}?(?:省长|市长|县长|区长|州长|主席|(?P<other>法院院长|检察长)))?(?P<name>[一-鿿]{2,4}?)在[一-鿿]{2,30}会议上?作(?(other)|政府)工作报告"
)
# the congresses of provinces are numbered alike and sit for five years: the ninth first met in 1998, the fourteenth in 2023
_SESSION = re.compile(
    r"(?!海南|宁夏|西藏)[一-鿿]{2,6}(?:省|自治区)第(?P<congress>[一二三四五六七八九十]{1,3})届(?:人民代表大会|人大)第?(?P<session>[一二三四五六])次会议"
)
_NINTH_CONGRESS = 1998
_HEADING = 36  # characters; the headings of work reports are shorter
_BY_REPORTER = re.compile("本报讯|本报记者")
_SENTENCE = re.compile(r"[。；](?!$)|[。；][）)]?$")
_DELIVERS = re.compile(r"我(?:受|代表)[一-鿿]{0,14}?政府[^。]{0,30}?报告")
# of a court, of a prosecutor's office, on the plan or the budget: 云岭县人民法院工作报告, 关于云岭县2022年预算执行情况和…的报告
_OTHER_REPORT = re.compile(
    "(?:法院|检察院)[一-鿿]{0,16}?工作[一-鿿]{0,14}?报告(?!获|提请|审议|通过|的决|受|引)|(?:预算|计划)(?:执行|草案)[^。；]{0,60}报告"
)
_DELIVERS_OTHER = re.compile("我(?:受|代表)[一-鿿]{0,14}?(?:法院|检察院)[^。]{0,30}?报告")
_REVIEWED = re.compile(
    r"(?P<year>(?:19|20)\d{2})年(?:度)?(?:政府)?(?:工作|发展)?(?:的)?(?:主要)?(?:工作)?(?:任务)?(?:回顾|总结|完成情况|情况)|(?:一、|（一）|(?:过去|走过)的)(?P<past>(?:19|20)\d{2})年(?!以来)"
)
_PLANNED = re.compile(
    r"(?P<year>(?:19|20)\d{2})年(?:的)?(?:政府)?(?:(?:主要|重点)?工作(?:安排|打算|重点|目标|任务(?!完成)|总体|思路|的总体|部署|建议)|(?:主要|重点)(?:工作|任务|目标)(?!任务|完成|的完成|回顾|总结|情况)|经济社会发展(?:的)?(?:主要|预期|总体))"
)
_BARE = re.compile(r"(?P<year>(?:19|20)\d{2})年工作[*\s]*\Z")  # of several, the last heading is of the year to come
_OPENING = re.compile(r"(?P<year>(?:19|20)\d{2})年(?:是|，是)[^。]{0,30}(?:之年|第一年)")
_TITLE_NAME = re.compile(r"[（(](?P<date>[^（()）]{6,14}?日)?\s*(?P<name>[一-鿿·]{2,8})[）)]")
_NAVIGATION = re.compile(r">>|^首页|当前位置|^您的位置|^分享$|^打印|字号|^返回|^\s*true\s*$")
_QUOTES = re.compile("(?:说|表示|介绍|指出)(?:，|：“)")
# a text in which most sentences tell by how much something grew
_GREW = re.compile("(?:增长|下降|提高|上升|上涨|回落)(?:了)?[约近超]?[0-9.]+(?:[%％]|个百分点)")
_MANY_GREW, _OF_SENTENCES = 6, 0.6
_STATISTICS = re.compile(r"(?:统计公报|统计分析|经济运行|经济形势|运行情况|发展情况分析|国民经济和社会发展)")


# the end of a title: 统计公报, 水资源公报（2021年）; 全体会议公报, 联合公报. What a government prints its orders in is called 政府公报.
_BULLETIN = re.compile(r"(?P<agreed>会议|全会|会谈|联合)?(?<!政府)(?<!国务院)公报[》”]?(?:[（(\[【][^（()）]{1,16}[）)\]】])?$")

# （松溪日报 2023年5月6日）, （原载《松溪日报》2023年5月6日第3版）
_CREDIT = re.compile(
    rf"[（(](?:[一-鿿·\s　《》：:、]{{0,24}}?[\s　》：:])?(?P<day>{_DAY})[\s　]*(?:第?[0-9A-Z]{{1,3}}版|[\d:：\s]{{0,8}})?[）)][\s　*]*$"
)
_ADOPTED = re.compile(rf"[（(]{_DAY}[^（()）。]{{4,80}}通过[）)]")  # （2021年12月20日…第五次全体会议通过）
_SIGNED_DAY = re.compile(rf"{_BODY}[\s　]+{_DAY}")
_COUNTED_FROM = re.compile("[今去明]年|(?<!项)目前|[本上]月(?!份的)")
_NOTHING = ("无", "暂无", "不详", "未知", "-", "—", "None", "null")  # what fields hold that were left empty


def find_head(document: Document, layout: Layout) -> Head:
    """What a document says of itself.

    >>> from kg.readers import read_bytes
    >>> from kg.repair import repair
    >>> source, = read_bytes("a.txt", "云岭县政府工作报告\\n——2021年2月3日在云岭县第十届人民代表大会第五次会议上\\n云岭县人民政府县长　周晓禾\\n各位代表：".encode())
    >>> head = find_head(repair(source), Layout(repair(source).text))
    >>> head.speaker.value.name, head.published.value, head.publisher.value, head.genre
    ('周晓禾', '2021-02-03', '云岭县人民政府', 'government_work_report')
    """
    return _Finder(document, layout).head()


def stated(document: Document, layout: Layout) -> tuple[Role[str] | None, Role[Place] | None]:
    """The date and the place that the head of a document states; None for what it does not, though the text may let it be inferred."""
    return _Finder(document, layout).stated_date_and_place()


class _Finder:
    def __init__(self, document: Document, layout: Layout) -> None:
        self.document, self.layout, self.text = document, layout, document.text
        self.given, self.stated = document.given, document.source.metadata
        of_many = document.source.line and document.source.media_type != "application/jsonl"
        self.opening = Opening(document.text) if of_many else None  # of an item of a bulletin
        self.front = [b for b in layout.blocks[:16] if b.end - b.start <= 80]

    def head(self) -> Head:
        title = self._title()
        genre = self._genre(title)
        report = genre in DELIVERED
        speaker = self._given("speaker", Speaker) or (self._deliverer() if report else None)
        home = (
            self._home(title, report)
            or home_place(find_places(self.text, self.layout, None), self.layout, title.value if title else None)
            or self._titled(title)
        )
        published, inferred, evidence = self._published(report)
        counted = None if published else _COUNTED_FROM.search(self.text)
        return Head(
            title=title,
            publisher=self._publisher(genre == "government_work_report", home),
            published=published,
            home_place=home,
            speaker=speaker,
            genre=genre,
            inferred=("published",) if inferred else (),
            evidence=tuple(evidence),
            counted=Span.at(self.text, *counted.span()) if counted else None,
        )

    def stated_date_and_place(self) -> tuple[Role[str] | None, Role[Place] | None]:
        title = self._title()
        report = self._genre(title) in DELIVERED
        published, inferred, _ = self._published(report)
        return None if inferred else published, self._home(title, report) or Opening(self.text).place()

    # ------------------------------------------------------------------------------------------ from outside

    def _given(self, field: str, make: type = str) -> Role | None:  # type: ignore[type-arg]
        value = getattr(self.given, field) or getattr(self.stated, field)
        return Role(make(value), None, "metadata") if value and value not in _NOTHING else None

    # ------------------------------------------------------------------------------------------ title

    def _title(self) -> Role[str] | None:
        given = self._given("title")
        if given is not None:
            return given
        if self.opening and (headline := self.opening.title()):
            return headline
        front = self.layout.blocks[:8]
        lines = [self.text[b.start : b.end].lstrip("# ") for b in front]
        # a page says its title twice, once beside the name of the site
        again = [b for b, line in zip(front, lines, strict=True) if len(line) >= 8 and lines.count(line) > 1]
        for block in again or front:
            line = self.text[block.start : block.end].lstrip("# ")
            if (
                _NAVIGATION.search(line)
                or len(line) < 4
                or _DETAIL.match(line)
                or line.endswith("——")
                or _MASTHEAD.fullmatch(line)
                or is_question(line)
                or _SALUTATION.search(line)
            ):
                continue
            if len(line) <= 48 and line[-1] not in "。；，":
                start = block.end - len(line)
                return Role(line, Span.at(self.text, start, block.end))
            break
        return None

    def _genre(self, title: Role[str] | None) -> str:
        if self._is_report(title):
            return "government_work_report"
        if self._is_other_report(title):
            return "report_delivered"
        if bulletin := self._bulletin(title):
            return "communique" if bulletin["agreed"] else "statistics_bulletin"
        return "statistical_analysis" if self._is_statistics(title) else "newspaper_report"

    def _front(self, title: Role[str] | None) -> str:
        """The title and what else stands at the head that is no sentence."""
        lines = (self.text[b.start : b.end] for b in self.front[:6])
        return (title.value if title else "") + "".join(line for line in lines if not _SENTENCE.search(line))

    def _is_report(self, title: Role[str] | None) -> bool:
        opening = self.text[:1500]
        return ("政府工作报告" in self._front(title) and not _BY_REPORTER.search(opening)) or (
            "各位代表" in opening and bool(_DELIVERS.search(opening))
        )

    def _is_other_report(self, title: Role[str] | None) -> bool:
        opening = self.text[:1500]
        called = _OTHER_REPORT.search(self._front(title)) and not _BY_REPORTER.search(opening) and not _QUOTES.search(opening)
        caption = self._caption()
        told = caption is not None and caption["other"] is not None
        return bool(called) or told or ("各位代表" in opening and bool(_DELIVERS_OTHER.search(opening)))

    def _bulletin(self, title: Role[str] | None) -> re.Match[str] | None:
        """What says that the document is a bulletin or a communiqué: its title or the line below, where that is the second of two."""
        below = (self.text[b.start : b.end] for b in self.front[1:2]) if title and not _BY_REPORTER.search(self.text[:200]) else ()
        return next(filter(None, map(_BULLETIN.search, [title.value if title else "", *below])), None)

    def _is_statistics(self, title: Role[str] | None) -> bool:
        publisher = self.given.publisher or self.stated.publisher or ""
        if (title and _STATISTICS.search(title.value)) or "统计局" in publisher:
            return True
        if _QUOTES.search(self.text):
            return False
        grew = sum(1 for _ in _GREW.finditer(self.text))
        reported = _BY_REPORTER.search(self.text[:200])
        if not reported and grew >= _MANY_GREW and grew >= _OF_SENTENCES * self.text.count("。"):
            return True
        ours = self.text.count("我市") + self.text.count("我省") + self.text.count("我县")
        return ours >= 3 and not re.search("本报|记者", self.text[:200])

    # ------------------------------------------------------------------------------------------ delivered reports

    def _deliverer(self) -> Role[Speaker] | None:
        for block in self.front:
            line = self.text[block.start : block.end]
            match = _DELIVERED.search(line)
            name = re.sub(r"[\s　]", "", match["name"]) if match else ""
            if match and (name_at(name, 0) == len(name) or _DOTTED_NAME.fullmatch(name) or len(name) >= 4 or len(line) <= 30):
                return Role(Speaker(name), Span.at(self.text, block.start + match.start("name"), block.start + match.end("name")), "head")
        for block in self.front:
            line = self.text[block.start : block.end].strip("# 　")
            plain = re.sub(r"[\s　]", "", line)
            if 2 <= len(plain) <= 4 and name_at(plain, 0) == len(plain):
                start = self.text.index(line, block.start)
                return Role(Speaker(plain), Span.at(self.text, start, start + len(line)), "head")
        caption = self._caption()
        if caption and name_at(caption["name"], 0) == len(caption["name"]):
            return Role(Speaker(caption["name"]), Span.at(self.text, *caption.span("name")), "head")
        match = _TITLE_NAME.search(self.stated.title or "")
        return Role(Speaker(match["name"]), None, "metadata") if match else self._office()

    def _office(self) -> Role[Speaker] | None:
        """Who is told by the post alone: an unnamed source by these words."""
        match = next((m for b in self.front if (m := _NAMELESS.fullmatch(self.text, b.start, b.end))), None)
        return Role(Speaker(match["office"], unnamed=True), Span.at(self.text, *match.span("office")), "head") if match else None

    def _caption(self) -> re.Match[str] | None:
        """The caption of the picture that a published report begins with."""
        return next((m for b in self.layout.blocks[:6] if (m := _CAPTION.match(self.text, b.start, b.end))), None)

    # ------------------------------------------------------------------------------------------ publisher

    def _publisher(self, report: bool, home: Role[Place] | None) -> Role[str] | None:
        given = self._given("publisher")
        if given is not None:
            return given
        if report and home is not None:
            national = home.value.kind == "country"
            return Role("国务院" if national else f"{home.value.name}人民政府", home.span, "head")
        if (court := self._court()) is not None:
            return court
        for block in self.front[:8]:
            match = _BREADCRUMB.search(self.text, block.start, block.end)
            if match:
                return Role(match["paper"], Span.at(self.text, *match.span("paper")))
        for block in [*self.front, *self.layout.blocks[-6:]]:
            detail = _DETAIL.search(self.text, block.start, block.end)
            if detail and "来源" in detail["key"].replace("　", "") and not detail["value"].startswith("http"):
                return Role(detail["value"], Span.at(self.text, *detail.span("value")))
            dated = _PAPER_AND_DAY.match(self.text, block.start, block.end) or _BYLINE_AND_DAY.fullmatch(self.text, block.start, block.end)
            if dated and dated["paper"]:
                return Role(dated["paper"], Span.at(self.text, *dated.span("paper")))
        for block in self.front[1:4]:
            signed = _SIGNED.fullmatch(self.text, block.start, block.end)
            if signed:
                return Role(signed["body"], Span.at(self.text, *signed.span("body")))
        match = _DATELINE.search(self.text, 0, 400)
        if match and match["paper"] != "本报":
            return Role(match["paper"], Span.at(self.text, *match.span("paper")))
        return self._signature()

    def _court(self) -> Role[str] | None:
        """The court or the prosecutors' office whose report the title is of."""
        found = (_REPORT_TITLE.fullmatch(self.text, b.start, b.end) for b in self.front[:3])
        match = next((match for match in found if match and match["court"]), None)
        return Role(match["body"], Span.at(self.text, *match.span("body")), "head") if match else None

    def _signature(self) -> Role[str] | None:
        """The body that signs at the end of the text, on a line of its own above the day."""
        for above, below in pairwise(self.layout.blocks[-3:]):
            signed = _SIGNATURE.fullmatch(self.text, above.start, above.end)
            if signed and is_body(signed["body"]) and _SIGNATURE_DAY.fullmatch(self.text, below.start, below.end):
                return Role(signed["body"], Span.at(self.text, *signed.span("body")))
        return None

    # ------------------------------------------------------------------------------------------ date

    def _published(self, report: bool) -> tuple[Role[str] | None, bool, Sequence[Span]]:
        given = self._given("published")
        if self.opening and given and not self.given.published:
            given = self.opening.published(given.value) or given
        if given is not None:
            return given, False, ()
        blocks = self.front if report else [*self.front, *self.layout.blocks[-6:]]
        for block in blocks:
            line = self.text[block.start : block.end]
            if (
                report
                or _DETAIL.search(line)
                or re.fullmatch(
                    r"[\s（(]*(?:[一-鿿]{1,10}(?:[报報]|[网網]|社|台|客户端|发布|融媒体中心)[\s　]*)?"
                    + _DAY
                    + r"[\s）)\d:：]*(?:讯|电|消息)?.{0,14}",
                    line,
                )
                or _BYLINE_AND_DAY.fullmatch(line)
                or _SIGNATURE_DAY.fullmatch(line)
                or _SIGNED_DAY.fullmatch(line.strip(" 　"))
                or _ADOPTED.fullmatch(line.strip(" 　"))
            ):
                found = self._day(block)
                if found is not None:
                    return found, False, ()
        if not report and (credited := self._credited()):
            return credited, False, ()
        stated = _TITLE_NAME.search(self.stated.title or "")
        day = _DATE.search(stated["date"] or "") if stated else None
        date = _iso(day) if day else None
        if date:
            return Role(date, None, "metadata"), False, ()
        return ((self._session() or self._report_year()) if report else None) or self._dateline() or self._inferred()

    def _dateline(self) -> tuple[Role[str], bool, Sequence[Span]] | None:
        """The day of the dateline: stated with its year, or in the year that the text lets infer."""
        opening = Opening(self.text)
        day = opening.published()
        if day is not None:
            return day, False, ()
        inferred, _, evidence = self._inferred()
        day = opening.published(inferred.value[:4]) if inferred else None
        return (replace(day, origin="document"), True, (*evidence, *([day.span] if day.span else ()))) if day else None

    def _session(self) -> tuple[Role[str], bool, Sequence[Span]] | None:
        """The year of the session of a provincial congress that the head names, and the day where a caption tells it."""
        for block in self.layout.blocks[:6]:
            match = _SESSION.search(self.text, block.start, min(block.end, block.start + 80))
            congress, session = (chinese(match["congress"]), chinese(match["session"])) if match else (None, None)
            if match is None or congress is None or session is None:
                continue
            year = _NINTH_CONGRESS + 5 * (int(congress) - 9) + int(session) - 1
            span = Span.at(self.text, *match.span())
            caption = _CAPTION.match(self.text, block.start, block.end)
            day = iso(year, int(caption["m"]), int(caption["d"])) if caption and caption["m"] else None
            return Role(day or str(year), span, "head"), True, (span,)
        return None

    def _report_year(self) -> tuple[Role[str], bool, Sequence[Span]] | None:
        """The year a report plans for: named by a heading or the year after the one a heading looks back on, else by its sentences."""
        headings = [(b.start, b.end) for b in self.layout.blocks if b.end - b.start <= _HEADING]
        everything = [(0, len(self.text))]
        for pattern, where in (
            (_PLANNED, headings), (_REVIEWED, headings), (_REVIEWED, everything), (_PLANNED, everything), (_BARE, headings[::-1]), (_OPENING, everything),
        ):  # fmt: skip
            match = next((m for start, end in where if (m := pattern.search(self.text, start, end))), None)
            if match:
                group = match.lastgroup or "year"
                span = Span.at(self.text, *match.span(group))
                return Role(str(int(match[group]) + (pattern is _REVIEWED)), span, "document"), True, (span,)
        return None

    def _day(self, block: Block) -> Role[str] | None:
        match = _DATE.search(self.text, block.start, block.end)
        date = _iso(match) if match else None
        return Role(date, Span.at(self.text, *match.span())) if match and date else None

    def _inferred(self) -> tuple[Role[str] | None, bool, Sequence[Span]]:
        """What the text lets infer."""
        found = latest_time(self.text)
        return (found[0], True, found[1]) if found else (None, False, ())

    def _credited(self) -> Role[str] | None:
        """The day in brackets behind the title, or in those that close the text: （云岭日报 2023年5月6日）."""
        titles = [b for b in self.front[:3] if b.heading or b is self.front[0]]
        for block in [*titles, *self.layout.blocks[-3:]]:
            match = _CREDIT.search(self.text, max(block.start, block.end - 60), block.end)
            if match and (block in titles or match.start() == block.start or self.text[match.start() - 1] in "。！？”"):
                date = _iso(match)
                if date:
                    return Role(date, Span.at(self.text, match.start("y"), match.end("day")))
        return None

    # ------------------------------------------------------------------------------------------ place

    def _home(self, title: Role[str] | None, report: bool) -> Role[Place] | None:
        given = self.given.place or self.stated.place
        if given in _COUNTRY:
            return Role(Place(COUNTRY.name, COUNTRY.code, "country"), None, "metadata")
        if given:
            entries = gazetteer().candidates(given)
            entry = entries[0] if len(entries) == 1 else None
            return Role(Place(entry.name, entry.code, entry.level) if entry else Place(given, None, _kind(given)), None, "metadata")
        if self.opening and (dateline := self.opening.place()):
            return dateline
        if title and (national := _NATIONAL.match(title.value)):
            start = title.span.start if title.span else 0
            span = title.span and Span.at(self.text, start + national.start("country"), start + national.end("country"))
            return Role(Place(COUNTRY.name, COUNTRY.code, "country"), span, "head" if title.span else "metadata")
        if not report:
            return None
        for block in self.front:
            for pattern in (_MEETING, _REPORT_TITLE):
                match = pattern.search(self.text, block.start, block.end)
                if match and match["place"]:
                    return self._place(match["place"].removeprefix("在"), Span.at(self.text, *match.span("place")), "head")
        if title:
            match = _REPORT_TITLE.search(title.value)
            if match and match["place"]:
                return self._place(match["place"], title.span, "head" if title.span else "metadata")
        return None

    def _titled(self, title: Role[str] | None) -> Role[Place] | None:
        named = _TITLED.match(title.value) if title else None
        if not title or not named:
            return None
        start = title.span.start if title.span else 0
        return self._place(
            named["place"],
            title.span and Span.at(self.text, start + named.start("place"), start + named.end()),
            "head" if title.span else "metadata",
        )

    def _place(self, name: str, span: Span | None, origin: str) -> Role[Place]:
        # 2008年四川省, 审议了四川省: the longest part that is a division
        endings = (name[start:] for start in range(max(1, len(name) - 2)))
        shorter = next((n for n in endings if gazetteer().candidates(n)), None) or re.sub(r"^.*[年月日在]", "", name)
        if span and len(shorter) < len(name):
            span = Span.at(self.text, span.end - len(shorter), span.end)
        entries = gazetteer().candidates(shorter)
        entry = entries[0] if len(entries) == 1 else None
        return Role(Place(entry.name, entry.code, entry.level) if entry else Place(shorter, None, _kind(shorter)), span, origin)


def _kind(name: str) -> str:
    if name.endswith("自治区"):
        return "province"
    return "prefecture" if name.endswith("盟") else LEVEL_OF.get(name[-1], "spot")


def _iso(match: re.Match[str]) -> str | None:
    """A matched day as YYYY-MM-DD; None where the calendar has no such day."""

    def number(words: str) -> int:
        return int(decimal(words) or chinese(words.replace("○", "〇")) or 0)

    return iso(number(match["y"]), number(match["m"]), number(match["d"]))
