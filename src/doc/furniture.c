#include "furniture.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/fold.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

extern const char wq_data_furniture[];
extern const size_t wq_data_furniture_len;

enum {
    MOST_FURNITURE = 240, /* code points */
    MOST_HEADLINE = 120,
    MOST_ENDS_WORDS = 8,
    MOST_BYLINE_WORDS = 5,
};

enum match { IS, STARTS, ENDS, HAS, LEFTOVER, BYLINE };
enum reach { ITSELF, HEADLINES, REST };

static const struct {
    const char *name;
    enum match match;
    enum reach reach;
} kinds[] = {
    {"is", IS, ITSELF},          {"starts", STARTS, ITSELF},     {"ends", ENDS, ITSELF}, {"has", HAS, ITSELF},
    {"list", STARTS, HEADLINES}, {"listis", IS, HEADLINES},      {"tail", STARTS, REST}, {"tailis", IS, REST},
    {"byline", BYLINE, ITSELF},  {"leftover", LEFTOVER, ITSELF},
};

struct rule {
    enum match match;
    enum reach reach;
    const char *text; /* folded */
    size_t len;
};

struct wq_furniture {
    struct {
        struct rule *items;
        size_t len, cap;
    } rules;
};

static void add_rule(struct wq_furniture *f, const char *line, size_t len)
{
    const char *tab = memchr(line, '\t', len);
    if (len == 0 || line[0] == '#' || !tab)
        return;
    const char *text = tab + 1;
    const char *end = memchr(text, '\t', len - (size_t)(text - line));
    if (!end)
        end = line + len;
    for (size_t i = 0; i < WQ_COUNT(kinds); i++) {
        if (strlen(kinds[i].name) != (size_t)(tab - line) ||
            memcmp(kinds[i].name, line, (size_t)(tab - line)) != 0)
            continue;
        struct wq_buf folded = WQ_BUF_INIT;
        wq_fold(text, (size_t)(end - text), &folded);
        struct rule *rule = WQ_PUSH(&f->rules);
        rule->match = kinds[i].match;
        rule->reach = kinds[i].reach;
        rule->len = folded.len;
        rule->text = wq_buf_detach(&folded);
    }
}

void wq_doc_version(struct wq_buf *out)
{
    wq_buf_add(out, wq_data_furniture, wq_data_furniture_len);
}

struct wq_furniture *wq_furniture_new(void)
{
    struct wq_furniture *f = wq_calloc(1, sizeof *f);
    const char *line = wq_data_furniture;
    const char *end = line + wq_data_furniture_len;

    while (line < end) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t len = (size_t)((newline ? newline : end) - line);
        add_rule(f, line, len);
        line += len + 1;
    }
    return f;
}

void wq_furniture_free(struct wq_furniture *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->rules.len; i++) {
        union {
            const char *borrowed;
            char *owned;
        } text = {f->rules.items[i].text};
        free(text.owned);
    }
    free(f->rules.items);
    free(f);
}

static bool is_edge(char c)
{
    return c == ' ' || (c != '\0' && strchr(">*#-|:[](){}<.,\"'", c) != NULL);
}

static size_t count_words(const char *s, size_t len)
{
    size_t words = len > 0;
    for (size_t i = 0; i < len; i++)
        words += s[i] == ' ';
    return words;
}

/* `… (Related Nodes field`: a last bracket with nothing but ASCII in it, which the rule's text ends. */
static bool is_leftover(const struct rule *r, const char *s, size_t len)
{
    const char *bracket = memrchr(s, '(', len);
    if (!bracket || len <= r->len || memcmp(s + len - r->len, r->text, r->len) != 0)
        return false;
    for (const char *c = bracket; c < s + len; c++)
        if ((unsigned char)*c >= 0x80)
            return false;
    return bracket > s && (s[len - r->len - 1] == ' ' || s[len - r->len - 1] == '(');
}

