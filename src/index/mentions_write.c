#include "mentions_write.h"

#include "waraq/base/array.h"
#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of strings that a document may add at most, with room to spare: it is no longer than what is read. */
enum { MOST_ADDED = 1 << 26 };

void wq_mn_writer_init(struct wq_mn_writer *w, int fd)
{
    memset(w, 0, sizeof *w);
    w->sink.fd = fd;
    w->sink.at = WQ_CACHE_START;
}

void wq_mn_writer_release(struct wq_mn_writer *w)
{
    free(w->pairs.items);
    wq_buf_release(&w->counts);
    wq_buf_release(&w->details);
    free(w->blocks.items);
    free(w->docs.items);
    free(w->ids.items);
    free(w->forms.items);
    free(w->id_table.slots);
    free(w->form_table.slots);
    wq_buf_release(&w->strings);
}

bool wq_mn_writer_full(const struct wq_mn_writer *w)
{
    return w->strings.len > UINT32_MAX - MOST_ADDED || w->docs.len >= UINT32_MAX - 2;
}

/* ---- ids and forms ---- */

static uint32_t add_string(struct wq_mn_writer *w, const char *s)
{
    uint32_t at = (uint32_t)w->strings.len;

    wq_buf_add(&w->strings, s, strlen(s) + 1);
    return at;
}

static uint64_t hash_of(const char *s, uint64_t seed)
{
    return wq_hash(s, strlen(s), seed);
}

static uint32_t *id_slot(const struct wq_mn_writer *w, const char *id)
{
    size_t at = (size_t)hash_of(id, 0) & (w->id_table.size - 1);

    while (w->id_table.slots[at] &&
           strcmp(w->strings.data + w->ids.items[w->id_table.slots[at] - 1], id) != 0)
        at = (at + 1) & (w->id_table.size - 1);
    return &w->id_table.slots[at];
}

static uint32_t *form_slot(const struct wq_mn_writer *w, uint32_t id, const char *spelling)
{
    size_t at = (size_t)hash_of(spelling, id + UINT64_C(1)) & (w->form_table.size - 1);

    for (; w->form_table.slots[at]; at = (at + 1) & (w->form_table.size - 1)) {
        const struct wq_mn_form *f = &w->forms.items[w->form_table.slots[at] - 1];
        if (f->id == id && !strcmp(w->strings.data + f->spelling, spelling))
            break;
    }
    return &w->form_table.slots[at];
}

/* Makes a table at least twice as large as what is in it; true if it is empty now. */
static bool grow(struct wq_mn_table *t, size_t len)
{
    if (2 * (len + 1) <= t->size)
        return false;
    free(t->slots);
    t->size = t->size ? 2 * t->size : 1024;
    t->slots = wq_calloc(t->size, sizeof *t->slots);
    return true;
}

static uint32_t id_of(struct wq_mn_writer *w, const char *id, const char *name)
{
    if (grow(&w->id_table, w->ids.len))
        for (size_t i = 0; i < w->ids.len; i++)
            *id_slot(w, w->strings.data + w->ids.items[i]) = (uint32_t)i + 1;
    uint32_t *slot = id_slot(w, id);
    if (!*slot) {
        uint32_t at = add_string(w, id);
        add_string(w, name);
        *WQ_PUSH(&w->ids) = at;
        *slot = (uint32_t)w->ids.len;
    }
    return *slot - 1;
}

uint32_t wq_mn_writer_form(struct wq_mn_writer *w, const char *id, const char *name, const char *spelling)
{
    uint32_t number = id_of(w, id, name);

    if (grow(&w->form_table, w->forms.len))
        for (size_t i = 0; i < w->forms.len; i++) {
            const struct wq_mn_form *f = &w->forms.items[i];
            *form_slot(w, f->id, w->strings.data + f->spelling) = (uint32_t)i + 1;
        }
    uint32_t *slot = form_slot(w, number, spelling);
    if (!*slot) {
        uint32_t at = add_string(w, spelling);
        *WQ_PUSH(&w->forms) = (struct wq_mn_form){number, at};
        *slot = (uint32_t)w->forms.len;
    }
    return *slot - 1;
}

/* ---- blocks and documents ---- */

static void end_block(struct wq_mn_writer *w)
{
    struct wq_buf pairs = WQ_BUF_INIT;

    if (w->blocks.len == 0)
        return;
    size_t number = w->blocks.len - 1;
    struct wq_mn_block *b = &w->blocks.items[number];
    wq_buf_add(&pairs, w->pairs.items, w->pairs.len * sizeof *w->pairs.items);
    wq_buf_add(&pairs, w->counts.data, w->counts.len);
    b->npairs = (uint32_t)w->pairs.len;
    b->details = (uint32_t)w->details.len;
    b->pairs_sum = wq_hash(pairs.data, pairs.len, number);
    b->details_sum = wq_hash(w->details.data, w->details.len, number);
    wq_cache_append(&w->sink, pairs.data, pairs.len);
    wq_cache_append(&w->sink, w->details.data, w->details.len);
    w->pairs.len = 0;
    wq_buf_clear(&w->counts);
    wq_buf_clear(&w->details);
    wq_buf_release(&pairs);
}

