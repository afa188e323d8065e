"""Short constructors for columns, and the groups of columns that several tables share."""

from __future__ import annotations

from schemas.model import Column, Type


def text(
    name: str, zh: str, en: str, *, required: bool = False, allowed: tuple[str, ...] = (), references: str = ""
) -> Column:
    """Text that is never NULL: a row without it gets `''`, unless the value is required."""
    return Column(name, Type.TEXT, zh, en, allowed=allowed, references=references, default=None if required else "")


def optional(name: str, type_: Type, zh: str, en: str) -> Column:
    """A value that may be NULL."""
    return Column(name, type_, zh, en, nullable=True)


def required(name: str, type_: Type, zh: str, en: str) -> Column:
    """A value that every row must give."""
    return Column(name, type_, zh, en)


def disclosure_id() -> Column:
    """The document a row comes from."""
    return Column(
        "disclosure_id",
        Type.TEXT,
        "公开文件编号：文件 SHA-256 的前 16 位",
        "document: first 16 hex digits of the file's SHA-256",
        references="dim_disclosure.disclosure_id",
    )


def page_box(what_zh: str = "所在单元格", what_en: str = "the printed cell") -> tuple[Column, ...]:
    """Where a value is printed: page and box, both NULL where the medium has none."""
    return (
        optional(
            "page", Type.INTEGER, "页码，从 1 起；表格文件和网页为空", "page, 1-based; NULL for sheets and web pages"
        ),
        optional(
            "x0",
            Type.COORDINATE,
            f"{what_zh}左边，PDF 点，原点在左上",
            f"left of {what_en}, PDF points, origin top left",
        ),
        optional("top", Type.COORDINATE, f"{what_zh}上边", f"top of {what_en}"),
        optional("x1", Type.COORDINATE, f"{what_zh}右边", f"right of {what_en}"),
        optional("bottom", Type.COORDINATE, f"{what_zh}下边", f"bottom of {what_en}"),
    )


def provenance(what_zh: str = "所在单元格", what_en: str = "the printed cell") -> tuple[Column, ...]:
    """Page, box and the medium's own reference."""
    return (
        *page_box(what_zh, what_en),
        text("source_ref", "出处：p7、Sheet1!C12 等", "reference into the source: p7, Sheet1!C12, ..."),
    )


def printed() -> Column:
    """The figure as the document prints it."""
    return text("printed", "原文所印的数字", "the figure as printed")


def amount(zh: str = "金额，元", en: str = "amount in yuan") -> Column:
    """Money that every row has."""
    return required("amount", Type.MONEY, zh, en)


def function_code() -> Column:
    """A code of the classification by function, '' if none."""
    return Column(
        "function_code",
        Type.TEXT,
        "功能科目编码，无则为空",
        "function code, '' if none",
        references="dim_function_class.code",
        default="",
        pattern=r"|2\d{2}(\d{2}){0,2}",
    )


def economic_code() -> Column:
    """A code of the classification by economic class, '' if none."""
    return Column(
        "economic_code",
        Type.TEXT,
        "经济分类编码，无则为空",
        "economic code, '' if none",
        references="dim_economic_class.code",
        default="",
        pattern=r"|[35]\d{2}(\d{2}){0,2}",
    )
