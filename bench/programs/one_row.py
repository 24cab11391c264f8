"""Which of zlts' functions one `zlts import` of one row runs, in the program and in its child process.

    python bench/programs/one_row.py [csv|xlsx] [--list]

A made-up county's file of one evaluation is imported into a new ledger, as a command of its own. Counted are the
functions and methods of zlts that are called from the start to the end of the command. What is written inside a
function counts with it; the bodies of modules and classes, and what `dataclass` writes, do not count.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import zlts

ROSTER = "姓名,警号,单位,角色,任职起\n程小满,990001,青禾派出所,民警,2013-01-01\n"
HEADINGS = ("评价时间", "单位", "窗口民警", "评价器编号", "评价结果")
ROW = ("2013-05-06 09:30:15", "青禾派出所", "程小满", "01", "满意")
WATCH = """
import sys, threading
seen = set()
package, out = sys.argv_watch
def watch(frame, event, arg):
    code = frame.f_code
    if event == "call" and code not in seen:
        seen.add(code)
        # 1: CO_OPTIMIZED, which bodies of modules and classes lack
        if code.co_flags & 1 and code.co_filename.startswith(package):
            with open(out, "a", encoding="utf-8") as stream:
                stream.write(f"{code.co_filename[len(package) + 1:]}:{code.co_qualname}\\n")
threading.setprofile(watch)
sys.setprofile(watch)
"""
"""A `sitecustomize` module: it begins with the interpreter, so also in a child process."""


def called(folder: Path, kind: str) -> set[str]:
    """The functions that the import of a file of that kind calls, as `module:function`."""
    package = Path(zlts.__file__).parent
    out = folder / "called"
    (folder / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    file = folder / f"评价明细.{kind}"
    _write(file)
    command = [sys.executable, "-m", "zlts", "--ledger", str(folder / "zlts.db")]
    subprocess.run([*command, "init", "--roster", str(folder / "花名册.csv")], check=True, stdout=subprocess.DEVNULL)
    watched = folder / "watched"
    watched.mkdir()
    where = f"import sys; sys.argv_watch = ({str(package)!r}, {str(out)!r})\n"
    (watched / "sitecustomize.py").write_text(where + WATCH, encoding="utf-8")
    environment = {"PYTHONPATH": f"{watched}:{package.parent}", "PYTHONUTF8": "1"}
    done = [*command, "import", str(file)]
    subprocess.run(done, check=True, stdout=subprocess.DEVNULL, env=environment)
    return {line.split(".<locals>")[0] for line in out.read_text(encoding="utf-8").splitlines()}


def _write(path: Path) -> None:
    if path.suffix == ".csv":
        path.write_text(f"{','.join(HEADINGS)}\n{','.join(ROW)}\n", encoding="utf-8")
        return
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    sheet.append(ROW)
    book.save(path)


def main() -> None:
    """Print how many functions in how many modules, or with --list which."""
    with tempfile.TemporaryDirectory() as folder:
        found = called(Path(folder), "xlsx" if "xlsx" in sys.argv else "csv")
    modules = Counter(one.split(":")[0] for one in found)
    rooms = Counter({Path(module).parts[0].removesuffix(".py"): 0 for module in modules})
    for module, count in modules.items():
        rooms[Path(module).parts[0].removesuffix(".py")] += count
    if "--list" in sys.argv:
        print(*sorted(found), sep="\n")
    for module, count in sorted(modules.items()):
        print(f"{count:5}  {module}")
    for room, count in rooms.most_common():
        print(f"{count:5}  {room} ({sum(Path(one).parts[0].removesuffix('.py') == room for one in modules)})")
    print(f"{len(found)} functions in {len(modules)} modules")


if __name__ == "__main__":
    main()
