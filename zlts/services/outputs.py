"""Where results may be written: never over a ledger, an input, or what a person may have put in (readings: Outputs).

What `zlts` wrote is remembered beside the ledger, by digests alone, so that it may be written again as long as nobody
has changed it. A record that cannot be kept only means that `--replace` must be said the next time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from zlts.db import Ledger
from zlts.errors import OutputRefused, WrongUsage
from zlts.outfile import check, replacing
from zlts.store import kept
from zlts.store.personal import redaction

_MOST = 2000
"""So many written files are remembered."""
_DATABASE = b"SQLite format 3\x00"
_BESIDE = ("-journal", "-wal", "-shm", ".写出", ".未收", ".使用者", ".备份记录")
"""What SQLite and `zlts` keep beside a ledger under its name."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that may be written; `told` is its name as it is shown, `ledger` the one that remembers it."""

    path: Path
    told: str
    ledger: Path | None = None

    def remember(self) -> None:
        """The file is written: what stands in it now is ours."""
        if self.ledger is not None:
            with suppress(OSError):
                _remember(self.ledger, self.path)


def allowed(ledger: Ledger | None, path: Path, *, replace: bool, endings: Sequence[str] = ()) -> Output:
    """A file that may be written.

    Raises:
        WrongUsage: its name has none of the endings.
        OutputRefused: the folder is missing; or the file is a ledger, an input, or not as `zlts` wrote it last,
            and `replace` was not asked for.
    """
    _check_ending(path, endings)
    check(path)
    told = str(path)
    if ledger is not None:
        with ledger.read() as session:
            told = redaction(session).hide(told)
            check_ledger(ledger.path, path, told)
            batch = kept.batch_of(session, _digest_of(path)) if path.exists() else 0
        if batch:
            raise OutputRefused(f"“{told}”是第 {batch} 批导入的原始文件，不能写在它上面。", "请换一个文件名。")
    elif _is_database(path):
        raise _of_a_ledger(told)
    if path.exists() and not replace and not (ledger is not None and is_ours(ledger.path, path)):
        raise OutputRefused(
            f"“{told}”已经有了，不是 zlts 最近写的那一份，或者写好以后有人改过；没有覆盖。",
            "请换一个文件名；确实不要原来的内容，请加 --replace。",
        )
    return Output(path, told, ledger.path if ledger is not None else None)


def folder(path: Path) -> None:
    """Make a folder for results, if it is not there.

    Raises:
        OutputRefused: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputRefused(f"“{path.name}”这个文件夹建不了。", "请检查位置和权限，或换一个文件夹。") from None


def check_ledger(ledger: Path, path: Path, told: str) -> None:
    """Refuse a name that is a ledger's or its backup's, or of what lies beside this ledger.

    Raises:
        OutputRefused: so it is.
    """
    beside = {_name_of(ledger.with_name(mark + ledger.name + end)) for mark in ("", ".") for end in _BESIDE}
    if _is_database(path) or _same(path, ledger) or _name_of(path) in beside:
        raise _of_a_ledger(told)


def _of_a_ledger(told: str) -> OutputRefused:
    return OutputRefused(f"“{told}”是台账、台账的备份或程序自用的文件，不能写在它上面。", "请换一个文件名。")


def _check_ending(path: Path, endings: Sequence[str]) -> None:
    suffix = path.suffix.lower()
    if endings and suffix not in endings:
        known = "、".join(endings[:-1])
        known = f"{known} 或 {endings[-1]}" if known else endings[-1]
        raise WrongUsage(f"这里不会写“{suffix or path.name}”这种文件。", f"请用 {known} 结尾。")


def _same(path: Path, other: Path) -> bool:
    """One file, by whatever name: a link, a relative path, other case where the disk does not care."""
    with suppress(OSError):
        if path.samefile(other):
            return True
    return _name_of(path) == _name_of(other)


def _is_database(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(len(_DATABASE)) == _DATABASE
    return False


# ---------------------------------------------------------------- what was written


def _record_of(ledger: Path) -> Path:
    return ledger.with_name(f".{ledger.name}.写出")


def _name_of(path: Path) -> str:
    """What stands for a file's name in the record: names of files may name people."""
    return sha256(os.path.normcase(os.path.realpath(path)).encode(errors="surrogatepass")).hexdigest()


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def is_ours(ledger: Path, path: Path) -> bool:
    """Whether the file stands as `zlts` wrote it from that ledger."""
    return _remembered(ledger).get(_name_of(path)) == _digest_of(path)


def _remembered(ledger: Path) -> dict[str, str]:
    try:
        found = json.loads(_record_of(ledger).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(ledger: Path, path: Path) -> None:
    known, name = _remembered(ledger), _name_of(path)
    known.pop(name, None)
    known[name] = _digest_of(path)
    with suppress(OutputRefused), replacing(_record_of(ledger)) as stream:
        stream.write(json.dumps(dict([*known.items()][-_MOST:]), indent=0).encode("ascii"))
