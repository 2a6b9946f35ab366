/*
 * corrections.h: what a reader has corrected about entities.
 *
 * A list of corrections in the order in which they were made. They are about ids, so they hold in every
 * article, and a file keeps them: UTF-8, a row a line, fields parted by tabs, # before comments.
 *
 *     merge   FROM  TO        mentions of FROM are TO's
 *     split   ID    SPELLING  mentions of ID that are spelt so are an entity of their own, own:SPELLING
 *     rename  ID    NAME      the name to show
 *     kind    ID    KIND      PERSON, ORGANISATION, LOCATION, DATE or NUMBER
 *     ignore  ID              its mentions are not shown
 *
 * Each applies to what those before it made of an article:
 * - Once FROM is merged its id means TO, in later rows too: merges follow chains, and to rename, split or
 *   ignore FROM then is to do it to TO. Kind, name and value are TO's. Where the article has no TO of its
 * own, its kind is what its id begins with, its name the usual one in struct wq_names, or else the one that
 *   what was merged into it had.
 * - Spellings are compared folded (fold.h). What is split off has the kind of what it was split off, and its
 *   spelling for a name. The same spelling split off several entities is one entity. Once own:SPELLING was
 *   merged (back, say), splitting it off again makes it an entity again.
 * - ignore is about the entity as the others are: what is merged into an ignored one is ignored, and what is
 *   merged or split out of one is not.
 * - An entity whose kind was changed has no value.
 * A merge of what is one entity already (a loop) and a split of own:SPELLING off itself are refused.
 *
 * One thread at a time, but wq_corrections_apply is constant. Strings in are NUL-terminated and copied.
 */
#ifndef WARAQ_ENTITY_CORRECTIONS_H
#define WARAQ_ENTITY_CORRECTIONS_H

#include "waraq/base/buf.h"
#include "waraq/base/status.h"
#include "waraq/doc/article.h"
#include "waraq/entity/entities.h"
#include "waraq/entity/names.h"

#include <stdbool.h>
#include <stddef.h>

/* What can be wrong with a row or a file; what is right in it is used all the same. */
enum wq_corrections_fault {
    WQ_CORRECTIONS_FINE,       /* nothing is */
    WQ_CORRECTIONS_UNREADABLE, /* what: why */
    WQ_CORRECTIONS_TOO_LARGE,  /* from this line on nothing was read */
    WQ_CORRECTIONS_NOT_UTF8,   /* the row is left out, as in all below */
    WQ_CORRECTIONS_UNKNOWN,    /* what: the first field, which names no correction */
    WQ_CORRECTIONS_FIELDS,     /* too few or too many, or an empty one */
    WQ_CORRECTIONS_CONTROL,    /* a field holds a control character, tabs and line ends among them */
    WQ_CORRECTIONS_BAD_ID,     /* what: an id that begins with none of per: org: loc: date: num: own: */
    WQ_CORRECTIONS_BAD_KIND,   /* what: the kind */
    WQ_CORRECTIONS_NO_LETTERS, /* what: a spelling of which folding leaves nothing */
    WQ_CORRECTIONS_LOOP,       /* what: the id; they are one entity already */
};

struct wq_corrections_trouble {
    enum wq_corrections_fault fault;
    const char *file; /* path; good during the call, as what is */
    size_t line;      /* from 1; 0: the whole file */
    const char *what; /* not from a clean source: not to be shown to a terminal as it is; "" if nothing */
};

struct wq_corrections_log {
    void (*trouble)(void *data, const struct wq_corrections_trouble *trouble);
    void *data;
};

enum wq_correction_op {
    WQ_CORRECT_MERGE,
    WQ_CORRECT_SPLIT,
    WQ_CORRECT_RENAME,
    WQ_CORRECT_KIND,
    WQ_CORRECT_IGNORE,
    WQ_CORRECT_OPS,
};

/* A correction as its row has it. The strings are good until the corrections are next changed. */
struct wq_correction {
    enum wq_correction_op op;
    const char *id;
    const char *what; /* TO, SPELLING, NAME or KIND; "" of ignore */
};

struct wq_corrections;

/* None yet. names, which may be NULL, is borrowed for their life. */
struct wq_corrections *wq_corrections_new(const struct wq_names *names);
/* The same corrections with a life of their own, for another thread: not their file, nor what was undone. */
struct wq_corrections *wq_corrections_copy(const struct wq_corrections *c);
void wq_corrections_free(struct wq_corrections *c);

/* Appends where they are kept: $XDG_DATA_HOME/waraq/entities.tsv, or ~/.local/share instead. WQ_ENOTFOUND:
 * neither XDG_DATA_HOME nor HOME is absolute; nothing is appended. */
