/* pager: documents on a terminal go through $PAGER, as man(1) does it. */
#ifndef APP_PAGER_H
#define APP_PAGER_H

#include <stdbool.h>
#include <sys/types.h>

#include "app/app.h"

/* Where stdin and stdout are terminals and wanted is true, stdout becomes the
 * pager's input: $PAGER, else less, with LESS=FIRX unless that is set; none
 * where PAGER is empty or "cat". Whether to colour is decided before. Returns
 * its process, 0 for none. */
pid_t pager_begin(struct app *app, bool wanted);
/* Hands over what is written and waits until the reader is done. */
void pager_end(pid_t pager);

#endif
