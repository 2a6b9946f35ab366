#include "waraq/doc/extract.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <string.h>

/* C0 and C1 but the tab. What parts paragraphs is not met inside one. */
static bool is_control(uint32_t cp)
{
    return (cp < 0x20 && cp != '\t') || (cp >= 0x7F && cp < 0xA0);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void add_clean(struct wq_buf *out, const char *s, struct wq_span span)
{
    size_t from = span.start;

    for (size_t at = span.start; at < span.end;) {
        size_t here = at;
        if (!is_control(wq_utf8_next(s, &at)))
            continue;
        wq_buf_add(out, s + from, here - from);
        from = at;
    }
    wq_buf_add(out, s + from, span.end - from);
}

/* Without the blanks at a paragraph's ends, which no reader has seen. */
static struct wq_span without_blanks(const char *s, struct wq_span span)
{
    while (span.start < span.end && is_blank(s[span.start]))
        span.start++;
    while (span.start < span.end && is_blank(s[span.end - 1]))
        span.end--;
    return span;
}

void wq_article_extract(const struct wq_article *a, struct wq_span span, bool furniture, struct wq_buf *out)
{
    const char *s = a->text.data;
    size_t begin = out->len;
    bool empty = false; /* something was left out since the last paragraph */
    size_t i;

    WQ_BISECT(i, a->nparas, k, a->paras[k].span.end <= span.start);
    for (; i < a->nparas && a->paras[i].span.start < span.end; i++) {
        const struct wq_paragraph *p = &a->paras[i];
        struct wq_span own = without_blanks(s, p->span);
        if (p->kind == WQ_PARA_EMPTY || (p->kind == WQ_PARA_FURNITURE && !furniture)) {
            empty = true;
            continue;
        }
        own.start = own.start < span.start ? span.start : own.start;
        own.end = own.end > span.end ? span.end : own.end;
        if (own.end <= own.start)
            continue;
        if (out->len > begin)
            wq_buf_adds(out, empty ? "\n\n" : p->joins ? " " : "\n");
        add_clean(out, s, own);
        empty = false;
    }
}

size_t wq_letters_in(struct wq_props *props, const char *s, size_t len)
{
    size_t n = 0;

    for (size_t at = 0; at < len;)
        n += !(wq_prop(props, wq_utf8_next(s, &at))->flags & (WQ_PROP_MARK | WQ_PROP_IGNORABLE));
    return n;
}
