/* kb_import: articles from files, in one transaction: what is new or different is
 * written, what is as it was makes no event. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/apply.h"
#include "app/kb.h"
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "service/learn.h"
#include "text/markdown.h"
#include "when/clock.h"

enum { SHOWN = 20, N_FACTS = 7 };

/* What was said of an article before, so that two files that contradict each
 * other are told apart: by digests, as there may be very many. */
struct said { uint64_t key; uint32_t fact[N_FACTS]; uint32_t file, line; };
struct text_said { uint64_t text; uint32_t file, line; };

struct importing {
	struct app *app;
	struct kb_reader *in;
	struct arena row;
	/* of one run of the transaction */
	struct arena memory;
	struct { struct said *v; size_t n, cap; } said;        /* by hash, filled at most by half */
	struct { struct text_said *v; size_t n, cap; } texts;
	size_t nsaid, ntexts;
	struct { const char **v; size_t n, cap; } files;
	int64_t new, changed, same, wrong;
	int64_t waiting;               /* drafts beside what is published */
	int masked, code;
	double began, shown;
};

/* --- what was said before --- */

static uint64_t mix(uint64_t h, const char *text)
{
	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3u;
	h ^= h >> 32;
	return h * 0x9e3779b97f4a7c15u | 1;
}

static uint32_t file_number(struct importing *x, const char *file)
{
	if (!x->files.n || strcmp(x->files.v[x->files.n - 1], file) != 0)
		*vec_push(&x->memory, &x->files) = file;
	return (uint32_t)(x->files.n - 1);
}

static const char *place(struct importing *x, uint32_t file, uint32_t line)
{
	return line ? arena_printf(x->app->a, "%s:%u", x->files.v[file], line) : x->files.v[file];
}

/* The place of a digest in a table of size slots that is never full. */
#define SLOT(table, member, digest) ({ size_t i_ = (size_t)(digest) & ((table).cap - 1); \
	while ((table).v[i_].member && (table).v[i_].member != (digest)) i_ = (i_ + 1) & ((table).cap - 1); \
	&(table).v[i_]; })

#define GROW(x, table, type, member, count) do { \
	if ((count) * 2 >= (table).cap) { \
		type *old_ = (table).v; size_t n_ = (table).cap; \
		(table).cap = n_ ? n_ * 2 : 1024; \
		(table).v = arena_array(&(x)->memory, type, (table).cap); \
		for (size_t k_ = 0; k_ < n_; k_++) \
			if (old_[k_].member) *SLOT(table, member, old_[k_].member) = old_[k_]; \
	} } while (0)

static const char *fact_of(const struct article_say *say, int i)
{
	const char *const facts[N_FACTS] = {say->kind, say->audience, say->owner, say->categories, say->match,
	                                    say->review_by, say->valid_until};
	return facts[i];
}

static const char *const fact_names[N_FACTS] = {
	"kind", "audience", "owner", "categories", "match", "review_by", "valid_until"};

static int check_facts(struct importing *x, const char *key, const struct article_say *say, uint32_t file, long line,
                       struct fault *f)
{
	GROW(x, x->said, struct said, key, x->nsaid);
	uint64_t digest = mix(0xcbf29ce484222325u, key);
	struct said *s = SLOT(x->said, key, digest);

	if (!s->key) {
		x->nsaid++;
		*s = (struct said){.key = digest, .file = file, .line = (uint32_t)line};
	}
	for (int i = 0; i < N_FACTS; i++) {
		const char *value = fact_of(say, i);
		uint32_t d = value ? (uint32_t)mix(0x9dc5u, value) | 1 : 0;
		if (d && s->fact[i] && s->fact[i] != d)
			return fault_set(f, EX_DATAERR, "%s: its %s is not what %s says; it holds for all languages", key,
			                 fact_names[i], place(x, s->file, s->line));
		if (d)
			s->fact[i] = d;
	}
	return 0;
}

/* A text comes once; what is published may be followed by its draft. */
static int check_text(struct importing *x, const char *key, const struct article_say *say, uint32_t file, long line,
                      struct fault *f)
{
	GROW(x, x->texts, struct text_said, text, x->ntexts);
	uint64_t digest = mix(mix(mix(0x84222325u, key), say->lang), str_eq(say->state, "published") ? "p" : "d");
	struct text_said *t = SLOT(x->texts, text, digest);

	if (t->text)
		return fault_set(f, EX_DATAERR, "%s: its text in \"%s\" is also in %s", key, say->lang,
		                 place(x, t->file, t->line));
	x->ntexts++;
	*t = (struct text_said){digest, file, (uint32_t)line};
	return 0;
}

/* --- one article --- */

