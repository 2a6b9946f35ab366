/* What the prompt looks like: its label, the line in visual order, the cursor at its logical place. */
#include "state.h"

#include <string.h>

enum { LEAST_ROOM = 8, LEAST_NOTE = 6 };

static const enum wq_message labels[WQ_PROMPTS] = {
    [WQ_PROMPT_COMMAND] = WQ_MSG_PROMPT_COMMAND, [WQ_PROMPT_FIND] = WQ_MSG_PROMPT_SEARCH,
    [WQ_PROMPT_FILTER] = WQ_MSG_PROMPT_FILTER,   [WQ_PROMPT_INSIDE] = WQ_MSG_PROMPT_FILTER,
    [WQ_PROMPT_MERGE] = WQ_MSG_PROMPT_MERGE,     [WQ_PROMPT_RENAME] = WQ_MSG_PROMPT_RENAME,
    [WQ_PROMPT_PIPE] = WQ_MSG_PROMPT_PIPE,       [WQ_PROMPT_SAVE] = WQ_MSG_PROMPT_SAVE,
    [WQ_PROMPT_LIBRARY] = WQ_MSG_PROMPT_LIBRARY, [WQ_PROMPT_TOGETHER] = WQ_MSG_PROMPT_TOGETHER,
};

/* The line being typed, and the columns it needs with the cursor: from -1 where it runs right to left. */
struct typed {
    struct wq_para *para;
    bool rtl;
    int cursor; /* column, from the line's left end; -1 behind a line that runs right to left */
    int width;
};

static int cursor_column(const struct wq_para *p, size_t cursor, bool rtl)
{
    const struct wq_line *line = &p->lines[0];

    if (line->count == 0)
        return 0;
    if (cursor >= p->len) /* at the line's end, whichever way its last letters run */
        return rtl ? -1 : (int)line->width;
    return (int)wq_line_column_of(p, line, wq_line_cell_at(p, line, cursor));
}

static struct typed lay_out(const struct wq_app *a)
{
    struct wq_layout_opts opts = {.flags = WQ_LAYOUT_KEEP_SPACE};
    const char *s = a->edit.text.data;
    size_t len = a->edit.text.len;

    opts.rtl = wq_app_prompt_rtl(a);
    struct typed t = {.para = wq_layout_para(a->layout, s, len, &opts), .rtl = opts.rtl};
    t.cursor = cursor_column(t.para, a->edit.cursor, opts.rtl);
    t.width = (int)t.para->lines[0].width;
    return t;
}

/* The line as a whole stands at the prompt's beginning. */
static void draw_whole(const struct wq_frame *f, int x, int y, const struct typed *t)
{
    wq_frame_line(f, x, y, t->width, t->para, &t->para->lines[0], f->mirrored, 0, WQ_STYLE_TEXT);
    int left = t->width == 0 || !f->mirrored ? wq_frame_column(f, x) : wq_frame_column(f, x + t->width - 1);
    f->grid->cursor_x = left + t->cursor;
}

/* Of a line that is too long, what is around the cursor. */
static void draw_part(const struct wq_frame *f, int x, int y, int room, const struct typed *t)
{
    struct wq_grid whole;
    struct wq_frame wide = {.grid = &whole, .layout = f->layout};
    int first = t->rtl ? -1 : 0; /* of the columns that can be shown; the cursor needs one more */
    int from = t->cursor - room / 2;
    int left = f->mirrored ? wq_frame_column(f, x + room - 1) : wq_frame_column(f, x);

    if (from > first + t->width + 1 - room)
        from = first + t->width + 1 - room;
    if (from < first)
        from = first;
    wq_grid_init(&whole);
    wq_grid_resize(&whole, t->width + 3, 1);
    wq_frame_line(&wide, 1, 0, t->width, t->para, &t->para->lines[0], false, 0, WQ_STYLE_TEXT);
    for (int i = 0; i < room; i++) {
        const struct wq_gridcell *c = wq_grid_at(&whole, 2 + from + i, 0);
        bool cut = (i == 0 && c->width == 0) || (i + 1 == room && c->width == 2);
        if (!cut && left + i >= 0 && left + i < f->grid->width)
            *wq_grid_at(f->grid, left + i, y) = *c;
    }
    f->grid->cursor_x = left + t->cursor - from;
    wq_grid_release(&whole);
}

static int draw_label(const struct wq_app *a, const struct wq_frame *f, int x, int w, int y)
{
    struct wq_buf label = WQ_BUF_INIT;
    struct wq_buf name = WQ_BUF_INIT;

    wq_app_corrected_name(a, &name);
    wq_message_add1(&label, labels[a->prompt], "name", name.data);
    wq_buf_release(&name);
    int used = wq_frame_measure(f, label.data, label.len, false) + 1;
    bool room = w - used >= LEAST_ROOM;
    if (room)
        wq_frame_text(f, x, y, w, label.data, label.len, false, WQ_ALIGN_START, WQ_STYLE_DIM);
    wq_buf_release(&label);
    return room ? used : w > 1; /* what is typed is worth more; the cursor may stand before it */
}

static void add_part(const struct wq_app *a, struct wq_buf *note, const char *s)
{
    wq_message_part(note, a->ascii);
    wq_buf_adds(note, s);
}

