# Finding what looks like a page among very many, in a scratch database on the same server: the portal's migrations of
# this module, filled by SQL, asked as the portal asks. Each page asked for is there with two bits changed.
pages=${PAGES:-1000000}
sql -c "drop database if exists bench_looks" -c "create database bench_looks" 2>/dev/null
for file in ../app/src/main/resources/db/migration/documents/*.sql; do sql -d bench_looks -f "$file"; done
sql -d bench_looks -v pages="$pages" -f sql/looks.sql
rm -f "$work"/log.*
(cd "$work" && pgbench -n -M prepared -c 1 -T "$seconds" -l --log-prefix=log -f "$OLDPWD/sql/looks-near.sql" bench_looks >/dev/null 2>&1)
p99=$(cut -d' ' -f3 "$work"/log.* | sort -n | awk '{a[NR] = $1} END {printf "%.2f", a[int(NR * 0.99 + 0.5)] / 1000}')
mean=$(cut -d' ' -f3 "$work"/log.* | awk '{sum += $1} END {printf "%.2f", sum / NR / 1000}')
row "look-alike among $pages pages, p99 ms" "$p99" "$mean mean" "" "< 50" "$(holds "$p99 < 50")"
sql -c "drop database bench_looks"
