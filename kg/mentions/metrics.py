"""What a number measures: the phrase before it, taken apart into metric, verb, base of comparison and direction.

A metric is named as the text names it, without place, period and number; its entry in ``ontology/metrics.ttl`` is found by spelling.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.lexicon import terms
from kg.values import set_by_slots

UP = "净增加|(?<=[量额数口积])净增|升高|走高|加快|回升|递增|倍增|翻番|跃升|攀升|飙升|猛增|激增|跃增|增长|上调|调高|拓宽|延长|发展|增加|提高|上升|提升|上涨|扩大|增|升|涨|快|高出|多(?:[增收产销用]|完成|建成)|多"
DOWN = "净减少|(?<=[量额数口积])净减|递减|锐减|骤减|骤降|负增长|下调|调低|放缓|缩短|下降|减少|降低|回落|下滑|缩小|收窄|下跌|压减|撤减|裁减|核减|调减|缩减|压缩|削减|精简(?!到位)|压降|减|降|跌|慢|低|少(?:[增收产销用]|完成|建成)|少"
# what a figure is said to stand above or below: 高于全省2个百分点
ABOVE = "高于|高出|快于|好于(?!国家|[ⅠⅡⅢⅣⅤ二三四优])|优于|多于|超出|超过|超(?=全[国省市])|领先于?"
BELOW = "低于|慢于|少于|落后于|不及"
_FILLER = (
    "能够|(?<=[量值率额积度])能|可以|有望|预计能|每公斤|每斤|每吨|每头|每度|每立方米|每平方米|每千瓦时|(?<=[从由])每[户亩]|每[人生户床]每[月年天]|每月|月人均|(?<=[为达到])每[日天]|分别|累计|连续第?|实现|完成|已经|(?<!不)已|总共|共计|合计|总计|(?<!公)共|(?<![人户亩地株日月])均|都|(?<!成)就|(?<![忘退冷忽了推])却|(?:只|仅)?剩下|(?:只|仅)剩|仅仅|仅|只|又|再|也|(?<![返归偿])还|则|(?<![签节预履违解集])约|(?<![就附邻临])近|超过|超|突破|逾|"
    "将|(?<!许)可|预计|预期|力争|争取|确保|逆势|大幅|快速|平均|年均|全年|同比|环比|按[年月季]|同口径|(?:按|(?<![一-鿿]))?可比(?:价格?|口径)?(?:计算)?|(?:扣除|剔除)[^，]{2,8}因素(?:后|影响后)?|名义|实际|达到|(?<![发直])达|"
    "转为|(?<![作成行人])为|是|拥有|设有|共有|现有|建有|还有|(?<![国公])(?<!(?<![居村农市牧渔移灾股])民)有|到|(?<!甚)至|了|着|保持在|保持|稳定在|稳定|维持在|控制在|控制|位于|处于|相当于|等于|不少于|不低于|不高于|不超过|累计达|的|近年来|[由从](?:年初|上年|去年)|(?<=[一-鿿]{2})[继持]续|(?<=[由从到至为达])年人均|"
    "过去|以往|以前|原来|起初|最初|由|从|(?<!来)自|即|(?:仅|只用|不到)?(?<![0-9])[一二两三四五六七八九十0-9]{1,3}(?:个)?(?:小时|天|年|月)[内前]?|每年|平均每年|(?<=每年)以|跨过|跨上|跃上|迈上|跨越|收于|按|先后|相继|陆续|(?<=[一-鿿]{2}[^存所潜正内外])在|其余|剩余|基本|全部|(?<=[比构例重])(?:优化)?调整|也就是|至少|高达|多达|(?<=[一-鿿]{3})已建成|常年|始终|一直|仍然?|(?<=[率量额比度])[总整]体|[（(](?:下同|预计|初步核算|快报数|估计)[）)]|(?<![需重主只首扼摘纪])要|(?:到|至|于)?(?:今|明|当)?年底[之以]?前?|恢复[到至]|进一步|接近|大约|将近|低至|(?<![撤兼归合吞])并|而|首次|历史性地?|(?<=[一-鿿]{2})一举|(?<=[由从])[人户亩]均|(?<=[到为达])每[百千万][人户]"
)
# what each of these begins with stands first; from when it is said, 从建国之初, may begin with anything
_TAIL_BEGINS = (
    "(0-9一七三上下不两为九也了争二于五亩人仅今仍从以优位低保倍先全八六共其再净减分则到削剔剩力加十升即却历压原又发只可合同名四回在均基增处多大始完实将少就已常平年并延建当快总恢慢户扣扩拓拥按接控提撤攀收改放整明是最月有核每涨激猛环现由的相着确稳突等精累约维缩翻而能自至裁要设调负走起超跃跌跨转达过迈近"
    "还进连逆递逾都锐陆降预飙首骤高（继持去"
)
_TAIL = re.compile(rf"(?:(?=[{_TAIL_BEGINS}])(?:(?P<up>改善|{UP})|(?P<down>{DOWN})|{_FILLER})|(?<=[由从在自])[一-鿿]{{2,4}}之初(?:的)?)$")
# what such words end with, and how long they are at most: one look tells that most phrases have none
_TAIL_ENDS = frozenset(
    "用善长宽展调加高升涨大增快出多短降少低落滑小窄跌减缩简慢缓户亩人"
    "步够能以望体）)剩下仍直终然计能第斤吨头度月年均别续现成经已共都就仅只又再也还则约近过超破逾将可期争取保势幅速比径价格算素后义际到达为是有至了着在持定制于的来"
    "整去往前初要底由从自即时天日内上越按继余本部并而以次性地举米却初"
)
_TAIL_LENGTH = 15
_HANDLED = re.compile("[^，。；：、“”]{2,16}?[将把](?P<object>[^，。；：、“”将把]{2,8})$")  # 选择将总面积1.2万平方米的中心放在这里
_HELPS = re.compile(
    "[^，。；：、“”]{4,20}(?:助力|推动|促使|带动)(?=[^，。；：、“”]{2,8}(?:量|率|额|值|产能|收入|效益|规模)$)"
)  # 实验室助力油年产量突破
_RISEN = re.compile(
    rf"^(?:[我他她]?(?:应该|估计|预计|大概)+能?[上达到过]|{UP}|{DOWN}|跃升|攀升|壮大|扩展|增至|降至|(?:优化调整|调整优化|调整|优化|演变|转变)(?=[到至为]))(?:到|至|为)?了?(?:峰值|最高|最低|现在|目前)?(?:的)?$"
)
_LEAD = re.compile(
    r"(?=[0-9、一七三不与且两中为主九也乡了争二于五人仅今从他以估但使例先全八六共其再决准减分初到前力加务包区十即历原县又及另只可合同向和四因在均如妥它完实对将尤就州已市平年并应当必总想成我或打把抓报拟拥据推新旗明春昨是暑有期本村正此每比汛涉然特现用由的目直省眼着确积第紧累约给而至要计让该超达迅过近还这进连通都镇间陆需顺预黄])"
    r"(?:不[仅但光]|在[^，。；、0-9]{2,16}?(?:情况|背景|形势|条件|前提|影响)下(?=[一-鿿]{2})|其中|但是?|不过|然而|因此|历年|此外|同时|另外|另有|还有|包括|以及|并且|并|且|而|及(?!时)|和(?![平谐美])|与|或|、|仅|只|共(?!同|建(?![成设有立筑])|享|青|产)|总共|已经|已(?!建(?![成设有起好]))|累计|全年|有望|目前|当前|如今|现有|现已|每年|先后|陆续|新近|"
    r"在[一-鿿]{4,16}?(?:地区|区域|范围内)(?=建设|新建|开展|实施|推广)|正(?=通过|以[^，。；]{2,10}(?:带动|推进))|它们?的|(?:这里)?每[年天日](?:都|会有?|可以?|能够?|约)+|眼前(?:这[一-鿿])?|这[台批座条间栋艘根](?![一-鿿]{0,2}[，。])|每人每月|每月|每年|每户|每村|每人|每亩|每个|全[市省县区州镇乡村国](?:范围内|(?!性))|我国(?!际)|全域|县里|市里|村里|镇里|省里|区里|乡里|我市|我省|我县|我区|我镇|我乡|我州|我旗|我村|进一步|本市|本省|该市|该县|该省|该区|该镇|该乡|该村|当地|市域|县域范围内|县域(?!内)|县级?自来水厂|我们|他们|"
    r"约(?![束谈见定请会])|近(?![岸海零])|超过|据统计|据测算|初步核算|今[天日]|昨[天日]|共有|拥有|有(?!机(?!关|构|场|动|器|床)|[效色限关线轨氧害毒偿序力组益利])|分别|通过|实际(?=建成|新建|完成|开工|竣工|改造)|估计(?!值)|推动(?![力者])|抓好|是|为(?![民企])|达(?![标成州])|就(?![业地近医学诊])|还(?![款贷原])|又|再(?![生造])|也|均(?![衡价等])|都(?!市)|将(?!军)|可以?(?![再持降利]|开发利用)|的|了|"
    r"在(?![建校册营园岗孵训保手研]|[京津沪渝冀豫鲁川鄂湘皖赣苏浙粤滇黔晋蓉](?![东西南北中江州省地各等京津沪渝冀豫鲁川鄂湘皖赣苏浙粤滇黔晋]|境内))|对(?![口外接等]|[^，。；：]{2,12}贡献|[一-鿿“”]{1,10}?(?:进出口|出口|进口|贸易|投资))|[一二三四五六七八九十]{1,2}是|第[0-9一二三四五六七八九十]{1,3}(?:批次?|轮)|迅速|紧急(?=[建设组增新采调])|年末(?=全[省市县区州]|总|户籍|城镇)|向(?![上阳])|给予?(?![水排])|让|使(?!用)|从(?!业)|由此|由|把|预计|力争|力[保促]|确保|争取(?:到(?!位))?|有望|(?:计划|拟|准备|必须|务必|需要?|决定)(?=[新改扩][建增]|[修建扩种增]|改造|[从由将把让使用]|在|[招购]|引进|培育|招|投[资入]|完成|实现|达到|确保|力争|争取)|要(?![素求点闻件道塞害价地案员约])|连续[0-9一二两三四五六七八九十]{1,3}年|以前|过去(?!式)|从前|原先|当初|[省市县区州旗镇乡]委(?![员会办])[、和]?|[省市县区州旗镇乡]政府(?=[拨拿]|投[入资]|出资|安排|每年|[向为给])|打算|想(?=[再新改扩修建种办])|(?:主要|预期|全年|年度)*目标(?=[是为][一-鿿]{2})|应(?:该|当)?(?=投[资入]|达到|完成|新?建|增加)|要求(?=各|全|到|[新改扩修]?建|完成)|于(?:年底|年内|月底)前?|(?:到|至)?(?:今|明|当)?年底之?前?(?=要|将|计划|完成|[新改扩修]?建)|前(?=要|将)|用[0-9一二两三四五六七八九十]{1,3}(?:[到至-][0-9一二两三四五六七八九十]{1,2})?(?:个)?(?:年|月|天)(?:左右)?(?:的)?时间|[0-9一二两三四五六七八九十]{1,3}年之?内|把(?![握关手门控])|完成后|着力|加快|"
    r"报告(?=新增|累计|现有|本土|境外|确诊|无症状)|年内|年底前|中国(?=[香澳台])|年内|年底前|一年来|以来|期间|今后|同比(?=[一-鿿]{2})|加上(?!级)|减去|当[天日晚]|这样的|妥善(?=[审处化安解])|积极(?=化解|争取|处置|解决)|同步(?=[建推实新改])|(?:汛期|春运|暑期|黄金周)(?=[共总累接发转组完新安运])|年度(?!投资|计划)|仅仅|主要|特别是|尤其是|如期|如|例如|比如|即|全面|(?:直接|间接)(?!融资|投资|经济|税|消费|利用|从业|排放|采购|材料)|成功|顺利|平均(?!海拔|气温|年龄|浓度|风速|水深|湿度)|合计|共计|总计|人们|成为|涉及)+"
)
# verbs that only say that there is something: the noun behind them is the metric; 新增, 拆除, 培训 stay, they carry the sense
_DOING = re.compile(
    "^.{3,}(?:解决|化解|办结|坐拥|落地(?!率|生)|建成投用|建成(?!区|投|覆盖|面积)|建起|兴建|签订|签署|设立|建立|开设|投放|架设|安装|铺设|购置(?![补资费税款])|配备)(?:了)?(?=[一-鿿]{2,}$)"
)
_HAVING = re.compile(
    r"^(?:建成后|建成投用|建成投运|建成通车|建成并投入使用|建设完成|建成(?!区(?!域))|建有|坐拥|建立|成立|设立|组建|实施|开展|实现|拥有|共有|现有|完成|达到|达成|形成|制定|出台|推出|布局|举办|召开|打造|入选|获得|荣获)(?:了|起|有(?![机效色限线轨氧害毒偿序力组益利]))?"
)
# 创新能力弱、研发投入强度仅为1.2%: what is bad is another item
_FAULT = re.compile("[^，。；、]{2,10}(?:弱|不[强足高够优快大多]|[较偏][低小少弱慢]|滞后|落后|短缺|突出|困难|下滑|缓慢)、")
# 记者从县水利局获悉, 专家认为; tried only where one of its words stands
_HEARD_CUE = re.compile("获悉|了解到|得知|得悉|看到|认为|觉得|相信|预测|估计|建议|据|公布|发布|通报")
_HEARD = re.compile(
    "[^，。；：]{0,24}?(?:获悉|了解到|得知|得悉|(?<![一-鿿]{6})看到(?=[一-鿿]{2})|(?:认为|觉得|相信|(?<=[家师员长任民者])(?:预测|估计|建议))(?=[一-鿿]{2})|据[^，。；：、的]{2,12}?(?:统计(?![局数公年])|测算|估算|核算|监测(?![数点站])|预测)(?=[一-鿿]{2})|(?:局|委|厅|部门|中心|办公室|总队)(?:公布|发布|通报)的(?=[一-鿿]{2}))"
)
_STANDING = re.compile(
    r"(?<=[一-鿿]{2}[^存所潜正自健内外])在(?:(?![建校册编线读职园岗保手研])[^，在]{2,6}(?<!建设)(?<!新建)(?<!建成)|[^，在]{2,16}(?:情况|背景|形势|条件|前提|影响)下)$"
)
_FOR_WHOM, _THIS = "为给向对面", "这上以该其"
# 加快建设总投资3亿元的水库: what is done to that which costs so much
_COSTING = re.compile(
    "(?:全力|全面|加快|加速|着力|扎实|重点|积极|大力|有序|统筹|新)*(?:推进|推动|抓好|抓实|实施|建设|建成|引进|新建|开工|启动|签约|谋划|储备|招引|布局)+(?=总投资(?:额|规模)?$)"
)
# 茶业增加值连续三年居全省第2位、增长8%
_RANKED = re.compile("(?:连续[^，、]{1,6})?(?:[稳位]?居|位列|列|排名?|排在)[^，、]{0,10}第?[0-9一二三四五六七八九十]{1,3}[位名]、$")
_APART = re.compile(
    "[^，。；：、]{2,}全覆盖、|(?:强化|完成|[推促]进|加强|深化|实施|优化|加快|开展|加大|推动|支持|抓好|落实|引导|鼓励|规范|做好)[^，。；：、“”]{3,}、(?=新增|净增|新认定|新获评)"
)  # 强化梯度培育、新增茶企5家; 实现改造全覆盖、集体收入达到9万元
_SUBJECT = re.compile(
    r"(?:这些|上述|以上|这批|这|该|其)[一-鿿]{1,10}?(?=招收|吸纳|带动|安置|覆盖|惠及|提供|帮助|培训|投入|投资|接待|销售|生产|累计|新增|实现|完成)"
)
_FOR = re.compile(
    r"(?:为|给|向|对|面向)[^，]{1,18}?(?=放映|演出|举办|提交|报送|捐赠|输送|提供|发放|减免|办理|补贴|配备|解决|落实|送去|投放|拨付|新增贷款|退税|减税|减负|让利|节约|节省|追回|挽回)"
)
_WILL = re.compile(  # 项目将惠及群众5万人: who does it is no part of what is counted
    "[^，。；：、“”]{2,16}?(?<![健主大小上中少即])将(?:会|再|可)?(?=(?:惠及|带动|引进|投入|[拨撥][出付]|新建|新增|改造|建成|完成|实现|培育|培训|安置|创造|提供|投资|建设|吸纳|覆盖|接待|发放)[^将]*$)"
)
# 全县法院共新收案件: who did it is no part of it
_AGENT = re.compile(
    "[^，。；：、“”]{0,10}?(?:法院|检察院|检察机关|公安机关|部门|机关|公司|两院)(?:(?:累计|共计?)(?=[一-鿿]{2})|(?=审结|执结|新收|批准逮捕|批捕|提起公诉|起诉|立案))"
)
_OFFICE = re.compile("[院关门]|公司")
# 新品种在国内外累计种植面积: what it is that was grown, and where, is no part of what is measured
_WHEREVER = re.compile("[^，。；：、“”]{2,12}?在[^，。；：、“”]{2,16}?(?=累计[一-鿿]{2})")
# 通过挖潜改造增加了12个: by what it came about
_BY_MEANS = re.compile("通过[^，。；：、“”]{2,20}(?:盘活|改造|整治|引进|挖潜|优化|整合|合作|建设|推广|清理|回收|调整)$")
_UNDER = re.compile(r"“?[^“”，。]{2,16}”(?:计划|工程|行动|项目|活动|专项|专项行动|攻坚战)(?=[一-鿿]{2})")
_PART_OF = re.compile(
    r"(?P<part>[^，、]*?)(?:所)?占(?:到了?)?(?!用|地(?![区方])|比[例重])(?P<whole>[^，]{2,30}?)(?:的)?(?:比重|比例|份额|比)?(?:的)?$"
)
_NEARLY = re.compile("(?<=..)(?:[仅只约均已则也还仍]|分别|大约|常年|目前)+$")  # 茶叶产量约占全县
_BUILT = frozenset("户个条座处所村家栋")  # what is counted has not gone up
_TAUGHT = re.compile("(?:技能|学历)$")
_REACHES = re.compile("[到至了]")
_PEOPLE = ("人", "人次", "名")
_MEASURES, _KEPT_UP = ("条", "项"), ("稳", "促", "保")
_SHARES = ("%", "百分点", "倍")  # 改善8所学校 counts schools
_ONLY = re.compile("(?<=[一-鿿]{2})(?:[仅只约均已则也还]|分别|大约)占$")
_COMES_TO = re.compile("[到为成]|至(?![少多今])")
_PULLS = re.compile("[拉带]动[^，。；：、0-9]{0,14}$")
_TIMES_OF = re.compile(r"(?:分别)?(?:是|为|相当于|达到?|等于)(?P<base>[^，、]{1,24})的$")
_OF_THEN = re.compile("的[约近超]?[0-9][0-9.,]*[^年月0-9][^0-9]*$")  # 较2021年的16.5万人增加1万人
# 恢复到2019年同期的95%, 相当于上年的80%, 为全省平均水平的92%: how much it is of what it was or is elsewhere
_SHARE_OF_THEN = re.compile(
    "(?:分别)?(?:恢复[到至]|(?:是|为|相当于|达到?|等于)(?=(?:19|20)[0-9]{2}年|[上去前往常]年|同期|正常|年初|[一-鿿]{2,6}(?:平均水平|平均)的))(?P<base>[^，、0-9]{1,12}|(?:19|20)[0-9]{2}年[^，、0-9]{0,6})的(?:约|近)?$"
)
_ABOVE = re.compile(
    rf"(?P<base>(?:(?P<above>{ABOVE})|{BELOW})(?:了)?(?P<other>[^，、；0-9]{{2,20}}?(?:[、和](?:全[国省市州县]|[^，、；0-9]{{1,6}}[省市县区州])(?:平均水平)?){{0,3}}))(?:的)?(?:约|近)?$"
)
_OF_A_WHOLE = re.compile(
    "^(?:达到?|相当于|约?为)(?:当地|全[市县省区州]|我[市县省区])?(?P<whole>[^，。；、0-9]{2,14}?(?:面积|总量|总数|人口|产量|产值|总额|收入|耕地))的(?:约|近)?$"
)
_SET_BEFORE = re.compile("(?:确定|预期|目标|计划|规定|要求|下达|设定|控制|增长|增速|增幅|涨幅|的)$")
_THAN = re.compile(
    rf"(?<![同环相占对可])(?P<base>(?:比|较之?)(?!上升|下降|增长|提高|[重例])(?P<other>[^，、；]{{1,18}}?)(?:同期)?|[与同和跟](?=[上去前往常历年12])[^，、；]{{1,14}}?(?:相比|相较|比较|对比))(?:同期|同比)?(?:分别|又|再|均|累计|平均|实现|略(?:微|有)?|稍有?|微(?=[增升降减涨跌])|小幅|大幅)*(?P<verb>新增|净增|高|低|多(?:[出收产销卖用]|完成|建成)|少(?:[收产销卖用]|完成|建成)|增产|减产|增收|减收|增支|减支|加快|改善|回升|放慢|减慢|{UP}|{DOWN})(?:了)?(?:约|近|超过)?$"
)
_LONGEST = 24  # characters; few names of metrics are longer
_COUNT_WORD = re.compile("(?:总数|总量|数量)$")
# 比2010年翻一番, 比2000年分别提高…: the verb is the number's own, or stands behind 分别
_SINCE = re.compile(
    r"(?P<base>(?:比|较)(?:(?:19|20)[0-9]{2}年(?:年?[初末底]|同期)?|[0-9一二三四五六七八九十]{1,3}年前|[上去前往]年(?:年?[初末底]|同期)?|年初))(?:又|再|均|就|实现)?$"
)
_RATE_WORD = re.compile(r"(?:增幅|增速|年均增长率|增长率|涨幅|降幅|跌幅|增长速度|年均增速)$")
_RATE_ENDS = frozenset("幅速率度")
_OWN_RATE = re.compile("(?:自然|机械|净|内在)增长率$")  # the rate of a population, no growth of something
GENERIC = frozenset(
    [
        "投资",
        "总投资",
        "总面积",
        "建筑面积",
        "占地面积",
        "资金",
        "产值",
        "增速",
        "比重",
        "占比",
        "面积",
        "产量",
        "总量",
        "总额",
        "密度",
        "规模",
        "其中",
        "增幅",
        "降幅",
        "涨幅",
        "产能",
        "销售额",
        "销量",
        "收入",
        "税收",
        "利润",
        "价格",
        "人数",
        "数量",
    ]
)


@set_by_slots
@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands before a number: ``name`` from ``start`` to ``end`` (equal where there is none, the metric is elided), the ``direction``
    (+1, -1, 0) of its verb, whether it goes ``to`` the number (提高到), and what it is compared with, if anything, at ``base_at``."""

    name: str
    start: int
    end: int
    direction: int = 0
    to: bool = False
    base: str | None = None
    base_at: tuple[int, int] | None = None
    part_of: bool = False
    multiple: bool = False
    yearly: bool = False
    verb: str = ""


