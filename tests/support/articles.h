/*
 * articles.h: articles for tests: from text that stands in the test, and the samples.
 *
 * There is one engine a process; the group fixtures open and close it. The samples are found from the
 * project's root, where `make test` runs.
 */
#ifndef WARAQ_TESTS_SUPPORT_ARTICLES_H
#define WARAQ_TESTS_SUPPORT_ARTICLES_H

#include "waraq/doc/article.h"
#include "waraq/layout/para.h"

#include <stddef.h>

/* Group fixtures for cmocka. */
int articles_open(void **state);
int articles_close(void **state);

struct wq_layout *articles_layout(void);
struct wq_doc *articles_doc(void);
struct wq_props *articles_props(void);

/* The caller's, by wq_article_free. The text is UTF-8. */
struct wq_article *article_of(const char *text);
struct wq_article *article_of_bytes(const char *text, size_t len);
/* data/samples/NAME.txt */
struct wq_article *article_sample(const char *name);

/* The names of the samples, and how many there are. */
extern const char *const samples[];
extern const size_t nsamples;

/* A letter a paragraph: T title, t text, F furniture, - empty. The caller's, by free. */
char *article_kinds(const struct wq_article *a);

/* Whether a's text has s at span, exactly. */
int span_is(const struct wq_article *a, struct wq_span span, const char *s);

#endif
