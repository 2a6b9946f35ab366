/* Names and words with a class, by one walk over the trie from every word. */
#include "finder.h"

#include "waraq/base/array.h"

#include <string.h>

enum {
    GLUED_LEAST = 5,     /* letters of a name that may lack a blank */
    PARTED_LEAST = 7,    /* or have one too many */
    REST_LEAST = 4,      /* of a word that a name may be glued to */
    ANY_GLUED_LEAST = 6, /* of a name glued to any such word: shorter ones begin others by chance */
};

/* A walk over the words' letters. */
struct walk {
    struct wq_finder *f;
    uint32_t first;   /* word */
    uint32_t at;      /* the word reached */
    uint32_t inside;  /* letters of it behind us */
    uint32_t letters; /* in all, those put before too */
    uint64_t blanks, joiners;
    uint32_t start; /* bytes */
    bool whole;
};

static const struct wq_lexicon *lexicon(const struct wq_finder *f)
{
    return &f->names->lexicon;
}

int wq_word_value(const struct wq_finder *f, size_t i, enum wq_class c, int missing)
{
    return wq_lexicon_value(lexicon(f), wq_word(f, i)->key, f->languages, c, missing);
}

bool wq_is_loan(const struct wq_finder *f, size_t i)
{
    return (wq_has(f, i, WQ_BIT(WQ_COMMON)) && wq_word_value(f, i, WQ_COMMON, 0) == 1) ||
           (wq_has(f, i, WQ_BIT(WQ_WORD)) && wq_word_value(f, i, WQ_WORD, 0) == 1);
}

/* Blanks where the name has none, or none where it has some: both happen; how long must the name be? */
static bool blanks_agree(const struct walk *w, const struct wq_key *k, const struct wq_blanks *blanks,
                         bool *exact)
{
    *exact = !(w->blanks | blanks->all);
    if (*exact)
        return true;
    uint64_t mask = k->len < 64 ? (UINT64_C(1) << (k->len - 1)) - 1 : UINT64_MAX;
    uint64_t extra = w->blanks & ~blanks->some & ~w->joiners & mask;
    uint64_t missing = blanks->all & ~w->blanks & mask;

    *exact = !extra && !missing;
    return (!extra || k->len >= PARTED_LEAST) && (!missing || k->len >= GLUED_LEAST);
}

/* An English name is one where it has its capitals; a short one needs all of them (WHO, who). */
static bool is_cased(const struct walk *w, uint32_t letters)
{
    const struct wq_token *t = wq_word(w->f, w->first);
    return t->flags & WQ_TOKEN_CAPS || (letters > 4 && t->flags & WQ_TOKEN_UPPER);
}

static bool has_sense(const struct walk *w, uint32_t key, bool weak)
{
    uint32_t letters = wq_lexicon_key(lexicon(w->f), key)->len;

    for (struct wq_senses s = wq_lexicon_senses(lexicon(w->f), key); s.at < s.end; s.at++)
        if (s.at->what == WQ_NAME && s.at->languages & w->f->languages && s.at->weak == weak &&
            (s.at->languages != WQ_EN || is_cased(w, letters)))
            return true;
    return false;
}

static struct wq_candidate *slot_of(const struct walk *w, bool strong)
{
    return &w->f->candidates.items[2 * w->first + !strong];
}

/* Word w->at ends here, or a name within it if end says where. The key has names in the languages read. */
static void note_name(struct walk *w, uint32_t key, uint32_t end, bool whole)
{
    const struct wq_key *k = wq_lexicon_key(lexicon(w->f), key);
    uint64_t other = WQ_BIT(WQ_STOP) | WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_CASE);
    bool exact;

    const struct wq_blanks *blanks = &wq_lexicon_blanks(lexicon(w->f), key)->name;
    if (!blanks_agree(w, k, blanks, &exact))
        return;
    /* کوستا نے: what stands alone as an ending is one. */
    if (!exact && whole && w->at > w->first && w->f->own & WQ_UR &&
        wq_word(w->f, w->at)->classes & WQ_BIT(WQ_CASE))
        return;
    /* آب‌ها is no Abha. */
    if (w->at > w->first && w->joiners & ~blanks->some && k->len < GLUED_LEAST)
        return;
    /* A word that means something else too speaks for nobody by itself. */
    bool common = (wq_lexicon_classes(lexicon(w->f), key, w->f->own) & other) != 0;
    for (int strong = 0; strong <= 1; strong++) {
        struct wq_candidate *c = slot_of(w, strong);
        bool is = strong ? has_sense(w, key, false) && !common : whole && (has_sense(w, key, true) || common);
        if (!is || end <= c->end)
            continue;
        wq_word(w->f, w->first)->flags |= WQ_TOKEN_NAMED;
        *c = (struct wq_candidate){
            .from = w->first,
            .to = w->at + 1,
            .start = w->start,
            .end = end,
            .key = key,
            .strong = strong,
            .whole = w->whole && whole && exact,
            .several = blanks->all != 0 && k->len > 4,
        };
    }
}

