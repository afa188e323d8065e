"""Layer main, dimensions: documents, organizations, classifications and the small vocabularies."""

from __future__ import annotations

from schemas.columns import optional, required, text
from schemas.model import Column, Table, Type
from schemas.values import LEVELS, PARTS, STAGES

DISCLOSURE = Table(
    "dim_disclosure",
    "公开文件：每个入库文件一行，同一文件的新旧版本并存",
    "One row for every document loaded; versions of one document stand side by side",
    (
        text(
            "disclosure_id",
            "公开文件编号：文件 SHA-256 的前 16 位",
            "first 16 hex digits of the file's SHA-256",
            required=True,
        ),
        text(
            "document_key",
            "同一单位、年度、阶段的各个文件和版本共用的键",
            "shared by all files and versions of one organization, year and stage",
            required=True,
        ),
        text("org_id", "单位编号", "organization", required=True, references="dim_organization.org_id"),
        text("org_name", "所印的单位名称", "name of the organization as printed"),
        optional("fiscal_year", Type.INTEGER, "预算年度", "fiscal year"),
        text(
            "stage",
            "阶段：预算或决算，未能识别为空",
            "budget or final account; '' if not recognised",
            allowed=("", *STAGES),
        ),
        Column(
            "is_consolidated", Type.BOOLEAN, "是否汇总公开", "true if several units are consolidated", default=False
        ),
        text(
            "part",
            "文件内容：全套、报表、情况说明、绩效",
            "what the file holds of the disclosure",
            allowed=("", *PARTS),
        ),
        text("title", "标题", "title"),
        text("printed_unit", "所印的金额单位", "unit of money as printed"),
        optional("published_on", Type.DATE, "公开日期", "date of publication"),
        text("source_uri", "来源地址", "where the file came from"),
        text("file_name", "文件名", "name of the file", required=True),
        text("media_type", "文件类型（MIME）", "media type"),
        text("sha256", "文件的 SHA-256", "SHA-256 of the file", required=True),
        required("byte_size", Type.BIGINT, "文件字节数", "size in bytes"),
        optional("page_count", Type.INTEGER, "页数", "number of pages"),
        text("extractor_version", "提取程序版本", "version of the extractor"),
        optional(
            "ingested_at",
            Type.TIMESTAMP,
            "文件到达时间（UTC）；取自文件而非时钟，重建结果不变",
            "when the file arrived (UTC): from the file, not the clock, so that a rebuild gives the same row",
        ),
        Column(
            "is_current",
            Type.BOOLEAN,
            "是否同一文件的最新版本",
            "true for the newest version of the document",
            default=True,
        ),
    ),
    key=("disclosure_id",),
)

ORGANIZATION = Table(
    "dim_organization",
    "单位：公开预决算的部门和单位",
    "Organizations that disclose",
    (
        text(
            "org_id",
            "单位编号：规范名称与行政区划的散列；没有单位名称的文件各自为一个单位",
            "hash of the normalised name and the region; a file without a name is an organization of its own",
            required=True,
        ),
        text("org_name", "规范名称", "normalised name"),
        text("region_code", "行政区划代码（GB/T 2260），未知为空", "GB/T 2260 region code; '' if unknown"),
        text("province", "省级", "province"),
        text("prefecture", "地级", "prefecture"),
        text("county", "县级", "county"),
        text(
            "level",
            "级次：中央、省、地、县、乡",
            "level of government",
            allowed=LEVELS,
        ),
    ),
    key=("org_id",),
)


def _classification(name: str, zh: str, en: str, *extra: Column) -> Table:
    return Table(
        name,
        zh,
        en,
        (
            text("code", "科目编码", "code", required=True),
            text("name", "现行或最近一次使用的名称", "current or latest name"),
            required("level", Type.INTEGER, "级次：1 类，2 款，3 项", "level: 1 = 类, 2 = 款, 3 = 项"),
            text("parent_code", "上级科目编码，类为空", "code one level up, '' for 类"),
            *extra,
            text("former_names", "曾用名称，以“；”分开", "former names, separated by ；"),
            optional("first_year", Type.INTEGER, "已知最早使用年度", "first year the code is known to be in use"),
            optional(
                "last_year",
                Type.INTEGER,
                "已知最后使用年度，现行为空",
                "last year it is known to be in use, NULL if current",
            ),
            text(
                "origin",
                "来源：reference 参考数据，printed 仅见于公开文件",
                "reference data, or only printed in disclosures",
                required=True,
                allowed=("reference", "printed"),
            ),
        ),
        key=("code",),
    )


FUNCTION_CLASS = _classification("dim_function_class", "支出功能分类科目", "Classification of expenditure by function")
ECONOMIC_CLASS = _classification(
    "dim_economic_class",
    "支出经济分类科目",
    "Classification of expenditure by economic class",
    text(
        "classification",
        "部门预算或政府预算经济分类",
        "department (301..) or government (501..)",
        required=True,
        allowed=("department", "government"),
    ),
)


def _vocabulary(name: str, key: str, zh: str, en: str, key_zh: str, key_en: str, *, parents: bool) -> Table:
    columns = [
        text(key, key_zh, key_en, required=True),
        text("name_zh", "中文名称", "Chinese name", required=True),
        text("name_en", "英文名称", "English name", required=True),
        required("sort_no", Type.INTEGER, "排列顺序", "order of printing"),
    ]
    if parents:
        columns.insert(3, text("parent", "上级键，最上级为空", "key one level up, '' at the top"))
    return Table(name, zh, en, tuple(columns), key=(key,))


FUNDING_SOURCE = _vocabulary(
    "dim_funding_source", "funding_source", "资金来源", "Funding sources", "资金来源键", "funding source", parents=True
)
EXPENDITURE_KIND = _vocabulary(
    "dim_expenditure_kind",
    "kind",
    "支出类别",
    "Kinds of expenditure",
    "支出类别键",
    "kind of expenditure",
    parents=False,
)
THREE_PUBLIC_ITEM = _vocabulary(
    "dim_three_public_item",
    "item",
    "“三公”经费项目",
    "Items of the three public expenses",
    "项目键",
    "item",
    parents=True,
)
STATEMENT = _vocabulary("dim_statement", "statement", "报表", "Statements", "报表键", "statement", parents=False)

TABLES = (
    DISCLOSURE,
    ORGANIZATION,
    FUNCTION_CLASS,
    ECONOMIC_CLASS,
    FUNDING_SOURCE,
    EXPENDITURE_KIND,
    THREE_PUBLIC_ITEM,
    STATEMENT,
)
