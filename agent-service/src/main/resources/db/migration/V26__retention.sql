-- Whether nobody needs to wait for a run: it has ended, or it is so long ago that it was deleted since. Nothing is delivered that
-- late, so that one which is not there is not still to come; and nothing is deleted any sooner.
CREATE FUNCTION run_is_over(run_id uuid)
    RETURNS boolean
    LANGUAGE sql STABLE
AS
$$
SELECT coalesce((SELECT run.ended_at IS NOT NULL FROM run WHERE run.id = run_id),
                uuid_extract_timestamp(run_id) < now() - interval '9 days',
                false)
$$;
