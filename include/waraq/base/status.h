/*
 * status.h: what a function that can fail returns, and what went wrong in words.
 *
 * A function that can fail for a reason its caller must handle returns an enum wq_status: zero or
 * negative. The return value must be looked at. Where a sentence helps a person, the function also
 * fills an optional struct wq_error; lower rooms put no translated text there, only what the system
 * said and the path or name it was about. Malformed text is never an error: it becomes U+FFFD.
 */
#ifndef WARAQ_BASE_STATUS_H
#define WARAQ_BASE_STATUS_H

#include <stddef.h>

#define WQ_MUST_CHECK __attribute__((warn_unused_result))

enum wq_status {
    WQ_OK = 0,
    WQ_ESYS = -1,      /* a system call failed: error.sys holds errno */
    WQ_EENCODING = -2, /* the name of an encoding is not known */
    WQ_EBINARY = -3,   /* the file holds no text */
    WQ_ETYPE = -4,     /* neither a regular file nor a folder nor standard input */
    WQ_ELIBRARY = -5,  /* ICU or fribidi refused: error.what says which call */
    WQ_EUSAGE = -6,    /* a value given by the user is outside what is allowed */
    WQ_ENOTFOUND = -7, /* what was asked for by name does not exist */
    WQ_EPATTERN = -8,  /* a regular expression that is none: error.what says why, error.at where */
    WQ_ETIME = -9,     /* given up: it would take too long, or too much memory */
    WQ_EDAMAGED = -10, /* a file of ours is not what we wrote */
    WQ_ENEWER = -11,   /* a later version of waraq wrote it */
    WQ_EBUSY = -12,    /* another program holds it */
};

struct wq_error {
    enum wq_status status;
    int sys;        /* errno, when status is WQ_ESYS */
    size_t at;      /* code points of a pattern, from 1, when status is WQ_EPATTERN; else 0 */
    char what[256]; /* the path, name or call it was about; cut if longer; "" if nothing */
};

/* Fills *err (which may be NULL) and returns status, so that a caller can write
 * `return wq_fail(err, WQ_ETYPE, path);`. errno is kept for WQ_ESYS. */
enum wq_status wq_fail(struct wq_error *err, enum wq_status status, const char *what);

/* English for a status, for logs and tests; the interface has its own words. Static storage. */
const char *wq_status_name(enum wq_status status);

#endif
