/* ticket: the fold. Each test is a short life of one ticket. */
#include "domain/ticket.h"

#include "base/str.h"
#include "base/vec.h"
#include "test.h"
#include "when/clock.h"

static struct arena a;
static struct ticket t;
static int64_t seq;

/* "name=value name=value" as data; blanks inside values are written "_". */
static struct event event(enum event_kind kind, int64_t at, const char *facts)
{
	struct event e = {.seq = ++seq, .ticket = 1, .at = at, .logged = at, .kind = kind,
	                  .role = ROLE_AGENT, .actor = "ana", .os_user = "ana"};
	size_t n;
	char **part = str_split(&a, facts, ' ', &n);

	for (size_t i = 0; i < n; i++) {
		char *equals = strchr(part[i], '=');
		if (!equals)
			continue;
		*equals = '\0';
		pairs_add(&a, &e.data, part[i], equals + 1);
	}
	return e;
}

static int apply(struct event e)
{
	struct fault f = {0};
	int bad = ticket_apply(&a, &t, &e, &f);

	CHECK((bad != 0) == (f.text[0] != '\0'));
	return bad;
}

static void open_at(int64_t at, const char *more)
{
	seq = 0;
	memset(&t, 0, sizeof t);
	CHECK_INT(apply(event(EVENT_OPEN, at, arena_printf(&a, "kind=incident state=new class=new %s", more))), 0);
}

static void move(int64_t at, const char *state, const char *class)
{
	CHECK_INT(apply(event(EVENT_MOVE, at, arena_printf(&a, "state=%s class=%s", state, class))), 0);
}

static void said(int64_t at, enum role role, const char *actor, const char *facts)
{
	struct event e = event(EVENT_NOTE, at, facts);

	e.role = role;
	e.actor = actor;
	CHECK_INT(apply(e), 0);
}

TEST(opening_sets_everything)
{
	struct event e = event(EVENT_OPEN, 100, "kind=request state=new class=new priority=2 impact=1 urgency=2 "
	                       "affected=640 level=2 team=front agent=ana customer=9 category=card.lost "
	                       "complexity=simple channel=mail lang=es plan=gold key=k1 contact=40 tags=b,a,b "
	                       "f.x=1 f.a=2 policy=3 why=rank:2:matrix");

	memset(&t, 0, sizeof t);
	event_add_text(&a, &e, PART_SUBJECT, "the subject");
	CHECK_INT(apply(e), 0);
	CHECK_INT(t.id, 1);
	CHECK_STR(t.state, "new");
	CHECK_INT(t.class, STATE_NEW);
	CHECK_STR(t.kind, "request");
	CHECK_INT(t.priority, 2);
	CHECK_INT(t.impact, 1);
	CHECK_INT(t.affected, 640);
	CHECK_INT(t.level, 2);
	CHECK_STR(t.team, "front");
	CHECK_STR(t.agent, "ana");
	CHECK_INT(t.customer, 9);
	CHECK_STR(t.category, "card.lost");
	CHECK_STR(t.key, "k1");
	CHECK_INT(t.opened, 100);
	CHECK_INT(t.contact, 40);
	CHECK_INT(t.asked_at, 40);
	CHECK_INT(t.replied, AT_NONE);
	CHECK_INT(t.wake, AT_NONE);
	CHECK_INT(t.policy, 3);
	CHECK_STR(t.subject, "the subject");
	CHECK_INT(t.subject_seq, e.seq);
	CHECK_STR(ticket_tag_list(&a, &t), "a,b");
	CHECK(ticket_has_tag(&t, "b") && !ticket_has_tag(&t, "c"));
	CHECK_STR(t.fields.v[0].name, "a");
	CHECK_STR(t.fields.v[1].name, "x");
}

TEST(order_is_kept)
{
	open_at(100, "");
	CHECK_INT(apply(event(EVENT_OPEN, 100, "state=new class=new")), EX_DATAERR);
	CHECK_INT(apply(event(EVENT_SET, 99, "lang=en")), EX_DATAERR);
	CHECK_INT(apply(event(EVENT_SET, 100, "lang=en")), 0);
	CHECK_INT(apply(event(EVENT_MOVE, 101, "class=open")), EX_DATAERR);
	CHECK_INT(apply(event(EVENT_MOVE, 101, "state=open class=nonsense")), EX_DATAERR);
	memset(&t, 0, sizeof t);
	CHECK_INT(apply(event(EVENT_NOTE, 100, "")), EX_DATAERR);
}

