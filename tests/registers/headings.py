"""Headings: what units and makers call the fields of the six registers."""

from __future__ import annotations

from collections.abc import Iterable

from tests.registers.zoo import DETAIL, GOOD, Row, T, Trait, csv, file, one, trait
from zlts.model import Register

_UNITS = (
    "部门", "所队", "网点", "服务单位", "被评价单位", "单位名称", "科所队", "机构名称", "组织机构", "所属部门",
    "办事大厅", "派出所名称", "窗口单位", "所属辖区单位", "网点名称", "营业厅", "评价单位", "服务网点名称",
)  # fmt: skip
_BADGES = (
    "工号", "民警编号", "账号", "登录名", "警号", "员工号", "员工编号", "用户名", "柜员号", "操作员工号",
    "服务人员工号", "窗口人员编号", "警员警号", "民警工号", "登录帐号", "评价工号", "胸卡号", "工牌号",
)  # fmt: skip
_NAMES = (
    "姓名", "民警", "民警姓名", "窗口民警", "工作人员", "被评价人", "经办人", "员工姓名", "服务人员", "柜员姓名",
    "操作员", "接待民警", "受理人", "评价对象", "用户姓名", "业务员姓名", "窗口工作人员", "被评价民警姓名",
    "民警名称",
)  # fmt: skip
_RATINGS = (
    "满意度", "评价等级", "评价项", "按键", "评价", "评价结果", "评价内容", "群众评价", "服务评价", "满意程度",
    "评议结果", "测评结果", "按键名称", "评价选项", "是否满意", "评价值", "选择项", "按键类型", "评价状态",
    "顾客评价结果",
)  # fmt: skip
_TIMES = (
    "提交时间", "办理时间", "交易时间", "评价时间", "时间", "日期", "操作时间", "评价日期", "业务办理时间",
    "按键时间", "记录时间", "服务时间", "评分时间", "数据时间", "采集时间", "办结时间", "评价提交时间", "打分时间",
    "接收时间",
)  # fmt: skip


def _named(what: str, code: str, heads: Row, row: Row, words: Iterable[str], said: str, **asked: object) -> Trait:
    """The same row under other headings: the first file is taken, the others repeat it."""
    index = list(heads).index(what)
    files = []
    for number, word in enumerate(words):
        head = [*heads[:index], word, *heads[index + 1 :]]
        fates = "id" if number else "ia"
        files.append(file(f"{number}.csv", csv(head, row), fates, says={code: said}, asked=asked))
    return trait(f"{what} of {'/'.join(map(str, asked.values())) or 'detail'} by any name", *files)


def _detail(what: str, code: str, words: Iterable[str], said: str) -> Trait:
    return _named(what, code, DETAIL, GOOD, words, said)


