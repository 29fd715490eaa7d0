/* value: the policy's own scalar forms. */
#include "test.h"

#include "policy/value.h"
#include "when/clock.h"

TEST(names)
{
	static const struct { const char *text; bool name, path, user, lang, prefix; } rows[] = {
		{"ana", true, true, true, true, false}, {"P1", true, true, true, false, false},
		{"a.b", false, true, true, false, false}, {"a..b", false, false, true, false, false},
		{".a", false, false, false, false, false}, {"a.", false, false, true, false, false},
		{"-a", false, false, false, false, false}, {"", false, false, false, false, false},
		{"a b", false, false, false, false, false}, {"www-data", true, true, true, true, false},
		{"host$", false, false, true, false, false}, {"ho$t", false, false, false, false, false},
		{"es", true, true, true, true, false}, {"pt-BR", true, true, true, true, false},
		{"e", true, true, true, false, false}, {"es-", true, true, true, false, false},
		{"TK", true, true, true, false, true}, {"TICKETTOO", true, true, true, false, false},
		{"\303\261", false, false, false, false, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *t = rows[i].text;
		if (value_name(t) != rows[i].name || value_path(t) != rows[i].path || value_user(t) != rows[i].user ||
		    value_lang(t) != rows[i].lang || value_prefix(t) != rows[i].prefix) {
			printf("wrong about \"%s\"\n", t);
			CHECK(false);
		}
	}
}

TEST(long_names)
{
	char name[66] = {0};
	memset(name, 'a', 64);
	CHECK(value_name(name));
	name[64] = 'a';
	CHECK(!value_name(name));
}

TEST(mail_addresses)
{
	CHECK(value_mail("ana@example.com"));
	CHECK(!value_mail("ana"));
	CHECK(!value_mail("@example.com"));
	CHECK(!value_mail("ana@"));
	CHECK(!value_mail("a@b@c"));
	CHECK(!value_mail("Ana <ana@example.com>"));
}

TEST(patterns)
{
	CHECK(value_pattern("[A-Z]{2}-[0-9]+"));
	CHECK(value_pattern("(a{10}){20}"));
	CHECK(!value_pattern("(a{255}){255}"));
	CHECK(!value_pattern("((a{9,99}){99}){99}"));
	CHECK(!value_pattern("[a"));
	CHECK(!value_pattern("a)|(b"));
}

TEST(sizes)
{
	static const struct { const char *text; int64_t v; } rows[] = {
		{"0", 0}, {"5000", 5000}, {"64KiB", 65536}, {"25MiB", 26214400}, {"1GiB", 1 << 30},
		{"", -1}, {"KiB", -1}, {"-1", -1}, {"1kb", -1}, {"1.5MiB", -1}, {"1 MiB", -1}, {"99999999GiB", -1}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t v = -1;
		CHECK_INT(value_size(rows[i].text, &v) ? v : -1, rows[i].v);
	}
}

TEST(shares)
{
	static const struct { const char *text; int v; } rows[] = {
		{"80%", 8000}, {"73.4%", 7340}, {"0.01%", 1}, {"100%", 10000}, {"100.01%", -1}, {"0%", -1},
		{"80", -1}, {"%", -1}, {"-5%", -1}, {"8 0%", -1}, {"1.234%", -1}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int v = -1;
		CHECK_INT(value_share(rows[i].text, &v) ? v : -1, rows[i].v);
	}
}

TEST(moments)
{
	struct policy_moment m;
	CHECK(value_moment("80%", &m) && m.kind == MOMENT_SHARE && m.share == 8000);
	CHECK(value_moment("-1h", &m) && m.kind == MOMENT_BEFORE && m.span.n == 3600);
	CHECK(value_moment("0", &m) && m.kind == MOMENT_AFTER && m.span.n == 0);
	CHECK(value_moment("+2bd", &m) && m.kind == MOMENT_AFTER && m.span.unit == SPAN_BUSINESS_DAYS);
	CHECK(!value_moment("1h", &m));
	CHECK(!value_moment("+", &m));
	CHECK(!value_moment("", &m));
}

TEST(days_of_the_week)
{
	int from, to;
	CHECK(value_weekdays("mon-fri", &from, &to) && from == 0 && to == 4);
	CHECK(value_weekdays("sun", &from, &to) && from == 6 && to == 6);
	CHECK(!value_weekdays("fri-mon", &from, &to));
	CHECK(!value_weekdays("mon-", &from, &to));
	CHECK(!value_weekdays("monday", &from, &to));
}

TEST(dates)
{
	bool yearly;
	int64_t no;
	int month, day;
	CHECK(value_day("2026-11-21", &yearly, &no, &month, &day) && !yearly && no == civil_day(2026, 11, 21));
	CHECK(value_day("02-29", &yearly, &no, &month, &day) && yearly && month == 2 && day == 29);
	CHECK(!value_day("02-30", &yearly, &no, &month, &day));
	CHECK(!value_day("2026-02-29", &yearly, &no, &month, &day));
	CHECK(!value_day("", &yearly, &no, &month, &day));
}

TEST(instants)
{
	static const struct { const char *text; int64_t at; } rows[] = {
		{"2026-11-21T14:00:00Z", 1795269600}, {"2026-11-21T15:00:00+01:00", 1795269600},
		{"2026-11-21 14:00", 1795269600}, {"2026-11-21 14:00:30", 1795269630},
		{"2026-11-21", 1795219200}, {"2026-11-21 24:00", AT_NONE}, {"2026-11-21 9:00", AT_NONE},
		{"2026-11-21x", AT_NONE}, {"now", AT_NONE}, {"", AT_NONE}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t at = AT_NONE;
		CHECK_INT(value_instant(rows[i].text, zone_utc(), &at) ? at : AT_NONE, rows[i].at);
	}
}

TEST(watches)
{
	enum watch_kind kind;
	const char *name;
	CHECK(value_watch("resolution", &kind, &name) && kind == WATCH_CLOCK);
	CHECK(value_watch("state waiting", &kind, &name) && kind == WATCH_STATE && strcmp(name, "waiting") == 0);
	CHECK(value_watch("level 2", &kind, &name) && kind == WATCH_LEVEL);
	CHECK(value_watch("deadline x", &kind, &name) && kind == WATCH_DEADLINE);
	CHECK(!value_watch("waiting", &kind, &name));
	CHECK(!value_watch("state ", &kind, &name));
}

TEST(parties)
{
	static const struct { const char *text; int kind; const char *name; int level; } rows[] = {
		{"agent", PARTY_AGENT, NULL, 0}, {"agent ana", PARTY_AGENT, "ana", 0}, {"team", PARTY_TEAM, NULL, 0},
		{"level 4", PARTY_LEVEL, "4", 4}, {"csm", PARTY_CSM, NULL, 0}, {"on_call nights", PARTY_ON_CALL, "nights", 0},
		{"next_level", PARTY_NEXT_LEVEL, NULL, 0}, {"customer", PARTY_CUSTOMER, NULL, 0},
		{"level", -1, NULL, 0}, {"level x", -1, NULL, 0}, {"csm ana", -1, NULL, 0}, {"agents", -1, NULL, 0},
		{"agent  ana", -1, NULL, 0}, {"", -1, NULL, 0}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct policy_party p = {0};
		bool ok = value_party(rows[i].text, &p);
		CHECK_INT(ok ? (int)p.kind : -1, rows[i].kind);
		if (ok) {
			CHECK_STR(p.name, rows[i].name);
			CHECK_INT(p.level, rows[i].level);
		}
	}
}

TEST(currencies)
{
	CHECK_INT(policy_currency_decimals("EUR"), 2);
	CHECK_INT(policy_currency_decimals("JPY"), 0);
	CHECK_INT(policy_currency_decimals("KWD"), 3);
	CHECK_INT(policy_currency_decimals("eur"), -1);
	CHECK_INT(policy_currency_decimals("EURO"), -1);
	CHECK_INT(policy_currency_decimals("F X"), -1);
}

TEST_MAIN(T(names), T(long_names), T(mail_addresses), T(patterns), T(sizes), T(shares), T(moments),
          T(days_of_the_week), T(dates), T(instants), T(watches), T(parties), T(currencies))
