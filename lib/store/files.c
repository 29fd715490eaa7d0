/* files: attachments, once each, by the digest of what they hold. */
#include "store/files.h"

#include "db/db.h"

void files_add(struct desk *d, const unsigned char digest[DIGEST_LEN], const void *p, size_t n)
{
	db_exec(desk_db(d), "INSERT INTO file (digest, size, body) VALUES ($1, $2, $3) "
	        "ON CONFLICT (digest) DO NOTHING",
	        db_blob(digest, DIGEST_LEN), db_int((int64_t)n), db_blob(n ? p : "", n));
}

bool files_have(struct desk *d, const unsigned char digest[DIGEST_LEN])
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT size FROM file WHERE digest = $1",
	                             db_blob(digest, DIGEST_LEN));
	bool found = db_step(s) == DB_ROW;

	db_end(s);
	return found;
}

const void *files_load(struct desk *d, struct arena *a, const unsigned char digest[DIGEST_LEN], size_t *n)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT body FROM file WHERE digest = $1",
	                             db_blob(digest, DIGEST_LEN));
	void *copy = NULL;

	if (db_step(s) == DB_ROW) {
		const void *p = db_bytes(s, 0, n);
		copy = arena_dup(a, p ? p : "", *n);
	}
	db_end(s);
	return copy;
}

struct files { struct db_stmt *st; };

struct files *files_all(struct desk *d, struct arena *a)
{
	struct files *s = arena_new(a, struct files);

	s->st = db_scan(desk_db(d), "SELECT digest, size, body FROM file ORDER BY digest");
	return s;
}

bool files_next(struct files *s, const void **digest, size_t *ndigest, int64_t *size,
                const void **body, size_t *n)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	*digest = db_bytes(s->st, 0, ndigest);
	*size = db_i64(s->st, 1);
	*body = db_bytes(s->st, 2, n);
	return true;
}

void files_end(struct files *s)
{
	db_end(s->st);
}
