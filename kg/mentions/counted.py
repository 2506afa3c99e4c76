"""What is counted: the name that stands behind a number (建成48个专业合作社), and the event it ends with."""

import re

from kg.mentions.metrics import DOWN, UP
from kg.mentions.owners import owner
from kg.mentions.predicates import whose, without_predicate

# what only says that it is so of all: 12个村均已通车, not 公共, 都市圈, 均等化
_INSIDE = re.compile(
    r"也(?!门)|(?<=[摘脱退])了(?=[一-鿿])|全部实现|全部(?!门|队)|实现了?|(?<![平人户亩年月日场])均(?![衡等价值质])|已经|(?<!而)已(?![故婚知])|"
    r"(?<![首成古京故帝迁国商丰])都(?![市江会昌匀督城])|(?<![公中国总合医])共(?![同享用和产青性识计生赢治富]|建(?!成))|的(?=整改|改造|建设|工作)|出现不同程度的"
)
_RIGHT_LEAD = re.compile(
    r"^(?:[高长宽深厚]的|（[间户处座个套栋]）|\([间户处座个套栋]\)|的(?!基础)|以上的|左右的|组成的|左右|以上|规模的?|余|多)+"
)
# 36个项目加快推进
_ADVANCES = "(?:建设)?(?:扎实|稳步|有序|顺利|加快|全面|强力|加速|持续|有力|高效|平稳)(?:推进|建设|发展|实施|启动|壮大|成长|崛起|聚集|集聚)"
# what each of these begins with stands first: the words are not tried where it does not
_RIGHT_END = re.compile(
    r"(?=[(—、上下与中为主之争产亩亮人仅今从以住作使依先入全共其内出分列前加单去参及发受变只合后告和喜坚基增头奋奔存实宽就带干平年并建开引强很惠户扎打投拔拟持挥提搬搭撤支收改整新时明月有村来林根正每涌深添用的相示稳竞竣等签累纳纷能荣获落补被覆计让走赶跟踊载辐迎运进通里错长陆面顺预驰骨高要由齐龙（，])(?:"
    r"(?:，|之一|进一步|(?<=[一-鿿]{2}等项目)(?:建成|竣工|投产|开工)[一-鿿]{0,2}、|(?<=[一-鿿])[今明去后]年|里有|中有|里面|(?<![性级类型化])(?!(?<=^[国省市])、[国省市县][控级定管属])、(?![市县区乡镇村](?:（[^（）]{1,3}）)?[两三四]级)|和(?![平谐美]|地区的)|及(?!以[上下])|与|以及|先后|相继|陆续|(?<![对均甲乙])等(?![级待候额]|(?<=[高中初平同]等)[院学职专教收规就])|，|并|用于|（(?![^（）0-9]{1,4}）)|\(|——|的基础之?上|基础之?上|(?<=[一-鿿])从事|(?<=[镇乡村道区县业校院社司目户位])(?:累计|共计|合计|共)(?=[设建投完实新有种引培发接组派])|来自|为(?=[一-鿿]{2,12}(?:提供|发放|办理|配备))|通过(?=[一-鿿]{2,8}(?:自治|方式|平台|渠道|模式|[、，]))|其中|(?<![落先灾产售课术])后(?![备勤台续方])|(?<![实及准按同小临课学工定])时(?![间期段长代速限效尚令空])|，|使(?![用命])|让(?![利渡])|，同比|(?<=[一-鿿]{3})(?:发挥)?的?(?:示范|引领|辐射|带动|支撑|龙头|骨干){0,3}作用(?![一-鿿])|的原则|(?:提升|上升|增长|下降)(?!项目|工程|行动|计划|任务|点|极|中心))|(?:仅用|只用|只需|仅需|载着|搭载)|(?<=[一-鿿]{2})(?<!年度)(?<!全年)(?:计划|拟|预计)(?=[新改扩]|投资|招|引进|建)|(?:[户人亩头村年月]均|每[户人亩头村年月])(?!衡|[^，。；]*的[一-鿿])|(?<=群众|村民|居民|市民|游客|选手|代表|农户|职工|员工|学生|老人)(?:挥别|告别|赶来|来到|走进|前来|撤离到|搬进|住进|涌入|加入)|(?<=[一-鿿]{2})(?:年底之?前?)?要(?=全[面部]|完成|开工|建成|实现|启动)|(?<=[一-鿿]{3})由(?=[省市县区乡镇])|(?<=[一-鿿]{2})被(?=[一-鿿]{2}(?:[，。；为成]|$)|严[密格]|高效|全部|完全)|(?<=[一-鿿]{2})被(?=[^，。；]{0,14}?(?:认定|评[为选定]|列[为入]|授|命名|确定|纳入|选[为入]|表彰))|(?<=[一-鿿]{2})(?:进行|存在|面对面|出发|开始(?![日时])|能够?(?=自动|实现|满足|上|下)|驰援|增援|根据|依据|很[一-鿿]|正(?=[在从向由被以按随根逐]))|(?<=[园田地场馆厂区社])[中里内](?=[一-鿿])(?![心国学层小间外河环部陆])|(?<=[一-鿿]{3})(?:开展|实施|分赴|深入|前往|参与|参加|(?<!全)覆盖|惠及|新?纳入|入驻|落户|投入|签约|开工|竣工|投产|运行|受到|发生|获得|获评|荣获|被评|被列|列入|入选)|(?<=[一-鿿]{2})(?:打造成|打造为|建设成|变成|改造成|作为|为主|长势|补充|添置|干净整洁|整洁|宽敞|明亮|错落|拔地|林立|喜获|迎来|陆续|正在|(?<!平均)(?:单产|亩产)|(?<!生)产生(?!单位|企业|量)的?|收获(?![机季期面])|跟随|整齐|整装|奋战|奔赴|坚守|走[上出向]|扎根|赶赴|齐聚|亮相|竞相|争相|纷纷|踊跃|主动|主要负责|就(?=[已能可要会是])|(?:建设)?(?:扎实|稳步|有序|顺利|加快|全面|强力|加速|持续|有力|高效|平稳)(?:推进|建设|发展|实施|启动|壮大|成长|崛起|聚集|集聚))"
    r")"
)
# 169个村的众多农户, 10个省份的选手: what is counted are the villages
_NEXT_VERB = re.compile(
    "(?:(?<=[一-鿿]{2}[镇乡村区县校园司户社台])|(?<=^[镇乡村县])|(?<=^乡镇)|(?<=^社区)|(?<=^小区)|(?<=^街道))(?:新[引建增开签修]|[铺架敷]设|安装|修建|种植|清收|招募|谋划|引进|建成|完成|实施|开工|落地)[一-鿿]{2,}$|(?<=企业|公司|学生|群众|居民|村民|职工|干部)(?:参加|参与|举办)[一-鿿]{2,}$"
)
_WON = re.compile("(?<=[一-鿿]{2})(?:入选|入围|获批|获评|荣获|列入|纳入)")
_THRIVES = re.compile("(?<=企业|主体)(?:发展|壮大|成长)$|(?<=[一-鿿]{2})(?:加快|加速)$")  # 扶持100户茶叶企业发展, 7个茶区加快打造成
_NEIGHBOURS = re.compile("^(村|贫困[县村]|社区|乡镇|镇|街道|县|县区|区|市|省|省份|省市|国家|国家和地区|地区|城市|自然村|行政村)的.+")
_UNIT = 8  # characters that end with a unit
_NUMBER = re.compile("[0-9约近超不突高逾低至大将接逼百千]")  # what a number or a bound on it begins with
_GOES = re.compile(rf"(?:{UP}|{DOWN})(?:到|至|为)")
_ACT = "新|改|扩|建|完成|培育|发展|实现|引进|种|带动|覆盖|惠及|安置|培训|转移|提高|增加|减少|涉及|投入|拥有|组织|开展|实施|推进|打造|吸纳|帮助|解决|支持|其中|总|年|每|占"
_KINDS = re.compile(rf"[一-鿿]{{1,6}}(?:[、和与及](?!{_ACT})[一-鿿]{{2,6}}(?<!等)(?<!期)){{1,3}}")
# said behind what is counted: 6个村预计明年6月通路, 3座水厂计划年底投用, 4个项目将于明年开工; but not what it will bring: 项目预计带动300人
FORECAST = (
    "(?=[预有计拟力确将今明年0-9])"
    "(?:(?:预计|有望|(?<!按)(?<!年度)计划|拟|力争|确保)(?:将?(?:于|在|到))?(?=[今明后本下年][年月]|年[底内末]|[0-9]{1,4}[年月]|[一二三四上下][季半]|完工|通车|竣工|投产|投用|开工|建成|完成)|将(?:于|在)?(?=[今明后本下年][年月]|年[底内末]|[0-9]{1,4}[年月])|(?:[今明]年|(?<![去前同当上])年|[0-9]{1,2}月)底[之以]?前(?=[^，。；]{0,4}(?:完工|通|竣工|投产|投用|开工|交付)))"
    "(?![^，。；]{0,16}(?:投资|产值|营收|收入|带动|惠及|增收|新增|达到|突破))"
)
_NOT_YET = re.compile(
    "(?=[至没尚仍还要预有计拟力确将今明年0-9])"
    rf"(?:(?<=[一-鿿]{{2}})(?:至今|没有|尚未|仍)|还?要[到等](?=[^，。；]{{1,12}}才)|(?<=[一-鿿]){FORECAST})"
)  # 9座加工厂至今没有投产, 3座要到月底才能完工
_QUOTED_THING = re.compile("^(“[^”]{1,8}”)(?:优化|推动|促进|助力|支持|保障|规范|强化|加强).*$")  # 提出7条“硬招”优化环境
_TWO_KINDS = re.compile("[^和]{2,3}和[^，、和]{6,16}$")
_COUNTED = re.compile(r"^[^，。]{0,8}?(?:项目|企业|工程(?!实验|研究|技术|师)|园区|合作社|学校|医院|社区|专家|点位)")
_WHO = re.compile("人员|干部|人才|骨干|[官员者师]$")  # 企业经营管理人员 are people
_ARE = re.compile("^(?:为|是|属于)(?=[一-鿿]{1,6}(?:户|人员|学校|企业|党员|干部|农民|学生|项目)$)")  # 有56户为贫困户
_DID = re.compile("(?<=[一-鿿]{2})[一-鿿]{2}了$")  # 30名志愿者走访了200户
_LOCATIVE = re.compile(
    r"(?<=[一-鿿]{2})(?:里|(?<![高初手])中|内|上|在|于|到|至|拟|将|预计|(?:已经?|均|都|将)?达到|(?<=企业|项目|公司|单位|乡镇)计划)$"
)
_EVENT = re.compile(
    r"(?:改造|脱贫|摘帽|出列|退出|受灾|失踪|牺牲|死亡|减产|断电|中断|受损|损毁|恢复|通车|开工|竣工|投产|完工|达标|就业|入驻|上市|落地|签约|安置|受到影响|停运|清零)"
)
_DIVISIONS = re.compile("县（市、?区）|县（[市区]）|[市区]（县、?[市区]）|区（市）县|市（州）")


