/* An article's words and the order of the passes over them; names from the lists. */
#include "likeness.h"
#include "person_name.h"

#include "waraq/base/array.h"

#include <stdlib.h>
#include <string.h>

enum { SURE = 100, LIKELY = 90, ANNOUNCED = 85, WEAK = 70, MOST_TEXT = INT32_MAX };

unsigned wq_languages_read(const char *language)
{
    static const struct {
        const char *language;
        unsigned bits;
    } kin[] = {
        {"ps", WQ_UR | WQ_FA}, {"sd", WQ_UR}, {"pa", WQ_UR}, {"ckb", WQ_FA | WQ_AR}, {"ug", WQ_FA | WQ_AR}};
    unsigned own = wq_language_bit(language, strlen(language));

    for (size_t i = 0; !own && i < WQ_COUNT(kin); i++)
        if (!strcmp(language, kin[i].language))
            own = kin[i].bits;
    return own ? own : *language ? WQ_EN : WQ_UR | WQ_FA | WQ_AR | WQ_HE | WQ_EN;
}

uint32_t wq_begin_of(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    uint32_t key = t->key != WQ_NO_KEY ? t->key : t->phrases == 1 ? t->phrase : WQ_NO_KEY;

    if (!(f->own & (WQ_AR | WQ_HE)) || key == WQ_NO_KEY ||
        wq_lexicon_key(&f->names->lexicon, key)->len >= t->len)
        return t->start;
    return wq_byte_behind(f, (uint32_t)i, t->len - wq_lexicon_key(&f->names->lexicon, key)->len);
}

/* The stroke that makes another sound of ג, ז, צ and ת is part of them: סמוטריץ', הגסת'. */
static uint32_t pass_geresh(const struct wq_finder *f, size_t i, uint32_t end)
{
    static const uint32_t letters[] = {0x5D2, 0x5D6, 0x5E6, 0x5E5, 0x5EA};
    const struct wq_token *t = wq_word(f, i);
    wq_code last = f->tokens.codes.items[t->code + t->len - 1];

    for (size_t k = 0; k < WQ_COUNT(letters); k++)
        if (last == wq_code_of(letters[k]) && end < f->article->text.len &&
            f->article->text.data[end] == '\'')
            return end + 1;
    return end;
}

/* A tatweel behind a letter is part of it: هـ. */
static uint32_t end_of(const struct wq_finder *f, size_t i)
{
    const char *s = f->article->text.data;
    uint32_t end = wq_word(f, i)->end;

    while (end + 2 <= f->article->text.len && !memcmp(s + end, "\xD9\x80", 2))
        end += 2;
    return f->own & WQ_HE ? pass_geresh(f, i, end) : end;
}

struct wq_found *wq_take(struct wq_finder *f, size_t from, size_t to, enum wq_entity_kind kind,
                         enum wq_entity_source source, int confidence)
{
    struct wq_found *found = WQ_PUSH(&f->found);

    *found = (struct wq_found){
        .from = (uint32_t)from,
        .to = (uint32_t)to,
        .start = wq_begin_of(f, from),
        .end = end_of(f, to - 1),
        .known = WQ_NO_KEY,
        .context = WQ_NO_KEY,
        .same = WQ_NO_KEY,
        .kind = (uint8_t)kind,
        .source = (uint8_t)source,
        .confidence = (uint8_t)confidence,
    };
    for (size_t i = from; i < to; i++)
        wq_word(f, i)->owner = (uint32_t)f->found.len;
    return found;
}

void wq_absorb(struct wq_finder *f, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (wq_word(f, i)->owner) {
            struct wq_found *part = &f->found.items[wq_word(f, i)->owner - 1];
            part->to = part->from;
        }
}

uint32_t wq_known_of(const struct wq_finder *f, uint32_t key, bool strong, bool person)
{
    uint32_t best = WQ_NO_KEY;
    int rank = -1;

    for (struct wq_senses all = wq_lexicon_senses(&f->names->lexicon, key); all.at < all.end; all.at++) {
        const struct wq_sense *s = all.at;
        if (s->what != WQ_NAME || !(s->languages & f->languages) || (strong && s->weak))
            continue;
        const struct wq_known *k = wq_known(f->names, (uint32_t)s->value);
        bool seen = wq_is_met(&f->met, (uint32_t)s->value);
        if (!strong && !seen && !person)
            continue;
        /* The one that the article names elsewhere; whom a title announces; countries before towns. */
        int mine = 40 * seen + (person ? 20 * (k->kind == WQ_PERSON) : 10 * (k->kind == WQ_LOCATION)) +
                   (k->kind == WQ_LOCATION ? 9 - k->place : 0);
        if (person && k->kind != WQ_PERSON)
            continue;
        if (mine > rank) {
            rank = mine;
            best = (uint32_t)s->value;
        }
    }
    return best;
}

