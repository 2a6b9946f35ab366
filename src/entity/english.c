/* Names in English text by their capitals: persons behind a given name or a title, bodies and places by a
 * word of theirs. */
#include "finder.h"

enum { PERSON = 70, BODY = 75, PLACE = 70, MOST_WORDS = 8, LATIN_END = 0x7B };

/* Numbers of class english. */
enum { GIVEN = 1, TITLE, HEAD, PLACE_HEAD, LINK, NEVER };

static int number_of(const struct wq_finder *f, size_t i)
{
    return i < wq_words(f) && wq_has(f, i, WQ_BIT(WQ_ENGLISH)) ? wq_word_value(f, i, WQ_ENGLISH, 0) : 0;
}

static bool is_capital(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    wq_code first = f->tokens.codes.items[t->code];
    return t->flags & WQ_TOKEN_UPPER && first >= 'a' && first < LATIN_END;
}

/* A word with a capital that is no name of a month and the like, and that is free, or a name's. */
static bool is_part(const struct wq_finder *f, size_t i)
{
    const struct wq_found *owner = wq_owner(f, i);
    return i < wq_words(f) && is_capital(f, i) && number_of(f, i) != NEVER &&
           (!owner || owner->kind <= WQ_LOCATION);
}

/* Words with capitals from i on, small words between them along. */
static size_t read_capitals(const struct wq_finder *f, size_t i)
{
    size_t to = i;

    while (to - i < MOST_WORDS && is_part(f, to) &&
           (to == i || wq_word(f, to)->before <= WQ_BETWEEN_DASH ||
            (wq_word(f, to)->before == WQ_BETWEEN_DOT && wq_word(f, to - 1)->len <= 2))) {
        to++;
        size_t next = to;
        while (next < wq_words(f) && next < to + 2 && number_of(f, next) == LINK && wq_follows(f, next))
            next++;
        if (next > to && is_part(f, next) && wq_follows(f, next))
            to = next;
    }
    return to;
}

/* The last word of the run with a number; to: none. */
static size_t find_last(const struct wq_finder *f, size_t from, size_t to, int number)
{
    for (size_t i = to; i-- > from;)
        if (number_of(f, i) == number)
            return i;
    return to;
}

/* A name that the lists have goes on behind to: the United in the United Nations. */
static bool cuts_name(const struct wq_finder *f, size_t to)
{
    const struct wq_found *owner = wq_owner(f, to - 1);
    return owner && owner->to > to;
}

static void take(struct wq_finder *f, size_t from, size_t to, enum wq_entity_kind kind, int confidence)
{
    const struct wq_found *owner = wq_owner(f, from);

    if ((owner && owner->from == from && owner->to == to) || cuts_name(f, to))
        return; /* the lists have it */
    wq_absorb(f, from, to);
    wq_take(f, from, to, kind, WQ_FROM_CUE, confidence);
}

static bool are_free(const struct wq_finder *f, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!wq_is_free(f, i))
            return false;
    return true;
}

/* Where a person's name that begins at from ends within the run. */
static size_t end_of_person(const struct wq_finder *f, size_t from, size_t to)
{
    size_t end = from;

    while (end < to && end - from < 4 && (end == from || wq_word(f, end)->before != WQ_BETWEEN_COMMA) &&
           number_of(f, end) != LINK)
        end++;
    return end;
}

static void judge(struct wq_finder *f, size_t from, size_t to)
{
    while (from < to && number_of(f, from) == LINK) /* The Karachi Times */
        from++;
    size_t title = find_last(f, from, to, TITLE);
    from = title < to ? title + 1 : from; /* News Editor of The Karachi Times */
    while (title < to && from < to && number_of(f, from) == LINK)
        from++;
    if (to <= from)
        return;
    bool titled = from > 0 && number_of(f, from - 1) == TITLE && wq_word(f, from)->before <= WQ_BETWEEN_DOT;
    size_t head = find_last(f, from, to, HEAD);
    size_t place = find_last(f, from, to, PLACE_HEAD);
    size_t end_of_body = head + 1 < to && number_of(f, head + 1) == LINK ? to : head + 1;
    if (head < to && end_of_body - from > 1)
        take(f, from, end_of_body, WQ_ORGANISATION, BODY);
    else if (place + 1 == to && to - from > 1)
        take(f, from, to, WQ_LOCATION, PLACE);
    else if (titled || (number_of(f, from) == GIVEN && to - from > 1)) {
        size_t end = end_of_person(f, from, to);
        if (are_free(f, from, end) && end > from)
            wq_take(f, from, end, WQ_PERSON, WQ_FROM_CUE, PERSON);
    }
}

void wq_take_english(struct wq_finder *f)
{
    for (size_t i = 0; (i = wq_next_word(f, i, WQ_SIGN(WQ_TOKEN_UPPER))) < wq_words(f);) {
        size_t to = read_capitals(f, i);
        if (to > i)
            judge(f, i, to);
        i = to > i ? to : i + 1;
    }
}
