/* site: the help centre as a folder of pages that need no server.
 *
 * Every language has a start page, a page for each topic and one for each
 * article; search is a script over an index of words that lies beside them, so
 * it works from a disk too. The same articles give the same bytes. */
#ifndef APP_SITE_H
#define APP_SITE_H

#include "app/app.h"

struct site_how {
	const char *dir;               /* made, or of an earlier export */
	const char *base_url;          /* where it will stand, "https://help.example.com"; NULL: not known */
	bool internal;                 /* internal articles too: for agents alone */
};

/* Writes the pages of all articles that may be read today. All of them or
 * nothing: they are made beside dir and put in its place at the end. The exit
 * code, its message said. */
int site_export(struct app *app, const struct site_how *how);

#endif
