-- The desk on PostgreSQL, format 1: the tables of share/schema/sqlite, with
-- bytes compared as bytes. What is said there about each column holds here.

CREATE TABLE desk_format (number INTEGER NOT NULL);
INSERT INTO desk_format VALUES (0);

CREATE TABLE writer (id INTEGER);   -- its lock is the writers' turn

CREATE TABLE head (              -- one row: the end of the chain, the counters
	id       BIGINT PRIMARY KEY CHECK (id = 1),
	desk     TEXT COLLATE "C" NOT NULL,   -- random name of this desk, 32 hex digits
	created  BIGINT NOT NULL,
	seq      BIGINT NOT NULL,   -- last event
	hash     BYTEA NOT NULL,   -- its hash; of the empty chain: 32 zero bytes
	ticket   BIGINT NOT NULL,   -- last ticket number
	customer BIGINT NOT NULL,   -- last customer number
	policy   BIGINT NOT NULL,   -- last policy version
	erased   BIGINT NOT NULL,     -- 1 once an erase event exists
	person   BIGINT NOT NULL DEFAULT 0,   -- last person's number
	armed    BIGINT NOT NULL DEFAULT 0    -- version of the policy the alarms are of
);

CREATE TABLE event (
	seq     BIGINT PRIMARY KEY,
	ticket  BIGINT NOT NULL,    -- 0: the desk as a whole
	at      BIGINT NOT NULL,    -- when it happened
	logged  BIGINT NOT NULL,    -- when it was recorded
	kind    TEXT COLLATE "C" NOT NULL,
	role    TEXT COLLATE "C" NOT NULL,    -- agent, customer, bot, rule, system
	actor   TEXT COLLATE "C" NOT NULL,    -- who acts
	os_user TEXT COLLATE "C" NOT NULL,    -- whose process wrote it
	ext     TEXT COLLATE "C",                -- idempotency key
	data    TEXT COLLATE "C" NOT NULL,    -- domain/pairs.h
	texts   BYTEA,                -- 33 bytes a text: part, salted digest
	hash    BYTEA NOT NULL
);

CREATE TABLE text (              -- free text and personal data, erasable
	id   BIGINT PRIMARY KEY,    -- event * 64 + part
	salt BYTEA NOT NULL,
	body TEXT COLLATE "C" NOT NULL
);

CREATE TABLE file (              -- attachments, once each
	digest BYTEA PRIMARY KEY,     -- BLAKE2b-256 of content
	size   BIGINT NOT NULL,
	body   BYTEA NOT NULL
);

CREATE TABLE ticket (
	id         BIGINT PRIMARY KEY,
	seq        BIGINT NOT NULL, -- its last event
	active     BIGINT NOT NULL, -- 1: neither resolved nor closed
	state      TEXT COLLATE "C" NOT NULL,
	class      BIGINT NOT NULL, -- enum state_class
	kind       TEXT COLLATE "C" NOT NULL,
	priority   BIGINT NOT NULL, -- rank, 1 the most urgent
	impact     BIGINT NOT NULL,
	urgency    BIGINT NOT NULL,
	affected   BIGINT NOT NULL,
	level      BIGINT NOT NULL,
	team       TEXT COLLATE "C",
	agent      TEXT COLLATE "C",
	customer   BIGINT NOT NULL, -- 0: none
	category   TEXT COLLATE "C",
	complexity TEXT COLLATE "C",
	channel    TEXT COLLATE "C",
	lang       TEXT COLLATE "C",
	plan       TEXT COLLATE "C",
	key        TEXT COLLATE "C",             -- the name another system gave it
	subject    TEXT COLLATE "C",
	contact    BIGINT NOT NULL,
	opened     BIGINT NOT NULL,
	changed    BIGINT NOT NULL,
	state_since BIGINT NOT NULL,
	level_since BIGINT NOT NULL,
	replied    BIGINT,          -- first public answer by a person
	answered   BIGINT,          -- last public message of ours
	asked_at   BIGINT,          -- oldest unanswered customer message
	resolved   BIGINT,
	closed     BIGINT,
	wake       BIGINT,
	hands      BIGINT NOT NULL, -- changes of team or agent after the first
	reopened   BIGINT NOT NULL,
	policy     BIGINT NOT NULL,
	rest       TEXT COLLATE "C" NOT NULL,     -- pairs: what no query asks for
	person   BIGINT NOT NULL DEFAULT 0,   -- who of the customer, 0: not said
	counted BIGINT NOT NULL,     -- customers its incidents add up
	merged BIGINT NOT NULL,     -- the ticket it went into, 0: none
	spam BIGINT NOT NULL   -- 1: not a case at all
);

