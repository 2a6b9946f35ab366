#include "waraq/text/props.h"

#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <wchar.h>

static enum wq_bidi bidi_of(UChar32 c)
{
    switch (u_charDirection(c)) {
    case U_LEFT_TO_RIGHT: return WQ_BIDI_L;
    case U_RIGHT_TO_LEFT: return WQ_BIDI_R;
    case U_RIGHT_TO_LEFT_ARABIC: return WQ_BIDI_AL;
    case U_EUROPEAN_NUMBER: return WQ_BIDI_EN;
    case U_EUROPEAN_NUMBER_SEPARATOR: return WQ_BIDI_ES;
    case U_EUROPEAN_NUMBER_TERMINATOR: return WQ_BIDI_ET;
    case U_ARABIC_NUMBER: return WQ_BIDI_AN;
    case U_COMMON_NUMBER_SEPARATOR: return WQ_BIDI_CS;
    case U_DIR_NON_SPACING_MARK: return WQ_BIDI_NSM;
    case U_BOUNDARY_NEUTRAL: return WQ_BIDI_BN;
    case U_BLOCK_SEPARATOR: return WQ_BIDI_B;
    case U_SEGMENT_SEPARATOR: return WQ_BIDI_S;
    case U_WHITE_SPACE_NEUTRAL: return WQ_BIDI_WS;
    case U_LEFT_TO_RIGHT_EMBEDDING: return WQ_BIDI_LRE;
    case U_LEFT_TO_RIGHT_OVERRIDE: return WQ_BIDI_LRO;
    case U_RIGHT_TO_LEFT_EMBEDDING: return WQ_BIDI_RLE;
    case U_RIGHT_TO_LEFT_OVERRIDE: return WQ_BIDI_RLO;
    case U_POP_DIRECTIONAL_FORMAT: return WQ_BIDI_PDF;
    case U_LEFT_TO_RIGHT_ISOLATE: return WQ_BIDI_LRI;
    case U_RIGHT_TO_LEFT_ISOLATE: return WQ_BIDI_RLI;
    case U_FIRST_STRONG_ISOLATE: return WQ_BIDI_FSI;
    case U_POP_DIRECTIONAL_ISOLATE: return WQ_BIDI_PDI;
    default: return WQ_BIDI_ON;
    }
}

static enum wq_joining joining_of(UChar32 c)
{
    switch (u_getIntPropertyValue(c, UCHAR_JOINING_TYPE)) {
    case U_JT_JOIN_CAUSING: return WQ_JOIN_C;
    case U_JT_DUAL_JOINING: return WQ_JOIN_D;
    case U_JT_LEFT_JOINING: return WQ_JOIN_L;
    case U_JT_RIGHT_JOINING: return WQ_JOIN_R;
    case U_JT_TRANSPARENT: return WQ_JOIN_T;
    default: return WQ_JOIN_U;
    }
}

static enum wq_line_class line_of(UChar32 c)
{
    switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK)) {
    case U_LB_ALPHABETIC:
    case U_LB_HEBREW_LETTER:
    case U_LB_NUMERIC: return WQ_LINE_LETTER;
    case U_LB_COMBINING_MARK: return WQ_LINE_MARK;
    case U_LB_EXCLAMATION:
    case U_LB_INFIX_NUMERIC: return WQ_LINE_CLOSE;
    case U_LB_SPACE: return WQ_LINE_SPACE;
    default: return WQ_LINE_OTHER;
    }
}

/* Prepended_Concatenation_Mark (the Arabic number and year signs, the end of an ayah): visible, and
 * never default-ignorable, yet C libraries give some of them no width. */
static int is_visible_format(UChar32 c)
{
    return u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK);
}

static void width_of(UChar32 c, int8_t category, struct wq_prop *p)
{
    int columns = wcwidth((wchar_t)c);

    if (is_visible_format(c)) {
        p->width = 1;
    } else if (category == U_CONTROL_CHAR || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
               category == U_FORMAT_CHAR || c == 0x2028 || c == 0x2029) {
        p->flags |= WQ_PROP_IGNORABLE;
    } else if (columns < 0 || category == U_UNASSIGNED || category == U_SURROGATE) {
        /* A mark that the C library does not know can be neither a cell nor part of one. */
        if (U_MASK(category) & U_GC_M_MASK) {
            p->flags |= WQ_PROP_IGNORABLE;
        } else {
            p->flags |= WQ_PROP_UNKNOWN;
            p->width = 1;
        }
    } else if (columns == 0) {
        p->flags |= WQ_PROP_MARK;
    } else {
        p->width = (uint8_t)columns;
    }
}

static struct wq_prop prop_of(UChar32 c)
{
    int8_t category = u_charType(c);
    struct wq_prop p = {
        .bidi = (uint8_t)bidi_of(c),
        .joining = (uint8_t)joining_of(c),
        .line = (uint8_t)line_of(c),
    };

    width_of(c, category, &p);
    if (u_isUWhiteSpace(c))
        p.flags |= WQ_PROP_SPACE;
    if (u_isMirrored(c))
        p.flags |= WQ_PROP_MIRRORED;
    if (u_getIntPropertyValue(c, UCHAR_BIDI_PAIRED_BRACKET_TYPE) != U_BPT_NONE)
        p.flags |= WQ_PROP_BRACKET;
    if (U_MASK(category) & U_GC_L_MASK)
        p.flags |= WQ_PROP_LETTER;
    if (category == U_DECIMAL_DIGIT_NUMBER)
        p.flags |= WQ_PROP_DIGIT;
    return p;
}

struct wq_props *wq_props_new(void)
{
    return wq_calloc(1, sizeof(struct wq_props));
}

void wq_props_free(struct wq_props *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < sizeof t->page / sizeof *t->page; i++)
        free(t->page[i]);
    free(t);
}

const struct wq_prop *wq_props_load(struct wq_props *t, uint32_t cp)
{
    struct wq_prop *page = wq_malloc(WQ_PROPS_PAGE * sizeof *page);
    for (uint32_t i = 0; i < WQ_PROPS_PAGE; i++)
        page[i] = prop_of((UChar32)(cp - cp % WQ_PROPS_PAGE + i));
    t->page[cp / WQ_PROPS_PAGE] = page;
    return &page[cp % WQ_PROPS_PAGE];
}

uint32_t wq_mirror(uint32_t cp)
{
    return (uint32_t)u_charMirror((UChar32)cp);
}

uint32_t wq_bracket(uint32_t cp)
{
    UChar32 pair = u_getBidiPairedBracket((UChar32)cp);
    uint32_t id = cp < (uint32_t)pair ? cp : (uint32_t)pair;

    if (id == 0x2329) /* canonically equivalent to U+3008 */
        id = 0x3008;
    if (u_getIntPropertyValue((UChar32)cp, UCHAR_BIDI_PAIRED_BRACKET_TYPE) == U_BPT_OPEN)
        id |= UINT32_C(0x80000000);
    return id;
}

uint32_t wq_compose(uint32_t base, uint32_t mark)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
    if (U_FAILURE(e))
        return 0;
    UChar32 c = unorm2_composePair(nfc, (UChar32)base, (UChar32)mark);
    return c < 0 ? 0 : (uint32_t)c;
}

uint8_t wq_combining_class(uint32_t cp)
{
    return u_getCombiningClass((UChar32)cp);
}
