/*
 * version.h: which version of ICU's data dates, numbers and names come from, for what is kept of them.
 */
#ifndef WARAQ_INTL_VERSION_H
#define WARAQ_INTL_VERSION_H

#include "waraq/base/buf.h"

/* Appends ICU's version of its data and that of CLDR in it. */
void wq_intl_version(struct wq_buf *out);

#endif
