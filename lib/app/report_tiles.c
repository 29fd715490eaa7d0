/* report_tiles: the figures that matter most, side by side. */
#include "app/report_chart_inner.h"

static const struct { enum metric_id metric; enum stat stat; } tiled[] = {
	{METRIC_OPENED, STAT_VALUE}, {METRIC_RESOLUTIONS, STAT_VALUE}, {METRIC_BACKLOG, STAT_VALUE},
	{METRIC_RESPONSE_TIME, STAT_P50}, {METRIC_RESOLUTION_TIME, STAT_P50}, {METRIC_SLA_FIRST_RESPONSE, STAT_VALUE},
	{METRIC_SLA_RESOLUTION, STAT_VALUE}, {METRIC_FCR, STAT_VALUE},
};
enum { TILES = sizeof tiled / sizeof *tiled };

static const char *before_of(const struct report_section *s, size_t column)
{
	if (s->rows.n < 2 || !chart_is_number(&s->rows.v[1].v[column]))
		return NULL;
	return arena_printf(s->r->a, _("before: %s"), report_figure_text(s->r, &s->columns[column], &s->rows.v[1].v[column]));
}

void report_tiles(const struct report_section *s, struct doc *d)
{
	struct doc_tile *v = arena_array(s->r->a, struct doc_tile, TILES);
	size_t n = 0;

	for (size_t k = 0; s->rows.n && k < TILES; k++)
		for (size_t i = 0; i < s->ncolumns; i++) {
			const struct report_column *c = &s->columns[i];
			if (c->metric != tiled[k].metric || c->stat != tiled[k].stat || !chart_is_number(&s->rows.v[0].v[i]))
				continue;
			v[n++] = (struct doc_tile){.label = c->head, .value = report_figure_text(s->r, c, &s->rows.v[0].v[i]),
			                           .more = before_of(s, i)};
		}
	if (n)
		doc_tiles(d, v, n);
}
