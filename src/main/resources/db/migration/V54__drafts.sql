-- The draft of a conversation as its planner has changed it by hand, and the reply whose draft that was (null before the first). It holds until
-- there is a later reply, which goes on from it.
alter table conversation add column draft jsonb;
alter table conversation add column draft_of text;
