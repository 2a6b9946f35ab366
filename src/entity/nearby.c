/* Places that share their name with a word (الأبيض, נתיבות): where a preposition stands before, in an article
 * that names another place of their country. */
#include "finder.h"

#include <string.h>

enum { COUNTRY = 2, IN = 4 };

/* The country that a place lies in, two letters of ISO 3166; NULL: none is noted. */
static const char *country_of(const struct wq_finder *f, uint32_t known)
{
    const struct wq_known *k = wq_known(f->names, known);
    const char *iso;
    size_t len;

    if (k->kind != WQ_LOCATION ||
        !wq_row_field(&f->names->files.items[k->file], wq_known_row(f->names, k), k->len, WQ_COLUMN_ISO, &iso,
                      &len) ||
        len != COUNTRY || iso[0] < 'A' || iso[0] > 'Z' || iso[1] < 'A' || iso[1] > 'Z')
        return NULL;
    return memcmp(iso, "PS", COUNTRY) ? iso : "IL"; /* one article speaks of both */
}

void wq_note_country(struct wq_finder *f, uint32_t known)
{
    const char *country = country_of(f, known);

    if (country)
        f->countries[country[0] - 'A'] |= 1U << (country[1] - 'A');
}

void wq_note_countries(struct wq_finder *f)
{
    for (size_t i = 0; i < f->met.size; i++)
        if (f->met.slots[i].known && f->met.slots[i].strong)
            wq_note_country(f, f->met.slots[i].known - 1);
}

/* في, در, or ב written to the name; or and, behind another place. */
static bool is_behind_in(const struct wq_finder *f, const struct wq_candidate *c)
{
    const struct wq_token *t = wq_word(f, c->from);
    const char *s = f->article->text.data;

    if (f->own & WQ_HE && c->start >= t->start + 2 && !memcmp(s + c->start - 2, "\u05D1", 2))
        return true;
    if (f->own & WQ_UR || c->from == 0 || !wq_follows(f, c->from))
        return false;
    const struct wq_found *owner = wq_owner(f, c->from - 1);
    if (owner && f->own & (WQ_AR | WQ_HE))
        return owner->kind == WQ_LOCATION && c->start == t->start + 2 &&
               !memcmp(s + t->start, f->own & WQ_AR ? "\u0648" : "\u05D5", 2);
    if (f->own & WQ_HE)
        return false;
    return c->start == t->start && wq_has(f, c->from - 1, WQ_BIT(WQ_CASE)) &&
           wq_word_value(f, c->from - 1, WQ_CASE, 0) == IN;
}

uint32_t wq_place_nearby(const struct wq_finder *f, const struct wq_candidate *c)
{
    if (!is_behind_in(f, c) || wq_has(f, c->from, WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_STOP)))
        return WQ_NO_KEY;
    for (struct wq_senses all = wq_lexicon_senses(&f->names->lexicon, c->key); all.at < all.end; all.at++) {
        if (all.at->what != WQ_NAME || !(all.at->languages & f->own))
            continue;
        const char *country = country_of(f, (uint32_t)all.at->value);
        if (country && f->countries[country[0] - 'A'] >> (country[1] - 'A') & 1)
            return (uint32_t)all.at->value;
    }
    return WQ_NO_KEY;
}
