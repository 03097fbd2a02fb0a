"""Fifty pages of sites that never were, as seven makers of sites leave them: WordPress saved to disk, Jekyll, Hugo, DedeCMS
in GBK, pages written by hand, an interview in three parts, pages of ill will, and what is no page of news."""

from __future__ import annotations

import io
from pathlib import Path
from zlib import crc32

from PIL import Image

_BIRDS = (
    "白鹭",
    "夜鹭",
    "苍鹭",
    "翠鸟",
    "鸬鹚",
    "小䴙䴘",
    "黑水鸡",
    "红嘴鸥",
    "凤头潜鸭",
    "斑嘴鸭",
)


def make_picture(name: str, size: tuple[int, int] = (120, 90), kind: str = "JPEG") -> bytes:
    """A picture whose colour is told by its name, so that no two are the same file."""
    out = io.BytesIO()
    colour = crc32(name.encode()) & 0xFFFFFF
    exif = Image.Exif()
    exif[0x010E] = "taken at a secret nest"
    Image.new("RGB", size, f"#{colour:06x}").save(out, kind, exif=exif)
    return out.getvalue()


def write_old_site(folder: Path) -> None:
    """Exactly fifty pages below ``folder``, with their pictures: 45 come in."""
    for write in (_write_wordpress, _write_jekyll, _write_hugo, _write_dede, _write_by_hand, _write_interview, _write_ill, _write_none):  # fmt: skip
        write(folder)


