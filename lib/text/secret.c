/* secret: finding the word, then what it gives away. */
#include "text/secret.h"

#include <stdbool.h>
#include <string.h>

#include "base/str.h"
#include "text/card.h"
#include "text/fold.h"

enum {
	STRANGERS_MAX = 2,           /* words between a secret's word and its number */
	WORDS_MAX = 12,              /* those of fillers[] counted too */
	PASSWORD_MIN = 4,            /* bytes, where no ":" says that it is one */
	CHUNK_MAX = 64,              /* bytes looked at, so that no text takes long */
	VALUE_MAX = 256,
	FOLDED_MAX = 24,
	STARS_MIN = 3,               /* asterisks that stand for something masked */
};

/* The words, folded, sorted by their first letter, longer ones before their
 * beginnings; a blank stands for any small gap. The number's digits; max 0: a
 * password. */
static const struct secret { const char *words; unsigned char min, max; } secrets[] = {
	{"access code", 4, 10}, {"activation code", 4, 10}, {"authentication code", 4, 10},
	{"bestatigungscode", 4, 10},
	{"cav2", 3, 4}, {"card verification", 3, 4}, {"card validation", 3, 4},
	{"clave dinamica", 4, 10}, {"clave", 0, 0},
	{"cod de seguridad", 3, 8}, {"cod seguridad", 3, 8},
	{"code a usage unique", 4, 10}, {"code confidentiel", 4, 12},
	{"code de securite", 3, 8}, {"code de validation", 4, 10},
	{"code de verification", 3, 10}, {"code secret", 4, 12}, {"code sms", 4, 10},
	{"codice di sicurezza", 3, 8}, {"codice di verifica", 3, 10},
	{"codice monouso", 4, 10}, {"codice otp", 4, 10}, {"codice segreto", 4, 12},
	{"codice sms", 4, 10},
	{"codigo de confirmacao", 4, 10}, {"codigo de seguranca", 3, 8},
	{"codigo de seguridad", 3, 8}, {"codigo de un solo uso", 4, 10},
	{"codigo de uso unico", 4, 10}, {"codigo de verificacao", 3, 10},
	{"codigo de verificacion", 3, 10}, {"codigo seguridad", 3, 8},
	{"codigo sms", 4, 10},
	{"contrasena", 0, 0}, {"cryptogramme", 3, 4}, {"csc", 3, 4},
	{"cvc1", 3, 4}, {"cvc2", 3, 4}, {"cvc", 3, 4}, {"cvn2", 3, 4}, {"cvn", 3, 4},
	{"cvv1", 3, 4}, {"cvv2", 3, 4}, {"cvv", 3, 4},
	{"einmalcode", 4, 10}, {"einmalpasswort", 4, 10}, {"einmalkennwort", 4, 10},
	{"freischaltcode", 4, 10}, {"geheimzahl", 4, 12},
	{"kartenprufnummer", 3, 4}, {"kartenprufziffer", 3, 4}, {"kennwort", 0, 0},
	{"mdp", 0, 0}, {"mot de passe", 0, 0}, {"mtan", 6, 8},
	{"nip", 4, 12},
	{"one time code", 4, 10}, {"one time passcode", 4, 10},
	{"one time password", 4, 10}, {"otp", 4, 10},
	{"palavra passe", 0, 0}, {"parola chiave", 0, 0}, {"passcode", 0, 0},
	{"passphrase", 0, 0}, {"passwd", 0, 0}, {"password", 0, 0}, {"passwort", 0, 0},
	{"pin", 4, 12}, {"prufnummer", 3, 4}, {"prufziffer", 3, 4}, {"pushtan", 6, 8},
	{"pwd", 0, 0}, {"pw", 0, 0},
	{"reset code", 4, 10}, {"security code", 3, 8}, {"senha", 0, 0}, {"sicherheitscode", 3, 8},
	{"sicherheitsnummer", 3, 4}, {"sms code", 4, 10}, {"sms tan", 6, 8},
	{"tan", 6, 6}, {"token", 4, 10},
	{"verification code", 3, 10}, {"verifizierungscode", 3, 10},
};

