/* fold: one row per rule of the tables. */
#include "text/fold.h"

#include "base/arena.h"
#include "base/str.h"
#include "test.h"

/* The folded text, blanks and punctuation kept. */
static const char *folded(struct arena *a, const char *text)
{
	struct str s = str_new(a);
	for (const char *end = text + strlen(text); text < end;) {
		char out[FOLD_MAX];
		enum fold_class class;
		int n, len = fold_next(text, end, out, &n, &class);
		str_addn(&s, out, (size_t)n);
		text += len;
	}
	return s.p;
}

TEST(letters)
{
	static const struct { const char *text, *want; } rows[] = {
		{"Hello, World 42!", "hello, world 42!"},
		{"ÀÁÂÃÄÅ Ç ÈÉÊË ÌÍÎÏ Ñ ÒÓÔÕÖØ ÙÚÛÜ ÝŸ", "aaaaaa c eeee iiii n oooooo uuuu yy"},
		{"Straße STRASSE ẞ", "strasse strasse ss"},
		{"Ærø Œuvre Þór Ðan", "aero oeuvre thor dan"},
		{"Łódź Đà Nẵng ŧ Ŋ ħ", "lodz da nang t n h"},
		{"İstanbul ıspanak", "istanbul ispanak"},
		{"Đặng Thị Hường ƯỚC ợ", "dang thi huong uoc o"},
		{"ǅungla ǆ ǈ ǋ ĳs", "dzungla dz lj nj ijs"},
		{"ﬁnance eﬄuent", "finance effluent"},
		{"1º Nº 2ª x² H₂O µ", "1o no 2a x2 h2o μ"},
		{"Əliyev əliyev", "əliyev əliyev"},
		{"ΛΟΓΟΣ λόγος ΐ Ϊ ᾶ ώ", "λογοσ λογοσ ι ι α ω"},
		{"ЁЛКА ёлка Йод їжак ЎЗБЕК Ӓ", "елка елка иод іжак узбек а"},
		{"ҚАЗАҚ Ӏ Ӊ", "қазақ ӏ ӊ"},
		{"ԵՐԵՒԱՆ ᲗᲑᲘᲚᲘᲡᲘ", "երեւան თბილისი"},
		{"أإآ ا ـمـ مُحَمَّد", "ااا ا م محمد"},
		{"ＡＢＣ－１２３", "abc-123"},
		{"٤٧١١ ४७११ 𝟒𝟕", "4711 4711 47"},
		{"“a” ‘b’ c–d\xC2\xA0" "e", "\"a\" 'b' c-d e"},
		{"x—y", "x—y"},
		{"soft\xC2\xADhyphen zero\xE2\x80\x8Dwidth", "softhyphen zerowidth"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(folded(&a, rows[i].text), rows[i].want);
	arena_free(&a);
}

/* A composed letter and its decomposed spelling are the same. */
TEST(decomposed)
{
	static const struct { const char *composed, *decomposed; } rows[] = {
		{"é", "e\xCC\x81"}, {"Ñ", "N\xCC\x83"}, {"ặ", "a\xCC\xA3\xCC\x86"},
		{"й", "и\xCC\x86"}, {"ё", "е\xCC\x88"}, {"ї", "і\xCC\x88"},
		{"ΐ", "ι\xCC\x88\xCC\x81"}, {"ǖ", "u\xCC\x88\xCC\x84"}, {"آ", "ا\xD9\x93"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(folded(&a, rows[i].composed), folded(&a, rows[i].decomposed));
	arena_free(&a);
}

/* Folding twice is folding once, for every character. */
TEST(idempotent)
{
	struct arena a = {0};
	for (uint32_t c = 1; c < 0x110000; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		char buf[5] = {0}, out[FOLD_MAX + 1] = {0};
		enum fold_class class;
		utf8_put(buf, c);
		int n = fold_char(c, out, &class);
		if (class == FOLD_DROP)
			CHECK_INT(n, 0);
		else
			CHECK(n > 0 && n <= FOLD_MAX);
		if (strcmp(buf, out) == 0)
			continue;
		CHECK_STR(folded(&a, out), out);
		arena_reset(&a);
	}
	arena_free(&a);
}

TEST(classes)
{
	static const struct { uint32_t c; enum fold_class want; } rows[] = {
		{'a', FOLD_WORD}, {'Z', FOLD_WORD}, {'7', FOLD_WORD}, {' ', FOLD_GAP},
		{'_', FOLD_GAP}, {0, FOLD_GAP}, {0x80, FOLD_GAP}, {0xA0, FOLD_GAP},
		{0xAD, FOLD_DROP}, {0xBF, FOLD_GAP}, {0xD7, FOLD_GAP}, {0xE9, FOLD_WORD},
		{0x2BC, FOLD_GAP}, {0x301, FOLD_DROP}, {0x37E, FOLD_GAP}, {0x5D0, FOLD_WORD},
		{0x640, FOLD_DROP}, {0x64E, FOLD_DROP}, {0x939, FOLD_WORD}, {0x93F, FOLD_DROP},
		{0x200B, FOLD_GAP}, {0x200D, FOLD_DROP}, {0x2028, FOLD_GAP}, {0x20AC, FOLD_GAP},
		{0x3001, FOLD_GAP}, {0x3042, FOLD_HAN}, {0x30AB, FOLD_HAN}, {0x30FC, FOLD_HAN},
		{0x4E00, FOLD_HAN}, {0xAC00, FOLD_WORD}, {0xE000, FOLD_GAP}, {0xFE0F, FOLD_DROP},
		{0xFEFF, FOLD_DROP}, {0xFF21, FOLD_WORD}, {0xFF0D, FOLD_GAP}, {0x1F600, FOLD_GAP},
		{0x1D7D9, FOLD_WORD}, {0x20000, FOLD_HAN}, {0xE0100, FOLD_DROP},
		{UTF8_BAD, FOLD_GAP},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char out[FOLD_MAX];
		enum fold_class class;
		fold_char(rows[i].c, out, &class);
		if (class != rows[i].want)
			printf("U+%04X\n", (unsigned)rows[i].c);
		CHECK_INT(class, rows[i].want);
	}
}

TEST(digits)
{
	static const struct { uint32_t c; int want; } rows[] = {
		{'0', 0}, {'9', 9}, {'/', -1}, {':', -1}, {0xB2, -1}, {0x660, 0}, {0x669, 9},
		{0x66A, -1}, {0x6F5, 5}, {0x966, 0}, {0xE59, 9}, {0xFF17, 7}, {0x1D7CE, 0},
		{0x1D7D8, 0}, {0x1D7FF, 9}, {0x1FBF9, 9}, {0x1FBFA, -1}, {0x4E00, -1},
		{UTF8_BAD, -1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_INT(fold_digit(rows[i].c), rows[i].want);
}

TEST_MAIN(T(letters), T(decomposed), T(idempotent), T(classes), T(digits))
