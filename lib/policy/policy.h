/* policy: the desk's rules, typed.
 *
 * A policy is YAML for people, a packed tree in the desk for programs. Both
 * become the same node tree, and the typed sections below are built from it
 * when first asked for. Everything returned belongs to the policy's arena and
 * is never changed. Names are compared byte by byte.
 *
 * A label is a text in several languages; label_in() chooses. */
#ifndef POLICY_POLICY_H
#define POLICY_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "when/cal.h"
#include "when/span.h"

struct policy;                       /* opened by policy/pack.h or check.h */
struct zone;

struct label { const char *lang, *text; };
struct labels { const struct label *v; size_t n; };
struct names { const char *const *v; size_t n; };    /* also NULL-terminated */

/* The text in lang, its language without region, the policy's default
 * language, English, any; else fallback. */
const char *label_in(const struct policy *p, const struct labels *l,
                     const char *lang, const char *fallback);
bool names_have(const struct names *n, const char *name);

/* --- the head --- */
struct policy_head {
	const char *name;
	struct labels title;
	const char *language;            /* the default, "en" */
	struct names languages;
	const char *zone;                /* IANA name of the desk */
	const char *reference;           /* the prefix of references, "TK" */
	bool allow_now;                  /* --now on writers */
	int64_t attachment_max;          /* bytes a file */
	int64_t text_max;                /* bytes a message */
	struct span reopen_within;       /* after resolution; civil or plain time */
	bool reopen_closed;              /* also from closed */
	const char *reopen_to;           /* state */
	const char *on_take;             /* state a new ticket goes to when somebody takes
	                                  * or answers it; NULL: stays */
};
const struct policy_head *policy_head(struct policy *p);
/* The language to speak with somebody who wishes lang: of those the policy's
 * texts are in the same, or the same without region; else the default. */
const char *policy_language(struct policy *p, const char *lang);
/* A zone by its IANA name from the tables kept with the policy (UTC always
 * works); NULL where the policy does not use it. */
const struct zone *policy_zone(struct policy *p, const char *name);

/* --- states --- */
enum state_class { STATE_NEW, STATE_OPEN, STATE_WAITING, STATE_HELD, STATE_RESOLVED, STATE_CLOSED };
extern const char *const state_class_words[];   /* new open waiting held resolved closed */
struct policy_state {
	const char *name;
	enum state_class class;
	struct labels label;             /* for agents */
	struct labels customer;          /* where it stands, one plain sentence */
	struct labels next;              /* what comes next, one plain sentence */
};
const struct policy_state *policy_states(struct policy *p, size_t *n);
const struct policy_state *policy_state(struct policy *p, const char *name);
/* The first state of a class: where a class is meant but no state named. */
const struct policy_state *policy_state_of(struct policy *p, enum state_class c);

/* What a customer's message does: state to go to from a state, NULL: stays. */
const char *policy_on_customer_message(struct policy *p, const char *state);

/* --- kinds and flows --- */
struct policy_step { const char *from; struct names to; };
struct policy_stage_age { const char *state; struct span max; };
struct policy_flow {
	const char *name;
	const struct policy_step *steps; size_t nsteps;
	const struct policy_stage_age *ages; size_t nages;
	const char *calendar;            /* in which the ages count, NULL: plain time */
};
const struct policy_flow *policy_flows(struct policy *p, size_t *n);
struct policy_kind {
	const char *name;                /* incident, request, ... */
	struct labels label;
	const struct policy_flow *flow;  /* never NULL */
	const char *impact, *urgency;    /* defaults, NULL: the policy's */
};
const struct policy_kind *policy_kinds(struct policy *p, size_t *n);
const struct policy_kind *policy_kind(struct policy *p, const char *name);
/* May a ticket of this flow go from one state to another? */
bool policy_flow_allows(const struct policy_flow *f, const char *from, const char *to);
/* Where it may go: names, for messages. */
struct names policy_flow_from(const struct policy_flow *f, const char *from);

/* --- priority --- */
struct policy_priority { const char *name; struct labels label; };   /* most urgent first; rank = index + 1 */
const struct policy_priority *policy_priorities(struct policy *p, size_t *n);
/* 1..n, or 0 for an unknown name. A bare number "1" is accepted too. */
int policy_priority_rank(struct policy *p, const char *name);

enum { GRADE_HIGH = 1, GRADE_MEDIUM = 2, GRADE_LOW = 3 };
extern const char *const grade_words[];         /* index 0 "", high, medium, low */
struct policy_matrix {
	int rank[4][4];                  /* [impact][urgency], 1..n */
	int impact, urgency;             /* defaults */
	int64_t affected_high, affected_medium;   /* users from which impact rises; 0: off */
};
const struct policy_matrix *policy_matrix(struct policy *p);

