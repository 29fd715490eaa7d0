/* db_sqlite_log: SQLite's write-ahead log, without the syncs that add nothing. */
#ifndef DB_SQLITE_LOG_H
#define DB_SQLITE_LOG_H

/* The name for sqlite3_open_v2(), registered at the first call; NULL, which is
 * SQLite's own, where that cannot be. After sqlite3_config(). */
const char *log_vfs(void);

#endif
