/* past_fields: what the lines of each kind may say: the one table that readers,
 * maps and tk-import(5) go by. */
#include "service/past.h"

#include <string.h>

#include "base/vec.h"
#include "base/words.h"

const char *const past_kind_words[] = {
	"open", "note", "reply", "customer", "set", "move", "assign", "escalate", "link", "unlink",
	"merge", "unmerge", "split", "mark", "call", "survey", "fire", "organisation", "person", "article", "kb", NULL,
};

enum {
	OPEN = PAST_BIT(PAST_OPEN), SET = PAST_BIT(PAST_SET), MOVE = PAST_BIT(PAST_MOVE),
	ASSIGN = PAST_BIT(PAST_ASSIGN), ESCALATE = PAST_BIT(PAST_ESCALATE),
	LINKS = PAST_BIT(PAST_LINK) | PAST_BIT(PAST_UNLINK),
	MERGES = PAST_BIT(PAST_MERGE) | PAST_BIT(PAST_UNMERGE), SPLIT = PAST_BIT(PAST_SPLIT),
	JOINS = LINKS | MERGES | SPLIT,
	NOTES = PAST_BIT(PAST_NOTE) | PAST_BIT(PAST_REPLY) | PAST_BIT(PAST_CUSTOMER) | PAST_BIT(PAST_MARK),
	CALL = PAST_BIT(PAST_CALL), SURVEY = PAST_BIT(PAST_SURVEY), TALK = NOTES | CALL | SURVEY,
	FIRM = PAST_BIT(PAST_ORGANISATION), PERSON = PAST_BIT(PAST_PERSON),
	ARTICLE = PAST_BIT(PAST_ARTICLE), KB = PAST_BIT(PAST_KB),
};

