"""Tables of briefs as people save them: a named separator, capitals, Vietnamese headings and values."""

from pathlib import Path

import pytest

from kos_core.brief import Brief
from kos_core.command_line.asking import read_case
from kos_core.command_line.tables import rows
from kos_core.errors import KosError

MEANT = Brief().with_(category="beauty", goal="sales", budget_vnd=100_000_000)


@pytest.mark.parametrize(
    "written",
    [
        "sep=;\ncategory;goal;budget\nbeauty;sales;100tr\n",
        "Category,GOAL,Budget\nBeauty,SALES,100tr\n",
        "ngành hàng,mục tiêu,ngân sách\nLàm đẹp,Ra đơn ngay,100tr\n",
        "NGÀNH HÀNG;Mục tiêu;Ngân sách\nMỹ phẩm;ra don ngay;100 triệu\n",
        "nganh hang,muc tieu,ngan sach\nmĩ phẩm,sales,100tr\n",
        "category,goal,budget\nbeauty,sales,1E+08\n",
        'category,goal,budget\nbeauty,sales,"1,0E+08"\n',
    ],
)
def test_a_table_is_read_as_people_save_it(tmp_path: Path, written: str) -> None:
    (tmp_path / "briefs.csv").write_text(written, encoding="utf-8-sig")
    [(_, row)] = rows(str(tmp_path / "briefs.csv"))
    assert not isinstance(row, KosError)
    assert read_case(row).brief == MEANT
