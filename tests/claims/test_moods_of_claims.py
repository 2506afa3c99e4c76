"""Whether numbers are reached or yet to come, in invented sentences about an invented county."""

import pytest

from kg.claims import find_claims
from kg.claims.placing import Placing
from kg.model import Claim, Head, Role
from kg.sentences import Layout


def read(text: str) -> tuple[Claim, ...]:
    head = Head(published=Role("2022-11-18"), genre="newspaper_report")
    return find_claims(text, Layout(text), head, (), (), Placing((), Layout(text), None), lambda start, end, clause: ())[0]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("今年要修路80公里。", ["target"]),
        ("到年底要修完120公里，还要新建3座水厂。", ["target", "target"]),
        ("全县造林2万亩，修路30公里——这是明年的主要目标。", ["target", "target"]),
        ("修路30公里。以上是我县今年的主要任务。", ["target"]),
        ("修路30公里，为年度任务的98%。", ["actual", "actual"]),
        ("去年修路30公里。这是今年的任务。", ["actual"]),
        ("已修路30公里，这是今年的主要任务。", ["actual"]),
        ("今年计划投资12亿元。新建学校5所，新增学位3000个。", ["target"] * 3),
        ("今年计划投资12亿元。其中，县财政投资3亿元。", ["target"] * 2),
        ("今年计划投资12亿元。目前已建成学校5所，推进项目前期工作，扩建3所。", ["target", "actual", "actual"]),
        ("今年计划投资12亿元。全县有学校32所。", ["target", "actual"]),
        ("待水库建成后，灌溉茶园3万亩，新增茶园5000亩。", ["target", "target"]),
        ("全县待业人员300人，等级公路80公里。", ["actual", "actual"]),
        ("将建成水厂6座，其中2座已投用。", ["target", "actual"]),
        ("将改造5座已建成水厂。", ["target"]),
        ("确保修路30公里，力保产茶3万吨。", ["target", "target"]),
        ("今明两年，改造茶园300亩。", ["target"]),
        ("今年要把失业率控制在5%以内。", ["target"]),
        ("今年茶叶产量预计增长6%。", ["target"]),
        ("村里计划三年投入600万元，改造公路30公里。", ["target", "target"]),
        ("年底完成茶园改造300亩。", ["target"]),
        ("今年计划造林2万亩，计划搬迁农户300户。", ["target", "target"]),
        ("营养改善计划惠及学生2000人。", ["actual"]),
        ("年底全市茶园达到300亩。", ["target"]),
        ("21项引水工程年底前竣工，6座水厂12月底前全部通水。", ["target", "target"]),
        ("9个村去年底前已经通水。", ["actual"]),
        ("去年建成水厂3座，年底实现通水村20个。", ["actual", "actual"]),
        ("村里准备投资200万元，招工30人。", ["target", "target"]),
        ("各村必须完成造林300亩。", ["target"]),
        ("今年目标任务300户，已完成280户。", ["target", "actual"]),
        ("计划将床位从4200张增至6000张。", ["actual", "target"]),
        ("将新建公路130公里，超过去年的98公里。", ["target", "actual"]),
        ("今年计划修路120公里，比去年的98公里多22公里。", ["target", "actual", "target"]),
        ("今年计划完成投资5亿元，1至5月完成投资2亿元，同比增长10%。", ["target", "actual", "actual"]),
        ("计划投资2亿元，最终投资1.5亿元。", ["target", "actual"]),
        ("今年目标：新建水厂5座，改造管网50公里。", ["target", "target"]),
        ("12家企业计划投资20亿元，公司拟招工200人。", ["actual", "target", "target"]),
        ("1-5月完成投资5亿元，预计全年完成20亿元。", ["actual", "target"]),
        ("去年，预计新建茶厂12座，其中青石镇5座。", ["actual", "actual"]),
        ("今年估计产茶50吨。", ["target"]),
        ("去年种茶10亩，保守估计收益8万元。", ["actual", "actual"]),
        ("城镇登记失业率2.5%，低于控制目标1.5个百分点，超省定目标20户。", ["actual", "actual", "actual"]),
        ("主要预期目标是：生产总值增长8%，实际利用外资增长5%，城镇登记失业率控制在4%以内。", ["target", "target", "target"]),
        ("以前的苗木要培育4年，造林成活率85%。", ["actual"]),
        ("每年要接待游客50万人次。", ["actual"]),
        ("重要项目完成投资20亿元，主要农产品产量3万吨。", ["actual", "actual"]),
        ("《规划纲要》将云岭港列入36个主要港口。", ["actual"]),
        ("全县完成年度任务12项，首要任务3项。", ["actual", "actual"]),
        ("将3000亩荒地改造成茶园。", ["actual"]),
        ("按照要求完成投资2亿元。", ["actual"]),
        ("到年底，全县新建水厂3座。", ["target"]),
        ("年底前建成泵站2座，改造管网50公里。", ["target", "target"]),
        ("今年年底，床位达到6000张。", ["target"]),
        ("完工面积占预计面积的57%。", ["actual"]),
        ("茶亭日接待可达1500人次，规划建设了9个茶园，预计产量可达3万吨。", ["actual", "actual", "target"]),
        ("去年年底，床位达到6000张。", ["actual"]),
        ("2019年启动建设，到年底完成投资3亿元。", ["actual"]),
    ],
)
def test_what_is_meant_and_what_is_reached(text: str, kinds: list[str]) -> None:
    assert [claim.kind for claim in read(text)] == kinds


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("今年要修路80公里，到年底要修完公路120公里。", ["修路", "修完公路"]),
        ("计划将床位从4200张增至6000张。", ["床位", "床位"]),
        ("要用三年时间把森林覆盖率提高到45%。", ["森林覆盖率"]),
        ("去年新建公路98公里，今年目标上调至130公里。", ["新建公路", "新建公路"]),
        ("最低工资标准上调至1900元。", ["最低工资标准"]),
        ("12家企业计划投资茶园20亿元。", ["企业", "投资茶园"]),
        ("今年的目标是新增就业3000人。", ["新增就业"]),
        ("补贴标准从每户1000元提高到2000元。", ["补贴标准", "补贴标准"]),
        ("要素市场成交额3亿元。", ["要素市场成交额"]),
        ("茶叶产量比去年的98万吨多2万吨。", ["茶叶产量", "茶叶产量"]),
    ],
)
def test_the_mood_is_no_part_of_the_name(text: str, names: list[str]) -> None:
    assert [claim.metric.value.name for claim in read(text)] == names


