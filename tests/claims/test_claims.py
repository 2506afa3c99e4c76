"""Phenomena of official reporting, each in an invented sentence about an invented county."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims import find_claims
from kg.claims.placing import Placing
from kg.claims.respective import UNCLEAR
from kg.model import Claim, Head, Role, Skipped, Span, Speaker, Statement
from kg.sentences import Layout

PUBLISHED = "2022-11-18"


def read(
    text: str, genre: str = "newspaper_report", published: str = PUBLISHED, speaker: str | None = None
) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    head = Head(published=Role(published), genre=genre, speaker=Role(Speaker(speaker)) if speaker else None)
    return find_claims(text, Layout(text), head, (), (), Placing((), Layout(text), None), lambda start, end, clause: ())


def facts(text: str, **given: str) -> list[tuple[str, str, str]]:
    return [(c.metric.value.name, str(c.value), c.unit) for c in read(text, **given)[0]]


def test_what_is_made_better_is_counted_and_has_not_changed() -> None:
    claims, _ = read("去年优化提升23个重点区域，新增学位1200个，增加车位800个。")
    assert [c.measure for c in claims] == ["level", "level", "change"]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("metric before the number", "新建冷库容积3.6万立方米。", [("新建冷库容积", "36000", "立方米")]),
        ("metric after the number", "建成27个蜂业合作社、4个加工车间。", [("蜂业合作社", "27", "个"), ("加工车间", "4", "个")]),
        ("what it is compared with is no part of a name", "生猪存栏恢复到去年同期的95%，出栏恢复到30万头，茶园面积和2010年相比减少2万亩。",
         [("生猪存栏", "95", "%"), ("出栏", "300000", "头"), ("茶园面积", "-20000", "亩")]),
        ("等级 is no rest of a list", "全县等级公路800公里。", [("等级公路", "800", "公里")]),
        ("nor is what waits", "等待安置的居民有1200户，其中120名等候人员。", [("等待安置的居民", "1200", "户"), ("等候人员", "120", "名")]),
        ("nor what is equal", "均等化服务点12个，等额选举代表120名。", [("均等化服务点", "12", "个"), ("等额选举代表", "120", "名")]),
        ("nor a school of higher learning", "全县有3所高等院校，新建5所中等职业学校。", [("高等院校", "3", "所"), ("中等职业学校", "5", "所")]),
        ("the rest of a list is none of what is counted", "茶园、果园等企业12家投产。", [("企业", "12", "家")]),
        ("what is right stands behind what is denied", "去年新增就业并非3万人，而是2万人。", [("新增就业", "20000", "人")]),
        ("the season is no part of a name", "去年汛期共转移群众1200人。", [("转移群众", "1200", "人")]),
        ("签约 is no 约", "家庭医生签约255万人，水费节约16.7%。", [("家庭医生签约", "2550000", "人"), ("水费节约", "16.7", "%")]),
        ("what is done with more of the same", "续建安置房7550套，新开工1000套，基本建成800套。",
         [("续建安置房", "7550", "套"), ("新开工安置房", "1000", "套"), ("基本建成安置房", "800", "套")]),
        ("or with some", "项目累计开工30个，完工12个。", [("项目累计开工", "30", "个"), ("完工项目", "12", "个")]),
        ("a bound that says which are counted", "形成3家年销售收入100亿元以上的企业集团和20个超10亿元的产业集群。",
         [("年销售收入100亿元以上的企业集团", "3", "家"), ("超10亿元的产业集群", "20", "个")]),
        ("or stands before the count", "投资超5亿元的工业项目达2个。", [("投资超5亿元的工业项目", "2", "个")]),
        ("or says which are meant", "聚焦年营业收入超过10亿元、研发投入强度较高的制造业企业。", []),
        ("an amount of what is paid", "争取1亿元以上的企业贷款资金。", [("企业贷款资金", "100000000", "元")]),
        ("a region says where", "实现东部城区8.8公里高压线缆入地，市区8条重点河道完成整治。",
         [("高压线缆入地", "8.8", "公里"), ("重点河道完成整治", "8", "条")]),
        ("unless nothing stands behind the number", "新建县城绿道12公里，城区建成区面积达12平方公里。", [("新建县城绿道", "12", "公里"), ("城区建成区面积", "12", "平方公里")]),
        ("the verb before a list of areas", "新增东亚、东南亚等地区货运航线2条，新建青石、白水等地公路20公里。",
         [("新增货运航线", "2", "条"), ("新建公路", "20", "公里")]),
        ("地下 is no area", "新建管廊、管沟等地下管网20公里。", [("新建地下管网", "20", "公里")]),
        ("进一步 is no name", "一季度茶叶合格率5%，二季度进一步提高到6%。", [("茶叶合格率", "5", "%"), ("茶叶合格率", "6", "%")]),
        ("a known name is not cut into", "建成区绿化覆盖率达到43.8%，县域内就诊率达90%，人口自然增长率控制在6‰以内。",
         [("建成区绿化覆盖率", "43.8", "%"), ("县域内就诊率", "90", "%"), ("人口自然增长率", "6", "‰")]),
        ("a dateline is no part of a name", "本报讯　粮食产量达到3万吨。", [("粮食产量", "30000", "吨")]),
        ("nor is a dateline with its day", "新华社云岭8月5日电　粮食产量达到3万吨。", [("粮食产量", "30000", "吨")]),
        ("nor is who the reporter heard it from", "记者从县水利局获悉水厂新建3座。", [("水厂新建", "3", "座")]),
        ("nor who published or reckoned it", "县统计局公布的农户数为1200户。据县水利局测算灌溉面积达3万亩。", [("农户数", "1200", "户"), ("灌溉面积", "30000", "亩")]),
        ("nor is 却", "亩产却从300公斤提高到400公斤。", [("亩产", "300", "公斤"), ("亩产", "400", "公斤")]),
        ("其中 is no part of a name", "全县共有学校120所，其中小学80所。", [("学校", "120", "所"), ("小学", "80", "所")]),
        ("what is done has a name of its own", "重点项目开工率93.8%，其中完工75.5%。", [("重点项目开工率", "93.8", "%"), ("完工", "75.5", "%")]),
        ("a price that was set anew", "水价从每立方米2.1元调到3.2元。", [("水价", "2.1", "元/立方米"), ("水价", "3.2", "元")]),
        ("what an event caused", "地震造成3人死亡、23人受伤，导致35个村停电。",
         [("死亡", "3", "人"), ("受伤", "23", "人"), ("村停电", "35", "个")]),
        ("a modifier is kept", "云溪片区森林覆盖率达到33%。", [("云溪片区森林覆盖率", "33", "%")]),
        ("a number in a name", "引进世界500强企业3家。", [("引进世界500强企业", "3", "家")]),
        ("counted divisions", "24个县（市、区）通过评估。", [("县（市、区）", "24", "个")]),
        ("another unit in brackets", "筹集安居房155套（间），全部配租。", [("筹集安居房", "155", "套")]),
        ("a total of what is new", "新增蜂业示范园5家，总数达到18家。", [("新增蜂业示范园", "5", "家"), ("蜂业示范园总数", "18", "家")]),
        ("a record of the clause before", "去年茶叶产量再创历史新高，达到867万斤。", [("茶叶产量", "8670000", "斤")]),
        ("since a year", "茶叶产值比2010年翻一番。", [("茶叶产值", "100", "%")]),
        ("since its end", "茶叶产值较去年底翻了一番。", [("茶叶产值", "100", "%")]),
        ("what the last of several ends with", "县财政对教育、卫生、养老的支出分别增长5%、6%、7%。",
         [("县财政对教育的支出", "5", "%"), ("县财政对卫生的支出", "6", "%"), ("县财政对养老的支出", "7", "%")]),
        ("trade with whom", "对东盟出口增长5%，对欧贸易额达3亿元。", [("对东盟出口", "5", "%"), ("对欧贸易额", "300000000", "元")]),
        ("the number of a point is no part of a name", "一是新建绿地30万平方米，二是改造管网12公里。",
         [("新建绿地", "300000", "平方米"), ("改造管网", "12", "公里")]),
        ("what sort of thing the last of several ends with", "去年电子信息、汽车、机械产业营业收入分别为3亿元、2亿元、1亿元。",
         [("电子信息产业营业收入", "300000000", "元"), ("汽车产业营业收入", "200000000", "元"), ("机械产业营业收入", "100000000", "元")]),
        ("the number of a point before what is counted", "8.6个重大专项启动实施。", [("重大专项启动", "6", "个")]),
        ("a batch tells which, not what", "推动第4批51项跨县通办事项落地。", [("跨县通办事项落地", "51", "项")]),
        ("how quickly it was done", "迅速建立15所定点医院。", [("定点医院", "15", "所")]),
        ("a word for talent is no one", "实施百万人才引进计划，新建水厂3座。", [("新建水厂", "3", "座")]),
        ("a rate of three", "自来水、燃气、集中供热普及率分别达到99%、98%、80%。",
         [("自来水普及率", "99", "%"), ("燃气普及率", "98", "%"), ("集中供热普及率", "80", "%")]),
        ("及 in a word", "供热、供水、供气普及率分别达到88%、99%、97%。",
         [("供热普及率", "88", "%"), ("供水普及率", "99", "%"), ("供气普及率", "97", "%")]),
        ("a verb that counts what follows", "突出抓好4个蜂业片区。", [("蜂业片区", "4", "个")]),
        ("an age", "人均预期寿命达到81.2岁。", [("人均预期寿命", "81.2", "岁")]),
        ("an age that is a class", "为60岁以上老人发放补贴300万元。", [("发放补贴", "3000000", "元")]),
        ("per 100,000", "孕产妇死亡率降至13.46/10万。", [("孕产妇死亡率", "13.46", "/10万")]),
        ("people without a measure word", "22.4万贫困人口稳定脱贫。", [("贫困人口稳定脱贫", "224000", "人")]),
        ("how many gained how much each", "带动650户农户户均增收3000元。", [("农户", "650", "户"), ("户均增收", "3000", "元")]),
        ("each of them, told by 每", "让1200户茶农每户增收2000元。", [("茶农", "1200", "户"), ("每户增收", "2000", "元")]),
        ("the rate of those counted", "20个入统茶企复工率达90%，30个茶园项目开工率达到80%。",
         [("入统茶企", "20", "个"), ("入统茶企复工率", "90", "%"), ("茶园项目", "30", "个"), ("茶园项目开工率", "80", "%")]),
        ("below zero", "最低气温零下12.5℃，矿区海拔负2.3米，企业减负5亿元。",
         [("最低气温", "-12.5", "摄氏度"), ("矿区海拔", "-2.3", "米"), ("企业减负", "500000000", "元")]),
        ("what they did stands behind who is counted", "30名志愿者走访了200户家庭。", [("志愿者", "30", "名"), ("家庭", "200", "户")]),
        ("so much of the average", "茶农收入4.1万元，相当于全省平均水平的85%。", [("茶农收入", "41000", "元"), ("茶农收入", "85", "%")]),
        ("where they are, before who is counted", "园区内36家茶企复工。", [("茶企复工", "36", "家")]),
        ("for whom it was done", "为132家茶叶企业减免税费3.2亿元。", [("茶叶企业", "132", "家"), ("减免税费", "320000000", "元")]),
        ("what was added net in five years", "五年净增茶农3.2万人。", [("净增茶农", "32000", "人")]),
        ("figures set apart by spaces", "去年茶叶产值 3.6 亿元，增长 12.5 %，新建茶厂 8 座。",
         [("茶叶产值", "360000000", "元"), ("茶叶产值", "12.5", "%"), ("新建茶厂", "8", "座")]),
        ("a share of a wider whole", "茶叶产量占全省的4.2%，占全国的0.3%。", [("茶叶产量占全省比重", "4.2", "%"), ("茶叶产量占全国比重", "0.3", "%")]),
        ("half a tenth", "茶叶产值增加近一成半。", [("茶叶产值", "15", "%")]),
        ("so much more than a year before", "完成造林38万亩，同比多完成5万亩。", [("造林", "380000", "亩"), ("造林", "50000", "亩")]),
        ("places in a ranking", "茶叶产量排名上升11个位次。", [("茶叶产量排名", "11", "位次")]),
        ("working days", "茶企开办时间压缩至2个工作日。", [("茶企开办时间", "2", "工作日")]),
        ("growth told in the order of a 分别", "茶叶产值、茶税分别完成19亿元、6亿元，增长13.5%、8%。",
         [("茶叶产值", "1900000000", "元"), ("茶税", "600000000", "元"), ("茶叶产值", "13.5", "%"), ("茶税", "8", "%")]),
        ("a share and the amount itself", "云溪茶叶产量占全省四分之一强，约10.6万吨。",
         [("云溪茶叶产量占全省比重", "25", "%"), ("云溪茶叶产量", "106000", "吨")]),
        ("how far a budget is fulfilled", "茶税收入完成12亿元，为年初预算的102.3%，增长5%。",
         [("茶税收入", "1200000000", "元"), ("茶税收入年初预算完成率", "102.3", "%"), ("茶税收入", "5", "%")]),
        ("a ratio that came to another", "茶农收入比由1.91缩小到1.79。", [("茶农收入比", "1.91", ""), ("茶农收入比", "1.79", "")]),
        ("men and women", "总人口52.1万人，其中男性27万，女性25.1万。", [("总人口", "521000", "人"), ("男性", "270000", "人"), ("女性", "251000", "人")]),
        ("how many days fewer", "重污染天气同比减少9天。", [("重污染天气", "-9", "天")]),
        ("占地 is no share", "茶园占地面积346亩。", [("茶园占地面积", "346", "亩")]),
        ("占 right before a share", "护理型床位占58%。", [("护理型床位占比", "58", "%")]),
        ("what growth draws along", "茶业拉动经济增长1.5个百分点，对经济增长的贡献率达40%。",
         [("茶业拉动经济增长", "1.5", "百分点"), ("对经济增长的贡献率", "40", "%")]),
        ("年末 is no part of a name", "年末全县常住人口12万人。", [("常住人口", "120000", "人")]),
        ("places told together", "今年青石、白水两区新建水厂3座。", [("新建水厂", "3", "座")]),
        ("parts of what was built and rebuilt", "新建和改造茶园路320公里，其中新建80公里、改造240公里。",
         [("新建和改造茶园路", "320", "公里"), ("新建茶园路", "80", "公里"), ("改造茶园路", "240", "公里")]),
        ("净增 behind an amount", "茶农存款余额净增2亿元，贷款余额净减3亿元。", [("茶农存款余额", "200000000", "元"), ("贷款余额", "-300000000", "元")]),
        ("direct is part of some names", "直接融资12亿元，直接带动就业300人，直接经济损失3亿元。",
         [("直接融资", "1200000000", "元"), ("带动就业", "300", "人"), ("直接经济损失", "300000000", "元")]),
        ("only so much of a whole", "非税收入仅占27.7%。", [("非税收入占比", "27.7", "%")]),
        ("so many a day", "春运发送旅客32.5万人次，日均0.8万人次。", [("发送旅客", "325000", "人次"), ("日均发送旅客", "8000", "人次")]),
        ("人均 opens no name of a park", "新增绿地12公顷，人均公园绿地面积14.6平方米。", [("新增绿地", "12", "公顷"), ("人均公园绿地面积", "14.6", "平方米")]),
        ("what grids were set up together", "12个街道、6个镇共设立网格1200个。", [("街道", "12", "个"), ("镇", "6", "个"), ("网格", "1200", "个")]),
        ("what got better", "PM2.5平均浓度改善8.6%，水质优良率改善2个百分点。", [("PM2.5平均浓度", "-8.6", "%"), ("水质优良率", "2", "百分点")]),
        ("who has it better", "改善了12万户。", [("改善", "120000", "户")]),
        ("a price of so much", "稻谷收购价每50公斤117元。", [("稻谷收购价每50公斤", "117", "元")]),
        ("so many among so many", "每10万人拥有律师25.6名。", [("每10万人拥有律师", "25.6", "名")]),
        ("the rate of people from somewhere", "3000名高校毕业生一次性就业率达到88%。", [("高校毕业生", "3000", "名"), ("高校毕业生一次性就业率", "88", "%")]),
        ("a budget fulfilled, named before", "2022年茶税收入完成年初预算的101%。", [("茶税收入年初预算完成率", "101", "%")]),
        ("what some of several passed", "3个茶园集群收入突破百亿元。", [("茶园集群", "3", "个"), ("茶园集群收入", "10000000000", "元")]),
        ("a yearly average of those counted", "20家茶企年均纳税200万元。", [("茶企", "20", "家"), ("年均纳税", "2000000", "元")]),
        ("villages whose collective gained", "35个村集体经济收入均超过10万元。", [("村", "35", "个"), ("村集体经济收入", "100000", "元")]),
        ("who has so much", "650户茶农年收入均在3万元以上。", [("茶农", "650", "户"), ("茶农年收入", "30000", "元")]),
        ("who spent it in which year", "2019年至2020年，县财政分别安排资金1亿元、2亿元。", [("安排资金", "100000000", "元"), ("安排资金", "200000000", "元")]),
        ("what something was made", "甲木、乙木等9个茶业集群被县政府认定为2020年全县产业化集群，8家茶厂均被评为县级茶厂，30间茶室被淹。",
         [("茶业集群", "9", "个"), ("茶厂", "8", "家"), ("茶室被淹", "30", "间")]),
        ("how what is counted is worked on", "全程监管4553家冷链茶企，做优做强5个茶业集群，切实办好20件民生实事，深度贫困村8个。",
         [("冷链茶企", "4553", "家"), ("茶业集群", "5", "个"), ("民生实事", "20", "件"), ("深度贫困村", "8", "个")]),
        ("an average in a name", "26个乡镇均衡发展。", [("乡镇均衡发展", "26", "个")]),
        ("how many of them are new", "茶厂62座，其中新建21座。", [("茶厂", "62", "座"), ("新建茶厂", "21", "座")]),
        ("how many of them befell what", "新建茶厂5座，其中竣工3座，开工2座。", [("新建茶厂", "5", "座"), ("竣工茶厂", "3", "座"), ("开工茶厂", "2", "座")]),
        ("those of them of another year", "茶厂62座，其中去年建成21座。", [("茶厂", "62", "座"), ("建成茶厂", "21", "座")]),
        ("those of them with a name", "茶社62个，其中示范社21个。", [("茶社", "62", "个"), ("示范社", "21", "个")]),
        ("a class right before its number", "引进项目62个，其中亿元以上21个。", [("引进项目", "62", "个"), ("亿元以上项目", "21", "个")]),
        ("those of them begun", "茶厂开工16座，其中建成8座。", [("茶厂开工", "16", "座"), ("建成茶厂", "8", "座")]),
        ("two units", "村级护林队61个782人。", [("村级护林队", "61", "个"), ("村级护林队", "782", "人")]),
        ("two units before the noun", "9200户31004名库区移民全部搬迁。", [("库区移民搬迁", "9200", "户"), ("库区移民搬迁", "31004", "名")]),
        ("a second measure of the same thing", "累计拆除旧棚舍310处、2.4万平方米。", [("拆除旧棚舍", "310", "处"), ("拆除旧棚舍", "24000", "平方米")]),
        ("分别", "湿地率、绿道率、植被率分别达到11.2%、36%、40.5%。", [("湿地率", "11.2", "%"), ("绿道率", "36", "%"), ("植被率", "40.5", "%")]),
        ("分别 with a shared tail", "城市老人、农村老人高龄补贴标准分别增长12%、15%。", [("城市老人高龄补贴标准", "12", "%"), ("农村老人高龄补贴标准", "15", "%")]),
        ("分别 of what came before", "茶叶产值8亿元、蜂蜜产值3亿元，分别是2017年的1.4倍、1.9倍。",
         [("茶叶产值", "800000000", "元"), ("蜂蜜产值", "300000000", "元"), ("茶叶产值", "1.4", "倍"), ("蜂蜜产值", "1.9", "倍")]),
        ("分别 crossed", "甲标准、乙标准分别从645元、4318元提高到801元、7226元。",
         [("甲标准", "645", "元"), ("乙标准", "4318", "元"), ("甲标准", "801", "元"), ("乙标准", "7226", "元")]),
        ("from and to", "城镇化率由2017年的41%提高到2021年的48%。", [("城镇化率", "41", "%"), ("城镇化率", "48", "%")]),
        ("for the first time", "茶叶产值首次突破30亿元。", [("茶叶产值", "3000000000", "元")]),
        ("elided metric", "茶叶产量达43万吨，比上年增长6.1%。", [("茶叶产量", "430000", "吨"), ("茶叶产量", "6.1", "%")]),
        ("share of the metric before", "茶叶产值57亿元，占种植业产值的33.9%。", [("茶叶产值", "5700000000", "元"), ("茶叶产值占种植业产值比重", "33.9", "%")]),
        ("money for a purpose", "累计支出24.5亿元用于校舍建设。", [("校舍建设支出", "2450000000", "元")]),
        ("targets met", "新增技工821人、茶工30人，分别完成年度任务的104%、98%。",
         [("新增技工", "821", "人"), ("茶工", "30", "人"), ("新增技工年度任务完成率", "104", "%"), ("茶工年度任务完成率", "98", "%")]),
        ("shares of a plan", "茶园投资、茶厂投资分别占年度计划的97%和96%。",
         [("茶园投资年度计划完成率", "97", "%"), ("茶厂投资年度计划完成率", "96", "%")]),
        ("the verb before a name", "推动茶叶产值增长8%，抓好茶园改造3万亩。", [("茶叶产值", "8", "%"), ("茶园改造", "30000", "亩")]),
        ("target met", "新增技工821人，完成年度目标任务的104.2%。", [("新增技工", "821", "人"), ("新增技工年度目标任务完成率", "104.2", "%")]),
        ("a class is no claim", "新签约亿元以上项目53个。", [("新签约亿元以上项目", "53", "个")]),
        ("a time between metric and verb", "高速公路通车里程目前已达437公里。", [("高速公路通车里程", "437", "公里")]),
        ("the parts of a whole", "三次产业结构由10:52:38调整为9∶51∶40。",
         [("第一产业比重", "10", ""), ("第二产业比重", "52", ""), ("第三产业比重", "38", ""),
          ("第一产业比重", "9", ""), ("第二产业比重", "51", ""), ("第三产业比重", "40", "")]),
        ("a fund behind its money", "设立了2亿元的县级茶业发展引导基金。", [("设立县级茶业发展引导基金", "200000000", "元")]),
        ("what it is granted for", "投入3亿元对茶厂进行技术改造。", [("技术改造投入", "300000000", "元")]),
        ("a rate behind its verb", "我县需保持7%左右的增长速度，对茶农给予10%补贴。", [("增长速度", "7", "%"), ("补贴", "10", "%")]),
        ("each year by so much", "连续每年以10亿元产值增长。", [("产值", "1000000000", "元")]),
        ("what is left of a phrase", "建3万平方米茶业园，首期2万吨茶饮料下线。", [("茶业园", "30000", "平方米"), ("茶饮料下线", "20000", "吨")]),
        ("those who work in it", "人口9万人，其中3万多人从事茶业。", [("人口", "90000", "人"), ("从事茶业", "30000", "人")]),
        ("what those who were counted do", "20家企业收获满满，300株茶树整齐排列，17个部门主要负责同志参加。",
         [("企业", "20", "家"), ("茶树", "300", "株"), ("部门", "17", "个")]),
        ("two kinds of what a verb counts", "大力培植100个重点茶业企业和企业集团。", [("重点茶业企业和企业集团", "100", "个")]),
        ("where it was grown", "新茶种在国内及海外地区累计种植面积超过4亿亩。", [("累计种植面积", "400000000", "亩")]),
        ("an average that is its name", "平均海拔1800米。", [("平均海拔", "1800", "米")]),
        ("the size of one of them", "抓好3万吨茶饮料厂等90个项目。", [("项目", "90", "个")]),
        ("the size of those it is for", "对300亩以上的种茶主体发放补贴50万元。", [("发放补贴", "500000", "元")]),
        ("the number of an institute", "中船重工901所参与建设，新建学校9所。", [("新建学校", "9", "所")]),
        ("decimals parted by a space", "茶叶产量由2. 35亿吨增加到3 .6亿吨。", [("茶叶产量", "235000000", "吨"), ("茶叶产量", "360000000", "吨")]),
        ("the parts of another whole", "茶果面积比为53.1：46.9。", [("茶果面积比", "53.1", ""), ("茶果面积比", "46.9", "")]),
        ("a share of what was named before", "其中茶机412台，占81.3%。", [("茶机", "412", "台"), ("茶机占比", "81.3", "%")]),
        ("growth behind a share of a target", "茶园投资12亿元，完成年度目标的60.6%，同比增长4.7%。",
         [("茶园投资", "1200000000", "元"), ("茶园投资年度目标完成率", "60.6", "%"), ("茶园投资", "4.7", "%")]),
        ("a multiple behind a share", "茶叶销量5亿件，占全市三分之二，是2019年同期的2.3倍。",
         [("茶叶销量", "500000000", "件"), ("茶叶销量占全市比重", "66.67", "%"), ("茶叶销量", "2.3", "倍")]),
        ("a unit said once", "茶叶产值由2.3亿增至3.5亿元。", [("茶叶产值", "230000000", "元"), ("茶叶产值", "350000000", "元")]),
        ("by the year", "茶农补贴每人每年5580元。", [("茶农补贴", "5580", "元/年")]),
        ("an amount for each mu", "每亩补贴120元，每户补助2万元。", [("每亩补贴", "120", "元"), ("每户补助", "20000", "元")]),
        ("who will do it", "茶旅项目将惠及茶农5万人。", [("惠及茶农", "50000", "人")]),
        ("a rate that is no growth", "人口自然增长率为-1.54‰。", [("人口自然增长率", "-1.54", "‰")]),
        ("what points compare is the rate", "茶叶产值增速比全国高3个百分点。", [("茶叶产值增速", "3", "百分点")]),
        ("a life expectancy, no age", "茶农平均年龄45岁，人均预期寿命由76岁提高到77.5岁。", [("人均预期寿命", "76", "岁"), ("人均预期寿命", "77.5", "岁")]),
        ("one verb to a number", "茶厂增至9家。", [("茶厂", "9", "家")]),
        ("neighbouring digits", "茶市来了三五百名游客。", [("游客", "300", "名"), ("游客", "500", "名")]),
        ("what a colon labels", "茶叶产值：58亿元。", [("茶叶产值", "5800000000", "元")]),
        ("letters before a decimal", "PMI50.2%，建成B2茶厂3家。", [("PMI", "50.2", "%"), ("B2茶厂", "3", "家")]),
        ("only what it is compared with", "茶叶产值3亿元，较上年-3.1%。", [("茶叶产值", "300000000", "元"), ("茶叶产值", "-3.1", "%")]),
        ("what is planned", "今年计划引进茶厂3家，要新建冷库2座。", [("引进茶厂", "3", "家"), ("新建冷库", "2", "座")]),
        ("a range of what follows", "形成3至5个茶旅线路。", [("茶旅线路", "3", "个"), ("茶旅线路", "5", "个")]),
        ("a range", "预计茶叶产量增长4.5-5%。", [("茶叶产量", "4.5", "%"), ("茶叶产量", "5", "%")]),
        ("a relative clause before the number", "这里是今年改造的20个旧院落之一。", [("旧院落", "20", "个")]),
        ("the place between metric and number", "列入整治的河汊在下游片有78条。", [("列入整治的河汊", "78", "条")]),
        ("a demonstrative subject", "这些企业和合作社招收搬迁劳动力408人。", [("招收搬迁劳动力", "408", "人")]),
        ("a target named by the number before", "新增技工821人，为全年目标的104.2%。", [("新增技工", "821", "人"), ("新增技工全年目标完成率", "104.2", "%")]),
        ("a goal", "加固旧桥16座，超额完成年初确定的14座的目标。", [("加固旧桥", "16", "座"), ("加固旧桥", "14", "座")]),
        ("more of the same", "茶叶合作社达到64家，净增6家。", [("茶叶合作社", "64", "家"), ("茶叶合作社", "6", "家")]),
        ("parallel subjects share their noun", "失火、触电事故分别下降3.9%、2.5%。", [("失火事故", "-3.9", "%"), ("触电事故", "-2.5", "%")]),
        ("values in a row without 分别", "专项债券、再融资债券11亿元、4亿元。", [("专项债券", "1100000000", "元"), ("再融资债券", "400000000", "元")]),
        ("what each of them has", "茶叶产值突破40亿元，人均超过2万元。", [("茶叶产值", "4000000000", "元"), ("人均茶叶产值", "20000", "元")]),
        ("what is invested in what is counted", "90个茶园提升项目完成投资7.5亿元。", [("茶园提升项目", "90", "个"), ("完成投资", "750000000", "元")]),
        ("members of a list before 等", "建成茶叶市场、仓库等流通企业23个。", [("流通企业", "23", "个")]),
        ("for whom", "为低收入家庭提供住房4万套。", [("提供住房", "40000", "套")]),
        ("an adverb before the verb", "有序推进356项茶艺攻关。", [("茶艺攻关", "356", "项")]),
        ("who did it where comes before the verb", "县里在茶园集中的乡镇建成冷库12座。", [("冷库", "12", "座")]),
        ("kinds counted together", "与14所高校、科研单位合作。", [("高校、科研单位", "14", "所")]),
        ("what a bracket gives the price of", "限价为新茶(不高于27.5元/公斤)、陈茶（26元/公斤）。",
         [("新茶", "27.5", "元/公斤"), ("陈茶", "26", "元/公斤")]),
        ("so much a day", "春茶的采摘量为每日850公斤左右。", [("春茶的采摘量", "850", "公斤")]),
        ("a demonstrative names nothing", "这150头黄牛将作为种牛。", [("黄牛", "150", "头")]),
        ("each of two named behind", "每天有1.3万吨茶渣、600吨茶末运出。", [("茶渣", "13000", "吨"), ("茶末运出", "600", "吨")]),
        ("what is around", "周围572家茶厂全部搬离。", [("茶厂搬离", "572", "家")]),
        ("people of what stands before", "县属茶企3200多名管理人员实现竞争上岗。", [("管理人员竞争上岗", "3200", "名")]),
        ("what is developed", "支持各镇集中资源发展1至2个主导产业。", [("主导产业", "1", "个"), ("主导产业", "2", "个")]),
        ("children without a counter", "茶乡补贴惠及43万儿童。", [("儿童", "430000", "人")]),
        ("with whom", "县里与17家茶企合作。", [("茶企", "17", "家")]),
        ("two kinds of one thing", "新建2万平方米的智能和连栋育苗中心。", [("智能和连栋育苗中心", "20000", "平方米")]),
        ("the next thing is not counted with it", "建成3个县、新建学校5所。", [("建成县", "3", "个"), ("新建学校", "5", "所")]),
        ("what is counted stands before 的", "茶农来自10个省份的乡下。", [("省份", "10", "个")]),
        ("a subject that only says where", "茶叶市场内有23家企业。", [("企业", "23", "家")]),
        ("a modal verb", "今年种上新茶，每亩能够达到30公斤。", [("每亩", "30", "公斤")]),
        ("money for what stands behind it", "此次签约的20亿元贷款意向最大。", [("贷款意向最大", "2000000000", "元")]),
        ("what became of it", "将2000亩茶园打造成茶旅景区。", [("茶园", "2000", "亩")]),
        ("the parts of a whole", "三次产业结构为12.7:53.2:34.1。", [("第一产业比重", "12.7", ""), ("第二产业比重", "53.2", ""), ("第三产业比重", "34.1", "")]),
        ("money for a piece", "小猪价格达到600元/头，毛茶价格为每公斤20元。", [("小猪价格", "600", "元/头"), ("毛茶价格", "20", "元/公斤")]),
        ("from what to what, of the clause before", "调高茶农保险限额，从7万元提高到28万元。", [("茶农保险限额", "70000", "元"), ("茶农保险限额", "280000", "元")]),
        ("a subject before its verb", "青溪等主产区落实110万亩套种茶园。", [("套种茶园", "1100000", "亩")]),
        ("how it stands", "1.4万亩茶园长势喜人。", [("茶园", "14000", "亩")]),
        ("a conjunction", "但夏秋茶利用率达到33%。", [("夏秋茶利用率", "33", "%")]),
        ("what has not happened", "9座茶厂至今没有投产。", [("茶厂", "9", "座")]),
        ("from one year to another", "茶农收入由2020年的15320元增至2023年的19876元。", [("茶农收入", "15320", "元"), ("茶农收入", "19876", "元")]),
        ("some of what was counted", "举报的3起案件已查实1起。", [("案件", "3", "起"), ("查实案件", "1", "起")]),
        ("some of them, with a time", "签约的20家茶企目前已投产12家。", [("茶企", "20", "家"), ("投产茶企", "12", "家")]),
        ("some of them, without an adverb", "45个茶园项目开工32个。", [("茶园项目", "45", "个"), ("开工茶园项目", "32", "个")]),
        ("fewer than planned", "原定新建的12家茶厂只建成9家。", [("茶厂", "12", "家"), ("建成茶厂", "9", "家")]),
        ("another thing in its parts", "惠及茶农3000户，其中老茶厂21个。", [("惠及茶农", "3000", "户"), ("老茶厂", "21", "个")]),
        ("a price for each, from and to", "毛茶价格由每公斤20元跌到12元。", [("毛茶价格", "20", "元/公斤"), ("毛茶价格", "12", "元/公斤")]),
        ("it rose to", "茶价从2300元涨到11200元。", [("茶价", "2300", "元"), ("茶价", "11200", "元")]),
        ("a share of two, and whose they are", "茶产业投资、产值占比分别达到54%、46.5%。", [("茶产业投资占比", "54", "%"), ("茶产业产值占比", "46.5", "%")]),
        ("a share of a whole", "茶叶产值、农民收入占全县比重分别达到70%和40%。",
         [("茶叶产值占全县比重", "70", "%"), ("农民收入占全县比重", "40", "%")]),
        ("no share of an amount", "茶叶产值、税收占比分别达到5亿元、40%。", [("茶叶产值", "500000000", "元"), ("税收占比", "40", "%")]),
        ("three industries", "第一、二、三产业比重分别为10%、40%和50%。",
         [("第一产业比重", "10", "%"), ("第二产业比重", "40", "%"), ("第三产业比重", "50", "%")]),
        ("two industries", "全县第二和第三产业产值分别为3亿元、4亿元。", [("第二产业产值", "300000000", "元"), ("第三产业产值", "400000000", "元")]),
        ("money each month", "老人补助提高到每人每月286元。", [("老人补助", "286", "元/月")]),
    ],
)  # fmt: skip
def test_metric_value_and_unit(phenomenon: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert facts(text) == expected, phenomenon


@pytest.mark.parametrize(
    ("text", "measure", "value", "base"),
    [
        ("煤炭占比下降到9.7%。", "level", "9.7", None),
        ("煤炭占比下降6.8个百分点。", "change", "-6.8", None),
        ("生奶产量同比下降4.7%。", "growth", "-4.7", "同比"),
        ("贷款余额比年初增加55亿元。", "change", "5500000000", "比年初"),
        ("规模养殖比重比上年提高5个百分点。", "change", "5", "比上年"),
        ("茶叶产量比上年略增3%。", "growth", "3", "比上年"),
        ("茶园面积较去年小幅下降2%。", "growth", "-2", "较去年"),
        ("茶叶增速高于全省平均水平1.8个百分点。", "change", "1.8", "高于全省平均水平"),
        ("茶叶增速低于全省0.8个百分点。", "change", "-0.8", "低于全省"),
        ("茶叶增速好于全省1.1个百分点。", "change", "1.1", "好于全省"),
        ("茶叶增速落后于全省1.1个百分点。", "change", "-1.1", "落后于全省"),
        ("淘汰落后茶机20台。", "level", "20", None),
        ("茶叶产量60万吨，比上年增产1.8万吨。", "change", "18000", "比上年"),
        ("茶叶税收5.2亿元，比去年同期多出3400万元。", "change", "34000000", "比去年同期"),
        ("茶叶产量60万吨，比上年少收2万吨。", "change", "-20000", "比上年"),
        ("茶园覆盖率60.5%，比全国高12.7个百分点。", "change", "12.7", "比全国"),
        ("茶园覆盖率82.1%，较3月底提高3.1个百分点。", "change", "3.1", "较3月底"),
        ("债券资金41亿元是上年的1.9倍。", "level", "1.9", "上年"),
        ("游客年均增长13.2%。", "growth", "13.2", None),
        ("茶叶、蜂蜜产值增速分别为5%、8%。", "growth", "8", None),
        ("一季度、上半年，茶叶产值降幅分别为5%、8%。", "growth", "-8", None),
        ("产值翻一番。", "growth", "100", None),
        ("茶叶产值比2010年翻一番以上。", "growth", "100", "比2010年"),
        ("扩大贷款规模7000万元。", "change", "70000000", None),
        ("城镇新增就业3.1万人。", "level", "31000", None),
        ("茶叶产值实现1.5%的正增长。", "growth", "1.5", None),
        ("茶叶产值实现1.5%的负增长。", "growth", "-1.5", None),
        ("茶叶增速比一季度提高0.3个百分点。", "change", "0.3", "比一季度"),
        ("茶农人均增收1350元。", "change", "1350", None),
        ("带动650户茶农增收。", "level", "650", None),
        ("全县减收5.5亿元。", "change", "-550000000", None),
        ("茶叶出口额3亿元，同比-5.2%。", "growth", "-5.2", "同比"),
        ("茶叶出口额3亿元，-5.2%。", "growth", "-5.2", None),
        ("茶叶出口额3亿元，同比+5.2%。", "growth", "5.2", "同比"),
        ("达标率从2017年的35%提高到现在的100%。", "level", "100", None),
        ("茶叶产值是前年的两倍。", "level", "2", "前年"),
        ("茶叶产值达到去年的三倍多。", "level", "3", "去年"),
        ("茶叶产值增长近两倍。", "growth", "2", None),
        ("茶叶产值比十年前翻了近两番。", "growth", "300", "比十年前"),
        ("茶叶价格比往年高出一倍。", "growth", "1", "比往年"),
        ("茶企利润为-3亿元。", "level", "-300000000", None),
        ("茶企利润下降-5%。", "growth", "-5", None),
        ("人口自然增长率为6‰。", "level", "6", None),
        ("关闭小茶厂12家。", "level", "12", None),
        ("关停小茶厂12家。", "level", "12", None),
        ("压减茶叶产能12吨。", "change", "-12", None),
        ("与2017年相比，养老金水平增长27%。", "growth", "27", "与2017年相比"),
        ("与2016年的旱情相比，茶园面积减少3万亩。", "change", "-30000", "与2016年的旱情相比"),
        ("和2019年相比，茶客增长12%。", "growth", "12", "和2019年相比"),
        ("茶客恢复到2019年同期的95%。", "level", "95", "2019年同期"),
        ("茶客恢复到灾前的95%。", "level", "95", "灾前"),
        ("茶叶产值相当于上年的80%。", "level", "80", "上年"),
        ("茶叶产量60万吨，与上年相比增产1.8万吨。", "change", "18000", "与上年相比"),
        ("茶农与2010年相比减少300人。", "change", "-300", "与2010年相比"),
        ("茶叶用水量较之2012年下降12%。", "growth", "-12", "较之2012年"),
        ("茶客较2021年的16.5万人增加1.2万人。", "change", "12000", "较2021年"),
        ("茶叶税收3亿元，同比多增0.3亿元。", "change", "30000000", "同比"),
        ("相较2019年，茶客增长12%。", "growth", "12", "相较2019年"),
        ("较2016年，茶园面积扩大20亩，茶客增长5%。", "growth", "5", "较2016年"),
        ("全县茶叶产值在2020年的基础上翻一番。", "growth", "100", "在2020年的基础上"),
        ("较“十二五”末增加93家，企业增长3%。", "growth", "3", None),
    ],
)
def test_measure_sign_and_base(text: str, measure: str, value: str, base: str | None) -> None:
    claim = read(text)[0][-1]
    assert (claim.measure, str(claim.value), claim.base.value if claim.base else None) == (measure, value, base)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("剩下的9座旧桥，力争10月底前全部完工。", "target"),
        ("剩余5座旧桥要到明年才能建成。", "target"),
        ("还有6个村预计明年6月通路。", "target"),
        ("其余4座水厂计划年底投用。", "target"),
        ("还有2座桥将于下月通车。", "target"),
        ("今年还要新建水厂3座。", "target"),
        ("加固旧桥16座，超过14座的目标。", "target"),
        ("力争建成80个冷库。", "target"),
        ("到2025年建成80个冷库。", "target"),
        ("今年计划投资3亿元。", "target"),
        ("今年计划再建茶园3亩。", "target"),
        ("茶园面积将稳定在13万亩。", "target"),
        ("五年后，机场达7个。", "target"),
        ("茶叶总产量有望超过80万斤。", "target"),
        ("水库建成后将提供水源，改善灌溉面积2万亩。", "target"),
        ("下一步，全县将引进茶企30家。", "target"),
        ("项目将惠及茶农5万人。", "target"),
        ("确保今年茶园改造开工2000亩。", "target"),
        ("今年争取引进茶企20家。", "target"),
        ("政府将拨出13.5亿元。", "target"),
        ("茶厂将与3家企业合作。", "target"),
        ("原定新建茶厂12家。", "target"),
        ("原拟种茶2万亩。", "target"),
        ("工程原定投资3亿元、新建茶厂2家。", "target"),
        ("原定新建的12家茶厂只建成9家。", "actual"),
        ("原计划新建茶厂12家，最终只建成9家。", "actual"),
        ("原定的24片茶园全部完成。", "actual"),
        ("比原计划提前建成茶厂3家。", "actual"),
        ("争取到资金3亿元。", "actual"),
        ("全县将资金3亿元用于修路。", "actual"),
        ("茶厂即将投产，去年采茶3万斤。", "actual"),
        ("为确保用水，去年新建水厂3座。", "actual"),
        ("完成年度目标任务的104%。", "actual"),
        ("实施“燕归巢”计划，引进能手240名。", "actual"),
        ("争取上级资金68亿元。", "actual"),
        ("目前已建成80个冷库。", "actual"),
    ],
)
def test_what_is_yet_to_come(text: str, kind: str) -> None:
    text = "新增技工8人，" + text if text.startswith("完成") else text
    assert read(text)[0][-1].kind == kind


REPORT = """一、2020年工作回顾
一年来，我们稳住大盘。全年地区生产总值增长2%。
过去的五年，我们补短板。茶叶产量110万吨，植被覆盖率达到61%。2020年游客收入71亿元。
二、2021年重点工作
主要预期目标是：地区生产总值增长8%，新增技工2.9万人。
"""


def test_sections_of_a_report_date_its_claims() -> None:
    claims, _ = read(REPORT, genre="government_work_report", published="2021-02-28", speaker="周晓禾")
    dated = [
        (c.metric.value.name, c.kind, c.period.value.start if c.period else None, c.period.value.end if c.period else None) for c in claims
    ]
    assert dated == [
        ("地区生产总值", "actual", "2020", "2020"),
        ("茶叶产量", "actual", "2016", "2020"),
        ("植被覆盖率", "actual", None, "2020"),
        ("游客收入", "actual", "2020", "2020"),
        ("地区生产总值", "target", "2021", "2021"),
        ("新增技工", "target", "2021", "2021"),
    ]
    assert {(c.voice, c.speaker.value.name if c.speaker else None) for c in claims} == {("report", "周晓禾")}


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("an item of a list", "一、新建公路12公里\n二、改造危房20户", [("新建公路", "12", "公里"), ("改造危房", "20", "户")]),
        ("numbered in digits", "1. 新建公路12公里\n2. 改造危房20户", [("新建公路", "12", "公里"), ("改造危房", "20", "户")]),
        ("a heading over a paragraph", "一、新建公路12公里\n县里改造危房20户。\n二、修建水厂", [("改造危房", "20", "户")]),
        ("the number of a paragraph", "3.县里改造危房20户。", [("改造危房", "20", "户")]),
        ("a decimal that opens a line", "1.5万户改造危房。", [("改造危房", "15000", "户")]),
    ],
)
def test_lists_and_headings(phenomenon: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在去年新建茶厂6家的基础上，再新建茶厂9家。", [("新建茶厂", "6", "actual", "2020"), ("新建茶厂", "9", "target", "2021")]),
        ("在2019年改造茶园15亩的基础上，改造茶园20亩。", [("改造茶园", "15", "actual", "2019"), ("改造茶园", "20", "target", "2021")]),
        ("在现有冷库3座的基础上，增加冷库2座。", [("冷库", "3", "actual", "2021-02-28"), ("增加冷库", "2", "target", "2021")]),
        ("在已建成12座冷库的基础上，新建茶厂3家。", [("冷库", "12", "actual", None), ("新建茶厂", "3", "target", "2021")]),
        ("茶农补助在去年800元的基础上提高到900元。", [("茶农补助", "800", "actual", "2020"), ("茶农补助", "900", "target", "2021")]),
        ("在完成20亩茶园改造的基础上，再改造茶园15亩。", [("茶园改造", "20", "target", "2021"), ("改造茶园", "15", "target", "2021")]),
    ],
)
def test_what_is_there_in_a_plan_is_no_target(text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    claims, _ = read(f"二、2021年重点工作\n{text}", genre="government_work_report", published="2021-02-28")
    assert [(c.metric.value.name, str(c.value), c.kind, c.period.value.end if c.period else None) for c in claims] == expected


@pytest.mark.parametrize("comparison", ["与2016年的旱情相比", "较2016年", "和2016年相比", "比2016年末", "跟2016年同期相比", "对比2016年"])
def test_a_year_of_comparison_is_no_period(comparison: str) -> None:
    claims, _ = read(f"{comparison}，茶园减少3亩，绿地达到8亩。")
    assert [(str(c.value), c.period) for c in claims] == [("-3", None), ("8", None)]


@pytest.mark.parametrize("range", ["1—2月", "1至5月", "一季度", "1-4月份"])
@pytest.mark.parametrize(("verb", "value"), [("加快", "0.5"), ("回升", "0.5"), ("放慢", "-0.5"), ("收窄", "-0.5")])
def test_a_rate_is_compared_with_that_of_some_months(range: str, verb: str, value: str) -> None:
    (claim,), _ = read(f"茶叶加工业增速比{range}{verb}0.5个百分点。")
    assert (claim.metric.value.name, str(claim.value), claim.base and claim.base.value) == ("茶叶加工业增速", value, f"比{range}")


def test_a_feature_dates_only_its_own_sentence() -> None:
    claims, _ = read("2019年至今，云岭县实施蜂业项目39个。全县成立12家蜂业企业。")
    assert [(c.period.value.start if c.period else None) for c in claims] == ["2019", None]


def test_the_parts_of_a_sum_are_of_its_time() -> None:
    claims, _ = read("一季度，茶叶产值完成48亿元。其中，红茶产值5亿元。全年茶叶产量稳定，绿茶产值9亿元。")
    assert [c.period and (c.period.value.start, c.period.value.end, c.period.origin) for c in claims[:2]] == [
        ("2022-01", "2022-03", ""),
        ("2022-01", "2022-03", "paragraph"),
    ]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("the year of the first only", "2021年，茶农贫困率由2017年的23.6%下降到12.05%。", [("2017", "2017"), ("2021", "2021")]),
        (
            "a growth between two",
            "茶叶产量由2019年的10吨提高到2021年的15吨，增长50%。",
            [("2019", "2019"), ("2021", "2021"), ("2019", "2021")],
        ),
        (
            "a change back to the first",
            "2021年贫困率由2017年的23%下降到12%，下降11个百分点。",
            [("2017", "2017"), ("2021", "2021"), ("2017", "2021")],
        ),
        (
            "a change, then a growth",
            "2021年茶叶产量由2019年的10吨增加到15吨，增加5吨，增长50%。",
            [("2019", "2019"), ("2021", "2021"), ("2019", "2021"), ("2019", "2021")],
        ),
        (
            "a second change without its years",
            "茶农由2017年的3万人减少到2021年的1万人，贫困率由10%下降到3%。",
            [("2017", "2017"), ("2021", "2021"), (None, None), ("2021", "2021")],
        ),
        ("of another part", "去年5月港口获批；泊位由3个扩大到5个。", [(None, None), (None, None)]),
        ("what has come of it since", "小区去年10月投入使用，已入住98户。", [(None, None)]),
        ("what was done then", "去年10月，小区入住98户。", [("2021-10", "2021-10")]),
        ("the year a target is for", "预计全年接待游客3万人次。", [("2022", "2022")]),
        ("two years to two values", "2020、2021年分别采茶3吨、5吨。", [("2020", "2020"), ("2021", "2021")]),
        (
            "a stretch of as many years",
            "2020年至2022年，采茶量分别为3吨、4吨、5吨。",
            [("2020", "2020"), ("2021", "2021"), ("2022", "2022")],
        ),
        ("a stretch of as many months", "今年1至2月分别采茶3吨、5吨。", [("2022-01", "2022-01"), ("2022-02", "2022-02")]),
        ("a stretch of other values", "2021年至2022年，茶叶、蜂蜜产量分别为3吨、4吨。", [("2021", "2022")] * 2),
        ("the year before, of a sentence before", "2019年，茶厂建成。当年采茶3吨。", [("2019", "2019")]),
        ("adjusted to", "三次产业结构由2015年的10:52:38调整为2020年的9:51:40。", [("2015", "2015")] * 3 + [("2020", "2020")] * 3),
        ("two quarters", "今年首两季出口茶叶3亿元。", [("2022-01", "2022-06")]),
    ],
)
def test_when_a_number_holds(phenomenon: str, text: str, expected: list[tuple[str | None, str | None]]) -> None:
    periods = [c.period.value if c.period else None for c in read(text)[0]]
    assert [(p.start, p.end) if p else (None, None) for p in periods] == expected, phenomenon


@pytest.mark.parametrize(
    "text",
    [
        "2020年至2022年，采茶量分别为3吨、5吨。",
        "采茶量分别为3吨、5吨。",
        "近三年，采茶量分别为3吨、4吨、5吨。",
        "2021年，引进茶企20家、30家。",
    ],
)
def test_values_of_which_nothing_tells_which_is_which_are_doubtful(text: str) -> None:
    assert all(UNCLEAR in claim.doubts for claim in read(text)[0])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("上级给了云岭县1200万元。", []),
        ("上级拨给云岭县1200万元修路资金。", ["修路资金"]),
        ("省里下达云岭县水利资金1200万元。", ["水利资金"]),
        ("省里拨付农村公路资金500万元。", ["拨付农村公路资金"]),
        ("专家认为茶叶产量可达50万吨。", ["茶叶产量"]),
        ("第三产业占比200亿元，森林覆盖率50万亩。", []),
        ("占比12%。", []),
        ("茶叶增加值2亿元，占比12%。", ["茶叶增加值", "茶叶增加值占比"]),
        ("劳动生产率15万元/人，美元汇率7.1元。", ["劳动生产率", "美元汇率"]),
        ("茶叶产值增速放缓至3%，税收增长5%，放缓1个百分点。", ["茶叶产值增速", "税收", "税收"]),
        ("36个茶园改造项目加快推进。", ["茶园改造项目"]),
        ("12个示范茶园建设扎实推进。", ["示范茶园"]),
        ("21项引水工程年底前竣工。", ["引水工程"]),
        ("卫生院门诊量日均120人次。", ["卫生院门诊量日均"]),
        ("茶叶产值由5亿元跃升至8亿元。", ["茶叶产值", "茶叶产值"]),
        ("茶企数量猛增到120家，茶园面积锐减到3万亩。", ["茶企数量", "茶园面积"]),
        ("春茶产量3吨，均价上涨20%。", ["春茶产量", "均价"]),
        ("实际新建水厂9座。", ["新建水厂"]),
        ("数字经济增加值占生产总值比重40%，同比增长10%。", ["数字经济增加值占生产总值比重", "数字经济增加值"]),
        ("茶厂从2018年的12家增加到2022年的50家。", ["茶厂", "茶厂"]),
        ("以前人均收入3000元。", ["人均收入"]),
        ("县委、县政府拨出资金200万元。", ["拨出资金"]),
        ("新建水厂5座，白水乡2座。", ["新建水厂", "新建水厂"]),
    ],
)
def test_what_is_no_name_of_a_metric(text: str, names: list[str]) -> None:
    assert [claim.metric.value.name for claim in read(text)[0]] == names


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("茶厂事故起数为零，实现零返贫。", ["zero", "zero"]),
        ("茶叶产值、茶税、茶园面积分别列第1、3、5位。", ["ordinal", "ordinal", "ordinal"]),
    ],
)
def test_zeros_and_ranks_are_no_claims(text: str, reasons: list[str]) -> None:
    claims, skipped = read(text)
    assert not claims and [number.reason for number in skipped] == reasons


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("茶叶产量不及全省平均水平的七成。", ("level", "70", "<", "不及全省平均水平")),
        ("供养标准高于低保标准的1.6倍。", ("level", "1.6", ">", "高于低保标准")),
        ("供养标准不低于低保标准的1.6倍。", ("level", "1.6", ">=", "不低于低保标准")),
        ("茶叶产量比全省低7%。", ("growth", "-7", "=", "比全省")),
        ("茶叶增产85公斤。", ("change", "85", "=", None)),
        ("春茶减产5%。", ("growth", "-5", "=", None)),
        ("茶园面积由2021年的3万亩减少至2022年的2万亩。", ("level", "20000", "=", None)),
        ("茶农新增至少10户。", ("level", "10", ">=", None)),
    ],
)
def test_how_a_number_is_meant(text: str, meant: tuple[str, str, str, str | None]) -> None:
    claim = read(text)[0][-1]
    assert (claim.measure, str(claim.value), claim.comparator, claim.base and claim.base.value) == meant


def test_short_lines_of_figures_that_follow_each_other_are_no_headings() -> None:
    assert facts("茶乡报捷\n春茶产量3万吨\n茶园面积5万亩\n夏茶也已开采。") == [("春茶产量", "30000", "吨"), ("茶园面积", "50000", "亩")]
    assert facts("茶乡报捷\n春茶产量3万吨\n夏茶也已开采。") == []


def test_both_ends_of_a_fall_are_below_zero() -> None:
    claims = read("今年用电量下降5%至8%，气温零下5至零下2℃。")[0]
    assert [(str(c.value), c.comparator) for c in claims] == [("-5", "<="), ("-8", ">="), ("-5", ">="), ("-2", "<=")]


def test_a_growth_on_the_year_before_is_not_of_several_years() -> None:
    claims = read("五年来，新建茶园500亩，茶叶产量比上年增长3%，比2015年增长20%，今年茶农同比增加30户。")[0]
    assert [claim.period and claim.period.value.start for claim in claims] == ["2018", None, "2018", "2022"]
    assert [bool(claim.doubts) for claim in claims] == [False, True, False, False]


def test_a_growth_that_goes_on_is_a_growth() -> None:
    assert [(claim.measure, str(claim.value)) for claim in read("茶叶、蜂蜜产量下降2%和3%。")[0]] == [("growth", "-2"), ("growth", "-3")]


def test_what_one_resident_earns_is_an_anecdote() -> None:
    text = "村民周晓禾在车间上班，一年收入8万多元。全村人均收入2万元。"
    claims, skipped = find_claims(
        text, Layout(text), Head(), (), (), Placing((), Layout(text), None), lambda a, b, c: (), residents=["周晓禾"]
    )
    assert [str(claim.value) for claim in claims] == ["20000"]
    assert [(skip.span.quote, skip.reason) for skip in skipped] == [("8万多元", "anecdote")]
    assert not read("老周家里种了茶，去年卖茶收入6万元。")[0]
    assert read("村民家里都有地，去年全村户均卖茶收入6万元。")[0]


def test_a_disaster_dates_its_damage() -> None:
    claims, _ = read("7月2日至7月4日，云岭县遭遇特大暴雨。\n全县30公里道路受损。派出5支工作队。")
    assert [(c.period.value.start if c.period else None) for c in claims] == ["2022-07-02", None]


def test_words_in_a_statement_are_their_speakers() -> None:
    text = "“新建3所学校。”周晓禾说。全县有9所学校。"
    said = Statement(Span.at(text, 1, 8), Role(Speaker("周晓禾"), Span.at(text, 9, 12)), "direct")
    claims, _ = find_claims(
        text, Layout(text), Head(published=Role(PUBLISHED)), (said,), (), Placing((), Layout(text), None), lambda a, b, c: ()
    )
    assert [(c.voice, c.speaker.value.name if c.speaker else None, c.statement) for c in claims] == [
        ("direct", "周晓禾", 0),
        ("own", None, None),
    ]


def test_a_summary_box_repeats_the_body() -> None:
    claims, _ = read(
        "已完成82个院落改造——累计完成投资5.8亿元，新增绿地3公顷。\n全面小康\n●先后完成82个院落改造——完成投资5.8亿元，新增绿地4公顷。"
    )
    assert [c.repeats for c in claims] == [None, None, None, 0, 1, None]


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("他家种了6亩地。", "6亩", "anecdote"),
        ("李某家种了6亩地。", "6亩", "anecdote"),
        ("周晓禾并未证实全县有职工1860人。", "1860人", "denied"),
        ("周晓禾是青石村的脱贫户，年收入5万元。", "5万元", "anecdote"),
        ("周晓禾没有说全县有职工1860人。", "1860人", "denied"),
        ("周晓禾不愿公开透露，全县有职工1860人。", "1860人", "denied"),
        ("茶叶产量是不是真有3万吨？", "3万吨", "question"),
        ("茶园真有20亩吗？", "20亩", "question"),
        ("茶园是否真的扩大20亩，目前尚无定论。", "20亩", "question"),
        ("60岁的茶农采茶。", "60岁", "age"),
        ("确保散煤用户动态清零。", "清零", "zero"),
        ("小镇经历过3次搬迁。", "3次", "narrative"),
        ("建成863创新园。", "863", "no unit"),
        ("12月1日，记者来到村里。", "12月1日", "date"),
        ("打造“15分钟健身圈”。", "“15分钟健身圈”", "name"),
        ("热线12345开通。", "12345", "ordinal"),
        ("茶价连续5个季度居全省前列。", "5个", "duration"),
        ("首个通时速350公里高铁的茶乡。", "350公里", "class"),
        ("连续工作83个小时。", "83个小时", "duration"),
        ("上午10时30分到达。", "10时30分", "date"),
        ("地图比例尺为1:5000。", "1:5000", "ratio"),
        ("县里并没有新增病例15例。", "15例", "denied"),
        ("检查未发现重大隐患12处。", "12处", "denied"),
        ("茶厂否认欠薪500万元。", "500万元", "denied"),
        ("有网友称，茶园扩大20亩，该说法不实。", "20亩", "denied"),
        ("网友质疑全县停产茶厂20家，县农业农村局表示不实。", "20家", "denied"),
        ("有网友称茶园扩大20亩。经核实，该信息为谣言。", "20亩", "denied"),
        ("有人说，茶园扩大20亩，事实并非如此。", "20亩", "denied"),
        ("茶园扩大20亩的传言不属实。", "20亩", "denied"),
        ("茶园扩大20亩，茶厂否认。", "20亩", "denied"),
        ("没有一个村的脱贫率低于90%。", "低于90%", "denied"),
        ("茶厂没有投入2亿元。", "2亿元", "denied"),
        ("茶园没有达到20亩。", "20亩", "denied"),
        ("茶园未发生1起火灾。", "1起", "denied"),
        ("全县不存在20座旧茶厂。", "20座", "denied"),
        ("网传茶园扩大20亩。", "20亩", "rumour"),
        ("有消息称，茶园扩大20亩。", "20亩", "rumour"),
        ("改造的不是20座旧茶厂。", "20座", "denied"),
        ("如果茶园扩大20亩，将新增茶农30名。", "20亩", "hypothesis"),
        ("如果茶园扩大20亩，将新增茶农30名。", "30名", "hypothesis"),
        ("除非茶园扩大20亩，茶厂才能复产。", "20亩", "hypothesis"),
        ("茶厂必须整改，否则，将处罚5万元。", "5万元", "hypothesis"),
        ("假如雨量达到200毫米。", "200毫米", "hypothesis"),
        ("一旦水位超过58米，就要转移茶农2000名。", "2000名", "hypothesis"),
        ("若不防霜，减产将达3万斤。", "3万斤", "hypothesis"),
        ("倘若没有冷库，茶叶损失将超过8吨。", "超过8吨", "hypothesis"),
        ("如按每亩3人计算，可带动9000人。", "9000人", "hypothesis"),
        ("只要再投资200万元，茶厂就能扩产5万斤。", "5万斤", "hypothesis"),
        ("以百倍的信心、十倍的努力推进茶产业。", "十倍", "words"),
        ("茶价涨了几十倍。", "十倍", "words"),
        ("茶农收入是去年的一倍半。", "一倍", "words"),
        ("四倍体茶树育成。", "四倍", "words"),
        ("成本降低一半。", "一半", "words"),
        ("过半茶农脱贫。", "过半", "words"),
    ],
)
def test_a_number_that_is_no_claim_says_why(text: str, quote: str, reason: str) -> None:
    claims, skipped = read(text)
    assert claims == ()
    assert (quote, reason) in [(s.span.quote, s.reason) for s in skipped]


ALPHABET = "0123456789.，。；、：（）“”《》%个名万亿元人户公里村分别达到提高增长下降占比上年同期由至和的是为建成新增项目产量率目前截至今年2020年●\n其中"


@pytest.mark.parametrize(
    "text",
    [
        "若干茶企入驻，带动茶农300名。",
        "茶农一旦遇到难处，干部随时上门，累计走访茶农300名。",
        "如果说去年是起步，今年则是收获，茶厂带动茶农300名。",
        "新规主要是帮助茶农300名。",
        "若加上外来的，茶农达300名。",
        "如有难处可来电；茶厂帮助茶农300名。",
        "帮扶的不是500名，是300名茶农。",
        "帮扶茶农300名，有人说茶叶减产，并非如此。",
        "帮扶茶农300名，作风不实问题得到整治。",
        "帮扶茶农300名，及时辟谣。",
        "他没有透露姓名，捐助茶农300名。",
        "为什么能帮扶茶农300名？",
        "核查账目是否属实的茶农有300名。",
        "不称职的茶厂有300家。",
        "帮扶没有劳动能力的茶农300名。",
        "查处散布谣言的茶农300名。",
        "网传茶叶减产，经核实，茶厂帮扶茶农300名。",
    ],
)
def test_what_is_a_fact_beside_a_condition(text: str) -> None:
    assert [str(claim.value) for claim in read(text)[0]] == ["300"]


@given(st.text(alphabet=ALPHABET, max_size=120), st.sampled_from(["newspaper_report", "government_work_report"]))
def test_any_text_is_read_and_every_anchor_is_exact(text: str, genre: str) -> None:
    claims, skipped = read(text, genre=genre)
    for claim in claims:
        for span in (claim.number, claim.quote, *(r.span for r in (claim.metric, claim.base, claim.period) if r and r.span)):
            assert text[span.start : span.end] == span.quote
        assert claim.metric.value.name
    for skip in skipped:
        assert text[skip.span.start : skip.span.end] == skip.span.quote
    for index, claim in enumerate(claims):
        assert claim.repeats is None or claim.repeats < index


def test_a_point_of_a_list_without_a_stop_is_no_heading() -> None:
    assert facts("全县抓三件事：\n一是新建水厂3座，改造管网30公里\n二是种树3000亩") == [
        ("新建水厂", "3", "座"),
        ("改造管网", "30", "公里"),
        ("种树", "3000", "亩"),
    ]
