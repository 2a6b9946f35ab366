#include "reference.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/fold.h"
#include "waraq/text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

/* A folded code point, where its character stands, and what is between it and the one before. */
struct letter {
    uint32_t cp;
    size_t start, end;
    bool space, joiner, apostrophe, quote;
    bool word;
};

struct letters {
    struct letter *items;
    size_t len, cap;
    struct letter tail; /* what is behind the last one */
};

/* The pairs of the project's table that only loose matching takes for one, and what both are then. */
static uint32_t loosely(uint32_t cp)
{
    static const uint32_t pairs[][2] = {
        {0x06BE, 0x06C1}, {0x062D, 0x06C1}, {0x06BA, 0x0646}, {0x06D2, 0x06CC}, {0x0679, 0x062A},
        {0x0637, 0x062A}, {0x0688, 0x062F}, {0x0691, 0x0631}, {0x0630, 0x0632}, {0x0636, 0x0632},
        {0x0638, 0x0632}, {0x0635, 0x0633}, {0x062B, 0x0633},
    };

    for (size_t i = 0; i < WQ_COUNT(pairs); i++)
        if (pairs[i][0] == cp)
            return pairs[i][1];
    return cp;
}

static void push(struct letters *l, uint32_t cp, size_t start, size_t end)
{
    struct letter one = l->tail;

    one.cp = cp;
    one.start = start;
    one.end = end;
    one.word = u_isalnum((UChar32)cp);
    *WQ_PUSH(l) = one;
    l->tail = (struct letter){.cp = 0};
}

static bool ends_paragraph(uint32_t cp)
{
    return cp == '\n' || cp == '\r' || (cp >= 0x1C && cp <= 0x1E) || cp == 0x85 || cp == 0x2029;
}

/* With gaps kept: white space is a letter, too. */
static void push_gap(struct letters *l, const char *s, uint32_t cp, uint32_t folded, size_t start, size_t end)
{
    struct letter *last = l->len ? &l->items[l->len - 1] : NULL;
    bool line = folded == ' ' && ends_paragraph(cp);

    if (cp == '\n' && start > 0 && s[start - 1] == '\r')
        last->end = end;
    else if (folded == ' ' && !line && last && last->cp == ' ')
        last->end = end;
    else
        push(l, line ? '\n' : folded, start, end);
}

/* One character: folded alone, so that nothing of its neighbours can matter. */
static void take(struct letters *l, const char *s, size_t start, size_t end, enum wq_match match)
{
    struct wq_buf folded = WQ_BUF_INIT;
    size_t at = start;
    uint32_t cp = wq_utf8_next(s, &at);

    wq_fold(s + start, end - start, &folded);
    bool between = l->tail.space || l->tail.joiner || l->tail.apostrophe || l->tail.quote;
    if (cp == 0x200C)
        l->tail.joiner = match != WQ_MATCH_REGEX;
    else if (folded.len == 0 && u_charType((UChar32)cp) == U_NON_SPACING_MARK && l->len && !between)
        l->items[l->len - 1].end = end;
    for (size_t i = 0; i < folded.len;) {
        uint32_t c = wq_utf8_next(folded.data, &i);
        bool gap = c == ' ' || c == '\'' || c == '"';
        if (match == WQ_MATCH_REGEX && cp >= 0x1C && cp <= 0x1E) {
            push(l, '\n', start, end);
        } else if (match == WQ_MATCH_REGEX && gap) {
            push_gap(l, s, cp, c, start, end);
        } else if (gap) {
            l->tail.space |= c == ' ';
            l->tail.apostrophe |= c == '\'';
            l->tail.quote |= c == '"';
        } else {
            push(l, match == WQ_MATCH_LOOSE ? loosely(c) : c, start, end);
        }
    }
    wq_buf_release(&folded);
}

static void take_all(struct letters *l, const char *s, size_t len, enum wq_match match)
{
    for (size_t at = 0; at < len;) {
        size_t start = at;
        (void)wq_utf8_next(s, &at);
        take(l, s, start, at, match);
    }
}

/* What a gap of the query asks for must be there. */
static bool asks_for(const struct letter *asked, const struct letter *there)
{
    if (asked->apostrophe && !there->apostrophe)
        return false;
    if (asked->quote && !there->quote)
        return false;
    return !asked->space || there->space || there->joiner;
}

