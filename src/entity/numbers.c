/* Numbers that count something, with their units. */
#include "quantity.h"

#include <stdlib.h>
#include <string.h>

/* BEHIND: number of the labels that stand behind a number; MOST_EXACT: digits that a double has for certain.
 */
enum { SURE = 90, WORD = 80, BARE = 75, MOST_DIGITS = 40, BEHIND = 1, MOST_EXACT = 15 };

bool wq_read_digits(const struct wq_finder *f, size_t i, char *out, size_t size)
{
    const struct wq_token *t = i < wq_words(f) ? wq_word(f, i) : NULL;

    if (!t || !(t->flags & WQ_TOKEN_DIGITS) || t->len >= size ||
        memchr(f->tokens.codes.items + t->code, WQ_CODE_OTHER, t->len))
        return false;
    memcpy(out, f->tokens.codes.items + t->code, t->len);
    out[t->len] = '\0';
    return true;
}

uint32_t wq_add_value(struct wq_finder *f, const char *value)
{
    uint32_t at = (uint32_t)f->values.len;

    wq_buf_add(&f->values, value, strlen(value) + 1);
    return at;
}

/* 1,200 and 6.4; a comma or a point before three digits, and no other, parts thousands. */
static bool read_plain(const char *s, double *value, bool *plain)
{
    char clean[MOST_DIGITS];
    size_t n = 0;
    size_t points = 0;

    *value = 0;
    while (s[n] >= '0' && s[n] <= '9' && n < MOST_EXACT)
        *value = 10 * *value + (s[n++] - '0');
    *plain = s[n] == '\0';
    if (*plain)
        return true;
    n = 0;
    *plain = strspn(s, "0123456789") == strlen(s);
    for (const char *c = s; *c; c++) {
        if (*c == ':' || *c == '/' || *c == '-')
            return false;
        if (*c == ',' && strspn(c + 1, "0123456789") >= 2)
            continue;
        points += *c == '.' || *c == ',';
        clean[n++] = *c == ',' ? '.' : *c;
    }
    clean[n] = '\0';
    if (points > 1)
        return false;
    *value = strtod(clean, NULL);
    return true;
}

static bool is_joined(const struct wq_finder *f, size_t i)
{
    return wq_follows(f, i) && wq_is_free(f, i);
}

/* وعشرون: the and is a letter before the word. */
static bool has_and(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return f->own & WQ_AR && t->len > 1 && t->key != WQ_NO_KEY &&
           wq_lexicon_key(&f->names->lexicon, t->key)->len < t->len &&
           f->tokens.codes.items[t->code] == wq_code_of(0x648);
}

/* A number in words below a thousand: دو سو پچاس, بیست و پنج. */
static bool read_small(const struct wq_finder *f, size_t i, size_t *to, double *value)
{
    double sum = 0;
    size_t at = i;

    while (at < wq_words(f) && wq_is_free(f, at) && (at == i || wq_follows(f, at))) {
        size_t next = at;
        if (at > i && wq_has(f, at, WQ_BIT(WQ_AND)) && is_joined(f, at + 1) && !(f->own & WQ_UR))
            next++;
        if (!wq_has(f, next, WQ_BIT(WQ_NUMBER)))
            break;
        int n = wq_word_value(f, next, WQ_NUMBER, 0);
        /* Tens are followed by ones only where a word for and stands between, hundreds by less; in Arabic
         * ones by tens, the and written to them. */
        bool and = next > at || has_and(f, at);
        if (at > i && ((n >= sum && !(and&&sum < 10 && n % 10 == 0 && n < 100)) || (!and&&sum < 100)))
            break;
        sum += n;
        at = next + 1;
        if (is_joined(f, at) && wq_has(f, at, WQ_BIT(WQ_MULTIPLIER)) &&
            wq_word_value(f, at, WQ_MULTIPLIER, 0) == 100) {
            sum *= 100;
            at++;
        }
    }
    *to = at;
    *value = sum;
    return at > i;
}