def before(text: str, start: int, end: int, unit: str = "") -> Phrase:
    """Take apart the words from ``start`` (the beginning of the clause, or the number before) to ``end`` (the number), whose
    unit decides some cases: 是上年的1.5倍 is a multiple, 增5% a growth, 起降5架次 neither.

    >>> phrase = before("全市森林覆盖率提高到33.3%", 0, 10)
    >>> phrase.name, phrase.direction, phrase.to
    ('森林覆盖率', 1, True)
    >>> before("比上年提高1.5个百分点", 0, 5).base
    '比上年'
    """
    while end > start and text[end - 1] in _SPACES:  # 增长 5 %
        end -= 1
    phrase = _taken_apart(text, start, end, unit)
    if (
        unit in _SHARED_OUT and phrase.name and not phrase.name.startswith("人家") and (each := _EACH.search(text, start, phrase.start))
    ):  # 每亩补贴120元, as 亩均补贴
        return replace(phrase, name=each.group() + phrase.name)
    return replace(phrase, name="亩产") if phrase.name == "每亩" and unit in _HARVESTED else phrase


def _taken_apart(text: str, start: int, end: int, unit: str) -> Phrase:
    words = text[start:end]
    times = _TIMES_OF.search(words) if unit == "倍" else _SHARE_OF_THEN.search(words) if unit == "%" and "的" in words[-2:] else None
    if times:
        at = start + times.start("base"), start + times.end("base")
        inner = before(text, start, start + times.start())
        return Phrase(inner.name, inner.start, inner.end, base=times["base"], base_at=at, multiple=True)
    if unit == "%" and (whole := _OF_A_WHOLE.search(words)):  # 茶园36万亩，达到耕地面积的45%
        return Phrase(f"占{whole['whole']}比重", start + whole.start(), start + whole.end(), part_of=True)
    above = _ABOVE.search(words)
    if above and unit in ("%", "倍") and words.endswith("的") and not _SET_BEFORE.search(above["other"]):  # 不及全省平均水平的七成
        at = start + above.start("base") - words.endswith("不", 0, above.start("base")), start + above.end("base")
        inner = before(text, start, at[0])
        return Phrase(inner.name, inner.start, inner.end, base=text[slice(*at)], base_at=at, multiple=True)
    if above:
        sign = 1 if above["above"] else -1
        at = start + above.start("base"), start + above.end("base")
        inner = _rate(text, before(text, start, at[0]), unit)
        return Phrase(inner.name, inner.start, inner.end, sign, False, above["base"], at)
    since = _SINCE.search(words)
    if since:
        at = start + since.start("base"), start + since.end("base")
        inner = before(text, start, at[0])
        return Phrase(inner.name, inner.start, inner.end, 0, False, since["base"], at)
    than = _THAN.search(words)
    if than:
        sign = -1 if re.fullmatch(f"{DOWN}|减产|减收|减支|放慢|减慢|少(?:[收产销卖用]|完成|建成)", than["verb"]) else 1
        number = _OF_THEN.search(than["base"])
        at = start + than.start("base"), start + than.start("base") + (number.start() if number else len(than["base"]))
        inner = _rate(text, before(text, start, at[0]), unit)
        return Phrase(inner.name, inner.start, inner.end, sign, False, text[at[0] : at[1]], at, verb=than["verb"])
    return _plain(text, start, end, unit)


