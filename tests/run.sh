#!/bin/sh
# run.sh TEST...: runs each test binary, shows what failed, and closes with the sum of all their tests.
# Tests print cmocka's lines or, where they count by themselves, 'N passed, N failed' as their last line.
set -u
passed=0
failed=0
log=$(mktemp) || exit 2
# What the program keeps is kept here, not among what whoever runs the tests keeps (fuzzers' corpora; the tests
# see to it themselves, tests/support/home.c).
home=$(mktemp -d) || exit 2
trap 'rm -rf "$log" "$home"' EXIT
export XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state" XDG_CONFIG_HOME="$home/config"
for t in "$@"; do
    start=$(date +%s)
    timeout 1200 "$t" >"$log" 2>&1 </dev/null
    code=$?
    ok=$(grep -c '^\[       OK \]' "$log")
    # cmocka names what failed a second time at the end.
    bad=$(sed -n '/^\[==========\] [0-9]* test(s) run/q; /^\[  FAILED  \]/p' "$log" | wc -l)
    plain=$(sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p' "$log" | tail -n 1)
    if [ -n "$plain" ]; then
        ok=$((ok + ${plain% *}))
        bad=$((bad + ${plain#* }))
    fi
    if [ "$code" -ne 0 ] || [ "$bad" -gt 0 ] || [ "$ok" -eq 0 ]; then
        [ "$bad" -gt 0 ] || bad=1
        echo "FAIL $t (exit $code)"
        grep -v -e '^\[ RUN  ' -e '^\[       OK' "$log" | tail -n 60
    else
        printf 'ok   %-58s %5d tests %4ds\n' "$t" "$ok" $(($(date +%s) - start))
    fi
    passed=$((passed + ok))
    failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
