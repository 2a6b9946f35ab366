/* What ICU knows by name, as rows of a gazetteer, so that one way of reading serves all. */
#include "names_inner.h"

#include "waraq/base/array.h"
#include "waraq/intl/names.h"
#include "waraq/text/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A place by its code, "PK" or "Asia/Karachi", with its name in each language. */
struct place {
    char code[64];
    char *names[WQ_LANGUAGES];
};

struct rows {
    struct wq_reading *reading;
    struct {
        struct place *items;
        size_t len, cap;
    } places;
    unsigned language; /* at work: its number */
    size_t last;       /* the place found last: each language gives them in about the same order */
};

static struct place *place_of(struct rows *r, const char *code)
{
    for (size_t i = 0; i < r->places.len; i++) {
        size_t at = (r->last + 1 + i) % r->places.len;
        if (!strcmp(r->places.items[at].code, code)) {
            r->last = at;
            return &r->places.items[at];
        }
    }
    struct place *p = WQ_PUSH(&r->places);
    memset(p, 0, sizeof *p);
    strncpy(p->code, code, sizeof p->code - 1);
    r->last = r->places.len - 1;
    return p;
}

static void take(void *data, const struct wq_intl_name *name)
{
    struct rows *r = data;
    struct wq_sense sense = {.languages = (uint8_t)(1U << r->language), .value = name->number};

    if (name->kind == WQ_INTL_COUNTRY || name->kind == WQ_INTL_CITY) {
        struct place *p = place_of(r, name->code);
        free(p->names[r->language]);
        p->names[r->language] = wq_strndup(name->name, name->len);
        return;
    }
    sense.what = name->kind == WQ_INTL_MONTH ? WQ_MONTH : WQ_WEEKDAY;
    wq_reading_add(r->reading, name->name, name->len, sense, NULL);
}

/* The English name as an id: letters and digits in lower case, all else one underscore. */
static void add_id(struct wq_buf *out, const char *name)
{
    bool gap = false;

    wq_buf_adds(out, "loc:");
    for (; name && *name && *name != '('; name++) {
        bool plain = isalnum((unsigned char)*name);
        if (plain && gap)
            wq_buf_addc(out, '_');
        if (plain)
            wq_buf_addc(out, (char)tolower((unsigned char)*name));
        gap = !plain && out->data[out->len - 1] != ':';
    }
}

/* English cities have no entry of their own: the zone's name is it. */
static void add_english(struct wq_buf *out, const struct place *p)
{
    const char *slash = strrchr(p->code, '/');

    if (p->names[WQ_COLUMN_EN] || !slash) {
        wq_buf_adds(out, p->names[WQ_COLUMN_EN] ? p->names[WQ_COLUMN_EN] : p->code);
        return;
    }
    for (const char *c = slash + 1; *c; c++)
        wq_buf_addc(out, *c == '_' ? ' ' : *c);
}

/* A city's short name means something else too often to stand for itself. */
enum { SHORT_CITY = 3 };

static void add_row(struct wq_buf *out, const struct place *p)
{
    bool city = strchr(p->code, '/') != NULL;
    struct wq_buf english = WQ_BUF_INIT;

    add_english(&english, p);
    add_id(out, english.data);
    wq_buf_addf(out, "\t%s\t%s", city ? "city" : "country", city ? "" : p->code);
    for (unsigned i = 0; i < WQ_COLUMN_EN; i++) {
        const char *name = p->names[i] ? p->names[i] : "";
        bool weak = city && *name && wq_utf8_at_most(name, strlen(name), SHORT_CITY);
        wq_buf_addf(out, "\t%s%s", weak ? "?" : "", name);
    }
    wq_buf_addf(out, "\t%s\n", english.data);
    wq_buf_release(&english);
}

void wq_intl_read(struct wq_reading *reading, struct wq_buf *out)
{
    static const char *const languages[WQ_LANGUAGES] = {"ur", "fa", "ar", "he", "en"};
    struct rows r = {.reading = reading};

    for (r.language = 0; r.language < WQ_LANGUAGES; r.language++)
        wq_intl_names(languages[r.language], take, &r);
    wq_buf_adds(out, "id\tclass\tiso\tur\tfa\tar\the\ten\n");
    for (size_t i = 0; i < r.places.len; i++) {
        add_row(out, &r.places.items[i]);
        for (unsigned k = 0; k < WQ_LANGUAGES; k++)
            free(r.places.items[i].names[k]);
    }
    free(r.places.items);
}
