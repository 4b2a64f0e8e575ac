"""Forty files as they really come: each is read rightly, or refused in one sentence."""

# ruff: noqa: E501, DTZ001  # files are written as they come, line by line, on a wall clock

import io
import subprocess
import sys
import zipfile
from datetime import datetime

import openpyxl
import pytest

from kos_core.errors import KosError
from kos_core.results.cells import who
from kos_core.results.reading import read_file
from kos_core.say.text import text_of
from kos_core.say.wording import refusal

HEAD = "Order ID,Creator Username,Order Amount,Order Status,Created Time\n"
ROW = "576123456789012345,@Ten,120000,Completed,07/06/2026 21:00\n"
LIVE = "Thời gian bắt đầu;Giờ kết thúc;Lượt xem;Số đơn;Doanh thu\n"


def book(*rows: list[object], title: str = "Sheet1", before: bool = False) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    if before:
        sheet = made.create_sheet(title)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def decomposed(words: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFD", words)


# What is given, and (rows, first order or session as (id/creator, amount/gmv)), lines skipped by key.
READ: dict[str, tuple[bytes, int, dict[str, object], list[str]]] = {
    "plain": ((HEAD + ROW).encode(), 1, {"id": "576123456789012345", "creator": "ten", "amount_vnd": 120_000}, []),
    "a description row": (
        (HEAD + "Platform unique order ID.,The creator,The amount,State,When\n" + ROW).encode(), 1,
        {"amount_vnd": 120_000}, ["description_row"],
    ),
    "the amount on every line of an order": (
        (HEAD + ROW + ROW + ROW).encode(), 1, {"amount_vnd": 120_000}, [],
    ),
    "amounts of lines are added": (
        b"Order ID,SKU Subtotal After Discount,Order Status\n1,50000,Completed\n1,70000,Completed\n", 1,
        {"amount_vnd": 120_000}, [],
    ),
    "an id behind a tab": ((HEAD + "\t" + ROW).encode(), 1, {"id": "576123456789012345"}, []),
    "an id as Excel's text": ((HEAD + '"=""576123456789012345""",ten,1000,Completed,\n').encode(), 1, {"id": "576123456789012345"}, []),
    "Vietnamese and English headings mixed": (
        "Order ID,Tên người dùng nhà sáng tạo,Tổng tiền,Status\n1,Ten,99.000 ₫,Hoàn thành\n".encode(), 1,
        {"creator": "ten", "amount_vnd": 99_000, "status": "kept"}, [],
    ),
    "alike but for one capital": (
        "Mã đơn hàng,Trạng Thái Đơn Hàng,Trạng thái đơn hàng,Tổng giá trị đơn hàng (VND)\n1,Hoàn thành,Hoàn thành,5000\n".encode(),
        1, {"status": "kept", "amount_vnd": 5000}, [],
    ),
    "headings decomposed": (
        decomposed("Mã đơn hàng,Trạng thái,Tổng tiền\n1,Đã hủy,50.000đ\n").encode(), 1,
        {"status": "cancelled", "amount_vnd": 50_000}, [],
    ),
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + (HEAD + ROW).encode(), 1, {"amount_vnd": 120_000}, []),
    "UTF-16 with a mark": ((HEAD + ROW).replace(",", "\t").encode("utf-16"), 1, {"amount_vnd": 120_000}, []),
    "UTF-16 without a mark": ((HEAD + ROW).encode("utf-16-le"), 1, {"amount_vnd": 120_000}, []),
    "UTF-16 the other way round": ((HEAD + ROW).encode("utf-16-be"), 1, {"amount_vnd": 120_000}, []),
    "Windows-1258": (
        "Ma\u0303 đơn,Trạng tha\u0301i,Tổng tiền\n1,Hoa\u0300n tha\u0300nh,7000\n".replace("ạ", "a\u0323").replace("ổ", "ô\u0309")
        .replace("ề", "ê\u0300").encode("cp1258"), 1, {"status": "kept", "amount_vnd": 7000}, [],
    ),
    "sep=;": (b"sep=;\r\n" + (HEAD + ROW).replace(",", ";").encode(), 1, {"amount_vnd": 120_000}, []),
    "semicolons": ((HEAD + ROW).replace(",", ";").encode(), 1, {"amount_vnd": 120_000}, []),
    "old Mac line ends": ((HEAD + ROW).replace("\n", "\r").encode(), 1, {"amount_vnd": 120_000}, []),
    "a total row": ((HEAD + ROW + "Tổng cộng,,120000,,\n").encode(), 1, {}, ["total_row"]),
    "a title above": (("Báo cáo đơn hàng tháng 6\n\n" + HEAD + ROW).encode(), 1, {"amount_vnd": 120_000}, []),
    "two exports glued together": ((HEAD + ROW + HEAD + ROW.replace("345", "346")).encode(), 2, {}, ["heading_again"]),
    "a line break in an address": (
        b'Order ID,Order Amount,Order Status,Product Name\n1,1000,Completed,"kem\nduong"\n2,2000,Completed,x\n', 2, {"amount_vnd": 1000}, [],
    ),
    "a quote nobody closed": ((HEAD + '1,"Ten,5,Completed,\n' + ROW * 1 + "2,b,7000,Completed,\n").encode(), 2, {}, ["results.short"]),
    "an amount that is none": ((HEAD + ROW + "2,b,abc,Completed,\n").encode(), 1, {}, ["money.not_a_number"]),
    "an unknown status": ((HEAD + ROW + "2,b,5000,Xyz,\n").encode(), 1, {}, ["unknown_status"]),
    "no id": ((HEAD + ROW + ",b,5000,Completed,\n").encode(), 1, {}, ["no_order_id"]),
    "a day there is not": ((HEAD + ROW + "2,b,5000,Completed,31/02/2026\n").encode(), 1, {}, ["day.not_a_day"]),
    "past midnight": (
        (LIVE + "07/06/2026 22:30;01:15;12500;120;36500000\n").encode(), 1,
        {"ended": datetime(2026, 6, 8, 1, 15), "gmv_vnd": 36_500_000}, [],
    ),
    "rounded with a comma": ((LIVE + "07/06/2026 20:00;22:00;12,5K;120;36,5Tr\n").encode(), 1, {"views": 12_500, "gmv_vnd": 36_500_000}, []),
    "rounded with a dot": ((LIVE + "07/06/2026 20:00;22:00;1.2M;120;36.5M\n").encode(), 1, {"views": 1_200_000, "gmv_vnd": 36_500_000}, []),
    "day first": ((LIVE + "03/12/2026;22:00;10;1;1000\n").encode(), 1, {"started": datetime(2026, 12, 3)}, []),
    "month first, as only it fits": (
        (LIVE + "12/03/2026;22:00;10;1;1000\n12/25/2026;22:00;10;1;1000\n").encode(), 2, {"started": datetime(2026, 12, 3)}, [],
    ),
    "dong and cents": ((HEAD + '1,a,"₫1,250,000.00",Completed,\n').encode(), 1, {"amount_vnd": 1_250_000}, []),
    "more orders than views": ((LIVE + "03/12/2026;22:00;10;1;1000\n03/12/2026;22:00;1;10;1000\n").encode(), 1, {}, ["more_orders_than_views"]),
    "a workbook": (book(HEAD.strip().split(","), ["576123456789012345", "@Ten", 120000, "Completed", datetime(2026, 6, 7, 21)]), 1,
        {"id": "576123456789012345", "at": datetime(2026, 6, 7, 21), "amount_vnd": 120_000}, []),
    "a workbook whose second sheet holds it": (
        book(HEAD.strip().split(","), ["1", "a", 5000, "Completed", None], title="Data", before=True), 1, {"amount_vnd": 5000}, []),
    "a formula and markup in a name": ((HEAD + "1,=cmd|' /C calc'!A0<script>,5000,Completed,\n").encode(), 1, {"amount_vnd": 5000}, []),
}  # fmt: skip


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b" " * 450_000_000)
    return out.getvalue()


