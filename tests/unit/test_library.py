"""What rests on a claim or figure, search without accents, the counts said first, and the versions."""

import re
from pathlib import Path

import pytest
import yaml

from kos_core.errors import KnowledgeError
from kos_core.knowledge import loading, shelf, versions
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers import search
from kos_core.say import citing
from kos_core.say.text import Text, text_of
from pages.learn import shelves, wording
from pages.learn.explained import gaps
from pages.learn.shelves import METHOD, TERMS


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(params=["vi", "en"])
def text(request: pytest.FixtureRequest) -> Text:
    return text_of(request.param)


def test_every_claim_has_at_least_one_thing_resting_on_it(knowledge: Knowledge) -> None:
    """And each can be said in both languages."""
    rests = shelf.resting(knowledge)
    assert set(rests) == set(knowledge.claims)
    for name, found in rests.items():
        assert found, name
        for rest in found:
            assert rest.said(knowledge, "vi")
            assert rest.said(knowledge, "en")


def test_what_rests_on_a_claim_is_all_that_cites_it(knowledge: Knowledge) -> None:
    """As many as the data cite: ratings, needs and sways, platforms, goals, types, themes."""
    rated = [r for c in knowledge.criteria.values() for r in c.ratings.values()]
    rated += [r for n in knowledge.needs.values() for r in n.weights.values()]
    rated += [r for p in knowledge.platforms.values() for r in p.ratings.values()]
    rated += [moved for sway in knowledge.sways.values() for moved in sway.moved]
    told = [*knowledge.goals.values(), *knowledge.creators.values(), *knowledge.themes.values()]
    cited = sum(len(one.claims) for one in (*rated, *told))
    assert sum(len(found) for found in shelf.resting(knowledge).values()) == cited


def test_k79_carries_the_best_seller_rating_of_a_kos(knowledge: Knowledge) -> None:
    found = shelf.resting(knowledge)["K79"]
    assert any(
        rest.kind == "rating" and rest.of == "kos" and rest.name == "best_seller_fit" for rest in found
    )


def test_the_estimates_on_a_figure_cite_it(knowledge: Knowledge) -> None:
    """B093, TikTok's own page, carries the 5 % transaction fee; every citation of a figure is found."""
    used = shelf.used_by(knowledge)
    assert "any.tiktok_shop.any.transaction_fee_rate" in used["B093"]
    cited = sum(name in used for e in knowledge.estimates.values() for name in e.rests_on)
    assert sum(len(ids) for ids in used.values()) == cited


def test_the_fee_names_lead_to_their_estimates(knowledge: Knowledge) -> None:
    found = shelf.fees_on(knowledge)["any.tiktok_shop.any.transaction_fee_rate"]
    assert [(platform, fee.label.en) for platform, fee, _ in found] == [("tiktok_shop", "transaction fee")]
    assert set(shelf.fees_on(knowledge)) <= set(knowledge.estimates)


def test_the_counts_are_those_of_the_data(knowledge: Knowledge) -> None:
    """271 published, 19 of grade A; added ones counted apart; assumptions as marked."""
    said = shelf.count(knowledge)
    assert (said.documents, said.published, said.grade_a) == (2, 271, 19)
    assert said.published + said.added == len(knowledge.figures)
    assert said.claims == len(knowledge.claims)
    assert said.parameters == len(knowledge.estimates)
    assert said.assumptions == sum(e.basis == "assumption" for e in knowledge.estimates.values())


def test_sections_keep_every_claim_once_in_order(knowledge: Knowledge) -> None:
    found = shelf.by_section(knowledge.claims.values())
    claims = [c for sections in found.values() for held in sections.values() for c in held]
    assert sorted(c.id for c in claims) == sorted(knowledge.claims)
    assert list(found) == ["kos_article", "koc_article"]


def test_filters_narrow_and_none_asks_for_nothing(knowledge: Knowledge) -> None:
    every = list(knowledge.figures.values())
    assert shelf.filtered(every) == every
    found = shelf.filtered(every, parameter="transaction_fee_rate", platform="tiktok_shop", grade="A")
    assert [figure.id for figure in found] == ["B093"]
    assert shelf.filtered(every, market="VN", category="beauty") != []
    assert shelf.filtered(every, platform="nowhere") == []


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Phí sàn", "phi san"), ("ĐƠN  thành\ncông", "don thanh cong"), ("5 %", "5%"), ("Tết", "tet"), ("", "")],
)
def test_folding_takes_accents_case_and_spare_spaces(written: str, folded: str) -> None:
    assert search.fold(written) == folded


