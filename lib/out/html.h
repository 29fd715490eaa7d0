/* html: text into pages, escaped by where it stands. There is no function
 * that writes customers' text unescaped. */
#ifndef OUT_HTML_H
#define OUT_HTML_H

#include "base/str.h"

/* Between tags. Newlines and tabs stay; other control characters and invalid
 * bytes become U+FFFD. */
void html_text(struct str *out, const char *text);
/* Inside double or single quotes of an attribute: newlines and tabs become
 * references, so that they survive. */
void html_attr(struct str *out, const char *text);

#endif