def test_a_number_set_against_another_is_of_its_own_time() -> None:
    claims = read("今年茶叶产量达到100万吨，比2015年的80万吨增长25%，超过去年的98万吨，居全市第一，达到近年最高的100万吨。")
    assert [c.period and c.period.value.end for c in claims] == ["2022", "2015", "2022", "2021", "2022"]
    assert [c.base and c.base.value for c in claims[:3]] == [None, None, "比2015年"]


def test_a_heading_that_announces_plans_sets_the_mood() -> None:
    text = "一、主要做法\n新建水厂3座。\n二、下一步工作打算\n新建水厂5座，争取上级资金2亿元。\n三、存在问题\n缺少技术人员30名。"
    assert [claim.kind for claim in read(text)] == ["actual", "target", "target", "actual"]


@pytest.mark.parametrize(
    ("published", "kinds"), [("2022-01-18", ["actual", "target", "target"]), ("2022-11-18", ["actual", "actual", "actual"])]
)
def test_a_part_about_the_year_that_has_just_begun_looks_ahead(published: str, kinds: list[str]) -> None:
    text = "一、2021年工作回顾\n建成水厂3座。\n今年是云岭县的水利之年，新建水厂5座。\n改造管网50公里。"
    head = Head(published=Role(published), genre="government_work_report")
    found = find_claims(text, Layout(text), head, (), (), Placing((), Layout(text), None), lambda start, end, clause: ())[0]
    assert [claim.kind for claim in found] == kinds


@pytest.mark.parametrize(
    ("published", "text", "told"),
    [
        (
            "2021-02-28",
            "一、“十三五”工作回顾\n建成水厂3座。\n二、“十四五”发展的基本思路\n（一）兴水利\n新建水厂5座。\n培训技工300人。",
            [("actual", "2020"), ("target", "2025"), ("target", "2025")],
        ),
        (
            "2021-02-28",
            "一、“十三五”成就和“十四五”目标\n过去五年，建成水厂3座。\n“十四五”时期是云岭县的水利之年。\n新建水厂5座。",
            [("actual", "2020"), ("target", "2025")],
        ),
        (
            "2021-02-28",
            "一、“十三五”成就和“十四五”目标\n过去五年，建成水厂3座。\n“十四五”时期是云岭县的水利之年。\n主要预期目标是：新建水厂5座。",
            [("actual", "2020"), ("target", "2025")],
        ),
        (
            "2021-02-28",
            "一、今后五年的目标任务和2021年工作建议\n今后五年，新建水厂5座。\n各位代表！今年是水利之年。\n新建水厂2座。",
            [("target", "2025"), ("target", "2021")],
        ),
        (
            "2021-05-16",
            "一、2020年工作回顾\n建成水厂3座。\n二、今年以来的水利工作\n今年以来，建成水厂5座。",
            [("actual", "2020"), ("actual", "2021-05-16")],
        ),
        ("1996", "一、过去的一年\n建成水厂3座。\n二、1996年工作\n新建水厂5座。", [("actual", "1995"), ("target", "1996")]),
        ("1996", "一、过去的一年\n建成水厂3座。\n二、今年政府工作的任务\n新建水厂5座。", [("actual", "1995"), ("target", "1996")]),
    ],
)
def test_a_part_about_the_years_of_a_plan_to_come_looks_ahead(published: str, text: str, told: list[tuple[str, str]]) -> None:
    head = Head(published=Role(published), genre="government_work_report")
    found = find_claims(text, Layout(text), head, (), (), Placing((), Layout(text), None), lambda start, end, clause: ())[0]
    assert [(claim.kind, claim.period and claim.period.value.end) for claim in found] == told


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2024年，全县茶叶产值增长4.5%左右，新增就业2万人。", ["target", "target"]),
        ("2024年全县预算安排茶业支出12亿元。", ["target"]),
        ("2024年全县预算安排茶业支出12亿元，已拨付茶农补贴3亿元，拨付率25%。", ["target", "actual", "actual"]),
        ("2024年，全县已新建水厂3座。", ["actual"]),
        ("2024年，全县新建水厂3座，年初已建成1座。", ["target", "actual"]),
        ("2024年1月，全县新增茶企12家。", ["actual"]),
        ("2024年元旦，全县接待游客3万人次。", ["actual"]),
        ("2023年，全县茶叶产值增长4.5%。", ["actual"]),
        ("2024年，低保标准由每月700元提高到800元。", ["actual", "actual"]),
    ],
)
def test_what_a_year_brings_that_has_just_begun_is_meant_to_be(text: str, kinds: list[str]) -> None:
    head = Head(published=Role("2024-01-15"), genre="newspaper_report")
    found = find_claims(text, Layout(text), head, (), (), Placing((), Layout(text), None), lambda start, end, clause: ())[0]
    assert [claim.kind for claim in found] == kinds
