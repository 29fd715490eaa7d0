PRAGMA synchronous=FULL;
BEGIN IMMEDIATE;
INSERT INTO customer (id, seq, key) SELECT customer + 1, seq + 1, 'k' || (customer + 1) FROM head WHERE 0;
INSERT INTO event (seq, ticket, at, logged, kind, role, actor, os_user, data, texts, hash)
 SELECT seq + 1, ticket + 1, 1800000000, 1800000000, 'open', 'agent', 'root', 'root',
 'kind=incident	state=new	class=new	priority=3	impact=2	urgency=2	why=impact:medium:default urgency:medium:default rank:3:matrix	level=1	team=support	placed=level:default team:level	policy=1',
 zeroblob(66), randomblob(32) FROM head;
INSERT INTO text (id, salt, body) SELECT (seq + 1) * 64 + 1, randomblob(16), 'Transfer pending since yesterday' FROM head;
INSERT INTO text (id, salt, body) SELECT (seq + 1) * 64 + 2, randomblob(16),
 'payment transfer card refund missing pending account bank statement charged twice yesterday customer support answer please urgent wrong amount currency dispute merchant invoice login password identity' FROM head;
INSERT INTO search (rowid, body) SELECT seq + 1,
 'transfer pending since yesterday payment transfer card refund missing pending account bank statement charged twice yesterday customer support answer please urgent wrong amount currency dispute merchant invoice login password identity' FROM head;
INSERT INTO ticket (id, seq, active, state, class, kind, priority, impact, urgency, affected, level, team, customer, subject,
 contact, opened, changed, state_since, level_since, asked_at, hands, reopened, policy, rest)
 SELECT ticket + 1, seq + 1, 1, 'new', 0, 'incident', 3, 2, 2, 0, 1, 'support', 0, 'Transfer pending since yesterday',
 1800000000, 1800000000, 1800000000, 1800000000, 1800000000, 1800000000, 0, 0, 1, 'subject=1	why=impact:medium:default' FROM head;
UPDATE head SET seq = seq + 1, ticket = ticket + 1, hash = randomblob(32);
COMMIT;
