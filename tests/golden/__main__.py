"""Write the golden answers anew: `make golden`. A diff needs a line in CHANGELOG.md under Knowledge or Model."""

from tests.golden.answers import BRIEFS, FOLDER, written

for name in BRIEFS:
    path = FOLDER / f"{name}.json"
    text = written(name)
    changed = not path.exists() or path.read_text(encoding="utf-8") != text
    path.write_text(text, encoding="utf-8")
    print(f"{'changed' if changed else 'same   '}  {path.name}")