static bool matches(const struct rule *r, const char *s, size_t len, bool foreign)
{
    switch (r->match) {
    case IS: return len == r->len && !memcmp(s, r->text, len);
    case STARTS: return len >= r->len && !memcmp(s, r->text, r->len);
    case ENDS:
        return len >= r->len && !memcmp(s + len - r->len, r->text, r->len) &&
               count_words(s, len) <= MOST_ENDS_WORDS;
    case HAS: return memmem(s, len, r->text, r->len) != NULL;
    case LEFTOVER: return is_leftover(r, s, len);
    case BYLINE:
        return foreign && len > r->len && !memcmp(s, r->text, r->len) && s[r->len] == ' ' &&
               count_words(s, len) <= MOST_BYLINE_WORDS;
    }
    return false;
}

/* The rule that paragraph i matches, or NULL. *whole: the rule's text is all there is. */
static const struct rule *find_rule(const struct wq_furniture *f, const struct wq_article *a, size_t i,
                                    struct wq_buf *folded, bool *whole)
{
    const struct wq_paragraph *p = &a->paras[i];
    const char *s = a->text.data + p->span.start;
    size_t len = wq_span_len(p->span);

    if (p->kind == WQ_PARA_EMPTY || !wq_utf8_at_most(s, len, MOST_FURNITURE))
        return NULL;
    wq_buf_clear(folded);
    wq_fold(s, len, folded);
    if (!folded->len) /* nothing but marks */
        return NULL;
    const char *from = folded->data;
    const char *end = from + folded->len;
    while (from < end && is_edge(*from))
        from++;
    while (end > from && is_edge(end[-1]))
        end--;
    len = (size_t)(end - from);
    for (size_t r = 0; len && r < f->rules.len; r++) {
        const struct rule *rule = &f->rules.items[r];
        if (matches(rule, from, len, !p->rtl && a->rtl)) {
            *whole = len == rule->len;
            return rule;
        }
    }
    return NULL;
}

bool wq_is_headline(const char *s, size_t len)
{
    if (!wq_utf8_at_most(s, len, MOST_HEADLINE))
        return false;
    while (len > 0) {
        size_t at = len;
        uint32_t last = wq_utf8_prev(s, &at);
        if (last == '.' || last == 0x06D4 || last == ':' || last == 0x060C || last == ',')
            return false;
        /* Closing quotes and spaces do not count as the end. */
        if (last != ' ' && last != '\t' && last != '"' && last != '\'' && last != ')' && last != 0x2019 &&
            last != 0x2018 && last != 0x201D && last != 0x201C && last != 0xBB)
            return true;
        len = at;
    }
    return true;
}

/* The headlines behind a heading at i: marks them and returns the last of them, or i. One headline alone,
 * set off by an empty line and with text behind it, is rather a heading of the article's own. */
static size_t mark_headlines(struct wq_article *a, size_t i)
{
    size_t last = i;
    size_t found = 0;
    size_t j = i + 1;

    for (; j < a->nparas; j++) {
        const struct wq_paragraph *p = &a->paras[j];
        if (p->kind == WQ_PARA_EMPTY)
            continue;
        if (!wq_is_headline(a->text.data + p->span.start, wq_span_len(p->span)))
            break;
        last = j;
        found++;
    }
    if (j < a->nparas && found == 1 && last > i + 1)
        return i;
    for (size_t k = i + 1; k <= last; k++)
        if (a->paras[k].kind != WQ_PARA_EMPTY)
            a->paras[k].kind = WQ_PARA_FURNITURE;
    return last;
}

void wq_furniture_mark(const struct wq_furniture *f, struct wq_article *a)
{
    struct wq_buf folded = WQ_BUF_INIT;
    bool rest = false;

    for (size_t i = 0; i < a->nparas; i++) {
        bool whole = false;
        if (a->paras[i].kind == WQ_PARA_EMPTY)
            continue;
        if (rest) {
            a->paras[i].kind = WQ_PARA_FURNITURE;
            continue;
        }
        const struct rule *rule = find_rule(f, a, i, &folded, &whole);
        if (!rule)
            continue;
        a->paras[i].kind = WQ_PARA_FURNITURE;
        rest = rule->reach == REST;
        if (rule->reach == HEADLINES && whole)
            i = mark_headlines(a, i);
    }
    wq_buf_release(&folded);
}
