/* article_print: an article as a file. */
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/words.h"
#include "in/article_inner.h"

/* Characters that YAML breaks lines at, or will not print, beyond ASCII. */
static bool is_odd(uint32_t c)
{
	return (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

static bool has_odd(const char *text)
{
	const char *end = text + strlen(text);
	while (text < end) {
		uint32_t c;
		text += utf8_next(text, end, &c);
		if ((c < 0x20 && c != '\n') || is_odd(c))
			return true;
	}
	return false;
}

/* Words that other readers of YAML take for something else than texts. */
static bool is_word_of_yaml(const char *text)
{
	static const char *const words[] = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", NULL};
	for (size_t i = 0; words[i]; i++)
		if (words_distance(words[i], text) == 0)
			return true;
	return *text >= '0' && *text <= '9' && text[strspn(text, "0123456789._+eE")] == '\0';
}

/* May it stand without quotes? */
static bool is_plain(const char *text)
{
	unsigned char first = (unsigned char)*text;
	bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first >= 0x80;
	size_t n = strlen(text);
	return (letter || (first >= '0' && first <= '9')) && !has_odd(text) && !strchr(text, '\n') &&
		!strstr(text, ": ") && !strstr(text, " #") && text[n - 1] != ':' && text[n - 1] != ' ' &&
		!is_word_of_yaml(text);
}

static void add_quoted(struct str *out, const char *text)
{
	const char *end = text + strlen(text);
	str_addc(out, '"');
	while (text < end) {
		const char *start = text;
		uint32_t c;
		text += utf8_next(text, end, &c);
		if (c == '"' || c == '\\')
			str_printf(out, "\\%c", (int)c);
		else if (c == '\n')
			str_add(out, "\\n");
		else if (c == '\t')
			str_add(out, "\\t");
		else if (c < 0x20 || is_odd(c))
			str_printf(out, "\\u%04X", c);
		else
			str_addn(out, start, (size_t)(text - start));
	}
	str_addc(out, '"');
}

static void add_scalar(struct str *out, const char *text)
{
	if (is_plain(text))
		str_add(out, text);
	else
		add_quoted(out, text);
}

/* A text of several lines below its key. */
static void add_block(struct str *out, const char *text)
{
	str_add(out, "|-\n");
	while (*text) {
		size_t n = strcspn(text, "\n");
		if (n > 0)
			str_printf(out, "  %.*s", (int)n, text);
		str_addc(out, '\n');
		text += n + (text[n] == '\n');
	}
}

static void add_text(struct str *out, const char *key, const char *text)
{
	str_printf(out, "%s: ", key);
	if (strchr(text, '\n') && *text != ' ' && *text != '\n' && !has_odd(text)) {
		add_block(out, text);
	} else {
		add_scalar(out, text);
		str_addc(out, '\n');
	}
}

static void add_list(struct str *out, const char *key, const struct article_list *list)
{
	str_printf(out, list->n ? "%s:\n" : "%s: []\n", key);
	for (size_t i = 0; i < list->n; i++) {
		str_add(out, "  - ");
		add_scalar(out, list->v[i]);
		str_addc(out, '\n');
	}
}

void article_print(struct arena *a, struct str *out, const struct article_in *x)
{
	struct article_in copy = *x;                          /* only read */
	(void)a;
	str_add(out, "---\n");
	for (size_t i = 0; article_in_keys[i]; i++) {
		bool *said;
		const char *key = article_in_keys[i], **text = article_in_text(&copy, key);
		const struct article_list *list = article_in_list(&copy, key, &said);
		if (text && *text)
			add_text(out, key, *text);
		else if (list && *said)
			add_list(out, key, list);
	}
	str_add(out, "---\n\n");
	if (x->body && x->nbody > 0) {
		str_addn(out, x->body, x->nbody);
		str_addc(out, '\n');
	}
}