def _rate(text: str, phrase: Phrase, unit: str) -> Phrase:
    """What percentage points compare is the rate itself: 工业增加值增速比全国高3个百分点."""
    if unit in ("百分点", "千分点") and _RATE_WORD.fullmatch(phrase.verb):
        return replace(phrase, name=text[phrase.start : phrase.end])
    return phrase


def _plain(text: str, start: int, end: int, unit: str) -> Phrase:
    """A phrase without a comparison: metric, then verbs and adverbs."""
    direction, to, yearly, verb = 0, False, False, ""
    stop = end
    changed = False
    while text[stop - 1 : stop] in _TAIL_ENDS and (match := _TAIL.search(text, max(start, stop - _TAIL_LENGTH), stop)):
        if match["up"] or match["down"]:
            if changed or _is_counted(text, match, unit):
                break
            direction, verb, changed = (1 if match["up"] else -1), match.group(), True
            to = bool(_COMES_TO.match(text, match.end()))  # also where the year stands behind it: 减少至2022年的
            single = len(verb) == 1 and not (to and verb in "增升降减")
            if (single and not _single_verb(text, start, match.start(), verb, unit)) or (
                verb in ("改善", "加快", "回升") and unit not in _SHARES
            ):
                direction, verb, to = 0, "", False
                break
        yearly = yearly or match.group() in ("年均", "平均每年") or (match.group() == "平均" and text[match.start() - 1] == "年")
        stop = match.start()
    if text.endswith("、", start, stop) and (ranked := _RANKED.search(text, start, stop)):
        rate = _RATE_WORD.search(text, start, ranked.start()) if direction else None
        stop = rate.start() if rate else ranked.start()
    if unit == "百分点" and direction and not to and (pulled := _PULLS.search(text, start, stop)):
        begin, name = lead(text, start, pulled.end() + len(verb))  # 工业拉动经济增长1.5个百分点
        return Phrase(name, begin, pulled.end() + len(verb), direction, yearly=yearly, verb=verb)
    if unit == "%" and text[start:stop].endswith("占"):  # 其中光伏412万千瓦，占81.3%
        begin, name = lead(text, start, stop)
        if name.endswith("占"):  # 护理型床位占58%, 非税收入仅占27.7%
            name = _ONLY.sub("占", name)
            return Phrase(f"{name}比", begin, stop, direction, to, part_of=True, yearly=yearly, verb=verb)
    return _named(text, start, stop, direction, to, yearly, verb)


