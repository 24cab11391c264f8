"""Made-up county years, drawn from a seed, with the corners of the rules in them.

`county(seed)` is a `County`: the facts for `reference.py`, and the registers a clerk would import, as rows.
Each unit, person and number is invented.
"""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from tests.oracle import reference
from tests.oracle.reference import Complaint, Facts, Inspection, Measure, Posting, Press, Summary, Who

URBAN = ("车管大队", "户政大队")
RURAL = ("石门派出所", "柳湾派出所", "云岭派出所", "双河派出所")
SURNAMES = "孔秦俞卢戴夏顾侯邵龙段雷"
GIVEN = ("岚", "淼", "祺", "文博", "雨桐", "若兰", "思齐", "一鸣", "景行", "佳宁", "海川", "望舒")
WORDS = {"satisfied": ("非常满意", "满意", "基本满意"), "not": ("一般", "不满意", "非常不满意"), "un": ("未评价",)}
COLUMNS = ("非常满意", "满意", "基本满意", "一般", "不满意", "非常不满意", "未评价")
DECIDED = (("有效", ""), ("属实", ""), ("属实", "次要责任"), ("基本属实", ""), ("部分属实", "主要责任"), ("有责", ""))
DISMISSED = (("无效", ""), ("不属实", ""), ("查否", "无责"), ("属实", "无责"), ("查无实据", ""), ("无责", ""))
OPEN = (("", ""), ("待查", ""), ("调查中", ""), ("部分属实", ""), ("复核中", "有责"))
SERIOUS = ("严重", "特别严重", "重大")
MILD = ("", "一般", "轻微", "较轻", "较重")

Row = list[object]


@dataclass(frozen=True)
class Sheet:
    """One register as a file: where it lies, its heading and rows, and the month it is imported in."""

    path: str
    month: str
    title: str
    heading: list[str]
    rows: list[Row]
    encoding: str = "utf-8-sig"
    footer: bool = False

    @property
    def ordered(self) -> bool:
        """Versions of complaints follow the order of import."""
        return "投诉" in self.path


@dataclass
class County:
    years: tuple[int, ...]
    facts: Facts
    roster: Sheet
    sheets: list[Sheet] = field(default_factory=list)

    @property
    def months(self) -> list[str]:
        """The months that the policy covers."""
        every = [f"{year}-{month:02}" for year in self.years for month in range(1, 13)]
        return [month for month in every if month >= f"{reference.FIRST_DAY:%Y-%m}"]


