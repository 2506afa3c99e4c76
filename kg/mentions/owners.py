"""Those of whom a figure is told: the villages whose income it is, the projects whose rate it is."""

import re

_INCOME = "(?:家庭|集体|经济|经营性|年|月|人均|平均|总|纯|地区|财政|公共预算)*(?:生产总值|增加值|GDP|收入|产值|利润|营收|销售额|税收|工资|存款|收益|增收)"
_OWNED = re.compile(f"(?![户人亩头村年月]均|每)(?:的?[一-鿿]{{0,2}})?{_INCOME}")
# 650户农户年收入均超过3万元, 12个村集体收入均突破20万元: counted is who has it
_OWNERS = re.compile(
    "(?P<who>(?:(?![每均])[一-鿿]){0,8}?(?:户|企业|公司|合作社|群众|居民|[村农牧渔市]民|茶农|果农|职工|员工|工人|学生|家庭|人口|村|乡镇|街道|县区|区县|县市|市县|县（市、?区）|县|省份))"
    f"{_INCOME}"
)
_HOLDERS = (
    "项目|企业|公司|合作社|乡镇|街道|社区|行政村|自然村|贫困村|县区|区县|市县|学校|毕业生|高校|医院|机构|单位|部门|断面|水源地|湖泊|河流|水库|"
    "问题|任务|事项|案件|产品|产业链|产业(?!链)|园区|开发区|基地|工程|小区|农户|家庭|指标|集群|站点|点位|景区|企(?!业)"
)
_RATE_OF = (
    "(?!(?:预计)?(?:实现|完成))[^，。；：、0-9]{0,14}?(?:率|占比|比例|比重|指数|满意度|住院日|收入|利润|税收)"
    "(?:平均|分别|同比|[均都已再又达为至到在增升降]|达到|实现|保持|稳定|提高|提升|上升|下降|增长|增加|降低)*$"
)
# 318个项目开工率达50%: counted are the projects
_RATED = re.compile(
    f"(?P<who>(?:(?![每均占])[一-鿿]){{0,12}}?(?:{_HOLDERS})(?!{_HOLDERS}))(?![级化]|毕业生|学生|职工|员工|教师|用户|居民|群众|人员){_RATE_OF}"
)
_RATE = re.compile(_RATE_OF)
# 为132家企业解决融资18.7亿元: counted is for whom it is done
_SERVED = re.compile(
    "(?P<who>[一-鿿]{0,6}?(?:企业|公司|合作社|农户|贫困户|商户|个体户|家庭|市场主体|经营主体|学校|村|社区|群众|居民|学生))"
    "(?:解决|发放|减免|减轻|提供|争取|办理|落实|兑现|协调|筹集|节约|节省|退税|减税|贷款|授信|融资|补贴|奖补)"
    "(?:了)?[一-鿿]{0,10}?(?:金额|资金|贷款|融资|税费|税|费|补贴|补助|奖励|授信|信贷|成本|租金|订单|元)?(?:总额)?(?:达到?|共|约|近|超过?)*$"
)


def owner(words: str) -> str:
    """Who is counted by a number, in the words between it and the next that tell what they have; "" where no one is.

    >>> owner("农户年收入均"), owner("茶园项目开工率达到"), owner("冷库")
    ('农户', '茶园项目', '')
    """
    found = _OWNERS.match(words) or _RATED.match(words) or _SERVED.match(words)
    return found["who"].split("的")[0] if found else ""


def owned(text: str, start: int, stop: int) -> bool:
    """Whether the words between those who are counted and the next number only say what they have.

    >>> text = "30个茶园项目开工率达到80%"
    >>> owned(text, 7, 12), owned(text, 7, 8)
    (True, False)
    """
    return bool(_OWNED.match(text, start, stop) or _RATE.match(text, start, stop))
