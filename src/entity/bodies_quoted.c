/* Bodies by what they are and a name in quotes (صحيفة "الخبر", حزب «ندا») or a number (الفرقة 98, חטיבה 401).
 */
#include "bodies.h"

#include "waraq/base/array.h"

#include <string.h>

/* NUMBERED, UNQUOTED: numbers of body_before; MOST_DIGITS: more are a count. */
enum { QUOTED = 75, COUNTED = 70, NUMBERED = 6, UNQUOTED = 7, DEFINITE = 4, MOST_WORDS = 4, MOST_DIGITS = 4 };

static int number_of(const struct wq_finder *f, size_t i)
{
    return wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, WQ_BODY_BEFORE, 0);
}

/* True if a quote closes right behind word i. */
static bool is_closed(const struct wq_finder *f, size_t i)
{
    static const char *const quotes[] = {"\"", "\u00BB", "\u201D"};
    const char *s = f->article->text.data;
    size_t at = wq_word(f, i)->end;

    for (size_t k = 0; k < WQ_COUNT(quotes); k++) {
        size_t len = strlen(quotes[k]);
        if (at + len <= f->article->text.len && !memcmp(s + at, quotes[k], len))
            return true;
    }
    return false;
}

size_t wq_take_quoted_body(struct wq_finder *f, size_t i)
{
    size_t from = i + wq_word(f, i)->phrases;
    size_t to = from;
    int number = number_of(f, i);

    if (f->own & WQ_UR || from >= wq_words(f) || number == DEFINITE || number == UNQUOTED ||
        wq_word(f, from)->before != WQ_BETWEEN_BREAK || !(wq_word(f, from)->flags & WQ_TOKEN_QUOTED))
        return i;
    while (to < wq_words(f) && to - from < MOST_WORDS && (to == from || wq_follows(f, to)) &&
           wq_is_free(f, to)) {
        to++;
        if (!is_closed(f, to - 1))
            continue;
        const struct wq_candidate *c = &f->candidates.items[2 * from + 1];
        struct wq_found *found = wq_take(f, from, to, WQ_ORGANISATION, WQ_FROM_CUE, QUOTED);
        found->start = wq_word(f, from)->start;
        if (c->end && c->to == to)
            found->known = wq_quoted_body(f, c);
        return to - 1;
    }
    return i;
}

/* مشاة: the arm that a unit is of, behind its number. */
static bool is_arm(const struct wq_finder *f, size_t i)
{
    return i < wq_words(f) && wq_follows(f, i) && wq_is_free(f, i) && f->own & WQ_AR &&
           wq_has(f, i, WQ_BIT(WQ_BODY_PART));
}

size_t wq_take_numbered_body(struct wq_finder *f, size_t i)
{
    size_t at = i + wq_word(f, i)->phrases;

    if (at >= wq_words(f) || !wq_follows(f, at))
        return i;
    const struct wq_token *t = wq_word(f, at);
    bool digits = t->flags & WQ_TOKEN_DIGITS && t->len <= MOST_DIGITS;
    bool ordinal = t->classes & WQ_BIT(WQ_ORDINAL) && is_arm(f, at + 1);
    if (!digits && !ordinal)
        return i;
    const struct wq_found *owner = wq_owner(f, at);
    if (owner && (owner->kind != WQ_NUMBER || owner->from != at || owner->to > at + 1))
        return i; /* اللواء 12 عاما */
    size_t to = at + 1 + is_arm(f, at + 1);
    wq_absorb(f, at, at + 1);
    wq_take(f, i, to, WQ_ORGANISATION, WQ_FROM_CUE, COUNTED);
    return to - 1;
}

bool wq_is_numbered_body(const struct wq_finder *f, size_t i)
{
    return number_of(f, i) == NUMBERED;
}
