-- Payments by wrk, a new txn_id each, and each answer read: wrk -t1 -c15 -d60s -s load-wrk.lua URL -- FIRST PAYMENTS
-- wrk tells no script which request an answer belongs to. So a txn_id has to be one that was sent and is not
-- answered yet; it is known by its last nine digits, the nine in front of them being those of FIRST.

local SUM = "200.00"
local CONNECTIONS = 15
local EXACT_DIGITS = 15
local ANSWER = '^<%?xml version="1%.0" encoding="UTF%-8"%?>%s*<response>%s*<txn_id>(%d+)</txn_id>%s*<prv_txn>(%d+)</prv_txn>%s*'
  .. "<sum>([%d.]+)</sum>%s*<result>(%d)</result>%s*<comment>[^<]*</comment>%s*</response>%s*$"

local high, low, left
local head, tail
local waiting, numbers = {}, {}

local right, wrong = 0, 0

function init(words)
  high, low, left = words[1]:sub(1, 9), tonumber(words[1]:sub(10)), tonumber(words[2])
  head = "GET /payment_app.cgi?command=pay&txn_id=" .. high
  tail = "&account=4957835959&sum=" .. SUM .. "&txn_date=20261124120000 HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: paycert\r\nAccept: */*\r\n\r\n"
end

function request()
  low = low + 1
  waiting[low] = true
  return head .. string.format("%09d", low) .. tail
end

local function is_right(status, body)
  if status ~= 200 then return false end
  local txn_id, prv_txn, sum, result = body:match(ANSWER)
  if not txn_id or #txn_id ~= 18 or txn_id:sub(1, 9) ~= high then return false end
  local payment = tonumber(txn_id:sub(10))
  -- A number is a smaller key than a text; longer ones it does not hold exactly.
  local number = #prv_txn <= EXACT_DIGITS and tonumber(prv_txn) or prv_txn
  if not waiting[payment] or numbers[number] or sum ~= SUM or result ~= "0" then return false end
  waiting[payment] = nil
  numbers[number] = true
  return true
end

-- wrk waits for the end of its duration, whatever its threads do: when all is done the script ends it.
local function tell()
  local unanswered = 0
  for _ in pairs(waiting) do unanswered = unanswered + 1 end
  -- One a connection is on its way, and what was answered wrong is counted already.
  io.write(string.format('{"sent": %d, "wrong": %d}\n', right + wrong, wrong + math.max(0, unanswered - CONNECTIONS - wrong)))
  io.flush()
  os.exit(0)
end

function response(status, _, body)
  if is_right(status, body) then
    right = right + 1
  else
    wrong = wrong + 1
  end
  left = left - 1
  if left <= 0 then tell() end
end

function done()
  io.stderr:write("wrk: the time was over before the payments were\n")
  os.exit(1)
end
