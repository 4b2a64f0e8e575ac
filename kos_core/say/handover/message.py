"""The message to send tomorrow: plain words for a chat, one for each way of hiring."""

from kos_core.handover.handed import Handed
from kos_core.handover.week import DAYS
from kos_core.say.handover.own import Own, written
from kos_core.say.handover.words import Told
from kos_core.say.plan import counted
from kos_core.say.text import Text


def message(one: Handed, text: Text, own: Own) -> str:
    """Return the message of a line: the reader's own words, else ours from brief and plan."""
    return written(own.messages.get(one.at, "")) or draft(one, text, own)


def draft(one: Handed, text: Text, own: Own) -> str:
    """Return our message of a line: paragraphs of plain words, no Markdown."""
    told = Told(one, text, own)
    name = one.line.programme
    writers = {
        "koc_commission": _koc_commission,
        "koc_video": _koc_video,
        "kol_post": _kol_post,
        "kos_slot": _kos_slot,
        "kos_livestream": _kos_slot,
        "kos_hired": _kos_hired,
        "kos_own": _kos_own,
        "kos_staff": _kos_staff,
    }
    paragraphs = writers.get(name, _ambassador)(told)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _bullets(told: Told, *lines: str) -> str:
    return "\n".join(told.text("handover.bullet", line=line) for line in lines if line)


def _fee(told: Told) -> str:
    """Return what is paid for a unit: the fee to offer, or as they quote it, and the commission."""
    offer = told.one.offer_vnd
    fee = (
        told.text("handover.fee_quote")
        if offer is None
        else told.text("handover.fee", fee=told.money(offer), unit=told.unit)
    )
    if told.commission:
        return told.text("handover.fee_commission", fee=fee, commission=told.commission)
    return fee


def _koc_commission(told: Told) -> list[str]:
    text, one = told.text, told.one
    opening = text("handover.koc_commission.open", platform=told.where, product=told.product)
    ask = text("handover.koc_commission.ask", commission=told.commission or told.share(0))
    price = f" {_sentence(told.price)}" if told.price else ""
    sample = "lent" if one.lends_samples else "given"
    return [
        f"{told.hello()} {opening}",
        ask + price,
        text(f"handover.koc_commission.{sample}"),
        text("handover.koc_commission.label"),
        text("handover.koc_commission.end"),
    ]


def _koc_video(told: Told) -> list[str]:
    text, one = told.text, told.one
    sample = text(f"handover.koc_video.sample{'_lent' if one.lends_samples else ''}")
    have = _bullets(
        told,
        sample if one.sends_samples else "",
        _fee(told),
        told.price,
        text("handover.koc_video.papers"),
    )
    please = _bullets(
        told,
        text(f"handover.koc_video.film{'_leads' if told.is_leads else ''}"),
        text(f"handover.koc_video.check{'_counsel' if told.needs_counsel else ''}"),
        text("handover.koc_video.when", when=told.when),
    )
    opening = text("handover.koc_video.open", product=told.product, platform=told.where)
    return [
        f"{told.hello()} {opening}",
        f"{text('handover.koc_video.have')}\n{have}",
        f"{text('handover.koc_video.please')}\n{please}",
        text(f"handover.koc_video.end{'_leads' if told.is_leads else ''}"),
    ]


def _kol_post(told: Told) -> list[str]:
    text, one = told.text, told.one
    opening = text(
        "handover.kol_post.open",
        units=told.many(one.each_units),
        product=told.product,
        platform=told.where,
        when=told.when,
    )
    offer = one.offer_vnd
    boosted = one.forecast.terms.unit_boosting_vnd > 0
    if offer is None:
        fee = text(f"handover.kol_post.quote{'' if boosted else '_plain'}")
    else:
        fee = text(f"handover.kol_post.fee{'' if boosted else '_plain'}", fee=told.money(offer))
    return [
        f"{told.hello(formal=True)} {opening}",
        fee,
        text("handover.kol_post.how"),
        text("handover.kol_post.end"),
    ]


