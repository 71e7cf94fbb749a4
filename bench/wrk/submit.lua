-- Presses "submit" on one complete draft after the other, as a signed-in member does; each thread takes its own share
-- of the lines "id cookie csrf version" in the file MOVES.
local threads = {}
function setup(thread)
  thread:set("place", #threads)
  table.insert(threads, thread)
end

function init()
  requests, next_one, refused = {}, 0, 0
  local n = 0
  for line in io.lines(os.getenv("MOVES")) do
    if n % tonumber(os.getenv("THREADS")) == place then
      local id, cookie, csrf, version = line:match("^(%S+) (%S+) (%S+) (%S+)$")
      table.insert(requests, wrk.format("POST", "/applications/" .. id .. "/edit/review",
        { ["Cookie"] = cookie, ["Content-Type"] = "application/x-www-form-urlencoded" },
        "_version=" .. version .. "&declared=yes&_csrf=" .. csrf))
    end
    n = n + 1
  end
end

function request()
  next_one = next_one + 1
  if next_one >= #requests then wrk.thread:stop() end
  return requests[math.min(next_one, #requests)]
end

function response(status)
  if status ~= 302 then refused = refused + 1 end
end

function done(summary)
  local bad = 0
  for _, thread in ipairs(threads) do bad = bad + thread:get("refused") end
  io.write(string.format("moves %d refused %d seconds %.3f\n", summary.requests, bad, summary.duration / 1e6))
end
