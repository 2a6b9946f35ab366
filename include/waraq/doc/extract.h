/*
 * extract.h: an article's text, or a part of it, for other programs: in logical order, as it was written.
 *
 * Lines that were broken at a column flow again, and blanks around a paragraph are left out. Paragraphs are
 * parted as in the source: by a line end, or by an empty line where there was any. Controls that are no text
 * are left out, since they would act on a terminal where it is pasted; all else stays, joiners and marks of
 * direction too.
 */
#ifndef WARAQ_DOC_EXTRACT_H
#define WARAQ_DOC_EXTRACT_H

#include "waraq/base/buf.h"
#include "waraq/doc/article.h"

/* Appends what of the article's text lies in span; without furniture unless it is asked for, then without the
 * empty lines that stood around it. No line end behind the last paragraph. */
void wq_article_extract(const struct wq_article *a, struct wq_span span, bool furniture, struct wq_buf *out);

/* Letters, digits and signs in s[0, len) as people count them: marks and what is not seen belong to what they
 * stand on. */
size_t wq_letters_in(struct wq_props *props, const char *s, size_t len);

#endif
