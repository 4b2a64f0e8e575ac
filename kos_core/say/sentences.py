"""An answer in words a shop owner could read aloud; the Advisor and the command line both say these."""

from typing import Any

from kos_core.advice.advice import Advice
from kos_core.advice.next import Step
from kos_core.advice.trial import Pilot
from kos_core.change.offered import Change
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.hire.costs import Terms
from kos_core.hire.gates import Notice
from kos_core.knowledge.evidence import Words
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import times_in_ten, write_number, write_range, write_share, write_vnd
from kos_core.say.text import Text
from kos_core.say.wording import capital, uncapital
from kos_core.vocabulary import CreatorType, Deal, Goal, Lang, Platform, Reason, Stage, Verdict

MILLION = 1_000_000


class Sentences:
    """The sentences of one answer in one language."""

    def __init__(self, advice: Advice, knowledge: Knowledge, text: Text) -> None:
        """Hold what is said and in which language."""
        self.advice, self.knowledge, self.text = advice, knowledge, text
        self.lang: Lang = text.lang

    def plain(self, creator: CreatorType) -> str:
        """Return a type in plain words."""
        return self.knowledge.creators[creator].plain(self.lang)

    def short(self, creator: CreatorType) -> str:
        """Return a type in one word."""
        return self.knowledge.creators[creator].short(self.lang)

    def platform(self, platform: Platform) -> str:
        """Return a platform's name."""
        return self.knowledge.platforms[platform].label

    def money(self, vnd: float, digits: int | None = 2) -> str:
        """Return an amount as people say it."""
        return write_vnd(vnd, self.lang, digits)

    def count(self, number: float, digits: int = 2) -> str:
        """Return a count with two significant digits: whole below ten, in millions as people say them."""
        if number >= MILLION:
            return self.text("figure.unit.million", number=write_number(number / MILLION, self.lang, digits))
        return write_number(round(number) if number < 10 else number, self.lang, digits)

    def band(self, band: Band, *, money: bool = False) -> str:
        """Return an 80 % band."""
        if not money and band.high >= MILLION:
            return f"{self.count(band.low)} – {self.count(band.high)}"
        low, high = (round(end) if not money and end < 10 else end for end in (band.low, band.high))
        return write_range(low, high, self.lang, money=money)

    def headline(self) -> str:
        """Return whom to choose in a few words, the largest thing on the screen."""
        advice = self.advice
        if advice.leader is None:
            return self.text(f"headline.{advice.reason}")
        key = "level" if advice.reason is Reason.TOO_CLOSE else "choose"
        second = "" if advice.runner_up is None else self.plain(advice.runner_up)
        return capital(
            self.text(
                f"headline.{key}",
                creator=self.plain(advice.leader),
                second=second,
                platform=self.platform(advice.platform_of[advice.leader]),
            )
        )

    def fit(self) -> str:
        """Return the fit sentence: which type, where, how firmly, in every state of the answer."""
        advice, text = self.advice, self.text
        budget = self.money(advice.brief.budget_vnd, None)
        if advice.reason is Reason.STOPPED:
            return " ".join(self.notice("stop", stop) for stop in advice.stops)
        if advice.leader is None:
            return self._nothing_affordable(budget)
        best = advice.cell(advice.leader)
        said = [capital(text(f"fit.{self._state()}", **self._fit_values(best, budget)))]
        if advice.wished is not None:
            needs = advice.scorecard.row(advice.wished).standing.needs_vnd or 0
            said.insert(
                0,
                text(
                    "fit.too_dear",
                    creator=self.plain(advice.wished),
                    needs=self.money(needs, 3),
                    budget=budget,
                ),
            )
        said += [*self._unspent(best), *self._others_bring_more(best)]
        said += [self.notice("stop", stop) for stop in advice.stops]
        return " ".join(said)

    def _state(self) -> str:
        advice = self.advice
        loses = "_loses" if advice.usually_loses else ""
        if advice.reason is Reason.ONLY_ONE_AFFORDABLE:
            return f"only_one{loses}"
        if advice.verdict is Verdict.LIKELY and advice.pilot is None:
            return "likely_contract"
        said = {Verdict.CLEAR: "clear", Verdict.LIKELY: "likely", Verdict.NONE: "level"}
        return said[advice.verdict] + loses

    def _unspent(self, best: Forecast) -> list[str]:
        """Say what of the budget stays after the advance, and why, where that is a good part of it."""
        budget, hired = self.advice.brief.budget_vnd, best.terms
        rest = budget - hired.spend_vnd
        if best.programme.months or rest < 0.3 * budget:
            return []
        values = {
            "rest": self.money(rest, 4 if rest > 0.9 * budget else 3),
            "weeks": self.count(self.advice.brief.weeks, 3),
            "unit": best.programme.unit_one(self.lang),
        }
        why = "weeks" if hired.units == hired.most else "unit"
        return [self.text(f"fit.unspent_{'keep' if self.advice.usually_loses else why}", **values)]

    def _others_bring_more(self, best: Forecast) -> list[str]:
        """Say so where another type, or ads, bring more of what the goal counts."""
        if self.advice.is_for_orders:
            return [*self._money_prefers(best), *self._ads_earn_more(best)]
        return self._leads_elsewhere(best) if best.premises.is_leads and self.advice.brief.goal.sells else []

    def _profit(self, profit: float) -> str:
        return self.text("fit.gains" if profit >= 0 else "fit.loses", amount=self.money(abs(profit)))

    def _ads_earn_more(self, best: Forecast) -> list[str]:
        ads = self.advice.ads.get(Stage.PROFIT)
        if ads is None or ads.middle <= best.bands[Stage.PROFIT].middle:
            return []
        spend = self.money(best.terms.spend_vnd, 3)
        return [self.text("fit.ads_earn_more", spend=spend, theirs=self._profit(ads.middle))]

    def _leads_elsewhere(self, best: Forecast) -> list[str]:
        """Name who brings more leads within the budget, and what the same money brings in ads."""
        advice, mine = self.advice, best.bands[Stage.LEADS].middle
        leads = {
            row.creator: advice.cell(row.creator).bands[Stage.LEADS].middle
            for row in advice.scorecard.eligible[1:]
            if Stage.LEADS in advice.cell(row.creator).bands
        }
        found = []
        other = max(leads, key=leads.__getitem__, default=None)
        if other is not None and leads[other] > mine:
            found.append(
                self.text(
                    "fit.leads_prefer",
                    creator=self.short(other),
                    leader=self.short(best.programme.creator),
                    theirs=self.count(leads[other]),
                    spend=self.money(advice.cell(other).terms.spend_vnd, 3),
                )
            )
        ads = advice.ads.get(Stage.LEADS)
        if ads is not None and ads.middle > mine:
            spend = self.money(best.terms.spend_vnd, 3)
            found.append(self.text("fit.ads_more_leads", spend=spend, theirs=self.count(ads.middle)))
        return found

    def _money_prefers(self, best: Forecast) -> list[str]:
        """Say so where another type that can be hired leaves more money than the one that fits best."""
        advice = self.advice
        mine = best.bands[Stage.PROFIT].middle
        others = {
            row.creator: advice.cell(row.creator).bands[Stage.PROFIT].middle
            for row in advice.scorecard.eligible[1:]
            if Stage.PROFIT in advice.cell(row.creator).bands
        }
        other = max(others, key=others.__getitem__, default=None)
        if other is None or others[other] <= mine:
            return []

        how = "gains" if mine >= 0 else "loses" if others[other] < 0 else "turns"
        return [
            self.text(
                f"fit.money_{how}",
                creator=self.short(other),
                leader=self.short(best.programme.creator),
                theirs=self._profit(others[other]),
                ours=self._profit(mine),
            )
        ]

    def _fit_values(self, best: Forecast, budget: str) -> dict[str, Any]:
        advice, knowledge = self.advice, self.knowledge
        assert advice.leader is not None  # noqa: S101  # the caller has a leader
        values = {
            "budget": budget,
            "goal": self.text("fit.to_get_leads")
            if best.premises.is_leads and advice.brief.goal is Goal.SALES
            else knowledge.goals[advice.brief.goal].verb(self.lang),
            "creator": self.plain(advice.leader),
            "platform": self.platform(best.platform),
            "programme": knowledge.programmes[best.programme.id].label(self.lang),
            "units": self.units(best.terms, best),
            "spend": self.money(best.terms.spend_vnd, 3),
            "second": "" if advice.runner_up is None else self.plain(advice.runner_up),
            "yes": "",
            "no": "",
        }
        if advice.decides:
            yes, no = (knowledge.criteria[name].label(self.lang).lower() for name in advice.decides)
            values |= {"yes": yes, "no": no}
        return values

    def units(self, hired: Terms, best: Forecast) -> str:
        """Return how many activations, with their own word."""
        return self.said_units(hired.units, best)

    def said_units(self, units: int, best: Forecast) -> str:
        """Return a number of activations with their own word."""
        word = best.programme.unit_one if units == 1 else best.programme.unit_word
        return f"{self.count(units, 4)} {word(self.lang)}"

    def _nothing_affordable(self, budget: str) -> str:
        brief, least = self.advice.brief, self.advice.least_fee
        if not any(row.standing.needs_vnd for row in self.advice.scorecard.rows):
            return self.text("fit.no_such_deal")
        samples = 0
        for forecast in self.advice.cells.get(CreatorType.KOC, {}).values():
            if forecast.programme.sells_only and forecast.terms.unit_outlay_vnd > 0:
                samples = max(samples, int(brief.budget_vnd // forecast.terms.unit_outlay_vnd))
        key = "none_affordable" if samples else "none_affordable_no_samples"
        if brief.deal is not Deal.ANY:
            key = "none_affordable_deal"
        if least is None:
            key = "none_affordable_samples"
        return self.text(
            f"fit.{key}",
            budget=budget,
            deal=self.text(f"deal.{brief.deal}").lower(),
            least="" if least is None else self.money(least.terms.needs_vnd, 3),
            creator="" if least is None else self.plain(least.programme.creator),
            samples=samples,
        )

    def sureness(self) -> str:
        """Return how firmly the leader leads, in words; the certainty of the choice, not of success."""
        advice = self.advice
        if advice.leader is None:
            return ""
        if advice.reason is Reason.ONLY_ONE_AFFORDABLE:
            return self.text(
                "sureness.only_one" if advice.brief.deal is Deal.ANY else "sureness.only_one_deal"
            )
        times = times_in_ten(advice.scorecard.row(advice.leader).chance_best)
        return self.text(
            f"sureness.{advice.verdict}{'_all' if times == 10 else ''}",
            times=times,
            leader=self.short(advice.leader),
            second=self.short(advice.runner_up or advice.leader),
        )

    def _chance(self, chance: float | None) -> str:
        times = times_in_ten(chance or 0.0)
        if times == 0:
            return self.text("money.chance_none")
        if times == 10:  # ten times in ten
            return self.text("money.chance_all")
        return self.text("money.chance_some", times=times)

    def money_sentence(self) -> str:
        """Return the money sentence in the goal's language: break-even, the usual, the chance, the gain."""
        best = self.advice.best
        return "" if best is None else self.money_of(best, self.advice.ads)

    def money_of(self, best: Forecast, ads: dict[Stage, Band]) -> str:
        """Return the money sentence of any forecast; `ads` is what its money would bring in ads."""
        goal = self.advice.brief.goal
        if goal in {Goal.AWARENESS, Goal.TRUST, Goal.BRAND_IMAGE}:
            return self._reach_sentence(best, goal, ads)
        if best.premises.is_leads:
            return self._leads_sentence(best)
        if best.programme.creator is CreatorType.BRAND_AMBASSADOR:
            return self._reach_sentence(best, Goal.BRAND_IMAGE, ads)
        return self.selling_sentence(best)

    def selling_sentence(self, best: Forecast) -> str:
        """Return what a selling programme needs and usually brings."""
        profit, kept = best.bands[Stage.PROFIT], best.bands[Stage.KEPT]
        need = best.terms.break_even_orders
        values = {
            "usual": self.count(kept.middle),
            "band": self.band(kept),
            "units": self.units(best.terms, best),
            "amount": self.money(abs(profit.middle)),
            "chance": self._chance(best.chance_break_even),
        }
        if need is None:
            each = self.money(abs(best.terms.leaves_vnd or 0))
            return self.text("money.never", each=each, **values)
        values["need"] = self.count(need, 3)
        values["need_each"] = self.count(need / best.terms.units, 2)
        return self.text(f"money.{'pays' if best.pays else 'loses'}", **values)

    def _leads_sentence(self, best: Forecast) -> str:
        leads = best.bands[Stage.LEADS]
        each = best.terms.spend_vnd / leads.middle if leads.middle else 0.0
        return self.text(
            "money.leads",
            usual=self.count(leads.middle),
            band=self.band(leads),
            each=self.money(each),
            spend=self.money(best.terms.spend_vnd, 3),
        )

    def _reach_sentence(self, best: Forecast, goal: Goal, ads: dict[Stage, Band]) -> str:
        views, seen, advice = best.bands[Stage.VIEWS], best.bands[Stage.IMPRESSIONS], self.advice
        shown = ads.get(Stage.IMPRESSIONS)
        per_ads = best.terms.spend_vnd / shown.middle * 1_000 if shown and shown.middle else 0.0
        months = best.programme.months or max(1, round(advice.brief.weeks / 4.345))
        live = "_live" if goal is Goal.TRUST and best.programme.live else ""
        return self.text(
            f"money.{goal}{live}",
            units=self.units(best.terms, best),
            views=self.count(views.middle),
            band=self.band(seen),
            impressions=self.count(seen.middle),
            per=self.money(best.terms.spend_vnd / seen.middle * 1_000 if seen.middle else 0.0),
            per_ads=self.money(per_ads),
            engaged=self.count(best.bands[Stage.ENGAGEMENTS].middle),
            pieces=self.count(self._pieces(best)),
            spend=self.money(best.terms.spend_vnd, 3),
            months=self.text("money.month" if months == 1 else "money.months", n=months),
        )

    def _pieces(self, best: Forecast) -> float:
        posted = best.premises.likely("posted_share") or 1.0
        return max(1.0, best.terms.units * best.programme.posts_per_unit * posted)

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
            key = "leads_still" if change.kind.endswith("_still") else "leads"
            return self.text(f"change.{key}", creator=self.short(change.leader))
        key = "change.gains" if change.profit_vnd >= 0 else "change.loses"
        return self.text(
            key, amount=self.money(abs(change.profit_vnd)), chance=self._chance(change.chance_break_even)
        )

    def pilot(self, pilot: Pilot, best: Forecast) -> str:
        """Return the pilot with its stop rule."""
        units = self.said_units(pilot.units, best)
        spend = self.money(pilot.spend_vnd)
        if self.advice.is_hopeless:
            return self.text("pilot.not_yet", units=units, spend=spend)
        if self.advice.usually_loses and pilot.orders is not None:
            usual = self.count(best.bands[Stage.KEPT].middle * pilot.units / best.terms.units)
            orders = self.count(pilot.orders, 3)
            return self.text("pilot.loses", units=units, spend=spend, orders=orders, usual=usual)
        if self.advice.brief.goal.sells and pilot.orders is not None:
            return self.text("pilot.orders", units=units, spend=spend, orders=self.count(pilot.orders, 3))
        return self.text("pilot.views", units=units, spend=spend, views=self.count(pilot.views or 0))

    def notice(self, family: str, notice: Notice) -> str:
        """Return a stop's or a warning's sentence."""
        return capital(self.text(f"{family}.{notice.id}", **self._said(notice.values)))

    def step(self, step: Step) -> str:
        """Return one next step."""
        said = self._said(step.values)
        if step.id == "pilot" and self.advice.best is not None:
            said["units"] = self.said_units(step.values["units"], self.advice.best)
        return self.text(f"next.{step.id}", **said)

    def _said(self, values: dict[str, Any]) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for name, value in values.items():
            if name == "papers":
                papers = [self.knowledge.papers[paper] for paper in value]
                said["papers"] = self.text("list.and").join(p.name(self.lang) for p in papers)
                said["meanwhile"] = papers[0].meanwhile(self.lang)
            elif name.endswith("_profit_vnd"):
                said[name.removesuffix("_profit_vnd")] = self._profit(value)
            elif name.endswith("_vnd"):
                said[name.removesuffix("_vnd")] = self.money(abs(value))
            elif isinstance(value, Words):
                said[name] = value(self.lang)
            elif isinstance(value, Platform):
                said[name] = self.platform(value)
            elif isinstance(value, (int, float)):
                said[name] = write_number(value, self.lang, 15)
            else:
                said[name] = value
        return said
