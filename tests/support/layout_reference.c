#include "layout_reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <wchar.h>

#include <cmocka.h>

/* ---- the forms ---- */

enum { FIRST = 0xFB50, LAST = 0xFEFC };

/* What each presentation form is a form of: one letter, or lam and an alef. */
static struct {
    uint32_t letter[2];
    int kind; /* U_DT_ISOLATED and so on; 0: none */
} forms[LAST - FIRST + 1];

static void load_forms(void)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&e);

    assert_true(U_SUCCESS(e));
    for (UChar32 c = FIRST; c <= LAST; c++) {
        UChar raw[32];
        int32_t n = unorm2_getRawDecomposition(nfkc, c, raw, 32, &e);
        bool lam_alef = n == 2 && raw[0] == 0x0644 &&
                        (raw[1] == 0x0622 || raw[1] == 0x0623 || raw[1] == 0x0625 || raw[1] == 0x0627);
        if (n != 1 && !lam_alef)
            continue;
        forms[c - FIRST].kind = u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE);
        forms[c - FIRST].letter[0] = raw[0];
        forms[c - FIRST].letter[1] = n == 2 ? raw[1] : 0;
    }
}

static uint32_t form_of(uint32_t first, uint32_t second, bool before, bool after)
{
    int kind = before && after ? U_DT_MEDIAL : before ? U_DT_FINAL : after ? U_DT_INITIAL : U_DT_ISOLATED;

    if (!forms[0].kind)
        load_forms();
    for (size_t i = 0; i <= LAST - FIRST; i++)
        if (forms[i].kind == kind && forms[i].letter[0] == first && forms[i].letter[1] == second)
            return FIRST + (uint32_t)i;
    return 0;
}

/* Rule 17: what is drawn instead, where a letter has no forms. */
static uint32_t shape(uint32_t letter, bool before, bool after)
{
    uint32_t form = form_of(letter, 0, before, after);
    if (form)
        return form;
    if (letter == 0x06BA) /* the dotless tooth */
        return form_of(0x0649, 0, before, after);
    if (letter == 0x06D5)
        return form_of(0x0647, 0, before, false);
    /* Letters with fewer forms than they are joined in keep the nearest. */
    form = form_of(letter, 0, before, false);
    if (!form)
        form = form_of(letter, 0, false, false);
    return form ? form : letter;
}

static uint32_t substitute(uint32_t letter, uint32_t *mark)
{
    static const uint32_t rows[][3] = {{0x06B5, 0x0644, 0x065A},
                                       {0x06CE, 0x0649, 0x065A},
                                       {0x0768, 0x0646, 0x0615},
                                       {0x06C2, 0x06C1, 0x0654}};
    *mark = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i][0] == letter) {
            *mark = rows[i][2];
            return rows[i][1];
        }
    return letter;
}

/* ---- joining ---- */

static int joining(uint32_t cp)
{
    return u_getIntPropertyValue((UChar32)cp, UCHAR_JOINING_TYPE);
}

/* Joined on its right to what precedes: R1 to R7 read for one side. */
static bool joins(const uint32_t *cps, size_t first, size_t second)
{
    int a = joining(cps[first]);
    int b = joining(cps[second]);
    return (a == U_JT_DUAL_JOINING || a == U_JT_LEFT_JOINING || a == U_JT_JOIN_CAUSING) &&
           (b == U_JT_DUAL_JOINING || b == U_JT_RIGHT_JOINING || b == U_JT_JOIN_CAUSING);
}

static bool joined_before(const uint32_t *cps, size_t i)
{
    for (size_t k = i; k-- > 0;)
        if (joining(cps[k]) != U_JT_TRANSPARENT)
            return joining(cps[i]) != U_JT_TRANSPARENT && joins(cps, k, i);
    return false;
}

static bool joined_after(const uint32_t *cps, size_t n, size_t i)
{
    for (size_t k = i + 1; k < n; k++)
        if (joining(cps[k]) != U_JT_TRANSPARENT)
            return joining(cps[i]) != U_JT_TRANSPARENT && joins(cps, i, k);
    return false;
}

/* ---- what a code point is ---- */

