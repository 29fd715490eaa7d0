-- Format 2 here: what reports ask for, by ranges of time. None of these costs the
-- opening of a ticket anything: they hold what was resolved, closed, opened
-- again, promised and decided, or said by the customer afterwards.

CREATE INDEX ticket_resolved ON ticket
	(resolved, opened, contact, level, level_since, priority, hands, reopened, spam, merged)
	WHERE resolved IS NOT NULL;
CREATE INDEX ticket_closed ON ticket (closed) WHERE closed IS NOT NULL;
CREATE INDEX ticket_back ON ticket (opened, resolved) WHERE reopened > 0;
CREATE INDEX clock_fell ON clock (due, ended, kind, state, over) WHERE ended IS NOT NULL;
CREATE INDEX event_said ON event (ticket, at, kind, role)
	WHERE kind IN ('call', 'merge', 'split') OR (kind = 'note' AND role = 'customer');
