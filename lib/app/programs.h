/* programs: every program of this build, for tk-help; the build makes the
 * table from the descriptors in cmd/ (share/build/embed-programs). */
#ifndef APP_PROGRAMS_H
#define APP_PROGRAMS_H

struct program_line {
	const char *name;      /* "tk-open" */
	const char *summary;   /* in English; _() translates it */
};

/* By name; ends with a NULL name. */
extern const struct program_line program_lines[];

#endif
