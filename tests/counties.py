"""Made-up counties, each with a ledger of its own, for what lies beyond one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.command import Within
from zlts.resources import data_file
from zlts.rollup.county_form import digest_of

ROSTER = (
    "单位,类别,姓名,警号,角色\n城关派出所,城区,朱春梅,350509,窗口民警\n沙洲派出所,农村,曹国栋,350511,窗口民警\n"
    "城关派出所,城区,薛晓燕,,责任领导\n城关派出所,城区,范小龙,,责任局领导\n"
)


def county(folder: Path, name: str, **readings: str) -> Within:
    """A new ledger of the county of that name; `readings`: words of the shipped policy → what stands instead."""
    folder.mkdir(parents=True)
    text = data_file("policy-2013.toml").read_text(encoding="utf-8").replace('name = "县公安局"', f'name = "{name}"')
    for word, instead in readings.items():
        assert word in text, word
        text = text.replace(word, instead)
    (folder / "政策.toml").write_text(text, encoding="utf-8")
    (folder / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    made = Within(folder / "zlts.db")
    made.ok("init", "--roster", folder / "花名册.csv", "--policy", folder / "政策.toml")
    return made


def month(made: Within, text: str, unsatisfied: int, unit: str = "") -> None:
    """A month of evaluations of both units (or of one), a hundred each: so many unsatisfied ones at 城关派出所."""
    rows = {
        "城关派出所": f"城关派出所,朱春梅,{text},{100 - unsatisfied},{unsatisfied},7\n",
        "沙洲派出所": f"沙洲派出所,曹国栋,{text},100,0,0\n",
    }
    file = made.ledger.parent / f"{text}{unit}.csv"
    lines = "".join(line for name, line in rows.items() if unit in ("", name))
    file.write_text(f"单位,姓名,月份,满意,一般,未评价\n{lines}", encoding="utf-8")
    made.ok("import", file)


def complaints(made: Within, *rows: str) -> None:
    """Complaints, each `number,received,category,verdict,verdict date`, against 朱春梅."""
    text = "编号,受理日期,单位,民警,类别,投诉人,电话,反映内容,认定,认定日期\n"
    for row in rows:
        number, received, category, verdict, decided = row.split(",")
        whose = f"城关派出所,朱春梅,{category},柏小林,13900007788,柏小林反映{number}"
        text += f"{number},{received},{whose},{verdict},{decided}\n"
    file = made.ledger.parent / "投诉.csv"
    file.write_text(text, encoding="utf-8")
    made.ok("import", file)


def uploaded(made: Within, folder: Path, period: str = "2013-06", kind: str = "monthly") -> Path:
    """The county's form of a period, as a file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{made.ledger.parent.name}-{period}.json"
    made.ok("report", kind, period, "--upload", "-o", path)
    return path


def changed(path: Path, change: Callable[[dict[str, Any]], object], *, sealed: bool) -> Path:
    """A form changed by hand; `sealed`: by one who also makes the digest anew."""
    said = json.loads(path.read_text(encoding="utf-8"))
    change(said)
    if sealed:
        said["digest"] = digest_of(said)
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return path
