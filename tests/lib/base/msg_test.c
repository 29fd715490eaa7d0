/* msg: which language a text is in, with a catalogue made here. */
#include "test.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/msg.h"

static char folder[64];

/* A catalogue of one text in the .mo format (gettext manual, "MO Files"):
 * seven words of header, two tables of one row, two strings. */
static void make_catalogue(const char *lang, const char *id, const char *text)
{
	struct arena a = {0};
	uint32_t n = (uint32_t)strlen(id), m = (uint32_t)strlen(text);
	uint32_t head[] = {0x950412de, 0, 1, 28, 36, 0, 0, n, 44, m, 44 + n + 1};
	mkdir(arena_printf(&a, "%s/%s", folder, lang), 0755);
	mkdir(arena_printf(&a, "%s/%s/LC_MESSAGES", folder, lang), 0755);
	FILE *out = fopen(arena_printf(&a, "%s/%s/LC_MESSAGES/%s.mo", folder, lang, MSG_DOMAIN), "w");
	CHECK(out != NULL);
	if (out) {
		fwrite(head, sizeof head, 1, out);
		fwrite(id, 1, n + 1, out);
		fwrite(text, 1, m + 1, out);
		fclose(out);
	}
	arena_free(&a);
}

static void remove_catalogue(const char *lang)
{
	struct arena a = {0};
	CHECK_INT(unlink(arena_printf(&a, "%s/%s/LC_MESSAGES/%s.mo", folder, lang, MSG_DOMAIN)), 0);
	CHECK_INT(rmdir(arena_printf(&a, "%s/%s/LC_MESSAGES", folder, lang)), 0);
	CHECK_INT(rmdir(arena_printf(&a, "%s/%s", folder, lang)), 0);
	arena_free(&a);
}

TEST(the_c_locale_is_english)
{
	strcpy(folder, "/tmp/tk-msg-test-XXXXXX");
	CHECK(mkdtemp(folder) != NULL);
	make_catalogue("de", "ticket", "Vorgang");
	make_catalogue("es", "ticket", "incidencia");
	make_catalogue("pt_BR", "ticket", "chamado");
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	unsetenv("LC_CTYPE");
	unsetenv("LANGUAGE");
	setenv("LANG", "C", 1);
	msg_init();
	msg_language(NULL);
	CHECK_STR(_("ticket"), "ticket");
	CHECK(getenv("LANGUAGE") == NULL);
	CHECK_STR(msg_lang(), NULL);
}

/* The first switch binds the catalogues; then the test's own take their place. */
TEST(one_process_speaks_several)
{
	msg_language("de");
	bindtextdomain(MSG_DOMAIN, folder);
	msg_language("de");
	CHECK_STR(_("ticket"), "Vorgang");
	CHECK_STR(_("untold"), "untold");
	msg_language("es");
	CHECK_STR(_("ticket"), "incidencia");
	msg_language("pt-BR");
	CHECK_STR(_("ticket"), "chamado");
	msg_language("es-MX");
	CHECK_STR(_("ticket"), "incidencia");
	msg_language("en");
	CHECK_STR(_("ticket"), "ticket");
	msg_language("xx");
	CHECK_STR(_("ticket"), "ticket");
	msg_language("../de");
	CHECK_STR(_("ticket"), "ticket");
	msg_language("de");
	msg_language(NULL);
	CHECK_STR(_("ticket"), "ticket");
	CHECK_STR(N_("ticket"), "ticket");
}

TEST(numbers_stay)
{
	char text[16];
	msg_language("de");
	snprintf(text, sizeof text, "%.1f", 1.5);
	CHECK_STR(text, "1.5");
	msg_language(NULL);
}

TEST(knows_utf8)
{
	static const struct { const char *all, *ctype, *lang; bool utf8; } rows[] = {
		{"", "", "", false},
		{"", "", "C", false},
		{"", "", "C.UTF-8", true},
		{"", "", "de_DE.utf8", true},
		{"", "", "de_DE", false},
		{"", "", "de_DE.ISO-8859-1", false},
		{"C", "", "de_DE.UTF-8", false},
		{"", "en_US.UTF-8", "C", true},
		{"ru_RU.UTF-8@x", "C", "C", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		setenv("LC_ALL", rows[i].all, 1);
		setenv("LC_CTYPE", rows[i].ctype, 1);
		setenv("LANG", rows[i].lang, 1);
		CHECK_INT(msg_utf8(), rows[i].utf8);
	}
}

TEST(leaves_nothing_behind)
{
	remove_catalogue("de");
	remove_catalogue("es");
	remove_catalogue("pt_BR");
	CHECK_INT(rmdir(folder), 0);
}

TEST_MAIN(T(the_c_locale_is_english), T(one_process_speaks_several), T(numbers_stay),
          T(knows_utf8), T(leaves_nothing_behind))
