"""What a document says of itself: genre, place, date; all places and people are invented."""

import pytest

from kg.mentions.heads import find_head
from kg.model import Head, Metadata, Speaker
from kg.readers import read_bytes
from kg.repair import repair
from kg.sentences import Layout


def head(text: str, **given: str) -> Head:
    (source,) = read_bytes("a.txt", text.encode())
    document = repair(source, Metadata(**given))
    return find_head(document, Layout(document.text))


OPENING = "政府工作报告\n\n各位代表：\n\n我代表县人民政府，向大会报告工作，请予审议。\n\n"


@pytest.mark.parametrize(
    ("phenomenon", "text", "year"),
    [
        ("a heading plans", "一、工作回顾\n\n过去一年成绩不小。\n\n二、2031年工作安排\n\n做好十件事。", "2031"),
        ("a heading looks back", "一、2030年主要工作回顾\n\n成绩不小。\n\n二、今后的打算\n\n做好十件事。", "2031"),
        ("a heading of tasks fulfilled", "一、2030年主要工作任务完成情况\n\n成绩不小。", "2031"),
        ("a sentence looks back", "各位代表，刚刚过去的2030年，是很不寻常的一年。", "2031"),
        ("not the year since when", "一、2027年以来的工作\n\n成绩不小。\n\n二、2031年重点工作\n\n做好十件事。", "2031"),
        ("bare headings, the last plans", "二、2030年工作\n\n成绩不小。\n\n三、2031年工作\n\n做好十件事。", "2031"),
        ("not the year of a goal", "力争用五年时间，到2035年建成新城。\n\n三、2031年工作\n\n做好十件事。", "2031"),
    ],
)
def test_the_year_of_a_report_without_a_date(phenomenon: str, text: str, year: str) -> None:
    found = head(OPENING + text)
    assert found.published and (found.published.value, found.inferred) == (year, ("published",)), phenomenon


@pytest.mark.parametrize(
    ("title", "place", "quote"),
    [
        ("2031年全国茶业发展统计公报", "全国", "全国"),
        ("中华人民共和国2031年茶业统计公报", "全国", "中华人民共和国"),
        ("全国先进村的一天", None, None),
    ],
)
def test_a_bulletin_of_the_country_is_about_it(title: str, place: str | None, quote: str | None) -> None:
    home = head(f"{title}\n\n年末茶农3万人。").home_place
    assert (home and home.value.name, home and home.span and home.span.quote) == (place, quote)


@pytest.mark.parametrize("compared", ["覆盖率由2015年的五成升到六成", "收入比2019年翻番", "与2016年洪灾相比损失小"])
def test_a_year_of_comparison_is_not_the_current_one(compared: str) -> None:
    assert head(f"岚溪县今年一季度修路，{compared}。").published is None


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("周晓禾2019年加入合作社。今年新增社员80户。", None),
        ("周晓禾生于1965年，1998年毕业。目前养羊80只。", None),
        ("合作社成立于2012年，今年新增社员80户。", None),
        ("2016年是他创业的第一年。今年新增社员80户。", None),
        ("岚溪县去年修路，到2035年将建成新城。", None),
        ("根据《岚溪县规划（2021—2035年）》，今年修路。", None),
        ("2018年岚溪县脱贫，去年又修路80公里。", None),
        ("2020年是脱贫攻坚收官之年。到2035年建成新城，今年修路。", "2020"),
        ("2020年是脱贫攻坚收官之年。3月5日，岚溪县修路。去年11月8日动工。", "2020-03"),
        ("2020年快要过完，岚溪县今年修路。", "2020"),
        ("2020年已经过去，岚溪县今年修路。", None),
        ("2016年是精准扶贫第一年。2020年，岚溪县脱贫，今年修路。", None),
        ("截至2021年6月底，岚溪县修路80公里，比去年增长两成。", "2021-06"),
        ("截至2021年底，岚溪县修路80公里。今年又修20公里。", None),
        ("岚溪县兴学\n\n　　2021年9月3日，岚溪县新学校开学，今年已有3所。", "2021-09"),
        ("岚溪县兴学\n\n　　2012年9月3日，周晓禾回乡。2019年，合作社脱贫80户，今年又增20户。", None),
    ],
)
def test_a_date_is_inferred_from_what_a_text_calls_current(text: str, published: str | None) -> None:
    found = head(text)
    assert (found.published and found.published.value, found.inferred) == (published, ("published",) if published else ())
    assert bool(found.evidence) == bool(published)


