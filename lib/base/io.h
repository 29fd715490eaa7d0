/* io: files and streams, whole or by line. */
#ifndef BASE_IO_H
#define BASE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

/* All of a stream up to max bytes; more is a fault (EX_DATAERR), a read error
 * EX_IOERR. name is for messages. Returns NUL-terminated bytes, length in
 * *len; NULL on fault. */
char *io_read(struct arena *a, FILE *in, const char *name, size_t max,
              size_t *len, struct fault *f);

/* A file, "-" meaning stdin: EX_NOINPUT where it is not there or cannot be
 * read. Pipes will do, folders will not. */
char *io_load(struct arena *a, const char *path, size_t max, size_t *len,
              struct fault *f);

/* Lines of a stream: delim is '\n' or '\0'. A line lives until the next call.
 * io_line returns the line without its delimiter (and without a '\r' before
 * '\n'), NULL at the end; a line over max bytes or a read error sets f. no
 * counts lines from 1; a zeroed one with in, name, delim and a set is ready
 * (max 0: lines of any length). */
struct io_lines {
	FILE *in;
	const char *name;
	char delim;
	size_t max;
	long no;
	char *buf;
	size_t cap;
	struct arena *a;
};
char *io_line(struct io_lines *r, size_t *len, struct fault *f);

/* Writes a file so that it is there whole or not at all: a temporary file in
 * the same folder, fsync, mode, rename. Returns 0, EX_CANTCREAT (also where
 * path is a device or a folder) or EX_IOERR. */
int io_save(const char *path, const void *p, size_t n, unsigned mode,
            struct fault *f);
/* Makes the names in the folder of path safe: without it a power cut may take
 * a new file away whose bytes were synced. */
void io_sync_folder(const char *path);

/* A folder that is there, or made here (not those above it); EX_CANTCREAT. */
int io_folder(const char *path, struct fault *f);
/* The folders that path lies in, those that are not there yet with this mode;
 * from skip bytes on: what stands before is there. EX_CANTCREAT. */
int io_folders_of(const char *path, size_t skip, unsigned mode, struct fault *f);

/* Is fd a terminal? */
bool io_tty(int fd);

/* A file of the program's shared data, such as "policies/default.yaml": in
 * share/ of the source tree where the program lies in its build folder, else
 * in share/tk-desk beside the bin/ it lies in, else in TK_DATADIR. Returns its
 * path whether or not it exists. */
char *io_share(struct arena *a, const char *name);
/* The same for what the build makes: build/NAME of the tree; installed,
 * "locale" is share/locale, or TK_LOCALEDIR, and all else lies in lib/tk-desk,
 * or TK_LIBDIR. */
char *io_made(struct arena *a, const char *name);

#endif