CREATE TABLE tag (
	name   TEXT COLLATE "C" NOT NULL,
	ticket BIGINT NOT NULL,
	PRIMARY KEY (name, ticket)
);

CREATE TABLE field (
	name   TEXT COLLATE "C" NOT NULL,
	value  TEXT COLLATE "C" NOT NULL,
	ticket BIGINT NOT NULL,
	PRIMARY KEY (name, value, ticket)
);

CREATE TABLE ask (               -- questions inside a ticket, still open
	seq    BIGINT PRIMARY KEY,
	ticket BIGINT NOT NULL,
	whom   TEXT COLLATE "C" NOT NULL,     -- "@agent" or "team"
	by     TEXT COLLATE "C" NOT NULL,
	at     BIGINT NOT NULL
);

CREATE TABLE customer (
	id   BIGINT PRIMARY KEY,
	seq  BIGINT NOT NULL,       -- its last event
	key  TEXT COLLATE "C",                   -- NULL once erased
	name TEXT COLLATE "C",
	lang TEXT COLLATE "C",
	plan TEXT COLLATE "C",
	stage TEXT COLLATE "C",     -- of its life: the policy's customers.stages
	csm TEXT COLLATE "C",     -- agent who looks after it
	merged BIGINT NOT NULL,     -- the customer it went into
	internal BIGINT NOT NULL,
	rest TEXT COLLATE "C" NOT NULL   -- pairs: zone, volume, products ...
);

CREATE TABLE policy (
	version    BIGINT PRIMARY KEY,
	valid_from BIGINT NOT NULL,
	loaded     BIGINT NOT NULL,
	by         TEXT COLLATE "C" NOT NULL,
	name       TEXT COLLATE "C" NOT NULL,
	digest     BYTEA NOT NULL,    -- of yaml
	yaml       TEXT COLLATE "C" NOT NULL,
	packed     BYTEA NOT NULL
);

CREATE TABLE link (              -- each link twice, once from either side
	ticket   BIGINT NOT NULL,
	relation TEXT COLLATE "C" NOT NULL,   -- what ticket is to other: domain/ticket.h
	other    BIGINT NOT NULL,
	PRIMARY KEY (ticket, relation, other)
);

CREATE TABLE watch (             -- agents who follow a ticket
	name   TEXT COLLATE "C" NOT NULL,
	ticket BIGINT NOT NULL,
	PRIMARY KEY (name, ticket)
);

CREATE TABLE person (            -- people of customers
	id       BIGINT PRIMARY KEY,
	seq      BIGINT NOT NULL,   -- its last event
	customer BIGINT NOT NULL,
	key      TEXT COLLATE "C",
	name     TEXT COLLATE "C",
	lang     TEXT COLLATE "C",
	rest     TEXT COLLATE "C" NOT NULL    -- pairs: title, prefers
);

CREATE TABLE address (           -- where people are reached
	channel TEXT COLLATE "C" NOT NULL,
	address TEXT COLLATE "C" NOT NULL,    -- as written; mail in small letters
	person  BIGINT NOT NULL,
	PRIMARY KEY (channel, address, person)
);

