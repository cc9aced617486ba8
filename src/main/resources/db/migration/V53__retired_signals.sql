-- The signals that stood below one when it was retired. The import that retires it may move them elsewhere, and saved rules mean them still.
-- Null for those that were retired before this column was there: they stand for what is below their last path.
alter table signal add column below text[];
