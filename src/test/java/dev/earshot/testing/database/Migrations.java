package dev.earshot.testing.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Makes the schema in a database that no application runs on. */
public final class Migrations {
    private Migrations() {}

    /**
     * As the application does: Flyway's own lock is a transaction that {@code create index concurrently} would wait
     * for.
     */
    public static void run(String jdbcUrl, String user) {
        FluentConfiguration configuration = Flyway.configure().dataSource(jdbcUrl, user, "");
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        configuration.load().migrate();
    }
}
