package dev.earshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Surroundings;
import io.netty.channel.ChannelConfig;
import io.netty.channel.socket.nio.NioChannelOption;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Idle connections to Postgres whose path is broken end within half a minute, on both ends. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class KeepAliveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Pool shared;

    @Inject
    SqlClients clients;

    @Test
    void the_kernel_probes_an_idle_connection_of_every_pool_after_seconds() {
        for (Pool pool : pools()) {
            SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
            SqlConnectionInternal inner = (SqlConnectionInternal) connection.getDelegate();
            ChannelConfig config = ((SocketConnectionBase) inner.unwrap().unwrap())
                    .socket()
                    .channelHandlerContext()
                    .channel()
                    .config();
            ConnectionWatchdog.KEEP_ALIVE.forEach((option, value) ->
                    assertThat(config.getOption(NioChannelOption.of(option))).isEqualTo(value));
            connection.close().await().atMost(PATIENCE);
        }
    }

    @Test
    void so_does_postgres_and_it_gives_up_what_is_never_acknowledged() {
        for (Pool pool : pools()) {
            assertThat(Map.of(
                            "tcp_keepalives_idle", "15",
                            "tcp_keepalives_interval", "5",
                            "tcp_keepalives_count", "3",
                            "tcp_user_timeout", "30s|30000"))
                    .allSatisfy((setting, value) -> assertThat(pool.query("show " + setting)
                                    .execute()
                                    .await()
                                    .atMost(PATIENCE)
                                    .iterator()
                                    .next()
                                    .getString(0))
                            .as(setting)
                            .matches(value));
        }
    }

    private List<Pool> pools() {
        return List.of(shared, clients.patient());
    }
}
