/* Code points to cells: composing, shaping, marks, lam-alef, mirroring. */
#include "engine.h"
#include "forms.h"

#include "waraq/base/array.h"

enum {
    DOTTED_CIRCLE = 0x25CC,
    REPLACEMENT = 0xFFFD,
    IDEOGRAPHIC_SPACE = 0x3000,
    LAM = 0x0644,
    /* Marks looked at for composing; 100,000 on one base cost a normaliser 10 s. */
    MOST_MARKS = 30,
};

/* The cell at work, whose marks are still being collected. */
struct maker {
    struct wq_layout *l;
    unsigned flags;
    uint32_t letter;  /* the logical character, composed as far as we are; 0 when no cell is open */
    uint32_t written; /* the same as it was written */
    unsigned form;
    uint32_t marks[MOST_MARKS];
    unsigned nmarks;
    uint32_t lam;      /* the letter of the cell before this, when it is a lam joined to this one */
    unsigned lam_form; /* its form */
    uint8_t pending;   /* flags for the next cell */
    uint8_t unseen;    /* lowest level of the characters without a cell since the last one; 255: none */
    bool at_start;     /* nothing stands on this line of the source yet: a mark has no base */
};

/* What stands for a character that has no cell, when it is to be seen. */
static uint32_t visible(uint32_t cp)
{
    if (cp < 0x20)
        return 0x2400 + cp; /* control pictures */
    if (cp == 0x7F)
        return 0x2421;
    if (cp == 0x200C || cp == 0x200D)
        return cp == 0x200C ? 0x00A6 : 0x002B; /* broken bar, plus: kept apart, kept together */
    if (cp == 0x200E || cp == 0x200F || cp == 0x061C)
        return 0x2020; /* dagger: a direction mark */
    if ((cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
        return 0x2021; /* double dagger: an embedding, override or isolate */
    return 0x00B7;
}

static inline uint32_t glyph(const struct wq_character *c, int8_t level)
{
    if (c->prop.flags & WQ_PROP_UNKNOWN)
        return REPLACEMENT;
    if ((level & 1) && (c->prop.flags & WQ_PROP_MIRRORED))
        return wq_mirror(c->cp);
    return c->cp;
}

static void compose_marks(struct maker *m)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < m->nmarks; i++) {
        uint32_t whole = wq_form_compose(m->letter, m->marks[i]);
        if (whole)
            m->letter = whole;
        else
            m->marks[kept++] = m->marks[i];
    }
    m->nmarks = kept;
}

static void add_mark(struct wq_layout *l, struct wq_cell *cell, uint32_t mark)
{
    if (cell->nmarks >= WQ_CELL_MARKS)
        return;
    *WQ_PUSH(&l->marks) = mark;
    cell->nmarks++;
}

/* The open cell is an alef behind a lam: both become the lam's cell, with the marks of both. */
static bool join_lam(struct maker *m)
{
    struct wq_layout *l = m->l;
    uint32_t ligature = m->lam ? wq_form_lam_alef(m->letter, m->lam_form) : 0;

    if (!ligature)
        return false;
    struct wq_cell *lam = &l->cells.items[l->cells.len - 2];
    lam->end = l->cells.items[l->cells.len - 1].end;
    lam->ch = ligature;
    l->cells.len--;
    for (unsigned i = 0; i < m->nmarks; i++)
        add_mark(l, lam, m->marks[i]);
    return true;
}

/* Marks are complete: compose, shape. */
static void shape(struct maker *m)
{
    struct wq_layout *l = m->l;
    struct wq_cell *cell = &l->cells.items[l->cells.len - 1];
    compose_marks(m);
    uint32_t extra;
    uint32_t letter = wq_form_substitute(m->letter, &extra);
    uint32_t was_lam = letter == LAM && (m->form & WQ_FORM_AFTER) ? letter : 0;

    if (join_lam(m)) {
        was_lam = 0;
    } else {
        uint32_t shaped = wq_form_of(letter, m->form);
        /* What has no form keeps the glyph that was chosen when the cell was opened. */
        if (shaped != m->written)
            cell->ch = shaped;
        if (extra)
            add_mark(l, cell, extra);
        for (unsigned i = 0; i < m->nmarks; i++)
            add_mark(l, cell, m->marks[i]);
    }
    m->lam = was_lam;
    m->lam_form = m->form;
    m->nmarks = 0;
}

/* Closes the open cell, if there is one. */
static inline void finish(struct maker *m)
{
    if (!m->letter)
        return;
    if (m->nmarks > 0 || wq_form_concerns(m->letter))
        shape(m);
    else
        m->lam = 0;
    m->letter = 0;
}

/* There is room for it: no character makes two. */
static inline struct wq_cell *open_cell(struct maker *m, size_t i, uint32_t ch, uint8_t width)
{
    struct wq_layout *l = m->l;
    struct wq_cell *cell = &l->cells.items[l->cells.len++];

    *cell = (struct wq_cell){
        .ch = ch,
        .start = l->chars[i].at,
        .end = l->chars[i + 1].at,
        .mark = (uint32_t)l->marks.len,
        .level = (uint8_t)l->levels[i],
        .width = width,
        .flags = m->pending,
    };
    if (l->breaks[i])
        cell->flags |= WQ_CELL_BREAK;
    if (m->unseen < cell->level && !m->at_start && m->unseen < cell[-1].level) {
        unsigned apart = (cell->level < cell[-1].level ? cell->level : cell[-1].level) - m->unseen;
        cell->flags |= (uint8_t)((apart < 3 ? apart : 3) << WQ_APART_SHIFT);
    }
    m->unseen = UINT8_MAX;
    m->pending = 0;
    m->at_start = false;
    return cell;
}