static void note_classes(struct walk *w, uint32_t key)
{
    struct wq_token *t = wq_word(w->f, w->first);
    const struct wq_key *k = wq_lexicon_key(lexicon(w->f), key);
    const struct wq_blanks *blanks = &wq_lexicon_blanks(lexicon(w->f), key)->word;
    bool exact;

    if (!blanks_agree(w, k, blanks, &exact) || (w->blanks & ~w->joiners & ~blanks->some))
        return;
    uint64_t classes = wq_lexicon_classes(lexicon(w->f), key, w->f->languages) & ~WQ_BIT(WQ_CLUB);
    if (!classes)
        return;
    if (w->at == w->first) {
        t->key = key;
        t->classes = classes;
    }
    t->phrase = key;
    t->phrases = (uint8_t)(w->at + 1 - w->first);
    t->runs = classes;
}

/* Between the words of a name stand blanks and dashes, and points behind initials. */
static bool may_cross(const struct wq_finder *f, uint32_t at)
{
    const struct wq_token *t = wq_word(f, at);
    const struct wq_token *before = t - 1;

    if (t->before == WQ_BETWEEN_DOT)
        return before->len == 1 || before->classes & WQ_BIT(WQ_LETTER);
    return t->before <= WQ_BETWEEN_DASH;
}

/* Postpositions that writers glue to a name, and words long enough not to be an ending. */
static bool is_glued_word(const struct wq_finder *f, const wq_code *codes, uint32_t len, bool any)
{
    struct wq_trie_at at = wq_trie_start(lexicon(f));

    for (uint32_t i = 0; i < len; i++)
        if (!wq_trie_step(lexicon(f), &at, codes[i]))
            return false;
    uint64_t classes = wq_lexicon_classes(lexicon(f), wq_trie_key(lexicon(f), at), f->own);
    return len >= 2 &&
           (classes & WQ_BIT(WQ_CASE) || (any && len >= REST_LEAST && classes & ~WQ_BIT(WQ_WORD)));
}

/* Where letter n of a word ends in the source: found anew by folding, which glued words are rare enough for.
 */
uint32_t wq_byte_behind(const struct wq_finder *f, uint32_t word, uint32_t letters)
{
    const struct wq_token *t = wq_word(f, word);
    const char *s = f->article->text.data;

    uint32_t at = (uint32_t)(t->start + wq_fold_ahead(s + t->start, t->end - t->start, 0, letters));

    while (at + 2 <= t->end && !memcmp(s + at, "\xD9\x80", 2)) /* a tatweel: لـالجزيرة */
        at += 2;
    /* ב"הארץ": a quote behind what is written to the name */
    return at + 1 < t->end && at > t->start && s[at] == '"' ? at + 1 : at;
}

/* A name that ended within a word: the rest must be a word of its own. */
static void note_partial(struct walk *w, uint32_t key, uint32_t passed)
{
    const struct wq_token *t = wq_word(w->f, w->at);
    uint32_t rest = t->len - passed;
    const wq_code *codes = w->f->tokens.codes.items + t->code;

    bool persian = w->f->own & WQ_FA && rest == 1 && codes[passed] == wq_code_of(0x6CC) &&
                   (codes[passed - 1] == wq_code_of(0x627) || codes[passed - 1] == wq_code_of(0x648));
    if (wq_lexicon_key(lexicon(w->f), key)->len < 4 || (t->flags & WQ_TOKEN_DIGITS))
        return;
    if (persian || (wq_lexicon_key(lexicon(w->f), key)->len >= GLUED_LEAST &&
                    is_glued_word(w->f, codes + passed, rest,
                                  wq_lexicon_key(lexicon(w->f), key)->len >= ANY_GLUED_LEAST)))
        note_name(w, key, wq_byte_behind(w->f, w->at, passed), false);
}

/* True if a key ends where trie stands, and does not only go on with further words: بولونیای in بولونیا
 * یونیورسٹی. */
