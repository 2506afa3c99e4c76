"""Who says what, and where it ends. All people are invented."""

import time

import pytest

from kg.mentions.attribution import SEVERAL_SPEAK
from kg.mentions.people import find_people
from kg.mentions.quotations import RETOLD, find_statements
from kg.sentences import Layout

WHO = "云岭县水利局局长周晓禾"


def statements(text: str) -> list[tuple[str, str, str | None, str]]:
    layout = Layout(text)
    return [
        (s.kind, s.speaker.value.name, s.verb and s.verb.quote, s.words.quote)
        for s in find_statements(text, layout, find_people(text, layout))
    ]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("before the speaker", f"“今年要再修三座水库。”{WHO}说。", [("direct", "周晓禾", "说", "今年要再修三座水库。")]),
        ("behind a colon", f"{WHO}说：“今年要再修三座水库。”", [("direct", "周晓禾", "说", "今年要再修三座水库。")]),
        (
            "interrupted by its speaker",
            f"“今年要再修三座水库，”{WHO}说，“明年还要修两座。”",
            [("direct", "周晓禾", "说", "今年要再修三座水库，"), ("direct", "周晓禾", "说", "明年还要修两座。")],
        ),
        (
            "beside its speaker, without a verb",
            f"“今年要再修三座水库。”{WHO}信心满满。",
            [("direct", "周晓禾", None, "今年要再修三座水库。")],
        ),
        (
            "closing a sentence about its speaker",
            f"{WHO}来到坝上，看了看水位，“比去年低了不少，还要再等一等。”",
            [("direct", "周晓禾", None, "比去年低了不少，还要再等一等。")],
        ),
        (
            "a name in quotation marks stands before it",
            f"{WHO}去年吃上了“水利饭”，“两年里我跑遍了全县的水库。”",
            [("direct", "周晓禾", None, "两年里我跑遍了全县的水库。")],
        ),
        (
            "introduced by its speaker, and who is named behind it reports something else",
            f"{WHO}说，“今年要再修三座水库。”云岭县副县长闻人乐表示，水质达标。",
            [("direct", "周晓禾", "说", "今年要再修三座水库。"), ("indirect", "闻人乐", "表示", "水质达标。")],
        ),
        (
            "one behind the other, each with its speaker",
            f"{WHO}说，“今年要再修三座水库。”云岭县副县长闻人乐说，“水质比去年好了不少。”",
            [("direct", "周晓禾", "说", "今年要再修三座水库。"), ("direct", "闻人乐", "说", "水质比去年好了不少。")],
        ),
        (
            "interrupted in whole sentences",
            f"“今年要再修三座水库。”{WHO}说，“明年还要修两座。”云岭县副县长闻人乐表示，水质达标。",
            [
                ("direct", "周晓禾", "说", "今年要再修三座水库。"),
                ("direct", "周晓禾", "说", "明年还要修两座。"),
                ("indirect", "闻人乐", "表示", "水质达标。"),
            ],
        ),
        (
            "他的妻子 is not 他",
            f"{WHO}回了家。他的妻子司马兰说：“家里养了200只羊。”",
            [("direct", "司马兰", "说", "家里养了200只羊。")],
        ),
        ("no mark behind the verb", f"{WHO}说“今年要再修三座水库”。", []),
        (
            "no mark behind the verb, words of a whole sentence",
            f"{WHO}说“今年要再修三座水库。”",
            [("direct", "周晓禾", "说", "今年要再修三座水库。")],
        ),
        (
            "a name in quotation marks opens what is reported",
            f"{WHO}说，“公司＋合作社＋农户”模式带动了1000多户。",
            [("indirect", "周晓禾", "说", "“公司＋合作社＋农户”模式带动了1000多户。")],
        ),
        (
            "closing a sentence in whose last clause the speaker stands first",
            f"{WHO}来了。说起过去，周晓禾连连摆手，“那时候水都送不到地头，一年只种一季。”",
            [("direct", "周晓禾", None, "那时候水都送不到地头，一年只种一季。")],
        ),
        (
            "before what it is called",
            f"{WHO}到了现场。\n“水变清了，鱼也多了！”周晓禾的感慨，说出了大家的心声。",
            [("direct", "周晓禾", None, "水变清了，鱼也多了！")],
        ),
        (
            "a paragraph by itself",
            f"“今年要再修三座水库。”{WHO}说。\n“水库修好了，灌溉就不愁了。”",
            [("direct", "周晓禾", "说", "今年要再修三座水库。"), ("direct", "周晓禾", None, "水库修好了，灌溉就不愁了。")],
        ),
        (
            "a question by itself is the reporter's",
            f"“今年要再修三座水库。”{WHO}说。\n“水库修好以后，灌溉还愁不愁？”",
            [("direct", "周晓禾", "说", "今年要再修三座水库。")],
        ),
        (
            "several together",
            f"{WHO}和副县长闻人乐均表示，水质达标。",
            [("indirect", "闻人乐", "表示", "水质达标。")],
        ),
        (
            "他 is who was named last, not who spoke last",
            f"{WHO}说，水质达标。\n县长许知远到现场查看。他说，今年要再修三座水库。",
            [("indirect", "周晓禾", "说", "水质达标。"), ("indirect", "许知远", "说", "今年要再修三座水库。")],
        ),
        (
            "他 is who was named in the paragraph before, and nobody who came along",
            f"{WHO}说，水质达标。\n县委书记许知远到现场查看。县长闻人乐陪同。\n“今年要再修三座水库。”他说。",
            [("indirect", "周晓禾", "说", "水质达标。"), ("direct", "许知远", "说", "今年要再修三座水库。")],
        ),
        (
            "他 is nobody whom he speaks of himself",
            f"{WHO}来到坝上。“县长许知远常来，今年要再修三座水库。”他说。",
            [("direct", "周晓禾", "说", "县长许知远常来，今年要再修三座水库。")],
        ),
        (
            "他 is who is told with an age",
            f"{WHO}说，水质达标。\n52岁的许知远正在浇地。他说，今年收成不错。",
            [("indirect", "周晓禾", "说", "水质达标。"), ("indirect", "许知远", "说", "今年收成不错。")],
        ),
        (
            "该负责人 is who spoke under that word",
            "县水利局有关负责人介绍，水质达标。县长许知远到现场查看。“今年要再修三座水库。”该负责人说。",
            [("indirect", "县水利局有关负责人", "介绍", "水质达标。"), ("direct", "县水利局有关负责人", "说", "今年要再修三座水库。")],
        ),
        (
            "该局 is the body named before",
            "记者从云岭县水利局获悉，水质达标。该局有关负责人表示，今年要再修三座水库。据该局介绍，水库修好了。",
            [
                ("indirect", "云岭县水利局有关负责人", "表示", "今年要再修三座水库。"),
                ("indirect", "云岭县水利局", "介绍", "水库修好了。"),
            ],
        ),
        (
            "该公司 is the one of the paragraph before",
            "青石茶业有限公司建在云岭县。\n“水质达标。”该公司的负责人说。",
            [("direct", "青石茶业有限公司负责人", "说", "水质达标。")],
        ),
        (
            "该镇 is a place, and somebody there speaks",
            "青石镇修了路。该镇负责人介绍，水质达标。该镇表示，水质更好。",
            [("indirect", "青石镇负责人", "介绍", "水质达标。")],
        ),
        ("该局 before which none is named", "该局负责人介绍，水质达标。", [("indirect", "该局负责人", "介绍", "水质达标。")]),
        ("a demand", f"{WHO}要求，年内新修三座水库。", [("indirect", "周晓禾", "要求", "年内新修三座水库。")]),
        ("a demand at a meeting", f"{WHO}在会上要求，年内新修三座水库。", [("indirect", "周晓禾", "要求", "年内新修三座水库。")]),
        ("a verb with 道", f"{WHO}解释道，水质达标。", [("indirect", "周晓禾", "解释道", "水质达标。")]),
        ("a noun that reports", f"{WHO}在发布会上通报，水质达标。", [("indirect", "周晓禾", "通报", "水质达标。")]),
        ("a noun that does not report", f"{WHO}听取情况通报，水质达标。", []),
        ("an adverb before a noun that reports", "村民普遍反映，水质达标。", [("indirect", "村民", "反映", "水质达标。")]),
        ("a reckoning", f"{WHO}算了一笔账：三座水库灌地2万亩。", [("indirect", "周晓禾", "算了一笔账", "三座水库灌地2万亩。")]),
        (
            "a colon behind what is no verb of speech",
            "村民许知远却有不同看法：“今年要再修三座水库。”",
            [("direct", "许知远", None, "今年要再修三座水库。")],
        ),
        ("a name and a colon", "许知远：“今年要再修三座水库。”", [("direct", "许知远", None, "今年要再修三座水库。")]),
        ("a body", "日前，云岭县水利局通报称，水质达标。", [("indirect", "云岭县水利局", "通报称", "水质达标。")]),
        ("a paper", "该报告称，水质达标。", [("indirect", "该报告", "称", "水质达标。")]),
        ("a body that asks for something says nothing", "云岭县水利局要求，水质达标。", []),
        (
            "a second quotation right behind",
            f"{WHO}说：“水质达标。”“今年要再修三座水库。”",
            [("direct", "周晓禾", "说", "水质达标。"), ("direct", "周晓禾", "说", "今年要再修三座水库。")],
        ),
        (
            "a second quotation behind the full stop of the verb",
            f"“水质达标。”{WHO}说。“今年要再修三座水库。”",
            [("direct", "周晓禾", "说", "水质达标。"), ("direct", "周晓禾", "说", "今年要再修三座水库。")],
        ),
        (
            "an interview",
            f"记者：水质如何？\n{WHO}：水质达标。\n今年要再修三座水库。\n记者：还有呢？\n周晓禾：没有了。",
            [
                ("direct", "周晓禾", None, "水质达标。"),
                ("direct", "周晓禾", None, "今年要再修三座水库。"),
                ("direct", "周晓禾", None, "没有了。"),
            ],
        ),
        (
            "an interview whose heading says who answers",
            f"{WHO}就水厂建设答记者问\n问：水质如何？\n答：水质达标。\n今年要再修三座水库。",
            [("direct", "周晓禾", None, "水质达标。"), ("direct", "周晓禾", None, "今年要再修三座水库。")],
        ),
        (
            "an interview before which one person is named",
            f"日前，记者采访了{WHO}。\n问：水质如何？\n答：水质达标。\n问：还有呢？\n答：没有了。",
            [("direct", "周晓禾", None, "水质达标。"), ("direct", "周晓禾", None, "没有了。")],
        ),
        (
            "an interview with bold names",
            "**记者：** 水质如何？\n**钟小满：** 水质达标。\n今年要再修三座水库。\n**记者：** 还有呢？\n**钟小满：** 没有了。",
            [
                ("direct", "钟小满", None, "水质达标。"),
                ("direct", "钟小满", None, "今年要再修三座水库。"),
                ("direct", "钟小满", None, "没有了。"),
            ],
        ),
        ("an interview with names in brackets", "【主持人】水质如何？\n【钟小满】水质达标。", [("direct", "钟小满", None, "水质达标。")]),
        (
            "an interview of a paper",
            "《云岭日报》：水质如何？\n钟小满：水质达标。\n网友：还有呢？\n钟小满：没有了。",
            [("direct", "钟小满", None, "水质达标。"), ("direct", "钟小满", None, "没有了。")],
        ),
        (
            "an interview whose reporter is named",
            "主持人 林一帆：水质如何？\n钟小满：水质达标。\n林一帆：还有呢？\n钟小满：没有了。",
            [("direct", "钟小满", None, "水质达标。"), ("direct", "钟小满", None, "没有了。")],
        ),
        (
            "an interview of somebody whose name ends with an adverb",
            "记者问：水质如何？\n王繁已答：水质达标。",
            [("direct", "王繁已", None, "水质达标。")],
        ),
        ("an interview with nobody's answers", "县水利局答记者问\n问：水质如何？\n答：水质达标。", []),
        (
            "a paragraph of a known speaker",
            f"座谈会摘登\n{WHO}：水质达标。还要修水库。\n水库绿树成荫。",
            [("direct", "周晓禾", None, "水质达标。还要修水库。")],
        ),
        (
            "a paragraph of a speaker whose post stands in brackets",
            "周晓禾（云岭县水利局局长）：水质达标。还要修水库。",
            [("direct", "周晓禾", None, "水质达标。还要修水库。")],
        ),
        ("a portrait", f"{WHO}：男，1970年生，任职以来建水厂3座。", []),
        ("a headline", f"{WHO}：带头建水厂3座\n水质达标。", []),
        (
            "an official without a name",
            "县审计局一位不愿具名的干部说，还有20公里尚未验收。",
            [("indirect", "县审计局一位不愿具名的干部", "说", "还有20公里尚未验收。")],
        ),
        ("reported to the end of the sentence", f"{WHO}表示，水质达标。工程已经开工。", [("indirect", "周晓禾", "表示", "水质达标。")]),
        (
            "carried on in the speaker's own person",
            f"{WHO}表示，水质达标。我们还要新建3座水厂。工程已经开工。",
            [("indirect", "周晓禾", "表示", "水质达标。我们还要新建3座水厂。")],
        ),
        (
            "他 is who was named last",
            f"{WHO}到了现场。他说，还要新建3座水厂。",
            [("indirect", "周晓禾", "说", "还要新建3座水厂。")],
        ),
        (
            "老周 is who of that surname was named last",
            f"{WHO}到了现场。问到进度，老周笑着说：“还要新建3座水厂。”",
            [("direct", "周晓禾", "笑着说", "还要新建3座水厂。")],
        ),
        (
            "a figure that a body told of",
            "县交通局公布的新修公路14公里已经通车，村民量了量。镇上公示的低保户30户，有4户有车。",
            [("indirect", "县交通局", "公布", "新修公路14公里已经通车"), ("indirect", "镇上", "公示", "低保户30户")],
        ),
        (
            "a figure that a person told of",
            f"{WHO}提到的渠长14公里，包括了老渠。县里通报的数据是水窖300口。",
            [("indirect", "周晓禾", "提到", "渠长14公里"), ("indirect", "县里", "通报", "水窖300口")],
        ),
        ("a figure among what is published", "市民关心县里公布的水价，每吨3元。来到水利局介绍的14公里新渠。县里介绍的经验有3条。", []),
        (
            "老王 is who is called so where nobody of that surname is named",
            "老王指着新渠比画了半天。“今年浇地没花钱，渠修了14公里。”老王乐了。他说，明年再修3公里。",
            [("direct", "老王", None, "今年浇地没花钱，渠修了14公里。"), ("indirect", "老王", "说", "明年再修3公里。")],
        ),
        (
            "who is called by a trade first",
            "“鱼塘扩到了30亩。”养殖户老杨站在塘边。老杨说，明年再扩10亩。",
            [("direct", "养殖户老杨", None, "鱼塘扩到了30亩。"), ("indirect", "养殖户老杨", "说", "明年再扩10亩。")],
        ),
        (
            "who is called by an honour, and only acts",
            "赵大妈推开窗，“过去煤烟呛人，现在用上了天然气。”",
            [("direct", "赵大妈", None, "过去煤烟呛人，现在用上了天然气。")],
        ),
        (
            "whose name is kept back, and only acts",
            "李某走在田埂上，“今年的水稻长得好。”",
            [("direct", "李某", None, "今年的水稻长得好。")],
        ),
        ("a word that begins as 老王 does", "小康路通到村口，“今年的水稻长得好。”", []),
        ("a wife is not 老孙", "“修了14公里，哪里都能到。”老孙的妻子在一旁插话。", []),
        (
            "reported words that begin with a name in quotation marks",
            f"{WHO}表示，“清水千村”行动实施三年来，水质达标。",
            [("indirect", "周晓禾", "表示", "“清水千村”行动实施三年来，水质达标。")],
        ),
        (
            "somebody's representative",
            "家长代表周晓禾对记者说：“水还不够清，要再等等。”",
            [("direct", "周晓禾", "对记者说", "水还不够清，要再等等。")],
        ),
        (
            "a name before its post",
            "周晓禾局长介绍，水质达标。其中，优良的有3处。",
            [("indirect", "周晓禾", "介绍", "水质达标。其中，优良的有3处。")],
        ),
        (
            "somebody who would not be named",
            "云岭县水利局一位不愿具名的工作人员告诉记者，有3处问题。",
            [("indirect", "云岭县水利局一位不愿具名的工作人员", "告诉记者", "有3处问题。")],
        ),
        ("who denies and who says", "云岭县水利局局长周晓禾否认漏水。他说，水质达标。", [("indirect", "周晓禾", "说", "水质达标。")]),
        (
            "an unnamed speaker by its words",
            "云岭县水利局有关负责人介绍，水质达标。",
            [("indirect", "云岭县水利局有关负责人", "介绍", "水质达标。")],
        ),
        ("of a place that is named by its kind", "“水质达标。”园区相关负责人介绍。", [("direct", "园区相关负责人", "介绍", "水质达标。")]),
        ("who live there", "当地村民介绍，水质好多了。", [("indirect", "当地村民", "介绍", "水质好多了。")]),
        (
            "who saw one become the other",
            f"“过去的水又黄又苦。”从“没水喝”到“喝好水”，{WHO}见证了变化。",
            [("direct", "周晓禾", None, "过去的水又黄又苦。")],
        ),
        ("at a meeting", f"日前，{WHO}在座谈会强调，水质要好。", [("indirect", "周晓禾", "强调", "水质要好。")]),
        ("many together", "广大干部群众表示，水质好多了。", [("indirect", "广大干部群众", "表示", "水质好多了。")]),
        ("heard there", "在坝上不时听到当地人说，水质好多了。", [("indirect", "当地人", "说", "水质好多了。")]),
        (
            "an unnamed guide, without a verb",
            "“今年要再修三座水库。”讲解员满脸自豪。",
            [("direct", "讲解员", None, "今年要再修三座水库。")],
        ),
        (
            "going on what is reported, a doubt told",
            f"{WHO}介绍，水质达标。“我们还要再修三座水库。”水库边绿树成荫。",
            [("indirect", "周晓禾", "介绍", "水质达标。"), ("direct", "周晓禾", None, "我们还要再修三座水库。")],
        ),
        (
            "closing the paragraph about its speaker",
            f"望着水库，{WHO}喜出望外。“过去哪有这么清的水，两年里变了样。”",
            [("direct", "周晓禾", None, "过去哪有这么清的水，两年里变了样。")],
        ),
        (
            "as somebody sees it",
            "“水库在未来大有可为。”在青石集团董事长方禾看来，水质达标。",
            [("direct", "方禾", "看来", "水库在未来大有可为。"), ("indirect", "方禾", "看来", "水质达标。")],
        ),
        ("told a paper", "周晓禾告诉《云岭日报》记者，水质达标。", [("indirect", "周晓禾", "告诉《云岭日报》记者", "水质达标。")]),
        ("told the reporter", "周晓禾告知记者，水质达标。", [("indirect", "周晓禾", "告知记者", "水质达标。")]),
        ("who answers", "周晓禾答：“水质达标，一年省水三成。”", [("direct", "周晓禾", "答", "水质达标，一年省水三成。")]),
        ("who is called by a trade and a surname", "“水质达标。”养殖户老杨说。", [("direct", "养殖户老杨", "说", "水质达标。")]),
        (
            "an unnamed guide, a second quotation behind",
            "“今年要再修三座水库。”讲解员满脸自豪，“明年还要修两座。”",
            [("direct", "讲解员", None, "今年要再修三座水库。"), ("direct", "讲解员", None, "明年还要修两座。")],
        ),
        (
            "beside its speaker, who stands somewhere",
            f"“今年要再修三座水库。”在宽敞通透的二层大厅，{WHO}信心满满。",
            [("direct", "周晓禾", None, "今年要再修三座水库。")],
        ),
        ("reckoned", "周晓禾给记者算了一笔账，一年省水三成。", [("indirect", "周晓禾", "算了一笔账", "一年省水三成。")]),
        (
            "by somebody who came home",
            "在外打拼多年的青年周晓禾决定返乡：“我们要种好水稻。”不久，水稻熟了。周晓禾说，水质达标。",
            [("direct", "周晓禾", None, "我们要种好水稻。"), ("indirect", "周晓禾", "说", "水质达标。")],
        ),
        (
            "by who opens the paragraph before",
            f"{WHO}说，水质达标。\n闻人乐是云岭人，早年在外。\n“小时候这里没有水库。”他感叹。",
            [("indirect", "周晓禾", "说", "水质达标。"), ("direct", "闻人乐", "感叹", "小时候这里没有水库。")],
        ),
        (
            "carried on by what has to be done",
            f"{WHO}强调，要管好水库。要在年内新修两座。会后大家查看了水库。",
            [("indirect", "周晓禾", "强调", "要管好水库。要在年内新修两座。")],
        ),
        (
            "carried on by what everybody has to do",
            f"{WHO}指出，水库事关大局。各级各部门要管好水库。大家查看了水库。",
            [("indirect", "周晓禾", "指出", "水库事关大局。各级各部门要管好水库。")],
        ),
        (
            "not carried on behind a leader's words",
            "周晓禾总书记强调，水库是大事。要管好水库，新修三座。",
            [("indirect", "周晓禾", "强调", "水库是大事。")],
        ),
        (
            "carried on by the speaker's own county",
            f"{WHO}指出，近年来，我县修了三座水库。今年一季度，我县又开工两座。会后大家查看了水库。",
            [("indirect", "周晓禾", "指出", "近年来，我县修了三座水库。今年一季度，我县又开工两座。")],
        ),
        (
            "not carried on by the paper's county",
            f"{WHO}表示，水质达标。近年来，我县修了三座水库。",
            [("indirect", "周晓禾", "表示", "水质达标。")],
        ),
        (
            "carried on by the items of a list",
            f"{WHO}介绍，工作体现在三个方面：一是修水库。新修三座。二是修水渠。三是管好水。会后大家查看了水库。",
            [("indirect", "周晓禾", "介绍", "工作体现在三个方面：一是修水库。新修三座。二是修水渠。三是管好水。")],
        ),
        (
            "carried on by the items of a list, a paragraph each",
            f"{WHO}介绍，工作体现在几个方面：\n一是修水库。新修三座。\n二是修水渠。\n大家查看了水库。",
            [
                ("indirect", "周晓禾", "介绍", "工作体现在几个方面："),
                ("indirect", "周晓禾", "介绍", "修水库。新修三座。"),
                ("indirect", "周晓禾", "介绍", "修水渠。"),
            ],
        ),
        (
            "closing its paragraph, the full stop behind the mark",
            f"{WHO}忙着接待客人。“水库修好了，坐在家里就能挣钱”。",
            [("direct", "周晓禾", None, "水库修好了，坐在家里就能挣钱")],
        ),
        (
            "carried on by the other hand",
            f"{WHO}介绍，一方面是修水库。另一方面是修水渠。会后大家查看了水库。",
            [("indirect", "周晓禾", "介绍", "一方面是修水库。另一方面是修水渠。")],
        ),
        (
            "whole sentences close what is reported",
            "周晓禾说，一亩水面收入3万元，“三年就能进丰产期。”",
            [("indirect", "周晓禾", "说", "一亩水面收入3万元"), ("direct", "周晓禾", "说", "三年就能进丰产期。")],
        ),
        (
            "who is looked at does not speak",
            f"{WHO}来到坝上。“许知远手巧，管着三座水库。”周晓禾望着走来的县长许知远笑眯眯地说。",
            [("direct", "周晓禾", "说", "许知远手巧，管着三座水库。")],
        ),
        (
            "who is talked of does not speak",
            f"“水质好了，多亏了他。”说起{WHO}，村民许知远竖起大拇指。",
            [("direct", "许知远", None, "水质好了，多亏了他。")],
        ),
        (
            "who is told does not speak",
            f"“一亩水面收入3万元。”村民许知远给{WHO}算起账。",
            [("direct", "许知远", None, "一亩水面收入3万元。")],
        ),
        (
            "a smile before a colon",
            "村民周晓禾来到坝上。她抹了把汗，咧嘴笑：“过去哪有这么清的水。”",
            [("direct", "周晓禾", None, "过去哪有这么清的水。")],
        ),
        (
            "a smile in the sentence before, and more behind",
            f"说起水库，{WHO}脸上挂着微笑。“过去哪有这么清的水。”今年会更好。",
            [("direct", "周晓禾", None, "过去哪有这么清的水。")],
        ),
        (
            "at an event whose name is quoted",
            f"{WHO}在县政府举行的“兴水富民”系列发布会上表示，今年要再修三座水库。",
            [("indirect", "周晓禾", "表示", "今年要再修三座水库。")],
        ),
        (
            "before an event whose name is quoted",
            f"“今年要再修三座水库。”在9月15日上午召开的“云岭这十年”系列新闻发布会水利专场上，{WHO}介绍，水质达标。",
            [("direct", "周晓禾", "介绍", "今年要再修三座水库。"), ("indirect", "周晓禾", "介绍", "水质达标。")],
        ),
        (
            "behind an event whose name is quoted",
            f"{WHO}在“兴水富民”系列发布会上说：“今年要再修三座水库。”",
            [("direct", "周晓禾", "说", "今年要再修三座水库。")],
        ),
        (
            "without a name, at an event whose name is quoted",
            "县水利局有关负责人在“兴水富民”系列发布会上说，今年要再修三座水库。",
            [("indirect", "县水利局有关负责人", "说", "今年要再修三座水库。")],
        ),
        (
            "a person in a quoted name does not speak",
            f"{WHO}在“闻人乐局长接待日”活动上说，今年要再修三座水库。",
            [("indirect", "周晓禾", "说", "今年要再修三座水库。")],
        ),
        (
            "a word that is explained opens what is reported",
            f"{WHO}表示，“督”就是要督各乡镇的进度，“战”就是要打赢这一仗。",
            [("indirect", "周晓禾", "表示", "“督”就是要督各乡镇的进度，“战”就是要打赢这一仗。")],
        ),
        (
            "a name behind a space",
            "云岭县委书记、县人大常委会主任 周晓禾在会上表示，水质达标。",
            [("indirect", "周晓禾", "表示", "水质达标。")],
        ),
        (
            "a paragraph of a speaker whose name stands behind a space",
            "云岭县水利局党组书记、局长 周晓禾：今年要再修三座水库。",
            [("direct", "周晓禾", None, "今年要再修三座水库。")],
        ),
        ("figures", f"{WHO}列出一组数据：三座水库灌地2万亩。", [("indirect", "周晓禾", "列出一组数据", "三座水库灌地2万亩。")]),
        (
            "figures of another kind",
            f"{WHO}提供了一组更宏观的数字：三座水库灌地2万亩。",
            [("indirect", "周晓禾", "提供了一组更宏观的数字", "三座水库灌地2万亩。")],
        ),
        ("how much is felt", f"{WHO}感慨万分：过去水都送不到地头。", [("indirect", "周晓禾", "感慨万分", "过去水都送不到地头。")]),
        (
            "shared",
            f"“今年要再修三座水库，”{WHO}分享道，“明年还要修两座。”",
            [("direct", "周晓禾", "分享道", "今年要再修三座水库，"), ("direct", "周晓禾", "分享道", "明年还要修两座。")],
        ),
        ("a verb with 道 and no mark", f"{WHO}感慨道“过去水都送不到地头。”", [("direct", "周晓禾", "感慨", "过去水都送不到地头。")]),
        (
            "who sells",
            "“水产好卖得很。”摊贩乐呵道，“一天两百斤。”",
            [("direct", "摊贩", "道", "水产好卖得很。"), ("direct", "摊贩", "道", "一天两百斤。")],
        ),
        ("doing something else", "“水产好卖得很。”一名老顾客边挑鱼边说。", [("direct", "一名老顾客", "说", "水产好卖得很。")]),
        (
            "who is called by a trade and an honour",
            "“水质达标。”在县城务工的叉车工周师傅说。",
            [("direct", "叉车工周师傅", "说", "水质达标。")],
        ),
        ("an old woman", "周晓禾大妈打开了话匣子：“水变清了，鱼也多了！”", [("direct", "周晓禾", None, "水变清了，鱼也多了！")]),
        (
            "an old man",
            "“水变清了。”周晓禾老人告诉记者，鱼也多了。",
            [("direct", "周晓禾", "告诉记者", "水变清了。"), ("indirect", "周晓禾", "告诉记者", "鱼也多了。")],
        ),
        (
            "who stand around",
            "“水变清了，鱼也多了！”围观群众纷纷表示，水质好多了。",
            [("direct", "围观群众", "表示", "水变清了，鱼也多了！"), ("indirect", "围观群众", "表示", "水质好多了。")],
        ),
    ],
)
def test_statements_of_a_text(phenomenon: str, text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全县推进“厕所革命”，打造“一村一品”。",
        "据介绍，全县有3座水厂。",
        f"{WHO}的邻居来了，“水好了，路也修好了，日子好过。”",
        f"{WHO}和云岭县教育局局长闻人乐来了，“水好了，路也修好了。”",
        f"{WHO}出席会议，会议指出，全县建成水厂3座。",
        "“这件事我可管不了！”村干部的一句话让村民周晓禾跑了三趟。",
        f"{WHO}来过。与人跑运输的那个人，回到村里，“这里的政策更优。”他创办的公司很大。",
        f"云岭县教育局局长闻人乐和{WHO}去了水库。“水好了，路也修好了。”",
        f"{WHO}笑着说，一边接过水桶。",
        f"{WHO}来了，看来，水质达标。",
        f"{WHO}没有说，今年要建水厂3座。",
        f"{WHO}对茶厂进行警告，罚款3万元。",
        f"{WHO}未公开透露，今年要建水厂3座。",
        f"{WHO}拒绝承认，水质未达标。",
        f"{WHO}家在坝下，门上写着：“水清了，路也修好了。”",
        f"{WHO}来到坝上。“水清了，路也修好了。”这是村里的标语。",
        f"村民许知远迎上前，握住{WHO}的手：“水质好了，多亏了你们。”",
        f"落实{WHO}重要指示要求，全县建成水厂3座。",
        f"按照{WHO}和县委的部署要求，全县建成水厂3座。",
        f"听取{WHO}等人士意见建议，全县建成水厂3座。",
        f"深入落实{WHO}“三个坚持”总要求，全县建成水厂3座。",
        f"{WHO}看了看水渠，新修渠道，街道也修好了。",
        "云岭县委书记 安排部署，全县建成水厂3座。",
    ],
)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    "between",
    [
        "20日", "2022年3月", "2021年底", "2022年3月上旬在会上", "昨天", "当日", "上午", "18日晚", "本周三", "二十日", "（20日）", "20日在县政府新闻发布会上", "20日上午在接受采访时", "6月20日在接受本报记者采访时",
        "在发布会上则", "应询时", "会上", "就水厂建设情况", "向本报记者独家", "自豪地", "意味深长地", "笑着", "发文", "撰文", "答记者问时", "更是", "反驳",
    ],
)  # fmt: skip
@pytest.mark.parametrize("who", [WHO, "周晓禾", "副县长张立", "据周晓禾"])
def test_when_where_and_how_stands_between_a_speaker_and_the_verb(who: str, between: str) -> None:
    assert [name for _, name, _, _ in statements(f"{who}{between}称，已建3座水厂。")] == ["张立" if "张立" in who else "周晓禾"]


