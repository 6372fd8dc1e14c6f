"""Draws the installed app's icons from the client's picture: `python -m local.icons`, whenever that changes."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from local.browser import executable

PUBLIC = Path(__file__).parents[1] / "web/public"
GROUND = "#e3f1fb"
UNREAD = '<circle cx="49" cy="50" r="13" fill="#d6450f" stroke="#fff" stroke-width="3"/>'

# A side in pixels, the part of it that the picture takes, and the ground. Systems cut a maskable icon to any shape
# around its middle four fifths; iOS fills what is transparent with black.
ICONS = {
    "icon-192.png": (192, 1.0, "transparent"),
    "icon-512.png": (512, 1.0, "transparent"),
    "icon-maskable.png": (512, 0.62, GROUND),
    "apple-touch-icon.png": (180, 0.76, GROUND),
}


def main() -> None:
    picture = (PUBLIC / "favicon.svg").read_text()
    (PUBLIC / "favicon-unread.svg").write_text(picture.replace("</svg>", f"  {UNREAD}\n</svg>"))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        page = chromium.new_page()
        for name, (side, share, ground) in ICONS.items():
            (PUBLIC / name).write_bytes(_drawn(page, picture, side, share, ground))
        chromium.close()


def _drawn(page: Page, picture: str, side: int, share: float, ground: str) -> bytes:
    page.set_viewport_size({"width": side, "height": side})
    page.set_content(
        f"<body style='margin:0;height:100vh;display:grid;place-items:center;background:{ground}'>"
        f"<div style='width:{share * 100}%'>{picture}</div>"
    )
    return page.screenshot(omit_background=True)


if __name__ == "__main__":
    main()
