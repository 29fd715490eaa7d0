/* events: the record itself: appending to it and reading it. */
#include "store/events.h"

#include <string.h>

#include "base/words.h"
#include "db/db.h"
#include "store/keys.h"
#include "store/search.h"

enum { PARTS = PART_MAX + 1 };      /* text.id = event * 64 + part */

#define COLUMNS "seq, ticket, at, logged, kind, role, actor, os_user, ext, data, texts, hash"

/* --- appending --- */

static void append_texts(struct desk *d, struct event *e)
{
	for (size_t i = 0; i < e->ntexts; i++) {
		struct event_text *t = &e->texts[i];
		db_put(desk_db(d), "INSERT INTO text (id, salt, body) VALUES ($1, $2, $3)",
		       db_int(e->seq * PARTS + t->part), db_blob(t->salt, SALT_LEN),
		       db_textn(t->body, t->n));
	}
}

static void append_row(struct desk *d, const struct event *e, const struct str *data,
                       const struct str *texts)
{
	db_put(desk_db(d), "INSERT INTO event (" COLUMNS ") "
	        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
	        db_int(e->seq), db_int(e->ticket), db_int(e->at), db_int(e->logged),
	        db_text(event_kind_words[e->kind]), db_text(role_words[e->role]),
	        db_text(e->actor), db_text(e->os_user), db_text(e->ext),
	        db_textn(data->p, data->n), texts->n ? db_blob(texts->p, texts->n) : db_null(),
	        db_blob(e->hash, DIGEST_LEN));
	keys_note(d, KEYS_EVENT, e->ext);
}

void events_append(struct desk *d, struct arena *a, struct event *e)
{
	struct desk_head *head = desk_head(d);
	struct str data = str_new(a), texts = str_new(a);

	e->seq = head->seq + 1;
	for (size_t i = 0; i < e->ntexts; i++)
		event_seal_text(&e->texts[i]);
	pairs_print(&data, &e->data);
	event_print_texts(&texts, e);
	event_hash(e->hash, head->hash, e, event_kind_words[e->kind], role_words[e->role],
	           data.p, data.n, texts.p, texts.n);
	append_row(d, e, &data, &texts);
	append_texts(d, e);
	search_add(d, a, e);
	head->seq = e->seq;
	memcpy(head->hash, e->hash, DIGEST_LEN);
	if (e->kind == EVENT_ERASE)
		head->erased = true;
}

/* --- reading --- */

struct events {
	struct desk *d;
	struct arena *a;
	struct db_stmt *st;
	enum events_texts texts;
	struct event_stored stored;
};

static struct events *reader(struct desk *d, struct arena *a, struct db_stmt *st,
                             enum events_texts texts)
{
	struct events *s = arena_new(a, struct events);

	*s = (struct events){.d = d, .a = a, .st = st, .texts = texts};
	return s;
}

struct events *events_after(struct desk *d, struct arena *a, int64_t after, enum events_texts texts)
{
	return reader(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM event WHERE seq > $1 "
	                             "ORDER BY seq", db_int(after)), texts);
}

struct events *events_of(struct desk *d, struct arena *a, int64_t ticket, enum events_texts texts)
{
	return reader(d, a, db_query(desk_db(d), "SELECT " COLUMNS " FROM event WHERE ticket = $1 "
	                             "ORDER BY seq", db_int(ticket)), texts);
}

struct events *events_by_ticket(struct desk *d, struct arena *a, enum events_texts texts)
{
	return reader(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM event WHERE ticket > 0 "
	                             "ORDER BY ticket, seq"), texts);
}

struct events *events_between(struct desk *d, struct arena *a, int64_t from, int64_t to,
                              enum events_texts texts)
{
	return reader(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM event "
	                             "WHERE at >= $1 AND at < $2 ORDER BY at, seq",
	                             db_int(from), db_int(to)), texts);
}

static struct db_stmt *start_text(struct desk *d, int64_t seq, int part)
{
	return db_query(desk_db(d), "SELECT salt, body FROM text WHERE id = $1", db_int(seq * PARTS + part));
}

static bool read_text(struct db_stmt *s, struct arena *a, struct event_text *t)
{
	bool found = db_step(s) == DB_ROW;

	if (found) {
		size_t n;
		const void *salt = db_bytes(s, 0, &n);
		if (n == SALT_LEN)
			memcpy(t->salt, salt, n);
		t->body = db_dup(s, 1, a);
		t->n = t->body ? strlen(t->body) : 0;
	}
	db_end(s);
	return found;
}

bool events_text(struct desk *d, struct arena *a, int64_t seq, int part, struct event_text *t)
{
	return read_text(start_text(d, seq, part), a, t);
}

static bool wanted(enum events_texts texts, int part)
{
	return texts == EVENTS_ALL ||
	       (texts == EVENTS_FACTS && (part == PART_SUBJECT || part == PART_FIELDS || part == PART_CC));
}

static void load_texts(struct events *s, struct arena *row, struct event *e)
{
	enum { AT_ONCE = 8 };          /* are asked for before the first is read */
	struct { struct db_stmt *st; struct event_text *t; } asked[AT_ONCE];
	size_t n = 0;

	for (size_t i = 0; i < e->ntexts; i++) {
		struct event_text *t = &e->texts[i];
		if (wanted(s->texts, t->part)) {
			asked[n].st = start_text(s->d, e->seq, t->part);
			asked[n++].t = t;
		}
		if (n < AT_ONCE && i + 1 < e->ntexts)
			continue;
		for (size_t k = 0; k < n; k++)
			read_text(asked[k].st, row, asked[k].t);
		n = 0;
	}
}

