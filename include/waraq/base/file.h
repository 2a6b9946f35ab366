/*
 * file.h: writing a file so that whoever reads it sees the old one or the new one, and never a part.
 */
#ifndef WARAQ_BASE_FILE_H
#define WARAQ_BASE_FILE_H

#include "waraq/base/status.h"

#include <stddef.h>

/* Makes the folders above path that are missing, for the user alone (0700). WQ_ESYS. */
enum wq_status wq_file_make_folders(const char *path, struct wq_error *err) WQ_MUST_CHECK;

enum {
    WQ_FILE_PRIVATE = 1 << 0, /* for the user alone (0600); else as the umask says, or as the old file was */
    WQ_FILE_NEW = 1 << 1,     /* nothing is replaced: WQ_ESYS with EEXIST where the name is taken */
};

/* Writes the bytes beside path and moves them there once they are on the disk. A link is replaced, not
 * followed. WQ_ESYS; then path is as it was. */
enum wq_status wq_file_write(const char *path, const void *bytes, size_t len, unsigned flags,
                             struct wq_error *err) WQ_MUST_CHECK;

#endif
