"""Platforms: which platform suits which type and why, its fees by name, and what one order leaves on each."""

from collections.abc import Iterable
from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.figures.colours import sentence
from kos_core.forecast.forecast import Forecast
from kos_core.knowledge.entries import Fee
from kos_core.knowledge.evidence import Rating
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers import writing
from kos_core.numbers.writing import write_number, write_range
from kos_core.say import citing
from kos_core.say.citing import assumed, cite, value_of
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.say.wording import line_name
from kos_core.score import apart
from kos_core.vocabulary import CreatorType, Lang, Platform, Stage
from pages.parts import ask, compute, evidence, fields, gates, session, show

OTHER: dict[Lang, Lang] = {"vi": "en", "en": "vi"}


def answer(advice: Advice, text: Text) -> None:
    """Say which case this is about, the question, and where the type that leads belongs."""
    st.title(text("menu.platforms"))
    chip = "" if advice.leader is None else show.chip(advice.leader)
    said = figures.platform_heat_title(advice, text, text.lang)
    st.html(ask.which(advice.case, text) + f'<p class="kc-lead">{chip}{escape(said)}</p>')


# Where documents and figures differ


def differ(advice: Advice, text: Text) -> None:
    """Say which platform the documents prefer and which the figures, and why each."""
    known = advice.case.knowledge
    creator, theirs = advice.leader, advice.forecast_prefers
    if creator is None or theirs is None:
        return
    ours = advice.platform_of[creator]
    cells = advice.cells[creator]
    st.markdown(f"**{text('where.differ')}**")
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(side(text("where.documents"), by_documents(creator, ours, theirs, advice, text)))
        names = [c for p in (ours, theirs) for r in known.platforms[p].ratings.values() for c in r.claims]
        evidence.opened(names, known, text, key="differ.documents")
    with right:
        st.html(side(text("where.figures"), by_figures(cells[theirs], cells[ours], advice, text)))
        evidence.opened([*cells[theirs].rests_on, *cells[ours].rests_on], known, text, key="differ.figures")


def side(head: str, said: str) -> str:
    """Return a heading and a sentence as HTML."""
    return f'<p class="kc-side"><b>{escape(head)}.</b> {escape(said)}</p>'


def by_documents(creator: CreatorType, ours: Platform, theirs: Platform, advice: Advice, text: Text) -> str:
    """Return why the documents prefer `ours`: by how much, and the need that decides."""
    known = advice.case.knowledge
    lang = text.lang
    here, there = (apart.needs_met(creator, p, known) for p in (ours, theirs))
    gaps = {name: here[name].points - there[name].points for name in here}
    most = max(gaps, key=lambda name: gaps[name])
    values = {"platform": known.platforms[ours].label, "other": known.platforms[theirs].label}
    points = round(advice.fits[creator][ours], 1) - round(advice.fits[creator][theirs], 1)
    if points <= 0:
        return text("where.documents_level", **values)
    return text(
        "where.documents_why",
        points=writing.tenths(points, lang),
        need=known.needs[most].label(lang).lower(),
        gap=writing.tenths(gaps[most], lang, signed=True),
        **values,
    )


def by_figures(theirs: Forecast, ours: Forecast, advice: Advice, text: Text) -> str:
    """Return why the figures prefer `theirs`: the goal's own number on both, what lies behind, how thin."""
    known = advice.case.knowledge
    label = known.platforms[theirs.platform].label
    found, other = (cell.bands[cell.measure.first].middle for cell in (theirs, ours))
    loses = theirs.measure.is_money and max(found, other) < 0
    said = [
        text(
            "where.figures_less" if loses else "where.figures_why",
            platform=label,
            other=known.platforms[ours.platform].label,
            outcome=outcome(theirs, found, text),
            other_outcome=outcome(ours, other, text),
        )
    ]
    if theirs.measure.is_money and theirs.terms.leaves_vnd is not None and ours.terms.leaves_vnd is not None:
        said.append(
            text(
                "where.figures_each",
                leaves=show.money(theirs.terms.leaves_vnd, text),
                other_leaves=show.money(ours.terms.leaves_vnd, text),
                orders=write_number(theirs.bands[Stage.KEPT].middle, text.lang),
                other_orders=write_number(ours.bands[Stage.KEPT].middle, text.lang),
            )
        )
    thin, every = assumed(theirs.rests_on, known)
    key = "where.figures_weak" if 2 * thin > every else "where.figures_fair"
    said.append(text(key, assumed=thin, all=every, platform=label))
    return " ".join(said)


