/* kb_rank: how well domain/rank.h orders, on two public sets, in memory.
 *
 *   kb_rank cfpb QUESTIONS PAIRS   each question with related ones is put to all
 *                                  others: mean reciprocal rank, hits among ten
 *   kb_rank faq TRAIN [OTHER]      half of the questions are articles' questions,
 *                                  the other half is asked, and questions of
 *                                  another field
 *
 * Weights are tuned on four fifths of the questions and judged on the fifth. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "domain/confidence.h"
#include "domain/rank.h"
#include "in/csv.h"
#include "text/stem.h"

enum { FOLDS = 5, SLOTS = 1 << 18, STEPS = 4 };

static struct arena a;

struct doc { const char *id; int64_t seen; struct rank_doc d; const char *asked; };
struct cand { int doc; struct rank_counts c; };
struct ask {
	int doc;                       /* the answer (faq), or the one that asks (cfpb) */
	struct rank_query q;
	VEC(struct cand) cands;
	VEC(int) right;
	int fold;
};
static VEC(struct doc) docs;
static VEC(struct ask) asks;
static struct rank_corpus corpus;
static struct rank_weights tried;

/* --- document frequencies --- */

static struct df { const char *p; size_t n; int64_t df; int last; } table[SLOTS];

static struct df *df_of(const char *p, size_t n)
{
	unsigned h = 2166136261u;
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 16777619u;
	h %= SLOTS;
	while (table[h].p && (table[h].n != n || memcmp(table[h].p, p, n) != 0))
		h = (h + 1) % SLOTS;
	return &table[h];
}

static void count_doc(int no)
{
	const struct rank_doc *d = &docs.v[no].d;
	corpus.docs++;
	for (int f = 0; f < RANK_FIELDS; f++) {
		struct token_list list = token_split(&a, d->field[f]);
		for (size_t i = 0; i < list.n; i++) {
			const char *p = list.v[i].p;
			size_t n = strcspn(p, " \n");
			struct df *x = df_of(p, n);
			corpus.words[f]++;
			if (!x->p || x->last != no + 1)
				*x = (struct df){p, n, x->df + 1, no + 1};
		}
	}
}

/* --- reading --- */

static void die_of(const struct fault *f, const char *what)
{
	fprintf(stderr, "kb_rank: %s: %s\n", what, f->code ? f->text : "cannot be read");
	exit(1);
}

static const char *tokens(const char *text)
{
	struct str s = str_new(&a);
	stem_text(&s, "en", text, strlen(text));
	return s.p;
}

static void open_csv(struct csv *r, struct csv_row *head, const char *path)
{
	struct fault f = {0};
	*r = (struct csv){.in = fopen(path, "r"), .name = path};
	if (!r->in || !csv_header(r, &a, head, &f))
		die_of(&f, path);
}

static void set_field(struct rank_doc *d, int field, const char *text)
{
	d->field[field] = text;
	d->n[field] = strlen(text);
}

static void make_query(struct ask *x, const char *text)
{
	struct token_query q;
	struct fault f = {0};
	x->q.corpus = &corpus;
	x->q.weights = &tried;
	if (stem_query(&a, "en", text, &q, &f))
		return;
	x->q.terms = arena_array(&a, struct rank_term, q.n * 8 + 8);
	for (size_t i = 0; i < q.n; i++)
		for (size_t k = 0; k < q.terms[i].n && x->q.n < q.n * 8; k++) {
			const char *w = q.terms[i].words[k];
			size_t at = 0;
			while (at < x->q.n && strcmp(x->q.terms[at].word, w) != 0)
				at++;
			if (at == x->q.n)
				x->q.terms[x->q.n++] = (struct rank_term){.word = w, .df = df_of(w, strlen(w))->df,
					.light = stem_stop("en", w, strlen(w)) || q.terms[i].stop};
			x->q.terms[at].n++;
		}
}

static void count_cands(struct ask *x, bool self)
{
	rank_ready(&a, &x->q);
	for (size_t i = 0; i < docs.n; i++) {
		struct cand c = {.doc = (int)i};
		bool any = false;
		if (self && (int)i == x->doc)
			continue;
		rank_count(&a, &x->q, &docs.v[i].d, &c.c);
		for (size_t t = 0; t < x->q.n && !any; t++)
			for (int f = 0; f < RANK_FIELDS; f++)
				any |= c.c.tf[t][f] > 0;
		if (any)
			*vec_push(&a, &x->cands) = c;
	}
}

