-- Format 5: the knowledge base. Articles, their texts, categories and links to
-- tickets are caches of the record; the kb_ tables are its index, which only
-- needs those (lib/store/shelf.h).

ALTER TABLE head ADD COLUMN article INTEGER NOT NULL DEFAULT 0;  -- last article's number

CREATE TABLE article (
	id          INTEGER PRIMARY KEY,
	seq         INTEGER NOT NULL,    -- its last event
	key         TEXT    NOT NULL,
	kind        TEXT    NOT NULL,
	audience    TEXT    NOT NULL,    -- public, internal
	owner       TEXT,                -- agent
	categories  TEXT,                -- "a,b"
	queries     TEXT,                -- queries, one a line
	review_by   INTEGER,             -- days since 1970-01-01
	valid_until INTEGER,
	created     INTEGER NOT NULL,
	changed     INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX article_key ON article (key);
CREATE INDEX article_valid ON article (valid_until, id) WHERE valid_until IS NOT NULL;

CREATE TABLE article_text (          -- a language of an article
	article   INTEGER NOT NULL,
	lang      TEXT    NOT NULL,
	state     TEXT    NOT NULL,      -- draft, published, withdrawn
	versions  INTEGER NOT NULL,
	live      INTEGER NOT NULL,      -- event that carries what is published, 0: nothing
	draft     INTEGER NOT NULL,      -- event that carries a newer text, 0: none
	changed   INTEGER NOT NULL,
	published INTEGER,
	PRIMARY KEY (article, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_event (         -- its history
	article INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_category (
	category TEXT    NOT NULL,
	article  INTEGER NOT NULL,
	PRIMARY KEY (category, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_ticket (        -- articles that belong to a ticket
	ticket  INTEGER NOT NULL,
	article INTEGER NOT NULL,
	PRIMARY KEY (ticket, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_ticket_of ON article_ticket (article, ticket);

CREATE INDEX event_kb ON event (at, seq) WHERE kind = 'kb';

CREATE TABLE kb_head (               -- one row: the index's counters
	id   INTEGER PRIMARY KEY CHECK (id = 1),
	doc  INTEGER NOT NULL,           -- last number of a text
	word INTEGER NOT NULL            -- last number of a word
) STRICT;
INSERT INTO kb_head (id, doc, word) VALUES (1, 0, 0);

CREATE TABLE kb_due (                -- texts that the index has still to learn, or to forget
	article INTEGER NOT NULL,
	lang    TEXT    NOT NULL,
	PRIMARY KEY (article, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE kb_lang (               -- a language that has live texts, and how long they are
	id        INTEGER PRIMARY KEY,
	lang      TEXT    NOT NULL UNIQUE,
	docs      INTEGER NOT NULL,
	title     INTEGER NOT NULL,      -- words of all of them together
	questions INTEGER NOT NULL,
	body      INTEGER NOT NULL,
	names     INTEGER NOT NULL,
	scale     TEXT    NOT NULL       -- usual lengths by which kb_post weighs words
) STRICT;

CREATE TABLE kb_doc (                -- a live text as its words
	id        INTEGER PRIMARY KEY,   -- dense, growing
	article   INTEGER NOT NULL,
	lang      TEXT    NOT NULL,
	seq       INTEGER NOT NULL,      -- event that carries it
	title     TEXT    NOT NULL,      -- text/stem.h
	questions TEXT    NOT NULL,      -- a line each
	body      TEXT    NOT NULL,
	names     TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX kb_doc_text ON kb_doc (article, lang);

CREATE TABLE kb_word (
	lang INTEGER NOT NULL,           -- kb_lang.id
	word TEXT    NOT NULL,
	id   INTEGER NOT NULL,
	df   INTEGER NOT NULL,           -- texts that hold it
	PRIMARY KEY (lang, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE kb_post (               -- which texts hold a word, and how much it weighs there
	id   INTEGER PRIMARY KEY,        -- word * 2^32 + first text
	body BLOB    NOT NULL            -- lib/store/shelf_post.h
) STRICT;

CREATE TABLE kb_flag (               -- who may see which texts
	id   INTEGER PRIMARY KEY,        -- text / KB_BLOCK
	body BLOB    NOT NULL            -- 2 bytes a text: lib/store/shelf.h
) STRICT;
