/* stem: what texts give, what queries ask, and that they meet. */
#include "text/stem.h"

#include "test.h"

static const char *tokens(struct arena *a, const char *lang, const char *text)
{
	struct str s = str_new(a);
	stem_text(&s, lang, text, strlen(text));
	return s.p;
}

static const char *match(struct arena *a, const char *lang, const char *text)
{
	struct token_query q;
	struct fault f = {0};
	return stem_query(a, lang, text, &q, &f) == 0 ? token_match(a, &q) : f.text[0] ? "fault" : "silent";
}

TEST(languages)
{
	static const char *const known[] = {"en", "es", "pt-BR", "de_AT", "fr", "IT", "nb", "nn-NO", "ru", "es_MX.UTF-8"};
	static const char *const unknown[] = {NULL, "", "e", "xx", "zh", "english", "-", "e-n"};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		CHECK(stem_known(known[i]));
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		CHECK(!stem_known(unknown[i]));
}

TEST(texts)
{
	static const struct { const char *lang, *text, *want; } rows[] = {
		{"en", "", ""}, {"en", " ... ", ""},
		{"en", "Refunds refunded REFUNDING", "refund refund refund"},
		{"en", "AC04 pacs.008 TK-4711-K", "ac04 pac 008 tk 4711 k pacs008 tk4711k"},
		{"en", "refund-requests/returns", "refund request return refundrequestsreturns"},
		{NULL, "Refunds Über", "refunds uber"}, {"xx", "Refunds", "refunds"},
		{"es", "Devoluciones devolución devolucion", "devolu devolu devolu devolucion"},
		{"es", "comisiones comision", "comision comision"},
		{"pt", "devoluções devolucoes devolucao", "devolu devolu devolu devoluco"},
		{"pt", "cartões cartoes cartão cartao", "carto carto carta carta"},
		{"de", "Überweisungen ueberweisung", "uberweis ueberweis uberweis"},
		{"de", "Straßen STRASSE", "strass strass"},
		{"de", "Häuser ha\xcc\x88user ha\xc2\xaduser", "haus haus haus"},
		{"fr", "virements réseau", "vir reseau"}, {"it", "bonifici bonifico", "bonif bonif"},
		{"ru", "ВОЗВРАТЫ возвратов", "возврат возврат"},
		{"en", "銀行AC04エラー", "銀行 行 ac04 エラ ラー ー"},
		{"en", "\xff refunds \xc3", "refund"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(tokens(&a, rows[i].lang, rows[i].text), rows[i].want);
	arena_free(&a);
}

TEST(appends)
{
	struct arena a = {0};
	struct str s = str_new(&a);
	stem_text(&s, "en", "Cards", 5);
	stem_text(&s, "en", "", 0);
	stem_text(&s, "en", "two-3 cut here", 5);
	CHECK_STR(s.p, "card two 3 two3");
	arena_free(&a);
}

/* Words beyond what is kept or stemmed, and more words than are kept. */
TEST(many_and_long_words)
{
	struct arena a = {0};
	struct str text = str_new(&a), want = str_new(&a);
	char wide[400];
	for (int i = 0; i < 2000; i++) {
		char word[8] = {(char)('b' + i % 7), 'a', (char)('b' + i / 7 % 11), 'o', (char)('b' + i / 77 % 17), 0};
		str_printf(&text, "%ss ", word);
		str_printf(&want, i ? " %s" : "%s", tokens(&a, "en", arena_printf(&a, "%ss", word)));
	}
	CHECK_STR(tokens(&a, "en", text.p), want.p);
	memset(wide, 'x', 300);
	wide[300] = '\0';
	CHECK_INT(strlen(tokens(&a, "en", wide)), TOKEN_MAX);
	for (int i = 0; i < 100; i++)
		memcpy(wide + 3 * i, "ễ", 3);
	CHECK(strlen(tokens(&a, "pt", wide)) <= TOKEN_MAX);
	arena_free(&a);
}

TEST(queries)
{
	static const struct { const char *lang, *text, *want; } rows[] = {
		{"en", "Where are my refunds?", "(\"where\" AND \"are\" AND \"my\" AND \"refund\")"},
		{"en", "refunds -cards", "(\"refund\") NOT (\"card\")"},
		{"en", "\"refunded cards\"", "(\"refund card\")"},
		{"en", "card's don’t l'argent", "(\"card\" AND \"don\" AND \"argent\")"},
		{"en", "don't, won't", "(\"don\" AND \"won\")"},
		{"en", "paid?why", "(\"paid\" AND \"whi\")"},
		{"en", "e-mails", "((\"e mail\" OR \"emails\"))"},
		{"en", "TK-4711-K AC04", "((\"tk 4711 k\" OR \"tk4711k\") AND \"ac04\")"},
		{"en", "identi* refun*", "(\"ident\" * AND \"refun\" *)"},
		{"en", "universi* AC*", "(\"univers\" * AND \"ac\" *)"},
		{"es", "verifica*", "(\"verif\" *)"},
		{"es", "¿dónde está mi devolución?", "(\"dond\" AND \"esta\" AND \"mi\" AND (\"devolu\" OR \"devolucion\"))"},
		{"de", "ueberweisung", "((\"ueberweis\" OR \"uberweis\"))"},
		{"en", "\"identity verifica\"* re-universi*", "(\"ident verif\" * AND (\"re univers\" * OR \"reuniversi\" *))"},
		{NULL, "Refunds", "(\"refunds\")"},
		{"en", "銀行", "(\"銀行\")"}, {"en", "行", "(\"行\" *)"},
		{"en", "銀行口座", "(\"銀行 行口 口座\")"},
		{"en", "銀行口座振込", "(\"銀行\" AND \"行口\" AND \"口座\" AND \"座振\" AND \"振込\")"},
		{"en", "\"銀行口座振込\"", "(\"銀行 行口 口座 座振 振込\")"},
		{"en", "a -銀行口座振込", "(\"a\") NOT (\"銀行 行口 口座 座振 振込\")"},
	};
	static const char *const nothing[] = {"", " ... ", "-cards", "\"\"", "'"};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(match(&a, rows[i].lang, rows[i].text), rows[i].want);
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
		CHECK_STR(match(&a, "en", nothing[i]), "fault");
	arena_free(&a);
}

TEST(must_have)
{
	struct arena a = {0};
	struct token_query q;
	CHECK_INT(stem_query(&a, "en", "refunds +cards -fee +\"my bank\"", &q, NULL), 0);
	CHECK_INT(q.n, 4);
	CHECK(!q.terms[0].must && q.terms[1].must && !q.terms[2].must && q.terms[2].not);
	CHECK(q.terms[3].must && q.terms[3].n == 2);
	arena_free(&a);
}

TEST(says_nothing)
{
	struct arena a = {0};
	struct token_query q;
	CHECK_INT(stem_query(&a, "en", "where is \"the\" refund for-the the* AC04", &q, NULL), 0);
	CHECK_INT(q.n, 7);
	for (size_t i = 0; i < q.n; i++)
		CHECK(q.terms[i].stop == (i < 2));
	CHECK_INT(stem_query(&a, NULL, "the", &q, NULL), 0);
	CHECK(!q.terms[0].stop);
	arena_free(&a);
}

TEST(agree)
{
	static const struct { const char *lang, *query, *text; bool want; } rows[] = {
		{"en", "refunding", "All refunds", true}, {"en", "\"card payments\"", "my card payment", true},
		{"en", "\"payment card\"", "my card payment", false}, {"en", "customers", "the customer's card", true},
		{"en", "verifica*", "identity verification", true}, {"en", "universi*", "A university", true},
		{"en", "pay*", "payments", true}, {"en", "refunds -card", "a refund to cards", false},
		{"es", "devolucion", "Las devoluciones", true}, {"es", "devoluciones", "La devolución", true},
		{"es", "Transferencia", "TRANSFERENCIAS", true}, {"es", "cuando", "¿Cuándo?", true},
		{"pt", "cartao", "o cartão", true}, {"pt", "cartoes", "os cartões", true},
		{"pt", "devolucao", "as devoluções", true}, {"fr", "reseau", "le réseau", true},
		{"fr", "connecte", "connecté", true}, {"fr", "argent", "L’argent", true},
		{"de", "hauser", "Häuser", true}, {"de", "haeuser", "Häuser", true}, {"de", "häuser", "Haeuser", true},
		{"de", "strasse", "Straßen", true}, {"da", "overførsel", "overforsel", true},
		{"en", "AC-04", "code AC04", true}, {"en", "pacs.008", "a pacs008 file", true},
		{"en", "口座", "銀行口座です", true}, {"en", "銀行の口座", "銀行口座です", false},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct token_query q;
		struct token_list list = token_split(&a, tokens(&a, rows[i].lang, rows[i].text));
		bool found = stem_query(&a, rows[i].lang, rows[i].query, &q, NULL) == 0 && token_found(&q, &list);
		if (found != rows[i].want)
			printf("row %zu: %s in %s (%s)\n", i, rows[i].query, rows[i].text, list.n ? list.v[0].p : "");
		CHECK(found == rows[i].want);
	}
	arena_free(&a);
}

TEST(stop_words)
{
	static const struct { const char *lang, *word; bool want; } rows[] = {
		{"en", "the", true}, {"EN-gb", "the", true}, {"en", "yours", true}, {"en", "a", true},
		{"en", "refund", false}, {"en", "th", false}, {"en", "", false}, {"en", "the a", false},
		{"es", "de", true}, {"es", "para", true}, {"es", "pago", false}, {"es", "the", false},
		{"fr", "l", true}, {"fr", "qu", true}, {"de", "fur", true}, {"de", "zwischen", true},
		{"it", "della", true}, {"pt", "nao", false}, {"pt", "voce", true}, {"en", "not", false},
		{NULL, "the", false}, {"xx", "the", false}, {"", "the", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool got = stem_stop(rows[i].lang, rows[i].word, strlen(rows[i].word));
		if (got != rows[i].want)
			printf("row %zu: %s\n", i, rows[i].word);
		CHECK(got == rows[i].want);
	}
}

TEST_MAIN(T(languages), T(texts), T(appends), T(many_and_long_words), T(queries), T(must_have), T(says_nothing), T(agree),
          T(stop_words))
