"""When what a number states holds, in invented sentences about an invented county."""

import pytest

from kg.claims import averaging, find_claims
from kg.claims.placing import Placing
from kg.model import Claim, Head, Role, Span, Speaker, Statement
from kg.sentences import Layout


def read(text: str, genre: str = "newspaper_report", published: str = "2021-01-20") -> tuple[Claim, ...]:
    head = Head(title=Role(text.partition("\n")[0]), published=Role(published), genre=genre)
    return find_claims(text, Layout(text), head, (), (), Placing((), Layout(text), None), lambda start, end, clause: ())[0]


def periods(claims: tuple[Claim, ...]) -> list[tuple[str | None, str | None]]:
    return [(c.period.value.start, c.period.value.end) if c.period else (None, None) for c in claims]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("sums are of all the years", "累计新建水厂13座，引进资金8亿元。", [("2016", "2020")] * 2),
        ("what was made in a year that was reached", "茶叶总产值突破20亿元。", [("2020", "2020")]),
        ("what was there at last", "市级以上名茶达到12个。茶园面积突破3万亩。", [(None, "2020")] * 2),
        ("what grew year by year", "实现茶叶增加值8亿元，年均增长12%。", [("2020", "2020"), ("2016", "2020")]),
        ("a sum that grew year by year", "累计完成茶园投资8亿元，年均增长12%。", [("2016", "2020")] * 2),
        ("from the year before to the last", "茶叶产值由5亿元增加到8亿元。", [("2015", "2015"), ("2020", "2020")]),
        ("a rate from the year before to the last", "茶园喷灌率由5%提高到8%。", [(None, "2015"), (None, "2020")]),
        ("the three industries, with colons", "三次产业结构由20:50:30调整为15:50:35。", [("2015", "2015")] * 3 + [("2020", "2020")] * 3),
        ("the three industries", "三次产业结构由20∶50∶30调整为15∶50∶35。", [("2015", "2015")] * 3 + [("2020", "2020")] * 3),
        (
            "from the end of the plan before",
            "茶叶产值由“十二五”末的5亿元增加到8亿元，茶厂由“十二五”末的5家发展到8家。",
            [("2015", "2015"), ("2020", "2020"), (None, "2015"), (None, "2020")],
        ),
        ("a multiple of what it was", "茶叶产值是“十二五”末的1.6倍。", [("2020", "2020")]),
        ("a rate and an index at last", "茶园投入强度突破2%，茶业综合指数达69.6。", [(None, "2020")] * 2),
        ("a total at last, behind what was added", "新增茶企48家、总量达122家。", [("2016", "2020"), (None, "2020")]),
        ("a stock, whatever is said of it", "茶农存款643.9亿元，茶园道路通车里程120公里。", [(None, "2020")] * 2),
        ("nearly so many at last", "规模以上茶企接近2万家。", [(None, "2020")]),
        ("a multiple of another stretch", "引进资金8亿元，是“十二五”时期的1.6倍。", [("2016", "2020")] * 2),
    ],
)
def test_what_a_review_of_five_years_tells(phenomenon: str, text: str, expected: list[tuple[str | None, str | None]]) -> None:
    report = "一、“十三五”主要成就\n“十三五”时期，全县茶业发展迅速。" + text
    assert periods(read(report, "government_work_report")) == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("from the first year to the last", "从2012年到2019年，茶农收入由1万元增至2万元。", [("2012", "2012"), ("2019", "2019")]),
        ("what it was before 以来", "2018年以来，茶厂由3家增加到5家。", [(None, None), ("2018", "2021-01-20")]),
        ("months of two years", "2018年1月至今年1月，新增茶农300人。", [("2018-01", "2021-01")]),
        ("years ago", "10年前，七成茶农外出务工。", [("2011", "2011")]),
        ("the sum of the years before it", "2018年以来，全县修路。累计建成公路80公里，通车公路60公里。", [("2018", "2021-01-20")] * 2),
        (
            "the time of the figures before a rate",
            "去年一季度，茶叶产值3亿元。从品种看，绿茶产值2亿元，增长8%。",
            [("2020-01", "2020-03")] * 3,
        ),
        ("what is done without a rate has its own", "去年以来，茶叶产值3亿元。建成茶厂5家。", [("2020", "2021-01-20"), (None, None)]),
        ("at what took place then", "去年5月，县里办了茶博会。活动中，签约项目3个。", [("2020-05", "2020-05")]),
        (
            "a time to come, up to the semicolon",
            "去年新建水厂3座；与两镇签约，未来三年新建8座；改造5座。",
            [("2020", "2020"), ("2021", "2023"), ("2020", "2020")],
        ),
        ("before the end of a year is up to it", "2025年前，新建水厂3座。2022年底前改造5座。", [(None, "2025"), (None, "2022")]),
        ("a year-end without a year is that of the document", "年底前建成水厂3座。", [(None, "2021")]),
        ("months up to one are no limit", "2020年前三季度，新建水厂3座。", [("2020-01", "2020-09")]),
        ("a limit that is a month to come", "9月底前改造老旧小区12个。", [(None, "2021-09")]),
        ("months that are over are counted", "1至11月，茶叶产值增长8%。", [("2020-01", "2020-11")]),
        ("a year's output once it runs is of no year", "茶厂投产后年产茶叶50吨。", [(None, None)]),
        (
            "so many years in all",
            "2019年茶叶产值达3亿元，三年累计8亿元，两年平均增长5%。",
            [("2019", "2019"), ("2017", "2019"), ("2018", "2019")],
        ),
        ("so many years to come in all", "今后三年，修路80公里，三年累计投资5亿元。", [("2021", "2023")] * 2),
        ("the years that are over", "两年来，修路80公里。", [("2019", "2020")]),
        (
            "an average between two years",
            "茶叶产值由2017年的3亿元增加到2020年的5亿元，年均增长18%，茶农收入年均增长6%。",
            [("2017", "2017"), ("2020", "2020"), ("2017", "2020"), ("2017", "2020")],
        ),
        ("an average over years not told", "2020年茶叶产值达3亿元，年均增长5%。", [("2020", "2020"), (None, None)]),
        ("an aim over years not told", "2030年茶叶产值要达到3亿元，力争年均增长5%。", [("2030", "2030"), (None, None)]),
        ("what is the same as then", "茶价与上年基本持平，新建水厂3座。", [(None, None)]),
        ("set against a number of then", "与2015年的3万亩相比，茶园面积扩大2万亩。", [(None, None)] * 2),
        ("since a change of office", "2017年换届以来，新建水厂3座。", [("2017", "2021-01-20")]),
        ("what it is, whenever it was begun", "水库于2019年3月开工，概算投资3亿元，库容1200万立方米。", [(None, None)] * 2),
        ("what it is, whenever it was built", "大桥始建于1996年，设计荷载20吨。", [(None, None)]),
        ("what was begun in a year", "2019年，水库开工，总投资3亿元。", [("2019", "2019")]),
        ("项目前 is no 目前", "2020年安排项目前期经费3亿元。", [("2020", "2020")]),
        ("the Spring Festival is not spring", "2020年春节，茶客增长8%。", [("2020-01", "2020-02")]),
        ("the same months of another year", "茶叶产值3亿元，去年同期为2亿元。", [(None, None)] * 2),
        (
            "up to the day for which something was told",
            "1月8日新增茶厂3家，累计达120家。",
            [("2021-01-08", "2021-01-08"), (None, "2021-01-08")],
        ),
        (
            "among which years something is ranked",
            "2020年，茶叶产值增长8%，增速创2011年以来最好位次；茶叶出口增长5%，创近十年新高；新建茶厂3座。",
            [("2020", "2020")] * 3,
        ),
        ("since a campaign with a long name", "自2014年实施旧茶园复垦扩种增收行动以来，建成茶亭80座。", [("2014", "2021-01-20")]),
        (
            "a stretch that both parts of a sentence are about",
            "2013年至2019年，茶农由3千人增至5千人；茶叶产值由7亿元增长至9亿元。",
            [(None, "2013"), (None, "2019"), ("2013", "2013"), ("2019", "2019")],
        ),
        ("goes on at present", "目前，茶会仍在进行。县里已派出人员56人。", [(None, "2021-01-20")]),
        ("since an era began", "改革开放以来，茶叶产值增长12倍。", [("1978-12", "2021-01-20")]),
        ("a decade", "上世纪90年代，茶园面积3000亩。", [("1990", "1999")]),
        ("kept at what it was", "产茶稳定在2019年的3万吨，新建茶厂3座。", [("2019", "2019"), (None, None)]),
        ("the year after next", "茶厂后年建成3座。", [("2023", "2023")]),
        ("early by months is no time", "茶厂提前3个月建成3座。", [(None, None)]),
        (
            "of which, behind what it came from",
            "8月，茶叶产值由7月下降2%转为增长3%。其中，绿茶产值增长5%。",
            [("2020-07", "2020-07"), ("2020-08", "2020-08"), ("2020-08", "2020-08")],
        ),
        ("a time to come that opens a sentence", "到2025年，新建水厂3座；改造5座。", [(None, "2025")] * 2),
    ],
)
def test_when_a_number_holds(phenomenon: str, text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert periods(read(text)) == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("the whole year behind a month", "茶叶价格从7月份开始回升，全年茶叶价格上涨3%。", [("2020", "2020")]),
        ("the whole year behind months", "茶农们1-9月产茶3万吨，全年产茶5万吨。", [("2020-01", "2020-09"), ("2020", "2020")]),
        ("the whole year behind another", "2018年茶厂开工，全年产茶5万吨。", [("2018", "2018")]),
        ("a season without a year", "推进春季造林，新栽茶树3万株。", [("2020", "2020")]),
        ("nobody knows when", "近年来新栽茶树3万株。", [(None, None)]),
        ("that year, where the whole one stands before", "预计全年产茶5万吨。新茶厂当年开工率达到82.5%。", [("2020", "2020")] * 2),
        ("the years in the name of a plan", "完成云岭县茶园规划（2018-2035年）修编等15项茶业规划。", [("2020", "2020")]),
    ],
)
def test_what_only_means_the_year_of_a_part(phenomenon: str, text: str, expected: list[tuple[str | None, str | None]]) -> None:
    report = "一、2020年工作回顾\n" + text
    assert periods(read(report, "government_work_report")) == expected, phenomenon


