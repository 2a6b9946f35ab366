#include "para_check.h"

#include "waraq/text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <wchar.h>

static char why[200];

__attribute__((format(printf, 1, 2))) static const char *wrong(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(why, sizeof why, format, args);
    va_end(args);
    return why;
}

static bool is_boundary(const struct para_case *c, size_t at)
{
    return at == c->len || ((unsigned char)c->s[at] & 0xC0) != 0x80;
}

static bool keeps_space(const struct para_case *c)
{
    return c->opts->flags & WQ_LAYOUT_KEEP_SPACE;
}

/* ---- what a cell shows ---- */

static bool is_never_shown(uint32_t cp)
{
    return u_charType((UChar32)cp) == U_CONTROL_CHAR ||
           u_hasBinaryProperty((UChar32)cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static const char *check_glyph(size_t i, const struct wq_cell *cell)
{
    if (is_never_shown(cell->ch))
        return wrong("cell %zu shows U+%04X", i, cell->ch);
    if (cell->flags & WQ_CELL_TAB)
        return cell->ch == ' ' && cell->width >= 1 && cell->width <= 8 ? NULL : wrong("tab of cell %zu", i);
    /* The Arabic number signs: visible, whatever the C library thinks. */
    int width = u_hasBinaryProperty((UChar32)cell->ch, UCHAR_PREPENDED_CONCATENATION_MARK)
                    ? 1
                    : wcwidth((wchar_t)cell->ch);
    if (width < 1 || cell->width != width)
        return wrong("cell %zu: U+%04X is %d wide, not %u", i, cell->ch, width, cell->width);
    return NULL;
}

static const char *check_marks(const struct wq_para *p, size_t i, const struct wq_cell *cell)
{
    if (cell->nmarks > WQ_CELL_MARKS || cell->mark + (size_t)cell->nmarks > p->nmarks)
        return wrong("cell %zu has %u marks from %u", i, cell->nmarks, cell->mark);
    for (size_t m = cell->mark; m < cell->mark + (size_t)cell->nmarks; m++)
        if (is_never_shown(p->marks[m]) || wcwidth((wchar_t)p->marks[m]) != 0)
            return wrong("cell %zu has the mark U+%04X", i, p->marks[m]);
    return NULL;
}

/* Cells stand in logical order, each on whole code points, without overlap. */
static const char *check_cells(const struct para_case *c)
{
    size_t end = 0;

    for (size_t i = 0; i < c->p->ncells; i++) {
        const struct wq_cell *cell = &c->p->cells[i];
        if (cell->start < end || cell->end <= cell->start || cell->end > c->len)
            return wrong("cell %zu is [%u, %u) behind %zu", i, cell->start, cell->end, end);
        if (!is_boundary(c, cell->start) || !is_boundary(c, cell->end))
            return wrong("cell %zu splits a code point", i);
        if (cell->level > 126)
            return wrong("cell %zu is at level %u", i, cell->level);
        const char *bad = check_marks(c->p, i, cell);
        if (bad)
            return bad;
        end = cell->end;
    }
    return NULL;
}

/* ---- lines ---- */

static const char *check_line_cells(const struct para_case *c, size_t n, const struct wq_line *line)
{
    uint32_t width = 0;
    uint32_t hanging = 0;

    for (size_t i = line->first; i < line->first + (size_t)line->count; i++) {
        const struct wq_cell *cell = &c->p->cells[i];
        const char *bad = check_glyph(i, cell);
        if (bad)
            return bad;
        if (cell->start < line->start || cell->end > line->end)
            return wrong("cell %zu sticks out of line %zu", i, n);
        if (i > line->first && (cell->flags & WQ_CELL_FORCED))
            return wrong("cell %zu should begin a line", i);
        width += cell->width;
        hanging = cell->flags & WQ_CELL_HANGS ? hanging + cell->width : 0;
    }
    if (width != line->width)
        return wrong("line %zu is %u wide, not %u", n, width, line->width);
    if (keeps_space(c))
        width -= hanging;
    if (c->opts->width && width + line->indent > c->opts->width)
        return wrong("line %zu is %u + %u wide of %u", n, line->indent, width, c->opts->width);
    return NULL;
}

static const char *check_lines(const struct para_case *c)
{
    size_t first = 0;
    size_t end = 0;

    if (c->p->nlines == 0 || c->p->len != c->len || c->p->rtl != c->opts->rtl)
        return "the paragraph does not say what it was made of";
    for (size_t n = 0; n < c->p->nlines; n++) {
        const struct wq_line *line = &c->p->lines[n];
        if (line->start != end || line->end < line->start || (line->end == line->start && c->len > 0))
            return wrong("line %zu is [%u, %u) behind %zu", n, line->start, line->end, end);
        if (line->first < first || line->first + (size_t)line->count > c->p->ncells)
            return wrong("line %zu has cells from %u", n, line->first);
        if (line->count > 0 && !keeps_space(c) &&
            ((c->p->cells[line->first].flags | c->p->cells[line->first + line->count - 1].flags) &
             WQ_CELL_SPACE))
            return wrong("line %zu begins or ends with a space", n);
        const char *bad = check_line_cells(c, n, line);
        if (bad)
            return bad;
        first = line->first + line->count;
        end = line->end;
    }
    return end == c->len ? NULL : wrong("the lines end at %zu of %zu", end, c->len);
}

/* ---- where lines are broken ---- */

static bool is_soft(const struct para_case *c, const struct wq_cell *from, const struct wq_cell *to)
{
    for (size_t i = 0; i < c->opts->nsoft; i++)
        if (c->opts->soft[i] > from->start && c->opts->soft[i] <= to->start)
            return true;
    return false;
}

/* The cell before which the text was broken to make this line: its first, or a blank dropped before it. */
static size_t break_before(const struct para_case *c, size_t n)
{
    const struct wq_line *before = &c->p->lines[n - 1];
    size_t i = before->first + before->count;

    while (i < c->p->ncells && c->p->cells[i].start < before->end)
        i++;
    return i;
}

/* A line that was broken by want of room holds all that it can, and words are split only when they are
 * longer than a line. */
static const char *check_break(const struct para_case *c, size_t n)
{
    const struct wq_line *line = &c->p->lines[n - 1];
    size_t at = break_before(c, n);

    if (at >= c->p->ncells)
        return wrong("line %zu begins with nothing", n);
    if (line->count == 0) /* only the source makes empty lines */
        return c->p->cells[at].flags & WQ_CELL_FORCED || is_soft(c, &c->p->cells[0], &c->p->cells[at])
                   ? NULL
                   : wrong("line %zu is empty", n - 1);
    if ((c->p->cells[at].flags & WQ_CELL_FORCED) || is_soft(c, &c->p->cells[line->first], &c->p->cells[at]))
        return NULL;
    if (c->opts->width == 0)
        return wrong("line %zu was broken without need", n - 1);
    if (!(c->p->cells[at].flags & WQ_CELL_BREAK))
        for (size_t i = line->first + 1; i < at; i++)
            if (c->p->cells[i].flags & WQ_CELL_BREAK)
                return wrong("line %zu splits a word that could move", n - 1);
    uint32_t width = line->indent;
    uint32_t blanks = 0; /* at the end so far */
    for (size_t i = line->first; i < c->p->ncells; i++) {
        const struct wq_cell *cell = &c->p->cells[i];
        if (i > at &&
            ((cell->flags & (WQ_CELL_BREAK | WQ_CELL_FORCED)) || is_soft(c, &c->p->cells[at], cell)))
            break;
        blanks += cell->width;
        if (cell->flags & WQ_CELL_TAB)
            return NULL;
        if (!(cell->flags & WQ_CELL_HANGS)) {
            width += blanks;
            blanks = 0;
        }
        if (width > c->opts->width)
            return NULL;
        if (i == at && !(cell->flags & WQ_CELL_BREAK))
            break;
    }
    return wrong("line %zu could hold more: %u of %u", n - 1, width, c->opts->width);
}

/* ---- code points that no line shows ---- */

static bool ends_line(uint32_t cp)
{
    return cp == 0x2028 || cp == 0x0B || cp == 0x0C;
}

static bool shown(const struct para_case *c, size_t at)
{
    const struct wq_line *line = &c->p->lines[wq_para_line_at(c->p, at)];
    if (line->count == 0)
        return false;
    const struct wq_cell *cell = &c->p->cells[wq_line_cell_at(c->p, line, at)];
    return at >= cell->start && at < cell->end;
}

/* A code point for which there is no cell of its own, and which is no mark either. next: the byte behind. */
static bool is_cell_less(const struct para_case *c, uint32_t cp, size_t next)
{
    if (cp == '\r' && next < c->len && c->s[next] == '\n')
        return true;
    if (cp == '\t' || ((cp == '\n' || cp == '\r') && (c->opts->flags & WQ_LAYOUT_JOIN_LINES)))
        return false;
    if (u_hasBinaryProperty((UChar32)cp, UCHAR_PREPENDED_CONCATENATION_MARK))
        return false;
    uint32_t category = U_MASK(u_charType((UChar32)cp));
    return is_never_shown(cp) || category == U_GC_CF_MASK || cp == 0x2029 ||
           ((category & U_GC_M_MASK) && wcwidth((wchar_t)cp) < 0);
}

/* Dropped is white space at the edges of a line, with what belongs to it; what ends a line; and what has
 * no cell before there is one that could answer for it. */
static const char *check_dropped(const struct para_case *c)
{
    bool may_drop = true; /* what has no cell: nothing, or a blank, stands before it */

    for (size_t at = 0; at < c->len;) {
        size_t here = at;
        uint32_t cp = wq_utf8_next(c->s, &at);
        bool blank = u_isUWhiteSpace((UChar32)cp) && !keeps_space(c);
        if (ends_line(cp))
            may_drop = true;
        else if (is_cell_less(c, cp, at)) {
            if (!shown(c, here) && (!may_drop || (c->opts->flags & WQ_LAYOUT_SHOW_HIDDEN)))
                return wrong("U+%04X at %zu has no cell to answer for it", cp, here);
        } else {
            if (!shown(c, here) && !blank)
                return wrong("U+%04X at %zu was lost", cp, here);
            may_drop = blank;
        }
    }
    return NULL;
}

/* ---- questions and answers ---- */

static const char *check_columns(const struct para_case *c, size_t n, uint32_t *order, bool *seen)
{
    const struct wq_line *line = &c->p->lines[n];
    size_t step = line->count / 200 + 1;
    uint32_t x = 0;

    if (wq_line_visual(c->p, line, order) != line->count)
        return wrong("line %zu is not ordered whole", n);
    memset(seen, 0, line->count);
    for (size_t v = 0; v < line->count; v++) {
        size_t cell = order[v];
        if (cell < line->first || cell >= line->first + (size_t)line->count || seen[cell - line->first])
            return wrong("line %zu: the order is no permutation", n);
        seen[cell - line->first] = true;
        x += c->p->cells[cell].width;
        if (v % step) /* asking is linear */
            continue;
        x -= c->p->cells[cell].width;
        if (wq_line_column_of(c->p, line, cell) != x)
            return wrong("cell %zu is not at column %u", cell, x);
        for (uint32_t within = 0; within < c->p->cells[cell].width; within++)
            if (wq_line_cell_at_column(c->p, line, x + within) != cell)
                return wrong("column %u is not of cell %zu", x + within, cell);
        x += c->p->cells[cell].width;
    }
    if (line->count > 0 && wq_line_cell_at_column(c->p, line, x + 5) != order[line->count - 1])
        return wrong("line %zu: beyond its end is not its last cell", n);
    return NULL;
}

static const char *check_bytes(const struct para_case *c)
{
    size_t n = 0;
    size_t want = c->p->lines[0].first;

    for (size_t at = 0; at < c->len; at++) {
        while (at >= c->p->lines[n].end)
            want = c->p->lines[++n].first;
        const struct wq_line *line = &c->p->lines[n];
        if (wq_para_line_at(c->p, at) != n)
            return wrong("byte %zu is not in line %zu", at, wq_para_line_at(c->p, at));
        if (line->count == 0)
            continue;
        /* The last cell that starts at or before it, else the first. */
        while (want + 1 < line->first + (size_t)line->count && c->p->cells[want + 1].start <= at)
            want++;
        if (wq_line_cell_at(c->p, line, at) != want)
            return wrong("byte %zu is in cell %zu", at, want);
    }
    return wq_para_line_at(c->p, c->len) == c->p->nlines - 1 ? NULL : "the end is not in the last line";
}

static const char *check_answers(const struct para_case *c)
{
    uint32_t *order = malloc((c->p->ncells + 1) * sizeof *order);
    bool *seen = malloc(c->p->ncells + 1);
    const char *bad = order && seen ? NULL : "no memory";

    for (size_t n = 0; n < c->p->nlines && !bad; n++)
        bad = check_columns(c, n, order, seen);
    free(order);
    free(seen);
    return bad ? bad : check_bytes(c);
}

const char *para_check(const struct para_case *c)
{
    const char *bad = check_cells(c);
    if (!bad)
        bad = check_lines(c);
    for (size_t n = 1; n < c->p->nlines && !bad; n++)
        bad = check_break(c, n);
    if (!bad)
        bad = check_dropped(c);
    return bad ? bad : check_answers(c);
}
