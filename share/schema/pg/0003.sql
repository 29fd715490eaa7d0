-- Format 3 here: the knowledge base. Articles, their texts, categories and links to
-- tickets are caches of the record; the kb_ tables are its index, which only
-- needs those (lib/store/shelf.h).

ALTER TABLE head ADD COLUMN article BIGINT NOT NULL DEFAULT 0;  -- last article's number

CREATE TABLE article (
	id          BIGINT PRIMARY KEY,
	seq         BIGINT NOT NULL,    -- its last event
	key         TEXT COLLATE "C" NOT NULL,
	kind        TEXT COLLATE "C" NOT NULL,
	audience    TEXT COLLATE "C" NOT NULL,    -- public, internal
	owner       TEXT COLLATE "C",                -- agent
	categories  TEXT COLLATE "C",                -- "a,b"
	queries     TEXT COLLATE "C",                -- queries, one a line
	review_by   BIGINT,             -- days since 1970-01-01
	valid_until BIGINT,
	created     BIGINT NOT NULL,
	changed     BIGINT NOT NULL
);
CREATE UNIQUE INDEX article_key ON article (key);
CREATE INDEX article_valid ON article (valid_until, id) WHERE valid_until IS NOT NULL;

CREATE TABLE article_text (          -- a language of an article
	article   BIGINT NOT NULL,
	lang      TEXT COLLATE "C" NOT NULL,
	state     TEXT COLLATE "C" NOT NULL,      -- draft, published, withdrawn
	versions  BIGINT NOT NULL,
	live      BIGINT NOT NULL,      -- event that carries what is published, 0: nothing
	draft     BIGINT NOT NULL,      -- event that carries a newer text, 0: none
	changed   BIGINT NOT NULL,
	published BIGINT,
	PRIMARY KEY (article, lang)
);

CREATE TABLE article_event (         -- its history
	article BIGINT NOT NULL,
	seq     BIGINT NOT NULL,
	PRIMARY KEY (article, seq)
);

CREATE TABLE article_category (
	category TEXT COLLATE "C" NOT NULL,
	article  BIGINT NOT NULL,
	PRIMARY KEY (category, article)
);

CREATE TABLE article_ticket (        -- articles that belong to a ticket
	ticket  BIGINT NOT NULL,
	article BIGINT NOT NULL,
	PRIMARY KEY (ticket, article)
);
CREATE INDEX article_ticket_of ON article_ticket (article, ticket);

CREATE INDEX event_kb ON event (at, seq) WHERE kind = 'kb';

CREATE TABLE kb_head (               -- one row: the index's counters
	id   BIGINT PRIMARY KEY CHECK (id = 1),
	doc  BIGINT NOT NULL,           -- last number of a text
	word BIGINT NOT NULL            -- last number of a word
);
INSERT INTO kb_head (id, doc, word) VALUES (1, 0, 0);

CREATE TABLE kb_due (                -- texts that the index has still to learn, or to forget
	article BIGINT NOT NULL,
	lang    TEXT COLLATE "C" NOT NULL,
	PRIMARY KEY (article, lang)
);

CREATE TABLE kb_lang (               -- a language that has live texts, and how long they are
	id        BIGINT PRIMARY KEY,
	lang      TEXT COLLATE "C" NOT NULL UNIQUE,
	docs      BIGINT NOT NULL,
	title     BIGINT NOT NULL,      -- words of all of them together
	questions BIGINT NOT NULL,
	body      BIGINT NOT NULL,
	names     BIGINT NOT NULL,
	scale     TEXT COLLATE "C" NOT NULL       -- usual lengths by which kb_post weighs words
);

CREATE TABLE kb_doc (                -- a live text as its words
	id        BIGINT PRIMARY KEY,   -- dense, growing
	article   BIGINT NOT NULL,
	lang      TEXT COLLATE "C" NOT NULL,
	seq       BIGINT NOT NULL,      -- event that carries it
	title     TEXT COLLATE "C" NOT NULL,      -- text/stem.h
	questions TEXT COLLATE "C" NOT NULL,      -- a line each
	body      TEXT COLLATE "C" NOT NULL,
	names     TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX kb_doc_text ON kb_doc (article, lang);

CREATE TABLE kb_word (
	lang BIGINT NOT NULL,           -- kb_lang.id
	word TEXT COLLATE "C" NOT NULL,
	id   BIGINT NOT NULL,
	df   BIGINT NOT NULL,           -- texts that hold it
	PRIMARY KEY (lang, word)
);

CREATE TABLE kb_post (               -- which texts hold a word, and how much it weighs there
	id   BIGINT PRIMARY KEY,        -- word * 2^32 + first text
	body BYTEA   NOT NULL            -- lib/store/shelf_post.h
);

CREATE TABLE kb_flag (               -- who may see which texts
	id   BIGINT PRIMARY KEY,        -- text / KB_BLOCK
	body BYTEA   NOT NULL            -- 2 bytes a text: lib/store/shelf.h
);
