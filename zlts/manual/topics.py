"""The pages of the manual, and finding the one that is meant."""

from __future__ import annotations

from typing import NamedTuple

from zlts.errors import WrongUsage
from zlts.names import nearest, plain
from zlts.resources import page_file


class Topic(NamedTuple):
    """One page: `name` is what is typed, `title` its heading, `words` what else it is asked by."""

    name: str
    title: str
    file: str
    about: str
    words: tuple[str, ...]


TOPICS = (
    Topic(
        "first-day",
        "第一天",
        "manual/first-day.md",
        "检查安装、建立台账、第一次导入",
        ("第一天", "开始", "安装", "建账", "firstday", "start", "init"),
    ),
    Topic(
        "month",
        "每个月",
        "manual/month.md",
        "收文件、导入、评定、出月度通报、办措施",
        ("每个月", "每月", "月", "月度", "monthly"),
    ),
    Topic(
        "quarter",
        "每个季度",
        "manual/quarter.md",
        "季度通报：看、写成文件、印发、公开",
        ("每个季度", "每季度", "季度", "季", "quarterly"),
    ),
    Topic(
        "december",
        "十二月",
        "manual/december.md",
        "年度总评、评优建议、登记决定、次年一月的结论",
        ("十二月", "12月", "年底", "年终", "评优", "year"),
    ),
    Topic(
        "trouble",
        "出了问题",
        "manual/trouble.md",
        "行不收、导错文件、互相矛盾、断电、换电脑、核验报警",
        ("出了问题", "问题", "出错", "故障", "断电", "恢复"),
    ),
    Topic(
        "disputes",
        "民警不服的时候",
        "manual/disputes.md",
        "每一项登记追到条款、文件和行，取出原件，改错，申诉，免除",
        ("民警不服", "不服", "申诉", "异议", "争议", "dispute"),
    ),
    Topic("card", "速查卡", "manual/card.md", "一页纸，可以打印贴在桌上", ("速查卡", "卡片", "卡", "速查")),
    Topic(
        "messages",
        "导入时会看到的话",
        "messages.md",
        "程序说的每一句话：为什么，怎么办",
        ("消息", "提示", "报错", "message"),
    ),
    Topic(
        "template",
        "本局公文格式",
        "template.md",
        "用本局的 Word 模板出通报、评优和文书，有哪些字段",
        ("模板", "模版", "公文格式", "红头", "字段", "form"),
    ),
    Topic("files", "什么文件可以导入", "files.md", "哪些能导入，哪些不能，怎么办", ("文件", "格式", "file")),
    Topic(
        "views",
        "用别的软件看台账",
        "views.md",
        "Excel、DB Browser 等怎样打开，有哪些表和栏",
        ("视图", "数据库", "表", "view", "excel"),
    ),
    Topic("trust", "台账可信在哪里", "trust.md", "保证什么，防什么，不保证什么", ("可信", "信任", "安全")),
)


def find(word: str) -> Topic | None:
    """The page that a word names, in Latin letters or Chinese; None where it names none."""
    wanted = _key(word)
    return next((topic for topic in TOPICS if wanted in map(_key, (topic.name, topic.title, *topic.words))), None)


def unknown(word: str) -> WrongUsage:
    """What to say of a word that names no page."""
    names = {_key(name): topic.name for topic in TOPICS for name in (topic.name, topic.title, *topic.words)}
    near = names.get(nearest(_key(word), names), "")
    listed = f"是不是 {near}？" if near else ""
    return WrongUsage(f"手册里没有“{word}”这一页，也没有这样的话。", f"{listed}zlts help 列出全部。")


def text_of(topic: Topic) -> str:
    """The page as it stands in its file."""
    return page_file(topic.file).read_text(encoding="utf-8")


def _key(word: str) -> str:
    return plain(word).lower().removesuffix(".md").replace("_", "-")
