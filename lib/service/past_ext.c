/* past_ext: the names that events of other desks keep here. */
#include "service/past_ext.h"

#include <string.h>

#include "base/num.h"
#include "base/str.h"

static void escape(struct str *out, const char *text)
{
	for (;;) {
		size_t plain = strcspn(text, "%/");
		str_addn(out, text, plain);
		text += plain;
		if (!*text)
			return;
		str_add(out, *text++ == '%' ? "%25" : "%2F");
	}
}

char *past_ext_prefix(struct arena *a, char what, const char *source, const char *key)
{
	struct str out = str_new(a);

	escape(&out, source);
	str_addc(&out, '/');
	if (what != 't') {
		str_addc(&out, '/');
		str_addc(&out, what);
		str_addc(&out, ':');
	}
	escape(&out, key);
	str_addc(&out, '/');
	return out.p;
}

char *past_ext_add(struct arena *a, const char *prefix, const char *id)
{
	struct str out = str_new(a);

	str_add(&out, prefix);
	escape(&out, id);
	return out.p;
}

/* Undoes escape() of n bytes; NULL for a stray "%". */
static char *unescape(struct arena *a, const char *p, size_t n)
{
	static const struct { const char *from; char to; } forms[] = {{"%25", '%'}, {"%2F", '/'}};
	enum { FORMS = sizeof forms / sizeof *forms };
	char *text = arena_dup(a, p, n), *to = text;

	for (const char *from = text; *from;) {
		size_t i = 0;
		if (*from != '%') {
			*to++ = *from++;
			continue;
		}
		while (i < FORMS && strncmp(from, forms[i].from, 3) != 0)
			i++;
		if (i == FORMS)
			return NULL;
		*to++ = forms[i].to;
		from += 3;
	}
	*to = '\0';
	return text;
}

bool past_ext_parse(struct arena *a, const char *ext, struct past_ext *out)
{
	const char *key = strchr(ext, '/'), *id = strrchr(ext, '/');

	*out = (struct past_ext){.what = 't'};
	if (!key || key == ext || id == key || !id[1])
		return false;
	out->source = unescape(a, ext, (size_t)(key - ext));
	if (*++key == '/') {
		out->what = key[1];
		if ((out->what != 'o' && out->what != 'p' && out->what != 'a') || key[2] != ':')
			return false;
		key += 3;
	}
	if (key >= id || memchr(key, '/', (size_t)(id - key)))
		return false;
	out->key = unescape(a, key, (size_t)(id - key));
	out->id = unescape(a, id + 1, strlen(id + 1));
	return out->source && out->key && out->id;
}

long long past_ext_ref(const char *key)
{
	int64_t n;

	return key[0] == '#' && num_parse(key + 1, 1, INT64_MAX, &n) ? n : 0;
}