@pytest.mark.parametrize("verb", ["证实", "预计", "估计", "预测", "发文称", "坚称", "辩称", "介绍道", "否认称", "发声："])
def test_a_new_name_before_any_verb_of_speech(verb: str) -> None:
    assert [name for _, name, _, _ in statements(f"周晓禾{verb}{'' if verb.endswith('：') else '，'}已建3座水厂。")] == ["周晓禾"]


@pytest.mark.parametrize(
    "text",
    [
        "发言人于当日表示，",
        "局长20日表示，",
        "县长向群众表示，",
        "卫健委表示，",
        "房管局称，",
        "全年预计，",
        "高校表示，",
        "水厂预计，",
        "高标准要求，",
        "安全、高效保证，",
    ],
)
def test_no_name_is_made_of_other_words(text: str) -> None:
    assert [name for _, name, _, _ in statements(f"{text}已建3座水厂。") if name != "发言人"] == []


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("多位行业内的专家认为，", "多位行业内的专家"),
        ("一位不愿具名的县水利局的人士透露，", "一位不愿具名的县水利局的人士"),
        ("熟悉情况的人士透露，", "熟悉情况的人士"),
        ("座谈会上，20多家企业的专家表示，", "20多家企业的专家"),
        ("多位受访村民称，", "多位受访村民"),
        ("两位接受采访的村民说，", "两位接受采访的村民"),
        ("云岭海关关长说，", "云岭海关关长"),
        ("青石嘉里相关负责人说，", "青石嘉里相关负责人"),
        ("近年来相关负责人说，", "相关负责人"),
        ("据云岭县水利局副局长介绍，", "云岭县水利局副局长"),
        ("云岭县县长20日在会上表示，", "云岭县县长"),
        ("他对云岭县县长说，", None),
        ("县长说，", None),
        ("工业增长说，", None),
    ],
)
def test_a_speaker_without_a_name(told: str, who: str | None) -> None:
    assert [name for _, name, _, _ in statements(f"{told}已建3座水厂。")] == ([who] if who else [])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("据云岭县统计局数据，", "云岭县统计局"),
        ("云岭县统计局数据显示，", "云岭县统计局"),
        ("来自云岭县统计局的数据显示，", "云岭县统计局"),
        ("根据县统计局公布的最新统计数据，", "县统计局"),
        ("另据云岭县气象局监测，", "云岭县气象局"),
        ("据县统计局统计，", None),
        ("另据云岭县气象局消息，", None),
        ("公安机关表示，", "公安机关"),
        ("据云岭县水利局介绍，", "云岭县水利局"),
        ("云岭县水利局20日发布的报告显示，", "云岭县水利局"),
        ("20日云岭县水利局在县政府新闻发布会上通报，", "云岭县水利局"),
        ("云岭县水利局发布公告称，", "云岭县水利局"),
        ("云岭县气象部门预计，", "云岭县气象部门"),
        ("《云岭日报》报道称，", "云岭日报"),
        ("据云岭日报报道，", "云岭日报"),
        ("据当地媒体报道，", "当地媒体"),
        ("据报道，", None),
        ("据统计，", None),
        ("据初步统计，", None),
        ("统计数据显示，", None),
        ("调查显示，", None),
        ("规划显示，", None),
        ("2023年云岭县政府工作报告显示：", None),
        ("全县接入大数据，", None),
        ("县气象局加强监测，", None),
        ("县水利局到学校了解统计，", None),
    ],
)
def test_a_body_or_a_paper_is_a_source(text: str, source: str | None) -> None:
    assert [name for _, name, _, _ in statements(f"{text}已建3座水厂。")] == ([source] if source else [])


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("周晓禾说，已建3座水厂；而许知远说，已建5座。", ["周晓禾", "许知远"]),
        ("周晓禾说，已建3座水厂，但许知远认为，只建2座。", ["周晓禾", "许知远"]),
        ("县水利局介绍，已建3座水厂；市水利局数据显示，已建5座。", ["县水利局", "市水利局"]),
        ("周晓禾说：已建3座水厂。许知远说，已建5座。", ["周晓禾", "许知远"]),
        ("周晓禾说，已建3座水厂；周晓禾说，还要建2座。", ["周晓禾"]),
    ],
)
def test_somebody_else_is_heard_behind_a_semicolon_or_a_but(text: str, speakers: list[str]) -> None:
    found = statements(text)
    assert [name for _, name, _, _ in found] == speakers
    assert all(name not in words for _, _, _, words in found for name in speakers[1:])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("发布会上，有记者问：“水厂建了几座？”周晓禾回答：“已建3座水厂。”", [("周晓禾", "已建3座水厂。")]),
        ("周晓禾说完，闻人乐接着说：“已建3座水厂。”", [("闻人乐", "已建3座水厂。")]),
        ("“水质达标，”周晓禾说，闻人乐也说：“已建3座水厂。”", [("周晓禾", "水质达标，"), ("闻人乐", "已建3座水厂。")]),
    ],
)
def test_a_quotation_is_of_who_stands_nearest_and_not_of_who_is_asked(text: str, said: list[tuple[str, str]]) -> None:
    assert [(name, words) for kind, name, _, words in statements(text) if kind == "direct"] == said


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{WHO}来了。青石镇副镇长对周晓禾说，已建3座水厂。", "青石镇副镇长"),
        (f"{WHO}的诉求有了回音，青石镇副镇长对周晓禾说，已建3座水厂。", "青石镇副镇长"),
        (f"{WHO}来了。村民方禾向局长周晓禾介绍，已建3座水厂。", "方禾"),
        (f"云岭县县长闻人乐来了。{WHO}看了看水位，对闻人乐说，已建3座水厂。", "周晓禾"),
        (f"针对水质，{WHO}说，已建3座水厂。", "周晓禾"),
        (f"面对记者，{WHO}对村民说，已建3座水厂。", "周晓禾"),
    ],
)
def test_who_is_spoken_to_does_not_speak(text: str, speaker: str) -> None:
    assert [name for _, name, _, _ in statements(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "retold"),
    [
        ("“许知远县长说有12所学校。”村民张立说。", ["有12所学校。"]),
        ("张立表示，许知远说有12所学校。", ["有12所学校。"]),
        (f"{WHO}说：“水厂有3座。许知远常说有5座。明年再建2座。”", ["有5座。"]),
        ("张立表示，县教育局数据显示，有12所学校。", ["，有12所学校。"]),
        ("张立表示：“我常说有12所学校。”", []),
        ("张立表示：“局长常说有12所学校。”", ["有12所学校。"]),
        ("“大家都说有12所学校，我也说。”张立表示。", ["有12所学校，我也说。"]),
        ("张立表示，听取许知远情况介绍，有12所学校。", []),
    ],
)
def test_what_a_speaker_reports_of_somebody_else(text: str, retold: list[str]) -> None:
    layout = Layout(text)
    found = find_statements(text, layout, find_people(text, layout))
    assert [words.quote for statement in found for words in statement.retold] == retold


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("周晓禾表示全县今年建成3座水厂。", ["全县今年建成3座水厂。"]),
        (f"{WHO}20日称全县今年建成3座水厂。", ["全县今年建成3座水厂。"]),
        ("县水利局称今年建成3座水厂。", ["今年建成3座水厂。"]),
        (f"{WHO}来了。她建议各村再建3座水厂。", ["各村再建3座水厂。"]),
        ("村支书周晓禾呼吁大家节水，一年省水3万吨。", ["大家节水，一年省水3万吨。"]),
        ("周晓禾建议的3座水厂建成了。", []),
        (f"{WHO}表示感谢，并捐款3万元。", []),
        ("云岭县被称为水乡，建成3座水厂。", []),
        ("云岭水厂简称云水，供水3万吨。", []),
        ("周晓禾自称拥有3座水厂。", []),
    ],
)
def test_what_is_said_may_stand_right_behind_the_verb(text: str, words: list[str]) -> None:
    assert [quote for _, _, _, quote in statements(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO}否认了这一说法，称全县建成水厂3座。",
        f"{WHO}否认了网传说法，并称全县建成水厂3座。",
        f"{WHO}援引统计局数据说，全县建成水厂3座。",
        f"用{WHO}的话说，全县建成水厂3座。",
        f"{WHO}警告，全县建成水厂3座。",
        f"{WHO}辟谣称，全县建成水厂3座。",
        f"据《云岭日报》报道，{WHO}称，全县建成水厂3座。",
    ],
)
def test_who_denies_cites_or_is_reported_to_speak_is_the_speaker(text: str) -> None:
    assert [(who, words) for _, who, _, words in statements(text)] == [("周晓禾", "全县建成水厂3座。")]


