/* report_words: figures and groups as people read them. */
#include <inttypes.h>
#include <string.h>

#include "app/report.h"
#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "service/tell.h"
#include "store/customers.h"
#include "when/clock.h"

/* From five digits on in groups of three, as ISO 80000-1 has it. */
const char *report_number(const struct report *r, int64_t n)
{
	char digits[NUM_LEN];
	struct str s = str_new(r->a);
	int len = num_print(digits, n), first = n < 0;

	for (int i = 0; i < len; i++) {
		if (len - first > 4 && i > first && (len - i) % 3 == 0)
			str_addc(&s, ' ');
		str_addc(&s, digits[i]);
	}
	return s.p;
}

/* 100.0 % are all, and 0.0 % none: what is nearly so is rounded the other way. */
const char *report_percent(const struct report *r, int64_t millionths)
{
	int64_t tenths = (millionths < 0 ? millionths - 500 : millionths + 500) / 1000;
	int64_t whole = tenths < 0 ? -tenths : tenths;

	if (tenths == 1000 && millionths < 1000000)
		whole = 999;
	if (tenths == 0 && millionths > 0)
		whole = 1;
	return arena_printf(r->a, "%s%" PRId64 ".%" PRId64 " %%", tenths < 0 ? "-" : "", whole / 10, whole % 10);
}

const char *report_span(const struct report *r, int64_t seconds, bool business)
{
	int64_t size = seconds < 0 ? -seconds : seconds, unit = size < 2 * DAY_S || business ? 3600 : DAY_S;
	const char *sign = seconds < 0 ? "-" : "";

	if (size < 60)
		return arena_printf(r->a, _("%s%" PRId64 " s"), sign, size);
	if (size < 3600)
		return arena_printf(r->a, _("%s%" PRId64 " min"), sign, (size + 30) / 60);
	int64_t tenths = (size * 10 + unit / 2) / unit;
	const char *number = tenths < 10000 ? arena_printf(r->a, "%" PRId64 ".%" PRId64, tenths / 10, tenths % 10)
	                                    : report_number(r, tenths / 10);
	return arena_printf(r->a, unit == 3600 ? _("%s%s h") : _("%s%s d"), sign, number);
}

