"""The clerk's manual as one page for a browser: opened by a double click, printed page by page."""

from __future__ import annotations

import html

from markdown_it import MarkdownIt

from zlts.manual.topics import TOPICS, text_of

_STYLE = """
body { font: 16px/1.7 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }
pre { background: #f4f4f4; padding: .8em; overflow-x: auto; font: 14px/1.4 NSimSun, "Noto Sans Mono CJK SC", monospace; }
code { font-family: NSimSun, "Noto Sans Mono CJK SC", monospace; }
table { border-collapse: collapse; } td, th { border: 1px solid #999; padding: .2em .6em; text-align: left; }
blockquote { margin: 1em 0; padding: 0 1em; border-left: 3px solid #999; }
section { break-before: page; }
"""  # noqa: E501 - a rule a line


def manual_page(version: str) -> str:
    """All pages of the manual, in their order, behind a list of them."""
    drawn = MarkdownIt("commonmark", {"html": True}).enable("table")
    drawn.add_render_rule("softbreak", lambda *_: "")  # a browser would put a blank between two lines of Chinese
    listed = "".join(f'<li><a href="#{one.name}">{one.title}</a>：{html.escape(one.about)}</li>' for one in TOPICS)
    pages = "".join(f'<section id="{one.name}">{drawn.render(text_of(one))}</section>\n' for one in TOPICS)
    head = f'<meta charset="utf-8"><title>zlts 办事员手册</title><style>{_STYLE}</style>'
    front = f"<h1>zlts {version} 办事员手册</h1>\n<ul>{listed}</ul>"
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{head}</head><body>\n{front}\n{pages}</body></html>\n'
