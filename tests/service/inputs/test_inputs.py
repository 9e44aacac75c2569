"""Articles from files."""

import json
from pathlib import Path

import pytest

from service.inputs import Columns, InputArticle, InputError, InputKind, read_input


def read(path: Path, kind: InputKind | None = None, **columns: str) -> list[InputArticle]:
    return list(read_input(str(path), kind, Columns(**columns)))


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_one_article_byte_for_byte(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "One.\r\n\r\nTwo. 😀\n")
    (article,) = read(path)
    assert (article.id, article.text) == (str(path), "One.\r\n\r\nTwo. 😀\n")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (article,) = read(written(tmp_path / "a.txt", "\ufeffOne."))
    assert article.text == "One."


def test_a_page_is_extracted(tmp_path: Path) -> None:
    body = "<p>The council met on Tuesday in the town hall and stayed until late.</p>" * 2
    path = written(tmp_path / "a.html", f"<html><body><article>{body}</article></body></html>")
    (article,) = read(path)
    assert article.is_html
    assert article.text.startswith("The council met")


def test_lines_of_json_are_an_article_each(tmp_path: Path) -> None:
    rows = [{"id": 7, "text": "One.", "title": "T", "more": [1]}, {"text": "Two."}]
    path = written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n")
    first, second = read(path)
    assert (first.id, first.text, first.title) == ("7", "One.", "T")
    assert (second.id, second.text, second.title) == (f"{path}:2", "Two.", None)


def test_a_wrong_line_leaves_the_others_alone(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.jsonl", b'{"text": "a"}\nnope\n[]\n{"text": 1}\n\xff\n{"text": "b"}'
    )
    articles = read(path)
    assert [article.text for article in articles if article.error is None] == ["a", "b"]
    assert len(articles) == 6


@pytest.mark.parametrize(("name", "tab"), [("a.csv", ","), ("a.tsv", "\t")])
def test_rows_of_csv_are_an_article_each(tmp_path: Path, name: str, tab: str) -> None:
    path = written(tmp_path / name, f'key{tab}body\n1{tab}"One.\nTwo, ""three""."\n2{tab}\n')
    first, second = read(path, text="body", id="key")
    assert (first.id, first.text) == ("1", 'One.\nTwo, "three".')
    assert (second.id, second.text) == ("2", "")


def test_rows_of_parquet_are_an_article_each(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table({"text": ["One.", None], "id": [1, 2], "other": [[1], [2]]})
    parquet.write_table(table, tmp_path / "a.parquet")
    first, second = read(tmp_path / "a.parquet")
    assert (first.id, first.text, first.error) == ("1", "One.", None)
    assert second.error is not None


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n", "is empty"),
        ("a.txt", b"a\0b", "binary"),
        ("a.txt", b"%PDF-1.7 \xff", "a PDF file"),
        ("a.txt", b"caf\xe9", "not UTF-8"),
        ("a.html", b"<html></html>", "no article"),
        ("a.csv", b"id,body\n1,a\n", "--text-column"),
        ("a.csv", b"", "is empty"),
        ("a.parquet", b"PAR1 no", "not Parquet"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        read(written(tmp_path / name, content))


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path)


def test_the_kind_may_be_said(tmp_path: Path) -> None:
    path = written(tmp_path / "data.log", '{"text": "One."}')
    assert [article.text for article in read(path, InputKind.JSONL)] == ["One."]
