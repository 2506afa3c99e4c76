"""One sentence taken apart: its times, quantities and clauses, and the names whose numbers are no quantities."""

import re
from bisect import bisect_right

from kg.mentions.quantities import Quantity, find_quantities
from kg.model import Skipped, Span
from kg.periods import Calendar, Time
from kg.sentences import Sentence

_SEPARATOR = re.compile(r"[，,；;：:。！？!?…（）()●]|——|　　|“(?=[^”]{20,})")
_ASIDE = re.compile(r"[（(][^（）()0-9]{1,4}[）)]")  # 新（改、扩）建
_TITLE = re.compile(r"《[^》]{1,60}》|“[^”，。；]{0,16}[0-9０-９][^”，。；]{0,12}”|‘[^’，。]{0,12}’")
_DETAILS = re.compile(
    r"^(?:时间|来源|链接|发布时间|发布日期|发布人|责任编辑|编辑|作者|日期|电话|邮编|浏览次数|点击|字号|文号|索引号|信息来源|阅读)[：:]|https?://"
)
_JOINED = re.compile(r"[、和及与，]{0,1}(?:约|近|超过?)?\s*")
_ANECDOTE = re.compile(r"(?:他|她|我|俺|咱|自|各)家|全家|家有|两口子|夫妻|夫妇|老伴|儿子|女儿|一家|家里|一共|每斤|一斤|每亩地|打工")
_CLASS = re.compile(r"的?(?:[一-鿿]{0,6}?)(?:项目|企业|人群|老人|老年人|县|乡镇|家庭|游客|村|儿童|机组|锅炉|大户|农户|单位|规模)")
_TASK = re.compile(r"^(?:超额)?完成(?:了)?(?P<task>(?:年度|全年|省定|市定|年初)?[^，。]{0,4}?(?:目标任务|目标|任务|计划))$")
_LASTING = re.compile(r"天数|时间|时长|期限|寿命|工期|年限|周期|假期|时限|日数|时效")
_BARE = re.compile(r"(?:度|指数|系数|比|值|率|评分|得分|分数|排名数)$")
_TOWARDS = re.compile(r"^(?:扩大|增加|新增加|减少|压减|降低|削减|压缩|关闭|提高|拉动提高|净增|净减)(?=.{2,})")
_PREDICATE = re.compile(
    r"^(?:参与|参加|发展到|提高|提升|上升|下降|增加|减少|降低|出现|发生|实现|全部|均|已|都|受到|被|完成|通过|达到|进入|占|实施|用于|用来|支持|重点|投入|建成|建设了?|开工|投产|以上|同比|增长|比|较|获|荣获|列入|纳入|入选|正在|将|在|由|为|使|让|"
    r"惠及|带动|覆盖|奖励|补助|补贴|左右|居|位居|排名|创|是|有|全面|顺利|成功|如期|得到|获得|按期|继续|不断|进行|享受|顺利|专项|奖补)"
)
_ASIDE = re.compile(r"[（(][^（）()0-9]{1,4}[）)]")  # 新（改、扩）建
_TITLE = re.compile(r"《[^》]{1,60}》|“[^”，。；]{0,16}[0-9０-９][^”，。；]{0,12}”|‘[^’，。]{0,12}’")
_DETAILS = re.compile(
    r"^(?:时间|来源|链接|发布时间|发布日期|发布人|责任编辑|编辑|作者|日期|电话|邮编|浏览次数|点击|字号|文号|索引号|信息来源|阅读)[：:]|https?://"
)
_JOINED = re.compile(r"[、和及与，]{0,1}(?:约|近|超过?)?\s*")
_ANECDOTE = re.compile(r"(?:他|她|我|俺|咱|自|各)家|全家|家有|两口子|夫妻|夫妇|老伴|儿子|女儿|一家|家里|一共|每斤|一斤|每亩地|打工")
_CLASS = re.compile(r"的?(?:[一-鿿]{0,6}?)(?:项目|企业|人群|老人|老年人|县|乡镇|家庭|游客|村|儿童|机组|锅炉|大户|农户|单位|规模)")
_TASK = re.compile(r"^(?:超额)?完成(?:了)?(?P<task>(?:年度|全年|省定|市定|年初)?[^，。]{0,4}?(?:目标任务|目标|任务|计划))$")
_LASTING = re.compile(r"天数|时间|时长|期限|寿命|工期|年限|周期|假期|时限|日数|时效")
_BARE = re.compile(r"(?:度|指数|系数|比|值|率|评分|得分|分数|排名数)$")
_TOWARDS = re.compile(r"^(?:扩大|增加|新增加|减少|压减|降低|削减|压缩|关闭|提高|拉动提高|净增|净减)(?=.{2,})")
_PREDICATE = re.compile(
    r"^(?:参与|参加|发展到|提高|提升|上升|下降|增加|减少|降低|出现|发生|实现|全部|均|已|都|受到|被|完成|通过|达到|进入|占|实施|用于|用来|支持|重点|投入|建成|建设了?|开工|投产|以上|同比|增长|比|较|获|荣获|列入|纳入|入选|正在|将|在|由|为|使|让|"
    r"惠及|带动|覆盖|奖励|补助|补贴|左右|居|位居|排名|创|是|有|全面|顺利|成功|如期|得到|获得|按期|继续|不断|进行|享受|顺利|专项|奖补)"
)
_TITLE = re.compile(r"《[^》]{1,60}》|“[^”，。；]{0,16}[0-9０-９][^”，。；]{0,12}”|‘[^’，。]{0,12}’")
_DETAILS = re.compile(
    r"^(?:时间|来源|链接|发布时间|发布日期|发布人|责任编辑|编辑|作者|日期|电话|邮编|浏览次数|点击|字号|文号|索引号|信息来源|阅读)[：:]|https?://"
)
_JOINED = re.compile(r"[、和及与，]{0,1}(?:约|近|超过?)?\s*")
_ANECDOTE = re.compile(r"(?:他|她|我|俺|咱|自|各)家|全家|家有|两口子|夫妻|夫妇|老伴|儿子|女儿|一家|家里|一共|每斤|一斤|每亩地|打工")
_CLASS = re.compile(r"的?(?:[一-鿿]{0,6}?)(?:项目|企业|人群|老人|老年人|县|乡镇|家庭|游客|村|儿童|机组|锅炉|大户|农户|单位|规模)")
_TASK = re.compile(r"^(?:超额)?完成(?:了)?(?P<task>(?:年度|全年|省定|市定|年初)?[^，。]{0,4}?(?:目标任务|目标|任务|计划))$")
_LASTING = re.compile(r"天数|时间|时长|期限|寿命|工期|年限|周期|假期|时限|日数|时效")
_BARE = re.compile(r"(?:度|指数|系数|比|值|率|评分|得分|分数|排名数)$")
_TOWARDS = re.compile(r"^(?:扩大|增加|新增加|减少|压减|降低|削减|压缩|关闭|提高|拉动提高|净增|净减)(?=.{2,})")
_PREDICATE = re.compile(
    r"^(?:参与|参加|发展到|提高|提升|上升|下降|增加|减少|降低|出现|发生|实现|全部|均|已|都|受到|被|完成|通过|达到|进入|占|实施|用于|用来|支持|重点|投入|建成|建设了?|开工|投产|以上|同比|增长|比|较|获|荣获|列入|纳入|入选|正在|将|在|由|为|使|让|"
    r"惠及|带动|覆盖|奖励|补助|补贴|左右|居|位居|排名|创|是|有|全面|顺利|成功|如期|得到|获得|按期|继续|不断|进行|享受|顺利|专项|奖补)"
)
_CLASS = re.compile(r"的?(?:[一-鿿]{0,6}?)(?:项目|企业|人群|老人|老年人|县|乡镇|家庭|游客|村|儿童|机组|锅炉|大户|农户|单位|规模)")
_TASK = re.compile(r"^(?:超额)?完成(?:了)?(?P<task>(?:年度|全年|省定|市定|年初)?[^，。]{0,4}?(?:目标任务|目标|任务|计划))$")
_LASTING = re.compile(r"天数|时间|时长|期限|寿命|工期|年限|周期|假期|时限|日数|时效")
_BARE = re.compile(r"(?:度|指数|系数|比|值|率|评分|得分|分数|排名数)$")
_TOWARDS = re.compile(r"^(?:扩大|增加|新增加|减少|压减|降低|削减|压缩|关闭|提高|拉动提高|净增|净减)(?=.{2,})")
_PREDICATE = re.compile(
    r"^(?:参与|参加|发展到|提高|提升|上升|下降|增加|减少|降低|出现|发生|实现|全部|均|已|都|受到|被|完成|通过|达到|进入|占|实施|用于|用来|支持|重点|投入|建成|建设了?|开工|投产|以上|同比|增长|比|较|获|荣获|列入|纳入|入选|正在|将|在|由|为|使|让|"
    r"惠及|带动|覆盖|奖励|补助|补贴|左右|居|位居|排名|创|是|有|全面|顺利|成功|如期|得到|获得|按期|继续|不断|进行|享受|顺利|专项|奖补)"
)


