"""Samples in the manner of what no program here writes: pages of government sites, Word's own HTML, an OFD."""

# A line of markup is easier to read whole.
# ruff: noqa: E501

from __future__ import annotations

import zipfile
from pathlib import Path

TITLE = "某某县2025年政府工作报告"
PARAGRAPHS = (
    "各位代表：",
    "现在，我代表县人民政府，向大会报告工作，请予审议，并请县政协委员和列席同志提出意见。",
    "一、2024年工作回顾",
    "过去一年，全县地区生产总值增长5.6%，一般公共预算收入增长4.2%，粮食总产量保持在48万吨以上。",
    "（一）产业发展提质增效。新引进亿元以上项目12个，开工建设8个；规模以上工业增加值增长7.1%。",
    "（二）民生福祉持续增进。新增城镇就业3200人，改造老旧小区15个，新建幼儿园2所。",
    "二、2025年重点工作",
    "今年要抓好以下工作：稳住农业基本盘，守住耕地红线；培育特色产业，壮大县域经济；办好民生实事，兜牢保障底线。",
    "各位代表，让我们同心同德、真抓实干，为建设更加美好的家乡而努力奋斗！",
)
MENU = "".join(f'<li><a href="/{at}/">{name}</a></li>' for at, name in enumerate(
    ("首页", "政务公开", "政务服务", "互动交流", "走进某某", "专题专栏", "数据开放", "无障碍浏览")))  # fmt: skip
NEWS = "".join(f'<li><a href="/n/{at}.html">{name}</a><span>2025-01-{at + 10}</span></li>' for at, name in enumerate(
    ("县政府召开常务会议，研究部署近期工作", "关于做好春季防火工作的通知，请遵照执行", "全县农业农村工作会议召开，安排全年任务",
     "我县举行项目集中开工仪式", "县领导走访慰问，送去节日祝福")))  # fmt: skip
FOOTER = (
    "<div class=footer><p>主办单位：某某县人民政府办公室　联系电话：0000-1234567</p><p>网站标识码：0000000000 "
    "<a href='http://beian.example.invalid'>某ICP备00000000号</a> 某公网安备 00000000000000号</p>"
    "<p>建议使用1024×768以上分辨率浏览，技术支持：某某科技有限公司</p></div>"
)
TOOLS = (
    '<div class="info"><span>发布时间：2025-01-20 09:00</span><span>来源：县政府办公室</span><span>浏览次数：<b id=hits>'
    '126</b></span><span>【字体：<a href="javascript:big()">大</a> <a href="javascript:mid()">中</a> <a '
    'href="javascript:small()">小</a>】</span><a href="javascript:print()">打印</a><a href="#">关闭</a></div>'
)
SHARE = '<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a><a href="#">QQ空间</a></div>'


def make(folder: Path) -> None:
    """Writes them."""
    for name, (markup, encoding) in pages().items():
        (folder / f"{name}.html").write_bytes(markup.encode(encoding))
    _ofd(folder / "report.ofd")


