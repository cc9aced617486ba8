package dev.earshot.testing;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.sandbox.TokenIssuer;
import dev.earshot.testing.stub.BackendStub;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import dev.earshot.testing.stub.WebhookStub;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * What the application under test finds around it: a database of its own on a real Postgres, and stubs of both vendors
 * on real ports.
 *
 * <p>Postgres is the embedded one, shared by all test applications of a run; with {@code -Pcontainers} it is an image,
 * in Testcontainers.
 */
public class Surroundings implements QuarkusTestResourceLifecycleManager {
    public static final String NETMERA_KEY = "test-key-of-netmera";
    public static final String BACKEND_TOKEN = "test-token-of-a-backend";
    public static final String INSIGHTARC_KEY = "test-key-of-insightarc";
    private static final Path HOME = Path.of("target", System.getProperty("earshot.test.home", "surroundings"))
            .toAbsolutePath();

    private final Supplier<EmbeddedDatabase> server;
    private final NetmeraStub netmera = new NetmeraStub();
    private final InsightarcStub insightarc = new InsightarcStub();
    private final BackendStub backend = new BackendStub();
    private final WebhookStub webhook = new WebhookStub();
    private PostgreSQLContainer container;

    public Surroundings() {
        this(Surroundings::database);
    }

    private Surroundings(Supplier<EmbeddedDatabase> server) {
        this.server = server;
    }

    /** For measurements: the database waits for its disk at each commit, as an installation's does. */
    public static Surroundings durable() {
        return new Surroundings(() -> EmbeddedDatabase.in(HOME.resolve("durable-postgres")));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(TokenIssuer.in(HOME).settings());
        settings.putAll(postgres());
        settings.put("EARSHOT_API_KEYS", "chatgpt:" + Api.CHATGPT_KEY + ",claude:" + Api.CLAUDE_KEY);
        netmera.start();
        insightarc.start();
        backend.start();
        webhook.start();
        settings.put("EARSHOT_TEST_WEBHOOK", webhook.url() + "/hooks?tenant=a");
        settings.put("EARSHOT_TEST_BACKEND", backend.url());
        settings.put("EARSHOT_TEST_BACKEND_TOKEN", BACKEND_TOKEN);
        settings.put("EARSHOT_NETMERA_URL", netmera.url() + "/rest/3.0");
        settings.put("EARSHOT_NETMERA_API_KEY", NETMERA_KEY);
        settings.put("EARSHOT_INSIGHTARC_URL", insightarc.url());
        settings.put("EARSHOT_INSIGHTARC_API_KEY", INSIGHTARC_KEY);
        return settings;
    }

    /**
     * Where this JVM's tests keep what outlives an application: one JVM's server is stopped with it, while another's
     * may still be testing.
     */
    public static Path home() {
        return HOME;
    }

    /** The server of all this JVM's tests that need no other: it does not wait for its disk. */
    public static EmbeddedDatabase database() {
        return EmbeddedDatabase.hurried(HOME.resolve("postgres"));
    }

    public NetmeraStub netmera() {
        return netmera;
    }

    public InsightarcStub insightarc() {
        return insightarc;
    }

    public BackendStub backend() {
        return backend;
    }

    public WebhookStub webhook() {
        return webhook;
    }

    private Map<String, String> postgres() {
        String image = System.getProperty("earshot.test.postgres");
        if (image == null) {
            EmbeddedDatabase postgres = server.get();
            String url = postgres.database("test_" + Long.toString(System.nanoTime(), 36));
            return Map.of("EARSHOT_DB", url, "EARSHOT_DB_USER", postgres.user(), "EARSHOT_DB_PASSWORD", "");
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "There is no Docker engine for " + image + "; without -Pcontainers none is needed");
        }
        container = new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        container.start();
        return Map.of(
                "EARSHOT_DB", container.getJdbcUrl().substring("jdbc:".length()),
                "EARSHOT_DB_USER", container.getUsername(),
                "EARSHOT_DB_PASSWORD", container.getPassword());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(netmera, new TestInjector.MatchesType(NetmeraStub.class));
        injector.injectIntoFields(insightarc, new TestInjector.MatchesType(InsightarcStub.class));
        injector.injectIntoFields(backend, new TestInjector.MatchesType(BackendStub.class));
        injector.injectIntoFields(webhook, new TestInjector.MatchesType(WebhookStub.class));
    }

    @Override
    public void stop() {
        netmera.stop();
        insightarc.stop();
        backend.stop();
        webhook.stop();
        if (container != null) {
            container.stop();
        }
    }
}