/* --- ranking --- */

/* 1 / the best rank of a right one; *hit: is it among ten? */
static double reciprocal(struct ask *x, double *hit)
{
	static struct arena row;
	size_t n = x->cands.n;
	arena_reset(&row);
	struct rank_score *s = arena_array(&row, struct rank_score, n + 1);
	struct rank_score **at = arena_array(&row, struct rank_score *, n + 1);
	double best = -1;
	size_t before = 0;
	rank_ready(&row, &x->q);
	for (size_t i = 0; i < n; i++) {
		rank_weigh(&x->q, &x->cands.v[i].c, &s[i]);
		at[i] = &s[i];
	}
	rank_settle(&row, &x->q, at, n);
	for (size_t i = 0; i < n; i++)
		for (size_t r = 0; r < x->right.n; r++)
			if (x->cands.v[i].doc == x->right.v[r] && s[i].score > best)
				best = s[i].score;
	if (best < 0)
		return 0;
	for (size_t i = 0; i < n; i++)
		before += s[i].score > best;
	*hit += before < 10;
	return 1 / (double)(before + 1);
}

struct mean { double mrr, hit; int n; };

static struct mean measure(int fold, bool in)
{
	struct mean m = {0};
	for (size_t i = 0; i < asks.n; i++) {
		if (fold >= 0 && (asks.v[i].fold == fold) != in)
			continue;
		m.mrr += reciprocal(&asks.v[i], &m.hit);
		m.n++;
	}
	m.mrr /= m.n ? m.n : 1;
	m.hit /= m.n ? m.n : 1;
	return m;
}

/* --- plain bm25 over title and body in one --- */

static double plain(struct ask *x, double *hit)
{
	double usual = (double)(corpus.words[RANK_TITLE] + corpus.words[RANK_QUESTIONS] + corpus.words[RANK_BODY]) / (double)corpus.docs;
	double *s = arena_array(&a, double, x->cands.n + 1), best = -1;
	size_t before = 0;
	for (size_t i = 0; i < x->cands.n; i++) {
		const struct rank_counts *c = &x->cands.v[i].c;
		double len = c->len[RANK_TITLE] + c->len[RANK_QUESTIONS] + c->len[RANK_BODY];
		for (size_t t = 0; t < x->q.n; t++) {
			double tf = c->tf[t][RANK_TITLE] + c->tf[t][RANK_QUESTIONS] + c->tf[t][RANK_BODY];
			s[i] += (double)x->q.terms[t].n * rank_rarity(&corpus, x->q.terms[t].df) * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * len / usual));
		}
		for (size_t r = 0; r < x->right.n; r++)
			if (x->cands.v[i].doc == x->right.v[r] && s[i] > best)
				best = s[i];
	}
	if (best < 0)
		return 0;
	for (size_t i = 0; i < x->cands.n; i++)
		before += s[i] > best;
	*hit += before < 10;
	return 1 / (double)(before + 1);
}

/* --- tuning --- */

struct knob { const char *name; double *at; double step[STEPS]; };
static struct knob knobs[] = {
	{"title", &tried.field[RANK_TITLE], {2, 3, 4, 6}}, {"names", &tried.field[RANK_NAMES], {0, 1, 2, 3}},
	{"length.title", &tried.length[RANK_TITLE], {0.5, 0.75, 1}}, {"length.body", &tried.length[RANK_BODY], {0.5, 0.75, 0.9}},
	{"k1", &tried.k1, {2, 3, 5, 8}}, {"light", &tried.light, {0.001, 0.05, 0.1, 0.2}}, {"pair", &tried.pair, {0, 0.1, 0.2, 0.3}},
	{"like", &tried.title, {0, 1, 2, 3}}, {"common", &tried.names, {0, 0.15, 0.3, 0.5}},
};
static struct knob faq_knobs[] = {
	{"questions", &tried.field[RANK_QUESTIONS], {1, 3, 5, 10}}, {"length.questions", &tried.length[RANK_QUESTIONS], {0.5, 0.75, 1}},
	{"k1", &tried.k1, {2, 3, 5, 8}}, {"light", &tried.light, {0.05, 0.1, 0.2, 0.4}}, {"pair", &tried.pair, {0.1, 0.2, 0.3, 0.5}},
	{"question", &tried.question, {0.25, 0.5, 1, 2}}, {"votes", &tried.votes, {0.15, 0.3, 0.6, 1}},
};
static struct knob *knob = knobs;
static size_t nknobs = sizeof knobs / sizeof *knobs;