static bool are_free(const struct wq_finder *f, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!wq_is_free(f, i))
            return false;
    return true;
}

/* Words at the beginning of a name in the lists that are not the name's own: ضلع, and a person's titles
 * (ڈاکٹر, مولانا; not شیخ, which nobody leaves off). */
static size_t title_words(const struct wq_finder *f, const struct wq_candidate *c, const struct wq_known *k)
{
    size_t from = c->from;

    if (k->kind == WQ_LOCATION && c->to > from + 1 && wq_has(f, from, WQ_BIT(WQ_PLACE_BEFORE)) &&
        (wq_word_value(f, from, WQ_PLACE_BEFORE, 0) == 3 ||
         (f->own & WQ_AR && wq_word_value(f, from, WQ_PLACE_BEFORE, 0) == 0)))
        return 1;
    uint64_t titles = WQ_BIT(WQ_HONORIFIC) | (f->own & (WQ_AR | WQ_HE) ? WQ_BIT(WQ_TITLE) : 0);
    while (k->kind == WQ_PERSON && from + 1 < c->to && wq_has(f, from, titles) &&
           !wq_has(f, from, WQ_BIT(WQ_GIVEN)) && wq_word_value(f, from, WQ_HONORIFIC, 0) != 2)
        from++;
    return from - c->from;
}

/* Takes the name of a candidate for known. */
static struct wq_found *take_candidate(struct wq_finder *f, const struct wq_candidate *c, uint32_t known,
                                       int confidence)
{
    const struct wq_known *k = wq_known(f->names, known);
    struct wq_found *found = wq_take(f, c->from, c->to, (enum wq_entity_kind)k->kind, WQ_FROM_LIST,
                                     confidence - (c->whole ? 0 : 15));

    found->known = known;
    found->start = c->start;
    found->end = c->end == wq_word(f, c->to - 1)->end ? end_of(f, c->to - 1) : c->end;
    size_t titles = title_words(f, c, k);
    for (size_t i = c->from; i < c->from + titles; i++)
        wq_word(f, i)->owner = 0;
    if (titles) {
        found->from += (uint32_t)titles;
        found->start = wq_word(f, found->from)->start;
    }
    return found;
}

/* شام is Syria and the evening: the evening stands beside a day, an hour, or کو. */
static bool is_daypart(const struct wq_finder *f, size_t i)
{
    uint64_t days =
        WQ_BIT(WQ_DAY) | WQ_BIT(WQ_WEEKDAY) | WQ_BIT(WQ_RELATIVE) | WQ_BIT(WQ_TIME) | WQ_BIT(WQ_DAYPART);
    bool joined = i > 0 && wq_follows(f, i);
    bool next = wq_follows(f, i + 1);

    if (joined && wq_has(f, i - 1, days))
        return true;
    if (joined && i > 1 && wq_has(f, i - 1, WQ_BIT(WQ_LINK)) && wq_has(f, i - 2, days))
        return true;
    return next && (wq_word(f, i + 1)->flags & WQ_TOKEN_DIGITS ||
                    wq_has(f, i + 1, WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_FRACTION) | WQ_BIT(WQ_DAYPART)) ||
                    (wq_has(f, i + 1, WQ_BIT(WQ_CASE)) && wq_word_value(f, i + 1, WQ_CASE, 0) == 3) ||
                    (wq_has(f, i + 1, WQ_BIT(WQ_LINK)) && wq_has(f, i + 2, WQ_BIT(WQ_TIME))));
}

/* مغرب is the West where it acts or owns; what lies in it, from it or beside another direction is the west.
 */
static bool is_direction(const struct wq_finder *f, size_t i)
{
    bool joined = i > 0 && wq_follows(f, i);

    if (joined && wq_has(f, i - 1, WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_COMPASS)))
        return true;
    return wq_follows(f, i + 1) &&
           ((wq_has(f, i + 1, WQ_BIT(WQ_CASE)) && wq_word_value(f, i + 1, WQ_CASE, 0) == 1) ||
            wq_has(f, i + 2, WQ_BIT(WQ_COMPASS)));
}

/* True if key is the usual name of a place. */
static bool is_place(const struct wq_finder *f, uint32_t key)
{
    uint32_t known = wq_known_of(f, key, true, false);
    return known != WQ_NO_KEY && wq_known(f->names, known)->kind == WQ_LOCATION;
}

