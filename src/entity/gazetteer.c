/* Files of names: rows, fields, and what can be wrong with them. */
#include "names_inner.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

static const char *const columns[WQ_COLUMNS] = {
    [WQ_COLUMN_UR] = "ur", [WQ_COLUMN_FA] = "fa", [WQ_COLUMN_AR] = "ar",       [WQ_COLUMN_HE] = "he",
    [WQ_COLUMN_EN] = "en", [WQ_COLUMN_ID] = "id", [WQ_COLUMN_CLASS] = "class", [WQ_COLUMN_ISO] = "iso",
};

static const struct {
    const char *name;
    enum wq_place place;
} places[] = {
    {"country", WQ_PLACE_COUNTRY},   {"city", WQ_PLACE_CITY},   {"province", WQ_PLACE_PROVINCE},
    {"region", WQ_PLACE_REGION},     {"river", WQ_PLACE_RIVER}, {"sea", WQ_PLACE_SEA},
    {"mountain", WQ_PLACE_MOUNTAIN}, {"site", WQ_PLACE_SITE},   {"former", WQ_PLACE_FORMER},
    {"area", WQ_PLACE_AREA},
};

static bool is(const char *s, size_t len, const char *name)
{
    return strlen(name) == len && !memcmp(s, name, len);
}

unsigned wq_language_bit(const char *language, size_t len)
{
    for (unsigned i = 0; i < WQ_LANGUAGES; i++)
        if (is(language, len, columns[i]))
            return 1U << i;
    return 0;
}

bool wq_row_field(const struct wq_names_file *f, const char *row, size_t len, enum wq_column column,
                  const char **field, size_t *field_len)
{
    const char *end = row + len;

    if (f->columns[column] < 0)
        return false;
    for (int i = f->columns[column]; i > 0; i--) {
        row = memchr(row, '\t', (size_t)(end - row));
        if (!row)
            return false;
        row++;
    }
    const char *tab = memchr(row, '\t', (size_t)(end - row));
    *field = row;
    *field_len = (size_t)((tab ? tab : end) - row);
    return true;
}

bool wq_field_next(const char **at, const char *end, const char **name, size_t *len, bool *weak)
{
    while (*at < end) {
        const char *bar = memchr(*at, '|', (size_t)(end - *at));
        const char *last = bar ? bar : end;
        const char *from = *at;
        *at = bar ? bar + 1 : end;
        while (from < last && *from == ' ')
            from++;
        *weak = from < last && (*from == '?' || *from == '!');
        from += *weak;
        while (last > from && last[-1] == ' ')
            last--;
        *name = from;
        *len = (size_t)(last - from);
        if (*len > 0)
            return true;
    }
    return false;
}

bool wq_reading_add(struct wq_reading *r, const char *what, size_t len, struct wq_sense sense,
                    size_t *letters)
{
    r->tokens.list.len = 0;
    r->tokens.codes.len = 0;
    wq_tokens_add(&r->tokens, what, len, 0, WQ_BETWEEN_PARAGRAPH, 0);
    if (letters)
        *letters = r->tokens.codes.len;
    return r->tokens.list.len > 0 && wq_lexicon_add(&r->lexicon, &r->tokens, 0, r->tokens.list.len, sense);
}

/* Every word of a person's full name speaks for a person elsewhere too. */
static void add_parts(struct wq_reading *r, unsigned language)
{
    if (r->tokens.list.len < 2 || r->tokens.list.len > 5)
        return;
    for (size_t i = 0; i < r->tokens.list.len; i++)
        if (r->tokens.list.items[i].len >= 3)
            wq_lexicon_add(&r->lexicon, &r->tokens, i, i + 1,
                           (struct wq_sense){.languages = (uint8_t)language, .what = WQ_NAMEPART});
}