_COMPLAINT = {
    "编号": "TS1", "受理日期": "2013-05-06", "来源": "来电", "投诉人": "某先生", "联系电话": "",
    "被投诉单位": "城关派出所", "被投诉民警": "朱春梅", "类别": "态度", "投诉内容": "态度冷淡", "认定结果": "属实",
    "责任认定": "有责", "认定日期": "2013-05-20", "严重程度": "一般", "处理情况": "已批评", "并案编号": "",
}  # fmt: skip
_COMPLAINT_CODES = {
    "编号": (
        "number", "投诉编号", "受理编号", "工单号", "信访件编号", "件号", "登记编号", "诉求单号", "案件号",
        "受理单编号",
    ),
    "受理日期": (
        "received", "投诉时间", "登记日期", "来电时间", "接诉时间", "来访日期", "信访日期", "反映时间", "受理时间",
        "投诉日期",
    ),
    "来源": ("channel", "投诉渠道", "来件方式", "受理渠道", "信访形式", "投诉方式", "诉求渠道", "来信来访方式"),
    "投诉人": (
        "complainant", "举报人", "信访人", "反映人", "来电人", "诉求人", "投诉人姓名", "群众姓名", "投诉（举报）人",
    ),
    "联系电话": ("phone", "电话", "联系方式", "投诉人电话", "手机号码", "来电号码"),
    "被投诉单位": (
        "unit", "涉及单位", "被反映单位", "责任单位", "涉事单位", "被举报单位", "被投诉部门", "承办单位",
    ),
    "被投诉民警": (
        "officers", "被投诉人", "涉及民警", "责任人", "被反映人", "涉事民警", "被投诉对象", "被举报人", "当事民警",
    ),
    "类别": ("category", "投诉类型", "问题类别", "诉求分类", "四难类别", "问题类型", "投诉种类"),
    "投诉内容": (
        "content", "反映问题", "诉求内容", "投诉事由", "反映情况", "主要内容", "问题描述", "举报内容",
        "投诉事项描述",
    ),
    "认定结果": (
        "verdict", "调查结论", "核查结果", "是否属实", "核实情况", "查证结果", "认定结论", "定性结论",
        "调查核实结论",
    ),
    "责任认定": ("responsibility", "有无责任", "责任划分", "责任判定", "是否有责", "责任类型"),
    "认定日期": (
        "verdict_date", "办结时间", "办理结果时间", "办结日期", "结案日期", "反馈时间", "核查日期", "回复时间",
    ),
    "严重程度": ("severity", "性质", "情节", "情节轻重", "程度", "问题性质", "严重等级"),
    "处理情况": ("handling", "处理结果", "处理意见", "处置情况", "办理情况", "整改情况", "处罚情况"),
    "并案编号": ("merged_into", "并入编号", "合并编号", "主件编号", "重复件编号", "并案件号"),
}  # fmt: skip
_INSPECTION = {
    "检查日期": "2013-05-06", "单位": "城关派出所", "姓名": "朱春梅", "检查类别": "日常检查", "检查项目": "着装挂牌",
    "情况": "未挂牌", "加扣分": "-1", "程度": "一般", "检查人": "薛晓燕",
}  # fmt: skip
_INSPECTION_CODES = {
    "检查日期": ("date", "检查时间", "督察日期", "巡查时间", "抽查日期", "暗访时间", "考评日期", "检查年月日"),
    "单位": ("unit", "受检单位", "被检查单位", "被督察单位", "责任单位", "被查单位", "受检窗口单位"),
    "姓名": ("officer", "受检人员", "被检查人", "责任民警", "当事人", "被检查民警", "涉及人员", "窗口民警姓名"),
    "检查类别": ("kind", "检查方式", "检查类型", "督察方式", "检查形式", "检查种类", "督查形式"),
    "检查项目": ("item", "项目", "检查内容", "考核项目", "考核内容", "扣分项目", "检查标准", "考评内容"),
    "情况": (
        "finding", "存在问题", "发现问题", "检查情况", "原因", "事由", "问题描述", "扣分原因", "检查发现的问题",
        "违规事实",
    ),
    "加扣分": ("points", "得分情况", "加减分", "扣加分", "奖扣分", "加扣分值", "加减分情况", "奖惩分值"),
    "程度": ("severity", "性质", "情节", "严重程度", "问题性质", "问题等级"),
    "检查人": ("inspector", "检查人员", "督察人员", "检查单位", "考核人", "督查人", "检查组"),
}  # fmt: skip
_MEASURE = {"日期": "2013-05-06", "姓名": "朱春梅", "单位": "城关派出所", "措施": "谈话", "事由": "四月满意率偏低"}
_MEASURE_CODES = {
    "日期": ("date", "执行时间", "实施日期", "谈话时间", "措施日期", "落实时间", "处理时间"),
    "姓名": ("officer", "谈话对象", "措施对象", "被谈话人", "民警姓名", "被告诫人", "当事民警", "对象姓名"),
    "单位": ("unit", "所在单位", "所属单位", "工作单位", "部门", "所队"),
    "措施": ("measure", "三项制度", "措施种类", "采取措施", "执行措施", "措施类型", "处理方式", "制度类别"),
    "事由": ("reason", "原因", "谈话事由", "谈话内容", "主要问题", "情况说明", "具体事由", "采取措施原因"),
}  # fmt: skip
_PERSON = {
    "单位": "城关派出所", "姓名": "夏雨晴", "警号": "350560", "角色": "窗口民警", "窗口": "6", "评价器": "PJ06",
    "任职起": "2013-03-01", "任职止": "至今",
}  # fmt: skip
_ROSTER_CODES = {
    "单位": ("unit", "部门", "所属单位", "参与单位", "所队", "网点"),
    "姓名": ("name", "民警姓名", "人员姓名", "员工姓名", "窗口人员"),
    "警号": ("badge", "工号", "民警编号", "登录名", "账号", "胸牌号"),
    "角色": ("role", "职责", "身份", "岗位", "人员类别", "职务", "人员身份", "岗位类型"),
    "窗口": ("window", "窗口号", "所在窗口", "柜台号", "窗口编号", "窗口序号"),
    "评价器": ("evaluator", "评价器编号", "终端号", "设备编号", "评价器序号"),
    "任职起": ("since", "任职日期", "上岗时间", "开始日期", "到岗日期", "起始时间", "启用时间"),
    "任职止": ("until", "离岗时间", "截止日期", "结束日期", "离任日期", "停用时间"),
}  # fmt: skip
_FILING = {"单位": "城关派出所", "事项": "活动方案", "截止日期": "2013-03-05", "报送日期": "2013-03-04"}
_FILING_CODES = {
    "单位": ("unit", "报送单位", "上报单位", "填报单位", "部门"),
    "事项": ("what", "报送材料", "材料名称", "报送事项", "文件名称", "报送内容"),
    "截止日期": ("due", "报送期限", "规定时间", "截止时间", "要求报送时间", "上报时限"),
    "报送日期": ("filed", "上报时间", "实际报送时间", "报送时间", "收到日期", "上报日期"),
}  # fmt: skip


