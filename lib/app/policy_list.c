/* policy_list: what a policy defines, as rows.
 *
 * Each list is a table of columns and a function that fills the cells of its
 * rows in the order of the columns. */
#include "app/policy_list.h"

#include <string.h>

#include "app/list.h"
#include "base/vec.h"
#include "base/words.h"
#include "store/policies.h"

enum { CELLS = 12 };

struct lister {
	struct app *app;
	struct policy *p;
	const struct out_column *columns;
	struct out *out;               /* NULL: the first cells are collected */
	const struct out_column **picked;
	size_t n;
	VEC(const char *) names;
};

static void row(struct lister *l, const struct out_cell *cells)
{
	struct out_cell shown[CELLS];

	if (!l->out) {
		*vec_push(l->app->a, &l->names) = cells[0].text;
		return;
	}
	for (size_t i = 0; i < l->n; i++)
		shown[i] = cells[l->picked[i] - l->columns];
	out_row(l->out, shown);
}

#define ROW(l, ...) row(l, (const struct out_cell[CELLS]){__VA_ARGS__})

static struct out_cell label(struct lister *l, const struct labels *labels)
{
	return out_text(label_in(l->p, labels, app_values.lang, NULL));
}

static struct out_cell names(const struct names *n)
{
	static const char *const none[] = {NULL};
	return out_list(n->v ? n->v : none, n->n);
}

static struct out_cell grade(int value)
{
	return out_text(value ? grade_words[value] : NULL);
}

static struct out_cell level(int number)
{
	return number ? out_int(number) : out_null();
}

/* --- what every list has --- */

#define NAME(help) {"name", N_("Name"), OUT_REF, help, 0}
#define LABEL {"label", N_("Label"), OUT_TEXT, N_("name for people"), OUT_FLEX}

/* --- versions --- */

static const struct out_column version_columns[] = {
	{"version", N_("Version"), OUT_INT, N_("number of the version"), 0},
	{"valid_from", N_("Valid from"), OUT_AT, N_("in force from this instant on"), 0},
	{"in_force", N_("In force"), OUT_BOOL, N_("is it the one in force now?"), 0},
	{"loaded", N_("Loaded"), OUT_AT, N_("when it was loaded"), 0},
	{"by", N_("By"), OUT_TEXT, N_("who loaded it"), 0},
	{"name", N_("Name"), OUT_TEXT, N_("its short name"), 0},
	{"digest", N_("Digest"), OUT_TEXT, N_("BLAKE2b-256 of its text"), 0},
};

static int list_versions(struct app *app, void *arg)
{
	struct lister *l = arg;
	struct policies *all = policies_all(app->session.desk, app->a, 0);
	struct policy_version v;
	char hex[DIGEST_HEX];

	while (policies_next(all, app->a, &v)) {
		digest_hex(hex, v.digest, DIGEST_LEN);
		ROW(l, out_int(v.version), out_at(v.valid_from), out_bool(v.version == app->session.policy_version),
		    out_at(v.loaded), out_text(v.by), out_text(v.name), out_text(hex));
	}
	policies_end(all);
	return 0;
}

static void versions(struct lister *l)
{
	if (l->out)
		app_tx(l->app, DESK_READ, list_versions, l);
}

/* --- what a ticket can be --- */

static const struct out_column state_columns[] = {
	NAME(N_("the state")), LABEL,
	{"class", N_("Class"), OUT_TEXT, N_("what it means to clocks and reports"), 0},
	{"customer", N_("Customer"), OUT_TEXT, N_("where the case stands, for the customer"), OUT_FLEX},
	{"next", N_("Next"), OUT_TEXT, N_("what comes next, for the customer"), OUT_FLEX},
};

static void states(struct lister *l)
{
	size_t n;
	const struct policy_state *v = policy_states(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), out_text(state_class_words[v[i].class]),
		    label(l, &v[i].customer), label(l, &v[i].next));
}

static const struct out_column kind_columns[] = {
	NAME(N_("the kind")), LABEL,
	{"flow", N_("Flow"), OUT_TEXT, N_("the way it goes through the states"), 0},
	{"impact", N_("Impact"), OUT_TEXT, N_("impact where nothing else says it"), 0},
	{"urgency", N_("Urgency"), OUT_TEXT, N_("urgency where nothing else says it"), 0},
};

static void kinds(struct lister *l)
{
	size_t n;
	const struct policy_kind *v = policy_kinds(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), out_text(v[i].flow->name),
		    out_text(v[i].impact), out_text(v[i].urgency));
}

