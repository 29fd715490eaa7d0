/* past_event: what happened to a ticket: said, set, moved, handed on. */
#include <inttypes.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "service/facts.h"
#include "service/past_run.h"

/* Fields that become facts of the same name, as they are. */
static void add_plain(struct past_line *l, const char *const *names)
{
	for (; *names; names++) {
		const char *value = past_get(l, *names);
		if (value && *value)
			pairs_add(l->row, &l->e.data, *names, past_fact(l->row, value));
	}
}

static int add_channel(struct past_line *l, struct fault *f)
{
	const char *name;
	int bad = past_name(l, "channel", past_get(l, "channel"), &name, f);

	if (!bad)
		pairs_add(l->row, &l->e.data, "channel", name);
	return bad;
}

static void add_text(struct past_line *l)
{
	const char *text = past_get(l, "text");

	if (text && *text)
		event_add_text(l->row, &l->e, PART_BODY, text);
}

/* A value beside the one there was. */
static void differ(struct past_line *l, const char *name, const char *old, const char *next)
{
	pairs_add(l->row, &l->e.data, name, next ? next : "");
	pairs_add(l->row, &l->e.data, arena_printf(l->row, "old.%s", name), old ? old : "");
}

static void differ_int(struct past_line *l, const char *name, int64_t old, int64_t next)
{
	pairs_add_int(l->row, &l->e.data, name, next);
	pairs_add_int(l->row, &l->e.data, arena_printf(l->row, "old.%s", name), old);
}

/* --- said --- */

/* "@agent" or a team. */
static int add_ask(struct past_line *l, struct fault *f)
{
	const char *whom = past_get(l, "ask"), *name;
	bool agent = whom && *whom == '@';

	if (!whom || !*whom)
		return 0;
	int bad = past_name(l, agent ? "agent" : "team", whom + agent, &name, f);
	if (!bad && name)
		pairs_add(l->row, &l->e.data, "ask", agent ? arena_printf(l->row, "@%s", name) : name);
	return bad;
}

static int add_answers(struct past_line *l, struct fault *f)
{
	const char *id = past_get(l, "answers");
	int64_t seq = id && *id ? past_event(l, l->h, id) : 0;

	if (seq)
		pairs_add_int(l->row, &l->e.data, "answers", seq);
	if (!seq && id && *id)
		return fault_set(f, EX_DATAERR, "answers: the ticket has no event %s", id);
	return 0;
}

static int plan_note(struct past_line *l, struct fault *f)
{
	static const char *const plain[] = {"template", "by", NULL};
	const char *mark;
	int bad = past_name(l, "mark", past_get(l, "mark"), &mark, f);

	l->e.kind = EVENT_NOTE;
	if (bad)
		return bad;
	if (l->p->kind == PAST_MARK && !mark)
		return fault_set(f, EX_DATAERR, "mark: it says none");
	if (l->p->kind == PAST_REPLY || l->p->kind == PAST_CUSTOMER)
		pairs_add(l->row, &l->e.data, "public", "1");
	if (pairs_int(&l->p->fields, "solution", 0))
		pairs_add(l->row, &l->e.data, "solution", "1");
	bad = add_channel(l, f);
	pairs_add(l->row, &l->e.data, "mark", mark);
	add_plain(l, plain);
	if (!bad) bad = add_ask(l, f);
	if (!bad) bad = add_answers(l, f);
	add_text(l);
	return bad;
}

static int plan_call(struct past_line *l, struct fault *f)
{
	static const char *const words[] = {"in", "out", NULL};
	static const char *const plain[] = {
		"direction", "answered", "waiting_s", "duration_s", "device", "outcome", "quality", "by", NULL,
	};
	const char *direction = past_get(l, "direction");

	l->e.kind = EVENT_CALL;
	if (direction && *direction && words_find(words, direction) < 0)
		return fault_set(f, EX_DATAERR, "direction: in or out, not \"%s\"", direction);
	add_plain(l, plain);
	add_text(l);
	return add_channel(l, f);
}

static int plan_survey(struct past_line *l, struct fault *f)
{
	static const char *const plain[] = {"score", "of", "by", NULL};

	l->e.kind = EVENT_SURVEY;
	add_plain(l, plain);
	add_text(l);
	return add_channel(l, f);
}

/* --- moved --- */

