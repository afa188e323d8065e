"""The few functions of the PDFium library that the fast reader calls for every character and path, called directly.

pypdfium2's own declarations check and convert each argument, which takes several times longer than PDFium takes to
answer. Here nothing is converted: callers pass `pointer`s, plain integers (C int) and references (`ctypes.byref`), and
get addresses as integers.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

Address = int
"""Where an object of PDFium's lies in memory; 0 or None where there is none."""

Pointer = Any
"""An address as an argument of a call."""

pointer: Callable[[Address | None], Pointer] = ctypes.c_void_p.from_param
"""Makes the argument; once for an object, which costs less than to convert its address in each call."""


def _function(name: str, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """A function of the library without argument types. The interpreter lock is kept: the calls are short."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


load_page = _function("FPDF_LoadPage", ctypes.c_void_p)
close_page = _function("FPDF_ClosePage", None)
page_box = _function("FPDF_GetPageBoundingBox")
page_rotation = _function("FPDFPage_GetRotation")
count_objects = _function("FPDFPage_CountObjects")
get_object = _function("FPDFPage_GetObject", ctypes.c_void_p)
form_count_objects = _function("FPDFFormObj_CountObjects")
form_get_object = _function("FPDFFormObj_GetObject", ctypes.c_void_p)
object_type = _function("FPDFPageObj_GetType")
object_matrix = _function("FPDFPageObj_GetMatrix")
object_bounds = _function("FPDFPageObj_GetBounds")
object_clip = _function("FPDFPageObj_GetClipPath", ctypes.c_void_p)
clip_count_paths = _function("FPDFClipPath_CountPaths")
clip_count_segments = _function("FPDFClipPath_CountPathSegments")
clip_segment = _function("FPDFClipPath_GetPathSegment", ctypes.c_void_p)
path_draw_mode = _function("FPDFPath_GetDrawMode")
path_count_segments = _function("FPDFPath_CountSegments")
path_segment = _function("FPDFPath_GetPathSegment", ctypes.c_void_p)
segment_point = _function("FPDFPathSegment_GetPoint")
segment_type = _function("FPDFPathSegment_GetType")
segment_close = _function("FPDFPathSegment_GetClose")
text_load_page = _function("FPDFText_LoadPage", ctypes.c_void_p)
text_close_page = _function("FPDFText_ClosePage", None)
text_count = _function("FPDFText_CountChars")
text_unicode = _function("FPDFText_GetUnicode", ctypes.c_uint)
text_origin = _function("FPDFText_GetCharOrigin")
text_object = _function("FPDFText_GetTextObject", ctypes.c_void_p)
text_matrix = _function("FPDFText_GetMatrix")
text_font_size = _function("FPDFText_GetFontSize", ctypes.c_double)
text_font = _function("FPDFTextObj_GetFont", ctypes.c_void_p)
glyph_width = _function("FPDFFont_GetGlyphWidth")
font_is_embedded = _function("FPDFFont_GetIsEmbedded")

TEXT, PATH, FORM = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM
LINE_TO, MOVE_TO = raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_MOVETO
Matrix, Rectangle = raw.FS_MATRIX, raw.FS_RECTF


class Room:
    """Memory that PDFium writes `width` numbers to in each of many calls; `kind` is "f" (C float) or "d" (double)."""

    def __init__(self, kind: str, width: int = 1) -> None:
        self._kind, self._width = kind, width
        self._grow(1024)

    def _grow(self, calls: int) -> None:
        self._numbers: array[float] = array(self._kind, bytes(calls * self._width * array(self._kind).itemsize))
        memory = (ctypes.c_char * (len(self._numbers) * self._numbers.itemsize)).from_buffer(self._numbers)
        step = self._numbers.itemsize * self._width
        self._places = [ctypes.byref(memory, at * step) for at in range(calls)]

    def places(self, calls: int) -> list[Any]:
        """An argument for each of the calls, or for more."""
        if calls > len(self._places):
            self._grow(2 * calls)
        return self._places

    def column(self, calls: int, at: int = 0) -> array[float]:
        """One of the numbers of each call."""
        return self._numbers[at : calls * self._width : self._width]
