/* Words with a class, from data/gazetteer/cues.tsv and words.tsv: class, languages, number, words parted by
 * |. */
#include "names_inner.h"

#include <stdlib.h>
#include <string.h>

static int class_of(const char *s, size_t len)
{
    static const char *const names[WQ_CLASSES] = {
#define WQ_CLASS(name, constant) [WQ_##constant] = #name,
#include "classes.def"
#undef WQ_CLASS
    };

    for (int i = 0; i < WQ_CLASSES; i++)
        if (strlen(names[i]) == len && !memcmp(names[i], s, len))
            return i;
    return -1;
}

/* "ur,fa", or * for all. */
static unsigned languages_of(const char *s, size_t len)
{
    unsigned bits = 0;

    if (len == 1 && *s == '*')
        return (1U << WQ_LANGUAGES) - 1;
    for (size_t i = 0; i + 2 <= len; i += 3)
        bits |= wq_language_bit(s + i, 2);
    return bits;
}

static void read_line(struct wq_reading *r, const char *line, size_t len)
{
    const char *fields[4];
    size_t lens[4];
    const char *end = line + len;
    const char *name;
    bool weak;

    for (int i = 0; i < 4; i++) {
        const char *tab = line <= end ? memchr(line, '\t', (size_t)(end - line)) : NULL;
        if (line > end || (i < 3 && !tab)) {
            wq_reading_trouble(r, WQ_NAMES_MISSING_FIELD, "", 0);
            return;
        }
        fields[i] = line;
        lens[i] = (size_t)((tab ? tab : end) - line);
        line += lens[i] + 1;
    }
    int class = class_of(fields[0], lens[0]);
    if (class < 0) {
        wq_reading_trouble(r, WQ_NAMES_UNKNOWN_CLASS, fields[0], lens[0]);
        return;
    }
    struct wq_sense sense = {.languages = (uint8_t)languages_of(fields[1], lens[1]),
                             .what = (uint8_t) class,
                             .value = atoi(fields[2])};
    for (const char *at = fields[3]; wq_field_next(&at, fields[3] + lens[3], &name, &len, &weak);)
        if (!wq_reading_add(r, name, len, sense, NULL))
            wq_reading_trouble(r, WQ_NAMES_NO_NAME, name, len);
}

void wq_cues_read(struct wq_reading *r, const struct wq_names_file *file)
{
    const char *end = file->data + file->len;

    wq_reading_hash(r, file);
    r->line = 0;
    for (const char *line = file->data; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t len = (size_t)((newline ? newline : end) - line);
        r->line++;
        if (len > 0 && *line != '#')
            read_line(r, line, len);
        line += len + 1;
    }
}