def test_a_sentence_about_a_report_makes_no_report() -> None:
    found = head("岚溪县开会\n\n岚溪县2月3日开会，听取了岚溪县政府工作报告。\n\n会议审议并通过了岚溪县政府工作报告的决议；代表们讨论热烈。")
    assert found.genre == "newspaper_report"


def test_the_place_of_a_report_is_the_division_its_title_ends_with() -> None:
    found = head("转发鹤壁市政府工作报告\n\n各位代表：\n\n我代表市人民政府，向大会报告工作。")
    assert found.home_place and (found.home_place.value.name, found.home_place.value.code) == ("鹤壁市", "410600")


@pytest.mark.parametrize(
    "line",
    [
        "云溪日报 2024年5月16日 记者 陈小满",
        "云溪日报2024年5月16日讯",
        "云溪县融媒体中心　2024年05月16日 09:00",
        "2024-05-16 10:20 来源：云溪日报",
        "云溪日报记者 林一帆 通讯员 沈小舟 2024-05-16",
        "《云溪日报》记者 林一帆 2024-05-16",
    ],
)
def test_the_line_under_a_title_states_paper_and_day(line: str) -> None:
    found = head(f"云溪县兴茶\n{line}\n2026年是建成之年。今年新建学校3所。")
    assert found.published and (found.published.value, found.inferred) == ("2024-05-16", ())
    assert found.publisher and found.publisher.value in ("云溪日报", "云溪县融媒体中心")


@pytest.mark.parametrize(
    ("phenomenon", "text", "year"),
    [
        ("under the title", "云溪县兴学\n\n2031年2月30日\n\n2031年是建校之年。今年新建学校3所。", "2031"),
        ("in Chinese numerals", "云溪县兴学\n\n二〇三一年四月三十一日\n\n2031年是建校之年。今年新建学校3所。", "2031"),
        ("of the latest day named", "云溪县兴学\n\n2031年是建校之年。4月2日动工，9月31日开学。", "2031-04"),
    ],
)
def test_a_date_the_calendar_does_not_have_is_none(phenomenon: str, text: str, year: str) -> None:
    found = head(text)
    assert found.published and (found.published.value, found.inferred) == (year, ("published",)), phenomenon


@pytest.mark.parametrize(
    ("words", "date"), [("二○三一年二月二十八日", "2031-02-28"), ("二〇三一年十月十日", "2031-10-10"), ("2031年2月8日", "2031-02-08")]
)
def test_a_date_under_the_title_is_stated(words: str, date: str) -> None:
    found = head(f"云溪县兴学\n\n{words}\n\n今年新建学校3所。")
    assert found.published and (found.published.value, found.inferred) == (date, ())


@pytest.mark.parametrize(
    ("opening", "date"),
    [
        ("在四川省第十二届人民代表大会第二次会议上", "2014"),
        ("1月6日上午，省长周晓禾在河南省第十三届人民代表大会第三次会议上作政府工作报告。", "2020-01-06"),
    ],
)
def test_the_session_of_a_provincial_congress_tells_the_year(opening: str, date: str) -> None:
    found = head(f"政府工作报告\n\n{opening}\n\n各位代表：\n\n现在，我代表省人民政府，向大会报告工作。\n\n过去一年成绩不小。")
    assert found.published and (found.published.value, found.inferred) == (date, ("published",))
    assert [span.quote[-4:] for span in found.evidence] == ["二次会议"] if date == "2014" else found.evidence


@pytest.mark.parametrize(
    "masthead", ["云溪日报　2018年11月22日　星期四", "溪报 2018年11月22日", "溪報　2018年11月22日", "晨报2018-11-22（周四）第A03版"]
)
def test_the_head_of_a_page_of_a_paper_is_no_title(masthead: str) -> None:
    found = head(f"{masthead}\n\n搬出大山换新生活\n\n今年新建学校3所。")
    assert found.title and found.title.value == "搬出大山换新生活"
    assert found.published and (found.published.value, found.inferred) == ("2018-11-22", ())
    assert found.publisher and found.publisher.span


@pytest.mark.parametrize("line", ["本报记者 林一帆 2024年5月16日", "记者：林一帆 2024年5月16日 10:30", "文/林一帆 图/沈小舟 2024年5月16日"])
def test_a_byline_states_the_day(line: str) -> None:
    found = head(f"云溪县兴茶\n{line}\n2026年是建成之年。今年新建学校3所。")
    assert found.published and (found.published.value, found.inferred) == ("2024-05-16", ())


