/* Code points to cells: composing, shaping, marks, lam-alef, mirroring. */
#include "engine.h"
#include "forms.h"

#include "waraq/base/array.h"

enum {
    DOTTED_CIRCLE = 0x25CC,
    REPLACEMENT = 0xFFFD,
    IDEOGRAPHIC_SPACE = 0x3000,
    LAM = 0x0644,
    LAM_WITH_V = 0x06B5,
    NON_JOINER = 0x200C,
    JOINER = 0x200D,
    /* Marks looked at for composing; 100,000 on one base cost a normaliser 10 s. */
    MOST_MARKS = 30,
};

struct maker {
    struct wq_layout *l;
    struct wq_cell *next; /* there is room for it: no character makes two */
    unsigned flags;
    bool shapes;
    size_t word_end;     /* of the word at work, where not all are joined */
    struct wq_cell *lam; /* the cell before this, when its letter is a lam joined to this one; else NULL */
    unsigned lam_form;
    uint8_t pending; /* flags for the next cell */
    uint8_t unseen;  /* lowest level of the characters without a cell since the last one; 255: none */
    bool at_start;   /* nothing stands on this line of the source yet: a mark has no base */
};

/* The marks of the cell at work. */
struct marks {
    unsigned n;
    uint32_t cps[MOST_MARKS];
};

/* What stands for a character that has no cell, when it is to be seen. */
static uint32_t visible(uint32_t cp)
{
    if (cp < 0x20)
        return 0x2400 + cp; /* control pictures */
    if (cp == 0x7F)
        return 0x2421;
    if (cp == NON_JOINER || cp == JOINER)
        return cp == NON_JOINER ? 0x00A6 : 0x002B; /* broken bar, plus: kept apart, kept together */
    if (cp == 0x200E || cp == 0x200F || cp == 0x061C)
        return 0x2020; /* dagger: a direction mark */
    if ((cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
        return 0x2021; /* double dagger: an embedding, override or isolate */
    return 0x00B7;
}

/* The letter composed with what it can be composed with; the other marks remain. */
static uint32_t compose(uint32_t letter, struct marks *marks)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < marks->n; i++) {
        uint32_t whole = wq_form_compose(letter, marks->cps[i]);
        if (whole)
            letter = whole;
        else
            marks->cps[kept++] = marks->cps[i];
    }
    marks->n = kept;
    return letter;
}

static void add_mark(struct wq_layout *l, struct wq_cell *cell, uint32_t mark)
{
    if (cell->nmarks >= WQ_CELL_MARKS)
        return;
    *WQ_PUSH(&l->marks) = mark;
    cell->nmarks++;
}

/* Draws the letter of the last cell, whose marks are complete; marks is NULL for none. Returns its cell: lam
 * and alef become the lam's. */
static inline struct wq_cell *shape(struct maker *m, struct wq_cell *cell, uint32_t letter, unsigned form,
                                    struct marks *marks)
{
    uint32_t whole = marks ? compose(letter, marks) : letter;
    uint32_t ligature = m->lam ? wq_form_lam_alef(whole, m->lam_form) : 0;
    struct wq_cell *lam = m->lam;
    uint32_t extra;

    m->lam = NULL;
    if (ligature) {
        lam->end = cell->end;
        lam->ch = ligature;
        m->next--;
        return lam;
    }
    uint32_t shaped = wq_form_draw(whole, form, &extra);
    if (shaped != letter) /* else it keeps the glyph that was chosen when the cell was opened */
        cell->ch = shaped;
    if (extra)
        add_mark(m->l, cell, extra);
    if ((form & WQ_FORM_AFTER) && (whole == LAM || whole == LAM_WITH_V)) {
        m->lam = cell;
        m->lam_form = form;
    }
    return cell;
}

