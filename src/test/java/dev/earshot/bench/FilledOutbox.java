package dev.earshot.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The outbox of a running application, filled with deliveries, and what its statements take there. */
final class FilledOutbox implements AutoCloseable {
    private static final int CLAIMED = 250;

    private final Connection database;

    FilledOutbox(Connection database) throws SQLException {
        this.database = database;
        execute("set enable_seqscan = off");
    }

    Statement statement() throws SQLException {
        return database.createStatement();
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    /** Ten deliveries for each customer, pending for a while. */
    void fill(String status, int rows) throws SQLException {
        int customers = rows / 10;
        execute("""
                insert into delivery (customer_id, id, kind, event_id, body, status, created_at, settled_at)
                select 'fill_' || n %% %d, 'dlv_%s_' || n, 'ai_item_saved', 'evt_%s_' || n,
                  '{"item_id": "tent-1", "item_type": "outdoor > tents"}', '%s', now() - interval '1 hour',
                  case when '%s' = 'PENDING' then null else now() end
                from generate_series(1, %d) n""".formatted(customers, status, status, status, status, rows));
        if (status.equals("PENDING")) {
            execute("""
                    insert into lane (customer_id, last_seq, due_at)
                    select customer_id, max(seq), now() - random() * interval '1 hour' from delivery
                    where status = 'PENDING' and customer_id like 'fill_%' group by customer_id""");
        }
    }

    /** Medians in milliseconds. */
    record Claim(double lease, double read) {}

    /** The two statements of a claim, undone each time. */
    Claim claim() throws SQLException {
        String customers;
        try (ResultSet some = database.createStatement()
                .executeQuery("select array_agg(customer_id)::text from (select customer_id from lane"
                        + " where due_at <= now() order by due_at limit " + CLAIMED + ") l")) {
            some.next();
            customers = some.getString(1);
        }
        execute("prepare claiming as "
                + MeasuredStatement.of("outbox.dispatch.LaneClaims", "LEASE_OWN")
                        .replace("and not exists (select from paused_destination where destination = $5)", ""));
        execute("prepare reading as " + MeasuredStatement.of("outbox.dispatch.LaneClaims", "READ"));
        String lease =
                "execute claiming('bench', now(), now() + interval '1 minute', %d, 'netmera')".formatted(CLAIMED);
        String read = "execute reading('%s', 10, 'netmera')".formatted(customers);
        List<Long> leases = new ArrayList<>();
        List<Long> reads = new ArrayList<>();
        database.setAutoCommit(false);
        for (int i = 0; i < 40; i++) {
            leases.add(nanos(lease));
            reads.add(nanos(read));
            database.rollback();
        }
        explain(lease);
        explain(read);
        database.rollback();
        database.setAutoCommit(true);
        execute("deallocate all");
        return new Claim(median(leases), median(reads));
    }

    /** What operators look at: the latest of all, of those with one status, of one customer. */
    void listing() throws SQLException {
        for (String which : List.of("true", "status = 'PENDING'", "status = 'REJECTED'", "customer_id = 'fill_7'")) {
            String list = "select * from delivery where " + which + " order by seq desc limit 50";
            System.out.printf("  listing where %s %.1f ms%n", which, millis(list));
            explain(list);
        }
    }

    long postmaster() throws SQLException {
        return ProcessHandle.of(number("select pg_backend_pid()"))
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .pid();
    }

    private void explain(String sql) throws SQLException {
        try (ResultSet plan = database.createStatement().executeQuery("explain (analyze, costs off, buffers) " + sql)) {
            while (plan.next()) {
                System.out.println("    " + plan.getString(1));
            }
        }
    }

    double millis(String sql) throws SQLException {
        return nanos(sql) / 1e6;
    }

    private long nanos(String sql) throws SQLException {
        long start = System.nanoTime();
        execute(sql);
        return System.nanoTime() - start;
    }

    private static double median(List<Long> nanos) {
        return SteadyLoad.at(nanos.stream().sorted().toList(), 0.5);
    }

    long number(String sql) throws SQLException {
        try (ResultSet row = database.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
