#include "waraq/doc/article.h"

#include "furniture.h"
#include "tally.h"
#include "title.h"
#include "wrapped.h"

#include "waraq/base/array.h"
#include "waraq/doc/language.h"
#include "waraq/doc/place.h"
#include "waraq/layout/direction.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Lines up to this many code points, one behind the other, are verse or a list and stand together. */
enum { SHORT_LINE = 90, SHORT_SENTENCE = 60 };

struct wq_doc {
    struct wq_props *props;
    struct wq_furniture *furniture;
};

struct wq_doc *wq_doc_new(struct wq_props *props)
{
    struct wq_doc *d = wq_calloc(1, sizeof *d);
    d->props = props;
    d->furniture = wq_furniture_new();
    return d;
}

void wq_doc_free(struct wq_doc *d)
{
    if (!d)
        return;
    wq_furniture_free(d->furniture);
    free(d);
}

static void split(struct wq_article *a, struct wq_props *props)
{
    struct {
        struct wq_paragraph *items;
        size_t len, cap;
    } paras = {NULL, 0, 0};
    const char *s = a->text.data;
    size_t len = a->text.len;

    for (size_t start = 0; start < len;) {
        size_t end = wq_paragraph_end(s, len, start);
        size_t sep = end < len ? wq_paragraph_separator(s, len, end) : 0;
        struct wq_span span = {start, end};
        *WQ_PUSH(&paras) = (struct wq_paragraph){
            .span = span,
            .kind = wq_paragraph_is_blank(props, s, span) ? WQ_PARA_EMPTY : WQ_PARA_TEXT,
        };
        start = end + sep;
    }
    a->paras = paras.items;
    a->nparas = paras.len;
}

/* A tally a paragraph; free() it. */
static struct wq_tally *tally_all(const struct wq_article *a, struct wq_props *props)
{
    struct wq_tally *own = wq_calloc(a->nparas, sizeof *own);

    for (size_t i = 0; i < a->nparas; i++) {
        const struct wq_paragraph *p = &a->paras[i];
        own[i] = wq_tally(props, a->text.data + p->span.start, wq_span_len(p->span));
    }
    return own;
}

static void find_directions(struct wq_article *a, const struct wq_tally *own, struct wq_props *props)
{
    struct wq_letters all = {0, 0};

    for (size_t i = 0; i < a->nparas; i++) {
        all.rtl += own[i].letters.rtl;
        all.ltr += own[i].letters.ltr;
    }
    a->rtl = wq_document_rtl(all);
    for (size_t i = 0; i < a->nparas; i++) {
        struct wq_paragraph *p = &a->paras[i];
        /* Words are counted only where there are two kinds of letters. */
        if (own[i].letters.ltr == 0)
            p->rtl = own[i].letters.rtl > 0 || a->rtl;
        else
            p->rtl = wq_paragraph_rtl(props, a->text.data + p->span.start, wq_span_len(p->span), a->rtl);
    }
}

static void find_close_lines(struct wq_article *a)
{
    for (size_t i = 1; i < a->nparas; i++) {
        struct wq_paragraph *before = &a->paras[i - 1];
        struct wq_paragraph *p = &a->paras[i];
        if (before->kind == WQ_PARA_EMPTY || p->kind == WQ_PARA_EMPTY || before->kind == WQ_PARA_TITLE)
            continue;
        if (before->joins || (i + 1 < a->nparas && p[1].joins)) /* a line of a paragraph is not a short one */
            continue;
        const char *s = a->text.data + before->span.start;
        size_t len = wq_span_len(before->span);
        if (!wq_utf8_at_most(s, len, SHORT_LINE) ||
            !wq_utf8_at_most(a->text.data + p->span.start, wq_span_len(p->span), SHORT_LINE))
            continue;
        p->close = wq_utf8_at_most(s, len, SHORT_SENTENCE) || wq_is_headline(s, len);
    }
}

static void sum_up(struct wq_article *a, const struct wq_tally *own)
{
    bool any = false;

    for (size_t i = 0; i < a->nparas; i++) {
        const struct wq_paragraph *p = &a->paras[i];
        a->non_empty += p->kind != WQ_PARA_EMPTY;
        if (p->kind == WQ_PARA_FURNITURE) {
            a->furniture++;
        } else if (p->kind != WQ_PARA_EMPTY) {
            a->words += own[i].words;
            if (!any)
                a->proper.start = p->span.start;
            a->proper.end = p->span.end;
            any = true;
        }
    }
    a->minutes = (a->words + WQ_WORDS_A_MINUTE / 2) / WQ_WORDS_A_MINUTE;
    if (a->words && !a->minutes)
        a->minutes = 1;
}

struct wq_article *wq_article_new(struct wq_doc *d, struct wq_text *text)
{
    struct wq_article *a = wq_calloc(1, sizeof *a);

    a->text = *text;
    memset(text, 0, sizeof *text);
    split(a, d->props);
    struct wq_tally *own = tally_all(a, d->props);
    find_directions(a, own, d->props);
    const char *language = wq_language_of(a->text.data, a->text.len);
    memcpy(a->language, language, strlen(language) + 1); /* codes are shorter than WQ_LANGUAGE_MAX */
    wq_furniture_mark(d->furniture, a);
    wq_wrapped_mark(a, d->props); /* before the title: a line that goes on in the next is none */
    wq_title_find(a, d->props);
    find_close_lines(a);
    sum_up(a, own);
    free(own);
    return a;
}

void wq_article_free(struct wq_article *a)
{
    if (!a)
        return;
    wq_text_release(&a->text);
    free(a->paras);
    free(a->title);
    free(a);
}

size_t wq_article_para_at(const struct wq_article *a, size_t at)
{
    size_t low = 0;
    size_t high = a->nparas - 1;

    while (low < high) {
        size_t middle = (low + high + 1) / 2;
        if (a->paras[middle].span.start <= at)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}
