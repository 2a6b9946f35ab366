#include "waraq/base/base64.h"

void wq_base64_add(struct wq_buf *out, const void *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *from = bytes;

    for (size_t i = 0; i < len; i += 3) {
        uint32_t three = 0;
        size_t n = len - i < 3 ? len - i : 3;
        for (size_t k = 0; k < 3; k++)
            three = three << 8 | (k < n ? from[i + k] : 0U);
        for (size_t k = 0; k < 4; k++)
            wq_buf_addc(out, k <= n ? digits[three >> (18 - 6 * k) & 63] : '=');
    }
}