def _kos_slot(told: Told) -> list[str]:
    text, one = told.text, told.one
    values = {"units": told.many(one.each_units), "product": told.product, "platform": told.where}
    leads = "_leads" if told.is_leads else ""
    if one.line.programme == "kos_livestream":
        key = f"handover.kos_livestream.open{leads}"
        opening = text(key, hours=told.hours, when=told.when, **values)
    else:
        opening = text("handover.kos_slot.open", when=told.when, **values)
    have = _bullets(
        told,
        _fee(told),
        text("handover.kos_slot.offer", price=told.price) if told.price else "",
        "" if told.is_leads else text("handover.kos_slot.stock", days=told.ship_days),
        text(f"handover.kos_slot.before{leads}"),
    )
    return [
        f"{told.hello()} {opening}",
        f"{text('handover.koc_video.have')}\n{have}",
        text(f"handover.kos_slot.end{leads}"),
    ]


def _live_values(told: Told) -> dict[str, object]:
    return {
        "units": told.many(told.one.each_units),
        "product": told.product,
        "platform": told.where,
        "when": told.when,
        "hours": told.hours,
        "from_hour": told.from_hour,
    }


def _kos_hired(told: Told) -> list[str]:
    text, offer = told.text, told.one.offer_vnd
    fee = (
        text("handover.kos_hired.fee_quote")
        if offer is None
        else text("handover.kos_hired.fee", fee=told.money(offer))
    )
    if told.commission:
        fee = text("handover.fee_commission", fee=fee, commission=told.commission)
    leads = "_leads" if told.is_leads else ""
    have = _bullets(told, fee, text(f"handover.kos_hired.we{leads}"), text("handover.kos_hired.train"))
    many = told.one.people > 1
    time = "handover.kos_hired.shifts" if many else "handover.kos_hired.evening"
    values = {name: value for name, value in _live_values(told).items() if name != "from_hour"}
    hour = text(time) if many else text(time, from_hour=told.from_hour)
    opening = text(f"handover.kos_hired.open{leads}", time=hour, **values)
    return [
        f"{told.hello()} {opening}",
        f"{text('handover.koc_video.have')}\n{have}",
        text(f"handover.kos_hired.end{leads}"),
    ]


def _kos_own(told: Told) -> list[str]:
    text, one = told.text, told.one
    leads = "_leads" if told.is_leads else ""
    days = dict.fromkeys(evening.day for evening in one.week)
    named = ", ".join(text(f"handover.live.day.{day}") for day in days)
    rota = text("handover.kos_own.days", days=named)
    if len(days) == DAYS:
        rota = text(f"handover.kos_own.every_day{'_twice' if len(one.week) > DAYS else ''}")
    return [
        text(f"handover.kos_own.hello{leads}", **_live_values(told)),
        rota
        + " "
        + text(
            "handover.kos_own.people",
            others=told.people_on_comments,
            fee=told.money(one.forecast.premises.likely("fee")),
        ),
        " ".join(part for part in (text(f"handover.kos_own.ready{leads}"), _stop(told)) if part),
        text("handover.kos_own.end"),
    ]


def _stop(told: Told) -> str:
    """Return what the trial has to bring, where the line is all of it; empty else."""
    trial = told.advice.trial
    if trial is None or len(trial.parts) != 1 or trial.parts[0].line is not told.one.line:
        return ""
    stop, noun = told.count(trial.stop_below, 3), told.noun(counted(told.advice.plan)[0])
    return told.text("handover.kos_own.stop", stop=stop, noun=noun)


def _kos_staff(told: Told) -> list[str]:
    text, one = told.text, told.one
    hello = text(
        "handover.kos_staff.hello", platform=told.where, people=told.count(one.people, 4), when=told.when
    )
    return [
        hello,
        text("handover.kos_staff.work", fee=told.money(one.forecast.premises.likely("fee"))),
        text("handover.kos_staff.train"),
        text("handover.kos_staff.end"),
    ]


def _ambassador(told: Told) -> list[str]:
    text, one = told.text, told.one
    opening = text("handover.ambassador.open", product=told.product, months=one.programme.months)
    offer = one.offer_vnd
    fee = (
        text("handover.ambassador.quote")
        if offer is None
        else text("handover.ambassador.fee", fee=told.money(offer))
    )
    scope = text("handover.ambassador.scope", posts=one.programme.posts_per_unit, platform=told.where)
    return [
        f"{told.hello(formal=True)} {opening}",
        f"{scope} {fee}",
        text("handover.ambassador.end"),
    ]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."
