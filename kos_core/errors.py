"""What can go wrong: the reader can act on a `KosError`, we must act on a `KnowledgeError`."""

from typing import Any


class KosError(Exception):
    """A refusal the reader can act on: a text key and its values, never a sentence.

    `field` names the field of the brief (or the option of the command line) it concerns.
    """

    def __init__(self, key: str, field: str | None = None, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.field = field
        self.values = values


class KnowledgeError(Exception):
    """The data files are wrong; every problem at once, file first."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
