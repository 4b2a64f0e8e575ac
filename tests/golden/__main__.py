"""Write the golden answers anew: `make golden`; a diff needs a line in CHANGELOG.md (Knowledge or Model)."""

from kos_core.knowledge.loading import DATA, load
from kos_core.knowledge.versions import VERSIONS, stamped
from tests.golden.answers import BRIEFS, FOLDER, written

for name in BRIEFS:
    path = FOLDER / f"{name}.json"
    text = written(name)
    changed = not path.exists() or path.read_text(encoding="utf-8") != text
    path.write_text(text, encoding="utf-8")
    print(f"{'changed' if changed else 'same   '}  {path.name}")

path = DATA / VERSIONS
text = path.read_text(encoding="utf-8")
path.write_text(stamped(text, load().version), encoding="utf-8")
print(f"{'same   ' if load().version in text else 'changed'}  {VERSIONS}: the newest entry says what changed")
