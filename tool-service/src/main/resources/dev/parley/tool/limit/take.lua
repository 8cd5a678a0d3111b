-- Takes a call into all buckets, or into none. Each key holds when its bucket will be empty, in microseconds.
-- KEYS the buckets; ARGV for each: what a call takes, how far ahead of the clock calls may be
-- Gives 0, or the number of the bucket that is full for longest and the time to wait.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full, wait, filled = 0, 0, {}
for i, key in ipairs(KEYS) do
  filled[i] = math.max(tonumber(redis.call('GET', key) or now), now) + ARGV[2 * i - 1]
  local early = filled[i] - ARGV[2 * i] - now
  if early > wait then full, wait = i, early end
end
if full > 0 then return {full, wait} end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.0f', filled[i]), 'PX', math.ceil((filled[i] - now) / 1000))
end
return {0, 0}
