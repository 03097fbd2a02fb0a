"""Laws of every tradition, and lines that laws are made of."""

from __future__ import annotations

from hypothesis import strategies as st

from huiyin.law import Law


def names(law: Law) -> list[str]:
    return [piece.name.value for piece in law.furniture]


LINES = st.sampled_from(
    [
        "第一章 总则", "第二章", "第一节 一般规定", "第一条 内容。", "第二条　内容：", "第三条", "（一）甲；", "（二）乙。", "1．子；",
        "一、丙；", "普通的一段话。", "目 录", "附件：表", "附则", "“第一条 引文", "修改为：“第二条 引", "”", "（2024年通过）",
        "CHAPTER I", "Article 1", "Article 2 Heading", "1. Text;", "(a) text", "(i) text", "– dash", "Whereas:", "(1) Recital",
        "PART 1", "1 Title", "(1) sub", "SCHEDULE 1", "ANNEX", "Done at X", "\u200b", "　", "12", "第 15-1 條", "2024年5月1日",
    ]
)  # fmt: skip

MAINLAND = """社区花园条例
（2024年5月1日某市人民代表大会常务委员会第三次会议通过）

目　录
第一章　总则
第二章　管理
附则

第一章　总则
第一条　为了规范社区花园，制定本条例。
第二条　社区花园应当符合下列条件：
（一）面积不小于二百平方米；
（二）有下列设施之一：
1.灌溉设施；
2．堆肥设施；
（三）向公众开放。
第二章　管理
第三条　街道办事处负责管理。
花园的使用人应当爱护设施，不得：
（一）倾倒垃圾；
（二）焚烧秸秆；
情节轻微的除外。
违反规定的，予以批评教育。
附则
第四条　本条例自2024年7月1日起施行。
某市人民代表大会常务委员会
2024年5月1日
附件：花园名录
一、东园
"""

DECISION = """关于修改《社区花园条例》的决定
一、将第一条修改为：“第一条　为了规范和促进社区花园，制定本条例。”
二、增加一条，作为第三条：“第三条　社区花园应当无障碍。
“前款要求适用于新建花园。”
三、删去第七条。
本决定自公布之日起施行。
"""

ACT = """Community Gardens Act 2024
An Act to make provision for community gardens.
Be it enacted as follows:—
PART 1
PRELIMINARY
1 Short title
This Act may be cited as the Community Gardens Act 2024.
2. Interpretation
(1) In this Act—
(a) "garden" means land held for growing; and
(b) "council" means—
(i) a district council; or
(ii) a town council,
but does not include a parish meeting.
(2) Section 12(3)(b) applies to a garden.
PART 2
DUTIES
3.—(1) A council must keep a register.
(2) The register must be open.
3A Fees
No fee may be charged.
SCHEDULE 1
Transitional provision
1 A garden in being on the day is a garden.
"""

REGULATION = """REGULATION (EU) 2024/1 ON COMMUNITY GARDENS
Having regard to the Treaty,
Whereas:
(1) Gardens matter.
(2) They should be open.
HAVE ADOPTED THIS REGULATION:
CHAPTER I
General provisions
Article 1
Subject matter
1. This Regulation lays down rules for:
(a) gardens;
(h) parks;
(i) squares; and
(j) roofs.
2. It does not apply where:
(a) the land is
(i) private; or
(ii) closed;
– as shown in a register.
A Member State may derogate from the first subparagraph.
CHAPTER II
Duties
SECTION 1
Access
Article 2
Opening
Gardens shall be open.
Done at Brussels, 1 May 2024.
For the Council
ANNEX I
List of gardens
East garden
"""
