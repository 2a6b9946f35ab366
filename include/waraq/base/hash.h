/*
 * hash.h: a number for some bytes, to tell them from others.
 *
 * Nothing here withstands somebody who wants two things to look alike: it tells accidents. Hashes are kept in
 * files, so what it makes of some bytes never changes (on machines of one byte order).
 */
#ifndef WARAQ_BASE_HASH_H
#define WARAQ_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t wq_hash(const void *bytes, size_t len, uint64_t seed);

#endif
