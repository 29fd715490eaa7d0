/* db_pg_open: finding the server, and saying why it does not let us in. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "db/db_pg.h"
#include "db/plugin.h"

enum { PATIENCE_S = 10 };

static void quiet(void *arg, const char *message)
{
	(void)arg;
	(void)message;
}

/* The URI without our own option, the rest is libpq's. */
static char *without_own(struct arena *a, const char *uri, bool *prepare)
{
	static const char own[] = "prepare=0";
	char *out = arena_strdup(a, uri), *p = strchr(out, '?');
	size_t n = sizeof own - 1;

	*prepare = true;
	for (; p; p = strchr(p + 1, '&')) {
		if (!str_starts(p + 1, own) || (p[1 + n] && p[1 + n] != '&'))
			continue;
		*prepare = false;
		memmove(p + 1, p + 1 + n + (p[1 + n] == '&'), strlen(p + 1 + n + (p[1 + n] == '&')) + 1);
		p--;
	}
	return out;
}

/* Does the URI itself say one of libpq's keywords? */
static bool says(PQconninfoOption *v, const char *keyword)
{
	for (PQconninfoOption *o = v; o && o->keyword; o++)
		if (strcmp(o->keyword, keyword) == 0)
			return o->val && *o->val;
	return false;
}

static int check_uri(const char *uri, struct fault *f)
{
	char *error = NULL;
	PQconninfoOption *v = PQconninfoParse(uri, &error);
	int bad = 0;

	if (!v)
		bad = fault_set(f, EX_USAGE, "%.*s", (int)strcspn(error ? error : "the server's name cannot be read", "\n"),
		                error ? error : "the server's name cannot be read");
	else if (says(v, "password") || says(v, "sslpassword"))
		bad = fault_set(f, EX_USAGE, "a password does not belong into the name of a desk, where others can see it: "
		                "use ~/.pgpass or a service file");
	PQconninfoFree(v);
	PQfreemem(error);
	return bad;
}

/* The SQLSTATE with which the server turns us away; "" where it does not say.
 * libpq tells it only in verbose messages, which must be asked for before. */
static void refusal(const struct pg *g, char state[6])
{
	PGconn *conn = PQconnectStartParams(g->keys, g->values, 1);
	PostgresPollingStatusType s = PGRES_POLLING_WRITING;

	state[0] = '\0';
	PQsetErrorVerbosity(conn, PQERRORS_VERBOSE);
	while (PQstatus(conn) != CONNECTION_BAD && s != PGRES_POLLING_FAILED && s != PGRES_POLLING_OK) {
		struct pollfd p = {PQsocket(conn), s == PGRES_POLLING_READING ? POLLIN : POLLOUT, 0};
		if (poll(&p, 1, PATIENCE_S * 1000) == 0)
			break;
		s = PQconnectPoll(conn);
	}
	const char *text = strstr(PQerrorMessage(conn), "FATAL:  ");
	if (text && strlen(text) > 14 && text[13] == ':')
		memcpy(state, text + 8, 5), state[5] = '\0';
	PQfinish(conn);
}

static int turned_away(const struct pg *g, struct fault *f)
{
	static const struct { const char *begins; int code; } codes[] = {
		{"28", EX_NOPERM}, {"42501", EX_NOPERM}, {"3D000", EX_NOINPUT}, {"3F", EX_NOINPUT},
	};
	const char *text = PQerrorMessage(g->conn), *fatal = strstr(text, "FATAL:  ");
	int code = EX_TEMPFAIL;
	char state[6];

	text = fatal ? fatal + 8 : text;
	refusal(g, state);
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (str_starts(state, codes[i].begins))
			code = codes[i].code;
	if (!state[0] && PQconnectionNeedsPassword(g->conn))
		code = EX_NOPERM;
	return fault_set(f, code, "%s: %.*s", g->name, (int)strcspn(text, "\n"), text);
}

static int open_server(struct db *db, const char *uri, enum db_mode mode, struct fault *f)
{
	struct pg *g = arena_new(db->a, struct pg);
	const char *conninfo = without_own(db->a, uri, &g->prepare), *encoding;
	/* Before the URI stands what it may say otherwise. */
	const char *keys[] = {"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count",
	                      "tcp_user_timeout", "fallback_application_name", "dbname", "client_encoding", NULL};
	const char *values[] = {"10", "30", "10", "3", "60000", program_invocation_short_name, conninfo, "UTF8", NULL};

	(void)mode;
	g->keys = (const char *const *)arena_dup(db->a, keys, sizeof keys);
	g->values = (const char *const *)arena_dup(db->a, values, sizeof values);
	g->name = uri;
	g->life = 1;
	db->engine = &pg_engine;
	db->handle = g;
	if (check_uri(conninfo, f) != 0)
		return f->code;
	g->conn = PQconnectdbParams(g->keys, g->values, 1);
	if (PQstatus(g->conn) != CONNECTION_OK)
		turned_away(g, f);
	else if (!(encoding = PQparameterStatus(g->conn, "server_encoding")) || strcmp(encoding, "UTF8") != 0)
		fault_set(f, EX_CONFIG, "%s: the database has the encoding %s; a desk needs UTF8 (createdb -E UTF8 -T template0)",
		          g->name, encoding ? encoding : "?");
	if (f->code) {
		PQfinish(g->conn);
		return f->code;
	}
	PQsetNoticeProcessor(g->conn, quiet, NULL);
	PQenterPipelineMode(g->conn);
	return 0;
}

const struct db_plugin tk_desk_engine = {DB_PLUGIN, DB_PLUGIN_SIZE, open_server};