/* --- categories --- */
struct policy_category {
	const char *name;                /* whole path "payment.failed" */
	const char *parent;              /* "payment" or NULL */
	struct labels label;
	int64_t weight;                  /* relevance, >= 0 */
	int level;                       /* default level, 0: not said (inherited ones are filled in) */
	const char *team;                /* default team or NULL */
	const char *complexity;          /* simple, normal, complex; NULL */
	int impact, urgency;             /* grades, 0: not said */
	int priority_floor;              /* at least this rank, 0: none */
	struct names skills;             /* what the agent must know */
	struct names aliases;            /* names it goes by elsewhere, for imports */
};
extern const char *const complexity_words[];    /* simple normal complex */
const struct policy_category *policy_categories(struct policy *p, size_t *n);
const struct policy_category *policy_category(struct policy *p, const char *name);
/* By name, alias or label, ASCII case ignored: for texts of other systems. */
const struct policy_category *policy_category_like(struct policy *p, const char *text);
/* Is name the category under or below it? */
bool policy_category_within(const char *name, const char *under);

/* --- levels, teams, agents --- */
struct policy_level { int number; struct labels label; bool supervisor; const char *team; };
const struct policy_level *policy_levels(struct policy *p, size_t *n);
const struct policy_level *policy_level(struct policy *p, int number);

struct policy_team {
	const char *name; struct labels label; int level; const char *calendar; struct names languages, skills;
};
const struct policy_team *policy_teams(struct policy *p, size_t *n);
const struct policy_team *policy_team(struct policy *p, const char *name);

struct policy_agent {
	const char *name;                /* "ana" */
	const char *full;                /* "Ana Perez" */
	const char *user;                /* OS user, defaults to name */
	const char *mail;
	int level;
	struct names teams, languages, skills, roles;
	const char *calendar;
	int64_t capacity;                /* open tickets at once, 0: no limit */
};
const struct policy_agent *policy_agents(struct policy *p, size_t *n);
const struct policy_agent *policy_agent(struct policy *p, const char *name);
const struct policy_agent *policy_agent_of_user(struct policy *p, const char *os_user);

struct policy_shift { int64_t from, to; struct names agents; };   /* [from, to); an open end: INT64_MIN+1, INT64_MAX */
struct policy_roster { const char *name, *team; const struct policy_shift *shifts; size_t nshifts; };
const struct policy_roster *policy_rosters(struct policy *p, size_t *n);
/* Who is on call at an instant: the first shift that holds it, most senior
 * first as written; empty where nobody is. */
struct names policy_roster_at(const struct policy_roster *r, int64_t at);

/* --- permissions --- */
/* Rights a program asks for. */
enum right { RIGHT_READ, RIGHT_OPEN, RIGHT_NOTE, RIGHT_REPLY, RIGHT_SET, RIGHT_PRIORITY, RIGHT_MOVE, RIGHT_REOPEN,
             RIGHT_ASSIGN, RIGHT_TAKE, RIGHT_BULK, RIGHT_NOW, RIGHT_ACT_AS, RIGHT_POLICY, RIGHT_AUDIT, RIGHT_IMPORT, RIGHT_ERASE,
             RIGHT_LINK, RIGHT_MERGE, RIGHT_CUSTOMER, RIGHT_ESCALATE, RIGHT_RESET, RIGHT_KB };
extern const char *const right_words[];         /* read open note reply ... */
/* May this OS user, acting as agent (NULL: nobody in the policy), do it? */
bool policy_allows(struct policy *p, const char *os_user,
                   const struct policy_agent *agent, enum right r);
/* May this OS user act as that agent? Always as himself. */
bool policy_may_act_as(struct policy *p, const char *os_user, const char *agent);

/* --- plans, channels, fields, marks, replies --- */
struct policy_plan {
	const char *name; struct labels label; const char *hours;   /* calendar */
	struct names channels, languages;
	int64_t quota; const char *quota_per;                       /* 0: none; month, quarter, year */
	int64_t price_minor; const char *currency, *price_per;
};
const struct policy_plan *policy_plans(struct policy *p, size_t *n);
const struct policy_plan *policy_plan(struct policy *p, const char *name);

struct policy_channel { const char *name; struct labels label; bool two_way, public; };
const struct policy_channel *policy_channels(struct policy *p, size_t *n);
const struct policy_channel *policy_channel(struct policy *p, const char *name);