static void tune(int fold)
{
	double best = measure(fold, false).mrr;
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < nknobs; i++) {
			double kept = *knob[i].at;
			for (int k = 0; k < STEPS; k++) {
				double got;
				if (k > 0 && knob[i].step[k] == 0)
					break;
				*knob[i].at = knob[i].step[k];
				if ((got = measure(fold, false).mrr) > best + 1e-4) {
					best = got;
					kept = *knob[i].at;
				}
			}
			*knob[i].at = kept;
		}
}

static void tell_folds(void)
{
	double mrr = 0, hit = 0;
	int n = 0;
	for (int fold = 0; fold < FOLDS; fold++) {
		tried = rank_weights;
		tune(fold);
		struct mean m = measure(fold, true);
		printf("fold %d  n %d  MRR %.3f  hit@10 %.3f ", fold + 1, m.n, m.mrr, m.hit);
		for (size_t i = 0; i < nknobs; i++)
			printf(" %s=%g", knob[i].name, *knob[i].at);
		puts("");
		mrr += m.mrr * m.n;
		hit += m.hit * m.n;
		n += m.n;
	}
	printf("tuned on four fifths, judged on the fifth: MRR %.3f  hit@10 %.3f\n", mrr / n, hit / n);
}

static void tell(bool folds)
{
	double mrr = 0, hit = 0;
	tried = rank_weights;
	for (size_t i = 0; i < asks.n; i++)
		mrr += plain(&asks.v[i], &hit);
	printf("%zu questions, %zu texts\n", asks.n, docs.n);
	printf("plain bm25, stemmed: MRR %.3f  hit@10 %.3f\n", mrr / (double)asks.n, hit / (double)asks.n);
	struct mean m = measure(-1, true);
	printf("as shipped: MRR %.3f  hit@10 %.3f\n", m.mrr, m.hit);
	if (folds)
		tell_folds();
}

/* --- confidence --- */

/* The best of x, and whether it is right. */
static void seen(struct ask *x, int but, struct confidence_case *c)
{
	static struct arena row;
	size_t n = x->cands.n, m = 0, best = 0, next = 0;
	double all = 0, known = 0;
	arena_reset(&row);
	struct rank_score *s = arena_array(&row, struct rank_score, n + 2);
	struct rank_score **at = arena_array(&row, struct rank_score *, n + 1);
	int *doc = arena_array(&row, int, n + 2);
	rank_ready(&row, &x->q);
	for (size_t i = 0; i < n; i++) {
		if (x->cands.v[i].doc == but)
			continue;
		rank_weigh(&x->q, &x->cands.v[i].c, &s[m]);
		doc[m] = x->cands.v[i].doc;
		at[m] = &s[m];
		m++;
	}
	rank_settle(&row, &x->q, at, m);
	for (size_t i = 1; i < m; i++)
		best = s[i].score > s[best].score ? i : best;
	next = best == 0;
	for (size_t i = 0; i < m; i++)
		if (i != best && s[i].score > s[next].score)
			next = i;
	for (size_t t = 0; t < x->q.n; t++) {
		double r = rank_rarity(&corpus, x->q.terms[t].df);
		all += r;
		known += x->q.terms[t].df > 0 ? r : 0;
	}
	*c = (struct confidence_case){.right = m > 0 && doc[best] == x->doc, .fold = x->fold};
	if (m > 0)
		confidence_read(&s[best], m > 1 ? &s[next] : NULL, all > 0 ? known / all : 0, c->x);
}

static void tell_bins(const struct confidence_case *v, size_t n)
{
	struct confidence_bin bin[SURE_BINS];
	confidence_bins(v, n, bin);
	for (int i = 0; i < SURE_BINS; i++)
		if (bin[i].n)
			printf("  foretold %.2f  observed %.2f  n %ld\n", bin[i].foretold, (double)bin[i].right / (double)bin[i].n, (long)bin[i].n);
}

static void tell_curve(const struct confidence_case *v, size_t n)
{
	for (double t = 0; t < 0.99; t += t < 0.9 ? 0.1 : 0.02) {
		int64_t answered = 0, right = 0;
		for (size_t i = 0; i < n; i++) {
			answered += v[i].p >= t;
			right += v[i].p >= t && v[i].right;
		}
		printf("  confidence from %.2f: answered %.3f  right %.3f\n", t, (double)answered / (double)n, answered ? (double)right / (double)answered : 0);
	}
}

