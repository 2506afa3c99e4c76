"""Words of speech: the verbs that report what somebody says, and what may stand between a speaker and one of them."""

import re

from kg.cues import Cued
from kg.mentions.posts import is_body

_PLAIN = (
    "表示|介绍(?!信|所|了一)|指出|强调|认为|坦言|透露|告诉|分析(?!研判|显示|会)|回忆|感慨|感叹|解释|补充|直言|谈到|宣布|写道|建议(?!书)|呼吁|说起|提出|要求|"
    "坦承|坦陈|直陈|阐述|重申|声称|宣称|断言|笑言|慨叹|惊叹|赞叹"
)
# nouns as well (听取汇报，…; 情况通报，…), or said of what nobody says: the speaker stands right before them, or a colon or 说 behind
LOOSE = "通报|汇报|回应|回复|答复|回答|反映|证实|确认|承诺|保证|提醒|叮嘱|嘱咐|评价|总结|回顾|讲述|预计|预测|估计|估算|相信|坚信|声明|披露|点评|发言|致辞|发声|爆料|否认|承认|警告(?<!(?:进行|予以|给予|严重|党内|受到|处以)警告)|澄清|辟谣|解读"
# before a colon: 列出一组数据：, 感慨万分：
_ANNOUNCES = "(?:(?:提供|列出|列举|给出|报出|晒出|亮出|展示|分享)了?(?:这样)?(?:一[组串个份]|几[组个])[^，。：；“”]{0,8}(?:数据|数字|例子|账单|成绩单)|(?<![会要常])(?:感慨|感叹)(?:万[分千端]|不已|良多))(?=：)"
_MANNER = "[笑答叹喊问呵享慨夸赞哼]"  # before 道
_OF_PAPERS = "(?:显示|表明|报道[称说]?)(?=[，：])"  # no person does it
VERBS = (
    f"{_OF_PAPERS}|{_ANNOUNCES}|告知(?:记者|我们|笔者)|告诉(?:《[^《》]{{2,10}}》|[一-鿿]{{2,8}}[报社网台])?记者|告诉我们|告诉笔者|[向对]记者(?:介绍|说|表示|透露)|接受采访时[说表]示?|感慨地说|笑着说|(?:{_PLAIN}|{LOOSE})(?:说(?![明法服])|道(?=[：，“])|称(?![号为赞职]))|{_PLAIN}|"
    f"(?:{LOOSE})(?=[：，“])|"
    "算(?:了|起|过)?了?(?:这样)?[一这]?笔[^，。：“]{0,4}账(?=[：，])|(?:通报|介绍|汇报|回顾)了[^，。：“]{0,12}(?:情况|工作|进展|成效)(?=：)|"
    f"说道|说(?!明|法|服|话|是|不|到|得|起来|唱|教)|称(?!号|为|赞|职|作|之|霸|雄)|讲道|分享(?=道[，：。“])道|(?<={_MANNER})道(?=[：，“]|。(?!“))|道(?=：)|(?<![回应问])答(?=：)|看来(?=，)"
)
WHEN = (
    "(?:于|从|自)?(?:(?:(?:[0-9]{4}年|今年|去年)?[0-9一二三四五六七八九十]{1,3}月)?[0-9一二三四五六七八九十]{1,3}日(?:[至到—-][0-9]{1,2}日)?|[0-9]{4}年(?:[0-9]{1,2}月(?:份|[上中下]旬)?|年?[初中底末])?|[昨今前当同次翌][日天晚晨早]|(?:本|上|这)?(?:周|星期)[一二三四五六日末天]|"
    "凌晨|清晨|早[上晨间]?|上午|中午|午后|下午|傍晚|晚[上间]?|深夜|夜间|[0-9]{1,2}[时点](?:[0-9]{1,2}分)?许?|新?近日|日前|近期|最近|此前|此后|随后|事后|会[后上]|后来|先前|早前|稍[早后]|刚刚|今年|去年|当年|年[初底])"
)
_HOW = (
    "也|还|又|则|就|却|均|都|再|曾|亦|常|经常|常常|总是|首先|最后|再次|多次|一再|反复|再三|曾经|明确|公开|同时|进一步|特别|专门|现场|当[场面众]|郑重|一致|共同|分别|先后|相继|主动|立即|直接|书面|口头|私下|发[文帖声布]|撰文|[辩诉戏谎]|致[信函电]|[来复回][信函]|[应受][询访邀]时?|答(?:中外)?(?:记者|媒体)问(?:时|中)?|更?是|甚至|"
    "(?:高兴|激动|感激|自豪|感慨|坦率|坦诚|欣慰|兴奋|骄傲|动情|深情|肯定|严肃|无奈|乐观|自信|开心|满意|欣喜|谦虚|诚恳|坚定|遗憾|幽默|风趣)地?|[一-鿿]着[^，。；：！？“”]{0,8}?|(?:一?边|一面)[^，。；：！？“”边面]{1,8}(?:一?边|一面)|纷纷|乐呵呵?地?|(?:笑眯眯|笑呵呵|乐滋滋|喜滋滋|笑盈盈)地?"
)
# 在“兴水富民”系列发布会上
_WHERE = "(?:(?:在|接受|就|通过)(?:[^，。；：！？“”]{1,24}?|[^，。；：！？“”]{0,24}“[^，。；：！？“”]{1,24}”[^，。；：！？“”]{1,24}?)|(?:对|向|跟|给|针对|围绕|面对|代表)[^，。；：！？“”、]{1,24}?)"
# what may stand between who speaks and the verb: 20日在发布会上则
ADVERBIALS = rf"(?:{WHEN}|[（(](?:{WHEN})[）)]|{_HOW}|{_WHERE}){{0,5}}"
SAYS = rf"(?:{ADVERBIALS})(?:(?P<plain>(?!建议|要求)(?:{_PLAIN})|[说讲谈]|称(?![号为赞职])|(?<={_MANNER})道(?=，)|道(?=：)|答(?=：)|告知(?=记者|我们|笔者)|算[了起过]+[一这]?笔)|建议|要求|{LOOSE})"
# the two characters that a match begins with, but for 说, 称 and 道: a text is scanned for them faster than for the words
_BEGUN = (
    "介绍|表示|解释|感慨|告诉|告知|向记|对记|接受|指出|强调|认为|坦言|透露|分析|回忆|感叹|补充|直言|谈到|宣布|写道|建议|呼吁|笑着|讲道|提出|"
    "要求|说起|算了|算起|算过|算一|算这|坦承|坦陈|直陈|阐述|重申|声称|宣称|断言|笑言|慨叹|惊叹|赞叹|提供|列出|列举|给出|报出|晒出|亮出|展示|分享"
)
_FIRST, _SECOND = ("".join(sorted({word[at] for word in _BEGUN.split("|")})) for at in (0, 1))
_LOOSE_FIRST, _LOOSE_SECOND = ("".join(sorted({word[at] for word in LOOSE.split("|")})) for at in (0, 1))
SPEECH = Cued(
    rf"(?:(?<![职小听传再解演])(?<!(?<!的)话)(?<!(?<!数)据)(?<!(?<!分)别)|(?<=数据)(?=显示|表明))(?P<verb>{VERBS})(?P<after>了)?",
    cue=f"[说称道显报答看{_FIRST}{_LOOSE_FIRST}](?:(?<=[说称道])|(?=[{_SECOND}])|(?=[{_LOOSE_SECOND}示明道][：，“说道称了])|(?<=答)(?=：)|(?<=看)(?=来，))",
    reach=0,
)
# what a body's paper is called behind 据; 据县统计局统计 is the document's own voice
ACCORDING = Cued(
    r"据(?=[^，。；：“”\n]{4,48}[，：])[^，。；：“”\n]*?(?P<verb>数据|测算|监测|调查|预报)(?P<after>)(?=[，：])",
    cue="据",
    reach=0,
)
_LOOSELY = re.compile(f"(?:{LOOSE})")
# right before a verb: who does not say it is no speaker
UNSAID = "(?:没有?|并未|从未|从不|不曾|未曾?|拒绝|不(?<!无不)(?:肯|愿意?|想|敢|再|曾)?)(?:公开|正式|明确|直接|具体|当场|对外)?"
_UNSAID = re.compile(f"{UNSAID}$")
# what 要求 and 建议 are where they are nouns: 按照县委部署要求，
_DEMAND = re.compile(
    "(?:”[一-鿿]{0,4}|部署|指示|内在|目标|工作|任务|政治|本质|根本|基本|发展|质量|重[大要]|明确|具体|有关|相关|意见|[总新各有的等])$"
)
_BESIDE = re.compile(rf"{ADVERBIALS}|(?:在[^，。；：“”]{{2,16}}[上中])?[^，。；：“”的了和与、听取情会]{{0,6}}")
_OF_BODIES = re.compile(
    "(?:表示|介绍|透露|通报|回应|回复|答复|预计|预测|估计|估算|证实|确认|披露|指出|宣称|声称|否认|提醒|警告|澄清|辟谣)[说称]?|[说称]"
)
_THAT = re.compile("该(?:局|厅|委|院|校|社|站|所|队|台|馆|厂|企业|公司|集团|合作社|中心|医院|学校|银行|协会|商会|部门|单位)")
_HAN = re.compile("[一-鿿、]{4,}")  # 县水利局
_LONGEST = 48  # characters from a body to the verb
_PAPER = re.compile("(?:该|这份|上述)?[一-鿿]{0,16}?(?:报告|公报|通报|公告|白皮书|声明)(?:中)?")
OPENS = re.compile(rf"[ 　\t]*(?:[另又]?根?据|来自|而|但|不过|{WHEN}|[0-9]{{4}}年度?)*")
_MADE = re.compile(
    rf"(?:{ADVERBIALS})(?:(?:联合|对外|最新)?(?:发布|公布|通报|提供|出具|披露|公开|印发)?的?(?P<paper>《[^《》]*》|[一-鿿0-9]{{0,12}}?(?:数据|统计|报告(?<!工作报告)|公报|调查|监测|检测|结果|通报|公告|声明|数字|材料))?中?)"
)
_MEDIA = re.compile("《[^《》]{2,12}》|[一-鿿]{2,10}(?:报|网|社|台|客户端|媒体|周刊)")
_ACTING = re.compile("[在对向为由据被让把从到的了和与]|要求|提出|听取|[援征]引|引[用述]")


