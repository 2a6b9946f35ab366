/*
 * file.h: small files of the user's, written so that nobody ever sees half of one.
 */
#ifndef WARAQ_BASE_FILE_H
#define WARAQ_BASE_FILE_H

#include "waraq/base/status.h"

#include <stddef.h>

/* Makes the folders above path that are missing, for nobody but the user (0700). */
enum wq_status wq_file_make_folders(const char *path, struct wq_error *err) WQ_MUST_CHECK;

/* Puts a new file (0600) in the place of path, whose folder must be there. What stood there stays if it
 * cannot be written whole. */
enum wq_status wq_file_replace(const char *path, const char *bytes, size_t len,
                               struct wq_error *err) WQ_MUST_CHECK;

#endif
