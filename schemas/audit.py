"""Layer audit: what is known about the data itself."""

from __future__ import annotations

from schemas.columns import amount, disclosure_id, optional, page_box, printed, required, text
from schemas.model import Column, Table, Type
from schemas.values import BASES, COVERAGE, SEVERITIES, VERDICTS


def _rule() -> tuple[Column, ...]:
    return (
        text("rule", "规则编号", "rule", required=True),
        text("statement", "报表", "statement"),
        optional("row_no", Type.INTEGER, "行号", "row within the statement"),
        text("code", "科目编码", "classification code"),
        text("label", "行名", "name of the row"),
        text("measure", "列的含义", "meaning of the column"),
        text("basis", "数据口径", "basis", allowed=("", *BASES)),
    )


def _comparison() -> tuple[Column, ...]:
    return (
        optional("expected", Type.QUANTITY, "按规则应为", "what the rule expects"),
        optional("actual", Type.QUANTITY, "所印", "what is printed"),
        optional("difference", Type.QUANTITY, "所印减应为", "actual minus expected"),
        optional("tolerance", Type.QUANTITY, "印刷精度允许的误差", "what the printing's precision allows"),
        text("quantity_unit", "计量单位：元、%、分、个", "unit of these figures: 元, %, 分, 个"),
    )


FINDING = Table(
    "audit.finding",
    "发现：每个不成立的勾稽关系",
    "Every accounting identity that does not hold as printed",
    (
        disclosure_id(),
        required("finding_no", Type.INTEGER, "发现编号，文件内从 1 起", "number within the document, 1-based"),
        *_rule(),
        text("severity", "严重程度", "severity", required=True, allowed=SEVERITIES),
        *_comparison(),
        text("message", "说明", "message", required=True),
        text(
            "origin",
            "误读还是原文错误",
            "misreading, or error of the source",
            allowed=("", "source", "misreading", "undetermined"),
        ),
        Column("checks", Type.INTEGER, "同一原因而不成立的核对数", "checks that fail for the same cause", default=1),
        *page_box(),
    ),
    key=("disclosure_id", "finding_no"),
)

FINDING_FIGURE = Table(
    "audit.finding_figure",
    "发现所涉数字：每个发现核对的各个所印数字及其位置",
    "The printed figures that each finding is about, with their places",
    (
        disclosure_id(),
        required("finding_no", Type.INTEGER, "发现编号", "number of the finding in the document"),
        required(
            "figure_no", Type.INTEGER, "序号，第一个是被核对的数", "order; the first is the figure that is checked"
        ),
        text("label", "行名", "name of the row"),
        printed(),
        *page_box(),
    ),
    key=("disclosure_id", "finding_no", "figure_no"),
)

CHECK = Table(
    "audit.check",
    "核对：每次执行的勾稽核对及结论",
    "Every check that was run, with its verdict",
    (
        disclosure_id(),
        *_rule(),
        *_comparison(),
        text("verdict", "结论", "verdict", required=True, allowed=VERDICTS),
        optional("page", Type.INTEGER, "页码", "page"),
    ),
)

COVERAGE_TABLE = Table(
    "audit.coverage",
    "覆盖：每页每张表的处理结果，未识别的列出而不丢弃",
    "Every table found on every page and what became of it; what was not understood is listed, never dropped",
    (
        disclosure_id(),
        optional("page", Type.INTEGER, "页码", "page"),
        optional("table_no", Type.INTEGER, "页内表号，从 1 起；文字为空", "table on the page, 1-based; NULL for text"),
        text("title", "标题", "title"),
        text("status", "处理结果", "what became of it", required=True, allowed=COVERAGE),
        text("statement", "识别为何种报表", "the statement it was recognised as"),
        Column("cells", Type.INTEGER, "载入的单元格数", "cells loaded", default=0),
        text("detail", "说明，未识别的附原文", "why, in words; with the text of what was not understood"),
    ),
)

