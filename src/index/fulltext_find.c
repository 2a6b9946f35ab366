/* Searching a cache file: block by block, a place that looks right, then whether the query fits there. */
#include "fulltext_file.h"
#include "fulltext_pattern.h"

#include "waraq/base/array.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROOM = 4096,   /* places noted at a time */
    CONTEXT = 128, /* bytes kept before what is searched: more than one character's 18 code points */
    BEHIND = 8,    /* and needed behind a match, for the code point there */
};

struct find {
    struct wq_fulltext *ft;
    const struct wq_fulltext_search *s;
    struct wq_pattern pattern;
    struct wq_error *err;
    enum wq_status status;
    bool stopped;
    uint8_t *text; /* from base in the text of all documents */
    size_t len, cap;
    uint64_t base;
    uint64_t next_block;
    uint64_t allowed;    /* behind the last hit */
    size_t doc, hits;    /* the document that hits are counted in */
    uint64_t doc_end;    /* where the next begins */
    size_t told;         /* all documents before this one were searched and told of */
    struct wq_folded at; /* the folded text around a place */
    uint32_t places[ROOM];
};

/* What stands beside the text of the block that offset is in; NULL: it cannot be read, which is noted. */
static inline const struct wq_ft_beside *beside(struct find *f, uint64_t offset)
{
    const struct wq_ft_beside *b = &f->ft->beside[offset / WQ_FT_BLOCK & 1];

    if (b->block == offset / WQ_FT_BLOCK)
        return b;
    enum wq_status status = wq_ft_read_beside(f->ft, offset / WQ_FT_BLOCK, &b, f->err);
    if (status == WQ_OK)
        return b;
    f->status = status;
    return NULL;
}

static uint8_t flags_at(struct find *f, uint64_t offset)
{
    const struct wq_ft_beside *b = beside(f, offset);
    return b ? wq_ft_flags(b, offset % WQ_FT_BLOCK) : 0;
}

