/* engine.h: a place for a desk: a file in a folder, or, where TK_TEST_SERVER
 * names a server, a schema of its own there. */
#ifndef ENGINE_H
#define ENGINE_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "db/db.h"

static inline void engine_remove(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;

	while (d && (e = readdir(d)) != NULL)
		unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
	rmdir(folder);
}

static char engine_folder[64];

static inline void engine_remove_left(void)
{
	engine_remove(engine_folder);
}

/* The folder goes when the test ends. */
static inline void engine_leave(const char *folder)
{
	snprintf(engine_folder, sizeof engine_folder, "%s", folder);
	atexit(engine_remove_left);
}

static inline const char *engine_server(void)
{
	const char *server = getenv("TK_TEST_SERVER");

	return server && *server ? server : NULL;
}

/* The same name gives the same place, as often as it is asked for. */
static inline const char *engine_place(struct arena *a, const char *folder, const char *name)
{
	const char *server = engine_server();
	struct fault f = {0};

	if (!server)
		return arena_printf(a, "%s/%s.db", folder, name);
	struct db *db = db_open(a, server, DB_CREATE, &f);
	if (!db) {
		printf("%s\n", f.text);
		exit(2);
	}
	db_exec(db, arena_printf(a, "CREATE SCHEMA IF NOT EXISTS p%d_%s", (int)getpid(), name));
	db_close(db);
	return arena_printf(a, "%s&options=-csearch_path%%3Dp%d_%s", server, (int)getpid(), name);
}

#endif
