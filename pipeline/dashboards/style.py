"""One look for all pages: one accent colour, its tints, greys, one colour for what is wrong; the rules of the page."""

from __future__ import annotations

from typing import Final

ACCENT: Final = "#0f6b7a"
ACCENT_MID: Final = "#5fa3ad"
ACCENT_SOFT: Final = "#b5d5da"
ALERT: Final = "#c2452d"
ALERT_SOFT: Final = "#e6a592"
INK: Final = "#1f2a30"
MUTED: Final = "#66757d"
LINE: Final = "#dfe5e8"
PAPER: Final = "#ffffff"

TINTS: Final = ("#0f6b7a", "#2f828f", "#5197a2", "#74adb6", "#97c3ca", "#b9d8dc", "#d5e8ea")
"""From the accent to nearly white: parts of one whole, the largest darkest."""

FONT: Final = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif'

CSS: Final = f"""
<style>
.block-container, [data-testid="stMainBlockContainer"] {{
  max-width: 1240px; padding: 4.5rem 1.5rem 3rem 1.5rem;
}}
html, body, .stApp, .stMarkdown, button, input {{ font-family: {FONT}; }}
h1 {{ font-size: 1.65rem !important; padding: 0 !important; letter-spacing: 0; }}
h2 {{ font-size: 1.1rem !important; padding: .9rem 0 .45rem 0 !important; }}
h3 {{ font-size: 1.08rem !important; padding: .9rem 0 .35rem 0 !important; }}
[data-testid="stHeaderActionElements"] {{ display: none; }}
[data-testid="stToolbar"] [data-testid="stAppDeployButton"] {{ display: none; }}
[class*="st-key-cards"] {{
  display: grid !important; grid-template-columns: repeat(auto-fit, minmax(156px, 1fr)); gap: .75rem;
}}
[class*="st-key-cards"] > div {{ width: 100% !important; }}
[class*="st-key-cards"] > div > div {{ height: 100%; }}
[data-testid="stMetric"] {{
  background: {PAPER}; border: 1px solid {LINE}; border-radius: 8px; padding: .7rem .9rem; height: 100%;
  container-type: inline-size;
}}
[data-testid="stMetricLabel"] p {{ color: {MUTED}; font-size: .82rem; white-space: normal; }}
[data-testid="stMetricValue"] {{ font-size: clamp(.95rem, 13cqi, 1.45rem); font-weight: 600; color: {INK}; }}
[data-testid="stMetricValue"] * {{ overflow: visible; text-overflow: clip; }}
.ys-scroll {{ overflow-x: auto; border: 1px solid {LINE}; border-radius: 8px; background: {PAPER}; }}
table.ys {{ border-collapse: collapse; width: 100%; font-size: .86rem; color: {INK}; }}
table.ys th, table.ys td {{ padding: .38rem .65rem; border: 0; border-bottom: 1px solid {LINE}; }}
table.ys th {{
  text-align: right; font-weight: 600; color: {MUTED}; background: #f5f8f9; vertical-align: bottom;
  border-right: 1px solid {LINE};
}}
table.ys th:last-child {{ border-right: 0; }}
table.ys th.words, table.ys td.words {{ text-align: left; min-width: 9rem; }}
table.ys th.group {{ text-align: center; }}
table.ys td.code {{ text-align: left; width: 1%; }}
table.ys td.code {{ color: {MUTED}; font-variant-numeric: tabular-nums; white-space: nowrap; }}
table.ys td.figure {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
table.ys tr.total td {{ font-weight: 600; background: #f0f6f7; }}
[class*="st-key-picture"] img {{ max-width: 900px; border: 1px solid {LINE}; border-radius: 8px; }}
table.ys tr:last-child td {{ border-bottom: 0; }}
.ys-note {{ color: {MUTED}; font-size: .84rem; line-height: 1.55; margin: 0; }}
.ys-facts {{
  display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; font-size: .9rem;
  margin: 0 !important; padding: 0 !important;
}}
.ys-facts dt {{ color: {MUTED}; margin: 0 !important; padding: 0 !important; font-weight: 400; }}
.ys-facts dd {{ margin: 0 !important; padding: 0 !important; color: {INK}; overflow-wrap: anywhere; }}
.ys-legend {{ display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .82rem; color: {INK}; }}
.ys-legend i {{ display: inline-block; width: .7rem; height: .7rem; border-radius: 2px; margin-right: .35rem; }}
.ys-empty {{
  border: 1px dashed {LINE}; border-radius: 8px; padding: 1.4rem; color: {MUTED}; text-align: center; font-size: .92rem;
}}
.ys-share {{ display: grid; grid-template-columns: 1fr max-content; gap: .1rem .75rem; font-size: .84rem; }}
.ys-share i {{ grid-column: span 2; display: block; height: .5rem; border-radius: 2px; margin-bottom: .4rem; }}
.ys-share b {{ grid-column: span 2; margin-top: .5rem; }}
.ys-share span + span {{ font-variant-numeric: tabular-nums; }}
.ys-hit {{ color: {MUTED}; font-size: .86rem; line-height: 1.55; margin: -.6rem 0 .4rem 0; overflow-wrap: anywhere; }}
.ys-hit mark {{ background: {ACCENT_SOFT}; color: {INK}; border-radius: 2px; }}
[class*="st-key-hit"] [data-testid="stPageLink"] p {{ color: {ACCENT}; font-weight: 600; }}
[class*="st-key-hit"] [data-testid="stPageLink"] a {{ padding-left: 0; gap: 0; }}
[class*="st-key-hit"] [data-testid="stPageLink"] [data-testid="stIconMaterial"] {{ display: none; }}
@media (min-width: 641px) {{
  [class*="st-key-small"] {{ display: none !important; }}
}}
@media (max-width: 640px) {{
  .block-container, [data-testid="stMainBlockContainer"] {{ padding: 4rem 1rem 2rem 1rem; }}
  h1 {{ font-size: 1.35rem !important; }}
  [class*="st-key-cards"] > div:last-child:nth-child(odd) {{ grid-column: span 2; }}
  [class*="filters"] > div {{ width: 100% !important; }}
  [class*="st-key-picture"] [data-testid="stImage"] {{ overflow-x: auto; }}
  [class*="st-key-picture"] img {{ min-width: 640px; max-width: none !important; }}
  .st-key-picture-right [data-testid="stImage"] {{ direction: rtl; }}
  [class*="st-key-wide"] {{ display: none !important; }}
  [data-testid="stButtonGroup"] button {{ padding: .2rem .42rem; font-size: .8rem; }}
  [class*="st-key-cards"] {{ grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .5rem; }}
  [data-testid="stMetric"] {{ padding: .55rem .65rem; }}
  .ys-facts {{ grid-template-columns: 1fr; gap: .1rem; }}
  .ys-facts dd {{ margin-bottom: .4rem; }}
  table.ys th, table.ys td {{ padding: .32rem .45rem; }}
}}
</style>
"""


def server_theme() -> dict[str, str]:
    """Streamlit's own theme options."""
    return {
        "theme.base": "light",
        "theme.primaryColor": ACCENT,
        "theme.backgroundColor": "#fafbfc",
        "theme.secondaryBackgroundColor": "#eef3f4",
        "theme.textColor": INK,
        "theme.linkColor": ACCENT,
        "theme.borderColor": LINE,
        "theme.baseRadius": "8px",
        "theme.font": "sans-serif",
    }