static bool ends_here(const struct walk *w, struct wq_trie_at trie)
{
    struct wq_trie_end end = wq_trie_end(lexicon(w->f), trie);
    return (end.names | end.words) & w->f->languages;
}

/* The letters of a word from inside on. False: nothing in the lexicon goes on so. */
static bool walk_word(struct walk *w, struct wq_trie_at *trie)
{
    const struct wq_token *t = wq_word(w->f, w->at);
    const wq_code *codes = w->f->tokens.codes.items + t->code;
    struct wq_trie_passed partial;
    uint32_t reached = wq_trie_walk(lexicon(w->f), trie, codes, w->inside, t->len, w->f->languages, &partial);

    w->letters += reached - w->inside;
    w->inside = reached;
    if (partial.key != WQ_NO_KEY && partial.at < t->len && w->whole &&
        (reached < t->len || !ends_here(w, *trie)))
        note_partial(w, partial.key, partial.at);
    return reached == t->len;
}

/* What ends with word w->at. */
static void note_end(struct walk *w, struct wq_trie_at trie)
{
    struct wq_trie_end end = wq_trie_end(lexicon(w->f), trie);

    if (!((end.names | end.words) & w->f->languages))
        return;
    uint32_t key = wq_trie_key(lexicon(w->f), trie);
    if (end.names & w->f->languages)
        note_name(w, key, wq_word(w->f, w->at)->end, true);
    if (end.words & w->f->languages)
        note_classes(w, key);
}

/* True if a key goes on with the next word. */
static bool may_go_on(const struct walk *w, struct wq_trie_at trie)
{
    const struct wq_finder *f = w->f;

    return w->at + 1 < wq_words(f) && w->letters > 0 && w->letters < WQ_KEY_MOST &&
           wq_trie_goes_on(lexicon(f), trie, f->tokens.codes.items[wq_word(f, w->at + 1)->code]) &&
           may_cross(f, w->at + 1);
}

/* From where *w and trie stand to as many words on as something goes on. */
static void walk(struct walk *w, struct wq_trie_at trie)
{
    while (walk_word(w, &trie)) {
        note_end(w, trie);
        if (!may_go_on(w, trie))
            return;
        w->at++;
        w->inside = 0;
        unsigned before = wq_word(w->f, w->at)->before;
        if (before != WQ_BETWEEN_NONE)
            w->blanks |= UINT64_C(1) << (w->letters - 1);
        if (before == WQ_BETWEEN_JOINER)
            w->joiners |= UINT64_C(1) << (w->letters - 1);
    }
}

static void add_letters(uint64_t *set, const uint32_t *letters, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        wq_code c = wq_code_of(letters[i]);
        set[c / 64] |= UINT64_C(1) << c % 64;
    }
}

static bool is_among(const uint64_t *set, wq_code c)
{
    return set[c / 64] >> c % 64 & 1;
}

static const uint32_t hebrew_prefixes[] = {0x5D5, 0x5D4, 0x5D1, 0x5DC, 0x5DE, 0x5E9, 0x5DB};

bool wq_is_hebrew_prefix(wq_code code)
{
    for (size_t i = 0; i < WQ_COUNT(hebrew_prefixes); i++)
        if (code == wq_code_of(hebrew_prefixes[i]))
            return true;
    return false;
}

/* The one-letter words that are written to the next: and, in, to, from, that, the. In Arabic و or ف, then ب,
 * ل or ك: بوشعيب is whole. */
static void set_prefixes(struct wq_finder *f)
{
    static const uint32_t arabic_first[] = {0x648, 0x641};
    static const uint32_t arabic[] = {0x628, 0x644, 0x6A9};

    if (f->own & WQ_AR) {
        f->prefixes.most = 1;
        add_letters(f->prefixes.first, arabic_first, WQ_COUNT(arabic_first));
        add_letters(f->prefixes.letters, arabic, WQ_COUNT(arabic));
    } else if (f->own & WQ_HE) {
        f->prefixes.most = 3;
        add_letters(f->prefixes.letters, hebrew_prefixes, WQ_COUNT(hebrew_prefixes));
    }
}

static int rank_of(wq_code code)
{
    return code == wq_code_of(0x5D5) ? 0 : code == wq_code_of(0x5E9) ? 1 : code == wq_code_of(0x5D4) ? 3 : 2;
}

