#include "tally.h"

#include "waraq/text/utf8.h"

struct wq_tally wq_tally(struct wq_props *props, const char *s, size_t len)
{
    size_t of_class[WQ_BIDI_PDI + 1] = {0};
    size_t words = 0;
    unsigned in_word = 0;

    /* No branches but the loop's: this is done to every letter of every article. */
    for (size_t at = 0; at < len;) {
        const struct wq_prop *p = wq_prop(props, wq_utf8_next(s, &at));
        unsigned letter = (p->flags & (WQ_PROP_LETTER | WQ_PROP_DIGIT)) != 0;
        of_class[p->bidi]++;
        words += letter & ~in_word;
        in_word = (in_word | letter) & ((p->flags & WQ_PROP_SPACE) == 0);
    }
    return (struct wq_tally){
        .letters = {.rtl = of_class[WQ_BIDI_R] + of_class[WQ_BIDI_AL], .ltr = of_class[WQ_BIDI_L]},
        .words = words,
    };
}
