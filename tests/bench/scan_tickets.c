/* scan_tickets DESK: reads every event in the order of tickets, each column of
 * it: the least that a replay of the history must do. */
#include <sqlite3.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	unsigned long rows = 0, sum = 0;
	sqlite3_stmt *s;
	sqlite3 *db;

	if (argc < 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL))
		return 64;
	if (sqlite3_prepare_v2(db, "SELECT * FROM event WHERE ticket > 0 ORDER BY ticket, seq", -1, &s, NULL))
		return 65;
	for (; sqlite3_step(s) == SQLITE_ROW; rows++)
		for (int c = 0; c < sqlite3_column_count(s); c++) {
			const unsigned char *p = sqlite3_column_blob(s, c);
			for (int n = sqlite3_column_bytes(s, c); n > 0; n--)
				sum = sum * 31 + *p++;
		}
	sqlite3_finalize(s);
	printf("%lu %lx\n", rows, sum);
	return 0;
}