static const struct out_column priority_columns[] = {
	NAME(N_("the priority")), LABEL,
	{"rank", N_("Rank"), OUT_INT, N_("1 is the most urgent"), 0},
};

static void priorities(struct lister *l)
{
	size_t n;
	const struct policy_priority *v = policy_priorities(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), out_int((int64_t)i + 1));
}

static const struct out_column category_columns[] = {
	NAME(N_("the category, with what it lies under")), LABEL,
	{"weight", N_("Weight"), OUT_INT, N_("relevance: how much worse it is when such a ticket waits"), 0},
	{"level", N_("Level"), OUT_INT, N_("level that takes it first"), 0},
	{"team", N_("Team"), OUT_TEXT, N_("team that takes it"), 0},
	{"complexity", N_("Complexity"), OUT_TEXT, N_("how hard it is"), 0},
	{"impact", N_("Impact"), OUT_TEXT, N_("impact of such a ticket"), 0},
	{"urgency", N_("Urgency"), OUT_TEXT, N_("urgency of such a ticket"), 0},
	{"priority_floor", N_("Floor"), OUT_TEXT, N_("priority is at least this one"), 0},
	{"skills", N_("Skills"), OUT_LIST, N_("what the agent must know"), 0},
	{"aliases", N_("Aliases"), OUT_LIST, N_("names it has in other systems"), 0},
};

static void categories(struct lister *l)
{
	size_t n, m;
	const struct policy_category *v = policy_categories(l->p, &n);
	const struct policy_priority *rank = policy_priorities(l->p, &m);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), out_int(v[i].weight), level(v[i].level),
		    out_text(v[i].team), out_text(v[i].complexity), grade(v[i].impact), grade(v[i].urgency),
		    out_text(v[i].priority_floor ? rank[v[i].priority_floor - 1].name : NULL),
		    names(&v[i].skills), names(&v[i].aliases));
}

/* --- people --- */

static const struct out_column level_columns[] = {
	{"level", N_("Level"), OUT_REF, N_("the level, 1 is the front line"), 0}, LABEL,
	{"supervisor", N_("Supervisor"), OUT_BOOL, N_("does it watch over the others?"), 0},
	{"team", N_("Team"), OUT_TEXT, N_("team that gets what has no other"), 0},
};

static void levels(struct lister *l)
{
	size_t n;
	const struct policy_level *v = policy_levels(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(arena_printf(l->app->a, "%d", v[i].number)), label(l, &v[i].label),
		    out_bool(v[i].supervisor), out_text(v[i].team));
}

static const struct out_column team_columns[] = {
	NAME(N_("the team")), LABEL,
	{"level", N_("Level"), OUT_INT, N_("level of its work"), 0},
	{"calendar", N_("Calendar"), OUT_TEXT, N_("when it works"), 0},
	{"languages", N_("Languages"), OUT_LIST, N_("languages it answers in"), 0},
	{"skills", N_("Skills"), OUT_LIST, N_("what it knows"), 0},
};

static void teams(struct lister *l)
{
	size_t n;
	const struct policy_team *v = policy_teams(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), level(v[i].level), out_text(v[i].calendar),
		    names(&v[i].languages), names(&v[i].skills));
}

static const struct out_column agent_columns[] = {
	NAME(N_("the agent")),
	{"full", N_("Full name"), OUT_TEXT, N_("full name"), OUT_FLEX},
	{"user", N_("User"), OUT_TEXT, N_("OS user"), 0},
	{"level", N_("Level"), OUT_INT, N_("level"), 0},
	{"teams", N_("Teams"), OUT_LIST, N_("teams, the main one first"), 0},
	{"languages", N_("Languages"), OUT_LIST, N_("languages"), 0},
	{"skills", N_("Skills"), OUT_LIST, N_("what the agent knows"), 0},
	{"roles", N_("Roles"), OUT_LIST, N_("roles, see list permissions"), 0},
	{"calendar", N_("Calendar"), OUT_TEXT, N_("when the agent works"), 0},
	{"capacity", N_("Capacity"), OUT_INT, N_("open tickets at once"), 0},
	{"mail", N_("Mail"), OUT_TEXT, N_("mail address for notices"), 0},
};

static void agents(struct lister *l)
{
	size_t n;
	const struct policy_agent *v = policy_agents(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), out_text(v[i].full), out_text(v[i].user), out_int(v[i].level),
		    names(&v[i].teams), names(&v[i].languages), names(&v[i].skills), names(&v[i].roles),
		    out_text(v[i].calendar), v[i].capacity ? out_int(v[i].capacity) : out_null(), out_text(v[i].mail));
}

