"""The lists beneath a message: whom to look for, the most to pay, what to check, own lives."""

from collections.abc import Iterable
from dataclasses import dataclass

from kos_core.forecast.band import Band
from kos_core.handover.most import Most
from kos_core.handover.targets import Target
from kos_core.handover.week import minutes
from kos_core.knowledge.evidence import Estimate
from kos_core.numbers.writing import times_in_ten
from kos_core.say.handover.words import Told
from kos_core.say.plan import counted
from kos_core.vocabulary import CreatorType, Kind, Unit


@dataclass(frozen=True)
class Point:
    """One line of a list: what it says, lines under it, and what it rests on."""

    said: str
    notes: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()


def whom(told: Told) -> tuple[Point, ...]:
    """Return whom to look for, what they usually cost, what to ask them for, when to walk away."""
    return (*_people(told), *_size(told), _pay(told), *_asked(told))


def _people(told: Told) -> Iterable[Point]:
    one, text = told.one, told.text
    people, contacts = told.count(one.people, 4), told.count(one.contacts, 4)
    if one.programme.house:
        key = "house_one" if one.people == 1 else "house"
        yield Point(text(f"handover.whom.{key}", **({} if one.people == 1 else {"people": people})))
        return
    rests = ("handover.contacts_times",)
    if one.programme.shop_channel:
        key = "host_one" if one.people == 1 else "hosts"
        yield Point(text(f"handover.whom.{key}", people=people, contacts=contacts), rests_on=rests)
    elif one.line.programme == "koc_commission":
        yield Point(text("handover.whom.invited", people=people, contacts=contacts), rests_on=rests)
    elif one.people == 1:
        yield Point(text("handover.whom.person", contacts=contacts), rests_on=rests)
    else:
        yield Point(text("handover.whom.people", people=people, contacts=contacts), rests_on=rests)


def _size(told: Told) -> Iterable[Point]:
    """Yield followers and views of one unit, from the estimates the forecast starts from."""
    known, text = told.one.forecast.premises, told.text
    brief = told.case.brief
    category = brief.product or told.knowledge.categories[brief.category].short(told.lang)
    if "followers" in known:
        followers, each = known["followers"], known["views_per_follower"]
        said = text("handover.whom.followers", range=told.band(_ends(followers)), category=category)
        yield Point(said, rests_on=(followers.id,))
        views = Band(*(followers.likely * value for value in (each.low, each.likely, each.high)))
        # What a contract brings is views of its posts.
        is_contract = told.one.programme.unit is Unit.CONTRACT
        unit = text(f"handover.unit.{Unit.POST}") if is_contract else told.unit
        said = text("handover.whom.views", range=told.band(views), unit=unit)
        yield Point(said, rests_on=(each.id,))
        return
    one = known["unit_views"]
    if one.low == one.high:
        yield Point(text("handover.whom.views_own", views=told.count(one.likely), unit=told.unit))
    else:
        key = "channel" if told.one.programme.shop_channel else "account"
        said = text(f"handover.whom.{key}", range=told.band(_ends(one)), unit=told.unit)
        yield Point(said, rests_on=(one.id,))


def _pay(told: Told) -> Point:
    known, text = told.one.forecast.premises, told.text
    fee, times = known["fee"], known.likely("season_fee", 1.0)
    if fee.high <= 0:
        return Point(
            text("handover.whom.no_fee", commission=told.commission or told.share(0)),
            rests_on=(known["commission_rate"].id,) if "commission_rate" in known else (),
        )
    span, likely = told.band(_ends(fee, times), money=True), told.money(fee.likely * times)
    key = "wage" if told.one.programme.house else "fee"
    return Point(text(f"handover.whom.{key}", range=span, likely=likely, unit=told.unit), rests_on=(fee.id,))


def _ends(found: Estimate, times: float = 1.0) -> Band:
    return Band(found.low * times, found.likely * times, found.high * times)


def _asked(told: Told) -> Iterable[Point]:
    text, one = told.text, told.one
    if one.programme.house:
        yield Point(text("handover.whom.ask_house"))
        return
    creator = one.programme.creator
    leads = "_leads" if told.is_leads and creator in {CreatorType.KOC, CreatorType.KOS} else ""
    yield Point(
        text("handover.whom.ask"),
        (text(f"handover.whom.ask_{creator}{leads}"), text("handover.whom.ask_brands")),
        rests_on=("K53", "K54", "K55", "K56", "K57", "K58") if creator is CreatorType.KOS else (),
    )
    yield Point(text("handover.whom.flags"))


def most(told: Told) -> tuple[Point, ...]:
    """Return the most to pay for a unit, what is now reckoned with, and the usual price beside it."""
    one, text = told.one, told.text
    found = one.most
    known = one.forecast.premises["fee"]
    times = one.forecast.premises.likely("season_fee", 1.0)
    usual = _pay(told)
    if found is None:
        others = "handover.most.others_house" if one.programme.house else "handover.most.others"
        return (Point(text(others)), *((usual,) if known.high > 0 else ()))
    if found.is_commission and found.against == "cost":
        return (_commission(told, found),)
    said = [Point(_ceiling(told, found)), Point(_average(told, found))]
    if known.high > 0:
        now, chance = told.money(known.likely * times), times_in_ten(found.chance)
        how = {0: "none", 10: "all"}.get(chance, "some")
        said.append(Point(text(f"handover.most.now_{how}", fee=now, times=chance)))
        said.append(usual)
    verdict = _beside_usual(told, found)
    return (*said, *([Point(verdict)] if verdict else []), Point(text("handover.most.advance")))


