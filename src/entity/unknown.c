/*
 * Names of which no list has a word, in Urdu: nearly every other word is known, so that unknown ones that
 * stand where a name stands are one. What is around tells persons from places. All of it is guessed.
 */
#include "person_name.h"

#include "waraq/base/array.h"

#include <string.h>

/* Unknown words are at most one of MOST_UNKNOWN in a text, of a short one FEW words longer. */
enum {
    ACTS = 65,
    KINSMAN = 60,
    GUESS = 55,
    MOST_WORDS = 3,
    LONG = 4,
    MOST_UNKNOWN = 12,
    FEW = 90,
    PERSON = 1,
    KIN = 5
};

#define END_WORDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))

/* Words that stand together, each unknown or a part of persons' names. */
struct run {
    size_t from, to;
    size_t unknown; /* so many of them */
    bool article; /* and one of these has the Arabic one, as titles of honour and bodies have: دبیر الملک */
};

/* An unknown word in letters of the language, which in UTF-8 are no single bytes. */
static bool is_unknown(const struct wq_finder *f, size_t i)
{
    return wq_is_unknown_word(f, i) && (unsigned char)f->article->text.data[wq_word(f, i)->start] >= 0x80;
}

static bool is_part(const struct wq_finder *f, size_t i)
{
    return is_unknown(f, i) || (wq_is_free(f, i) && wq_is_sure_name_word(f, i));
}

static struct run read_run(const struct wq_finder *f, size_t i)
{
    struct run run = {i, i, 0, false};

    for (; run.to < wq_words(f) && (run.to == i || wq_follows(f, run.to)) && is_part(f, run.to); run.to++)
        if (is_unknown(f, run.to)) {
            run.unknown++;
            run.article = run.article || wq_has_article(f, run.to);
        }
    return run;
}

/* True where nothing can belong to a name that begins at word i: a sentence, an item of a list, what follows
 * an ending or a verb. */
static bool begins(const struct wq_finder *f, size_t i)
{
    return i == 0 || !wq_follows(f, i) || wq_has(f, i - 1, END_WORDS | WQ_BIT(WQ_AND) | WQ_BIT(WQ_SPELL));
}

/* کا کہنا, کے مطابق behind a name: it is somebody who speaks. */
static bool speaks(const struct wq_finder *f, size_t i)
{
    return wq_is_owner(f, i) && !wq_is_agent(f, i) && wq_follows(f, i + 1) &&
           wq_has(f, i + 1, WQ_BIT(WQ_AGENT));
}

/* What the word before i is whose name may follow: the number of its class; 0: nothing of the kind. */
static int called_before(const struct wq_finder *f, size_t i)
{
    return i > 0 && wq_follows(f, i) ? wq_word_value(f, i - 1, WQ_CALLED, 0) : 0;
}

/* بھائی طاؤس: kin, whose name follows. */
static bool is_kin(const struct wq_finder *f, size_t i)
{
    return called_before(f, i) == KIN;
}

/* نغمہ مڈنائٹ ویلوٹ, گروپ نیون پیراڈاکس: the name is a body's or a thing's. */
static bool is_thing(const struct wq_finder *f, size_t i)
{
    int number = called_before(f, i);
    return number > PERSON && number != KIN;
}

/* یوآن ویسا نے: the last word of what acts may be an ordinary one as well. */
static bool ends_ordinary(const struct wq_finder *f, const struct run *run)
{
    return run->unknown && run->to - run->from == 1 && wq_follows(f, run->to) && wq_is_ordinary(f, run->to) &&
           wq_follows(f, run->to + 1) && wq_is_agent(f, run->to + 1) && wq_word(f, run->from)->len >= LONG;
}

/* میں, of the postpositions. */
static bool is_in(const struct wq_finder *f, size_t i)
{
    static const uint32_t letters[] = {0x645, 0x6CC, 0x6BA};

    if (!wq_follows(f, i) || wq_word(f, i)->len != WQ_COUNT(letters))
        return false;
    for (size_t k = 0; k < WQ_COUNT(letters); k++)
        if (f->tokens.codes.items[wq_word(f, i)->code + k] != wq_code_of(letters[k]))
            return false;
    return true;
}

/* علاقے, پہاڑی علاقوں: what places have. */
static bool has_place(const struct wq_finder *f, size_t i)
{
    for (size_t k = i; k < i + 2 && k < wq_words(f) && wq_follows(f, k); k++)
        if (wq_word(f, k)->runs & WQ_BIT(WQ_PLACE_OWNS))
            return true;
    return false;
}

static bool is_beside_person(const struct wq_finder *f, const struct run *run)
{
    size_t last = run->from;

    if (last > 1 && wq_has(f, last - 1, WQ_BIT(WQ_AND)) && wq_follows(f, last) && wq_follows(f, last - 1))
        last--;
    else if (last == 0 || wq_word(f, last)->before != WQ_BETWEEN_COMMA)
        return false;
    const struct wq_found *before = wq_owner(f, last - 1);
    return before && before->kind == WQ_PERSON;
}