enum field_type { FIELD_TEXT, FIELD_WORD, FIELD_INT, FIELD_MONEY, FIELD_DATE, FIELD_TIME, FIELD_FLAG };
extern const char *const field_type_words[];    /* text word int money date time flag */
struct policy_field {
	const char *name; struct labels label; enum field_type type;
	struct names words;              /* FIELD_WORD */
	int64_t min, max;                /* FIELD_INT; FIELD_TEXT: max bytes */
	const char *pattern;             /* POSIX ERE, anchored; NULL */
	bool personal;                   /* kept apart so that it can be erased */
	struct names kinds;              /* empty: all */
};
const struct policy_field *policy_fields(struct policy *p, size_t *n);
const struct policy_field *policy_field(struct policy *p, const char *name);
/* Is value right for the field? Fills *clean with its normal form (arena a). */
int policy_field_check(struct arena *a, const struct policy_field *fd,
                       const char *value, const char **clean, struct fault *f);

struct policy_mark { const char *name; struct labels label; bool public; };
const struct policy_mark *policy_marks(struct policy *p, size_t *n);
const struct policy_mark *policy_mark(struct policy *p, const char *name);

struct policy_reply { const char *name; struct labels text; };  /* {{subject}} {{reference}} {{agent}} {{customer}} */
const struct policy_reply *policy_replies(struct policy *p, size_t *n);
const struct policy_reply *policy_reply(struct policy *p, const char *name);

/* --- customers --- */
/* What rules about customers look at; NULL: not said. */
struct policy_client {
	const char *plan, *stage, *lang, *products;    /* products: "a,b" */
	bool internal;
	int64_t volume_minor; const char *currency;    /* payments a month */
};
/* Which customers a rule is for: every line must fit, empty fits all. */
struct policy_client_rule {
	struct names plans, stages, products, languages;
	int internal;                    /* 1, 0, -1: any */
	const char *currency;            /* NULL: no bounds */
	bool has_from, has_below;
	int64_t from_minor, below_minor; /* [from, below) */
};
bool policy_client_matches(const struct policy_client_rule *r, const struct policy_client *c);

struct policy_client_stage { const char *name; struct labels label; const char *team; };
const struct policy_client_stage *policy_client_stages(struct policy *p, size_t *n);
const struct policy_client_stage *policy_client_stage(struct policy *p, const char *name);

struct policy_product { const char *name; struct labels label; };
const struct policy_product *policy_products(struct policy *p, size_t *n);
const struct policy_product *policy_product(struct policy *p, const char *name);

struct policy_segment { const char *name; struct labels label; struct policy_client_rule when; };
const struct policy_segment *policy_segments(struct policy *p, size_t *n);
/* The first segment that fits; NULL. */
const struct policy_segment *policy_segment_for(struct policy *p, const struct policy_client *c);

/* Who may look after a customer: of the first rule that fits, the agent with
 * the fewest customers. */
struct policy_csm_rule { const char *name; struct policy_client_rule when; struct names agents; };
const struct policy_csm_rule *policy_csm_rules(struct policy *p, size_t *n);
const struct policy_csm_rule *policy_csm_for(struct policy *p, const struct policy_client *c);

/* May all people of a customer follow its tickets, or each only his own? */
bool policy_follow_firm(struct policy *p);

/* --- calendars and promises --- */
/* The calendar by name, ready to count; NULL where there is none. The zone
 * tables are the ones kept with the policy. */
struct cal *policy_cal(struct policy *p, const char *name);
struct names policy_calendar_names(struct policy *p);
/* Its own name for people; of one without, none. */
struct labels policy_cal_label(struct policy *p, const char *name);

/* Which tickets a rule is for; an empty list means all. */
struct policy_match { struct names plans, priorities, categories, kinds, channels; };
/* Any argument may be NULL: it then fits an empty list only. A category fits
 * the ones above it. */
bool policy_matches(const struct policy_match *m, const char *plan, const char *priority,
                    const char *category, const char *kind, const char *channel);

enum sla_clock { SLA_ACK, SLA_FIRST_RESPONSE, SLA_NEXT_RESPONSE, SLA_UPDATE, SLA_RESOLUTION, SLA_LEVEL };
extern const char *const sla_clock_words[];         /* ack first_response ... level */
enum on_change { CHANGE_KEEP_ELAPSED, CHANGE_RESTART, CHANGE_NEVER_LATER, CHANGE_PINNED };
extern const char *const on_change_words[];
enum on_reopen { REOPEN_RESUME, REOPEN_RESTART, REOPEN_NONE };
extern const char *const on_reopen_words[];

struct policy_target {               /* one clock of an SLA rule */
	const char *clock;               /* of sla_clock_words */
	struct span target;
	const char *calendar;
	struct names pause;              /* states in which it stands still */
	struct span warn; bool has_warn; /* this long before the due instant */
	int warn_share;                  /* or a share of the target in 1/10,000; 0: none */
	enum on_change on_change;
	enum on_reopen on_reopen;
	struct names met_by;             /* what counts besides the usual: call public_note bot closed solution_offered */
};
struct policy_sla {
	const char *name;
	struct policy_match match;
	const struct policy_target *targets; size_t ntargets;
};
const struct policy_sla *policy_slas(struct policy *p, size_t *n);
/* The first rule in file order that matches; NULL. Any argument may be NULL. */
const struct policy_sla *policy_sla_for(struct policy *p, const char *plan, const char *priority,
                                        const char *category, const char *kind, const char *channel);
