/* kb: what the verbs of tk-kb share: which articles are meant, how they are
 * shown, where they come from. */
#ifndef APP_KB_H
#define APP_KB_H

#include "app/app.h"
#include "in/article.h"
#include "service/article.h"

/* --- options and which articles (kb_list.c) --- */

extern const struct opt app_options_kb[];      /* filters: --kind --category --owner --state --lang --public */

struct kb_values {
	const char *kind, *category, *audience, *owner, *state, *lang;
	bool public;                   /* what customers may read */
	const char *sort;
	int64_t limit;
	bool count, exit_status;
	bool all_words;                /* search */
	bool html, markdown;           /* show, export */
	int64_t version;               /* show, log: 0: what is published, else the newest */
	bool drafts;
	const char *map;               /* import */
	bool publish, openapi, explain;
	const char *message;           /* why */
	const char *state_given;       /* set */
	bool index;                    /* check */
	bool diff;                     /* log */
	const char *base_url;          /* export --html */
	bool internal;
};
extern struct kb_values kb_values;

/* Texts that the filter means: an article may have several. */
bool kb_match(struct app *app, const struct article *x);
bool kb_match_text(struct app *app, const struct article *x, const struct article_text *t);
/* Checks the words of the filter, which only the policy knows. 0 or an exit code. */
int kb_filter_check(struct app *app);

/* --- verbs: operands from number 1 on --- */
int kb_list(struct app *app);                  /* kb_list.c: ls */
int kb_show(struct app *app);                  /* kb_show.c */
int kb_search(struct app *app);                /* kb_search.c */
int kb_import(struct app *app);                /* kb_import.c */
int kb_export(struct app *app);                /* kb_export.c */
int kb_export_site(struct app *app);           /* kb_site.c: with --html */
int kb_log(struct app *app);                   /* kb_log.c */
int kb_set(struct app *app);                   /* kb_set.c */
int kb_publish(struct app *app);
int kb_withdraw(struct app *app);
int kb_edit(struct app *app);                  /* kb_edit.c */
int kb_check(struct app *app);                 /* kb_check.c */
int kb_index(struct app *app);

/* --- articles as somebody wrote them (kb_read.c) --- */

struct kb_reader;
/* Files, folders (their Markdown), "-" and nothing for standard input; NULL after
 * a message, its code in *bad. Nothing is waited for later. */
struct kb_reader *kb_read_open(struct app *app, size_t first, int *bad);
void kb_read_rewind(struct kb_reader *r);
/* The next article, in row: 1; 0 at the end; -1: this one is wrong, -2: and so is
 * the rest of its file (f says where). file and line: its place. */
int kb_read_next(struct kb_reader *r, struct arena *row, struct article_in *x, const char **file, long *line,
                 struct fault *f);
void kb_read_close(struct kb_reader *r);
/* How much is read: 0..100. */
int kb_read_percent(const struct kb_reader *r);

/* What it says as the service takes it, and back: a version of a text as a file
 * would have it. */
void kb_say(struct arena *a, const struct article_in *in, struct article_say *say);
bool kb_file_of(const struct session *s, struct arena *a, const struct article *x, const struct article_text *t,
                int64_t seq, struct article_in *in);

/* Can its body be shown? EX_DATAERR where it passes a limit of text/markdown.h. */
int kb_say_check(struct arena *a, const struct article_say *say, struct fault *f);

/* The text meant: in --lang, else the policy's language, else the first. NULL: it has none. */
struct article_text *kb_text(struct app *app, const struct article *x);

/* After articles were written, in the same transaction: the index learns of it. */
void kb_learn(struct app *app);

#endif
