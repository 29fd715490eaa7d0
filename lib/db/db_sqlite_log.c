/* db_sqlite_log: a thin layer above SQLite's access to files that leaves out two
 * of the five syncs of a lone short-lived writer, which add nothing:
 *
 * - The log is there before it is opened, as a rule, and then so is its name in
 *   its folder. SQLite syncs the folder again with each writer, because it
 *   always asks for a log to be made. Here it is asked for only where none is,
 *   and the folder is synced then and there.
 * - A checkpoint syncs the log first. Where the last who wrote to it was this
 *   handle, and it was synced since, that has been done: each commit syncs it.
 *   Frames are only added at the end, or from the start on under a new header;
 *   so a log that ends where our last frame ended, under the header it had, is
 *   the one we synced, whoever else may have come by, with whatever settings.
 *
 * The other three stay: of the log's new header, which keeps old frames from
 * being taken for new ones; of the commit; of the file, before the log is
 * emptied. tests/torture/power holds it to that. */
#include "db/db_sqlite_log.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"

enum { HEADER = 32 };

/* What we keep behind SQLite's own file. */
struct log {
	const sqlite3_io_methods *real;
	sqlite3_io_methods own;
	bool synced;                   /* as far as end, under header */
	sqlite3_int64 end;             /* of what this handle wrote last */
	char header[HEADER];
};

static sqlite3_vfs *real_vfs, vfs;

static struct log *log_of(sqlite3_file *f)
{
	return (struct log *)((char *)f + (size_t)real_vfs->szOsFile);
}

static int write_log(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	struct log *l = log_of(f);

	l->synced = false;
	l->end = at + n;
	return l->real->xWrite(f, p, n, at);
}

static int truncate_log(sqlite3_file *f, sqlite3_int64 size)
{
	struct log *l = log_of(f);

	l->synced = false;
	l->end = 0;
	return l->real->xTruncate(f, size);
}

static bool unchanged(sqlite3_file *f, struct log *l)
{
	char header[HEADER];
	sqlite3_int64 size;

	return l->synced && l->real->xFileSize(f, &size) == SQLITE_OK && size == l->end &&
	       l->real->xRead(f, header, HEADER, 0) == SQLITE_OK && memcmp(header, l->header, HEADER) == 0;
}

static int sync_log(sqlite3_file *f, int flags)
{
	struct log *l = log_of(f);

	if (unchanged(f, l))
		return SQLITE_OK;
	bool ours = l->end > HEADER && l->real->xRead(f, l->header, HEADER, 0) == SQLITE_OK;
	int code = l->real->xSync(f, flags);
	l->synced = code == SQLITE_OK && ours;
	return code;
}

static int close_log(sqlite3_file *f)
{
	const sqlite3_io_methods *real = log_of(f)->real;

	f->pMethods = real;
	return real->xClose(f);
}

static int open_log(const char *name, sqlite3_file *f, int flags, int *got)
{
	int code = SQLITE_CANTOPEN;

	if (access(name, F_OK) == 0)
		code = real_vfs->xOpen(real_vfs, name, f, flags & ~SQLITE_OPEN_CREATE, got);
	if (code != SQLITE_OK) {
		code = real_vfs->xOpen(real_vfs, name, f, flags, got);
		if (code == SQLITE_OK)
			io_sync_folder(name);
	}
	return code;
}

static int open_any(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *got)
{
	struct log *l = log_of(f);

	(void)v;
	if (!(flags & SQLITE_OPEN_WAL))
		return real_vfs->xOpen(real_vfs, name, f, flags, got);
	int code = open_log(name, f, flags, got);
	if (code != SQLITE_OK || !f->pMethods)
		return code;
	*l = (struct log){.real = f->pMethods, .own = *f->pMethods};
	l->own.xWrite = write_log;
	l->own.xTruncate = truncate_log;
	l->own.xSync = sync_log;
	l->own.xClose = close_log;
	f->pMethods = &l->own;
	return SQLITE_OK;
}

const char *log_vfs(void)
{
	if (!real_vfs) {
		sqlite3_vfs *found = sqlite3_vfs_find(NULL);
		if (!found || found->iVersion < 1)
			return NULL;
		vfs = *found;
		vfs.zName = "tk";
		vfs.pNext = NULL;
		vfs.szOsFile += (int)sizeof(struct log);
		vfs.xOpen = open_any;
		real_vfs = found;
		if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK)
			return NULL;
	}
	return vfs.zName;
}
