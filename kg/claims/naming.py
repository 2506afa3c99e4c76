"""Which words name what a number measures: those before it, those after it, or an earlier claim's."""

import re
from dataclasses import replace

from kg.claims.around import Around, Words
from kg.claims.context import Context, Named, concept
from kg.claims.elision import CARRIED_OVER, CHANGES, Elision
from kg.claims.portions import done_with_more, is_part, part_of_whole, portions
from kg.claims.proportions import SIGNS, part_named
from kg.claims.sharing import NEW, completed
from kg.claims.verbs import ALSO_NOUN, is_verb_only
from kg.mentions import metrics
from kg.mentions.counted import event, thing_behind
from kg.model import Role, Span

_ANY_TASK = "(?:(?:自治区|省级?|市级?|县级?)?(?:年度|全年|省定|市定|年初|年)?[^，。0-9]{0,4}?(?:目标任务|目标|任务|计划)|(?<![占于])(?:年初|年度|全年|调整|变动)?预算(?:数(?!字))?)"
TASK = re.compile(f"(?:完成了?|达到?|为|是|占|相当于)(?P<task>{_ANY_TASK})的$|(?:完成了?|为)(?P<bare>{_ANY_TASK})$")
_TASK_BEFORE = re.compile(f"(?:完成了?|达到?|为|是|占|相当于)(?P<task>{_ANY_TASK})的?")
_PREDICATE = re.compile(
    r"^(?:[增减升降涨跌扩缩提]至|参与|参加|发展到|提高|提升|上升|下降|增加|减少|降低|出现|发生|实现|全部|均(?![衡等价值])|已(?![故婚知])|都(?![市江会昌匀督城])|受到|被(?!征地)|完成|通过|达到|进入|占|实施|用于|用来|支持|重点(?:用于|支持|投向|是|抓)|投入|建成|建设了?|开工|投产|以上|同比|增长|比|较|获(?!奖)|荣获|列入|纳入|入选|正在|将(?!军)|在(?![校建册园编岗职])|由|为|使(?!用)|让|"
    r"组建|组成|惠及|带动|覆盖|奖励|补助|补贴|左右|居(?![民家])|位居|排名|创(?![新业意客])|是|有(?![机色限])|全面|顺利|成功|如期|得到|获得|按期|继续|不断|进行|享受|顺利|专项|奖补)"
)
_MONEY_NOUN = re.compile(
    r"(?:(?<=的)[^，。；、]{0,12}?|的?[^，。；、]{0,6}?)(?:资金支持|融资支持|合作意向|资金|贷款|消费券|补助金?|补贴|债券|基金|产值|收入|税收|利润|投资|经费|红利|奖金|奖补|授信额度|额度|订单|融资|奖励|补偿金?|救助金?|津贴)(?=$|[，。；、（]|用于|支持|扶持|帮助)"
)
_GRANTED = re.compile(r"^对[^，。；]{2,16}?(?:进行|给予|实施)(?P<what>[一-鿿]{2,6})(?=[，。；])")  # 安排2亿元对种粮大户进行专项支持
# 保持7%左右的增长速度, 给予10%补贴, 园区80%的能源: what is so much of it stands behind it
_RATE_NOUN = re.compile(r"(?:左右|以上|以下)?的?(?P<what>增长速度|增速|增幅|补贴|补助|奖励|贴息|利率|份额|股份|股权)(?=[，。；、]|$)")
_GIVES = re.compile("(?:需|给予|给|保持|享受|提供|按|拿出|持有|获得|得到)$")
ONLY_VERB = "只见动词，未见所指 · named by a verb alone, what it is about is not said"
MORE_THAN_A_NAME = "所量之物的名称或多出了字 · the name of what is measured may hold more words"
_PROGRESS = re.compile("开工|完工|竣工|投产|投用|交付|验收|入库|销号|签约|落地|封顶|通车")  # 开工93.8%，其中完工75.5%
_RESET = re.compile("(?:调整|调)(?:到|至|为)(?:每[一-鿿]{1,3})?")  # 水价从每吨2.1元调到3.2元
_USED_FOR = re.compile(r"^(?:资金)?用于(?P<purpose>[^，。；、]{2,12})")
_ADDED = re.compile(r"净增|净减|新增|新建|新设|新认定")  # 达到62个，去年新建21个
_DOES = re.compile(r"(?:按期|如期|提前|已经?|顺利|成功|因为?|由于|被|未|没有|正在)")  # 20个小区里有19个按期完工
_WHOLE = re.compile("全[国省市州县区域镇乡村]$")  # 依托全市13个景区
_GOAL = re.compile(r"^(?:年度|全年|既定|预期|原定)?(?:目标任务|目标|任务|计划)$")
_MEMBER = re.compile("[^，、。；：！？\n　 对均]")  # what may stand before 等 that ends a list
_WAITS = re.compile("等(?:[级待候额价值距闲同]|外(?!资|籍|商|企)|着(?!力|重)|离子|[深高]线)")
# 茶叶产量5万吨，增产2%: of what there was so much
_YIELDED = {"增产": 1, "减产": -1}
_WEIGHTS = ("吨", "斤", "公斤")
_ASPECTS = re.compile("方面|层面|维度|环节")
_MEMBERS = re.compile(r"^[^，。；]*、[^，。；]*?等(?=[^级候待]|$)")  # 电商中心、产地仓等电商平台企业23个
# 新增东亚、东南亚等地区货运航线: what the list is of, and the verb before it
_LISTED_AREAS = re.compile(
    "(?:国家和地区|地区(?!生产)|国家(?=[货客]运|航[线班]|班列)|省份|省市|地市|县区|[两三四多]地|地(?![区方下质标铁面热产膜市]))(?=[一-鿿]{2})"
)
_VERB_OF_LIST = re.compile(
    "(?:[一-鿿]{0,4}?(?:法院|检察院|机关|警方|部门))?(?P<verb>审[结理]|批(?:准逮)?捕|起诉|提起公诉|侦[破办]|查[处办]|立案(?:侦查|查处)?|破获|办结|受理|打掉|新(?:增|建设?|开[通工辟]?|设|引进|培育|认定|改建|辟)|净增|加密)(?=[^，。；：、]+、)"
)
_EACH = re.compile(r"人均|户均|亩均|地均|日均|月均")
_AIM = re.compile(r"(?:年度|全年|预期|奋斗|工作)?目标(?:被|再)?(?:定|设定|确定|上调|下调|调整|调高|调低|设)?")
_OVER = re.compile("超(?:额完成)?(?:年度|全年|原定|既定|省定|市定|预定)?(?:计划|任务|目标|预期)")
_SET = re.compile(r"(?:完成|确定|下达|安排|提出|制定|定下)$")
_AS_BEFORE = 80  # characters back to where the sentence told of a task first
_FULFILLED = re.compile("(?:已|均)?完成(?:了)?(?:约|近|超过?)?")
_OF_WHAT = re.compile("[拉带]动.*(?:增长|提高|上升)$|对.+贡献")  # 对经济增长的贡献率: whose
_WHERE = re.compile("^.$|[内里中上]$")
_TOWARDS = re.compile("(?<=[一-鿿]{2})(?<![面反相绝核比派应])对$")
_IN_IT = re.compile("(?<=[一-鿿]{2})(?<![初高其])中$")  # 水池中近300尾鲤鱼
# 长达30米的茶棚: the length of it
_SIZE = re.compile("(?:一[一-鿿])?(?P<size>[长宽高深厚重])")
_SIZES = re.compile(
    "(?:、[^，。；、0-9]{0,3}(?:[长宽高深厚重]|容量|直径|面积)[约近达超过]{0,2}[0-9.]+[余多万千]*[一-鿿]{1,4}?){0,6}?的(?=[一-鿿]{2})"
)
_NOUN_ALONE = re.compile("[一-鿿]{2,6}(?<![旁上下里中内外边前后])[，。；、）]")
_SIZE_OF = {"长": "长度", "宽": "宽度", "高": "高度", "深": "深度", "厚": "厚度", "重": "重量"}
_AT = re.compile("(?:[以按凭用]|按照|凭借|带来|创造|贡献)?(?P<each>亩均|人均|户均|单位|平均)?")
_AT_WHICH = re.compile(
    "的(?P<what>[一-鿿]{0,6}?(?:产量|单价|价格|均价|速度|面积|收入|成本|规模|产值|利润|费用|比例|占比|收益))(?=[，。；、]|就|[给让使]|贡献|创造)"
)
_NO_NOUN = re.compile("在(?!建)|都(?!市)|[被均已将获]")
# 惠及儿童120万名: of few characters, what is counted is told with what is done to it
_DONE_TO = re.compile(
    "(?:惠及|服务|入驻|带动|覆盖|帮助|支持|安置|救助|慰问|走访|吸引|吸纳|接待|培训|转移|搬迁|涉及|引进|培育|帮扶|资助|受益)$"
)
_ONE = re.compile("一[个家座处片条所支项间台栋艘根块张辆]$")
_LIVESTOCK = frozenset("牛羊猪马驴鸡鸭鹅鱼")
_DIMENSION = re.compile("[高长宽深厚]的(?=[一-鿿]{2})")  # 5.8米高的货架
# 西部城区7公里电缆入地, 民族地区9个县: where it is
_REGION = re.compile(
    "(?:(?![新建打减增创培整改治撤除]|带动|辐射|惠及)[一-鿿]{1,4}[江河湖](?:[一-鿿]{0,4}(?:城区|段))?|"
    "(?![新建打减增创培整改治撤除]|带动|辐射|惠及)[一-鿿]{0,4}(?:城区|市区|县城|主城|老城|地区|周边|沿线|沿岸|两岸|流域|境内|库区|山区|牧区|灾区|城乡|[东西南北中]部))"
)
_ACTS = re.compile(
    "(?<=.{2})(?:落实|推广|种植|栽植|新建|改造|实施|引进|培育|发展|组建|选派|带动|惠及|辐射|吸引|吸纳|接待|培训|安置|整治|修建|举办|创建|打造|流转|托管|管控|分成|分为|编成|组织|安排|开发|撬动|发还|准备|认定|开通|配备|签订|签署|达成|增设|增开|编制|搭建|孵化|采取|出台|制定|选派|选树|选聘|遴选|评选|命名|颁发|授予)$"
)
_HOW = "坚决|尽快|努力|全程|全力|继续|持续|协同|切实|创新|聚力|合力|妥善|认真|充分|扎实|重点|优先|严格|精心|精准|专项|动态|集中|联合|积极|着力|大力|高质量|高标准|高水平|高效|滚动|分类|分批|逐一|及时|梯次|试点|统筹|深入|稳妥|规范|有效|巩固|主动|率先|全面|加快|强力|稳步|有序|深度|迭代"
_WORKED = "监管|监测|监控|管护|管理|抓好|做好|办好|办理|推进|推动|推出|推行|做强|做优|做大|做深|做实|做细|培育|壮大|升级|发挥|解决|处置|处理|办结|督办|排查|检查|抽查|核查|巡查|走访|维护|建设|建成|建强|打造|扶持|提升|服务|落实|实施|完成|推广|创建|整治|改造|引进|支持"
# 全程监管4553家茶企, 做优做强5个集群: how it is worked on, what is counted stands behind
_WORKS_ON = re.compile(f"(?=.{{3}})(?:{_HOW})+(?:{_WORKED})*|(?:{_WORKED}){{2,}}")
_CAUSES = re.compile("(?:造成|导致|致使?|酿成|提出)$")  # 地震造成3人死亡, 提出20条举措
# 村里一半人家都养茶, 推广到云岭县三分之一的乡镇: of whom it is so many stands behind
_OF_THOSE_THERE = re.compile(
    "[村县镇乡市省区组]|[^，。；]*(?:(?:推广|辐射|扩大|扩展|延伸|覆盖)[到至]|覆盖)[^，。；]{1,8}[省市县区旗州镇乡村]"
)
_VILLAGE = re.compile("[一-鿿]{2,4}[村镇乡]")
# 上级给了云岭县1200万元, 省里拨付云岭县资金200万元: who was given it is no part of what it is
_GIVEN = re.compile(
    "[^，。；]*?(?P<act>[拨捐奖赠划送补返]?给了?|拨付|下达|奖励|补助|补贴|资助|援助|捐赠)(?P<whom>[^，。；的、]{1,8}?(?<!城)(?<!农)(?<!乡)(?:[省市县区州旗镇村]|(?<!下)乡))(?P<what>[一-鿿]{2,6})?"
)
_BY_FORM = re.compile("[一-鿿]{2,4}[省市县区州旗镇乡村]")
_TOWN = re.compile("[一-鿿]{2}[镇乡]")
NOT_LISTED = "地名不见于名录 · the place named is in no list"
_FIRM = re.compile("[^，。；、]{2,12}?(?:集团|公司|股份)(?P<what>[^，。；、]{0,10})")
_COMPOSED = re.compile(r"增速|增幅|降幅|涨幅|占比|比重|总量|总数|年均增长率|增长率|年均增速|总额|增长速度")


