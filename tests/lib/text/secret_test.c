/* secret: codes and passwords in six languages, and what is none. */
#include "text/secret.h"

#include "test.h"

struct row { const char *text, *want; };

static void check(struct arena *a, const struct row *r, int want_found)
{
	int found = 0;
	size_t len;
	const char *got = secret_mask(a, r->text, strlen(r->text), &len, &found);
	const char *want = r->want ? r->want : r->text;
	CHECK_STR(got, want);
	CHECK_INT(len, strlen(want));
	if (want_found >= 0)
		CHECK_INT(found, want_found);
	int again = 0;
	CHECK(secret_mask(a, got, len, &len, &again) == got);
	CHECK_INT(again, 0);
}

static void stays(const char *const *text, size_t n)
{
	struct arena a = {0};
	for (size_t i = 0; i < n; i++)
		check(&a, &(struct row){text[i], NULL}, 0);
	arena_free(&a);
}

#define CHECK_ROWS(rows, found) do { struct arena a_ = {0}; \
	for (size_t i_ = 0; i_ < sizeof(rows) / sizeof *(rows); i_++) check(&a_, &(rows)[i_], found); \
	arena_free(&a_); } while (0)

TEST(numbers)
{
	static const struct row rows[] = {
		{"cvv 123", "cvv ***"}, {"CVV: 1234", "CVV: ****"}, {"cvc2=999", "cvc2=***"},
		{"CVV123.", "CVV***."}, {"(cvv)\n123", "(cvv)\n***"},
		{"the CVV on the back of my card is 123", "the CVV on the back of my card is ***"},
		{"card verification value 123", "card verification value ***"},
		{"Security code 0042", "Security code ****"},
		{"security-code: 123", "security-code: ***"},
		{"123 is my CVV", "*** is my CVV"}, {"exp 12/27 123 (cvv)", "exp 12/27 *** (cvv)"},
		{"{\"cvv\":\"123\",\"x\":1}", "{\"cvv\":\"***\",\"x\":1}"},
		{"<cvv>123</cvv>", "<cvv>***</cvv>"}, {"?cvv=123&exp=1225", "?cvv=***&exp=1225"},
		{"**CVV:** 123", "**CVV:** ***"},
		{"código de seguridad de mi tarjeta es 123", "código de seguridad de mi tarjeta es ***"},
		{"cod. de seguridad 123", "cod. de seguridad ***"},
		{"CÓDIGO DE SEGURANÇA: 987", "CÓDIGO DE SEGURANÇA: ***"},
		{"le code de sécurité est 456", "le code de sécurité est ***"},
		{"cryptogramme visuel : 321", "cryptogramme visuel : ***"},
		{"codice di sicurezza 321", "codice di sicurezza ***"},
		{"Kartenprüfnummer lautet 123", "Kartenprüfnummer lautet ***"},
		{"der Sicherheitscode ist 1234", "der Sicherheitscode ist ****"},
		{"my pin is 1234", "my pin is ****"}, {"PIN-Code: 123456", "PIN-Code: ******"},
		{"PIN-Nummer:1234", "PIN-Nummer:****"}, {"cvv code:123,exp:12", "cvv code:***,exp:12"},
		{"Ihre Geheimzahl: 4711", "Ihre Geheimzahl: ****"},
		{"mi NIP es 4321", "mi NIP es ****"}, {"il PIN è 54321", "il PIN è *****"},
		{"OTP 123-456", "OTP ***-***"}, {"verification code 123 456", "verification code *** ***"},
		{"one-time passcode is 884422", "one-time passcode is ******"},
		{"código de verificación: 9988", "código de verificación: ****"},
		{"código de um uso: nada, código de verificação 123456",
		 "código de um uso: nada, código de verificação ******"},
		{"mTAN 123456", "mTAN ******"}, {"Einmalcode 778899", "Einmalcode ******"},
		{"code à usage unique 445566", "code à usage unique ******"},
		{"codice OTP: 112233", "codice OTP: ******"},
		{"pin ٤٧١١", "pin ****"}, {"ＣＶＶ １２３", "ＣＶＶ ***"},
		{"cvv of 411111******1111 is 123", "cvv of 411111******1111 is ***"},
		{"cvv of 4111 11** **** 1111 is 123", "cvv of 4111 11** **** 1111 is ***"},
	};
	CHECK_ROWS(rows, 1);
}