SHELF = {
    "K01": search.spell("KOS còn mới lạ ở Việt Nam"),
    "K10": search.spell("Phí giao dịch 5%, gọi là phí thanh toán"),
    "K11": search.spell("Phí khác, giao hàng, thu 15% mọi giao dịch, 5% phí"),
    "K12": search.spell("Circle, không phải CIR"),
    "K13": search.spell("circles"),
}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", list(SHELF)),
        ("việt nam kos", ["K01"]),
        ("viet nam", ["K01"]),
        ("15%", ["K11"]),
        ("5 %", ["K10", "K11"]),
        ("phí giao dịch", ["K10", "K11"]),
        ("cir", ["K12"]),
        ("circ", ["K12", "K13"]),
        ("k10", ["K10"]),
        ("(", []),
    ],
)
def test_search_meets_every_word(asked: str, found: list[str]) -> None:
    assert search.search(SHELF, asked) == found


SPELLED = {
    name: search.spell(words)
    for name, words in {
        "tax": "Thuế khấu trừ",
        "hire": "Thuê người",
        "rate": "Tỷ lệ khoẻ 2,5%, đơn",
        "fee": "Thù lao một lần · KOC",
        "word": "KOS, người bán hàng",
    }.items()
}
DROPPED, MEANT = ("là gì", "bao nhiêu", "what is"), {"giá thuê": "thù lao"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("thuế", ["tax"]),
        ("thuê", ["hire"]),
        ("thue", ["tax", "hire"]),
        ("tỉ lệ", ["rate"]),
        ("tỷ lệ", ["rate"]),
        ("ti le", ["rate"]),
        ("khỏe", ["rate"]),
        ("khoẻ", ["rate"]),
        ("2.5%", ["rate"]),
        ("2,5 %", ["rate"]),
        ("Ðơn", ["rate"]),
        ("KOS là gì?", ["word"]),
        ("kos la gi", ["word"]),
        ("what is KOS", ["word"]),
        ("giá thuê KOC bao nhiêu?", ["fee"]),
        ("gia thue koc", ["fee"]),
    ],
)
def test_typed_accents_count_and_a_question_is_about_its_subject(asked: str, found: list[str]) -> None:
    """Both styles of tones, y as i, Đ whichever was typed, point and comma are one spelling."""
    assert sorted(search.search(SPELLED, search.about(asked, DROPPED, MEANT))) == sorted(found)


def test_a_question_of_nothing_but_question_words_stays_as_it_was() -> None:
    assert search.about("là gì", DROPPED, MEANT) == "là gì"


def test_the_closest_comes_first() -> None:
    """A name that holds every word stands above a note that does."""
    shelf = {"a": "hoa hồng, chưa gồm phí giao dịch", "b": "phí giao dịch"}
    assert search.search(shelf, "phí giao dịch") == ["b", "a"]


def test_the_newest_version_is_the_knowledge_in_use(knowledge: Knowledge) -> None:
    newest = versions.versions()[0]
    assert newest.hash == knowledge.version, (
        "the data changed: say what under the newest entry of versions.yaml (a new entry after a release) "
        "and run `make golden`, which sets its hash"
    )


def test_versions_are_dated_newest_first_and_said_twice() -> None:
    found = versions.versions()
    assert [one.date for one in found] == sorted((one.date for one in found), reverse=True)
    assert all(one.vi and one.en and one.vi != one.en for version in found for one in version.changed)
    assert len({one.hash for one in found}) == len(found)


