/*
 * session.h: the reader at work in a terminal: an article to read, where one stands in it, and what the
 * terminal must be like when it is given back.
 */
#ifndef WARAQ_TESTS_SUPPORT_SESSION_H
#define WARAQ_TESTS_SUPPORT_SESSION_H

#include "pty.h"

enum { SESSION_PARAGRAPHS = 120 };

/* An article of paragraphs that run right to left and begin with P001, P002 and so on, in a file of the
 * scratch folder. Each is several lines long at any width up to 80. */
const char *session_article(void);

/* Starts the reader on that article and waits for its first paragraph. */
struct pty *session_start(const struct pty_how *how);

/* The same, scrolled to paragraph n, and nothing is to come any more. */
struct pty *session_read(const struct pty_how *how, int n);

/* The number of the first paragraph whose beginning is on the screen, and the row where it stands; 0: none.
 */
int session_top(struct pty *p, int *row);
/* Waits until that is n. */
void session_wait_top(struct pty *p, int n);
/* Waits till it is kept in pty_how.data that so much of an article was read, in thousandths. */
void session_wait_kept(struct pty *p, const char *data, int progress);

/* Writes on the screen behind the program's back, as a shell would while it is stopped. */
#define SESSION_SCRIBBLE "foo bar baz"
void session_scribble(struct pty *p);

/* The screen without its last row, which may tell what goes on in the background; the caller's. */
char *session_page(struct pty *p);
/* Until that is there again, and stays; frees it. */
void session_wait_page(struct pty *p, char *wanted);

/* A repaint changes nothing of what look tells, in lines; what it returns is freed. what: for the message. */
void session_check_repaint(struct pty *p, char *(*look)(struct pty *p), const char *what);

/* ^Z, and back: the terminal is given back meanwhile. */
void session_stop_and_go_on(struct pty *p);
/* Waits until nothing takes what it writes, and tells it to end: it does, and what it leaves gives all back.
 */
void session_end_blocked(struct pty *p);
/* q, and all is well. */
void session_quit(struct pty *p);
/* The same by Q, wherever one is. */
void session_quit_at_once(struct pty *p);

/* Everything that a full-screen program switches is off: alternate screen, paste, mouse, keypad, colours; no
 * link is open, the cursor is shown, the terminal reorders again, the tty is as it was. */
void assert_given_back(struct pty *p);
/* The screen is ours: what assert_given_back wants off is on. For terminals like xterm. */
void assert_taken_over(struct pty *p);

#endif