def is_said(text: str, end: int, verb: re.Match[str]) -> bool:
    """Whether a verb, which may be a noun as well, reports what the speaker who ends at ``end`` says.

    >>> text = "周晓禾回应，水质达标。周晓禾听取了情况汇报，要求整改。"
    >>> [is_said(text, end, verb) for end, verb in zip((3, 14), SPEECH.finditer(text))]
    [True, False]
    >>> text = "周晓禾没有说，水厂何时建成。"
    >>> [is_said(text, 3, verb) for verb in SPEECH.finditer(text)]
    [False]
    """
    if _UNSAID.search(text, end, verb.start("verb")):
        return False
    if verb["verb"] == "看来":
        return end == verb.start("verb")  # 在周晓禾看来
    demanded = verb["verb"] in ("要求", "建议")
    if not (demanded or _LOOSELY.fullmatch(verb["verb"])) or text[verb.end()] == "：":
        return True
    if demanded and _DEMAND.search(text, end, verb.start()):
        return False
    return bool(_BESIDE.fullmatch(text, end, verb.start()))


def no_person(verb: re.Match[str]) -> bool:
    """Whether what reports is said of bodies and papers only: 数据显示, 据县气象局监测."""
    return verb.re is ACCORDING.bare or verb["verb"] in ("显示", "表明") or verb["verb"].startswith("报道")


