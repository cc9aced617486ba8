-- Every delivery is written twice and read by an index of those that are owed: with the usual 20 % of a large table, vacuum would come so late
-- that claims wade through what has long been settled, and the planner would believe that nothing is owed when much is.
alter table delivery set (
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_analyze_scale_factor = 0.01,
    autovacuum_analyze_threshold = 5000);
