SELECT event.seq, event.ticket, event.at, event.kind, event.role, event.actor, event.ext, event.data,
 subject.body, body.body, ticket.key, customer.key
 FROM event
 LEFT JOIN text AS subject ON subject.id = event.seq * 64 + 1
 LEFT JOIN text AS body ON body.id = event.seq * 64 + 2
 LEFT JOIN ticket ON ticket.id = event.ticket
 LEFT JOIN customer ON customer.id = ticket.customer
 ORDER BY event.seq;
