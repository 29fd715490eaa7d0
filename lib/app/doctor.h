/* doctor: is the desk well, and is what it stands on? */
#ifndef APP_DOCTOR_H
#define APP_DOCTOR_H

#include "app/app.h"

/* A line for each thing looked at: ok, warn or bad. The session has a desk;
 * its policy may be NULL where it cannot be read. Returns EXIT_NO where
 * something is bad, else 0 or the code of a wrong option. */
int doctor(struct app *app);

#endif
