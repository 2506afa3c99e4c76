"""Which words name what a number measures: those before it, those after it, or an earlier claim's.

Every rule names the phenomenon it is for: 分别 lists, metrics elided after a comma, shares of a whole, targets reached in per cent.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.claims.clauses import Clauses
from kg.claims.parallels import parallel_subjects, places_by_form
from kg.claims.proportions import SIGNS, part_named
from kg.mentions import metrics
from kg.mentions.quantities import Quantity
from kg.model import Claim, Concept, Role, Span

_JOINED = re.compile(r"[、和及与，]{0,1}(?:约|近|超过?)?\s*")
_TASK = re.compile(r"(?:完成了?|达到?|为|是|占|相当于)(?P<task>(?:年度|全年|省定|市定|年初)?[^，。]{0,4}?(?:目标任务|目标|任务|计划))的$")
_PREDICATE = re.compile(
    r"^(?:[增减升降涨跌扩缩提]至|参与|参加|发展到|提高|提升|上升|下降|增加|减少|降低|出现|发生|实现|全部|均|已|都|受到|被|完成|通过|达到|进入|占|实施|用于|用来|支持|重点(?:用于|支持|投向|是|抓)|投入|建成|建设了?|开工|投产|以上|同比|增长|比|较|获|荣获|列入|纳入|入选|正在|将|在|由|为|使|让|"
    r"惠及|带动|覆盖|奖励|补助|补贴|左右|居|位居|排名|创|是|有|全面|顺利|成功|如期|得到|获得|按期|继续|不断|进行|享受|顺利|专项|奖补)"
)
_MONEY_NOUN = re.compile(
    r"^(?:的)?[^，。；、]{0,6}?(?:资金|贷款|补助金?|补贴|债券|基金|产值|收入|税收|利润|投资|经费|红利|奖金|奖补|订单|融资|奖励|补偿金?|救助金?|津贴)(?=$|[，。；、（]|用于|支持|扶持|帮助)"
)
_USED_FOR = re.compile(r"^(?:资金)?用于(?P<purpose>[^，。；、]{2,12})")
_VERB_ONLY = re.compile(
    r"^(?:(?:显示|新|改|扩|续|在|拟|累计|重点|有序|扎实|持续|大力|着力|全面|深入|加快|全力|积极|稳步|科学|精准|陆续|相继|先后|逐步|组织|统筹|协调|率先|安排|突出|聚焦|围绕|高标准|高质量|高水平|高效|强力|滚动|加强|做实|新)*(?:建成|新建|改建|扩建|续建|建设|在建|完工|颁发|抓好|抓|办好|办成|办|征召|招募|下辖|管辖|选树|培树|动态培育|净增|净减|引进|选派|动员|抽调|开通|调集|依托|坐拥|带领|载着|搭载|按照|规划|下设|辖|辖区|管理着|包括|造成|带动|成立|设立|发展|培育|新增|安置|培训|转移|下达|建立|完成|"
    r"实施|招引|来|签约|落地|开工|投产|竣工|创建|打造|组建|吸引|吸纳|派出|投入|覆盖|惠及|拥有|整治|改造|新改建|改扩建|关停|关闭|取缔|拆除|治理|修复|排查|化解|推动|做好|搞好|抓实|选择|筛选|遴选|打通|争创|创成|深化|改善|淘汰|修改|修订|废止|拿出|办理|受理|解决|举办|开展|争取|获批|获得|新认定|认定|"
    r"认证|入选|评选|命名|评定|推出|推进|谋划|储备|配备|配套|购置|更新|新购|投放|设置|划定|划分|来了|迎来|接待|走访|慰问|救助|资助|扶持|帮助|帮扶|支持|服务|发放|下发|出台|制定|修订|公布|发布|取得|实现|达成|"
    r"涉及|涵盖|辐射|联结|联系|进驻|入驻|落户|集聚|聚集|汇聚|形成|提供|创造|增加|减少|新登记|注册|登记|布局|布设|安装|架设|铺设|敷设|栽植|种植|养殖|存栏|出栏|销售|生产|加工|研发|授权|申请|查处|立案|侦破|"
    r"破获|抓获|打掉|清理|清退|清运|消除|销号|完善|优化|升级|提升|加固|疏浚|清淤|划转|整合|撤并|合并|精简|取消|下放|承接|调整|承担|承办|启动|启用|使用|投用|运营|开设|开办|开展了|进行|安排|兑现|减免|"
    r"筹集|募集|融资|贷款|授信|投资|支出|拨付|落实|调拨|调配|储存|储备|转运|运送|投送|输送|输出|外派|引育|评聘|招聘|招录|录用|聘请|聘用|培养|集中|组成|共有|还有|另有|现有|有|为|向|给|给予|予以|予|对|将|把|使|让|从|在)+)(?:了|过|起)?$"
)
_ADDED = re.compile(r"净增|净减|新增|新建|新设|新认定")  # 达到62个，去年新建21个
_DOES = re.compile(r"(?:按期|如期|提前|已经?|顺利|成功|因为?|由于|被|未|没有|正在)")  # 20个小区里有19个按期完工
_WHOLE = re.compile("全[国省市州县区域镇乡村]$")  # 依托全市13个景区
_GOAL = re.compile(r"^(?:年度|全年|既定|预期|原定)?(?:目标任务|目标|任务|计划)$")
_INVESTED = re.compile(r"(?:完成|实现|达成|累计)?(?:总投资|投资|产值|营收|销售额|产量)[达超突破约近]*$")
_WORDS = re.compile(r"[一-鿿A-Za-z]")
_MEMBERS = re.compile(r"^[^，。；]*、[^，。；]*?等(?=[^级候待]|$)")  # 电商中心、产地仓等电商平台企业23个
_IN_ALL = re.compile(
    "(?:等|[两二三四五六七八九十](?![一-鿿]{0,3}[月季]))(?:[两二三四五六七八九十]?个?)(?:地(?![区方下])|县[市区]|市县|区县|乡镇|[省市县区州镇乡村])(?=[的一-鿿])"
)
_AGAINST = re.compile("(?:高于|低于|高出|快于|慢于|优于|(?<![占同环对相])[比较])[^，；、]{2,12}[、和与]")
_EACH = re.compile(r"人均|户均|亩均|地均")
_SET = re.compile(r"(?:完成|确定|下达|安排|提出|制定|定下)$")
_WHERE = re.compile("^.$|[内里中上]$")
_ACTS = re.compile(
    "(?<=.{2})(?:落实|推广|种植|栽植|新建|改造|实施|引进|培育|发展|组建|选派|带动|惠及|辐射|吸引|吸纳|接待|培训|安置|整治|修建|举办|创建|打造|流转|托管|认定|开通|配备)$"
)
_RECORD = re.compile("(?:再|连)?(?:创下?|刷新|迈上|跃上|登上)[^，]{0,8}?(?:新高|纪录|新台阶)(?=$|[，、])")
_REACHES = ("达", "突破", "超过", "为")
_VILLAGE = re.compile("[一-鿿]{2,4}[村镇乡]")
_CHANGES = re.compile("(?:[增减升降涨跌扩缩提]至|调高|上调|调低|下调|提高|提升|降低|扩大|增加|减少|缩小|压缩)(?:了)?")
_SHARE = re.compile("完成率$|占比$|占.{1,20}比重$")
_ADDING = re.compile("^(?:新增|净增|新引进|新培育|新认定|新建)(?=[一-鿿]{2})")
_COMPOSED = re.compile(r"增速|增幅|降幅|涨幅|占比|比重|总量|总数|增长率|年均增速|总额|增长速度")


@dataclass(frozen=True, slots=True)
class Named:
    """The metric found for a number: its role, the phrase it stands in, and doubts about it."""

    metric: Role[Concept]
    phrase: metrics.Phrase
    doubts: tuple[str, ...] = ()


class Naming:
    """Names the metrics of one sentence. ``name_ends`` tells where the name of a place or person that starts at an offset ends; ``earlier`` are the
    claims already made, ``first`` the index of the first one of this sentence."""

    def __init__(self, clauses: Clauses, name_ends: dict[int, int], earlier: Sequence[Claim]) -> None:
        self.clauses, self.text = clauses, clauses.text
        self.name_ends = name_ends
        self.earlier, self.first = earlier, len(earlier)

    def respective(self, index: int) -> list[Quantity]:
        """The values a 分别 before this number distributes, empty where there is none."""
        quantity = self.clauses.quantities[index]
        begin = self.clauses.clause_start(quantity.number_start)
        if index and self.clauses.quantities[index - 1].span.end > begin:
            return []
        marked = "分别" in self.text[begin : quantity.span.start]
        if not marked and not (index + 1 < len(self.clauses.quantities) and "、" in self.text[begin : quantity.span.start]):
            return []
        group = [quantity]
        for following in self.clauses.quantities[index + 1 :]:
            between = self.text[group[-1].span.end : following.span.start]
            if following.unit_kind != quantity.unit_kind and following.unit_kind != "counter" and not _JOINED.fullmatch(between):
                break
            if not _JOINED.fullmatch(between) and not re.fullmatch(r"(?:提高|增加|上升|下降|降低|减少|增长|提升)(?:到|至)", between):
                break
            if not marked and following.unit != quantity.unit:
                break
            group.append(following)
        return group if len(group) > 1 and (marked or self._listed(group)) else []

    def distributed(self, group: Sequence[Quantity], told_apart: bool = False) -> list["Named | None"]:
        """The names of the values a 分别 distributes, in order, None for a value without one; ``told_apart`` are those of several places or times."""
        begin = self.clauses.clause_start(group[0].number_start)
        marker = self.text.find("分别", begin, group[0].span.start)
        subject = self._subject(begin, marker if marker >= 0 else group[0].span.start)
        subjects: list[tuple[str, Span | None]] = [*self._parallel(subject)]
        phrase = metrics.before(self.text, marker + 2 if marker >= 0 else begin, group[0].span.start, group[0].unit)
        if not phrase.direction:  # 产值、税收增速分别为5%、6%
            phrase = replace(phrase, direction=subject.direction, to=subject.to, yearly=subject.yearly, verb=subject.verb)
        unknown = len(phrase.name) >= 4 and places_by_form([name for name, _ in subjects])  # 东坪镇、西坪镇分别新建公路3公里、5公里
        if unknown or (not subjects and told_apart and phrase.name):  # 淇县、浚县分别转移群众1.2万人和8000人
            subjects = [(phrase.name, Span.at(self.text, phrase.start, phrase.end))]
        if not subjects:
            made = self.earlier[self.first :]
            part = phrase.name if phrase.part_of else ""  # 产值、税收分别达3亿元、1亿元，分别占全县的40%、50%
            subjects = [(c.metric.value.name + part, c.metric.span) for c in made[-len(group) :]] if len(made) >= len(group) else []
        if not subjects and told_apart and (last := self._last()):  # 上半年和前三季度分别增长3%和5%
            subjects = [(last.metric.value.name, last.metric.span)]
        if len(subjects) == 1 and len(group) == 2 and marker >= 0 and "城乡" in subjects[0][0]:  # 城乡居民人均可支配收入分别增长6%、7%
            name, span = subjects[0]
            subjects = [(name.replace("城乡", kind), span) for kind in ("城镇", "农村")]
        crossed = len(group) == 2 * len(subjects) and not unknown
        against = _AGAINST.search(self.text, begin, group[0].span.start)  # 增速比淇县、浚县分别高2个、3个百分点
        named: list[Named | None] = []
        for position in range(len(group)):
            if not subjects:
                named.append(None)
                continue
            name, span = subjects[position % len(subjects)] if crossed or len(subjects) in (len(group), 1) else subjects[-1]
            doubts = (
                ()
                if not against and ((len(subjects) == len(group) and not unknown) or crossed or (told_apart and len(subjects) == 1))
                else ("分别所指不明 · unclear what is listed respectively",)
            )
            origin = "" if span and span.start >= begin else "sentence"
            named.append(Named(Role(Concept(name, metrics.metric_iri(name)), span, origin), phrase, doubts))
        return named

    def _subject(self, begin: int, marker: int) -> metrics.Phrase:
        """The words before 分别 that name what the values are of, and how it changes: 产值、税收比上年, 上半年产值增速."""
        for time in (t for t in self.clauses.times if begin <= t.start and t.end <= marker):
            subject = metrics.before(self.text, self._past_names(begin, time.start), time.start).name
            if time.kind == "comparison" and subject:
                marker = time.start  # 产值、税收比上年分别增长5%、6%
                break
            if not subject:
                begin = time.end
        return metrics.before(self.text, self._past_names(begin, marker), marker)

    def _parallel(self, subject: metrics.Phrase) -> list[tuple[str, Span]]:
        """The subjects that words name: A、B和C, with what the last one has in common with the others restored (城市居民、农村居民最低生活保障标准)."""
        words = subject.name.rstrip("均 、")
        return parallel_subjects(self.text, subject.start, subject.start + len(words)) if words else []

    def _listed(self, group: Sequence[Quantity]) -> bool:
        """Whether as many subjects stand before these values: 专项债券、再融资债券111.1亿元、44.7亿元."""
        begin = self.clauses.clause_start(group[0].number_start)
        return len(self._parallel(self._subject(begin, group[0].span.start))) == len(group)

    def _past_names(self, start: int, stop: int) -> int:
        """Where the words begin when the names of places and people (and adverbs) they start with are passed over."""
        while True:
            begin, _ = metrics.lead(self.text, start, stop)
            end = self.name_ends.get(begin)
            if end is None or end > stop:
                return start
            counted = _IN_ALL.match(self.text, end, stop)
            if counted:  # 淇县、浚县等地, 两地
                start = counted.end()
                continue
            joint = self.text[end : end + 1] in "的市县区省" or self.text.startswith("城距", end)
            start = end + (1 if joint and end + 1 < stop else 0)

    def name(self, index: int) -> Named | None:
        """What the number with this index measures, None where nothing says it."""
        first, last = self._proportion(index)
        named = self._part(index, first) or self._by_words(index)
        if named is None or first == last:
            return named
        name = part_named(named.metric.value.name, index - first, last - first + 1)
        return replace(named, metric=replace(named.metric, value=Concept(name, metrics.metric_iri(name))))

    def _by_words(self, index: int) -> Named | None:
        """What the words before or after a number name, or an earlier claim's metric."""
        quantity = self.clauses.quantities[index]
        left = self.clauses.clause_start(quantity.number_start)
        previous = next(
            (q for q in reversed(self.clauses.quantities[:index]) if q.unit_kind != "duration" or q.unit == quantity.unit), None
        )
        if previous and left < previous.span.end <= quantity.span.start:
            left = previous.span.end
        last = self._last()
        if last and last.metric.span and left < last.metric.span.end <= quantity.span.start:
            left = last.metric.span.end
        stop = quantity.span.start
        listed = self.text.rfind("、", left, stop)
        if (
            previous
            and left == previous.span.end
            and left < listed < stop - 2
            and self.text.count("（", left, listed) == self.text.count("）", left, listed)
        ):
            left = listed + 1  # 投资30亿元的甲项目、投资5亿元: what stands before the 、 belongs to the number before
        whole = (left, stop)
        for time in reversed(self.clauses.times):
            if time.kind not in ("comparison", "task") and left <= time.start and time.end <= stop:
                if not self.text[time.end : stop].strip("的约近超过 ") and time.start > left:
                    stop = time.start  # 提高到2022年的14151元: the verb stands before the year
                    continue
                left = time.end
                break
        left = self._past_names(left, stop)
        phrase = metrics.before(self.text, left, stop, quantity.unit)
        if not phrase.name and left > whole[0] and not (phrase.base and phrase.direction):
            # 通车里程目前已达4307公里: the time stands between the metric and its verb
            between = next((t for t in reversed(self.clauses.times) if t.end == left or (whole[0] < t.start and t.end <= left)), None)
            if between is not None and between.start > whole[0]:
                earlier = metrics.before(self.text, self._past_names(whole[0], between.start), between.start, quantity.unit)
                phrase = replace(phrase, name=earlier.name, start=earlier.start, end=earlier.end)
        standard = next((t for t in self.clauses.times if t.kind == "comparison" and (t.start, t.end) == (phrase.start, phrase.end)), None)
        if standard:  # 较上年-3.1%
            base = self.text[standard.start : standard.end]
            phrase = replace(phrase, name="", start=phrase.end, base=base, base_at=(standard.start, standard.end))
        begin = self._past_names(phrase.start, phrase.end) if phrase.end > phrase.start else phrase.start
        if begin > phrase.start and not phrase.part_of:
            begin, name = metrics.lead(self.text, begin, phrase.end)
            phrase = replace(phrase, name=name, start=begin)
        right = self.clauses.clause_end(quantity.span.end)
        right_from = quantity.span.end
        following = index + 1
        while following < len(self.clauses.quantities) and self.clauses.quantities[following].range_end:
            following += 1  # 3至5个: one number on one span
        while following < len(self.clauses.quantities) and self.clauses.quantities[following].span.start < right:
            beyond = self.clauses.quantities[following].span.start
            if self.text[right_from:beyond].strip("的"):
                invested = _INVESTED.search(self.text, right_from, beyond)  # 90个重点项目完成投资117.5亿元
                right = invested.start() if invested else beyond
                break
            if not phrase.name:  # 18130户54156名建档立卡贫困人口: both count what follows
                right_from = self.clauses.quantities[following].span.end
                following += 1
            else:
                right = right_from
                break
        after_start, after_end, after_name = (
            metrics.after(self.text, right_from, right) if right > right_from else (right_from, right_from, "")
        )
        return self._choose(quantity, phrase, (after_start, after_end, after_name))

    def _part(self, index: int, first: int) -> Named | None:
        """The name of a number behind a ratio sign, from that of the one before: 三次产业结构为29.9∶19.9∶50.2."""
        last, here = self._last(), self.clauses.quantities[index]
        if index == first or last is None or last.number != self.clauses.quantities[index - 1].span:
            return None
        return Named(
            Role(last.metric.value, last.metric.span, "sentence"), metrics.Phrase("", here.span.start, here.span.start), last.doubts
        )

    def _proportion(self, index: int) -> tuple[int, int]:
        """The indices of the first and last part of the proportion that a number is a part of, both its own where it is none."""
        quantities, first, last = self.clauses.quantities, index, index
        while first and self.text[quantities[first - 1].span.end : quantities[first].span.start] in SIGNS:
            first -= 1
        while last + 1 < len(quantities) and self.text[quantities[last].span.end : quantities[last + 1].span.start] in SIGNS:
            last += 1
        return first, last

    def _choose(self, quantity: Quantity, phrase: metrics.Phrase, following: tuple[int, int, str]) -> Named | None:
        """Which of the words before and after a number name what it measures, or which earlier claim does."""
        start, end, name = following
        begin = self.clauses.clause_start(quantity.number_start)
        task = _TASK.search(self.text, begin, quantity.span.start) if quantity.unit == "%" else None
        last = self._last()
        if task and last:
            composed = f"{last.metric.value.name}{task['task']}完成率"
            return Named(Role(Concept(composed, metrics.metric_iri(composed)), Span.at(self.text, *task.span("task"))), phrase)
        spans = (phrase.start, phrase.end)
        if len(name) == 1 and name in "村县乡镇人户":
            name += metrics.event(self.text[end : end + 24].split("，")[0])
        members = _MEMBERS.match(phrase.name)
        if members or (phrase.name.startswith("等") and not phrase.part_of):
            rest = phrase.name[members.end() if members else 1 :]
            if len(rest) >= 2:
                phrase = replace(phrase, name=rest)
            elif name:
                phrase = replace(phrase, name="", start=phrase.end)
            spans = (phrase.start, phrase.end)
        if _EACH.fullmatch(phrase.name) and last:  # 生产总值突破4000亿元，人均超过2万美元
            composed = phrase.name + last.metric.value.name
            return Named(Role(Concept(composed, metrics.metric_iri(composed)), Span.at(self.text, *spans), ""), phrase)
        if _GOAL.match(name) and (not phrase.name or _SET.search(phrase.name)):  # 超额完成年初确定的14个的目标
            return self._elided(quantity, phrase)
        if not phrase.name and last and last.unit == quantity.unit and quantity.unit_kind == "counter" and _DOES.match(name):
            counted_before = last.metric.value.name
            does = counted_before.removesuffix(metrics.event(counted_before)) + metrics.event(name)
            return Named(Role(Concept(does, metrics.metric_iri(does)), last.metric.span, "sentence"), phrase)
        if metrics.risen(phrase.name) or (phrase.direction and phrase.to and not phrase.name):
            return self._elided(quantity, phrase)
        noun_follows = bool(name) and len(name) >= 2 and not _PREDICATE.match(self.text[start:end])
        done = self.text[phrase.end : phrase.end + 1] in ("了", "着") and phrase.end < quantity.span.start
        acts = noun_follows and quantity.unit_kind in ("counter", "measure") and _ACTS.search(phrase.name)  # 主产区落实110万亩套种
        verb_before = bool(phrase.name) and (
            bool(acts)
            or _VILLAGE.fullmatch(phrase.name) is not None
            or bool(_VERB_ONLY.match(_WHOLE.sub("", phrase.name) if "全" in phrase.name else phrase.name))
            or (done and len(phrase.name) <= 4)
        )
        counted = quantity.unit_kind in ("counter", "measure", "duration")
        if phrase.name and quantity.unit_kind == "money":
            purpose = _USED_FOR.match(self.text[start : start + 24])
            if purpose and verb_before:
                return self._named(purpose["purpose"] + phrase.name, spans, phrase)
            noun = _MONEY_NOUN.match(self.text[start : start + 24])
            if noun and verb_before:
                return self._named(phrase.name + noun.group().removeprefix("的"), (start, start + noun.end()), phrase)
        relative = (
            quantity.unit_kind == "counter"
            and (
                self.text[quantity.number_start - 1] == "的"  # 今年改造的20个老旧小区
                or phrase.name.endswith(("来自", "将与", "已与"))  # 将与3家企业合作
                or (_WHERE.search(phrase.name) and "有" in self.text[phrase.end : quantity.number_start])  # 我们组有60户村民
            )
        )
        if quantity.unit_kind == "money" and noun_follows and self.text[quantity.number_start - 1] == "的":
            return self._named(name, (start, end), phrase)  # 签约的20亿元贷款
        if len(name) == 1 and name in "村县乡镇" and verb_before:  # 直接带动365个村
            return self._named(phrase.name + name, (phrase.start, end), phrase)
        if not phrase.name and _CHANGES.fullmatch(name):
            return self._elided(quantity, phrase)
        if name and (not phrase.name or (noun_follows and counted and (verb_before or relative))):
            if not phrase.name and phrase.direction and quantity.unit_kind == "ratio":
                return self._elided(quantity, phrase)
            return self._named(name, (start, end), phrase)
        if _ADDED.fullmatch(phrase.name) and last and last.unit == quantity.unit and last.number.end < begin and not name:
            change = {"净增": 1, "净减": -1}.get(phrase.name, 0)
            return self._elided(quantity, replace(phrase, direction=change, verb=phrase.name) if change else phrase)
        if phrase.name and not (verb_before and quantity.unit_kind in ("ratio",)):
            if (
                counted
                and noun_follows
                and self.text[quantity.span.end : start] in ("", "的")
                and len(phrase.name) > 4
                and quantity.unit_kind == "counter"
                and not phrase.direction
            ):
                return self._named(name, (start, end), phrase, ("两边都有名称 · names stand on both sides",))
            if phrase.part_of and phrase.name.startswith("占") and (last or phrase.name != "占比"):
                return self._composed(phrase)
            if _COMPOSED.fullmatch(phrase.name):
                return self._composed(phrase)
            return self._named(phrase.name, spans, phrase)
        return self._elided(quantity, phrase)

    def _named(self, name: str, span: tuple[int, int], phrase: metrics.Phrase, doubts: tuple[str, ...] = ()) -> Named | None:
        name = name.strip("　 、的*“”" if name.count("“") != name.count("”") else "　 、的*")
        if not _WORDS.search(name) or span[1] <= span[0]:
            return None
        if len(name) > 24:
            doubts = (*doubts, "名称很长 · metric named at length")
        if name in metrics.GENERIC:
            doubts = (*doubts, "名称笼统 · metric named in general words")
        return Named(Role(Concept(name, metrics.metric_iri(name)), Span.at(self.text, *span)), phrase, doubts)

    def _last(self) -> Claim | None:
        """The claim an elided metric may come from: the one before in the sentence."""
        return self.earlier[-1] if len(self.earlier) > self.first else None

    def _composed(self, phrase: metrics.Phrase) -> Named | None:
        """占种植业产值的33.9%, 增速: the metric before, then these words."""
        last = self._last()
        if last is None:
            return self._named(phrase.name, (phrase.start, phrase.end), phrase, ("主语省略 · subject left out",))
        name = last.metric.value.name
        if phrase.name in ("总数", "总量"):  # 净增高新技术企业106家，总数达到446家
            name = _ADDING.sub("", name)
        name = f"{name.removesuffix(phrase.name)}{phrase.name}" if not name.endswith("比重") else name
        return Named(Role(Concept(name, metrics.metric_iri(name)), last.metric.span, "sentence"), phrase)

    def _elided(self, quantity: Quantity, phrase: metrics.Phrase) -> Named | None:
        """比上年增长13.1%, 达到9家: the metric of the claim before."""
        label = self._label(quantity)
        if label:
            return Named(label, phrase)
        last = self._last()
        if last is None:
            return self._clause_before(quantity, phrase)
        if phrase.multiple or (phrase.direction and not phrase.to and quantity.unit == "%"):
            last = self._grown(last)
        doubts = () if quantity.unit_kind == "ratio" else ("指标承前 · metric carried over",)
        return Named(Role(last.metric.value, last.metric.span, "sentence"), phrase, doubts)

    def _label(self, quantity: Quantity) -> Role[Concept] | None:
        """The words before a colon right before a number: 地区生产总值：58亿元."""
        begin = quantity.span.start - 1
        if begin <= self.clauses.start or self.text[begin] not in "：:":
            return None
        start = self.clauses.clause_start(begin)
        phrase = metrics.before(self.text, self._past_names(start, begin), begin, quantity.unit)
        if not 2 <= len(phrase.name) <= 20 or any(start <= q.span.start < begin for q in self.clauses.quantities):
            return None
        return Role(Concept(phrase.name, metrics.metric_iri(phrase.name)), Span.at(self.text, phrase.start, phrase.end))

    def _grown(self, last: Claim) -> Claim:
        """What grew by some per cent: 完成投资12亿元，完成年度目标的60.6%，同比增长4.7% is not said of the share of the target."""
        whole = (c for c in reversed(self.earlier[self.first :]) if not _SHARE.search(c.metric.value.name))
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
            at, words = metrics.lead(self.text, self._past_names(passed, stop), stop)
            words = words.rstrip()
            role = Role(Concept(words, metrics.metric_iri(words)), Span.at(self.text, at, at + len(words)), "sentence")
            return Named(role, phrase, ("指标承前 · metric carried over",)) if 2 <= len(words) <= 20 else None
        if not self.text.startswith(("从", "由"), begin):
            return None
        at, words = metrics.lead(self.text, self._past_names(start, begin - 1), begin - 1)
        verb = _CHANGES.match(words)
        at, words = (at + verb.end(), words[verb.end() :]) if verb else (at, words)
        if not 3 <= len(words) <= 20:
            return None
        return Named(
            Role(Concept(words, metrics.metric_iri(words)), Span.at(self.text, at, at + len(words)), "sentence"),
            phrase,
            ("指标承前 · metric carried over",),
        )