@pytest.mark.parametrize(
    ("text", "expected", "doubtful"),
    [
        ("力争3年内新建茶厂300家、年交易额1000亿元。", [(None, None)] * 2, True),
        ("力争三年之内新建茶厂300家；新建水厂2座。", [(None, None), ("2021", "2021")], True),
        ("利用三年时间新建茶厂300家。", [(None, None)], True),
        ("经过三年时间新建茶厂300家。", [("2021", "2021")], False),
        ("年内新建茶厂3家，一年内新建水厂2座。", [("2021", "2021")] * 2, False),
        ("“十四五”时期，力争三年内新建茶厂3家。", [("2021", "2025")], False),
        ("力争三年内建成茶城，2022年新建茶厂3家。", [("2022", "2022")], False),
        ("建设“12年内”茶样库，新建茶厂3家。", [("2021", "2021")], False),
    ],
)
def test_what_is_to_come_within_years_is_not_of_the_year_of_its_part(
    text: str, expected: list[tuple[str | None, str | None]], doubtful: bool
) -> None:
    claims = read("一、2021年重点工作\n" + text, "government_work_report")
    assert periods(claims) == expected
    assert any(averaging.WITHIN_YEARS in claim.doubts for claim in claims) == doubtful


def test_the_day_on_which_something_is_told_is_not_its_time() -> None:
    text = "周晓禾1月18日在发布会上表示，全县新建12座水厂。"
    said = Statement(Span.at(text, 16, len(text)), Role(Speaker("周晓禾"), Span.at(text, 0, 3)), "indirect")
    head = Head(published=Role("2021-01-20"), genre="newspaper_report")
    claims, _ = find_claims(text, Layout(text), head, (said,), (), Placing((), Layout(text), None), lambda start, end, clause: ())
    assert periods(claims) == [(None, None)]
    assert periods(read("记者1月18日从县水利局获悉，全县新建水厂12座。")) == [(None, None)]
    assert periods(read("1月18日，全县转移群众300人。")) == [("2021-01-18", "2021-01-18")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018年以来建成全县最大的茶叶加工园12个。", [("2018", "2021-01-20")]),
        ("近五年引进最新型制茶机300台。", [("2016", "2020")]),
        ("茶叶产值5亿元，为2011年以来最好水平。", [(None, None)]),
        ("应对1981年以来最大洪峰，转移茶农300人。", [(None, None)]),
        ("按照规划，全县2030年建成茶园5万亩，产值达到10亿元。", [("2030", "2030")] * 2),
    ],
)
def test_a_stretch_of_years_in_which_something_is_the_largest(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert periods(read(text)) == expected


def test_the_year_that_a_plan_sets_is_not_the_day_it_was_issued() -> None:
    assert periods(read("2020年6月，云岭县印发茶园规划，提出到2025年，茶园覆盖率达到45%。")) == [(None, "2025")]


@pytest.mark.parametrize(("told", "period"), [("周晓禾2020年3月表示，", (None, None)), ("2020年3月，周晓禾表示，", ("2020-03", "2020-03"))])
def test_the_month_in_which_somebody_speaks_is_not_its_time(told: str, period: tuple[str | None, str | None]) -> None:
    text = f"{told}全县新建12座水厂。"
    said = Statement(
        Span.at(text, len(told), len(text)), Role(Speaker("周晓禾"), Span.at(text, told.index("周"), told.index("周") + 3)), "indirect"
    )
    head = Head(published=Role("2021-01-20"), genre="newspaper_report")
    claims, _ = find_claims(text, Layout(text), head, (said,), (), Placing((), Layout(text), None), lambda start, end, clause: ())
    assert periods(claims) == [period]


def test_what_was_done_since_a_congress_first_met_is_of_its_five_years() -> None:
    report = "一、本届政府工作回顾\n县五届人大一次会议以来，各项任务完成。\n新建水厂3座。"
    assert periods(read(report, "government_work_report")) == [("2016", "2020")]


def test_a_heading_in_bold_begins_a_part() -> None:
    report = "**一、“十四五”奋斗目标**\n“十四五”时期，全县要新建水厂8座。\n**二、2020年的工作**\n推出了8项措施。"
    assert periods(read(report, "government_work_report")) == [("2021", "2025"), ("2020", "2020")]


def test_what_is_there_is_not_of_the_years_to_come() -> None:
    report = "“十四五”时期，全县要新建水厂8座。\n水资源仅占全省的3%。"
    assert periods(read(report, "government_work_report")) == [("2021", "2025"), (None, None)]


def test_a_paragraph_about_a_number_of_one_year_does_not_date_the_next() -> None:
    report = "一、2020年工作回顾\n2015年的茶园为3万亩。\n茶厂建成8座。"
    assert periods(read(report, "government_work_report"))[-1] == ("2020", "2020")


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("落实“十三五”重大举措，茶业增效。", ("2020", "2020")),
        ("实施“十三五”规划，茶业增效。", ("2020", "2020")),
        ("“十三五”发展成效好，茶业增效。", ("2016", "2020")),
        ("回顾“十三五”，茶业增效。", ("2016", "2020")),
    ],
)
def test_a_paragraph_opens_with_a_plan_as_a_time_only(opening: str, expected: tuple[str, str]) -> None:
    assert periods(read(f"一、2020年工作回顾\n{opening}茶厂关停8座。", "government_work_report")) == [expected]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("前三季度，茶叶产值增长8%。", ("2023-01", "2023-09")),
        ("上半年，茶叶产值为8亿元。", ("2023-01", "2023-06")),
        ("力争上半年建成茶厂3座。", ("2024-01", "2024-06")),
        ("今年上半年要建成茶厂3座。", ("2024-01", "2024-06")),
    ],
)
def test_months_that_are_not_over_came_about_the_year_before(words: str, period: tuple[str, str]) -> None:
    [claim] = read(words, published="2024-01-20")
    assert claim.period and (claim.period.value.start, claim.period.value.end) == period