/* Eight bytes, the first the lowest. */
static inline uint64_t word_at(const uint8_t *p)
{
    uint64_t word;

    memcpy(&word, p, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The bits at offset and behind it, the lowest first. */
static uint64_t bits_at(struct find *f, uint64_t offset)
{
    uint32_t at = offset % WQ_FT_BLOCK;
    uint64_t bits = 0;

    if (at + 64 + 8 > WQ_FT_BLOCK) { /* they reach into the next block, or nearly */
        for (unsigned i = 0; i < 64 && offset + i < f->ft->header.text; i++)
            bits |= (uint64_t)(flags_at(f, offset + i) != 0) << i;
        return bits;
    }
    const struct wq_ft_beside *b = beside(f, offset);
    if (!b)
        return 0;
    const uint8_t *from = b->bits + at / 8;
    bits = word_at(from);
    return at % 8 ? bits >> at % 8 | (uint64_t)from[8] << (64 - at % 8) : bits;
}

/* Whether something stands before just those code points inside a match at offset that want it. */
static bool is_as_wanted(struct find *f, uint64_t offset)
{
    const struct wq_pattern *p = &f->pattern;

    for (size_t k = 0; k < p->n; k += 64) {
        uint64_t mask = p->n - k < 64 ? (UINT64_C(1) << (p->n - k)) - 1 : UINT64_MAX;
        if (k == 0)
            mask &= ~UINT64_C(1);
        if ((mask & bits_at(f, offset + k)) != p->want[k / 64])
            return false;
    }
    return true;
}

/* Whether what stands in (from, to) before code points are just spaces. */
static bool just_spaces(struct find *f, uint64_t from, uint64_t to)
{
    for (uint64_t at = from + 1; at < to;) {
        uint64_t base = at - at % WQ_FT_BLOCK;
        const struct wq_ft_beside *b = beside(f, at);
        if (!b)
            return false;
        size_t i = wq_ft_exception(b, (uint32_t)(at - base));
        if (i < b->n && base + (b->exceptions[i] & (WQ_FT_BLOCK - 1)) < to)
            return false;
        at = base + WQ_FT_BLOCK;
    }
    return true;
}

/* Whether two letters with nothing between them stand at either edge, so that no word begins or ends there.
 */
static bool is_inside_word(struct find *f, size_t place)
{
    const bool *word = f->ft->code.word;
    const uint8_t *s = f->text + place;
    size_t n = f->pattern.n;

    return (place > 0 && word[s[-1]] && word[s[0]] && !flags_at(f, f->base + place)) ||
           (word[s[n - 1]] && word[s[n]] && !flags_at(f, f->base + place + n));
}

static size_t unit_before(const struct find *f, size_t place)
{
    size_t at = place - 1;
    while (at > 0 && place - at < 4 && wq_code_is_trail(f->text[at]))
        at--;
    return at;
}

/* Whether something stands before each code point from place back to the last hit's end: only then can they
 * be of one source character. Looks at bits alone. */
static bool may_share_character(struct find *f, size_t place)
{
    if (f->base + place - f->allowed >= CONTEXT)
        return false;
    while (place > 0 && f->base + place >= f->allowed) {
        const struct wq_ft_beside *b = beside(f, f->base + place);
        if (!b || !wq_ft_bit(b, (f->base + place) % WQ_FT_BLOCK))
            return false;
        place = unit_before(f, place);
    }
    return true;
}

/* Whether the code point at place is of the source character in which the last hit ended. */
static bool shares_character(struct find *f, size_t place)
{
    if (!may_share_character(f, place))
        return false;
    while (place > 0 && (flags_at(f, f->base + place) & WQ_FT_SAME)) {
        place = unit_before(f, place);
        if (f->base + place < f->allowed)
            return true;
    }
    return false;
}

/* Adds the code point at place to what the query is held against; returns where the next one is. */
static size_t add_unit(struct find *f, size_t place)
{
    const struct wq_code *c = &f->ft->code;
    uint8_t byte = f->text[place];
    size_t next = place;
    uint32_t cp = wq_code_next(c, f->text, f->len, &next);

    *WQ_PUSH(&f->at.units) = (struct wq_fold_unit){
        .start = (uint32_t)place,
        .end = (uint32_t)next,
        .gap = flags_at(f, f->base + place) & (WQ_FT_SAME - 1),
        .word = c->point_of[byte] ? c->word[byte] : wq_code_is_word(c, cp, &f->ft->scratch),
    };
    return next;
}

/* Asks the query itself. */
static bool fits(struct find *f, size_t place)
{
    const struct wq_pattern *p = &f->pattern;
    size_t end = place + p->n;
    bool first = place == 0 || f->text[place - 1] == WQ_CODE_END;
    bool last = f->text[end] == WQ_CODE_END;

    f->at.units.len = 0;
    f->at.tail = 0;
    for (size_t at = first ? place : unit_before(f, place); at < end;)
        at = add_unit(f, at);
    if (last)
        f->at.tail = flags_at(f, f->base + end) & (WQ_FT_SAME - 1);
    else
        add_unit(f, end);
    /* In a file that was not written by us, bytes may be no code. */
    if (f->at.units.len != !first + p->units + !last)
        return false;
    return wq_query_fits(p->query, &f->at, !first, first, last);
}

/* Whether there is a hit at place, where the pattern's letters are. */
static bool is_hit(struct find *f, size_t place)
{
    const struct wq_pattern *p = &f->pattern;
    uint64_t offset = f->base + place;

    if (p->exact)
        return is_as_wanted(f, offset);
    if (p->word && is_inside_word(f, place))
        return false;
    if (shares_character(f, place))
        return false;
    if (p->loose && !p->word)
        return true;
    if (p->plain && is_as_wanted(f, offset) && (!p->spaced || just_spaces(f, offset, offset + p->n)))
        return true;
    return fits(f, place);
}

/* Whether there is a hit at place that needs no closer look: nothing stands inside, and before it nothing or
 * what ends the code point before it, as a blank does. */
static inline bool is_quick_hit(struct find *f, size_t place)
{
    const struct wq_pattern *p = &f->pattern;
    uint64_t offset = f->base + place;
    uint32_t at = offset % WQ_FT_BLOCK;

    if (!p->quick || at == 0 || at + p->n > WQ_FT_BLOCK)
        return false;
    const struct wq_ft_beside *b = beside(f, offset);
    if (!b)
        return false;
    uint64_t bits = word_at(b->bits + (at - 1) / 8) >> (at - 1) % 8;
    if (bits >> 1 & p->inside)
        return false;
    return !(bits & 2) || (!(bits & 1) && offset > f->allowed && !wq_code_is_trail(f->text[place - 1]));
}

static void tell(struct find *f)
{
    size_t hits = f->hits;

    if (hits == 0 || f->stopped || f->status != WQ_OK)
        return;
    f->hits = 0;
    f->told = f->doc + 1;
    if (!f->s->found(f->s->data, f->doc, f->pattern.exact ? WQ_FULLTEXT_NONE : hits))
        f->stopped = true;
}

static void go_to(struct find *f, size_t doc)
{
    f->doc = doc;
    f->doc_end = wq_ft_doc_start(f->ft, doc + 1);
}

static void count(struct find *f, size_t place)
{
    uint64_t offset = f->base + place;

    f->allowed = offset + f->pattern.n;
    if (offset >= f->doc_end) {
        tell(f);
        while (offset >= f->doc_end)
            go_to(f, f->doc + 1);
    }
    f->hits++;
}

/* Counts a hit at place, one of those where the anchors are, if there is one. */
static inline void judge(struct find *f, size_t place)
{
    const struct wq_pattern *p = &f->pattern;

    if (f->base + place < f->allowed || (!p->covered && !wq_pattern_is_at(p, &f->ft->code, f->text + place)))
        return;
    if (is_quick_hit(f, place) || (is_hit(f, place) && f->status == WQ_OK))
        count(f, place);
}

/* Looks for hits that begin at [from, to) of what was read. */
static void search(struct find *f, size_t from, size_t to)
{
    while (from < to && !f->stopped && f->status == WQ_OK) {
        size_t n = wq_scan(f->pattern.anchors, f->text, from, to, f->places, ROOM, &from);
        for (size_t i = 0; i < n && !f->stopped && f->status == WQ_OK; i++)
            judge(f, f->places[i]);
    }
}

/* Drops what is before offset and reads on, so that a match at offset lies in what was read. */
static void read_on(struct find *f, uint64_t offset)
{
    const struct wq_ft_header *h = &f->ft->header;
    uint64_t wanted = offset + f->pattern.n + BEHIND;

    if (f->len > 0 && offset > f->base + CONTEXT) { /* at the start nothing was read yet */
        size_t drop = (size_t)(offset - CONTEXT - f->base);
        memmove(f->text, f->text + drop, f->len - drop);
        f->base += drop;
        f->len -= drop;
    }
    do {
        if (f->next_block == h->nblocks)
            break;
        if (f->cap < f->len + WQ_FT_BLOCK + WQ_SCAN_STEP) {
            f->cap = f->len + f->len / 2 + 2 * WQ_FT_BLOCK;
            f->text = wq_realloc(f->text, f->cap);
        }
        f->status = wq_ft_read_text(f->ft, f->next_block++, f->text + f->len, f->err);
        f->len += WQ_FT_BLOCK;
    } while (f->status == WQ_OK && f->base + f->len <= wanted + WQ_FT_BLOCK / 2);
    memset(f->text + f->len, WQ_CODE_END, WQ_SCAN_STEP);
}

/* Where hits can begin that lie in what was read, and can be judged. */
static uint64_t limit_of(const struct find *f, uint64_t end)
{
    const struct wq_ft_header *h = &f->ft->header;
    bool all = f->next_block == h->nblocks;
    uint64_t limit = all ? h->text : f->base + f->len - BEHIND;

    limit = limit > f->pattern.n ? limit - f->pattern.n : 0;
    return limit < end ? limit : end;
}

/* The document that holds this offset of the text. */
static size_t doc_at(const struct wq_fulltext *ft, uint64_t offset)
{
    size_t low = 0;
    size_t high = (size_t)ft->header.ndocs;

    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (wq_ft_doc_start(ft, middle) <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Searches documents [from, to); returns where to go on. */
static size_t find_in(struct find *f, size_t from, size_t to)
{
    uint64_t at = wq_ft_doc_start(f->ft, from);
    uint64_t end = wq_ft_doc_start(f->ft, to);
    uint64_t start = at;

    f->told = from;
    go_to(f, from);
    f->next_block = at / WQ_FT_BLOCK;
    f->base = f->next_block * WQ_FT_BLOCK;
    while (at < end && !f->stopped) {
        if (!wq_progress_step(f->s->progress, (size_t)(at - start), (size_t)(end - start)))
            break;
        read_on(f, at);
        uint64_t limit = limit_of(f, end);
        if (f->status == WQ_OK && limit > at)
            search(f, (size_t)(at - f->base), (size_t)(limit - f->base));
        if (f->status != WQ_OK)
            break;
        at = f->next_block == f->ft->header.nblocks ? end : limit > at ? limit : at;
        if (at >= f->doc_end)
            tell(f);
    }
    if (at >= end && !f->stopped) {
        tell(f);
        wq_progress_step(f->s->progress, (size_t)(end - start), (size_t)(end - start));
        return f->stopped ? f->told : to;
    }
    size_t here = doc_at(f->ft, at);
    return f->stopped || f->told > here ? f->told : here;
}

/* For queries that the folded text says nothing of. */
static size_t name_all(struct wq_fulltext *ft, const struct wq_fulltext_search *s, size_t from, size_t to)
{
    for (; from < to; from++)
        if (!(ft->docs.items[from].start & WQ_FT_NO_TEXT) && !s->found(s->data, from, WQ_FULLTEXT_NONE))
            return from + 1;
    return to;
}

static bool can_be_looked_for(const struct wq_query *q)
{
    return wq_query_match(q) != WQ_MATCH_REGEX && wq_query_pattern(q)->units.len > 0;
}

enum wq_status wq_fulltext_find(struct wq_fulltext *ft, const struct wq_fulltext_search *s, size_t from,
                                size_t to, size_t *next, struct wq_error *err)
{
    size_t count_of = wq_fulltext_count(ft);
    size_t end = to < count_of ? to : count_of;
    size_t stop = to;
    enum wq_status status = WQ_OK;

    if (from < end && !can_be_looked_for(s->query)) {
        stop = name_all(ft, s, from, end);
    } else if (from < end) {
        struct find *f = wq_calloc(1, sizeof *f);
        f->ft = ft;
        f->s = s;
        f->err = err;
        wq_pattern_init(&f->pattern, s->query, &ft->code, ft->histogram);
        stop = find_in(f, from, end);
        status = f->status;
        wq_pattern_release(&f->pattern);
        wq_folded_release(&f->at);
        free(f->text);
        free(f);
    }
    if (next)
        *next = stop == end ? to : stop;
    return status;
}
