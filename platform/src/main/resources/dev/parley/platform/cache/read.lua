-- Looks for an entry; on a miss takes the right to store it. One round trip for either.
-- KEYS generations of all, of the tenant, of the owner; entry; lease; fence
-- ARGV cache, shape, token, lease ms, new generation, life ms, stale ms, least version or ''
local generation, complete = ARGV[2], true
for i = 1, 3 do
  local id = redis.call('HGET', KEYS[i], ARGV[1])
  if id then generation = generation .. id else complete = false end
end
local stale
if complete then
  local entry = redis.call('HMGET', KEYS[4], 'generation', 'version', 'size', 'data')
  local fits = entry[1] == generation
      and (ARGV[8] == '' or (entry[2] ~= '' and tonumber(entry[2]) >= tonumber(ARGV[8])))
  if fits then
    local found = {'hit', entry[4], entry[3], entry[2]}
    if redis.call('PTTL', KEYS[4]) > tonumber(ARGV[7]) then return found end
    found[1] = 'stale'
    stale = found
  end
end
-- A writer is about to commit: what is read now may be old, so nobody may store it.
local now = redis.call('TIME')
if redis.call('ZCOUNT', KEYS[6], now[1] * 1000 + math.floor(now[2] / 1000), '+inf') > 0 then
  return {'fenced'}
end
if not complete then
  generation = ARGV[2]
  for i = 1, 3 do
    redis.call('HSETNX', KEYS[i], ARGV[1], ARGV[5])
    if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[6]) then
      redis.call('PEXPIRE', KEYS[i], 2 * ARGV[6])
    end
    generation = generation .. redis.call('HGET', KEYS[i], ARGV[1])
  end
end
-- A lease of an older generation can store nothing any more: no reason to wait for its holder.
local lease = redis.call('GET', KEYS[5])
if lease and string.sub(lease, #ARGV[3] + 1) == generation then return stale or {'busy'} end
redis.call('SET', KEYS[5], ARGV[3] .. generation, 'PX', ARGV[4])
return {'leased'}