static void add_names(struct wq_reading *r, uint32_t known, const char *field, size_t len, unsigned language)
{
    const char *end = field + len;
    const char *name;
    bool weak;

    for (const char *at = field; wq_field_next(&at, end, &name, &len, &weak);) {
        struct wq_sense sense = {
            .languages = (uint8_t)language, .what = WQ_NAME, .weak = weak, .value = (int32_t)known};
        size_t letters = 0;
        const char *bracket = memchr(name, '(', len);
        if (bracket && bracket > name) /* ICU writes a second name there */
            len = (size_t)(bracket - name);
        /* Two letters may be an acronym, one is nothing. */
        if (wq_utf8_at_most(name, len, 1))
            wq_reading_trouble(r, WQ_NAMES_ONE_LETTER, name, len);
        else if (!wq_reading_add(r, name, len, sense, &letters))
            wq_reading_trouble(r, WQ_NAMES_NO_NAME, name, len);
        else if (wq_known(r->names, known)->kind == WQ_PERSON && !weak)
            add_parts(r, language);
        if (weak && name[-1] == '!') {
            sense.what = WQ_CLUB;
            wq_reading_add(r, name, len, sense, NULL);
        }
    }
}

static uint64_t hash_of(const char *s, size_t len)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)s[i]) * UINT64_C(0x100000001B3);
    return hash;
}

void wq_reading_hash(struct wq_reading *r, const struct wq_names_file *file)
{
    r->names->hash = (r->names->hash * 31) ^ hash_of(file->data, file->len);
}

/* The slot of an id, or the free one where it belongs. */
static size_t slot_of(const struct wq_names *n, const uint32_t *slots, size_t size, const char *id,
                      size_t len)
{
    size_t at = hash_of(id, len) & (size - 1);

    while (slots[at] && !is(id, len, wq_known_id(n, slots[at] - 1)))
        at = (at + 1) & (size - 1);
    return at;
}

uint32_t wq_names_by_id(const struct wq_names *n, const char *id, size_t len)
{
    uint32_t known = 0;

    if (n->base->nslots)
        known = n->base->by_id[slot_of(n, n->base->by_id, n->base->nslots, id, len)];
    if (!known && n->by_id.size)
        known = n->by_id.slots[slot_of(n, n->by_id.slots, n->by_id.size, id, len)];
    return known - 1;
}

static void put_id(struct wq_names *n, uint32_t known)
{
    const char *id = wq_known_id(n, known);
    n->by_id.slots[slot_of(n, n->by_id.slots, n->by_id.size, id, strlen(id))] = known + 1;
}

static void grow_ids(struct wq_names *n)
{
    free(n->by_id.slots);
    n->by_id.size = n->by_id.size ? 2 * n->by_id.size : 64;
    n->by_id.slots = wq_calloc(n->by_id.size, sizeof *n->by_id.slots);
    for (size_t i = n->base->nknown; i < wq_knowns(n); i++)
        put_id(n, (uint32_t)i);
}

static int kind_of(const char *id, size_t len)
{
    static const char *const prefixes[] = {
        [WQ_PERSON] = "per:", [WQ_ORGANISATION] = "org:", [WQ_LOCATION] = "loc:"};

    for (int i = 0; i < (int)WQ_COUNT(prefixes); i++)
        if (len > 4 && !memcmp(id, prefixes[i], 4))
            return i;
    return -1;
}

/* 1 + the country that a row's code stands for; NULL where it has none. */
static uint32_t *country_of(struct wq_reading *r, const struct wq_known *k, const char *row)
{
    const char *iso;
    size_t len;

    if (k->kind != WQ_LOCATION || k->place != WQ_PLACE_COUNTRY ||
        !wq_row_field(&r->names->files.items[k->file], row, k->len, WQ_COLUMN_ISO, &iso, &len) || len != 2)
        return NULL;
    unsigned a = (unsigned)(iso[0] | 32) - 'a';
    unsigned b = (unsigned)(iso[1] | 32) - 'a';
    return a < 26 && b < 26 ? &r->names->countries[a * 26 + b] : NULL;
}

static void read_place(struct wq_reading *r, const struct wq_names_file *f, struct wq_known *k)
{
    const char *class;
    size_t len;

    k->place = WQ_PLACE_SITE;
    if (k->kind != WQ_LOCATION || !wq_row_field(f, f->data + k->row, k->len, WQ_COLUMN_CLASS, &class, &len) ||
        !len)
        return;
    for (size_t i = 0; i < WQ_COUNT(places); i++)
        if (is(class, len, places[i].name)) {
            k->place = (uint8_t)places[i].place;
            return;
        }
    wq_reading_trouble(r, WQ_NAMES_UNKNOWN_CLASS, class, len);
}

