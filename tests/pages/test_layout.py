"""Pages lie one folder down."""

from pathlib import Path


def test_no_page_lies_flat(root: Path) -> None:
    # Flat beside app.py, the first deep link to a cold server runs a page without the frame.
    flat = sorted(path.name for path in (root / "pages").glob("*.py"))
    assert flat == [], "move each into the folder of its menu section"


def test_every_page_says_what_it_is_for(root: Path) -> None:
    pages = sorted((root / "pages").glob("*/*.py"))
    assert pages, "there are no pages"
    for path in pages:
        assert path.read_text(encoding="utf-8").lstrip().startswith('"""'), path
