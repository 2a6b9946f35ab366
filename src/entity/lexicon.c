#include "lexicon.h"

#include "waraq/base/array.h"

#include <stdlib.h>
#include <string.h>

/* A key that was added, before they are sorted. */
struct wq_pending_key {
    uint64_t head; /* its first letters, for sorting */
    uint64_t blanks;
    uint32_t code, len;
    uint32_t sense;
};

void wq_lexicon_release(struct wq_lexicon *x)
{
    free(x->codes.items);
    free(x->keys.items);
    free(x->senses.items);
    free(x->nodes.items);
    free(x->pending.items);
    memset(x, 0, sizeof *x);
}

bool wq_lexicon_add(struct wq_lexicon *x, const struct wq_tokens *t, size_t from, size_t to,
                    struct wq_sense sense)
{
    struct wq_pending_key k = {.code = (uint32_t)x->codes.len};

    for (size_t i = from; i < to; i++) {
        const struct wq_token *token = &t->list.items[i];
        const wq_code *codes = t->codes.items + token->code;
        if (k.len + token->len > WQ_KEY_MOST || memchr(codes, WQ_CODE_OTHER, token->len)) {
            x->codes.len = k.code;
            return false;
        }
        if (i > from && token->before != WQ_BETWEEN_NONE)
            k.blanks |= UINT64_C(1) << (k.len - 1);
        WQ_RESERVE(&x->codes, x->codes.len + token->len);
        memcpy(x->codes.items + x->codes.len, codes, token->len);
        x->codes.len += token->len;
        k.len += token->len;
    }
    if (k.len == 0)
        return false;
    for (uint32_t i = 0; i < 8; i++)
        k.head = k.head << 8 | (i < k.len ? x->codes.items[k.code + i] : 0);
    k.sense = (uint32_t)x->senses.len;
    sense.next = WQ_NO_KEY;
    *WQ_PUSH(&x->senses) = sense;
    *WQ_PUSH(&x->pending) = k;
    return true;
}

/* qsort_r of glibc and the BSDs' differ, so the letters are found through the keys themselves. */
struct sorted {
    struct wq_pending_key k;
    const wq_code *codes;
};

static int compare(const void *left, const void *right)
{
    const struct sorted *a = left;
    const struct sorted *b = right;
    uint32_t shorter = a->k.len < b->k.len ? a->k.len : b->k.len;

    if (a->k.head != b->k.head)
        return a->k.head < b->k.head ? -1 : 1;
    int order = shorter > 8 ? memcmp(a->codes + 8, b->codes + 8, shorter - 8) : 0;
    if (!order)
        order = (a->k.len > b->k.len) - (a->k.len < b->k.len);
    return order ? order : (a->k.sense > b->k.sense) - (a->k.sense < b->k.sense);
}

static bool is_same(const struct sorted *a, const struct sorted *b)
{
    return a->k.len == b->k.len && !memcmp(a->codes, b->codes, a->k.len);
}

/* Keys of the same letters become one, their senses in the order in which they were added. */
static size_t merge(struct wq_lexicon *x, struct sorted *all, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n;) {
        struct wq_key key = {.len = (uint8_t)all[i].k.len,
                             .sense = all[i].k.sense,
                             .name.all = UINT64_MAX,
                             .word.all = UINT64_MAX};
        uint32_t *link = &key.sense;
        size_t j = i;
        for (; j < n && is_same(&all[i], &all[j]); j++) {
            struct wq_sense *s = &x->senses.items[all[j].k.sense];
            *link = all[j].k.sense;
            link = &s->next;
            struct wq_blanks *blanks = s->what == WQ_NAME ? &key.name : &key.word;
            blanks->some |= all[j].k.blanks;
            blanks->all &= all[j].k.blanks;
            *(s->what == WQ_NAME ? &key.names : &key.classes) |= s->languages;
        }
        *WQ_PUSH(&x->keys) = key;
        all[kept++] = all[i];
        i = j;
    }
    return kept;
}