static int plan_move(struct past_line *l, struct fault *f)
{
	static const char *const plain[] = {"by", "until", NULL};
	const char *state = past_get(l, "state"), *reference = past_get(l, "reference"), *name, *class;

	l->e.kind = EVENT_MOVE;
	if (!state || !*state)
		return fault_set(f, EX_DATAERR, "move: it says no state");
	int bad = past_state(l, state, past_get(l, "class"), &name, &class, f);
	if (bad)
		return bad;
	pairs_add(l->row, &l->e.data, "state", name);
	pairs_add(l->row, &l->e.data, "class", class);
	pairs_add(l->row, &l->e.data, "old.state", l->h->t.state);
	add_plain(l, plain);
	if (pairs_int(&l->p->fields, "first_contact", 0))
		pairs_add(l->row, &l->e.data, "first_contact", "1");
	if (reference && *reference)
		event_add_text(l->row, &l->e, PART_REFERENCE, reference);
	return 0;
}

/* --- handed on --- */

static int add_holder(struct past_line *l, const char *name, const char *old, struct fault *f)
{
	const char *value = past_get(l, name), *next;
	int bad = past_name(l, name, value, &next, f);

	if (!bad && value)
		differ(l, name, old, next);
	return bad;
}

static int add_level(struct past_line *l, const char *field, struct fault *f)
{
	const char *value = past_get(l, field);
	int64_t level = pairs_int(&l->p->fields, field, 0);
	int bad = 0;

	if (!value || (!*value && l->e.kind == EVENT_ESCALATE))
		return 0;
	if (level < 1 || level > 99)
		return fault_set(f, EX_DATAERR, "%s: 1 to 99, not \"%s\"", field, value);
	if (!policy_level(l->s->policy, (int)level))
		bad = past_unknown(l, "level", value, f);
	if (!bad)
		differ_int(l, "level", l->h->t.level, level);
	return bad;
}

static int add_holders(struct past_line *l, struct fault *f)
{
	int bad = add_holder(l, "agent", l->h->t.agent, f);

	if (!bad) bad = add_holder(l, "team", l->h->t.team, f);
	if (!bad) bad = add_level(l, "level", f);
	return bad;
}

static int plan_assign(struct past_line *l, struct fault *f)
{
	l->e.kind = EVENT_ASSIGN;
	int bad = add_holders(l, f);
	if (!bad && !l->e.data.n)
		return fault_set(f, EX_DATAERR, "assign: to whom? agent, team or level");
	return bad;
}

static int plan_escalate(struct past_line *l, struct fault *f)
{
	static const char *const ways[] = {"up", "down", "reject", "takeover", NULL};
	static const char *const plain[] = {"reason", "once", NULL};
	static const char *const texts[] = {"tried", "evidence", "asked", NULL};
	const char *way = past_get(l, "do");
	struct pairs said = {0};

	l->e.kind = EVENT_ESCALATE;
	if (way && *way && words_find(ways, way) < 0)
		return fault_set(f, EX_DATAERR, "do: %s, not \"%s\"", words_list(l->row, ways), way);
	pairs_add(l->row, &l->e.data, "do", way && *way ? way : "up");
	int bad = add_holders(l, f);
	if (!bad && !past_get(l, "level")) bad = add_level(l, "to-level", f);
	if (bad)
		return bad;
	add_plain(l, plain);
	add_text(l);
	for (int i = 0; texts[i]; i++)
		pairs_add(l->row, &said, texts[i], past_get(l, texts[i]));
	if (said.n) {
		struct str text = str_new(l->row);
		pairs_print(&text, &said);
		event_add_text(l->row, &l->e, PART_FIELDS, text.p);
	}
	return 0;
}

int past_write_event(struct past_line *l, struct fault *f)
{
	int bad = 0;

	switch (l->p->kind) {
	case PAST_SET: bad = past_plan_set(l, f); break;
	case PAST_MOVE: bad = plan_move(l, f); break;
	case PAST_ASSIGN: bad = plan_assign(l, f); break;
	case PAST_ESCALATE: bad = plan_escalate(l, f); break;
	case PAST_CALL: bad = plan_call(l, f); break;
	case PAST_SURVEY: bad = plan_survey(l, f); break;
	case PAST_KB: bad = past_plan_kb(l, f); break;
	case PAST_FIRE: l->e.kind = EVENT_FIRE; break;     /* its facts say which rule */
	default: bad = plan_note(l, f);
	}
	if (!bad) bad = past_facts(l, f);
	if (!bad && l->p->kind == PAST_SET) bad = past_set_people(l, f);
	if (bad)
		return bad;
	past_record(l);
	return 0;
}
