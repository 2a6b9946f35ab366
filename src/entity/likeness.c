#include "likeness.h"

#include "waraq/base/array.h"

#include <string.h>

enum { MOST_SOUNDS = 24, MOST_WORDS = 6 };

/* A word without its vowels: letters of one sound as one; the first letter stays. */
struct skeleton {
    wq_code sounds[MOST_SOUNDS];
    uint32_t len;
};

void wq_sounds_make(wq_code *sounds)
{
    /* Each row: letters of one sound, the first for all. */
    static const uint32_t rows[][5] = {
        {0x6C1, 0x6BE, 0x62D, 0x647},
        {0x646, 0x6BA},
        {0x62A, 0x679, 0x637},
        {0x62F, 0x688},
        {0x631, 0x691},
        {0x632, 0x630, 0x636, 0x638, 0x698},
        {0x633, 0x635, 0x62B},
        {0x6A9, 0x642},
        {0x627, 0x639},
    };

    for (int i = 0; i < 256; i++)
        sounds[i] = (wq_code)i;
    for (size_t i = 0; i < WQ_COUNT(rows); i++)
        for (size_t k = 1; k < WQ_COUNT(rows[i]) && rows[i][k]; k++)
            sounds[wq_code_of(rows[i][k])] = wq_code_of(rows[i][0]);
}

/* Letters that stand for vowels, or as well may: ا ع ی ے و ء, ہ at the end. */
static bool is_vowel(wq_code sound, bool last)
{
    return sound == wq_code_of(0x627) || sound == wq_code_of(0x6CC) || sound == wq_code_of(0x6D2) ||
           sound == wq_code_of(0x648) || sound == wq_code_of(0x621) || (last && sound == wq_code_of(0x6C1));
}

static void make(const struct wq_finder *f, const struct wq_tokens *tokens, size_t word, struct skeleton *k)
{
    const struct wq_token *t = &tokens->list.items[word];
    const wq_code *codes = tokens->codes.items + t->code;

    k->len = 0;
    for (uint32_t i = 0; i < t->len && k->len < MOST_SOUNDS; i++) {
        wq_code sound = f->names->sounds[codes[i]];
        if (i == 0 || (!is_vowel(sound, i + 1 == t->len) && sound != k->sounds[k->len - 1]))
            k->sounds[k->len++] = sound;
    }
}

static wq_code first_sound(const struct wq_finder *f, size_t word)
{
    return f->names->sounds[f->tokens.codes.items[wq_word(f, word)->code]];
}

/* Edit distance, all of insertion, deletion and exchange at one. */
static uint32_t distance(const struct skeleton *a, const struct skeleton *b)
{
    uint32_t row[MOST_SOUNDS + 1];

    for (uint32_t k = 0; k <= b->len; k++)
        row[k] = k;
    for (uint32_t i = 1; i <= a->len; i++) {
        uint32_t diagonal = row[0];
        row[0] = i;
        for (uint32_t k = 1; k <= b->len; k++) {
            uint32_t best = diagonal + (a->sounds[i - 1] != b->sounds[k - 1]);
            diagonal = row[k];
            if (row[k] + 1 < best)
                best = row[k] + 1;
            if (row[k - 1] + 1 < best)
                best = row[k - 1] + 1;
            row[k] = best;
        }
    }
    return row[b->len];
}

enum { SHORT_WORD = 4 };

/* Word left of the article, and word right of tokens. */
static bool is_same_word(const struct wq_finder *f, size_t left, const struct wq_tokens *tokens, size_t right)
{
    struct skeleton a;
    struct skeleton b;

    make(f, &f->tokens, left, &a);
    make(f, tokens, right, &b);
    if (a.len == b.len && !memcmp(a.sounds, b.sounds, a.len))
        return true;
    uint32_t longer = a.len > b.len ? a.len : b.len;
    uint32_t shorter = a.len > b.len ? b.len : a.len;
    return shorter >= SHORT_WORD && a.sounds[0] == b.sounds[0] &&
           distance(&a, &b) <= (longer / 4 > 1 ? longer / 4 : 1);
}

bool wq_are_like(const struct wq_finder *f, size_t a, size_t b, size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (first_sound(f, a + i) != first_sound(f, b + i))
            return false;
    for (size_t i = 0; i < words; i++)
        if (!is_same_word(f, a + i, &f->tokens, b + i))
            return false;
    return true;
}

bool wq_is_like(const struct wq_finder *f, const struct wq_found *a, const struct wq_found *b)
{
    uint32_t words = a->to - a->from;

    return words == b->to - b->from && words <= MOST_WORDS && words >= 2 &&
           wq_are_like(f, a->from, b->from, words);
}

/* True if one of the names in a cell, of several words, begins with the word; last: ends with it. */
static bool has_word(const struct wq_finder *f, const char *cell, size_t len, size_t word, bool last)
{
    const char *name;
    size_t name_len;
    bool weak;
    bool like = false;

    for (const char *at = cell; !like && wq_field_next(&at, cell + len, &name, &name_len, &weak);) {
        struct wq_tokens tokens;
        wq_tokens_init(&tokens, &f->names->letters);
        wq_tokens_add(&tokens, name, name_len, 0, WQ_BETWEEN_PARAGRAPH, 0);
        like = tokens.list.len > 1 && is_same_word(f, word, &tokens, last ? tokens.list.len - 1 : 0);
        wq_tokens_release(&tokens);
    }
    return like;
}

static bool has_in_names(const struct wq_finder *f, uint32_t known, size_t word, bool last)
{
    const struct wq_known *k = wq_known(f->names, known);
    const struct wq_names_file *file = &f->names->files.items[k->file];
    const char *cell;
    size_t len;

    for (int c = WQ_COLUMN_UR; c <= WQ_COLUMN_HE; c++)
        if (f->own >> c & 1 &&
            wq_row_field(file, wq_known_row(f->names, k), k->len, (enum wq_column)c, &cell, &len) &&
            has_word(f, cell, len, word, last))
            return true;
    return false;
}

bool wq_is_called(const struct wq_finder *f, uint32_t known, size_t word)
{
    return has_in_names(f, known, word, false);
}

bool wq_is_of_family(const struct wq_finder *f, uint32_t known, size_t word)
{
    return has_in_names(f, known, word, true);
}
