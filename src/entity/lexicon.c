#include "lexicon.h"

uint64_t wq_lexicon_classes(const struct wq_lexicon *x, uint32_t key, unsigned languages)
{
    uint64_t classes = 0;

    if (key == WQ_NO_KEY || !(wq_lexicon_key(x, key)->classes & languages))
        return 0;
    for (struct wq_senses s = wq_lexicon_senses(x, key); s.at < s.end; s.at++)
        if (s.at->what != WQ_NAME && s.at->languages & languages)
            classes |= WQ_BIT(s.at->what);
    return classes;
}

int wq_lexicon_value(const struct wq_lexicon *x, uint32_t key, unsigned languages, enum wq_class c,
                     int missing)
{
    for (struct wq_senses s = wq_lexicon_senses(x, key); s.at < s.end; s.at++)
        if (s.at->what == c && s.at->languages & languages)
            return s.at->value;
    return missing;
}
