"""An answer in words a shop owner could read aloud; the Advisor and the command line both say these."""

from typing import Any

from kos_core.advice.advice import Advice
from kos_core.advice.next import Step
from kos_core.advice.offered import Change
from kos_core.advice.remarks import Remark
from kos_core.forecast.forecast import Forecast
from kos_core.hire.gates import Notice
from kos_core.numbers.writing import times_in_ten, write_share
from kos_core.say.speaker import Speaker
from kos_core.say.text import Text
from kos_core.say.wording import capital, uncapital
from kos_core.vocabulary import Deal, Goal, Reason, Verdict


class Sentences(Speaker):
    """The sentences of one answer in one language."""

    def __init__(self, advice: Advice, text: Text) -> None:
        """Hold what is said and in which language."""
        super().__init__(advice.case, text)
        self.advice = advice

    def headline(self) -> str:
        """Return whom to choose in a few words, the largest thing on the screen."""
        advice = self.advice
        if advice.leader is None:
            return self.text(f"headline.{advice.reason}")
        key = "team" if advice.team else "level" if advice.reason is Reason.TOO_CLOSE else "choose"
        second = "" if advice.runner_up is None else self.plain(advice.runner_up)
        return capital(
            self.text(
                f"headline.{key}",
                creator=self.plain(advice.leader),
                second=second,
                others=", ".join(self.short(one.creator) for one in advice.team[1:]),
            )
        )

    def fit(self) -> str:
        """Return the fit sentence: which type, where, how firmly, in every state of the answer."""
        advice, best = self.advice, self.advice.best
        if advice.reason is Reason.STOPPED:
            return " ".join(self.notice("stop", stop) for stop in advice.stops)
        said = [self.remark(remark) for remark in advice.remarks]
        if best is None:
            return " ".join(said)
        chosen = capital(self.text(f"fit.{self._state()}", **self._fit_values(best)))
        if product := self.case.brief.product:
            chosen = capital(self.text("fit.goods", product=product, said=uncapital(chosen)))
        said.insert(1 if advice.wished is not None else 0, chosen)
        said += [self.notice("stop", stop) for stop in advice.stops]
        return " ".join(said)

    def _state(self) -> str:
        advice = self.advice
        if advice.team:
            return "first"
        if advice.reason is Reason.ONLY_ONE_AFFORDABLE:
            return "only_one"
        said = {Verdict.CLEAR: "clear", Verdict.LIKELY: "likely", Verdict.NONE: "level"}
        differs = advice.reason in {Reason.PRACTICE_DIFFERS, Reason.UNPROVEN}
        return "clear" if differs else said[advice.verdict]

    def _fit_values(self, best: Forecast) -> dict[str, Any]:
        advice, goal = self.advice, self.knowledge.goals[self.case.brief.goal]
        asks_for_leads = best.premises.is_leads and self.case.brief.goal is Goal.SALES
        values = {
            "budget": self.money(self.case.brief.budget_vnd, None),
            "goal": self.text("fit.to_get_leads") if asks_for_leads else goal.verb(self.lang),
            "creator": self.plain(best.programme.creator),
            "second": "" if advice.runner_up is None else self.plain(advice.runner_up),
            "yes": "",
            "no": "",
        }
        if advice.decides:
            yes, no = (self.knowledge.criteria[name].label(self.lang).lower() for name in advice.decides)
            values |= {"yes": yes, "no": no}
        return values

    def remark(self, remark: Remark) -> str:
        """Return the sentence of a finding."""
        if remark.id == "team":
            return self.text("fit.team", team=self.team())
        said = self.values(remark.values)
        if "deal" in said:
            said["deal"] = self.text(f"deal.{Deal(remark.values['deal'])}").lower()
        if remark.id.startswith("too_dear") or remark.id.startswith("none_affordable"):
            # Whom the budget cannot pay is new to the reader: in plain words.
            named = remark.values.get("creator")
            said["creator"] = "" if named is None else self.plain(named)
            said.setdefault("least", "")
        return self.text(f"fit.{remark.id}", **said)

    def team(self) -> str:
        """Return who takes which role, in order."""
        return "; ".join(
            self.text(
                "fit.team_part",
                role=uncapital(self.knowledge.roles[one.role].label(self.lang)),
                creator=self.short(one.creator),
            )
            for one in self.advice.team
        )

    def sureness(self) -> str:
        """Return how firmly the leader leads, in words; the certainty of the choice, not of success."""
        advice = self.advice
        if advice.leader is None:
            return ""
        if advice.reason is Reason.ONLY_ONE_AFFORDABLE:
            any_deal = self.case.brief.deal is Deal.ANY
            return self.text("sureness.only_one" if any_deal else "sureness.only_one_deal")
        times = times_in_ten(advice.chance)
        always = times == 10 and advice.verdict is Verdict.CLEAR
        if advice.team:
            how = "_none" if advice.verdict is Verdict.NONE else "_all" if always else ""
            return self.text(f"sureness.team{how}", times=times, leader=self.short(advice.leader))
        return self.text(
            f"sureness.{advice.verdict}{'_all' if always else ''}",
            times=times,
            leader=self.short(advice.leader),
            second=self.short(advice.runner_up or advice.leader),
        )

    def sureness_of_what(self) -> str:
        """Return what that certainty is of, and what not."""
        return self.text("sureness.team_what" if self.advice.team else "sureness.what")

    def ways_out(self) -> str:
        """Return the sentence over the changes: how to break even, or what would change the answer."""
        if self.advice.leader is None:
            return self.text("change.to_start")
        return self.text("change.to_lose_less" if self.advice.usually_loses else "change.what_would_change")

    def change_label(self, change: Change) -> str:
        """Return what a change's button says."""
        values: dict[str, Any] = dict(change.values)
        if values.get("rate") == 0:
            return self.text("change.no_discount")
        if "rate" in values:
            values["rate"] = write_share(values["rate"], self.lang)
        for name in ("price_vnd", "budget_vnd"):
            if name in values:
                values[name.removesuffix("_vnd")] = self.money(values[name], None)
        values["creator"] = self.short(change.leader)
        if "goal" in values:
            values["goal"] = uncapital(self.knowledge.goals[values["goal"]].label(self.lang))
        return self.text(f"change.{change.kind}.label", **values)

    def change_effect(self, change: Change) -> str:
        """Return what a change does: the money then, or who leads then."""
        if change.profit_vnd is None:
            key = "first" if change.is_team else "leads"
            key += "_still" if change.kind.endswith("_still") else ""
            return self.text(f"change.{key}", creator=self.short(change.leader))
        return self.text(
            "change.earns",
            before=self.money(change.before_vnd or 0.0),
            after=self.money(change.profit_vnd),
            chance=self.chance(change.chance_break_even),
        )

    def notice(self, family: str, notice: Notice) -> str:
        """Return a stop's or a warning's sentence."""
        return capital(self.text(f"{family}.{notice.id}", **self.values(notice.values)))

    def step(self, step: Step) -> str:
        """Return one next step."""
        return self.text(f"next.{step.id}", **self.values(step.values))
