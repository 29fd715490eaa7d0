/* msg: the language of a locale that is not on the machine. */
#include "test.h"

#include <stdlib.h>

#include "base/msg.h"

TEST(an_absent_locale_still_chooses_the_language)
{
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	unsetenv("LANGUAGE");
	setenv("LANG", "tlh_QO.UTF-8", 1);
	msg_init();
	CHECK_STR(getenv("LANGUAGE"), "tlh_QO");
	CHECK_STR(msg_lang(), "tlh-QO");
	msg_language("es");
	CHECK_STR(getenv("LANGUAGE"), "es");
	CHECK_STR(msg_lang(), "es");
	msg_language(NULL);
	CHECK_STR(getenv("LANGUAGE"), "tlh_QO");
	CHECK_STR(_("untranslated"), "untranslated");
}

TEST_MAIN(T(an_absent_locale_still_chooses_the_language))