class Clauses:
    """The times, quantities and clauses of one sentence of a text; what is no quantity is in ``skipped``."""

    def __init__(self, text: str, sentence: Sentence, calendar: Calendar) -> None:
        self.text, self.start, self.end = text, sentence.start, sentence.end
        self.times: list[Time] = calendar.find(text, sentence.start, sentence.end)
        asides = [m.span() for m in _ASIDE.finditer(text, sentence.start, sentence.end)]
        self.separators = [
            m.span() for m in _SEPARATOR.finditer(text, sentence.start, sentence.end) if not any(a <= m.start() < b for a, b in asides)
        ]
        self._ends = [e for _, e in self.separators]
        self._starts = [s for s, _ in self.separators]
        names = [m.span() for m in _TITLE.finditer(text, sentence.start, sentence.end)]
        self.skipped: list[Skipped] = []
        self.quantities: list[Quantity] = []
        position = sentence.start
        holes = sorted([(t.start, t.end, "date") for t in self.times] + [(s, e, "name") for s, e in names])
        for start, end, reason in [*holes, (sentence.end, sentence.end, "")]:
            if start > position:
                quantities, skipped = find_quantities(text, position, start)
                self.quantities += quantities
                self.skipped += skipped
            if end > start and any(c.isdigit() for c in text[start:end]) and start >= position:
                self.skipped.append(Skipped(Span.at(text, start, end), reason))
            position = max(position, end)
        self._set_aside_classes()

    def clause_start(self, position: int) -> int:
        """Where the clause that holds this position begins."""
        index = bisect_right(self._ends, position) - 1
        return self._ends[index] if index >= 0 else self.start

    def clause_end(self, position: int) -> int:
        """Where the clause that holds this position ends."""
        index = bisect_right(self._starts, position - 1)
        return self._starts[index] if index < len(self._starts) else self.end

    def _set_aside_classes(self) -> None:
        """亿元以上项目153个: the bound only defines the class that is counted."""
        kept: list[Quantity] = []
        for index, quantity in enumerate(self.quantities):
            following = self.quantities[index + 1] if index + 1 < len(self.quantities) else None
            noun = _CLASS.match(self.text, quantity.span.end)
            counted = noun and (
                (
                    following is not None
                    and following.span.start - noun.end() <= 12
                    and not _SEPARATOR.search(self.text, noun.end(), following.span.start)
                )
                or (kept and quantity.span.start - kept[-1].span.end <= 4 and kept[-1].unit_kind == "counter")
            )
            if counted and quantity.comparator in (">=", "<="):
                self.skipped.append(Skipped(quantity.span, "class"))
            else:
                kept.append(quantity)
        self.quantities = kept
