/* Words of the language in another form than the lists have them: علاقوں is علاقہ, پکڑے is پکڑنا. */
#include "finder.h"

#include "waraq/base/array.h"

#include <string.h>

enum { MOST_ENDING = sizeof(uint32_t), STEM_LEAST = 2 };

/* What a form ends in, and what the word in the lists has instead; letters folded, 0 behind the last. */
struct ending {
    unsigned languages;
    uint32_t cut[MOST_ENDING + 1], put[MOST_ENDING + 1];
};

/* The grammars' paradigms: plurals and cases, the forms of verbs, whose infinitive is in the lists. */
static const struct ending endings[] = {
    /* Urdu: وں, یں, اں, ے, ی, ات, ین, ز of nouns and adjectives */
    {WQ_UR, {0x648, 0x6BA}, {0}},
    {WQ_UR, {0x648, 0x6BA}, {0x627}},
    {WQ_UR, {0x648, 0x6BA}, {0x6C1}},
    {WQ_UR, {0x6CC, 0x6BA}, {0}},
    {WQ_UR, {0x627, 0x6BA}, {0}},
    {WQ_UR, {0x6D2}, {0x627}},
    {WQ_UR, {0x6D2}, {0x6C1}},
    {WQ_UR, {0x6CC}, {0x627}},
    {WQ_UR, {0x6CC}, {0}},
    {WQ_UR | WQ_FA, {0x627, 0x62A}, {0}},
    {WQ_UR | WQ_FA, {0x627, 0x62A}, {0x6C1}},
    {WQ_UR, {0x6CC, 0x646}, {0}},
    {WQ_UR, {0x632}, {0}},
    /* نا of verbs: ے, ی, ا, یں, و, نے, نی, تا, تی, تے, یا, ئے, ئی */
    {WQ_UR, {0x6D2}, {0x646, 0x627}},
    {WQ_UR, {0x6CC}, {0x646, 0x627}},
    {WQ_UR, {0x627}, {0x646, 0x627}},
    {WQ_UR, {0x6CC, 0x6BA}, {0x646, 0x627}},
    {WQ_UR, {0x648}, {0x646, 0x627}},
    {WQ_UR, {0x646, 0x6D2}, {0x646, 0x627}},
    {WQ_UR, {0x646, 0x6CC}, {0x646, 0x627}},
    {WQ_UR, {0x62A, 0x627}, {0x646, 0x627}},
    {WQ_UR, {0x62A, 0x6CC}, {0x646, 0x627}},
    {WQ_UR, {0x62A, 0x6D2}, {0x646, 0x627}},
    {WQ_UR, {0x6CC, 0x627}, {0x646, 0x627}},
    {WQ_UR, {0x6CC, 0x6D2}, {0x646, 0x627}},
    {WQ_UR, {0x6CC, 0x6CC}, {0x646, 0x627}},
    {WQ_UR, {0x6CC, 0x6CC, 0x6BA}, {0x646, 0x627}},
    /* Persian: ها, های, ان, ی, یی, ش, م, تر, ترین */
    {WQ_FA, {0x6C1, 0x627}, {0}},
    {WQ_FA, {0x6C1, 0x627, 0x6CC}, {0}},
    {WQ_FA, {0x6C1, 0x627, 0x6CC, 0x6CC}, {0}},
    {WQ_FA, {0x627, 0x646}, {0}},
    {WQ_FA, {0x6AF, 0x627, 0x646}, {0x6C1}},
    {WQ_FA, {0x6CC}, {0}},
    {WQ_FA, {0x6CC, 0x6CC}, {0}},
    {WQ_FA, {0x634}, {0}},
    {WQ_FA, {0x62A, 0x631}, {0}},
    {WQ_FA, {0x62A, 0x631, 0x6CC, 0x646}, {0}},
    /* Arabic: ات, ین, ون, ان, ہ, ا, ہا, ہم, نا of what is owned, یہ; ت for ہ before them */
    {WQ_AR, {0x627, 0x62A}, {0}},
    {WQ_AR, {0x627, 0x62A}, {0x6C1}},
    {WQ_AR, {0x6CC, 0x646}, {0}},
    {WQ_AR, {0x648, 0x646}, {0}},
    {WQ_AR, {0x627, 0x646}, {0}},
    {WQ_AR, {0x6C1}, {0}},
    {WQ_AR, {0x627}, {0}},
    {WQ_AR, {0x6C1, 0x627}, {0}},
    {WQ_AR, {0x62A, 0x6C1, 0x627}, {0x6C1}},
    {WQ_AR, {0x62A, 0x6C1}, {0x6C1}},
    {WQ_AR, {0x62A, 0x6C1, 0x645}, {0x6C1}},
    {WQ_AR, {0x62A, 0x646, 0x627}, {0x6C1}},
    {WQ_AR, {0x62A, 0x6CC, 0x646}, {0x6C1}},
    {WQ_AR, {0x646, 0x627}, {0}},
    {WQ_AR, {0x627, 0x62A, 0x6C1}, {0}},
    {WQ_AR, {0x627, 0x62A, 0x6C1}, {0x6C1}},
    {WQ_AR, {0x6C1, 0x645}, {0}},
    {WQ_AR, {0x62A}, {0}},
    {WQ_AR, {0x6CC}, {0}},
    {WQ_AR, {0x6CC, 0x6C1}, {0}},
    {WQ_AR, {0x6CC, 0x6C1}, {0x6C1}},
    /* Hebrew: ים, ות, ה, ת, י, יו, ו, ית */
    {WQ_HE, {0x5D9, 0x5DD}, {0}},
    {WQ_HE, {0x5D5, 0x5EA}, {0}},
    {WQ_HE, {0x5D5, 0x5EA}, {0x5D4}},
    {WQ_HE, {0x5D4}, {0}},
    {WQ_HE, {0x5EA}, {0}},
    {WQ_HE, {0x5EA}, {0x5D4}},
    {WQ_HE, {0x5D9}, {0}},
    {WQ_HE, {0x5D5}, {0}},
    {WQ_HE, {0x5D9, 0x5D5}, {0}},
    {WQ_HE, {0x5D9, 0x5EA}, {0}},
};

