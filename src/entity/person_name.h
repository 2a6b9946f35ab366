/*
 * person_name.h: which words from a place on may be one person's name. Private to entity.
 */
#ifndef WARAQ_SRC_ENTITY_PERSON_NAME_H
#define WARAQ_SRC_ENTITY_PERSON_NAME_H

#include "finder.h"

/* Classes of the parts of persons' names. */
#define WQ_NAME_WORDS (WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_NAMEPART))

/* What a run of words looks like as a name. */
struct wq_name {
    size_t from, to; /* words */
    int known;       /* words that are parts of names */
    int sure;        /* of these, those that are no other word */
};

/* True if word i is in the lists as a part of persons' names, and is no ending. */
bool wq_is_name_word(const struct wq_finder *f, size_t i);
/* The same, and no other word either. */
bool wq_is_sure_name_word(const struct wq_finder *f, size_t i);
/* True for a word that nothing is known of and that looks like one. */
bool wq_is_unknown_word(const struct wq_finder *f, size_t i);
/* True for a word that is ordinary, and no more is known of it. */
bool wq_is_ordinary(const struct wq_finder *f, size_t i);
/* As many words from i on as may be one name; none: from is to. */
struct wq_name wq_read_name(const struct wq_finder *f, size_t i);
/* The end of a title and the name behind it at i, which are within the name of a place or a body: بیمارستان
 * امام رضا, شارع الملك فهد; i: there is none. */
size_t wq_read_titled(const struct wq_finder *f, size_t i);
/* True where a sentence can end, a postposition or another mention follows. */
bool wq_is_edge(const struct wq_finder *f, size_t i);
/* True if word i is an ending of what acts or owns: نے, کا. */
bool wq_is_owner(const struct wq_finder *f, size_t i);
/* True if it is one of what acts alone: نے. */
bool wq_is_agent(const struct wq_finder *f, size_t i);
/* True if it is a verb of saying, before which a name stands with no ending: X کہتی ہیں. */
bool wq_says(const struct wq_finder *f, size_t i);
/* True if word i is within a title of several words: المتحدث باسم. */
bool wq_is_in_title(const struct wq_finder *f, size_t i);
/* True if word i has the Arabic article. */
bool wq_has_article(const struct wq_finder *f, size_t i);

#endif
