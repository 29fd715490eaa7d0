/* openapi_text: their words and ours. */
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "in/openapi_inner.h"

const char *api_word(const struct api *api, enum openapi_word word)
{
	static const char *const words[][2] = {
		[OPENAPI_PARAMETERS] = {"Parameters", "Parámetros"},
		[OPENAPI_SENT] = {"What is sent", "Lo que se envía"},
		[OPENAPI_ANSWERED] = {"Answer", "Respuesta"},
		[OPENAPI_STATUS] = {"Status", "Estado"},
		[OPENAPI_ERRORS] = {"Error answer", "Respuesta de error"},
		[OPENAPI_NAME] = {"Name", "Nombre"},
		[OPENAPI_FIELD] = {"Field", "Campo"},
		[OPENAPI_IN] = {"In", "En"},
		[OPENAPI_TYPE] = {"Type", "Tipo"},
		[OPENAPI_MEANS] = {"What it says", "Qué dice"},
		[OPENAPI_REQUIRED] = {"Required", "Obligatorio"},
		[OPENAPI_ONE_OF] = {"one of", "uno de"},
		[OPENAPI_DEFAULT] = {"by default", "por defecto"},
		[OPENAPI_SUCH_AS] = {"such as", "por ejemplo"},
		[OPENAPI_AT_MOST] = {"at most", "como máximo"},
		[OPENAPI_FROM] = {"from", "desde"},
		[OPENAPI_TO] = {"to", "hasta"},
		[OPENAPI_CHARACTERS] = {"characters", "caracteres"},
		[OPENAPI_LIST_OF] = {"list of", "lista de"},
		[OPENAPI_OR] = {"or", "o"},
		[OPENAPI_DEPRECATED] = {"Deprecated", "Obsoleto"},
		[OPENAPI_ACCESS] = {"Access", "Acceso"},
		[OPENAPI_ADDRESS] = {"Address", "Dirección"},
		[OPENAPI_MORE] = {"More fields than are shown here.", "Hay más campos de los que se muestran aquí."},
		[OPENAPI_VERSION] = {"Version", "Versión"},
		[OPENAPI_NOTHING_NEEDED] = {"for everybody", "para cualquiera"},
	};
	return words[word][api->spanish];
}

void api_name(struct api *api, struct str *out, const char *text)
{
	(void)api;
	for (; *text; text++) {
		if (strchr("\\`*_[]<>&|~#!", *text))
			str_addc(out, '\\');
		str_addc(out, (unsigned char)*text < ' ' ? ' ' : *text);
	}
}

/* Bytes of a tag of HTML at p that only shapes text; 0 where there is none. */
static size_t shaping_tag(const char *p)
{
	static const char *const names[] = {"p", "br", "b", "i", "em", "strong", "code", "ul", "ol", "li", "span", "div",
		"pre", "tt", "u", "a", NULL};
	const char *name = p + 1 + (p[1] == '/');
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), end;
	for (size_t i = 0; *p == '<' && names[i]; i++) {
		if (strlen(names[i]) != n || strncasecmp(name, names[i], n) != 0)
			continue;
		end = strcspn(name, ">\n");
		return name[end] == '>' ? (size_t)(name - p) + end + 1 : 0;
	}
	return 0;
}

void api_cell(struct api *api, struct str *out, const char *text)
{
	size_t start = out->n;
	(void)api;
	while (*text) {
		size_t tag = *text == '<' ? shaping_tag(text) : 0;
		bool blank = tag || (unsigned char)*text <= ' ';
		if (blank && out->n > start && out->p[out->n - 1] != ' ')
			str_addc(out, ' ');
		if (!blank && *text == '|' && (out->n == start || out->p[out->n - 1] != '\\'))
			str_addc(out, '\\');
		if (!blank)
			str_addc(out, *text);
		text += tag ? tag : 1;
	}
}

/* --- prose --- */

