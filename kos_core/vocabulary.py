"""The closed word lists of the domain: one word per idea, in code, data, text keys and talk."""

from enum import StrEnum
from typing import Literal

Lang = Literal["vi", "en"]


class CreatorType(StrEnum):
    """The four kinds of creator the documents compare."""

    KOL = "kol"
    KOC = "koc"
    KOS = "kos"
    BRAND_AMBASSADOR = "brand_ambassador"


class Platform(StrEnum):
    """The five platforms the documents name for live selling."""

    TIKTOK_SHOP = "tiktok_shop"
    SHOPEE_LIVE = "shopee_live"
    LAZADA_LIVE = "lazada_live"
    FACEBOOK_LIVE = "facebook_live"
    YOUTUBE = "youtube"


class Category(StrEnum):
    """What the shop sells; each is a preset of the product traits."""

    BEAUTY = "beauty"
    FOOD_BEVERAGE = "food_beverage"
    FASHION = "fashion"
    ELECTRONICS = "electronics"
    HOME_LIVING = "home_living"
    MOTHER_BABY = "mother_baby"
    HEALTH_SUPPLEMENTS = "health_supplements"
    LUXURY = "luxury"
    FINANCE_INSURANCE = "finance_insurance"
    EDUCATION_SERVICES = "education_services"
    AUTOMOTIVE = "automotive"
    OTHER = "other"


class Goal(StrEnum):
    """What the campaign is for."""

    AWARENESS = "awareness"
    LAUNCH = "launch"
    TRUST = "trust"
    SALES = "sales"
    BRAND_IMAGE = "brand_image"
    FULL_FUNNEL = "full_funnel"


class Life(StrEnum):
    """How far the product is: what decides whether it is proven."""

    NEW = "new"
    SELLING = "selling"
    BEST_SELLER = "best_seller"


class Trait(StrEnum):
    """What is true of the product; asked as yes, no or don't know."""

    BEST_SELLER = "best_seller"
    CLEAR_VALUE = "clear_value"
    TRY_FIRST = "try_first"
    SHOWS_ON_CAMERA = "shows_on_camera"
    NEEDS_ADVICE = "needs_advice"
    LASTING_STANDING = "lasting_standing"
    BUYS_AGAIN = "buys_again"
    DEAL_ROOM = "deal_room"
    RESTRICTED_ADS = "restricted_ads"
    HARD_TO_SHIP = "hard_to_ship"


class Readiness(StrEnum):
    """What the shop has at hand; asked as yes, no or don't know."""

    STOCK_KNOWN = "stock_known"
    PRICE_SHEET = "price_sheet"
    QUESTION_LIST = "question_list"
    LIVE_OFFER = "live_offer"
    PAPERS = "papers"
    SAMPLES = "samples"
    COMMENT_STAFF = "comment_staff"
    BRAND_GUIDE = "brand_guide"
    MEASURING = "measuring"


class Answer(StrEnum):
    """The three answers to a question about the product or the shop."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Seller(StrEnum):
    """In what capacity the shop sells; decides whether the platform withholds the seller's tax."""

    INDIVIDUAL = "individual"
    COMPANY = "company"


class Deal(StrEnum):
    """How a creator is paid; `ANY` leaves the choice open."""

    ANY = "any"
    FIXED = "fixed"
    FEE_AND_COMMISSION = "fee_and_commission"
    COMMISSION = "commission"
    HOURLY = "hourly"
    WAGE = "wage"
    CONTRACT = "contract"


class Service(StrEnum):
    """What a marketplace sells a shop besides; off unless the shop takes part."""

    CONTENT_XTRA = "content_xtra"
    VOUCHER_XTRA = "voucher_xtra"
    PISHIP = "piship"
    VOUCHER_PROGRAMME = "voucher_programme"


class Unit(StrEnum):
    """What one activation is."""

    POST = "post"
    VIDEO = "video"
    SLOT = "slot"
    SESSION = "session"
    LIVESTREAM = "livestream"
    MONTH = "month"
    CONTRACT = "contract"


class Weekday(StrEnum):
    """A day of the week, Monday first as the calendar has it."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Occasion(StrEnum):
    """What makes days stand out in a shop's calendar."""

    DOUBLE_DAY = "double_day"
    PAY_DAY = "pay_day"
    BEFORE_TET = "before_tet"
    TET = "tet"
    HOLIDAY = "holiday"


class Season(StrEnum):
    """When the campaign runs; each has multipliers that can be seen."""

    ORDINARY = "ordinary"
    PAY_DAY = "pay_day"
    DOUBLE_DAY = "double_day"
    BEFORE_TET = "before_tet"


class CostLine(StrEnum):
    """The lines of the full-cost block; each can be switched off."""

    FEE_TAX = "fee_tax"
    BOOSTING = "boosting"
    AGENCY = "agency"
    SAMPLES = "samples"
    SESSION_COSTS = "session_costs"
    SETTING_UP = "setting_up"
    PRODUCTION = "production"
    RIGHTS = "rights"
    FAILED_PARCELS = "failed_parcels"
    PACKING = "packing"
    SELLER_TAX = "seller_tax"


class Stage(StrEnum):
    """The stages of the forecast, in the order of the funnel."""

    IMPRESSIONS = "impressions"
    VIEWS = "views"
    ENGAGEMENTS = "engagements"
    CLICKS = "clicks"
    CARTS = "carts"
    ORDERS = "orders"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    KEPT = "kept"
    LEADS = "leads"
    GMV = "gmv_vnd"
    NET_REVENUE = "net_revenue_vnd"
    PROFIT = "profit_vnd"


class Support(StrEnum):
    """How directly a document says what a rating claims."""

    EXPLICIT = "explicit"
    IMPLIED = "implied"
    JUDGEMENT = "judgement"


class Basis(StrEnum):
    """What a parameter rests on."""

    SOURCED = "sourced"
    DERIVED = "derived"
    ASSUMPTION = "assumption"


class Kind(StrEnum):
    """What kind of number an estimate is: how it is read, written and bounded."""

    SHARE = "share"
    VND = "vnd"
    COUNT = "count"
    TIMES = "times"
    POINTS = "points"


class Voice(StrEnum):
    """What speaks for or against a type."""

    DOCUMENTS = "documents"
    MONEY = "money"
    PRACTICE = "practice"


class Verdict(StrEnum):
    """How firmly the leader leads."""

    CLEAR = "clear"
    LIKELY = "likely"
    NONE = "none"


class Reason(StrEnum):
    """Why the verdict is what it is."""

    DECIDED = "decided"
    PRACTICE_DIFFERS = "practice_differs"
    UNPROVEN = "unproven"
    DOMINATED = "dominated"
    TOO_CLOSE = "too_close"
    ONLY_ONE_AFFORDABLE = "only_one_affordable"
    NONE_AFFORDABLE = "none_affordable"
    STOPPED = "stopped"


class Risk(StrEnum):
    """What a plan is chosen by: what it brings on average, or the average of its worst tenth."""

    EXPECTED = "expected"
    WORST_TENTH = "worst_tenth"


class Phase(StrEnum):
    """A part of a campaign: the trial, then the roles of the documents in their order."""

    TRIAL = "trial"
    OPEN = "open"
    PROVE = "prove"
    CLOSE = "close"
