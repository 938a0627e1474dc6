"""The names of labels, types, states and severities in the language of the user."""

from __future__ import annotations

from reportmine.messages import tr


def in_brackets(text: str) -> str:
    """A remark behind what it is about: （12 处） or, with the blank before it, (12 places)."""
    return tr("（{text}）", text=text)


def label_name(label: str) -> str:
    """The name of a paragraph label or kind in the user's language."""
    names = {
        "achievement": tr("成绩"), "shortfall": tr("问题"), "priority": tr("任务"), "other": tr("其他"),
        "title": tr("标题"), "salutation": tr("称呼"), "heading": tr("小标题"), "furniture": tr("非正文"),
    }  # fmt: skip
    return names[label]


def type_name(action_type: str) -> str:
    """The name of an action's type in the user's language."""
    names = {
        "campaign": tr("行动"), "programme": tr("工程计划"), "document": tr("文件"), "mechanism": tr("机制"),
        "designation": tr("称号"), "facility": tr("设施平台"), "event": tr("活动"),
    }  # fmt: skip
    return names[action_type]


def status_name(status: str) -> str:
    """The name of an action's status in the user's language."""
    return {"done": tr("已完成"), "ongoing": tr("进行中"), "planned": tr("计划")}[status]


def part_name(kind: str) -> str:
    """The name of what a file holds besides its text, in the user's language."""
    names = {
        "header": tr("页眉"), "footer": tr("页脚"), "inserted": tr("修订插入"), "deleted": tr("修订删除"),
        "moved": tr("修订移动"), "comment": tr("批注"), "hidden": tr("隐藏文字"), "page-colour": tr("与背景同色的文字"),
        "covered": tr("被遮盖的文字"), "off-page": tr("版面外的文字"), "metadata": tr("文档属性"),
        "attachment": tr("附件"), "alternate-text": tr("替代文字"), "field": tr("域代码"), "markup": tr("网页注释"),
        "file-name": tr("文件名"), "struck": tr("带删除线的文字"), "highlighted": tr("突出显示的文字"),
        "drawing": tr("图表文字"),
    }  # fmt: skip
    return names[kind]


def severity_name(severity: str) -> str:
    """The name of a severity in the user's language."""
    return {"high": tr("高"), "medium": tr("中"), "low": tr("低")}[severity]


def category_name(category: str) -> str:
    """The name of a category of findings in the user's language."""
    names = {
        "secret": tr("密码密钥"), "personal": tr("个人信息"), "mask": tr("占位符"), "unmasked": tr("漏遮"),
        "classified": tr("密级标志"), "leftover": tr("残留"), "furniture": tr("网页杂物"),
        "consistency": tr("一致与规范"),
    }  # fmt: skip
    return names[category]


def direction_name(direction: str | None) -> str | None:
    """Which way a change goes, in the user's language; ``None`` for what is no change."""
    return {"up": tr("上升"), "down": tr("下降"), "flat": tr("持平")}.get(direction or "")
