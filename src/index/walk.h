/* walk.h: the files of a folder. Private to index. */
#ifndef WARAQ_SRC_INDEX_WALK_H
#define WARAQ_SRC_INDEX_WALK_H

#include "waraq/base/status.h"

#include <stddef.h>

/* Calls found(path, data) for every regular file below folder, in order of name, the files of a folder
 * before its subfolders' would come only by name. *unreadable counts subfolders that cannot be opened. */
enum wq_status wq_walk(const char *folder, void (*found)(const char *path, void *data), void *data,
                       size_t *unreadable, struct wq_error *err);

#endif