int kb_say_check(struct arena *a, const struct article_say *say, struct fault *f)
{
	struct str out = str_new(a);

	return say->body ? markdown_html(a, &out, say->body, strlen(say->body), NULL, f) : 0;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void show(struct importing *x, const char *key, const struct article_say *say, const struct article_done *r)
{
	if (!x->app->session.dry_run && !kb_values.explain)
		return;
	printf("%s\t%s\t%s%s%s%s\n", key, say->lang,
	       r->made ? "new" : r->text ? "text" : "facts", r->text && r->facts && !r->made ? ",facts" : "",
	       r->published ? ",published" : "", r->withdrawn ? ",withdrawn" : "");
}

static int put(struct importing *x, const struct article_in *in, const char *file, long line, struct fault *f)
{
	struct article_say say;
	struct article_done r;
	uint32_t number = file_number(x, file);
	int bad = 0;

	kb_say(&x->row, in, &say);
	if (!say.lang)
		say.lang = kb_values.lang;
	if (!say.lang)
		say.lang = policy_head(x->app->session.policy)->language;
	if (!say.state && kb_values.publish)
		say.state = "published";
	say.why = kb_values.message;
	say.name = last_part(file);
	if (str_empty(in->key))
		bad = fault_set(f, EX_DATAERR, "key: the article needs one");
	if (!bad) bad = check_facts(x, in->key, &say, number, line, f);
	if (!bad) bad = check_text(x, in->key, &say, number, line, f);
	if (!bad) bad = kb_say_check(&x->row, &say, f);
	if (!bad) bad = article_put(&x->app->session, &x->row, in->key, ARTICLE_PUT, &say, &r, f);
	if (bad)
		return bad;
	bool changed = r.facts || r.text || r.published || r.withdrawn;
	x->new += r.made;
	x->changed += changed && !r.made;
	x->same += !changed;
	x->waiting += r.waits;
	x->masked += r.masked;
	if (changed)
		show(x, in->key, &say, &r);
	return 0;
}

/* --- all --- */

/* Faults of a value begin with its key: "owner: ...". */
static long line_of(const struct article_in *in, const struct fault *f, long line)
{
	for (int i = 0; i < ARTICLE_IN_KEYS; i++) {
		size_t n = strlen(article_in_keys[i]);
		if (strncmp(f->text, article_in_keys[i], n) == 0 && f->text[n] == ':' && in->key_line[i])
			return in->key_line[i];
	}
	return line;
}

static void at_fault(struct importing *x, struct fault *f, const char *file, long line)
{
	if (!f->file) {
		f->file = file;
		f->line = line;
	}
	if (f->code == EXIT_NO)
		f->code = EX_DATAERR;
	x->code = f->code;
	if (++x->wrong <= SHOWN)
		app_fault(f);
}

static void say_progress(struct importing *x, const char *what, int percent)
{
	double now = clock_steady();

	if (!io_tty(2) || app_values.quiet || now - x->began < 1 || now - x->shown < 0.2)
		return;
	x->shown = now;
	fprintf(stderr, "\r%s %d %% ", what, percent);
}

static void learning(void *arg, int64_t done)
{
	struct importing *x = arg;
	int64_t all = x->new + x->changed;

	if (done % 256 == 0)
		say_progress(x, _("index"), all ? (int)(100 * (done < all ? done : all) / all) : 100);
}

static int import_all(struct app *app, void *arg)
{
	struct importing *x = arg;
	int got = -1;

	kb_read_rewind(x->in);         /* the transaction may run again */
	arena_reset(&x->memory);
	memset(&x->said, 0, sizeof x->said);
	memset(&x->texts, 0, sizeof x->texts);
	memset(&x->files, 0, sizeof x->files);
	x->nsaid = x->ntexts = 0;
	x->new = x->changed = x->same = x->wrong = x->waiting = 0;
	x->masked = x->code = 0;
	for (int64_t n = 0; got != 0; n++) {
		struct fault f = {0};
		struct article_in in = {0};
		const char *file = NULL;
		long line = 0;
		got = kb_read_next(x->in, &x->row, &in, &file, &line, &f);
		if (got < 0 || (got > 0 && put(x, &in, file, line ? line : in.line, &f) != 0))
			at_fault(x, &f, file, got > 0 ? line_of(&in, &f, line) : line);
		arena_reset(&x->row);
		if (n % 64 == 0)
			say_progress(x, _("read"), kb_read_percent(x->in));
	}
	if (x->wrong > SHOWN)
		warn("%" PRId64 " errors, the first %d are shown", x->wrong, SHOWN);
	if (x->code && !app_values.keep_going)
		return x->code;
	learn_due(&app->session, learning, x);
	return 0;
}

static void say_counts(const struct importing *x)
{
	if (kb_values.explain || x->app->session.dry_run || io_tty(2))
		note(x->app->session.dry_run
			? _("articles: %" PRId64 " would be new, texts: %" PRId64 " would change, %" PRId64 " stay as they are")
			: _("articles: %" PRId64 " new, texts: %" PRId64 " changed, %" PRId64 " as they were"),
		     x->new, x->changed, x->same);
	if (x->waiting && !x->app->session.dry_run)
		note(_("drafts that wait beside what is published: %" PRId64 " (tk-kb ls --state draft lists them)"), x->waiting);
	app_say_masked(x->masked);
}

/* What a file says is not chosen from; --lang is of files that say none. */
static int refuse_filters(struct app *app)
{
	const struct kb_values *o = &kb_values;

	if (o->public || o->kind || o->category || o->audience || o->owner || o->state)
		return app_usage(app, _("import takes no filter such as --public: its files say for whom they are"));
	return 0;
}

int kb_import(struct app *app)
{
	struct importing x = {.app = app, .began = clock_steady()};
	struct fault f = {0};
	int bad = session_check(&app->session, RIGHT_KB, &f) ? app_fault(&f) : 0;

	if (!bad)
		bad = refuse_filters(app);
	if (!bad)
		x.in = kb_read_open(app, 1, &bad);
	if (bad)
		return bad;
	bad = app_tx(app, DESK_WRITE, import_all, &x);
	if (x.shown > 0)
		fputs("\r\033[K", stderr);
	kb_read_close(x.in);
	if (bad && x.new + x.changed + x.same + x.wrong > 0)
		note("nothing is written (--keep-going keeps what is right)");
	if (!bad)
		say_counts(&x);
	arena_free(&x.row);
	arena_free(&x.memory);
	return bad ? bad : x.code;
}

void kb_learn(struct app *app)
{
	learn_due(&app->session, NULL, NULL);
}