def pages() -> dict[str, tuple[str, str]]:
    """The pages by name, with their encodings. All have the same text."""
    plain = "".join(f"<p>{said}</p>" for said in PARAGRAPHS)
    indented = "".join(f'<p style="text-indent:2em;line-height:2;">&nbsp;　{said}</p>\n' for said in PARAGRAPHS)
    breaks = "<br/>\n".join(f"　　{said}" for said in PARAGRAPHS)
    spans = "".join(
        f'<p style="TEXT-ALIGN: justify"><span style="FONT-SIZE: 16pt; FONT-FAMILY: 仿宋_GB2312"><span>{said[:9]}</span>'
        f"<font face=宋体>{said[9:]}</font></span></p>\n<p>&nbsp;</p>"
        for said in PARAGRAPHS
    )
    rows = "".join(f"<tr><td valign=top><div>{said}</div></td></tr>" for said in PARAGRAPHS)
    head = f"<title>{TITLE}_某某县人民政府</title>"
    menu = f"<div class=nav><ul>{MENU}</ul></div>"
    path = "<div class=path>您的位置：<a href=/>首页</a> &gt; <a href=/zw/>政务公开</a> &gt; <a href=/bg/>政府工作报告</a></div>"
    aside = f"<div class=side><h3>相关链接</h3><ul>{NEWS}</ul></div>"
    debris = (
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
        "<style>p.MsoNormal{mso-style-name:正文;}</style>"
    )
    word = "".join(
        f'<p class=MsoNormal style="text-indent:32.0pt;mso-char-indent-count:2.0"><span lang=EN-US style="font-size:16.0pt;'
        f'mso-hide:none">{said}<o:p></o:p></span></p>'
        for said in PARAGRAPHS
    )
    changed = (
        plain.replace("4.2%", "<del cite='mailto:wang@example.invalid' datetime='2025-01-03'>3.9%</del>"
                              "<ins datetime='2025-01-03'>4.2%</ins>")
        .replace("粮食总产量", '<span style="display:none">（此数未核）</span>粮食总产量')
        .replace("开工建设8个", '开工建设8个<font color="#ffffff">（实为5个）</font>')
        + "<!-- 王主任：第三段数字请再核对 --><p><img src='file:///C:/Users/wangxm/Desktop/1.png' alt='项目现场'></p>"
    )  # fmt: skip
    return {
        "page-cms": (
            f"<!DOCTYPE html><html><head><meta charset=utf-8><meta name=ArticleTitle content='{TITLE}'>{head}</head><body>"
            f"{menu}{path}<div class=main><div class=article><h1>{TITLE}</h1>{TOOLS}"
            f"<div id=zoom class=TRS_Editor>{indented}</div>{SHARE}</div>{aside}</div>{FOOTER}</body></html>",
            "utf-8",
        ),
        "page-gb": (
            f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">{head}</head><body>'
            f"<table width=1000 align=center><tr><td>{menu}</td></tr><tr><td>{path}</td></tr><tr><td class=title>{TITLE}</td>"
            f"</tr><tr><td>{TOOLS}</td></tr><tr><td><table><tr><td class=bt_content>{breaks}</td></tr></table></td></tr>"
            f"<tr><td>{FOOTER}</td></tr></table></body></html>",
            "gb18030",
        ),
        "page-spans": (
            f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body><header>{menu}</header><section>{path}"
            f"<h2>{TITLE}</h2>{TOOLS}<div class=content><div class=view><div>{spans}</div></div></div>"
            f"<div class=pre>上一篇：<a href=1>关于召开会议的通知</a> 下一篇：<a href=2>没有了</a></div>{SHARE}</section>"
            f"<aside><ul>{NEWS}</ul></aside><footer>{FOOTER}</footer></body></html>",
            "utf-8",
        ),
        "page-rows": (
            f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{menu}<div class=container><table>"
            f"<tbody>{rows}</tbody></table></div>{FOOTER}</body></html>",
            "utf-8",
        ),
        "page-word": (
            f"<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=utf-8>{head}</head><body>{menu}"
            f"<h1>{TITLE}</h1>{TOOLS}<div class=TRS_UEDITOR>{debris}{word}</div>{FOOTER}</body></html>",
            "utf-8",
        ),
        "page-changed": (
            f"<!DOCTYPE html><html><head><meta charset=utf-8><meta name=author content=王晓敏>{head}</head><body>{menu}"
            f"<h1>{TITLE}</h1><div class=pages_content>{changed}</div>{FOOTER}</body></html>",
            "utf-8",
        ),
        "page-bare": (f"<html><head>{head}</head><body><h1>{TITLE}</h1>{plain}</body></html>", "utf-8"),
        "page-list": (
            f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{menu}<article><h1>{TITLE}</h1>"
            f"<div>{plain}<table><tr><th><p>指标</p></th><th><p>完成</p></th></tr><tr><td><p>财政收入</p></td>"
            f"<td><p>21亿元</p></td></tr></table><p>附件：<a href=1.doc>指标表.doc</a></p></div></article>"
            f"<div class=rel><h4>相关阅读</h4><ul>{NEWS}</ul></div>{FOOTER}</body></html>",
            "utf-8",
        ),
        "page-scripts": (
            f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}<script>var a='一、过去，工作；回顾。';</script></head>"
            f"<body><div id=app>{menu}<div style='display:none'>{NEWS}</div><div class=detail><p class=t>{TITLE}</p>{TOOLS}"
            f"<ucapcontent>{plain}</ucapcontent></div><script>document.write('，。，。打印')</script></div>{FOOTER}</body></html>",
            "utf-8",
        ),
        "page-two-parts": (
            f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{menu}<div class=w><h1>{TITLE}</h1>"
            f"<div class=part>{''.join(f'<p>{said}</p>' for said in PARAGRAPHS[:4])}</div>"
            f"<div class=part>{''.join(f'<div>{said}</div>' for said in PARAGRAPHS[4:])}</div></div>{aside}{FOOTER}</body></html>",
            "utf-8",
        ),
    }


def _ofd(path: Path) -> None:
    """A page of OFD (GB/T 33190) with the text of the first paragraphs."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    lines = []
    y = 40.0
    for said in PARAGRAPHS[:5]:
        said = "　　" + said
        for start in range(0, len(said), 28):
            line = said[start : start + 28]
            x = 28.0 + 5.6 * (len(line) - len(line.lstrip("　")))
            y += 10
            lines.append((line.lstrip("　"), x, y))
    texts = "".join(
        f'<ofd:TextObject ID="{at}" Boundary="{x} {y - 5} 160 7" Font="2" Size="5.6"><ofd:TextCode X="0" Y="5" '
        f'DeltaX="g {max(len(said) - 1, 1)} 5.6">{said}</ofd:TextCode></ofd:TextObject>'
        for at, (said, x, y) in enumerate(lines, 10)
    )
    parts = {
        "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID>'
        f"<ofd:Title>{TITLE}（送审稿）</ofd:Title><ofd:Author>陈某</ofd:Author><ofd:Creator>WPS</ofd:Creator></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {space}><ofd:Content><ofd:Layer ID="3">{texts}</ofd:Layer>'
        "</ofd:Content></ofd:Page>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in parts.items():
            entry = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8"?>\n{said}')
