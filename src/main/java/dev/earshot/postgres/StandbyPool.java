package dev.earshot.postgres;

import dev.earshot.postgres.Standby.Use;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads on a standby while it is in use; what the standby fails to read, the primary reads. */
final class StandbyPool extends RetryingPool {
    private final Pool primary;
    private final StandbyState state;

    StandbyPool(io.vertx.sqlclient.Pool standby, Pool primary, StandbyState state) {
        super(standby);
        this.primary = primary;
        this.state = state;
    }

    /** Makes the two pools for reading; without {@code EARSHOT_DB_READ} they are those of the primary. */
    @Singleton
    static final class Producer {
        private final Pool primary;
        private final SqlClients clients;
        private final StandbyState state;

        Producer(Pool primary, SqlClients clients, StandbyState state) {
            this.primary = primary;
            this.clients = clients;
            this.state = state;
        }

        @Produces
        @Singleton
        @Standby(Use.REQUESTS)
        Pool requests() {
            return pool(Use.REQUESTS, primary);
        }

        @Produces
        @Singleton
        @Standby(Use.REPORTS)
        Pool reports() {
            return pool(Use.REPORTS, clients.patient());
        }

        private Pool pool(Use use, Pool ofPrimary) {
            return clients.standby(use)
                    .<Pool>map(standby -> new StandbyPool(standby, ofPrimary, state))
                    .orElse(ofPrimary);
        }
    }

    @Override
    public <T> Uni<T> withConnection(Function<SqlConnection, Uni<T>> work) {
        return read(super.withConnection(work), () -> primary.withConnection(work));
    }

    @Override
    public <T> Uni<T> withTransaction(Function<SqlConnection, Uni<T>> work) {
        return read(super.withTransaction(work), () -> primary.withTransaction(work));
    }

    private <T> Uni<T> read(Uni<T> onStandby, Supplier<Uni<T>> onPrimary) {
        return Uni.createFrom()
                .deferred(() -> state.isInUse()
                        ? onStandby.onFailure(DatabaseFailure::isOfStandby).recoverWithUni(failure -> {
                            state.failed(failure);
                            return onPrimary.get();
                        })
                        : onPrimary.get());
    }
}
