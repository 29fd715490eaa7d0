/* plugin: what an engine in a file of its own gives, and how it is known to
 * fit the program that loads it. */
#ifndef DB_PLUGIN_H
#define DB_PLUGIN_H

#include <stddef.h>

#include "db/engine.h"

#define DB_PLUGIN "tk-desk engine " TK_VERSION
#define DB_PLUGIN_SIZE (sizeof(struct db) + sizeof(struct db_stmt) + sizeof(struct db_engine))

struct db_plugin {
	const char *version;           /* DB_PLUGIN, of the same build */
	size_t size;                   /* DB_PLUGIN_SIZE, of the same headers */
	int (*open)(struct db *db, const char *uri, enum db_mode mode, struct fault *f);
};

/* The one symbol of the plugin. */
extern const struct db_plugin tk_desk_engine __attribute__((visibility("default")));

#endif
