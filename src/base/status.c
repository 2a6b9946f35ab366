#include "waraq/base/status.h"

#include <errno.h>
#include <stdio.h>

enum wq_status wq_fail(struct wq_error *err, enum wq_status status, const char *what)
{
    if (err) {
        err->status = status;
        err->at = 0;
        err->sys = status == WQ_ESYS ? errno : 0;
        snprintf(err->what, sizeof err->what, "%s", what ? what : "");
    }
    return status;
}

const char *wq_status_name(enum wq_status status)
{
    switch (status) {
    case WQ_OK: return "ok";
    case WQ_ESYS: return "system error";
    case WQ_EENCODING: return "unknown encoding";
    case WQ_EBINARY: return "not a text file";
    case WQ_ETYPE: return "neither a file nor a folder";
    case WQ_ELIBRARY: return "library error";
    case WQ_EUSAGE: return "value not allowed";
    case WQ_ENOTFOUND: return "not found";
    case WQ_EPATTERN: return "broken pattern";
    case WQ_ETIME: return "the search took too long and was given up";
    case WQ_EDAMAGED: return "the file is damaged";
    case WQ_ENEWER: return "the file is of a later version";
    case WQ_EBUSY: return "another program holds the file";
    }
    return "unknown status";
}
