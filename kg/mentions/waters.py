"""The great rivers and lakes of the country, which are named behind any word: 沿黄河而下, 入淮河. Smaller ones are found by form."""

import re
from collections.abc import Iterator

from kg.cues import InText

_SHORT = "卫河|资江|沅江|信江|抚河|修河|韩江|西江|北江|东江|郁江|牡丹江|黑河"  # names and words of which these are a part are many
_GREAT = (
    "长江|黄河|淮河|海河(?!等?多?式?联运)|珠江|辽河|松花江|鸭绿江|图们江|乌苏里江|滦河|永定河|滹沱河|漳河|沂河|沭河|汾河|渭河|泾河|无定河|洮河|"
    "汉江|湘江|澧水|岷江|沱江|嘉陵江|大渡河|雅砻江|金沙江|乌江|赤水河|钱塘江|瓯江|闽江|九龙江|漓江|南盘江|北盘江|"
    "红水河|澜沧江|雅鲁藏布江|塔里木河|叶尔羌河|开都河|孔雀河|额尔齐斯河|伊犁河|疏勒河|石羊河|沙颍河|贾鲁河|涡河|江淮运河|京杭大?运河|"
    "鄱阳湖|洞庭湖|太湖(?!县|流域)|洪泽湖|高邮湖|微山湖|南四湖|东平湖|白洋淀|衡水湖|洪湖(?=[水上湿])|梁子湖(?!区)|滇池|洱海|抚仙湖|青海湖|呼伦湖|乌梁素海|岱海|查干湖|"
    "兴凯湖|镜泊湖|博斯腾湖|赛里木湖|艾比湖|乌伦古湖|纳木错"
)
# what bears the name of a river, or is a region or a programme: 黄河路, 长江经济带, 珠江三角洲
_NAMED_AFTER = "(?!源|食品|能源|鲲鹏|[一-鿿]{0,2}桥|中?路|大道|大街|街道|水泥|金三角|市场|[镇乡村]|新?区|新城|流域|生态经济带|经济带|三角洲|口|证券|商报|日报|晚报|医院|学院|大学|实业|集团|公司|旋风|委|号|勘测|设计|科学|水利委员会|文化|故道|国家|战略)"
_WATER = InText(f"(?:(?:{_GREAT})|(?:{_SHORT})(?=[水上流沿两、，干航])){_NAMED_AFTER}", cue="江|河|海|湖|水|池|淀|错", reach=4)


def great_waters(text: str) -> Iterator[re.Match[str]]:
    """Where a text names a great river or lake.

    >>> [match.group() for match in great_waters("货船沿沙颍河入淮河，进长江；黄河路通车，长江经济带提速。")]
    ['沙颍河', '淮河', '长江']
    """
    return _WATER.finditer(text)
