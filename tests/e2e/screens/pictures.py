"""The pictures of the screens' world, drawn here so that nobody's rights are in them."""

from __future__ import annotations

COLOURS = {"ada": ("#f2b880", "#7a3b12"), "chloe": ("#b9d8c2", "#22543d"), "freya_lund": ("#c5cdf0", "#313a6e")}


def drawn(name: str) -> str:
    """An SVG: a portrait of who has that username, else the first snow on a hill."""
    if name not in COLOURS:
        return HILL
    ground, figure = COLOURS[name]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="{ground}"/>'
        f'<circle cx="40" cy="32" r="15" fill="{figure}"/><path d="M10 80a30 28 0 0 1 60 0Z" fill="{figure}"/></svg>'
    )


HILL = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1067">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="#8fb8dd"/><stop offset="1" stop-color="#f3dfcf"/></linearGradient></defs>
<rect width="1600" height="1067" fill="url(#sky)"/><circle cx="1240" cy="250" r="90" fill="#fff3d6"/>
<path d="M0 620 380 330l260 250 240-190 720 420v257H0Z" fill="#b9cfe4"/>
<path d="M0 760c300-120 560-60 820 10s520 60 780-40v337H0Z" fill="#f7fbff"/>
<g fill="#3c5a4c"><path d="m180 800 60-190 60 190Z"/><path d="m300 820 45-140 45 140Z"/>
<path d="m1340 790 55-170 55 170Z"/></g>
<g><circle cx="800" cy="800" r="95" fill="#fff"/><circle cx="800" cy="675" r="65" fill="#fff"/>
<circle cx="735" cy="670" r="20" fill="#fff"/><circle cx="865" cy="670" r="20" fill="#fff"/>
<path d="M748 640h104l-14-52h-76Z" fill="#c2410c"/><circle cx="800" cy="580" r="16" fill="#fde8d7"/>
<g fill="#38220f"><circle cx="780" cy="668" r="7"/><circle cx="820" cy="668" r="7"/></g>
<path d="M778 695q22 18 44 0" fill="none" stroke="#38220f" stroke-width="6" stroke-linecap="round"/></g></svg>"""