/* The endings of the languages at work, as codes, by their last letter. */
struct forms {
    struct form {
        uint32_t cut, mask; /* as the last letters of a word, those that matter */
        wq_code put[MOST_ENDING];
        uint8_t ncut, nput;
        uint8_t next; /* 1 + the next with this last letter; 0: none */
    } items[WQ_COUNT(endings)];
    uint8_t len;
    uint8_t by_last[256]; /* 1 + form */
};

_Static_assert(WQ_COUNT(endings) < 255, "a form is a byte");

static uint8_t to_codes(const uint32_t *letters, wq_code *codes)
{
    uint8_t n = 0;

    for (; letters[n]; n++)
        codes[n] = wq_code_of(letters[n]);
    return n;
}

/* The last letters of a word, as many as an ending has at most, the last the lowest. */
static uint32_t last_letters(const wq_code *codes, uint32_t len)
{
    uint32_t last = 0;

    for (uint32_t i = len > MOST_ENDING ? len - MOST_ENDING : 0; i < len; i++)
        last = last << 8 | codes[i];
    return last;
}

static void make_forms(const struct wq_finder *f, struct forms *forms)
{
    wq_code cut[MOST_ENDING] = {0};

    memset(forms->by_last, 0, sizeof forms->by_last);
    forms->len = 0;
    for (size_t i = 0; i < WQ_COUNT(endings); i++) {
        if (!(endings[i].languages & f->own))
            continue;
        struct form *form = &forms->items[forms->len++];
        *form = (struct form){.ncut = to_codes(endings[i].cut, cut)};
        form->nput = to_codes(endings[i].put, form->put);
        form->cut = last_letters(cut, form->ncut);
        for (uint8_t n = 0; n < form->ncut; n++)
            form->mask = form->mask << 8 | 0xFF;
        uint8_t *last = &forms->by_last[cut[form->ncut - 1]];
        form->next = *last;
        *last = forms->len;
    }
}

/* Where a word's letters lead in the lexicon: at[n] behind n of them, as far as there is a key. */
struct stems {
    struct wq_trie_at at[WQ_KEY_MOST + 1];
    uint32_t reached;
};

static void read_stems(const struct wq_lexicon *x, const wq_code *codes, uint32_t len, struct stems *stems)
{
    struct wq_trie_at at = wq_trie_start(x);
    uint32_t n = 0;

    stems->at[0] = at;
    while (n < len && n < WQ_KEY_MOST && wq_trie_step(x, &at, codes[n]))
        stems->at[++n] = at;
    stems->reached = n;
}

/* True if n letters and those behind them are a plain word of the lists. */
static bool is_listed(const struct wq_finder *f, const struct stems *stems, uint32_t n, const wq_code *put,
                      uint32_t nput)
{
    const struct wq_lexicon *x = &f->names->lexicon;

    if (n < STEM_LEAST || n > stems->reached)
        return false;
    struct wq_trie_at at = stems->at[n];
    for (uint32_t i = 0; i < nput; i++)
        if (!wq_trie_step(x, &at, put[i]))
            return false;
    uint64_t classes = wq_lexicon_classes(x, wq_trie_key(x, at), f->own);
    return classes & WQ_BIT(WQ_COMMON) && !(classes & (WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME)));
}

