#include "forms.h"

#include "waraq/text/props.h"

enum {
    LAM = 0x0644,
    FIRST = 0x0621,
    LAST = 0x06D5,
    HAMZA_ABOVE = 0x0654,
    SMALL_V = 0x065A,
    SMALL_TAH = 0x0615,
};

struct row {
    uint16_t isolated; /* the others follow it: final, initial, medial */
    uint8_t forms;     /* 1, 2 or 4: so many of the two bits of a form count */
};

/* UnicodeData.txt, the decompositions tagged <isolated>, <final>, <initial>, <medial>. */
#define ROW(letter, isolated, forms) [(letter)-FIRST] = {isolated, forms}
/* clang-format off */
static const struct row rows[LAST - FIRST + 1] = {
    ROW(0x0621, 0xFE80, 1),
    ROW(0x0622, 0xFE81, 2),
    ROW(0x0623, 0xFE83, 2),
    ROW(0x0624, 0xFE85, 2),
    ROW(0x0625, 0xFE87, 2),
    ROW(0x0626, 0xFE89, 4),
    ROW(0x0627, 0xFE8D, 2),
    ROW(0x0628, 0xFE8F, 4),
    ROW(0x0629, 0xFE93, 2),
    ROW(0x062A, 0xFE95, 4),
    ROW(0x062B, 0xFE99, 4),
    ROW(0x062C, 0xFE9D, 4),
    ROW(0x062D, 0xFEA1, 4),
    ROW(0x062E, 0xFEA5, 4),
    ROW(0x062F, 0xFEA9, 2),
    ROW(0x0630, 0xFEAB, 2),
    ROW(0x0631, 0xFEAD, 2),
    ROW(0x0632, 0xFEAF, 2),
    ROW(0x0633, 0xFEB1, 4),
    ROW(0x0634, 0xFEB5, 4),
    ROW(0x0635, 0xFEB9, 4),
    ROW(0x0636, 0xFEBD, 4),
    ROW(0x0637, 0xFEC1, 4),
    ROW(0x0638, 0xFEC5, 4),
    ROW(0x0639, 0xFEC9, 4),
    ROW(0x063A, 0xFECD, 4),
    ROW(0x0641, 0xFED1, 4),
    ROW(0x0642, 0xFED5, 4),
    ROW(0x0643, 0xFED9, 4),
    ROW(0x0644, 0xFEDD, 4),
    ROW(0x0645, 0xFEE1, 4),
    ROW(0x0646, 0xFEE5, 4),
    ROW(0x0647, 0xFEE9, 4),
    ROW(0x0648, 0xFEED, 2),
    ROW(0x064A, 0xFEF1, 4),
    ROW(0x0671, 0xFB50, 2),
    ROW(0x0677, 0xFBDD, 1),
    ROW(0x0679, 0xFB66, 4),
    ROW(0x067A, 0xFB5E, 4),
    ROW(0x067B, 0xFB52, 4),
    ROW(0x067E, 0xFB56, 4),
    ROW(0x067F, 0xFB62, 4),
    ROW(0x0680, 0xFB5A, 4),
    ROW(0x0683, 0xFB76, 4),
    ROW(0x0684, 0xFB72, 4),
    ROW(0x0686, 0xFB7A, 4),
    ROW(0x0687, 0xFB7E, 4),
    ROW(0x0688, 0xFB88, 2),
    ROW(0x068C, 0xFB84, 2),
    ROW(0x068D, 0xFB82, 2),
    ROW(0x068E, 0xFB86, 2),
    ROW(0x0691, 0xFB8C, 2),
    ROW(0x0698, 0xFB8A, 2),
    ROW(0x06A4, 0xFB6A, 4),
    ROW(0x06A6, 0xFB6E, 4),
    ROW(0x06A9, 0xFB8E, 4),
    ROW(0x06AD, 0xFBD3, 4),
    ROW(0x06AF, 0xFB92, 4),
    ROW(0x06B1, 0xFB9A, 4),
    ROW(0x06B3, 0xFB96, 4),
    ROW(0x06BB, 0xFBA0, 4),
    ROW(0x06BE, 0xFBAA, 4),
    ROW(0x06C0, 0xFBA4, 2),
    ROW(0x06C1, 0xFBA6, 4),
    ROW(0x06C5, 0xFBE0, 2),
    ROW(0x06C6, 0xFBD9, 2),
    ROW(0x06C7, 0xFBD7, 2),
    ROW(0x06C8, 0xFBDB, 2),
    ROW(0x06C9, 0xFBE2, 2),
    ROW(0x06CB, 0xFBDE, 2),
    ROW(0x06CC, 0xFBFC, 4),
    ROW(0x06D0, 0xFBE4, 4),
    ROW(0x06D2, 0xFBAE, 2),
    ROW(0x06D3, 0xFBB0, 2),
    /* Kurdish ae is written like heh: no forms of its own, and heh's last two are never wanted. */
    ROW(0x06D5, 0xFEE9, 2),
};
/* clang-format on */

uint32_t wq_form_substitute(uint32_t letter, uint32_t *mark)
{
    switch (letter) {
    case 0x06B5: *mark = SMALL_V; return LAM;        /* Kurdish lam with small v */
    case 0x06C2: *mark = HAMZA_ABOVE; return 0x06C1; /* heh goal with hamza */
    case 0x06CE: *mark = SMALL_V; return 0x0649;     /* Kurdish yeh with small v */
    case 0x0768: *mark = SMALL_TAH; return 0x0646;   /* Punjabi noon with small tah */
    default: *mark = 0; return letter;
    }
}

static inline uint32_t from_table(uint32_t letter, unsigned form)
{
    if (letter < FIRST || letter > LAST)
        return 0;
    const struct row *row = &rows[letter - FIRST];
    return row->isolated ? row->isolated + (form & (row->forms - 1U)) : 0;
}

uint32_t wq_form_of(uint32_t letter, unsigned form)
{
    uint32_t shaped = from_table(letter, form);
    if (shaped)
        return shaped;
    /* The dotless tooth serves two letters whose joined forms Unicode left out. */
    if ((letter == 0x0649 || letter == 0x06BA) && (form & WQ_FORM_AFTER))
        return form & WQ_FORM_BEFORE ? 0xFBE9 : 0xFBE8;
    if (letter == 0x0649)
        return form ? 0xFEF0 : 0xFEEF;
    if (letter == 0x06BA)
        return form ? 0xFB9F : 0xFB9E;
    return letter;
}

uint32_t wq_form_draw(uint32_t letter, unsigned form, uint32_t *mark)
{
    uint32_t shaped = from_table(letter, form); /* none of these is drawn as another */
    *mark = 0;
    return shaped ? shaped : wq_form_of(wq_form_substitute(letter, mark), form);
}

uint32_t wq_form_lam_alef(uint32_t alef, unsigned lam_form)
{
    uint32_t final = lam_form & WQ_FORM_BEFORE ? 1 : 0;
    switch (alef) {
    case 0x0622: return 0xFEF5 + final;
    case 0x0623: return 0xFEF7 + final;
    case 0x0625: return 0xFEF9 + final;
    case 0x0627: return 0xFEFB + final;
    default: return 0;
    }
}

uint32_t wq_form_compose(uint32_t letter, uint32_t mark)
{
    if (mark < 0x0653 || mark > 0x0655)
        return 0;
    if (letter == 0x06CC && mark == HAMZA_ABOVE) /* Persian and Urdu type it so; canonically it is not */
        return 0x0626;
    uint32_t c = wq_compose(letter, mark);
    return c == 0x06C2 ? 0 : c;
}
