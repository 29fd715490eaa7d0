/* policy_show: a policy as a document. */
#include "app/policy_show.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/policy_list.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/words.h"
#include "in/yaml.h"
#include "when/civil.h"

enum { WIDTH = 80, INDENT = 13 };

/* --- the summary --- */

static const char *wall(struct app *app, int64_t at)
{
	const char *abbrev = "UTC";
	struct civil c = zone_civil(app->zone, at);

	zone_offset(app->zone, at, &abbrev);
	return arena_printf(app->a, "%04d-%02d-%02d %02d:%02d %s", c.year, c.month, c.day, c.hour, c.minute, abbrev);
}

/* "states       new, open, ..." on lines of at most 80 cells. */
static void show_names(struct app *app, const char *what)
{
	struct names n = policy_list_names(app, what);
	size_t cells = INDENT;

	if (!n.n)
		return;
	printf("%-*s", INDENT, what);
	for (size_t i = 0; i < n.n; i++) {
		if (i && strcmp(n.v[i], n.v[i - 1]) == 0)
			continue;          /* a roster has a row a shift */
		size_t own = utf8_cells(n.v[i]);
		if (i && cells + 3 + own > WIDTH) {
			printf(",\n%*s", INDENT, "");
			cells = INDENT;
		} else if (i) {
			printf(", ");
			cells += 2;
		}
		printf("%s", n.v[i]);
		cells += own;
	}
	putchar('\n');
}

void policy_show_summary(struct app *app, const struct policy_version *v, int64_t newest)
{
	const struct policy_head *h = policy_head(app->session.policy);
	const char *text = label_in(app->session.policy, &h->title, app_values.lang, v->name);
	struct str title = str_new(app->a);

	utf8_visible(&title, text, strlen(text), false);
	printf("%s: %s\n", v->name, title.p);
	printf(_("version %" PRId64 " of %" PRId64 ", from %s, loaded by %s\n"), v->version, newest,
	       wall(app, v->valid_from), v->by);
	printf(_("language %s, zone %s, references %s-...\n\n"), h->language, h->zone, h->reference);
	for (size_t i = 1; policy_list_words[i]; i++)
		if (strcmp(policy_list_words[i], "permissions") != 0)
			show_names(app, policy_list_words[i]);
}

/* --- one section --- */

static void ignore(void *arg, int line, int col, const char *text)
{
	(void)arg, (void)line, (void)col, (void)text;
}

static const char *line_start(const char *text, int line)
{
	for (; line > 1 && text; line--)
		if ((text = strchr(text, '\n')) != NULL)
			text++;
	return text;
}

/* Before the next section stand its comments, and blank lines. */
static const char *without_comments(const char *from, const char *to)
{
	while (to > from) {
		const char *p = to - 1;
		while (p > from && p[-1] != '\n')
			p--;
		if (*p != '#' && *p != '\n')
			break;
		to = p;
	}
	return to;
}

static int unknown_section(struct app *app, const struct node *root, const char *section)
{
	VEC(const char *) names = {0};

	for (size_t i = 0; i < root->n; i++)
		*vec_push(app->a, &names) = root->keys[i]->text;
	*vec_push(app->a, &names) = NULL;
	return app_usage(app, _("the policy has no section \"%s\"%s; it has: %s"), section,
	                 words_hint(app->a, names.v, section), words_list(app->a, names.v));
}

int policy_show_section(struct app *app, const struct policy_version *v, const char *section)
{
	const struct yaml_report report = {ignore, NULL};
	const struct node *root = yaml_parse(app->a, v->yaml, v->nyaml, &report);

	if (!root)
		die(EX_CONFIG, "policy version %" PRId64 ": its text is no YAML", v->version);
	for (size_t i = 0; i < root->n; i++) {
		if (strcmp(root->keys[i]->text, section) != 0)
			continue;
		const char *from = line_start(v->yaml, root->keys[i]->line);
		const char *to = i + 1 < root->n ? line_start(v->yaml, root->keys[i + 1]->line)
		                                 : v->yaml + v->nyaml;
		to = without_comments(from, to);
		fwrite(from, 1, (size_t)(to - from), stdout);
		return 0;
	}
	return unknown_section(app, root, section);
}
