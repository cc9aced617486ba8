package dev.earshot.postgres;

import io.vertx.core.Future;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** The parameters of {@code EARSHOT_DB} or {@code EARSHOT_DB_READ}, for Vert.x and for JDBC. */
@Singleton
class ConnectionOptions {
    private static final int KEPT_STATEMENTS = 256;
    private static final int IDLE_MINUTES = 10;
    /** TLS and authentication come on top of connecting; both are slow the first time. */
    private static final int OPENING_FACTOR = 3;

    private static final String VERIFY_HOST = "HTTPS";

    /** Longer than any migration. */
    private static final Duration LONGEST_MIGRATION = Duration.ofHours(2);

    private final DatabaseUrl url;
    private final String user;
    private final String password;
    private PgConnectOptions current;
    private List<FileTime> read = List.of();

    @Inject
    ConnectionOptions(
            DatabaseConfig config,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this(DatabaseUrl.parse(config.url()), user, password.orElse(""));
    }

    private ConnectionOptions(DatabaseUrl url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** The same user's at another address, which has its own parameters. */
    ConnectionOptions at(String address) {
        return new ConnectionOptions(DatabaseUrl.parse(address), user, password);
    }

    /** Without user and password. */
    String address() {
        return url.host() + ":" + url.port() + "/" + url.database();
    }

    Duration connectTimeout() {
        return Duration.ofSeconds(url.connectTimeoutSeconds());
    }

    /** How long it may take until a connection can be used. */
    Duration openingTimeout() {
        return connectTimeout().multipliedBy(OPENING_FACTOR);
    }

    /**
     * For the next connection. Certificates are read again when their files have changed: those of a cluster are
     * renewed while this runs.
     */
    synchronized Future<SqlConnectOptions> future() {
        try {
            List<FileTime> times = new ArrayList<>();
            for (Path file : url.files()) {
                times.add(Files.getLastModifiedTime(file));
            }
            if (current == null || !times.equals(read)) {
                current = build();
                read = times;
            }
            return Future.succeededFuture(current);
        } catch (IOException | GeneralSecurityException e) {
            return Future.failedFuture(e);
        }
    }

    private PgConnectOptions build() throws IOException, GeneralSecurityException {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.database())
                .setUser(user)
                .setPassword(password)
                .setSslMode(url.sslMode())
                // Every connection keeps the statements that it has prepared, the long ones too: to plan one costs more
                // than to run it.
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(KEPT_STATEMENTS)
                .setPreparedStatementCacheSqlFilter(sql -> true);
        url.applicationName().ifPresent(name -> options.addProperty("application_name", name));
        options.setConnectTimeout((int) connectTimeout().toMillis())
                .setTcpKeepAlive(true)
                // Also for a connection that never answered while being opened.
                .setIdleTimeout(IDLE_MINUTES)
                .setIdleTimeoutUnit(TimeUnit.MINUTES);
        if (url.sslMode() != SslMode.DISABLE) {
            options.setHostnameVerificationAlgorithm(url.sslMode() == SslMode.VERIFY_FULL ? VERIFY_HOST : "");
            trust(options);
        }
        return options;
    }

    private void trust(PgConnectOptions options) throws IOException, GeneralSecurityException {
        if (!url.verifies()) {
            options.setTrustAll(true);
        } else if (url.rootCertificate().filter(DatabaseUrl.SYSTEM::equals).isPresent()) {
            TrustManagerFactory system = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            system.init((KeyStore) null);
            options.setTrustOptions(TrustOptions.wrap(system.getTrustManagers()[0]));
        } else {
            options.setTrustOptions(new PemTrustOptions()
                    .addCertValue(content(url.rootCertificate().orElseThrow())));
        }
        if (url.certificate().isPresent()) {
            options.setKeyCertOptions(new PemKeyCertOptions()
                    .setCertValue(content(url.certificate().orElseThrow()))
                    .setKeyValue(content(url.key().orElseThrow())));
        }
    }

    private static io.vertx.core.buffer.Buffer content(String file) throws IOException {
        return io.vertx.core.buffer.Buffer.buffer(Files.readAllBytes(Path.of(file)));
    }

    DataSource jdbc() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {url.host()});
        source.setPortNumbers(new int[] {url.port()});
        source.setDatabaseName(url.database());
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(url.connectTimeoutSeconds());
        source.setLoginTimeout(OPENING_FACTOR * url.connectTimeoutSeconds());
        source.setSocketTimeout((int) LONGEST_MIGRATION.toSeconds());
        source.setTcpKeepAlive(true);
        source.setSslMode(url.sslModeName());
        url.applicationName().ifPresent(source::setApplicationName);
        try {
            if (url.sslMode() != SslMode.DISABLE) {
                source.setProperty(PGProperty.SSL_FACTORY, DatabaseSslFactory.class.getName());
                setIfPresent(source, PGProperty.SSL_ROOT_CERT, url.rootCertificate());
                setIfPresent(source, PGProperty.SSL_CERT, url.certificate());
                setIfPresent(source, PGProperty.SSL_KEY, url.key());
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return source;
    }

    private static void setIfPresent(PGSimpleDataSource source, PGProperty property, Optional<String> value)
            throws java.sql.SQLException {
        if (value.isPresent()) {
            source.setProperty(property, value.get());
        }
    }
}