QUARANTINE = Table(
    "audit.quarantine",
    "隔离：未能入库的文件及原因",
    "Files that could not be ingested, and why",
    (
        text("file_name", "文件名", "name of the file", required=True),
        text("sha256", "文件的 SHA-256", "SHA-256 of the file", required=True),
        text("stage", "失败环节", "where it failed", required=True),
        text("reason", "原因键", "reason", required=True),
        text("detail", "原因说明", "the reason in words"),
        optional("first_seen", Type.TIMESTAMP, "首次到达时间（UTC）", "first arrival (UTC)"),
        optional("last_seen", Type.TIMESTAMP, "最近到达时间（UTC）", "latest arrival (UTC)"),
        Column("attempts", Type.INTEGER, "尝试次数", "attempts", default=1),
        text("extractor_version", "尝试时的提取程序版本", "version of the extractor that tried"),
    ),
    key=("sha256", "file_name"),
)

NUMBER_ACCOUNT = Table(
    "audit.number_account",
    "数字账：每页像金额的词各归何处",
    "Where every amount-looking word of every page ended",
    (
        disclosure_id(),
        required("page", Type.INTEGER, "页码", "page"),
        required("numbers", Type.INTEGER, "像金额的词数", "amount-looking words"),
        required("in_cells", Type.INTEGER, "载入报表单元格", "in loaded statement cells"),
        required("in_records", Type.INTEGER, "载入绩效或文字记录", "in performance or narrative records"),
        required("in_prose", Type.INTEGER, "表外文字", "in prose outside tables"),
        required("unread", Type.INTEGER, "未读，见 audit.unread_number", "unread, listed in audit.unread_number"),
        Column(
            "set_aside",
            Type.INTEGER,
            "表内整数而按列头不是金额者，不计入 numbers，见 audit.set_aside_number",
            "integers of tables that are no amounts by their header; not among numbers; see audit.set_aside_number",
            default=0,
        ),
    ),
    key=("disclosure_id", "page"),
)

SET_ASIDE_NUMBER = Table(
    "audit.set_aside_number",
    "不是金额的整数：按哪条规则（编码列、行次、栏次、数量列、文字单元格）",
    "Integers of tables that are no amounts, by page and rule: code, serial and quantity columns, column numbers, text",
    (
        disclosure_id(),
        required("page", Type.INTEGER, "页码", "page"),
        text("rule", "规则", "the rule", required=True),
        required("numbers", Type.INTEGER, "整数个数", "how many"),
        text("printed", "原文所印，以空格分隔", "the integers as printed, parted by spaces"),
    ),
    key=("disclosure_id", "page", "rule"),
)

UNREAD_NUMBER = Table(
    "audit.unread_number",
    "未读数字：未载入的每个像金额的词",
    "Every amount-looking word that was not loaded",
    (
        disclosure_id(),
        *page_box("该词", "the word"),
        printed(),
        text("reason", "原因", "reason", required=True),
    ),
)

RESTATEMENT = Table(
    "audit.restatement",
    "重述：同一文件新旧版本之间的数字差异",
    "Differences between two versions of one document",
    (
        text("document_key", "文件键", "document", required=True),
        disclosure_id(),
        text(
            "previous_disclosure_id",
            "上一版本（含该报表者）的编号",
            "the previous version, the last one that holds the statement",
            required=True,
            references="dim_disclosure.disclosure_id",
        ),
        text("change", "新增、删除或改变", "what happened", required=True, allowed=("added", "removed", "changed")),
        text("statement", "报表", "statement"),
        text("section", "收支两栏表的一侧", "side of a two-sided statement"),
        text("code", "科目编码", "classification code"),
        text("economic_code", "经济分类编码", "economic code"),
        text("label", "行名", "name of the row"),
        text("measure", "列的含义", "meaning of the column"),
        text("basis", "数据口径", "basis"),
        optional("previous_amount", Type.MONEY, "上一版本金额，元", "amount in the previous version"),
        optional("amount", Type.MONEY, "本版本金额，元", "amount in this version"),
        optional("difference", Type.MONEY, "差额，元", "difference in yuan"),
        *page_box(),
    ),
)

