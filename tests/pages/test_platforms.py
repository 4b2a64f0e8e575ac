"""Platforms, through the frame: fees under their names, fit with reasons, one order side by side."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.__main__ import as_json
from kos_core.advice.advice import advise
from kos_core.brief import Brief, make_brief
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.say.citing import assumed
from kos_core.say.platforms import moved, reason
from kos_core.say.text import text_of
from kos_core.vocabulary import CreatorType, Goal, Lang, Platform

Opened = Callable[..., AppTest]
Refusals = Callable[[AppTest], list[str]]
KNOWN = load()
RAW = re.compile(
    r"brand_ambassador|tiktok_shop|platform_fee|_vnd\b|_rate\b|full_funnel|where\.|evidence\.", re.ASCII
)
CASES = [
    Brief(),
    Brief(goal=Goal.AWARENESS),
    Brief(goal=Goal.TRUST, budget_vnd=300_000_000),
    Brief(goal=Goal.BRAND_IMAGE, budget_vnd=1_500_000_000),
    make_brief({"category": "finance_insurance", "budget_vnd": 2_000_000_000}),
    make_brief({"budget_vnd": 1_000_000, "deal": "contract", "platforms": ["lazada_live"]}),
    make_brief({"category": "health_supplements", "ready": {"papers": "no"}}),
    make_brief({"stock": 0, "platforms": ["youtube", "shopee_live"]}),
    make_brief({"repeat_rate": 0.3, "category": "fashion", "seller": "company"}),
]
FEES = [
    (platform, fee, KNOWN.fee_estimate(fee, Brief().category))
    for platform, fees in KNOWN.fees.items()
    for fee in fees
    if fee.service is None  # the others are shown only where the shop takes part
]


@pytest.fixture
def opened(dashboard: Opened) -> Opened:
    """Platforms on a brief in a language."""

    def opening(lang: Lang = "vi", brief: Brief | None = None) -> AppTest:
        at = dashboard("decide/platforms", brief, lang=lang)
        assert not at.exception
        return at

    return opening


def htmls(at: AppTest) -> list[str]:
    return [element.proto.body for element in at.get("html") if "<style>" not in element.proto.body]


def said(at: AppTest) -> str:
    kinds = (at.title, at.subheader, at.markdown, at.caption)
    shown = [*(element.value for kind in kinds for element in kind), *htmls(at)]
    return unescape(re.sub(r"<[^>]*>", " ", "\n".join(shown)))


def answer(at: AppTest) -> str:
    brief = at.session_state["brief"]
    return json.dumps(as_json(advise(Case(brief, KNOWN)), text_of("vi")), sort_keys=True)


def tables(at: AppTest) -> list[list[list[str]]]:
    """Every HTML table as rows of cells."""
    return [
        [
            [
                unescape(re.sub(r"<[^>]*>", " ", cell)).strip()
                for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)
            ]
            for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body)
        ]
        for body in htmls(at)
        if "<table" in body
    ]


def whole(written: str) -> int:
    return int(re.sub(r"[^0-9\u2212]", "", written).replace("\u2212", "-") or 0)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("brief", CASES)
def test_every_case_is_drawn_whole(opened: Opened, lang: Lang, brief: Brief) -> None:
    at = opened(lang, brief)
    words = said(at)
    assert at.title[0].value == text_of(lang)("menu.platforms")
    assert not RAW.search(words)
    for platform in brief.platforms:
        assert KNOWN.platforms[platform].good_at(lang) in words
        for fee in Case(brief, KNOWN).fees(platform):
            assert fee.tariff.seller_kind(lang) in words
            assert fee.tariff.in_force[:4] in words


@pytest.mark.parametrize("creator", list(CreatorType))
def test_the_reasons_sum_to_the_fit_and_the_lines_to_what_is_left(
    opened: Opened, creator: CreatorType
) -> None:
    at = opened("en")
    at.segmented_control(key="view.where.type.main").set_value(creator).run()
    assert not at.exception
    needs, order = tables(at)
    for column in range(1, len(needs[0])):
        assert sum(float(row[column]) for row in needs[1:-1]) == pytest.approx(
            float(needs[-1][column]), abs=0.4
        )
    advice = advise(Case(Brief(), KNOWN))
    names = [row[0] for row in order]
    left = names.index(text_of("en")("where.left"))
    for column in range(1, len(order[0])):
        lines = [whole(row[column]) for row in order[1:left]]
        assert sum(lines) == pytest.approx(whole(order[left][column]), abs=5)
    exact = {round(cell.terms.leaves_vnd or 0) for cell in advice.cells[creator].values()}
    assert {whole(cell) for cell in order[left][1:]} == exact


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("brief", CASES)
def test_each_platform_has_its_reason_and_the_brief_what_it_moved(
    opened: Opened, lang: Lang, brief: Brief
) -> None:
    case, text = Case(brief, KNOWN), text_of(lang)
    advice = advise(case)
    words = said(opened(lang, brief))
    creator = advice.leader or advice.scorecard.rows[0].creator
    for platform in brief.platforms:
        assert reason(creator, platform, case, text, lang) in words
    for line in moved(case, text, lang):
        assert line in words


def test_a_platform_mostly_assumed_is_pale_and_counted(opened: Opened) -> None:
    at = opened("en")
    for creator in (CreatorType.KOC, CreatorType.KOS):
        at.segmented_control(key="view.where.type.main").set_value(creator).run()
        body = next(b for b in htmls(at) if "assumed" in b and "<table" in b)
        heads = re.findall(r'<td class="num ([a-z -]*)"><b>(.*?)</b><br><span[^>]*>(.*?)</span>', body)
        assert len(heads) == len(Platform)
        for platform, cell in advise(Case(Brief(), KNOWN)).cells[creator].items():
            kind, _, count = next(h for h in heads if h[1] == KNOWN.platforms[platform].label)
            thin, every = assumed(cell.rests_on, KNOWN)
            assert count == f"{thin}/{every} assumed"
            assert ("kc-thin" in kind) == (2 * thin > every)


@pytest.mark.parametrize(
    ("platform", "fee", "estimate"), [next(f for f in FEES if f[0] is p) for p in Platform], ids=str
)
def test_a_fee_is_changed_listed_and_put_back_to_the_byte(
    opened: Opened, platform: Platform, fee, estimate
) -> None:
    at = opened()
    before, token = answer(at), at.query_params.get("b")
    key = f"view.assume.{estimate.id}.fee.{platform}"
    field = at.text_input(key=key)
    assert field.label.lower() == fee.label("vi").lower()
    field.set_value("7k" if fee.per == "order" else "7,5%").run()
    assert not at.exception
    value = 7_000 if fee.per == "order" else 0.075
    assert dict(at.session_state["brief"].assumptions) == {estimate.id: value}
    assert answer(at) != before
    changed = next(b for b in htmls(at) if "→" in b)
    assert KNOWN.platforms[platform].label in changed
    assert fee.label("vi") in changed
    at.button(key=f"back.assumptions.{estimate.id}.list").click().run()
    assert answer(at) == before
    assert at.query_params.get("b") == token
    assert at.text_input(key=key).value == ""


def test_all_changed_figures_go_back_at_once_and_an_empty_field_too(opened: Opened) -> None:
    at = opened()
    before = answer(at)
    for platform, _, estimate in FEES[:3]:
        at.text_input(key=f"view.assume.{estimate.id}.fee.{platform}").set_value("9").run()
    assert len(at.session_state["brief"].assumptions) == 3
    at.button(key="back.assumptions.all").click().run()
    assert answer(at) == before
    platform, _, estimate = FEES[0]
    key = f"view.assume.{estimate.id}.fee.{platform}"
    at.text_input(key=key).set_value("9%").run()
    at.text_input(key=key).set_value("").run()
    assert answer(at) == before


@pytest.mark.parametrize("given", ["abc", "-5%", "250%"])
def test_a_bad_fee_is_refused_beside_its_field(opened: Opened, refusals: Refusals, given: str) -> None:
    at = opened()
    platform, _, estimate = FEES[0]
    key = f"view.assume.{estimate.id}.fee.{platform}"
    at.text_input(key=key).set_value(given).run()
    assert not at.exception
    assert at.session_state["brief"] == Brief()
    assert at.text_input(key=key).value == given
    assert len(refusals(at)) == 1


def test_platforms_can_be_left_out_and_taken_back(opened: Opened) -> None:
    at = opened()
    pills = at.pills(key="view.platforms.main") if hasattr(at, "pills") else at.button_group[0]
    pills.set_value([Platform.SHOPEE_LIVE, Platform.FACEBOOK_LIVE]).run()
    assert not at.exception
    assert at.session_state["brief"].platforms == (Platform.SHOPEE_LIVE, Platform.FACEBOOK_LIVE)
    assert "youtube" not in {i.key.rsplit(".", 1)[-1] for i in at.text_input}


def test_where_documents_and_figures_differ_both_are_said_with_their_reasons(opened: Opened) -> None:
    advice = advise(Case(Brief(), KNOWN))
    assert advice.leader is not None
    assert advice.documents_prefer is not None
    text = text_of("vi")
    words = said(opened())
    assert text("where.documents") in words
    assert text("where.figures") in words
    assert KNOWN.platforms[advice.documents_prefer].label in words
    agreed = Brief(platforms=(Platform.TIKTOK_SHOP,))
    assert text("where.differ") not in said(opened("vi", agreed))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_mark_opens_what_the_numbers_rest_on(opened: Opened, lang: Lang) -> None:
    at = opened(lang)
    marks = "\n".join(m.value for m in at.markdown)
    for platform in Platform:
        for rating in KNOWN.platforms[platform].ratings.values():
            for name in rating.claims:
                assert KNOWN.claims[name].vi in marks
                assert KNOWN.claims[name].en in marks
            if rating.why is not None:
                assert rating.why(lang) in marks
    for _, _, estimate in FEES:
        for name in estimate.rests_on:
            assert name in marks
        if estimate.why is not None:
            assert estimate.why(lang) in marks
    creator = advise(Case(Brief(), KNOWN)).leader
    assert creator is not None
    for cell in advise(Case(Brief(), KNOWN)).cells[creator].values():
        for name in cell.rests_on:
            assert all(one in marks for one in KNOWN.estimates[name].rests_on)


def test_the_same_case_gives_the_same_numbers_in_both_languages(opened: Opened) -> None:
    def read(lang: Lang) -> list[list[float]]:
        found = []
        for table in tables(opened(lang)):
            for row in table[1:]:
                cells = [re.sub(r"[^0-9.,\u2212–]", "", cell) for cell in row[1:]]
                if lang == "vi":
                    cells = [cell.translate(str.maketrans(".,", ",.")) for cell in cells]
                found.append(
                    [float(n.replace(",", "")) for c in cells for n in re.findall(r"[0-9][0-9.,]*", c)]
                )
        return found

    assert read("vi") == read("en")
