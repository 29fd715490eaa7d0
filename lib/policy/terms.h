/* terms: the enumerations of a policy that other layers need not know by
 * themselves; those they need are in policy.h. Index = value. */
#ifndef POLICY_TERMS_H
#define POLICY_TERMS_H

extern const char *const policy_grades[];         /* high medium low (grade_words without its empty first) */
extern const char *const policy_role_words[];     /* right_words, then "all" */
extern const char *const policy_anyone[];         /* anyone */
extern const char *const policy_periods[];        /* month quarter year */
extern const char *const policy_met_by[];         /* call public_note bot closed solution_offered */
extern const char *const policy_events[];         /* contact opened resolved closed */
extern const char *const policy_when_empty[];
extern const char *const policy_catch_up[];
extern const char *const policy_count_from[];
extern const char *const policy_roll[];
extern const char *const policy_follow[];         /* own firm */
extern const char *const policy_handover_needs[];
extern const char *const policy_ticket_fields[];  /* names a custom field cannot have */
extern const char *const policy_places[];         /* what {{...}} in a reply may name: enum policy_place */

enum policy_place { PLACE_REFERENCE, PLACE_SUBJECT, PLACE_CUSTOMER, PLACE_AGENT, PLACE_STATE, PLACE_TEXT };

#endif
