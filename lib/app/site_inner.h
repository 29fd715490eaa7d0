/* site_inner: what the parts of the help centre share. */
#ifndef APP_SITE_INNER_H
#define APP_SITE_INNER_H

#include "app/site.h"
#include "base/str.h"
#include "base/vec.h"
#include "domain/article.h"
#include "text/markdown.h"

struct site_text {
	const char *lang, *title, *body;
	const char *script;            /* NULL: none, or not for these readers */
	const char *questions;         /* a line each; "": none */
	const char *html, *plain;      /* of body */
	const char *lead;              /* its first words */
	const struct markdown_heading *headings; size_t nheadings;
	const struct site_article *const *links; size_t nlinks;    /* what it speaks of */
	char day[16];                  /* "2026-11-22", of its publication */
};

struct site_article {
	const char *key, *kind;
	const char *topic;             /* what it stands under: a name of site.topics */
	const char *categories;        /* "a,b" */
	bool internal;
	VEC(struct site_text) texts;
};

/* A topic: the first part of categories, "payment" of "payment.failed". */
struct site_topic {
	const char *name, *slug;       /* slug: its file */
	const struct policy_category *category;    /* NULL: the policy does not know it */
	size_t articles;
};

struct site {
	struct app *app;
	struct arena *a;
	struct policy *p;
	const struct site_how *how;
	const char *home;              /* the language of the first page */
	VEC(struct site_article) articles;         /* by key */
	VEC(const char *) langs;       /* home first */
	VEC(struct site_topic) topics; /* in the order of the policy, then by name */
	struct site_folder *folder;
};

/* --- what is in it --- */

/* Fills site from the desk, inside a transaction. */
int site_load(struct site *s, struct fault *f);
/* Finds topics and gives each article one. */
void site_find_topics(struct site *s);
const struct site_topic *site_topic(const struct site *s, const char *name);
/* The name of a topic in the language texts are in now. */
const char *site_topic_label(const struct site *s, const struct site_topic *t, const char *lang);

const struct site_article *site_article(const struct site *s, const char *key, size_t n);
/* The text for readers of lang: theirs, without region, the home language's,
 * any. */
const struct site_text *site_text(const struct site *s, const struct site_article *x, const char *lang);
/* Turns the texts into HTML, links between articles into links between pages. */
int site_write_texts(struct site *s, struct fault *f);
/* The page of an article in the folder of its language; the way there from a
 * page in the folder of lang. */
const char *site_file(const struct site *s, const struct site_article *x);
const char *site_href(const struct site *s, const struct site_article *x, const struct site_text *t, const char *lang);

/* --- search --- */

/* A page of a language as the index knows it. */
struct site_doc {
	const struct site_article *article;
	const struct site_text *text;
	const char *order;             /* its title, folded */
	VEC(size_t) related;           /* docs, nearest first */
};
struct site_docs { struct site_doc *v; size_t n, cap; };

struct site_index;
/* Of all pages of a language, in the order of docs, which the index numbers. */
struct site_index *site_index_make(struct arena *a, const struct site_docs *docs);
/* The pages most like each other. */
void site_index_relate(struct site_index *x, struct site_docs *docs);
/* The index as scripts in the folder of lang. */
int site_index_write(const struct site *s, const struct site_index *x, const struct site_docs *docs, const char *lang,
                     struct fault *f);

/* --- pages --- */

struct site_page {
	const struct site *s;
	const char *lang;
	const char *path;              /* below the language's folder: "index.html", "topic/card.html" */
	const char *title;             /* NULL: the start page */
	const char *about;             /* a sentence; NULL: none */
	const struct site_article *article;   /* NULL: no article */
	bool topic;                    /* the page of a topic: every language has it */
	bool first;                    /* the copy of the home language's start page that opens the site */
};
/* From the page to the site's folder ("../"), and to its language's ("", "../"). */
const char *site_up(const struct site_page *p);
const char *site_in(const struct site_page *p);
void site_page_begin(struct str *out, const struct site_page *p);
void site_page_end(struct str *out, const struct site_page *p);
/* The box to search in; big: on the start page, with all that its script needs. */
void site_search_form(struct str *out, const struct site_page *p, bool big);
/* open, text escaped, close. */
void site_element(struct str *out, const char *open, const char *text, const char *close);
/* " lang=\"en\"" where it is not that of the page. */
void site_lang_attr(struct str *out, const struct site_page *p, const char *lang);
/* A language's name in itself. */
const char *site_language(const char *lang);

int site_write_pages(struct site *s, const char *lang, const struct site_docs *docs, struct fault *f);

/* --- the folder --- */

/* A folder beside dir to write in. EX_CANTCREAT where dir holds what no export
 * has written, or one with internal articles where these are not, or the other way round. */
struct site_folder *site_folder_begin(struct arena *a, const char *dir, bool internal, struct fault *f);
/* A file, its folders made; in any order. */
int site_folder_put(struct site_folder *d, const char *path, const char *p, size_t n, struct fault *f);
/* Puts it in the place of dir; what others have put there stays. */
int site_folder_end(struct site_folder *d, struct fault *f);
/* Takes it away, where something went wrong. */
void site_folder_drop(struct site_folder *d);

#endif