def outcome(cell: Forecast, found: float, text: Text) -> str:
    """Return what a cell does for the goal in the goal's own words."""
    if cell.measure.is_money:
        key = "where.outcome.profit" if found >= 0 else "where.outcome.loss"
        return text(key, amount=show.money(abs(found), text))
    return text(f"where.outcome.{cell.measure.first}", count=write_number(found, text.lang, 2))


# What was changed


def changed(advice: Advice, text: Text) -> None:
    """List the figures the reader changed, each with the way back, and all at once."""
    knowledge = advice.case.knowledge
    own = advice.brief.assumptions
    if not own:
        return
    names = {
        knowledge.fee_estimate(
            fee, advice.brief.category
        ).id: f"{knowledge.platforms[p].label}, {fee.label(text.lang)}"
        for p, fees in knowledge.fees.items()
        for fee in fees
    }
    with st.container(key="where_changed", border=True):
        st.markdown(f"**{text('where.changed')}**")
        for name, value in own:
            estimate = knowledge.estimates[name]
            with st.container(horizontal=True, vertical_alignment="center"):
                line = text(
                    "where.changed_one",
                    name=names.get(name) or citing.name_of(estimate, knowledge, text),
                    usual=value_of(estimate.likely, estimate, text),
                    now=value_of(value, estimate, text),
                )
                st.html(f'<p class="kc-note">{escape(line)}</p>', width="content")
                fields.put_back("assumptions", name, text, where="list")
        if len(own) > 1:
            st.button(
                text("where.all_back"),
                key="back.assumptions.all",
                icon=":material/undo:",
                on_click=lambda: session.edit(assumptions=()),
            )


# Fit and its reasons


def chosen(advice: Advice, text: Text) -> CreatorType:
    """Ask for which type; the one that leads unless told."""
    known = advice.case.knowledge
    now = session.kept("where.type", advice.leader or advice.scorecard.rows[0].creator)
    st.segmented_control(
        text("where.type"),
        list(CreatorType),
        format_func=lambda t: sentence(known.creators[t].short(text.lang)),
        required=True,
        **session.view("where.type", "main", now, lambda value: session.keep(**{"where.type": value})),
    )
    return CreatorType(now)


def reasons(creator: CreatorType, advice: Advice, text: Text) -> None:
    """Show the map, and beside it what each need adds to the fit of one type on every platform."""
    known = advice.case.knowledge
    lang = text.lang
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"**{text('where.map')}**")
        show.picture(
            figures.platform_heat(advice, text, lang, session.mode()),
            figures.platform_heat_title(advice, text, lang),
            figures.platform_heat_alt(advice, text, lang),
            "platform_heat",
        )
    with right:
        short = known.creators[creator].short(lang)
        st.markdown(f"**{sentence(text('where.reasons', creator=short))}**")
        st.html(f'<p class="kc-side">{escape(text("where.reasons_how", creator=short))}</p>')
        st.html(needs_table(creator, advice, text))


def needs_table(creator: CreatorType, advice: Advice, text: Text) -> str:
    """Return what each need adds on every allowed platform as an HTML table; the columns sum to the fit."""
    known = advice.case.knowledge
    platforms = by_fit(creator, advice)
    met = {p: apart.needs_met(creator, p, known) for p in platforms}
    needs = sorted(known.needs, key=lambda name: -met[platforms[0]][name].most)
    rows = [
        ("", "", text("where.most"), [known.platforms[p].label for p in platforms]),
        *(
            (
                "",
                known.needs[name].label(text.lang),
                writing.tenths(met[platforms[0]][name].most, text.lang),
                [writing.tenths(met[p][name].points, text.lang) for p in platforms],
            )
            for name in needs
        ),
        (
            "sum",
            text("where.fit"),
            writing.tenths(100.0, text.lang),
            [writing.tenths(advice.fits[creator][p], text.lang) for p in platforms],
        ),
    ]
    body = "".join(
        f'<tr class="{kind}"><td>{escape(name)}</td><td class="num kc-head kc-wide">{escape(most)}</td>'
        + "".join(f'<td class="num kc-head">{escape(cell)}</td>' for cell in cells)
        + "</tr>"
        for kind, name, most, cells in rows
    )
    return f'<div class="kc-scroll"><table class="kc-table">{body}</table></div>'


