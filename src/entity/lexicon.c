#include "lexicon.h"

uint32_t wq_trie_walk_both(const struct wq_lexicon *x, struct wq_trie_at *at, const wq_code *codes,
                           uint32_t from, uint32_t to, unsigned languages, struct wq_trie_passed *passed)
{
    struct wq_trie_passed more = {WQ_NO_KEY, 0};
    uint32_t reached = from;

    *passed = more;
    if (at->base.node != WQ_NO_KEY)
        reached = wq_trie_walk_in(&x->base, &at->base, codes, from, to, languages, passed);
    if (at->more.node != WQ_NO_KEY) {
        uint32_t end = wq_trie_walk_in(&x->more, &at->more, codes, from, to, languages, &more);
        reached = end > reached ? end : reached;
        if (more.key != WQ_NO_KEY && (passed->key == WQ_NO_KEY || more.at >= passed->at))
            *passed = (struct wq_trie_passed){x->base.nkeys + more.key, more.at};
    }
    return reached;
}

bool wq_trie_step(const struct wq_lexicon *x, struct wq_trie_at *at, wq_code code)
{
    struct wq_trie_passed passed;
    return wq_trie_walk(x, at, &code, 0, 1, 0, &passed) == 1;
}

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