static const char *const is_words[] = {
	"is", "was", "es", "era", "ist", "war", "lautet", "est", "etait", "e", "foi",
	NULL,
};

/* Words between that say nothing else. */
static const char *const fillers[] = {
	"a", "access", "acceso", "account", "al", "amex", "app", "atm", "auf",
	"back", "bank", "banking", "banque", "cajero", "card", "cartao", "carta",
	"carte", "code", "codigo", "compte", "conta", "conto", "credit", "credito",
	"cuenta", "da", "das", "de", "debit", "debito", "del", "dem", "der", "di",
	"die", "digit", "digits", "do", "dorso", "dos", "du", "el", "for", "fur", "from",
	"homebanking", "internet", "i", "il", "is", "it", "karte", "kode", "konto", "la", "le",
	"login", "ma", "mastercard", "me", "mein", "meine", "meiner", "meu", "mi",
	"mia", "minha", "mio", "mon", "movil", "mobile", "my", "nummer", "numero", "number",
	"of", "on", "online", "para", "per", "pour", "printed", "retro", "reverse",
	"reverso", "ruckseite", "s", "side", "su", "sul", "sur", "tarjeta", "the", "three",
	"to", "trasera", "verso", "visa", "von", "web", "your", NULL,
};

/* A number behind one of these is something else. */
static const char *const strangers[] = {
	"bestellung", "case", "caso", "commande", "dal", "depuis", "desde", "ending",
	"ends", "error", "fehler", "in", "last", "order", "pedido", "ref", "reference",
	"referencia", "seit", "since", "terminada", "ticket", "tk", NULL,
};

static const char *const currencies[] = {
	"dollar", "dollars", "eur", "euro", "euros", "gbp", "pesos", "pounds",
	"reais", "usd", NULL,
};

static bool one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c);
}

static bool among(const char *const *words, const char *word)
{
	for (; *words; words++)
		if (strcmp(*words, word) == 0)
			return true;
	return false;
}

/* --- reading --- */

struct reader {
	const char *p, *end;
	const char *done;            /* what is before is in out */
	struct arena *a;
	struct str out;              /* out.p NULL: nothing masked yet */
	int found;
};

/* Letters, digits and what joins them: "123", "12/25", "don't"; a masked card
 * number is one too. */
