# From the start of the process to its first ready answer, as this portal's log tells; and its memory at rest.
log=$data/logs/portal.log
[ -f "$log" ] || log=/dev/null
took=$(grep -o 'process running for [0-9.]*' "$log" | tail -1 | grep -o '[0-9.]*' || true)
row "start to ready, s" "${took:-not in $log}" "" "" "<= 5" "$([ -n "$took" ] && holds "$took <= 5" || echo "?")"
