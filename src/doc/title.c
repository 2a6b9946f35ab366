#include "title.h"

#include "furniture.h"

#include "waraq/base/buf.h"
#include "waraq/base/mem.h"
#include "waraq/layout/cut.h"
#include "waraq/text/utf8.h"

enum {
    MOST_TITLE = 120,      /* code points of a line that may be a title */
    MOST_TITLE_WORDS = 22, /* and its words */
    MOST_MADE = 78,        /* code points of a title made from a sentence, without the ellipsis */
};

size_t wq_words_count(struct wq_props *props, const char *s, size_t len)
{
    size_t words = 0;
    bool in_word = false;

    for (size_t at = 0; at < len;) {
        uint8_t flags = wq_prop(props, wq_utf8_next(s, &at))->flags;
        if (flags & WQ_PROP_SPACE) {
            in_word = false;
        } else if (!in_word && (flags & (WQ_PROP_LETTER | WQ_PROP_DIGIT))) {
            in_word = true;
            words++;
        }
    }
    return words;
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

/* The next paragraph from i on that is neither empty nor furniture; nparas if there is none. */
static size_t next_text(const struct wq_article *a, size_t i)
{
    while (i < a->nparas && a->paras[i].kind != WQ_PARA_TEXT)
        i++;
    return i;
}

static bool is_title(const struct wq_article *a, struct wq_props *props, size_t first, size_t second)
{
    const struct wq_paragraph *p = &a->paras[first];
    const struct wq_paragraph *q = &a->paras[second];
    const char *s = a->text.data + p->span.start;
    size_t len = wq_span_len(p->span);

    if (p[1].joins || len > 4 * MOST_TITLE || wq_utf8_count(s, len) > MOST_TITLE || !wq_is_headline(s, len))
        return false;
    size_t words = wq_words_count(props, s, len);
    if (words == 0 || words > MOST_TITLE_WORDS)
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

static void make_title(struct wq_article *a, struct wq_props *props, size_t first)
{
    struct wq_buf title = WQ_BUF_INIT;

    if (first < a->nparas) {
        const char *s = a->text.data + a->paras[first].span.start;
        size_t line = first;
        while (line + 1 < a->nparas && a->paras[line + 1].joins)
            line++;
        size_t len = a->paras[line].span.end - a->paras[first].span.start;
        /* No more than a title can use: the paragraph may be megabytes. */
        size_t some = wq_utf8_floor(s, len, len < 4096 ? len : 4096);
        add_clean(props, s, wq_sentence_end(s, some, 0), &title);
        while (title.len) { /* a title has no full stop */
            size_t at = title.len;
            uint32_t last = wq_utf8_prev(title.data, &at);
            if (last != '.' && last != 0x06D4)
                break;
            title.data[title.len = at] = '\0';
        }
        cut_at_word(&title);
    }
    a->title_made = true;
    a->title = wq_buf_detach(&title);
}

void wq_title_find(struct wq_article *a, struct wq_props *props)
{
    size_t first = next_text(a, 0);
    size_t second = next_text(a, first + 1);

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