TEST(an_empty_value_takes_away)
{
	open_at(100, "category=card agent=ana f.x=1 tags=a customer=7");
	CHECK_INT(apply(event(EVENT_SET, 101, "category= f.x= tags= customer=0")), 0);
	CHECK_INT(apply(event(EVENT_ASSIGN, 101, "agent=")), 0);
	CHECK(t.category == NULL && t.agent == NULL);
	CHECK_INT(t.fields.n, 0);
	CHECK_INT(t.tags.n, 0);
	CHECK_INT(t.customer, 0);
}

TEST(what_the_fold_does_not_keep_is_ignored)
{
	open_at(100, "category=card");
	CHECK_INT(apply(event(EVENT_SET, 101, "old.category=x by=rule masked=1")), 0);
	CHECK_STR(t.category, "card");
}

TEST(states_and_their_times)
{
	open_at(100, "");
	move(110, "held", "held");
	CHECK_INT(t.state_since, 110);
	CHECK_INT(apply(event(EVENT_MOVE, 120, "state=held class=held until=500")), 0);
	CHECK_INT(t.wake, 500);
	move(130, "open", "open");
	CHECK_INT(t.wake, AT_NONE);
	move(140, "resolved", "resolved");
	CHECK(!ticket_active(&t));
	CHECK_INT(t.resolved, 140);
	CHECK_INT(t.asked_at, AT_NONE);
	move(150, "closed", "closed");
	CHECK_INT(t.resolved, 140);
	CHECK_INT(t.closed, 150);
	move(160, "open", "open");
	CHECK_INT(t.reopened, 1);
	CHECK_INT(t.resolved, AT_NONE);
	CHECK_INT(t.closed, AT_NONE);
	move(170, "closed", "closed");
	CHECK_INT(t.resolved, 170);
	CHECK_INT(t.changed, 170);
}

TEST(a_customer_who_re_opens_it_waits_for_an_answer)
{
	open_at(100, "");
	move(110, "resolved", "resolved");
	said(120, ROLE_CUSTOMER, "9", "public=1");
	CHECK_INT(t.asked_at, AT_NONE);
	CHECK_INT(apply(event(EVENT_MOVE, 121, "state=open class=open by=customer")), 0);
	CHECK_INT(t.asked_at, 121);
	said(130, ROLE_AGENT, "ana", "public=1");
	move(140, "resolved", "resolved");
	move(150, "open", "open");             /* by an agent: nobody asks */
	CHECK_INT(t.asked_at, AT_NONE);
}

TEST(who_asks_and_who_answers)
{
	open_at(100, "");
	said(110, ROLE_AGENT, "ana", "");
	CHECK_INT(t.replied, AT_NONE);
	said(120, ROLE_BOT, "bot", "public=1");
	CHECK_INT(t.answered, 120);
	CHECK_INT(t.replied, AT_NONE);
	CHECK_INT(t.asked_at, AT_NONE);
	said(130, ROLE_CUSTOMER, "9", "public=1");
	said(140, ROLE_CUSTOMER, "9", "public=1");
	CHECK_INT(t.asked_at, 130);
	said(150, ROLE_AGENT, "ana", "public=1");
	CHECK_INT(t.replied, 150);
	CHECK_INT(t.answered, 150);
	CHECK_INT(t.asked_at, AT_NONE);
	said(160, ROLE_AGENT, "ana", "public=1");
	CHECK_INT(t.replied, 150);
	move(170, "resolved", "resolved");
	said(180, ROLE_CUSTOMER, "9", "public=1");      /* thanks */
	CHECK_INT(t.asked_at, AT_NONE);
}

TEST(questions_inside)
{
	open_at(100, "");
	said(110, ROLE_AGENT, "ana", "ask=@gala");
	said(120, ROLE_AGENT, "ana", "ask=risk");
	CHECK_INT(t.asks.n, 2);
	said(130, ROLE_AGENT, "bruno", "");
	CHECK_INT(t.asks.n, 2);
	said(140, ROLE_CUSTOMER, "gala", "public=1");   /* a customer by that name answers nothing */
	CHECK_INT(t.asks.n, 2);
	said(150, ROLE_AGENT, "gala", "");
	CHECK_INT(t.asks.n, 1);
	CHECK_STR(t.asks.v[0].whom, "risk");
	CHECK_STR(t.asks.v[0].by, "ana");
	said(160, ROLE_AGENT, "kira", arena_printf(&a, "answers=%lld", (long long)t.asks.v[0].seq));
	CHECK_INT(t.asks.n, 0);
}

