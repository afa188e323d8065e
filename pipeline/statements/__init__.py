"""Printed statements become records: `read_statements(document, facts, taken)`."""

from pipeline.statements.model import StatementCell, TableCoverage
from pipeline.statements.reading import ReadTable, StatementReading, read_statements

__all__ = ["ReadTable", "StatementCell", "StatementReading", "TableCoverage", "read_statements"]
