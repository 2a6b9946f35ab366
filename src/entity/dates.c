#include "finder.h"
void wq_take_dates(struct wq_finder *f)
{
    (void)f;
}
