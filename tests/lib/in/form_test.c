/* form: blocks as people leave them, and what is wrong with some. */
#include "in/form.h"

#include "base/str.h"
#include "test.h"

static struct arena a;

static void hear(void *arg, long line, const char *text)
{
	str_printf(arg, "%ld %s\n", line, text);
}

static int parse(const char *text, struct form *f, struct str *said)
{
	struct form_report report = {hear, said};

	*said = str_new(&a);
	return form_parse(&a, text, &report, f);
}

TEST(reads_blocks)
{
	struct form f;
	struct str said;

	CHECK_INT(parse("# a form\n\n  ref: TK-4711-K \nseq: 17\npriority:P1\r\n#tags: x\ntags:  vip,  eu \nkind:\n"
	                "ref: 2\nsubject: a: b # c", &f, &said), 0);
	CHECK_INT(f.n, 2);
	CHECK_STR(f.v[0].ref, "TK-4711-K");
	CHECK_INT(f.v[0].line, 3);
	CHECK_INT(f.v[0].seq, 17);
	CHECK_INT(f.v[0].n, 3);
	CHECK_STR(f.v[0].v[0].name, "priority");
	CHECK_STR(f.v[0].v[0].value, "P1");
	CHECK_STR(f.v[0].v[1].value, "vip,  eu");
	CHECK_STR(f.v[0].v[2].value, "");
	CHECK_INT(f.v[0].v[2].line, 8);
	CHECK_INT(f.v[1].seq, -1);
	CHECK_STR(f.v[1].v[0].value, "a: b # c");
	CHECK_INT(f.v[1].v[0].line, 10);
	CHECK_INT(parse("", &f, &said), 0);
	CHECK_INT(f.n, 0);
}

TEST(says_all_that_is_wrong)
{
	struct form f;
	struct str said;

	CHECK_INT(parse("kind: x\nref:\nseq: many\nno colon\na: 1\na: 2\n: 3\nbad name: 4\nseq: -1\n", &f, &said), 8);
	CHECK_STR(said.p, "1 kind: a block begins with its ref\n"
	          "2 ref: which ticket? its reference is missing\n"
	          "3 seq: the number of an event is expected\n"
	          "4 NAME: VALUE is expected (a line that begins with # is not read)\n"
	          "6 a is there twice\n"
	          "7 NAME: VALUE is expected (a line that begins with # is not read)\n"
	          "8 NAME: VALUE is expected (a line that begins with # is not read)\n"
	          "9 seq: the number of an event is expected\n");
}

TEST_MAIN(T(reads_blocks), T(says_all_that_is_wrong))