def event(words: str) -> str:
    """The event a clause ends with (断电, 受损), "" where it names none.

    >>> event("小区断电"), event("志愿者")
    ('断电', '')
    """
    found = _EVENT.search(words)
    return found.group() if found else ""


def thing_behind(text: str, end: int, stop: int) -> tuple[int, int, str]:
    """The name that follows a number (12个茶村全部通路), from its start to its end; empty where none does.

    >>> thing_behind("建成12个采茶合作社、3个", 5, 14)
    (5, 10, '采茶合作社')
    """
    begin = end
    match = _RIGHT_LEAD.match(text[begin:stop])
    if match:
        begin += match.end()
    words = _NOT_YET.split(text[begin:stop])[0].partition("[^")[0]  # a mark of a footnote
    if _GOES.match(words):
        return begin, begin, ""  # 从2018年的12家增加到2022年的50家
    if _NUMBER.match(text, stop) and (next_verb := _NEXT_VERB.search(words)):
        words = words[: next_verb.start()]  # 9个试点乡镇新引进项目7个
    if _NUMBER.match(text, stop) and (who := owner(words)):
        return begin, begin + len(who), who
    share = text.endswith(("%", "％", "成"), 0, end)
    words = words if share else without_predicate(words)  # 86%的茶企达到标准: what they do is what the share is of
    cut = _RIGHT_END.search(words)
    if cut and cut.group() == "、" and words.count("（", 0, cut.start()) > words.count("）", 0, cut.start()):
        cut = _RIGHT_END.search(words, words.find("）", cut.end()) + 1 or len(words))  # 5个县（市、区）通过评估
    if cut and cut.group() == "和" and match and match.group().endswith("的") and _TWO_KINDS.match(words):
        cut = _RIGHT_END.search(words, cut.end())  # 2万平方米的智能和连栋育苗中心: two kinds of one thing
    if cut and cut.group() in ("、", "和", "与", "及") and (won := _WON.search(words, 0, cut.start())):
        cut = won  # 9个茶种入选国家和省的名录
    several = cut and cut.group() in ("、", "和", "与", "及") and not (_NUMBER.match(text, stop) or _EVENT.search(words, 0, cut.start()))
    kinds = several and _KINDS.fullmatch(words)
    if kinds:
        cut = None  # 14所高校、科研单位: both are counted
    if cut and not (
        len(words) <= 14
        and _EVENT.search(words)
        and cut.start() > 0
        and not re.fullmatch(_ADVANCES, cut.group())
        and cut.group()[0] not in "，、和及与以等并用（(—后时使让的户人亩头村年月每被进要"
    ):
        words = words[: cut.start()]
    words = _THRIVES.sub("", words.rstrip("哩呢啦哟嘞呀咧嘛"))
    words = _LOCATIVE.sub("", words.rstrip(" 　的"))
    if not share:
        words = whose(words, text[max(0, end - _UNIT) : end])
    words = "" if words in ("中", "里", "内") else _ARE.sub("", words)
    words = _QUOTED_THING.sub(r"\1", words) if words.startswith("“") else words
    words = _DID.sub("", words) if words.endswith("了") else words
    words = _NEIGHBOURS.sub(r"\1", words) if "的" in words else words
    divisions = _DIVISIONS.match(words)
    words = divisions.group() if divisions else words
    if len(words) > 10 and not share:
        thing = _COUNTED.match(words)
        if (
            thing
            and not _WHO.search(words, thing.end())
            and not (kinds and words.startswith(("、", "和", "与", "及"), thing.end()))
            and len(words) - thing.end() >= 4
        ):
            words = words[: thing.end()]
    if len(words) > 24:
        words = words[:24]
    return begin, begin + len(words), _INSIDE.sub("", words) if len(words) > 2 else words
