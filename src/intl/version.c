#include "waraq/intl/version.h"

#include <unicode/icudataver.h>
#include <unicode/ulocdata.h>

void wq_intl_version(struct wq_buf *out)
{
    UVersionInfo data = {0};
    UVersionInfo cldr = {0};
    UErrorCode e = U_ZERO_ERROR;

    u_getDataVersion(data, &e);
    e = U_ZERO_ERROR;
    ulocdata_getCLDRVersion(cldr, &e);
    wq_buf_addf(out, "%d.%d.%d.%d/%d.%d.%d.%d", data[0], data[1], data[2], data[3], cldr[0], cldr[1], cldr[2],
                cldr[3]);
}
