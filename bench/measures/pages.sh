# Pages a second with one member's session, beside a bare controller behind the same sign-in. The bare one is measured
# before and after each page, as the machine may have other work.
cookie=$(sign_in "$number")
[ -n "$cookie" ] || fail "Sign-in of $number was refused"

ticks() { awk '{print $14 + $15}' "/proc/$portal/stat"; }

# rate PATH [HEADER]: pages a second, p99, errors, processor time of the portal for a page in microseconds. The last one
# is hardly touched by what else the machine does.
rate() {
  local before
  before=$(ticks)
  wrk -t2 -c"$connections" -d"${seconds}s" --latency -H "Cookie: $cookie" -H "${2:-X-Bench: 1}" "$base$1" | awk '
    /Requests\/sec/ {rate = $2} / 99%/ {p99 = $2} /Non-2xx/ {bad = $NF} /requests in/ {number = $1}
    END {printf "%s %s %s %s ", rate, p99, bad + 0, number}'
  awk -v a="$before" -v b="$(ticks)" 'BEGIN {print (b - a) * 10000}'
}

say "   warming up"
for path in /demo/bare /schemes / /applications /inbox /profile /schemes/S13 /schemes; do
  wrk -t2 -c"$connections" -d"${WARM:-20}s" -H "Cookie: $cookie" "$base$path" >/dev/null
done

read -r before _ _ times cost <<<"$(rate /demo/bare)"
bare_cost=$((cost / times))
for path in /schemes /schemes/S13 / /applications /inbox /profile; do
  read -r pages p99 bad times cost <<<"$(rate "$path")"
  row "processor time of $path, µs" "$((cost / times))" "bare $bare_cost" "$(ratio $((cost / times)) "$bare_cost")" "" ""
  read -r after _ _ times cost <<<"$(rate /demo/bare)"
  bare_cost=$((cost / times))
  bare=$(awk -v a="$before" -v b="$after" 'BEGIN {printf "%.0f", (a + b) / 2}')
  before=$after
  budget= met=
  if [ "$path" = /schemes ]; then
    budget=">= 4,500 and >= 0.60"
    met=$(holds "$pages >= 4500 && $pages >= 0.6 * $bare")
  fi
  [ "$bad" = 0 ] || met="no: $bad errors"
  row "pages/s $path (p99 $p99)" "$pages" "bare $bare" "$(ratio "$pages" "$bare")" "$budget" "$met"
done
read -r pages p99 bad times cost <<<"$(rate /schemes "Accept-Encoding: gzip")"
row "processor time of /schemes, compressed, µs" "$((cost / times))" "bare $bare_cost" "$(ratio $((cost / times)) "$bare_cost")" "" ""
row "pages/s /schemes, compressed (p99 $p99)" "$pages" "bare $before" "$(ratio "$pages" "$before")" "" ""

largest=0
for path in /schemes /schemes/S13 / /applications /inbox /profile '/applications/new?scheme=S13'; do
  size=$(curl -fsS -H "Cookie: $cookie" "$base$path" | wc -c)
  [ "$size" -le "$largest" ] || { largest=$size; where=$path; }
done
row "largest page after the first, KB ($where)" "$((largest / 1024))" "" "" "<= 100" "$(holds "$largest <= 102400")"