void wq_mn_writer_begin(struct wq_mn_writer *w, uint64_t identity, bool unread)
{
    size_t bytes = w->pairs.len * sizeof *w->pairs.items + w->counts.len + w->details.len;

    if (w->blocks.len == 0 || bytes >= WQ_MN_BLOCK) {
        end_block(w);
        *WQ_PUSH(&w->blocks) = (struct wq_mn_block){.first_doc = (uint32_t)w->docs.len};
    }
    uint64_t start = w->pairs.len | (uint64_t)w->details.len << WQ_MN_DETAILS;
    *WQ_PUSH(&w->docs) = (struct wq_cache_doc){identity, start | (unread ? WQ_MN_UNREAD : 0)};
}

void wq_mn_writer_pair(struct wq_mn_writer *w, uint32_t form, uint8_t count)
{
    *WQ_PUSH(&w->pairs) = form;
    wq_buf_addc(&w->counts, (char)count);
}

void wq_mn_writer_details(struct wq_mn_writer *w, const void *bytes, size_t len)
{
    wq_buf_add(&w->details, bytes, len);
}

static void add_number(struct wq_buf *b, size_t n)
{
    for (; n >= 0x80; n >>= 7)
        wq_buf_addc(b, (char)(0x80 | (n & 0x7F)));
    wq_buf_addc(b, (char)n);
}

static void add_form(struct wq_mn_writer *w, const struct wq_gathered *g, const struct wq_form *f)
{
    uint32_t form = wq_mn_writer_form(w, wq_gathered_text(g, f->id), wq_gathered_text(g, f->name),
                                      wq_gathered_text(g, f->spelling));
    uint32_t at = 0;

    wq_mn_writer_pair(w, form, f->n < WQ_MN_MANY ? (uint8_t)f->n : WQ_MN_MANY);
    if (f->n >= WQ_MN_MANY)
        add_number(&w->details, f->n);
    for (uint32_t i = 0; i < f->n; i++) {
        struct wq_span32 span = g->mentions.items[f->first + i];
        add_number(&w->details, span.start - at);
        add_number(&w->details, span.end - span.start);
        at = span.end;
    }
}

void wq_mn_writer_gathered(struct wq_mn_writer *w, const struct wq_gathered *g)
{
    add_number(&w->details, g->proper.start);
    add_number(&w->details, wq_span_len(g->proper));
    for (size_t i = 0; i < g->forms.len; i++)
        add_form(w, g, &g->forms.items[i]);
}

/* ---- the end ---- */

struct sorted {
    const char *id;
    uint32_t number;
};

static int by_id(const void *a, const void *b)
{
    const struct sorted *x = a;
    const struct sorted *y = b;

    return strcmp(x->id, y->id);
}

/* Ids in order of strcmp; forms are told their new numbers. */
static void sort_ids(struct wq_mn_writer *w)
{
    struct sorted *order = wq_calloc(w->ids.len + 1, sizeof *order);
    uint32_t *place = wq_calloc(w->ids.len + 1, sizeof *place);

    for (size_t i = 0; i < w->ids.len; i++)
        order[i] = (struct sorted){w->strings.data + w->ids.items[i], (uint32_t)i};
    if (w->ids.len)
        qsort(order, w->ids.len, sizeof *order, by_id);
    for (size_t i = 0; i < w->ids.len; i++) {
        place[order[i].number] = (uint32_t)i;
        w->ids.items[i] = (uint32_t)(order[i].id - w->strings.data);
    }
    for (size_t i = 0; i < w->forms.len; i++)
        w->forms.items[i].id = place[w->forms.items[i].id];
    free(order);
    free(place);
}

static uint64_t append_manifest(struct wq_mn_writer *w)
{
    struct wq_buf manifest = WQ_BUF_INIT;

    wq_buf_add(&manifest, w->blocks.items, w->blocks.len * sizeof *w->blocks.items);
    wq_buf_add(&manifest, w->docs.items, w->docs.len * sizeof *w->docs.items);
    wq_buf_add(&manifest, w->ids.items, w->ids.len * sizeof *w->ids.items);
    wq_buf_add(&manifest, w->forms.items, w->forms.len * sizeof *w->forms.items);
    wq_buf_add(&manifest, w->strings.data, w->strings.len);
    uint64_t sum = wq_hash(manifest.data, manifest.len, 0);
    wq_cache_append(&w->sink, manifest.data, manifest.len);
    wq_buf_release(&manifest);
    return sum;
}

enum wq_status wq_mn_writer_finish(struct wq_mn_writer *w, uint64_t key, struct wq_error *err)
{
    end_block(w);
    sort_ids(w);
    wq_buf_add(&w->strings, "\0", 2); /* so that behind every id there is a name */
    struct wq_mn_header h = {
        .nblocks = w->blocks.len,
        .ndocs = w->docs.len,
        .nids = w->ids.len,
        .nforms = w->forms.len,
        .strings = w->strings.len,
        .manifest = w->sink.at,
    };
    h.manifest_sum = append_manifest(w);
    return wq_cache_finish(&w->sink, &h, sizeof h, WQ_MN_MAGIC, WQ_MN_VERSION, key, err);
}
