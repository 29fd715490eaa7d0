-- The desk, format 1. The truth is the event table; ticket, tag, field, ask
-- and customer rows are caches of its fold and can be made again from it.

CREATE TABLE head (              -- one row: the end of the chain, the counters
	id       INTEGER PRIMARY KEY CHECK (id = 1),
	desk     TEXT    NOT NULL,   -- random name of this desk, 32 hex digits
	created  INTEGER NOT NULL,
	seq      INTEGER NOT NULL,   -- last event
	hash     BLOB    NOT NULL,   -- its hash; of the empty chain: 32 zero bytes
	ticket   INTEGER NOT NULL,   -- last ticket number
	customer INTEGER NOT NULL,   -- last customer number
	policy   INTEGER NOT NULL,   -- last policy version
	erased   INTEGER NOT NULL    -- 1 once an erase event exists
) STRICT;

CREATE TABLE event (
	seq     INTEGER PRIMARY KEY,
	ticket  INTEGER NOT NULL,    -- 0: the desk as a whole
	at      INTEGER NOT NULL,    -- when it happened
	logged  INTEGER NOT NULL,    -- when it was recorded
	kind    TEXT    NOT NULL,
	role    TEXT    NOT NULL,    -- agent, customer, bot, rule, system
	actor   TEXT    NOT NULL,    -- who acts
	os_user TEXT    NOT NULL,    -- whose process wrote it
	ext     TEXT,                -- idempotency key
	data    TEXT    NOT NULL,    -- domain/pairs.h
	texts   BLOB,                -- 33 bytes a text: part, salted digest
	hash    BLOB    NOT NULL
) STRICT;
CREATE INDEX event_ticket ON event (ticket, seq);
CREATE INDEX event_at ON event (at, seq);
CREATE UNIQUE INDEX event_ext ON event (ext) WHERE ext IS NOT NULL;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

CREATE TABLE text (              -- free text and personal data, erasable
	id   INTEGER PRIMARY KEY,    -- event * 64 + part
	salt BLOB NOT NULL,
	body TEXT NOT NULL
) STRICT;

CREATE TABLE file (              -- attachments, once each
	digest BLOB PRIMARY KEY,     -- BLAKE2b-256 of content
	size   INTEGER NOT NULL,
	body   BLOB NOT NULL
) STRICT;

CREATE TABLE ticket (
	id         INTEGER PRIMARY KEY,
	seq        INTEGER NOT NULL, -- its last event
	active     INTEGER NOT NULL, -- 1: neither resolved nor closed
	state      TEXT    NOT NULL,
	class      INTEGER NOT NULL, -- enum state_class
	kind       TEXT    NOT NULL,
	priority   INTEGER NOT NULL, -- rank, 1 the most urgent
	impact     INTEGER NOT NULL,
	urgency    INTEGER NOT NULL,
	affected   INTEGER NOT NULL,
	level      INTEGER NOT NULL,
	team       TEXT,
	agent      TEXT,
	customer   INTEGER NOT NULL, -- 0: none
	category   TEXT,
	complexity TEXT,
	channel    TEXT,
	lang       TEXT,
	plan       TEXT,
	key        TEXT,             -- the name another system gave it
	subject    TEXT,
	contact    INTEGER NOT NULL,
	opened     INTEGER NOT NULL,
	changed    INTEGER NOT NULL,
	state_since INTEGER NOT NULL,
	level_since INTEGER NOT NULL,
	replied    INTEGER,          -- first public answer by a person
	answered   INTEGER,          -- last public message of ours
	asked_at   INTEGER,          -- oldest unanswered customer message
	resolved   INTEGER,
	closed     INTEGER,
	wake       INTEGER,
	hands      INTEGER NOT NULL, -- changes of team or agent after the first
	reopened   INTEGER NOT NULL,
	policy     INTEGER NOT NULL,
	rest       TEXT    NOT NULL  -- pairs: what no query asks for
) STRICT;
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

CREATE TABLE tag (
	name   TEXT    NOT NULL,
	ticket INTEGER NOT NULL,
	PRIMARY KEY (name, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_ticket ON tag (ticket);

CREATE TABLE field (
	name   TEXT    NOT NULL,
	value  TEXT    NOT NULL,
	ticket INTEGER NOT NULL,
	PRIMARY KEY (name, value, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_ticket ON field (ticket);

CREATE TABLE ask (               -- questions inside a ticket, still open
	seq    INTEGER PRIMARY KEY,
	ticket INTEGER NOT NULL,
	whom   TEXT    NOT NULL,     -- "@agent" or "team"
	by     TEXT    NOT NULL,
	at     INTEGER NOT NULL
) STRICT;
CREATE INDEX ask_whom ON ask (whom, seq);
CREATE INDEX ask_ticket ON ask (ticket);

CREATE TABLE customer (
	id   INTEGER PRIMARY KEY,
	seq  INTEGER NOT NULL,       -- its last event
	key  TEXT,                   -- NULL once erased
	name TEXT,
	lang TEXT,
	plan TEXT
) STRICT;
CREATE UNIQUE INDEX customer_key ON customer (key) WHERE key IS NOT NULL;

CREATE TABLE policy (
	version    INTEGER PRIMARY KEY,
	valid_from INTEGER NOT NULL,
	loaded     INTEGER NOT NULL,
	by         TEXT NOT NULL,
	name       TEXT NOT NULL,
	digest     BLOB NOT NULL,    -- of yaml
	yaml       TEXT NOT NULL,
	packed     BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5(body, content='', tokenize='unicode61', detail=full);