/* A line that would be a heading of its own: "# a", and what underlines one. */
static const char *heading_text(const char *line, size_t n, size_t *len)
{
	size_t at = 0, signs;
	while (at < n && at < 3 && line[at] == ' ')
		at++;
	signs = strspn(line + at, "#");
	if (signs == 0 || signs > 6 || (at + signs < n && line[at + signs] != ' '))
		return NULL;
	at += signs;
	while (at < n && line[at] == ' ')
		at++;
	while (n > at && (line[n - 1] == '#' || line[n - 1] == ' '))
		n--;
	*len = n - at;
	return line + at;
}

static bool underlines(const char *line, size_t n)
{
	size_t at = 0, end = n;
	while (at < n && line[at] == ' ')
		at++;
	while (end > at && line[end - 1] == ' ')
		end--;
	for (size_t i = at; i < end; i++)
		if (line[i] != line[at])
			return false;
	return end > at && (line[at] == '=' || line[at] == '-');
}

/* Signs of the fence that a line is, at most three blanks before it; 0: none. */
static size_t fence(const char *line, size_t n, char *sign)
{
	size_t at = strspn(line, " "), signs = 0;
	if (at > 3 || at >= n || (line[at] != '`' && line[at] != '~'))
		return 0;
	*sign = line[at];
	while (at + signs < n && line[at + signs] == *sign)
		signs++;
	return signs >= 3 ? signs : 0;
}

/* Does a line end a block of code that signs of this kind began? */
static bool ends_code(const char *line, size_t n, char open, size_t opened)
{
	char sign = '\0';
	size_t signs = fence(line, n, &sign), behind = strspn(line, " ") + signs;
	while (behind < n && line[behind] == ' ')
		behind++;
	return signs >= opened && sign == open && behind == n;
}

/* What is known of fences that nothing ends: from so many signs on. */
struct fences { size_t backticks, tildes; };

/* Where the block of code that begins at text ends; NULL: nowhere, or it is no
 * such block. */
static const char *code_end(const char *text, struct fences *endless)
{
	char open = '\0';
	size_t n = strcspn(text, "\n"), opened = fence(text, n, &open);
	size_t *least = open == '~' ? &endless->tildes : &endless->backticks;
	const char *p = text + n;
	if (!opened || (*least && opened >= *least))
		return NULL;
	while (*p) {
		const char *line = p + 1;
		n = strcspn(line, "\n");
		p = line + n;
		if (ends_code(line, n, open, opened))
			return p;
	}
	*least = opened;
	return NULL;
}

static void add_line(struct str *out, const char *line, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t tag = line[i] == '<' ? shaping_tag(line + i) : 0;
		if (tag)
			str_addc(out, ' ');
		else if ((unsigned char)line[i] >= ' ' || line[i] == '\t')
			str_addc(out, line[i]);
		i += tag ? tag : 1;
	}
	str_addc(out, '\n');
}

/* One empty line. */
static void end_block(struct str *out)
{
	while (out->n > 0 && (out->p[out->n - 1] == '\n' || out->p[out->n - 1] == ' '))
		str_cut(out, out->n - 1);
	if (out->n > 0)
		str_add(out, "\n\n");
}

static void add_bold(struct str *out, const char *p, size_t n)
{
	end_block(out);
	if (n > 0)
		str_printf(out, "**%.*s**\n\n", (int)n, p);
}

void api_prose(struct api *api, struct str *out, const char *text)
{
	struct fences endless = {0};
	(void)api;
	text += strspn(text, "\n");
	while (*text) {
		size_t n = strcspn(text, "\n"), len;
		const char *heading = heading_text(text, n, &len), *end = code_end(text, &endless);
		char sign;
		if (end) {
			str_addn(out, text, (size_t)(end - text));
			str_addc(out, '\n');
			n = (size_t)(end - text);
		} else if (heading) {
			add_bold(out, heading, len);
		} else if (underlines(text, n)) {
			end_block(out);
		} else {
			if (fence(text, n, &sign))
				str_addc(out, '\\');             /* a block without end */
			add_line(out, text, n);
		}
		text += n + (text[n] == '\n');
	}
	end_block(out);
}
