"""Places that a sentence names only in passing: where a meeting is held, what a place lies in, beside or far from, an item of a bracket, one of several."""

import re

_PARTED = "，。；：！？\n"
_CONFERENCE = (
    "发布会|通气会|记者会|吹风会|会议|座谈会|推进会|推介会|现场会|调度会|见面会|洽谈会|对接会|研讨会|交流会|恳谈会|部署会|年会|论坛|峰会|"
    "(?:代表|表彰|动员|总结|誓师)大会|签约|(?:启动|开工|揭牌|首发|发车|竣工|奠基)仪式"
)
# 指挥部在云岭县青石镇召开新闻发布会
_MEETS = re.compile(f"[^{_PARTED}]{{0,20}}?(?:举行|召开|举办|主持)[^{_PARTED}]{{0,30}}?(?:{_CONFERENCE})")
# 全省茶业现场会在云岭县隆重开幕
_MEETING = re.compile(f"(?:{_CONFERENCE})[“”]?[^{_PARTED}]{{0,10}}[在于]$")
_OPENED = re.compile("[^，。；：！？\n]{0,16}?(?:举行|召开|举办|开幕|启幕|落幕|闭幕)")
# 云岭县位于河西省北部; 西接青石县, 与白水县毗邻: what is beside it
LIES_IN = re.compile("(?:位于|位居|地处|居于|坐落[在于]|隶属于?|(?<=，)[居属])$")
BESIDE = re.compile(
    "(?:毗邻|毗连|紧邻|紧靠|紧接|相邻|比邻|接壤|濒临|(?<![经历征延])[东西南北]{1,2}(?:面|部|边|侧|端)?(?:隔[一-鿿]{1,6})?(?:[接靠邻临依濒倚]|[连抵](?!续|制)|界|毗|至|与|和|同)|隔[江河海水]与)$"
)
_WITH = re.compile("(?:与|和|同)$")
_BORDERS = re.compile("(?:[^，。；：0-9]{0,12}?)(?:毗邻|毗连|接壤|相邻|相连|相接|相望|相依|交界|为邻|为界|邻界|交汇)")
# 距省城河阳120公里, 州府青石市46公里, 与首都北京直线距离为300公里
_FAR_FROM = re.compile("(?:距离?|离|相距)(?:[省州市县盟][城府会]|首都|省会|县城|市区|中心城市)?$")
_AFAR = re.compile("(?:市区|城区|县城|市中心)?(?:的?(?:直线|公路|铁路|运输|空中)?距离|相距)?[为约仅只有近]{0,3}[0-9.]+(?:公里|千米|华里)")
_SEAT = re.compile("(?:[省州盟][城府会]|首都|首府|省会)$")
# “5·12”青石地震抗震救灾指挥部
_HAPPENED = re.compile("“[0-9]{1,2}[·.．][0-9]{1,2}”$")
_DISASTER = re.compile("[0-9.级特大强]{0,5}(?:地震|暴雨|洪[灾水]|泥石流|滑坡|山火|疫情|事故)(?:抗震|救[灾援]|灾区|指挥)")
# 从青石乡、白水乡搬迁而来的移民, 来自青石县的务工人员300名: where people come from; 对口支援青石县项目3个: where others help
_COMES = re.compile("来自(?:于)?$")
_HELPED = re.compile("对口(?:支援|帮扶|援建|协作)$")
_MOVED = re.compile("(?:[^，。；0-9]{0,4}?(?:搬迁|迁移|移民|搬|迁)(?:而来|过来|到|至|来|出)|等地?(?:搬迁|迁移|搬|迁)(?:而来|到|至))")
# 成立了青石县白水茶业合作社: the place is in the name of what was founded
_FOUNDS = re.compile("(?:成立|组建|创办|创建|领办|开办|注册|引进|引入|牵头成立)了?$")
_FIRM = re.compile("[^，。；：、的0-9]{2,16}?(?:合作社|公司|集团|协会|基地|农场|联社)")
# 全国平均水平（5.4‰）, 全国平均水平为5.4‰
OF_AVERAGE = re.compile("平均(?:水平|值)?(?P<bracket>（[^（）]*)?(?(bracket)|(?:[为是]|达到?)约?)$")
# 用全国4%的耕地生产全国6%的粮食: a share of the whole
_USED = re.compile("[用以靠占](?:了|着|不足|不到)?$")
_SHARE = re.compile("(?:约|近|不足|不到|超过?)?(?:[0-9.]*$|[0-9.]+(?:%|％|/[0-9]+|成|‰))")
_CITY = re.compile("(?:中心城市|中心城区|主城区|城区|县城|所在地|首府)（$")
_FEW = "[0-9一二两三四五六七八九十]{1,3}"
_ALL = "区县|县区|县市区?|市县|市州|旗县|乡镇|省区市?|省份"
# 青石县、白水县等区县, 青石、白水等2市
AMONG = re.compile(
    f"等(?:[0-9一二三四五六七八九十两几多]+余?个|{_FEW}(?:{_ALL}|[省市县区旗州盟镇乡村])|(?:{_ALL})(?=[^一-鿿]|[受遭发的均都开出也])|"
    "[一-鿿]{0,8}?(?:集聚区|园区|产业园)[，；]|[一-鿿]{0,6}地[区方](?![财生]))"
)
# 青石、白水两县, 青石、白水“一州一县”: behind a list only
ALL_OF_THEM = re.compile(
    f"(?:{_FEW}个?(?:设区市|地级市|{_ALL}|[省市县区旗州盟镇乡村](?![长委级域道]))|“?[一两二三四五六七八九][省市州县区][一两二三四五六七八九][省市州县区])"
)
PART = re.compile("[0-9][0-9.]*[万亿]?(?:余|多)?[^，。；：、0-9（）和]{1,4}(?P<mark>[，、；和])")
OF_WHICH = re.compile("其中[，：]?$")
SAME = re.compile("(?:同比|环比|[比较占]|分别|[均也各]|[增减降升达为约]|上升|下降|提高|回落)")