/* --- the two sets --- */

static int doc_of(const char *id)
{
	for (size_t i = 0; i < docs.n; i++)
		if (strcmp(docs.v[i].id, id) == 0)
			return (int)i;
	return -1;
}

static void read_cfpb(const char *questions, const char *pairs)
{
	struct csv r;
	struct csv_row head, row;
	struct fault f = {0};
	open_csv(&r, &head, questions);
	int id = csv_column(&head, "ASK_ID"), title = csv_column(&head, "Question"), lead = csv_column(&head, "ShortAnswer"),
	    body = csv_column(&head, "Answer"), status = csv_column(&head, "Status"), names = csv_column(&head, "SubCategories");
	while (csv_next(&r, &a, &row, &f)) {
		if (strcmp(row.v[status], "APPROVED") != 0)
			continue;
		struct doc *d = vec_push(&a, &docs);
		*d = (struct doc){.id = row.v[id], .asked = row.v[title], .d = {.without = -1}};
		set_field(&d->d, RANK_TITLE, tokens(row.v[title]));
		set_field(&d->d, RANK_QUESTIONS, "");
		set_field(&d->d, RANK_BODY, tokens(arena_printf(&a, "%s\n%s", row.v[lead], row.v[body])));
		set_field(&d->d, RANK_NAMES, tokens(row.v[names]));
		count_doc((int)docs.n - 1);
	}
	open_csv(&r, &head, pairs);
	while (csv_next(&r, &a, &row, &f)) {
		int from = doc_of(row.v[0]), to = doc_of(row.v[1]);
		if (from < 0 || to < 0)
			continue;
		if (!asks.n || asks.v[asks.n - 1].doc != from) {
			struct ask *x = vec_push(&a, &asks);
			x->doc = from;
			x->fold = (int)(asks.n % FOLDS);
		}
		*vec_push(&a, &asks.v[asks.n - 1].right) = to;
	}
	for (size_t i = 0; i < asks.n; i++) {
		make_query(&asks.v[i], docs.v[asks.v[i].doc].asked);
		count_cands(&asks.v[i], true);
	}
}

static VEC(struct ask) held;           /* questions of the first half, each left out of its article */

static VEC(struct ask) strange;        /* questions of another field */

/* The question with every other word nobody knows: it has no answer here. */
static const char *half_strange(const char *text)
{
	struct str out = str_new(&a);
	size_t n;
	char **word = str_split(&a, text, ' ', &n);
	for (size_t i = 0; i < n; i++)
		str_printf(&out, i % 2 ? "%s " : "qz%sqz ", word[i]);
	return out.p;
}

static void hold_out(const char *text, int doc, int64_t no)
{
	struct ask *x = vec_push(&a, &held);
	x->doc = doc;
	x->fold = (int)(held.n % FOLDS);
	make_query(x, text);
	docs.v[doc].d.without = no;
	count_cands(x, false);
	docs.v[doc].d.without = -1;
	if (held.n % 10 == 0) {
		x = vec_push(&a, &held);
		x->doc = -1;
		x->fold = (int)(held.n / 10 % FOLDS);
		make_query(x, half_strange(text));
		count_cands(x, false);
	}
}

static void read_strange(const char *path)
{
	struct csv r;
	struct csv_row head, row;
	struct fault f = {0};
	open_csv(&r, &head, path);
	int text = csv_column(&head, "Question");
	while (text >= 0 && csv_next(&r, &a, &row, &f)) {
		struct ask *x = vec_push(&a, &strange);
		x->doc = -1;
		make_query(x, row.v[text]);
		count_cands(x, false);
	}
}

static void tell_strange(const struct confidence *c, double t)
{
	int64_t answered = 0, sure = 0;
	for (size_t i = 0; i < strange.n; i++) {
		struct confidence_case x;
		seen(&strange.v[i], -1, &x);
		x.p = confidence_of(c, x.x);
		answered += x.p >= t;
		sure += x.p >= 0.6;
	}
	printf("questions of another field: n %zu, answered %.4f, from 0.60 %.4f\n", strange.n, (double)answered / (double)strange.n,
	       (double)sure / (double)strange.n);
}

