/* openapi: descriptions of APIs as articles. */
#include "in/openapi.h"

#include "base/io.h"
#include "base/str.h"
#include "test.h"

static const struct openapi *load(struct arena *a, const char *path)
{
	struct openapi *out = arena_new(a, struct openapi);
	struct fault f = {0};
	size_t n;
	char *text = io_load(a, path, 1 << 20, &n, &f);
	CHECK(text && openapi_is(text, n));
	CHECK_INT(text ? openapi_parse(a, path, text, n, out, &f) : -1, 0);
	CHECK_STR(f.text, "");
	return out;
}

/* The part of a body between a line and the next heading. */
static const char *part(struct arena *a, const struct article_in *x, const char *heading)
{
	const char *at = strstr(x->body, arena_printf(a, "%s\n", heading)), *end;
	if (!at)
		return "";
	end = strstr(at + 3, "\n## ");
	return end ? arena_dup(a, at, (size_t)(end - at)) : at;
}

#define HAS(text, what) do { if (!strstr(text, what)) { test_bad++; \
	printf("%s:%d: not there: %s\n", __FILE__, __LINE__, what); } } while (0)

TEST(three)
{
	struct arena a = {0};
	const struct openapi *o = load(&a, "tests/data/openapi/payments.yaml");
	CHECK_INT(o->n, 3);
	if (o->n != 3)
		return;
	const struct article_in *rest = &o->v[0], *payments = &o->v[1], *refunds = &o->v[2];
	CHECK_STR(rest->key, "payments");
	CHECK_STR(rest->title, "Example Pay");
	CHECK(!rest->lang && !rest->state && !rest->audience);
	CHECK_STR(payments->key, "payments-payments");
	CHECK_STR(payments->title, "Example Pay: Payments");
	CHECK_STR(payments->kind, "api");
	CHECK(payments->questions_said && payments->questions.n == 3);
	CHECK_STR(payments->questions.v[1], "Take a payment");
	CHECK_INT(payments->line, 32);
	CHECK_STR(refunds->key, "payments-refunds");
	CHECK_INT(refunds->line, 101);
	/* what stands above the operations */
	HAS(rest->body, "Version 2026-10. Address: `https://api.pay.example/v2`\n\n**Before you begin**\n\nAll amounts");
	HAS(payments->body, "Taking money from a customer.\n\n- [GET /payments](#get-payments): List payments\n");
	HAS(payments->body, "- [GET /payments/{id}](#get-payments-id): Look at one payment\n\n## GET /payments\n");
	CHECK(!strstr(payments->body, "Before you begin") && !strstr(refunds->body, "- ["));
	arena_free(&a);
}

TEST(operations)
{
	struct arena a = {0};
	const struct openapi *o = load(&a, "tests/data/openapi/payments.yaml");
	if (o->n != 3)
		return;
	const char *take = part(&a, &o->v[1], "## POST /payments"), *list = part(&a, &o->v[1], "## GET /payments");
	const char *refund = part(&a, &o->v[2], "## POST /payments/{id}/refunds"), *health = part(&a, &o->v[0], "## GET /health");
	HAS(take, "Sends a payment to the scheme.\n\n**Idempotency**\n\nRepeat a call");
	HAS(take, "Access: bearer\n");
	HAS(take, "| Idempotency-Key | header | string | Required. Your own name for this call at most a day old. "
	    "At most 64 characters; `^[a-z0-9-]+$` |\n");
	HAS(take, "**What is sent (application/json)**");
	HAS(take, "| amount.value | integer (int64) | Required. In minor units. Such as 1250 |\n");
	HAS(take, "| source | one of | Required. Where the money comes from. |\n| source.token | string |");
	HAS(take, "| source.iban | string |");
	HAS(take, "| 201 | The payment was taken. |\n| 401 | The key is missing or wrong. |\n"
	    "| 402 | The bank said no; `code` says why. |\n| 429 | Too many requests \\| wait and try again. |\n");
	HAS(take, "**Answer 201**");
	HAS(take, "| refunds\\[\\].amount.value | integer (int64) |");
	CHECK(!strstr(take, "refunds\\[\\].payment.id"));
	HAS(take, "**Error answer 401**");
	HAS(take, "| code | string | Stable; act on it. One of AC04, AM04, RR04, rate_limited, not_found |\n");
	HAS(list, "| limit | query | integer | How many at most. From 1; to 100; by default 20 |\n");
	HAS(list, "| status | query | list of string | Only those in this state. One of pending, accepted, settled, rejected |\n");
	HAS(list, "| next | string or null | Where the next page begins. |\n");
	HAS(refund, "Access: bearer + oauth2 (refunds:write, payments:read)\n");
	HAS(refund, "| id | path | string | Required. The payment that is given back. |\n");
	CHECK(!strstr(refund, "The payment, as"));
	HAS(refund, "One of duplicate, fraud, goods_returned; by default goods_returned |\n");
	HAS(refund, "| 404 | There is no such payment. |\n");
	CHECK(!strstr(refund, "Deprecated") && !strstr(health, "Access"));
	arena_free(&a);
}

