/* schema: finding rows of the table, and printing it.
 *
 * The rows below a row follow it at once and begin with its path, so every
 * search is a short run over neighbours. */
#include "policy/schema.h"

#include <string.h>

#include "base/err.h"
#include "base/vec.h"

const char *const schema_type_words[] = {
	"map", "list", "text", "texts", "word", "words", "name", "names", "path", "paths", "user", "int",
	"bool", "size", "share", "duration", "moment", "warning", "date", "day", "instant",
	"weekdays", "hours", "zone", "language", "languages", "labels", "amount", "currency", "mail",
	"prefix", "pattern", "watch", "party", "parties", NULL,
};

/* The part of path below a parent path of n bytes, without its dot; NULL where
 * it is not below. */
static const char *below(const char *parent, size_t n, const char *path)
{
	if (n == 0)
		return path;
	if (strncmp(path, parent, n) != 0 || (path[n] != '.' && path[n] != '['))
		return NULL;
	return path + n + (path[n] == '.');
}

const struct schema_row *schema_next(const struct schema_row *parent, const struct schema_row *prev)
{
	size_t count, n = parent ? strlen(parent->path) : 0;
	const struct schema_row *rows = schema_rows(&count);
	const struct schema_row *row = prev ? prev + 1 : parent ? parent + 1 : rows;
	for (; row < rows + count; row++) {
		const char *rest = below(parent ? parent->path : "", n, row->path);
		if (!rest)
			return NULL;
		if (!strchr(rest, '.') && (*rest == '[' || !strchr(rest, '[')))
			return row;
	}
	return NULL;
}

const struct schema_row *schema_child(const struct schema_row *parent, const char *key)
{
	size_t count, n = parent ? strlen(parent->path) : 0;
	const struct schema_row *rows = schema_rows(&count), *any = NULL;
	bool plain = !strpbrk(key, ".[");
	for (const struct schema_row *row = parent ? parent + 1 : rows; row < rows + count; row++) {
		const char *rest = below(parent ? parent->path : "", n, row->path);
		if (!rest)
			break;
		if (plain && strcmp(rest, key) == 0)
			return row;
		if (rest[0] == '*' && rest[1] == '\0')
			any = row;
	}
	return any;
}

const struct schema_row *schema_item(const struct schema_row *list)
{
	return schema_next(list, NULL);
}

const struct schema_row *schema_row(const char *path)
{
	size_t n;
	const struct schema_row *rows = schema_rows(&n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].path, path) == 0)
			return &rows[i];
	bug("no schema row %s", path);
}

const char *schema_name(const struct schema_row *row)
{
	const char *dot = strrchr(row->path, '.'), *item = strrchr(row->path, '[');
	if (item && (!dot || item > dot))
		return item;
	return dot ? dot + 1 : row->path;
}

const char *const *schema_keys(struct arena *a, const struct schema_row *parent)
{
	VEC(const char *) keys = {0};
	for (const struct schema_row *row = NULL; (row = schema_next(parent, row));)
		if (*schema_name(row) != '*' && *schema_name(row) != '[')
			*vec_push(a, &keys) = schema_name(row);
	*vec_push(a, &keys) = NULL;
	return keys.v;
}

/* --- as TSV --- */

static void print_words(struct str *out, const char *const *words)
{
	for (size_t i = 0; words && words[i]; i++)
		str_printf(out, "%s%s", i ? "," : "", words[i]);
}

static void print_range(struct str *out, const struct schema_row *row)
{
	if (row->min || row->max)
		str_printf(out, "%lld..%lld", (long long)row->min, (long long)row->max);
}

static void print_row(struct str *out, const struct schema_row *row)
{
	bool map = row->type == SCHEMA_MAP;
	str_printf(out, "%s\t%s\t%s\t%s\t", row->path, schema_type_words[row->type],
	           row->flags & SCHEMA_REQUIRED ? "yes" : "no", row->def ? row->def : "");
	print_range(out, row);
	str_addc(out, '\t');
	print_words(out, map ? row->key_words : row->words);
	str_printf(out, "\t%s\t%d\t%s\n",
	           row->refers ? row->refers : row->key_refers ? row->key_refers : "",
	           row->since ? row->since : 1, row->help);
}

void schema_print(struct str *out)
{
	size_t n;
	const struct schema_row *rows = schema_rows(&n);
	str_add(out, "path\ttype\trequired\tdefault\trange\twords\trefers\tsince\thelp\n");
	for (size_t i = 0; i < n; i++)
		print_row(out, &rows[i]);
}

/* --- as a commented sample --- */

enum { HELP_COLUMN = 44 };

static void sample_line(struct str *out, const struct schema_row *row, int depth, bool item)
{
	size_t start = out->n;
	const char *value = row->sample ? row->sample : row->def;
	str_printf(out, "#%*s%s%s:", 2 * depth - (item ? 2 : 0), "", item ? "- " : "",
	           *schema_name(row) == '*' ? row->sample_key : schema_name(row));
	if (row->type != SCHEMA_MAP && row->type != SCHEMA_LIST)
		str_printf(out, " %s", value ? value : "");
	while (out->n - start < HELP_COLUMN)
		str_addc(out, ' ');
	str_printf(out, "  # %s", row->help);
	if (row->flags & SCHEMA_REQUIRED)
		str_add(out, " (required)");
	else if (row->def)
		str_printf(out, " (default %s)", row->def);
	str_addc(out, '\n');
}

/* The rows below parent; `item` while the "- " of a list item is still due. */
static void sample_below(struct str *out, const struct schema_row *parent, int depth, bool item)
{
	for (const struct schema_row *row = NULL; (row = schema_next(parent, row)); item = false) {
		if (*schema_name(row) == '[') {
			sample_below(out, row, depth + 1, true);
			continue;
		}
		sample_line(out, row, depth, item);
		sample_below(out, row, depth + 1, false);
	}
}

void schema_sample(struct str *out)
{
	str_add(out, "# Every key a policy can have, with an example of each. Take away the first\n"
	             "# \"#\" of the lines you use.\n");
	sample_below(out, NULL, 0, false);
}