/* The nodes below *nodes[at]: keys [lo, hi) of all, which agree in depth letters. */
static void build(struct wq_lexicon *x, const struct sorted *all, uint32_t at, size_t lo, size_t hi,
                  uint32_t depth)
{
    size_t i = lo;
    uint32_t children = 0;

    if (all[lo].k.len == depth) {
        x->nodes.items[at].key = (uint32_t)lo;
        i++;
    }
    uint32_t first = (uint32_t)x->nodes.len;
    for (size_t k = i; k < hi; k++)
        children += k == i || all[k].codes[depth] != all[k - 1].codes[depth];
    WQ_RESERVE(&x->nodes, x->nodes.len + children);
    x->nodes.len += children;
    x->nodes.items[at].child = first;
    x->nodes.items[at].children = (uint16_t)children;
    for (uint32_t child = first; i < hi; child++) {
        size_t end = i + 1;
        while (end < hi && all[end].codes[depth] == all[i].codes[depth])
            end++;
        /* The label is what all of them share: the first and the last do, so all between do. */
        uint32_t same = depth + 1;
        while (same < all[i].k.len && all[i].codes[same] == all[end - 1].codes[same])
            same++;
        x->nodes.items[child] = (struct wq_trie_node){
            .label = all[i].k.code + depth,
            .key = WQ_NO_KEY,
            .len = (uint8_t)(same - depth),
            .first = all[i].codes[depth],
        };
        build(x, all, child, i, end, same);
        i = end;
    }
}

void wq_lexicon_build(struct wq_lexicon *x)
{
    size_t n = x->pending.len;
    struct sorted *all = wq_reallocarray(NULL, n ? n : 1, sizeof *all);

    for (size_t i = 0; i < n; i++)
        all[i] = (struct sorted){x->pending.items[i], x->codes.items + x->pending.items[i].code};
    if (n)
        qsort(all, n, sizeof *all, compare);
    n = merge(x, all, n);
    WQ_PUSH(&x->nodes)[0] = (struct wq_trie_node){.key = WQ_NO_KEY};
    if (n)
        build(x, all, 0, 0, n, 0);
    memset(x->root, 0xFF, sizeof x->root);
    for (uint32_t c = 0; c < x->nodes.items[0].children; c++)
        x->root[x->nodes.items[x->nodes.items[0].child + c].first] = x->nodes.items[0].child + c;
    free(all);
    free(x->pending.items);
    memset(&x->pending, 0, sizeof x->pending);
}

bool wq_trie_step(const struct wq_lexicon *x, struct wq_trie_at *at, wq_code code)
{
    if (at->node == WQ_NO_KEY) {
        *at = (struct wq_trie_at){x->root[code], 1};
        return at->node != WQ_NO_KEY;
    }
    const struct wq_trie_node *node = &x->nodes.items[at->node];
    if (at->passed < node->len)
        return x->codes.items[node->label + at->passed++] == code;
    const struct wq_trie_node *child = x->nodes.items + node->child;
    for (uint32_t i = 0; i < node->children; i++)
        if (child[i].first == code) {
            *at = (struct wq_trie_at){node->child + i, 1};
            return true;
        }
    return false;
}

uint64_t wq_lexicon_classes(const struct wq_lexicon *x, uint32_t key, unsigned languages)
{
    uint64_t classes = 0;

    if (key == WQ_NO_KEY || !(x->keys.items[key].classes & languages))
        return 0;
    for (uint32_t i = x->keys.items[key].sense; i != WQ_NO_KEY; i = x->senses.items[i].next) {
        const struct wq_sense *s = &x->senses.items[i];
        if (s->what != WQ_NAME && s->languages & languages)
            classes |= WQ_BIT(s->what);
    }
    return classes;
}

int wq_lexicon_value(const struct wq_lexicon *x, uint32_t key, unsigned languages, enum wq_class c,
                     int missing)
{
    for (uint32_t i = key == WQ_NO_KEY ? key : x->keys.items[key].sense; i != WQ_NO_KEY;
         i = x->senses.items[i].next) {
        const struct wq_sense *s = &x->senses.items[i];
        if (s->what == c && s->languages & languages)
            return s->value;
    }
    return missing;
}
