"""Tab in a shell: answering it quietly, and teaching the shell to ask.

Typer's own installer sets PowerShell's execution policy to Unrestricted and misreads a profile's path with
Chinese in it; ours leaves the policy alone and says what is needed.
"""

import codecs
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from zlts.errors import Refused

PROGRAM = "zlts"
ASKED = "_ZLTS_COMPLETE"
"""The variable by which a shell asks for completions."""

_POWERSHELLS = ("powershell", "pwsh")
_TYPERS = ("bash", "zsh", "fish")
_FORBIDDING = ("Restricted", "AllSigned")


def asked() -> bool:
    return ASKED in os.environ


def answer(app: Callable[..., None]) -> None:
    """Answer a shell; what goes wrong there is no business of someone who only pressed Tab."""
    _register_powershell()
    try:
        app(prog_name=PROGRAM)
    except Exception:  # noqa: BLE001
        sys.exit(1)


def _register_powershell() -> None:
    """Give PowerShell a word's meaning as it stands; Typer takes brackets in it for markup, and folds it."""
    typers = _completion()
    typers.completion_init()
    base = typers.shell_completion.get_completion_class(_POWERSHELLS[0])
    plain = type("PlainPowerShell", (base,), {"format_completion": _with_meaning})
    for shell in _POWERSHELLS:
        typers.shell_completion.add_completion_class(plain, shell)


def _with_meaning(_self: object, item: Any) -> str:
    return f"{item.value}:::{item.help or ' '}"


def _completion() -> Any:
    """Typer's module for completion; its types name only a part of what it offers."""
    return import_module("typer.completion")


def install() -> None:
    """Teach the shell that runs us to complete.

    Raises:
        Refused: the shell is unknown or cannot complete, or its profile cannot be written.
    """
    shell = _shell()
    try:
        path = _into_profile(shell) if shell in _POWERSHELLS else _completion().install(shell, PROGRAM, ASKED)[1]
    except (OSError, subprocess.SubprocessError) as error:
        told = f"{shell} 的配置文件没有写成（{type(error).__name__}）。"
        raise Refused(told, "可以用 zlts --show-completion 显示脚本，自己加进去。") from None
    typer.echo(f"已写入 {path}。重新打开 {shell} 以后，输入命令时按 Tab 就会补全。")


def script() -> str:
    """The script for the shell that runs us.

    Raises:
        Refused: the shell is unknown or cannot complete.
    """
    return _script_for(_shell())


def _script_for(shell: str) -> str:
    return str(_completion().get_completion_script(prog_name=PROGRAM, complete_var=ASKED, shell=shell))


def _shell() -> str:
    import shellingham

    try:
        name = str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        name = ""
    if name in (*_POWERSHELLS, *_TYPERS):
        return name
    raise Refused(f"{name or '这个命令行'} 不会按 Tab 补全命令。", "请打开 PowerShell，再运行一次。")


def _into_profile(shell: str) -> Path:
    """Add the script to PowerShell's profile, once."""
    path = Path(_ask(shell, "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE"))
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.is_file() else b""
    encoding = "utf-16-le" if before.startswith(codecs.BOM_UTF16_LE) else "utf-8"
    added = f"\r\n{_script_for(shell)}\r\n"
    if added.encode(encoding) not in before:
        with path.open("ab") as profile:
            profile.write(added.encode(encoding))
    if _ask(shell, "Get-ExecutionPolicy") in _FORBIDDING:
        typer.echo("这台电脑还不允许 PowerShell 运行配置文件。允许的话，请运行（或请信息部门办理）：")
        typer.echo("  Set-ExecutionPolicy -Scope CurrentUser RemoteSigned")
    return path


def _ask(shell: str, command: str) -> str:
    done = subprocess.run(  # noqa: S603 - the shell that runs us, and our own words
        [shell, "-NoProfile", "-Command", command], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    return done.stdout.lstrip("\ufeff").strip()
