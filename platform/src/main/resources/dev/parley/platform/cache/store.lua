-- Stores what the holder of a lease has loaded, unless anything was invalidated since.
-- KEYS generations of all, of the tenant, of the owner; entry; lease
-- ARGV cache, shape, token, life ms, version or '', size, data
local generation = ARGV[2]
for i = 1, 3 do
  generation = generation .. (redis.call('HGET', KEYS[i], ARGV[1]) or '')
end
if redis.call('GET', KEYS[5]) ~= ARGV[3] .. generation then return 0 end
redis.call('DEL', KEYS[5])
local known = redis.call('HMGET', KEYS[4], 'generation', 'version')
if known[1] == generation and known[2] ~= '' and ARGV[5] ~= ''
    and tonumber(known[2]) > tonumber(ARGV[5]) then return 0 end
redis.call('DEL', KEYS[4])
redis.call('HSET', KEYS[4], 'generation', generation, 'version', ARGV[5], 'size', ARGV[6], 'data', ARGV[7])
redis.call('PEXPIRE', KEYS[4], ARGV[4])
for i = 1, 3 do
  if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[4]) then redis.call('PEXPIRE', KEYS[i], 2 * ARGV[4]) end
end
return 1
