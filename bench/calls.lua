-- Calls one tool over and over: the sessions in turn, with another item each time.
local sessions = {}
for line in io.lines(os.getenv("SESSIONS")) do sessions[#sessions + 1] = line end
local items = tonumber(os.getenv("ITEMS"))
local tool = os.getenv("TOOL")
local pause = tonumber(os.getenv("PAUSE"))
local words = { "hiking backpack", "two-person tent", "camping stove under 100", "warm sleeping bag", "trail shoes" }
local headers = { ["Content-Type"] = "application/json", ["X-API-Key"] = os.getenv("API_KEY") }
local n = os.time() % 1000
local run = os.time() .. "-" .. tostring(sessions):match("0x(%w+)")

local function arguments(session)
  if tool == "search_items" then
    return string.format('{"sessionId":"%s","query":"%s"}', session, words[n % #words + 1])
  end
  local key = ""
  if tool == "reserve_item" then key = string.format(',"idempotencyKey":"%s-%d"', run, n) end
  return string.format('{"sessionId":"%s","itemId":"item-%d"%s}', session, n * 7 % items, key)
end

function request()
  n = n + 1
  return wrk.format("POST", "/tools/" .. tool, headers, arguments(sessions[n % #sessions + 1]))
end

if pause > 0 then
  function delay() return pause end
end
