"""`python -m zlts`, also from a folder that was only copied, where no pip has looked at the version of Python."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - so it may be, see above
    found = f"{sys.version_info[0]}.{sys.version_info[1]}"
    sys.exit(f"zlts 需要 Python 3.11 或更新的版本，现在运行它的是 {found}。请换用新的 Python。")

from zlts.interrupt import end_at_once


def main() -> None:
    """The `zlts` command."""
    end_at_once()
    from zlts.cli import main as run  # takes a tenth of a second, in which Ctrl-C has its answer already

    run()


if __name__ == "__main__":
    main()
