/* rows.h: rows of --format=json. Private to app. */
#ifndef WARAQ_SRC_APP_ROWS_H
#define WARAQ_SRC_APP_ROWS_H

#include "output.h"

#include <jansson.h>

/* A row that begins with the path: as it is if it is UTF-8, so that it can be opened; else with escapes,
 * and its bytes in base64 as path_bytes, which wq_row_add() puts last. */
json_t *wq_row_new(const char *path);

/* Writes the row as a line and frees it. */
void wq_row_add(struct wq_output *o, json_t *row);

#endif