/* یرلان ژومابایف، دانیار ساگیندیکوف: another of as many words follows. */
static bool begins_list(const struct wq_finder *f, const struct run *run)
{
    size_t next = run->to + (wq_has(f, run->to, WQ_BIT(WQ_AND)) && wq_follows(f, run->to));

    if (next >= wq_words(f) || (next == run->to && wq_word(f, next)->before != WQ_BETWEEN_COMMA))
        return false;
    const struct wq_found *owner = wq_owner(f, next);
    if (owner)
        return owner->kind == WQ_PERSON;
    struct run other = read_run(f, next);
    return other.unknown && other.to - other.from >= 2;
}

/* How sure a run is somebody's name; 0: it is none. */
static int judge_person(const struct wq_finder *f, const struct run *run)
{
    size_t words = run->to - run->from;
    bool agent = wq_is_agent(f, run->to) && wq_follows(f, run->to);

    if (words > MOST_WORDS || !(wq_is_edge(f, run->to) || (words == 1 && is_kin(f, run->from))))
        return 0;
    if (words == 1 && is_kin(f, run->from))
        return KINSMAN;
    if (words == 1)
        return wq_word(f, run->from)->len >= LONG && begins(f, run->from) && (agent || speaks(f, run->to))
                   ? GUESS
                   : 0;
    if (agent || speaks(f, run->to))
        return ACTS;
    bool ends =
        wq_follows(f, run->to) && wq_has(f, run->to, END_WORDS) && !wq_has(f, run->to, WQ_BIT(WQ_AND));
    return ends || begins_list(f, run) ? GUESS : 0;
}

/* The end of a list of unknown names that begins with a run: عروہ، منال اور حورین. *items: so many. */
static size_t read_list(const struct wq_finder *f, const struct run *run, size_t *items)
{
    size_t to = run->to;

    for (*items = 1; to < wq_words(f); ++*items) {
        bool and = wq_has(f, to, WQ_BIT(WQ_AND)) && wq_follows(f, to) && wq_follows(f, to + 1);
        if (!and&&wq_word(f, to)->before != WQ_BETWEEN_COMMA)
            break;
        struct run next = read_run(f, to + and);
        if (!next.unknown || next.article || next.to - next.from > MOST_WORDS)
            break;
        to = next.to;
        if (and)
            return ++*items, to;
    }
    return to;
}

/* Takes what a list has, all of one kind: places where میں or what places have follows. */
static bool take_list(struct wq_finder *f, const struct run *run, size_t *end)
{
    size_t items;
    size_t to = read_list(f, run, &items);
    bool place = is_in(f, to) || (wq_is_owner(f, to) && !wq_is_agent(f, to) && has_place(f, to + 1));
    bool person = wq_follows(f, to) && wq_has(f, to, END_WORDS) && !place && items > 2;

    if (items < 2 || !(place || person) || !begins(f, run->from))
        return false;
    for (size_t i = run->from; i < to;) {
        struct run next = read_run(f, i);
        if (next.to > i)
            wq_take(f, i, next.to, place ? WQ_LOCATION : WQ_PERSON, WQ_FROM_CUE, GUESS);
        i = next.to > i ? next.to : i + 1;
    }
    *end = to;
    return true;
}

static size_t take_run(struct wq_finder *f, size_t i)
{
    struct run run = read_run(f, i);

    if (!run.unknown || run.article || wq_is_in_title(f, run.from) || is_thing(f, run.from))
        return run.to;
    if (take_list(f, &run, &run.to))
        return run.to;
    run.to += ends_ordinary(f, &run);
    if (is_in(f, run.to)) {
        /* Persons hardly have میں behind them. */
        if (run.unknown <= 2 && run.to - run.from == run.unknown && wq_word(f, run.from)->len >= LONG)
            wq_take(f, run.from, run.to, WQ_LOCATION, WQ_FROM_CUE, GUESS);
        return run.to;
    }
    int confidence = is_beside_person(f, &run) && wq_is_edge(f, run.to) ? GUESS : judge_person(f, &run);
    if (confidence)
        wq_take(f, run.from, run.to, WQ_PERSON, WQ_FROM_CUE, confidence);
    return run.to;
}

/* True for a word without a class that nobody has: most words are seen by this to be no unknown ones. */
static bool may_be_unknown(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return !t->classes && !t->owner;
}

/* In a text of which the lists know less, old or learned, unknown words are no names. */
static bool knows_most(const struct wq_finder *f)
{
    size_t unknown = 0;

    for (size_t i = 0; i < wq_words(f); i++)
        unknown += may_be_unknown(f, i) && is_unknown(f, i);
    return MOST_UNKNOWN * unknown <= wq_words(f) + FEW;
}

void wq_take_unknown(struct wq_finder *f)
{
    if (strcmp(f->article->language, "ur") != 0 || !knows_most(f))
        return;
    for (size_t i = 0; i < wq_words(f); i++) {
        size_t from = i;
        if (!may_be_unknown(f, i) || !is_unknown(f, i))
            continue;
        while (from > 0 && wq_follows(f, from) && is_part(f, from - 1))
            from--;
        i = take_run(f, from) - 1;
    }
}
