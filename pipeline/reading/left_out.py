"""Text that PDFium leaves out although it is printed.

Where the machine has no font like one that a file does not embed, characters have no shapes. PDFium then leaves out
texts of one character, and takes texts that repeat within some lines for doubles drawn one upon the other. What it
leaves out cannot be asked of it, not even whether it is only a blank.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.reading import pdfium
from pipeline.reading.pdfium import Address, pointer


def may_be_text(left_out: Collection[Address]) -> bool:
    """Whether there may be text in these text objects of a page, of which PDFium tells no character, not even a blank.

    With a font that the file embeds they are empty.
    """
    fonts = set(map(pdfium.text_font, map(pointer, left_out)))
    return not all(pdfium.font_is_embedded(pointer(font)) for font in fonts)
