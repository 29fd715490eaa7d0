/* msg: choosing the language of gettext's texts.
 *
 * Debian's containers have no locale but C and C.UTF-8. There setlocale()
 * refuses the user's, but C.UTF-8 with LANGUAGE taken from the name gives the
 * translations all the same. Texts are always UTF-8, as all data are. */
#include "base/msg.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/io.h"
#include "base/str.h"

/* glibc's way to tell that LANGUAGE has changed (gettext manual, "Being a
 * gettext grok"). */
extern int _nl_msg_cat_cntr;

enum { LANG_BYTES = 64 };

static struct {
	bool ready;                  /* the catalogues are bound */
	char environment[LANG_BYTES]; /* LANGUAGE to return to, "" for none */
	char now[LANG_BYTES];         /* the first language in use, as a tag */
} msg;

/* The locale's name for a category, as setlocale() would find it. */
static const char *locale_name(const char *category)
{
	const char *const variables[] = {"LC_ALL", category, "LANG"};
	for (int i = 0; i < 3; i++) {
		const char *v = getenv(variables[i]);
		if (!str_empty(v))
			return v;
	}
	return "C";
}

static bool speaks_english(const char *locale)
{
	return str_eq(locale, "POSIX") || str_eq(locale, "C") || str_starts(locale, "C.");
}

/* "pt_BR.UTF-8@x" and "pt-BR" give "pt_BR"; "" for what is no language: the
 * name becomes part of a path. */
static void language_of(char out[LANG_BYTES], const char *locale)
{
	size_t n = 0;
	for (const char *p = locale; *p && *p != '.' && *p != '@'; p++) {
		char c = *p == '-' ? '_' : *p;
		bool fits = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		            (c >= '0' && c <= '9') || c == '_';
		if (!fits || n == LANG_BYTES - 1) {
			n = 0;
			break;
		}
		out[n++] = c;
	}
	out[n] = '\0';
}

/* Only the categories that choose texts; numbers and dates are printed by our
 * own code, the same everywhere. */
static void take_locale(void)
{
	if (!setlocale(LC_CTYPE, ""))
		setlocale(LC_CTYPE, "C.UTF-8");
	const char *got = setlocale(LC_MESSAGES, "");
	if (!got || speaks_english(got))
		setlocale(LC_MESSAGES, "C.UTF-8");
}

static void bind_catalogues(void)
{
	struct arena a = {0};
	bindtextdomain(MSG_DOMAIN, io_made(&a, "locale"));
	bind_textdomain_codeset(MSG_DOMAIN, "UTF-8");
	arena_free(&a);
}

/* The first of "pt_BR:pt" as "pt-BR". */
static void remember(const char *language)
{
	size_t n = strcspn(language, ":.@");

	if (n >= LANG_BYTES)
		n = 0;
	memcpy(msg.now, language, n);
	msg.now[n] = '\0';
	for (size_t i = 0; i < n; i++)
		if (msg.now[i] == '_')
			msg.now[i] = '-';
}

static void use_language(const char *language)
{
	remember(language);
	if (*language)
		setenv("LANGUAGE", language, 1);
	else
		unsetenv("LANGUAGE");
	++_nl_msg_cat_cntr;
}

static void make_ready(void)
{
	if (msg.ready)
		return;
	const char *locale = locale_name("LC_MESSAGES");
	const char *wished = getenv("LANGUAGE");
	if (speaks_english(locale))
		strcpy(msg.environment, "en");
	else if (str_empty(wished) || strlen(wished) >= LANG_BYTES)
		language_of(msg.environment, locale);
	else
		strcpy(msg.environment, wished);
	take_locale();
	bind_catalogues();
	msg.ready = true;
}

void msg_init(void)
{
	if (speaks_english(locale_name("LC_MESSAGES")))
		return;
	make_ready();
	use_language(msg.environment);
}

void msg_language(const char *lang)
{
	char name[LANG_BYTES];
	/* Back to an environment that was never left. */
	if (!lang && !msg.ready)
		return;
	make_ready();
	if (!lang) {
		use_language(msg.environment);
		return;
	}
	language_of(name, lang);
	use_language(*name ? name : "en");
}

const char *msg_lang(void)
{
	return msg.now[0] ? msg.now : NULL;
}

bool msg_utf8(void)
{
	const char *locale = locale_name("LC_CTYPE");
	const char *codeset = strchr(locale, '.');
	return codeset && (strncasecmp(codeset, ".utf-8", 6) == 0 ||
	                   strncasecmp(codeset, ".utf8", 5) == 0);
}