/* The entity of a row: one that is known, by id or by code of country, or a new one. */
static uint32_t entity_of(struct wq_reading *r, const struct wq_names_file *f, struct wq_known *k,
                          const char *id, size_t len)
{
    struct wq_names *n = r->names;
    uint32_t *country = country_of(r, k, f->data + k->row);
    uint32_t known = wq_names_by_id(n, id, len);

    if (known != WQ_NO_KEY)
        return known;
    if (country && *country && wq_known(n, *country - 1)->file != k->file)
        return *country - 1;
    known = (uint32_t)wq_knowns(n);
    k->id = (uint32_t)n->ids.len;
    wq_buf_add(&n->ids, id, len);
    wq_buf_addc(&n->ids, '\0');
    *WQ_PUSH(&n->known) = *k;
    if (country && !*country)
        *country = known + 1;
    if (n->known.len * 2 > n->by_id.size)
        grow_ids(n);
    else
        put_id(n, known);
    return known;
}

static void read_row(struct wq_reading *r, const struct wq_names_file *f, const char *row, size_t len)
{
    struct wq_known k = {.row = (uint32_t)(row - f->data), .len = (uint32_t)len, .file = (uint16_t)r->file};
    const char *field;
    const char *id;
    size_t field_len;
    size_t id_len;
    int fields = 1;

    for (size_t i = 0; i < len; i++)
        fields += row[i] == '\t';
    if (fields < f->count || !wq_row_field(f, row, len, WQ_COLUMN_ID, &id, &id_len)) {
        wq_reading_trouble(r, WQ_NAMES_MISSING_FIELD, "", 0);
        return;
    }
    int kind = kind_of(id, id_len);
    if (kind < 0) {
        wq_reading_trouble(r, WQ_NAMES_BAD_ID, id, id_len);
        return;
    }
    k.kind = (uint8_t)kind;
    uint32_t known = wq_names_by_id(r->names, id, id_len);
    if (known != WQ_NO_KEY && known >= r->first) {
        wq_reading_trouble(r, WQ_NAMES_DUPLICATE_ID, id, id_len);
        return;
    }
    read_place(r, f, &k);
    known = entity_of(r, f, &k, id, id_len);
    for (unsigned i = 0; i < WQ_LANGUAGES; i++)
        if (wq_row_field(f, row, len, (enum wq_column)i, &field, &field_len))
            add_names(r, known, field, field_len, 1U << i);
}

static bool read_header(struct wq_reading *r, struct wq_names_file *f, const char *row, size_t len)
{
    const char *end = row + len;

    memset(f->columns, -1, sizeof f->columns);
    for (f->count = 0; row <= end; f->count++) {
        const char *tab = memchr(row, '\t', (size_t)(end - row));
        const char *last = tab ? tab : end;
        for (int c = 0; c < WQ_COLUMNS; c++)
            if (is(row, (size_t)(last - row), columns[c]))
                f->columns[c] = f->count;
        row = last + 1;
    }
    if (f->columns[WQ_COLUMN_ID] >= 0)
        return true;
    wq_reading_trouble(r, WQ_NAMES_NO_HEADER, "", 0);
    return false;
}

void wq_gazetteer_read(struct wq_reading *r, struct wq_names_file *file)
{
    const char *end = file->data + file->len;
    bool header = false;

    wq_reading_hash(r, file);
    r->first = (uint32_t)wq_knowns(r->names);
    r->line = 0;
    for (const char *line = file->data; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t len = (size_t)((newline ? newline : end) - line);
        const char *row = line;
        line += len + 1;
        r->line++;
        if (len > 0 && row[len - 1] == '\r')
            len--;
        if (len == 0 || *row == '#')
            continue;
        if (!wq_utf8_valid(row, len))
            wq_reading_trouble(r, WQ_NAMES_NOT_UTF8, "", 0);
        else if (header)
            read_row(r, file, row, len);
        else if (!read_header(r, file, row, len))
            return;
        else
            header = true;
    }
}
