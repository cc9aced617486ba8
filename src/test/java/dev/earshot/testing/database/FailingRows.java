package dev.earshot.testing.database;

import io.vertx.mutiny.sqlclient.Pool;

/** Rows that can't be written for a while, as if there were no room for them. */
public final class FailingRows implements AutoCloseable {
    private static final String NAME = "failing_rows";

    private final Pool pool;
    private final String table;

    /**
     * @param event {@code insert}, {@code update} or {@code delete}
     * @param condition which rows: in SQL, of {@code new} or {@code old}
     */
    public FailingRows(Pool pool, String event, String table, String condition) {
        this.pool = pool;
        this.table = table;
        run("create or replace function " + NAME + "() returns trigger language plpgsql"
                + " as 'begin raise exception ''This row fails'' using errcode = ''53100''; end'");
        run("create trigger %1$s before %2$s on %3$s for each row when (%4$s) execute function %1$s()"
                .formatted(NAME, event, table, condition));
    }

    @Override
    public void close() {
        run("drop trigger " + NAME + " on " + table);
        run("drop function " + NAME);
    }

    private void run(String sql) {
        pool.query(sql).executeAndAwait();
    }
}
