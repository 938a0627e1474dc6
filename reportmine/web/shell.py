"""The two pages the browser gets as HTML from the site itself: the page to work on, and a message (sign-in, an error).

Takes limits and sentences, gives strings in the language of the user. Everything that happens on the page is in
``static/site.js``; its words are passed along as JSON, since a script has no ``tr``. Read next:
``templates/index.html``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reportmine import __version__
from reportmine.messages import language, tr
from reportmine.renderers.controls import visible
from reportmine.renderers.html.page import to_json
from reportmine.resources import resource
from reportmine.screening.inputs import ENDINGS

_TAGS = {"zh": "zh-CN", "en": "en"}


def render_site(*, upload_limit: int, documents_limit: int, configuration: Path | None) -> str:
    """The page reports are dropped on.

    Args:
        upload_limit: the largest file that is taken, in bytes.
        documents_limit: how many reports are kept at once.
        configuration: the file with the settings of the check before publication, where there is one.
    """
    formats = tr(
        "Word（.docx .doc .wps .rtf）、PDF、网页、文本、OFD；每份不超过 {size} MB。", size=_megabytes(upload_limit)
    ) + tr("最多同时放 {count} 份。", count=documents_limit)
    data = {"uploadLimit": upload_limit, "lang": _tag(), "words": _script_words(upload_limit)}
    return _render(
        "index.html",
        words={**_page_words(), "formats": formats, "settings": _settings(configuration)},
        steps=_steps(),
        languages=[(_TAGS["zh"], "zh", "中文"), (_TAGS["en"], "en", "English")],
        endings=",".join(ENDINGS),
        data=Markup(to_json(data)),
    )


def render_message(title: str, line: str, *, sign_in: bool = False) -> str:
    """A page that says one thing; ``sign_in`` adds the field for the token."""
    words = {
        "token": tr("启动时给出的地址（或其中 token= 后面的部分）"),
        "enter": tr("打开"),
        "where": tr("运行 reportmine serve 的窗口里有完整地址，像这样："),
    }
    return _render("message.html", title=title, line=line, sign_in=sign_in, words=words)


def render_sign_in(*, wrong: bool) -> str:
    """The page for an address without its token, or with one that is not (or no longer) right."""
    if wrong:
        title = tr("这个地址已经失效")
        line = tr("每次启动 reportmine 都会给出新的地址，旧的不能再用。请用这一次给出的完整地址打开。")
    else:
        title = tr("请用完整的地址打开")
        line = tr("为了不让别的网页或别的用户看到您的文件，这个网站只认启动时给出的完整地址。")
    return render_message(title, line, sign_in=True)


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(lang=_tag(), **values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(resource("web", "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def _tag() -> str:
    return _TAGS[language()]


def _settings(configuration: Path | None) -> str:
    if configuration is None:
        return tr("公开前检查：没有设置文件，全部规则都用。")
    return tr("公开前检查的设置文件：{name}（改动以后重新启动才起作用）", name=visible(str(configuration.absolute())))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f}" if size >= 1_000_000 else f"{size / 1_000_000:.2g}"


def _steps() -> list[tuple[str, str]]:
    return [
        (
            tr("看一份报告"),
            tr("成绩、问题、任务各占多少，有哪些指标和举措，都在原文上标出来，点一下就看到依据。"),
        ),
        (
            tr("公开前检查一遍"),
            tr("密码、个人信息、漏遮的地名、占位符、修订和隐藏文字、前后矛盾的数字，一处一处指出来。"),
        ),
        (tr("把几年放在一起比"), tr("拖入两年以上的报告，看指标走势、去年的任务今年落实没有、提法怎样变化。")),
    ]


def _page_words() -> dict[str, str]:
    return {
        "site": tr("政府工作报告分析"),
        "promise": tr("文件只放在这台电脑的内存里，不联网，不存盘；关掉运行 reportmine 的窗口，就全部消失。"),
        "language": tr("语言"),
        "skip": tr("跳到正文"),
        "script": tr("这个页面要用到 JavaScript，请在浏览器里允许它。"),
        "drop": tr("把报告拖到这里，或点此选择文件"),
        "release": tr("松开鼠标，放入报告"),
        "how": tr("能做什么"),
        "reports": tr("放入的报告"),
        "comparisons": tr("比较"),
        "all": tr("全选"),
        "tidy": tr("移除没有完成的"),
        "forget": tr("全部忘掉"),
        "forget_question": tr("所有报告和比较都会从内存里清除。"),
        "forget_yes": tr("确定忘掉"),
        "forget_no": tr("先不"),
        "remove": tr("移除"),
        "again": tr("再试一次"),
        "year": tr("比较时按哪一年算："),
        "back": tr("返回"),
        "views": tr("这份报告的页面"),
        "tab": tr("在新标签页打开"),
        "print": tr("要打印全文，请先点“在新标签页打开”。"),
        "footer": tr("reportmine {version}，在本机运行。", version=__version__),
    }


def _script_words(upload_limit: int) -> dict[str, str]:
    return {
        "waiting": tr("排队等候"),
        "sending": tr("正在放入"),
        "queued": tr("排队：{line}"),
        "failed": tr("没有完成"),
        "tooLarge": tr("文件有 {size}，超过每份 {limit} MB 的上限；请另存为较小的文件（例如去掉图片）再放入。",
                       size="{size}", limit=_megabytes(upload_limit)),
        "empty": tr("文件是空的，或者还没有下载到这台电脑。"),
        "notSent": tr("没有送到：文件可能被移动、改动或被别的程序占用，或者 reportmine 已经停止。"),
        "notAnswered": tr("没有得到回答：reportmine 可能已经停止。"),
        "folderEmpty": tr("这个文件夹里没有可以读的文件。"),
        "tally": tr("共 {all} 份，完成 {done} 份"),
        "tallyFailed": tr("，没有完成 {failed} 份"),
        "tallyWaiting": tr("，正在处理 {waiting} 份"),
        "compare": tr("比较几年（已选 {number} 份）"),
        "hintOne": tr("再拖入另一年的报告，就可以比较几年。"),
        "hintPick": tr("选两份以上就可以比较。"),
        "pick": tr("比较时包括 {name}"),
        "removeOne": tr("移除 {name}"),
        "saidDone": tr("{name}：完成"),
        "saidFailed": tr("{name}：{line}"),
        "saidRemoved": tr("已移除 {name}"),
        "saidForgotten": tr("已全部忘掉。"),
        "saidAdded": tr("放入了 {number} 份文件。"),
        "page": tr("查看分析"),
        "check": tr("公开前检查"),
        "cleaning": tr("清理说明"),
        "comparisonPage": tr("查看比较"),
        "comparison": tr("比较"),
        "comparisonName": tr("比较：{names}"),
        "comparisonOf": tr("比较：{name} 等 {number} 份"),
        "between": tr("、"),
        "more": tr("其他格式"),
        "downloads": tr("下载："),
        "preparing": tr("正在准备"),
        "deed": tr("{what} {number} 处"),
        "then": tr("；"),
        "cleaned": tr("清理后的副本已保存：{deeds}。"),
        "cleanedNothing": tr("清理后的副本已保存：没有需要清理的。"),
        "left": tr("还要自己处理：{line}"),
        "leftFindings": tr("副本里还有要人判断的："),
        "missing": tr("已不在内存里：{names}。放得太多时，最早的会先清除；需要时请重新拖入。"),
        "opening": tr("正在打开……"),
        "year": tr("年份"),
        "region": tr("所属地区"),
        "length": tr("篇幅"),
        "chars": tr("{number} 字"),
        "figures": tr("指标个数"),
        "actions": tr("有名称的举措"),
        "unknown": tr("未写明"),
        "achievement": tr("成绩"),
        "shortfall": tr("问题"),
        "priority": tr("任务"),
        "other": tr("其他"),
        "high": tr("高"),
        "medium": tr("中"),
        "low": tr("低"),
        "verdict": tr("公开前检查："),
        "gradeHigh": tr("不能公开"),
        "gradeMedium": tr("核对以后再公开"),
        "gradeUnchecked": tr("没有查全，不能下结论"),
        "gradeLow": tr("没有发现妨碍公开的问题"),
        "gradeClean": tr("没有发现问题"),
        "masked": tr("（其中 {number} 个数字被遮住）"),
        "stopped": tr("reportmine 已经停止，放入的文件也随之消失。请重新启动它，用新给出的地址打开。"),
        "expired": tr("这个页面的地址已经失效。请用 reportmine 最近一次启动时给出的地址打开。"),
        "forgotten": tr("这份报告已经不在内存里了，请重新拖入。"),
    }  # fmt: skip