/* True if the letters are a form of a plain word, or such a word where whole says that it counts. */
static bool is_form(const struct wq_finder *f, const struct forms *forms, const wq_code *codes, uint32_t len,
                    bool whole)
{
    struct stems stems;
    uint8_t i = forms->by_last[codes[len - 1]];

    if (!i && !whole)
        return false;
    read_stems(&f->names->lexicon, codes, len, &stems);
    if (whole && is_listed(f, &stems, len, NULL, 0))
        return true;
    for (uint32_t last = last_letters(codes, len); i; i = forms->items[i - 1].next) {
        const struct form *form = &forms->items[i - 1];
        uint32_t n = form->ncut;
        if (len >= n + STEM_LEAST && (last & form->mask) == form->cut &&
            is_listed(f, &stems, len - n, form->put, form->nput))
            return true;
    }
    return false;
}

/* The article of Arabic and Hebrew, which the lists' words have not: ال, ה. */
static uint32_t article_letters(const struct wq_finder *f, const wq_code *codes, uint32_t len)
{
    if (f->own & WQ_AR && len > 4 && codes[0] == wq_code_of(0x627) && codes[1] == wq_code_of(0x644))
        return 2;
    return f->own & WQ_HE && len > 3 && codes[0] == wq_code_of(0x5D4) ? 1 : 0;
}

static bool is_plain(const struct wq_finder *f, const struct forms *forms, const wq_code *codes, uint32_t len)
{
    uint32_t skip = article_letters(f, codes, len);

    return is_form(f, forms, codes, len, false) ||
           (skip && is_form(f, forms, codes + skip, len - skip, true));
}

/* می‌کند, نمی شود, می‌گوید: the letters before a verb of Persian, and the verb, which is
 * then no name.
 */
static void mark_verb(struct wq_finder *f, size_t i)
{
    struct wq_token *t = wq_word(f, i);
    const wq_code *codes = f->tokens.codes.items + t->code;
    uint32_t n = t->len == 3 && codes[0] == wq_code_of(0x646);

    if (t->len != n + 2 || codes[n] != wq_code_of(0x645) || codes[n + 1] != wq_code_of(0x6CC) ||
        !wq_follows(f, i + 1))
        return;
    struct wq_token *verb = wq_word(f, i + 1);
    bool joined = verb->before == WQ_BETWEEN_JOINER;
    if (!joined && (verb->classes & ~WQ_BIT(WQ_PLACE_END) || f->candidates.items[2 * i + 2].end))
        return;
    for (size_t k = i; k <= i + 1; k++) {
        wq_word(f, k)->classes = wq_word(f, k)->runs =
            WQ_BIT(WQ_STOP) | (wq_word(f, k)->runs & WQ_BIT(WQ_AGENT));
        f->candidates.items[2 * k].end = f->candidates.items[2 * k + 1].end = 0;
    }
}

/* Folding takes على (on) and علي (a name) for one; the dots tell them apart where there are some. */
static void part_homograph(struct wq_finder *f, struct wq_token *t)
{
    uint64_t ends = WQ_BIT(WQ_CASE) | WQ_BIT(WQ_STOP);

    if (t->classes & ends && t->classes & WQ_BIT(WQ_GIVEN) && t->end >= 2 &&
        !memcmp(f->article->text.data + t->end - 2, "\xD9\x8A", 2))
        t->classes &= ~ends;
}

void wq_mark_forms(struct wq_finder *f)
{
    if (!(f->own & (WQ_UR | WQ_FA | WQ_AR | WQ_HE)))
        return;
    struct forms forms;
    make_forms(f, &forms);
    for (size_t i = 0; i < wq_words(f); i++) {
        struct wq_token *t = wq_word(f, i);
        if (f->own & WQ_AR)
            part_homograph(f, t);
        if (f->own & WQ_FA && t->len <= 3)
            mark_verb(f, i);
        if (t->classes || t->flags & (WQ_TOKEN_DIGITS | WQ_TOKEN_SYMBOL | WQ_TOKEN_NAMED))
            continue;
        const wq_code *codes = f->tokens.codes.items + t->code;
        uint32_t prefixes = wq_prefix_letters(f, t);
        bool plain = is_plain(f, &forms, codes, t->len);
        for (uint32_t skip = 1; skip <= prefixes && !plain && t->len > skip + STEM_LEAST + 1; skip++)
            plain = is_plain(f, &forms, codes + skip, t->len - skip);
        if (plain) {
            t->classes = WQ_BIT(WQ_COMMON);
            t->flags |= WQ_TOKEN_FORM;
        }
    }
}
