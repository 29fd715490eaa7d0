/* stem_stop: words without a meaning of their own, per language.
 *
 * Function words only, folded: articles, pronouns, prepositions, auxiliaries,
 * what is left of a word at an apostrophe. Words that can say what somebody
 * wants (not, no, never, how, why) stay out where they do. */
#include "text/stem.h"

#include <string.h>
#include <strings.h>

static const char english[] =
	" a about after again all also am an and any are aren as at be because been before being both but by "
	"can cannot could couldn d did didn do does doesn doing don during each else for from had hadn has hasn "
	"have haven having he her here hers him his how i if in into is isn it its just ll m may me might mine "
	"more most must my myself of off on once only or other our ours out over own please re s same shall she "
	"should shouldn so some such t than that the their theirs them then there these they this those through "
	"to too under until up us ve very was wasn we were weren what when where which while who whom whose why "
	"will with won would wouldn yes you your yours ";

static const char spanish[] =
	" a al algo algun alguna algunas alguno algunos ante antes aquel aquella aquello aqui asi aun aunque cada "
	"como con cual cuales cuando cuanto de del desde donde dos e el ella ellas ello ellos en entonces entre era "
	"eran eres es esa esas ese eso esos esta estaba estamos estan estar estas este esto estos estoy fue fueron "
	"ha haber habia han has hasta hay he hemos hace hacer i la las le les lo los mas me mi mia mio mis mucho muy "
	"nada ni nos nosotros nuestra nuestro o os otra otro para pero poco por porque pues puede puedo que quien "
	"quiero se sea ser si sido siempre sin sobre solo son soy su sus suya suyo tal tambien tan tanto te tengo "
	"tener ti tiene tienen todo todos tu tus u un una unas uno unos usted ustedes va vez voy y ya yo ";

static const char french[] =
	" a ai aie as au aucun aussi autre aux avec avez avoir avons c ca car ce ceci cela celle celui ces cet cette "
	"ceux chez comme comment d dans de des donc dont du elle elles en encore entre es est et etaient etait etant "
	"ete etes etre eu eux fait faire fais fait faut fut ici il ils j je jusqu l la le les leur leurs lors lorsqu lui "
	"m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par parce pas peu peut peux plus pour pourquoi "
	"pouvez puis qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si soit son sont sous suis "
	"sur t ta tandis te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y ";

static const char german[] =
	" aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da damit dann das dass dein "
	"deine dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem "
	"einen einer eines er es etwas euch euer fur gegen gibt hab habe haben hat hatte hatten hier hin ich ihm ihn ihnen "
	"ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jetzt kann kannst konnen konnte man mein "
	"meine meinem meinen meiner mich mir mit muss mussen nach nichts noch nun nur ob oder ohne sehr sein seine seinem "
	"seinen seiner seit sich sie sind so soll sollte sondern uber um und uns unser unsere unter vom von vor war waren "
	"warum was weil welche welchem welchen welcher welches wenn wer werde werden wie wieder will wir wird wo wurde "
	"wurden zu zum zur zwischen ";

static const char italian[] =
	" a ad agli ai al alla alle allo anche ancora avere aveva avete abbiamo c che chi ci cioe come con contro cosa cui d "
	"da dagli dai dal dalla dalle dallo degli dei del dell della delle dello di dopo dove e ed era erano essere fa fare "
	"fra gli ha hai hanno ho i il in io l la le lei li lo loro lui m ma me mi mia mie miei mio ne negli nei nel nell "
	"nella nelle nello noi nostra nostro o ogni oppure per perche piu po poi posso prima puo quale quali quando quanto "
	"quella quelle quelli quello questa queste questi questo qui s se sei senza si sia siamo siete solo sono sopra sta "
	"stata stato su sua sue sugli sui sul sulla sulle suo suoi t te ti tra tu tua tue tuo tuoi tutti tutto un una uno v "
	"vi voi vostra vostro ";

static const char portuguese[] =
	" a ao aos aquela aquele aquilo as ate com como da das de dela dele deles demais depois do dos e ela elas ele eles "
	"em entao entre era eram essa essas esse esses esta estao estar estas estava este estes estou eu foi foram ha isso "
	"isto ja la lhe lhes mais mas me mesmo meu meus minha minhas muito na nas nem no nos nossa nosso num numa o onde "
	"os ou para pela pelas pelo pelos pode por porque posso pra qual quando que quem sao se seja sem sempre ser sera "
	"seu seus so sobre somos sou sua suas tambem tao te tem tenho ter teu teus toda todas todo todos tu tua tuas um "
	"uma umas uns voce voces vos ";

static const struct { const char *lang, *words; } lists[] = {
	{"en", english}, {"es", spanish}, {"fr", french}, {"de", german}, {"it", italian},
	{"pt", portuguese},
};

/* The words of its language, NULL where there is no list. */
static const char *words_of(const char *lang)
{
	size_t n = lang ? strcspn(lang, "-_.@") : 0;
	for (size_t i = 0; n == 2 && i < sizeof lists / sizeof *lists; i++)
		if (strncasecmp(lang, lists[i].lang, 2) == 0)
			return lists[i].words;
	return NULL;
}

bool stem_stop(const char *lang, const char *word, size_t n)
{
	const char *words = words_of(lang);
	if (!words || n == 0 || memchr(word, ' ', n))
		return false;
	for (const char *p = words; (p = memmem(p, strlen(p), word, n)); p++)
		if (p > words && p[-1] == ' ' && p[n] == ' ')
			return true;
	return false;
}
