"""An ordinance on gardens of five articles, and what became of one suggestion when it was enacted otherwise."""

from __future__ import annotations

from huiyin.law import Law, read_text
from huiyin.trace import TracedSuggestion, Tracing, Uptake, Verdict, trace_uptake

DRAFT = [
    "为了规范社区花园，制定本条例。",
    "申请建设花园的，街道办事处应当自收到申请之日起三十日内答复。",
    "花园管理人可以公布种植计划，并接受居民监督。",
    "使用人应当爱护公共设施，不得焚烧秸秆、倾倒垃圾。",
    "违反本条例的，处二百元以上五百元以下罚款。",
]


def law(articles: list[str]) -> Law:
    return read_text(
        "社区花园条例\n"
        + "".join(f"第{'一二三四五六七八九'[n]}条　{a}\n" for n, a in enumerate(articles))
    )


def one(
    new: list[str], target: str, wording: str = "", *, action: str = "replace", text: str = ""
) -> Tracing:
    return trace_uptake(
        [TracedSuggestion("s", target, action, wording, text, "zh")], law(DRAFT), law(new)
    )


def with_article(number: int, words: str) -> list[str]:
    return [*DRAFT[: number - 1], words, *DRAFT[number:]]


TEN_DAYS = DRAFT[1].replace("三十日", "十日")


def verdict(tracing: Tracing) -> Verdict:
    return tracing.uptakes[0].verdict


ELSE = "市人民政府统计机构每五年组织一次渔业资源普查，普查经费列入财政预算。"


BESIDE = "行政机关应当在三十日内答复申请人，国家鼓励社会参与，主管部门可以责令改正，罚款五万元。申请人应当妥善保管凭证。"
BESIDE_LAW = (
    "行政机关应当自收到申请之日起十五日内书面答复申请人，国家大力支持和引导社会参与，主管部门应当依法责令改正，"
    "罚款最高10万元。申请人应当妥善保管凭证。"
)
ANSWER = "The authority may order erasure within thirty days, and a fine of 5,000 euros. Everyone keeps records."
ANSWER_LAW = (
    "The authority shall, where appropriate, order erasure without undue delay and within fourteen days, and a fine "
    "of EUR 10 000. Everyone keeps records."
)


def asked_of(draft: str, enacted: str, asks: list[tuple[str, str]]) -> list[Uptake]:
    """What became of asks for one word in place of another in an article; those of nothing new want it deleted."""
    zh = "。" in draft

    def version(words: str) -> Law:
        return (
            law([DRAFT[0], words, DRAFT[2]])
            if zh
            else read_text(
                f"Records Act\nArticle 1 This Act is about records.\nArticle 2 {words}\nArticle 3 It applies from May.\n"
            )
        )

    said = [
        (f"建议将“{old}”修改为“{new}”。" if new else f"建议删去“{old}”。")
        if zh
        else (f'Please replace "{old}" with "{new}".' if new else f'Please delete "{old}".')
        for old, new in asks
    ]
    target, language = ("第二条", "zh") if zh else ("Article 2", "en")
    sent = [
        TracedSuggestion(str(n), target, "replace", "", text, language)
        for n, text in enumerate(said)
    ]
    return list(trace_uptake(sent, version(draft), version(enacted)).uptakes)
