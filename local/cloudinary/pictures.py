"""What Pillow tells of pictures, and makes of them."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from local.cloudinary.look import Look
from local.cloudinary.signing import Refusal

FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif", "BMP": "bmp", "TIFF": "tiff"}
_SVG = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL)
_LARGEST = 40_000_000
"""Pixels; of a picture with more nothing is made."""


def look_at(path: Path) -> Look:
    """Format, width and height of a picture; raises Refusal."""
    with path.open("rb") as file:
        if _SVG.match(file.read(2048)):
            return Look("svg")
    try:
        with Image.open(path) as picture:
            name = FORMATS.get(picture.format or "")
            if name is None:
                raise Refusal(400, "Unsupported image format")
            return Look(name, picture.width, picture.height)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise Refusal(400, "Invalid image file") from None


def transformed(path: Path, transformation: str, form: str) -> bytes:
    """A picture made smaller: `c_limit` fits it into `w` and `h`, `c_fill` cuts it to them; raises Refusal."""
    parts = [part.partition("_") for part in transformation.split(",") if part]
    values = {name: value for name, _, value in parts}
    if not set(values) <= {"c", "w", "h", "g"} or values.get("c", "limit") not in {"limit", "fill"}:
        raise Refusal(400, f"Invalid transformation: {transformation[:100]}")
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > _LARGEST:
                raise Refusal(400, "Too many pixels")
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError):
        raise Refusal(400, "Invalid image file") from None
    width, height = int(values.get("w", upright.width)), int(values.get("h", upright.height))
    if values.get("c") == "fill":
        upright = ImageOps.fit(upright, (width, height))
    else:
        upright.thumbnail((width, height))
    return _encoded(upright, form)


def _encoded(picture: Image.Image, form: str) -> bytes:
    names = {short: name for name, short in FORMATS.items()}
    if form not in names:
        raise Refusal(400, f"Invalid format: {form[:20]}")
    out = io.BytesIO()
    (picture.convert("RGB") if form == "jpg" else picture).save(out, names[form])
    return out.getvalue()
