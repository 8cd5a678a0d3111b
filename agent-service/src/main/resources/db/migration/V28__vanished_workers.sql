-- A worker says every second that it is there. One that has not for five counts no longer as having free slots, which would keep
-- urgent runs from taking those of others for as long.
DO
$$
BEGIN
    EXECUTE replace(pg_get_functiondef('runs_to_preempt'::regproc), 'interval ''15 seconds''', 'interval ''5 seconds''');
    IF pg_get_functiondef('runs_to_preempt'::regproc) NOT LIKE '%interval ''5 seconds''%' THEN
        RAISE EXCEPTION 'runs_to_preempt is not what it was';
    END IF;
END
$$;
