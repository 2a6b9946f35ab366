#include "waraq/text/regex.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/fold.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uregex.h>
#include <unicode/utext.h>

/* ICU counts its limit in steps of 10,000 states saved, each some hundred microseconds; what a matcher must
 * remember to come back to lies on a stack of its own. Measured: (a+)+$ stops in about half a second. */
enum { TIME_LIMIT = 1500, STACK_LIMIT = 16 * 1024 * 1024 };

/* On either side of a whole word's expression: not between two letters or digits. */
#define EDGE "(?:(?<![\\p{L}\\p{Nd}])|(?![\\p{L}\\p{Nd}]))"

struct wq_regex {
    URegularExpression *icu;
    UText *text;
};

/* An expression on its way to ICU. */
struct pattern {
    struct wq_buf text;
    struct {
        size_t *items;
        size_t len, cap;
    } from; /* of each code point of text: the code point of what was typed, from 1 */
};

static void add_folded(struct pattern *p, const char *s, size_t len, size_t point, bool quoted)
{
    struct wq_buf folded = WQ_BUF_INIT;

    wq_fold(s, len, &folded);
    for (size_t at = 0; at < folded.len;) {
        uint32_t cp = wq_utf8_next(folded.data, &at);
        bool letter = cp >= 0x80 || (cp | 32) - 'a' < 26 || cp - '0' < 10 || cp == ' ';
        if (!letter && !quoted) { /* U+061F becomes a question mark, which would ask for something else */
            wq_buf_addc(&p->text, '\\');
            *WQ_PUSH(&p->from) = point;
        }
        wq_buf_addcp(&p->text, cp);
        *WQ_PUSH(&p->from) = point;
    }
    wq_buf_release(&folded);
}

static void fold_pattern(struct pattern *p, const char *s, size_t len)
{
    bool quoted = false; /* between \Q and \E */
    bool escaped = false;
    size_t point = 0;

    for (size_t at = 0; at < len;) {
        size_t start = at;
        uint32_t cp = wq_utf8_next(s, &at);
        point++;
        if (cp >= 0x80 || cp == '`') {
            /* A backslash before a letter of ours says nothing; before an ASCII letter it would. */
            if (escaped && !quoted && cp >= 0x80 && p->text.len) {
                p->text.len--;
                p->from.len--;
            }
            add_folded(p, s + start, at - start, point, quoted);
            escaped = false;
            continue;
        }
        if (escaped && (cp == 'Q' || (quoted && cp == 'E')))
            quoted = cp == 'Q';
        escaped = cp == '\\' && !escaped;
        wq_buf_addc(&p->text, (char)cp);
        *WQ_PUSH(&p->from) = point;
    }
}

static const char *reason(UErrorCode e)
{
    switch (e) {
    case U_REGEX_RULE_SYNTAX: return "this is no regular expression";
    case U_REGEX_BAD_ESCAPE_SEQUENCE: return "no such escape";
    case U_REGEX_PROPERTY_SYNTAX: return "no such property";
    case U_REGEX_UNIMPLEMENTED: return "this is not known here";
    case U_REGEX_MISMATCHED_PAREN: return "parentheses do not match";
    case U_REGEX_NUMBER_TOO_BIG: return "the number is too large";
    case U_REGEX_BAD_INTERVAL: return "something is wrong between { and }";
    case U_REGEX_MAX_LT_MIN: return "in {n,m} the second number is the smaller one";
    case U_REGEX_INVALID_BACK_REF: return "there is no such group to refer to";
    case U_REGEX_INVALID_FLAG: return "no such flag";
    case U_REGEX_LOOK_BEHIND_LIMIT: return "looking back must have a limit";
    case U_REGEX_MISSING_CLOSE_BRACKET: return "a closing bracket is missing";
    case U_REGEX_INVALID_RANGE: return "the range runs backwards";
    case U_REGEX_SET_CONTAINS_STRING: return "a set holds single characters";
    case U_REGEX_PATTERN_TOO_BIG: return "the expression is too large";
    case U_REGEX_INVALID_CAPTURE_GROUP_NAME: return "no such name of a group";
    default: return "it cannot be understood";
    }
}