enum reference_kind reference_kind(uint32_t cp)
{
    int8_t category = u_charType((UChar32)cp);
    if (cp == 0x2028 || cp == 0x0B || cp == 0x0C)
        return REFERENCE_SEPARATOR;
    if (cp == '\t')
        return REFERENCE_TAB;
    if (u_hasBinaryProperty((UChar32)cp, UCHAR_PREPENDED_CONCATENATION_MARK))
        return REFERENCE_BASE;
    if (category == U_CONTROL_CHAR || category == U_FORMAT_CHAR || cp == 0x2029 ||
        u_hasBinaryProperty((UChar32)cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return REFERENCE_NOTHING;
    if (wcwidth((wchar_t)cp) < 0)
        return U_MASK(category) & U_GC_M_MASK ? REFERENCE_NOTHING : REFERENCE_BASE;
    return wcwidth((wchar_t)cp) == 0 ? REFERENCE_MARK : REFERENCE_BASE;
}

static bool is_unknown(uint32_t cp)
{
    return !u_hasBinaryProperty((UChar32)cp, UCHAR_PREPENDED_CONCATENATION_MARK) &&
           (wcwidth((wchar_t)cp) < 0 || u_charType((UChar32)cp) == U_UNASSIGNED);
}

static uint32_t compose(uint32_t letter, uint32_t mark)
{
    UErrorCode e = U_ZERO_ERROR;
    if (mark < 0x0653 || mark > 0x0655)
        return 0;
    if (letter == 0x06CC && mark == 0x0654)
        return 0x0626;
    UChar32 c = unorm2_composePair(unorm2_getNFCInstance(&e), (UChar32)letter, (UChar32)mark);
    return c < 0 || c == 0x06C2 ? 0 : (uint32_t)c;
}

/* ---- cells ---- */

static void add_mark(struct reference_cell *cell, uint32_t mark)
{
    if (mark && cell->nmarks < WQ_CELL_MARKS)
        cell->marks[cell->nmarks++] = mark;
}

/* The cell of the character at base, whose marks are in [base + 1, end) among characters without a cell.
 * *letter becomes the letter that it shows, with what composes. */
static void make_cell(const uint32_t *cps, size_t n, size_t base, size_t end, struct reference_cell *cell,
                      uint32_t *letter)
{
    uint32_t marks[30];
    size_t nmarks = 0;
    uint32_t extra;
    bool bare = reference_kind(cps[base]) == REFERENCE_MARK;
    bool tab = cps[base] == '\t';

    *letter = bare ? 0x25CC : cps[base];
    for (size_t i = bare ? base : base + 1; i < end; i++) {
        if (reference_kind(cps[i]) != REFERENCE_MARK || nmarks == 30)
            continue;
        uint32_t whole = compose(*letter, cps[i]);
        if (whole)
            *letter = whole;
        else
            marks[nmarks++] = cps[i];
    }
    *letter = substitute(*letter, &extra);
    bool before = !bare && joined_before(cps, base);
    bool after = !bare && joined_after(cps, n, base);
    cell->space = nmarks == 0 && (tab || u_isUWhiteSpace((UChar32)cps[base]));
    if (!tab && is_unknown(*letter))
        cell->ch = 0xFFFD;
    else if (tab || (u_isUWhiteSpace((UChar32)*letter) && *letter != 0x3000))
        cell->ch = ' ';
    else if ((cell->level & 1) && u_isMirrored((UChar32)*letter))
        cell->ch = (uint32_t)u_charMirror((UChar32)*letter);
    else
        cell->ch = shape(*letter, before, after);
    add_mark(cell, extra);
    for (size_t i = 0; i < nmarks; i++)
        add_mark(cell, marks[i]);
}

/* Lam and alef that are joined share a cell. */
static bool merge_lam(const uint32_t *cps, struct reference_cell *lam, uint32_t lam_letter,
                      const struct reference_cell *alef, uint32_t alef_letter)
{
    if (lam_letter != 0x0644 || alef->forced || !joined_before(cps, alef->start))
        return false;
    uint32_t ligature = form_of(0x0644, alef_letter, joined_before(cps, lam->start), false);
    if (!ligature)
        return false;
    lam->ch = ligature;
    lam->end = alef->end;
    for (size_t i = 0; i < alef->nmarks; i++)
        add_mark(lam, alef->marks[i]);
    return true;
}

/* Behind the marks, and what has no cell, that belong to the character at base. A tab takes no marks. */
static size_t cell_end(const uint32_t *cps, size_t n, size_t base)
{
    size_t i = base + 1;
    while (i < n && (reference_kind(cps[i]) == REFERENCE_NOTHING ||
                     (reference_kind(cps[i]) == REFERENCE_MARK && cps[base] != '\t')))
        i++;
    return i;
}

size_t reference_cells(const uint32_t *cps, const int8_t *levels, size_t n, struct reference_cell *cells)
{
    size_t count = 0;
    uint32_t before = 0; /* the letter of the cell before */
    bool forced = false;

    for (size_t i = 0; i < n;) {
        enum reference_kind kind = reference_kind(cps[i]);
        if (kind == REFERENCE_NOTHING ||
            kind == REFERENCE_SEPARATOR) { /* what has no cell and nothing before it is dropped */
            forced |= kind == REFERENCE_SEPARATOR;
            i++;
            continue;
        }
        size_t end = cell_end(cps, n, i);
        struct reference_cell cell = {.start = i, .end = end, .level = (uint8_t)levels[i], .forced = forced};
        uint32_t letter;
        make_cell(cps, n, i, end, &cell, &letter);
        if (count > 0 && merge_lam(cps, &cells[count - 1], before, &cell, letter)) {
            letter = 0;
        } else {
            cells[count++] = cell;
        }
        before = letter;
        forced = false;
        i = end;
    }
    return count;
}
