"""The few functions of the PDFium library that the fast reader calls for every character and path, called directly.

pypdfium2's own declarations check and convert each argument, which takes several times longer than PDFium takes to
answer. Here nothing is converted: callers pass `Handle`s, plain integers (C int) and references (`ctypes.byref`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw


class Handle(ctypes.c_void_p):
    """A pointer that PDFium gave out; unlike a plain c_void_p it is not turned into an integer when returned."""


def _function(name: str, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """A function of the library without argument types. The interpreter lock is kept: the calls are short."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


load_page = _function("FPDF_LoadPage", Handle)
close_page = _function("FPDF_ClosePage", None)
page_box = _function("FPDF_GetPageBoundingBox")
page_rotation = _function("FPDFPage_GetRotation")
count_objects = _function("FPDFPage_CountObjects")
get_object = _function("FPDFPage_GetObject", Handle)
form_count_objects = _function("FPDFFormObj_CountObjects")
form_get_object = _function("FPDFFormObj_GetObject", Handle)
object_type = _function("FPDFPageObj_GetType")
object_matrix = _function("FPDFPageObj_GetMatrix")
object_bounds = _function("FPDFPageObj_GetBounds")
object_clip = _function("FPDFPageObj_GetClipPath", Handle)
clip_count_paths = _function("FPDFClipPath_CountPaths")
clip_count_segments = _function("FPDFClipPath_CountPathSegments")
clip_segment = _function("FPDFClipPath_GetPathSegment", Handle)
path_draw_mode = _function("FPDFPath_GetDrawMode")
path_count_segments = _function("FPDFPath_CountSegments")
path_segment = _function("FPDFPath_GetPathSegment", Handle)
segment_point = _function("FPDFPathSegment_GetPoint")
segment_type = _function("FPDFPathSegment_GetType")
segment_close = _function("FPDFPathSegment_GetClose")
text_load_page = _function("FPDFText_LoadPage", Handle)
text_close_page = _function("FPDFText_ClosePage", None)
text_count = _function("FPDFText_CountChars")
text_unicode = _function("FPDFText_GetUnicode", ctypes.c_uint)
text_origin = _function("FPDFText_GetCharOrigin")
text_object = _function("FPDFText_GetTextObject", ctypes.c_void_p)
"""As an integer, 0 or None where there is none: it is asked for every character and only compared."""
text_matrix = _function("FPDFText_GetMatrix")
text_font_size = _function("FPDFText_GetFontSize", ctypes.c_double)
text_font = _function("FPDFTextObj_GetFont", Handle)
glyph_width = _function("FPDFFont_GetGlyphWidth")

PATH, FORM = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM
LINE_TO, MOVE_TO = raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_MOVETO
Matrix, Rectangle = raw.FS_MATRIX, raw.FS_RECTF
