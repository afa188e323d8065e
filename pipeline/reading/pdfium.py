"""The few functions of the PDFium library that the fast reader calls for every character and path, called directly.

Handles are plain integers here: pypdfium2's own declarations build a Python object for every pointer, which takes
longer than PDFium takes to answer.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as raw

_P, _I, _U = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_D, _F = ctypes.POINTER(ctypes.c_double), ctypes.POINTER(ctypes.c_float)


def _function(name: str, result: object, *arguments: object) -> Callable[..., int]:
    """A function of the library with plain argument types. The interpreter lock is kept: the calls are short."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    prototype = ctypes.PYFUNCTYPE(result, *arguments)  # type: ignore[arg-type]
    return prototype(address)


load_page = _function("FPDF_LoadPage", _P, _P, _I)
close_page = _function("FPDF_ClosePage", None, _P)
page_box = _function("FPDF_GetPageBoundingBox", _I, _P, _P)
page_rotation = _function("FPDFPage_GetRotation", _I, _P)
count_objects = _function("FPDFPage_CountObjects", _I, _P)
get_object = _function("FPDFPage_GetObject", _P, _P, _I)
form_count_objects = _function("FPDFFormObj_CountObjects", _I, _P)
form_get_object = _function("FPDFFormObj_GetObject", _P, _P, ctypes.c_ulong)
object_type = _function("FPDFPageObj_GetType", _I, _P)
object_matrix = _function("FPDFPageObj_GetMatrix", _I, _P, _P)
object_bounds = _function("FPDFPageObj_GetBounds", _I, _P, _F, _F, _F, _F)
object_clip = _function("FPDFPageObj_GetClipPath", _P, _P)
clip_count_paths = _function("FPDFClipPath_CountPaths", _I, _P)
clip_count_segments = _function("FPDFClipPath_CountPathSegments", _I, _P, _I)
clip_segment = _function("FPDFClipPath_GetPathSegment", _P, _P, _I, _I)
path_draw_mode = _function("FPDFPath_GetDrawMode", _I, _P, ctypes.POINTER(_I), ctypes.POINTER(_I))
path_count_segments = _function("FPDFPath_CountSegments", _I, _P)
path_segment = _function("FPDFPath_GetPathSegment", _P, _P, _I)
segment_point = _function("FPDFPathSegment_GetPoint", _I, _P, _F, _F)
segment_type = _function("FPDFPathSegment_GetType", _I, _P)
segment_close = _function("FPDFPathSegment_GetClose", _I, _P)
text_load_page = _function("FPDFText_LoadPage", _P, _P)
text_close_page = _function("FPDFText_ClosePage", None, _P)
text_count = _function("FPDFText_CountChars", _I, _P)
text_unicode = _function("FPDFText_GetUnicode", _U, _P, _I)
text_origin = _function("FPDFText_GetCharOrigin", _I, _P, _I, _D, _D)
text_object = _function("FPDFText_GetTextObject", _P, _P, _I)
text_matrix = _function("FPDFText_GetMatrix", _I, _P, _I, _P)
text_loose_box = _function("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
text_font_size = _function("FPDFText_GetFontSize", ctypes.c_double, _P, _I)
text_font = _function("FPDFTextObj_GetFont", _P, _P)
glyph_width = _function("FPDFFont_GetGlyphWidth", _I, _P, ctypes.c_uint32, ctypes.c_float, _F)

PATH, FORM = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM
LINE_TO, MOVE_TO = raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_MOVETO
Matrix, Rectangle = raw.FS_MATRIX, raw.FS_RECTF