def _commission(told: Told, found: Most) -> Point:
    if found.commission_rate is None:
        return Point(told.text("handover.most.commission_none"))
    now = told.share(told.one.commission_rate)
    return Point(told.text("handover.most.commission", rate=told.share(found.commission_rate), now=now))


def _ceiling(told: Told, found: Most) -> str:
    text, unit = told.text, told.unit
    noun = told.noun(told.one.forecast.measure.first) if found.against == "ads" else ""
    if found.fee_vnd is not None:
        if found.against == "ads":
            return text("handover.most.pays_ads", fee=told.money(found.fee_vnd), unit=unit, noun=noun)
        return text("handover.most.pays", fee=told.money(found.fee_vnd), unit=unit)
    if found.against == "ads":
        return text("handover.most.none_ads", noun=noun)
    return text("handover.most.none_house" if told.one.programme.house else "handover.most.none")


def _average(told: Told, found: Most) -> str:
    ads = "_ads" if found.against == "ads" else ""
    if found.average_vnd is None:
        return told.text(f"handover.most.average_none{ads}")
    return told.text(f"handover.most.average{ads}", fee=told.money(found.average_vnd))


def _beside_usual(told: Told, found: Most) -> str:
    low, _, high = found.usual_vnd
    if found.fee_vnd is None or high <= 0 or told.one.programme.house:
        return ""
    if found.fee_vnd > high:
        return told.text("handover.most.above")
    if found.fee_vnd >= low:
        return ""
    return told.text("handover.most.below" if told.commission else "handover.most.below_fixed")


def checks(told: Told) -> tuple[Point, ...]:
    """Return what to look at after 14 days, in order: what was done, views, what follows, who, stop."""
    one, text, unit = told.one, told.text, told.unit
    each = {target.name: target for target in one.targets}
    said = [text(f"handover.check.start.{one.line.programme}")]

    # What a contract brings comes over months: after two weeks a post of it is judged.
    posts = one.programme.posts_per_unit if one.programme.unit is Unit.CONTRACT else 1
    unit = text(f"handover.unit.{Unit.POST}") if one.programme.unit is Unit.CONTRACT else unit

    def low(name: str) -> str:
        target: Target = each[name]
        return told.count((target.band.low if target.each is None else target.each.low) / posts)

    if "views" in each:
        said.append(text("handover.check.views", views=low("views"), unit=unit))
    if "carts" in each:
        said.append(text("handover.check.carts", carts=low("carts"), unit=unit))
        rate, lost = told.share(each["conversion"].band.low), told.share(each["lost"].band.high)
        said.append(text("handover.check.orders", conversion=rate))
        said.append(text("handover.check.lost", lost=lost))
    if "leads" in each:
        said.append(text("handover.check.clicks", clicks=low("clicks"), unit=unit))
        said.append(text("handover.check.leads", leads=low("leads"), unit=unit))
    if "engagements" in each:
        said.append(text("handover.check.engagements", engagements=low("engagements"), unit=unit))
        boosted = one.forecast.terms.unit_boosting_vnd > 0 and not one.programme.live
        if "per_thousand_views" in each and boosted:
            said.append(text("handover.check.cost", cost=told.money(each["per_thousand_views"].band.high)))
    said.append(text(f"handover.check.fix.{one.line.programme}"))
    trial = told.advice.trial
    if trial is None or not one.in_trial:
        said.append(text("handover.check.stop_plain"))
    else:
        stop, noun = told.count(trial.stop_below, 3), told.noun(counted(told.advice.plan)[0])
        said.append(text("handover.check.stop", stop=stop, noun=noun))
    return tuple(Point(line) for line in said)


def script(told: Told) -> tuple[Point, ...]:
    """Return the frame of one session of the shop's own; none for other ways."""
    one, text = told.one, told.text
    if not one.week:
        return ()
    plan = one.session
    if plan is None:
        return (Point(text("handover.live.script_plain", hours=told.hours)),)
    offers = text(
        "handover.live.script_offers",
        offers=plan.offers,
        minutes=told.count(plan.minutes_each),
        products=plan.products,
    )
    parts = tuple(
        text(f"handover.live.script_{name}", minutes=number)
        for name, number in minutes(plan, told.knowledge.handover)
    )
    return (
        Point(text("handover.live.script_start")),
        Point(offers, parts, rests_on=plan.rests_on),
        Point(text("handover.live.script_end")),
    )


def numbered(told: Told, name: str, count: int = 4) -> tuple[Point, ...]:
    """Return a list that is the same for everybody: the kit, the rehearsals."""
    return tuple(Point(told.text(f"handover.live.{name}_{place}")) for place in range(1, count + 1))


def once(told: Told, name: str) -> str:
    """Return the head of the kit or the rehearsals with what they usually cost."""
    found = told.one.forecast.premises[name]
    low, high = told.money(found.low), told.money(found.high)
    return told.text(f"handover.live.{name}", low=low, high=high)


def amount(value: float, kind: Kind, told: Told) -> str:
    """Return a value of a target as people read it."""
    if kind is Kind.VND:
        return told.money(value)
    return told.share(value) if kind is Kind.SHARE else told.count(value)