struct chunk {
	const char *start, *end;
	const char *gap;             /* from here on one may look back */
	char word[FOLDED_MAX];       /* folded; cut */
	unsigned digits;
	bool number;                 /* nothing but digits */
	bool card;                   /* masked */
	bool sentence;               /* one ended in the gap before it */
	bool paragraph;              /* the same for an empty line */
	bool masked;                 /* something masked is in the gap */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Does the character at p, inside a text, join what is beside it? Colons and
 * commas do between digits only: "12:30", but not "code:1234". */
static bool is_inner(const char *p, const char *start, const char *end)
{
	if (*p == ':' || *p == ',')
		return p > start && is_digit(p[-1]) && p + 1 < end && is_digit(p[1]);
	return one_of(*p, "-./'@_*$#");
}

/* Is there a letter, a digit or what is dropped at p? */
static bool word_at(const char *p, const char *end)
{
	char out[FOLD_MAX];
	enum fold_class class;
	int n;
	if (p >= end)
		return false;
	fold_next(p, end, out, &n, &class);
	return class != FOLD_GAP;
}

/* Skips to the next letter or digit. Asterisks right behind a word are its
 * emphasis, others stand for something masked. */
static const char *pass_gap(const char *p, const char *end, struct chunk *c)
{
	int lines = 0, stars = 0;
	bool emphasis = p < end && *p == '*';
	c->gap = p;
	while (p < end) {
		char out[FOLD_MAX];
		enum fold_class class;
		int n, len = fold_next(p, end, out, &n, &class);
		if (class == FOLD_WORD || class == FOLD_HAN)
			break;
		bool last = p + 1 == end || p[1] == ' ' || p[1] == '\n';
		c->sentence |= last && one_of(*p, ".!?");
		lines += *p == '\n';
		stars = *p == '*' ? stars + 1 : 0;
		emphasis &= stars > 0;
		c->masked |= stars >= STARS_MIN && !emphasis;
		p += len;
	}
	c->paragraph = lines > 1;
	return p;
}

static void add_folded(struct chunk *c, size_t *n, const char *out, int bytes)
{
	if (*n + (size_t)bytes >= FOLDED_MAX)
		return;
	memcpy(c->word + *n, out, (size_t)bytes);
	*n += (size_t)bytes;
	c->word[*n] = '\0';
}

/* One character of a chunk. */
static void read_char(struct chunk *c, size_t *n, const char *out, int bytes)
{
	bool digit = bytes == 1 && is_digit(out[0]);
	c->digits += digit;
	c->number &= digit;
	add_folded(c, n, out, bytes);
}

/* The next chunk from p on; false at the end. */
static bool next_chunk(const char *p, const char *end, struct chunk *c)
{
	size_t n = 0;
	*c = (struct chunk){.number = true};
	p = pass_gap(p, end, c);
	c->start = c->end = p;
	const char *card = card_masked(p, end);
	if (card) {
		c->card = true;
		c->number = false;
		c->end = card;
		return true;
	}
	while (p < end && p - c->start < CHUNK_MAX) {
		char out[FOLD_MAX];
		enum fold_class class;
		int bytes, len = fold_next(p, end, out, &bytes, &class);
		if (class == FOLD_GAP && !(is_inner(p, c->start, end) && word_at(p + len, end)))
			break;
		if (class != FOLD_DROP)
			read_char(c, &n, out, bytes);
		p += len;
		c->end = p;
	}
	return c->end > c->start;
}

/* Does text at p begin with these words? Returns their end, or NULL. */
static const char *match(const char *p, const char *end, const struct secret *s)
{
	const char *w = s->words;
	while (*w) {
		char out[FOLD_MAX];
		enum fold_class class;
		int n, len;
		if (p == end)
			return NULL;
		len = fold_next(p, end, out, &n, &class);
		if (*w == ' ' && class == FOLD_GAP && n == 1 && one_of(out[0], " -_'.")) {
			p += len;
			if (word_at(p, end))
				w++;
		} else if (class == FOLD_DROP) {
			p += len;
		} else if (*w == out[0] && class == FOLD_WORD && strncmp(w, out, (size_t)n) == 0) {
			p += len;
			w += n;
		} else {
			return NULL;
		}
	}
	char out[FOLD_MAX];
	enum fold_class class = FOLD_GAP;
	int n = 0;
	if (p < end)
		fold_next(p, end, out, &n, &class);
	bool glued = s->max > 0 && n == 1 && is_digit(out[0]) && !is_digit(w[-1]);
	return class == FOLD_WORD && !glued ? NULL : p;
}

/* The secret whose words begin at r->p; *behind is their end. */
static const struct secret *secret_at(const struct reader *r, const char **behind)
{
	char out[FOLD_MAX];
	enum fold_class class;
	int n;
	fold_next(r->p, r->end, out, &n, &class);
	size_t lo = 0, hi = sizeof secrets / sizeof *secrets, all = hi;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (secrets[mid].words[0] < out[0])
			lo = mid + 1;
		else
			hi = mid;
	}
	/* Most words differ in their second letter already. */
	char second = r->p + 1 < r->end ? fold_ascii[(unsigned char)r->p[1]] : '\0';
	bool plain = (unsigned char)r->p[0] < 0x80 && second;
	for (; lo < all && secrets[lo].words[0] == out[0]; lo++) {
		if (plain && secrets[lo].words[1] != second)
			continue;
		*behind = match(r->p, r->end, &secrets[lo]);
		if (*behind)
			return &secrets[lo];
	}
	return NULL;
}

/* --- masking --- */

static void put(struct reader *r, const char *from, const char *to, const char *stars)
{
	if (!r->out.p)
		r->out = str_new(r->a);
	str_addn(&r->out, r->done, (size_t)(from - r->done));
	str_add(&r->out, stars);
	r->done = to;
}

