"""Words of speech: the verbs that report what somebody says, and what may stand between a speaker and one of them."""

import re

from kg.cues import Cued
from kg.mentions.posts import is_body

_PLAIN = (
    "表示|介绍(?!信|所|了一)|指出|强调|认为|坦言|透露|告诉|分析(?!研判|显示|会)|回忆|感慨|感叹|解释|补充|直言|谈到|宣布|写道|建议(?!书)|呼吁|说起|提出|要求|"
    "坦承|坦陈|直陈|阐述|重申|声称|宣称|断言|笑言|慨叹|惊叹|赞叹"
)
# nouns as well (听取汇报，…; 情况通报，…), or said of what nobody says: the speaker stands right before them, or a colon or 说 behind
LOOSE = "通报|汇报|回应|回复|答复|回答|反映|证实|确认|承诺|保证|提醒|叮嘱|嘱咐|评价|总结|回顾|讲述|预计|预测|估计|估算|相信|坚信|声明|披露|点评|发言|致辞|发声|爆料|否认|承认"
VERBS = (
    f"告诉记者|告诉我们|告诉笔者|[向对]记者(?:介绍|说|表示|透露)|接受采访时[说表]示?|感慨地说|笑着说|(?:{_PLAIN}|{LOOSE})(?:说(?![明法服])|道(?=[：，])|称(?![号为赞职]))|{_PLAIN}|"
    f"(?:{LOOSE})(?=[：，“])|"
    "算(?:了|起|过)?了?(?:这样)?[一这]?笔[^，。：“]{0,4}账(?=：)|(?:通报|介绍|汇报|回顾)了[^，。：“]{0,12}(?:情况|工作|进展|成效)(?=：)|"
    "说道|说(?!明|法|服|话|是|不|到|得|起来|唱|教)|称(?!号|为|赞|职|作|之|霸|雄)|讲道|(?<=[笑答叹喊问])道(?=[：，])|道(?=：)"
)
WHEN = (
    "(?:于|从|自)?(?:(?:(?:[0-9]{4}年|今年|去年)?[0-9一二三四五六七八九十]{1,3}月)?[0-9一二三四五六七八九十]{1,3}日(?:[至到—-][0-9]{1,2}日)?|[昨今前当同次翌][日天晚晨早]|(?:本|上|这)?(?:周|星期)[一二三四五六日末天]|"
    "凌晨|清晨|早[上晨间]?|上午|中午|午后|下午|傍晚|晚[上间]?|深夜|夜间|[0-9]{1,2}[时点](?:[0-9]{1,2}分)?许?|新?近日|日前|近期|最近|此前|此后|随后|事后|会[后上]|后来|先前|早前|稍[早后]|刚刚|今年|去年|当年|年[初底])"
)
_HOW = (
    "也|还|又|则|就|却|均|都|再|曾|亦|首先|最后|再次|多次|一再|反复|再三|曾经|明确|公开|同时|进一步|特别|专门|现场|当[场面众]|郑重|一致|共同|分别|先后|相继|主动|立即|直接|书面|口头|私下|发[文帖声布]|撰文|[辩诉戏谎]|致[信函电]|[来复回][信函]|[应受][询访邀]时?|更?是|甚至|"
    "(?:高兴|激动|感激|自豪|感慨|坦率|坦诚|欣慰|兴奋|骄傲|动情|深情|肯定|严肃|无奈|乐观|自信|开心|满意|欣喜|谦虚|诚恳|坚定|遗憾|幽默|风趣)地?|[一-鿿]着[^，。；：！？“”]{0,8}?"
)
_WHERE = "(?:在|接受|对|向|就|跟|针对|围绕|面对|通过|代表)[^，。；：！？“”]{1,24}?"
# what may stand between who speaks and the verb: 20日在发布会上则
ADVERBIALS = rf"(?:{WHEN}|[（(](?:{WHEN})[）)]|{_HOW}|{_WHERE}){{0,5}}"
SAYS = rf"(?:{ADVERBIALS})(?:(?P<plain>{_PLAIN}|[说讲谈]|称(?![号为赞职])|[道言](?=[：，]))|{LOOSE})"
# the two characters that a match begins with, but for 说, 称 and 道: a text is scanned for them faster than for the words
_BEGUN = (
    "介绍|表示|解释|感慨|告诉|向记|对记|接受|指出|强调|认为|坦言|透露|分析|回忆|感叹|补充|直言|谈到|宣布|写道|建议|呼吁|笑着|讲道|提出|"
    "要求|说起|算了|算起|算过|算一|算这|坦承|坦陈|直陈|阐述|重申|声称|宣称|断言|笑言|慨叹|惊叹|赞叹"
)
_FIRST, _SECOND = ("".join(sorted({word[at] for word in _BEGUN.split("|")})) for at in (0, 1))
_LOOSE_FIRST, _LOOSE_SECOND = ("".join(sorted({word[at] for word in LOOSE.split("|")})) for at in (0, 1))
SPEECH = Cued(
    rf"(?<![据职小听别传话再])(?P<verb>{VERBS})(?P<after>了)?",
    cue=f"[说称道{_FIRST}{_LOOSE_FIRST}](?:(?<=[说称道])|(?=[{_SECOND}])|(?=[{_LOOSE_SECOND}][：，“说道称了]))",
    reach=0,
)
_LOOSELY = re.compile(f"(?:{LOOSE})")
_BESIDE = re.compile("(?:在[^，。；：“”]{2,16}[上中])?[^，。；：“”的了和与、听取情会]{0,6}")
_OF_BODIES = re.compile("(?:表示|介绍|透露|通报|回应|回复|答复|预计|预测|证实|确认|披露|指出|宣称|声称)[说称]?|[说称]")
_SHORTEST = 4  # characters of a body: 县水利局
_PAPER = re.compile("(?:该|这份|上述)?[一-鿿]{0,16}?(?:报告|公报|通报|公告|白皮书|声明)(?:中)?")
_ACTING = re.compile("[在对向为由据被让把从到的了和与]|要求|提出|听取")


def is_said(text: str, end: int, verb: re.Match[str]) -> bool:
    """Whether a word that is a noun as well reports what the speaker who ends at ``end`` says.

    >>> text = "周晓禾回应，水质达标。周晓禾听取了情况汇报，要求整改。"
    >>> [is_said(text, end, verb) for end, verb in zip((3, 14), SPEECH.finditer(text))]
    [True, False]
    """
    if not _LOOSELY.fullmatch(verb["verb"]) or text[verb.end()] == "：":
        return True
    return bool(_BESIDE.fullmatch(text, end, verb.start()))


def is_source(words: str, verb: str) -> bool:
    """Whether words are nothing but a body or a paper, and the verb is one of what it says.

    >>> is_source("云岭县水利局", "通报称"), is_source("该报告", "称"), is_source("云岭县水利局", "要求"), is_source("水利局到乡镇学校", "介绍")
    (True, True, False, False)
    """
    if not _OF_BODIES.fullmatch(verb) or _ACTING.search(words):
        return False
    return bool(_PAPER.fullmatch(words)) or (len(words) >= _SHORTEST and is_body(words))
