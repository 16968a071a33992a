"""Pictures as inline SVG: for paper, colours as attributes; for the screen, the theme by class.

Every picture is a pure function of small frozen dataclasses; the table beside it is the source of truth.
"""

from afweging.foundation.web.pictures.balance import BalanceWords, Form, Interest, balance, balance_figure
from afweging.foundation.web.pictures.heat_map import HeatMapWords, Risk, heat_map, heat_map_legend
from afweging.foundation.web.pictures.qr import qr
from afweging.foundation.web.pictures.score_bar import Band, score_bar

__all__ = [
    "BalanceWords",
    "Band",
    "Form",
    "HeatMapWords",
    "Interest",
    "Risk",
    "balance",
    "balance_figure",
    "heat_map",
    "heat_map_legend",
    "qr",
    "score_bar",
]