uint32_t wq_place_of(const struct wq_finder *f, uint32_t key)
{
    for (struct wq_senses all = wq_lexicon_senses(&f->names->lexicon, key); all.at < all.end; all.at++)
        if (all.at->what == WQ_NAME && all.at->languages & f->languages &&
            wq_known(f->names, (uint32_t)all.at->value)->kind == WQ_LOCATION)
            return (uint32_t)all.at->value;
    return WQ_NO_KEY;
}

static bool is_case(const struct wq_finder *f, size_t i)
{
    return wq_follows(f, i) && wq_has(f, i, WQ_BIT(WQ_CASE));
}

/* العاصمة السعودية, الحكومة السعودية: an adjective that is the country's name too. */
static bool is_adjective_here(const struct wq_finder *f, const struct wq_candidate *c)
{
    const struct wq_token *t = wq_word(f, c->from);
    const wq_code *codes = f->tokens.codes.items + t->code;

    if (!(f->own & WQ_AR) || c->to != c->from + 1 || c->from == 0 || !wq_follows(f, c->from) || t->len < 6)
        return false;
    const struct wq_token *before = t - 1;
    return codes[t->len - 1] == wq_code_of(0x6C1) && codes[t->len - 2] == wq_code_of(0x6CC) &&
           wq_has_article(f, c->from) && wq_has_article(f, c->from - 1) && !before->owner &&
           f->tokens.codes.items[before->code + before->len - 1] == wq_code_of(0x6C1);
}

/* ریاض پیرزادہ: a place's name that is a first name too, before a family name. */
static bool is_first_name(const struct wq_finder *f, const struct wq_candidate *c)
{
    uint32_t known = wq_place_of(f, c->key);

    if (known == WQ_NO_KEY || !wq_follows(f, c->to) || !wq_is_sure_name_word(f, c->to) ||
        !wq_has(f, c->to, WQ_BIT(WQ_SURNAME)) || f->candidates.items[2 * c->to].end)
        return false;
    return wq_has(f, c->from, WQ_BIT(WQ_GIVEN)) ||
           (f->own & WQ_UR && wq_known(f->names, known)->place != WQ_PLACE_COUNTRY && is_case(f, c->to + 1));
}

/* رباط‌کریم: half of a compound, and no plural's ending behind. */
static bool is_half(const struct wq_finder *f, const struct wq_candidate *c)
{
    return f->own & WQ_FA && c->to < wq_words(f) && wq_word(f, c->to)->before == WQ_BETWEEN_JOINER &&
           wq_word(f, c->to)->len > 2 && !wq_has(f, c->to, WQ_BIT(WQ_STOP));
}

/* יהונתן תדמור: in Hebrew, where a preposition would be written to it, a town right behind a first name is a
 * family name. */
static bool is_family_name(const struct wq_finder *f, const struct wq_candidate *c)
{
    return f->own & WQ_HE && c->from > 0 && c->start == wq_word(f, c->from)->start &&
           wq_follows(f, c->from) && wq_is_free(f, c->from - 1) && wq_is_sure_name_word(f, c->from - 1) &&
           wq_has(f, c->from - 1, WQ_BIT(WQ_GIVEN)) && !f->candidates.items[2 * c->from - 2].end &&
           is_place(f, c->key);
}

static bool is_meant(const struct wq_finder *f, const struct wq_candidate *c)
{
    if (is_half(f, c) || (c->to == c->from + 1 && is_family_name(f, c)))
        return false;
    if (c->to != c->from + 1)
        return true;
    if ((is_first_name(f, c) || is_adjective_here(f, c)) && is_place(f, c->key))
        return false;
    return !(wq_has(f, c->from, WQ_BIT(WQ_DAYPART)) && is_daypart(f, c->from)) &&
           !(wq_has(f, c->from, WQ_BIT(WQ_COMPASS)) && is_direction(f, c->from));
}

/* True if a closing quote stands at byte at: one of " » ”. */
static bool is_quote(const struct wq_finder *f, size_t at)
{
    static const char *const quotes[] = {"\"", "\u00BB", "\u201D"};
    const char *s = f->article->text.data;

    for (size_t i = 0; i < WQ_COUNT(quotes); i++) {
        size_t len = strlen(quotes[i]);
        if (at + len <= f->article->text.len && !memcmp(s + at, quotes[i], len))
            return true;
    }
    return false;
}

