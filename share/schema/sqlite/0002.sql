-- Format 2: links, merges, watchers; customers with their people.

ALTER TABLE head ADD COLUMN person INTEGER NOT NULL DEFAULT 0;  -- last person's number

ALTER TABLE ticket ADD COLUMN person  INTEGER NOT NULL DEFAULT 0;  -- who of the customer, 0: not said
ALTER TABLE ticket ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;  -- customers its incidents add up
ALTER TABLE ticket ADD COLUMN merged  INTEGER NOT NULL DEFAULT 0;  -- the ticket it went into, 0: none
ALTER TABLE ticket ADD COLUMN spam    INTEGER NOT NULL DEFAULT 0;  -- 1: not a case at all
CREATE INDEX ticket_merged ON ticket (merged) WHERE merged <> 0;
CREATE INDEX ticket_spam ON ticket (id) WHERE spam = 1;

CREATE TABLE link (              -- each link twice, once from either side
	ticket   INTEGER NOT NULL,
	relation TEXT    NOT NULL,   -- what ticket is to other: domain/ticket.h
	other    INTEGER NOT NULL,
	PRIMARY KEY (ticket, relation, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE watch (             -- agents who follow a ticket
	name   TEXT    NOT NULL,
	ticket INTEGER NOT NULL,
	PRIMARY KEY (name, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX watch_ticket ON watch (ticket);

ALTER TABLE customer ADD COLUMN stage    TEXT;       -- of its life: the policy's customers.stages
ALTER TABLE customer ADD COLUMN csm      TEXT;       -- agent who looks after it
ALTER TABLE customer ADD COLUMN merged   INTEGER NOT NULL DEFAULT 0;  -- the customer it went into
ALTER TABLE customer ADD COLUMN internal INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN rest     TEXT    NOT NULL DEFAULT '';  -- pairs: zone, volume, products ...
CREATE INDEX customer_csm ON customer (csm, id) WHERE csm IS NOT NULL;

CREATE TABLE person (            -- people of customers
	id       INTEGER PRIMARY KEY,
	seq      INTEGER NOT NULL,   -- its last event
	customer INTEGER NOT NULL,
	key      TEXT,
	name     TEXT,
	lang     TEXT,
	rest     TEXT    NOT NULL    -- pairs: title, prefers
) STRICT;
CREATE UNIQUE INDEX person_key ON person (key) WHERE key IS NOT NULL;
CREATE INDEX person_customer ON person (customer, id);

CREATE TABLE address (           -- where people are reached
	channel TEXT    NOT NULL,
	address TEXT    NOT NULL,    -- as written; mail in small letters
	person  INTEGER NOT NULL,
	PRIMARY KEY (channel, address, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX address_person ON address (person);
