/* schema: THE table of every key a policy may have.
 *
 * It drives the checker, the suggestions, the defaults of the typed sections,
 * `tk-policy schema`, the key reference of tk-policy(5) and the commented
 * sample. A path is written "agents.*.level" and "sla[].clocks.*.target": `*`
 * is any key of a map, `[]` any item of a list. The rows below a row follow it
 * at once. */
#ifndef POLICY_SCHEMA_H
#define POLICY_SCHEMA_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum schema_type {
	SCHEMA_MAP,       /* keys below it, or `*` */
	SCHEMA_LIST,      /* items: the row with "[]" */
	SCHEMA_TEXT,
	SCHEMA_TEXTS,     /* a list of texts, or one */
	SCHEMA_WORD,      /* one of words */
	SCHEMA_WORDS,     /* a list of words, or one */
	SCHEMA_NAME,      /* letters, digits, "-" and "_" */
	SCHEMA_NAMES,     /* a list of names, or one */
	SCHEMA_PATH,      /* names joined by dots */
	SCHEMA_PATHS,     /* a list of them, or one */
	SCHEMA_USER,      /* an OS user */
	SCHEMA_INT,
	SCHEMA_BOOL,      /* exactly true or false */
	SCHEMA_SIZE,      /* bytes: 5000, 64KiB, 25MiB */
	SCHEMA_SHARE,     /* 80%, 73.4% */
	SCHEMA_SPAN,      /* 90s 30m 4h 15bd 35d 8w 1mo */
	SCHEMA_MOMENT,    /* 80%, -1h, 0, +2h */
	SCHEMA_WARN,      /* 80% or 1h */
	SCHEMA_DATE,      /* 2026-11-21 */
	SCHEMA_DAY,       /* 2026-11-21, or 12-25 for each year */
	SCHEMA_INSTANT,   /* 2026-11-21 08:00 (desk's zone), or RFC 3339 */
	SCHEMA_WEEKDAYS,  /* mon, or mon-fri */
	SCHEMA_HOURS,     /* a list of "09:00-18:00", or one */
	SCHEMA_ZONE,      /* Europe/Madrid */
	SCHEMA_LANG,      /* es, pt-BR */
	SCHEMA_LANGS,
	SCHEMA_LABELS,    /* a map language -> text, or one text */
	SCHEMA_AMOUNT,    /* 99.00 */
	SCHEMA_CURRENCY,  /* EUR */
	SCHEMA_MAIL,
	SCHEMA_PREFIX,    /* TK: capital letters */
	SCHEMA_PATTERN,   /* POSIX extended regular expression */
	SCHEMA_WATCH,     /* first_response, state waiting, level 1, deadline NAME */
	SCHEMA_PARTY,     /* level 4, team disputes, next_level */
	SCHEMA_PARTIES,   /* a list of agent, team, csm, level 4, ... or one */
};
extern const char *const schema_type_words[];

enum schema_flag {
	SCHEMA_REQUIRED = 1,
	SCHEMA_SHORT = 2,       /* a map that may be written as its first key's value */
	SCHEMA_WHOLE = 4,       /* required in a whole policy, not in a file of calendars */
};

struct schema_row {
	const char *path;
	enum schema_type type;
	unsigned flags;
	const char *def;                 /* as written, NULL: none */
	int64_t min, max;                /* of a number; of a text: bytes; both 0: the type's own */
	const char *const *words;        /* WORD, WORDS; else further words that are right */
	const char *refers;              /* section whose names are right: "states" */
	enum schema_type key;            /* of a `*` row: what its keys are (MAP: NAME) */
	const char *const *key_words;
	const char *key_refers;
	const char *sample_key, *sample; /* for the commented sample */
	int since;                       /* version of the form; 0: 1 */
	const char *help;
};

/* All rows, parents before children. */
const struct schema_row *schema_rows(size_t *n);

/* The row of a key below parent (NULL: the top), exact before `*`; NULL where
 * there is none. */
const struct schema_row *schema_child(const struct schema_row *parent, const char *key);
/* The row of a list's items. */
const struct schema_row *schema_item(const struct schema_row *list);
/* The row of a path as written in the table; its absence is a bug. */
const struct schema_row *schema_row(const char *path);
/* The rows directly below parent one by one: start with prev NULL. */
const struct schema_row *schema_next(const struct schema_row *parent, const struct schema_row *prev);
/* The last part of a row's path: "level", "*", "[]". */
const char *schema_name(const struct schema_row *row);
/* The fixed keys below parent, NULL-terminated, for suggestions. */
const char *const *schema_keys(struct arena *a, const struct schema_row *parent);

/* TSV, with a header: path, type, required, default, range, words, refers,
 * since, help. */
void schema_print(struct str *out);
/* A policy with every key once, commented out: taking away the first "#" of
 * each line gives YAML of the right form. */
void schema_sample(struct str *out);

#endif