/* Multipliers behind n, and further numbers behind them: دو ہزار نو, ایک لاکھ 20 ہزار. */
static void read_multiplied(const struct wq_finder *f, struct wq_quantity *q)
{
    double total = 0;
    double part = q->value;
    double least = 1e18;

    while (is_joined(f, q->to) && wq_has(f, q->to, WQ_BIT(WQ_MULTIPLIER))) {
        double by = wq_word_value(f, q->to, WQ_MULTIPLIER, 1);
        size_t to;
        double next = 0;
        char digits[MOST_DIGITS];
        bool plain;
        if (by >= least)
            break;
        least = by;
        part *= by;
        total += part;
        part = 0;
        q->to++;
        q->multiplied = true;
        bool and = is_joined(f, q->to) && wq_has(f, q->to, WQ_BIT(WQ_AND)) && !(f->own & WQ_UR);
        size_t at = q->to + and;
        if (!is_joined(f, at))
            break;
        if (wq_read_digits(f, at, digits, sizeof digits) && read_plain(digits, &next, &plain) && next < least)
            to = at + 1;
        else if (!read_small(f, at, &to, &next) || next >= least)
            break;
        bool goes_on = is_joined(f, to) && wq_has(f, to, WQ_BIT(WQ_MULTIPLIER)) &&
                       wq_word_value(f, to, WQ_MULTIPLIER, 1) < least;
        if (wq_word(f, at)->flags & WQ_TOKEN_DIGITS && !goes_on && next >= 1000)
            break;
        q->to = to;
        part = next;
    }
    q->value = q->multiplied ? total + part : q->value;
}

/* Words for parts: a whole number of hundredths (ڈیڑھ 150), or what they add to the number behind them, and
 * ADDS (ساڑھے 1050, پونے 975). */
enum { ADDS = 1000, ADDS_LEAST = 900 };

static bool read_fraction(const struct wq_finder *f, size_t i, struct wq_quantity *q)
{
    char digits[MOST_DIGITS];
    bool plain;
    int n = wq_word_value(f, i, WQ_FRACTION, 0);

    if (n < ADDS_LEAST) {
        q->value = n / 100.0;
        return n > 0;
    }
    if (!is_joined(f, i + 1))
        return false;
    double part = (n - ADDS) / 100.0;
    q->to = i + 2;
    if (wq_read_digits(f, i + 1, digits, sizeof digits)) {
        if (!read_plain(digits, &q->value, &plain))
            return false;
    } else if (wq_has(f, i + 1, WQ_BIT(WQ_MULTIPLIER))) {
        q->to = i + 1;
        q->value = 1;
    } else if (!wq_has(f, i + 1, WQ_BIT(WQ_NUMBER)) || !read_small(f, i + 1, &q->to, &q->value)) {
        return false;
    }
    q->value += part;
    return true;
}

bool wq_read_quantity(const struct wq_finder *f, size_t i, struct wq_quantity *q)
{
    char digits[MOST_DIGITS];

    *q = (struct wq_quantity){.to = i + 1};
    if (i >= wq_words(f) || !wq_is_free(f, i))
        return false;
    if (wq_has(f, i, WQ_BIT(WQ_FRACTION))) {
        if (!read_fraction(f, i, q))
            return false;
    } else if (wq_read_digits(f, i, digits, sizeof digits)) {
        q->digits = true;
        if (!read_plain(digits, &q->value, &q->plain))
            return false;
    } else if (!wq_has(f, i, WQ_BIT(WQ_NUMBER)) || !read_small(f, i, &q->to, &q->value)) {
        return false;
    }
    read_multiplied(f, q);
    q->plain = q->plain && !q->multiplied;
    return true;
}

/* More than two digits, as years have, no nought first: what they come to need not be read. */
static bool is_larger(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = i < wq_words(f) ? wq_word(f, i) : NULL;
    return t && t->flags & WQ_TOKEN_DIGITS && t->len > 2 && f->tokens.codes.items[t->code] != '0';
}

int wq_read_small(const struct wq_finder *f, size_t i, int least, int most, size_t *to)
{
    struct wq_quantity q;

    if (is_larger(f, i) || !wq_read_quantity(f, i, &q) || q.multiplied || (q.digits && !q.plain) ||
        q.value < least || q.value > most)
        return 0;
    *to = q.to;
    return (int)q.value;
}

/* Most are whole, and those need no thought about their digits. */
static void add_value(struct wq_buf *out, double value)
{
    bool whole = value >= 0 && value < 1e15 && value == (double)(int64_t)value;

    if (whole)
        wq_add_number(out, (int64_t)value, 1);
    else
        wq_buf_addf(out, "%.15g", value);
}

static void take_number(struct wq_finder *f, size_t from, size_t to, double value, double least,
                        int confidence)
{
    struct wq_found *found = wq_take(f, from, to, WQ_QUANTITY, WQ_FROM_LIST, confidence);

    found->value = (uint32_t)f->values.len;
    if (least > 0) {
        add_value(&f->values, least);
        wq_buf_addc(&f->values, '/');
    }
    add_value(&f->values, value);
    wq_buf_addc(&f->values, '\0');
}

