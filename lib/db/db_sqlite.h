/* db_sqlite: what the files of the SQLite engine share; private to lib/db. */
#ifndef DB_DB_SQLITE_H
#define DB_DB_SQLITE_H

#include <sqlite3.h>

#include "db/db.h"
#include "db/queue.h"

struct lite {
	sqlite3 *h;
	const char *path;
	struct queue queue;
	bool queued;
	int waited_us;                 /* by the busy handler, this time */
};

/* Waits for programs that are not ours and hold the file; SQLite's busy handler. */
int lite_busy(void *l, int times);

/* Opens l->path and sets it up. On fault l->h is to be closed. */
int lite_open(struct lite *l, struct arena *a, enum db_mode mode, struct fault *f);

/* What kind of file system holds it, as mount(8) says, "other" where we do not
 * know the kind; "network" for those of which locks do not hold. */
const char *file_system(const char *path);

#endif
