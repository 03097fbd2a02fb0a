"""Comments: form letters with personal edits, and single ones, from the hand-written sources."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from importlib.resources import files

#: How many comments each campaign drew, largest first.
SIZES = {"zh": (140, 112, 92, 76, 64, 52, 44, 38, 32, 27, 23, 20), "en": (62, 40, 28, 20)}
VOICES = {
    "zh": (
        "我是一名乡村教师。", "我坐轮椅二十年了。", "我在冶炼厂上班。", "我们家种水稻。", "我是两个孩子的母亲。", "我是村里的会计。", "我在外卖平台跑单。",
        "我是退休护士。", "我们合作社有四十三户。", "我做环境法律援助。", "我是听障者，请朋友代写。", "我住在海边。", "我在煤矿干了二十六年。",
        "我们是一个三个人的小机构。", "作为气象观测员，", "我放羊为生。", "我在社区做志愿者。", "我是高二学生。", "我代表合作社发言。", "我们讨论了两个晚上。",
        "家里老人八十七岁。", "我在建筑工地做工。", "我是渔民的女儿。", "我研究碳市场。", "我在镇上开小店。",
    ),
    "en": (
        "I teach in a village school.", "I have used a wheelchair for twenty years.", "I work at the smelter.", "We farm rice.", "I keep the books of a small NGO.",
        "I am a nurse, now retired.", "I speak for forty-three households.", "I am a lawyer with an aid clinic.", "I fish for a living.", "We are an office of three.",
        "I am a student.", "I measure rainfall for the county.", "My family came from the mines.", "I have followed carbon markets for ten years.", "We met twice to discuss this.",
    ),
}  # fmt: skip
REMARKS = {
    "zh": (
        "请认真考虑。", "这是我们开会商量的结果。", "谢谢起草组的同志。", "希望能收到答复。", "这件事拖了好多年了。", "附上照片三张。", "以上意见供参考。",
        "如果有座谈会，请通知我们。", "我们愿意提供数据。", "邻县也有同样的情况。", "村里的人都这么说。", "去年已经反映过一次。", "建议在实施条例中细化。", "希望明年不再写这样的信。",
        "请不要只听大机构的。", "孩子们在看着。", "这不难做到。", "费用并不高。", "请给我们一个机会说明。", "我们会继续关注。",
    ),
    "en": (
        "Please take this seriously.", "This is what our meeting agreed.", "Thank you for reading.", "We hope for an answer.", "It has waited for years.", "We can share our data.",
        "The next county has the same trouble.", "It would not cost much.", "We said so last year as well.", "Please invite us to the hearing.", "Others here say the same.", "The rules could spell it out.",
    ),
}  # fmt: skip
STORIES = {
    "zh": (
        "我今年五十三岁，在这个镇上住了一辈子。小时候河里能摸鱼，现在夏天干得露出石头，冬天又突然涨水。去年七月的那场雨，三个小时下了往年一个月的量，我们家的谷仓和两头猪都没有了。",
        "我在县城的一家小组织工作，平时跑十几个村。每次下村，老人们都会问我同一个问题：上面知道我们这里的情况吗？我总说会写信反映，这次就真的写了，写得不好请见谅。",
        "我女儿有哮喘，一到雾霾天就要去医院。医生说最好搬走，可是搬到哪里去呢？房子是贷款买的，工作在厂里，厂就在医院的上风口。写到这里我有点难过，但还是想把话说完。",
        "我们残障自立中心每个月有一次茶话会，上个月专门请人把草案念给大家听。念了四个小时，中间停电两次。大家听得很认真，也提了很多问题，我把最集中的一条写在下面。",
    ),
    "en": (
        "I have lived in this town all my life. When I was a child there were fish in the river; now it runs dry in summer and floods without warning in winter. Last July three hours of rain took our barn and both pigs, and the form for compensation asked for photographs of things that were no longer there.",
        "Our office has three people and one motorcycle, and we visit some fifteen villages. In each of them older people ask me the same question: do they know about us up there? I always say that I will write a letter, and this time I really have.",
    ),
}  # fmt: skip
SWAPS = {
    "zh": (
        ("我们", "我"),
        ("建议", "希望"),
        ("应当", "应该"),
        ("请", "恳请"),
        ("没有", "没"),
        ("要求", "呼吁"),
        ("去年", "前年"),
        ("村里", "村子里"),
        ("期限", "时限"),
    ),
    "en": (
        ("We ask", "I ask"),
        ("Please", "Kindly"),
        ("enough", "sufficient"),
        ("must", "should"),
        ("every year", "each year"),
        ("people", "families"),
        ("before", "until"),
    ),
}
_SENTENCE = re.compile(r"[^。！？.!?]+[。！？.!?]+\s*")


@dataclass(frozen=True)
class Voice:
    """One comment to be sent: ``campaign`` is empty for a single one, ``edit`` how it was edited."""

    language: str
    reference: str
    text: str
    campaign: str
    edit: str


def _traditional() -> dict[int, str]:
    table = {}
    for line in (
        files("opencc").joinpath("dictionary/STCharacters.txt").read_text("utf-8").splitlines()
    ):
        simplified, _, traditional = line.partition("\t")
        if len(simplified) == 1 and traditional:
            table[ord(simplified)] = traditional.split()[0]
    return table


def edited(text: str, language: str, how: str, chance: random.Random, table: dict[int, str]) -> str:
    """``text`` with one kind of personal edit."""
    sentences = _SENTENCE.findall(text) or [text]
    if how == "space":
        return (
            text.replace("。", "。 ") if language == "zh" else "  ".join(text.split())
        ) + chance.choice(["", " ", "\n"])
    if how == "case":
        return text.upper() if language == "en" else text.replace("。", "！").replace("，", ",")
    if how == "traditional":
        return text.translate(table)
    if how == "drop" and len(sentences) > 2:
        del sentences[chance.randrange(1, len(sentences))]
        return "".join(sentences)
    if how == "swap" and len(sentences) > 2:
        at = chance.randrange(1, len(sentences) - 1)
        sentences[at], sentences[at + 1] = sentences[at + 1], sentences[at]
        return "".join(sentences)
    if how == "insert":
        sentences.insert(
            chance.randrange(1, len(sentences) + 1),
            chance.choice(REMARKS[language]) + (" " if language == "en" else ""),
        )
        return "".join(sentences)
    if how == "words":
        for old, new in chance.sample(SWAPS[language], 3):
            text = text.replace(old, new, 1)
        return text
    if how == "typo":
        at = chance.randrange(4, len(text) - 4)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if how == "story":
        return chance.choice(STORIES[language]) + (" " if language == "en" else "") + text
    return text


def all_voices(
    campaigns: list[list[str]], cores: dict[str, list[list[str]]], chance: random.Random
) -> list[Voice]:
    """Every comment, in a shuffled order."""
    table = _traditional()
    found: list[Voice] = []
    kinds = ["verbatim"] * 9 + [
        "space",
        "case",
        "traditional",
        "drop",
        "swap",
        "insert",
        "insert",
        "words",
        "typo",
        "story",
        "story",
    ]
    for language in ("zh", "en"):
        own = [c for c in campaigns if c[1] == language]
        for (name, _, reference, text), size in zip(own, SIZES[language], strict=True):
            for _ in range(size):
                how = chance.choice(kinds)
                if how == "traditional" and language == "en":
                    how = "verbatim"
                found.append(
                    Voice(
                        language, reference, edited(text, language, how, chance, table), name, how
                    )
                )
        space = " " if language == "en" else ""
        for reference, text in cores[language]:
            short = len(text) < 12
            for turn in range(2 if short else 6):
                voice = chance.choice(VOICES[language]) + space if turn and not short else ""
                remark = (
                    space + "".join(chance.sample(REMARKS[language], chance.choice([1, 1, 2])))
                    if turn > 1 and not short
                    else ""
                )
                found.append(Voice(language, reference, voice + text + remark, "", "single"))
    chance.shuffle(found)
    return found
