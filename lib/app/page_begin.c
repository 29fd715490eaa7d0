/* page_begin: how wide a page is, and whether it has colour. */
#include "app/page.h"

#include "app/list.h"

int page_begin(struct app *app, struct page *p)
{
	struct out_style style;
	int bad = app_style(app, &style);

	if (bad)
		return bad;
	*p = (struct page){.app = app, .out = str_new(app->a), .line = str_new(app->a),
	                   .width = PAGE_WIDTH, .colour = style.colour, .utf8 = style.utf8,
	                   .zone = app->zone};
	if (app_values.width > 0)
		p->width = (size_t)app_values.width;
	else if (app_values.width == 0)
		p->width = SIZE_MAX / 2;
	else if (style.width > 0)
		p->width = style.width < PAGE_MAX_WIDTH ? (size_t)style.width : PAGE_MAX_WIDTH;
	return 0;
}