/* «الشرق الأوسط», «ایران»: a name in quotes of its own is the newspaper's, if there is one. */
static uint32_t quoted_body(const struct wq_finder *f, const struct wq_candidate *c)
{
    if (f->own & WQ_UR || !(wq_word(f, c->from)->flags & WQ_TOKEN_QUOTED) || !is_quote(f, c->end))
        return WQ_NO_KEY;
    for (struct wq_senses all = wq_lexicon_senses(&f->names->lexicon, c->key); all.at < all.end; all.at++)
        if (all.at->what == WQ_NAME && all.at->languages & f->own && all.at->weak &&
            wq_known(f->names, (uint32_t)all.at->value)->kind == WQ_ORGANISATION)
            return (uint32_t)all.at->value;
    return WQ_NO_KEY;
}

static void take_strong(struct wq_finder *f, bool several)
{
    for (size_t i = 0; i < wq_words(f); i++) {
        const struct wq_candidate *c = &f->candidates.items[2 * i];
        if (!c->end || (several && !c->several && c->to == c->from + 1) || !are_free(f, c->from, c->to) ||
            !is_meant(f, c))
            continue;
        bool announced =
            i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC));
        uint32_t known = quoted_body(f, c);
        if (known == WQ_NO_KEY)
            known = announced ? wq_known_of(f, c->key, true, true) : WQ_NO_KEY;
        if (known == WQ_NO_KEY)
            known = wq_known_of(f, c->key, true, false);
        if (known == WQ_NO_KEY)
            continue;
        size_t to = c->to;
        take_candidate(f, c, known, c->several || to > c->from + 1 ? SURE : LIKELY);
        wq_meet(&f->met, known)->strong = true;
        i = to - 1;
    }
}

void wq_take_long_names(struct wq_finder *f)
{
    take_strong(f, true);
}

void wq_take_short_names(struct wq_finder *f)
{
    take_strong(f, false);
    wq_widen_persons(f);
}

/*
 * Whether a word that also means something else (کم: less) is a name here: a title before it, or a case
 * ending behind it that the other word does not take, with nothing before that would make it a comparison.
 */
static bool is_name_here(const struct wq_finder *f, const struct wq_candidate *c, bool announced)
{
    uint64_t other = WQ_BIT(WQ_STOP) | WQ_BIT(WQ_COMMON);

    if (announced || c->to > c->from + 1 || !wq_has(f, c->from, other))
        return true;
    bool before = c->from > 0 && wq_follows(f, c->from);
    if (before && wq_has(f, c->from - 1, WQ_BIT(WQ_CASE)) && wq_word_value(f, c->from - 1, WQ_CASE, 0) == 4)
        return is_place(f, c->key);
    if (before &&
        (wq_word(f, c->from - 1)->classes & (WQ_BIT(WQ_CASE) | WQ_BIT(WQ_ADJECTIVE) | WQ_BIT(WQ_NUMBER)) ||
         wq_word(f, c->from - 1)->flags & WQ_TOKEN_DIGITS))
        return false;
    /* case 2: endings that only what acts or owns takes. */
    return is_case(f, c->to) && wq_word_value(f, c->to, WQ_CASE, 0) == 2 &&
           !(c->to + 1 < wq_words(f) && wq_word(f, c->to + 1)->key == wq_word(f, c->from)->key);
}

/* A weak name of a place that is no other word, where a postposition follows; or that ضلع or its like
 * announces, or شہر or its like behind. */
static bool is_place_here(const struct wq_finder *f, const struct wq_candidate *c)
{
    uint64_t other = WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE) | WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_ADJECTIVE) |
                     WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_NAMEPART) | WQ_BIT(WQ_TITLE) |
                     WQ_BIT(WQ_NUMBER);
    uint32_t known = f->own & WQ_UR ? wq_place_of(f, c->key) : WQ_NO_KEY;

    if (known == WQ_NO_KEY)
        return false;
    if (c->from > 0 && wq_follows(f, c->from) && wq_word(f, c->from - 1)->runs & WQ_BIT(WQ_PLACE_BEFORE))
        return true;
    if (is_case(f, c->to) && c->to + 1 < wq_words(f) && wq_follows(f, c->to + 1) &&
        wq_word_value(f, c->to, WQ_CASE, 0) == 2 && wq_word(f, c->to + 1)->runs & WQ_BIT(WQ_PLACE_OWNS))
        return true;
    return is_case(f, c->to) && !wq_has(f, c->from, other);
}

