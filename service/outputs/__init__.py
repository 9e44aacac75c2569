"""Readings written down for people and for programs."""

from service.outputs.json import JsonLinesWriter, JsonWriter
from service.outputs.page import PageWriter
from service.outputs.parquet import ParquetError, check_parquet, write_parquet
from service.outputs.plain import PlainWriter
from service.outputs.result import ArticleResult, ResultWriter
from service.outputs.resume import OtherRunError, Resumed
from service.outputs.terminal import TerminalWriter

__all__ = [
    "ArticleResult",
    "JsonLinesWriter",
    "JsonWriter",
    "OtherRunError",
    "PageWriter",
    "ParquetError",
    "PlainWriter",
    "ResultWriter",
    "Resumed",
    "TerminalWriter",
    "check_parquet",
    "write_parquet",
]
