/*
 * buf.h: a growing run of bytes.
 *
 * data is always followed by a NUL that len does not count, so that it can be handed to C functions;
 * it may hold NULs itself. Embedded: wq_buf_init or WQ_BUF_INIT before use, wq_buf_release after.
 */
#ifndef WARAQ_BASE_BUF_H
#define WARAQ_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

struct wq_buf {
    char *data;
    size_t len; /* bytes */
    size_t cap;
};

#define WQ_BUF_INIT                                                                                          \
    {                                                                                                        \
        .data = NULL, .len = 0, .cap = 0                                                                     \
    }

void wq_buf_init(struct wq_buf *b);
void wq_buf_release(struct wq_buf *b);
/* Empties it and keeps its memory. */
void wq_buf_clear(struct wq_buf *b);
/* Makes room for more bytes behind len, and the NUL. */
void wq_buf_reserve(struct wq_buf *b, size_t more);
void wq_buf_add(struct wq_buf *b, const void *bytes, size_t len);
void wq_buf_adds(struct wq_buf *b, const char *s);
void wq_buf_addc(struct wq_buf *b, char c);
/* Adds one code point as UTF-8; what is no scalar value is added as U+FFFD. */
void wq_buf_addcp(struct wq_buf *b, uint32_t cp);
void wq_buf_addf(struct wq_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The bytes with their NUL, now the caller's to free(); the buffer is empty again. */
char *wq_buf_detach(struct wq_buf *b);

#endif
