/*
 * base64.h: bytes as letters (RFC 4648, section 4, with padding).
 */
#ifndef WARAQ_BASE_BASE64_H
#define WARAQ_BASE_BASE64_H

#include "waraq/base/buf.h"

/* Appends 4 letters for every 3 bytes or what is left of them. */
void wq_base64_add(struct wq_buf *out, const void *bytes, size_t len);

#endif
