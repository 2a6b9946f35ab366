/*
 * article.h: a decoded text as an article: paragraphs, title, language, direction, what is furniture.
 *
 * The text is never changed. Everything known of it is spans of its bytes, and flags on its paragraphs.
 * A paragraph is what stands between paragraph separators (bidi class B: LF, CR, CRLF, U+001C to U+001E,
 * U+0085, U+2029); an empty one is kept, since --print shows it.
 *
 * Furniture is what a scraped page has around its article: comment forms, image names, headlines of other
 * articles. It is recognised by rules kept as data (data/furniture.tsv) and left out of counts.
 */
#ifndef WARAQ_DOC_ARTICLE_H
#define WARAQ_DOC_ARTICLE_H

#include "waraq/base/buf.h"
#include "waraq/base/span.h"
#include "waraq/text/decode.h"
#include "waraq/text/props.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wq_para_kind {
    WQ_PARA_TEXT,
    WQ_PARA_EMPTY, /* nothing but white space */
    WQ_PARA_TITLE,
    WQ_PARA_FURNITURE,
};

struct wq_paragraph {
    struct wq_span span; /* without its separator */
    uint8_t kind;        /* enum wq_para_kind */
    bool rtl;
    bool close; /* short and right behind another short one: no empty row between them */
    bool joins; /* goes on where the paragraph before ended: that line was wrapped at a column */
};

/* Words read in a minute, measured where the interface's drawings give both. */
enum { WQ_WORDS_A_MINUTE = 200 };

enum { WQ_LANGUAGE_MAX = 8 };

struct wq_article {
    struct wq_text text;
    struct wq_paragraph *paras;
    size_t nparas;
    char language[WQ_LANGUAGE_MAX]; /* ISO 639: "ur", "fa", "ar", "he", "ckb", ...; "" if it cannot be told */
    bool rtl;
    bool hard_wrapped;     /* its lines were broken at a column */
    char *title;           /* UTF-8 without control characters; never empty unless there are no words */
    bool title_made;       /* made from the first sentence: no paragraph is the title */
    size_t words;          /* of the article proper, its title included */
    size_t minutes;        /* at least 1 if there are words */
    size_t non_empty;      /* paragraphs that are not empty, furniture included */
    size_t furniture;      /* paragraphs that are furniture */
    struct wq_span proper; /* from the first paragraph that is not furniture to the last one's end */
};

/* What every article needs: the rules, read once. props is borrowed for its life. One thread. */
struct wq_doc;
struct wq_doc *wq_doc_new(struct wq_props *props);
void wq_doc_free(struct wq_doc *d);

/* Appends what identifies the rules, for what is kept on disk. */
void wq_doc_version(struct wq_buf *out);

/* Takes over *text (it is left empty). The article is the caller's: wq_article_free. */
struct wq_article *wq_article_new(struct wq_doc *d, struct wq_text *text);
void wq_article_free(struct wq_article *a);

/* Index of the paragraph that holds byte at, or the last. There must be one. */
size_t wq_article_para_at(const struct wq_article *a, size_t at);

#endif