const char *report_at(const struct report *r, int64_t at)
{
	struct civil c = zone_civil(r->zone, at);

	return arena_printf(r->a, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

static const char *mean_text(const struct report *r, int64_t thousandths)
{
	int64_t hundredths = (thousandths + 5) / 10;

	return arena_printf(r->a, "%" PRId64 ".%02" PRId64, hundredths / 100, hundredths % 100);
}

/* "+4.1 points", or a signed number or time; what rounds to nothing has no sign. */
static const char *change_text(const struct report *r, const struct figure *f, bool business)
{
	int64_t size = f->value < 0 ? -f->value : f->value, tenths = (size + 500) / 1000;
	const char *sign = size == 0 || (f->kind == FIGURE_SHARE && tenths == 0) ? "" : f->value > 0 ? "+" : "-";

	switch (f->kind) {
	case FIGURE_SHARE: return arena_printf(r->a, _("%s%" PRId64 ".%" PRId64 " points"), sign, tenths / 10, tenths % 10);
	case FIGURE_SPAN: return arena_printf(r->a, "%s%s", sign, report_span(r, size, business));
	case FIGURE_MEAN: return arena_printf(r->a, "%s%s", sign, mean_text(r, size));
	default: return arena_printf(r->a, "%s%s", sign, report_number(r, size));
	}
}

const char *report_figure_text(const struct report *r, const struct report_column *c, const struct figure *f)
{
	bool business = metrics[c->metric].unit == UNIT_BUSINESS;

	if (f->hidden)
		return msg_utf8() ? "\xc2\xb7" : ".";
	if (f->few || f->kind == FIGURE_NONE)
		return "-";
	if (c->stat == STAT_CHANGE)
		return change_text(r, f, business);
	switch (f->kind) {
	case FIGURE_COUNT: return report_number(r, f->value);
	case FIGURE_SHARE: return report_percent(r, f->value);
	case FIGURE_SPAN: return report_span(r, f->value, business);
	case FIGURE_MEAN: return mean_text(r, f->value);
	case FIGURE_AT: return report_at(r, f->value);
	default: return f->text;
	}
}

const char *report_value(const struct report *r, enum metric_id m, enum figure_kind kind, int64_t value)
{
	struct report_column c = {.metric = m, .stat = STAT_VALUE};

	return report_figure_text(r, &c, &(struct figure){.kind = kind, .value = value});
}

/* --- bars --- */

/* Eighths of a block, or whole signs in ASCII. */
const char *report_bar(const struct page *p, struct arena *a, int64_t value, int64_t most, size_t width)
{
	static const char *const parts[] = {"", "\xe2\x96\x8f", "\xe2\x96\x8e", "\xe2\x96\x8d", "\xe2\x96\x8c",
	                                    "\xe2\x96\x8b", "\xe2\x96\x8a", "\xe2\x96\x89"};
	struct str s = str_new(a);

	if (most <= 0 || value <= 0)
		return "";
	int64_t eighths = (int64_t)((double)value / (double)most * (double)width * 8 + 0.5);
	eighths = eighths < 1 ? 1 : eighths;
	if (!p->utf8)
		eighths = (eighths + 4) / 8 * 8;
	for (; eighths >= 8; eighths -= 8)
		str_add(&s, p->utf8 ? "\xe2\x96\x88" : "#");
	if (p->utf8)
		str_add(&s, parts[eighths]);
	return s.p;
}

/* From the least to the most, which stand beside it. */
const char *report_spark(const struct page *p, struct arena *a, const int64_t *v, size_t n, bool from_zero)
{
	static const char *const blocks[] = {"\xe2\x96\x81", "\xe2\x96\x82", "\xe2\x96\x83", "\xe2\x96\x84",
	                                     "\xe2\x96\x85", "\xe2\x96\x86", "\xe2\x96\x87", "\xe2\x96\x88"};
	static const char *const signs[] = {"_", ".", ":", "-", "=", "+", "*", "#"};
	struct str s = str_new(a);
	int64_t most = n ? v[0] : 0, least = n && !from_zero ? v[0] : 0;

	for (size_t i = 0; i < n; i++) {
		most = v[i] > most ? v[i] : most;
		least = v[i] < least ? v[i] : least;
	}
	for (size_t i = 0; i < n; i++) {
		int64_t step = most > least ? (int64_t)((double)(v[i] - least) * 7 / (double)(most - least) + 0.5) : 0;
		str_add(&s, (p->utf8 ? blocks : signs)[step]);
	}
	return s.p;
}

/* --- groups --- */

const char *report_by_head(enum case_by by)
{
	static const char *const heads[] = {
		[BY_NONE] = "", [BY_LEVEL] = N_("Level"), [BY_CATEGORY] = N_("Category"), [BY_COMPLEXITY] = N_("Complexity"),
		[BY_CHANNEL] = N_("Channel"), [BY_TEAM] = N_("Team"), [BY_PRIORITY] = N_("Priority"), [BY_PLAN] = N_("Plan"),
		[BY_CUSTOMER] = N_("Customer"), [BY_KIND] = N_("Kind"), [BY_AGENT] = N_("Agent"), [BY_STATE] = N_("State"),
		[BY_CLOCK] = N_("Promise"),
	};
	return *heads[by] ? _(heads[by]) : "";
}

static const char *customer_key(const struct report *r, int64_t id)
{
	struct customer c;

	if (id == 0)
		return "none";
	if (!customers_load(r->s->desk, r->a, id, &c) || !c.key)
		return arena_printf(r->a, "#%" PRId64, id);
	return c.key;
}

const char *report_key(const struct report *r, enum case_by by, struct case_key k)
{
	switch (by) {
	case BY_NONE: return "all";
	case BY_LEVEL: return arena_printf(r->a, "%" PRId64, k.number);
	case BY_PRIORITY: return tell_priority(r->policy, r->a, (int)k.number);
	case BY_CUSTOMER: return customer_key(r, k.number);
	default: return k.text ? k.text : "none";
	}
}

static const char *label_of(const struct report *r, const struct labels *l, const char *name)
{
	return l ? label_in(r->policy, l, msg_lang(), name) : name;
}

/* "2 Specialists"; a label that has the number itself is enough. */
static const char *level_label(const struct report *r, int64_t number)
{
	const struct policy_level *l = policy_level(r->policy, (int)number);
	const char *n = arena_printf(r->a, "%" PRId64, number), *label = label_of(r, l ? &l->label : NULL, "");

	if (strstr(label, n))
		return label;
	return *label ? arena_printf(r->a, "%s %s", n, label) : n;
}

static const char *priority_label(const struct report *r, int64_t rank)
{
	size_t n;
	const struct policy_priority *all = policy_priorities(r->policy, &n);

	if (rank < 1 || (size_t)rank > n)
		return arena_printf(r->a, "%" PRId64, rank);
	const char *label = label_of(r, &all[rank - 1].label, all[rank - 1].name);
	return str_eq(label, all[rank - 1].name) ? label : arena_printf(r->a, "%s %s", all[rank - 1].name, label);
}

static const struct labels *labels_of(const struct report *r, enum case_by by, const char *name)
{
	switch (by) {
	case BY_TEAM: { const struct policy_team *x = policy_team(r->policy, name); return x ? &x->label : NULL; }
	case BY_PLAN: { const struct policy_plan *x = policy_plan(r->policy, name); return x ? &x->label : NULL; }
	case BY_KIND: { const struct policy_kind *x = policy_kind(r->policy, name); return x ? &x->label : NULL; }
	case BY_CHANNEL: { const struct policy_channel *x = policy_channel(r->policy, name); return x ? &x->label : NULL; }
	case BY_STATE: { const struct policy_state *x = policy_state(r->policy, name); return x ? &x->label : NULL; }
	case BY_CATEGORY: { const struct policy_category *x = policy_category(r->policy, name); return x ? &x->label : NULL; }
	default: return NULL;
	}
}

/* "Answer to a claim, answer": a deadline's label, and its stage. */
static const char *clock_label(const struct report *r, const char *name)
{
	static const char *const heads[] = {N_("Taken up"), N_("First answer"), N_("Next answer"), N_("Update"),
	                                    N_("Resolution"), N_("Level")};
	int kind = words_find(sla_clock_words, name);
	const char *slash = strchr(name, '/');
	const struct policy_deadline *d =
		policy_deadline(r->policy, slash ? arena_dup(r->a, name, (size_t)(slash - name)) : name);

	if (kind >= 0)
		return _(heads[kind]);
	return d ? arena_printf(r->a, "%s%s%s", label_of(r, &d->label, d->name), slash ? ": " : "", slash ? slash + 1 : "") : name;
}

const char *report_label(const struct report *r, enum case_by by, struct case_key k)
{
	if (by == BY_CLOCK)
		return clock_label(r, k.text);
	if (by == BY_LEVEL)
		return level_label(r, k.number);
	if (by == BY_PRIORITY)
		return priority_label(r, k.number);
	if (by == BY_CUSTOMER)
		return k.number ? customer_key(r, k.number) : _("(none)");
	if (!k.text)
		return _("(none)");
	return label_of(r, labels_of(r, by, k.text), k.text);
}