TEST(two_in_spanish)
{
	struct arena a = {0};
	const struct openapi *o = load(&a, "tests/data/openapi/accounts.es.json");
	CHECK_INT(o->n, 1);
	if (o->n != 1)
		return;
	CHECK_STR(o->v[0].key, "accounts");
	CHECK_STR(o->v[0].lang, "es");
	CHECK_STR(o->v[0].title, "Cuentas");
	const char *see = part(&a, &o->v[0], "## GET /cuentas/{iban}"), *change = part(&a, &o->v[0], "## PATCH /cuentas/{iban}");
	HAS(o->v[0].body, "Versión 1.4. Dirección: `https://api.banco.example/v1`\n");
	HAS(see, "| iban | path | string | Obligatorio. El IBAN, sin espacios. |\n| fecha | query | string (date) | Saldo de este día 📅. |\n");
	HAS(see, "| saldo | number (double) | Desde 0.5 |\n| titulares | lista de object |  |\n"
	    "| titulares\\[\\].nombre | string |  |\n| matriz | object |  |\n\n");
	HAS(see, "**Respuesta de error 404**\n\n| Campo | Tipo | Qué dice |\n|---|---|---|\n| codigo | string | Uno de AC01, AC04 |\n");
	HAS(change, "**Obsoleto.**");
	HAS(change, "**Lo que se envía**\n\n| Campo | Tipo | Qué dice |\n|---|---|---|\n| alias | string | Obligatorio. Como máximo 40 caracteres |\n");
	CHECK(!strstr(change, "cambio"));
	arena_free(&a);
}

/* Markdown of theirs stays theirs: no heading but ours, no table broken. */
TEST(their_words)
{
	struct arena a = {0};
	struct openapi o;
	const char *text = "openapi: 3.1.0\n"
		"info: {title: 'A | *b*', version: '1'}\n"
		"webhooks:\n"
		"  payment.settled:\n"
		"    post: {summary: '# Settled'}\n"
		"paths:\n"
		"  /a_b*c/{d}:\n"
		"    get:\n"
		"      description: |\n"
		"        # One\n"
		"        Two\n"
		"        ===\n"
		"        <p>Three</p> <b>x</b> <script>\n"
		"        ```x\n"
		"        # four\n"
		"        ```\n"
		"        ~~~~\n"
		"        ~~~\n"
		"      responses:\n"
		"        default: {description: \"a | b\\nc <br/> d \\\\| e\"}\n"
		"        x-note: {description: no}\n"
		"  x-ignored: {get: {}}\n";
	CHECK_INT(openapi_parse(&a, "k.yaml", text, strlen(text), &o, NULL), 0);
	CHECK_INT(o.n, 1);
	CHECK_STR(o.v[0].title, "A \\| *b*");
	CHECK_STR(o.v[0].body, "Version 1.\n\n- [GET /a\\_b\\*c/{d}](#get-a-b-c-d)\n"
	          "- [WEBHOOK payment.settled](#webhook-payment-settled): # Settled\n\n## GET /a\\_b\\*c/{d}\n\n"
	          "**One**\n\nTwo\n\n Three   x  <script>\n```x\n# four\n```\n\\~~~~\n\\~~~\n\n"
	          "| Status | What it says |\n|---|---|\n| default | a \\| b c d \\| e |\n\n"
	          "## WEBHOOK payment.settled\n\n\\# Settled");
	arena_free(&a);
}

#define API "openapi: 3.0.0\npaths:\n  /a:\n    get: "