def is_venue(text: str, start: int, end: int) -> bool:
    """Whether a place is only where a meeting is held.

    >>> text = "指挥部在青石县召开新闻发布会，采茶赛在青石县举行"
    >>> is_venue(text, 4, 7), is_venue(text, 19, 22)
    (True, False)
    """
    if text[start - 1 : start] not in ("在", "于"):
        return False
    return bool(_MEETS.match(text, end) or (_OPENED.match(text, end) and _MEETING.search(text, max(0, start - 24), start)))


def is_far(text: str, start: int, end: int) -> bool:
    """Whether a place is what another is so many kilometres from.

    >>> text = "距省城河阳市120公里、州府青石市46公里"
    >>> is_far(text, 3, 6), is_far(text, 14, 17)
    (True, True)
    """
    if _FAR_FROM.search(text, max(0, start - 8), start):
        return True
    afar = _AFAR.match(text, end)
    return bool(afar and (_SEAT.search(text, max(0, start - 4), start) or "距" in afar.group()))


def is_origin(text: str, start: int, end: int) -> bool:
    """Whether a place is where people or goods come from, or whom those of another place help.

    >>> is_origin("来自青石县的300名茶农", 2, 5), is_origin("从青石乡搬迁而来的300户", 1, 4), is_origin("青石乡搬迁300户", 0, 3)
    (True, True, False)
    """
    before = max(0, start - 4)
    return bool(_COMES.search(text, before, start) or _HELPED.search(text, before, start) or _MOVED.match(text, end))


def is_founded(text: str, start: int, end: int) -> bool:
    """Whether a place is in the name of a firm that was founded or brought in: 成立了青石县白水茶业合作社."""
    return bool(_FOUNDS.search(text, max(0, start - 5), start) and _FIRM.match(text, end))


def is_whole(text: str, start: int, end: int, stop: int) -> bool:
    """Whether a place is what something is a share of: 用全国4%的耕地."""
    return bool(_USED.search(text, max(0, start - 3), start) and _SHARE.match(text, end, stop))


def is_of_disaster(text: str, start: int, end: int) -> bool:
    """Whether a place is in the name of what happened there: “5·12”青石地震抗震救灾指挥部."""
    return bool(_HAPPENED.search(text, max(0, start - 7), start) or _DISASTER.match(text, end))


def borders(text: str, start: int, end: int) -> bool:
    """Whether a place is what another borders on: 与青石县接壤."""
    return bool(_WITH.search(text, max(0, start - 1), start) and _BORDERS.match(text, end))


def in_closed_bracket(text: str, start: int, end: int, stop: int) -> bool:
    """Whether a place stands in a bracket that was closed before ``stop``, and does not say which city is meant.

    >>> text = "死亡5人（青石县3人）、受伤20人"
    >>> in_closed_bracket(text, 5, 8, 13), in_closed_bracket("城区（青石县）绿地3公顷", 3, 6, 9)
    (True, False)
    """
    closed = text.find("）", end, stop)
    return closed >= 0 and text.find("（", end, closed) < 0 and not names_city(text, start, end)


def names_city(text: str, start: int, end: int) -> bool:
    """Whether a place fills a bracket that says which city is meant: 中心城市（青石市）."""
    return text.startswith("）", end) and _CITY.search(text, max(0, start - 6), start) is not None