static void note_unseen(struct maker *m, size_t i)
{
    uint8_t level = (uint8_t)m->l->levels[i];
    if (level < m->unseen)
        m->unseen = level;
}

static inline void put_base(struct maker *m, size_t i)
{
    const struct wq_character *c = &m->l->chars[i];

    finish(m);
    if (!(c->form & WQ_FORM_BEFORE))
        m->lam = 0;
    struct wq_cell *cell = open_cell(m, i, glyph(c, m->l->levels[i]), c->prop.width);
    if (c->prop.flags & WQ_PROP_SPACE) {
        /* A no-break space sticks out too: what follows it overflows all the same, and if nothing does, or
         * other blanks, it is dropped and must not take its word to the next line. */
        cell->flags |= WQ_CELL_SPACE | WQ_CELL_HANGS;
        cell->ch = c->prop.width == 2 ? IDEOGRAPHIC_SPACE : ' '; /* what is drawn is as wide as it is */
    }
    m->letter = m->written = c->cp;
    m->form = c->form;
}

static void put_tab(struct maker *m, size_t i)
{
    finish(m);
    m->lam = 0;
    struct wq_cell *cell = open_cell(m, i, ' ', 1);
    cell->flags |= WQ_CELL_SPACE | WQ_CELL_TAB | WQ_CELL_HANGS;
}

static void put_mark(struct maker *m, size_t i)
{
    struct wq_layout *l = m->l;
    const struct wq_character *c = &l->chars[i];

    if (!m->letter) { /* nothing to sit on: a dotted circle shows it */
        finish(m);
        m->lam = 0;
        open_cell(m, i, DOTTED_CIRCLE, 1);
        m->letter = m->written = DOTTED_CIRCLE;
        m->form = 0;
    }
    struct wq_cell *cell = &l->cells.items[l->cells.len - 1];
    cell->end = l->chars[i + 1].at;
    note_unseen(m, i); /* a Hangul vowel is strong, and a mark to the C library */
    if (m->nmarks < MOST_MARKS)
        m->marks[m->nmarks++] = c->cp;
    if (cell->flags & WQ_CELL_SPACE) { /* a space that carries a mark is no blank */
        cell->flags &= (uint8_t) ~(WQ_CELL_SPACE | WQ_CELL_HANGS);
        if (l->breaks[i]) /* UAX #14 breaks between the two, which a cell cannot */
            cell->flags |= WQ_CELL_BREAK;
    }
}

/* No cell: the cell before answers for it. At the start of a line of the source it is dropped. */
static void put_ignorable(struct maker *m, size_t i)
{
    struct wq_layout *l = m->l;
    const struct wq_character *c = &l->chars[i];

    if (m->flags & WQ_LAYOUT_SHOW_HIDDEN) {
        finish(m);
        m->lam = 0;
        struct wq_cell *cell = open_cell(m, i, visible(c->cp), 1);
        cell->flags |= WQ_CELL_HIDDEN;
        return;
    }
    if (l->breaks[i]) /* `word RLM word`: the break stands before the mark, the next cell behind it */
        m->pending |= WQ_CELL_BREAK;
    note_unseen(m, i);
    if (!m->at_start)
        l->cells.items[l->cells.len - 1].end = l->chars[i + 1].at;
}

static void end_line(struct maker *m, size_t i)
{
    finish(m);
    m->lam = 0;
    if (m->at_start) { /* an empty line, held open by a cell of no width that no line will show */
        struct wq_cell *cell = open_cell(m, i, ' ', 0);
        cell->flags |= WQ_CELL_SPACE | WQ_CELL_HANGS;
    }
    m->pending = WQ_CELL_FORCED;
    m->at_start = true;
}

void wq_cells_make(struct wq_layout *l, size_t len, const struct wq_layout_opts *opts)
{
    struct maker m = {.l = l, .flags = opts->flags, .unseen = UINT8_MAX, .at_start = true};

    l->cells.len = 0;
    l->marks.len = 0;
    WQ_RESERVE(&l->cells, l->n + 1);
    l->chars[l->n].at = (uint32_t)len; /* so that every character knows where the next begins */
    for (size_t i = 0; i < l->n; i++) {
        const struct wq_character *c = &l->chars[i];
        if (!(c->prop.flags & (WQ_PROP_IGNORABLE | WQ_PROP_MARK)))
            put_base(&m, i);
        else if (c->prop.flags & WQ_PROP_MARK)
            put_mark(&m, i);
        else if (wq_ends_line(c->cp))
            end_line(&m, i);
        else if (c->cp == '\t')
            put_tab(&m, i);
        else
            put_ignorable(&m, i);
    }
    finish(&m);
}