def _is_counted(text: str, verb: re.Match[str], unit: str) -> bool:
    """Whether a verb of change is the end of a noun that is counted: 农房风貌提升7户, 茶农技能提升9千人, 促进茶业稳增长16条."""
    if verb.group() == "提升":
        taught = unit in _PEOPLE and _TAUGHT.search(text, 0, verb.start()) and not _REACHES.match(text, verb.end())
        return unit in _BUILT or bool(taught)
    return verb.group() == "增长" and unit in _MEASURES and text.endswith(_KEPT_UP, 0, verb.start())


def _single_verb(text: str, start: int, at: int, verb: str, unit: str) -> bool:
    """Whether 增, 降, 多 … at ``at`` is a verb of change here, not the end of a noun (新增, 最低, 至少)."""
    if verb in ("多", "少") and text.startswith("了", at + 1):  # 收入少了三成
        return at > start and text[at - 1] not in "新最至不较更差许很好太"
    return unit in ("%", "百分点", "倍") and at > start and text[at - 1] not in "新最至不较多更" and verb not in "多少低快慢"


def risen(words: str) -> bool:
    """Whether words before a number only say that something came to it (发展到, 上升为峰值): the metric is the one before.

    >>> risen("发展到"), risen("上升为峰值"), risen("森林覆盖率提高到")
    (True, True, False)
    """
    return bool(_RISEN.match(words))


