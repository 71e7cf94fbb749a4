# What in migrations takes something away from, or refuses something to, nodes of the release before, or keeps them waiting
# while it is done: one line each, "file: what". Files are given as they will run; deploy-production.sh asks.
#
# It sees statements, not meanings: bodies of functions are not read, and SQL that is put together at run time is not seen.
# What concerns only tables, or functions, that these same files make is not told: no node knows them yet.

function name(text) { # the first name in it, without quotes and words before it
  sub(/^ +/, "", text)
  sub(/^(if (not )?exists |only )/, "", text)
  sub(/[^a-z0-9_."].*/, "", text)
  gsub(/"/, "", text)
  return text
}

function after(text, pattern) { # what follows the pattern; nothing where it is not there
  return match(text, pattern) ? substr(text, RSTART + RLENGTH) : ""
}

function tell(what) { told[++tells] = FILENAME_SHORT ": " what }

# Without comments, one blank between words, lower case; bodies of functions are left out, those of "do" are not: they run.
function plain(text,   out, rest, at, tag, body, end, before) {
  gsub(/--[^\n]*/, "", text)
  gsub(/[ \t\r\n]+/, " ", text)
  gsub(/\/\*[^*]*\*+([^\/*][^*]*\*+)*\//, "", text)
  text = tolower(text)
  out = ""
  while (match(text, /\$[a-z_]*\$/)) {
    before = substr(text, 1, RSTART - 1)
    tag = substr(text, RSTART, RLENGTH)
    rest = substr(text, RSTART + RLENGTH)
    end = index(rest, tag)
    if (end == 0) break
    body = substr(rest, 1, end - 1)
    out = out before
    if (before ~ /(^|;) ?do (language [a-z]+ )?$/) out = out "; " body " ;"
    text = substr(rest, end + length(tag))
  }
  return out text
}

function look(statement,   table, count, parts, i, what) {
  if (match(statement, /drop (table|column|schema|view|materialized view|function|procedure|sequence|type|domain|index|default)( |$)/)) {
    what = substr(statement, RSTART)
    table = name(after(what, "^drop (materialized view|[a-z]+) "))
    if (!(table in made)) tell(what)
  }
  if (statement ~ /^truncate |(^| )delete from /) {
    table = name(after(statement, "(^truncate( table)?|delete from) "))
    if (!(table in made)) tell("takes rows of " table " away")
  }
  if (statement ~ /create (or replace )?(constraint )?trigger /) {
    table = name(after(statement, " on "))
    if (!(table in made)) tell("trigger on " table)
  }
  if (statement ~ /create or replace (function|procedure) /) {
    table = name(after(statement, "create or replace (function|procedure) "))
    if (!(table in written)) tell("changes " table)
  }
  if (statement ~ /create (or replace )?(rule|policy) /) tell("rule or policy")
  if (statement ~ /(^| )revoke /) tell("revokes a right")
  if (statement ~ /create (unique )?index /) {
    table = name(after(statement, " on "))
    if (!(table in made) && statement ~ / unique index /) tell("refuses equal rows of " table)
    else if (!(table in made) && statement !~ / index concurrently /) tell("index on " table ", not concurrently")
  }
  if (statement ~ /(^| )update [a-z0-9_".]+ ([a-z0-9_]+ |as [a-z0-9_]+ )?set /) {
    table = name(after(statement, "(^| )update (only )?"))
    if (!(table in made)) tell("writes rows of " table)
  }
  if (statement ~ /^lock /) {
    table = name(after(statement, "^lock (table )?"))
    if (!(table in made)) tell("locks " table)
  }
  if (statement !~ /alter (table|view|type|domain|schema|function|sequence|index|materialized view) /) return
  table = name(after(statement, "alter (table|view|type|domain|schema|function|sequence|index|materialized view) "))
  if (table in made) return
  if (statement ~ / drop [^;]/ && statement !~ / drop (column|constraint|default|not null|expression|identity)( |$)/ && match(statement, / drop (if exists )?[a-z0-9_"]+/))
    tell("drop column " name(after(statement, " drop ")))
  if (statement ~ /alter table /) {
    # a node reads them in another order: the two wait for each other, and one of the readers is turned away
    if (!(FILENAME_SHORT in locked)) locked[FILENAME_SHORT] = table
    else if (locked[FILENAME_SHORT] != table) tell("locks " table " while it holds " locked[FILENAME_SHORT] ": a migration for each")
    if (table == "operations.job") tell("db-scheduler reads whatever columns operations.job has")
  }
  if (statement ~ / rename /) tell("renames in " table)
  if (statement ~ / set schema /) tell("moves " table)
  if (statement ~ / set not null/) tell("not null in " table)
  if (statement ~ / alter (column )?[a-z0-9_"]+ (set data )?type /) tell("another type in " table)
  if (statement ~ / add (constraint|check|unique|primary key|foreign key|exclude)/) tell("constraint on " table)
  if (statement ~ / (enable|force) row level security/) tell("rows of " table " hidden")
  if (statement ~ / attach partition /) tell("partition of " table)
  # the word "column" may be left out
  count = split(statement, parts, / add (column )?/)
  for (i = 2; i <= count; i++) {
    if (parts[i] ~ /^(constraint|check|unique|primary key|foreign key|exclude)/) continue
    if (parts[i] ~ / stored/ && parts[i] ~ /generated always as/) tell("writes " table " anew for a stored column")
    else if (parts[i] ~ / not null/ && parts[i] !~ / default / && parts[i] !~ / as identity/) tell("wants a value in " table)
    if (parts[i] ~ / default [^,]*(gen_random_uuid|clock_timestamp|random|nextval)/) tell("writes " table " anew for a default")
  }
}

BEGIN {
  for (file = 1; file < ARGC; file++) {
    text = ""
    while ((getline line < ARGV[file]) > 0) text = text line "\n"
    close(ARGV[file])
    count = split(plain(text), found, ";")
    for (i = 1; i <= count; i++) {
      statement = found[i]
      sub(/^ +/, "", statement)
      if (statement == "") continue
      all[++statements] = statement
      from[statements] = ARGV[file]
      if (statement ~ /^create (unlogged )?table /) made[name(after(statement, "^create (unlogged )?table "))] = 1
      if (statement ~ /^create (function|procedure) /) written[name(after(statement, "^create (function|procedure) "))] = 1
    }
  }
  for (s = 1; s <= statements; s++) {
    FILENAME_SHORT = from[s]
    sub(/.*\//, "", FILENAME_SHORT)
    look(all[s])
  }
  for (i = 1; i <= tells; i++) print told[i]
}