def test_what_a_paper_reports_somebody_to_say_is_doubtful() -> None:
    text = f"据《云岭日报》报道，{WHO}称，全县建成水厂3座。"
    layout = Layout(text)
    assert [s.doubts for s in find_statements(text, layout, find_people(text, layout))] == [(RETOLD,)]


@pytest.mark.parametrize("text", ["群众和监测对象增收渠道，", "部分干部面对新形势、新任务、新要求，", "落实管控要求，"])
def test_a_noun_is_no_verb_of_speech(text: str) -> None:
    assert statements(f"{text}建成3座水厂。") == []


def test_the_last_of_those_joined_is_named_whole() -> None:
    assert [name for _, name, _, _ in statements("周晓禾、闻人乐均表示，已建3座水厂。")] == ["闻人乐"]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        (f"{WHO}、云岭县教育局局长闻人乐分别表示，已建3座水厂。", True),
        (f"{WHO}及各乡镇负责人介绍，已建3座水厂。", True),
        (f"{WHO}和记者交谈时说，已建3座水厂。", False),
        (f"{WHO}和县教育局副局长闻人乐介绍，已建3座水厂。", True),
        (f"{WHO}表示，已建3座水厂。云岭县教育局局长闻人乐分别走访。", False),
        ("云岭县委副书记、县长周晓禾表示，已建3座水厂。", False),
    ],
)
def test_who_speaks_together_is_a_doubt(text: str, together: bool) -> None:
    layout = Layout(text)
    [found] = find_statements(text, layout, find_people(text, layout))
    assert (SEVERAL_SPEAK in found.doubts) == together


@pytest.mark.alone
def test_time_grows_with_the_length_of_a_line_and_no_faster() -> None:
    told = "云溪县县长周晓禾表示，全县新建学校3所。云溪县教育局局长方正清说：“今年再建2所小学。”他介绍，已有5所。"

    def seconds(times: int, mark: str) -> float:
        text = (told + mark) * times
        layout = Layout(text)
        people = find_people(text, layout, None)
        best = float("inf")
        for _ in range(2):
            started = time.process_time()
            assert len(find_statements(text, layout, people)) >= 2 * times - times // 20
            best = min(best, time.process_time() - started)
        return best

    for mark in ("", "\n"):
        assert seconds(1600, mark) < 9 * seconds(400, mark)  # quadratic time would be sixteen times as much


@pytest.mark.parametrize(("words", "who"), [("村民老王说：“水渠修好了。”", "村民老王"), ("老王说：“水渠修好了。”", "王强")])
def test_a_trade_tells_another_than_the_one_of_that_surname_before(words: str, who: str) -> None:
    assert [said[1] for said in statements("云岭县水利局局长王强介绍了情况。" + words)][-1:] == [who]
