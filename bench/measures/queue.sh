# A reviewer's queue over few and over very many applications, in scratch databases on the same server: the portal's
# migrations of this module, filled by SQL, asked as the portal asks.
tasks=${TASKS:-1000000}

# p99 DATABASE QUERY: in milliseconds
p99() {
  rm -f "$work"/log.*
  (cd "$work" && pgbench -n -M prepared -c 1 -T "$seconds" -l --log-prefix=log -f "$OLDPWD/sql/queue-$2.sql" "$1" >/dev/null 2>&1)
  cut -d' ' -f3 "$work"/log.* | sort -n | awk '{a[NR] = $1} END {printf "%.2f", a[int(NR * 0.99 + 0.5)] / 1000}'
}

for size in 5000 "$tasks"; do
  sql -c "drop database if exists bench_queue_$size" -c "create database bench_queue_$size" 2>/dev/null
  for file in ../app/src/main/resources/db/migration/review/*.sql; do sql -d "bench_queue_$size" -f "$file"; done
  sql -d "bench_queue_$size" -v tasks="$size" -f sql/tasks.sql
done
for query in page counts; do
  few=$(p99 bench_queue_5000 "$query")
  many=$(p99 "bench_queue_$tasks" "$query")
  row "queue $query at $tasks applications, p99 ms" "$many" "$few at 5000" "$(ratio "$many" "$few")" "< 50 and <= 1.3" \
    "$(holds "$many < 50 && $many <= 1.3 * $few")"
done
for size in 5000 "$tasks"; do sql -c "drop database bench_queue_$size"; done