def by_fit(creator: CreatorType, advice: Advice) -> list[Platform]:
    """Return the allowed platforms, the best for the type first."""
    return sorted(advice.brief.platforms, key=lambda p: -advice.fits[creator][p])


def strengths(creator: CreatorType, advice: Advice, text: Text) -> None:
    """Show what each platform is good at, with the evidence behind every rating one tap away."""
    known = advice.case.knowledge
    st.markdown(f"**{text('where.strengths')}**")
    platforms = by_fit(creator, advice)
    for place, platform in zip(st.columns(len(platforms), gap="medium"), platforms, strict=True):
        entry = known.platforms[platform]
        fit = text("where.fit_of", fit=writing.tenths(advice.fits[creator][platform], text.lang))
        with place:
            st.html(
                f'<p class="kc-side"><b>{escape(entry.label)}</b> · {escape(fit)}<br>'
                f"{escape(entry.good_at(text.lang))}</p>"
            )
            with st.popover(
                text("evidence.mark"),
                icon=":material/menu_book:",
                type="tertiary",
                key=f"cite.platform.{platform}",
            ):
                st.markdown("\n".join(need_lines(creator, platform, known, text)))


def need_lines(creator: CreatorType, platform: Platform, known: Knowledge, text: Text) -> Iterable[str]:
    """Yield what each need adds, then what the documents say of the platform and of the type, as Markdown."""
    lang, entry = text.lang, known.platforms[platform]
    yield f"**{entry.label}**: {entry.good_at(lang)} *{entry.good_at(OTHER[lang])}*\n"
    met = apart.needs_met(creator, platform, known)
    for name, one in sorted(met.items(), key=lambda pair: -pair[1].points):
        rating, weight = entry.ratings[name], known.needs[name].weights[creator]
        line = text(
            "where.need_line",
            need=known.needs[name].label(lang),
            points=writing.tenths(one.points, lang),
            most=writing.tenths(one.most, lang),
            rating=write_number(rating.value, lang, 3),
            support=text(f"evidence.{rating.support}"),
        )
        yield f"- **{line}**"
        yield from (f"  - {line}" for line in carried(rating, known, text))
        line = text(
            "where.need_weight",
            creator=sentence(known.creators[creator].short(lang)),
            weight=write_number(weight.value, lang, 3),
            support=text(f"evidence.{weight.support}"),
        )
        yield f"  - {line}"
        yield from (f"    - {line}" for line in carried(weight, known, text))


def carried(rating: Rating, known: Knowledge, text: Text) -> Iterable[str]:
    """Yield what a rating rests on, in the reader's language and in the other."""
    other = OTHER[text.lang]
    if rating.why is not None:
        yield f"{rating.why(text.lang)} *{rating.why(other)}*"
    for name, line in zip(rating.claims, citing.support(rating.claims, known, text), strict=True):
        yield f"{line} *{known.claims[name](other)}*"


# What one order leaves


def one_order(creator: CreatorType, advice: Advice, text: Text) -> None:
    """Show side by side what one order leaves on every platform; pale where most figures are assumed."""
    known = advice.case.knowledge
    short = known.creators[creator].short(text.lang)
    st.subheader(text("where.order", creator=short))
    cells = advice.cells[creator]
    for platform in advice.brief.platforms:
        if platform not in cells:
            said = text("where.no_way", creator=short, platform=known.platforms[platform].label)
            st.caption(sentence(said))
    shown = [cells[p] for p in by_fit(creator, advice) if p in cells]
    if not shown:
        return
    if any(cell.terms.leaves_vnd is None for cell in shown):
        st.caption(text("where.order_leads"))
        shown_lines: list[str] = []
    else:
        shown_lines = order_lines(shown)
    st.html(f'<p class="kc-side">{escape(ways(shown, known, text))}</p>')
    st.html(order_table(shown, shown_lines, known, text))
    if shown_lines:
        st.caption(text("where.order_how"))
    if any(is_thin(cell, known) for cell in shown):
        st.html(f'<p class="kc-sure">{escape(text("where.thin_key"))}</p>')
    with st.container(horizontal=True, key="where_marks"):
        for cell in shown:
            label = f"{known.platforms[cell.platform].label}: {thinness(cell, known, text)}"
            evidence.opened(cell.rests_on, known, text, label=label, key=f"order.{cell.platform}")


