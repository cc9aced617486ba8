-- What a reply did and said of it ({"text": …, "metadata": …}), written in the transaction that did it; and what it takes, beside its text and
-- metadata, to say a reply again in the same pieces once its log is gone.
alter table message add column effect jsonb;
alter table message add column replay jsonb;
-- The planner whose reply it is, so that those that run can be counted. Replies that were made before have none.
alter table message add column owner text;