TEST(no_numbers)
{
	static const char *const rows[] = {
		"", "cvv", "my cvv was refused", "cvv 12", "cvv 12345", "cvv 12/27",
		"cvv. I paid 500 and more. Then 123", "cvv fee $500", "cvv fee 500 euros",
		"cvv fee €500", "cvv 50 %", "pin 12:3000", "cvv 123,45", "the cvv, and then later they charged 500",
		"pin blocked since 2015", "PIN, ticket 4711", "spin 1234", "pinned 1234",
		"opening 1234", "card ending 1234", "pin pad\n\n1234", "CVV ***",
		"token", "tan 123", "error 404, CVV failed", "pin **** 5678",
		"411111******1111 CVV", "AC04 1234", "\xFF" "cvv\xFF",
	};
	stays(rows, sizeof rows / sizeof *rows);
}

TEST(passwords)
{
	static const struct row rows[] = {
		{"password: hunter2", "password: ********"},
		{"Password = secret word", "Password = ******** word"},
		{"password is hunter2!", "password is ********!"},
		{"my password for online banking is: geheim", "my password for online banking is: ********"},
		{"password \"correct horse 1\"", "password \"********\""},
		{"password hunter2", "password ********"}, {"pw is hunter2", "pw is ********"}, {"PW: hunter", "PW: ********"},
		{"{\"password\": \"abc\", \"x\": 1}", "{\"password\": \"********\", \"x\": 1}"},
		{"?pwd=abc&x=1", "?pwd=********&x=1"},
		{"contraseña: perro", "contraseña: ********"},
		{"mi clave de homebanking es Perro123", "mi clave de homebanking es ********"},
		{"mot de passe : chat", "mot de passe : ********"},
		{"Mot-de-passe est chat123", "Mot-de-passe est ********"},
		{"Kennwort: Hund", "Kennwort: ********"}, {"PASSWORT IST HUND99", "PASSWORT IST ********"},
		{"senha é abc123", "senha é ********"}, {"palavra-passe: cão", "palavra-passe: ********"},
		{"passcode 123456", "passcode ********"},
		{"contrasen\xCC\x83" "a: x", "contrasen\xCC\x83" "a: ********"},
	};
	CHECK_ROWS(rows, 1);
}

TEST(no_passwords)
{
	static const char *const rows[] = {
		"my password is not working", "password reset", "forgot my password.",
		"password:", "password:\nnext line", "password: ********", "password: ********,",
		"clave de rastreo: MBAN01002301", "passwords: two", "pw is short", "pws: two", "password is 2 weeks old",
		"la contraseña no funciona",
	};
	stays(rows, sizeof rows / sizeof *rows);
}

/* Every form of every word, so that a row out of order shows. */
TEST(all_words)
{
	static const char *const words[] = {
		"access code", "activation code", "authentication code", "Bestätigungscode", "CAV2",
		"card validation", "clave dinámica", "cod seguridad", "code de validation",
		"code confidentiel", "code secret", "code SMS", "code de vérification",
		"codice di verifica", "codice monouso", "codice segreto", "codice SMS",
		"código de confirmação", "código de un solo uso", "código de uso único",
		"código seguridad", "código SMS", "CSC", "CVC", "CVC1", "CVN", "CVN2", "CVV1", "CVV2",
		"Einmalpasswort", "Einmalkennwort", "Freischaltcode", "Kartenprüfziffer",
		"one-time code", "one time password", "Prüfnummer", "Prüfziffer", "reset code",
		"Sicherheitsnummer", "SMS code", "token", "Verifizierungscode",
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *text = arena_printf(&a, "%s 4711", words[i]);
		const char *want = arena_printf(&a, "%s ****", words[i]);
		size_t len;
		int found = 0;
		CHECK_STR(secret_mask(&a, text, strlen(text), &len, &found), want);
	}
	static const char *const sixes[] = {"pushTAN", "SMS-TAN", "TAN", "mTAN"};
	for (size_t i = 0; i < sizeof sixes / sizeof *sixes; i++) {
		const char *text = arena_printf(&a, "%s 471100", sixes[i]);
		size_t len;
		int found = 0;
		secret_mask(&a, text, strlen(text), &len, &found);
		CHECK_INT(found, 1);
	}
	static const char *const passwords[] = {"mdp", "passphrase", "passwd", "parola chiave", "pw"};
	for (size_t i = 0; i < sizeof passwords / sizeof *passwords; i++) {
		const char *text = arena_printf(&a, "%s: x", passwords[i]);
		size_t len;
		int found = 0;
		secret_mask(&a, text, strlen(text), &len, &found);
		CHECK_INT(found, 1);
	}
	arena_free(&a);
}

TEST_MAIN(T(numbers), T(no_numbers), T(passwords), T(no_passwords), T(all_words))
