"""What a county hands up: counts that agree with its bulletin, nobody's name, and a digest of its own."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.command import Within
from tests.counties import complaints, county, month, uploaded
from zlts.errors import FileRefused
from zlts.rollup.county_form import digest_of, read

SCHEMA = Path(__file__).resolve().parents[1] / "docs" / "upload.schema.json"


@pytest.fixture
def made(tmp_path: Path) -> Within:
    """A county with two months, a complaint of every kind, an inspection, and a unit that lacks."""
    made = county(tmp_path / "清源", "清源县公安局")
    month(made, "2013-05", 9)
    month(made, "2013-06", 2, "城关派出所")
    complaints(
        made,
        "1,2013-05-08,话难听,属实,2013-06-03",
        "2,2013-06-08,事难办,不属实,2013-06-20",
        "3,2013-06-09,朱春梅态度差,待查,",
        "4,2013-04-09,李大伟,待查,",
    )
    made.ok("add", "inspection", "城关派出所", "--date", "2013-06-04", "--finding", "未挂牌", "--points", "-2")
    made.run("assess", "2013-06")
    return made


def form(made: Within, *words: str) -> dict[str, Any]:
    return made.json("report", *words, "--upload")


def test_a_form_says_what_the_bulletin_says(made: Within) -> None:
    said, bulletin = form(made, "quarterly", "2013Q2"), made.json("report", "quarterly", "2013Q2")
    assert said["source"] == bulletin["source"]
    for unit in bulletin["units"]:
        own = [one for one in said["units"] if one["unit"] == unit["unit"]]
        for key in ("counted", "satisfied", "unrated"):
            assert sum(one[key] for one in own) == unit[key]
    assert sum(one["count"] for one in said["complaints"]["received"]) == 4
    assert said["complaints"]["sustained"] == [{"month": "2013-06", "count": 1}]
    assert said["complaints"]["pending"] == bulletin["totals"]["pending_complaints"] == 2
    assert next(one for one in said["inspections"] if one["month"] == "2013-06")["points"] == -2
    officers = [one for one in said["measures"] if one["role"] == "officer"]
    measures = {
        kind: sum(one["count"] for one in officers if one["kind"] == kind) for kind in ("打招呼", "谈话", "告诫")
    }
    assert measures == {kind: sum(one["measures"][kind] for one in bulletin["units"]) for kind in measures}


def test_what_is_missing_is_no_zero(made: Within) -> None:
    states = {(one["unit"], one["month"]): one["state"] for one in form(made, "quarterly", "2013Q2")["units"]}
    assert states["沙洲派出所", "2013-05"] == "reported"
    assert states["沙洲派出所", "2013-06"] == states["城关派出所", "2013-04"] == "missing"
    assert "未报" in made.ok("report", "monthly", "2013-06", "--upload")


def test_nobody_is_named(made: Within, tmp_path: Path) -> None:
    text = uploaded(made, tmp_path / "上报", "2013Q2", "quarterly").read_text(encoding="utf-8")
    for name in ("朱春梅", "曹国栋", "薛晓燕", "范小龙", "350509", "350511", "柏小林", "13900007788"):
        assert name not in text
    kinds = {one["kind"] for one in json.loads(text)["complaints"]["received"]}
    assert kinds == {"话难听", "事难办", "其他"}


def test_a_kind_goes_up_by_a_word_of_the_policy_alone(made: Within) -> None:
    """A short text that is no known kind may be the name of somebody who is not on the roster."""
    made.ok("add", "inspection", "城关派出所", "--date", "2013-06-05", "--finding", "冷淡", "--kind", "李大伟")
    said = form(made, "quarterly", "2013Q2")
    assert "李大伟" not in json.dumps(said, ensure_ascii=False)
    assert {(one["month"], one["kind"]) for one in said["complaints"]["received"]} == {
        ("2013-04", "其他"), ("2013-05", "话难听"), ("2013-06", "事难办"), ("2013-06", "其他"),
    }  # fmt: skip
    assert {one["kind"] for one in said["inspections"]} == {"日常检查", "其他"}


@pytest.mark.parametrize(("kind", "period"), [("monthly", "2013-06"), ("quarterly", "2013Q1"), ("annual", "2013")])
def test_a_form_is_as_its_schema_says(made: Within, kind: str, period: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(form(made, kind, period))


def leaves(said: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to the single values of a form, of every list into its first item alone."""
    if isinstance(said, dict):
        for key, value in said.items():
            yield from leaves(value, (*path, key))
    elif isinstance(said, list):
        for value in said[:1]:
            yield from leaves(value, (*path, 0))
    else:
        yield path


def with_value(said: dict[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    """A form with another value in one place, its digest made anew."""
    other = copy.deepcopy(said)
    place: Any = other
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return {**other, "digest": digest_of(other)}


def is_read(said: dict[str, Any]) -> bool:
    try:
        read("表.json", json.dumps(said))
    except FileRefused:
        return False
    return True


def test_the_schema_takes_what_the_checks_take_and_no_more(made: Within) -> None:
    schema = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    said = form(made, "monthly", "2013-06")
    said["source"]["policies"][0]["differs"] = [
        dict.fromkeys(("setting", "value", "shipped", "reading", "question", "says", "shipped_says"), "a")
    ]
    said["anomalies"] = [{"month": "2013-06", "pattern": "burst", "count": 1}]
    said["unassessed"] = ["2013-06"]
    texts = ("", " ", "字" * 500, "字" * 501, "字" * 12, "字" * 13, "电话1")
    others = (*texts, -1, -(10**9) - 1, 10**9 + 1, 1.5, True, None)
    summed = ("counted", "satisfied", "unrated", "percent")
    places = [path for path in leaves(said) if path[-1] not in ("digest", "unit", *summed)]
    assert [
        (path, value)
        for path in places
        for value in others
        if is_read(other := with_value(said, path, value)) != schema.is_valid(other)
    ] == []
    for path in (("quarantined",), ("measures", 0, "count"), ("inspections", 0, "points")):
        assert is_read(with_value(said, path, 10**9))
    assert not schema.is_valid(with_value(said, ("units", 0, "counted"), 10**9 + 1))


def test_the_digest_is_over_all_but_itself_however_it_is_laid_out(made: Within, tmp_path: Path) -> None:
    said = json.loads(uploaded(made, tmp_path / "上报").read_text(encoding="utf-8"))
    digest = said.pop("digest")
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert sha256(plain.encode()).hexdigest() == digest


def test_a_month_that_still_runs_is_not_handed_up(made: Within) -> None:
    done = made.run("report", "monthly", "2999-01", "--upload")
    assert done.returncode == 1
    assert "还没有结束" in done.stderr


@pytest.mark.parametrize("other", [("--public",), ("--issue", "1"), ("--reprint", "1"), ("--withdraw", "1")])
def test_a_form_is_no_bulletin(made: Within, other: tuple[str, ...]) -> None:
    done = made.run("report", "monthly", "2013-06", "--upload", *other)
    assert done.returncode == 2
    assert "不是通报" in done.stderr
