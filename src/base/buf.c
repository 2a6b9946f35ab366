#include "waraq/base/buf.h"

#include "waraq/base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void wq_buf_init(struct wq_buf *b)
{
    *b = (struct wq_buf)WQ_BUF_INIT;
}

void wq_buf_release(struct wq_buf *b)
{
    free(b->data);
    wq_buf_init(b);
}

void wq_buf_clear(struct wq_buf *b)
{
    b->len = 0;
    if (b->data)
        b->data[0] = '\0';
}

void wq_buf_reserve(struct wq_buf *b, size_t more)
{
    size_t need = b->len + more + 1;
    if (need <= b->cap)
        return;
    size_t cap = b->cap ? b->cap + b->cap / 2 : 64;
    b->cap = cap > need ? cap : need;
    b->data = wq_realloc(b->data, b->cap);
}

void wq_buf_add(struct wq_buf *b, const void *bytes, size_t len)
{
    wq_buf_reserve(b, len);
    if (len)
        memcpy(b->data + b->len, bytes, len);
    b->len += len;
    b->data[b->len] = '\0';
}

void wq_buf_adds(struct wq_buf *b, const char *s)
{
    wq_buf_add(b, s, strlen(s));
}

void wq_buf_addc(struct wq_buf *b, char c)
{
    wq_buf_reserve(b, 1);
    b->data[b->len++] = c;
    b->data[b->len] = '\0';
}

void wq_buf_addcp(struct wq_buf *b, uint32_t cp)
{
    wq_buf_reserve(b, 4);
    unsigned char *u = (unsigned char *)b->data + b->len;
    size_t n;

    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    if (cp < 0x80) {
        u[0] = (unsigned char)cp;
        n = 1;
    } else if (cp < 0x800) {
        u[0] = (unsigned char)(0xC0 | cp >> 6);
        u[1] = (unsigned char)(0x80 | (cp & 0x3F));
        n = 2;
    } else if (cp < 0x10000) {
        u[0] = (unsigned char)(0xE0 | cp >> 12);
        u[1] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
        u[2] = (unsigned char)(0x80 | (cp & 0x3F));
        n = 3;
    } else {
        u[0] = (unsigned char)(0xF0 | cp >> 18);
        u[1] = (unsigned char)(0x80 | (cp >> 12 & 0x3F));
        u[2] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
        u[3] = (unsigned char)(0x80 | (cp & 0x3F));
        n = 4;
    }
    u[n] = '\0';
    b->len += n;
}

void wq_buf_addf(struct wq_buf *b, const char *format, ...)
{
    va_list args;
    va_list again;

    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0) {
        wq_buf_reserve(b, (size_t)n);
        vsnprintf(b->data + b->len, (size_t)n + 1, format, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

char *wq_buf_detach(struct wq_buf *b)
{
    wq_buf_reserve(b, 0);
    b->data[b->len] = '\0';
    char *data = b->data;
    wq_buf_init(b);
    return data;
}
