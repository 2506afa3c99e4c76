"""Metrics that a clause leaves out: 比上年增长13.1%, 达到9家 are said of what the sentence spoke of before."""

import re

from kg.claims.context import Context, Named, concept
from kg.claims.sharing import BOUNDED
from kg.mentions import metrics
from kg.mentions.quantities import Quantity
from kg.model import Claim, Concept, Role, Span

CARRIED_OVER = "指标承前 · metric carried over"
_RECORD = re.compile("(?:再|连)?(?:创下?|刷新|迈上|跃上|登上)[^，]{0,8}?(?:新高|纪录|新台阶)(?=$|[，、])")
_AT_PLACE = re.compile(
    "(?P<what>[^，。；：0-9]{2,20}?)(?:(?:出现|发生)[在于]|(?P<most>最[大高多低小强深]的?)(?:出现在|发生在|[是为]))(?P<where>[^，。；0-9]{1,16}[省市县区旗镇乡村站道场岭山湖河库])$"
)
_REACHES = ("达", "突破", "超过", "为")
_SHARE = re.compile("完成率$|占比$|占.{1,20}比重$")
_OF_WHOLE = re.compile("(?P<part>[^占]{2,})占.{1,20}比重$")
_AND_OF = re.compile("[、和与及](?:占)?(?P<whole>世界|全球|亚洲|全国|全省|全区|全市|全县|全州)的?(?:约|近|超过?)?")
_ADDING = re.compile("^(?:年均|每年)?(?:新增|净增|引育|引进|新引进|新培育|新认定|新登记|新注册|新建)(?=[一-鿿]{2})")
_IN_ALL = re.compile("[，、](?:累计|总[数量])?(?:已经?)?(?:达到?|增至|增加[到至]|突破|超过?)+了?(?:约|近)?")
_RATE = re.compile("(?:增速|增幅|增长率)$")
CHANGES = re.compile("(?:[增减升降涨跌扩缩提]至|调高|上调|调低|下调|提高|提升|降低|扩大|增加|减少|缩小|压缩)(?:了)?")


