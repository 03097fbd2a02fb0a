"""Pictures of strangers, drawn anew apart: what is shown to others is only what the desk itself wrote."""

from __future__ import annotations

import io
import warnings

from huiyin.files.problems import UnreadableLaw

#: Pixels of the longer side, and of the whole before it is made smaller.
_SIDE, _PIXELS = 1600, 60_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def redraw_picture(data: bytes, side: int = _SIDE) -> bytes:
    """The picture as PNG, upright, its longer side at most ``side`` pixels, with nothing else that its file held: no place, no camera, no
    name. Raises :class:`huiyin.files.problems.UnreadableLaw` (``not_a_picture``)."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((side, side))
                drawn = upright.convert("RGBA" if "A" in upright.getbands() else "RGB")
    except Exception as wrong:  # whatever a decoder raises of what is no picture
        raise UnreadableLaw("not_a_picture") from wrong
    out = io.BytesIO()
    picture = Image.frombytes(drawn.mode, drawn.size, drawn.tobytes())
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
