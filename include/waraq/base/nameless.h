/*
 * nameless.h: a file without a name, which is gone when it is closed.
 */
#ifndef WARAQ_BASE_NAMELESS_H
#define WARAQ_BASE_NAMELESS_H

/* Empty, for reading and writing, in memory where that can be; -1 and errno. */
int wq_nameless_open(void);

#endif