@pytest.mark.parametrize(
    ("signature", "publisher"),
    [
        ("云岭县防汛抗旱指挥部\n2024年3月6日印发", "云岭县防汛抗旱指挥部"),
        ("　　中共云岭县委宣传部　云岭县水利局\n\n　　二〇二四年三月六日", "中共云岭县委宣传部"),
        ("（云岭县融媒体中心）\n2024年3月6日", "云岭县融媒体中心"),
        ("全县上下再接再厉\n2024年3月6日", None),
    ],
)
def test_who_signs_at_the_end_publishes_it(signature: str, publisher: str | None) -> None:
    found = head("清渠工作情况通报\n" + "全县清渠320公里。\n" * 6 + signature)
    assert found.published and found.published.value == "2024-03-06"
    assert (found.publisher and found.publisher.value) == publisher


def test_who_signs_a_communique_publishes_it() -> None:
    found = head("云溪市2021年国民经济和社会发展统计公报\n云溪市统计局　国家统计局云溪调查队\n2022年3月28日\n全市新建学校3所。")
    assert found.publisher and found.publisher.value == "云溪市统计局"
    assert found.published and found.published.value == "2022-03-28"


def test_a_report_whose_head_names_the_post_alone_is_told_by_an_unnamed_source() -> None:
    found = head(
        "云岭市政府工作报告\n\n——2021年2月3日在云岭市第十届人民代表大会第五次会议上\n\n云岭市代市长\n\n各位代表：\n\n现在，我代表市人民政府向大会报告工作。"
    )
    assert found.speaker is not None
    assert found.speaker.value == Speaker("云岭市代市长", unnamed=True)
    assert found.speaker.span is not None and found.speaker.span.quote == "云岭市代市长"


@pytest.mark.parametrize(
    ("text", "published", "inferred"),
    [
        ("新华网云岭2021年8月5日电（记者 周晓禾）全县今年新建水厂3座。", "2021-08-05", False),
        ("（新华社云岭2021年8月5日电）全县今年新建水厂3座。", "2021-08-05", False),
        ("水厂建成\n\n　　【人民网云岭2021年8月5日电】全县今年新建水厂3座。", "2021-08-05", False),
        ("（记者 林一帆 通讯员 沈小舟）2021年8月5日讯　全县今年新建水厂3座。", "2021-08-05", False),
        ("中新社云岭8月5日电　2021年是关键一年，全县新建水厂3座。", "2021-08-05", True),
        ("云岭8月5日新建水厂。", None, False),
    ],
)
def test_the_day_of_a_dateline(text: str, published: str | None, inferred: bool) -> None:
    found = head(text)
    assert (found.published and found.published.value, "published" in found.inferred) == (published, inferred)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("云溪县2030年国民经济和社会发展统计公报", "云溪县"),
        ("云溪县：荒山变果园", "云溪县"),
        ("全县：荒山变果园", None),
        ("走进县城：荒山变果园", None),
    ],
)
def test_a_title_names_a_place_that_no_list_has(title: str, place: str | None) -> None:
    found = head(f"{title}\n\n2031年3月8日\n\n2030年，全县新增果园3万亩。").home_place
    assert (found and found.value.name) == place


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("云岭县茶业发展情况（2023年5月6日）\n今年新建茶厂12座。", "2023-05-06"),
        ("云岭县茶业发展情况\n今年新建茶厂12座。\n（记者 周晓禾 2023年5月6日）", "2023-05-06"),
        ("云岭县茶业发展情况\n今年新建茶厂12座。（《云岭日报》2023年5月6日第3版）", "2023-05-06"),
        ("云岭县茶业发展情况\n今年新建茶厂12座。\n云岭县统计局　二〇二三年五月六日", "2023-05-06"),
        ("全体会议公报\n（2023年5月6日岚溪县第三届委员会第二次全体会议通过）\n今年新建茶厂12座。", "2023-05-06"),
        ("云岭县茶业发展情况\n今年茶厂动工（2023年5月6日）。", None),
        ("云岭县茶业发展情况\n茶厂今年12座（动工于2023年5月6日）\n新建茶园3处。", None),
        ("云岭县茶业发展情况（2023年）\n今年新建茶厂12座。", None),
    ],
)
def test_a_date_in_the_brackets_of_a_title_or_a_credit(text: str, date: str | None) -> None:
    found = head(text)
    assert (found.published and found.published.value, found.inferred_date) == (date, () if date else ("", "今年"))


def test_a_salutation_behind_the_name_is_none_of_it_and_no_title() -> None:
    found = head("云岭市市长　周晓禾 各位代表：\n\n现在，我代表市人民政府，向大会报告工作，请予审议。\n\n一、2030年工作回顾\n\n成绩不小。")
    assert found.speaker is not None and found.speaker.value == Speaker("周晓禾")
    assert found.title is None