def _register(kind: Register, row: dict[str, str], codes: dict[str, tuple[str, ...]]) -> list[Trait]:
    """A trait for every field: the same row, told by the same field under other words."""
    heads, cells = tuple(row), tuple(row.values())
    return [
        _named(what, code, heads, cells, (what, *words), "" if row[what] == "至今" else row[what], kind=kind)
        for what, (code, *words) in codes.items()
    ]


_ASKED = {"评价结果": "打分项甲"}
_ODD = ("单位", "姓名", "打分项甲", "评价时间")

TRAITS = [
    _detail("单位", "unit", _UNITS, "城关派出所"),
    _detail("姓名", "officer", _NAMES, "朱春梅"),
    _detail("评价结果", "rating", _RATINGS, "满意"),
    _detail("评价时间", "time", _TIMES, T),
    _named("警号", "badge", ("警号", *DETAIL[2:]), ("350509", "满意", T), _BADGES, "350509"),
    *_register(Register.COMPLAINTS, _COMPLAINT, _COMPLAINT_CODES),
    *_register(Register.INSPECTIONS, _INSPECTION, _INSPECTION_CODES),
    *_register(Register.MEASURES, _MEASURE, _MEASURE_CODES),
    *_register(Register.ROSTER, _PERSON, _ROSTER_CODES),
    *_register(Register.FILINGS, _FILING, _FILING_CODES),
    one("headings with blanks, brackets and marks", csv(("单 位", "姓  名(窗口)", "评价结果*", "评价时间：")), "i"),
    one("headings in English", csv(("department", "staff_name", "Rating", "create_time"), GOOD), "ia"),
    one(
        "headings numbered",
        csv(("一、单位", "2.姓名", "3、评价结果", "(4)评价时间"), GOOD),
        "ia",
    ),
    one(
        "headings known by their kin",
        csv(("单位", "姓名", "评价结论", "打分日期"), GOOD),
        "ia",
        says={"rating": "满意", "time": T},
    ),
    one(
        "a code in a complaint is its number, not a phone's",
        csv(("编码", *tuple(_COMPLAINT)[1:]), tuple(_COMPLAINT.values())),
        "ia",
        says={"phone": ""},
    ),
    one("a needed one is missing", csv(_ODD, GOOD), error="--map 评价结果=打分项甲"),
    trait(
        "a map is remembered",
        file("四月.csv", csv(_ODD, GOOD), "ia", asked={"columns": _ASKED}),
        file("五月.csv", csv(_ODD, ("城关派出所", "曹国栋", "满意", T)), "ia"),
    ),
    trait(
        "a map of words is remembered",
        file(
            "四月.csv",
            csv(DETAIL, ("城关派出所", "朱春梅", "5", T)),
            "ia",
            asked={"words": {("评价结果", "5"): "非常满意"}},
            says={"rating": "非常满意"},
        ),
        file("五月.csv", csv(DETAIL, ("城关派出所", "曹国栋", "5", T)), "ia"),
    ),
    one(
        "words of another language",
        csv(DETAIL, ("城关派出所", "朱春梅", "Très bien", T)),
        "ia",
        asked={"words": {("评价结果", "Très bien"): "非常满意"}},
    ),
    one(
        "a number is no rating until it is said to be",
        csv(DETAIL, ("城关派出所", "朱春梅", "5", T)),
        "ir",
        reasons=("不认识的评价结果",),
    ),
    one(
        "verdicts in a complaint office's words",
        csv(tuple(_COMPLAINT), tuple((_COMPLAINT | {"认定结果": "成立"}).values())),
        "ia",
        asked={"words": {("认定结果", "成立"): "属实"}},
        says={"verdict": "属实"},
    ),
    one(
        "an unknown field in a map",
        csv(DETAIL, GOOD),
        error="不是字段名",
        asked={"columns": {"评价结过": "评价结果"}},
    ),
    one(
        "an unknown heading in a map",
        csv(DETAIL, GOOD),
        error="最接近的是“评价结果”",
        asked={"columns": {"评价结果": "评价结过"}},
    ),
    one(
        "two columns of one heading and other contents",
        csv((*DETAIL, "评价结果"), (*GOOD, "不满意")),
        error="有2列都叫“评价结果”",
    ),
    one(
        "evaluated unit and evaluating unit",
        csv(("被评价单位", "姓名", "评价结果", "评价时间", "上级部门"), (*GOOD, "县公安局")),
        "ia",
        says={"unit": "城关派出所"},
    ),
    one(
        "many columns that are no fields",
        csv(
            ("序号", "业务类型", "排队号", *DETAIL, "取号时间", "叫号时间", "等候时长", "办理时长"),
            ("1", "户籍", "A001", *GOOD, "2013-05-06 08:50:00", "2013-05-06 09:00:00", "10", "10"),
        ),
        "ia",
        says={"time": T},
    ),
    one(
        "start and end of the business beside the press",
        csv(
            ("单位", "姓名", "开始时间", "结束时间", "评价结果", "评价时间"),
            ("城关派出所", "朱春梅", "2013-05-06 09:00:00", "2013-05-06 09:09:00", "满意", T),
        ),
        "ia",
        says={"time": T},
    ),
]
