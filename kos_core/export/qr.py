"""A link as a picture that a phone's camera reads."""

QUIET_ZONE = 3


def qr_svg(link: str) -> str:
    """Return a QR code of a link as inline SVG, dark on white, by `segno` (ISO/IEC 18004)."""
    import segno  # kept off the import of the package

    made = segno.make(link, error="l", micro=False)
    return str(made.svg_inline(scale=4, border=QUIET_ZONE, dark="#111827", light="#ffffff", title=None))