def test_what_a_year_that_is_over_brought_is_no_target() -> None:
    text = "到2025年，茶叶产量将达到8万吨。2022年茶叶产量6万吨。原计划2022年建成茶厂3座。"
    assert [claim.kind for claim in read(text, published="2023-05-04")] == ["target", "actual", "target"]


@pytest.mark.parametrize(
    ("phenomenon", "turn", "expected"),
    [
        ("to several years within a paragraph", "任务全部完成，圆满收官。过去五年，是茶乡巨变的五年。", ("2016", "2020")),
        ("to several years, with a salutation", "各位代表！五年来，我们修路架桥。", ("2016", "2020")),
        ("each of the five years", "——这是茶乡巨变的五年。", ("2016", "2020")),
        ("to the year that is past", "各位代表！刚刚过去的2020年，是收官之年。", ("2020", "2020")),
        ("not where it tells of figures", "修路很多。新建茶厂3座。过去五年，是茶乡巨变的五年。", ("2020", "2020")),
    ],
)
def test_a_review_turns_to_other_years(phenomenon: str, turn: str, expected: tuple[str, str]) -> None:
    report = f"一、2020年工作回顾\n{turn}\n茶乡更美。新修公路80公里。\n"
    assert periods(read(report, "government_work_report"))[-1] == expected, phenomenon


