/* past_map: how the rows of another desk's CSV become history, as YAML.
 *
 * Two shapes. In a log a row is a ticket's state at an instant: "at" says when,
 * "open" what the first row tells once, "follow" what is compared from row to
 * row. In any other file "events" lists what each row tells: kinds with an
 * instant of their own. Both may have both: in a log "events" are read from a
 * ticket's last row. tk-import(5) has the keys. */
#ifndef APP_PAST_MAP_H
#define APP_PAST_MAP_H

#include "app/cell.h"
#include "service/past.h"

/* A field of tk-import(5) and how it is made. */
struct past_cell { const char *field; enum past_form form; struct cell cell; };
struct past_cells { struct past_cell *v; size_t n, cap; };

/* A row counts where the column says one of these words, and none of those. */
struct past_when { struct cell cell; const struct node *is, *not; };

struct past_event_map {
	enum past_kind kind;
	bool has_at, has_when, has_actor, has_role;
	struct cell at, actor, role;
	struct past_when when;
	struct past_cells cells;
};

struct past_map {
	struct cell_map map;
	const char *source;            /* NULL: not said */
	char delimiter;
	bool log;
	bool missing;                  /* columns that are not there count as empty */
	const struct node *none;       /* texts that stand for nothing */
	const struct zone *zone;       /* of times that say none */
	struct cell key, at, order, actor;
	bool has_at, has_order, has_actor;
	struct { struct past_when *v; size_t n, cap; } ignore;
	struct past_cells open, follow;
	struct { struct past_event_map *v; size_t n, cap; } events;
};

/* name is a file, or a map of share/import without its ".yaml". zone (NULL: the
 * map's, else UTC) is that of times that say none. NULL after all errors are
 * said, with their code in *bad: EX_NOINPUT, EX_CONFIG. */
struct past_map *past_map_load(struct app *app, const char *name, const struct zone *zone, int *bad);

/* Finds all columns in the header of the stream called name; EX_DATAERR after
 * saying which are not there. The header must outlive the map. */
int past_map_bind(struct past_map *m, const struct csv_row *header, const char *name);

#endif
