/*
 * Terminal test: the ways to write one after the other, with lines that read right in the right one, so that
 * a terminal that nobody knows can be known by looking at it.
 */
#include "trial.h"
#include "state.h"

#include "waraq/base/array.h"

#include <string.h>

/* From the right: a word, a number in brackets, Latin letters, a word. Then marks, lam-alef and letters that
 * do not join; a line that begins in Latin letters; points under Hebrew ones. */
static const char *const lines[] = {
    "یہ (1953) DPRK ہے",
    "اُردُو میں لاہور، مُحَمَّد، می\u200Cخواهم ۱۲۳",
    "Baltit Fort (1945) – قلعہ بلتت۔",
    "שָׁלוֹם [2024] ABC",
};

static const enum wq_message whats[WQ_WRITINGS] = {
    [WQ_WRITING_VISUAL] = WQ_MSG_WRITING_VISUAL,   [WQ_WRITING_OVERRIDE] = WQ_MSG_WRITING_OVERRIDE,
    [WQ_WRITING_KITTY] = WQ_MSG_WRITING_KITTY,     [WQ_WRITING_KONSOLE] = WQ_MSG_WRITING_KONSOLE,
    [WQ_WRITING_MLTERM] = WQ_MSG_WRITING_MLTERM,   [WQ_WRITING_PUTTY] = WQ_MSG_WRITING_PUTTY,
    [WQ_WRITING_LOGICAL] = WQ_MSG_WRITING_LOGICAL,
};

const char *wq_writing_text(enum wq_writing writing)
{
    return wq_message(whats[writing]);
}

const char *wq_reason_text(enum wq_reason reason)
{
    static const enum wq_message reasons[] = {
        [WQ_REASON_USUAL] = WQ_MSG_REASON_USUAL,   [WQ_REASON_ENVIRONMENT] = WQ_MSG_REASON_ENVIRONMENT,
        [WQ_REASON_LEARNT] = WQ_MSG_REASON_LEARNT, [WQ_REASON_ANSWERS] = WQ_MSG_REASON_ANSWERS,
        [WQ_REASON_CHOSEN] = WQ_MSG_REASON_CHOSEN, [WQ_REASON_CONFIG] = WQ_MSG_REASON_CONFIG,
        [WQ_REASON_OPTION] = WQ_MSG_REASON_OPTION,
    };
    return wq_message(reasons[reason]);
}

/* ---- keys ---- */

void wq_app_trial_open(struct wq_app *a)
{
    a->trial = (struct wq_trial){.writing = a->terminal.writing, .marks = a->terminal.marks};
    a->overlay = WQ_OVER_TRIAL;
}

struct wq_trial wq_app_trial(const struct wq_app *a)
{
    return a->trial;
}

static void end(struct wq_app *a, bool keep)
{
    a->trial.keep = keep;
    a->overlay = WQ_OVER_NOTHING;
    a->wants |= WQ_WANTS_TRIED;
}

void wq_app_tried(struct wq_app *a, bool remembered)
{
    if (a->trial.keep)
        wq_app_say(a, remembered ? WQ_MSG_TRIAL_KEPT : WQ_MSG_TRIAL_UNKEPT);
}

static void step(struct wq_app *a, int by)
{
    int next = (int)a->trial.writing + by + WQ_WRITINGS;

    a->trial.writing = (enum wq_writing)(next % WQ_WRITINGS);
    a->wants |= WQ_WANTS_TRY;
}

static void next_marks(struct wq_app *a)
{
    a->trial.marks = a->trial.marks == WQ_MARKS_SHIFT ? WQ_MARKS_ON : a->trial.marks + 1;
    a->wants |= WQ_WANTS_TRY;
}

