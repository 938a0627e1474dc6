"""``reportmine segment``: the words of a report, one paragraph a line."""

from __future__ import annotations

import click

from reportmine.cli import UNREADABLE, complain, output
from reportmine.cli.help import Command
from reportmine.errors import ReportmineError
from reportmine.messages import LANGUAGES, tr


@click.command(cls=Command, help=tr("分词：每段一行，词间空格（jieba 加本工具的领域词典）。文件写 - 时读标准输入。"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕。"))
@click.option("--show-secrets", is_flag=True, help=tr("不遮盖密码、证件号等内容（默认遮盖）。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def segment(files: tuple[str, ...], target: str | None, show_secrets: bool) -> int:
    """Prints every file's paragraphs cut into words; a file that cannot be read is named and skipped."""
    import reportmine
    from reportmine.renderers.controls import CONTROLS
    from reportmine.rules import mask_document
    from reportmine.segment import cut_paragraphs

    output.refuse_overwriting(files, target)
    failed = False
    lines: list[str] = []
    for name in files:
        try:
            document = reportmine.read(name)
        except ReportmineError as error:
            complain(str(error))
            failed = True
            continue
        text = document.text if show_secrets else mask_document(document)
        lines.extend(" ".join(words).translate(CONTROLS) for words in cut_paragraphs(text))
    if lines:
        output.write("\n".join(lines), target, data=True)
    return UNREADABLE if failed else 0