/* The unit behind a number, of one or more words. */
static size_t skip_unit(const struct wq_finder *f, size_t i)
{
    if (i >= wq_words(f) || !wq_follows(f, i) || !wq_is_free(f, i))
        return i;
    if (wq_word(f, i)->flags & WQ_TOKEN_SYMBOL)
        return i + 1;
    if (f->own & WQ_FA && wq_word(f, i)->len == 2 && wq_is_case(f, i + 1))
        return i; /* دو تن از: of persons, no tons */
    if (f->own & WQ_HE && wq_begin_of(f, i) > wq_word(f, i)->start)
        return i; /* 1.2 מיליון לדולר */
    return wq_word(f, i)->runs & WQ_BIT(WQ_UNIT) ? i + wq_word(f, i)->phrases : i;
}

/* Ordinals from the third on: آٹھواں, 35ویں. */
static bool take_ordinal(struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    int value = t->runs & WQ_BIT(WQ_ORDINAL)
                    ? wq_lexicon_value(&f->names->lexicon, t->phrase, f->languages, WQ_ORDINAL, 0)
                    : 0;
    char digits[MOST_DIGITS];

    /* محمد السادس, يوحنا العاشر: part of a name. */
    bool ruler = f->own & WQ_AR && i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_GIVEN)) &&
                 !wq_has(f, i - 1, WQ_BIT(WQ_COMMON));
    bool part = f->own & WQ_FA && t->before == WQ_BETWEEN_JOINER; /* یک‌سوم */
    if (value >= 3 && !ruler && !part) {
        take_number(f, i, i + t->phrases, value, 0, WORD);
        return true;
    }
    /* هشتاد و دومین */
    if (f->own & WQ_FA && wq_has(f, i, WQ_BIT(WQ_NUMBER)) && is_joined(f, i + 1) &&
        wq_has(f, i + 1, WQ_BIT(WQ_AND)) && is_joined(f, i + 2) && wq_has(f, i + 2, WQ_BIT(WQ_ORDINAL))) {
        int tens = wq_word_value(f, i, WQ_NUMBER, 0);
        int ones = wq_word_value(f, i + 2, WQ_ORDINAL, 0);
        if (tens >= 20 && tens % 10 == 0 && ones > 0 && ones < 10) {
            take_number(f, i, i + 3, tens + ones, 0, WORD);
            return true;
        }
    }
    if (!wq_read_digits(f, i, digits, sizeof digits) || !is_joined(f, i + 1) ||
        !wq_has(f, i + 1, WQ_BIT(WQ_ORDINAL)) || wq_word_value(f, i + 1, WQ_ORDINAL, 1) != 0)
        return false;
    take_number(f, i, i + 2, strtod(digits, NULL), 0, SURE);
    return true;
}

/* Small words for numbers that are other words as well (نو, سات, ده) count where something is counted. */
static bool may_count(const struct wq_finder *f, size_t i, const struct wq_quantity *q, bool unit)
{
    bool bare = !q->digits && !q->multiplied && !unit;
    bool half = f->own & WQ_FA && q->to < wq_words(f) && wq_word(f, q->to)->before == WQ_BETWEEN_JOINER;

    if (bare && half)
        return false; /* سی‌ای‌تی‌ال, دوجانبه */

    if (wq_has(f, i, WQ_BIT(WQ_FRACTION)) && bare)
        return false; /* آدھا ملک */

    if (!bare)
        return true;
    if (q->value < 2 || wq_has(f, i, WQ_BIT(WQ_STOP)))
        return false;
    return wq_follows(f, q->to) && !wq_has(f, q->to, WQ_BIT(WQ_CASE) | WQ_BIT(WQ_STOP));
}

bool wq_is_labelled(const struct wq_finder *f, size_t i)
{
    if (i == 0 || !wq_follows(f, i))
        return false;
    if (wq_has(f, i - 1, WQ_BIT(WQ_LABEL)))
        return wq_word_value(f, i - 1, WQ_LABEL, 0) != BEHIND;
    return i > 1 && wq_word(f, i - 2)->phrases == 2 && wq_word(f, i - 2)->runs & WQ_BIT(WQ_LABEL);
}

