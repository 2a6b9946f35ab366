/*
 * together.h: how entities are found, who is asked for, and who else is mentioned in the same articles.
 */
#ifndef WARAQ_INDEX_TOGETHER_H
#define WARAQ_INDEX_TOGETHER_H

#include "waraq/entity/corrections.h"
#include "waraq/entity/entities.h"
#include "waraq/entity/names.h"

#include <stdbool.h>
#include <stddef.h>

/* How entities are found in articles. */
struct wq_finding {
    const struct wq_names *names;
    int least; /* confidence; mentions with less are left out */
};

/* More cannot be asked for at once. */
enum { WQ_ASKED_MOST = 8 };

/* Articles are asked for that mention all of these. */
struct wq_asked {
    const char *ids[WQ_ASKED_MOST]; /* as they are after corrections */
    size_t n;
    const struct wq_corrections *corrections; /* may be NULL */
};

/* Which of those asked for an entity as it was found is, spelt so (folded by wq_corrections_fold); n:
 * another. *id: what it is after corrections, or NULL: ignored. */
size_t wq_asked_which(const struct wq_asked *asked, const char *found, const char *spelling, const char **id);

/* Counts, for who is not asked for, the articles that mention them. Dates and figures do not count. */
struct wq_together;
struct wq_together *wq_together_new(void);
void wq_together_free(struct wq_together *t);
/* Another article, whose entities follow. */
void wq_together_article(struct wq_together *t);
/* id, name: copied; name: as it first stands, "" where that is not known, or the gazetteer has one. Counts
 * once an article. */
void wq_together_add(struct wq_together *t, const char *id, const char *name);
/* The same for many articles at once. */
void wq_together_add_many(struct wq_together *t, const char *id, const char *name, size_t articles);

struct wq_companion {
    char *id;
    char *name; /* to be shown */
    enum wq_entity_kind kind;
    size_t articles;
};

struct wq_companions {
    struct wq_companion *items; /* the most articles first */
    size_t len;
};

/* The first few of them, with names in a language (ISO 639), as they are corrected; the caller's, by
 * wq_companions_free. */
struct wq_companions *wq_together_list(const struct wq_together *t, size_t most, const char *language,
                                       const struct wq_names *names,
                                       const struct wq_corrections *corrections);
void wq_companions_free(struct wq_companions *c);

#endif