void wq_app_trial_event(struct wq_app *a, const struct wq_event *ev)
{
    switch (ev->key) {
    case WQ_KEY_F1 + 1:
    case '\t':
    case ' ':
    case 'j':
    case WQ_KEY_DOWN: step(a, 1); break;
    case WQ_KEY_BACKTAB:
    case 'k':
    case WQ_KEY_UP: step(a, -1); break;
    case 'm': next_marks(a); break;
    case '\r': end(a, true); break;
    case 27: /* ^C, ^G, Esc */
    case 3:
    case 7:
    case 'q':
    case WQ_KEY_BACKSPACE: end(a, false); break;
    case 'L' - '@': a->wants |= WQ_WANTS_REDRAW; break;
    case 'Z' - '@': a->wants |= WQ_WANTS_SUSPEND; break;
    default: break;
    }
}

/* ---- drawing ---- */

struct page {
    const struct wq_frame *f;
    int x, w, y, end;
};

static void put_line(struct page *p, const char *s)
{
    struct wq_frame f = *p->f;

    f.mirrored = true; /* each line alone in its row, at the side where it begins */
    if (p->y < p->end)
        wq_frame_text(&f, p->x, p->y, p->w, s, strlen(s), true, WQ_ALIGN_START, WQ_STYLE_TEXT);
    p->y++;
}

static void put_text(struct page *p, const char *s, enum wq_style style)
{
    p->y += wq_app_draw_wrapped(p->f, (struct wq_strip){p->x, p->w}, p->y, p->end, s, style);
}

static void put_way(const struct wq_app *a, struct page *p)
{
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_buf i = WQ_BUF_INIT;
    struct wq_buf n = WQ_BUF_INIT;

    wq_number_add(&i, (size_t)a->trial.writing + 1);
    wq_number_add(&n, WQ_WRITINGS);
    struct wq_argument args[] = {{"i", i.data}, {"n", n.data}, {NULL, NULL}};
    wq_message_add(&text, WQ_MSG_I_OF_N, args);
    wq_buf_addf(&text, ": %s", wq_writing_text(a->trial.writing));
    put_text(p, text.data, WQ_STYLE_BOLD);
    wq_buf_clear(&text);
    wq_message_add1(&text, WQ_MSG_TRIAL_MARKS, "how", wq_marks_name(a->trial.marks));
    put_text(p, text.data, WQ_STYLE_TEXT);
    wq_buf_release(&text);
    wq_buf_release(&i);
    wq_buf_release(&n);
}

/* The rows that a text takes. */
static int rows_of(const struct page *p, enum wq_message id)
{
    struct wq_layout_opts opts = {.width = (uint32_t)(p->w < 1 ? 1 : p->w)};
    struct wq_para *para = wq_layout_para(p->f->layout, wq_message(id), strlen(wq_message(id)), &opts);
    int rows = (int)para->nlines;

    wq_para_free(para);
    return rows;
}

/* The lines to be looked at first, then the keys, which lead on and out; what to look for where there is
 * room. */
void wq_app_trial_draw(const struct wq_app *a, const struct wq_frame *panes)
{
    enum { KEYS_FROM = 4, ROWS_FEW = 10 }; /* rows: where there are few, the way and the keys have one each */
    struct wq_frame f = *panes;
    struct page p = {
        .f = &f, .x = a->panes.title, .w = wq_frame_width(&f) - 2 * a->panes.title, .end = a->height};

    f.mirrored = false;
    int keys = a->height < KEYS_FROM ? 0 : a->height < ROWS_FEW ? 1 : rows_of(&p, WQ_MSG_TRIAL_KEYS);
    int look = rows_of(&p, WQ_MSG_TRIAL_LOOK);
    bool roomy = 3 + 2 * (int)WQ_COUNT(lines) + look + 2 + keys <= a->height;

    p.end = a->height < ROWS_FEW ? 1 : a->height - keys;
    put_way(a, &p);
    p.end = a->height - keys;
    p.y += roomy;
    for (size_t i = 0; i < WQ_COUNT(lines); i++) {
        put_line(&p, lines[i]);
        p.y += roomy;
    }
    put_text(&p, wq_message(WQ_MSG_TRIAL_LOOK), WQ_STYLE_DIM);
    p.y = roomy ? p.y + 1 : p.end;
    p.end = a->height;
    put_text(&p, wq_message(WQ_MSG_TRIAL_KEYS), WQ_STYLE_DIM);
}
