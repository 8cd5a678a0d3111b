-- Puts a newer version in the place of an older one. Where nothing of a known version is, nothing is
-- stored: an older writer that comes late could otherwise not be told from a newer one.
-- KEYS generations of all, of the tenant, of the owner; entry; lease
-- ARGV cache, shape, channel, message, life ms, version, size, data
redis.call('DEL', KEYS[5])
redis.call('PUBLISH', ARGV[3], ARGV[4])
local generation = ARGV[2]
for i = 1, 3 do
  generation = generation .. (redis.call('HGET', KEYS[i], ARGV[1]) or '')
end
local known = redis.call('HMGET', KEYS[4], 'generation', 'version')
if known[1] ~= generation or known[2] == '' then
  redis.call('DEL', KEYS[4])
  return 0
end
if tonumber(known[2]) >= tonumber(ARGV[6]) then return 0 end
redis.call('HSET', KEYS[4], 'version', ARGV[6], 'size', ARGV[7], 'data', ARGV[8])
redis.call('PEXPIRE', KEYS[4], ARGV[5])
return 1