static void tell_faq(void)
{
	VEC(struct confidence_case) v = {0}, w = {0};
	struct confidence c;
	int64_t n, right;
	for (size_t i = 0; i < held.n; i++) {
		seen(&held.v[i], -1, vec_push(&a, &v));
		if (i % 10 == 5)
			seen(&held.v[i], held.v[i].doc, vec_push(&a, &v));
	}
	confidence_fold(v.v, v.n, FOLDS);
	confidence_fit(v.v, v.n, -1, &c);
	printf("held out of the first half: %zu, Brier %.4f\n", v.n, confidence_brier(v.v, v.n));
	tell_bins(v.v, v.n);
	double t = confidence_threshold(&a, v.v, v.n, 0.95, &n, &right);
	printf("threshold for 95%%: %.3f (answered %ld, right %ld)\n", t, (long)n, (long)right);
	for (int i = 0; i < SURE_FEATURES; i++)
		printf("  %s %.4f\n", confidence_names[i], c.w[i]);
	int64_t answered = 0, good = 0, first = 0;
	for (size_t i = 0; i < asks.n; i++) {
		struct confidence_case *x = vec_push(&a, &w);
		seen(&asks.v[i], -1, x);
		x->p = confidence_of(&c, x->x);
		first += x->right;
		answered += x->p >= t;
		good += x->p >= t && x->right;
	}
	printf("other half: n %zu, first right %.4f, answered %.4f, right of them %.4f, Brier %.4f\n", asks.n, (double)first / (double)asks.n,
	       (double)answered / (double)asks.n, (double)good / (double)answered, confidence_brier(w.v, w.n));
	if (strange.n)
		tell_strange(&c, t);
	tell_bins(w.v, w.n);
	tell_curve(w.v, w.n);
}

static void read_faq(const char *path, size_t most)
{
	struct csv r;
	struct csv_row head, row;
	struct fault f = {0};
	VEC(struct said { const char *text; int doc; int64_t no; }) later = {0}, first = {0};
	VEC(struct str) lines = {0};
	open_csv(&r, &head, path);
	while (csv_next(&r, &a, &row, &f)) {
		int d = doc_of(row.v[1]);
		if (d < 0) {
			struct doc *x = vec_push(&a, &docs);
			*x = (struct doc){.id = row.v[1], .d = {.without = -1}};
			d = (int)docs.n - 1;
			*vec_push(&a, &lines) = str_new(&a);
		}
		if (docs.v[d].seen++ % 2) {
			*vec_push(&a, &later) = (struct said){row.v[0], d, 0};
		} else {
			*vec_push(&a, &first) = (struct said){row.v[0], d, (docs.v[d].seen - 1) / 2};
			str_add(&lines.v[d], tokens(row.v[0]));
			str_addc(&lines.v[d], '\n');
		}
	}
	for (size_t i = 0; i < docs.n; i++) {
		set_field(&docs.v[i].d, RANK_TITLE, tokens(docs.v[i].id));
		set_field(&docs.v[i].d, RANK_QUESTIONS, lines.v[i].p);
		set_field(&docs.v[i].d, RANK_BODY, "");
		set_field(&docs.v[i].d, RANK_NAMES, "");
		count_doc((int)i);
	}
	for (size_t i = 0; i < later.n && asks.n < most; i += later.n > most ? later.n / most : 1) {
		struct ask *x = vec_push(&a, &asks);
		x->doc = later.v[i].doc;
		x->fold = (int)(asks.n % FOLDS);
		*vec_push(&a, &x->right) = x->doc;
		make_query(x, later.v[i].text);
		count_cands(x, false);
	}
	for (size_t i = 0; i < first.n && held.n < most; i += first.n > most ? first.n / most : 1)
		hold_out(first.v[i].text, first.v[i].doc, first.v[i].no);
}

int main(int argc, char **argv)
{
	bool folds = argc > 1 && strcmp(argv[argc - 1], "folds") == 0;
	argc -= folds;
	if (argc == 4 && strcmp(argv[1], "cfpb") == 0) {
		read_cfpb(argv[2], argv[3]);
	} else if ((argc == 3 || argc == 4) && strcmp(argv[1], "faq") == 0) {
		knob = faq_knobs;
		nknobs = sizeof faq_knobs / sizeof *faq_knobs;
		read_faq(argv[2], folds ? 1500 : 5500);
		if (argc == 4)
			read_strange(argv[3]);
	} else {
		fputs("usage: kb_rank cfpb QUESTIONS PAIRS [folds] | faq TRAIN [OTHER] [folds]\n", stderr);
		return 64;
	}
	tell(folds);
	if (held.n && !folds)
		tell_faq();
	return 0;
}