/* One asterisk for each digit between from and to, the rest as it is. */
static void hide_digits(struct reader *r, const char *from, const char *to)
{
	while (from < to) {
		char out[FOLD_MAX];
		enum fold_class class;
		int n, len = fold_next(from, to, out, &n, &class);
		if (class == FOLD_WORD)
			put(r, from, from + len, "*");
		from += len;
	}
}

/* --- numbers --- */

/* Does text at p, behind a blank or not, begin with a sign of money or with %,
 * or do the bytes before it end with one? */
static bool sign_at(const char *p, const char *end)
{
	static const char *const signs[] = {"$", "%", "\u20ac", "\u00a3", NULL};
	p += p < end && *p == ' ';
	for (int i = 0; signs[i]; i++) {
		size_t n = strlen(signs[i]);
		if ((size_t)(end - p) >= n && memcmp(p, signs[i], n) == 0)
			return true;
	}
	return false;
}

/* "$500", "500 euros", "50 %" */
static bool is_amount(const struct chunk *c, const char *end)
{
	struct chunk next;
	for (int i = 1; i <= 3 && c->start - c->gap >= i; i++)
		if (sign_at(c->start - i, c->start))
			return true;
	return sign_at(c->end, end) ||
		(next_chunk(c->end, end, &next) && next.start - c->end == 1 &&
		 among(currencies, next.word));
}

static bool fits(const struct secret *s, const struct chunk *c, const char *end)
{
	return c->number && c->digits >= s->min && c->digits <= s->max &&
		!is_amount(c, end);
}

/* The end of "123-456" or "123 456", as one-time codes come; NULL: it is none. */
static const char *halves_end(const struct secret *s, const struct chunk *c,
                              const char *end)
{
	struct chunk right;
	if (s->max < 6)
		return NULL;
	if (c->digits == 6 && strlen(c->word) == 7 && c->word[3] == '-')
		return c->end;
	bool two = c->number && c->digits == 3 && next_chunk(c->end, end, &right) &&
		right.number && right.digits == 3 && right.start - c->end == 1;
	return two ? right.end : NULL;
}

/* The number behind the words that end at p. Returns its end, NULL: none. */
static const char *number_behind(struct reader *r, const struct secret *s, const char *p)
{
	int strange = 0;
	struct chunk c;
	for (int words = 0; words < WORDS_MAX && next_chunk(p, r->end, &c); words++) {
		bool ended = c.paragraph || (c.sentence && !(words == 0 && c.number));
		if (ended || c.masked || among(strangers, c.word))
			return NULL;
		const char *to = halves_end(s, &c, r->end);
		if (!to && fits(s, &c, r->end))
			to = c.end;
		if (to) {
			hide_digits(r, c.start, to);
			return to;
		}
		strange += !(c.card || among(fillers, c.word) || among(is_words, c.word));
		if (strange > STRANGERS_MAX)
			return NULL;
		p = c.end;
	}
	return NULL;
}

/* "123 is my CVV", "123 (CVV)": from the number in c to the secret's word, with
 * nothing but fillers between. */
static bool leads_to(const struct chunk *c, const char *word, const char *end)
{
	const char *p = c->end;
	struct chunk between;
	bool is = false;
	while (next_chunk(p, end, &between) && between.start < word) {
		if (between.sentence || between.paragraph || between.masked ||
		    !(among(fillers, between.word) || among(is_words, between.word)))
			return false;
		is |= among(is_words, between.word);
		p = between.end;
	}
	bool bracket = false;
	for (p = c->end; p < word && !is; p++) {
		bracket |= *p == '(';
		if (word - p > 3 || !one_of(*p, " (-:=|"))
			return false;
	}
	return is || bracket || c->digits == 3;
}

/* --- passwords --- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'' || c == '`';
}

/* From behind the password's words over fillers to ":" or "=" or an is-word.
 * Returns where its value begins; *sure: a sign said so. */
