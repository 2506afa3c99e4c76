"""Personal names: where one begins at an offset and where it ends, by surname, length and what follows it."""

import re
from functools import cache

from kg.characters import pair_levels
from kg.mentions.speech import SAYS, WHEN
from kg.resources import resource

# words that begin with a surname and are no names
_WORDS = frozenset(
    [
        "马上", "高度", "高兴", "高位", "高质", "任何", "任务", "方面", "方式", "时间", "时任", "明确", "成立", "成为", "成功", "包括", "向前", "常态", "明年", "全面", "全市", "全县", "全省",
        "全国", "强调", "安排", "安全", "单位", "相关", "平时", "白天", "黄金", "万元", "万人", "金融", "方案", "江西", "江苏", "湖南", "温暖", "温馨", "宣布", "宣传", "向上", "向记", "查看", "查阅",
        "包村", "包联", "包户", "包干", "于是", "和谐", "和平", "从事", "从此", "从严", "从中", "能够", "有关", "有效", "有人", "还有", "常说", "常年", "常常", "明显", "明白", "连续", "连夜", "连忙", "连日",
        "项目", "计划", "计算", "庄严", "严格", "严肃", "经理", "经济", "经过", "管理", "陪同", "应急", "应该", "应对", "路上", "路边", "水平", "水利", "车间", "车队", "党员", "党委", "党组", "党建", "牛羊",
        "白云", "文化", "文明", "文件", "文艺", "戴着", "戴口", "戴上", "带领", "田间", "田里", "山区", "沙地", "苗木", "花卉", "程序", "程度", "边说", "边走", "元旦", "元素", "夏季", "秋季", "冬季", "易地", "易于", "古城", "古镇",
        "龙头", "东西", "东部", "西部", "南方", "北方", "房屋", "房子", "尚未", "尚有", "言语", "都是", "都有", "都在", "都说", "支部", "支书", "支队", "支持", "支撑", "解决", "解释", "解读", "强化", "强县", "强村",
        "富民", "富裕", "安置", "安装", "简单", "宁可", "普遍", "郑重", "庄重", "连声", "高声", "齐声", "相继", "方才", "曾经", "曾任", "祝贺", "谢谢", "许多", "许诺", "何时", "何况", "毕竟", "毕业", "单独", "甘愿", "甘肃", "乐意", "冷静", "时刻", "牢记", "牢固", "司法", "司机", "师傅",
        "和县", "和市", "和区", "和各", "和有", "和相", "等人", "等到", "等地", "等领", "周边", "周末", "周期", "周围", "通过", "通报", "宿舍", "门前", "郎朗", "来到", "来自", "来说", "相互", "相比", "索性", "盛大", "章程",
        "双手", "双双", "同志", "同时", "同比", "丰富", "丰收", "国家", "国企", "公安", "公司", "公开", "召开", "主持", "主动", "主任", "尤其", "班子", "班长", "商业", "商务", "商会", "商讨", "厉行", "封闭", "封山", "权威",
        "容易", "居民", "居住", "居委", "干部", "干事", "干净", "信息", "信心", "信箱", "信任", "初步", "初心", "原因", "原来", "游客", "游览", "代表", "代价", "代替", "代办", "代理", "奥运", "辛苦", "辛勤", "由于", "由此", "祖祖", "麻烦", "奉献", "幸福", "幸亏", "高标", "巩固", "暴雨",
    ]
)  # fmt: skip
# surnames that are everyday words too: a name of theirs needs a verb of speech behind it, or stands alone
_WEAK = frozenset(
    "任成常向于和时从安方管能应来关通党相查计盛明全利经水车单家国公丰满容封连度元言支由福庆达东门花苗文田平同易强有解双路项包边万都居区楼干代"
)
_COMMON = 18  # twice the logarithm of how often a pair of characters stands in words
_EVERYDAY = 20  # the same measure of what is no name
_WORD = 16  # and of what is a word at all
_NEAR = 2000  # characters before and behind a name in which it may be said again
_RARER = 10  # how much rarer what goes over its edges must be
_NO_END = frozenset("不局厅委部办县厂区说道称讲谈在对向的和与及等就是率带到为了把被从让给着院库站")
_ADVERBS = frozenset("未没很也还又将已")  # they end a name only where nothing stands behind it: 王繁已：
_NO_THIRD = frozenset("颇便仍却倒只仅竟总遂直又")  # adverbs that no given name of two characters ends with: 吴飞颇为感慨
HONORIFIC = "老人|老汉|大[妈爷娘叔婶哥姐嫂]|阿姨|奶奶|爷爷|师傅"
_NO_NAME = frozenset("了的们")
FOLLOW = re.compile(
    rf"{WHEN}|[，。、；：:“”（）()\s！？!?《]|$|说|表示|介绍|告诉|指出|强调|认为|称|坦言|透露|分析|回忆|感慨|感叹|在|率|带|主持|出席|作|代表|等|同志|一行|也|还|又|就|均|都|对|向|的|与|和|及(?!时)|以及|家|正|是|则|笑|高兴|感激|激动|自豪|"
    rf"解释|补充|谈|宣布|要求|提出|直言|看来|心里|站|来|参加|陪同|调研|深入|为|算|喜|乐|每|从|把|一边|边|指着|拿|告诫|建议|呼吁|写道|讲|道|致|宣读|受|到|现场|一|以|曾|将|担任|任|当选|眼|忙|脸|望|看|夫妇|夫妻|一家|所[在说]|援引|引[用述]|深有|[颇更]|否认|承认|，|通报|汇报|回应|回复|答复|回答|坦承|坦陈|披露|掰|却|有(?=不同|另|自己的|着|些)|便|决定|回[到乡]|返乡|毅然|很|十分|非常|格外|倍感|满[脸心怀]|忍不住|连[连忙]|两口子|{HONORIFIC}|[一-鿿]着|给|握住|走[进出到上向]|坐[在上]|竖起|摆手|抹了|接过|种了|种植|养了|养殖|搬[进到出]|口中|已经|没有|不仅|不由|成为|成了|经营|承包|流转|创办|加入|迎[上来接]|抓住|列(?=[出举])|[晒报]出|分享|"
    "仍|竟|倒|只[是有带用管]|仅|遂|总[是说]|直[摇点夸说]|不[慌紧停住]|答(?=(?:中外)?(?:记者|媒体|网友))|走在|蹲|爬[上到]|抬[起手头]|掏出|抓起|捧[起出着]|弯[下腰]|挥[手了]|端[出来起上]|"
    "扛[起着]|推开|伸[出手]|翻[开出]|打开|拉[开起]|踩在|跑[到来去]|转[身过]|回[头过]|低[头下]|起身|俯身|拔[出起]|擦[了去]|摘[下了]|舀|递[过上]"
)
_SAYS = re.compile(f"(?:{HONORIFIC})?{SAYS}")
# what no list of verbs holds: 反驳称, 意味深长地说; it begins with a word
_TELLS = re.compile("坚称|看来(?=，)|(?P<word>[一-鿿]{2})(?:[一-鿿]{0,2}地(?:说|讲|表示|称|告诉|介绍|回忆)|[说称道](?=[，：]))")
_DELIVERED = re.compile("了?(?:[0-9《“]|题为|关于|[一-鿿]{0,8}(?:报告|讲话|发言|讲座|说明|部署|动员|总结|交流|批示))")  # behind 作
_LATIN_NAME = re.compile("[（(][A-Z][a-z]+ [A-Z]")  # 文康农（Carl Wen）
_UNLISTED = re.compile(
    "[一-鿿]{2,3}?(?<![着地了的又也还都则就在对向])(?=(?:介绍|表示|指出|认为|告诉记者|坦言|透露|解释|强调|说)(?:说|道)?[，：])"
)
_JOINED = re.compile("[和与、及]")
_OTHER_FOLLOW = "作(?=了?(?:政府|报告|关于))|代表|接受|出席|主持|来到|参加|分别|同志|[0-9]|说|表示|介绍|告诉|指出|强调|认为|坦言|透露|宣布|要求|在|每[天月年]|一家|家里|[，。、；：“”（ 　\n]|$"


