/* Identities and the key of cache files. */
#include "cache_inner.h"

#include "waraq/text/fold.h"
#include "waraq/text/version.h"

#include <string.h>

/* Odd, with half its bits set: the golden ratio's (Knuth, TAOCP 3, 6.4). */
#define MULTIPLIER UINT64_C(0x9E3779B97F4A7C15)

uint64_t wq_cache_identity(const char *path, const struct stat *st)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    /* Not the device: its number may be another after the next start of the machine. */
    const uint64_t known[] = {
        (uint64_t)st->st_ino,          (uint64_t)st->st_size,        (uint64_t)st->st_mtim.tv_sec,
        (uint64_t)st->st_mtim.tv_nsec, (uint64_t)st->st_ctim.tv_sec, (uint64_t)st->st_ctim.tv_nsec,
    };
    uint64_t identity = wq_hash(known, sizeof known, wq_hash(name, strlen(name), 0));

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
    key = wq_hash(f.text.data, f.text.len, f.tail);
    for (size_t i = 0; i < f.units.len; i++)
        key = key * MULTIPLIER + f.units.items[i].gap + f.units.items[i].at;
    wq_folded_release(&f);
    wq_buf_clear(&b);
    wq_buf_adds(&b, WQ_VERSION " ");
    wq_text_version(&b);
    wq_buf_addf(&b, " %s", encoding ? encoding : "");
    key = wq_hash(b.data, b.len, key);
    wq_buf_release(&b);
    return key;
}
