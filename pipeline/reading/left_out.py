"""Text that PDFium leaves out although it is printed.

Where the machine has no font like one that a file does not embed, characters have no shapes. PDFium then leaves out
texts of one character, and takes texts that repeat within some lines for doubles drawn one upon the other. What it
leaves out cannot be asked of it, not even whether it is only a blank.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.reading import pdfium
from pipeline.reading.pdfium import Address, pointer


def leaves_out_text(objects: Collection[Address], told: Collection[Address]) -> bool:
    """Whether text may be missing of a page, of whose text objects PDFium told those: one in a font not embedded is."""
    left_out = map(pointer, set(objects).difference(told))
    fonts = set(map(pdfium.text_font, left_out))
    return not all(pdfium.font_is_embedded(pointer(font)) for font in fonts)
