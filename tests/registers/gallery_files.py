"""The gallery: files that are refused, whole."""

from __future__ import annotations

from tests.importers.files import html, ole, raw_xlsx, spreadsheetml, zipped
from tests.registers.gallery import CORNERS, FILE, OVERLAPS, Message, one
from tests.registers.zoo import DETAIL, GOOD, book, csv, cyclic, sheets
from zlts.model import Register

MESSAGES = [
    Message(
        FILE,
        (
            "“导出(作废).csv”未予导入：文件名“导出(作废)”说里面的行不算数。 "
            "请先核对。确实都是算数的评价明细，请加上 --kind evaluations。"
        ),
        one("导出(作废).csv", csv(DETAIL, GOOD)),
        "工作表、文件或标题的名称说里面的行不算数，或不是投诉。",
        "核对；算数的，加 --kind，或用 --sheet 只读别的工作表。",
    ),
    Message(
        FILE,
        "“空.csv”是空文件，里面没有内容。 请向原单位重新索取或重新导出这个文件。",
        one("空.csv", b""),
        "文件一个字节也没有，多半是导出或拷贝时断了。",
        "重新导出或重新索取。",
    ),
    Message(
        FILE,
        ("“空白.csv”里面没有任何内容，每个单元格都是空的。 请向原单位重新索取或重新导出这个文件。"),
        one("空白.csv", b"\r\n\r\n"),
        "有行，但每一格都是空的。",
        "看是否选错了文件，再重新导出。",
    ),
    Message(
        FILE,
        "“加密.xlsx”是加密的工作簿，读不出内容。 请先去掉打开密码，保存后再导入。",
        one("加密.xlsx", ole(bytes(5000), "EncryptedPackage")),
        "表格设了打开密码。",
        "在 Excel 或 WPS 里去掉打开密码，保存后再导入。",
    ),
    Message(
        FILE,
        (
            "“混.csv”“评价时间”一列里，有的写成文字“25/05/2013 09:10:11”（年在最后），有的是日期“2013-05-06”："
            "多半是 Excel 打开时把一部分认成了日期，日和月可能已经对调，分不清哪些是对的。 "
            "请从原系统重新导出，那一列设为文本。核对过日期没有错的，请写 --map 评价时间:日期单元格=照原样；"
            "确实都对调了的，请写 --map 评价时间:日期单元格=日月对调。"
        ),
        one("混.csv", csv(DETAIL, (*GOOD[:3], "2013/5/6 9:10:11"), (*GOOD[:3], "25/05/2013 09:10:11"))),
        "Excel 打开时把一部分认成了日期，日和月可能对调了。",
        "从原系统重新导出，那一列设为文本；核对过的，照提示写 --map。",
    ),
    Message(
        FILE,
        (
            "“半截.xlsx”不完整：文件的后半部分缺失，可能没有下载完或拷贝时中断。 请向"
            "原单位重新索取或重新导出这个文件。"
        ),
        one("半截.xlsx", book(DETAIL, GOOD)[:-300]),
        "文件尾部缺了一段，多半没有下载完。",
        "重新下载或重新索取。",
    ),
    Message(
        FILE,
        ("“损坏.xls”无法读取：这个XML 表格已损坏或不完整。 请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"),
        one("损坏.xls", spreadsheetml("<a>" * 9)),
        "文件开头像表格，后面却不成样子。",
        "用 Excel 或 WPS 打开，另存为 .xlsx 再导入。",
    ),
    Message(
        FILE,
        ("“图片.xlsx”是图片，不是表格。 请选择 .xlsx、.xls、.csv 或 .txt 表格文件。"),
        one("图片.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(9)),
        "名字像表格，内容是图片（或别的文件）。",
        "找到真正的表格；截图不能导入。",
    ),
    Message(
        FILE,
        ("“乱码.csv”不是表格：内容是乱码或二进制数据。 请选择 .xlsx、.xls、.csv 或 .txt 表格文件。"),
        one("乱码.csv", bytes(range(256)) * 20),
        "内容不是文字，也不是认得的表格。",
        "看是否选错了文件。",
    ),
    Message(
        FILE,
        ("“网页.xls”是网页，里面没有表格。 请选择 .xlsx、.xls、.csv 或 .txt 表格文件。"),
        one("网页.xls", html("<p>请先登录</p>")),
        "系统导出的是一张网页，里面没有表格，常常是登录过期。",
        "重新登录后再导出。",
    ),
    Message(
        FILE,
        ("“指针.xlsx”只是一个 Git LFS 指针，表格的内容不在里面。 请取得原来的文件再导入。"),
        one("指针.xlsx", b"version https://git-lfs.github.com/spec/v1\noid x\n"),
        "只是一个代替原文件的记号。",
        "向给文件的人要原来的文件。",
    ),
    Message(
        FILE,
        ("“~$表.xlsx”是 Excel 打开表格时留下的临时文件，不是表格本身。 请导入名称不带 ~$ 的那个文件。"),
        one("~$表.xlsx", bytes(165)),
        "Excel 打开表格时自己留下的临时文件。",
        "导入名称不带 ~$ 的那个；导入文件夹时会自动跳过它。",
    ),
    Message(
        FILE,
        "“压缩包.xlsx”是压缩包，不是工作簿。 请先解压，再导入里面的表格文件。",
        one("压缩包.xlsx", zipped({"a.txt": "x"})),
        "是压缩包，改了名字。",
        "解压以后导入里面的表格。",
    ),
    Message(
        FILE,
        ("“文档.ods”是 OpenDocument 文档，本程序不读这种格式。 请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"),
        one("文档.ods", zipped({"mimetype": "x", "content.xml": "<x/>"})),
        "OpenDocument 格式本程序不读。",
        "另存为 .xlsx 再导入。",
    ),
    Message(
        FILE,
        ("“二进制.xlsb”是二进制工作簿（.xlsb），本程序不读这种格式。 请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"),
        one("二进制.xlsb", zipped({"xl/workbook.bin": "x"})),
        "二进制工作簿本程序不读。",
        "另存为 .xlsx 再导入。",
    ),
    Message(
        FILE,
        (
            "“声明.xlsx”含有文档类型声明（DTD），正常导出的表格没有它，出于安全没有"
            "读取。 请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
        ),
        one("声明.xlsx", raw_xlsx("", prolog="<!DOCTYPE x []>")),
        "文件里有正常表格没有的内容，可能藏着陷阱。",
        ("用 Excel 或 WPS 打开，另存为 .xlsx 再导入；来历不明的不要打开。"),
    ),
    Message(
        FILE,
        (
            "“太大.xls”无法读取：展开后太大，超出了本程序允许的范围。 请删去多余的行、"
            "列和工作表，另存为 .xlsx 再导入。"
        ),
        one("太大.xls", html("<table>" + "<tr><td colspan=1000>甲" + "<td colspan=1000>" * 20)),
        "展开以后大得不像话，多半是合并单元格出了错。",
        "删去多余的行列，另存为 .xlsx 再导入。",
    ),
    Message(
        FILE,
        ("“重叠.xlsx”无法读取：合并单元格互相重叠，文件已损坏。 请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"),
        one("重叠.xlsx", raw_xlsx(OVERLAPS, more="<mergeCells>" + '<mergeCell ref="A1:B9"/>' * 3 + "</mergeCells>")),
        "合并单元格互相压着，文件已损坏。",
        "用 Excel 或 WPS 打开，另存为 .xlsx 再导入。",
    ),
    Message(
        FILE,
        ("“长行.csv”不是表格：有一行长得没有尽头。 请选择 .xlsx、.xls、.csv 或 .txt 表格文件。"),
        one("长行.csv", b"a" * (5 << 20)),
        "一行有几百万个字，不是表格。",
        "看是否选错了文件。",
    ),
    Message(
        FILE,
        ("“编码.csv”没有读取：不认识编码“utf-9”。 可以用 utf-8、gb18030 或 utf-16。"),
        one("编码.csv", csv(DETAIL, GOOD), encoding="utf-9"),
        "--encoding 写的不是编码的名字。",
        ("一般不用写 --encoding；要写就写 utf-8、gb18030 或 utf-16。"),
    ),
    Message(
        FILE,
        ("“编码.csv”不是用“utf-8”编码的文本。 请去掉 --encoding，或者换一种编码再试。"),
        one("编码.csv", csv(DETAIL, GOOD, encoding="gb18030"), encoding="utf-8"),
        "文件不是用 --encoding 说的编码写的。",
        "去掉 --encoding 再试。",
    ),
    Message(
        FILE,
        ("“导出.xlsx”里没有名为“五月”的工作表；它的工作表有：Sheet1。 例如：--sheet Sheet1"),
        one("导出.xlsx", book(DETAIL, GOOD), sheet="五月"),
        "--sheet 写的工作表不在文件里。",
        "照着列出来的名字写。",
    ),
    Message(
        FILE,
        (
            "“说明.csv”找不到表头，看不出是哪一种登记表；最像表头的一行是：甲、乙。 请"
            "用 --map 字段=表头 指明各列（例如 --map 姓名=经手人），并用 -"
            "-kind 说明种类。"
        ),
        one("说明.csv", csv(("甲", "乙"), ("丙", "丁"))),
        "没有一行像登记表的表头。",
        "看是否选错了文件；表头特别时用 --map 和 --kind 指明。",
    ),
    Message(
        FILE,
        (
            "“导出.csv”最接近的是评价明细，但缺少“评价结果”一列；找到的表头有：单位、"
            "姓名、打分项甲、评价时间。 请指明是哪一列，例如：--map 评价结果=打分项甲"
            "，或用 --kind 说明它是哪一种登记表（例如 --kind evaluati"
            "ons）。"
        ),
        one("导出.csv", csv(("单位", "姓名", "打分项甲", "评价时间"), GOOD)),
        "表头认得大半，缺了一列必要的，或它的叫法没有见过。",
        "用 --map 指明是哪一列；以后同样的表头不用再写。",
    ),
    Message(
        FILE,
        (
            "“导出.csv”按投诉登记读，但缺少“受理日期”一列；找到的表头有：单位、投诉内"
            "容。 请指明是哪一列，例如：--map 受理日期=表头"
        ),
        one("导出.csv", csv(("单位", "投诉内容"), ("城关所", "慢")), kind=Register.COMPLAINTS),
        "按 --kind 指明的种类读，缺了必要的一列。",
        "补上那一列，或用 --map 指明。",
    ),
    Message(
        FILE,
        (
            "“导出.csv”最接近的是评价汇总，但缺少“非常满意”“满意”等评价次数一列；找"
            "到的表头有：姓名、非常满意、单位。 请指明是哪一列，例如：--map 非常满意="
            "表头，或用 --kind 说明它是哪一种登记表（例如 --kind evalua"
            "tions）。"
        ),
        one("导出.csv", csv(("姓名", "非常满意", "单位"), ("朱春梅", 1, "城关所"))),
        "像评价汇总，却只有一种评价的次数。",
        "补上其余各栏，或用 --map 指明哪一列是哪种评价。",
    ),
    Message(
        FILE,
        (
            "“导出.csv”既像检查登记，又像三项制度登记，分不清是哪一种。 请加上 --k"
            "ind inspections 或 --kind measures 指明。"
        ),
        one(
            "导出.csv",
            csv(("日期", "姓名", "单位", "类别", "情况"), ("2013-05-02", "朱春梅", "城关所", "谈话", "迟到")),
        ),
        "表头像两种登记表，分不清。",
        "用 --kind 指明种类。",
    ),
    Message(
        FILE,
        (
            "“导出.xlsx”的工作表不是同一种登记表：“评价”是评价明细，“检查”是检查登"
            "记。 请用 --sheet 一张一张地导入（例如 --sheet 评价），或用 "
            "--kind 说明读哪一种（例如 --kind evaluations）。"
        ),
        one(
            "导出.xlsx",
            sheets(
                {"评价": (DETAIL, GOOD), "检查": (("检查日期", "单位", "检查项目"), ("2013-05-02", "城关所", "着装"))}
            ),
        ),
        "一个文件里有两种登记表。",
        "用 --sheet 一张一张导入。",
    ),
    Message(
        FILE,
        (
            "“导出.csv”有2列都叫“评价结果”，内容却不一样，分不清哪一列是“评价结果”"
            "。 请在表里把不用的一列改名；如果另有一列才是，请写 --map 评价结果=表头"
        ),
        one("导出.csv", csv((*DETAIL, "评价结果"), (*GOOD, "不满意"))),
        "两列叫一个名字，内容却不同，猜哪一列都可能错。",
        "把不用的一列改名，或用 --map 指明。",
    ),
    Message(
        FILE,
        (
            "“导出.csv”的表头“姓名”可能是“投诉人”，也可能是“被投诉民警”，分不清是"
            "哪一列；找到的表头有：编号、受理日期、姓名、单位、投诉内容。 请指明，例如：--"
            "map 投诉人=姓名"
        ),
        one(
            "导出.csv",
            csv(("编号", "受理日期", "姓名", "单位", "投诉内容"), ("1", "2013-05-02", "朱春梅", "城关所", "慢")),
        ),
        "“姓名”可能是投诉人，也可能是被投诉的民警。",
        "用 --map 指明。",
    ),
    Message(
        FILE,
        (
            "“导出.csv”：--map 里的“评价结过”不是字段名；可用的字段有：流水号、"
            "单位、窗口、评价器、警号、姓名、评价结果、评价时间、日期、时间、月份、时段、业务、"
            "总数、满意率、编号、受理日期、来源、投诉人、联系电话、被投诉单位、被投诉民警、类别、诉求类型、投诉内"
            "容、认定结果、责任认定、认定日期、状态、严重程度、处理情况、并案编号、检查日期、检查类"
            "别、检查项目、情况、加扣分、扣分、加分、满分、得分、程度、检查人、整改期限、整改情况、措施、事由、实施单位、别名、城区农村"
            "、角色、任职起、任职止、参与单位、责任人、责任领导、责任局领导、事项、截止日期、"
            "报送日期、数量。 最接近的是“评价结果”，例如：--map 评价结果=表头"
        ),
        one("导出.csv", csv(DETAIL, GOOD), columns={"评价结过": "评价结果"}),
        "--map 等号左边不是字段名。",
        "照着列出来的字段名写。",
    ),
    Message(
        FILE,
        (
            "“导出.csv”里没有“评价结过”这个表头；找到的表头有：单位、姓名、评价结果、"
            "评价时间。 最接近的是“评价结果”，例如：--map 评价结果=评价结果"
        ),
        one("导出.csv", csv(DETAIL, GOOD), columns={"评价结果": "评价结过"}),
        "--map 等号右边的表头不在文件里。",
        "照着文件里的表头写。",
    ),
    Message(
        FILE,
        ("“异常.xlsx”无法读取：文件已损坏，或者结构异常。 请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"),
        one("异常.xlsx", raw_xlsx(CORNERS)),
        "文件的结构让读表的程序垮了，或者要用掉太多内存。",
        "用 Excel 或 WPS 打开，另存为 .xlsx 再导入。",
    ),
    Message(
        FILE,
        ("“绕圈.xls”无法读取：这个旧版 Office 文件已损坏或不完整。 请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"),
        one("绕圈.xls", cyclic()),
        "旧版文件的目录绕成了圈，已损坏。",
        "用 Excel 或 WPS 打开，另存为 .xlsx 再导入。",
    ),
]
