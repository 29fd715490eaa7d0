/* terms: the tables behind terms.h and the enumerations of policy.h. */
#include "policy/terms.h"

#include <stddef.h>

#include "policy/policy.h"

const char *const state_class_words[] = {"new", "open", "waiting", "held", "resolved", "closed", NULL};
const char *const grade_words[] = {"", "high", "medium", "low", NULL};
const char *const complexity_words[] = {"simple", "normal", "complex", NULL};
const char *const field_type_words[] = {"text", "word", "int", "money", "date", "time", "flag", NULL};
const char *const sla_clock_words[] = {
	"ack", "first_response", "next_response", "update", "resolution", "level", NULL};
const char *const on_change_words[] = {"keep_elapsed", "restart", "never_later", "pinned", NULL};
const char *const on_reopen_words[] = {"resume", "restart", "none", NULL};
const char *const goal_words[] = {
	"first_level_resolution", "first_contact_resolution", "sla_first_response", "sla_resolution",
	"sla", "reopened", "satisfaction", "calls_answered", NULL};

#define RIGHTS "read", "open", "note", "reply", "set", "priority", "move", "reopen", "assign", \
	"take", "bulk", "now", "act_as", "policy", "audit", "import", "erase", "link", "merge", \
	"customer", "escalate", "reset", "kb"
const char *const right_words[] = {RIGHTS, NULL};
const char *const policy_role_words[] = {RIGHTS, "all", NULL};

const char *const policy_grades[] = {"high", "medium", "low", NULL};
const char *const policy_anyone[] = {"anyone", NULL};
const char *const policy_periods[] = {"month", "quarter", "year", NULL};
const char *const policy_met_by[] = {"call", "public_note", "bot", "closed", "solution_offered", NULL};
const char *const policy_events[] = {"contact", "opened", "resolved", "closed", NULL};
const char *const policy_when_empty[] = {"skip", "hold", NULL};
const char *const policy_catch_up[] = {"last", "all", "none", NULL};
const char *const policy_count_from[] = {"next_day", "same_day", NULL};
const char *const policy_roll[] = {"none", "next", "previous", NULL};
const char *const policy_follow[] = {"own", "firm", NULL};
const char *const policy_handover_needs[] = {"tried", "evidence", "asked", NULL};

/* What tk-set and the formats already know under this name. */
const char *const policy_ticket_fields[] = {
	"ref", "reference", "key", "subject", "text", "customer", "person", "kind", "state", "priority",
	"impact", "urgency", "affected", "category", "level", "team", "agent", "channel", "language",
	"plan", "tag", "tags", "opened", "contact", "updated", "resolved", "closed", "due", "clock",
	"reason", "complexity", "version", "lang", "watchers", "cc", "spam", NULL};

const char *const policy_places[] = {
	"reference", "subject", "customer", "agent", "state", "text", NULL};
