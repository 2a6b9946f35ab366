/*
 * clock.h: the time that only goes on, for how long something took or may take.
 */
#ifndef WARAQ_BASE_CLOCK_H
#define WARAQ_BASE_CLOCK_H

/* Milliseconds since some moment, which is the same while the machine is up. */
long wq_now_ms(void);

#endif