def ways(cells: list[Forecast], known: Knowledge, text: Text) -> str:
    """Return which way of hiring each platform's column is reckoned with."""
    found: dict[str, list[str]] = {}
    for cell in cells:
        found.setdefault(cell.programme.label(text.lang), []).append(known.platforms[cell.platform].label)
    said = "; ".join(f"{way} ({', '.join(where)})" for way, where in found.items())
    return text("where.way", ways=said)


def order_lines(cells: list[Forecast]) -> list[str]:
    """Return the lines taken per order on any of the platforms, the platforms' fees as one."""
    names = [line.name for cell in cells for line in cell.per_order if not line.name.startswith("fee:")]
    return list(dict.fromkeys(["fees", *names]))


def is_thin(cell: Forecast, known: Knowledge) -> bool:
    """Return whether more than half of a cell's figures are assumed."""
    thin, every = assumed(cell.rests_on, known)
    return 2 * thin > every


def thinness(cell: Forecast, known: Knowledge, text: Text) -> str:
    """Return how many of a cell's figures are assumed."""
    thin, every = assumed(cell.rests_on, known)
    return text("where.thin", assumed=thin, all=every)


def order_table(cells: list[Forecast], lines: list[str], known: Knowledge, text: Text) -> str:
    """Return the lines of one order as an HTML table, a column a platform."""
    kinds = ["kc-thin" if is_thin(cell, known) else "" for cell in cells]

    def row(name: str, said: list[str], kind: str = "") -> str:
        body = "".join(
            f'<td class="num {thin}">{value}</td>' for thin, value in zip(kinds, said, strict=True)
        )
        return f'<tr class="{kind}"><td>{escape(name)}</td>{body}</tr>'

    def plain(said: Iterable[str]) -> list[str]:
        return [escape(words).replace("\N{NO-BREAK SPACE}", " ") for words in said]

    heads = [
        f"<b>{escape(known.platforms[c.platform].label)}</b><br>"
        f'<span class="kc-quiet">{escape(thinness(c, known, text))}</span>'
        for c in cells
    ]
    rows = [row("", heads)]
    if lines:
        rows.append(row(text("where.sells_at"), plain(vnd(c.terms.live_price_vnd, text) for c in cells)))
        for name in lines:
            label = text("where.fees") if name == "fees" else line_name(name, known, text)
            rows.append(row(label, plain(taken(c, name, text) for c in cells)))
        later = [later_of(c) for c in cells]
        if any(abs(x) >= 1 for x in later):
            rows.append(row(text("where.later"), plain(vnd(x, text) for x in later)))
        left = (vnd(c.terms.leaves_vnd or 0.0, text) for c in cells)
        rows.append(row(text("where.left"), plain(left), "sum"))
    rows.append(
        row(
            text("where.spend"),
            plain(
                show.money(c.terms.spend_vnd, text)
                if c.bands
                else text("evidence.needs_paid", needs=show.money(c.terms.needs_vnd, text))
                if not c.terms.is_affordable and c.terms.needs_vnd > 0
                else text("where.closed")
                for c in cells
            ),
        )
    )
    stage, label = (Stage.KEPT, "where.kept") if lines else (Stage.LEADS, "figure.stage.leads")
    rows.append(
        row(
            text(label),
            [escape(write_band(c, stage, text)) if stage in c.bands else "–" for c in cells],
        )
    )
    return f'<div class="kc-scroll"><table class="kc-table">{"".join(rows)}</table></div>'


def write_band(cell: Forecast, stage: Stage, text: Text) -> str:
    """Return the 80 % band of a stage."""
    band = cell.bands[stage]
    low, high = (round(end) if end < 10 else end for end in (band.low, band.high))
    return write_range(low, high, text.lang, money=False)


def vnd(amount: float, text: Text) -> str:
    """Return an amount to the dong without its sign, which stands over the table."""
    return show.exact(amount, text).removesuffix("₫").strip()


def later_of(cell: Forecast) -> float:
    """Return what an order brings later (repeats, halo), VND: what is left beyond the lines."""
    hired = cell.terms
    lines = sum(line.vnd for line in cell.per_order if line.is_on)
    return (hired.leaves_vnd or 0.0) - (hired.live_price_vnd - lines)


