-- Which message a turn answers, and which run tries it again that failed.
ALTER TABLE turn ADD COLUMN message_seq bigint;
ALTER TABLE turn ADD COLUMN retried_by  uuid;