def source(text: str, begin: int, verb: re.Match[str]) -> tuple[int, int] | None:
    """Where the body or the paper stands that is all there is from ``begin`` to a verb of what it says, None where something else does.

    >>> told = ("云岭县水利局20日通报称，", "该报告称，", "县统计局公布的数据显示，", "统计数据显示，", "水利局到乡镇学校介绍，")
    >>> found = [(text, source(text, 0, verb)) for text in told for verb in SPEECH.finditer(text)]
    >>> [text[slice(*span)] if span else None for text, span in found]
    ['云岭县水利局', '该报告', '县统计局', None, None]
    """
    said, stop = verb["verb"], verb.start("verb")
    opened = OPENS.match(text, begin, stop)
    start = opened.end() if opened else begin
    press, shows = said.startswith("报道"), said in ("显示", "表明")
    if stop - start > _LONGEST or not (verb.re is ACCORDING.bare or press or shows or _OF_BODIES.fullmatch(said)):
        return None
    for end in range(start + 2, stop + 1):
        made = _MADE.fullmatch(text, end, stop)
        if made and (made["paper"] or not shows) and (_is_press(text[start:end]) if press else is_body_that_speaks(text[start:end])):
            return start, end
    told = not shows and _PAPER.fullmatch(text, start, stop) and not _ACTING.search(text, start, stop)
    return (start, stop) if told else None


def is_body_that_speaks(words: str) -> bool:
    """Whether words are a body and nothing else: 县水利局, 该局, 有关部门, but no 来到水利局."""
    if _THAT.fullmatch(words):
        return True
    return bool(_HAN.fullmatch(words)) and (is_body(words) or words.endswith(("部门", "机关"))) and not _ACTING.search(words)


def _is_press(words: str) -> bool:
    return _MEDIA.fullmatch(words) is not None and not _ACTING.search(words)
