/*
 * Lays out an article many times, our way and with the stock libraries used in the plainest way (fribidi's
 * levels, joining, shaping and reordering, ICU's line breaks), and prints microseconds per 1,000 words for
 * both. Arguments: an article, and how often (default 200). Numbers are for comparing within one run.
 */
#include "waraq/base/mem.h"
#include "waraq/doc/article.h"
#include "waraq/layout/para.h"

#include <fribidi.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

enum { WIDTH = 66 };

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static size_t ours(struct wq_layout *l, const struct wq_article *a)
{
    size_t lines = 0;
    for (size_t i = 0; i < a->nparas; i++) {
        const struct wq_paragraph *p = &a->paras[i];
        struct wq_layout_opts opts = {.width = WIDTH, .rtl = p->rtl};
        struct wq_para *laid = wq_layout_para(l, a->text.data + p->span.start, wq_span_len(p->span), &opts);
        uint32_t order[WIDTH * 2];
        for (size_t k = 0; k < laid->nlines; k++)
            lines += wq_line_visual(laid, &laid->lines[k], order) > 0;
        wq_para_free(laid);
    }
    return lines;
}

struct stock {
    FriBidiChar *chars;
    FriBidiCharType *types;
    FriBidiBracketType *brackets;
    FriBidiLevel *levels;
    FriBidiArabicProp *joining;
    FriBidiStrIndex *map;
    UChar *u16;
};

static size_t stock_lines(struct stock *s, UBreakIterator *it, FriBidiStrIndex n, FriBidiParType *base)
{
    size_t lines = 0;
    int32_t start = 0;
    int32_t last = 0;
    UErrorCode e = U_ZERO_ERROR;

    ubrk_setText(it, s->u16, n, &e);
    for (int32_t at = ubrk_first(it); at != UBRK_DONE; at = ubrk_next(it)) {
        if (at - start > WIDTH && last > start) {
            FriBidiLevel ok = fribidi_reorder_line(FRIBIDI_FLAGS_DEFAULT, s->types, last - start, start,
                                                   *base, s->levels, s->chars, s->map);
            lines += ok > 0;
            start = last;
        }
        last = at;
    }
    return lines + 1;
}

static size_t stock(struct stock *s, UBreakIterator *it, const struct wq_article *a)
{
    size_t lines = 0;
    for (size_t i = 0; i < a->nparas; i++) {
        const struct wq_paragraph *p = &a->paras[i];
        FriBidiParType base = p->rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
        const char *text = a->text.data + p->span.start;
        FriBidiStrIndex len = (FriBidiStrIndex)wq_span_len(p->span);
        if (len == 0)
            continue;
        FriBidiStrIndex n = fribidi_charset_to_unicode(FRIBIDI_CHAR_SET_UTF8, text, len, s->chars);
        UErrorCode e = U_ZERO_ERROR;
        u_strFromUTF8(s->u16, (int32_t)len + 1, NULL, text, len, &e);
        fribidi_get_bidi_types(s->chars, n, s->types);
        fribidi_get_bracket_types(s->chars, n, s->types, s->brackets);
        FriBidiLevel ok = fribidi_get_par_embedding_levels_ex(s->types, s->brackets, n, &base, s->levels);
        fribidi_get_joining_types(s->chars, n, s->joining);
        fribidi_join_arabic(s->types, n, s->levels, s->joining);
        fribidi_shape(FRIBIDI_FLAGS_DEFAULT | FRIBIDI_FLAGS_ARABIC, s->levels, n, s->joining, s->chars);
        lines += ok ? stock_lines(s, it, n, &base) : 0;
    }
    return lines;
}

static struct stock stock_new(size_t n)
{
    return (struct stock){
        wq_calloc(n, sizeof(FriBidiChar)),
        wq_calloc(n, sizeof(FriBidiCharType)),
        wq_calloc(n, sizeof(FriBidiBracketType)),
        wq_calloc(n, sizeof(FriBidiLevel)),
        wq_calloc(n, sizeof(FriBidiArabicProp)),
        wq_calloc(n, sizeof(FriBidiStrIndex)),
        wq_calloc(n, sizeof(UChar)),
    };
}

int main(int argc, char **argv)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    struct wq_text text;
    UErrorCode e = U_ZERO_ERROR;
    int times = argc > 2 ? atoi(argv[2]) : 200;

    setlocale(LC_CTYPE, "C.UTF-8");
    if (argc < 2 || times < 1 || wq_read_path(argv[1], 0, &bytes, NULL) != WQ_OK ||
        wq_decode_buf(&bytes, NULL, &text, NULL) != WQ_OK)
        return 2;
    struct wq_layout *l = wq_layout_new();
    struct wq_doc *d = wq_doc_new(wq_layout_props(l));
    size_t len = text.len;
    struct wq_article *a = wq_article_new(d, &text);
    struct stock s = stock_new(len + 1);
    UBreakIterator *it = ubrk_open(UBRK_LINE, "", NULL, 0, &e);
    double best[2] = {1e18, 1e18};
    size_t lines = 0;
    for (int i = 0; i < times; i++) {
        double t = now_us();
        lines += ours(l, a);
        double t2 = now_us();
        lines += stock(&s, it, a);
        double t3 = now_us();
        best[0] = t2 - t < best[0] ? t2 - t : best[0];
        best[1] = t3 - t2 < best[1] ? t3 - t2 : best[1];
    }
    double words = (double)a->words / 1000;
    printf("%.1f %.1f %zu\n", best[0] / words, best[1] / words, lines);
    return 0;
}
