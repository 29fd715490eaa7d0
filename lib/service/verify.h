/* verify: does the desk still say what was written?
 *
 * The chain is hashed again from the first event, texts and files are
 * compared with their digests, every ticket is folded anew and compared with
 * its row. One flipped bit anywhere is named. */
#ifndef SERVICE_VERIFY_H
#define SERVICE_VERIFY_H

#include <stdint.h>

#include "base/arena.h"
#include "service/session.h"

/* Where the chain once ended: what tk-audit seal printed. */
struct seal {
	char desk[40];
	int64_t seq, at;
	unsigned char hash[DIGEST_LEN];
	bool has_sig;
	unsigned char sig[64], key[32];    /* Ed25519 over the line before them */
};

struct verify {
	/* Called for each finding: one line, no newline. */
	void (*say)(void *arg, const char *text);
	/* Called now and then; may be NULL. */
	void (*progress)(void *arg, int64_t done, int64_t all);
	void *arg;
	bool quick;                    /* leave out the file's structure, its indexes
	                                * and the search index */
	const struct seal *seals;
	size_t nseals;
	int64_t events, texts, files, tickets, erased;   /* what was looked at */
	int64_t findings;
};

/* Before the transaction, unless quick. */
void verify_prepare(const struct session *s);
/* Inside a read transaction. */
void verify_desk(const struct session *s, struct arena *a, struct verify *v);

/* "tk-seal 1 DESK SEQ AT HASH [PUBLIC SIGNATURE]". */
void seal_print(struct str *out, const struct seal *x);
/* EX_DATAERR for a line that is no seal, or whose signature is wrong. */
int seal_parse(const char *line, struct seal *x, struct fault *f);
/* The head of the chain, signed where key (32 bytes) is given. */
void seal_make(const struct session *s, const unsigned char *key, struct seal *x);

#endif
