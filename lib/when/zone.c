/* zone: the rules of a time zone, from TZif (RFC 9636), never from libc's TZ.
 *
 * The table of changes serves up to the last one, the footer's rule from there
 * on. Names of files are plain, so that none leaves the folder of zones. */
#include "when/zone.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "when/clock.h"
#include "when/tzif.h"

enum { ZONE_BYTES_MAX = 256 * 1024, NAME_BYTES_MAX = 128 };

struct zone {
	const char *name;
	const void *bytes;
	size_t nbytes;
	struct tzif table;
};

const struct zone *zone_parse(struct arena *a, const char *name, const void *p, size_t n,
                              struct fault *f)
{
	struct zone *z = arena_new(a, struct zone);
	const char *wrong;

	z->name = arena_strdup(a, name);
	z->bytes = arena_dup(a, p, n);
	z->nbytes = n;
	wrong = tzif_read(a, z->bytes, n, &z->table);
	if (!wrong)
		return z;
	fault_set(f, EX_CONFIG, "time zone \"%s\": broken table: %s", name, wrong);
	return NULL;
}

const struct zone *zone_utc(void)
{
	static const char bytes[] =
		"TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4"
		"\0\0\0\0\0\0UTC\0"
		"TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4"
		"\0\0\0\0\0\0UTC\0"
		"\nUTC0\n";
	static const struct local_type type = {0, "UTC"};
	static const struct zone utc = {
		.name = "UTC", .bytes = bytes, .nbytes = sizeof bytes - 1,
		.table = {.types = &type},
	};

	return &utc;
}

const void *zone_bytes(const struct zone *z, size_t *n)
{
	*n = z->nbytes;
	return z->bytes;
}

const char *zone_name(const struct zone *z)
{
	return z->name;
}

/* --- the files --- */

static const char *zone_folder(void)
{
	const char *dir = getenv("TZDIR");

	return str_empty(dir) ? "/usr/share/zoneinfo" : dir;
}

static bool plain_name(const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+/";
	size_t n = strlen(name);

	return n > 0 && n <= NAME_BYTES_MAX && strspn(name, allowed) == n && name[0] != '/' &&
	       name[n - 1] != '/' && !strstr(name, "//");
}

struct scan {
	struct arena *a;
	VEC(const char *) names;       /* NULL-terminated when done */
};

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Zone names begin with a capital; the folder's other files and the copies
 * under posix/ and right/ do not. */
static bool looks_like_zone(const char *entry)
{
	return entry[0] >= 'A' && entry[0] <= 'Z' && !strchr(entry, '.');
}

static void scan_folder(struct scan *s, const char *folder, const char *prefix, int depth)
{
	DIR *dir = opendir(folder);
	struct dirent *e;

	while (dir && (e = readdir(dir))) {
		const char *path = arena_printf(s->a, "%s/%s", folder, e->d_name);
		const char *name = arena_printf(s->a, "%s%s", prefix, e->d_name);

		if (!looks_like_zone(e->d_name))
			continue;
		if (!is_folder(path))
			*vec_push(s->a, &s->names) = name;
		else if (depth < 3)
			scan_folder(s, path, arena_printf(s->a, "%s/", name), depth + 1);
	}
	if (dir)
		closedir(dir);
}

/* The zone whose last part is nearest: "madrid" means "Europe/Madrid". */
static const char *near_place(struct arena *a, const struct scan *s, const char *typed)
{
	const char **places = arena_array(a, const char *, s->names.n);
	const char *near;

	for (size_t i = 0; i + 1 < s->names.n; i++) {
		const char *slash = strrchr(s->names.v[i], '/');

		places[i] = slash ? slash + 1 : s->names.v[i];
	}
	near = words_near(places, typed);
	for (size_t i = 0; near && i + 1 < s->names.n; i++) {
		if (places[i] == near)
			return s->names.v[i];
	}
	return NULL;
}

static void fault_unknown(struct arena *a, const char *name, struct fault *f)
{
	struct scan s = {.a = a};
	const char *near;

	scan_folder(&s, zone_folder(), "", 0);
	if (s.names.n == 0) {
		fault_set(f, EX_CONFIG, "time zone \"%s\": no zones in %s (is tzdata installed?)", name,
		          zone_folder());
		return;
	}
	*vec_push(a, &s.names) = NULL;
	near = words_near(s.names.v, name);
	if (!near)
		near = near_place(a, &s, name);
	fault_set(f, EX_CONFIG, "unknown time zone \"%s\"%s", name,
	          near ? arena_printf(a, " (did you mean \"%s\"?)", near) : "");
}

/* NULL without a fault where the file is not there or is no file. */
static const struct zone *load_file(struct arena *a, const char *name, const char *path,
                                    struct fault *f)
{
	struct stat st;
	size_t n;
	const char *bytes;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return NULL;
	bytes = io_load(a, path, ZONE_BYTES_MAX, &n, f);
	return bytes ? zone_parse(a, name, bytes, n, f) : NULL;
}

