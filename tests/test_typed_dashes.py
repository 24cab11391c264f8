"""Words of the command line as an input method or a word processor changes them: full-width, with other dashes."""

from __future__ import annotations

from datetime import date

import pytest

from tests.command import Zlts, founded
from zlts.errors import WrongUsage
from zlts.periods import Month, day_of

ROSTER = "单位,姓名,警号,角色,窗口,评价器\n东山派出所,柳河清,880101,窗口民警,1,P01\n"
PRESSES = "单位,姓名,评价结果,评价时间\n" + "".join(
    f"东山派出所,柳河清,{'不满意' if n < 3 else '满意'},2013-05-06 09:{n:02d}:00\n" for n in range(20)
)


@pytest.fixture
def county(tmp_path_factory: pytest.TempPathFactory) -> Zlts:
    made = founded(tmp_path_factory.mktemp("dashes"), ROSTER)
    made.ledger.with_name("a.csv").write_text(PRESSES, encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("—dry-run", "--dry-run"),
        ("–dry-run", "--dry-run"),
        ("——dry-run", "--dry-run"),
        ("－－dry－run", "--dry-run"),
        ("－－ｄｒｙ－ｒｕｎ", "--dry-run"),
        ("−−dry-run", "--dry-run"),
        ("—unit=东山派出所", "--unit"),
        ("—o", "-o"),
    ],
)
@pytest.mark.parametrize("place", ["before", "behind"])
def test_an_option_with_other_dashes_is_refused_and_nothing_is_imported(
    county: Zlts, typed: str, meant: str, place: str
) -> None:
    words = (typed, "a.csv") if place == "before" else ("a.csv", typed)
    done = county.run("import", *words)
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert f"请改成 {meant} 再运行一次" in done.stderr
    assert [one["file"] for one in county.json("batches")["batches"]] == ["花名册.csv"]


def test_what_only_looks_like_an_option_is_taken(county: Zlts) -> None:
    county.ledger.with_name("—评价.csv").write_text(PRESSES, encoding="utf-8")
    county.ok("import", "—评价.csv")
    words = ("add", "inspection", "东山派出所", "--date", "2013-05-08", "--finding", "——", "--points", "－2")
    assert county.run(*words).returncode == 0


@pytest.mark.parametrize(
    "month", ["２０１３－０５", "２０１３年５月", "2013—05", "2013–5", "2013−05", "2013‑05", "2013．5"]
)
def test_a_month_in_full_width_or_with_other_dashes(month: str) -> None:
    assert Month.parse(month) == Month(2013, 5)


@pytest.mark.parametrize(
    "text", ["2013-06-10", "2013/6/10", "2013.6.10", "2013年6月10日", "２０１３－０６－１０", "2013—6—10", "20130610"]
)
def test_a_day_as_people_write_it(text: str) -> None:
    assert day_of(text) == date(2013, 6, 10)


@pytest.mark.parametrize("text", ["2013-06", "2013/6/31", "10/6/2013", "13-6-10", "0000-06-10", "昨天", ""])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        day_of(text)


def test_the_day_of_a_measure_in_the_words_of_a_clerk(county: Zlts) -> None:
    county.ok("import", "a.csv")
    county.ok("assess", "２０１３－０５")
    entry = next(one for one in county.json("ledger", "2013")["entries"] if one["kind"] == "打招呼")
    assert "已登记执行" in county.ok("done", entry["id"], "--on", "2013/6/10")
