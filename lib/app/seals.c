/* seals: reading the seals a record must agree with, and the keys that sign. */
#include "app/seals.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"

enum { KEY_LEN = 32, SEALS_MAX = 64 << 20 };

struct reader {
	struct app *app;
	const unsigned char *signer;   /* NULL: any, or none */
	VEC(struct seal) seals;
};

static int read_line(struct reader *r, const char *line, struct fault *f)
{
	const char *start = strstr(line, "tk-seal ");
	struct seal seal;

	if (!start)
		return 0;
	if (seal_parse(str_trim(r->app->a, start), &seal, f) != 0)
		return f->code;
	if (r->signer && (!seal.has_sig || !digest_same(seal.key, r->signer, KEY_LEN)))
		return fault_set(f, EX_DATAERR, _("the seal is not signed with the key of --signer"));
	*vec_push(r->app->a, &r->seals) = seal;
	return 0;
}

static int read_lines(struct reader *r, const char *file, const char *text)
{
	size_t n;
	char **line = str_split(r->app->a, text, '\n', &n);
	int worst = 0;

	for (size_t i = 0; i < n; i++) {
		struct fault f = {.file = file, .line = (long)i + 1};
		if (read_line(r, line[i], &f) != 0)
			worst = app_fault(&f);
	}
	return worst;
}

int seals_read(struct app *app, const char *file, const char *signer, const struct seal **v, size_t *n)
{
	struct reader r = {.app = app};
	unsigned char key[KEY_LEN];
	struct fault f = {0};
	size_t len;

	if (signer && !file)
		return app_usage(app, _("--signer needs --seal"));
	if (signer && !digest_unhex(key, KEY_LEN, signer))
		return app_usage(app, _("--signer takes a public key: 64 hexadecimal digits"));
	if (!file)
		return 0;
	r.signer = signer ? key : NULL;
	char *text = io_load(app->a, file, SEALS_MAX, &len, &f);
	if (!text)
		return app_fault(&f);
	file = str_eq(file, "-") ? "stdin" : file;
	int bad = read_lines(&r, file, text);
	if (!bad && !r.seals.n) {
		warn(_("%s: no seal in it"), file);
		bad = EX_DATAERR;
	}
	*v = r.seals.v;
	*n = r.seals.n;
	return bad;
}

int seal_key_make(const char *path)
{
	unsigned char key[KEY_LEN];
	char line[2 * KEY_LEN + 2];
	struct fault f = {0};

	if (access(path, F_OK) == 0) {
		warn(_("%s: is there already; a key is never overwritten"), path);
		return EX_CANTCREAT;
	}
	digest_random(key, sizeof key);
	digest_hex(line, key, sizeof key);
	line[2 * KEY_LEN] = '\n';
	return io_save(path, line, 2 * KEY_LEN + 1, 0600, &f) ? app_fault(&f) : 0;
}

int seal_key_read(struct app *app, const char *path, unsigned char key[32])
{
	struct fault f = {0};
	struct stat st;
	size_t n;
	char *text = io_load(app->a, path, 4096, &n, &f);

	if (!text)
		return app_fault(&f);
	if (stat(path, &st) == 0 && (st.st_mode & 077)) {
		warn(_("%s: others can read this secret key (chmod 600 %s)"), path, path);
		return EX_CONFIG;
	}
	if (!digest_unhex(key, KEY_LEN, str_trim(app->a, text))) {
		warn(_("%s: a key file holds 64 hexadecimal digits"), path);
		return EX_DATAERR;
	}
	return 0;
}
