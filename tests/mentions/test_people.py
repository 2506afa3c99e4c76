"""People by their titles, before and behind the name, by their own words, and by what their names are made of. All are invented."""

import pytest

from kg.mentions.people import find_people
from kg.model import Person
from kg.sentences import Layout


def people(text: str) -> tuple[Person, ...]:
    return find_people(text, Layout(text), "云岭县")


@pytest.mark.parametrize(
    ("phenomenon", "text", "name", "posts", "organisation"),
    [
        ("a title before the name", "云岭县水利局局长周晓禾表示，水质达标。", "周晓禾", ["局长"], "云岭县水利局"),
        ("a post behind the name", "“水好了。”云岭县农业局办公室周晓禾主任说。", "周晓禾", ["主任"], "云岭县农业局办公室"),
        ("adverbs before the verb", "“水好了。”云岭县宣传部新闻科周晓禾科长自豪地向记者介绍。", "周晓禾", ["科长"], "云岭县宣传部新闻科"),
        ("a name of two parts", "云岭县农业农村局局长次仁普拉介绍，产量增加。", "次仁普拉", ["局长"], "云岭县农业农村局"),
        (
            "no known word behind, but said again",
            "看到动态，云岭县水利局局长周晓禾留了言。周晓禾说，好。",
            "周晓禾",
            ["局长"],
            "云岭县水利局",
        ),
        ("a name with a dot", "云岭县卫健委主任阿依·买买提说，床位增加。", "阿依·买买提", ["主任"], "云岭县卫健委"),
    ],
)
def test_an_official_with_post_and_body(phenomenon: str, text: str, name: str, posts: list[str], organisation: str) -> None:
    [person] = people(text)
    assert (person.name, [p.value for p in person.posts], person.organisation and person.organisation.value) == (name, posts, organisation)
    assert all(text[m.start : m.end] == name for m in person.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "云岭县委常委、县政府常务副县长到会。",
        "县政府办公室副主任表示，会议按时召开。",
        "云岭县农业局原局长说，不知此事。",
        "紧密团结在总书记党中央周围，党中央有力，党中央英明。",
        "县政府工作人员廉政建设。廉政要抓，廉政教育。廉政为先。",
    ],
)
def test_words_of_a_title_are_no_names(text: str) -> None:
    assert people(text) == ()


@pytest.mark.parametrize(
    ("phenomenon", "text", "name"),
    [
        ("the words behind the name belong to its sentence", "“冷库够用了。”果农周晓所在的合作社建好了冷库。", "周晓"),
        ("two parts need no verb behind them", "村民索朗曲珍一有空就来，“这里好。”", "索朗曲珍"),
        ("of a village", "云岭县石桥镇老井村种粮大户周晓禾就下田忙着灌水。", "周晓禾"),
        ("their own words close the sentence", "村民周禾在大棚里忙，“我们家两亩地都种了辣椒。”", "周禾"),
    ],
)
def test_a_resident(phenomenon: str, text: str, name: str) -> None:
    assert [(p.name, p.role) for p in people(text)] == [(name, "resident")]


def test_people_in_general_are_nobody() -> None:
    assert people("村民高兴地说，路修好了。全村居民和游客都来了。") == ()
