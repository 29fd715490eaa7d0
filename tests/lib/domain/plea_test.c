/* plea: six languages, endings, a policy's words, and what is no plea. */
#include "domain/plea.h"

#include "test.h"

static struct arena a;

TEST(each_language)
{
	static const struct { const char *text, *plea; } rows[] = {
		{"This is fraud, I never paid that", "fraud"}, {"There is an unauthorised payment", "fraud"},
		{"I want to complain about your fees", "complaint"}, {"Can I talk to a real person?", "person"},
		{"put me through to an agent", "person"},
		{"Me han hecho un fraude", "fraud"}, {"Es una ESTAFA", "fraud"}, {"Quiero poner una queja", "complaint"},
		{"Quiero hablar con una persona", "person"},
		{"C'est une arnaque", "fraud"}, {"Je souhaite faire une réclamation", "complaint"},
		{"je veux parler à quelqu'un", "person"},
		{"Ho subito una truffa", "fraud"}, {"vorrei fare reclamo", "complaint"}, {"Voglio parlare con un operatore", "person"},
		{"Das ist Betrug!", "fraud"}, {"Ich möchte mich beschweren", "complaint"},
		{"Kann ich mit einem Menschen sprechen?", "person"}, {"Geldwäsche", "fraud"},
		{"Caí num golpe", "fraud"}, {"Quero fazer uma reclamação", "complaint"}, {"Quero falar com alguém", "person"},
		{"compra não autorizada", "fraud"}, {"I didn't authorise this", "fraud"}, {"taken without my permission", "fraud"},
		{"No autoricé este cargo", "fraud"}, {"Nunca: eu não autorizei", "fraud"}, {"je n'ai pas autorisé ce paiement", "fraud"},
		{"I'd like to speak with an agent", "person"}, {"Pass me to a human please", "person"},
		{"just let me talk to the manager", "person"}, {"I'm done talking to a machine", "person"},
		{"Quero falar com um humano", "person"}, {"Ich möchte mit jemandem über meine Karte sprechen", "person"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(plea_words[plea_of(&a, rows[i].text, NULL, NULL)], rows[i].plea);
}

TEST(ordinary_questions_are_none)
{
	static const char *const rows[] = {
		"", "Where is my card?", "My card was stolen", "How do I change my PIN?", "¿Dónde está mi transferencia?",
		"Wann kommt mein Geld?", "Quando arriva il bonifico?", "Où est mon argent ?", "Como mudo o meu PIN?",
		"What is AC04?", "defraud", "personal details",
		"I sent money to someone but they haven't got it", "Can I transfer to a person abroad?",
		"Can I share an account with someone?", "¿Puedo compartir la cuenta con alguien?", "¿Puedo pagar en un agente?",
		"Puis-je envoyer de l'argent à une personne ?", "Posso dividere il conto con una persona?",
		"Posso partilhar a conta com alguém?", "Kann ich Menschen im Ausland bezahlen?",
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(plea_words[plea_of(&a, rows[i], NULL, NULL)], "none");
}

TEST(what_was_said)
{
	const char *said = NULL;
	CHECK_INT(plea_of(&a, "Fraudulent charge", NULL, &said), PLEA_FRAUD);
	CHECK_STR(said, "fraud*");
}

TEST(a_policy_adds_its_own)
{
	static const char *const more[] = {"Data Protection", "Übergabe*", "", NULL};
	const char *said = NULL;
	CHECK_INT(plea_of(&a, "This is a data-protection matter", more, &said), PLEA_POLICY);
	CHECK_STR(said, "Data Protection");
	CHECK_INT(plea_of(&a, "die Übergabedatei", more, NULL), PLEA_POLICY);
	CHECK_INT(plea_of(&a, "protection of data", more, NULL), PLEA_NONE);
}

TEST(graver_ones_first)
{
	CHECK_INT(plea_of(&a, "I want to speak to a human about fraud", NULL, NULL), PLEA_FRAUD);
}

TEST_MAIN(T(each_language), T(ordinary_questions_are_none), T(what_was_said), T(a_policy_adds_its_own), T(graver_ones_first))
