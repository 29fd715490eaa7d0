/* queue: writers of one file take turns, in the order they came.
 *
 * Two byte locks on FILE-lock (open file description locks): whoever waits
 * for byte 1 holds byte 0, so the writer that just finished cannot overtake.
 * The kernel wakes the next one; a lock dies with its holder. */
#ifndef DB_QUEUE_H
#define DB_QUEUE_H

struct queue { int fd; };

/* Opens PATH-lock beside the desk; -1 with errno where it cannot be made. */
int queue_open(struct queue *q, const char *path);
void queue_close(struct queue *q);
/* Waits for the turn at most seconds; 0, or -1 when time ran out. */
int queue_enter(struct queue *q, int seconds);
void queue_leave(struct queue *q);

#endif
