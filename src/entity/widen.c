/* Persons whom the lists have by their surname, with the first name that stands before it. */
#include "likeness.h"
#include "person_name.h"

static bool are_free(const struct wq_finder *f, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!wq_is_free(f, i))
            return false;
    return true;
}

/* True if word i is the first name of the one known, in another spelling; or if a title stands before it,
 * which is then somebody else of that surname (المتحدثة كارولاين ليفيت): which of them goes to *called. */
static bool is_unknown_first(const struct wq_finder *f, const struct wq_found *p, size_t i, bool *called)
{
    bool given = p->to > p->from + 1 && wq_is_free(f, i) && wq_has(f, i, WQ_BIT(WQ_GIVEN));
    if ((!wq_is_unknown_word(f, i) && !given) || wq_has_article(f, i) || f->own & WQ_UR)
        return false;
    *called = p->known != WQ_NO_KEY && wq_is_called(f, p->known, i);
    return *called || (f->own & (WQ_AR | WQ_HE) && p->to == p->from + 1 && i > 0 && wq_follows(f, i) &&
                       wq_is_free(f, i - 1) && wq_has(f, i - 1, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC)));
}

/* A surname that stands for one person takes the first name and the initial before it along: ولادیمیر پیوٹن,
 * ولادیمیر وی پوتن. */
void wq_widen_persons(struct wq_finder *f)
{
    for (size_t i = 0; i < f->found.len; i++) {
        struct wq_found *p = &f->found.items[i];
        bool called = false;
        if (p->kind != WQ_PERSON || p->to == p->from || p->from == 0 || !wq_follows(f, p->from))
            continue;
        size_t at = p->from - 1;
        if (is_unknown_first(f, p, at, &called)) {
            wq_word(f, at)->owner = (uint32_t)i + 1;
            p->known = called ? p->known : WQ_NO_KEY;
            p->from = (uint32_t)at;
            p->start = wq_begin_of(f, at);
            continue;
        }
        if (p->to != p->from + 1)
            continue;
        if (at > 0 && wq_is_free(f, at) && wq_has(f, at, WQ_BIT(WQ_LETTER)) && wq_follows(f, at))
            at--;
        uint64_t names = WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_NAMEPART);
        if (!wq_has(f, at, names) || wq_word(f, at)->classes & ~(names | WQ_BIT(WQ_SURNAME)) ||
            !are_free(f, at, p->from))
            continue;
        for (size_t k = at; k < p->from; k++)
            wq_word(f, k)->owner = (uint32_t)i + 1;
        /* ایرک ٹرمپ is another one. */
        if (p->known != WQ_NO_KEY && wq_has(f, at, WQ_BIT(WQ_GIVEN)) && !wq_is_called(f, p->known, at))
            p->known = WQ_NO_KEY;
        p->from = (uint32_t)at;
        p->start = wq_word(f, at)->start;
    }
}
