"""An hour of everything a user can do, at random: `python -m tests.hour --minutes 60 --seed 1`.

Calls of the command line, addresses, tables, and walks over the screens: open one on some brief, then type,
pick, slide and press what is there. Nothing may end in a traceback, what is refused stays in its field, the
address always reopens the case. Prints each failure with what led there, and how much was tried.
"""

import argparse
import io
import random
import string
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from kos_core.__main__ import main as command_line
from kos_core.brief import NUMBERS, Brief, bounds, from_token, make_brief, to_token
from kos_core.case import Case
from kos_core.command_line.options import OPTIONS
from kos_core.errors import KosError
from kos_core.knowledge import load
from kos_core.knowledge.own import own_bounds
from kos_core.vocabulary import (
    Answer,
    Category,
    Deal,
    Goal,
    Platform,
    Readiness,
    Risk,
    Season,
    Seller,
    Trait,
    Weekday,
)

ROOT = Path(__file__).parents[1]
KINDS = ("selectbox", "slider", "button", "button_group", "page")
SCREENS = (
    *("", "plan/plan", "plan/forecast", "decide/why", "decide/change", "decide/platforms"),
    *("decide/cases", "learn/documents"),
)
WAYS = ("kos_own@facebook_live", "koc_commission@tiktok_shop", "kol_post@youtube", "koc_video@shopee_live")
SPENDERS = ("kol", "koc", "kos", "brand_ambassador", "ads", "youtube", "kos_own")
KNOWN = load()
CHOICES = {"category": Category, "goal": Goal, "season": Season, "seller": Seller, "deal": Deal}
WORDS = (
    *("100tr", "1,2 tỷ", "250k", "0", "-5", "3", "15%", "0,15", "1e9", "abc", "", " ", "nhiều", "9" * 30),
    *(
        "500000.000",
        "![.](http://evil.example/x.png)",
        "<script>",
        "\x1b[31m",
        "\u202e",
        "²",
        "١٢٣",
        "1.000.000",
    ),
    *("2tr5", "100%", "1", "inf", "nan", "{given}", "=1+1", "a" * 5_000),
)


def refusals(app: AppTest) -> int:
    """Return how many refusals stand on a screen."""
    return sum('<p class="kc-refused"' in block.proto.body for block in app.get("html"))


