/*
 * folder.h: where a user's files belong (XDG Base Directory Specification 0.8).
 */
#ifndef WARAQ_BASE_FOLDER_H
#define WARAQ_BASE_FOLDER_H

#include "waraq/base/buf.h"
#include "waraq/base/status.h"

enum wq_folder {
    WQ_FOLDER_CACHE,  /* what can be made anew */
    WQ_FOLDER_CONFIG, /* what the user wrote */
    WQ_FOLDER_DATA,   /* what the user wants to keep */
    WQ_FOLDER_STATE,  /* what a session leaves for the next */
};

/* Appends the folder of waraq's own for them, absolute, without a slash at its end; it need not exist.
 * WQ_ENOTFOUND: neither the XDG variable nor HOME is an absolute path; nothing is appended. */
enum wq_status wq_folder_add(enum wq_folder folder, struct wq_buf *out) WQ_MUST_CHECK;

#endif
