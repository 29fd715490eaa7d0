/* template: canned replies, filled in for a ticket. */
#include "service/template.h"

#include "lib/service/fixture.h"

static struct fixture x;
static struct fault f;

/* A desk whose replies are these lines. */
static void replies(const char *lines)
{
	x.s.policy = minimal_and(&x.a, arena_printf(&x.a, "languages: [en, es]\nreplies:\n%s", lines));
}

static const char *fill(const char *name, const char *lang, const char *text)
{
	struct ticket t = {.id = 4711, .subject = "No money", .state = "new", .lang = lang};
	const char *out = NULL;

	memset(&f, 0, sizeof f);
	return template_fill(&x.s, &x.a, &t, name, text, &out, &f) ? NULL : out;
}

TEST(fills_every_place)
{
	replies("  a: \"{{reference}}|{{ subject }}|{{customer}}|{{agent}}|{{text}}|\"\n");
	CHECK_STR(fill("a", NULL, "more"), "TK-4711-K|No money||root|more|");
	CHECK_STR(fill("a", NULL, ""), "TK-4711-K|No money||root||");
}

TEST(a_text_without_a_place_follows_below)
{
	replies("  a: Hello\n");
	CHECK_STR(fill("a", NULL, ""), "Hello");
	CHECK_STR(fill("a", NULL, "more"), "Hello\n\nmore");
}

TEST(in_the_tickets_language)
{
	replies("  a: {en: Hello, es: Hola}\n");
	CHECK_STR(fill("a", "es", ""), "Hola");
	CHECK_STR(fill("a", "es-AR", ""), "Hola");
	CHECK_STR(fill("a", "fr", ""), "Hello");
	CHECK_STR(fill("a", NULL, ""), "Hello");
}

TEST(what_a_place_holds_is_not_looked_at_again)
{
	replies("  a: \"{{text}}\"\n");
	CHECK_STR(fill("a", NULL, "{{subject}} {{nonsense}}"), "{{subject}} {{nonsense}}");
}

TEST(unknown_names)
{
	replies("  received: Hello\n");
	CHECK(fill("recieved", NULL, "") == NULL);
	CHECK_STR(f.text, "unknown template \"recieved\" (did you mean \"received\"?)");
}

static int all(struct desk *d, void *arg)
{
	static const struct test_case cases[] = {
		T(fills_every_place), T(a_text_without_a_place_follows_below), T(in_the_tickets_language),
		T(what_a_place_holds_is_not_looked_at_again), T(unknown_names),
	};

	(void)d, (void)arg;
	return test_run(cases, sizeof cases / sizeof *cases);
}

int main(void)
{
	fixture_open(&x, "default.yaml", NULL);
	int bad = fixture_tx(&x, all);
	fixture_close(&x);
	return bad;
}
