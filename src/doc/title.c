#include "title.h"

#include "furniture.h"
#include "tally.h"

#include "waraq/base/buf.h"
#include "waraq/base/mem.h"
#include "waraq/layout/cut.h"
#include "waraq/text/utf8.h"

enum {
    MOST_TITLE = 120,      /* code points of a line that may be a title */
    MOST_TITLE_WORDS = 22, /* and its words */
    MOST_MADE = 78,        /* code points of a title made from a sentence, without the ellipsis */
    LEAST_WORDS = 3,       /* of such a sentence */
    MOST_LOOKED_AT = 4096, /* bytes */
};

static size_t count_words(struct wq_props *props, const char *s, size_t len)
{
    return wq_tally(props, s, len).words;
}

/* The text as one line: white space runs to a space, nothing that cannot be seen but joiners. */
static void add_clean(struct wq_props *props, const char *s, size_t len, struct wq_buf *out)
{
    for (size_t at = 0; at < len;) {
        uint32_t cp = wq_utf8_next(s, &at);
        const struct wq_prop *p = wq_prop(props, cp);
        if (p->flags & WQ_PROP_SPACE) {
            if (out->len && out->data[out->len - 1] != ' ')
                wq_buf_addc(out, ' ');
        } else if (!(p->flags & WQ_PROP_IGNORABLE) || cp == 0x200C || cp == 0x200D) {
            wq_buf_addcp(out, cp);
        }
    }
    while (out->len && out->data[out->len - 1] == ' ')
        out->data[--out->len] = '\0';
}

/* There are words at the start of the paragraph: in all of one that could be a title. */
static bool has_words(const struct wq_article *a, struct wq_props *props, size_t i)
{
    const char *s = a->text.data + a->paras[i].span.start;
    size_t len = wq_span_len(a->paras[i].span);

    len = wq_utf8_floor(s, len, len < MOST_LOOKED_AT ? len : MOST_LOOKED_AT);
    for (size_t at = 0; at < len;)
        if (wq_prop(props, wq_utf8_next(s, &at))->flags & (WQ_PROP_LETTER | WQ_PROP_DIGIT))
            return true;
    return false;
}

/* The next paragraph from i on that has words and is no furniture; nparas if there is none. */
static size_t next_text(const struct wq_article *a, struct wq_props *props, size_t i)
{
    while (i < a->nparas && (a->paras[i].kind != WQ_PARA_TEXT || !has_words(a, props, i)))
        i++;
    return i;
}

static bool is_title(const struct wq_article *a, struct wq_props *props, size_t first, size_t second)
{
    const struct wq_paragraph *p = &a->paras[first];
    const struct wq_paragraph *q = &a->paras[second];
    const char *s = a->text.data + p->span.start;
    size_t len = wq_span_len(p->span);

    if (p->joins || p[1].joins || !wq_utf8_at_most(s, len, MOST_TITLE) || !wq_is_headline(s, len))
        return false;
    if (count_words(props, s, len) > MOST_TITLE_WORDS)
        return false;
    bool apart = second > first + 1;
    /* A short line straight above another short one is verse or a list. */
    return apart || wq_span_len(q->span) > len + len / 2 ||
           !wq_is_headline(a->text.data + q->span.start, wq_span_len(q->span));
}

/* The cut is made at the last space that lets the title fit. */
static void cut_at_word(struct wq_buf *title)
{
    size_t at = 0;
    size_t space = 0;
    size_t n = 0;

    for (; at < title->len && n < MOST_MADE; n++)
        if (wq_utf8_next(title->data, &at) == ' ')
            space = at - 1;
    if (at >= title->len)
        return;
    if (title->data[at] == ' ')
        space = at;
    title->len = space ? space : at;
    title->data[title->len] = '\0';
    wq_buf_adds(title, "\xE2\x80\xA6");
}

/* The span of s[0, len) that a title is made from: its first sentence, and more where that is a word or two,
 * which is rather `Mr.` or `T. S.` than a sentence. */
static struct wq_span first_sentence(struct wq_props *props, const char *s, size_t len)
{
    struct wq_span span = {0, 0};

    for (size_t at = 0; at < len; span.start = at)
        if (!(wq_prop(props, wq_utf8_next(s, &at))->flags & (WQ_PROP_SPACE | WQ_PROP_IGNORABLE)))
            break;
    /* No more than a title can use: the paragraph may be megabytes. */
    len = wq_utf8_floor(s, len, len - span.start < MOST_LOOKED_AT ? len : span.start + MOST_LOOKED_AT);
    size_t words = 0;
    for (size_t at = span.start; at < len && words < LEAST_WORDS; at = span.end) {
        span.end = wq_sentence_end(s, len, at);
        words += count_words(props, s + at, span.end - at);
    }
    return span;
}

/* A title has no full stop, unless it is nothing else. */
static void drop_full_stop(struct wq_buf *title)
{
    size_t len = title->len;

    while (len) {
        size_t at = len;
        uint32_t last = wq_utf8_prev(title->data, &at);
        if (last != '.' && last != 0x06D4 && last != ' ')
            break;
        len = at;
    }
    if (len)
        title->data[title->len = len] = '\0';
}

static void make_title(struct wq_article *a, struct wq_props *props, size_t first)
{
    struct wq_buf title = WQ_BUF_INIT;

    if (first < a->nparas) {
        const char *s = a->text.data + a->paras[first].span.start;
        size_t line = first;
        while (line + 1 < a->nparas && a->paras[line + 1].joins)
            line++;
        struct wq_span span = first_sentence(props, s, a->paras[line].span.end - a->paras[first].span.start);
        add_clean(props, s + span.start, wq_span_len(span), &title);
        drop_full_stop(&title);
        cut_at_word(&title);
    }
    a->title_made = true;
    a->title = wq_buf_detach(&title);
}

void wq_title_find(struct wq_article *a, struct wq_props *props)
{
    size_t first = next_text(a, props, 0);
    size_t second = next_text(a, props, first + 1);

    if (second >= a->nparas || !is_title(a, props, first, second)) {
        make_title(a, props, first);
        return;
    }
    struct wq_buf title = WQ_BUF_INIT;
    struct wq_paragraph *p = &a->paras[first];
    p->kind = WQ_PARA_TITLE;
    add_clean(props, a->text.data + p->span.start, wq_span_len(p->span), &title);
    a->title = wq_buf_detach(&title);
}
