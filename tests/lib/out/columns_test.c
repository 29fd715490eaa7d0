/* Choosing columns. */
#include "test.h"

#include "list.h"

static const char *picked_names(const char *spec, struct fault *f)
{
	const struct out_column **picked;
	static char names[200];
	size_t n;
	*f = (struct fault){0};
	if (out_pick(&arena, list_all, LIST_N, "ref,subject", spec, &picked, &n, f))
		return NULL;
	names[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		strcat(names, i ? "," : "");
		strcat(names, picked[i]->name);
	}
	return names;
}

TEST(picks)
{
	static const struct { const char *spec, *names; } rows[] = {
		{NULL, "ref,subject"},
		{"count", "count"},
		{"count, ref", "count,ref"},
		{"count,count", "count"},
		{"+count", "ref,subject,count"},
		{"+count,rate", "ref,subject,count,rate"},
		{"+ref,+rate", "ref,subject,rate"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f;
		CHECK_STR(picked_names(rows[i].spec, &f), rows[i].names);
	}
}

TEST(refuses_unknown_names)
{
	struct fault f;
	CHECK(picked_names("ref,subjet", &f) == NULL);
	CHECK_INT(f.code, EX_USAGE);
	CHECK_STR(f.text, "unknown column \"subjet\" (did you mean \"subject\"?); --columns=help lists them");
	CHECK(picked_names("", &f) == NULL);
	CHECK_INT(f.code, EX_USAGE);
}

TEST(finds_by_name)
{
	CHECK(out_column(list_all, LIST_N, "count") == &list_all[2]);
	CHECK(out_column(list_all, LIST_N, "Count") == NULL);
}

TEST(describes)
{
	struct out_style style = {.format = OUT_TSV};
	char *bytes;
	size_t n;
	FILE *to = open_memstream(&bytes, &n);
	out_columns_help(&arena, to, &style, list_all, 2);
	fclose(to);
	CHECK_STR(bytes, "ref\treference\tthe reference\nsubject\ttext\twhat it is about\n");
	free(bytes);
}

TEST_MAIN(T(picks), T(refuses_unknown_names), T(finds_by_name), T(describes))