WITNESS = Table(
    "audit.witness",
    "旁证：用第二种读法重读的页与第一种读法的差异",
    "Pages read again by the second reader: agreement, and every disagreement",
    (
        disclosure_id(),
        required("page", Type.INTEGER, "页码", "page"),
        text(
            "trigger",
            "为何重读",
            "why it was read again",
            required=True,
            allowed=("accounting", "identity", "sample", "requested"),
        ),
        text("reader", "第一读法", "the first reader", required=True),
        text("witness", "第二读法", "the second reader", required=True),
        text(
            "verdict",
            "一致、不同、只见于一方",
            "outcome",
            required=True,
            allowed=("agrees", "differs", "only_reader", "only_witness"),
        ),
        Column("cells", Type.INTEGER, "比较的单元格数", "cells compared", default=0),
        text("statement", "报表", "statement"),
        optional("row_no", Type.INTEGER, "行号", "row within the statement"),
        text("measure", "列的含义", "meaning of the column"),
        text("printed_reader", "第一读法读到", "what the first reader read"),
        text("printed_witness", "第二读法读到", "what the second reader read"),
        *page_box()[1:],
    ),
)

YEAR_CHECK = Table(
    "audit.year_check",
    "跨年核对：同一单位上年的数、决算中的本年预算数",
    "Checks between documents of one organization: last year's figure, and the budget in the final account",
    (
        disclosure_id(),
        text(
            "other_disclosure_id",
            "另一文件的编号",
            "the document it is compared with",
            required=True,
            references="dim_disclosure.disclosure_id",
        ),
        text("rule", "规则编号", "rule", required=True),
        text("statement", "报表", "statement"),
        text("code", "科目编码", "classification code"),
        text("label", "行名", "name of the row or subject"),
        text("measure", "列或事项的含义", "meaning of the column, or subject"),
        optional("expected", Type.MONEY, "另一文件所印，元", "what the other document prints, yuan"),
        optional("actual", Type.MONEY, "本文件所印或所含，元", "what this document prints or implies, yuan"),
        optional("difference", Type.MONEY, "差额，元", "difference in yuan"),
        optional("tolerance", Type.MONEY, "允许误差，元", "what the printing allows, yuan"),
        text("verdict", "结论", "verdict", required=True, allowed=VERDICTS),
        optional("page", Type.INTEGER, "页码", "page"),
    ),
)

CORRECTION = Table(
    "audit.correction",
    "更正：事实表不采用原文所印而采用的金额",
    "Figures that the facts do not take as printed, with both values",
    (
        disclosure_id(),
        text("statement", "报表", "statement", required=True),
        optional("row_no", Type.INTEGER, "行号", "row within the statement"),
        text("code", "科目编码", "classification code"),
        text("label", "行名", "name of the row"),
        text("measure", "列的含义", "meaning of the column"),
        text("basis", "数据口径", "basis"),
        printed(),
        optional("printed_amount", Type.MONEY, "原文金额，元", "the printed amount in yuan"),
        amount("更正后金额，元", "the corrected amount in yuan"),
        text("reason", "理由", "reason", required=True),
        text("author", "更正人", "who made it", required=True),
        *page_box(),
    ),
)

VERSION = Table(
    "audit.version",
    "版本：本库由何程序、从哪些文件建成，一行",
    "One row: which documents this warehouse holds and which program built it",
    (
        text("builder_version", "建库程序版本", "version of the program that built it"),
        required("documents", Type.INTEGER, "入库文件数", "documents loaded"),
        required("set_aside", Type.INTEGER, "隔离文件数", "files set aside"),
        required("statement_cells", Type.BIGINT, "报表单元格数", "cells of statements"),
        text(
            "documents_sha256",
            "全部文件（名称、内容、来源、到达时间、提取程序）的散列",
            "hash over all files: content, name, origin, arrival, extractor",
            required=True,
        ),
    ),
)

TABLES = (
    FINDING,
    FINDING_FIGURE,
    CHECK,
    COVERAGE_TABLE,
    QUARANTINE,
    NUMBER_ACCOUNT,
    UNREAD_NUMBER,
    SET_ASIDE_NUMBER,
    RESTATEMENT,
    YEAR_CHECK,
    CORRECTION,
    VERSION,
    WITNESS,
)
