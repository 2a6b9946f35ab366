/*
 * forms.h: Arabic presentation forms. Private to layout.
 *
 * A form is two bits: joined to the letter before, joined to the letter after. That is the order of
 * Unicode's blocks too: isolated, final, initial, medial.
 */
#ifndef WARAQ_SRC_LAYOUT_FORMS_H
#define WARAQ_SRC_LAYOUT_FORMS_H

#include <stdbool.h>
#include <stdint.h>

enum { WQ_FORM_BEFORE = 1, WQ_FORM_AFTER = 2 };

/* False for what the functions below give back as it is. */
static inline bool wq_form_concerns(uint32_t letter)
{
    return letter >= 0x0621 && letter <= 0x0768;
}

/* A letter without forms of its own is drawn as another one and a mark: *mark becomes that mark, or 0. */
uint32_t wq_form_substitute(uint32_t letter, uint32_t *mark);

/* The presentation form of a letter; the letter itself where there is none. */
uint32_t wq_form_of(uint32_t letter, unsigned form);

/* Both at once: what a letter is drawn as in this form, and with which mark. */
uint32_t wq_form_draw(uint32_t letter, unsigned form, uint32_t *mark);

/* Lam-alef for this alef, final if the lam is joined to the letter before; 0 if it makes none. */
uint32_t wq_form_lam_alef(uint32_t alef, unsigned lam_form);

/* The composite of a letter and a hamza or madda mark where that has forms (U+06C2 has not), or 0. */
uint32_t wq_form_compose(uint32_t letter, uint32_t mark);

#endif