/* A text of the row, which lives until the next step. A NUL inside would hide
 * what follows it from every reader and the hash: *clean tells. */
static const char *text(struct db_stmt *st, int c, size_t *n, bool *clean)
{
	const char *p = db_str(st, c, n);

	*clean &= *n == 0 || !memchr(p, '\0', *n);
	return p ? p : "";
}

static const char *copy(struct db_stmt *st, int c, struct arena *row, bool *clean)
{
	size_t n;
	const char *p = text(st, c, &n, clean);

	return arena_dup(row, p, n);
}

/* The columns as an event; NULL, or what is wrong with it. */
static const char *parse(struct events *s, struct arena *row, struct event *e)
{
	struct event_stored *x = &s->stored;
	struct db_stmt *st = s->st;
	bool clean = true;
	size_t n;

	*e = (struct event){.seq = db_i64(st, 0), .ticket = db_i64(st, 1), .at = db_i64(st, 2),
	                    .logged = db_i64(st, 3)};
	x->kind = text(st, 4, &n, &clean);
	x->role = text(st, 5, &n, &clean);
	e->actor = copy(st, 6, row, &clean);
	e->os_user = copy(st, 7, row, &clean);
	e->ext = db_is_null(st, 8) ? NULL : copy(st, 8, row, &clean);
	x->data = db_str(st, 9, &x->ndata);
	x->texts = db_bytes(st, 10, &x->ntexts);
	const void *hash = db_bytes(st, 11, &n);
	x->hash_ok = n == DIGEST_LEN;
	if (x->hash_ok)
		memcpy(e->hash, hash, n);
	int kind = words_find(event_kind_words, x->kind), role = words_find(role_words, x->role);
	e->kind = (enum event_kind)kind;
	e->role = (enum role)role;
	if (!clean)
		return "a text of it holds a NUL byte";
	if (kind < 0 || role < 0)
		return "its kind or role is no known word";
	if (!x->data || !pairs_parse(row, x->data, x->ndata, &e->data))
		return "its data cannot be read";
	if (!event_parse_texts(row, e, x->texts, x->ntexts))
		return "its list of texts cannot be read";
	return NULL;
}

bool events_step(struct events *s, int64_t *ticket)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	*ticket = db_i64(s->st, 1);
	return true;
}

void events_read(struct events *s, struct arena *row, struct event *e, const char **bad)
{
	const char *wrong = parse(s, row, e);

	if (bad)
		*bad = wrong;
	if (wrong)
		e->kind = (enum event_kind)-1;
	else if (s->texts != EVENTS_BARE)
		load_texts(s, row, e);
}

bool events_next(struct events *s, struct arena *row, struct event *e, const char **bad)
{
	int64_t ticket;

	if (!events_step(s, &ticket))
		return false;
	events_read(s, row, e, bad);
	return true;
}

const struct event_stored *events_stored(const struct events *s)
{
	return &s->stored;
}

void events_end(struct events *s)
{
	db_end(s->st);
}

bool events_load(struct desk *d, struct arena *a, int64_t seq, enum events_texts texts,
                 struct event *e)
{
	const char *bad = NULL;
	struct events *s = reader(d, a, db_query(desk_db(d), "SELECT " COLUMNS " FROM event "
	                                         "WHERE seq = $1", db_int(seq)), texts);
	bool found = events_next(s, a, e, &bad);

	events_end(s);
	return found && !bad;
}

static bool found_ext(struct db_stmt *s, int64_t *seq, int64_t *ticket)
{
	bool found = db_step(s) == DB_ROW;

	if (found) {
		*seq = db_i64(s, 0);
		*ticket = db_i64(s, 1);
	}
	db_end(s);
	return found;
}

bool events_find_ext(struct desk *d, const char *ext, int64_t *seq, int64_t *ticket)
{
	return keys_may_have(d, KEYS_EVENT, ext) &&
	       found_ext(db_query(desk_db(d), "SELECT seq, ticket FROM event WHERE ext = $1", db_text(ext)),
	                 seq, ticket);
}

/* "0" is the character behind "/". */
bool events_find_ext_under(struct desk *d, struct arena *a, const char *prefix, int64_t *seq,
                           int64_t *ticket)
{
	size_t n = strlen(prefix);
	char *end = arena_dup(a, prefix, n);

	if (!keys_may_have(d, KEYS_EVENT, prefix))
		return false;
	end[n - 1] = '0';
	return found_ext(db_query(desk_db(d), "SELECT seq, ticket FROM event WHERE ext >= $1 AND ext < $2 "
	                          "ORDER BY ext LIMIT 1", db_text(prefix), db_text(end)), seq, ticket);
}

/* --- all texts --- */

struct texts { struct db_stmt *st; };

struct texts *texts_all(struct desk *d, struct arena *a)
{
	struct texts *s = arena_new(a, struct texts);

	s->st = db_scan(desk_db(d), "SELECT id, salt, body FROM text ORDER BY id");
	return s;
}

struct texts *texts_after(struct desk *d, struct arena *a, int64_t after)
{
	struct texts *s = arena_new(a, struct texts);

	s->st = db_scan(desk_db(d), "SELECT id, salt, body FROM text WHERE id >= $1 ORDER BY id",
	                 db_int((after + 1) * PARTS));
	return s;
}

bool texts_next(struct texts *s, int64_t *id, const void **salt, size_t *nsalt,
                const char **body, size_t *n)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	*id = db_i64(s->st, 0);
	*salt = db_bytes(s->st, 1, nsalt);
	*body = db_str(s->st, 2, n);
	return true;
}

void texts_end(struct texts *s)
{
	db_end(s->st);
}
