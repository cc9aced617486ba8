-- One row, which goes up in the transaction that changes the taxonomy. The sequence goes up before the change can be seen, so that a replica which
-- looked in between took the old signals for the new ones. Older replicas look at it still, hence a version is a number of the sequence.
create table taxonomy_state (
    id      boolean primary key default true check (id),
    version bigint  not null
);
insert into taxonomy_state (version) values (nextval('taxonomy_version'));
