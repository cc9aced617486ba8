package dev.earshot.postgres.migration;

import dev.earshot.postgres.DatabaseCheck;
import dev.earshot.postgres.DatabaseFailure;
import dev.earshot.postgres.SqlClients;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Migrates the database's schema before anything else happens, once however many replicas start together (Flyway has
 * them queue).
 *
 * <p>Without a database, or while another transaction is in the way, this replica is alive and not ready, and retries:
 * the order in which things start does not matter. A faulty migration ends the start.
 */
@Singleton
@Readiness
class SchemaMigration implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(SchemaMigration.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final int FIRST = 1;
    private static final int FAULTY = 1;

    private final Flyway flyway;
    private final DatabaseCheck check;
    private final Vertx vertx;
    private final Scheduler schedules;
    private volatile boolean current;

    SchemaMigration(Flyway flyway, SqlClients clients, DatabaseCheck check, Vertx vertx, Scheduler schedules) {
        this.flyway = onItsOwnConnections(flyway, clients);
        this.check = check;
        this.vertx = vertx;
        this.schedules = schedules;
    }

    /** Connections that close after the migration: Quarkus' JDBC pool, which would keep them, stays empty. */
    private static Flyway onItsOwnConnections(Flyway flyway, SqlClients clients) {
        return Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(clients.migrations())
                .load();
    }

    void atStart(@Observes @Priority(FIRST) StartupEvent started) {
        try {
            migrate();
        } catch (PreventFurtherStepsException e) {
            end(e);
            throw e;
        } catch (RuntimeException e) {
            waitFor(e);
        }
    }

    private void migrate() {
        try {
            check.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        flyway.migrate();
        current = true;
        schedules.resume();
    }

    private void waitFor(RuntimeException failure) {
        String reason = passing(failure).orElseThrow(() -> failure);
        LOG.warnf("The schema could not be migrated yet, will retry: %s", reason);
        vertx.setTimer(TRY_AGAIN.toMillis(), timer -> vertx.executeBlocking(this::tryAgain, false));
    }

    private Void tryAgain() {
        try {
            migrate();
            LOG.info("The schema is up to date");
        } catch (PreventFurtherStepsException e) {
            end(e);
        } catch (RuntimeException e) {
            if (passing(e).isEmpty()) {
                LOG.error("The schema could not be migrated", e);
                Quarkus.asyncExit(FAULTY);
            } else {
                waitFor(e);
            }
        }
        return null;
    }

    private static void end(PreventFurtherStepsException why) {
        LOG.error(why.getMessage());
        Quarkus.asyncExit(why.getExitCode());
    }

    /** The obstacle, if it may pass. The pool names no state when it waited for a connection in vain. */
    private static Optional<String> passing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (sql.getSQLState() == null || DatabaseFailure.isPassing(sql.getSQLState()))) {
                return Optional.of(
                        String.valueOf(sql.getMessage()).lines().findFirst().orElse(""));
            }
        }
        return Optional.empty();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Schema").status(current).build();
    }
}