void wq_app_match_note(const struct wq_app *a, enum wq_match match, bool word, struct wq_buf *out)
{
    static const enum wq_message names[] = {
        [WQ_MATCH_FOLDED] = WQ_MSG_MATCH_FOLDED,
        [WQ_MATCH_EXACT] = WQ_MSG_MATCH_EXACT,
        [WQ_MATCH_LOOSE] = WQ_MSG_MATCH_LOOSE,
        [WQ_MATCH_REGEX] = WQ_MSG_MATCH_REGEX,
    };
    if (match != WQ_MATCH_FOLDED)
        add_part(a, out, wq_message(names[match]));
    if (word)
        add_part(a, out, wq_message(WQ_MSG_MATCH_WORD));
}

/* How much a note says, as there is room. */
enum note { NOTE_LONG, NOTE_SHORT, NOTE_OFFER, NOTES };

/* What the line found so far; and whose name it is: of both only that, where there is room for one. */
static void add_found(const struct wq_app *a, enum note how, struct wq_buf *note)
{
    struct wq_buf found = WQ_BUF_INIT;
    struct wq_buf offer = WQ_BUF_INIT;

    wq_app_inside_offer_note(a, how != NOTE_LONG, &offer);
    if (how == NOTE_OFFER && offer.len) {
        add_part(a, note, offer.data);
        wq_buf_release(&offer);
        return;
    }

    if (a->prompt == WQ_PROMPT_FILTER && a->view.filtered)
        wq_message_addn(&found, WQ_MSG_FILTERED, a->list.count);
    else if (a->prompt == WQ_PROMPT_FIND && a->find.wrong.len)
        wq_buf_add(&found, a->find.wrong.data, a->find.wrong.len);
    else if (a->prompt == WQ_PROMPT_FIND && a->find.hits.len)
        wq_app_walk_note(a, &found);
    else if (a->prompt == WQ_PROMPT_FIND && a->find.folded)
        wq_message_addn(&found, WQ_MSG_HITS_FOLDED, a->find.folded);
    else if (a->prompt == WQ_PROMPT_FIND)
        wq_buf_adds(&found, wq_message(WQ_MSG_SEARCH_NO_HIT));
    if (found.len)
        add_part(a, note, found.data);
    if (offer.len)
        add_part(a, note, offer.data);
    wq_buf_release(&found);
    wq_buf_release(&offer);
}

/* Beside the line: how the query matches, where that is not the usual way, and what it found. */
static void make_note(const struct wq_app *a, enum note how, struct wq_buf *note)
{
    wq_buf_clear(note);
    if (a->message.len) { /* names that complete what was typed, or what is wrong */
        wq_buf_add(note, a->message.data, a->message.len);
        return;
    }
    if (a->prompt == WQ_PROMPT_MERGE)
        wq_app_merge_note(a, note);
    if (a->prompt != WQ_PROMPT_FIND && a->prompt != WQ_PROMPT_FILTER && a->prompt != WQ_PROMPT_LIBRARY)
        return;
    if (a->edit.text.len == 0 && a->match == WQ_MATCH_FOLDED)
        add_part(a, note, wq_message(WQ_MSG_MATCH_FOLDED));
    wq_app_match_note(a, a->match, a->word, note);
    if (a->edit.text.len == 0) /* where there is room, the key that changes it */
        add_part(a, note, "Tab");
    else if (a->quiet && a->prompt != WQ_PROMPT_LIBRARY)
        add_part(a, note, wq_message(WQ_MSG_SLOW_LINE));
    else
        add_found(a, how, note);
}

/* The longest note that fits; returns the columns it is to have, at most as many as there are. */
static int choose_note(const struct wq_app *a, const struct wq_frame *f, int most, struct wq_buf *note)
{
    for (int how = 0; how < NOTES; how++) {
        make_note(a, (enum note)how, note);
        int width = note->len ? wq_frame_measure(f, note->data, note->len, false) : 0;
        if (width <= most)
            return width;
    }
    make_note(a, NOTE_LONG, note);
    return most >= LEAST_NOTE ? most : 0;
}

/* The columns of a note beside what is typed: half the row, or more while that is short. */
static int note_room(int w, int label, int typed)
{
    int left = w - label - 2 - (typed + 1 > LEAST_ROOM ? typed + 1 : LEAST_ROOM);
    int half = w - label - w / 2 - 2 >= LEAST_ROOM ? w / 2 : 0;

    return left > half ? left : half;
}

void wq_app_prompt_draw(const struct wq_app *a, const struct wq_frame *f, int x, int w, int y)
{
    struct wq_buf note = WQ_BUF_INIT;
    struct typed t = lay_out(a);
    int used = draw_label(a, f, x, w, y);

    int beside = choose_note(a, f, note_room(w, used, t.width), &note);
    if (beside > 0) {
        wq_frame_text(f, x + w - beside, y, beside, note.data, note.len, false, WQ_ALIGN_END, WQ_STYLE_DIM);
        w -= beside + 2;
    }
    int room = w - used > 1 ? w - used : 1;
    if (t.width < room)
        draw_whole(f, x + used, y, &t);
    else
        draw_part(f, x + used, y, room, &t);
    f->grid->cursor_y = y;
    f->grid->cursor_shown = true;
    wq_para_free(t.para);
    wq_buf_release(&note);
}
