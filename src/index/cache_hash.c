/* Checksums, identities and the key of cache files. Nothing here withstands somebody who wants two things
 * to look alike: they tell accidents. */
#include "cache_inner.h"

#include "waraq/text/fold.h"
#include "waraq/text/version.h"

#include <string.h>

enum { LANES = 8 };

/* Odd, with half its bits set: the golden ratio's (Knuth, TAOCP 3, 6.4). */
#define MULTIPLIER UINT64_C(0x9E3779B97F4A7C15)

/* The finalizer of splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static uint64_t word_at(const uint8_t *p)
{
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

/* Eight lanes, so that the processor multiplies while it multiplies: it keeps up with memory. */
uint64_t wq_cache_hash(const void *bytes, size_t len, uint64_t seed)
{
    const uint8_t *p = bytes;
    uint64_t lane[LANES];
    uint8_t rest[8 * LANES] = {0};
    size_t at = 0;

    for (size_t k = 0; k < LANES; k++)
        lane[k] = seed + k;
    for (; len - at >= sizeof rest; at += sizeof rest)
        for (size_t k = 0; k < LANES; k++) {
            uint64_t x = (lane[k] ^ word_at(p + at + 8 * k)) * MULTIPLIER;
            lane[k] = x ^ x >> 32;
        }
    if (len > at)
        memcpy(rest, p + at, len - at);
    uint64_t sum = mix(len ^ seed);
    for (size_t k = 0; k < LANES; k++)
        sum = mix(sum ^ lane[k] ^ mix(word_at(rest + 8 * k) + k));
    return sum;
}

uint64_t wq_cache_identity(const char *path, const struct stat *st)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    /* Not the device: its number may be another after the next start of the machine. */
    const uint64_t known[] = {
        (uint64_t)st->st_ino,          (uint64_t)st->st_size,        (uint64_t)st->st_mtim.tv_sec,
        (uint64_t)st->st_mtim.tv_nsec, (uint64_t)st->st_ctim.tv_sec, (uint64_t)st->st_ctim.tv_nsec,
    };
    uint64_t identity = wq_cache_hash(known, sizeof known, wq_cache_hash(name, strlen(name), 0));

    return identity ? identity : 1;
}

static void add_range(struct wq_buf *b, uint32_t from, uint32_t to)
{
    for (uint32_t cp = from; cp <= to; cp++)
        wq_buf_addcp(b, cp);
}

/* Versions, and what folding makes of the letters that matter: our own tables have no version number. */
uint64_t wq_cache_key(const char *encoding)
{
    struct wq_buf b = WQ_BUF_INIT;
    struct wq_folded f;
    uint64_t key;

    wq_folded_init(&f);
    add_range(&b, 0x20, 0x70F);
    add_range(&b, 0x2000, 0x206F);
    add_range(&b, 0xFB50, 0xFEFF);
    wq_folded_make(&f, b.data, b.len, 0);
    key = wq_cache_hash(f.text.data, f.text.len, f.tail);
    for (size_t i = 0; i < f.units.len; i++)
        key = key * MULTIPLIER + f.units.items[i].gap + f.units.items[i].at;
    wq_folded_release(&f);
    wq_buf_clear(&b);
    wq_buf_adds(&b, WQ_VERSION " ");
    wq_text_version(&b);
    wq_buf_addf(&b, " %s", encoding ? encoding : "");
    key = wq_cache_hash(b.data, b.len, key);
    wq_buf_release(&b);
    return key;
}