/* Begins a cell with character i. */
static inline struct wq_cell *open_cell(struct maker *m, size_t i, uint32_t ch, uint8_t width)
{
    const struct wq_layout *l = m->l;
    const struct wq_character *c = &l->chars[i];
    struct wq_cell *cell = m->next++;

    *cell = (struct wq_cell){
        .ch = ch,
        .start = c->at,
        .end = c[1].at,
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

/* True for what goes to the cell before it. */
static inline bool goes_to_cell(const struct maker *m, const struct wq_character *c)
{
    if (c->prop.flags & WQ_PROP_MARK)
        return true;
    return (c->prop.flags & WQ_PROP_IGNORABLE) && !(m->flags & WQ_LAYOUT_SHOW_HIDDEN) && c->cp != '\t' &&
           !wq_ends_line(c->cp);
}

static void put_mark(struct maker *m, struct wq_cell *cell, size_t i, struct marks *marks)
{
    struct wq_layout *l = m->l;

    if (marks->n < MOST_MARKS)
        marks->cps[marks->n++] = l->chars[i].cp;
    if (cell->flags & WQ_CELL_SPACE) { /* a space that carries a mark is no blank */
        cell->flags &= (uint8_t) ~(WQ_CELL_SPACE | WQ_CELL_HANGS);
        if (l->breaks[i]) /* UAX #14 breaks between the two, which a cell cannot */
            cell->flags |= WQ_CELL_BREAK;
    }
}

/* The last cell shows this letter and gets what goes to it from i on. Returns where that ends. */
static size_t put_marks(struct maker *m, struct wq_cell *cell, uint32_t letter, unsigned form, size_t i)
{
    struct wq_layout *l = m->l;
    struct marks marks;

    marks.n = 0;
    for (; i < l->n && goes_to_cell(m, &l->chars[i]); i++) {
        if (l->chars[i].prop.flags & WQ_PROP_MARK)
            put_mark(m, cell, i, &marks);
        else if (l->breaks[i]) /* `word RLM word`: it stands before the RLM, the next cell behind */
            m->pending |= WQ_CELL_BREAK;
        note_unseen(m, i); /* a Hangul vowel is strong, and a mark to the C library */
        cell->end = l->chars[i + 1].at;
    }
    if (m->shapes && wq_form_concerns(letter))
        cell = shape(m, cell, letter, form, &marks);
    else
        m->lam = NULL;
    for (unsigned k = 0; k < marks.n; k++)
        add_mark(l, cell, marks.cps[k]);
    return i;
}

/* The glyph of what does not show as itself. */
static void choose_glyph(const struct wq_character *c, struct wq_cell *cell)
{
    if (c->prop.flags & WQ_PROP_UNKNOWN)
        cell->ch = REPLACEMENT;
    else if ((cell->level & 1) && (c->prop.flags & WQ_PROP_MIRRORED))
        cell->ch = wq_mirror(c->cp);
    if (c->prop.flags & WQ_PROP_SPACE) {
        /* A no-break space sticks out too: what follows it overflows all the same, and if nothing does, or
         * other blanks, it is dropped and must not take its word to the next line. */
        cell->flags |= WQ_CELL_SPACE | WQ_CELL_HANGS;
        cell->ch = c->prop.width == 2 ? IDEOGRAPHIC_SPACE : ' '; /* what is drawn is as wide as it is */
    }
}

/* A character with a cell, and what goes to it. Returns the next character. */
static inline size_t put_base(struct maker *m, size_t i)
{
    const struct wq_character *c = &m->l->chars[i];

    if (!(c->form & WQ_FORM_BEFORE))
        m->lam = NULL;
    struct wq_cell *cell = open_cell(m, i, c->cp, c->prop.width);
    if (c->prop.flags & (WQ_PROP_UNKNOWN | WQ_PROP_MIRRORED | WQ_PROP_SPACE))
        choose_glyph(c, cell);
    if (c[1].prop.flags & (WQ_PROP_MARK | WQ_PROP_IGNORABLE))
        return put_marks(m, cell, c->cp, c->form, i + 1);
    if (m->shapes && wq_form_concerns(c->cp))
        shape(m, cell, c->cp, c->form, NULL);
    else
        m->lam = NULL;
    return i + 1;
}

/* Marks that have nothing to sit on: a dotted circle shows them. */
static size_t put_lone_marks(struct maker *m, size_t i)
{
    return put_marks(m, open_cell(m, i, DOTTED_CIRCLE, 1), DOTTED_CIRCLE, 0, i);
}

static void end_line(struct maker *m, size_t i)
{
    if (m->at_start) { /* an empty line, held open by a cell of no width that no line will show */
        struct wq_cell *cell = open_cell(m, i, ' ', 0);
        cell->flags |= WQ_CELL_SPACE | WQ_CELL_HANGS;
    }
    m->pending = WQ_CELL_FORCED;
    m->at_start = true;
}

/* Mostly no cell: the cell before answers for it. At the start of a line of the source it is dropped. */
static void put_ignorable(struct maker *m, size_t i)
{
    struct wq_layout *l = m->l;
    uint32_t cp = l->chars[i].cp;

    m->lam = NULL;
    if (wq_ends_line(cp)) {
        end_line(m, i);
    } else if (cp == '\t') {
        open_cell(m, i, ' ', 1)->flags |= WQ_CELL_SPACE | WQ_CELL_TAB | WQ_CELL_HANGS;
    } else if (m->flags & WQ_LAYOUT_SHOW_HIDDEN) {
        open_cell(m, i, visible(cp), 1)->flags |= WQ_CELL_HIDDEN;
    } else {
        if (l->breaks[i])
            m->pending |= WQ_CELL_BREAK;
        note_unseen(m, i);
        if (!m->at_start)
            m->next[-1].end = l->chars[i + 1].at;
    }
}

/* The word that begins with character i: it is joined if there is a joiner in it. */
static void begin_word(struct maker *m, size_t i)
{
    const struct wq_layout *l = m->l;

    m->shapes = false;
    for (m->word_end = i; m->word_end < l->n; m->word_end++) {
        const struct wq_character *c = &l->chars[m->word_end];
        bool joins = c->cp == NON_JOINER || c->cp == JOINER;
        if (!joins && !wq_form_concerns(c->cp) && !(c->prop.flags & WQ_PROP_MARK))
            break;
        m->shapes = m->shapes || joins;
    }
    m->word_end += m->word_end == i;
}

void wq_cells_make(struct wq_layout *l, size_t len, const struct wq_layout_opts *opts)
{
    WQ_RESERVE(&l->cells, l->n + 1);
    l->marks.len = 0;
    struct maker m = {
        .l = l,
        .next = l->cells.items,
        .flags = opts->flags,
        .shapes = l->shaping == WQ_SHAPING_ALL,
        .unseen = UINT8_MAX,
        .at_start = true,
    };
    /* A last character that nothing is made of, so that every one can ask the next. */
    l->chars[l->n] = (struct wq_character){.at = (uint32_t)len};
    for (size_t i = 0; i < l->n;) {
        const struct wq_character *c = &l->chars[i];
        if (i >= m.word_end && l->shaping == WQ_SHAPING_JOINERS)
            begin_word(&m, i);
        if (!(c->prop.flags & (WQ_PROP_IGNORABLE | WQ_PROP_MARK)))
            i = put_base(&m, i);
        else if (c->prop.flags & WQ_PROP_MARK)
            i = put_lone_marks(&m, i);
        else
            put_ignorable(&m, i++);
    }
    l->cells.len = (size_t)(m.next - l->cells.items);
}
