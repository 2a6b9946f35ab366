#include "style.h"

enum { PAIR_DIM = 1, PAIR_ACCENT = 2 };

/* 256 colours: a grey that is readable on black and on white, and a calm blue. Plain blue cannot be read
 * on black, and colour 8 is invisible in many themes: so magenta and the terminal's own dim below 256. */
enum { GREY = 243, BLUE = 31 };

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
}

void wq_style_get(const struct wq_style_table *t, unsigned style, attr_t *attributes, short *pair)
{
    *attributes = t->styles[style].attributes;
    *pair = t->styles[style].pair;
}

uint32_t wq_style_substitute(uint32_t ch)
{
    switch (ch) {
    case 0x0600: return '#';    /* number sign */
    case 0x0601: return 0x00A7; /* year sign: section sign */
    case 0x0602: return 0x2020; /* footnote marker: dagger */
    case 0x0603: return 0x00B6; /* page sign: pilcrow */
    case 0x0604: return 0x00A7; /* samvat sign, a year sign too */
    case 0x0605: return '#';
    case 0x06DD:                /* end of ayah */
    case 0x08E2: return 0x25CB; /* white circle */
    default: return ch;
    }
}
