/* kb_site: tk-kb export --html DIR. */
#include "app/kb.h"
#include "app/site.h"

int kb_export_site(struct app *app)
{
	struct site_how how = {.base_url = kb_values.base_url, .internal = kb_values.internal};

	if (!kb_values.html || app->operands.n != 2)
		return app_usage(app, _("export --html needs the folder to write to, and nothing else"));
	how.dir = app->operands.v[1].text;
	return site_export(app, &how);
}
