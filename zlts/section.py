"""One table of a policy file, which checks what it gives and names the key it stumbles over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zlts.errors import PolicyRefused


class Section:
    """One table of a policy file, which names the key it stumbles over."""

    def __init__(self, values: object, path: str = "") -> None:
        if not isinstance(values, dict):
            raise PolicyRefused(f"政策文件的“{path}”应当是一节。", "请对照随程序附带的政策文件。")
        self._values: dict[str, Any] = values
        self._path = path

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _take(self, key: str, kinds: type | tuple[type, ...], what: str) -> Any:
        value = self._values.get(key)
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
            found = "没有写" if value is None else f"写的是“{value}”"
            raise PolicyRefused(f"政策文件的“{self._at(key)}”应当是{what}，{found}。", "请改好后再用。")
        return value

    def section(self, key: str) -> Section:
        return Section(self._values.get(key), self._at(key))

    def sections(self, key: str) -> Iterator[Section]:
        for number, values in enumerate(self._take(key, list, "若干节"), 1):
            yield Section(values, f"{self._at(key)}[{number}]")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and key not in self._values:
            return default
        return str(self._take(key, str, "文字"))

    def whole(self, key: str) -> int:
        return int(self._take(key, int, "整数"))

    def flag(self, key: str) -> bool:
        return bool(self._take(key, bool, "true 或 false"))

    def words(self, key: str) -> tuple[str, ...]:
        values = self._take(key, list, "一列词")
        if not all(isinstance(value, str) and value for value in values):
            raise PolicyRefused(f"政策文件的“{self._at(key)}”应当是一列词。", "请改好后再用。")
        return tuple(values)

    def percent(self, key: str) -> Fraction:
        """A percentage written as text or number, as a fraction of 1."""
        value = self._take(key, (str, int, Decimal), '百分数，如 "95"')
        return self._fraction(key, str(value).rstrip("%")) / 100

    def share(self, key: str) -> Fraction:
        return self._fraction(key, self.text(key))

    def _fraction(self, key: str, text: str) -> Fraction:
        try:
            return Fraction(text)
        except (ValueError, ZeroDivisionError):
            raise PolicyRefused(f"政策文件的“{self._at(key)}”不是数：“{text}”。", "请改好后再用。") from None

    def day(self, key: str) -> date:
        value = self._values.get(key)
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise PolicyRefused(f"政策文件的“{self._at(key)}”不是日期。", '请写成 "2013-03-01" 的样子。') from None

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.text(key)
        if value not in allowed:
            raise PolicyRefused(
                f"政策文件的“{self._at(key)}”不能是“{value}”。",
                f"可以写：{'、'.join(a or '(空)' for a in allowed)}。",
            )
        return value
