#include "messages.h"

#include "waraq/base/array.h"
#include "waraq/text/fold.h"
#include "waraq/text/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const char *const english[] = {
#define MESSAGE(id, key, text) [WQ_MSG_##id] = text,
#include "messages.def"
#undef MESSAGE
};

const char *wq_message(enum wq_message id)
{
    return english[id];
}

/* What would act on a terminal, or on the order of the sentence around it. */
static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

/* Isolated, without controls and without isolates of its own. */
static void add_argument(struct wq_buf *out, const char *s)
{
    size_t len = s ? strlen(s) : 0; /* an empty buffer has no bytes */

    wq_buf_addcp(out, 0x2068);
    for (size_t at = 0; at < len;) {
        uint32_t cp = wq_utf8_next(s, &at);
        if (!is_control(cp))
            wq_buf_addcp(out, cp);
    }
    wq_buf_addcp(out, 0x2069);
}

/* The argument of a place {name} or {name|one|many}; NULL: it is not given. */
static const struct wq_argument *argument_of(const struct wq_argument *args, const char *place)
{
    size_t len = strcspn(place + 1, "|}");

    for (; args && args->name; args++)
        if (strlen(args->name) == len && !strncmp(args->name, place + 1, len))
            return args;
    return NULL;
}

/* Behind a number the word for one, or for many; close: the place's end. */
static void add_counted(struct wq_buf *out, const char *number, const char *one, const char *close)
{
    const char *many = memchr(one, '|', (size_t)(close - one));
    bool is_one = number && !strcmp(number, "1");

    wq_buf_addc(out, ' ');
    wq_buf_add(out, is_one ? one : many + 1, (size_t)(is_one ? many - one : close - many - 1));
}

void wq_message_add(struct wq_buf *out, enum wq_message id, const struct wq_argument *args)
{
    for (const char *s = english[id]; *s;) {
        const char *close = *s == '{' ? strchr(s, '}') : NULL;
        const struct wq_argument *a = close ? argument_of(args, s) : NULL;
        const char *bar = a ? memchr(s, '|', (size_t)(close - s)) : NULL;
        if (a) {
            add_argument(out, a->text);
            if (bar)
                add_counted(out, a->text, bar + 1, close);
            s = close + 1;
        } else {
            wq_buf_addc(out, *s++);
        }
    }
}

void wq_message_add1(struct wq_buf *out, enum wq_message id, const char *name, const char *text)
{
    struct wq_argument args[] = {{name, text}, {NULL, NULL}};
    wq_message_add(out, id, args);
}

void wq_message_addn(struct wq_buf *out, enum wq_message id, size_t n)
{
    struct wq_buf number = WQ_BUF_INIT;
    wq_number_add(&number, n);
    wq_message_add1(out, id, "n", number.data);
    wq_buf_release(&number);
}

void wq_message_part(struct wq_buf *out, bool ascii)
{
    if (out->len)
        wq_buf_adds(out, ascii ? " - " : " \xC2\xB7 ");
}

void wq_number_add(struct wq_buf *out, size_t n)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%zu", n);

    for (int i = 0; i < len; i++) {
        wq_buf_addc(out, digits[i]);
        if (i + 1 < len && (len - i - 1) % 3 == 0)
            wq_buf_addc(out, ',');
    }
}

static const struct {
    const char *code, *english, *own;
} languages[] = {
    {"ur", "Urdu", "اردو"},        {"fa", "Persian", "فارسی"},
    {"ar", "Arabic", "العربية"},   {"he", "Hebrew", "עברית"},
    {"ps", "Pashto", "پښتو"},      {"sd", "Sindhi", "سنڌي"},
    {"ckb", "Kurdish", "کوردی"},   {"ug", "Uyghur", "ئۇيغۇرچە"},
    {"en", "English", "English"},  {"fr", "French", "français"},
    {"de", "German", "Deutsch"},   {"es", "Spanish", "español"},
    {"it", "Italian", "italiano"}, {"pt", "Portuguese", "português"},
    {"tr", "Turkish", "Türkçe"},   {"id", "Indonesian", "Indonesia"},
    {"nl", "Dutch", "Nederlands"}, {"ru", "Russian", "русский"},
    {"el", "Greek", "Ελληνικά"},   {"hi", "Hindi", "हिन्दी"},
    {"zh", "Chinese", "中文"},     {"ja", "Japanese", "日本語"},
    {"ko", "Korean", "한국어"},
};

const char *wq_language_name(const char *code)
{
    for (size_t i = 0; i < WQ_COUNT(languages); i++)
        if (!strcmp(languages[i].code, code))
            return languages[i].english;
    return code;
}

static bool folds_to(const char *name, const struct wq_buf *query)
{
    struct wq_buf folded = WQ_BUF_INIT;

    wq_fold(name, strlen(name), &folded);
    bool same = folded.len == query->len && !memcmp(folded.data, query->data, query->len);
    wq_buf_release(&folded);
    return same;
}

void wq_language_named(const char *s, size_t len, char *code, size_t size)
{
    struct wq_buf query = WQ_BUF_INIT;

    *code = '\0';
    wq_fold(s, len, &query);
    for (size_t i = 0; i < WQ_COUNT(languages) && query.len && !*code; i++)
        if (folds_to(languages[i].code, &query) || folds_to(languages[i].english, &query) ||
            folds_to(languages[i].own, &query))
            snprintf(code, size, "%s", languages[i].code);
    wq_buf_release(&query);
}