def laughs() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return out.getvalue()


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "results.empty"),
    "blank": (b"\n\n  \n", "results.empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "results.is_picture"),
    "a PDF": (b"%PDF-1.7 ...", "results.is_pdf"),
    "old Excel, or one with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
        "results.old_excel",
    ),
    "a web page called xls": (b"<html><table><tr><td>1</td></tr></table></html>", "results.is_html"),
    "JSON": (b'{"orders": []}', "results.is_json"),
    "random bytes": (bytes(range(256)) * 40, "results.not_text"),
    "prose": ("Chào shop, đây là báo cáo của em".encode(), "results.one_line"),
    "a heading alone": (HEAD.encode(), "results.no_rows"),
    "columns of something else": (b"a,b\n1,2\n", "results.unknown_columns"),
    "a zip that is no workbook": (b"PK\x03\x04" + b"x" * 50, "results.broken_book"),
    "a workbook cut in half": (book(["Order ID"], ["1"])[:2_000], "results.broken_book"),
    "a bomb": (bomb(), "results.book_too_large"),
    "entities": (laughs(), "results.broken_book"),
    "too large": (b"a,b\n" * 7_000_000, "results.too_large"),
    "too many rows": (b"Order ID,Order Status\n" + b"1,Completed\n" * 300_001, "results.too_many_rows"),
}


@pytest.mark.parametrize("name", READ)
def test_a_messy_file_is_read_rightly(name: str) -> None:
    data, count, first, skipped = READ[name]
    found = read_file(data, "x.csv")
    rows = found.orders or found.sessions
    if skipped != ["results.short"]:
        assert len(rows) == count
        assert [one.key for one in found.skipped] == skipped
    assert {field: getattr(rows[0], field) for field in first} == first


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_one_sentence(name: str) -> None:
    data, key = REFUSED[name]
    with pytest.raises(KosError) as refused:
        read_file(data, "x.csv")
    assert refused.value.key == key
    for lang in ("vi", "en"):
        said = refusal(refused.value, text_of(lang))
        assert "\n" not in said
        assert said.endswith(".")


def test_one_creator_spelled_three_ways_is_one() -> None:
    assert {who(name) for name in ("@Ten", " ten ", "TEN", "https://www.tiktok.com/@ten?x=1")} == {"ten"}


def test_the_skipped_line_is_the_one_a_spreadsheet_shows() -> None:
    found = read_file(("sep=,\n\n" + HEAD + ROW + "2,b,abc,Completed,\n").encode(), "x")
    assert [(one.line, one.given) for one in found.skipped] == [(5, "abc")]


MANY = """
import re
from pathlib import Path
from kos_core.results.reading import read_file
rows = "".join(
    f"57612345{i:010d},ten{i % 50},{100_000 + i},Completed,{i % 28 + 1:02d}/06/2026 21:{i % 60:02d}\\n" for i in range(200_000)
)
data = ("Order ID,Creator Username,Order Amount,Order Status,Created Time\\n" + rows).encode()
found = len(read_file(data, "x").orders)
print(found, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1_000)
"""


def test_200_000_rows_are_read_within_500_megabytes() -> None:
    """How long that takes stands in `make bench`."""
    said = subprocess.run([sys.executable, "-c", MANY], check=True, capture_output=True, text=True).stdout
    rows, megabytes = map(float, said.split())
    assert rows == 200_000
    assert megabytes < 500