/* A label: نمبر 1, بدر 1, چاند-1. What is counted stands behind its number. */
static bool is_label(const struct wq_finder *f, size_t i, const struct wq_quantity *q)
{
    if (i == 0 || !q->plain || wq_word(f, i)->before > WQ_BETWEEN_DASH)
        return false;
    /* ל-14: a preposition is written to the digits. */
    bool prefix = f->own & WQ_HE && wq_word(f, i)->before == WQ_BETWEEN_DASH && wq_word(f, i - 1)->len == 1;
    if (prefix)
        return false;
    if (wq_word(f, i)->before == WQ_BETWEEN_DASH || wq_is_labelled(f, i))
        return true;
    if (f->own & WQ_FA && q->digits && wq_has(f, i - 1, WQ_BIT(WQ_TIME)) &&
        wq_word_value(f, i - 1, WQ_TIME, 0) == 3)
        return true; /* ساعت ۲۳ */
    /* ایف 16, پی کے 303 */
    bool unit = wq_has(f, q->to, WQ_BIT(WQ_UNIT) | WQ_BIT(WQ_TIME)) && wq_follows(f, q->to);
    if (f->own & WQ_UR && wq_has(f, i - 1, WQ_BIT(WQ_LETTER)) && !unit &&
        (!wq_has(f, i - 1, WQ_BIT(WQ_CASE)) || (i > 1 && wq_has(f, i - 2, WQ_BIT(WQ_LETTER)))))
        return true;
    bool edge = q->to >= wq_words(f) || wq_word(f, q->to)->before > WQ_BETWEEN_SPACE ||
                wq_has(f, q->to, WQ_BIT(WQ_CASE) | WQ_BIT(WQ_STOP));
    return edge && q->value < 20 && f->own & WQ_UR &&
           (wq_word(f, i - 1)->classes == 0 || !wq_is_free(f, i - 1));
}

/* A range is one: 10 سے 15, ۳ تا ۵. */
static void read_range(const struct wq_finder *f, struct wq_quantity *q)
{
    struct wq_quantity last;
    bool until = is_joined(f, q->to) && wq_has(f, q->to, WQ_BIT(WQ_UNTIL) | WQ_BIT(WQ_OR));

    if (until && wq_read_quantity(f, q->to + 1, &last) && last.digits == q->digits && last.value > q->value) {
        last.multiplied |= q->multiplied;
        last.least = q->value;
        *q = last;
    }
}

/* ساڑھے سات بجے, دو تہائی: nothing is counted. */
static bool counts_nothing(const struct wq_finder *f, const struct wq_quantity *q)
{
    return wq_follows(f, q->to) && wq_has(f, q->to, WQ_BIT(WQ_LABEL)) &&
           wq_word_value(f, q->to, WQ_LABEL, 0) == BEHIND;
}

/* سو سے زائد: a hundred, a thousand without a number before. */
static bool take_round(struct wq_finder *f, size_t i)
{
    if (!wq_has(f, i, WQ_BIT(WQ_MULTIPLIER)) || !is_joined(f, i + 1) || !wq_has(f, i + 1, WQ_BIT(WQ_UNTIL)) ||
        !wq_follows(f, i + 2) || !wq_has(f, i + 2, WQ_BIT(WQ_MORE)))
        return false;
    take_number(f, i, i + 1, wq_word_value(f, i, WQ_MULTIPLIER, 1), 0, WORD);
    return true;
}

void wq_take_numbers(struct wq_finder *f)
{
    uint64_t begins =
        WQ_COUNTS | WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_MULTIPLIER) | WQ_SIGN(WQ_TOKEN_SYMBOL | WQ_TOKEN_DIGITS);

    for (size_t i = 0; (i = wq_next_word(f, i, begins)) < wq_words(f); i++) {
        struct wq_quantity q;
        const struct wq_token *t = wq_word(f, i);
        bool sign = t->flags & WQ_TOKEN_SYMBOL && wq_follows(f, i + 1);
        if (t->owner || take_ordinal(f, i) || take_round(f, i) || !wq_read_quantity(f, i + sign, &q))
            continue;
        if (is_label(f, i, &q)) {
            if (f->own & WQ_FA) { /* ساعت ۸ تا ۲۲ */
                read_range(f, &q);
                i = q.to - 1;
            }
            continue;
        }
        if (counts_nothing(f, &q)) {
            i = q.to - 1;
            continue;
        }
        read_range(f, &q);
        size_t to = skip_unit(f, q.to);
        if (!may_count(f, i, &q, to > q.to || sign) ||
            (i > 0 && wq_word(f, i)->before == WQ_BETWEEN_NONE && !sign && wq_word(f, i - 1)->len > 1))
            continue;
        take_number(f, i, to, q.value, q.least, q.digits || q.multiplied ? SURE : to > q.to ? WORD : BARE);
        i = to - 1;
    }
}