enum wq_status wq_corrections_file(struct wq_buf *out) WQ_MUST_CHECK;

/* Forgets what there is and reads the file at path, where wq_corrections_save will write. No such file: no
 * corrections. log may be NULL. */
void wq_corrections_load(struct wq_corrections *c, const char *path, const struct wq_corrections_log *log);

/*
 * Writes what was changed since the file was last read or written: all of it under another name (mode 0600,
 * in folders that are made, mode 0700, if missing), then renamed. What other programs added to the file or
 * took from it in the meantime is kept so: under a lock on the folder it is read again, their rows come
 * first, ours follow, and c has them all from then on. Rows that cannot be read and comments stay, loops as
 * comments. Where nothing was changed nothing is done.
 *
 * WQ_ENOTFOUND: nothing was loaded. WQ_ESYS, WQ_ETYPE: as err says. WQ_EUSAGE: the file is too large to have
 * been read, and would be cut; or would become so. The file and c are then as they were.
 */
enum wq_status wq_corrections_save(struct wq_corrections *c, struct wq_error *err) WQ_MUST_CHECK;

/*
 * Each adds one correction; what could be done again no longer can. WQ_EUSAGE: refused for one of the faults
 * above, which *fault (may be NULL) then says, and nothing has changed.
 */
enum wq_status wq_corrections_merge(struct wq_corrections *c, const char *from, const char *to,
                                    enum wq_corrections_fault *fault) WQ_MUST_CHECK;
enum wq_status wq_corrections_split(struct wq_corrections *c, const char *id, const char *spelling,
                                    enum wq_corrections_fault *fault) WQ_MUST_CHECK;
enum wq_status wq_corrections_rename(struct wq_corrections *c, const char *id, const char *name,
                                     enum wq_corrections_fault *fault) WQ_MUST_CHECK;
enum wq_status wq_corrections_set_kind(struct wq_corrections *c, const char *id, enum wq_entity_kind kind,
                                       enum wq_corrections_fault *fault) WQ_MUST_CHECK;
enum wq_status wq_corrections_ignore(struct wq_corrections *c, const char *id,
                                     enum wq_corrections_fault *fault) WQ_MUST_CHECK;

/*
 * Takes the last correction back, those of the file included, or adds the one taken back last again, behind
 * all others. *what (may be NULL) is the correction. False: there is none. One that others' rows have made a
 * loop of since is passed over.
 */
bool wq_corrections_undo(struct wq_corrections *c, struct wq_correction *what);
bool wq_corrections_redo(struct wq_corrections *c, struct wq_correction *what);

/* How many there are, those taken back not counted. */
size_t wq_corrections_count(const struct wq_corrections *c);

/*
 * c may be NULL: nothing was corrected. Corrects *e, which must be as wq_entities_find(…, article) made it.
 * Mentions keep their order, those of ignored entities go, and so do entities without mentions; indices,
 * counts, first mentions, kinds and the entities' order are right again. Strings of e are e's: nothing of c
 * is borrowed.
 *
 * Takes time by mentions and entities, not by corrections; only entities that were first split and then
 * merged cost a look each to what came of them.
 */
void wq_corrections_apply(const struct wq_corrections *c, const struct wq_article *article,
                          struct wq_entities *e);

/*
 * For mentions that were found before, and are known by what wq_entities_find called them: the id of what a
 * mention is of that is spelt so, or NULL: it is ignored. spelling: as wq_corrections_fold leaves it; "" for
 * what mentions are that no split is about. id itself where nothing was corrected; else good until the
 * corrections are next changed.
 */
const char *wq_corrections_id(const struct wq_corrections *c, const char *id, const char *spelling);
/* False: no correction is about mentions of that id; it stays what it is. */
bool wq_corrections_touch(const struct wq_corrections *c, const char *id);
/* Folds a spelling, without blanks at its ends, into *out, which is emptied first. */
void wq_corrections_fold(const char *s, size_t len, struct wq_buf *out);

/* What was said of an entity that wq_corrections_id returned. */
struct wq_corrected {
    const char *name;         /* to show, or NULL: as it was */
    const char *lent;         /* of what was merged into it, where it has no name of its own; or NULL */
    enum wq_entity_kind kind; /* WQ_ENTITY_KINDS: as the id begins */
};
struct wq_corrected wq_corrections_of(const struct wq_corrections *c, const char *id);

/* The kind that an id begins with; WQ_ENTITY_KINDS: none (own:). */
enum wq_entity_kind wq_entity_id_kind(const char *id);

/* English for a fault, for logs and the command line. Static storage. */
const char *wq_corrections_fault_name(enum wq_corrections_fault fault);

#endif
