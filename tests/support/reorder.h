/*
 * reorder.h: what a person sees of a row on a terminal that reorders it, by ICU.
 */
#ifndef WARAQ_TESTS_SUPPORT_REORDER_H
#define WARAQ_TESTS_SUPPORT_REORDER_H

#include "../../src/term/write.h"

#include <stdbool.h>
#include <stdint.h>

/* A terminal's doings. */
enum reorder {
    REORDER_NOT,    /* xterm; VTE after CSI 8 l */
    REORDER_LTR,    /* VTE: a row is a left-to-right paragraph */
    REORDER_STRONG, /* PuTTY: it runs as its first strong letter does */
};

/* seen: what stands in each of the width columns; 0 behind a wide character. Marks are not looked at, but for
 * embeddings among them. */
void reorder_row(enum reorder how, const struct wq_sent *sent, int width, uint32_t *seen);

#endif
