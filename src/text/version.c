#include "waraq/text/version.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

void wq_text_version(struct wq_buf *out)
{
    UVersionInfo icu;
    UVersionInfo unicode;

    u_getVersion(icu);
    u_getUnicodeVersion(unicode);
    wq_buf_addf(out, "%d.%d.%d.%d/%d.%d.%d.%d", icu[0], icu[1], icu[2], icu[3], unicode[0], unicode[1],
                unicode[2], unicode[3]);
}