def _lines() -> list[str]:
    text = resource("ontology/surnames.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Surnames of one and of two characters."""
    double, single = _lines()[:2]
    return frozenset(single), frozenset(double.split())


def name_at(text: str, start: int, *, spoken: bool = False) -> int | None:
    """Where the name that begins at ``start`` ends, None where none begins; ``spoken`` asks that a verb of speech follow.

    >>> text = "局长周晓禾表示，书记马上到"
    >>> name_at(text, 2), name_at(text, 10)
    (5, None)
    """
    other = _other_name(text, start, spoken)
    if other is not None:
        return other
    single, double = surnames()
    if text[start : start + 2] in double:
        lengths: tuple[int, ...] = (4, 3)
    elif text[start : start + 1] in single:
        lengths = (3, 2)
    else:
        return None
    if text[start : start + 2] in _WORDS or _telling(text, start):
        return None
    ends = [start + n for n in lengths if _may_end(text, start, start + n)]
    said = [end for end in ends if _says(text, start, end, spoken)]
    told = min(said, default=None) or next((end for end in ends if _tells(text, start, end)), None)
    if told or spoken:
        return told
    if text[start] in _WEAK and not (start == 0 and len(text) in ends):
        return next((end for end in ends if _LATIN_NAME.match(text, end)), None)
    return next((end for end in ends if FOLLOW.match(text, end)), None) or next(
        (end for end in ends if _word_follows(text, start, end)), None
    )


def unlisted_name_at(text: str, start: int) -> int | None:
    """Where a name of no listed surname ends that stands between a title and a verb of speech, and of which no two characters make a word.

    >>> text = "副处长塔林禾介绍，局长随后介绍，科长又表示，"
    >>> [unlisted_name_at(text, start) for start in (3, 11, 18)]
    [6, None, None]
    """
    found = _UNLISTED.match(text, start)
    if found is None or _SAYS.match(text, start):
        return None
    pairs = (text[at : at + 2] for at in range(start - 1, found.end()))
    return None if any(pair_levels().get(pair, 0) >= _WORD for pair in pairs) else found.end()


def _says(text: str, start: int, end: int, alone: bool) -> bool:
    """Whether a verb of speech follows a name; no everyday word is one ``alone``, nor before a verb that is a noun as well: 高校表示, 全年预计."""
    verb = _SAYS.match(text, end)
    if verb is None or (_everyday(text[start:end]) and (alone or not verb["plain"])):
        return False
    return verb["plain"] is not None or text[start] not in _WEAK


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a word that no list holds says how somebody speaks whose name ends here."""
    way = _TELLS.match(text, end)
    return way is not None and not _everyday(text[start:end]) and (not way["word"] or pair_levels().get(way["word"], 0) >= _WORD)


def _everyday(word: str) -> bool:
    return pair_levels().get(word, 0) >= _EVERYDAY


def _telling(text: str, start: int) -> bool:
    """Whether what begins here says when, where or how somebody speaks, and is no name: 周三表示, 向群众介绍."""
    if text[start] == "谈":
        return not any(_SAYS.match(text, end) and not _everyday(text[start + 1 : end]) for end in (start + 2, start + 3))  # 局长谈晓禾表示
    return _SAYS.match(text, start) is not None and (text[start] != "向" or _everyday(text[start + 1 : start + 3]))


def _word_follows(text: str, start: int, end: int) -> bool:
    """Whether a common word begins where a name would end, and no word begins it or goes over its edges: 周晓禾|信心, but no 区长|江现|代."""
    pairs = pair_levels()
    edges = text[start - 1 : start + 1], text[start : start + 2], text[end - 1 : end + 1]
    if end - start == 2 and text[start:end] in pairs:
        return False  # 廉政|建设
    behind = pairs.get(text[end : end + 2], 0)
    return behind >= _COMMON and all(pairs.get(edge, 0) + _RARER <= behind for edge in edges)


def _may_end(text: str, start: int, end: int) -> bool:
    if text[end - 1 : end + 1] in ("所在", "所有", "所说", "所属", "毫不", "毫无", "无不"):
        return False  # 果农周晓所在的合作社, 周晓毫不犹豫
    if text[start + 1 : start + 2] == "某" and text[start + 2 : end].strip("某"):
        return False  # 李某家
    if end - start > 2 and text[end - 1 : end] in ("均", "都") and _JOINED.search(text, max(0, start - 14), start):
        return False  # 县长周晓禾和副县长闻人乐均表示
    if end - start > 2 and text[end - 1 : end] == "作" and _DELIVERED.match(text, end):
        return False  # 院长周禾作2025年工作报告
    alone = start == 0 and end == len(text)
    if text[end - 1 : end] in _ADVERBS and not alone:
        return False
    if end - start == 3 and text[end - 1 : end] in _NO_THIRD and not alone and not _always(text, start, end):
        return False  # 吴飞颇为感慨
    return (
        end <= len(text) and text[end - 1] not in _NO_END and all("\u4e00" <= c <= "\u9fff" and c not in _NO_NAME for c in text[start:end])
    )


def _always(text: str, start: int, end: int) -> bool:
    """Whether a text says a name again nearby, and never without its last character."""
    floor, stop = max(0, start - _NEAR), end + _NEAR
    often = text.count(text[start:end], floor, stop)
    return often > 1 and often == text.count(text[start : end - 1], floor, stop)


@cache
def _other() -> re.Pattern[str]:
    """Names with a middle dot, of two Tibetan parts or one and a syllable or two, or beginning as many of other peoples do."""
    tibetan, others = ("|".join(line.split()) for line in _lines()[2:4])
    return re.compile(
        rf"(?P<whole>[\u4e00-\u9fff]{{2,8}}·(?:(?![的了们])[\u4e00-\u9fff]){{2,8}}?(?=的|{_OTHER_FOLLOW})|(?:{tibetan})(?:{tibetan}))|(?:{tibetan})[\u4e00-\u9fff]{{0,2}}?(?={_OTHER_FOLLOW})"
        rf"|(?:{others})[\u4e00-\u9fff]{{0,6}}?(?={_OTHER_FOLLOW})"
    )


def _other_name(text: str, start: int, spoken: bool) -> int | None:
    """Names of other peoples: with a middle dot, or beginning as many of them do."""
    match = _other().match(text, start)
    if match is None or (spoken and not match["whole"] and not _SAYS.match(text, match.end())):
        return None
    return match.end()
