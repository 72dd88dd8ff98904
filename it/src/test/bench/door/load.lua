-- wrk's requests: GET /message, a batch of 100 events, or any path; with a pause before each when a rate is asked for.
-- The last line of the output is for the benchmark: requests, seconds, failures, and percentiles in milliseconds.

local pause = 0

function init(args)
  pause = tonumber(args[2] or 0)
  if args[1] == "batch" then
    local event = '{"event_type":"order","data":{"item":"sword","price":9.5,"note":"' .. string.rep("x", 180) .. '"}}'
    wrk.method = "POST"
    wrk.path = "/v1/events"
    wrk.headers["Content-Type"] = "application/json"
    wrk.body = "[" .. event .. string.rep("," .. event, 99) .. "]"
  else
    wrk.path = args[1]
  end
  if pause > 0 then
    math.randomseed(os.time())
    delay = function() return math.floor(math.random() * 2 * pause + 0.5) end -- whole milliseconds, the mean is kept
  end
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %.6f %d %.3f %.3f %.3f\n",
    summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