def _named(text: str, start: int, stop: int, direction: int, to: bool, yearly: bool, verb: str) -> Phrase:
    words = text[start:stop]
    standing = _STANDING.search(words) if "在" in words else None
    if standing:  # 背街小巷在中心城区有78条
        stop = start + standing.start()
        words = text[start:stop]
    rate = _RATE_WORD.search(words) if words[-1:] in _RATE_ENDS and not _OWN_RATE.search(words) else None
    part = _PART_OF.match(words) if "占" in words else None
    if part:
        begin, _ = lead(text, start, start + part.end("part"))
        name = _NEARLY.sub("", text[begin : start + part.end("part")])
        whole = part["whole"].removesuffix("的")
        return Phrase(f"{name}占{whole}比重", begin, stop, direction, to, part_of=True, yearly=yearly, verb=verb)
    begin, name = lead(text, start, stop)
    having = _HAVING.match(name)
    if having and len(name) - having.end() >= 2 and not re.match(r"投资|率|税收|[一-鿿]{2}的", name[having.end() :]):
        begin, name = begin + having.end(), name[having.end() :]
        again, name = lead(text, begin, stop)
        begin = again
    if helps := _HELPS.match(name):
        begin, name = begin + helps.end(), name[helps.end() :]
    handled = _HANDLED.fullmatch(name) if "将" in name or "把" in name else None
    if handled and (handled["object"] in GENERIC or handled["object"] in _known()):
        begin, name = begin + handled.start("object"), handled["object"]
    doing = _DOING.match(name) if len(name) > 8 else None
    if doing:  # 县里在集中的乡镇建成冷库: who did it where comes before
        begin, name = begin + doing.end(), name[doing.end() :]
    if name not in _known():  # 建成区绿化覆盖率, 县域内就诊率: no part of a known name is a verb or a place
        whole = _known_ending(text, start, stop)
        begin, name = (whole, text[whole:stop]) if whole < begin else (begin, name)
    if rate and not direction and name not in _known():  # 人口自然增长率 is a level
        direction = -1 if rate.group() in ("降幅", "跌幅") else 1
        to = False
        if rate.group() in ("增速", "涨幅", "增幅", "降幅", "跌幅", "增长率") and len(name) > len(rate.group()):
            return Phrase(
                name.removesuffix(rate.group()).removesuffix("同比"), begin, stop, direction, to, yearly=yearly, verb=rate.group()
            )
    if len(name) < 1:
        begin = stop
    name = _OF_A_PART.sub("", name)
    name = _ACHIEVES.sub("", name.replace("逆势新增", "新增")) if not name.startswith(("拉动", "带动")) else name
    return Phrase(name, begin, stop, direction, to, yearly=yearly, verb=verb)


