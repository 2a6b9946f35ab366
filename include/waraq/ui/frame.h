/*
 * frame.h: where panes stand, and drawing in a frame that may be mirrored.
 *
 * A frame is the grid without its leftmost column, which stays blank: some terminals need a cell there.
 * Its x counts from the side where reading starts, so that a mirrored screen needs no code of its own:
 * x 0 is the rightmost column of a mirrored screen, else the one behind the blank. Rows are the grid's.
 */
#ifndef WARAQ_UI_FRAME_H
#define WARAQ_UI_FRAME_H

#include "waraq/base/span.h"
#include "waraq/layout/para.h"
#include "waraq/ui/grid.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_frame {
    struct wq_grid *grid;
    struct wq_layout *layout;
    bool mirrored;
    bool ascii; /* lines and blocks are drawn with ASCII */
    /* For braille lines and screen readers, which read a row from its left end on: text stands in logical
     * order there, whichever way it runs. */
    bool linear;
};

/* Columns of the frame. */
int wq_frame_width(const struct wq_frame *f);

/* The column of the grid for x of the frame, and back. */
int wq_frame_column(const struct wq_frame *f, int x);
int wq_frame_x(const struct wq_frame *f, int column);

/* One character that is the same from both sides. */
void wq_frame_put(const struct wq_frame *f, int x, int y, uint32_t ch, enum wq_style style);
/* Gives w columns from x on a style. */
void wq_frame_style(const struct wq_frame *f, int x, int y, int w, enum wq_style style);

/* Where text stands in the columns it is given: at the side where its pane begins, or where it ends. */
enum wq_align { WQ_ALIGN_START, WQ_ALIGN_END };

/*
 * A line of a laid-out paragraph in the w columns from x on, at the left or right side of the screen
 * (right: its last column), indented by its own indent. base is added to the cells' offsets.
 */
void wq_frame_line(const struct wq_frame *f, int x, int y, int w, const struct wq_para *p,
                   const struct wq_line *line, bool right, size_t base, enum wq_style style);

/* Gives a style to those of the w columns from x on that show any part of the bytes in span. A change of
 * direction splits them by itself, since every cell knows what it stands for. */
void wq_frame_highlight(const struct wq_frame *f, int x, int y, int w, struct wq_span span,
                        enum wq_style style);

/* Makes the same cells lead where the grid's link does. */
void wq_frame_link(const struct wq_frame *f, int x, int y, int w, struct wq_span span, uint32_t link);

/* Puts the cursor on that of the w columns from x on which shows the byte at, if one does. */
void wq_frame_point(const struct wq_frame *f, int x, int y, int w, size_t at);

/*
 * One line of text in the w columns from x on; what does not fit is cut at a word, with an ellipsis.
 * Isolates in it work: it is the interface's own text, and what it quotes must have been cleaned.
 * Returns the columns it took.
 */
int wq_frame_text(const struct wq_frame *f, int x, int y, int w, const char *s, size_t len, bool rtl,
                  enum wq_align align, enum wq_style style);

/* The columns that text needs. */
int wq_frame_measure(const struct wq_frame *f, const char *s, size_t len, bool rtl);

#endif