CREATE TABLE clock (             -- cache of domain/clocks.h, a row a cycle
	ticket   BIGINT NOT NULL,
	name     TEXT COLLATE "C" NOT NULL,   -- first_response ..., or a deadline and its stage
	cycle    BIGINT NOT NULL,
	kind     BIGINT NOT NULL,   -- enum clock_kind
	state    BIGINT NOT NULL,   -- enum clock_state, as the events have it
	level    BIGINT NOT NULL,   -- of a level clock
	start    BIGINT NOT NULL,
	due      BIGINT,            -- NULL: it stands still, or never
	risk     BIGINT,            -- at risk from here on
	ended    BIGINT,            -- NULL: open
	counted  BIGINT NOT NULL,   -- seconds, up to turned
	turned   BIGINT NOT NULL,
	still    BIGINT NOT NULL,   -- 1: nothing is counted since
	over     BIGINT NOT NULL,   -- seconds past due, of an ended one
	rule     TEXT COLLATE "C" NOT NULL,
	target   TEXT COLLATE "C" NOT NULL,   -- "4h"
	calendar TEXT COLLATE "C" NOT NULL,
	policy   BIGINT NOT NULL,   -- version it is pinned to
	PRIMARY KEY (ticket, name, cycle)
);

CREATE TABLE alarm (             -- when a rule may next fire for a ticket
	ticket BIGINT PRIMARY KEY,
	at     BIGINT NOT NULL
);

CREATE INDEX event_ticket ON event (ticket, seq);
CREATE INDEX event_at ON event (at, seq);
CREATE UNIQUE INDEX event_ext ON event (ext) WHERE ext IS NOT NULL;
CREATE UNIQUE INDEX ticket_key ON ticket (key) WHERE key IS NOT NULL;
CREATE INDEX ticket_queue ON ticket (priority, opened, id) WHERE active = 1;
CREATE INDEX ticket_team ON ticket (team, priority, opened, id) WHERE active = 1;
CREATE INDEX ticket_agent ON ticket (agent, priority, opened, id) WHERE active = 1;
CREATE INDEX ticket_wake ON ticket (wake) WHERE wake IS NOT NULL;
CREATE INDEX ticket_customer ON ticket (customer, priority, opened, id);
CREATE INDEX ticket_category ON ticket (category, id);
CREATE INDEX ticket_state ON ticket (state, priority, opened, id);
CREATE INDEX ticket_opened ON ticket (opened, id);
CREATE INDEX ticket_changed ON ticket (changed, id);
CREATE INDEX tag_ticket ON tag (ticket);
CREATE INDEX field_ticket ON field (ticket);
CREATE INDEX ask_whom ON ask (whom, seq);
CREATE INDEX ask_ticket ON ask (ticket);
CREATE UNIQUE INDEX customer_key ON customer (key) WHERE key IS NOT NULL;
CREATE INDEX ticket_merged ON ticket (merged) WHERE merged <> 0;
CREATE INDEX ticket_spam ON ticket (id) WHERE spam = 1;
CREATE INDEX watch_ticket ON watch (ticket);
CREATE INDEX customer_csm ON customer (csm, id) WHERE csm IS NOT NULL;
CREATE UNIQUE INDEX person_key ON person (key) WHERE key IS NOT NULL;
CREATE INDEX person_customer ON person (customer, id);
CREATE INDEX address_person ON address (person);
CREATE INDEX clock_due ON clock (due, ticket) WHERE ended IS NULL AND due IS NOT NULL;
CREATE INDEX clock_risk ON clock (risk, ticket) WHERE ended IS NULL AND risk IS NOT NULL;
CREATE INDEX clock_still ON clock (ticket) WHERE ended IS NULL AND due IS NULL;
CREATE INDEX alarm_at ON alarm (at, ticket);

CREATE FUNCTION event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
	RAISE EXCEPTION 'events are never changed or deleted';
END
$body$;
CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON event
	FOR EACH ROW EXECUTE FUNCTION event_is_kept();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event
	FOR EACH STATEMENT EXECUTE FUNCTION event_is_kept();

CREATE TABLE search (            -- what lib/store/search_pg.c says
	seq   BIGINT PRIMARY KEY,
	loss  BIGINT NOT NULL,      -- 0: all is here, 1: without places, 2: without words
	words TSVECTOR NOT NULL
);
CREATE INDEX search_words ON search USING GIN (words);
CREATE INDEX search_lost ON search (seq) WHERE loss = 2;
