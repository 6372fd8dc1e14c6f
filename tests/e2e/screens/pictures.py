"""The pictures of the screens' world, drawn here so that nobody's rights are in them."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

COLOURS = {"ada": ("#f2b880", "#7a3b12"), "chloe": ("#b9d8c2", "#22543d"), "freya_lund": ("#c5cdf0", "#313a6e")}


EMOJI = {
    "hot-chocolate": '<path d="M16 26h56l-6 58H22Z" fill="#8a4b20"/><path d="M70 36h8a12 12 0 0 1 0 26h-9" fill="none" '
    'stroke="#8a4b20" stroke-width="7"/><path d="M16 26q7-16 18-9 10-14 22-3 12-3 16 12Z" fill="#fff3e2"/>',
    "monkey_hat": '<path d="M14 66a34 38 0 0 1 68 0Z" fill="#b3231b"/><rect x="8" y="62" width="80" height="20" rx="10"'
    ' fill="#f2b880"/><circle cx="48" cy="22" r="12" fill="#f2b880"/>',
    "snow-fort": '<path d="M8 88V40h14v10h12V40h14v10h12V40h14v48Z" fill="#7fb2dd"/><path d="M40 88V72a10 10 0 0 1 20 '
    '0v16Z" fill="#1d4a69"/><path d="M48 40V10l26 9-26 9" fill="#c2410c"/>',
}
"""Custom emoji by name: what is in a square of 96."""


def drawn(name: str) -> str:
    """An SVG: a portrait of who has that username, a custom emoji, else the first snow on a hill."""
    if name in EMOJI:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">{EMOJI[name]}</svg>'
    if name not in COLOURS:
        return HILL
    ground, figure = COLOURS[name]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="{ground}"/>'
        f'<circle cx="40" cy="32" r="15" fill="{figure}"/><path d="M10 80a30 28 0 0 1 60 0Z" fill="{figure}"/></svg>'
    )


def png() -> bytes:
    """A picture that somebody has on their machine: a hat."""
    image = Image.new("RGBA", (256, 256))
    draw = ImageDraw.Draw(image)
    draw.pieslice((36, 60, 220, 280), 180, 360, fill="#b3231b")
    draw.rounded_rectangle((20, 160, 236, 216), 28, fill="#f2b880")
    draw.ellipse((96, 24, 160, 88), fill="#f2b880")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


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
