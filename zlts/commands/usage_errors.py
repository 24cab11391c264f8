"""What is wrong with a command line, in Chinese: the one place that knows Typer's English sentences and errors."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from zlts.commands.help_pages import word_for
from zlts.errors import WrongUsage
from zlts.names import nearest

_DASH = "-‐‑‒–—―−⸺⸻ー"
_PLACEHOLDER = re.compile("【([^】0-9]{1,4})】")
_OPTION = re.compile(rf"[{_DASH}]+(?=[A-Za-z])")


def check_dashes(args: Iterable[str]) -> None:
    """Refuse an option whose dashes an input method or a word processor has changed: it would count as a file name.

    Raises:
        WrongUsage: so it is; it says how the option is written.
    """
    for arg in args:
        if arg == "--":
            return
        said = unicodedata.normalize("NFKC", arg)
        found = None if arg.startswith("-") else _OPTION.match(said)
        if found:
            word = "".join("-" if sign in _DASH else sign for sign in said[found.end() :].partition("=")[0])
            meant = f"{'-' if len(word) == 1 else '--'}{word}"
            raise WrongUsage(f"“{arg}”前面的横线不是英文的减号，什么也没有做。", f"请改成 {meant} 再运行一次。")


def check_placeholders(args: Iterable[str]) -> None:
    """Refuse a mark of our own lines for what only the clerk knows, typed as it stands: --on 【日期】.

    Raises:
        WrongUsage: so it is.
    """
    for arg in args:
        if found := _PLACEHOLDER.fullmatch(arg):
            raise WrongUsage(f"“{arg}”要换成真的{found[1]}，什么也没有做。", "连方括号一起换掉，再运行一次。")


def usage_words(error: Any, command: str = "zlts") -> str:
    """What is wrong with the words of a command, and what to do; some errors do not know their `command`."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.ctx.get_help())
    return f"{_SAYINGS.get(kind, _other)(error)} 用 {_command(error) or command} --help 看写法。"


def _command(error: Any) -> str:
    return str(error.ctx.command_path) if getattr(error, "ctx", None) else ""


def _name(param: Any) -> str:
    """An option as the manual types it, by its short name where it has one: -o; an argument by its word."""
    options = [name for name in param.opts if name.startswith("-")]
    return min(options, key=len) if options else word_for(param)


def _missing(error: Any) -> str:
    param = error.param
    if param is None:
        return "还缺一项。"
    hint = f"（{param.help}）" if param.help and param.help != word_for(param) else ""
    return f"缺少“{_name(param)}”{hint}。"


def _no_option(error: Any) -> str:
    near = [*(getattr(error, "possibilities", None) or [])]
    return f"没有 {error.option_name} 这个选项。" + (f"是不是 {near[0]}？" if near else "")


def _without_value(error: Any) -> str:
    return f"{error.option_name} 后面要写内容。"


def _bad_value(error: Any) -> str:
    param = error.param
    if param is None:
        return "有一项写得不对。"
    kind = param.type_descriptor
    if kind.is_choice:
        return f"“{_name(param)}”只能写 {word_for(param).replace('|', '、')}。"
    return f"“{_name(param)}”{'要写数字' if int in (kind.annotation, *_inner(kind)) else '写得不对'}。"


def _inner(kind: Any) -> tuple[Any, ...]:
    """What a list is a list of."""
    return tuple(getattr(kind.annotation, "__args__", ()))


def _other(error: Any) -> str:
    if found := re.search(r"No such command '([^']*)'", str(error.message)):
        known = getattr(error.ctx.command, "commands", None) or {}
        near = MEANT.get(found[1], "")
        near = near if near.split(" ")[0] in known else nearest(found[1], [*known])
        return f"没有“{found[1]}”这个命令。" + (f"是不是 {near}？" if near else "")
    if found := re.search(r"unexpected extra argument\(s\) \((.*)\)", str(error.message)):
        # not told: half of a complainant's name, typed with a blank, is known by no ledger
        return f"多出了 {len(found[1].split())} 项。里面有空格的，要用英文引号括起来。"
    return "命令写得不对。"


MEANT = {
    "导入": "import", "评定": "assess", "进度": "status", "状态": "status", "催报": "status --missing",
    "通报": "report", "评优": "awards", "表彰": "awards", "投诉": "complaints", "台账": "ledger",
    "解释": "explain", "查询": "explain", "撤销": "undo", "备份": "backup", "恢复": "restore",
    "还原": "restore", "并案": "merge", "待处理": "quarantine", "待核实": "quarantine",
    "重试": "retry", "执行": "done", "整改": "done",
    "免除": "waive", "申诉": "object", "作废": "void", "任职": "post", "补记": "add", "政策": "policy",
    "口径": "rules", "试算": "simulate", "核验": "verify", "清除": "purge", "导出": "export", "文书": "notice",
    "帮助": "help", "手册": "help", "批次": "batches", "疑似": "anomalies", "资格": "eligible",
    "日志": "journal", "存根": "anchor", "汇总": "rollup", "建立": "init", "演示": "demo", "下一步": "next",
    "不予采用": "set-aside", "局名": "bureau",
}  # fmt: skip
"""What a clerk calls a command in her own words → the command."""

_SAYINGS: dict[str, Callable[[Any], str]] = {
    "MissingParameter": _missing,
    "NoSuchOption": _no_option,
    "BadOptionUsage": _without_value,
    "BadParameter": _bad_value,
}
