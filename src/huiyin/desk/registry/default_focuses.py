"""The initial list of focuses of a new desk, which the secretariat may change.

Each has codes of ICNP/TSO (UN Satellite Account on Non-profit and Related Institutions, 2018), one of the
fourteen classes of social organisations of the Ministry of Civil Affairs, and numbers of the Sustainable
Development Goals.
"""

from __future__ import annotations

from typing import NamedTuple

#: The fourteen classes in order; texts ``registry.civil_class.<class>``.
CIVIL_CLASSES = (
    "business", "agriculture", "science", "education", "health", "culture", "sports", "environment", "social_service",
    "law", "religion", "professional", "international", "other",
)  # fmt: skip
#: Sections of ICNP/TSO; texts ``registry.icnptso.<section>``.
ICNPTSO_SECTIONS = "ABCDEFGHIJKL"


class DefaultFocus(NamedTuple):
    slug: str
    name_zh: str
    name_en: str
    icnptso: str
    civil_class: str
    sdgs: str


DEFAULT_FOCUSES = tuple(
    DefaultFocus(*row)
    for row in (
        ("poverty-alleviation", "扶贫济困", "poverty alleviation", "D10 F20", "social_service", "1"),
        ("rural-development", "乡村发展", "rural development", "F20 L10", "agriculture", "1 2 11"),
        ("livelihoods", "生计", "livelihoods", "F20 D40", "agriculture", "1 8"),
        ("food", "粮食与农业", "food and agriculture", "L10", "agriculture", "2"),
        ("women", "妇女与性别平等", "women", "G10 D10", "social_service", "5"),
        ("children", "儿童", "children", "D10 D20", "social_service", "3 4 16"),
        ("youth", "青年", "youth", "D10 B30", "social_service", "4 8"),
        ("ageing", "养老", "ageing", "C30 D10", "social_service", "3"),
        ("disability", "残障", "disability", "D10 D40 G10", "social_service", "10"),
        ("migrants", "流动人口", "migrants and displaced people", "D10 G10", "social_service", "8 10"),
        ("labour", "劳动者权益", "labour", "J30 G10", "law", "8"),
        ("education", "教育", "education", "B10 B20 B30", "education", "4"),
        ("health", "卫生健康", "health", "C10 C20", "health", "3"),
        ("mental-health", "心理健康", "mental health", "C10 D10", "health", "3"),
        ("disaster-relief", "救灾减灾", "disaster relief", "D30", "social_service", "11 13"),
        ("environment", "生态环境", "environment", "E10", "environment", "13 14 15"),
        ("climate", "气候变化", "climate", "E10 G10", "environment", "13"),
        ("energy", "能源转型", "energy", "F40 E10", "environment", "7"),
        ("water", "水与河流", "water", "E10 F40", "environment", "6 14"),
        ("biodiversity", "生物多样性", "biodiversity", "E10 E20", "environment", "14 15"),
        ("waste", "垃圾与循环利用", "waste and recycling", "F40", "environment", "12"),
        ("community", "社区发展", "community development", "F20 F30", "social_service", "11"),
        ("housing", "住房", "housing", "F10 F30", "social_service", "11"),
        ("legal-aid", "法律援助", "legal aid", "K20 G10", "law", "16"),
        ("civic-participation", "公众参与", "civic participation", "G10", "law", "16"),
        ("philanthropy", "慈善与志愿服务", "philanthropy and volunteering", "H10 H90", "social_service", "17"),
        ("culture", "文化艺术", "culture and arts", "A10", "culture", "11"),
        ("language-access", "语言无障碍", "language access", "A30 D10", "culture", "10 16"),
        ("sports", "体育", "sports", "A20", "sports", "3"),
        ("animals", "动物保护", "animal welfare", "E20", "environment", "15"),
        ("digital", "数字技术与数据", "digital technology and data", "A30 K10", "science", "9"),
        ("research", "研究", "research", "K10", "science", "9 17"),
        ("business", "行业与商会", "business associations", "J10 J20", "business", "8 9"),
        ("religion", "宗教", "religion", "I10 I90", "religion", "16"),
        ("international-cooperation", "国际合作", "international cooperation", "G30", "international", "17"),
    )
)  # fmt: skip