/* תושב עומר, شهردار قدس, سكان البيضاء: who has a town, before it. */
static bool is_owned_town(const struct wq_finder *f, const struct wq_candidate *c)
{
    for (size_t back = 1; !(f->own & WQ_UR) && back <= 3 && back <= c->from && wq_follows(f, c->from);
         back++) {
        const struct wq_token *t = wq_word(f, c->from - back);
        if (t->phrases == back && t->runs & WQ_BIT(WQ_PLACE_OWNS))
            return wq_place_of(f, c->key) != WQ_NO_KEY;
    }
    return false;
}

static void take_weak_names(struct wq_finder *f, bool towns)
{
    uint64_t titles = WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC);

    for (size_t i = 0; i < wq_words(f); i++) {
        const struct wq_candidate *c = &f->candidates.items[2 * i + 1];
        if (!c->end || !are_free(f, c->from, c->to))
            continue;
        bool announced = i > 0 && wq_follows(f, i) && wq_has(f, i - 1, titles);
        bool owned = is_owned_town(f, c);
        bool place = owned || is_place_here(f, c);
        if ((towns && !owned) || (!place && !is_name_here(f, c, announced)))
            continue;
        uint32_t known = wq_known_of(f, c->key, false, false);
        if (known == WQ_NO_KEY && place)
            known = wq_place_of(f, c->key);
        if (known != WQ_NO_KEY && owned)
            wq_meet(&f->met, known)->strong = true;
        if (known == WQ_NO_KEY && c->from > 0 && wq_word_value(f, c->from - 1, WQ_CASE, 0) == 4)
            known = wq_known_of(f, c->key, true, false);
        if (known == WQ_NO_KEY && announced)
            known = wq_known_of(f, c->key, false, true);
        if (known == WQ_NO_KEY)
            continue;
        size_t to = c->to;
        struct wq_found *found = take_candidate(f, c, known, announced ? ANNOUNCED : WEAK);
        found->source = announced && !wq_is_met(&f->met, known) ? WQ_FROM_CUE : WQ_FROM_REPETITION;
        i = to - 1;
    }
}

void wq_take_weak_names(struct wq_finder *f)
{
    if (!(f->own & WQ_UR))
        take_weak_names(f, true); /* so that they are known where they stand before, too */
    take_weak_names(f, false);
}

/* Room for the words of most articles, so that they are not moved as they grow. */
enum { MOST_RESERVED = 1 << 20, BYTES_A_WORD = 7, BYTES_A_LETTER = 2 };

/* All paragraphs' words; lines that were wrapped go on. */
static void take_apart(struct wq_finder *f)
{
    const struct wq_article *a = f->article;

    wq_tokens_init(&f->tokens, &f->names->letters);
    size_t most = a->text.len < MOST_RESERVED ? a->text.len : MOST_RESERVED;
    WQ_RESERVE(&f->tokens.list, most / BYTES_A_WORD);
    WQ_RESERVE(&f->tokens.codes, most / BYTES_A_LETTER);
    for (size_t i = 0; i < a->nparas; i++) {
        const struct wq_paragraph *p = &a->paras[i];
        if (p->kind == WQ_PARA_EMPTY || p->span.end > MOST_TEXT)
            continue;
        wq_tokens_add(&f->tokens, a->text.data + p->span.start, wq_span_len(p->span), p->span.start,
                      p->joins ? WQ_BETWEEN_SPACE : WQ_BETWEEN_PARAGRAPH,
                      p->kind == WQ_PARA_FURNITURE ? WQ_TOKEN_ASIDE : 0);
    }
}

struct wq_entities *wq_entities_find(const struct wq_names *names, const struct wq_article *article)
{
    struct wq_finder f = {.names = names, .article = article};

    f.own = wq_languages_read(article->language);
    wq_buf_addc(&f.values, '\0');
    take_apart(&f);
    f.own |= wq_other_languages(&f);
    f.languages = f.own | WQ_EN;
    wq_match(&f);
    wq_mark_forms(&f);
    wq_take_clubs(&f);
    wq_take_long_names(&f);
    wq_take_dates(&f);
    wq_take_bodies(&f);
    wq_take_numbers(&f);
    wq_take_short_names(&f);
    wq_take_marked_persons(&f);
    wq_take_owned_places(&f);
    wq_take_persons(&f);
    wq_take_unlisted(&f);
    wq_take_places(&f);
    wq_take_weak_names(&f);
    wq_take_english(&f);
    wq_take_listed_together(&f);
    wq_take_repetitions(&f);
    struct wq_entities *e = wq_resolve(&f);
    wq_tokens_release(&f.tokens);
    wq_buf_release(&f.values);
    free(f.candidates.items);
    free(f.found.items);
    free(f.met.slots);
    return e;
}