def _known_ending(text: str, start: int, stop: int) -> int:
    """Where the longest name of the vocabulary that ends at ``stop`` begins, ``stop`` where there is none."""
    known = _known()
    for length in _lengths().get(text[stop - 1 : stop], ()):
        begin = stop - length
        if begin >= start and text[begin:stop] in known and not text.startswith("其中", begin - 1):
            return begin
    return stop


# 种植业实现增加值, 茶企业实现营业收入: what it is of and what it is, without the verb between
_ACHIEVES = re.compile(
    "(?<=[一-鿿][业位类院区])(?:共计?|累计|全年)?实现了?(?=(?:工业|营业|总|净|消费品|主营业务|销售)?(?:增加值|总?产值|收入|利润|利润总额|利税|税收|营收|销售额|零售额)$)"
)
# 市区有幼儿园, 四县有幼儿园: what there is of a part of the whole
_OF_A_PART = re.compile("(?<=^[市城主]区|^[两三四五六七八九十]县|^农村|^乡镇)[现已共建设拥]?有(?![机效色限关线轨氧害毒偿序力组益利待望])")
_EACH = re.compile("每[人户亩村]$")
_SPACES = " \u00a0\u2002\u2003\u2009\u202f"
_HARVESTED = ("公斤", "斤", "吨")
_SHARED_OUT = ("元", "公斤", "斤", "吨")
_SPOT = re.compile(
    r"^(?:[一-鿿]{1,8}[村镇乡县市区]进行|高峰期|计划|持续|稳步|不断|[我他她][这那]|特别|尤其|里|里面|中|内|间|(?:中心城区|主城区|城区|市区|县城)[里内中]?|城乡|农村地区|全系统|辖区|境内|一[个家座处片条所支项间台栋艘根块张辆]|周[围边]|附近|每[天日]|[这那]|映入眼帘|针对|面对|面向|围绕|依托|发展成为|转变为)$"
)


