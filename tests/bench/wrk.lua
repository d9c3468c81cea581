-- Sends one request again and again, with one body after the other; at the end writes what was measured as one line of JSON.
-- BENCH_REQUEST names a file: the method, the path, header lines, an empty line, the bodies, one a line.

local file = assert(io.open(os.getenv("BENCH_REQUEST"), "rb"))
wrk.method = file:read("*l")
wrk.path = file:read("*l")
for line in file:lines() do
   if line == "" then break end
   local name, value = line:match("^([^:]+): (.*)$")
   wrk.headers[name] = value
end
local bodies = {}
for line in file:lines() do bodies[#bodies + 1] = line end
wrk.body = bodies[1]
file:close()

-- Readers are many, and each may have only so much computed: every request comes from the next of them, as a proxy says it.
local readers = 4096
local requests = {}
if wrk.headers["X-Forwarded-For"] then
   function init()
      for reader = 1, readers do
         wrk.headers["X-Forwarded-For"] = string.format("10.1.%d.%d", math.floor(reader / 256), reader % 256)
         if #bodies > 0 then wrk.body = bodies[(reader - 1) % #bodies + 1] end
         requests[reader] = wrk.format()
      end
   end

   local reader = 0
   function request()
      reader = reader % readers + 1
      return requests[reader]
   end
end

function done(summary, latency, requests)
   local e = summary.errors
   io.write(string.format(
      '\nBENCH {"requests": %d, "microseconds": %d, "p50_us": %d, "p95_us": %d, "p99_us": %d, "socket_errors": %d, "status_errors": %d}\n',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99),
      e.connect + e.read + e.write + e.timeout, e.status))
end
