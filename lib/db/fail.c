/* fail: the first error of a transaction; for the seam and for engines in a
 * file of their own. */
#include "db/engine.h"

#include <stdarg.h>
#include <stdio.h>

int db_fail(struct db *db, int code, const char *fmt, ...)
{
	if (db->error == 0) {
		va_list ap;
		va_start(ap, fmt);
		vsnprintf(db->text, sizeof db->text, fmt, ap);
		va_end(ap);
		db->error = code;
	}
	return code;
}