const struct zone *zone_load(struct arena *a, const char *name, struct fault *f)
{
	struct fault local = {0};
	const struct zone *z = NULL;

	if (str_eq(name, "UTC"))
		return zone_utc();
	if (plain_name(name))
		z = load_file(a, name, arena_printf(a, "%s/%s", zone_folder(), name), &local);
	if (!z && local.code)
		fault_set(f, EX_CONFIG, "%s", local.text);
	else if (!z)
		fault_unknown(a, name, f);
	return z;
}

/* The name behind the link /etc/localtime, for show. */
static const char *system_name(struct arena *a, const char *path)
{
	char target[256];
	ssize_t n = readlink(path, target, sizeof target - 1);
	const char *mark = "/zoneinfo/", *at;

	if (n <= 0)
		return "localtime";
	target[n] = '\0';
	at = strstr(target, mark);
	return at ? arena_strdup(a, at + strlen(mark)) : "localtime";
}

static const struct zone *zone_of_variable(struct arena *a, const char *tz)
{
	if (*tz == ':')
		tz++;
	if (!*tz || str_eq(tz, "UTC"))
		return zone_utc();
	if (!plain_name(tz))
		return NULL;
	return load_file(a, tz, arena_printf(a, "%s/%s", zone_folder(), tz), NULL);
}

const struct zone *zone_user(struct arena *a)
{
	static const char path[] = "/etc/localtime";
	const char *tz = getenv("TZ");
	const struct zone *z = tz ? zone_of_variable(a, tz) : NULL;

	if (!z)
		z = load_file(a, system_name(a, path), path, NULL);
	return z ? z : zone_utc();
}

/* --- the answers --- */

/* How many changes of the table are at or before an instant. */
static size_t changes_until(const struct zone *z, int64_t at)
{
	size_t low = 0, high = z->table.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (z->table.at[mid] <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static const struct local_type *type_at(const struct zone *z, int64_t at)
{
	size_t i = changes_until(z, at);

	if (i == z->table.n && z->table.has_rule)
		return tzrule_at(&z->table.rule, at);
	/* RFC 9636 3.2: type 0 serves before the first change. */
	return &z->table.types[i > 0 ? z->table.type[i - 1] : 0];
}

int zone_offset(const struct zone *z, int64_t at, const char **abbrev)
{
	const struct local_type *t = type_at(z, at);

	if (abbrev)
		*abbrev = t->abbrev;
	return t->offset;
}

/* The clock's reading as seconds since 1970-01-01 00:00 on that clock. */
static int64_t reading(const struct zone *z, int64_t at)
{
	if (at < CIVIL_AT_MIN)
		return CIVIL_AT_MIN;
	if (at > CIVIL_AT_MAX)
		return CIVIL_AT_MAX;
	return at + type_at(z, at)->offset;
}

struct civil zone_civil(const struct zone *z, int64_t at)
{
	return civil_of_second(reading(z, at));
}

int64_t zone_day(const struct zone *z, int64_t at)
{
	return civil_day_of(reading(z, at));
}

int64_t zone_next_change(const struct zone *z, int64_t at)
{
	const struct tzif *t = &z->table;
	int64_t after = at;

	for (size_t i = changes_until(z, at); i < t->n; i++) {
		if (type_at(z, t->at[i])->offset != type_at(z, t->at[i] - 1)->offset)
			return t->at[i];
		after = t->at[i];
	}
	return t->has_rule ? tzrule_next(&t->rule, after) : AT_NONE;
}

/* Between two changes the clock is the instant plus a constant. The walk goes
 * over the stretches that can show the wanted reading. */
int64_t zone_at(const struct zone *z, int64_t day, int second_of_day)
{
	int64_t wanted = day * DAY_S + second_of_day, from = wanted - TZIF_OFFSET_MAX - 1;

	for (;;) {
		int64_t change = zone_next_change(z, from);
		int64_t at = wanted - type_at(z, from)->offset;

		/* Skipped: the stretch starts with a later reading. */
		if (at < from)
			return from;
		if (change == AT_NONE || at < change)
			return at;
		from = change;
	}
}

int64_t zone_until(const struct zone *z, int64_t day, int second_of_day)
{
	int64_t wanted = day * DAY_S + second_of_day;
	int64_t from = wanted - TZIF_OFFSET_MAX - 1, last = wanted + TZIF_OFFSET_MAX, until = from;

	while (from != AT_NONE && from < last) {
		int64_t change = zone_next_change(z, from);
		int64_t at = wanted - type_at(z, from)->offset;

		if (at > from)
			until = change != AT_NONE && change < at ? change : at;
		from = change;
	}
	return until;
}