const struct policy_sla *policy_sla(struct policy *p, const char *name);
const struct policy_target *policy_sla_target(const struct policy_sla *s, const char *clock);

/* What an escalation rule watches. */
enum watch_kind { WATCH_CLOCK, WATCH_STATE, WATCH_LEVEL, WATCH_DEADLINE };
/* When it fires, measured against the due instant (or the entry of a state
 * or level, then only AT_AFTER). */
enum moment_kind { MOMENT_SHARE, MOMENT_BEFORE, MOMENT_AFTER };
struct policy_moment { enum moment_kind kind; int share; struct span span; };   /* share in 1/10,000 */
/* Someone or something named in one phrase: "team disputes", "level 4". */
enum party_kind { PARTY_AGENT, PARTY_TEAM, PARTY_LEVEL, PARTY_CSM, PARTY_ON_CALL, PARTY_SUPERVISORS, PARTY_CUSTOMER, PARTY_NEXT_LEVEL };
struct policy_party { enum party_kind kind; const char *name; int level; };      /* name NULL: the ticket's own */
enum when_empty { EMPTY_SKIP, EMPTY_HOLD };
enum catch_up { CATCH_UP_LAST, CATCH_UP_ALL, CATCH_UP_NONE };
struct policy_escalation {
	const char *name;
	enum watch_kind watch;
	const char *on;                  /* clock, state or deadline */
	int level;                       /* WATCH_LEVEL */
	struct policy_moment at;
	const char *calendar;            /* for states and levels; NULL: plain time */
	struct policy_match match;
	const struct policy_party *notify; size_t nnotify;
	bool escalates; struct policy_party escalate;   /* PARTY_TEAM, PARTY_LEVEL or PARTY_NEXT_LEVEL */
	const char *move;                /* to a state, NULL */
	struct span repeat; int64_t max; /* max 0: once, without repeating */
	enum when_empty when_empty;
	enum catch_up catch_up;
	struct span late_after; bool has_late_after;
};
const struct policy_escalation *policy_escalations(struct policy *p, size_t *n);

/* A legal or scheme deadline, in stages: each ends by one of met_by, or is
 * extended by an event that opens the next with the same start. */
enum count_from { COUNT_NEXT_DAY, COUNT_SAME_DAY };
enum roll { ROLL_NONE, ROLL_NEXT, ROLL_PREVIOUS };
struct policy_stage {
	const char *name; struct span within; struct names met_by;
	const char *extended_by;         /* mark, NULL in the last stage */
	struct span no_later_than; bool has_no_later_than;
};
struct policy_deadline {
	const char *name; struct labels label;
	struct policy_match match;
	const char *trigger;             /* a mark, or contact, opened, resolved, closed */
	const char *calendar;
	enum count_from count_from; enum roll roll;
	const struct policy_stage *stages; size_t nstages;
	int64_t as_of_day;               /* when somebody last looked at the law */
	const char *confidence, *source; /* high, medium, low */
};
const struct policy_deadline *policy_deadlines(struct policy *p, size_t *n);
const struct policy_deadline *policy_deadline(struct policy *p, const char *name);

/* --- handovers and goals --- */
struct policy_reject { const char *name; struct labels label; };
struct policy_handover {
	struct names needs;              /* tried, evidence, asked */
	int64_t max_hands, max_returns;  /* 0: no limit */
	const struct policy_reject *rejects; size_t nrejects;
};
const struct policy_handover *policy_handover(struct policy *p);

extern const char *const goal_words[];
struct policy_goal { const char *name; int at_least, at_most; };   /* 1/10,000; 0: not said */
const struct policy_goal *policy_goals(struct policy *p, size_t *n);

/* The page for customers; addresses that are not given are NULL. */
struct policy_promise { bool measured; int64_t months; const char *help_centre, *api_docs, *status; };
struct policy_promise policy_promise(struct policy *p);

/* Custom fields that reports look at; NULL: none is named. */
struct policy_reports { const char *theme, *step, *due; };
const struct policy_reports *policy_reports(struct policy *p);

/* --- the knowledge base --- */
struct policy_words { const char *lang; struct names words; };
struct policy_knowledge {
	int threshold;                   /* 1/10,000 */
	const struct policy_words *hand_over; size_t nhand_over;
	struct names fallback;           /* languages */
	struct span deflected_within, review_after;
};
const struct policy_knowledge *policy_knowledge(struct policy *p);

/* --- money --- */
/* Digits after the point of an ISO 4217 currency; -1 for what is none in form. */
int policy_currency_decimals(const char *code);

#endif