class Walk:
    """One stream of luck, and what was tried with it."""

    def __init__(self, seed: int) -> None:
        """Begin with a seed."""
        self.chance, self.tried, self.failed = random.Random(seed), Counter[str](), 0
        self.steps: list[str] = []

    def word(self) -> str:
        """Return something typed: an example, a number, or any letters."""
        kind = self.chance.random()
        if kind < 0.6:
            return self.chance.choice(WORDS)
        if kind < 0.8:
            return str(self.chance.choice([1, 10, 1_000, 1_000_000]) * self.chance.randint(0, 999))
        letters = string.printable + "ăâđêôơưạếộ₫％　\u00a0"
        return "".join(self.chance.choice(letters) for _ in range(self.chance.randint(0, 12)))

    def brief(self) -> Brief:
        """Return a brief the model accepts."""
        while True:
            raw: dict[str, Any] = {
                n: self.chance.choice(list(c)) for n, c in CHOICES.items() if self.chance.random() < 0.7
            }
            for name in NUMBERS:
                if self.chance.random() < 0.25:
                    low, high = bounds(name)
                    share = name.endswith("_rate")
                    near = self.chance.uniform(low, high) if share else 10 ** self.chance.uniform(0, 9)
                    raw[name] = near if share else min(int(high), max(int(low), int(near)))
            if self.chance.random() < 0.3:
                raw["platforms"] = tuple(self.chance.sample(list(Platform), self.chance.randint(1, 4)))
            raw["traits"] = {t: self.chance.choice(list(Answer)) for t in Trait if self.chance.random() < 0.2}
            raw["ready"] = {
                r: self.chance.choice(list(Answer)) for r in Readiness if self.chance.random() < 0.2
            }
            if self.chance.random() < 0.3:
                name = self.chance.choice(sorted(KNOWN.estimates))
                low, high = own_bounds(KNOWN.estimates[name])
                raw["assumptions"] = (
                    (name, self.chance.choice([low, high, self.chance.uniform(low, high)])),
                )
            raw |= self.wishes()
            try:
                found = make_brief(raw)
                Case(found, KNOWN)
            except KosError:
                continue
            return found

    def wishes(self) -> dict[str, Any]:
        """Return what a reader may fix of a plan and its calendar, often nothing."""
        chance = self.chance
        weeks = sorted(chance.sample(range(1, 53), 2))
        given: dict[str, Any] = {
            "locks": ((chance.choice(WAYS), chance.choice([0, 1, 8, 40, 500])),),
            "at_least": ((chance.choice(SPENDERS), chance.choice([1, 5_000_000, 10**9])),),
            "at_most": ((chance.choice(SPENDERS), chance.choice([0, 5_000_000, 10**9])),),
            "risk": chance.choice(list(Risk)),
            "starts": date(2026, 1, 1) + timedelta(days=chance.randint(0, 2_000)),
            "evenings": tuple(chance.sample(list(Weekday), chance.randint(1, 6))),
            "timing": ((chance.choice(WAYS), *weeks),),
        }
        return {name: value for name, value in given.items() if chance.random() < 0.1}

    def call(self) -> None:
        """Ask the command line: some options, some of them wrong."""
        words = [
            self.chance.choice(["advise", "plan"]),
            "--category",
            "beauty",
            "--goal",
            "sales",
            "--budget",
            "100tr",
        ]
        for option in self.chance.sample(OPTIONS, self.chance.randint(0, 6)):
            if option.name not in {"briefs", "help"}:
                value = self.chance.choice([option.example, self.word()])
                words += [f"--{option.name}={value}"] if option.example else [f"--{option.name}"]
        self.asked(words)

    def table(self) -> None:
        """Answer a table: a few rows, cells right and wrong, quotes open, separators mixed."""
        columns = [
            "category",
            "goal",
            "budget",
            *self.chance.sample(["price", "cost", "margin", "weeks", "stock"], 2),
        ]
        rows = [columns] + [
            [self.chance.choice(["beauty", self.word()]), "sales", self.word(), self.word(), self.word()]
            for _ in range(self.chance.randint(0, 4))
        ]
        sign = self.chance.choice([",", ";", "\t"])
        text = self.chance.choice(["", f"sep={sign}\n"]) + "\n".join(sign.join(row) for row in rows)
        with tempfile.NamedTemporaryFile("wb", suffix=".csv") as file:
            file.write(text.encode(self.chance.choice(["utf-8", "utf-8-sig", "utf-16"]), "replace"))
            file.flush()
            self.asked(["advise", "--briefs", file.name, *self.chance.choice([[], ["--skip-bad"]])])

    def asked(self, words: list[str]) -> None:
        """Call the command line: an answer, or a refusal with nothing on standard output."""
        self.steps = [repr(words)[:500]]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = command_line(words)
        assert code in {0, 2}
        assert code == 0 or (err.getvalue() and not out.getvalue())
        assert all(line.startswith("kos_core: ") for line in err.getvalue().splitlines())

    def address(self) -> None:
        """Open an address: a token, whole or with letters changed, lost or added."""
        before = self.brief()
        word = list(to_token(before))
        for _ in range(self.chance.randint(0, 3)):
            at = self.chance.randrange(len(word) + 1)
            word[at : at + self.chance.randint(0, 1)] = [self.chance.choice(string.ascii_letters + "-_")]
        token = "".join(word)[: self.chance.choice([10_000, self.chance.randint(0, 200)])]
        self.steps = [token]
        try:
            found = from_token(token)
        except KosError as refused:
            if refused.key != "brief.bad_link":
                raise
            return
        assert found in {before, Brief()} or not token

    def screens(self) -> None:
        """Open a screen and do up to eight things there."""
        brief, screen = self.brief(), self.chance.choice(SCREENS)
        self.steps = [f"{screen or 'advisor'} {to_token(brief)}"]
        app = AppTest.from_file(str(ROOT / "pages/parts/frame.py"), default_timeout=60)
        app.context = {"locale": self.chance.choice(["vi-VN", "en-US"])}
        if token := to_token(brief):
            app.query_params["b"] = token
        if screen:
            app.switch_page(f"../{screen}.py")
        app.run()
        self.sound(app)
        assert app.session_state["brief"] == brief
        for _ in range(self.chance.randint(1, 8)):
            self.step(app)
            self.sound(app)

    def step(self, app: AppTest) -> None:
        """Do one thing on a screen."""
        kinds = [
            k for k in (*("text_input", "number_input", "date_input"), *KINDS) if k == "page" or app.get(k)
        ]
        kind = self.chance.choice(kinds)
        self.tried[f"walk: {kind}"] += 1
        if kind == "page":
            screen = self.chance.choice(SCREENS)
            self.steps.append(f"go to {screen or 'advisor'}")
            app.switch_page(f"../{screen or 'decide/advisor'}.py").run()
            return
        one = self.chance.choice(list(app.get(kind)))
        if getattr(one, "disabled", False):
            return
        if kind == "button":
            self.steps.append(f"press {one.key}")
            one.click().run()
        elif kind == "text_input":
            typed, before = self.word(), refusals(app)
            self.steps.append(f"type {typed[:80]!r} into {one.key}")
            one.set_value(typed).run()
            kept = next((w.value for w in app.text_input if w.key == one.key), typed)
            assert kept == typed or refusals(app) <= before, "a refused entry was lost"
        elif kind == "number_input":
            self.steps.append(f"count in {one.key}")
            one.set_value(self.chance.choice([one.min, one.max, 7, 1_000])).run()
        elif kind == "date_input":
            self.steps.append(f"date {one.key}")
            one.set_value(date(2026, 1, 1) + timedelta(days=self.chance.randint(-2_000, 8_000))).run()
        elif kind == "slider":
            self.steps.append(f"slide {one.key}")
            one.set_value(self.chance.choice([one.min, one.max])).run()
        elif kind == "selectbox":
            place = self.chance.randrange(len(one.options))
            self.steps.append(f"pick {place} in {one.key}")
            one.select_index(place).run()
        else:
            options = list(one.options)
            self.steps.append(f"choose in {one.key}")
            place = self.chance.randrange(len(options))
            (
                one.set_value([options[place]])
                if isinstance(one.value, list)
                else one.set_value(options[place])
            ).run()

    def sound(self, app: AppTest) -> None:
        """Check what must hold on every screen."""
        assert not app.exception, [str(error.message) for error in app.exception]
        brief = app.session_state["brief"]
        assert from_token(to_token(brief)) == brief
        told = app.query_params.get("b", "")
        assert (told if isinstance(told, str) else told[0]) == to_token(brief)

    def go(self, until: float) -> None:
        """Try one thing after another until the time is over."""
        kinds: list[tuple[str, Callable[[], None], int]] = [
            ("calls", self.call, 4),
            ("tables", self.table, 2),
            ("addresses", self.address, 4),
            ("walks", self.screens, 6),
        ]
        while time.monotonic() < until:
            name, does, _ = self.chance.choices(kinds, [weight for *_, weight in kinds])[0]
            self.tried[name] += 1
            try:
                does()
            except Exception:  # noqa: BLE001  # whatever it is, it is what is looked for
                self.failed += 1
                print(f"FAILED {name}: {self.steps}\n{traceback.format_exc(limit=-3)}", flush=True)


def main() -> int:
    """Walk and say what was tried; return the exit code."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    walk = Walk(told.seed)
    walk.go(time.monotonic() + told.minutes * 60)
    print(f"{walk.failed} failed; {dict(walk.tried)}")
    return int(walk.failed > 0)


if __name__ == "__main__":
    sys.exit(main())