static const struct out_column roster_columns[] = {
	NAME(N_("the on-call roster")),
	{"team", N_("Team"), OUT_TEXT, N_("team it serves"), 0},
	{"from", N_("From"), OUT_AT, N_("start of the shift; none: always"), 0},
	{"to", N_("To"), OUT_AT, N_("end of the shift; none: open"), 0},
	{"agents", N_("Agents"), OUT_LIST, N_("who is on call, first to be asked first"), 0},
};

static void rosters(struct lister *l)
{
	size_t n;
	const struct policy_roster *v = policy_rosters(l->p, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < v[i].nshifts; j++) {
			const struct policy_shift *s = &v[i].shifts[j];
			ROW(l, out_ref(v[i].name), out_text(v[i].team),
			    s->from == INT64_MIN + 1 ? out_null() : out_at(s->from),
			    s->to == INT64_MAX ? out_null() : out_at(s->to), names(&s->agents));
		}
}

static const struct out_column permission_columns[] = {
	{"agent", N_("Agent"), OUT_REF, N_("the agent; \"anyone\" for an OS user the policy does not name"), 0},
	{"user", N_("User"), OUT_TEXT, N_("OS user"), 0},
	{"rights", N_("Rights"), OUT_LIST, N_("what the agent may do"), OUT_FLEX},
};

static struct out_cell rights(struct lister *l, const char *user, const struct policy_agent *agent)
{
	VEC(const char *) may = {0};

	for (int r = 0; right_words[r]; r++)
		if (policy_allows(l->p, user, agent, (enum right)r))
			*vec_push(l->app->a, &may) = right_words[r];
	*vec_push(l->app->a, &may) = NULL;
	return out_list(may.v, may.n - 1);
}

static void permissions(struct lister *l)
{
	size_t n;
	const struct policy_agent *v = policy_agents(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), out_text(v[i].user), rights(l, v[i].user, &v[i]));
	ROW(l, out_ref("anyone"), out_null(), rights(l, "", NULL));
}

/* --- customers and channels --- */

static const struct out_column plan_columns[] = {
	NAME(N_("the support plan")), LABEL,
	{"hours", N_("Hours"), OUT_TEXT, N_("calendar of its hours"), 0},
	{"channels", N_("Channels"), OUT_LIST, N_("channels it includes"), 0},
	{"languages", N_("Languages"), OUT_LIST, N_("languages it includes"), 0},
	{"quota", N_("Quota"), OUT_INT, N_("tickets it includes"), 0},
	{"quota_per", N_("Per"), OUT_TEXT, N_("in this period"), 0},
	{"price_minor", N_("Price"), OUT_MONEY, N_("price in minor units"), 0},
	{"currency", N_("Currency"), OUT_TEXT, N_("currency of the price"), 0},
	{"price_per", N_("Price per"), OUT_TEXT, N_("for this period"), 0},
};

static void plans(struct lister *l)
{
	size_t n;
	const struct policy_plan *v = policy_plans(l->p, &n);

	for (size_t i = 0; i < n; i++) {
		int decimals = v[i].currency ? policy_currency_decimals(v[i].currency) : 0;
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), out_text(v[i].hours), names(&v[i].channels),
		    names(&v[i].languages), v[i].quota ? out_int(v[i].quota) : out_null(), out_text(v[i].quota_per),
		    v[i].currency ? out_money(v[i].price_minor, decimals < 0 ? 0 : decimals, v[i].currency) : out_null(),
		    out_text(v[i].currency), out_text(v[i].price_per));
	}
}

#define WHEN_COLUMNS \
	{"plans", N_("Plans"), OUT_LIST, N_("plans it is for; none: all"), 0}, \
	{"stages", N_("Stages"), OUT_LIST, N_("stages of life it is for; none: all"), 0}, \
	{"products", N_("Products"), OUT_LIST, N_("products it is for, one at least; none: all"), 0}, \
	{"languages", N_("Languages"), OUT_LIST, N_("languages it is for; none: all"), 0}, \
	{"internal", N_("Internal"), OUT_BOOL, N_("is it for the own house? none: for both"), 0}, \
	{"from_minor", N_("From"), OUT_MONEY, N_("payments a month from so much, in minor units"), 0}, \
	{"below_minor", N_("Below"), OUT_MONEY, N_("payments a month less than so much, in minor units"), 0}, \
	{"currency", N_("Currency"), OUT_TEXT, N_("currency of both"), 0}

