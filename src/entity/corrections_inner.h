/* corrections_inner.h: what corrections are made of. Private to entity. */
#ifndef WARAQ_SRC_ENTITY_CORRECTIONS_INNER_H
#define WARAQ_SRC_ENTITY_CORRECTIONS_INNER_H

#include "waraq/entity/corrections.h"

#include <stdint.h>

/* ---- rows ---- (corrections.c) */

/* op of a line that is kept as it is: a comment, or one that cannot be read. */
enum { WQ_ROW_KEPT = WQ_CORRECT_OPS };

struct wq_row {
    uint8_t op; /* enum wq_correction_op, or WQ_ROW_KEPT */
    char *id;   /* owned, as what is; of a kept line: its bytes */
    char *what; /* "" where there is none */
    size_t len; /* of a kept line: it may hold NULs */
};

struct wq_rows {
    struct wq_row *items;
    size_t len, cap;
};

struct wq_row wq_row_copy(const struct wq_row *row);
bool wq_row_equal(const struct wq_row *a, const struct wq_row *b);
void wq_row_release(struct wq_row *row);
void wq_rows_release(struct wq_rows *rows);
/* What is wrong with a row as such, and which field that is. */
enum wq_corrections_fault wq_row_check(const struct wq_row *row, const char **what);
/* As the first field of a row names it; WQ_CORRECT_OPS: none. */
enum wq_correction_op wq_row_op(const char *name, size_t len);
const char *wq_row_op_name(enum wq_correction_op op);

/* ---- the plan ---- (corrections_plan.c): rows made ready to be applied */

#define WQ_NO_NODE UINT32_MAX

/*
 * What an id stands for. A tree by merges. Time is the number of a row, from 1: what came to a node by a
 * merge is split off by later rows only.
 */
struct wq_plan_node {
    char *id;
    uint64_t hash;
    uint32_t parent;      /* that it was merged into, or WQ_NO_NODE */
    uint32_t linked;      /* when */
    uint32_t top;         /* on the way to the root */
    uint32_t stop;        /* the first from here up that splits or is the root; once settled */
    uint32_t stop_linked; /* the last merge on the way there, or 0 */
    char *name;           /* by the rows, or NULL */
    char *lent;           /* a name by the rows of what was merged into it, or NULL */
    uint8_t kind;         /* by the rows, or WQ_ENTITY_KINDS */
    bool ignored;
    bool splits; /* mentions are split off it */
};

/* What was split off a node. Those of one node and spelling are a list by time. */
struct wq_plan_split {
    char *spelling; /* folded */
    uint64_t hash;
    uint32_t node, target;
    uint32_t time;
    uint32_t next; /* or WQ_NO_NODE */
    uint32_t last; /* of the first of a list: its end */
};

struct wq_table {
    uint32_t *slots; /* 1 + number, or 0; open addressing */
    size_t size;     /* a power of two, or 0 */
};

struct wq_plan {
    struct {
        struct wq_plan_node *items;
        size_t len, cap;
    } nodes;
    struct {
        struct wq_plan_split *items;
        size_t len, cap;
    } splits;
    struct wq_table ids;       /* to the newest node of an id */
    struct wq_table spellings; /* to the first split of a list */
    struct wq_buf folded;
    uint32_t rows; /* added */
};

void wq_plan_init(struct wq_plan *p);
void wq_plan_release(struct wq_plan *p);
/* Adds a row that wq_row_check() finds fine, or a kept one, which does nothing. False: a loop, left out. */
bool wq_plan_add(struct wq_plan *p, const struct wq_row *row);
/* To be called when the last was added, before what follows. */
void wq_plan_settle(struct wq_plan *p);

/* The node of an id as articles have it, or WQ_NO_NODE. */
uint32_t wq_plan_find(const struct wq_plan *p, const char *id);
/* Where a mention ends that is of node's entity and spelt so, folded by wq_corrections_fold. NULL for the
 * spelling: it is wanted but not known; then WQ_NO_NODE is returned where the end depends on it. */
uint32_t wq_plan_end(const struct wq_plan *p, uint32_t node, const char *folded);
/* The kind that an id begins with, or WQ_ENTITY_KINDS; *known: the prefix is one that ids have. */
enum wq_entity_kind wq_id_kind(const char *id, bool *known);

/* ---- all of it ---- */

struct wq_corrections {
    const struct wq_names *names;
    char *path; /* NULL: nothing was loaded */
    struct wq_rows rows;
    struct wq_rows undone; /* the last undone is last */
    struct wq_rows saved;  /* what the file had when it was last read or written */
    struct wq_plan plan;   /* of rows, settled */
};

/* Makes the plan anew. */
void wq_corrections_replan(struct wq_corrections *c);

#endif
