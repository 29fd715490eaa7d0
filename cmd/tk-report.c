/* tk-report: metrics: levels, first contact, resolution, SLA, backlog, months. */
#include "app/app.h"
#include "app/report.h"

static int run(struct app *app)
{
	return report_run(app);
}

const struct program program = {"tk-report", N_("metrics: levels, first contact, resolution, SLA, backlog, categories, months"),
                                report_options, NEED_NOTHING, run};