static struct out_cell bound(const struct policy_client_rule *r, bool has, int64_t minor)
{
	int decimals = r->currency ? policy_currency_decimals(r->currency) : -1;

	return has && decimals >= 0 ? out_money(minor, decimals, r->currency) : out_null();
}

#define WHEN_CELLS(r) names(&(r)->plans), names(&(r)->stages), names(&(r)->products), names(&(r)->languages), \
	(r)->internal < 0 ? out_null() : out_bool((r)->internal), bound((r), (r)->has_from, (r)->from_minor), \
	bound((r), (r)->has_below, (r)->below_minor), out_text((r)->currency)

static const struct out_column stage_columns[] = {
	NAME(N_("the stage of a customer's life")), LABEL,
	{"team", N_("Team"), OUT_TEXT, N_("team that takes what is new where no category says another"), 0},
};

static void stages(struct lister *l)
{
	size_t n;
	const struct policy_client_stage *v = policy_client_stages(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), out_text(v[i].team));
}

static const struct out_column product_columns[] = {NAME(N_("the product")), LABEL};

static void products(struct lister *l)
{
	size_t n;
	const struct policy_product *v = policy_products(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label));
}

static const struct out_column segment_columns[] = {NAME(N_("the segment")), LABEL, WHEN_COLUMNS};

static void segments(struct lister *l)
{
	size_t n;
	const struct policy_segment *v = policy_segments(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), WHEN_CELLS(&v[i].when));
}

static const struct out_column csm_columns[] = {
	NAME(N_("the rule that chooses who looks after a customer")),
	{"agents", N_("Agents"), OUT_LIST, N_("the one with the fewest customers gets the next"), 0}, WHEN_COLUMNS,
};

static void csm(struct lister *l)
{
	size_t n;
	const struct policy_csm_rule *v = policy_csm_rules(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), names(&v[i].agents), WHEN_CELLS(&v[i].when));
}

static const struct out_column channel_columns[] = {
	NAME(N_("the channel")), LABEL,
	{"two_way", N_("Two-way"), OUT_BOOL, N_("can an answer go out on it?"), 0},
	{"public", N_("Public"), OUT_BOOL, N_("can anybody read it?"), 0},
};

static void channels(struct lister *l)
{
	size_t n;
	const struct policy_channel *v = policy_channels(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), out_bool(v[i].two_way), out_bool(v[i].public));
}

static const struct out_column field_columns[] = {
	NAME(N_("the field")), LABEL,
	{"type", N_("Type"), OUT_TEXT, N_("what it holds"), 0},
	{"words", N_("Words"), OUT_LIST, N_("its only values"), 0},
	{"pattern", N_("Pattern"), OUT_TEXT, N_("regular expression its values fit"), 0},
	{"personal", N_("Personal"), OUT_BOOL, N_("kept apart so that it can be erased?"), 0},
	{"kinds", N_("Kinds"), OUT_LIST, N_("kinds of tickets that have it; none: all"), 0},
};

static void fields(struct lister *l)
{
	size_t n;
	const struct policy_field *v = policy_fields(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), out_text(field_type_words[v[i].type]),
		    names(&v[i].words), out_text(v[i].pattern), out_bool(v[i].personal), names(&v[i].kinds));
}

static const struct out_column mark_columns[] = {
	NAME(N_("the mark")), LABEL,
	{"public", N_("Public"), OUT_BOOL, N_("does the customer see it?"), 0},
};

static void marks(struct lister *l)
{
	size_t n;
	const struct policy_mark *v = policy_marks(l->p, &n);

	for (size_t i = 0; i < n; i++)
		ROW(l, out_ref(v[i].name), label(l, &v[i].label), out_bool(v[i].public));
}

static const struct out_column reply_columns[] = {
	NAME(N_("the canned reply")),
	{"languages", N_("Languages"), OUT_LIST, N_("languages it is written in"), 0},
	{"text", N_("Text"), OUT_TEXT, N_("its text, in --lang where it has it"), OUT_FLEX},
};

static void replies(struct lister *l)
{
	size_t n;
	const struct policy_reply *v = policy_replies(l->p, &n);

	for (size_t i = 0; i < n; i++) {
		const char **langs = arena_array(l->app->a, const char *, v[i].text.n + 1);
		for (size_t j = 0; j < v[i].text.n; j++)
			langs[j] = v[i].text.v[j].lang;
		ROW(l, out_ref(v[i].name), out_list(langs, v[i].text.n), label(l, &v[i].text));
	}
}

