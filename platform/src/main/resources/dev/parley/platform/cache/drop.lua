-- Drops an entry, or the generation that the entries of a group carry, and tells every process.
-- KEYS fence; what to delete
-- ARGV channel, message, field or '' for whole keys, token of a fence or '', fence ms or 0 to take it down
if ARGV[4] ~= '' then
  if ARGV[5] == '0' then
    redis.call('ZREM', KEYS[1], ARGV[4])
  else
    local now = redis.call('TIME')
    -- Without memory for a fence the drop after the commit still holds, only a crash before it is not covered.
    redis.pcall('ZADD', KEYS[1], now[1] * 1000 + math.floor(now[2] / 1000) + ARGV[5], ARGV[4])
    redis.call('PEXPIRE', KEYS[1], ARGV[5])
  end
end
for i = 2, #KEYS do
  if ARGV[3] == '' then redis.call('DEL', KEYS[i]) else redis.call('HDEL', KEYS[i], ARGV[3]) end
end
redis.call('PUBLISH', ARGV[1], ARGV[2])
return 1
