/*
 * messages.h: sentences of the interface. Private to app.
 *
 * Every argument is put between U+2068 and U+2069, so that it does not mix with the sentence around it:
 * `]e` would show as `e[`. What is quoted is cleaned of controls first.
 */
#ifndef WARAQ_SRC_APP_MESSAGES_H
#define WARAQ_SRC_APP_MESSAGES_H

#include "waraq/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum wq_message {
#define MESSAGE(id, key, english) WQ_MSG_##id,
#include "messages.def"
#undef MESSAGE
};

struct wq_argument {
    const char *name;
    const char *text;
};

/* A message without arguments; static storage. */
const char *wq_message(enum wq_message id);

/* Appends the message with its arguments; the list ends with a NULL name. */
void wq_message_add(struct wq_buf *out, enum wq_message id, const struct wq_argument *args);
/* The same with one argument. */
void wq_message_add1(struct wq_buf *out, enum wq_message id, const char *name, const char *text);
/* The same with a number for {n}. */
void wq_message_addn(struct wq_buf *out, enum wq_message id, size_t n);

/* Appends what parts two notes of one row, if out has something already; ascii: in ASCII. */
void wq_message_part(struct wq_buf *out, bool ascii);

/* A number as people write it: 1,781. */
void wq_number_add(struct wq_buf *out, size_t n);

/* The English name of a language code, or the code. */
const char *wq_language_name(const char *code);
/* The code of the language whose code, English or own name s[0, len) is, into code; "" if it is none. */
void wq_language_named(const char *s, size_t len, char *code, size_t size);

#endif
