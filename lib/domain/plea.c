/* plea: phrases of folded words; "*" stands for any ending. */
#include "domain/plea.h"

#include <stdbool.h>
#include <string.h>

#include "text/token.h"

const char *const plea_words[] = {"none", "fraud", "complaint", "person", "policy", NULL};

static const struct { const char *lang; enum plea plea; const char *phrases; } table[] = {
	{"en", PLEA_FRAUD, "fraud*|scam*|phish*|unauthori*|not authori*|never authori*|didn t authori*|didnt authori*|"
	 "without my permission|without my consent|without my authori*|haven t authori*|without permission|identity theft|hacked|blackmail*|money launder*"},
	{"en", PLEA_COMPLAINT, "complain*|ombuds*|lawyer*|solicitor*|legal action|take you to court|sue you"},
	{"en", PLEA_PERSON, "human|humans|real person|actual person|live person|real people|real agent|live agent|"
	 "talk to|talk with|talking to a|talking with a|speak to|speak with|speaking to a|speaking with a|chat with a|"
	 "put me through|transfer me to|connect me|pass me to|get me to|get me a person|give me a person|to an agent|"
	 "with an agent|an advisor|an adviser|an operator|a representative|to a machine|with a machine|someone else on the line|"
	 "customer service*|call me|call back"},
	{"es", PLEA_FRAUD, "fraud*|estafa*|timo|me han timado|suplanta*|no autoriza*|no he autorizado|no autorice|"
	 "sin mi permiso|sin mi consentimiento|sin mi autorizacion|hackea*|robo de identidad|blanqueo"},
	{"es", PLEA_COMPLAINT, "queja*|quejar*|reclamacion*|reclamo*|denuncia*|abogad*|defensor del cliente|demandar*"},
	{"es", PLEA_PERSON, "hablar con|hablo con|hable con|comunicarme con|comuniqueme con|contactar con alguien|"
	 "contactar con una persona|pasame con|paseme con|ponme con|pongame con|atienda alguien|atienda una persona|"
	 "persona real|persona de verdad|persona humana|un humano|una humana|ser humano|"
	 "con un agente|un asesor|una asesora|una operadora|un operador|atencion al cliente|llamenme|llamadme|que me llamen"},
	{"fr", PLEA_FRAUD, "fraud*|arnaqu*|escroqu*|hameconnage|usurpation*|non autorise*|pas autorise*|"
	 "sans mon autorisation|sans mon accord|pirater|piratee*|blanchiment"},
	{"fr", PLEA_COMPLAINT, "reclamation*|porter plainte|plainte*|me plaindre|avocat*|mediateur*|en justice"},
	{"fr", PLEA_PERSON, "parler a|parler avec|discuter avec|echanger avec|passez moi|vraie personne|un humain|etre humain|"
	 "un conseiller|une conseillere|a un agent|avec un agent|service client*|rappelez moi|m appeler"},
	{"it", PLEA_FRAUD, "frod*|truff*|raggir*|non autorizzat*|non ho autorizzat*|senza il mio consenso|"
	 "senza la mia autorizzazione|furto di identita|furto d identita|hackerat*|riciclaggio"},
	{"it", PLEA_COMPLAINT, "reclam*|lamentel*|lamentar*|avvocat*|denunci*|arbitro bancario|vie legali"},
	{"it", PLEA_PERSON, "parlare con|parlare a|parlo con|persona reale|persona vera|un umano|essere umano|mi passi|"
	 "un operatore|un operatrice|un consulente|servizio clienti|richiamatemi|chiamatemi"},
	{"de", PLEA_FRAUD, "betrug*|betrog*|abzocke*|gehackt*|nicht autorisiert*|unbefugt*|ohne meine zustimmung|"
	 "ohne meine erlaubnis|identitatsdiebstahl*|erpress*|geldwasche"},
	{"de", PLEA_COMPLAINT, "beschwer*|anwalt*|rechtsanwalt*|ombuds*|verbraucherschutz*|verklage*|rechtliche schritte"},
	{"de", PLEA_PERSON, "einem menschen|einen menschen|echten menschen|richtigen menschen|echter mensch|mit jemandem|"
	 "mit einer person|mitarbeiter*|kundendienst*|kundenservice*|kundenbetreuer*|ruckruf*|rufen sie mich|ruft mich"},
	{"pt", PLEA_FRAUD, "fraud*|golpe*|burla*|nao autoriza*|nao autorizei|sem a minha autorizacao|sem minha autorizacao|"
	 "sem o meu consentimento|roubo de identidade|clonad*|clonaram|hackea*|lavagem de dinheiro"},
	{"pt", PLEA_COMPLAINT, "reclama*|queixa*|advogad*|ouvidoria*|procon|provedor do cliente|denuncia*|processar voces"},
	{"pt", PLEA_PERSON, "falar com|falo com|conversar com|pessoa real|pessoa de verdade|um humano|ser humano|atendente*|"
	 "com um agente|com um assistente|apoio ao cliente|atendimento ao cliente|liguem me|me liguem"},
};

/* The next word of a phrase; its length, 0 at the end. */
static size_t next_word(const char **p, const char *end)
{
	while (*p < end && **p == ' ')
		(*p)++;
	size_t n = 0;
	while (*p + n < end && (*p)[n] != ' ')
		n++;
	return n;
}

static bool is_word(const struct token_place *t, const char *p, size_t n)
{
	if (n > 1 && p[n - 1] == '*')
		return t->n >= n - 1 && memcmp(t->p, p, n - 1) == 0;
	return t->n == n && memcmp(t->p, p, n) == 0;
}

static bool stands_at(const struct token_list *text, size_t at, const char *phrase, size_t bytes)
{
	const char *p = phrase, *end = phrase + bytes;
	size_t n, words = 0;

	for (; (n = next_word(&p, end)) > 0; p += n, words++)
		if (at + words >= text->n || !is_word(&text->v[at + words], p, n))
			return false;
	return words > 0;
}

/* The first of phrases, separated by "|", that the text has. */
static const char *found(struct arena *a, const struct token_list *text, const char *phrases)
{
	while (*phrases) {
		size_t n = strcspn(phrases, "|");
		for (size_t i = 0; i < text->n; i++)
			if (stands_at(text, i, phrases, n))
				return arena_dup(a, phrases, n);
		phrases += n + (phrases[n] == '|');
	}
	return NULL;
}

/* A policy's phrase as its words are in a text, "*" kept at the ends of words. */
static const char *folded(struct arena *a, const char *phrase)
{
	struct str out = str_new(a);

	while (*phrase) {
		size_t n = strcspn(phrase, " ");
		token_text(&out, phrase, n);
		if (n > 1 && phrase[n - 1] == '*')
			str_addc(&out, '*');
		phrase += n + (phrase[n] == ' ');
	}
	return out.p;
}

enum plea plea_of(struct arena *a, const char *text, const char *const *more, const char **said)
{
	struct str tokens = str_new(a);
	struct token_list list;
	const char *phrase = NULL;

	token_text(&tokens, text, strlen(text));
	list = token_split(a, tokens.p);
	for (enum plea plea = PLEA_FRAUD; plea <= PLEA_PERSON; plea++)
		for (size_t i = 0; i < sizeof table / sizeof *table; i++)
			if (table[i].plea == plea && (phrase = found(a, &list, table[i].phrases)) != NULL) {
				if (said)
					*said = phrase;
				return plea;
			}
	for (size_t i = 0; more && more[i]; i++)
		if (found(a, &list, folded(a, more[i]))) {
			if (said)
				*said = more[i];
			return PLEA_POLICY;
		}
	return PLEA_NONE;
}
