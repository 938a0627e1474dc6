"""``reportmine serve``: the local web site."""

from __future__ import annotations

import os
import re
import secrets
import sys
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from reportmine.cli.help import Command
from reportmine.errors import ReportmineError
from reportmine.messages import LANGUAGES, tr

# What a token of somebody's own must be at least, to be no word that can be guessed.
_TOKEN = re.compile(r"[A-Za-z0-9_.~-]{24,200}")


class CannotServe(ReportmineError):
    """The site cannot be started; one line says what is missing."""


@click.command(
    cls=Command,
    help=tr("在本机打开网页：把报告拖进去，分析、检查、比较、下载。只有本机能访问，内容只在内存里；按 Ctrl-C 停止。"),
)
@click.option("--port", type=click.IntRange(0, 65535), metavar="N",
              help=tr("端口；默认 8765，被占用就用下一个空的。0 为由系统挑选。"))  # fmt: skip
@click.option("--no-browser", is_flag=True, help=tr("不打开浏览器，只显示地址。"))
@click.option("--token-file", metavar="FILE", type=click.Path(path_type=Path),
              help=tr("从文件读令牌（本单位的系统调用接口时用）；默认每次启动随机生成。"))  # fmt: skip
@click.option("--config", metavar="FILE", type=click.Path(path_type=Path),
              help=tr("设置文件；默认在当前文件夹及以上找 .reportmine.toml 或 pyproject.toml。"))  # fmt: skip
@click.option("--max-upload", type=click.IntRange(1, 100), default=50, show_default=True, metavar="MB",
              help=tr("单个文件的上限。"))  # fmt: skip
@click.option("--time-limit", type=click.IntRange(1, 3600), default=120, show_default=True, metavar="S",
              help=tr("处理一份文件最多用多少秒处理器时间；电脑忙的时候等得更久。"))  # fmt: skip
@click.option("--lang", type=click.Choice(LANGUAGES), help=tr("界面语言；默认中文。"))
def serve(
    port: int | None,
    no_browser: bool,
    token_file: Path | None,
    config: Path | None,
    max_upload: int,
    time_limit: int,
    lang: str | None,
) -> None:
    """Serves until Ctrl-C."""
    try:
        import psutil  # noqa: F401

        from reportmine.screening.project import read_project
        from reportmine.web import server
        from reportmine.web.app import Settings, Site
        from reportmine.web.limits import Limits
    except ImportError as error:
        raise CannotServe(tr('网页需要先安装：pip install "reportmine[web]"')) from error
    token = secrets.token_urlsafe(32) if token_file is None else read_token(token_file)
    # Whatever is wrong with the settings is told now, and not with every file.
    project = read_project(config=config)
    listener = server.listen(port)
    own = listener.getsockname()[1]
    if port is None and own != server.USUAL_PORT:
        click.echo(tr("端口 {port} 已被占用，改用 {own}", port=server.USUAL_PORT, own=own), err=True)
    limits = Limits(upload=max_upload * 1_000_000, time=float(time_limit))
    site = Site(Settings(token=token, port=own, language=lang, limits=limits, project=project))

    def started() -> None:
        address = f"http://{server.HOST}:{own}/"
        gone = tr("上传的内容只在内存里；按 Ctrl-C 停止，内容随之消失。")
        if token_file is None:
            click.echo(f"{address}?token={token}")
            click.echo(tr("地址里有令牌，等于钥匙，不要发给别人。") + gone, err=True)
        else:
            click.echo(address)
            click.echo(tr("令牌在 {name} 里，等于钥匙，不要发给别人。", name=token_file) + gone, err=True)
        if project.path is not None:
            click.echo(tr("公开前检查的设置文件：{name}", name=project.path), err=True)
        if not no_browser and _has_screen():
            # The command line of a browser can be read by others on this machine, so its key opens once.
            opening = f"{address}?token={site.keys.make_one()}"
            threading.Thread(target=webbrowser.open, args=(opening,), daemon=True).start()

    with suppress(KeyboardInterrupt):
        server.Server(site, started).answer(listener)
    click.echo(tr("已停止"), err=True)


def read_token(path: Path) -> str:
    """The token in a file that nobody else can read.

    Raises:
        CannotServe: it cannot be read, others can read it, or what is in it is too short or not for an address.
    """
    try:
        with path.open(encoding="utf-8") as file:
            if sys.platform != "win32" and os.fstat(file.fileno()).st_mode & 0o077:
                raise CannotServe(tr("{name}：别的用户也能读这个文件；请先运行 chmod 600", name=path))
            token = file.read(1_000).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CannotServe(tr("{name}：读不了令牌文件", name=path)) from error
    if not _TOKEN.fullmatch(token):
        raise CannotServe(tr("{name}：令牌应是 24 到 200 个字母、数字或 -_.~", name=path))
    return token


def _has_screen() -> bool:
    """Whether a browser would get a window; otherwise one for terminals may take over this terminal."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