def taken(cell: Forecast, name: str, text: Text) -> str:
    """Return what a line takes of one order; a dash where it takes nothing or is switched off."""
    found = [
        line.vnd
        for line in cell.per_order
        if line.is_on and (line.name.startswith("fee:") if name == "fees" else line.name == name)
    ]
    return vnd(-sum(found), text) if found else "–"


# Fees


def fees(advice: Advice, knowledge: Knowledge, text: Text) -> None:
    """Show every platform's fees under their own names, each with seller kind and date, and a field."""
    st.subheader(text("where.fee_title"))
    st.html(fees_on_paper(advice, text))
    platforms = list(advice.brief.platforms)
    with st.container(key="noprint_fees"):
        st.caption(text("where.fee_how"))
        fee_fields(platforms, advice, knowledge, text)


def fees_on_paper(advice: Advice, text: Text) -> str:
    """Return every platform's fees as HTML for paper, where no field is shown."""
    known = advice.case.knowledge
    rows = (
        f"<p><b>{escape(known.platforms[platform].label)}.</b> "
        + "; ".join(
            f"{escape(fee.label(text.lang))}: {escape(fee_line(fee, known, advice, text))}"
            for fee in known.fees[platform]
        )
        + "</p>"
        for platform in advice.brief.platforms
    )
    return f'<div class="kc-paper">{"".join(rows)}</div>'


def fee_fields(platforms: list[Platform], advice: Advice, knowledge: Knowledge, text: Text) -> None:
    """Show a field for every fee, three platforms in a row."""
    known = advice.case.knowledge
    for start in range(0, len(platforms), 3):
        for place, platform in zip(st.columns(3, gap="medium"), platforms[start : start + 3], strict=False):
            with place:
                st.markdown(f"**{known.platforms[platform].label}**")
                names = []
                for fee in known.fees[platform]:
                    usual = knowledge.fee_estimate(fee, advice.brief.category)
                    names.append(usual.id)
                    label = sentence(fee.label(text.lang))
                    fields.assumption(usual, text, where=f"fee.{platform}", label=label)
                    st.html(f'<p class="kc-quiet">{escape(fee_line(fee, known, advice, text))}</p>')
                evidence.opened(names, known, text, key=f"fees.{platform}")


def fee_line(fee: Fee, known: Knowledge, advice: Advice, text: Text) -> str:
    """Return a fee in one line: value, of what, which sellers, since when, how well known."""
    estimate = known.fee_estimate(fee, advice.brief.category)
    one = cite(estimate, known, text)
    if estimate.date == "own":
        return f"{one.value} {text(f'where.per_{fee.per}')} · {text('where.yours')}"
    said = text(
        "where.fee_line",
        value=one.value,
        per=text(f"where.per_{fee.per}"),
        seller=fee.seller_kind(text.lang),
        date=in_force(known.in_force(fee, advice.brief.category), text),
    )
    if one.span:
        said += f" · {text('where.fee_range', span=one.span)}"
    years = sorted({known.figures[n].year for n in estimate.rests_on if n in known.figures} - {""})
    dated = text("where.fee_years", years=", ".join(years)) if years else ""
    return f"{said} · {text('where.fee_mark', mark=one.mark, years=dated)}"


def in_force(written: str, text: Text) -> str:
    """Return since when a fee holds: a day, a month or a year, as it is known."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return text("where.from_year", date=written)
    day = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    if text.lang == "vi":
        said = day.strftime("%d/%m/%Y" if len(parts) == 3 else "%m/%Y")
    else:
        said = f"{day.day} {day:%b %Y}" if len(parts) == 3 else f"{day:%b %Y}"
    return text("where.from_day" if len(parts) == 3 else "where.from_month", date=said)


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    advice, knowledge = compute.advise(case), case.usual
    st.html(Path(__file__).with_suffix(".css"))
    said = Sentences(advice, text)
    for stop in advice.stops:
        st.warning(said.notice("stop", stop))
    gates.shut(advice, text)
    answer(advice, text)
    changed(advice, text)
    differ(advice, text)
    fields.several("platforms", text("ask.platforms"), Platform, lambda p: knowledge.platforms[p].label)
    creator = chosen(advice, text)
    reasons(creator, advice, text)
    strengths(creator, advice, text)
    fees(advice, knowledge, text)
    one_order(creator, advice, text)
    st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
