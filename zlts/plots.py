"""openpyxl's charts in one look: black on white, told apart without colour, in the workbook's typeface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any

from zlts.reports import Chart, ChartKind, Look
from zlts.sheets import FONT

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_BLACK, _GREY = "000000", "BFBFBF"
_FILLS = ("8C8C8C", "FFFFFF", "D0D0D0", "606060", "EDEDED")
_TITLE, _PANEL, _PLAIN, _SMALL = 12, 11, 10, 8  # type sizes
_LINE, _LIMIT, _HAIR = 19050, 12700, 6350  # EMU
_FEW = 4  # with so many points each bears its figure
_STEPS = (1, 2, 5, 10, 20)
_MOST_STEPS = 5  # on an axis


def panel(sheet: Worksheet, chart: Chart, number: int, data: tuple[int, int]) -> Any:
    """One series as a line of its own with the limit; `data` is the row and column of the data's first cell."""
    from openpyxl.chart import LineChart

    one = chart.series[number]
    made: Any = LineChart()
    made.series.append(_row(sheet, chart, number, data))
    _mark(made.series[0], one.values, chart)
    if chart.limit:
        limit = _row(sheet, chart, len(chart.series), data)
        limit.marker.symbol = "none"
        _stroke(limit.graphicalProperties.line, _LIMIT, dash="dash")
        made.series.append(limit)
    _dress(made, one.name, _PANEL, _SMALL)
    made.legend, made.display_blanks = None, "gap"
    if chart.look is Look.PERCENT:
        _percents(made.y_axis, chart)
    if len(chart.categories) > _FEW:
        made.x_axis.tickLblSkip = -(-len(chart.categories) // _FEW)
    else:
        made.series[0].dLbls = _figures(one.values, "0.00%" if chart.look is Look.PERCENT else "0", chart.limit)
    return made


def bars(sheet: Worksheet, chart: Chart, data: tuple[int, int]) -> Any:
    """Bars lying or columns stacked; `data` is the row and column of the data's first cell."""
    from openpyxl.chart import BarChart, Reference

    made: Any = BarChart()
    (head, first), last = data, data[0] + len(chart.categories)
    values = Reference(sheet, min_col=first + 1, max_col=first + len(chart.series), min_row=head, max_row=last)
    made.add_data(values, titles_from_data=True)
    made.set_categories(Reference(sheet, min_col=first, min_row=head + 1, max_row=last))
    _dress(made, chart.title, _TITLE, _PLAIN)
    _legend(made)
    _fill(made, chart)
    if chart.kind is ChartKind.BAR:
        _lying(made, chart)
    else:
        made.type, made.grouping, made.overlap, made.gapWidth = "col", "stacked", 100, 80
        made.y_axis.number_format, made.y_axis.majorUnit = "0", _step(chart)
    return made


# ---------------------------------------------------------------- lines


def _row(sheet: Worksheet, chart: Chart, number: int, data: tuple[int, int]) -> Any:
    """A series of openpyxl's for a row of the data."""
    from openpyxl.chart import Reference
    from openpyxl.chart import Series as NativeSeries
    from openpyxl.chart.data_source import AxDataSource, StrRef
    from openpyxl.chart.series import SeriesLabel

    (head, first), row = data, data[0] + 1 + number
    last = first + len(chart.categories)
    made: Any = NativeSeries(Reference(sheet, min_col=first + 1, max_col=last, min_row=row))
    made.tx = SeriesLabel(strRef=StrRef(str(Reference(sheet, min_col=first, min_row=row))))
    made.cat = AxDataSource(strRef=StrRef(str(Reference(sheet, min_col=first + 1, max_col=last, min_row=head))))
    made.smooth = False
    return made


def _mark(series: Any, values: Any, chart: Chart) -> None:
    """A dot for each point, a triangle where it lies below the limit."""
    from openpyxl.chart.marker import DataPoint, Marker

    _stroke(series.graphicalProperties.line, _LINE)
    series.marker = _signed(Marker(), "circle", 5)
    low = _figure(chart.limit)
    for place, value in enumerate(values):
        figure = _figure(value)
        if low is not None and figure is not None and figure < low:
            point: Any = DataPoint(idx=place, marker=_signed(Marker(), "triangle", 9))
            _stroke(point.graphicalProperties.line, _LINE)
            series.dPt.append(point)


def _signed(marker: Any, symbol: str, size: int) -> Any:
    from openpyxl.chart.shapes import GraphicalProperties

    marker.symbol, marker.size = symbol, size
    marker.graphicalProperties = GraphicalProperties(solidFill=_BLACK)
    marker.graphicalProperties.line.solidFill = _BLACK
    return marker


def _figures(values: Sequence[object], form: str, limit: str) -> Any:
    """Each point's figure, clear of the limit's line: below it where it lies below; else where its own line is not.

    None for 100 %, which the axis tells.
    """
    known, low = [_figure(value) for value in values], _figure(limit)
    places = {}
    for place, figure in enumerate(known):
        around = known[max(place - 1, 0) : place] + known[place + 1 : place + 2]
        beside = [one for one in around if one is not None]
        if low is not None:
            valley = figure is not None and figure < low
        else:
            valley = figure is not None and bool(beside) and figure < min(beside)
        places[place] = "" if figure == 100 else "b" if valley else "t"  # noqa: PLR2004 - percent
    return _labels(form, _SMALL, places)


def _stroke(line: Any, width: int, colour: str = _BLACK, dash: str = "solid") -> None:
    line.solidFill, line.width, line.dashStyle = colour, width, dash


def _figure(value: object) -> Decimal | None:
    return Decimal(value[:-1]) if isinstance(value, str) and value.endswith("%") else None


def _percents(axis: Any, chart: Chart) -> None:
    """From a round value below everything shown to 100 %, the same in every panel."""
    figures = [figure for figure in map(_figure, _shown(chart)) if figure is not None]
    span = 100 - min(figures, default=Decimal(90))
    step = next(step for step in _STEPS if span <= _MOST_STEPS * step)
    low = 100 - ceil(span / step) * step
    axis.scaling.min, axis.scaling.max = low / 100, 1
    axis.number_format, axis.majorUnit = "0%", step / 100


def _shown(chart: Chart) -> Iterator[object]:
    yield chart.limit
    for one in chart.series:
        yield from one.values


# ---------------------------------------------------------------- bars


def _lying(made: Any, chart: Chart) -> None:
    """The first on top; from the limit, where there is one, bars reach to either side."""
    made.type, made.gapWidth = "bar", 50
    made.x_axis.scaling.orientation, made.x_axis.tickLblPos = "maxMin", "low"
    made.y_axis.majorGridlines, made.y_axis.number_format = None, "0"
    made.y_axis.delete = True  # every bar bears its figure
    base = int(chart.limit) if chart.limit.isdigit() else 0
    values = [value for one in chart.series for value in one.values if isinstance(value, int)]
    reach = max([abs(value - base) for value in values] + [1])
    if base:
        made.x_axis.crosses, made.x_axis.crossesAt = None, base
        made.y_axis.scaling.min, made.y_axis.scaling.max = base - reach - 1, base + reach + 1


def _step(chart: Chart) -> int:
    """Whole steps of a count, about five of them."""
    columns = zip(*(one.values for one in chart.series), strict=True)
    tallest = max((sum(v for v in column if isinstance(v, int)) for column in columns), default=0)
    return max(-(-tallest // 5), 1)


def _fill(made: Any, chart: Chart) -> None:
    """Shades that a photocopier keeps apart, with the figures on them; none for a zero."""
    for number, (series, one) in enumerate(zip(made.series, chart.series, strict=True)):
        series.graphicalProperties.solidFill = _FILLS[number % len(_FILLS)]
        _stroke(series.graphicalProperties.line, _HAIR)
        series.dLbls = _labels("0", _PLAIN, {place: "" for place, value in enumerate(one.values) if not value})


# ---------------------------------------------------------------- words


def _dress(made: Any, title: str, size: int, small: int) -> None:
    """Title, axes and frame."""
    made.title = title
    for paragraph in made.title.tx.rich.p:
        paragraph.pPr = _paragraph(size, bold=True)
        for run in paragraph.r or ():
            run.rPr = _face(size, bold=True)
    made.title.overlay = False
    for axis in (made.x_axis, made.y_axis):
        axis.delete = False  # else newer Excel shows no axes
        axis.txPr = _words(small)
        _stroke(_line_of(axis), _HAIR)
    made.y_axis.majorGridlines.spPr = _grey_lines()


def _line_of(axis: Any) -> Any:
    from openpyxl.chart.shapes import GraphicalProperties

    axis.spPr = GraphicalProperties()
    return axis.spPr.line


@cache
def _grey_lines() -> Any:
    from openpyxl.chart.shapes import GraphicalProperties

    made: Any = GraphicalProperties()
    _stroke(made.line, _HAIR, _GREY)
    return made


def _legend(made: Any) -> None:
    if len(made.series) == 1:
        made.legend = None
    else:
        made.legend.position, made.legend.txPr = "b", _words(_PLAIN)


def _labels(form: str, size: int, places: Mapping[int, str]) -> Any:
    """A figure at every point: above ("t") or below ("b") it where `places` says so, none where it says ""."""
    from openpyxl.chart.label import DataLabel, DataLabelList

    made: Any = DataLabelList(numFmt=form, txPr=_words(size))
    _only_figure(made)
    for point, place in places.items():
        one: Any = DataLabel(idx=point, numFmt=form, txPr=_words(size), dLblPos=place or None)
        _only_figure(one, shown=bool(place))
        made.dLbl.append(one)
    return made


def _only_figure(labels: Any, *, shown: bool = True) -> None:
    labels.showVal = shown
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent", "showBubbleSize"):
        setattr(labels, other, False)


@cache
def _words(size: int) -> Any:
    """What is written at that size, made once: nineteen charts share it."""
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import Paragraph

    return RichText(p=[Paragraph(pPr=_paragraph(size), endParaRPr=_face(size))])


@cache
def _paragraph(size: int, *, bold: bool = False) -> Any:
    from openpyxl.drawing.text import ParagraphProperties

    return ParagraphProperties(defRPr=_face(size, bold=bold))


@cache
def _face(size: int, *, bold: bool = False) -> Any:
    from openpyxl.drawing.text import CharacterProperties, Font

    face = Font(typeface=FONT)
    return CharacterProperties(latin=face, ea=face, sz=size * 100, b=bold, solidFill=_BLACK)
