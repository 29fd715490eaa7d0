/* links: which tickets belong to which, as the rows beside the tickets say. */
#include "store/links.h"

#include "base/vec.h"
#include "db/db.h"

#define COLUMNS "id, customer, merged, active, spam"

/* No chain of merges is longer; a damaged desk may hold a loop. */
enum { MAX_CHAIN = 1000 };

struct links { struct db_stmt *st; };

static void read_row(struct db_stmt *s, struct link_end *end)
{
	*end = (struct link_end){db_i64(s, 0), db_i64(s, 1), db_i64(s, 2), db_i64(s, 3) != 0, db_i64(s, 4) != 0};
}

struct links *links_of(struct desk *d, struct arena *a, int64_t ticket, enum relation r)
{
	struct links *s = arena_new(a, struct links);

	s->st = db_query(desk_db(d), "SELECT " COLUMNS " FROM ticket WHERE id IN "
	                 "(SELECT other FROM link WHERE ticket = $1 AND relation = $2) ORDER BY id",
	                 db_int(ticket), db_text(relation_words[r]));
	return s;
}

bool links_next(struct links *s, struct link_end *end)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	read_row(s->st, end);
	return true;
}

void links_end(struct links *s)
{
	db_end(s->st);
}

void links_load(struct desk *d, struct arena *a, struct ticket *t, int64_t other)
{
	struct db_stmt *s;

	for (int r = 0; relation_words[r]; r++) {
		s = r == REL_INCIDENT_OF
			? db_query(desk_db(d), "SELECT other FROM link WHERE ticket = $1 AND relation = $2 ORDER BY other",
			           db_int(t->id), db_text(relation_words[r]))
			: db_query(desk_db(d), "SELECT other FROM link WHERE ticket = $1 AND relation = $2 AND other = $3",
			           db_int(t->id), db_text(relation_words[r]), db_int(other));
		while (db_step(s) == DB_ROW)
			*vec_push(a, &t->links) = (struct ticket_link){(enum relation)r, db_i64(s, 0)};
		db_end(s);
	}
}

bool links_ticket(struct desk *d, int64_t id, struct link_end *end)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT " COLUMNS " FROM ticket WHERE id = $1", db_int(id));
	bool found = db_step(s) == DB_ROW;

	if (found)
		read_row(s, end);
	db_end(s);
	return found;
}

int64_t links_survivor(struct desk *d, int64_t id)
{
	struct link_end end;

	for (int i = 0; i < MAX_CHAIN && links_ticket(d, id, &end) && end.merged; i++)
		id = end.merged;
	return id;
}