def _put(folder: Path, name: str, data: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def _write_wordpress(folder: Path) -> None:
    for n, bird in enumerate(_BIRDS, 1):
        slug = f"bird-count-{n}"
        _put(folder, f"wp-content/uploads/2015/{n:02}.jpg", make_picture(f"wp{n}"))
        _put(
            folder,
            f"2015/{n:02}/{slug}/index.html",
            f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{bird}数量调查 | 湖畔守望</title>
<meta property="og:title" content="{bird}数量调查"><meta property="article:published_time" content="2015-{n:02}-09T08:00:00+08:00">
<link rel="canonical" href="https://lake.example.org/2015/{n:02}/{slug}/"><meta name="author" content="陈静">
<meta property="article:tag" content="观鸟"></head><body><header><nav><a href="/">首页</a></nav></header>
<article class="post"><h1 class="entry-title">{bird}数量调查</h1><div class="entry-content">
<p><img src="https://lake.example.org/wp-content/uploads/2015/{n:02}.jpg" alt="湖边的{bird}"></p>
<p>志愿者在湖边数了{n * 7}只{bird}，比去年<strong>多</strong>。</p><blockquote><p>水好了，鸟就来了。</p></blockquote>
<div class="sharedaddy share">分享到</div></div></article><footer>版权所有</footer></body></html>""",
        )


def _write_jekyll(folder: Path) -> None:
    for n in range(1, 9):
        cover = "" if n != 1 else "image: /images/reeds.png\nimage_alt: Reeds at dawn\n"
        _put(
            folder,
            f"_posts/2014-0{n}-0{n}-reed-walk-{n}.md",
            f'---\ntitle: "Reed walk number {n}"\ndate: 2014-0{n}-0{n} 10:00:00 +0800\nauthor: Ann Reed\ntags: [walks, reeds]\n'
            f"{cover}redirect_from:\n  - /old/walk{n}.html\n---\n\nWe walked along the **reeds** for {n} hours, "
            "and everybody came home dry.\n\n- boots\n- maps\n\nMore on [the map](/maps/).\n",
        )
    _put(folder, "images/reeds.png", make_picture("reeds", kind="PNG"))


def _write_hugo(folder: Path) -> None:
    for n in range(1, 5):
        for code, title, words in (
            ("zh", f"湿地学校第{n * 10}课", "孩子们学会了辨认水草，也学会了安静。"),
            ("en", f"Wetland school, lesson {n * 10}", "The children learned to tell water plants apart, and to be quiet."),
        ):  # fmt: skip
            _put(
                folder,
                f"content/school/lesson-{n}.{code}.md",
                f'+++\ntitle = "{title}"\ndate = 2018-0{n}-15\nauthors = ["林夏"]\n[taxonomies]\ntags = ["school"]\n+++\n{words}\n\n'
                f"![{title}](../../images/lesson{n}.png)\n",
            )
        _put(folder, f"images/lesson{n}.png", make_picture(f"lesson{n}", kind="PNG"))


def _write_dede(folder: Path) -> None:
    for n in range(1, 9):
        page = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>第{n}次水质公开日举行_湖畔网</title>
<meta name="keywords" content="水质,公开日"></head><body><div class="title"><h2>第{n}次水质公开日举行</h2></div>
<div class="info"><small>时间:</small>2013-0{n}-12 <small>作者:</small>王芳 <small>点击:</small>120次</div>
<div class="content"><table><tr><td>　　{n}月十二日，水质公开日在湖心亭举行，来了许多居民。<br>　　大家一起看了水样，也提了问题。</td></tr></table>
<table><tr><td>指标</td><td>结果</td></tr><tr><td>氨氮</td><td>{n}.2</td></tr></table></div></body></html>"""
        _put(folder, f"a/xinwen/2013/0{n}12/{n}.html", page.encode("gbk"))


def _write_by_hand(folder: Path) -> None:
    for n in range(1, 7):
        _put(
            folder,
            f"news/n{n}.htm",
            f"""<HTML><HEAD><TITLE>湖边大扫除（{n}月） - 湖畔小组</TITLE></HEAD><BODY BGCOLOR=white><CENTER><FONT SIZE=5>湖边大扫除（{n}月）</FONT></CENTER>
<P>2009年{n}月2日</P><P>今天来了{n}0个人，捡了{n}袋垃圾，还找到一只旧皮鞋。<P>下个月再来！<HR><A HREF="index.htm">返回</A></BODY></HTML>""",
        )


def _write_interview(folder: Path) -> None:
    for n, part in enumerate("上中下", 1):
        _put(
            folder,
            f"talks/keeper-{n}.html",
            f"""<html lang="zh"><head><meta charset="utf-8"><title>守湖人访谈（{part}）</title></head><body><main><h1>守湖人访谈（{part}）</h1>
<p class="byline">文：周明</p><time datetime="2016-05-0{n}">5月{n}日</time><p>第{n}次谈话，在船上，风很大，说的是他怎样来到湖边。</p>
<figure><img src="pics/boat{n}.jpg" alt="湖上的船"><figcaption>第{n}次谈话时的船</figcaption></figure></main></body></html>""",
        )
        _put(folder, f"talks/pics/boat{n}.jpg", make_picture("boat"))  # the same file three times


def _write_ill(folder: Path) -> None:
    _put(
        folder,
        "ill/script.html",
        """<html><head><meta charset="utf-8"><title>A page of ill will</title><meta name="date" content="2017-01-02"></head><body>
<h1 onclick="steal()">A page of ill will</h1><article><p onmouseover="steal()" style="position:fixed">These words of it are good enough to keep.</p>
<script>steal()</script><iframe src="javascript:steal()"></iframe><iframe src="https://video.example.org/v/1"></iframe>
<a href="javascript:steal()">one</a><a href="  jAvAsCrIpT:steal()">two</a><a href="data:text/html,x">three</a><a href="//evil.example.org/">four</a>
<img src="x" onerror="steal()"><img src="../../../../../../etc/passwd" alt="x"><svg><script>steal()</script></svg><form action="/"><input></form>
<embed embedtype="image" id="1"><a linktype="page" id="1">five</a></article></body></html>""",
    )
    _put(
        folder,
        "ill/markup.md",
        "---\ntitle: Marked up <script>steal()</script>\ndate: 2017-01-03\n---\n<script>steal()</script>\n\n"
        "<p onclick=steal()>Markdown may hold anything at all, and this one does.</p>\n\n[x](javascript:steal())\n\n![not a picture](fake.png)\n",
    )
    _put(folder, "ill/fake.png", "this is no picture")


def _write_none(folder: Path) -> None:
    page = '<html><head><meta charset="utf-8"><title>{}</title></head><body>{}</body></html>'
    _put(
        folder,
        "none/undated.html",
        page.format(
            "关于我们", "<h1>关于我们</h1><p>我们是一群住在湖边的人，喜欢水，也喜欢鸟。</p>"
        ),
    )
    _put(folder, "none/empty.html", page.format("空页", "<h1>空页</h1><p>2012-01-02</p>"))
    _put(
        folder,
        "none/untitled.html",
        page.format("", "<p>2012年1月2日，这一页没有标题，所以不知道叫什么。</p>"),
    )
    _put(
        folder,
        "none/draft.md",
        "---\ntitle: Not yet\ndate: 2019-01-01\ndraft: true\n---\nNot for anybody yet, and maybe never.\n",
    )
    _put(folder, "none/noise.html", bytes(range(256)) * 40)
