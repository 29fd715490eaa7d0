-- Format 3: what was promised for each ticket, and when a rule may fire.

CREATE TABLE clock (             -- cache of domain/clocks.h, a row a cycle
	ticket   INTEGER NOT NULL,
	name     TEXT    NOT NULL,   -- first_response ..., or a deadline and its stage
	cycle    INTEGER NOT NULL,
	kind     INTEGER NOT NULL,   -- enum clock_kind
	state    INTEGER NOT NULL,   -- enum clock_state, as the events have it
	level    INTEGER NOT NULL,   -- of a level clock
	start    INTEGER NOT NULL,
	due      INTEGER,            -- NULL: it stands still, or never
	risk     INTEGER,            -- at risk from here on
	ended    INTEGER,            -- NULL: open
	counted  INTEGER NOT NULL,   -- seconds, up to turned
	turned   INTEGER NOT NULL,
	still    INTEGER NOT NULL,   -- 1: nothing is counted since
	over     INTEGER NOT NULL,   -- seconds past due, of an ended one
	rule     TEXT    NOT NULL,
	target   TEXT    NOT NULL,   -- "4h"
	calendar TEXT    NOT NULL,
	policy   INTEGER NOT NULL,   -- version it is pinned to
	PRIMARY KEY (ticket, name, cycle)
) STRICT, WITHOUT ROWID;
CREATE INDEX clock_due ON clock (due, ticket) WHERE ended IS NULL AND due IS NOT NULL;
CREATE INDEX clock_risk ON clock (risk, ticket) WHERE ended IS NULL AND risk IS NOT NULL;
CREATE INDEX clock_still ON clock (ticket) WHERE ended IS NULL AND due IS NULL;

CREATE TABLE alarm (             -- when a rule may next fire for a ticket
	ticket INTEGER PRIMARY KEY,
	at     INTEGER NOT NULL
) STRICT;
CREATE INDEX alarm_at ON alarm (at, ticket);

ALTER TABLE head ADD COLUMN armed INTEGER NOT NULL DEFAULT 0;  -- version of the policy the alarms are of
