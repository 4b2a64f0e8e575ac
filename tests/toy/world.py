"""A small fixed world in round numbers: four types, two platforms, nothing read from the data files.

One live session on the shop's channel: 1,000 views of its own and 5,000 bought (500k at 50k a thousand, half
of the impressions are views) are 6,000; a tenth click, a twentieth of these order: 30 orders at 200k. A tenth
is cancelled, a ninth of the rest comes back undelivered, a tenth of what is delivered is returned: 0.72 × 30
are 21.6 that succeed. Goods cost 100k, the platform takes a tenth: an order leaves 80k.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.hire.ways import Way, ways_of
from kos_core.knowledge.entries import (
    AssumedCount,
    AssumedShare,
    BannedGoods,
    CategoryEntry,
    Condition,
    Creator,
    Criterion,
    Fee,
    GoalEntry,
    Measure,
    Measures,
    Need,
    Paper,
    PlatformEntry,
    Programme,
    ReadinessEntry,
    ReadyNeed,
    Shares,
    Tariff,
    TraitEntry,
)
from kos_core.knowledge.evidence import Estimate, Rating, Words
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import (
    Answer,
    Basis,
    Category,
    CreatorType,
    Deal,
    Goal,
    Kind,
    Platform,
    Readiness,
    Season,
    Stage,
    Support,
    Trait,
    Unit,
)

TIKTOK, SHOPEE = Platform.TIKTOK_SHOP, Platform.SHOPEE_LIVE
PLATFORMS = (TIKTOK, SHOPEE)
WORD = Words(vi="chữ", en="word")
WHY = Words(vi="vì thế", en="because")

# What holds in this world, each without width: (value, kind).
FIGURES: dict[str, tuple[float, Kind]] = {
    **{f"any.{p}.any.cpm_vnd": (50_000, Kind.VND) for p in Platform},
    **{f"any.{p}.any.platform_fee_rate": (0.1, Kind.SHARE) for p in Platform},
    **{f"any.{p}.any.order_fee_vnd": (0, Kind.VND) for p in Platform},
    **{f"any.{p}.any.live_view_cost_vnd": (100, Kind.VND) for p in Platform},
    "any.any.any.usual_discount": (0, Kind.SHARE),
    "any.any.any.live_products": (10, Kind.COUNT),
    "planner.fewest_products": (5, Kind.COUNT),
    "any.any.any.ctr_multiplier": (1, Kind.TIMES),
    "any.any.any.cvr_multiplier": (1, Kind.TIMES),
    "any.any.any.aov_vnd": (200_000, Kind.VND),
    "any.any.any.lead_rate": (0.1, Kind.SHARE),
    "any.any.any.commission_rate": (0.1, Kind.SHARE),
    "any.any.any.margin_rate": (0.5, Kind.SHARE),
    "any.any.any.return_rate": (0.1, Kind.SHARE),
    "any.any.any.spoiled_share": (0, Kind.SHARE),
    # The live session
    "kos_hired.any.channel_views": (1_000, Kind.COUNT),
    "kos_hired.any.fee_per_activation_vnd": (1_000_000, Kind.VND),
    "kos_hired.any.view_rate_of_impressions": (0.5, Kind.SHARE),
    "kos_hired.any.engagement_rate": (0.1, Kind.SHARE),
    "kos_hired.any.product_ctr": (0.1, Kind.SHARE),
    "kos_hired.any.conversion_rate_click_to_order": (0.05, Kind.SHARE),
    "kos_hired.any.cancel_rate": (0.2, Kind.SHARE),
    "kos_hired.any.commission_rate": (0, Kind.SHARE),
    # Samples for commission
    "koc_commission.any.followers": (10_000, Kind.COUNT),
    "koc_commission.any.views_per_follower": (0.1, Kind.TIMES),
    "koc_commission.any.fee_per_activation_vnd": (0, Kind.VND),
    "koc_commission.any.view_rate_of_impressions": (0.5, Kind.SHARE),
    "koc_commission.any.engagement_rate": (0.2, Kind.SHARE),
    "koc_commission.any.product_ctr": (0.1, Kind.SHARE),
    "koc_commission.any.conversion_rate_click_to_order": (0.05, Kind.SHARE),
    "koc_commission.any.cancel_rate": (0.2, Kind.SHARE),
    "koc_commission.any.commission_rate": (0.1, Kind.SHARE),
    "koc_commission.any.posted_share": (0.5, Kind.SHARE),
    # A post for a fee
    "kol_post.any.followers": (100_000, Kind.COUNT),
    "kol_post.any.views_per_follower": (1, Kind.TIMES),
    "kol_post.any.fee_per_activation_vnd": (10_000_000, Kind.VND),
    "kol_post.any.view_rate_of_impressions": (0.5, Kind.SHARE),
    "kol_post.any.engagement_rate": (0.01, Kind.SHARE),
    "kol_post.any.product_ctr": (0.01, Kind.SHARE),
    "kol_post.any.conversion_rate_click_to_order": (0.01, Kind.SHARE),
    "kol_post.any.cancel_rate": (0.2, Kind.SHARE),
    "kol_post.any.commission_rate": (0.1, Kind.SHARE),
    # A contract for the face
    "face.any.followers": (1_000_000, Kind.COUNT),
    "face.any.views_per_follower": (0.5, Kind.TIMES),
    "face.any.fee_per_activation_vnd": (100_000_000, Kind.VND),
    "face.any.view_rate_of_impressions": (0.5, Kind.SHARE),
    "face.any.engagement_rate": (0.02, Kind.SHARE),
    "face.any.product_ctr": (0.01, Kind.SHARE),
    "face.any.conversion_rate_click_to_order": (0.01, Kind.SHARE),
    "face.any.cancel_rate": (0.2, Kind.SHARE),
    "face.any.commission_rate": (0, Kind.SHARE),
    # Costs
    "cost.withholding_rate": (0, Kind.SHARE),
    "cost.withholding_from_vnd": (2_000_000, Kind.VND),
    "cost.agency_rate": (0.1, Kind.SHARE),
    "cost.rights_rate": (0.5, Kind.SHARE),
    "cost.boosting_rate": (0, Kind.SHARE),
    "cost.boosting_session_vnd": (500_000, Kind.VND),
    "cost.session_vnd": (500_000, Kind.VND),
    "cost.production_times": (1, Kind.TIMES),
    "cost.media_share": (0.5, Kind.SHARE),
    "cost.packing_vnd": (0, Kind.VND),
    "cost.failed_shipping_vnd": (0, Kind.VND),
    "cost.sample_shipping_vnd": (0, Kind.VND),
    "cost.lent_above_vnd": (2_000_000, Kind.VND),
    "cost.lent_wear_rate": (0.1, Kind.SHARE),
    "cost.seller_tax_rate": (0, Kind.SHARE),
    "cost.hard_to_ship_times": (2, Kind.TIMES),
    # The model
    "model.width_explicit": (1, Kind.POINTS),
    "model.width_implied": (2, Kind.POINTS),
    "model.width_judgement": (3, Kind.POINTS),
    "model.weight_spread": (0.3, Kind.TIMES),
    "model.ads_full_vnd": (100_000_000, Kind.VND),
    "model.small_shop_vnd": (200_000_000, Kind.VND),
    "model.lines_small": (3, Kind.COUNT),
    "model.lines_large": (6, Kind.COUNT),
    "model.go_from": (0.6, Kind.SHARE),
    "model.trial_rate": (0.2, Kind.SHARE),
    "model.alike_within": (0.015, Kind.SHARE),
    "model.role_good": (0.8, Kind.SHARE),
    "model.article_spread": (0, Kind.POINTS),
    "model.dominated_from": (2, Kind.TIMES),  # never, unless a test says otherwise
    "model.clear_from": (0.8, Kind.SHARE),
    "model.likely_from": (0.6, Kind.SHARE),
    "model.unknown_share": (0.5, Kind.SHARE),
    "model.sway_times": (2, Kind.TIMES),
    "model.overlap_rate": (0, Kind.SHARE),
    "model.cancel_split": (0.5, Kind.SHARE),
    "model.refused_in_return": (0, Kind.SHARE),
    "model.price_elasticity": (1, Kind.TIMES),
    "model.measured_to": (100, Kind.TIMES),
    "model.beyond_elasticity": (0, Kind.TIMES),
    "model.stage_dependence": (0.5, Kind.SHARE),
    "model.ads_exponent": (1, Kind.SHARE),
    "model.channel_sessions": (100, Kind.COUNT),
    "model.channel_exponent": (1, Kind.SHARE),
    "model.no_offer": (1, Kind.TIMES),
    "model.no_reviews": (1, Kind.TIMES),
    "model.no_comment_staff": (1, Kind.TIMES),
    "model.no_question_list": (1, Kind.TIMES),
    "model.cart_to_order": (0.5, Kind.SHARE),
    "model.leads_above_vnd": (20_000_000, Kind.VND),
    "model.accepted_loss": (1, Kind.SHARE),
    "model.trial_least_units": (3, Kind.COUNT),
    "model.flip_goal": (1, Kind.TIMES),
    "model.flip_answer": (1, Kind.TIMES),
    "model.flip_unanswered": (0.5, Kind.SHARE),
    "model.flip_platform": (1, Kind.TIMES),
    "model.flip_points": (0.1, Kind.SHARE),
    "model.flip_few_reviews": (10, Kind.COUNT),
    "model.flip_deal": (1, Kind.TIMES),
    "model.flip_furthest": (4, Kind.TIMES),
    "model.flip_close": (0.01, Kind.SHARE),
    "ads.click_rate": (0.01, Kind.SHARE),
    "ads.conversion_rate": (0.1, Kind.SHARE),
    **{
        f"season.{s}.{name}": (value, kind)
        for s in Season
        if s is not Season.ORDINARY
        for name, value, kind in (
            ("demand", 2, Kind.TIMES),
            ("fee", 1, Kind.TIMES),
            ("discount", 0, Kind.SHARE),
            ("cancel", 0, Kind.SHARE),
        )
    },
}


def since_2026(estimate: str) -> Tariff:
    return Tariff(in_force="2026", seller_kind=WORD, estimate=estimate)


def figure(name: str, low: float, likely: float, high: float, kind: Kind) -> Estimate:
    return Estimate(
        id=name, kind=kind, low=low, likely=likely, high=high, unit=WORD, basis=Basis.ASSUMPTION, why=WHY
    )


def rating(value: float) -> Rating:
    return Rating(value=value, support=Support.JUDGEMENT, why=WHY)


def rated(kol: float, koc: float, kos: float, face: float) -> dict[CreatorType, Rating]:
    return {t: rating(v) for t, v in zip(CreatorType, (kol, koc, kos, face), strict=True)}


def criterion(name: str, group: Any, marks: tuple[float, float, float, float], **more: Any) -> Criterion:
    return Criterion(id=name, group=group, label=WORD, asks=WORD, why=WHY, ratings=rated(*marks), **more)


def programme(name: str, creator: CreatorType, unit: Unit, deal: Deal, **more: Any) -> Programme:
    words = {"label": Words(vi=f"cách {name}", en=f"way {name}"), "unit_word": WORD, "unit_one": WORD}
    sizes: dict[str, Any] = {"smallest": 1, "comfortable": 4, "most_per_week": 5, "most": 100}
    given: dict[str, Any] = {"units_per_creator": 1, "platforms": PLATFORMS, "live": False}
    return Programme(
        id=name, creator=creator, unit=unit, deal=deal, how=WORD, why=WHY, **(words | sizes | given | more)
    )


MONEY = Measures(
    usual=Measure(first=Stage.PROFIT, second=Stage.KEPT, targets=(Stage.KEPT, Stage.PROFIT)),
    leads=Measure(first=Stage.LEADS, second=Stage.CLICKS, targets=(Stage.LEADS,), against="ads"),
    reach=Measure(
        first=Stage.IMPRESSIONS,
        second=Stage.VIEWS,
        targets=(Stage.IMPRESSIONS,),
        by_months=True,
        against="ads",
    ),
)
MEASURES = {
    Goal.AWARENESS: Measures(
        usual=Measure(
            first=Stage.IMPRESSIONS, second=Stage.VIEWS, targets=(Stage.IMPRESSIONS,), against="ads"
        )
    ),
    Goal.LAUNCH: Measures(
        usual=Measure(
            first=Stage.IMPRESSIONS, second=Stage.VIEWS, targets=(Stage.IMPRESSIONS,), against="ads"
        )
    ),
    Goal.TRUST: Measures(
        usual=Measure(
            first=Stage.ENGAGEMENTS, second=Stage.VIEWS, targets=(Stage.ENGAGEMENTS,), against="others"
        )
    ),
    Goal.SALES: MONEY,
    Goal.BRAND_IMAGE: Measures(
        usual=Measure(
            first=Stage.IMPRESSIONS,
            second=Stage.VIEWS,
            targets=(Stage.IMPRESSIONS,),
            by_months=True,
            against="others",
        )
    ),
    Goal.FULL_FUNNEL: MONEY,
}
POINTS = {
    Goal.AWARENESS: {"reach": 80.0, "proof": 10.0, "close": 10.0},
    Goal.LAUNCH: {"reach": 70.0, "proof": 20.0, "close": 10.0},
    Goal.TRUST: {"reach": 10.0, "proof": 80.0, "close": 10.0},
    Goal.SALES: {"reach": 10.0, "proof": 10.0, "close": 80.0},
    Goal.BRAND_IMAGE: {"reach": 10.0, "standing": 80.0, "close": 10.0},
    Goal.FULL_FUNNEL: {"reach": 30.0, "proof": 30.0, "close": 40.0},
}


def category(*, leads: bool = False, papers: tuple[str, ...] = (), banned: bool = False) -> CategoryEntry:
    share = AssumedShare(low=0.5, likely=0.5, high=0.5, why=WHY)
    return CategoryEntry(
        label=WORD,
        short=WORD,
        words=("hàng",),
        presets=dict.fromkeys(Trait, Answer.UNKNOWN),
        leads=leads,
        legal_counsel=leads,
        margin=share,
        usual_discount=share,
        live_products=AssumedCount(low=1, likely=10, high=20, why=WHY),
        spoiled_share=share,
        papers=papers,
        banned_goods=BannedGoods(question=WORD, why=WHY, sources=()) if banned else None,
    )


def world(figures: Mapping[str, float | tuple[float, float, float]] | None = None, **parts: Any) -> Knowledge:
    """The world with other figures (one value, or low, likely and high) and other parts."""
    told = dict(figures or {})
    estimates = {}
    for name, (value, kind) in FIGURES.items():
        found = told.pop(name, value)
        low, likely, high = found if isinstance(found, tuple) else (found, found, found)
        estimates[name] = figure(name, low, likely, high, kind)
    assert not told, f"not in this world: {sorted(told)}"
    papers = ("paper", "restricted_ad_confirmation")
    whole: dict[str, Any] = {
        "version": f"toy-{hash(tuple(sorted((figures or {}).items())))}-{sorted(map(str, parts))}",
        "claims": {},
        "checklist": (),
        "documents": {},
        "sources": {},
        "figures": {},
        "estimates": estimates,
        "criteria": {
            "reach": criterion("reach", "role", (9, 4, 3, 6)),
            "proof": criterion("proof", "role", (3, 9, 4, 3)),
            "close": criterion("close", "role", (3, 5, 9, 1)),
            "standing": criterion("standing", "role", (5, 2, 2, 9)),
            "best": criterion(
                "best", "product", (5, 5, 9, 5), when=Condition(trait=Trait.BEST_SELLER), points=10
            ),
            "cheap": criterion(
                "cheap", "product", (2, 9, 5, 1), when=Condition(price_below=100_000), points=10
            ),
            "budget_fit": criterion("budget_fit", "practical", (0, 0, 0, 0), points=5),
            "platform_fit": criterion("platform_fit", "practical", (0, 0, 0, 0), points=5),
            "readiness": criterion("readiness", "practical", (0, 0, 0, 0), points=5),
            "unproven_fit": criterion(
                "unproven_fit",
                "product",
                (6, 8, 3, 4),
                when=Condition(trait=Trait.BEST_SELLER, answer=Answer.NO),
            ),
            "money": criterion("money", "voice", (0, 0, 0, 0)),
            "practice": criterion("practice", "voice", (0, 0, 0, 0)),
        },
        "creators": {
            t: Creator(
                short=Words(vi=t.upper(), en=t.upper()),
                plain=Words(vi=f"người {t}", en=f"a {t}"),
                also=WORD,
                means=WORD,
                judged_by=WORD,
                claims=(),
                differs=(),
            )
            for t in CreatorType
        },
        "themes": {},
        "goals": {
            goal: GoalEntry(
                label=WORD,
                under=WORD,
                verb=WORD,
                measure=MEASURES[goal],
                voices=Shares(money=0, practice=0),  # the documents alone, unless a test says otherwise
                points=POINTS[goal],
                product_scale=1,
                why=WHY,
            )
            for goal in Goal
        },
        "roles": {},
        "traits": {t: TraitEntry(label=WORD, helps=WORD, basis="judgement", ask=None) for t in Trait},
        "readiness": {r: ReadinessEntry(question=WORD, effect=WORD) for r in Readiness},
        "ready_needs": {t: (ReadyNeed(item="measuring", share=1),) for t in CreatorType},
        "categories": {
            c: category(
                leads=c is Category.FINANCE_INSURANCE,
                papers=("paper",) if c is Category.HEALTH_SUPPLEMENTS else (),
                banned=c is Category.MOTHER_BABY,
            )
            for c in Category
        },
        "papers": {p: Paper(name=WORD, why=WHY, meanwhile=WORD, sources=(), status="seen") for p in papers},
        "needs": {"cart": Need(label=WORD, short=WORD, weights=rated(1, 1, 1, 1))},
        "platforms": {
            p: PlatformEntry(
                label=p.replace("_", " ").title(),
                good_at=WORD,
                failed_shipping="cost.failed_shipping_vnd",
                ratings={"cart": rating({TIKTOK: 9, SHOPEE: 6}.get(p, 3))},
            )
            for p in Platform
        },
        "fees": {
            p: (
                Fee(
                    id=f"{p}.share",
                    label=WORD,
                    per="value",
                    luck="platform_fee",
                    tariffs=(
                        Tariff(in_force="2026", seller_kind=WORD, estimate=f"any.{p}.any.platform_fee_rate"),
                    ),
                ),
                Fee(
                    id=f"{p}.order",
                    label=WORD,
                    per="order",
                    luck="transaction_fee",
                    tariffs=(
                        Tariff(in_force="2026", seller_kind=WORD, estimate=f"any.{p}.any.order_fee_vnd"),
                    ),
                ),
            )
            for p in Platform
        },
        "programmes": {
            "kol_post": programme("kol_post", CreatorType.KOL, Unit.POST, Deal.FIXED),
            "koc_commission": programme(
                "koc_commission",
                CreatorType.KOC,
                Unit.VIDEO,
                Deal.COMMISSION,
                samples_per_unit=1,
                sells_only=True,
                smallest=10,
                comfortable=20,
                most_per_week=10,
            ),
            "kos_hired": programme(
                "kos_hired",
                CreatorType.KOS,
                Unit.SESSION,
                Deal.HOURLY,
                live=True,
                shop_channel=True,
                units_per_creator=0,
                smallest=2,
            ),
            "face": programme(
                "face",
                CreatorType.BRAND_AMBASSADOR,
                Unit.CONTRACT,
                Deal.CONTRACT,
                months=6,
                most=1,
                most_per_week=0.1,
                measured_by="reach",
            ),
        },
        "compliance": (),
    }
    return Knowledge(**(whole | parts))


WORLD = world()


def case(knowledge: Knowledge = WORLD, **brief: Any) -> Case:
    """A case of this world: 20 million for sales on TikTok and Shopee, 500k of ads a session unless told."""
    given: dict[str, Any] = {"budget_vnd": 20_000_000, "platforms": PLATFORMS, "category": Category.OTHER}
    given["ads_vnd"] = 500_000
    return Case(Brief(**(given | brief)), knowledge, 1)


def way(name: str, found: Case, platform: Platform = TIKTOK) -> Way:
    """One way of hiring in a case."""
    every = [way for ways in ways_of(found).values() for way in ways]
    return next(way for way in every if way.programme.id == name and way.platform is platform)


def bound(units: int, figures: Mapping[str, float | tuple[float, float, float]] | None = None) -> Knowledge:
    """The world in which a host is hired for so many sessions or not at all: also where each loses."""
    known = world(figures)
    host = known.programmes["kos_hired"].model_copy(update={"smallest": units, "comfortable": units})
    return replace(
        known,
        programmes={**known.programmes, "kos_hired": host},
        version=f"{known.version}-bound-{units}",
    )
