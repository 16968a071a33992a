"""The colours of paper. On screen the classes in `base.css` bring the theme, light and dark."""

TEXT = "#1b2126"
QUIET = "#565d63"
LINE = "#c9c4b8"
LINE_STRONG = "#767065"
GROUND = "#ffffff"
PRIMARY = "#0b5563"
PRIMARY_QUIET = "#e3eff1"
SIDE = {"benefit": "#0b5563", "burden": "#9a4a1f"}
SIDE_QUIET = {"benefit": "#a7ccd3", "burden": "#e6c0aa"}
HEAT = {1: "#f6f4ef", 2: "#f6e3c8", 3: "#ecc39b", 4: "#dd9a72"}
