#include "names_inner.h"

#include "waraq/base/array.h"
#include "waraq/base/folder.h"
#include "waraq/intl/version.h"
#include "waraq/text/version.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum wq_status wq_names_folder(struct wq_buf *out)
{
    if (wq_folder_add(WQ_FOLDER_DATA, out) != WQ_OK)
        return WQ_ENOTFOUND;
    wq_buf_adds(out, "/gazetteer");
    return WQ_OK;
}

void wq_names_holds_for(struct wq_buf *out)
{
    wq_text_version(out);
    wq_buf_addc(out, '/');
    wq_intl_version(out);
}

bool wq_names_hold(const struct wq_names_tables *tables)
{
    struct wq_buf running = WQ_BUF_INIT;

    wq_names_holds_for(&running);
    bool current = tables->version && !strcmp(tables->version, running.data);
    wq_buf_release(&running);
    return current;
}

struct wq_names *wq_names_new(const char *folder, const struct wq_names_log *log)
{
    const struct wq_names_tables *tables = &wq_names_compiled_in;
    return wq_names_read(wq_names_hold(tables) ? tables : NULL, folder, log);
}

bool wq_names_are_at_hand(const char *folder)
{
    return wq_names_hold(&wq_names_compiled_in) && (!folder || access(folder, F_OK) != 0);
}

void wq_names_free(struct wq_names *n)
{
    if (!n)
        return;
    for (size_t i = 0; i < n->files.len; i++)
        for (size_t k = 0; k < WQ_COUNT(n->files.items[i].owned); k++)
            free(n->files.items[i].owned[k]);
    free(n->known.items);
    free(n->files.items);
    free(n->by_id.slots);
    wq_buf_release(&n->ids);
    wq_lexicon_release(&n->lexicon);
    free(n);
}

const char *wq_names_fault_name(enum wq_names_fault fault)
{
    switch (fault) {
    case WQ_NAMES_UNREADABLE: return "cannot be read";
    case WQ_NAMES_TOO_LARGE: return "too large: nothing is read from here on";
    case WQ_NAMES_NOT_UTF8: return "not UTF-8";
    case WQ_NAMES_NO_HEADER: return "no column is called id";
    case WQ_NAMES_MISSING_FIELD: return "fewer fields than columns";
    case WQ_NAMES_BAD_ID: return "an id begins with per:, org: or loc:";
    case WQ_NAMES_DUPLICATE_ID: return "this id stands above already";
    case WQ_NAMES_UNKNOWN_CLASS: return "unknown class";
    case WQ_NAMES_ONE_LETTER: return "a name of one letter";
    case WQ_NAMES_NO_NAME: return "no name: no letters, too many, or of another alphabet";
    }
    return "";
}

void wq_names_version(const struct wq_names *n, struct wq_buf *out)
{
    wq_text_version(out);
    wq_buf_addf(out, "/names-%016llx", (unsigned long long)n->hash);
}

size_t wq_names_count(const struct wq_names *n)
{
    return wq_knowns(n);
}

const char *wq_names_find(const struct wq_names *n, const char *s, size_t len)
{
    struct wq_tokens t;
    struct wq_trie_at at = wq_trie_start(&n->lexicon);
    const char *found = NULL;
    bool on = true;

    wq_tokens_init(&t, &n->letters);
    wq_tokens_add(&t, s, len, 0, WQ_BETWEEN_PARAGRAPH, 0);
    for (size_t i = 0; i < t.codes.len && on; i++)
        on = wq_trie_step(&n->lexicon, &at, t.codes.items[i]);
    uint32_t key = on && t.codes.len ? wq_trie_key(&n->lexicon, at) : WQ_NO_KEY;
    for (struct wq_senses all = wq_lexicon_senses(&n->lexicon, key); all.at < all.end && !found; all.at++)
        if (all.at->what == WQ_NAME)
            found = wq_known_id(n, (uint32_t)all.at->value);
    wq_tokens_release(&t);
    return found;
}

void wq_known_name(const struct wq_names *n, uint32_t known, unsigned languages, struct wq_buf *out)
{
    const struct wq_known *k = wq_known(n, known);

    /* The article's own first, English before other alphabets, then whatever there is. */
    for (int round = 0; round < 3; round++)
        for (unsigned i = 0; i < WQ_LANGUAGES; i++) {
            const char *field;
            const char *name;
            size_t len;
            bool weak;
            bool wanted = round == 2 || (round == 1 ? i == WQ_COLUMN_EN : languages >> i & 1);
            if (!wanted || !wq_row_field(&n->files.items[k->file], wq_known_row(n, k), k->len,
                                         (enum wq_column)i, &field, &len))
                continue;
            if (wq_field_next(&field, field + len, &name, &len, &weak)) {
                wq_buf_add(out, name, len);
                return;
            }
        }
    wq_buf_adds(out, wq_known_id(n, known));
}

int wq_names_usual(const struct wq_names *n, const char *id, const char *language, struct wq_buf *out)
{
    uint32_t known = wq_names_by_id(n, id, strlen(id));

    if (known == WQ_NO_KEY)
        return 0;
    wq_known_name(n, known, wq_language_bit(language, strlen(language)), out);
    return 1;
}
