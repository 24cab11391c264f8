"""一般 by the scale of the device it was pressed on: three keys or more (readings: Scales)."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.command import Within, founded_within
from tests.foretold import DONE, Year, check_figures, simulated
from tests.test_settings import SHIPPED, a_copy, toml

ROSTER = """\
单位,城区农村,姓名,警号,角色
柳岸派出所,城区,柏一鸣,880001,窗口民警
柳岸派出所,城区,孔景行,,责任领导
青溪派出所,农村,凌霄云,880011,窗口民警
青溪派出所,农村,计春来,,责任领导
"""
THREE, MORE = "单位,姓名,月份,满意,一般,不满意", "单位,姓名,月份,满意,基本满意,一般,不满意"
MEANT = {"unsatisfied": (200, 180), "unrated": (184, 180), "satisfied": (200, 196)}
"""Of 180 满意, 16 一般 and 4 不满意 on three keys: how many count, and how many are satisfied."""
MANY = {"满意": 180, "一般": 16, "不满意": 4}
ENOUGH = SHIPPED["scale"]["enough"]


def policy(folder: Path, middle: str, **scale: Any) -> Path:
    """The shipped policy with another meaning of the middle key."""
    values = copy.deepcopy(SHIPPED)
    values["scale"] |= {"middle_of_three": middle, **scale}
    path = folder / f"{middle}.toml"
    path.write_text("".join(f"{key} = {toml(value)}\n" for key, value in values.items()), encoding="utf-8")
    return path


def founded(folder: Path, middle: str = "") -> Within:
    """A ledger under that policy; under the shipped one where none is named."""
    zlts = founded_within(folder, ROSTER)
    if middle:
        zlts.ok("policy", "adopt", policy(folder, middle))
    return zlts


def take(zlts: Within, name: str, text: str, *args: str) -> dict[str, Any]:
    path = zlts.ledger.parent / name
    path.write_text(text, encoding="utf-8")
    found: dict[str, Any] = zlts.json("import", path, *args, codes=DONE)["files"][0]
    return found


def export(said: dict[str, int], month: str = "03", officer: str = "柏一鸣", unit: str = "柳岸派出所") -> str:
    """Evaluations one by one, so many of each word, a minute apart."""
    words = [word for word, count in said.items() for _ in range(count)]
    lines = (
        f"{unit},{officer},{word},2013-{month}-{n // 60 + 1:02} 09:{n % 60:02}:07" for n, word in enumerate(words)
    )
    return "\n".join(("单位,姓名,评价结果,评价时间", *lines)) + "\n"


def rates(zlts: Within, month: str = "2013-03") -> dict[str, tuple[int, int]]:
    """Officer → counted and satisfied evaluations of the month, of those who have any."""
    lines = zlts.json("assess", month, "--dry-run", codes=DONE)["rates"]
    return {one["officer"]: (one["counted"], one["satisfied"]) for one in lines if one["counted"]}


def waiting(zlts: Within) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = zlts.json("quarantine", codes=DONE)["rows"]
    return found


# ---------------------------------------------------------------- a summary says it by its columns


@pytest.mark.parametrize("middle", MEANT)
def test_a_summary_with_three_columns_is_of_three_keys_and_one_with_more_is_not(tmp_path: Path, middle: str) -> None:
    zlts = founded(tmp_path, middle if middle != "unsatisfied" else "")
    found = take(zlts, "柳岸.csv", f"{THREE}\n柳岸派出所,柏一鸣,2013-03,180,16,4\n")
    other = take(zlts, "青溪.csv", f"{MORE}\n青溪派出所,凌霄云,2013-03,180,0,16,4\n")
    assert (found["accepted"], other["accepted"]) == (1, 1)
    told = [any("三个键的读" in note for note in one["notes"]) for one in (found, other)]
    assert told == [middle != "unsatisfied"] * 2
    assert rates(zlts) == {"柏一鸣": MEANT[middle], "凌霄云": (200, 180)}


def test_columns_that_are_some_of_the_three_decide_nothing(tmp_path: Path) -> None:
    zlts = founded(tmp_path, "satisfied")
    text = "单位,姓名,月份,满意,一般\n柳岸派出所,柏一鸣,2013-03,90,8\n青溪派出所,凌霄云,2013-03,90,0\n"
    found = take(zlts, "汇总.csv", text)
    assert (found["accepted"], found["rejected"]) == (1, 1)
    assert "--map 评价结果:档=3" in found["problems"][0]["reason"]
    take(zlts, "汇总.csv", text, "--map", "评价结果:档=3")
    assert rates(zlts) == {"柏一鸣": (98, 98), "凌霄云": (90, 90)}
    assert not waiting(zlts)


def test_what_the_clerk_says_goes_before_the_columns(tmp_path: Path) -> None:
    zlts = founded(tmp_path, "satisfied")
    take(zlts, "柳岸.csv", f"{THREE}\n柳岸派出所,柏一鸣,2013-03,180,16,4\n", "--map", "评价结果:档=5")
    assert rates(zlts) == {"柏一鸣": (200, 180)}


@pytest.mark.parametrize("printed", ["90%", "98%", "90.00", "97%"])
def test_a_printed_rate_may_be_by_the_makers_own_reading(tmp_path: Path, printed: str) -> None:
    zlts = founded(tmp_path, "satisfied")
    found = take(zlts, "柳岸.csv", f"{THREE},满意率\n柳岸派出所,柏一鸣,2013-03,180,16,4,{printed}\n")
    assert found["accepted"] == (printed != "97%")


# ---------------------------------------------------------------- one by one: by the words of the layout


@pytest.mark.parametrize("middle", ["unrated", "satisfied"])
def test_many_evaluations_in_three_words_only_come_from_three_keys(tmp_path: Path, middle: str) -> None:
    zlts = founded(tmp_path, middle)
    found = take(zlts, "柳岸.csv", export({**MANY, "未评价": 5}))
    assert (found["accepted"], found["rejected"]) == (205, 0)
    assert any("柳岸派出所的评价器按只有三个键的读" in note for note in found["notes"])
    assert rates(zlts) == {"柏一鸣": MEANT[middle]}
    again = take(zlts, "柳岸.csv", export({**MANY, "未评价": 5}), "--map", "评价结果:档=5")
    assert (again["duplicates"], again["rejected"]) == (205, 0)
    assert rates(zlts) == {"柏一鸣": (200, 180)}


def test_one_fewer_than_enough_and_the_middle_ones_wait(tmp_path: Path) -> None:
    zlts = founded(tmp_path, "satisfied")
    found = take(zlts, "柳岸.csv", export({"满意": ENOUGH - 3, "一般": 8, "不满意": 2}))
    assert (found["accepted"], found["rejected"]) == (ENOUGH - 1, 8)
    assert {one["value"] for one in waiting(zlts)} == {"一般"}
    assert "评价结果:档" in waiting(zlts)[0]["reason"]
    assert rates(zlts) == {"柏一鸣": (ENOUGH - 1, ENOUGH - 3)}
    take(zlts, "四月.csv", export({"满意": 1}, "04"))  # the layout's next export shows it of the earlier one, too
    assert not waiting(zlts)
    assert rates(zlts) == {"柏一鸣": (ENOUGH + 7, ENOUGH + 5)}


def test_one_other_word_tells_of_a_longer_scale(tmp_path: Path) -> None:
    zlts = founded(tmp_path, "satisfied")
    found = take(zlts, "柳岸.csv", export({**MANY, "基本满意": 1}))
    assert found["rejected"] == 0
    assert rates(zlts) == {"柏一鸣": (201, 181)}


def test_a_longer_scale_that_shows_later_is_one_for_the_earlier_export_too(tmp_path: Path) -> None:
    zlts = founded(tmp_path, "satisfied")
    take(zlts, "三月.csv", export(MANY))
    assert rates(zlts) == {"柏一鸣": MEANT["satisfied"]}
    take(zlts, "四月.csv", export({"满意": 9, "非常满意": 1}, "04"))
    assert rates(zlts) == {"柏一鸣": (200, 180)}
    zlts.ok("undo", zlts.json("batches")["batches"][-1]["batch"])
    assert rates(zlts) == {"柏一鸣": MEANT["satisfied"]}


def test_each_units_devices_are_their_own_though_the_headings_are_the_same(tmp_path: Path) -> None:
    zlts = founded(tmp_path, "satisfied")
    take(zlts, "柳岸.csv", export(MANY))
    take(zlts, "青溪.csv", export({**MANY, "基本满意": 1}, "03", "凌霄云", "青溪派出所"))
    assert rates(zlts) == {"柏一鸣": MEANT["satisfied"], "凌霄云": (201, 181)}


# ---------------------------------------------------------------- said by the clerk, and remembered


@pytest.mark.parametrize(("keys", "found"), [("3", (10, 10)), ("5", (10, 8)), ("4", (10, 8))])
def test_what_she_says_decides_and_is_remembered_of_the_unit(
    tmp_path: Path, keys: str, found: tuple[int, int]
) -> None:
    zlts = founded(tmp_path, "satisfied")
    few = {"满意": 8, "一般": 2}
    assert take(zlts, "三月.csv", export(few))["rejected"] == 2
    take(zlts, "三月.csv", export(few), "--map", f"评价结果:档={keys}")
    assert not waiting(zlts)
    assert take(zlts, "四月.csv", export(few, "04"))["rejected"] == 0
    assert rates(zlts) == rates(zlts, "2013-04") == {"柏一鸣": found}
    assert f"评价结果:档={keys}（柳岸派出所）" in zlts.ok("layouts")
    other = take(zlts, "青溪.csv", export(few, "03", "凌霄云", "青溪派出所"))
    assert other["rejected"] == 2  # nobody has said anything of this unit's


@pytest.mark.parametrize("keys", ["2", "三", "", "0", "满意"])
def test_a_number_of_keys_that_is_none_is_refused(tmp_path: Path, keys: str) -> None:
    zlts = founded(tmp_path)
    (tmp_path / "三月.csv").write_text(export({"满意": 8}), encoding="utf-8")
    done = zlts.run("import", tmp_path / "三月.csv", "--map", f"评价结果:档={keys}")
    assert done.returncode in (1, 2)
    assert "档=" in done.stdout + done.stderr


# ---------------------------------------------------------------- policies come and go

FEW = {"满意": 80, "一般": 8, "不满意": 1}


def evidence(zlts: Within) -> list[dict[str, Any]]:
    summary = f"{THREE}\n柳岸派出所,柏一鸣,2013-04,180,16,4\n青溪派出所,凌霄云,2013-04,180,16,4\n"
    return [
        take(zlts, "三月.csv", export(MANY)),
        take(zlts, "青溪.csv", export(FEW, "03", "凌霄云", "青溪派出所")),
        take(zlts, "四月.csv", summary),
    ]


def test_by_the_shipped_policy_nothing_waits_and_nothing_is_asked(tmp_path: Path) -> None:
    zlts = founded(tmp_path)
    taken = evidence(zlts)
    assert not waiting(zlts)
    assert not any("键" in note for one in taken for note in one["notes"])
    assert rates(zlts) == {"柏一鸣": (200, 180), "凌霄云": (89, 80)}
    assert "档" not in zlts.run("status").stdout


@pytest.mark.parametrize("middle", ["unrated", "satisfied"])
def test_simulate_foretells_what_adopting_another_reading_changes(tmp_path: Path, middle: str) -> None:
    zlts = founded(tmp_path)
    evidence(zlts)
    zlts.json("assess", "2013-12", codes=DONE)
    before = Year.of(zlts, "2013Q1", "2013Q2")
    said = simulated(zlts, policy(tmp_path, middle))
    zlts.ok("policy", "adopt", policy(tmp_path, middle))
    assert len(waiting(zlts)) == FEW["一般"]
    zlts.json("assess", "2013-12", codes=DONE)
    check_figures(said, before, Year.of(zlts, "2013Q1", "2013Q2"))
    later = founded(_folder(tmp_path), middle)
    evidence(later)
    later.json("assess", "2013-12", codes=DONE)
    assert _lines(later) == _lines(zlts)  # whichever came first
    zlts.ok("policy", "adopt", _shipped(tmp_path))
    zlts.json("assess", "2013-12", codes=DONE)
    assert not waiting(zlts)
    assert Year.of(zlts, "2013Q1", "2013Q2").ranks == before.ranks
    assert zlts.run("verify").returncode == 0


def _folder(parent: Path) -> Path:
    (parent / "later").mkdir()
    return parent / "later"


def _shipped(folder: Path) -> Path:
    return policy(folder, "unsatisfied")


def _lines(zlts: Within) -> Iterable[tuple[Any, ...]]:
    entries = zlts.json("ledger", "2013")["entries"]
    return sorted((one["month"], one["person"], one["kind"], one["reason"]) for one in entries)


def test_the_officers_page_and_a_void_follow_the_scale(tmp_path: Path) -> None:
    zlts = founded(tmp_path, "unrated")
    take(zlts, "三月.csv", export({"满意": 90, "一般": 8, "不满意": 12}))
    zlts.json("assess", "2013-03", codes=DONE)
    told = zlts.json("explain", "柏一鸣", "--year", "2013", codes=DONE)
    assert {one["rating"] for one in told["unsatisfied"]} == {"不满意"}
    batch = zlts.json("batches")["batches"][-1]["batch"]
    assert rates(zlts) == {"柏一鸣": (102, 90)}
    zlts.ok("void", f"{batch}::92", "--reason", "监控核实无人办事")  # the first 一般 stands in line 92
    assert rates(zlts) == {"柏一鸣": (102, 90)}
    zlts.ok("void", f"{batch}::2", "--reason", "监控核实无人办事")
    assert rates(zlts) == {"柏一鸣": (101, 89)}


def test_a_policy_of_a_later_day_reads_its_own_days(tmp_path: Path) -> None:
    zlts = founded(tmp_path)
    take(zlts, "三月.csv", export(MANY))
    take(zlts, "四月.csv", export(MANY, "04"))
    other = policy(tmp_path, "satisfied")
    other.write_text(other.read_text(encoding="utf-8").replace("2013-03-01", "2013-04-01"), encoding="utf-8")
    zlts.ok("policy", "adopt", other)
    assert rates(zlts) == {"柏一鸣": (200, 180)}
    assert rates(zlts, "2013-04") == {"柏一鸣": (200, 196)}
    assert a_copy(zlts, _folder(tmp_path)).run("verify").returncode == 0