def test_a_review_turns_to_the_aims_of_the_year() -> None:
    report = "一、2020年工作回顾和2021年任务\n新修公路80公里。\n各位代表！新年已到。今年主要预期目标为：新修公路90公里。改造茶厂8座。"
    claims = read(report, "government_work_report")
    assert [claim.kind for claim in claims] == ["actual", "target", "target"]
    assert periods(claims) == [("2020", "2020"), ("2021", "2021"), ("2021", "2021")]


def test_a_heading_of_two_lines_is_one() -> None:
    report = "一、过去五年\n工作回顾\n新修公路80公里。\n二、“十四五”时期发展的\n主要目标\n新修公路90公里。"
    assert periods(read(report, "government_work_report")) == [("2016", "2020"), ("2021", "2025")]


def test_paragraphs_run_together_are_told_by_their_indents() -> None:
    filling = "茶乡的路越修越宽，茶农的日子越过越好。" * 30
    report = f"一、2020年工作回顾 　　{filling} 　　新修公路80公里。 　　二、2021年主要任务 　　{filling} 　　新修公路90公里。"
    claims = read(report, "government_work_report")
    assert [(claim.kind, period) for claim, period in zip(claims, periods(claims), strict=True)] == [
        ("actual", ("2020", "2020")),
        ("target", ("2021", "2021")),
    ]


