/* An article's words and the order of the passes over them; names from the lists. */
#include "likeness.h"
#include "person_name.h"

#include "waraq/base/array.h"
#include "waraq/doc/links.h"

#include <stdlib.h>
#include <string.h>

enum { SURE = 100, LIKELY = 90, MOST_TEXT = INT32_MAX };

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

/* The stroke that makes another sound of ג, ז, ח, צ and ת is part of them: סמוטריץ', הגסת'. */
static uint32_t pass_geresh(const struct wq_finder *f, size_t i, uint32_t end)
{
    static const uint32_t letters[] = {0x5D2, 0x5D6, 0x5E6, 0x5E5, 0x5EA, 0x5D7};
    const struct wq_token *t = wq_word(f, i);
    wq_code last = f->tokens.codes.items[t->code + t->len - 1];

    for (size_t k = 0; k < WQ_COUNT(letters); k++)
        if (last == wq_code_of(letters[k]) && end < f->article->text.len &&
            f->article->text.data[end] == '\'')
            return end + 1;
    return end;
}

/* A tatweel behind a letter is part of it (هـ), and a plus written to a name (أوبك+). */
static uint32_t end_of(const struct wq_finder *f, size_t i)
{
    const char *s = f->article->text.data;
    uint32_t end = wq_word(f, i)->end;

    while (end + 2 <= f->article->text.len && !memcmp(s + end, "\xD9\x80", 2))
        end += 2;
    if (end < f->article->text.len && s[end] == '+' && !(wq_word(f, i)->flags & WQ_TOKEN_DIGITS))
        return end + 1;
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

/* A person that the article names in full, a body by a strong name: other names of theirs, as key is, are
 * strong here. Where a town's name is a club's, wq_take_clubs() has said so already. */
static bool is_met_surely(const struct wq_finder *f, uint32_t known, uint32_t key)
{
    if (wq_known(f->names, known)->kind != WQ_ORGANISATION)
        return wq_is_met_whole(&f->met, known);
    return wq_is_met(&f->met, known) &&
           wq_lexicon_value(&f->names->lexicon, key, f->languages, WQ_CLUB, -1) != (int)known;
}

uint32_t wq_known_of(const struct wq_finder *f, uint32_t key, bool strong, bool person)
{
    uint32_t best = WQ_NO_KEY;
    int rank = -1;

    for (struct wq_senses all = wq_lexicon_senses(&f->names->lexicon, key); all.at < all.end; all.at++) {
        const struct wq_sense *s = all.at;
        if (s->what != WQ_NAME || !(s->languages & f->languages) ||
            (strong && s->weak && !is_met_surely(f, (uint32_t)s->value, key)))
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

bool wq_are_free(const struct wq_finder *f, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!wq_is_free(f, i))
            return false;
    return true;
}

/* الحق: the second half of an Arabic name. */
static bool begins_al(const struct wq_finder *f, size_t i)
{
    const wq_code *codes = f->tokens.codes.items + wq_word(f, i)->code;
    return wq_word(f, i)->len > 3 && codes[0] == wq_code_of(0x627) && codes[1] == wq_code_of(0x644);
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
           !wq_has(f, from, WQ_BIT(WQ_GIVEN)) && wq_word_value(f, from, WQ_HONORIFIC, 0) != 2 &&
           !(f->own & WQ_UR && from + 2 == c->to && begins_al(f, from + 1))) /* امام الحق */
        from++;
    return from - c->from;
}

struct wq_found *wq_take_candidate(struct wq_finder *f, const struct wq_candidate *c, uint32_t known,
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

bool wq_is_place(const struct wq_finder *f, uint32_t key)
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

/* الشيخ تميم بن حمد آل ثاني: the same one's name behind the title may be longer than the one with it. */
static const struct wq_candidate *longer_behind_title(const struct wq_finder *f, const struct wq_candidate *c,
                                                      uint32_t known)
{
    size_t titles = title_words(f, c, wq_known(f->names, known));
    const struct wq_candidate *behind = &f->candidates.items[2 * (c->from + titles)];

    return titles && behind->end && behind->to > c->to && wq_are_free(f, behind->from, behind->to) &&
                   wq_known_of(f, behind->key, true, false) == known
               ? behind
               : c;
}

static void take_strong(struct wq_finder *f, bool several)
{
    for (size_t i = 0; (i = wq_next_word(f, i, WQ_SIGN(WQ_TOKEN_NAMED))) < wq_words(f); i++) {
        const struct wq_candidate *c = &f->candidates.items[2 * i];
        if (!c->end || (several && !c->several && c->to == c->from + 1) || !wq_are_free(f, c->from, c->to) ||
            !wq_is_meant(f, c))
            continue;
        bool announced =
            i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC));
        uint32_t known = wq_quoted_body(f, c);
        if (known == WQ_NO_KEY && announced)
            known = wq_known_of(f, c->key, true, true);
        /* نائب صدر وینس is not of Venice. */
        if (announced && known == WQ_NO_KEY && !several && f->own & WQ_UR && wq_is_case(f, c->to))
            known = wq_known_of(f, c->key, false, true);
        if (known == WQ_NO_KEY)
            known = wq_known_of(f, c->key, true, false);
        if (known == WQ_NO_KEY)
            continue;
        c = longer_behind_title(f, c, known);
        size_t to = c->to;
        wq_take_candidate(f, c, known, c->several || to > c->from + 1 ? SURE : LIKELY);
        struct wq_met *met = wq_meet(&f->met, known);
        met->strong = true;
        met->whole =
            met->whole || (several && to > c->from + 1 && wq_known(f->names, known)->kind == WQ_PERSON);
        i = to - 1;
    }
}