/* Where ICU stopped reading, as a code point of what was typed. It counts from the last line end. */
static size_t position(const struct pattern *p, const UParseError *at)
{
    size_t point = at->offset > 0 ? (size_t)at->offset : 1;
    int32_t line = 1;

    for (size_t i = 0, n = 1; i < p->text.len && line < at->line; n++)
        if (wq_utf8_next(p->text.data, &i) == '\n') {
            line++;
            point += n;
        }
    if (p->from.len == 0)
        return 1;
    return p->from.items[(point < p->from.len ? point : p->from.len) - 1];
}

static URegularExpression *compile(const struct wq_buf *pattern, UParseError *at, UErrorCode *e)
{
    UText text = UTEXT_INITIALIZER;

    utext_openUTF8(&text, pattern->data ? pattern->data : "", (int64_t)pattern->len, e);
    URegularExpression *icu =
        uregex_openUText(&text, UREGEX_CASE_INSENSITIVE | UREGEX_MULTILINE | UREGEX_UNIX_LINES, at, e);
    utext_close(&text);
    if (U_SUCCESS(*e)) {
        uregex_setTimeLimit(icu, TIME_LIMIT, e);
        uregex_setStackLimit(icu, STACK_LIMIT, e);
    }
    return icu;
}

/* The expression again with edges around it. One that ends in a comment swallows ours: NULL then, and it must
 * do without, which finds fewer of its alternatives. */
static URegularExpression *compile_word(const struct wq_buf *pattern)
{
    struct wq_buf whole = WQ_BUF_INIT;
    UErrorCode e = U_ZERO_ERROR;
    UParseError at;

    wq_buf_adds(&whole, EDGE "(?:");
    wq_buf_add(&whole, pattern->data, pattern->len);
    wq_buf_adds(&whole, ")" EDGE);
    URegularExpression *icu = compile(&whole, &at, &e);
    wq_buf_release(&whole);
    if (U_SUCCESS(e))
        return icu;
    uregex_close(icu);
    return NULL;
}

enum wq_status wq_regex_new(const char *s, size_t len, bool whole_words, struct wq_regex **out,
                            struct wq_error *err)
{
    struct pattern p = {.text = WQ_BUF_INIT};
    UErrorCode e = U_ZERO_ERROR;
    UParseError at = {.line = 1, .offset = 1};

    fold_pattern(&p, s, len);
    if (p.text.len == 0) {
        free(p.from.items);
        return wq_fail(err, WQ_EUSAGE, "");
    }
    URegularExpression *icu = compile(&p.text, &at, &e);
    if (U_FAILURE(e)) {
        (void)wq_fail(err, WQ_EPATTERN, reason(e));
        if (err)
            err->at = position(&p, &at);
        uregex_close(icu);
    } else {
        URegularExpression *word = whole_words ? compile_word(&p.text) : NULL;
        *out = wq_calloc(1, sizeof **out);
        (*out)->icu = word ? word : icu;
        if (word)
            uregex_close(icu);
    }
    wq_buf_release(&p.text);
    free(p.from.items);
    return U_FAILURE(e) ? WQ_EPATTERN : WQ_OK;
}

void wq_regex_free(struct wq_regex *r)
{
    if (!r)
        return;
    uregex_close(r->icu);
    utext_close(r->text);
    free(r);
}

enum wq_status wq_regex_start(struct wq_regex *r, const char *s, size_t len, size_t at)
{
    UErrorCode e = U_ZERO_ERROR;

    r->text = utext_openUTF8(r->text, s, (int64_t)len, &e);
    uregex_setUText(r->icu, r->text, &e);
    uregex_reset64(r->icu, (int64_t)at, &e);
    return U_SUCCESS(e) ? WQ_OK : WQ_ELIBRARY;
}

enum wq_status wq_regex_next(struct wq_regex *r, struct wq_span *match)
{
    UErrorCode e = U_ZERO_ERROR;
    bool found = uregex_findNext(r->icu, &e);

    if (U_FAILURE(e))
        return e == U_REGEX_TIME_OUT || e == U_REGEX_STACK_OVERFLOW ? WQ_ETIME : WQ_ELIBRARY;
    if (!found)
        return WQ_ENOTFOUND;
    match->start = (size_t)uregex_start64(r->icu, 0, &e);
    match->end = (size_t)uregex_end64(r->icu, 0, &e);
    return U_SUCCESS(e) ? WQ_OK : WQ_ELIBRARY;
}