# 园区有日光温室, 四县有幼儿园: who has it
_WHOSE = re.compile(
    "[^，。；：、“”《》有的0-9]{0,10}?(?:社区|园区|(?<![两三四五六七八九十百])[县镇村](?!级)|(?<!乡)[厂校队组站社里内]|基地|公司|集团|企业|中心|大学|车间|工地|团队)[里内]?[现已共还仅建拥设配辖]?有"
    "(?![机效色限关线轨氧害毒偿序力组益利待望])"
)


@lru_cache(maxsize=64)  # names before a number are looked for in the same words more than once
def lead(text: str, start: int, stop: int) -> tuple[int, str]:
    """The phrase without the conjunctions, adverbs and 全市 it begins with: where it then starts, and the words.

    >>> lead("其中全市共建成基站", 0, 9)
    (5, '建成基站')
    """
    begin = start
    if text.startswith("通过", start) and _BY_MEANS.fullmatch(text, start, stop):
        return stop, ""
    if _HEARD_CUE.search(text, begin, stop) and (match := _HEARD.match(text, begin, stop)):
        begin = match.end()
    if text[begin : begin + 1] in _FOR_WHOM and (match := _FOR.match(text, begin, stop)):
        begin = match.end()
    if match := _LEAD.match(text, begin, stop):
        begin = match.end()
    if text.find("”", begin, stop) >= 0 and (match := _UNDER.match(text, begin, stop)):  # “…”计划
        begin = match.end()
    if text.endswith(("总投资", "总投资额", "总投资规模"), begin, stop) and (match := _COSTING.match(text, begin, stop)):
        begin = match.end()
    if text.find("、", begin, stop) > begin and (match := _APART.match(text, begin, stop)):
        begin = match.end()
    if text[begin : begin + 1] in _THIS and (match := _SUBJECT.match(text, begin, stop)):  # 这些企业
        begin = match.end()
    if text.find("、", begin, stop) > begin and (match := _FAULT.match(text, begin, stop)):
        begin = match.end()
    if text.find("将", begin, stop) > begin and (match := _WILL.match(text, begin, stop)):
        begin = match.end()
    if _OFFICE.search(text, begin, stop) and (match := _AGENT.match(text, begin, stop)):
        begin = match.end()
    if text.find("累计", begin, stop) > begin and (match := _WHEREVER.match(text, begin, stop)):
        begin = match.end()
    if text.find("有", begin + 1, stop - 1) > 0 and (match := _WHOSE.match(text, begin, stop - 1)):
        begin = match.end()
    while begin < stop and text[begin] in ' 　　、，,\t“”"●（(.．' and not (text[begin] == "“" and "”" in text[begin:stop]):
        begin += 1
    words = text[begin:stop].strip(" 　\t")
    each = _EACH.search(text, start, stop) if not words else None
    if each:  # 每亩达到300公斤: all that is said of it
        return each.start(), each.group()
    return (stop, "") if _SPOT.match(words) else (begin, words)


@cache
def _known() -> dict[str, str]:
    """Each spelling of a metric of the vocabulary with its IRI."""
    table: dict[str, str] = {}
    for term in terms("metrics"):
        for spelling in term.spellings:
            table.setdefault(spelling, term.iri)
    return table


@cache
def _lengths() -> dict[str, list[int]]:
    """How long the names of metrics are that end with a character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for name in _known():
        if len(name) <= _LONGEST:
            lengths.setdefault(name[-1], set()).add(len(name))
    return {last: sorted(found, reverse=True) for last, found in lengths.items()}


def metric_iri(name: str) -> str | None:
    """The vocabulary's entry for a metric name, None where it is a candidate.

    >>> metric_iri("森林覆盖率"), metric_iri("云间指数")
    ('https://w3id.org/whoclaims/metric/forest-cover', None)
    """
    known = _known().get
    return (
        known(name)
        or known(name.removesuffix("总额"))
        or known(name.removeprefix("全社会"))
        or known(name.replace("、", ""))
        or known(_COUNT_WORD.sub("", name))
    )