TEST(faults)
{
	static const struct { const char *text; int line, col; const char *want; } rows[] = {
		{"", 1, 1, "no description of an API: a key \"openapi\" or \"swagger\" is missing"},
		{"a: b\n", 1, 1, "no description of an API: a key \"openapi\" or \"swagger\" is missing"},
		{"[1]", 1, 1, "no description of an API: a key \"openapi\" or \"swagger\" is missing"},
		{"openapi: 4.0.0\n", 1, 10, "version 4.0.0 is not known: OpenAPI 3 and Swagger 2 are"},
		{"swagger: '1.2'\n", 1, 10, "version 1.2 is not known: OpenAPI 3 and Swagger 2 are"},
		{"openapi: 3.0.0\npaths: {}\n", 1, 1, "the API has no operations"},
		{API "{parameters: [{$ref: '#/x'}]}\n", 4, 31, "the reference \"#/x\" leads nowhere"},
		{API "{requestBody: {$ref: other.yaml#/x}}\n", 4, 31,
		 "the reference \"other.yaml#/x\" leads to another file: put all into one first"},
		{API "{responses: {$ref: '#/x'}}\nx: {$ref: '#/y'}\ny: {$ref: '#/x'}\n", 4, 22,
		 "the reference \"#/x\" goes round in circles"},
		{API "{responses: *x}\n", 4, 22, "nothing is anchored as \"x\" before"},
		{"openapi: 3.0.0\n openapi: x\n", 2, 9, "\":\" is not allowed here: put the text in quotes or check the indentation"},
		{"{\"openapi\": \"3.0.0\", }", 1, 22, "string or '}' expected near '}'"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct openapi o;
		struct fault f = {0};
		CHECK_INT(openapi_parse(&a, "n.yaml", rows[i].text, strlen(rows[i].text), &o, &f), EX_DATAERR);
		CHECK_STR(f.text, rows[i].want);
		CHECK_INT(f.line, rows[i].line);
		CHECK_INT(f.col, rows[i].col);
	}
	arena_free(&a);
}

TEST(references)
{
	struct arena a = {0};
	struct openapi o;
	const char *text = API "\n"
		"      parameters:\n"
		"        - $ref: '#/x/a~1b%20c~0/1'\n"
		"x:\n"
		"  a/b c~: [{}, {name: n, in: query, schema: {type: [string, 'null'], deprecated: true}}]\n";
	CHECK_INT(openapi_parse(&a, "n.yaml", text, strlen(text), &o, NULL), 0);
	HAS(o.v[0].body, "| n | query | string or null | Deprecated |");
	arena_free(&a);
}

/* Little that means much: told as far as it goes, or refused. */
TEST(too_much)
{
	struct arena a = {0};
	struct openapi o;
	struct fault f = {0};
	struct str text = str_new(&a);
	str_add(&text, "openapi: 3.0.0\nx:\n  s0: &s0 {type: object, properties: {a: {type: string}}}\n");
	for (int i = 1; i < 9; i++) {
		str_printf(&text, "  s%d: &s%d {allOf: [", i, i);
		for (int k = 0; k < 40; k++)
			str_printf(&text, "%s*s%d", k ? ", " : "", i - 1);
		str_printf(&text, "], properties: {p%d: *s%d}}\n", i, i - 1);
	}
	str_add(&text, "paths:\n  /a:\n    get: {responses: {'200': {description: d, content: {j: {schema: *s8}}}}}\n");
	CHECK_INT(openapi_parse(&a, "n.yaml", text.p, text.n, &o, &f), 0);
	CHECK(o.n == 1 && o.v[0].nbody < 20000);
	text = str_new(&a);
	str_add(&text, "openapi: 3.0.0\npaths:\n");
	for (int i = 0; i < 5001; i++)
		str_printf(&text, "  /a%d: {get: {}}\n", i);
	CHECK_INT(openapi_parse(&a, "n.yaml", text.p, text.n, &o, &f), EX_DATAERR);
	CHECK_STR(f.text, "more than 5000 operations have one tag");
	text = str_new(&a);
	str_add(&text, "openapi: 3.0.0\nx: &x {get: {description: '");
	for (int i = 0; i < 20000; i++)
		str_add(&text, "many words ");
	str_add(&text, "'}}\npaths:\n  /a: *x\n  /b: *x\n  /c: *x\n  /d: *x\n  /e: *x\n");
	CHECK_INT(openapi_parse(&a, "n.yaml", text.p, text.n, &o, &f), EX_DATAERR);
	CHECK_STR(f.text, "the operations of \"\" make more than 1048576 bytes");
	arena_free(&a);
}

TEST(looks_like_one)
{
	static const char *const yes[] = {"openapi: 3", "# c\nopenapi: 3", "{\"openapi\":\"3\"}", "{\n  \"swagger\" : \"2.0\"}",
		"info: {}\nswagger: '2.0'", "\"openapi\": 3", "{\"info\":{},\"openapi\":\"3.0\"}"};
	static const char *const no[] = {"", "openapi", "about openapi: it is", "{\"key\": \"openapi\"}", "---\ntitle: openapi\n", "my-openapi: 3"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		CHECK(openapi_is(yes[i], strlen(yes[i])));
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		CHECK(!openapi_is(no[i], strlen(no[i])));
}

TEST_MAIN(T(three), T(operations), T(two_in_spanish), T(their_words), T(faults), T(references), T(too_much),
          T(looks_like_one))
