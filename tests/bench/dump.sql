.headers off
SELECT 'PRAGMA synchronous=FULL; BEGIN IMMEDIATE;';
.mode insert event
SELECT * FROM event WHERE ticket > 0;
.mode insert text
SELECT text.* FROM text JOIN event ON event.seq = text.id / 64 WHERE event.ticket > 0;
.mode insert ticket
SELECT * FROM ticket;
.mode list
SELECT 'INSERT INTO search (rowid, body) VALUES (' || event.seq || ', ' || quote(group_concat(body, ' ')) || ');'
 FROM event JOIN text ON text.id >= event.seq * 64 AND text.id < event.seq * 64 + 64 WHERE event.ticket > 0 GROUP BY event.seq;
SELECT 'COMMIT;';