def test_a_day_after_the_year_under_review_and_a_year_in_a_name_date_no_more_than_their_own() -> None:
    report = "2021年云岭县政府工作报告\n一、2020年工作回顾\n过去一年，茶业发展迅速。截至1月24日，已采茶3吨。新建茶厂5座。成为2028年茶博会申办地，新建茶亭6座。"
    claims = read(report, "government_work_report")
    assert periods(claims) == [(None, "2021-01-24"), ("2020", "2020"), ("2020", "2020")]
    assert [claim.kind for claim in claims] == ["actual"] * 3


def test_a_day_of_the_year_under_review() -> None:
    report = "2021年2月25日\n2021年云岭县政府工作报告\n一、2020年工作回顾\n过去一年，茶业发展迅速。1月17日，全县采茶3吨。"
    assert periods(read(report, "government_work_report", "2021-02-25"))[-1] == ("2020-01-17", "2020-01-17")


def test_a_year_in_the_middle_of_a_paragraph_about_five_years_is_not_that_of_the_paragraph() -> None:
    report = (
        "2021年云岭县政府工作报告\n一、“十三五”工作回顾\n五年来，茶业发展迅速。\n"
        "这是茶乡面貌一新的五年。大家一起动手，2016年、2018年两次评上茶乡，2020年又评上名茶之乡。新建茶亭60座，已有茶厂30家。"
    )
    assert periods(read(report, "government_work_report")) == [("2016", "2020"), (None, "2020")]