uint32_t wq_prefix_letters(const struct wq_finder *f, const struct wq_token *t)
{
    const wq_code *codes = f->tokens.codes.items + t->code;
    uint32_t n = 0;

    n += t->len >= 3 && is_among(f->prefixes.first, codes[0]);
    for (uint32_t k = 0; k < f->prefixes.most && n + 3 <= t->len && is_among(f->prefixes.letters, codes[n]);
         k++)
        n++;
    /* In Hebrew ו, then ש, then ב, ל, מ or כ, then ה: הושבע is whole; כש and מש are written too. */
    for (uint32_t k = 1; k < n && f->own & WQ_HE; k++)
        if (rank_of(codes[k]) <= rank_of(codes[k - 1]) && codes[k] != wq_code_of(0x5E9))
            n = k;
    return n;
}

/* Walks that leave out letters at the beginning of a word; in Arabic لل stands for ل and ال, in Hebrew ל for
 * ל and ה. */
static void walk_behind_prefix(struct wq_finder *f, uint32_t i, uint32_t skip)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *codes = f->tokens.codes.items + t->code;
    wq_code alef = wq_code_of(0x627);
    wq_code lam = wq_code_of(0x644);
    struct walk w = {.f = f, .first = i, .at = i, .inside = skip};

    w.start = wq_byte_behind(f, i, skip);
    walk(&w, wq_trie_start(lexicon(f)));
    if (f->own & WQ_HE && codes[skip - 1] == wq_code_of(0x5D4) && t->key != WQ_NO_KEY)
        wq_word(f, i)->classes &= ~WQ_BIT(WQ_GIVEN); /* no first name takes the article */
    if (f->own & WQ_HE && f->candidates.items[2 * i].end == 0 && t->key == WQ_NO_KEY) {
        struct walk article = {.f = f, .first = i, .at = i, .inside = skip, .letters = 1, .start = w.start};
        struct wq_trie_at trie = wq_trie_start(lexicon(f));
        if (wq_trie_step(lexicon(f), &trie, wq_code_of(0x5D4)))
            walk(&article, trie);
    }
    if (f->own & WQ_AR && codes[skip - 1] == lam && codes[skip] == lam) {
        struct walk article = {.f = f, .first = i, .at = i, .inside = skip, .letters = 1, .start = w.start};
        struct wq_trie_at trie = wq_trie_start(lexicon(f));
        if (wq_trie_step(lexicon(f), &trie, alef))
            walk(&article, trie);
    }
}

static void match_word(struct wq_finder *f, uint32_t i)
{
    const struct wq_token *t = wq_word(f, i);
    struct walk w = {.f = f, .first = i, .at = i, .start = t->start, .whole = true};

    f->candidates.items[2 * i].end = f->candidates.items[2 * i + 1].end = 0; /* none */
    walk(&w, wq_trie_start(lexicon(f)));
    if (!(f->own & (WQ_AR | WQ_HE)) || f->candidates.items[2 * i].end || t->key != WQ_NO_KEY)
        return;
    uint32_t most = wq_prefix_letters(f, t);
    for (uint32_t skip = 1; skip <= most && !f->candidates.items[2 * i].end && t->key == WQ_NO_KEY; skip++)
        walk_behind_prefix(f, i, skip);
}

/* Words whose signs are put together. */
enum { BLOCK = 8 };

static void note_signs(struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    f->signs[i] = t->classes | t->runs | WQ_SIGN(t->flags);
    f->blocks[i / BLOCK] |= f->signs[i];
}

size_t wq_next_word(const struct wq_finder *f, size_t i, uint64_t signs)
{
    size_t n = wq_words(f);

    while (i < n) {
        size_t end = (i / BLOCK + 1) * BLOCK < n ? (i / BLOCK + 1) * BLOCK : n;
        if (f->blocks[i / BLOCK] & signs)
            for (; i < end; i++)
                if (f->signs[i] & signs)
                    return i;
        i = end;
    }
    return n;
}

void wq_match(struct wq_finder *f)
{
    size_t n = wq_words(f);

    set_prefixes(f);
    WQ_RESERVE(&f->candidates, 2 * n);
    f->candidates.len = 2 * n;
    f->signs = wq_reallocarray(NULL, n + 1, sizeof *f->signs);
    f->blocks = wq_calloc(n / BLOCK + 1, sizeof *f->blocks);
    /* From the end, so that what a word is is known to the walks that come to it. */
    for (size_t i = n; i-- > 0;) {
        match_word(f, (uint32_t)i);
        note_signs(f, i);
    }
}