def told_task(task: re.Match[str]) -> str:
    """The words of a task: 年度计划.

    >>> [told_task(m) for m in (TASK.search("完成年度计划的"), TASK.search("完成预算")) if m]
    ['年度计划', '预算']
    """
    return str(task[task.lastgroup or 0])


class Naming:
    """Names the metrics of one sentence."""

    def __init__(self, context: Context) -> None:
        self.context, self.clauses, self.text = context, context.clauses, context.text
        self.around, self.elision = Around(context), Elision(context)
        self._portions = portions(context.text, context.clauses.quantities)

    def name(self, index: int) -> Named | None:
        """What the number with this index measures, None where nothing says it."""
        first, last = self._proportion(index)
        named = self._part(index, first) or self._portion(index) or self._choose(self.around.words(index))
        if named is None or not named.metric.value.name:
            return None
        named = completed(self.context, named, index)
        if first == last:
            return named
        name = part_named(named.metric.value.name, index - first, last - first + 1)
        return replace(named, metric=replace(named.metric, value=concept(name)))

    def _part(self, index: int, first: int) -> Named | None:
        """The name of a number behind a ratio sign, from that of the one before: 三次产业结构为29.9∶19.9∶50.2."""
        last, here = self.context.last(), self.clauses.quantities[index]
        if index == first or last is None or last.number != self.clauses.quantities[index - 1].span:
            return None
        return Named(
            Role(last.metric.value, last.metric.span, "sentence"), metrics.Phrase("", here.span.start, here.span.start), last.doubts
        )

    def _portion(self, index: int) -> Named | None:
        """The name of a number of things, or of how many of them something befell: 举报的3起案件已查实1起."""
        found = self._portions.get(index)
        start = self.clauses.quantities[index].span.start
        return self.context.named(found[0], found[1:], metrics.Phrase("", start, start)) if found else None

    def _proportion(self, index: int) -> tuple[int, int]:
        """The indices of the first and last part of the proportion that a number is a part of, both its own where it is none."""
        quantities, first, last = self.clauses.quantities, index, index
        while first and self.text[quantities[first - 1].span.end : quantities[first].span.start] in SIGNS:
            first -= 1
        while last + 1 < len(quantities) and self.text[quantities[last].span.end : quantities[last + 1].span.start] in SIGNS:
            last += 1
        return first, last

    def _choose(self, words: Words) -> Named | None:
        """Which of the words before and after a number name what it measures, or which earlier claim does."""
        if found := self._fulfilled(words):
            return found
        words = self._without_members(words)
        quantity, phrase, name = words.quantity, words.phrase, words.name
        if found := self._each(words):
            return found
        if quantity.unit_kind == "money" and _BY_FORM.fullmatch(phrase.name) and self.text.endswith(("给", "给了"), 0, phrase.start):
            return None
        if quantity.unit_kind == "money" and (given := _GIVEN.fullmatch(phrase.name)):
            return self._given(words, given)
        if phrase.end == quantity.span.start and quantity.unit != "个" and _TOWN.fullmatch(phrase.name):
            found = self.elision.elided(quantity, replace(phrase, name=""))  # 其中白水乡80座
            return found and replace(found, doubts=(*found.doubts, NOT_LISTED))
        if _GOAL.match(name) and (not phrase.name or _SET.search(phrase.name)):  # 超额完成年初确定的14个的目标
            return self.elision.elided(quantity, phrase)
        last = self.context.last()
        if last and last.unit == quantity.unit and _OVER.fullmatch(phrase.name):  # 退出平台109家、超计划19家
            than = (phrase.start, phrase.end)
            over = replace(phrase, name="", start=phrase.end, direction=1, verb="超", base=phrase.name, base_at=than)
            return self.elision.elided(quantity, over)
        if (sign := _YIELDED.get(phrase.name)) and last and last.unit in _WEIGHTS and quantity.unit in ("%", *_WEIGHTS):
            return self.elision.elided(quantity, replace(phrase, name="", start=phrase.end, direction=sign, verb=phrase.name))
        if last and _AIM.fullmatch(phrase.name):  # 去年新建98公里，今年目标定为130公里
            return self.elision.elided(quantity, phrase)
        if found := self._some_of_them(words) or self._of_firm(words):
            return found
        if (
            metrics.risen(phrase.name)
            or _RESET.fullmatch(self.text, phrase.start, quantity.number_start)
            or (phrase.direction and phrase.to and not phrase.name)
        ):
            return self.elision.elided(quantity, phrase)
        verb_before = self._verb_before(words)
        if quantity.unit_kind == "measure" and (found := self._size(words)):
            return found
        if quantity.unit_kind == "ratio" and (found := self._rate(words)):
            return found
        if found := self._at_the_rate(words):
            return found
        if quantity.unit_kind == "money" and (found := self._money(words, verb_before)):
            return found
        beside = self.text[quantity.span.end : words.start] in ("", "的")
        if quantity.unit == "%" and name and beside and _OF_THOSE_THERE.fullmatch(phrase.name):
            return self.context.named(name, (words.start, words.end), phrase)
        there = name in _LIVESTOCK and self._is_there(words)  # 市场里有1.8万头牛
        said = verb_before or self.text[quantity.number_start - 1] == "的"  # 直接带动36个村, 异地安置的7个村
        if len(name) == 1 and phrase.name and (there or (name in "村县乡镇" and said)):
            return self.context.named(phrase.name.removeprefix("除") + name, (phrase.start, words.end), phrase)
        if not phrase.name and CHANGES.fullmatch(name):
            return self.elision.elided(quantity, phrase)
        if name and (not phrase.name or (words.counted and self._noun_follows(words) and (verb_before or self._relative(words)))):
            if not phrase.name and phrase.direction and quantity.unit_kind == "ratio":
                return self.elision.elided(quantity, phrase)
            done = NEW.search(phrase.name) or (_DONE_TO.search(phrase.name) if len(name) == 2 else None)
            new = done is not None and NEW.fullmatch(done.group()) is not None
            span = (phrase.start + done.start() if done and new and quantity.unit else words.start, words.end)
            return self.context.named((done.group() if done else "") + name, span, phrase)
        if found := self._part_of_whole(words):
            return found
        if change := self._added(words):
            return self.elision.elided(quantity, change)
        if quantity.unit_kind == "ratio" and _PROGRESS.fullmatch(phrase.name):
            return self.context.named(phrase.name, (phrase.start, phrase.end), phrase, (ONLY_VERB,))
        if not phrase.name or (verb_before and quantity.unit_kind == "ratio"):
            return self.elision.elided(quantity, phrase)
        if self._on_both_sides(words):
            return self.context.named(name, (words.start, words.end), phrase, ("两边都有名称 · names stand on both sides",))
        if _COMPOSED.fullmatch(phrase.name) or (
            phrase.part_of and phrase.name.startswith("占") and (self.context.last() or phrase.name != "占比")
        ):
            return self.elision.composed(phrase)
        if _OF_WHAT.match(phrase.name):
            return self.context.named(phrase.name, (phrase.start, phrase.end), phrase, ("主语省略 · subject left out",))
        only_verb = verb_before and len(phrase.name) <= 6 and is_verb_only(phrase.name) and not ALSO_NOUN.search(phrase.name)
        return self.context.named(phrase.name, (phrase.start, phrase.end), phrase, (ONLY_VERB,) if only_verb else ())

    def _fulfilled(self, words: Words) -> Named | None:
        """完成年度目标的60.6%: how far the task of the claim before is fulfilled."""
        quantity, last = words.quantity, self.context.last()
        begin = self.clauses.clause_start(quantity.number_start)
        task = TASK.search(self.text, begin, quantity.span.start) if quantity.unit == "%" else None
        if not task and quantity.unit == "%" and _FULFILLED.fullmatch(self.text, begin, quantity.span.start):
            task = _TASK_BEFORE.search(
                self.text, max(self.text.rfind("。", 0, begin), begin - _AS_BEFORE, 0), begin
            )  # 新增就业2368人，完成年度目标的67%；再就业512人，完成65%
        if not task:
            return None
        if last:
            whole = last.metric.value.name
        else:
            begin = max((t.end for t in self.clauses.times if begin <= t.start and t.end <= task.start()), default=begin)
            whole = metrics.before(self.text, self.context.past_names(begin, task.start()), task.start()).name
        if len(whole) < 2:
            return None
        rate = concept(f"{whole}{told_task(task)}完成率")
        return Named(Role(rate, Span.at(self.text, *task.span(task.lastgroup or 0))), words.phrase)

    def _without_members(self, words: Words) -> Words:
        """电商中心、产地仓等电商平台企业23个: what is counted stands behind 等. A noun of one character takes the event behind it along."""
        phrase, name = words.phrase, words.name
        if _ASPECTS.fullmatch(phrase.name):  # 9个方面32条举措
            phrase = replace(phrase, name="", start=phrase.end)
        if len(name) == 1 and name in "村县乡镇人户":
            name += event(self.text[words.end : words.end + 24].split("，")[0])
        behind = phrase.end == words.quantity.span.start and len(name) > 1 and not _NO_NOUN.match(name)
        if phrase.name.endswith("等") and behind:  # 青石桥等3座桥
            return replace(words, phrase=replace(phrase, name="", start=phrase.end), name=name)
        members = _MEMBERS.match(phrase.name)
        if members or (phrase.name.startswith("等") and self._closes_list(phrase.start) and not phrase.part_of):
            rest = phrase.name[members.end() if members else 1 :]
            if len(rest) >= 2:
                areas, verb = _LISTED_AREAS.match(rest), _VERB_OF_LIST.match(phrase.name)
                rest = rest[areas.end() :] if areas else rest
                phrase = replace(phrase, name=(verb["verb"] if verb and (areas or len(rest) > 2) else "") + rest)
            elif name:
                phrase = replace(phrase, name="", start=phrase.end)
        return words if phrase is words.phrase and name == words.name else replace(words, phrase=phrase, name=name)

    def _closes_list(self, at: int) -> bool:
        """Whether the 等 at an offset stands behind members; what waits or is equal is no list: 等待安置的居民, 等额选举, 均等化服务."""
        return bool(_MEMBER.match(self.text[at - 1 : at])) and not _WAITS.match(self.text, at)

    def _each(self, words: Words) -> Named | None:
        """生产总值突破4000亿元，人均超过2万美元: the metric before, for each."""
        phrase, last = words.phrase, self.context.last()
        if not last or not _EACH.fullmatch(phrase.name) or _EACH.match(last.metric.value.name):
            return None
        return Named(
            Role(concept(phrase.name + last.metric.value.name.removesuffix("人均")), Span.at(self.text, phrase.start, phrase.end), ""),
            phrase,
        )

    def _given(self, words: Words, given: re.Match[str]) -> Named | None:
        """What was given to whom: named behind the number (1200万元修路资金), behind the place, or by the verb alone."""
        phrase, start = words.phrase, words.start
        if noun := _MONEY_NOUN.match(self.text, start, start + 24):
            return self.context.named(noun.group().removeprefix("的"), noun.span(), phrase)
        act = given["act"].removesuffix("了").removesuffix("给")
        name = given["what"] or act
        return self.context.named(name, (phrase.start, phrase.end), phrase) if len(name) > 1 else None

    def _some_of_them(self, words: Words) -> Named | None:
        """20个小区停电，19个按期恢复: what befell some of those that were counted before."""
        quantity, phrase, last = words.quantity, words.phrase, self.context.last()
        if phrase.name or not last or last.unit != quantity.unit or quantity.unit_kind != "counter" or not _DOES.match(words.name):
            return None
        counted = last.metric.value.name
        befell = concept(counted.removesuffix(event(counted)) + event(words.name))
        return Named(Role(befell, last.metric.span, "sentence"), phrase)

    def _of_firm(self, words: Words) -> Named | None:
        """甲集团销售收入达5亿元，乙集团达3亿元: the same, of another firm."""
        phrase, last = words.phrase, self.context.last()
        theirs = _FIRM.match(last.metric.value.name) if last and last.unit == words.quantity.unit else None
        if not theirs or not _FIRM.fullmatch(phrase.name):
            return None
        return Named(Role(concept(phrase.name + theirs["what"]), Span.at(self.text, phrase.start, phrase.end)), phrase)

    def _noun_follows(self, words: Words) -> bool:
        return len(words.name) >= 2 and not _PREDICATE.match(self.text[words.start : words.end])

    def _verb_before(self, words: Words) -> bool:
        """Whether the words before are a verb, whose object is what follows: 主产区落实110万亩套种."""
        quantity, phrase = words.quantity, words.phrase
        if not phrase.name:
            return False
        if (
            words.counted
            and quantity.unit_kind != "duration"
            and self._noun_follows(words)
            and (_ACTS.search(phrase.name) or _WORKS_ON.fullmatch(phrase.name))
        ):
            return True
        if quantity.unit_kind == "counter" and phrase.verb == "发展" and not phrase.to and self._noun_follows(words):
            return True  # 集中资源发展1至2个主导产业
        if quantity.unit_kind == "counter" and _CAUSES.search(phrase.name) and self._noun_follows(words):
            return True
        done = self.text[phrase.end : phrase.end + 1] in ("了", "着") and phrase.end < quantity.span.start
        bare = _WHOLE.sub("", phrase.name) if "全" in phrase.name else phrase.name
        built = done and (len(phrase.name) <= 4 or (phrase.name.endswith("建设") and self._noun_follows(words)))
        return bool(_VILLAGE.fullmatch(phrase.name) or is_verb_only(bare) or built)

    def _money(self, words: Words, verb_before: bool) -> Named | None:
        """What money is for or called: 投入3亿元用于改造, 发放10亿元贷款, 签约的20亿元贷款."""
        phrase, start = words.phrase, words.start
        if phrase.name and verb_before:
            if purpose := _USED_FOR.match(self.text[start : start + 24]):
                return self.context.named(purpose["purpose"] + phrase.name, (phrase.start, phrase.end), phrase)
            if granted := _GRANTED.match(self.text[start : start + 40]):
                paid = phrase.name if ALSO_NOUN.search(phrase.name) else ""
                return self.context.named(granted["what"] + paid, (start + granted.start("what"), start + granted.end()), phrase)
            if noun := _MONEY_NOUN.match(self.text, start, start + 24):
                return self.context.named(phrase.name + noun.group().removeprefix("的"), noun.span(), phrase)
        if self._noun_follows(words) and self.text[words.quantity.number_start - 1] == "的":
            return self.context.named(words.name, (start, words.end), phrase)
        bought = verb_before and self.text.startswith("的", words.quantity.span.end) and self._noun_follows(words)
        if bought and not ALSO_NOUN.search(phrase.name) and self.text[words.end] in "，。；、":  # 添置了40万元的大型农机具
            return self.context.named(words.name, (start, words.end), phrase)
        return None

    def _size(self, words: Words) -> Named | None:
        """长达30米的茶棚: how long what stands behind the number is."""
        quantity, phrase = words.quantity, words.phrase
        size = _SIZE.fullmatch(phrase.name)
        behind = _SIZES.match(self.text, quantity.span.end) if size else None
        if not size or not behind:
            return None
        _, _, thing = thing_behind(self.text, behind.end(), self.clauses.clause_end(behind.end()))
        doubts = () if _NOUN_ALONE.match(self.text, behind.end()) else (MORE_THAN_A_NAME,)
        return self.context.named(thing + _SIZE_OF[size["size"]], (phrase.end - 1, phrase.end), phrase, doubts) if thing else None

    def _at_the_rate(self, words: Words) -> Named | None:
        """按亩均300公斤的产量, 带来9亿元的茶叶收入: how much it is at which something is done, or of what there comes so much."""
        phrase, end = words.phrase, words.quantity.span.end
        led = _AT.fullmatch(phrase.name)
        noun = _AT_WHICH.match(self.text, end) if led else None
        return self.context.named((led["each"] or "") + noun["what"], noun.span("what"), phrase) if led and noun else None

    def _rate(self, words: Words) -> Named | None:
        """What a rate right behind a verb is called: 给予10%补贴, 保持7%左右的增长速度."""
        phrase, end = words.phrase, words.quantity.span.end
        noun = _RATE_NOUN.match(self.text, end) if _GIVES.search(phrase.name) else None
        return self.context.named(noun["what"], noun.span("what"), phrase) if noun else None

    def _relative(self, words: Words) -> bool:
        """Whether the words before only say which: 今年改造的20个老旧小区, 将与3家企业合作, 车间里120台织机, 我们组有60户村民."""
        quantity, phrase = words.quantity, words.phrase
        if quantity.unit_kind in ("counter", "measure") and words.start == quantity.span.end and _REGION.fullmatch(phrase.name):
            return True
        if quantity.unit_kind == "measure":
            dimension = _DIMENSION.match(self.text, quantity.span.end)
            one = _ONE.search(phrase.name) and self.text[quantity.span.end] == "的"  # 一间不足7平方米的屋子
            return bool(dimension or one) or (len(phrase.name) > 1 and self.text[quantity.number_start - 1] == "的")
        return quantity.unit_kind == "counter" and (
            _TOWARDS.search(phrase.name) is not None  # 专家组对12个茶园进行检查
            or quantity.unit in ("名", "位")  # 县属企业30多名管理人员
            or self.text[quantity.number_start - 1] == "的"
            or phrase.name.endswith(("来自", "将与", "已与", "里", "内"))
            or _IN_IT.search(phrase.name) is not None
            or self._is_there(words)
        )

    def _is_there(self, words: Words) -> bool:
        """Whether the words before only say where so many are: 我们组有60户村民."""
        phrase = words.phrase
        return bool(_WHERE.search(phrase.name) and "有" in self.text[phrase.end : words.quantity.number_start])

    def _added(self, words: Words) -> metrics.Phrase | None:
        """达到62个，去年新建21个: the phrase where it only says that so many of the same were added."""
        quantity, phrase, last = words.quantity, words.phrase, self.context.last()
        begin = self.clauses.clause_start(quantity.number_start)
        same = last is not None and last.unit == quantity.unit and last.number.end < begin
        if not same or words.name or not _ADDED.fullmatch(phrase.name):
            return None
        change = {"净增": 1, "净减": -1}.get(phrase.name, 0)
        return replace(phrase, direction=change, verb=phrase.name) if change else phrase

    def _part_of_whole(self, words: Words) -> Named | None:
        """公厕62座，其中今年建成21座: those of the whole that are, told apart from it."""
        quantity, phrase, last = words.quantity, words.phrase, self.context.last()
        same = last is not None and last.unit == quantity.unit and not words.name and quantity.unit_kind != "ratio"
        if not (same and last):
            return None
        if not is_part(self.text, self.clauses.start, quantity.number_start, phrase.name):
            more = "" if _ADDED.fullmatch(phrase.name) or last.measure != "level" else done_with_more(phrase.name, last.metric.value.name)
            return self.context.named(more, (phrase.start, phrase.end), phrase, (CARRIED_OVER,)) if more else None
        name = part_of_whole(phrase.name, last.metric.value.name)
        if name.endswith(("以上", "以下")):  # of what, the text has not said
            return self.elision.elided(quantity, phrase)
        return Named(Role(concept(name), Span.at(self.text, phrase.start, phrase.end)), phrase)

    def _on_both_sides(self, words: Words) -> bool:
        """Whether a long phrase stands before a count and a noun right behind it: the noun is what is counted, as far as can be told."""
        quantity, phrase = words.quantity, words.phrase
        beside = self.text[quantity.span.end : words.start] in ("", "的")
        return quantity.unit_kind == "counter" and self._noun_follows(words) and beside and len(phrase.name) > 4 and not phrase.direction