def test_the_file_of_versions_is_no_part_of_the_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("claims.yaml", "a: 1\n"), (versions.VERSIONS, "versions: []\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(loading, "DATA", tmp_path)
    before = loading._version()
    (tmp_path / versions.VERSIONS).write_text("versions: [1]\n", encoding="utf-8")
    assert loading._version() == before
    (tmp_path / "claims.yaml").write_text("a: 2\n", encoding="utf-8")
    assert loading._version() != before


def test_stamping_sets_the_newest_hash_and_nothing_else() -> None:
    written = (loading.DATA / versions.VERSIONS).read_text(encoding="utf-8")
    old, new = yaml.safe_load(written), yaml.safe_load(versions.stamped(written, "0123456789ab"))
    assert new["versions"][0].pop("hash") == "0123456789ab"
    old["versions"][0].pop("hash")
    assert old == new


@pytest.mark.parametrize(
    "broken",
    [
        "versions: []\n",
        'versions: [{date: "2026-01-01", hash: "xyz", changed: [{vi: a, en: b}]}]\n',
        'versions: [{date: "2026-01-01", hash: "0123456789ab", changed: []}]\n',
        (
            'versions: [{date: "2026-01-01", hash: "0123456789ab", changed: [{vi: a, en: b}]},'
            ' {date: "2026-02-01", hash: "0123456789ac", changed: [{vi: a, en: b}]}]\n'
        ),
    ],
)
def test_a_broken_list_of_versions_is_refused(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / versions.VERSIONS).write_text(broken, encoding="utf-8")
    monkeypatch.setattr(loading, "DATA", tmp_path)
    with pytest.raises(KnowledgeError):
        versions.versions()


# The words of the screen


def test_every_figure_is_named_and_written_without_a_raw_word(knowledge: Knowledge, text: Text) -> None:
    """Parameter, type, platform, category, market, kind of source, year and value, in the reader's words."""
    for figure in knowledge.figures.values():
        said = [
            wording.parameter(figure.parameter, text),
            wording.creator(figure.creator_type, knowledge, text),
            wording.platform(figure.platform, knowledge, text),
            wording.category(figure.category, knowledge, text),
            wording.value(figure, text),
            wording.year(figure, text),
            text(f"documents.market.{figure.market}"),
            text(f"documents.source_kind.{figure.source_kind}"),
        ]
        assert not re.search(r"[a-z]_[a-z]|\bnan\b|\bNone\b", " ".join(said)), (figure.id, said)
        assert "n.d." not in said[5]


@pytest.mark.parametrize(
    ("id_", "vi", "en"),
    [
        ("B093", "5%", "5%"),
        ("B002", "2–10\u00a0triệu", "2–10\u00a0million\u00a0VND"),
        ("B004", "từ 60\u00a0triệu", "from 60\u00a0million\u00a0VND"),
        ("B011", "0–3,68%", "0–3.68%"),
    ],
)
def test_a_figure_is_written_as_people_read_it(knowledge: Knowledge, id_: str, vi: str, en: str) -> None:
    figure = knowledge.figures[id_]
    assert (wording.value(figure, text_of("vi")), wording.value(figure, text_of("en"))) == (vi, en)


def test_every_share_is_written_in_per_cent_and_nothing_else_is(knowledge: Knowledge) -> None:
    """A unit that begins with “share” is a share; nothing above one is written so by mistake."""
    for figure in knowledge.figures.values():
        values = [v for v in (figure.low, figure.typical, figure.high) if v is not None]
        said = wording.value(figure, text_of("en"))
        if figure.unit.en.startswith("share ") and values:
            assert "%" in said, figure.id
        if "%" in said:
            assert max(values) <= 1, figure.id


def test_every_term_and_method_is_said_and_none_is_left_over(text: Text) -> None:
    terms = {key.split(".")[3] for key in text.phrases if key.startswith("documents.words.term.")}
    assert terms == set(TERMS)
    assert {"gmv", "cvr", "aov", "roas", "cir", "gpm", "slot", "mcn", "spark_ads", "host"} <= terms
    heads = {key.split(".")[2] for key in text.phrases if re.match(r"documents\.method\.\w+\.title$", key)}
    assert heads == set(METHOD)


def test_the_method_fills_every_gap_from_data_and_code(knowledge: Knowledge, text: Text) -> None:
    values = gaps(knowledge, text)
    for name in METHOD:
        for part in ("says", "formula"):
            key = f"documents.method.{name}.{part}"
            if key in text:
                assert text.gaps(key) <= set(values)
                assert "{" not in text(key, **values)


def test_both_languages_hold_the_same_keys_and_gaps_and_no_exclamation() -> None:
    vi, en = text_of("vi"), text_of("en")
    keys = {key for key in vi.phrases if key.startswith("documents.")}
    assert keys == {key for key in en.phrases if key.startswith("documents.")}
    for key in keys:
        assert vi.gaps(key) == en.gaps(key), key
        assert "!" not in vi.phrases[key] + en.phrases[key], key


def test_no_parameter_name_is_left_over(knowledge: Knowledge) -> None:
    used = {figure.parameter for figure in knowledge.figures.values()}
    named = {k.split(".")[2] for k in text_of("vi").phrases if k.startswith("documents.parameter.")}
    assert named <= used
    assert {name for name in used if f"parameter.{name}" not in text_of("vi")} == named


def test_what_the_data_note_in_english_is_said_in_the_readers_language(knowledge: Knowledge) -> None:
    vi = text_of("vi")
    said = list(citing.support([*knowledge.figures, *knowledge.sources], knowledge, vi))
    notes = re.compile(r"n\.d\.|\bundated\b|\bsnapshot\b|stored copy|press interview|\babout 20")
    assert not [line for line in said if notes.search(line)]
    assert not [line for line in said if line.endswith("· ") or line.rstrip().endswith("·")]
    assert any("không ghi năm" in line for line in said)


def test_a_whole_address_is_a_link_and_a_cut_one_is_not(knowledge: Knowledge) -> None:
    for figure in knowledge.figures.values():
        link = wording.address(figure)
        whole = bool(figure.source_url) and "…" not in figure.source_url
        assert (link is not None) == whole, figure.id
        assert link is None or link.endswith(figure.source_url)


def test_what_is_listed_is_found_by_its_own_id(knowledge: Knowledge) -> None:
    """The shelves hold every claim, figure and parameter."""
    found = shelves._shelves.__wrapped__(knowledge.version, "en")
    assert set(found.held["claims"]) == set(knowledge.claims)
    assert set(found.held["figures"]) == set(found.figures.index) == set(knowledge.figures)
    assert set(found.held["estimates"]) == set(found.estimates.index) == set(knowledge.estimates)
    bases = list(found.estimates["basis"])
    assert bases == sorted(bases, key=[text_of("en")(f"evidence.{one}") for one in shelves.BASES].index)
