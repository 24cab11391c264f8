"""Why a file cannot be read, before its name is put to it."""

from __future__ import annotations

import errno

from zlts.errors import FileRefused

SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
EXPORT_AGAIN = "请向原单位重新索取或重新导出这个文件。"
PICK_TABLE = "请选择 .xlsx、.xls、.csv 或 .txt 表格文件。"


class Unreadable(Exception):
    """What is wrong with a file, as the rest of a sentence that begins with its name."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo


def refused(name: str, why: Unreadable) -> FileRefused:
    """The clerk's sentence: the file's name, what it is, what to do."""
    return FileRefused(f"“{name}”{why.what}", why.todo)


def died() -> Unreadable:
    return Unreadable("无法读取：文件已损坏，或者结构异常。", SAVE_AS)


def unforeseen(error: Exception) -> Unreadable:
    return Unreadable(
        f"没有读成：读取时程序出错（{type(error).__name__}），这是程序的问题，文件不一定有错。",
        "请用 Excel 或 WPS 另存为 .xlsx 再导入，并把这个文件交给维护人员。",
    )


def too_slow() -> Unreadable:
    return Unreadable("无法读取：读了很久也没有读完，文件可能已损坏。", SAVE_AS)


def too_big() -> Unreadable:
    return Unreadable(
        "无法读取：展开后太大，超出了本程序允许的范围。", "请删去多余的行、列和工作表，另存为 .xlsx 再导入。"
    )


def too_many_sheets(count: int) -> Unreadable:
    return Unreadable(
        f"没有读：有 {count} 张工作表（最多 1000 张），登记表没有这么多。",
        "请只留下要导入的工作表，另存为 .xlsx 再导入。",
    )


def endless() -> Unreadable:
    return Unreadable("不是表格：有一格的文字长得没有尽头。", PICK_TABLE)


def broken(kind: str) -> Unreadable:
    return Unreadable(f"无法读取：这个{kind}已损坏或不完整。", SAVE_AS)


def truncated() -> Unreadable:
    return Unreadable("不完整：文件的后半部分缺失，可能没有下载完或拷贝时中断。", EXPORT_AGAIN)


def encrypted() -> Unreadable:
    return Unreadable("是加密的工作簿，读不出内容。", "请先去掉打开密码，保存后再导入。")


def not_a_table(kind: str) -> Unreadable:
    return Unreadable(f"是{kind}，不是表格。", PICK_TABLE)


def not_text() -> Unreadable:
    return Unreadable("不是表格：内容是乱码或二进制数据。", PICK_TABLE)


def empty() -> Unreadable:
    return Unreadable("是空文件，里面没有内容。", EXPORT_AGAIN)


def blank() -> Unreadable:
    return Unreadable("里面没有任何内容，每个单元格都是空的。", EXPORT_AGAIN)


def with_dtd() -> Unreadable:
    return Unreadable("含有文档类型声明（DTD），正常导出的表格没有它，出于安全没有读取。", SAVE_AS)


def vanished() -> Unreadable:
    return Unreadable("找不到了。", "请检查文件是否被移动、改名或删除。")


def cannot_open() -> Unreadable:
    return Unreadable("打不开：没有读取它的权限，或者正被别的程序占用。", "请关闭正在使用它的程序后再试。")


def no_room() -> Unreadable:
    return Unreadable("没有读成：磁盘空间不足，放不下读它时要用的临时副本。", "请腾出系统盘的空间再导入。")


def unopened(error: OSError) -> Unreadable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return no_room()
    return vanished() if isinstance(error, FileNotFoundError) else cannot_open()
