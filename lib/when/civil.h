/* civil: dates of the proleptic Gregorian calendar, without a zone.
 *
 * A day is a count of days since 1970-01-01 (int64_t). Years -9999..9999; a
 * day or an instant outside them reads as the first or the last one.
 * Algorithms: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
#ifndef WHEN_CIVIL_H
#define WHEN_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

#define DAY_S 86400
/* -9999-01-01 and 9999-12-31, as days and as the instants of their first and
 * last second in UTC. */
#define CIVIL_DAY_MIN INT64_C(-4371587)
#define CIVIL_DAY_MAX INT64_C(2932896)
#define CIVIL_AT_MIN (CIVIL_DAY_MIN * DAY_S)
#define CIVIL_AT_MAX (CIVIL_DAY_MAX * DAY_S + DAY_S - 1)

struct civil { int year, month, day, hour, minute, second; };

int64_t civil_day(int year, int month, int day);
/* Sets year, month and day; the clock fields are set to 0. */
struct civil civil_of_day(int64_t day);
/* Seconds since 1970-01-01 00:00:00 on the same clock, read as date and time. */
struct civil civil_of_second(int64_t second);
/* The day a second lies on: floor(second / 86400). */
int64_t civil_day_of(int64_t second);
/* 0 Monday .. 6 Sunday (ISO 8601 less one). */
int civil_weekday(int64_t day);
bool civil_leap(int year);
/* month 1..12. */
int civil_month_days(int year, int month);
/* Same day number n months later (n < 0: earlier), or the month's last day. */
int64_t civil_add_months(int64_t day, int n);
/* "2026-11-21" exactly. */
bool civil_parse_day(const char *text, int64_t *day);
void civil_print_day(char out[16], int64_t day);
/* "14:00" or "14:00:30" exactly: seconds of the day, 0..86399. */
bool civil_parse_clock(const char *text, int *second);

/* RFC 3339 in UTC: "2026-11-21T14:00:00Z". */
void civil_print_utc(char out[24], int64_t at);
/* RFC 3339 with Z or an offset; fractions of a second are cut off; a leap
 * second 60 reads as 59; the instant must lie in the years 0000 to 9999 of UTC. */
bool civil_parse_rfc3339(const char *text, int64_t *at);

extern const char *const civil_weekday_words[8]; /* "mon".."sun", NULL */

#endif
