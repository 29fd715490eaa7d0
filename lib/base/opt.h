/* opt: the option table.
 *
 * One row of a table drives parsing, --help, the manual's SYNOPSIS and
 * OPTIONS, and the completions. Options and operands come in any order up to
 * "--"; long names in full; an unknown option is a usage error with a
 * suggestion. A table ends with a row of type OPT_END. */
#ifndef BASE_OPT_H
#define BASE_OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum opt_type {
	OPT_END,
	OPT_GROUP,   /* a heading in --help and the manual: help */
	OPT_FLAG,    /* bool: set true */
	OPT_INT,     /* int64_t: a number in [min, max] */
	OPT_TEXT,    /* const char *: the value as typed */
	OPT_MAYBE,   /* const char *: --name or --name=VALUE; "" without one */
	OPT_WORD,    /* const char *: a value of words */
	OPT_LIST,    /* struct opt_list: may be given again; each keeps its place */
	OPT_INHERIT, /* rows: another table's rows, as if written here */
	OPT_OPERAND, /* documentation and completion of an operand: value, help;
	              * flags OPT_REPEAT "...", OPT_OPTIONAL "[ ]" */
};

enum opt_flag {
	OPT_NOT = 1,       /* OPT_LIST: --not-NAME exists too */
	OPT_REPEAT = 2,
	OPT_OPTIONAL = 4,
	OPT_HIDDEN = 8,    /* not in --help, manual or completion */
	OPT_COMMA = 16,    /* OPT_LIST: "a,b" is two values */
	OPT_FINAL = 32,    /* after this one (--help) nothing else is checked */
};

struct opt_list {
	struct opt_value { const char *text; bool not; } *v;
	size_t n, cap;
};

struct opt {
	enum opt_type type;
	char letter;             /* 0: none */
	const char *name;        /* without "--"; NULL: letter only */
	const char *value;       /* name of the value, upper case */
	const char *help;        /* one line, N_() marked, no final stop */
	const char *complete;    /* "file", "ref", "agent", "team", "state",
	                          * "kind", "category", "column", ... or NULL */
	unsigned flags;
	const char *const *words;/* OPT_WORD, OPT_LIST: the only values; completed */
	int64_t min, max;        /* OPT_INT; both 0: any */
	void *target;
	const struct opt *rows;  /* OPT_INHERIT */
};

/* What is needed to describe a program. */
struct opt_about {
	const char *name;        /* "tk-open" */
	const char *summary;     /* one line, N_() marked */
	const struct opt *rows;
};

/* Parses argv[1..] (argv[argc] is NULL): fills the targets, collects the
 * operands in order (also "-" itself) into *operands. Letters may be bundled;
 * a value is attached ("--name=V", "-nV") or the next argument, whatever it
 * begins with. All but flags and lists may be given once. Returns 0, or
 * EX_USAGE with f filled. Targets keep pointers into argv. */
int opt_parse(struct arena *a, const struct opt *rows, int argc, char **argv,
              struct opt_list *operands, struct fault *f);

/* The rows as one NULL-terminated array without OPT_INHERIT; n may be NULL. */
const struct opt **opt_flat(struct arena *a, const struct opt *rows, size_t *n);

/* --help: usage line, summary, operands, options aligned and wrapped at 80
 * columns, on stdout. Words of a row are shown behind its help. */
void opt_help(const struct opt_about *p);

/* The table for make gen, in English, hidden rows left out. First the line
 * "usage", "tk-move [OPTIONS] STATE [REF...]", summary; then a line a row:
 * type (group flag int text maybe word list operand), letter, name, value,
 * flags (not repeat optional comma final, by comma), completion, words (by
 * comma), help. Fields are separated by tabs and may be empty. */
void opt_dump(const struct opt_about *p);

#endif
