/*
 * version.h: which version of Unicode's data text is folded and taken apart by, for what is kept on disk.
 */
#ifndef WARAQ_TEXT_VERSION_H
#define WARAQ_TEXT_VERSION_H

#include "waraq/base/buf.h"

/* Appends the versions of ICU and of Unicode as they are at run time, such as "72.1.0.0/15.0.0.0". */
void wq_text_version(struct wq_buf *out);

#endif
