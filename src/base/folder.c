#include "waraq/base/folder.h"

#include <stdlib.h>

static const struct {
    const char *variable;
    const char *usual; /* below HOME */
} folders[] = {
    [WQ_FOLDER_CACHE] = {"XDG_CACHE_HOME", ".cache"},
    [WQ_FOLDER_CONFIG] = {"XDG_CONFIG_HOME", ".config"},
    [WQ_FOLDER_DATA] = {"XDG_DATA_HOME", ".local/share"},
    [WQ_FOLDER_STATE] = {"XDG_STATE_HOME", ".local/state"},
};

enum wq_status wq_folder_add(enum wq_folder folder, struct wq_buf *out)
{
    const char *set = getenv(folders[folder].variable);
    const char *home = getenv("HOME");

    if (set && set[0] == '/') /* relative ones are invalid, and to be ignored */
        wq_buf_addf(out, "%s/waraq", set);
    else if (home && home[0] == '/')
        wq_buf_addf(out, "%s/%s/waraq", home, folders[folder].usual);
    else
        return WQ_ENOTFOUND;
    return WQ_OK;
}