/* The gap before letter i; the text's ends are as good as a space. */
static struct letter gap_at(const struct letters *t, size_t i)
{
    struct letter gap = i < t->len ? t->items[i] : t->tail;

    gap.space |= i == 0 || i == t->len;
    return gap;
}

static bool edge(const struct letters *t, size_t i)
{
    if (i == 0 || i == t->len)
        return true;
    const struct letter *here = &t->items[i];
    return here->space || here->apostrophe || here->quote || !here->word || !t->items[i - 1].word;
}

static bool stands_at(const struct letters *p, const struct letters *t, size_t i, const struct reference *r)
{
    for (size_t k = 0; k < p->len; k++)
        if (t->items[i + k].cp != p->items[k].cp)
            return false;
    if (r->word && (!edge(t, i) || !edge(t, i + p->len)))
        return false;
    if (r->match != WQ_MATCH_FOLDED)
        return true;
    for (size_t k = 1; k < p->len; k++) {
        const struct letter *asked = &p->items[k];
        const struct letter *there = &t->items[i + k];
        if (!asks_for(asked, there) || (there->space && !asked->space && !asked->joiner))
            return false;
    }
    struct letter before = gap_at(t, i);
    struct letter behind = gap_at(t, i + p->len);
    return asks_for(&p->items[0], &before) && asks_for(&p->tail, &behind);
}

/* Is the character before (behind) at one that a word goes on with? */
static bool goes_on(const char *s, size_t len, size_t at, bool back)
{
    struct letters l = {.items = NULL};
    size_t from = at;
    size_t to = at;

    if (back ? at == 0 : at == len)
        return false;
    if (back)
        (void)wq_utf8_prev(s, &from);
    else
        (void)wq_utf8_next(s, &to);
    take(&l, s, from, to, WQ_MATCH_FOLDED);
    const struct letter *one = l.len ? &l.items[back ? l.len - 1 : 0] : NULL;
    const struct letter *gap = back ? &l.tail : one;
    bool word = one && one->word && !gap->space && !gap->apostrophe && !gap->quote;
    free(l.items);
    return word;
}

static void find_exactly(const struct reference *r, const char *s, size_t len, struct wq_hits *hits)
{
    for (size_t at = 0; at + r->len <= len; at++) {
        size_t end = at + r->len;
        if (memcmp(s + at, r->query, r->len) != 0 ||
            (r->word && (goes_on(s, len, at, true) || goes_on(s, len, end, false))))
            continue;
        *WQ_PUSH(hits) = (struct wq_span){at, end};
        at = end - 1;
    }
}

void reference_find(const struct reference *r, const char *s, size_t len, struct wq_hits *hits)
{
    struct letters p = {.items = NULL};
    struct letters t = {.items = NULL};
    size_t end = 0;

    if (r->match == WQ_MATCH_EXACT) {
        find_exactly(r, s, len, hits);
        return;
    }
    take_all(&p, r->query, r->len, r->match);
    take_all(&t, s, len, r->match);
    for (size_t i = 0; i + p.len <= t.len && p.len; i++) {
        if (t.items[i].start < end || !stands_at(&p, &t, i, r))
            continue;
        end = t.items[i + p.len - 1].end;
        *WQ_PUSH(hits) = (struct wq_span){t.items[i].start, end};
        i += r->match == WQ_MATCH_REGEX ? p.len - 1 : 0;
    }
    free(p.items);
    free(t.items);
}

const char *reference_differs(const struct wq_hits *got, const struct wq_hits *wanted)
{
    static char what[128];

    for (size_t i = 0; i < got->len || i < wanted->len; i++) {
        struct wq_span a = i < got->len ? got->items[i] : (struct wq_span){0, 0};
        struct wq_span b = i < wanted->len ? wanted->items[i] : (struct wq_span){0, 0};
        if (a.start == b.start && a.end == b.end)
            continue;
        snprintf(what, sizeof what, "hit %zu is %zu-%zu instead of %zu-%zu", i, a.start, a.end, b.start,
                 b.end);
        return what;
    }
    return NULL;
}