TEST(hands)
{
	open_at(100, "team=front agent=ana");
	CHECK_INT(t.hands, 0);
	CHECK_INT(apply(event(EVENT_ASSIGN, 110, "agent=bruno")), 0);
	CHECK_INT(apply(event(EVENT_ASSIGN, 120, "agent=bruno")), 0);
	CHECK_INT(t.hands, 1);
	CHECK_INT(apply(event(EVENT_ASSIGN, 130, "team=risk agent= level=3")), 0);
	CHECK_INT(t.hands, 2);
	CHECK_INT(t.level_since, 130);
	CHECK_INT(apply(event(EVENT_ASSIGN, 140, "agent=kira")), 0);
	CHECK_INT(t.hands, 2);
}

TEST(personal_fields_come_as_a_text)
{
	open_at(100, "f.public=1");
	struct event e = event(EVENT_SET, 110, "");
	event_add_text(&a, &e, PART_FIELDS, "document=123\tbirth=1970-01-01");
	CHECK_INT(apply(e), 0);
	CHECK(t.personal);
	CHECK_INT(t.fields_seq, e.seq);
	CHECK_STR(pairs_get(&t.fields, "document"), "123");
	CHECK_STR(pairs_get(&t.fields, "public"), "1");
	struct event gone = event(EVENT_SET, 120, "");
	event_add_text(&a, &gone, PART_FIELDS, "x=1");
	gone.texts[0].body = NULL;                      /* erased */
	CHECK_INT(apply(gone), 0);
	CHECK_INT(t.fields_seq, gone.seq);
}

TEST(the_rest_of_the_row_is_read_back)
{
	struct str text = str_new(&a);
	struct ticket u = {0};

	open_at(100, "why=impact:high:said");
	t.subject_seq = 12;
	t.personal = true;
	t.fields_seq = 15;
	ticket_print_rest(&a, &text, &t);
	CHECK(ticket_parse_rest(&a, &u, text.p, text.n));
	CHECK_INT(u.subject_seq, 12);
	CHECK_STR(u.why, "impact:high:said");
	CHECK(u.personal);
	CHECK_INT(u.fields_seq, 15);
	CHECK(!ticket_parse_rest(&a, &u, "nonsense", 8));
}

TEST(the_mark_as_spam_leaves_no_trace)
{
	open_at(100, "");
	move(200, "open", "open");
	said(300, ROLE_CUSTOMER, "9", "public=1");
	CHECK_INT(apply(event(EVENT_SET, 400, "spam=1 old.spam=0")), 0);
	CHECK(!ticket_active(&t));
	CHECK_INT(apply(event(EVENT_MOVE, 400, "state=closed class=closed by=spam")), 0);
	CHECK_INT(t.closed, 400);
	CHECK_INT(t.asked_at, AT_NONE);
	CHECK_INT(apply(event(EVENT_SET, 500, "spam=0 old.spam=1")), 0);
	CHECK_INT(apply(event(EVENT_MOVE, 500, "state=open class=open by=spam asked_at=100")), 0);
	CHECK(ticket_active(&t));
	CHECK_INT(t.reopened, 0);
	CHECK_INT(t.asked_at, 100);
	CHECK_INT(t.resolved, AT_NONE);
	CHECK_INT(t.closed, AT_NONE);
}

TEST(articles_are_linked_and_other_deeds_change_nothing)
{
	open_at(100, "lang=es");
	CHECK_INT(apply(event(EVENT_KB, 110, "do=link article=7")), 0);
	CHECK_INT(apply(event(EVENT_KB, 110, "do=link article=3")), 0);
	CHECK_INT(apply(event(EVENT_KB, 110, "do=link article=7")), 0);
	CHECK_INT(apply(event(EVENT_KB, 120, "do=suggest article=9 lang=en customer=4 why=x")), 0);
	CHECK_INT(t.articles.n, 2);
	CHECK_INT(t.articles.v[0], 3);
	CHECK_INT(t.articles.v[1], 7);
	CHECK_STR(t.lang, "es");
	CHECK_INT(t.customer, 0);
	CHECK_INT(apply(event(EVENT_KB, 130, "do=unlink article=3")), 0);
	CHECK_INT(apply(event(EVENT_KB, 130, "do=unlink article=4")), 0);
	CHECK_INT(t.articles.n, 1);
	CHECK(ticket_has_article(&t, 7) && !ticket_has_article(&t, 3));
	CHECK_INT(apply(event(EVENT_KB, 140, "do=link")), EX_DATAERR);
}

TEST_MAIN(T(articles_are_linked_and_other_deeds_change_nothing), T(opening_sets_everything), T(order_is_kept), T(an_empty_value_takes_away),
          T(what_the_fold_does_not_keep_is_ignored), T(states_and_their_times),
          T(a_customer_who_re_opens_it_waits_for_an_answer), T(who_asks_and_who_answers),
          T(questions_inside), T(hands), T(personal_fields_come_as_a_text), T(the_rest_of_the_row_is_read_back),
          T(the_mark_as_spam_leaves_no_trace))