static const char *value_start(const char *p, const char *end, bool *sure)
{
	const char *direct = p;
	struct chunk c;
	bool is = false;
	*sure = false;
	for (int words = 0; words < WORDS_MAX; words++) {
		while (p < end && (is_blank(*p) || is_quote(*p)))
			p++;
		if (p < end && (*p == ':' || *p == '=')) {
			*sure = true;
			return p + 1;
		}
		if (is || !next_chunk(p, end, &c) || c.start != p)
			return is ? p : direct;
		is = among(is_words, c.word);
		if (!is && !among(fillers, c.word))
			return direct;
		p = c.end;
	}
	return direct;
}

/* The bytes of a value at p: up to a blank, its closing quote, or what ends a
 * field; final punctuation is not of it unless sure. */
static size_t value_length(const char *p, const char *end, char quote, bool sure)
{
	size_t n = 0;
	while (p + n < end && !one_of(p[n], quote ? "\n" : " \t\r\n&<") &&
	       !(quote && p[n] == quote) && (sure || n < VALUE_MAX))
		n++;
	while (!quote && n > 0 && one_of(p[n - 1], sure ? ",;\"" : ",;.!?)\"'"))
		n--;
	return n;
}

static bool telling(const char *p, size_t n)
{
	bool digit = false;
	for (size_t i = 0; i < n; i++)
		digit |= is_digit(p[i]);
	return digit && n >= PASSWORD_MIN;
}

static bool masked_already(const char *p, size_t n)
{
	while (n > 0 && *p == '*') {
		p++;
		n--;
	}
	return n == 0;
}

/* The password behind the words that end at p. Returns its end, NULL: none. */
static const char *password_behind(struct reader *r, const char *p)
{
	bool sure;
	p = value_start(p, r->end, &sure);
	while (p < r->end && is_blank(*p))
		p++;
	char quote = p < r->end && is_quote(*p) ? *p++ : '\0';
	size_t n = value_length(p, r->end, quote, sure);
	if (n == 0 || masked_already(p, n) || !(sure || telling(p, n)))
		return NULL;
	put(r, p, p + n, "********");
	return p + n;
}

/* --- the text --- */

/* Masks what the secret at r->p gives away; before is the number before it. */
static const char *mask_secret(struct reader *r, const struct secret *s,
                               const char *behind, const struct chunk *before)
{
	const char *to = s->max == 0 ? password_behind(r, behind) :
		number_behind(r, s, behind);
	bool first = !to && before->start && before->start >= r->done && s->max > 0 &&
		fits(s, before, r->end) && leads_to(before, r->p, r->end);
	if (first)
		hide_digits(r, before->start, before->end);
	r->found += to || first;
	return to ? to : behind;
}

/* Behind the letters and digits at p. */
static const char *pass_word(const char *p, const char *end)
{
	char out[FOLD_MAX];
	enum fold_class class;
	int n;
	for (;;) {
		while (p < end && fold_ascii[(unsigned char)*p])
			p++;
		if (p == end)
			return p;
		int len = fold_next(p, end, out, &n, &class);
		if (class == FOLD_GAP)
			return p;
		p += len;
	}
}

const char *secret_mask(struct arena *a, const char *text, size_t n,
                        size_t *len, int *found)
{
	struct reader r = {.a = a, .p = text, .end = text + n, .done = text};
	struct chunk before = {.start = NULL};
	while (r.p < r.end) {
		char out[FOLD_MAX];
		enum fold_class class;
		int bytes, step = fold_next(r.p, r.end, out, &bytes, &class);
		const char *behind;
		const struct secret *s;
		if (class != FOLD_WORD) {
			r.p += step;
			continue;
		}
		if (!is_digit(out[0])) {
			s = secret_at(&r, &behind);
			r.p = s ? mask_secret(&r, s, behind, &before) : pass_word(r.p, r.end);
		} else if (next_chunk(r.p, r.end, &before)) {
			before.gap = text;
			r.p = before.card ? before.end : pass_word(r.p, r.end);
		}
	}
	*len = n;
	*found += r.found;
	if (!r.out.p)
		return text;
	str_addn(&r.out, r.done, (size_t)(r.end - r.done));
	*len = r.out.n;
	return r.out.p;
}
