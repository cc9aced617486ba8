-- Each call says when its visit was last seen. Without that moment in an index the row is updated in place, and finding a session does not wade
-- through the entries of all the calls before. What fell silent is among what began long ago and is open still.
drop index session_open;
create index session_unclosed on session (started_at) where status = 'OPEN';
drop index session_past;
create index session_closed on session (closed_at) where status <> 'OPEN';