static const struct out_column calendar_columns[] = {
	NAME(N_("the calendar")),
	{"zone", N_("Zone"), OUT_TEXT, N_("its time zone"), 0},
	{"week_s", N_("Week"), OUT_SPAN, N_("open time of a normal week"), OUT_HOURS},
	{"holidays", N_("Holidays"), OUT_INT, N_("holidays it knows"), 0},
	{"special", N_("Special"), OUT_INT, N_("dates with hours of their own"), 0},
	{"valid_to", N_("Valid to"), OUT_TEXT, N_("last date for which its holidays are known"), 0},
};

static int64_t open_week(const struct cal_rules *r)
{
	int64_t s = 0;

	for (int day = 0; day < 7; day++)
		for (size_t i = 0; i < r->nweek[day]; i++)
			s += r->week[day][i].to - r->week[day][i].from;
	return s;
}

static void calendars(struct lister *l)
{
	struct names all = policy_calendar_names(l->p);
	char day[16];

	for (size_t i = 0; i < all.n; i++) {
		const struct cal_rules *r = cal_rules(policy_cal(l->p, all.v[i]));
		if (r->valid_to != INT64_MAX)
			civil_print_day(day, r->valid_to);
		ROW(l, out_ref(all.v[i]), out_text(zone_name(r->zone)), out_span(open_week(r)),
		    out_int((int64_t)r->nholidays), out_int((int64_t)r->nspecials),
		    out_text(r->valid_to == INT64_MAX ? NULL : day));
	}
}

/* --- all of them --- */

const char *const policy_list_words[] = {
	"versions", "states", "kinds", "priorities", "categories", "levels", "teams", "agents", "rosters",
	"permissions", "plans", "stages", "products", "segments", "csm", "channels", "fields", "marks", "replies", "calendars", NULL,
};

#define LIST(of, defaults, fill) {of, sizeof of / sizeof *of, defaults, fill}
static const struct {
	const struct out_column *columns;
	size_t n;
	const char *defaults;
	void (*fill)(struct lister *l);
} lists[] = {
	LIST(version_columns, "version,valid_from,in_force,loaded,by,name", versions),
	LIST(state_columns, "name,class,label", states),
	LIST(kind_columns, "name,flow,impact,urgency,label", kinds),
	LIST(priority_columns, "name,rank,label", priorities),
	LIST(category_columns, "name,weight,level,team,label", categories),
	LIST(level_columns, "level,supervisor,team,label", levels),
	LIST(team_columns, "name,level,calendar,languages,label", teams),
	LIST(agent_columns, "name,level,teams,languages,skills,full", agents),
	LIST(roster_columns, "name,team,from,to,agents", rosters),
	LIST(permission_columns, "agent,user,rights", permissions),
	LIST(plan_columns, "name,hours,channels,price_minor,price_per,label", plans),
	LIST(stage_columns, "name,team,label", stages),
	LIST(product_columns, "name,label", products),
	LIST(segment_columns, "name,plans,stages,from_minor,below_minor,label", segments),
	LIST(csm_columns, "name,agents,plans,stages,from_minor,below_minor", csm),
	LIST(channel_columns, "name,two_way,public,label", channels),
	LIST(field_columns, "name,type,words,label", fields),
	LIST(mark_columns, "name,public,label", marks),
	LIST(reply_columns, "name,languages,text", replies),
	LIST(calendar_columns, "name,zone,week_s,holidays,valid_to", calendars),
};

int policy_list(struct app *app, const char *what)
{
	struct lister l = {.app = app, .p = app->session.policy};
	int i = words_find(policy_list_words, what);

	if (i < 0)
		return app_usage(app, _("there is no list \"%s\"%s; known: %s"), what,
		                 words_hint(app->a, policy_list_words, what), words_list(app->a, policy_list_words));
	l.columns = lists[i].columns;
	int bad = app_list(app, l.columns, lists[i].n, lists[i].defaults, &l.out, &l.picked, &l.n);
	if (bad || !l.out)
		return bad;
	lists[i].fill(&l);
	out_close(l.out);
	return 0;
}

struct names policy_list_names(struct app *app, const char *what)
{
	struct lister l = {.app = app, .p = app->session.policy};

	lists[words_find(policy_list_words, what)].fill(&l);
	*vec_push(app->a, &l.names) = NULL;
	return (struct names){l.names.v, l.names.n - 1};
}
