-- Another server process than the one that wrote these data: they may be a copy from before an invalidation.
-- KEYS name of the server process; generations of all
-- ARGV name of the server process that runs now
if redis.call('GET', KEYS[1]) == ARGV[1] then return 0 end
redis.call('DEL', KEYS[2])
redis.call('SET', KEYS[1], ARGV[1])
return 1