def test_what_was_built_in_all_is_there_at_last() -> None:
    report = "2021年云岭县政府工作报告\n一、2020年工作回顾\n过去一年，全县茶业发展迅速。累计建成茶亭60家、茶厂3座，新建茶棚5座。"
    assert periods(read(report, "government_work_report")) == [(None, "2020"), (None, "2020"), ("2020", "2020")]


def test_a_bulletin_that_tells_up_to_a_day_is_of_that_day() -> None:
    bulletin = "截至2020年12月31日，全县有茶农3万名。\n现有茶厂30家。\n女茶农1万名，2020年新增300名。"
    assert periods(read(bulletin, "statistics_bulletin")) == [(None, "2020-12-31")] * 3 + [("2020", "2020")]


def test_of_two_sides_each_has_its_own_time() -> None:
    claims = read("一方面，近10年来，茶园增加3万亩；另一方面，茶厂减少8家。")
    assert periods(claims)[-1] == (None, None)


def test_what_names_mean_has_no_time() -> None:
    report = "一、2020年工作回顾\n新修公路80公里。\n二、2021年主要任务\n新修公路90公里。\n名词解释\n1.“青苗工程”：每年建设茶园30个。"
    claims = read(report, "government_work_report")
    assert [claim.kind for claim in claims] == ["actual", "target", "actual"]
    assert periods(claims)[-1] == (None, None)


def test_a_bulletin_goes_on_behind_a_year() -> None:
    bulletin = "截至2020年12月31日，全县有茶农3万名。\n2020年，新增茶农300名。\n茶工新增20名。\n二、茶厂\n茶厂30家。"
    assert periods(read(bulletin, "statistics_bulletin")) == [(None, "2020-12-31"), *[("2020", "2020")] * 2, (None, "2020-12-31")]


def test_what_is_lacking_is_no_aim() -> None:
    report = "一、“十四五”时期主要目标\n茶厂达到30家。\n我们也清醒看到，发展中还有不少问题，茶厂仅8家。\n茶园达到3万亩。"
    claims = read(report, "government_work_report")
    assert [claim.kind for claim in claims] == ["target", "actual", "target"]
    assert periods(claims)[1] == ("2020", "2020")


def test_the_aims_of_several_years_turn_to_the_work_of_this_one() -> None:
    report = "一、今后五年的目标和今年的工作重点\n茶厂达到30家。\n开局要好。今年要重点做好以下工作。\n新修公路90公里。"
    assert periods(read(report, "government_work_report")) == [(None, "2025"), ("2021", "2021")]


