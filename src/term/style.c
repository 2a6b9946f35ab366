#include "style.h"

#include "weave.h"

#include <string.h>
#include <term.h>

/* PAIRS: of them, and the terminal's own colours; behind them as many for each place. */
enum { PAIR_DIM = 1, PAIR_ACCENT, PAIR_PERSON, PAIR_LOCATION, PAIR_ORGANISATION, PAIR_DATE, PAIRS };

/* 256 colours: a grey that is readable on black and on white, and a calm blue. Plain blue cannot be read
 * on black, and colour 8 is invisible in many themes: so magenta and the terminal's own dim below 256. */
enum { GREY = 243, BLUE = 31 };

/* Kinds of entities: colours that can be read on black and on white, and told from each other. Without
 * colours all are bold: what is named is seen, if not of what kind. */
static void add_kinds(struct wq_style_table *t, bool pairs, bool many)
{
    static const struct {
        enum wq_style style;
        short pair, many, few;
    } kinds[] = {
        {WQ_STYLE_PERSON, PAIR_PERSON, 130, COLOR_RED},
        {WQ_STYLE_LOCATION, PAIR_LOCATION, 29, COLOR_GREEN},
        {WQ_STYLE_ORGANISATION, PAIR_ORGANISATION, 133, COLOR_MAGENTA},
        {WQ_STYLE_DATE, PAIR_DATE, 66, COLOR_CYAN},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (pairs) {
            init_pair(kinds[i].pair, many ? kinds[i].many : kinds[i].few, -1);
            t->styles[kinds[i].style].pair = kinds[i].pair;
        } else {
            t->styles[kinds[i].style].attributes = A_BOLD;
        }
    }
}

/* Whether a background is a sequence by itself that we know again, and is not made of the foreground where a
 * terminal cannot reverse colours. */
static bool can_weave(void)
{
    enum { NO_REVERSE = 4 };
    const char *background = tigetstr("setab");
    int without = tigetnum("ncv");

    if (COLORS < 256 || COLOR_PAIRS <= PAIRS * (WQ_WEAVE_PLACES + 1) || !background ||
        background == (const char *)-1 || (without > 0 && without & NO_REVERSE))
        return false;
    for (int place = 0; place < WQ_WEAVE_PLACES; place++) {
        const char *bytes = tiparm(background, WQ_WEAVE_COLOUR + place);
        if (!bytes || wq_weave_read(bytes, strlen(bytes)) != place)
            return false;
    }
    return true;
}

void wq_style_weave(struct wq_style_table *t, int places)
{
    for (int i = PAIRS * t->woven; i < PAIRS * places; i++) {
        short foreground = -1;
        short background;
        if (i % PAIRS)
            pair_content((short)(i % PAIRS), &foreground, &background);
        init_pair((short)(PAIRS + i), foreground, (short)(WQ_WEAVE_COLOUR + i / PAIRS));
    }
    t->woven = places > t->woven ? places : t->woven;
}

void wq_style_table_init(struct wq_style_table *t, bool color)
{
    bool pairs = color && has_colors() && start_color() == OK && use_default_colors() == OK;
    bool many = pairs && COLORS >= 256;

    for (int i = 0; i < WQ_STYLES; i++) {
        t->styles[i].attributes = A_NORMAL;
        t->styles[i].pair = 0;
    }
    t->styles[WQ_STYLE_BOLD].attributes = A_BOLD;
    t->styles[WQ_STYLE_SELECTED].attributes = A_REVERSE;
    t->styles[WQ_STYLE_CURSOR].attributes = A_BOLD;
    t->styles[WQ_STYLE_ACCENT_BOLD].attributes = A_BOLD;
    t->styles[WQ_STYLE_HIDDEN].attributes = A_REVERSE;
    t->styles[WQ_STYLE_HIT].attributes = A_BOLD;
    t->styles[WQ_STYLE_HIT_CURRENT].attributes = A_REVERSE;
    add_kinds(t, pairs, many);
    if (many) {
        init_pair(PAIR_DIM, GREY, -1);
        t->styles[WQ_STYLE_DIM].pair = PAIR_DIM;
    } else {
        t->styles[WQ_STYLE_DIM].attributes = A_DIM;
    }
    if (pairs) {
        init_pair(PAIR_ACCENT, many ? BLUE : COLOR_MAGENTA, -1);
        t->styles[WQ_STYLE_ACCENT].pair = PAIR_ACCENT;
        t->styles[WQ_STYLE_ACCENT_BOLD].pair = PAIR_ACCENT;
        t->styles[WQ_STYLE_HIT].pair = PAIR_ACCENT;
    } else {
        t->styles[WQ_STYLE_ACCENT].attributes = A_BOLD;
    }
    t->weaves = many && can_weave();
    t->woven = 0;
}

void wq_style_get(const struct wq_style_table *t, unsigned style, int place, attr_t *attributes, short *pair)
{
    *attributes = t->styles[style].attributes;
    *pair = (short)(t->styles[style].pair + PAIRS * (place + 1));
}
