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

uint64_t wq_lexicon_classes(const struct wq_lexicon *x, uint32_t key, unsigned languages)
{
    uint64_t classes = 0;

    if (key == WQ_NO_KEY)
        return 0;
    const struct wq_lexicon_tables *tables = wq_key_tables(x, &key);
    const struct wq_key *k = &tables->keys[key];
    if (!(k->classes & languages))
        return 0;
    for (const struct wq_sense *s = tables->senses + k->sense; s < tables->senses + k[1].sense; s++)
        if (s->what != WQ_NAME && s->languages & languages)
            classes |= WQ_BIT(s->what);
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
