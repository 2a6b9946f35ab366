/*
 * language.h: which language a text is in, from its letters.
 *
 * Urdu has ٹ ڈ ڑ ں ے, Pashto ټ ډ ړ ښ, Sindhi ڪ ٻ ڄ, Kurdish ە ڵ ێ: letters tell the languages of Arabic
 * script apart with a few words of text. Languages of Latin script are told by their commonest words.
 */
#ifndef WARAQ_DOC_LANGUAGE_H
#define WARAQ_DOC_LANGUAGE_H

#include <stddef.h>

/* ISO 639 code in static storage; "" when there is nothing to go by. Looks at the first 16 KiB. */
const char *wq_language_of(const char *s, size_t len);

#endif
