BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('1');
CREATE TABLE scenario (
	id VARCHAR(32) NOT NULL, 
	owner VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	note TEXT NOT NULL, 
	brief TEXT NOT NULL, 
	looked TEXT NOT NULL, 
	seed BIGINT NOT NULL, 
	knowledge_version VARCHAR(64) NOT NULL, 
	results BLOB NOT NULL, 
	saved_at DATETIME NOT NULL, 
	deleted_at DATETIME, 
	PRIMARY KEY (id)
);
INSERT INTO "scenario" VALUES('11111111111111111111111111111111','247230bbfde2915137b1b7c1b93c3df3652fee317abf8ae0a0119e21bfd8ebf8','Mỹ phẩm tháng 11','','{"ads_vnd":null,"assumptions":[],"at_least":[],"at_most":[],"budget_vnd":60000000,"category":"beauty","cost_vnd":null,"costs_off":["agency","rights"],"creator_registered":"unknown","creator_views":null,"deal":"any","discount_rate":null,"evenings":["mon","tue","wed","thu","fri","sat","sun"],"goal":"sales","halo_rate":0.0,"life":null,"locks":[],"margin_rate":null,"money_share":null,"pack_per_day":null,"paid_vnd":null,"platforms":["tiktok_shop","shopee_live","lazada_live","facebook_live","youtube"],"practice_share":null,"price_vnd":null,"products":null,"ready":{"brand_guide":"unknown","comment_staff":"unknown","live_offer":"unknown","measuring":"unknown","papers":"unknown","price_sheet":"unknown","question_list":"unknown","samples":"unknown","stock_known":"unknown"},"repeat_rate":0.0,"restricted_goods":"unknown","reviews":null,"risk":"expected","season":"ordinary","seller":"individual","services":[],"shop_views":null,"starts":null,"stock":null,"timing":[],"traits":{"best_seller":null,"buys_again":null,"clear_value":null,"deal_room":null,"hard_to_ship":null,"lasting_standing":null,"needs_advice":null,"restricted_ads":null,"shows_on_camera":null,"try_first":null},"weeks":4,"weights":[]}','[["creator", "kos"]]',20260,'5b1eea53552a',X'7B227370656E645F766E64223A317D','2026-11-27 00:00:00.000000',NULL);
CREATE INDEX scenario_owner ON scenario (owner);
COMMIT;
