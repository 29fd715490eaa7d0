/* log.h: a line of what shim_log saw and replay reads: this, the path, where
 * to, the bytes. */
#ifndef LOG_H
#define LOG_H

enum { RECORD = 0x746b6c67 };

struct record {
	unsigned magic;
	char what;             /* c created, w written, t truncated, s synced, u unlinked, r renamed, a acknowledged */
	unsigned npath, nto;
	long long at;
	unsigned long long n;
};

#endif