def test_promises_are_yet_to_come_and_their_account_is_not() -> None:
    report = "一、2020年工作回顾\n修路80公里。\n2021年为民办10件实事\n新修公路90公里。\n2020年为民办10件实事完成情况\n新修公路8公里。"
    assert [claim.kind for claim in read(report, "government_work_report")] == ["actual", "target", "actual"]


def test_few_words_end_what_a_year_opened() -> None:
    report = "一、过去五年工作回顾\n招商有成。2020年，新修公路80公里。改革纵深推进。撤并茶站30个。"
    assert periods(read(report, "government_work_report")) == [("2020", "2020"), ("2016", "2020")]


def test_aims_from_a_year_on_have_no_end() -> None:
    claims = read("从今年起，每年将新建茶厂3座。", published="2021-07-20")
    assert [(claim.kind, *period) for claim, period in zip(claims, periods(claims), strict=True)] == [("target", "2021", None)]


def test_what_is_to_change_is_there_already() -> None:
    report = "一、2021年主要任务\n茶农补助标准分别由每人20元、30元提高到40元、50元。"
    assert [claim.kind for claim in read(report, "government_work_report")] == ["actual", "actual", "target", "target"]


def test_a_multiple_of_the_term_before_is_of_this_term() -> None:
    report = "一、过去五年工作回顾\n出口茶叶12亿元，是上一个五年的2.7倍。"
    assert periods(read(report, "government_work_report")) == [("2016", "2020")] * 2


def test_a_year_among_several_ends_with_its_part() -> None:
    text = "一、过去五年工作回顾\n2020年，全县生产总值完成130亿元。\n（二）茶业面貌大变\n新建茶厂8家。\n二、2021年重点工作\n新建茶厂3家。"
    assert periods(read(text, "government_work_report")) == [("2020", "2020"), ("2016", "2020"), ("2021", "2021")]


def test_what_was_done_is_told_among_plans_too() -> None:
    text = "一、2020年工作回顾\n新建茶厂8家。\n二、2021年重点工作\n新建茶厂3家。\n2020年工作中，我们办结建议5件。\n再建茶厂7家。"
    claims = read(text, "government_work_report")
    assert [(c.kind, c.period.value.start if c.period else None) for c in claims] == [
        ("actual", "2020"),
        ("target", "2021"),
        ("actual", "2020"),
        ("target", "2021"),
    ]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("an outline of the work of a year", "2021年云岭县茶业工作要点\n茶园面积稳定在3万亩。\n新建茶厂2座。", [("target", "2021")] * 2),
        ("an outline of a year gone by", "2019年云岭县茶业工作要点\n新建茶厂2座。", [("actual", "2019")]),
        (
            "promises that are announced, up to the end of their list",
            "云岭县两会\n报告明确，今年将继续办好“十件民生实事”。\n（一）新建学校2所。\n（二）改造小区5个。\n会前，代表参观了3所学校。",
            [("target", "2021"), ("target", "2021"), ("actual", None)],
        ),
        (
            "promises in one paragraph",
            "云岭县两会\n2021年，我县将办好“十件民生实事”。\n“十件民生实事”具体为：新建学校2所；改造小区5个。",
            [("target", "2021")] * 2,
        ),
        ("what came of promises", "云岭县去年办好了十件民生实事。\n（一）新建学校2所。", [("actual", None)]),
    ],
)
def test_what_is_promised_for_a_year(phenomenon: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(claim.kind, claim.period and claim.period.value.end) for claim in read(text)] == expected, phenomenon


def test_the_year_before_the_one_that_is_reviewed() -> None:
    report = "政府工作报告\n一、2020年工作回顾\n茶园由上年的3万亩扩大到5万亩，茶厂总数达8家。"
    assert periods(read(report, "government_work_report"))[:2] == [("2019", "2019"), (None, "2020")]


def test_the_years_of_schooling_are_no_time() -> None:
    assert periods(read("茶乡小学3所；九年义务教育巩固率为97.5%。")) == [(None, None)] * 2