@pytest.mark.parametrize(
    ("text", "genre", "speaker"),
    [
        ("岚溪县人民法院工作报告\n——2031年1月8日在岚溪县第十届人民代表大会第二次会议上\n岚溪县人民法院院长　周晓禾\n各位代表：\n全年审结案件800件。", "report_delivered", "周晓禾"),
        ("工作报告\n岚溪县人民检察院检察长 周晓禾\n各位代表：\n我代表县人民检察院向大会报告工作。", "report_delivered", "周晓禾"),
        ("关于岚溪县2030年预算执行情况和2031年预算草案的报告\n岚溪县财政局局长 周晓禾\n各位代表：\n全县收入8亿元。", "report_delivered", "周晓禾"),
        ("政府工作报告\n岚溪县县长 阿依丁·赛力克江\n各位代表：\n我代表县人民政府向大会报告工作。", "government_work_report", "阿依丁·赛力克江"),
        ("政府工作报告\n奋进·新征程\n各位代表：\n我代表县人民政府向大会报告工作。", "government_work_report", None),
        ("岚溪县人民法院工作报告获高票通过\n全县法官都很高兴。", "newspaper_report", None),
        ("本报讯（记者 周晓禾）岚溪县人民法院工作报告昨日提请审议。", "newspaper_report", None),
        ("岚溪县2030年国民经济和社会发展统计公报\n岚溪县统计局\n2031年3月8日\n全县新建学校3所。", "statistics_bulletin", None),
        ("岚溪县水资源公报（2030年）\n全县用水3亿立方米。", "statistics_bulletin", None),
        ("中国共产党岚溪县第十二届委员会第五次全体会议公报\n全会指出，全县新建学校3所。", "communique", None),
        ("中国共产党岚溪县第十二届委员会\n第五次全体会议公报\n全会指出，全县新建学校3所。", "communique", None),
        ("岚溪县2030年统计公报发布\n本报讯（记者 周晓禾）全县新建学校3所。", "statistical_analysis", None),
        ("岚溪县人民政府公报\n全县新建学校3所。", "newspaper_report", None),
    ],
)  # fmt: skip
def test_who_delivers_a_report(text: str, genre: str, speaker: str | None) -> None:
    found = head(text)
    assert (found.genre, found.speaker and found.speaker.value.name) == (genre, speaker)


GREW = "第一产业增加值{n}亿元，增长{n}%。"


def test_a_text_that_tells_how_everything_grew_is_of_statistics() -> None:
    rates = "".join(GREW.format(n=n) for n in range(2, 9))
    assert head("全年经济平稳。" + rates).genre == "statistical_analysis"
    assert head("全年经济平稳。" + rates + "县长周晓禾说，要再加把劲。").genre == "newspaper_report"
    assert head("县里修了路。路边种了树。村里人都来看。" * 3 + rates).genre == "newspaper_report"


@pytest.mark.parametrize(
    "text",
    [
        "岚溪县中级人民法院院长周晓禾在岚溪县第六届人民代表大会第四次会议上作工作报告\n过去一年，全县法院审结案件800件。",
        "岚溪县人民法院工作报告\n岚溪县人民法院副院长 周晓禾\n各位代表：\n全年审结案件800件。",
        "岚溪县人民法院工作报告\n\n院长 周晓禾\n\n各位代表：\n全年审结案件800件。",
        "岚溪县人民法院工作报告\n代院长：周晓禾\n各位代表：\n全年审结案件800件。",
        "岚溪县人民检察院工作报告\n检察长：周晓禾\n各位代表：\n全年批捕80人。",
    ],
)
def test_who_delivers_the_report_of_a_court(text: str) -> None:
    found = head(text)
    assert (found.genre, found.speaker and found.speaker.value.name) == ("report_delivered", "周晓禾")


@pytest.mark.parametrize("body", ["岚溪县人民法院", "岚溪县人民检察院", "岚溪市中级人民法院"])
def test_a_court_publishes_its_report_about_its_place(body: str) -> None:
    found = head(f"{body}工作报告\n周晓禾\n各位代表：\n全年办结案件800件。")
    assert found.publisher and found.publisher.value == body
    assert found.home_place and body.startswith(found.home_place.value.name)


def test_about_is_no_part_of_a_place() -> None:
    found = head("关于枣岭县2023年茶叶产销情况的通报\n全县产茶3吨。")
    assert found.home_place and (found.home_place.value.name, found.home_place.span and found.home_place.span.quote) == ("枣岭县", "枣岭县")


def test_a_day_with_spaces_is_one() -> None:
    found = head("枣岭县公报\n2024 年 4 月 8 日\n全县产茶3吨。")
    assert found.published and found.published.value == "2024-04-08"