void wq_take_long_names(struct wq_finder *f)
{
    take_strong(f, true);
    wq_widen_parties(f);
}

void wq_take_short_names(struct wq_finder *f)
{
    take_strong(f, false);
    wq_widen_persons(f);
}

/* Room for the words of most articles, so that they are not moved as they grow. */
enum { MOST_RESERVED = 1 << 20, BYTES_A_WORD = 7, BYTES_A_LETTER = 2 };

/* The words there, but none of an address: a number in it counts nothing, a name in it is nobody. */
static void add_words(struct wq_finder *f, struct wq_span in, enum wq_between before, unsigned flags)
{
    const char *s = f->article->text.data + in.start;
    struct wq_unlinked text = wq_unlinked_begin(s, wq_span_len(in));
    struct wq_span part;

    while (wq_unlinked_next(&text, &part)) {
        wq_tokens_add(&f->tokens, s + part.start, wq_span_len(part), in.start + part.start, before, flags);
        before = WQ_BETWEEN_BREAK;
    }
}

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
        add_words(f, p->span, p->joins ? WQ_BETWEEN_SPACE : WQ_BETWEEN_PARAGRAPH,
                  p->kind == WQ_PARA_FURNITURE ? WQ_TOKEN_ASIDE : 0);
    }
}

struct wq_entities *wq_entities_find(const struct wq_names *names, const struct wq_article *article)
{
    struct wq_finder f = {.names = names, .article = article, .month_name = WQ_NO_KEY};

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
    wq_take_called(&f);
    wq_take_owned_places(&f);
    wq_take_persons(&f);
    wq_take_unlisted(&f);
    wq_take_places(&f);
    wq_take_weak_names(&f);
    wq_take_english(&f);
    wq_take_listed_together(&f);
    wq_take_unknown(&f);
    wq_take_repetitions(&f);
    struct wq_entities *e = wq_resolve(&f);
    wq_tokens_release(&f.tokens);
    wq_buf_release(&f.values);
    free(f.candidates.items);
    free(f.signs);
    free(f.blocks);
    free(f.found.items);
    free(f.met.slots);
    wq_calendars_release(&f.calendars);
    return e;
}