def county(seed: int) -> County:
    """The county of a seed."""
    return _Maker(Random(seed)).make()  # noqa: S311 - made-up years, nothing to guess


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.years = random.choice([(2013,), (2014,), (2013, 2014)])
        self.first, self.last = date(self.years[0], 1, 1), date(self.years[-1], 12, 31)
        self.units = [*URBAN[: random.randint(1, 2)], *RURAL[: random.randint(2, 4)]]
        names = [surname + given for surname in SURNAMES for given in GIVEN]
        random.shuffle(names)
        self.names = iter(names)
        self.badges = iter(range(350001, 360000))
        self.serials = iter(range(880001, 999999))
        self.seats: dict[str, list[str]] = defaultdict(list)
        self.facts: Facts = {
            "roster": [],
            "presses": [],
            "summaries": [],
            "complaints": [],
            "inspections": [],
            "measures": [],
        }
        self.sheets: list[Sheet] = []

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def day(self, first: date, last: date) -> date:
        return first + timedelta(self.random.randint(0, (last - first).days))

    def make(self) -> County:
        for unit in self.units:
            self.lead(unit, "unit_lead")
            self.lead(unit, "bureau_lead")
            self.window(unit)
        self.namesakes()
        self.evaluations()
        self.complaints()
        self.inspections()
        self.measures()
        return County(self.years, self.facts, self.roster_sheet(), self.sheets)

    # -------------------------------------------------------------- roster

    def post(self, unit: str, who: Who, role: str, since: date | None, until: date | None) -> None:
        window, evaluator = self.seat(unit, since, until) if who.badge else ("", "")
        self.facts["roster"].append(
            Posting(
                unit=unit,
                urban=unit in URBAN,
                who=who,
                role=role,
                window=window,
                evaluator=evaluator,
                since=since,
                until=until,
            )
        )

    def seat(self, unit: str, since: date | None, until: date | None) -> tuple[str, str]:
        """A window whose last occupant has left, so that evaluators change hands; else a new one."""
        first, last = since or date.min, until or date.max
        for evaluator in self.seats[unit]:
            held = [p for p in self.facts["roster"] if p["evaluator"] == evaluator]
            if not any(reference.overlaps(p, first, last) for p in held):
                return held[0]["window"], evaluator
        number = len(self.seats[unit]) + 1
        self.seats[unit].append(f"PJ{self.units.index(unit) + 1:02}{number:02}")
        return f"{number}号窗口", self.seats[unit][-1]

    def lead(self, unit: str, role: str) -> None:
        first, other = Who(next(self.names), ""), Who(next(self.names), "")
        change = self.random.choice(["none", "none", "change", "gap", "two", "newyear"])
        if change == "none":
            self.post(unit, first, role, None, None)
            return
        turn = self.day(date(self.years[-1], 4, 1), date(self.years[-1], 11, 20))
        if change == "newyear":
            turn = self.last
        following = {
            "change": 1,
            "newyear": 1,
            "gap": self.random.randint(10, 60),
            "two": -self.random.randint(5, 90),
        }
        self.post(unit, first, role, None, turn)
        self.post(unit, other, role, turn + timedelta(following[change]), None)

    def person(self) -> Who:
        return Who(next(self.names), str(next(self.badges)))

    def window(self, unit: str) -> None:
        for _ in range(self.random.randint(1, 3)):
            self.career(unit, self.person())
        if self.chance(0.4):
            self.post(unit, self.person(), "auxiliary", None, None)

        if self.chance(0.25):
            self.promoted(unit, self.person(), self.random.randint(2, 11))

    def promoted(self, unit: str, who: Who, month: int) -> None:
        """An auxiliary until a month's end, an officer from then on."""
        turn = date(self.years[-1], month, calendar.monthrange(self.years[-1], month)[1])
        self.post(unit, who, "auxiliary", None, turn)
        self.post(unit, who, "officer", turn + timedelta(1), None)

    def career(self, unit: str, who: Who) -> None:
        other = self.random.choice([u for u in self.units if u != unit])
        turn = self.day(date(self.years[-1], 3, 10), date(self.years[-1], 11, 20))
        kind = self.random.choice(["stay", "stay", "move", "move", "leave", "join", "return", "early"])
        if kind == "stay":
            self.post(unit, who, "officer", self.random.choice([None, self.first]), None)
        elif kind == "leave":
            self.post(unit, who, "officer", None, turn)
            self.career_successor(unit, turn)
        elif kind == "join":
            self.post(unit, who, "officer", turn, None)
        elif kind == "early":
            self.post(unit, who, "officer", None, date(self.years[-1], 1, 1) + timedelta(self.random.randint(0, 80)))
        else:
            self.post(unit, who, "officer", None, turn)
            back = turn + timedelta(self.random.randint(8, 30))
            self.post(other, who, "officer", turn + timedelta(1), back if kind == "return" else None)
            if kind == "return":
                self.post(unit, who, "officer", back + timedelta(1), None)
            else:
                self.career_successor(unit, turn)

    def career_successor(self, unit: str, turn: date) -> None:
        if self.chance(0.6):
            self.post(unit, self.person(), "officer", turn + timedelta(1), None)

    def namesakes(self) -> None:
        """Two people of one name, each staying at a unit of his own."""
        if self.chance(0.6):
            name = next(self.names)
            for unit in self.units[:2]:
                self.post(unit, Who(name, str(next(self.badges))), "officer", None, None)

    def roster_sheet(self) -> Sheet:
        words = {
            "officer": ("窗口民警", "责任人"),
            "auxiliary": ("窗口辅警",),
            "unit_lead": ("责任领导",),
            "bureau_lead": ("责任局领导",),
        }
        heading = ["单位", "类别", "姓名", "警号", "角色", "窗口号", "评价器编号", "任职起", "任职止"]
        rows: list[Row] = [
            [
                p["unit"],
                "城区" if p["urban"] else "农村",
                p["who"].name,
                p["who"].badge,
                self.random.choice(words[p["role"]]),
                p["window"],
                p["evaluator"],
                _iso(p["since"]),
                _iso(p["until"]),
            ]
            for p in self.facts["roster"]
        ]
        return Sheet("花名册.xlsx", "", "", heading, rows)

    def window_postings(self) -> list[Posting]:
        return [p for p in self.facts["roster"] if p["role"] in {"officer", "auxiliary"}]

    # -------------------------------------------------------------- evaluations

    def evaluations(self) -> None:
        for year in self.years:
            for month in range(1, 13):
                self.month(f"{year}-{month:02}")
        self.overlapping()

    def month(self, month: str) -> None:
        first, last = reference.first_day(month), reference.last_day(month)
        styles = {unit: self.random.choice(["detail", "detail", "summary"]) for unit in self.units}
        people: dict[Who, list[Posting]] = defaultdict(list)
        for posting in self.window_postings():
            if reference.overlaps(posting, first, last):
                people[posting["who"]].append(posting)
        for who, postings in people.items():
            for unit, ratings in self.shares(postings):
                if styles[unit] == "summary":
                    self.summarise(who, unit, month, ratings)
                else:
                    self.press(who, [p for p in postings if p["unit"] == unit], month, ratings)
        for unit in self.units:
            self.summary_file(unit, month) if styles[unit] == "summary" else self.detail_file(unit, month)

    def shares(self, postings: list[Posting]) -> Iterator[tuple[str, list[str]]]:
        """The month's ratings, cut among the units: evenly as often as not, so that units tie."""
        ratings = self.ratings()
        units = list(dict.fromkeys(p["unit"] for p in postings))
        if len(units) == 1:
            yield units[0], ratings
            return
        counted = [r for r in ratings if r not in WORDS["un"]]
        cut = len(counted) // 2 if self.chance(0.6) else self.random.randint(0, len(counted))
        if self.chance(0.6):
            counted = counted[: 2 * (len(counted) // 2)]
        rest = [r for r in ratings if r in WORDS["un"]]
        yield units[0], counted[:cut] + rest
        yield units[1], counted[cut:]

    def ratings(self) -> list[str]:
        kind = self.random.choice(["good", "good", "good", "exact", "below", "few", "bad", "silent", "none"])
        bad, good = {
            "good": (0, self.random.randint(5, 24)),
            "exact": (1, 19),
            "below": (1, 18),
            "few": (1, self.random.randint(0, 6)),
            "bad": (self.random.randint(2, 5), self.random.randint(8, 20)),
            "silent": (0, 0),
            "none": (0, 0),
        }[kind]
        if kind == "exact" and self.chance(0.4):
            bad, good = 2, 38
        words = [self.random.choice(WORDS["not"]) for _ in range(bad)]
        words += [self.random.choice(WORDS["satisfied"]) for _ in range(good)]
        words += ["未评价"] * (0 if kind == "none" else self.random.randint(0, 4))
        self.random.shuffle(words)
        return words

    def summarise(self, who: Who, unit: str, month: str, ratings: list[str]) -> None:
        self.facts["summaries"].append(Summary(who=who, unit=unit, month=month, ratings=dict(Counter(ratings))))

    def press(self, who: Who, postings: list[Posting], month: str, ratings: list[str]) -> None:
        first, last = reference.first_day(month), reference.last_day(month)
        days = [
            first + timedelta(n)
            for n in range(calendar.monthrange(first.year, first.month)[1])
            if any(reference.covers(p, first + timedelta(n)) for p in postings)
        ]
        days += [days[0], min(days[-1], last)] * 3
        moment = self.moment(days)
        for rating in sorted(ratings):
            if not self.chance(0.15):  # else a second press in the same second
                moment = self.moment(days)
            self.facts["presses"].append(
                Press(who=who, unit=postings[0]["unit"], rating=rating, time=moment, serial=str(next(self.serials)))
            )

    def moment(self, days: list[date]) -> datetime:
        """A second of the office hours of one of the days."""
        start = datetime.combine(self.random.choice(days), time(self.random.randint(8, 17)))
        return start + timedelta(seconds=self.random.randint(0, 3599))

    def detail_file(self, unit: str, month: str) -> None:
        here = [p for p in self.facts["presses"] if p["unit"] == unit and f"{p['time']:%Y-%m}" == month]
        self.detail(unit, month, sorted(here, key=lambda p: p["time"]), f"{month}/{unit}")

    def overlapping(self) -> None:
        """Exports across two months' ends, in another dialect, of what monthly files hold already or do not."""
        detailed = [s for s in self.sheets if "明细" in s.title]
        for sheet in self.random.sample(detailed, len(detailed) // 8):
            unit, month = sheet.path.split("/")[1].split(".")[0], sheet.month
            last = datetime.combine(reference.last_day(month), time.max)
            first = last - timedelta(days=self.random.randint(10, 50))
            here = [p for p in self.facts["presses"] if p["unit"] == unit and first.date() < p["time"].date()]
            here = [p for p in here if p["time"] <= last]
            self.detail(unit, month, sorted(here, key=lambda p: p["time"]), f"{month}/{unit}补")
            if self.chance(0.3):
                self.sheets.remove(sheet)
                days = [p for p in self.facts["presses"] if p["unit"] == unit and f"{p['time']:%Y-%m}" == month]
                early = [p for p in days if p["time"].day <= 20]
                late = [p for p in days if p["time"].day >= 12]
                self.detail(unit, month, sorted(early, key=lambda p: p["time"]), f"{month}/{unit}上")
                self.detail(unit, month, sorted(late, key=lambda p: p["time"]), f"{month}/{unit}下")

    def detail(self, unit: str, month: str, presses: list[Press], path: str) -> None:
        if not presses:
            return
        mode = self.random.choice(["full", "badge", "evaluator", "name", "serial", "window"])
        headings = {
            "full": ["序号", "单位", "窗口号", "评价器编号", "警号", "姓名", "评价结果", "评价时间"],
            "badge": ["序号", "部门", "工号", "评价", "时间"],
            "evaluator": ["单位名称", "评价器编号", "评价结果", "评价时间"],
            "name": ["单位", "民警姓名", "满意度", "评价日期", "时间"],
            "serial": ["流水号", "部门", "工号", "工作人员", "评价", "时间"],
            "window": ["单位", "窗口", "评价结果", "评价时间"],
        }
        form, word, heading = self.form(), self.unit_word(unit), headings[mode]
        rows = [self.detail_row(mode, number, press, form, word) for number, press in enumerate(presses, 1)]
        if path == f"{month}/{unit}" and self.chance(0.3):
            place = heading.index(next(h for h in heading if h in {"单位", "单位名称", "部门"}))
            heading, rows = _without(place, heading, rows)
        self.sheets.append(self.dress(path, month, f"{unit}窗口服务评价明细", heading, rows))

    def form(self) -> str:
        return self.random.choice(["-", "-", "/", ".", "年", ""])

    def unit_word(self, unit: str) -> str:
        """A unit by its name, or its short or long form."""
        return self.random.choice([unit, unit, unit.replace("派出所", "所"), f"某县公安局{unit}"])

    def detail_row(self, mode: str, number: int, press: Press, form: str, unit: str) -> Row:
        who, moment = press["who"], press["time"]
        seat = next(
            p
            for p in self.window_postings()
            if (p["who"], p["unit"]) == (who, press["unit"]) and reference.covers(p, moment.date())
        )
        stamp = _written(moment, form)
        result = "" if press["rating"] == "未评价" and moment.second % 3 == 0 else press["rating"]
        cells: dict[str, Row] = {
            "full": [number, unit, seat["window"], seat["evaluator"], who.badge, self.padded(who), result, stamp],
            "badge": [number, unit, who.badge, result, stamp],
            "evaluator": [unit, seat["evaluator"], result, stamp],
            "name": [unit, self.padded(who), result, _written(moment.date(), form), f"{moment:%H:%M:%S}"],
            "serial": [press["serial"], unit, who.badge, who.name, result, stamp],
            "window": [unit, seat["window"], result, stamp],
        }
        return cells[mode]

    def padded(self, who: Who) -> str:
        return f"{who.name[0]} {who.name[1]}" if len(who.name) == 2 and self.chance(0.5) else who.name

    def summary_file(self, unit: str, month: str) -> None:
        here = [s for s in self.facts["summaries"] if (s["unit"], s["month"]) == (unit, month)]
        if not here:
            return
        rows: list[Row] = []
        for row in here:
            tally = reference.add_up([reference.tally(Counter(row["ratings"]))])
            rate = f"{10000 * tally.satisfied // tally.counted / 100:.2f}%" if tally.counted else "—"
            counts = [row["ratings"].get(word, 0) for word in COLUMNS]
            total = self.random.choice([tally.counted, tally.counted + tally.unrated])
            rows.append([unit, self.padded(row["who"]), row["who"].badge, month, *counts, total, rate])
        heading = ["单位", "姓名", "警号", "月份", *COLUMNS, "总数", "满意率"]
        for column in [c for c in ("单位", "月份") if self.chance(0.3)]:
            heading, rows = _without(heading.index(column), heading, rows)
        self.sheets.append(self.dress(f"{month}/{unit}", month, f"{unit}窗口评价统计表", heading, rows))

    def dress(self, path: str, month: str, title: str, heading: list[str], rows: list[Row]) -> Sheet:
        ending, encoding = self.random.choice([("csv", "utf-8-sig"), ("csv", "gb18030"), ("xlsx", "")])
        kind = "明细" if "明细" in title else "统计"
        return Sheet(
            f"{path}.{ending}",
            month,
            title if self.chance(0.5) else f"窗口评价{kind}",
            heading,
            rows,
            encoding,
            footer=self.chance(0.3),
        )

    # -------------------------------------------------------------- complaints

    def complaints(self) -> None:
        for year in self.years:
            register = [self.complaint(year, number) for number in range(1, self.random.randint(6, 22))]
            self.merge(register)
            self.exports(year, register)

    def complaint(self, year: int, number: int) -> Complaint:
        received = self.day(date(year, 1, 1), date(year, 12, 31))
        if self.chance(0.2):
            received = self.day(date(year, 12, 1), date(year, 12, 31))
        unit = self.random.choice(self.units)
        officers = self.complainable(unit, received)
        known = (
            []
            if self.chance(0.15)
            else self.random.sample(officers, min(len(officers), self.random.choice([1, 1, 1, 2, 3])))
        )
        found = Complaint(
            key=100 * year + number,
            number="" if self.chance(0.15) else f"{number:03}",
            received=received,
            unit=unit,
            officers=known,
            text=f"第{number}件：窗口办理事项未一次性告知",
            verdict="",
            responsibility="",
            verdict_date=None,
            severity="",
            merged="",
            own={},
        )
        found = self.decided(found, self.chance(0.6))
        if found["number"] and len(known) > 1 and self.chance(0.5):
            found["own"] = {who: self.finding(found) for who in known[1:]}
        return found

    def finding(self, complaint: Complaint) -> tuple[str, str, date | None, str]:
        """What was found of one officer apart from the others."""
        other = self.decided(complaint, self.chance(0.5))
        return other["verdict"], other["responsibility"], other["verdict_date"], other["severity"]

    def complainable(self, unit: str, day: date) -> list[Who]:
        """Whoever is, or before was, at the unit's windows."""
        here = [p for p in self.window_postings() if p["unit"] == unit and (p["since"] or date.min) <= day]
        return list(dict.fromkeys(p["who"] for p in here))

    def decided(self, complaint: Complaint, hit: bool) -> Complaint:
        verdict, responsibility = self.random.choice(DECIDED if hit else DISMISSED + OPEN)
        undated = (verdict, responsibility) in OPEN or self.chance(0.1)
        later = complaint["received"] + timedelta(self.random.choice([0, 5, 12, 25, 40]))
        serious = self.chance(0.3)
        changed = complaint.copy()
        changed["verdict"], changed["responsibility"] = verdict, responsibility
        changed["verdict_date"] = None if undated else later
        changed["severity"] = self.random.choice(SERIOUS if serious else MILD)
        return changed

    def merge(self, register: list[Complaint]) -> None:
        for place, complaint in enumerate(register):
            targets = [c["number"] for c in register[:place] if c["number"]]
            if complaint["number"] and targets and self.chance(0.15):
                complaint["merged"] = self.random.choice(targets)

    def exports(self, year: int, register: list[Complaint]) -> None:
        days = [date(year, 7, 1), date(year + 1, 1, 2), date(year + 1, 2, 20)]
        before: dict[int, list[Complaint]] = defaultdict(list)
        for export, day in enumerate(days):
            versions = []
            for complaint in register:
                if complaint["received"] >= day or (before[complaint["key"]] and self.chance(0.1)):
                    continue  # not yet received, or left out of a later export
                version = self.version(complaint, before[complaint["key"]], last=export == 2)
                before[complaint["key"]].append(version)
                versions.append(version)
            self.random.shuffle(versions)
            self.facts["complaints"] += versions
            month = f"{year}-{(6, 12, 12)[export]:02}"
            self.complaint_file(f"投诉登记{year}-{export + 1}", month, versions)

    def version(self, complaint: Complaint, before: list[Complaint], *, last: bool) -> Complaint:
        if len(before) == 2 and self.chance(0.3):
            return before[0]  # flips back
        if last or self.chance(0.5):
            return complaint
        changed = self.decided(complaint, self.chance(0.5))
        if complaint["number"]:
            changed["merged"] = complaint["merged"] if self.chance(0.7) else ""
            changed["received"] = self.corrected(complaint, changed["verdict_date"])
            changed["officers"] = complaint["officers"][:1] if self.chance(0.3) else complaint["officers"]
        return changed

    def corrected(self, complaint: Complaint, decided: date | None) -> date:
        """Another day of receipt, in the same year and not after the verdict."""
        received = complaint["received"]
        days = [received, received, received + timedelta(1), received + timedelta(4)]
        decided = min(filter(None, [decided, *(found[2] for found in complaint["own"].values())]), default=None)
        return self.random.choice([d for d in days if d.year == received.year and d <= (decided or d)])

    def complaint_file(self, path: str, month: str, versions: list[Complaint]) -> None:
        heading = [
            "编号",
            "受理日期",
            "来源",
            "投诉人",
            "被投诉单位",
            "被投诉民警",
            "投诉内容",
            "核查结果",
            "责任认定",
        ]
        heading += ["认定日期", "严重程度", "处理情况", "并案编号"]
        rows: list[Row] = []
        form = self.form()
        for version in versions:
            names = [self.padded(who) for who in version["officers"]]
            cells = [self.random.choice(["、", "，", ",", "/", "；"]).join(names)]
            if version["number"] and len(names) > 1 and self.chance(0.4):
                cells = names  # a row for each officer
            if version["own"]:
                named = [part["officers"] for part in reference.parts(version)]
                cells = [self.padded(who) for officers in named for who in officers]
                both = zip(reference.parts(version), cells, strict=True)
                rows += [_complaint_row(part, cell, form) for part, cell in both]
                continue
            rows += [_complaint_row(version, cell, form) for cell in cells]
        if rows:
            ending = self.random.choice(["csv", "xlsx"])
            self.sheets.append(Sheet(f"{path}.{ending}", month, "群众投诉登记簿", heading, rows))

    # -------------------------------------------------------------- inspections, measures

    def inspections(self) -> None:
        for year in self.years:
            rows = [self.inspection(year) for _ in range(self.random.randint(8, 30))]
            rows += self.random.sample(rows, 2)  # two findings that read alike
            rows.sort(key=lambda row: row["day"])
            self.facts["inspections"] += rows
            half = [row for row in rows if row["day"].month <= 6]
            self.inspection_file(f"检查登记{year}上半年", f"{year}-06", half)
            self.inspection_file(f"检查登记{year}", f"{year}-12", rows)

    def inspection(self, year: int) -> Inspection:
        day = self.day(date(year, 1, 1), date(year, 12, 31))
        unit = self.random.choice(self.units)
        here = [
            p["who"]
            for p in self.facts["roster"]
            if p["unit"] == unit and p in self.window_postings() and reference.covers(p, day)
        ]
        return Inspection(
            day=day,
            unit=unit,
            who=self.random.choice(here) if here and self.chance(0.7) else None,
            kind=self.random.choice(["日常检查", "季度检查", "查处通报"]),
            item=self.random.choice(["着装挂牌", "接待态度", "评价器使用", "服务制度", "服务承诺", "网上服务"]),
            finding=self.random.choice(["未挂牌上岗", "未按规定着装", "资料齐全", "未执行首问负责"]),
            points=self.random.choice([-5, -3, -2, -1, -1, 0, 0, 1, 2, 3]),
            severity=self.random.choice(SERIOUS if self.chance(0.2) else MILD),
        )

    def inspection_file(self, path: str, month: str, rows: list[Inspection]) -> None:
        heading = ["检查日期", "单位", "姓名", "检查类别", "检查项目", "情况", "加扣分", "程度"]
        form = self.form()
        cells: list[Row] = [
            [
                _written(row["day"], form),
                row["unit"],
                self.padded(row["who"]) if row["who"] else "",
                row["kind"],
                row["item"],
                row["finding"],
                self.points(row),
                row["severity"],
            ]
            for row in rows
        ]
        if cells:
            self.sheets.append(Sheet(f"{path}.{self.random.choice(['csv', 'xlsx'])}", month, "", heading, cells))

    def points(self, row: Inspection) -> object:
        points = row["points"]
        words = f"{'扣' if points < 0 else '加'}{abs(points)}分"
        return self.random.choice([points, words]) if points else ("" if row["day"].day % 2 else 0)

    def measures(self) -> None:
        """Measures of their own, and on the days on which they may or may no longer be a carrying out."""
        drafts = [self.measure() for _ in range(self.random.randint(2, 12))]
        drafts += [
            self.echo(entry, entry.who)
            for entry in reference.ledger(self.facts)
            if entry.who and entry.kind in reference.LIMITS and self.chance(0.25)
        ]
        rows = sorted((m for m in drafts if m), key=lambda m: m["day"])
        self.facts["measures"] += rows
        issuers = Random(len(rows))  # noqa: S311 - of its own, so that the years stay as they were
        for row in rows:
            row["issuer"] = issuers.choice(["", "县局", "县局政工室", row["unit"]])
        heading = ["日期", "单位", "姓名", "措施", "原因", "实施单位"]
        for year in sorted({row["day"].year for row in rows}):
            cells: list[Row] = [
                [_iso(m["day"]), m["unit"], self.padded(m["who"]), m["kind"], m["reason"], m["issuer"]]
                for m in rows
                if m["day"].year == year
            ]
            self.sheets.append(Sheet(f"三项制度{year}.csv", f"{min(year, self.years[-1])}-12", "", heading, cells))

    def echo(self, entry: reference.Entry, who: Who) -> Measure | None:
        last = reference.last_day(entry.month)
        day = self.random.choice(
            [
                last + timedelta(60),
                last + timedelta(61),
                reference.first_day(entry.month),
                reference.first_day(entry.month) - timedelta(1),
                last,
            ]
        )
        posted = [p for p in self.facts["roster"] if p["who"] == who and reference.covers(p, day)]
        if not posted:
            return None
        unit = posted[0]["unit"]
        return Measure(day=day, unit=unit, who=who, kind=entry.kind, reason="执行竞赛处理", issuer="")

    def measure(self) -> Measure | None:
        day = self.day(self.first, self.last)
        posted = [p for p in self.facts["roster"] if reference.covers(p, day)]
        posting = self.random.choice(posted)
        kind = self.random.choice(["打招呼", "打招呼", "谈话", "告诫"])
        reason = f"专项工作{day:%m%d}"
        return Measure(day=day, unit=posting["unit"], who=posting["who"], kind=kind, reason=reason, issuer="")


def _without(place: int, heading: list[str], rows: list[Row]) -> tuple[list[str], list[Row]]:
    """A register that leaves a column to its title, its file's name or its folder's."""
    return heading[:place] + heading[place + 1 :], [row[:place] + row[place + 1 :] for row in rows]


def _complaint_row(version: Complaint, officers: str, form: str) -> Row:
    return [
        version["number"],
        _written(version["received"], form),
        "12345",
        "某先生",
        version["unit"],
        officers,
        version["text"],
        version["verdict"],
        version["responsibility"],
        _written(version["verdict_date"], form) if version["verdict_date"] else "",
        version["severity"],
        "",
        version["merged"],
    ]


def _written(value: date | datetime, form: str) -> str:
    """A day or a moment in one of the registers' hands."""
    day = {
        "-": f"{value:%Y-%m-%d}",
        "/": f"{value.year}/{value.month}/{value.day}",
        ".": f"{value.year}.{value.month}.{value.day}",
        "年": f"{value.year}年{value.month}月{value.day}日",
        "": f"{value:%Y%m%d}",
    }[form]
    if not isinstance(value, datetime):
        return day
    hour = f"{value.hour}时{value.minute}分{value.second}秒" if form == "年" else f"{value:%H:%M:%S}"
    return day + (f"{value:%H%M%S}" if not form else f" {hour}")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def shuffled(sheets: Iterable[Sheet], random: Random) -> list[Sheet]:
    """Another order of import, in which exports of complaints keep theirs."""
    every = list(sheets)
    random.shuffle(every)
    ordered = iter([sheet for sheet in sheets if sheet.ordered])
    return [next(ordered) if sheet.ordered else sheet for sheet in every]