class Elision:
    """Finds in one sentence what a number without a name of its own is said of."""

    def __init__(self, context: Context) -> None:
        self.context, self.clauses, self.text = context, context.clauses, context.text

    def elided(self, quantity: Quantity, phrase: metrics.Phrase) -> Named | None:
        """比上年增长13.1%, 达到9家: the metric of the claim before."""
        label = self._label(quantity) or self._measured_at(quantity)
        if label:
            return Named(label, phrase)
        last = self.context.last()
        if last is None:
            return self._clause_before(quantity, phrase)
        if phrase.multiple or (phrase.direction and not phrase.to and quantity.unit == "%") or quantity.unit_kind in ("money", "measure"):
            last = self._grown(last) if quantity.unit_kind == "ratio" or last.metric.value.name.endswith("完成率") else last
            if share := _OF_WHOLE.match(last.metric.value.name):  # 增加值占生产总值比重40%，增长10%: said of the amount
                return Named(Role(concept(share["part"]), last.metric.span, "sentence"), phrase, (CARRIED_OVER,))
        doubts = () if quantity.unit_kind == "ratio" else (CARRIED_OVER,)
        if quantity.unit_kind == "money" and (bounded := BOUNDED.fullmatch(last.metric.value.name)):  # 产值过5亿元的6个，最高的达到9亿元
            return Named(Role(concept(bounded["what"]), last.metric.span, "sentence"), phrase, doubts)
        share = _OF_WHOLE.match(last.metric.value.name) if quantity.unit == "%" else None
        if share and (whole := _AND_OF.fullmatch(self.text, last.number.end, quantity.number_start)):  # 占世界七分之一和全国四分之一
            return Named(Role(concept(f"{share['part']}占{whole['whole']}比重"), last.metric.span, "sentence"), phrase, doubts)
        if quantity.unit in ("百分点", "千分点") and last.measure == "growth" and not phrase.to and (phrase.base or phrase.verb):
            less = last.value < 0 and phrase.verb in ("收窄", "扩大", "缩小")  # 投资增长5%，高于全省1个百分点: the rate of growth
            return Named(
                Role(
                    concept(
                        _RATE.sub("", last.metric.value.name) + ("降幅" if less else "涨幅" if "价格" in last.metric.value.name else "增速")
                    ),
                    last.metric.span,
                    "sentence",
                ),
                phrase,
                doubts,
            )
        metric = last.metric.value
        if last.unit == quantity.unit and _IN_ALL.fullmatch(self.text, last.number.end, quantity.number_start):
            metric = concept(_ADDING.sub("", metric.name.removesuffix("新增")))  # 茶企新增5家，达到31家
        return Named(Role(metric, last.metric.span, "sentence"), phrase, doubts)

    def composed(self, phrase: metrics.Phrase) -> Named | None:
        """占种植业产值的33.9%, 增速: the metric before, then these words."""
        last = self.context.last()
        if last is None and phrase.name in ("占比", "比重"):
            return None  # of what
        if last is None:
            return self.context.named(phrase.name, (phrase.start, phrase.end), phrase, ("主语省略 · subject left out",))
        name = last.metric.value.name
        if phrase.name in ("总数", "总量"):  # 净增高新技术企业106家，总数达到446家
            name = _RATE.sub("", _ADDING.sub("", name.removesuffix("新增")))  # 生产总值增速高于全省、总量达到5亿元
        if phrase.part_of and last.unit in ("百分点", "千分点"):  # 茶园产值增速高于全省1个百分点，占生产总值的5%
            name = _RATE.sub("", name)
        share = _OF_WHOLE.match(name)
        if share and phrase.name.endswith(("增速", "增长率", "增幅")):  # 占生产总值的40%，年均增速达10%: of the amount
            return Named(Role(concept(share["part"]), last.metric.span, "sentence"), phrase)
        if share and phrase.part_of and phrase.name.startswith("占") and phrase.name != "占比":  # 占全省的4.2%，占全国的0.3%
            name = share["part"]
        name = f"{name.removesuffix(phrase.name)}{phrase.name}" if not name.endswith("比重") else name
        return Named(Role(concept(name), last.metric.span, "sentence"), phrase)

    def _label(self, quantity: Quantity) -> Role[Concept] | None:
        """The words before a colon right before a number: 地区生产总值：58亿元."""
        begin = quantity.span.start - 1
        if begin <= self.clauses.start or self.text[begin] not in "：:":
            return None
        start = self.clauses.clause_start(begin)
        phrase = metrics.before(self.text, self.context.past_names(start, begin), begin, quantity.unit)
        if not 2 <= len(phrase.name) <= 20 or any(start <= q.span.start < begin for q in self.clauses.quantities):
            return None
        return Role(Concept(phrase.name, metrics.metric_iri(phrase.name)), Span.at(self.text, phrase.start, phrase.end))

    def _measured_at(self, quantity: Quantity) -> Role[Concept] | None:
        """What was measured at the place that the clause before names: 最大点雨量出现在柳河乡，为687毫米."""
        begin = self.clauses.clause_start(quantity.number_start)
        if begin <= self.clauses.start or self.text[begin - 1] not in "，（" or quantity.unit in ("%", "倍"):
            return None
        start = self.clauses.clause_start(begin - 1)
        match = _AT_PLACE.search(self.text, self.context.past_names(start, begin - 1), begin - 1)
        if match is None:
            return None
        at, words = metrics.lead(self.text, match.start("what"), match.end("what"))
        if not 2 <= len(words) <= 16:
            return None
        most = (match["most"] or "").removesuffix("的")
        return Role(concept(most + words), Span.at(self.text, at, match.end("most") if most else match.end("what")))

    def _grown(self, last: Claim) -> Claim:
        """What grew by some per cent: 完成投资12亿元，完成年度目标的60.6%，同比增长4.7% is not said of the share of the target."""
        whole = (c for c in reversed(self.context.made) if not _SHARE.search(c.metric.value.name))
        return next(whole, last)

    def _clause_before(self, quantity: Quantity, phrase: metrics.Phrase) -> Named | None:
        """调高最高支付限额，从7万元提高到28万元: what the clause before speaks of, where this one only says from what to what."""
        begin = self.clauses.clause_start(quantity.number_start)
        if begin <= self.clauses.start:
            return None
        start = self.clauses.clause_start(begin - 1)
        record = _RECORD.search(self.text, start, begin - 1) if self.text.startswith(_REACHES, begin) else None
        if record:  # 茶叶产量再创历史新高，达到867亿斤
            stop = record.start()
            passed = max((t.end for t in self.clauses.times if start <= t.start and t.end <= stop), default=start)
            at, words = metrics.lead(self.text, self.context.past_names(passed, stop), stop)
            words = words.rstrip()
            role = Role(concept(words), Span.at(self.text, at, at + len(words)), "sentence")
            return Named(role, phrase, (CARRIED_OVER,)) if 2 <= len(words) <= 20 else None
        if not self.text.startswith(("从", "由"), begin):
            return None
        at, words = metrics.lead(self.text, self.context.past_names(start, begin - 1), begin - 1)
        verb = CHANGES.match(words)
        at, words = (at + verb.end(), words[verb.end() :]) if verb else (at, words)
        if not 3 <= len(words) <= 20:
            return None
        return Named(
            Role(concept(words), Span.at(self.text, at, at + len(words)), "sentence"),
            phrase,
            (CARRIED_OVER,),
        )
