/* followers: who hears of a ticket, everybody once. */
#include "service/followers.h"

#include "lib/service/fixture.h"
#include "service/clients.h"

static struct fixture x;

static int64_t person(const char *key, const char *facts)
{
	struct clients_run *run = clients_begin(&x.s, &x.a);
	struct client_result r;
	struct fault f = {0};
	struct pairs set = {0};

	pairs_parse(&x.a, facts, strlen(facts), &set);
	CHECK_INT(clients_put_person(run, &x.a, key, CLIENT_PUT, &set, &r, &f), 0);
	CHECK_STR(f.text, "");
	return r.id;
}

/* "holder:ana watcher:... person:NAME:ADDRESS ..." */
static char *list(const struct ticket *t)
{
	struct followers all;
	struct str s = str_new(&x.a);

	followers_of(&x.s, &x.a, t, &all);
	for (size_t i = 0; i < all.n; i++)
		str_printf(&s, "%s%s:%s", i ? " " : "", follower_words[all.v[i].kind],
		           all.v[i].agent ? all.v[i].agent : all.v[i].address ? all.v[i].address : "-");
	return s.p;
}

static struct ticket change(int64_t id, const char *name, const char *value)
{
	struct change c = change_none();
	struct change_result r;
	struct fault f;

	pairs_add(&x.a, &c.set, name, value);
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
	CHECK_STR(f.text, "");
	return fixture_load(&x, id);
}

static int own(struct desk *d, void *arg)
{
	struct clients_run *run = clients_begin(&x.s, &x.a);
	struct client_result r;
	struct fault f = {0};
	struct open_request q = open_none();

	(void)d, (void)arg;
	CHECK_INT(clients_put(run, &x.a, "acme", CLIENT_ADD, &(struct pairs){0}, &r, &f), 0);
	int64_t maria = person("acme/maria", "mail=m@acme.example\tphone=+34600\tprefers=phone");
	int64_t joe = person("acme/joe", "mail=joe@acme.example");
	int64_t zoe = person("acme/zoe", "gone=yes\tmail=zoe@acme.example");
	q.subject = "Help";
	q.person = "acme/maria";
	q.channel = "mail";
	q.agent = "lucas";
	q.watchers = "lucas,carla";
	q.cc = "Boss@Acme.example,m@acme.example";
	int64_t id = fixture_ticket(&x, &q);
	struct ticket t = fixture_load(&x, id);
	CHECK_STR(list(&t), "holder:lucas watcher:carla person:+34600 copy:boss@acme.example copy:m@acme.example");
	struct person p;
	CHECK(people_load(x.s.desk, &x.a, maria, &p) && followers_may_see(&x.s, &t, &p));
	CHECK(people_load(x.s.desk, &x.a, joe, &p) && !followers_may_see(&x.s, &t, &p));
	CHECK(people_load(x.s.desk, &x.a, zoe, &p) && !followers_may_see(&x.s, &t, &p));
	person("acme/maria", "prefers=mail");
	t = change(id, "watchers", "-carla,-lucas");
	CHECK_STR(list(&t), "holder:lucas person:m@acme.example copy:boss@acme.example");
	person("acme/maria", "gone=yes");
	t = change(id, "cc", "");
	CHECK_STR(list(&t), "holder:lucas");
	return DESK_STOP;
}

TEST(own_tickets)
{
	fixture_open(&x, "default.yaml", NULL);
	fixture_tx(&x, own);
	fixture_close(&x);
}

static int firm(struct desk *d, void *arg)
{
	struct clients_run *run = clients_begin(&x.s, &x.a);
	struct client_result r;
	struct fault f = {0};
	struct open_request q = open_none();

	(void)d, (void)arg;
	CHECK_INT(clients_put(run, &x.a, "acme", CLIENT_ADD, &(struct pairs){0}, &r, &f), 0);
	CHECK_STR(f.text, "");
	person("acme/maria", "mail=m@acme.example");
	int64_t joe = person("acme/joe", "mail=joe@acme.example");
	person("acme/zoe", "gone=yes\tmail=zoe@acme.example");
	person("acme/ann", "name=Ann");
	q.subject = "Help";
	q.person = "acme/maria";
	q.cc = "joe@acme.example,x@acme.example";
	struct ticket t = fixture_load(&x, fixture_ticket(&x, &q));
	CHECK_STR(list(&t), "person:m@acme.example firm:joe@acme.example firm:- copy:x@acme.example");
	struct person p;
	CHECK(people_load(x.s.desk, &x.a, joe, &p) && followers_may_see(&x.s, &t, &p));
	p.customer++;
	CHECK(!followers_may_see(&x.s, &t, &p));
	return DESK_STOP;
}

TEST(a_firm_follows)
{
	fixture_open(&x, "open-banking-provider.yaml", "karim");
	fixture_tx(&x, firm);
	fixture_close(&x);
}

TEST(the_address_to_write_to)
{
	struct arena a = {0};
	struct person p = {0};

	CHECK(followers_address(&p, "mail") == NULL);
	pairs_add(&a, &p.addresses, "chat", "c");
	CHECK_STR(followers_address(&p, "mail")->value, "c");
	pairs_add(&a, &p.addresses, "mail", "m");
	pairs_add(&a, &p.addresses, "phone", "1");
	CHECK_STR(followers_address(&p, NULL)->value, "m");
	CHECK_STR(followers_address(&p, "phone")->value, "1");
	p.prefers = "chat";
	CHECK_STR(followers_address(&p, "phone")->value, "c");
	p.prefers = "social";
	CHECK_STR(followers_address(&p, "social")->value, "m");
	arena_free(&a);
}

TEST_MAIN(T(own_tickets), T(a_firm_follows), T(the_address_to_write_to))
