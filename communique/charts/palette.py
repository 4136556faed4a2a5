"""The colours of charts: those of the page, light, dark, and as variables that follow the page's theme.

They stay apart under simulated deutan, protan and tritan vision, and material and verbal differ in lightness as well.
`page/base.css` and `charts/chart.css` have the same; a test holds them together.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Theme = Literal["light", "dark", "page"]


class Palette(NamedTuple):
    """Colours by what they are for; `paper` is the ground, `coop2` and `conf2` are the weak ones of what is verbal."""

    paper: str
    ink: str
    ink2: str
    hair: str
    line: str
    coop: str
    coop2: str
    conf: str
    conf2: str


PALETTES: dict[Theme, Palette] = {
    "light": Palette("#fcfbf8", "#1a1c1e", "#4c5258", "#e4e0d7", "#c8c3b8", "#1f5fa8", "#a9c6e8", "#b0440d", "#f0bd94"),
    "dark": Palette("#16181b", "#e9e6df", "#b4b6b6", "#2d3135", "#474c51", "#7fb2ee", "#2f4f78", "#f0965a", "#73401f"),
    "page": Palette(*(f"var(--{name})" for name in Palette._fields)),
}
