/* msg: human text in the reader's language (gettext).
 *
 * _() translates now, N_() marks a text in a table for translation later.
 * Machine formats, log lines and YAML keys are never translated. */
#ifndef BASE_MSG_H
#define BASE_MSG_H

#include <libintl.h>

#define MSG_DOMAIN "tk-desk"
#define _(text) dgettext(MSG_DOMAIN, text)
#define N_(text) text
/* One form or another by a number: NG_("%d hour", "%d hours", n). */
#define NG_(one, many, n) dngettext(MSG_DOMAIN, one, many, (unsigned long)(n))

/* Once, in main: the locale from the environment (numbers stay as in C), with
 * a fallback to C.UTF-8 where the named locale is not on the machine.
 * Does nothing, and costs nothing, where the environment asks for C. */
void msg_init(void);

/* From now on texts are in lang ("es", "pt-BR"), or in the environment's
 * language again for NULL. The customer's language is the ticket's, so one
 * process may speak several. */
void msg_language(const char *lang);

/* The language texts are in now, as a tag ("es", "pt-BR"): for labels that
 * come from elsewhere. NULL where nothing was asked for (LANG=C). */
const char *msg_lang(void);

/* Can the terminal or file show more than ASCII? Decides block characters
 * and the ellipsis. */
#include <stdbool.h>
bool msg_utf8(void);

#endif