const struct past_field past_fields[] = {
	{"subject", PAST_TEXT, OPEN}, {"body", PAST_TEXT, OPEN | ARTICLE}, {"type", PAST_TEXT, OPEN},
	{"category", PAST_TEXT, OPEN}, {"complexity", PAST_TEXT, OPEN}, {"channel", PAST_TEXT, OPEN | TALK},
	{"customer", PAST_TEXT, OPEN | MERGES | PERSON | KB}, {"person", PAST_TEXT, OPEN | MERGES}, {"lang", PAST_TEXT, OPEN | FIRM | PERSON},
	{"plan", PAST_TEXT, OPEN | FIRM}, {"impact", PAST_TEXT, OPEN | LINKS}, {"urgency", PAST_TEXT, OPEN | LINKS},
	{"priority", PAST_TEXT, OPEN | LINKS}, {"why", PAST_TEXT, OPEN | LINKS},
	{"affected", PAST_NUMBER, OPEN}, {"counted", PAST_NUMBER, LINKS},
	{"team", PAST_TEXT, OPEN | ASSIGN | ESCALATE}, {"agent", PAST_TEXT, OPEN | ASSIGN | ESCALATE},
	{"level", PAST_NUMBER, OPEN | ASSIGN | ESCALATE}, {"to-level", PAST_NUMBER, ESCALATE},
	{"contact", PAST_INSTANT, OPEN}, {"tags", PAST_LIST, OPEN}, {"watchers", PAST_LIST, OPEN},
	{"cc", PAST_LIST, OPEN | MERGES}, {"spam", PAST_FLAG, OPEN}, {"fields", PAST_OBJECT, OPEN},
	{"state", PAST_TEXT, OPEN | MOVE}, {"class", PAST_TEXT, OPEN | MOVE}, {"until", PAST_INSTANT, OPEN | MOVE},
	{"reference", PAST_TEXT, MOVE}, {"by", PAST_TEXT, MOVE | TALK}, {"first_contact", PAST_FLAG, MOVE},
	{"text", PAST_TEXT, TALK | ESCALATE | JOINS | KB}, {"solution", PAST_FLAG, NOTES}, {"ask", PAST_TEXT, NOTES},
	{"answers", PAST_TEXT, NOTES}, {"mark", PAST_TEXT, NOTES}, {"template", PAST_TEXT, NOTES},
	{"attachments", PAST_FILES, OPEN | TALK | ESCALATE}, {"set", PAST_OBJECT, SET},
	{"do", PAST_TEXT, ESCALATE}, {"reason", PAST_TEXT, ESCALATE}, {"tried", PAST_TEXT, ESCALATE},
	{"evidence", PAST_TEXT, ESCALATE}, {"asked", PAST_TEXT, ESCALATE}, {"once", PAST_TEXT, ESCALATE},
	{"relation", PAST_TEXT, LINKS}, {"to", PAST_TEXT, LINKS | SPLIT}, {"half", PAST_FLAG, JOINS}, {"with", PAST_TEXT, LINKS},
	{"into", PAST_TEXT, MERGES | SPLIT}, {"from", PAST_TEXT, MERGES}, {"undo", PAST_FLAG, SPLIT},
	{"split_from", PAST_TEXT, OPEN}, {"events", PAST_IDS, OPEN | SPLIT},
	{"other_source", PAST_TEXT, OPEN | JOINS},
	{"direction", PAST_TEXT, CALL}, {"answered", PAST_FLAG, CALL}, {"waiting_s", PAST_NUMBER, CALL},
	{"duration_s", PAST_NUMBER, CALL}, {"device", PAST_TEXT, CALL}, {"outcome", PAST_TEXT, CALL},
	{"quality", PAST_TEXT, CALL}, {"score", PAST_TEXT, SURVEY}, {"of", PAST_TEXT, SURVEY},
	{"was", PAST_TEXT, FIRM | PERSON}, {"name", PAST_TEXT, FIRM | PERSON}, {"stage", PAST_TEXT, FIRM}, {"csm", PAST_TEXT, FIRM},
	{"csm_why", PAST_TEXT, FIRM}, {"zone", PAST_TEXT, FIRM}, {"products", PAST_LIST, FIRM},
	{"review", PAST_TEXT, FIRM}, {"volume_minor", PAST_NUMBER, FIRM}, {"currency", PAST_TEXT, FIRM},
	{"internal", PAST_FLAG, FIRM}, {"merged_into", PAST_TEXT, FIRM},
	{"title", PAST_TEXT, PERSON | ARTICLE}, {"prefers", PAST_TEXT, PERSON}, {"gone", PAST_FLAG, PERSON},
	{"addresses", PAST_OBJECT, PERSON},
	{"questions", PAST_TEXT, ARTICLE}, {"script", PAST_TEXT, ARTICLE}, {"article", PAST_TEXT, KB},
	{"facts", PAST_OBJECT, ~0u},
	{NULL, PAST_TEXT, 0},
};

/* The member of an object goes by the object's name in front: "fields.x". */
static bool same_name(const struct past_field *d, const char *name)
{
	size_t n = strlen(d->name);

	if (strcmp(d->name, name) == 0)
		return true;
	return d->form == PAST_OBJECT && strncmp(d->name, name, n) == 0 && name[n] == '.' && name[n + 1];
}

const struct past_field *past_field(struct arena *a, enum past_kind kind, const char *name, struct fault *f)
{
	struct { const char **v; size_t n, cap; } names = {0};

	for (const struct past_field *d = past_fields; d->name; d++)
		if (d->kinds & PAST_BIT(kind) && same_name(d, name))
			return d;
	for (const struct past_field *d = past_fields; d->name; d++)
		if (d->kinds & PAST_BIT(kind))
			*vec_push(a, &names) = d->name;
	*vec_push(a, &names) = NULL;
	fault_set(f, EX_DATAERR, "%s: unknown field \"%s\"%s", past_kind_words[kind], name,
	          words_hint(a, names.v, name));
	return NULL;
}

bool past_clears(enum past_kind kind)
{
	return kind == PAST_SET || kind == PAST_ASSIGN || kind == PAST_ORGANISATION || kind == PAST_PERSON;
}
